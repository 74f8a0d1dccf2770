//! Which record has which code, and where each code leads.

use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use super::code::{Codes, Leads, Permanent, SHORT, code_place, wrong_form};
use super::order::Ordered;
use super::printed_codes::{Holders, LedgerReader, gone};
use crate::base::fingerprint_bytes;
use crate::content::{Record, RecordId, is_code};
use crate::diag::Diagnostic;

/// What addresses behind codes are made of: no vowels, so no words; nothing that looks like something else on paper.
const ALPHABET: &[u8; 28] = b"23456789bcdfghjkmnpqrstvwxyz";

/// Gives every record its code, and finds out where each code leads.
pub(super) fn codes(site: &Ordered) -> Codes {
    let mut found = Vec::new();
    let all = &mut found;
    let of: TiVec<RecordId, Option<String>> =
        site.content.records.iter().map(|record| code(site, record, all)).collect();
    let mut lost = Vec::new();
    let mut leads: BTreeMap<String, Leads> = BTreeMap::new();
    for (record, code) in of.iter_enumerated().filter_map(|(at, code)| Some((at, code.as_ref()?))) {
        if let Some(Leads::Record(first)) = leads.get(code) {
            let twice = Diagnostic::error("code-twice", code_place(&site.content.records[record]));
            let first = &site.content.records[*first];
            all.push(twice.with("code", code).with("id", &first.id).other(code_place(first)).help("other"));
            continue;
        }
        leads.insert(code.clone(), Leads::Record(record));
    }
    for record in site.withheld.values().filter(|record| record.meta.withdrawn.is_some()) {
        if let Some(code) = code(site, record, all) {
            let gone = || Leads::Gone(Box::new(gone(site, record, None, &mut lost)));
            leads.entry(code).or_insert_with(gone);
        }
    }
    let mut ledger = LedgerReader { site, holders: Holders::new(site, &of), leads, lost, all };
    site.content.ledger.iter().for_each(|printed| ledger.reach(printed));
    let LedgerReader { leads, lost, .. } = ledger;
    let permanent = leads.into_iter().map(|(code, leads)| Permanent { code, leads }).collect();
    Codes { of, permanent, lost, diagnostics: found }
}

/// The code of a record, where its collection has codes.
fn code(site: &Ordered, record: &Record, all: &mut Vec<Diagnostic>) -> Option<String> {
    if !site.collection_of(record).codes {
        return None;
    }
    match &record.meta.code {
        Some(own) if is_code(&own.text) => Some(own.text.clone()),
        Some(own) => {
            all.push(wrong_form(own));
            Some(derived(&record.id))
        }
        None => Some(derived(&record.id)),
    }
}

/// The code that follows from an id: the id itself when it is short, else six characters of its fingerprint.
fn derived(id: &str) -> String {
    if id.len() <= SHORT && is_code(id) {
        return id.to_owned();
    }
    let digits = fingerprint_bytes(id.as_bytes()).short(15);
    let mut rest = u64::from_str_radix(&digits, 16).expect("a fingerprint is written in hexadecimal digits");
    let mut code = String::with_capacity(SHORT);
    for _ in 0..SHORT {
        let length = ALPHABET.len() as u64;
        code.push(char::from(ALPHABET[usize::try_from(rest % length).expect("less than 28")]));
        rest /= length;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::derived;

    #[test]
    fn short_ids_are_their_own_codes_and_others_have_six_characters() {
        assert_eq!(derived("n017"), "n017");
        let code = derived("nam-trang-cat");
        assert_eq!(code.len(), 6);
        assert!(crate::content::is_code(&code), "{code}");
        assert_eq!(derived("nam-trang-cat"), code);
        assert_ne!(derived("nam-trang-cat-2"), code);
        // What is no address is not taken over.
        assert_eq!(derived("a/../b").len(), 6);
        assert_ne!(derived("a/../b"), "a/../b");
    }
}
