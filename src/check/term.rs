//! An entry of a vocabulary that a fact, a declaration or a setting names is there.

use super::record::meaning;
use crate::content::Name;
use crate::diag::{Diagnostic, Subject};
use crate::site::{Meant, Site};

/// There is such an entry. `declared` reports a vocabulary that does not exist.
pub(super) fn check_term(site: &Site, vocabulary: &str, id: &Name, all: &mut Vec<Diagnostic>) {
    let Some(words) = site.content.vocabularies.get(vocabulary) else { return };
    if words.entries.contains_key(&id.text) {
        return;
    }
    let missing = Diagnostic::error("no-term", id.place.clone()).with("id", &id.text);
    let missing = missing.with("vocabulary", vocabulary).needs(Subject::entry(vocabulary, &id.text));
    let meant = site.term_called(&id.text, vocabulary);
    let otherwise = if words.entries.is_empty() { "add" } else { "known" };
    let elsewhere = if meant.is_none() { elsewhere(site, vocabulary, &id.text) } else { None };
    if let Some((at, found)) = elsewhere {
        let is_record = at == RECORDS;
        let missing = missing.with("found", found).with("at", at);
        all.push(missing.help(if is_record { "record" } else { "elsewhere" }));
        return;
    }
    let missing = match meant {
        None if otherwise == "known" => {
            let [en, vi] = site.terms_listed(vocabulary);
            missing.with("known_en", en).with("known_vi", vi)
        }
        _ => missing,
    };
    all.push(meaning(missing, &id.text, meant, otherwise));
}

/// Stands for all records where vocabularies are told by name.
const RECORDS: &str = "records";

/// The vocabulary, or all records, that something belongs to which is no entry of this one, and its id there.
fn elsewhere(site: &Site, vocabulary: &str, wanted: &str) -> Option<(String, String)> {
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

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts};

    #[test]
    fn an_entry_is_known_by_its_id() {
        check(&facts("kind = \"liquid\""), &[]);
        check(&facts("kind = \"Hàng lỏng\""), &["no-term/named \"Hàng lỏng\" → liquid"]);
        check(&facts("kind = \"x\""), &["no-term/known \"x\""]);
    }
}
