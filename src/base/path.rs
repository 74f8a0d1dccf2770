use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::is_forbidden;

/// A byte range in a source file, counted from the file's first byte after normalisation to NFC and `\n`.
pub type Span = std::ops::Range<usize>;

/// The path of an input file, relative to the site's root, with `/` between its parts on every system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is already relative and written with `/`.
    #[must_use]
    pub fn new(path: &str) -> SourcePath {
        SourcePath(Arc::from(path))
    }

    /// A path of the content folder that is written relative to one of its folders; `None` when it leads out of it.
    #[must_use]
    pub fn joined(folder: &str, path: &str) -> Option<SourcePath> {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().filter(|_| !parts.is_empty())?;
                }
                _ => parts.push(part),
            }
        }
        (parts.first() == Some(&"content")).then(|| SourcePath::new(&parts.join("/")))
    }

    /// The whole path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the last `/`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The part before the last `/`; empty for a file at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The part of the file name after its last dot, in lower case; empty when there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase())
    }
}

impl Serialize for SourcePath {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// The places in one file share its path, read back as well as when they were found.
impl<'de> Deserialize<'de> for SourcePath {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<SourcePath, D::Error> {
        thread_local! {
            static LAST: RefCell<SourcePath> = RefCell::new(SourcePath::new(""));
        }
        let path = <&str>::deserialize(from)?;
        Ok(LAST.with_borrow_mut(|last| {
            if last.as_str() != path {
                *last = SourcePath::new(path);
            }
            last.clone()
        }))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &self.0)
    }
}

/// Whether Windows keeps this name for a device, with any extension.
#[must_use]
pub fn is_device(name: &str) -> bool {
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
    let stem = name.split('.').next().unwrap_or_default();
    // Their letters have no other capitals than those of ASCII.
    let numbered =
        stem.get(..3).filter(|begin| ["com", "lpt"].iter().any(|port| begin.eq_ignore_ascii_case(port)));
    let mut number = stem.chars().skip(3);
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
        || numbered.is_some()
            && matches!((number.next(), number.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

/// The longest name of a file or folder, in bytes of UTF-8.
const LONGEST_NAME: usize = 255;

/// Whether no file of Windows can have this sign in its name.
fn is_strange(c: char) -> bool {
    is_forbidden(c) || c.is_control() || "<>:\"/\\|?*".contains(c)
}

/// Whether a file or folder of this name can stand on every system, and in an address as it is.
///
/// Windows keeps the names of devices for itself, and drops dots and blanks at the end; a blank before the ending is seen by
/// nobody, and copied by not every program.
#[must_use]
pub fn is_portable(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let blank = |part: &str| part.ends_with(char::is_whitespace);
    !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !is_device(name)
        && !name.ends_with('.')
        && !blank(name)
        && !blank(stem)
        && !name.contains(is_strange)
}

/// The name that is most like `name` and can stand on every system; `None` when that takes a person.
#[must_use]
pub fn portable(name: &str) -> Option<String> {
    let kept: String = name.chars().filter(|c| !is_strange(*c)).collect();
    let kept = kept.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let near = match kept.rsplit_once('.') {
        Some((stem, end)) => format!("{}.{}", stem.trim_end(), end.trim()),
        None => kept.to_owned(),
    };
    (near != name && !near.starts_with('.') && is_portable(&near)).then_some(near)
}

/// Where in the author's files something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceSpan {
    /// The file.
    pub path: SourcePath,
    /// The bytes in it; `0..0` speaks of the file as a whole.
    pub span: (usize, usize),
}

impl SourceSpan {
    /// Whether it speaks of the file as a whole.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.span == (0, 0)
    }

    /// A range of bytes in a file.
    #[must_use]
    pub fn new(path: &SourcePath, span: Span) -> SourceSpan {
        SourceSpan { path: path.clone(), span: (span.start, span.end) }
    }

    /// A file as a whole.
    #[must_use]
    pub fn file(path: &SourcePath) -> SourceSpan {
        SourceSpan::new(path, 0..0)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_portable, portable};

    #[test]
    fn a_name_that_is_refused_has_a_near_one() {
        for (name, near) in [
            ("hỏi?.pdf", Some("hỏi.pdf")),
            ("b .pdf", Some("b.pdf")),
            ("a:b.png ", Some("ab.png")),
            ("plan.", Some("plan")),
            ("aux.pdf", None),
            ("???", None),
            ("a.pdf", None),
        ] {
            assert_eq!(portable(name).as_deref(), near, "{name}");
        }
        assert_eq!(portable(&"a".repeat(256)), None);
    }

    #[test]
    fn names_that_a_system_refuses_are_told() {
        for name in ["du-an", "Quyết định 408.pdf", "console", "com10", "common", "a.con", "404.html"] {
            assert!(is_portable(name), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "con",
            "Aux.txt",
            "nul.tar.gz",
            "COM1",
            "lpt9.md",
            "a.",
            "a ",
            "a:b",
            "a/b",
            "a\\b",
            "a\nb",
            "a?",
            "a .pdf",
            "aux .pdf",
            "a\u{3000}",
        ] {
            assert!(!is_portable(name), "{name}");
        }
        assert!(is_portable(&"a".repeat(255)) && !is_portable(&"a".repeat(256)));
        assert!(!is_portable(&"ế".repeat(86)), "a name is measured in bytes");
    }
}
