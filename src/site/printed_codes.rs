//! What the ledger of printed codes asks for: that each still arrives, at its record or at a page that says what became of it.

use std::collections::{BTreeMap, HashMap};

use typed_index_collections::TiSlice;

use super::code::{Gone, Leads, code_place, wrong_form};
use super::order::Ordered;
use crate::content::ledger::Printed;
use crate::content::{Name, Record, RecordId, is_code};
use crate::diag::Diagnostic;

/// What can be said of a record that is not shown.
pub(super) fn gone(site: &Ordered, record: &Record, printed: Option<&Printed>, lost: &mut Vec<Name>) -> Gone {
    let mut titles = printed.map(|printed| printed.titles.clone()).unwrap_or_default();
    for (lang, text) in record.texts.iter() {
        titles.set(lang, text.title.clone());
    }
    let ended = record.meta.expires_on.filter(|day| day.last_day() < site.today.first_day());
    Gone {
        titles,
        collection: Some(record.collection),
        since: record.meta.withdrawn.or_else(|| ended.map(|day| day.day_after())),
        successor: record.meta.successor.as_ref().and_then(|name| successor(site, name, lost)),
    }
}

fn successor(site: &Ordered, name: &Name, lost: &mut Vec<Name>) -> Option<RecordId> {
    let found = site.record(&name.text).map(|(index, _)| index);
    if found.is_none() {
        lost.push(name.clone());
    }
    found
}

/// Who has which code.
pub(super) struct Holders<'a> {
    /// The records that are shown; of two with one code, which is an error, the first counts.
    shown: HashMap<&'a str, RecordId>,
    /// Those that are not, where they say their code themselves.
    withheld: HashMap<&'a str, &'a Record>,
}

impl<'a> Holders<'a> {
    pub(super) fn new(site: &'a Ordered, of: &'a TiSlice<RecordId, Option<String>>) -> Holders<'a> {
        let mut holders = Holders { shown: HashMap::new(), withheld: HashMap::new() };
        for (record, code) in of.iter_enumerated().filter_map(|(at, code)| Some((at, code.as_ref()?))) {
            holders.shown.entry(code).or_insert(record);
        }
        for record in site.withheld.values() {
            if let Some(own) = &record.meta.code {
                holders.withheld.entry(&own.text).or_insert(record);
            }
        }
        holders
    }
}

/// Where codes lead, while the ledger is read.
pub(super) struct LedgerReader<'a, 'o> {
    pub(super) site: &'a Ordered,
    pub(super) holders: Holders<'a>,
    pub(super) leads: BTreeMap<String, Leads>,
    /// Successors that are no records.
    pub(super) lost: Vec<Name>,
    pub(super) all: &'o mut Vec<Diagnostic>,
}

impl LedgerReader<'_, '_> {
    /// Makes sure that a code on paper arrives.
    pub(super) fn reach(&mut self, printed: &Printed) {
        let code = &printed.code.text;
        if !is_code(code) {
            self.all.push(wrong_form(&printed.code));
            return;
        }
        let holder = self.holders.shown.get(code.as_str()).copied();
        let target = self.target(printed, holder);
        match (target, holder) {
            (Some(Leads::Record(index)), Some(holder)) if index == holder => {}
            (_, Some(_)) | (None, _) => self.all.push(taken(self.site, printed, holder)),
            (Some(target), None) => {
                self.leads.insert(code.clone(), target);
            }
        }
    }

    /// What a code was printed for; `None` where another record has it now and nothing is known of the first.
    fn target(&mut self, printed: &Printed, holder: Option<RecordId>) -> Option<Leads> {
        let site = self.site;
        let (id, code) = (&printed.id.text, &printed.code.text);
        let explicit = |record: &Record| record.meta.code.as_ref().is_some_and(|own| own.text == *code);
        let own = site.record(id).map(|(index, _)| index);
        // A record that got another id keeps its code by saying it.
        let given = holder.filter(|index| explicit(&site.content.records[*index]));
        let own = own.or(given.filter(|_| !site.withheld.contains_key(id)));
        if let Some(index) = own {
            return Some(Leads::Record(index));
        }
        let withheld = site.withheld.get(id).or_else(|| self.holders.withheld.get(code.as_str()).copied());
        let gone = match withheld {
            Some(record) => gone(site, record, Some(printed), &mut self.lost),
            None if printed.withdrawn.is_some() => gone_without_file(site, printed, &mut self.lost),
            None if holder.is_none() => {
                let missing = Diagnostic::error("printed-gone", printed.id.place.clone()).with("id", id);
                self.all.push(missing.with("code", code).help("ways"));
                gone_without_file(site, printed, &mut self.lost)
            }
            None => return None,
        };
        Some(Leads::Gone(Box::new(gone)))
    }
}

/// A code on paper that leads to another record now.
fn taken(site: &Ordered, printed: &Printed, holder: Option<RecordId>) -> Diagnostic {
    let place = printed.code.place.clone();
    let taken = Diagnostic::error("printed-taken", place).with("code", &printed.code.text);
    let taken = taken.with("id", &printed.id.text);
    let holder = holder.map(|index| &site.content.records[index]);
    let other = holder.map_or("", |record| record.id.as_str());
    let taken = taken.with("other", other).help("other");
    holder.map_or(taken.clone(), |record| taken.other(code_place(record)))
}

/// What the ledger alone can say.
fn gone_without_file(site: &Ordered, printed: &Printed, lost: &mut Vec<Name>) -> Gone {
    Gone {
        titles: printed.titles.clone(),
        collection: site.content.collections.get_index_of(&printed.collection),
        since: printed.withdrawn,
        successor: printed.successor.as_ref().and_then(|name| successor(site, name, lost)),
    }
}
