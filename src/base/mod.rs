//! The words the rest is written in: paths, places in a source file, fingerprints.
//!
//! Nothing here reads a file, knows a language or formats a message.

mod digest;
mod disk;
mod lang;
mod markup;
mod offsets;
mod path;
mod unseen;

pub use digest::{Digest, Mark, Passing, fingerprint, fingerprint_bytes};
pub use disk::{is_file_name, on_disk, with_slashes};
pub use lang::{Lang, PerLang};
pub use markup::{Html, Inline, escape};
pub use offsets::{InFile, Offsets};
pub use path::{Place, SourcePath, Span, is_device, is_portable, portable};
pub use unseen::{is_blank, is_forbidden, is_odd_space, is_unseen, without_forbidden};

/// The entry of `candidates` that is nearest to `wanted`, when one is near enough to be what the author meant.
///
/// Distance is Damerau-Levenshtein over characters after lower-casing; a third of the longer word may differ. Ties go
/// to the candidate that comes first. Of very many candidates only some are compared, see [`Compared`].
#[must_use]
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let opening = wanted.as_bytes().get(..OPENING).unwrap_or(wanted.as_bytes());
    let wanted: Vec<char> = wanted.to_lowercase().chars().collect();
    let mut best: Option<(usize, &str)> = None;
    let (mut compared, mut rows, mut letters) = (Compared::default(), Rows::default(), Vec::new());
    for candidate in candidates {
        if !compared.takes(candidate, opening) {
            continue;
        }
        letters.clear();
        letters.extend(candidate.chars().flat_map(char::to_lowercase));
        let allowed = wanted.len().max(letters.len()).div_ceil(3);
        let allowed = best.map_or(allowed, |(nearest, _)| allowed.min(nearest.saturating_sub(1)));
        if wanted.len().abs_diff(letters.len()) > allowed || best.is_some_and(|(nearest, _)| nearest == 0) {
            continue;
        }
        let distance = rows.distance(&wanted, &letters);
        if distance <= allowed {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many bytes two names begin with that are taken to begin alike.
const OPENING: usize = 3;

/// Which of many candidates are compared: so many whatever they are, and as many again of those that begin like the word. A
/// site of a hundred thousand records may have as many links that lead nowhere, and each is told.
#[derive(Default)]
struct Compared {
    first: usize,
    alike: usize,
}

impl Compared {
    const MOST: usize = 400;

    fn takes(&mut self, candidate: &str, opening: &[u8]) -> bool {
        if self.first < Compared::MOST {
            self.first += 1;
            return true;
        }
        let is_alike = self.alike < Compared::MOST
            && candidate.as_bytes().get(..opening.len()).is_some_and(|own| own.eq_ignore_ascii_case(opening));
        self.alike += usize::from(is_alike);
        is_alike
    }
}

/// The rows of a table of distances, used again for the next pair.
#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    last: Vec<usize>,
    row: Vec<usize>,
}

impl Rows {
    /// Optimal-string-alignment distance: insertions, deletions, substitutions and swaps of neighbours count one each.
    fn distance(&mut self, a: &[char], b: &[char]) -> usize {
        let Rows { before, last, row } = self;
        last.clear();
        last.extend(0..=b.len());
        for i in 1..=a.len() {
            row.clear();
            row.push(i);
            for j in 1..=b.len() {
                let cost = usize::from(a[i - 1] != b[j - 1]);
                let mut least = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(before[j - 2] + 1);
                }
                row.push(least);
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        last[b.len()]
    }
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
        assert_eq!(nearest("area", names), Some("area"), "the very word");
    }

    #[test]
    fn of_very_many_candidates_those_that_begin_alike_are_compared() {
        let many: Vec<String> = (0..100_000).map(|number| format!("berth-{number}")).collect();
        let names = || many.iter().map(String::as_str).chain(["port-north"]);
        assert_eq!(nearest("port-nroth", names()), Some("port-north"));
        let mut compared = super::Compared::default();
        let taken = names().filter(|name| compared.takes(name, b"ber")).count();
        assert_eq!(taken, 2 * super::Compared::MOST, "whatever there is");
    }
}
