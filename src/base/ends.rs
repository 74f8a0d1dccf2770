//! Names of files with an end that nobody meant: one that Windows hides (`vi.md.txt`), one mistaken (`record.tml`), one of a copy
//! (`vi (1).md`).

use super::nearest;

/// The ends of texts and of facts, as they are written and mistaken; a file may have several.
const ENDS: &[(&str, Kind)] = &[
    ("md", Kind::Text),
    ("markdown", Kind::Text),
    ("mdown", Kind::Text),
    ("mkdown", Kind::Text),
    ("mkd", Kind::Text),
    ("mdx", Kind::Text),
    ("toml", Kind::Facts),
    ("tml", Kind::Facts),
    ("tom", Kind::Facts),
    ("tmol", Kind::Facts),
    ("txt", Kind::Any),
];

/// What is added to the name of a copy, in the languages of those who make them.
const COPIES: &[&str] =
    &["copy", "bản sao", "sao chép", "コピー", "복사본", "副本", "new", "old", "mới", "cũ"];

/// What the end of a name says that a file is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text.
    Text,
    /// TOML.
    Facts,
    /// Its end does not say.
    Any,
}

/// A name without its ends, and what they say that it is: the innermost counts that says anything.
pub(crate) fn parts(name: &str) -> (&str, Kind) {
    let (mut stem, mut kind) = (name, Kind::Any);
    while let Some((rest, end)) = stem.rsplit_once('.') {
        let Some((_, said)) = ENDS.iter().find(|(known, _)| *known == end.trim()) else { break };
        stem = rest.trim();
        kind = if *said == Kind::Any { kind } else { *said };
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
pub(crate) fn is_near(stem: &str, kind: Kind, wanted: &str) -> bool {
    match kind {
        Kind::Facts => nearest(stem, [wanted]).is_some(),
        Kind::Any => stem == wanted,
        Kind::Text => false,
    }
}
