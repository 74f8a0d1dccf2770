//! Names of files with an end that nobody meant: one that Windows hides (`vi.md.txt`), one mistaken (`record.tml`), one of a copy
//! (`vi (1).md`).

use super::nearest;

/// The ends of texts and of facts, as they are written and mistaken; a file may have several.
const ENDS: &[(&str, FileKind)] = &[
    ("md", FileKind::Text),
    ("markdown", FileKind::Text),
    ("mdown", FileKind::Text),
    ("mkdown", FileKind::Text),
    ("mkd", FileKind::Text),
    ("mdx", FileKind::Text),
    ("toml", FileKind::Facts),
    ("tml", FileKind::Facts),
    ("tom", FileKind::Facts),
    ("tmol", FileKind::Facts),
    ("txt", FileKind::Any),
];

/// What is added to the name of a copy, in the languages of those who make them.
const COPIES: &[&str] =
    &["copy", "bản sao", "sao chép", "コピー", "복사본", "副本", "new", "old", "mới", "cũ"];

/// What the end of a name says that a file is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// A text.
    Text,
    /// TOML.
    Facts,
    /// Its end does not say.
    Any,
}

/// A name without its ends, and what they say that it is: the innermost counts that says anything.
pub(crate) fn parts(name: &str) -> (&str, FileKind) {
    let (mut stem, mut kind) = (name, FileKind::Any);
    while let Some((rest, end)) = stem.rsplit_once('.') {
        let Some((_, said)) = ENDS.iter().find(|(known, _)| *known == end.trim()) else { break };
        stem = rest.trim();
        kind = if *said == FileKind::Any { kind } else { *said };
    }
    (stem, kind)
}

/// A stem without what systems and people add to that of a copy: `vi (1)`, `vi - copy`.
pub(crate) fn without_copy(mut stem: &str) -> &str {
    loop {
        let before = stem;
        if let Some((rest, number)) = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('('))
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            stem = rest.trim_end();
        }
        for copy in COPIES {
            let rest = stem.strip_suffix(copy).map(|rest| rest.trim_end_matches([' ', '-', '_']));
            stem = rest.filter(|rest| rest.len() + copy.len() < stem.len()).unwrap_or(stem);
        }
        if stem == before {
            return stem;
        }
    }
}

/// Whether facts of this name were meant to be called `wanted`.
pub(crate) fn is_near(stem: &str, kind: FileKind, wanted: &str) -> bool {
    match kind {
        FileKind::Facts => nearest(stem, [wanted]).is_some(),
        FileKind::Any => stem == wanted,
        FileKind::Text => false,
    }
}
