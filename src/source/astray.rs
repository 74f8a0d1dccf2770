//! Files right below the root that are called nearly like one that is read: `codes.toml.txt`, `Portolan.toml`. They are read with
//! the rest, so that somebody can say what they were meant to be.

use super::Snapshot;
use crate::base::{FileKind, SourcePath, is_near, parts, without_copy};

/// Where a site's input lies below its root.
pub const ROOTS: &[&str] = &["portolan.toml", "codes.toml", "content", "i18n", "themes"];

/// The file that is read from the root which one of this name was most likely meant to be.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let (stem, kind) = parts(&lower);
    let stem = without_copy(stem);
    let read = ROOTS.iter().filter_map(|root| Some((*root, root.strip_suffix(".toml")?)));
    let (found, _) =
        read.filter(|_| kind == FileKind::Facts).find(|(_, wanted)| is_near(stem, kind, wanted))?;
    (found != name).then_some(found)
}

impl Snapshot {
    /// The files right below the root that nobody reads under their name, each with the name that it was meant to have.
    pub fn astray(&self) -> impl Iterator<Item = (&SourcePath, &'static str)> {
        let top = self.iter().map(|(path, _)| path).filter(|path| !path.as_str().contains('/'));
        top.filter_map(|path| Some((path, meant(path.as_str())?)))
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_file_of_the_root_is_known_by_what_it_was_meant_to_be() {
        for (name, wanted) in [
            ("codes.toml.txt", Some("codes.toml")),
            ("Codes.toml", Some("codes.toml")),
            ("CODES.TOML", Some("codes.toml")),
            ("codes.tml", Some("codes.toml")),
            ("code.toml", Some("codes.toml")),
            ("codes (1).toml", Some("codes.toml")),
            ("portolan.toml.txt", Some("portolan.toml")),
            ("Portolan.toml", Some("portolan.toml")),
            ("portolan.tml", Some("portolan.toml")),
            ("portlan.toml", Some("portolan.toml")),
            ("portolan - Copy.toml", Some("portolan.toml")),
            ("codes.toml", None),
            ("portolan.toml", None),
            ("portolan", None),
            ("portolan.exe", None),
            ("codes.txt", None),
            ("Cargo.toml", None),
            ("netlify.toml", None),
            ("README.md", None),
        ] {
            assert_eq!(meant(name), wanted, "{name}");
        }
    }
}
