//! Writes the index of one language: `docs/search/index-format.md`. Whole numbers only, and every list sorted, so that the same records give the
//! same bytes.

use std::borrow::Borrow;

use super::entry::SearchEntry;
use super::facets::Facets;
use super::meta::{EACH, IndexMeta, Versions};
use super::part::SearchPart;
use super::row::ResultRows;
use super::scope::Scope;
use super::spelling::spelling;
use super::terms::term_parts;
use super::tokenizer::Tokenizer;

/// The parts of the index of records, which come in the order of their titles. The last is `meta`, which names the versions of
/// the others.
///
/// A part but `meta` is asked for with what `digest` says of its script, so that no browser mixes the parts of two builds; its
/// file keeps its name, so that each build replaces that of the one before.
#[must_use]
pub fn parts<E: Borrow<SearchEntry>>(
    entries: &[E],
    scope: &Scope<'_>,
    digest: fn(&[u8]) -> u32,
) -> Vec<SearchPart> {
    let entries: Vec<&SearchEntry> = entries.iter().map(Borrow::borrow).collect();
    let terms = term_parts(&entries, &scope.words.same, &mut Tokenizer::new(scope.rules));
    let mut parts = Vec::new();
    let mut add = |part: SearchPart, versions: &mut String| {
        versions.push_str(&format!("{:08x}", digest(part.script.as_bytes())));
        parts.push(part);
    };
    let mut versions = Versions::default();
    for (at, part) in terms.parts.iter().enumerate() {
        add(SearchPart::of(format!("t{at}"), part), &mut versions.t);
    }
    for (at, records) in entries.chunks(EACH).enumerate() {
        let rows = ResultRows(records.iter().map(|entry| &entry.row).collect());
        add(SearchPart::of(format!("d{at}"), &rows), &mut versions.d);
    }
    add(SearchPart::of("s".to_owned(), &spelling(&entries)), &mut versions.s);
    add(SearchPart::of("f".to_owned(), &Facets::of(&entries, scope)), &mut versions.f);
    parts.push(SearchPart::of("meta".to_owned(), &IndexMeta::of(&entries, scope, terms, versions)));
    parts
}

#[cfg(test)]
mod tests;
