//! What belongs to itself, or took its own place, in one step or in many: no chain of such names ends anywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::record::no_record;
use crate::content::{Name, Record, Value};
use crate::diag::Diagnostic;
use crate::site::Site;

/// No entry of a vocabulary lies in itself, no record took its own place, and none names itself in a fact.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for words in site.content.vocabularies.values() {
        let parents = words.entries.values();
        let parents = parents.filter_map(|entry| Some((entry.id.as_str(), entry.parent.as_ref()?)));
        all.extend(circles("parent", &parents.collect()));
    }
    let records = || site.content.records.iter().chain(site.withheld.values());
    let mut successors: BTreeMap<&str, &Name> = BTreeMap::new();
    for printed in &site.content.ledger {
        successors.extend(printed.successor.as_ref().map(|name| (printed.id.text.as_str(), name)));
    }
    for record in records() {
        let Some(name) = &record.meta.successor else { continue };
        if site.record(&name.text).is_none() {
            all.push(no_record(site, &name.text, name.place.clone()));
        }
        successors.insert(&record.id, name);
    }
    all.extend(circles("successor", &successors));
    records().for_each(|record| check_facts(record, all));
}

/// Every circle that these names make, each told once, at the name that closes it.
fn circles(key: &'static str, next: &BTreeMap<&str, &Name>) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for start in next.keys() {
        let mut way: Vec<&str> = Vec::new();
        let mut at: &str = start;
        while seen.insert(at) {
            way.push(at);
            let Some(name) = next.get(at) else { break };
            at = &name.text;
        }
        // A chain that met an earlier one was reported there, if it was a circle.
        let Some(begin) = way.iter().position(|passed| *passed == at) else { continue };
        let Some(name) = way.last().and_then(|last| next.get(last)).filter(|name| name.text == at) else {
            continue;
        };
        let names = way[begin..].iter().chain([&at]).map(|id| format!("`{id}`"));
        let circle = Diagnostic::error("circle", name.place.clone()).with("key", key);
        all.push(circle.with("circle", names.collect::<Vec<_>>().join(" → ")).help(key));
    }
    all
}

/// A fact that names a record names another.
fn check_facts(record: &Record, all: &mut Vec<Diagnostic>) {
    for (field, fact) in &*record.facts {
        fact.value.walk(&mut |value| {
            if let Value::Record(name) = value
                && name.text == record.id
            {
                let own = Diagnostic::warning("own-record", name.place.clone()).with("field", field);
                all.push(own.with("id", &name.text).help("other"));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{SourcePath, SourceSpan};

    #[test]
    fn each_circle_is_told_once() {
        let path = SourcePath::new("a.toml");
        let name =
            |at: usize, text: &str| Name { text: text.to_owned(), place: SourceSpan::new(&path, at..at + 1) };
        let arrows = ["a b", "b c", "c a", "d c", "e e", "f g", "g nowhere", "h f", "x d"];
        let names: Vec<(&str, Name)> = arrows
            .iter()
            .enumerate()
            .filter_map(|(at, arrow)| arrow.split_once(' ').map(|(from, to)| (from, name(at, to))))
            .collect();
        let next = names.iter().map(|(from, name)| (*from, name)).collect();
        let found = circles("parent", &next);
        let shown = |found: &Diagnostic| found.args.iter().find(|(key, _)| *key == "circle").cloned();
        let shown: Vec<String> = found.iter().filter_map(shown).map(|(_, circle)| circle).collect();
        assert_eq!(shown, ["`a` → `b` → `c` → `a`", "`e` → `e`"]);
        assert_eq!(found[0].place, Some(SourceSpan::new(&path, 2..3)), "at the name that leads back");
    }
}
