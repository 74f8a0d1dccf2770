//! What may stand where something of another kind was written.

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
