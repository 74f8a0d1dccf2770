//! Files right below the root that are called nearly like one that is read: `codes.toml.txt`, `Portolan.toml`. They are read with
//! the rest, so that somebody can say what they were meant to be.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Snapshot;
use super::folder::{ROOTS, file, filtered};
use crate::base::{Kind, SourcePath, is_near, parts, without_copy};
use crate::diag::Diagnostic;

/// The file that is read from the root which one of this name was most likely meant to be.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let (stem, kind) = parts(&lower);
    let stem = without_copy(stem);
    let read = ROOTS.iter().filter_map(|root| Some((*root, root.strip_suffix(".toml")?)));
    let (found, _) = read.filter(|_| kind == Kind::Facts).find(|(_, wanted)| is_near(stem, kind, wanted))?;
    (found != name).then_some(found)
}

/// Such files below a root on the disk.
pub(super) fn files(root: &Path, found: &mut Vec<Diagnostic>) -> Vec<(SourcePath, PathBuf)> {
    let entries: Vec<_> = filtered(WalkDir::new(root).min_depth(1).max_depth(1)).flatten().collect();
    let name = |entry: &walkdir::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let names: Vec<String> = entries.iter().map(name).collect();
    // A disk that does not tell capitals from small letters has one file under both names.
    let is_same = |wanted: &str| !names.iter().any(|name| name == wanted) && root.join(wanted).exists();
    let astray = entries.into_iter().zip(&names).filter(|(entry, name)| {
        entry.file_type().is_file() && meant(name).is_some_and(|wanted| !is_same(wanted))
    });
    astray.filter_map(|(entry, _)| file(root, Ok(entry), found)).collect()
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
