//! What may stand where something of another kind was written.

use super::Site;
use super::index::Indexed;
use super::names::Meant;
use crate::base::PerLang;
use crate::content::{CollectionId, Record, labelled};
use crate::diag::{Diagnostic, UiLang};

/// What stands where a record of a collection is wanted is a record of another, or an entry of a vocabulary; whatever it is,
/// the records that may stand there are listed.
pub(super) fn instead(site: &Indexed, wanted: CollectionId, id: &str, missing: Diagnostic) -> Diagnostic {
    let Some((name, _)) = site.content.collections.get_index(wanted) else { return missing.help("form") };
    let own = site.content.records.iter().filter(|record| record.collection == wanted);
    let titled: Vec<(&str, PerLang<String>)> =
        own.take(MOST_KNOWN).map(|record| (record.id.as_str(), titles(record))).collect();
    let listed =
        |editor| labelled(titled.iter().map(|(id, titles)| (*id, titles)), &site.config.codes(), editor);
    let missing = missing.with("wanted", name).with("known_en", listed(UiLang::En));
    let missing = missing.with("known_vi", listed(UiLang::Vi));
    let mut words =
        site.content.vocabularies.keys().filter_map(|words| Some((words, site.term_called(id, words)?)));
    match words.next() {
        Some((words, Meant::One(_))) if !titled.is_empty() => missing.with("vocabulary", words).help("entry"),
        _ if titled.is_empty() => missing.help("form"),
        _ => missing.help("known"),
    }
}

/// How many records are looked at to be listed.
const MOST_KNOWN: usize = 13;

fn titles(record: &Record) -> PerLang<String> {
    let mut titles = PerLang::default();
    for (lang, text) in record.texts.iter() {
        titles.set(lang, text.title.clone());
    }
    titles
}

/// Stands for all records where vocabularies are told by name.
pub(super) const RECORDS: &str = "records";

/// The vocabulary, or all records, that something belongs to which is no entry of this one, and its id there.
pub(super) fn elsewhere(site: &Site, vocabulary: &str, wanted: &str) -> Option<(String, String)> {
    let entry =
        site.content.vocabularies.iter().filter(|(name, _)| *name != vocabulary).find_map(|(name, words)| {
            let by_id = words.entries.contains_key(wanted).then(|| wanted.to_owned());
            let named = || match site.term_called(wanted, name)? {
                Meant::One(id) => {
                    let is_own = words.entries.get(&id)?.name.iter().any(|(_, own)| own == wanted);
                    is_own.then_some(id)
                }
                Meant::Several(_) => None,
            };
            Some((name.to_string(), by_id.or_else(named)?))
        });
    entry.or_else(|| site.record(wanted).map(|(_, record)| (RECORDS.to_owned(), record.id.clone())))
}
