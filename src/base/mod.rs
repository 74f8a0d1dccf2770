//! The words the rest is written in: paths, places in a source file, fingerprints.
//!
//! Nothing here reads a file, knows a language or formats a message.

mod digest;
mod lang;
mod markup;
mod offsets;
mod path;
mod unseen;

pub use digest::{Digest, Mark, Passing, fingerprint, fingerprint_bytes};
pub use lang::{Lang, PerLang};
pub use markup::{Html, Inline, escape};
pub use offsets::{InFile, Offsets};
pub use path::{Place, SourcePath, Span, is_device, is_portable, portable};
pub use unseen::{is_blank, is_forbidden, is_odd_space, is_unseen, without_forbidden};

/// The entry of `candidates` that is nearest to `wanted`, when one is near enough to be what the author meant.
///
/// Distance is Damerau-Levenshtein over characters after lower-casing; a third of the longer word may differ. Ties go
/// to the candidate that comes first.
#[must_use]
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.to_lowercase().chars().collect();
        let allowed = wanted.len().max(letters.len()).div_ceil(3);
        let distance = distance(&wanted, &letters);
        if distance <= allowed && best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Optimal-string-alignment distance: insertions, deletions, substitutions and swaps of neighbours count one each.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_typing_mistake_finds_its_word() {
        let names = ["capital", "area", "sector", "diện-tích"];
        assert_eq!(nearest("captial", names), Some("capital"));
        assert_eq!(nearest("diện-tich", names), Some("diện-tích"));
        assert_eq!(nearest("Area", names), Some("area"));
        assert_eq!(nearest("employment", names), None);
    }
}
