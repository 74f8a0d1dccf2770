//! Words that differ by their marks alone: which records have which of them in their names.

use super::entry::SearchEntry;
use super::lexicon::Lexicon;
use super::utf16;

/// Of each term that is written in two ways or more, every way (`hoa=hoà1`) with its records.
pub(super) fn forms(entries: &[&SearchEntry]) -> Vec<(String, Vec<u32>)> {
    let mut lines = Lexicon::default();
    let mut records: Vec<Vec<u32>> = Vec::new();
    for (record, entry) in (0..).zip(entries) {
        for form in entry.forms.iter() {
            let at = lines.number(form) as usize;
            if at == records.len() {
                records.push(Vec::new());
            }
            records[at].push(record);
        }
    }
    let mut all: Vec<(&str, Vec<u32>)> = lines.words().iter().zip(records).collect();
    // The forms of a term begin alike, and so come to stand side by side.
    all.sort_unstable_by(|(a, _), (b, _)| utf16::order(a, b));
    let term = |line: &str| line.split('=').next().unwrap_or_default().len();
    let of_one_term = all.chunk_by(|(a, _), (b, _)| a[..term(a)] == b[..term(b)]);
    let several = of_one_term.filter(|forms| forms.len() > 1).flatten();
    several.map(|(form, records)| ((*form).to_owned(), records.clone())).collect()
}
