//! What the ledger of printed codes asks for: that each still arrives, at its record or at a page that says what became of it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use typed_index_collections::TiSlice;

use super::address::Addressed;
use super::address::alias_path;
use super::code::{Gone, Leads, code_place, position, wrong_form};
use super::order::Ordered;
use super::route::index_file;
use super::{Route, RouteId};
use crate::base::{Place, SourcePath};
use crate::content::ledger::{LEDGER, Printed};
use crate::content::{Name, Record, RecordId, is_code};
use crate::diag::Diagnostic;

/// What can be said of a record that is not shown.
pub(super) fn gone(
    site: &Ordered,
    record: &Record,
    printed: Option<&Printed>,
    all: &mut Vec<Diagnostic>,
) -> Gone {
    let mut titles = printed.map(|printed| printed.titles.clone()).unwrap_or_default();
    for (lang, text) in record.texts.iter() {
        titles.set(lang, text.title.clone());
    }
    let ended = record.meta.expires_on.filter(|day| day.last_day() < site.today.first_day());
    Gone {
        titles,
        collection: Some(record.collection),
        since: record.meta.withdrawn.or_else(|| ended.map(|day| day.day_after())),
        successor: record.meta.successor.as_ref().and_then(|name| successor(site, name, all)),
    }
}

fn successor(site: &Ordered, name: &Name, all: &mut Vec<Diagnostic>) -> Option<RecordId> {
    let found = site.record(&name.text).map(|(index, _)| index);
    if found.is_none() {
        all.push(super::reference::no_record(site, &name.text, name.place.clone()));
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

/// Makes sure that a code on paper arrives.
pub(super) fn reach(
    site: &Ordered,
    holders: &Holders<'_>,
    printed: &Printed,
    leads: &mut BTreeMap<String, Leads>,
    all: &mut Vec<Diagnostic>,
) {
    let (id, code) = (&printed.id.text, &printed.code.text);
    if !is_code(code) {
        all.push(wrong_form(&printed.code));
        return;
    }
    let holder = holders.shown.get(code.as_str()).copied();
    let explicit = |record: &Record| record.meta.code.as_ref().is_some_and(|own| own.text == *code);
    let own = site.record(id).map(|(index, _)| index);
    // A record that got another id keeps its code by saying it.
    let given = holder.filter(|index| explicit(&site.content.records[*index]));
    let withheld = site.withheld.get(id).or_else(|| holders.withheld.get(code.as_str()).copied());
    let target = match (own.or(given.filter(|_| !site.withheld.contains_key(id))), withheld) {
        (Some(index), _) => Leads::Record(index),
        (None, Some(record)) => Leads::Gone(Box::new(gone(site, record, Some(printed), all))),
        (None, None) if printed.withdrawn.is_some() => {
            Leads::Gone(Box::new(gone_without_file(site, printed, all)))
        }
        (None, None) if holder.is_none() => {
            let missing = Diagnostic::error("printed-gone", printed.id.place.clone()).with("id", id);
            all.push(missing.with("code", code).help("ways"));
            Leads::Gone(Box::new(gone_without_file(site, printed, all)))
        }
        (None, None) => return all.push(taken(site, printed, holder)),
    };
    match (&target, holder) {
        (Leads::Record(index), Some(holder)) if *index == holder => {}
        (_, Some(_)) => all.push(taken(site, printed, holder)),
        (_, None) => {
            leads.insert(code.clone(), target);
        }
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
fn gone_without_file(site: &Ordered, printed: &Printed, all: &mut Vec<Diagnostic>) -> Gone {
    Gone {
        titles: printed.titles.clone(),
        collection: site.content.collections.get_index_of(&printed.collection),
        since: printed.withdrawn,
        successor: printed.successor.as_ref().and_then(|name| successor(site, name, all)),
    }
}

/// Warns once when codes on paper name another host.
pub(super) fn check_host(site: &Ordered, all: &mut Vec<Diagnostic>) {
    let now = site.config.base_url.join("");
    let now = now.trim_end_matches('/');
    let elsewhere = |printed: &&Printed| !printed.base_url.is_empty() && printed.base_url != now;
    if let Some(printed) = site.content.ledger.iter().find(elsewhere) {
        let place = Place::file(&SourcePath::new(LEDGER));
        let moved = Diagnostic::warning("printed-host", place).with("printed", &printed.base_url);
        all.push(moved.with("now", now).help("keep"));
    }
}

/// Addresses that stand on paper or in what was made of it, each with what is there instead: those that records had when their
/// codes were printed, and the permanent ones in languages that are not made, which lead to the one for all languages. A page that
/// stands there now wins.
pub(super) fn former(
    site: &Addressed,
    by_path: &HashMap<String, RouteId>,
    redirects: &[(String, Route)],
    all: &mut Vec<Diagnostic>,
) -> Vec<(String, Route)> {
    if site.content.ledger.is_empty() {
        return Vec::new();
    }
    let key = |path: &str| index_file(path).to_lowercase();
    let mut taken: HashSet<String> = by_path.keys().map(|path| key(path)).collect();
    taken.extend(redirects.iter().map(|(path, _)| key(path)));
    let (made, unmade) = (site.made(), unmade(site));
    let mut former = Vec::new();
    let mut lead = |path: String, route: &Route| {
        if taken.insert(key(&path)) {
            former.push((path, route.clone()));
        }
    };
    for printed in &site.content.ledger {
        let Some(at) = position(&site.codes.permanent, &printed.code.text) else { continue };
        let shared = Route::Permanent { lang: None, at };
        for lang in &unmade {
            lead(format!("{lang}/q/{}/", printed.code.text), &shared);
        }
        let own = printed.addresses.iter().map(|(lang, addresses)| {
            let route = match site.permanent(at).leads {
                _ if !made.contains(&lang) => shared.clone(),
                Leads::Record(record) => Route::Record { lang, record },
                Leads::Gone(_) => Route::Permanent { lang: Some(lang), at },
            };
            (route, addresses)
        });
        let gone = printed.former.iter().map(|former| (shared.clone(), &former.addresses));
        for (route, addresses) in own.chain(gone) {
            for path in addresses.iter().filter_map(|address| alias_path(site, address, all)) {
                lead(path, &route);
            }
        }
    }
    former
}

/// The codes of languages in which codes may have been printed and no pages are made: the site has them no more, or not in this
/// build. A record without a text or a page of its own has codes in them as well, so those of one entry hold for all.
fn unmade(site: &Ordered) -> BTreeSet<&str> {
    let made = site.made();
    let own = site.config.langs().filter(|lang| !made.contains(lang));
    let own = own.map(|lang| site.config.language(lang).code.as_str());
    let former = site.content.ledger.iter().flat_map(|printed| &printed.former);
    own.chain(former.map(|former| former.lang.text.as_str())).collect()
}
