//! What things are called → their ids: for the editor who writes a title, a number or a former name where an id belongs.
//!
//! The index is made when the first name leads nowhere, so that a sound site pays nothing, and once, so that many mistakes
//! cost no more than one each.

use std::collections::{BTreeSet, HashMap};

use super::Site;
use crate::base::nearest;
use crate::content::{Entry, Former, Record, TextField, Value, Vocabulary, is_id};
use crate::diag::Diagnostic;
use crate::locale::{fold, name_key};

/// The names of all that can be referred to.
#[derive(Debug)]
pub(super) struct Names {
    records: Table,
    /// By vocabulary, in the order of the content.
    terms: Vec<Table>,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    One(String),
    Several(Vec<String>),
}

impl Names {
    pub(super) fn of(site: &Site) -> Names {
        let mut records = Table::default();
        for (at, record) in site.content.records.iter().enumerate() {
            names_of_record(record, &mut |rank, name| records.add(name, at, rank));
        }
        let terms = site.content.vocabularies.values().map(terms).collect();
        Names { records, terms }
    }
}

fn terms(vocabulary: &Vocabulary) -> Table {
    let mut table = Table::default();
    for (at, entry) in vocabulary.entries.values().enumerate() {
        names_of_entry(entry, &mut |rank, name| table.add(name, at, rank));
    }
    table
}

/// Every name of a record, with how surely it is one: an id or a part of its address, a title, something that it says.
fn names_of_record(record: &Record, add: &mut impl FnMut(u8, &str)) {
    add(0, &record.id);
    record.meta.slug.iter().for_each(|(_, slug)| add(0, &slug.text));
    record.meta.code.iter().for_each(|code| add(0, &code.text));
    for (_, text) in record.texts.iter() {
        text.slug.iter().for_each(|slug| add(0, &slug.text));
        add(1, &text.title);
        text.fields.values().for_each(|field| match field {
            TextField::Line(line) => add(2, line),
            TextField::Body(_) => {}
        });
    }
    former(&record.meta.former, add);
    for fact in record.facts.values() {
        if let Value::Text(text) = &fact.value {
            add(2, text);
        }
    }
}

fn names_of_entry(entry: &Entry, add: &mut impl FnMut(u8, &str)) {
    add(0, &entry.id);
    entry.name.iter().chain(entry.short.iter()).for_each(|(_, name)| add(1, name));
    former(&entry.former, add);
}

fn former(former: &[Former], add: &mut impl FnMut(u8, &str)) {
    former.iter().flat_map(|former| former.name.iter()).for_each(|(_, name)| add(1, name));
}

/// A name and whose it is.
#[derive(Debug)]
struct Name {
    /// Its words, folded, with a space before and after each.
    words: String,
    key: String,
    owner: usize,
    rank: u8,
}

/// Names of things of one kind, to be looked up whole or by their parts.
#[derive(Debug, Default)]
struct Table {
    names: Vec<Name>,
    by_key: HashMap<String, Vec<usize>>,
    /// By three letters that follow each other somewhere in the name.
    by_part: HashMap<[char; 3], Vec<usize>>,
}

/// Longer texts are no names.
const LONGEST: usize = 160;
/// Of how many names every one is compared.
const FEW: usize = 64;
/// Of more, how many of those that share the rarest parts: a comparison costs more than all else.
const MOST_ALIKE: usize = 16;
/// How many rare parts are looked at, and how many names that have them.
const PARTS: usize = 8;
const SHARED: usize = 1024;

impl Table {
    fn add(&mut self, name: &str, owner: usize, rank: u8) {
        let key = name_key(name);
        if key.is_empty() || name.len() > LONGEST {
            return;
        }
        let at = self.names.len();
        for part in parts(&key) {
            self.by_part.entry(part).or_default().push(at);
        }
        self.by_key.entry(key.clone()).or_default().push(at);
        self.names.push(Name { words: words(name), key, owner, rank });
    }

    /// The owners of a name among those that `fits`: who has it, else whose name holds it or is held by it, else whose is
    /// nearly it.
    fn find(&self, wanted: &str, fits: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let key = name_key(wanted);
        if key.is_empty() || wanted.len() > LONGEST {
            return Vec::new();
        }
        let same = self.by_key.get(&key).into_iter().flatten().map(|at| &self.names[*at]);
        let same: Vec<&Name> = same.filter(|name| fits(name.owner)).collect();
        if let Some(best) = same.iter().map(|name| name.rank).min() {
            return owners(same.into_iter().filter(|name| name.rank == best));
        }
        let near: Vec<&Name> = self.alike(&key).into_iter().filter(|name| fits(name.owner)).collect();
        let ids = near.iter().filter(|name| name.rank == 0 && is_id(wanted)).map(|name| name.key.as_str());
        if let Some(id) = nearest(&key, ids) {
            return owners(near.iter().filter(|name| name.rank == 0 && name.key == id).copied());
        }
        let within = within(&words(wanted), &near);
        if !within.is_empty() {
            return within;
        }
        let found = nearest(&key, near.iter().map(|name| name.key.as_str()));
        found.map_or_else(Vec::new, |found| owners(near.iter().filter(|name| name.key == found).copied()))
    }

    /// The names that may be near to one.
    fn alike(&self, key: &str) -> Vec<&Name> {
        if self.names.len() <= FEW {
            return self.names.iter().collect();
        }
        let mut rare: Vec<&Vec<usize>> = parts(key).filter_map(|part| self.by_part.get(&part)).collect();
        rare.sort_by_key(|names| names.len());
        let mut shared: Vec<usize> = rare.into_iter().take(PARTS).flatten().take(SHARED).copied().collect();
        shared.sort_unstable();
        let mut counted: Vec<(usize, usize)> = Vec::new();
        for at in shared {
            match counted.last_mut() {
                Some((count, last)) if *last == at => *count += 1,
                _ => counted.push((1, at)),
            }
        }
        // Those that share most come first, and of equal ones the first.
        counted.sort_by_key(|(count, at)| (usize::MAX - count, *at));
        counted.into_iter().take(MOST_ALIKE).map(|(_, at)| &self.names[at]).collect()
    }
}

/// Whose name ends with what is wanted or holds it, else whose whole name it holds.
fn within(wanted: &str, near: &[&Name]) -> Vec<usize> {
    // A syllable is not enough to tell what is meant.
    let tells =
        |words: &str| words.chars().filter(|c| *c != ' ').count() >= if words.is_ascii() { 5 } else { 2 };
    if !tells(wanted) {
        return Vec::new();
    }
    let tests: [&dyn Fn(&Name) -> bool; 3] =
        [&|name| name.words.ends_with(wanted), &|name| name.words.contains(wanted), &|name| {
            tells(&name.words) && wanted.contains(&name.words)
        }];
    let found = tests.iter().map(|test| owners(near.iter().filter(|name| test(name)).copied()));
    found.into_iter().find(|owners| !owners.is_empty()).unwrap_or_default()
}

fn owners<'n>(names: impl Iterator<Item = &'n Name>) -> Vec<usize> {
    names.map(|name| name.owner).collect::<BTreeSet<usize>>().into_iter().collect()
}

/// A name's words, folded; of scripts without spaces, its letters.
fn words(name: &str) -> String {
    let folded = fold(name);
    let letters = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joined = letters.collect::<Vec<_>>().join(" ");
    if joined.is_ascii() { format!(" {joined} ") } else { joined }
}

/// The parts of a name, with its beginning and its end.
fn parts(key: &str) -> impl Iterator<Item = [char; 3]> {
    let letters: Vec<char> = std::iter::once('^').chain(key.chars()).chain(std::iter::once('$')).collect();
    (0..letters.len().saturating_sub(2)).map(move |at| [letters[at], letters[at + 1], letters[at + 2]])
}

impl Site {
    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self))
    }

    /// The record that is called so, of one collection or of any.
    pub(super) fn record_called(&self, wanted: &str, collection: Option<usize>) -> Option<Meant> {
        let records = &self.content.records;
        let fits = |at: usize| collection.is_none_or(|collection| records[at].collection == collection);
        meant(&self.names().records.find(wanted, &fits), |at| records[at].id.clone())
    }

    /// The entry of a vocabulary that is called so.
    pub(super) fn term_called(&self, wanted: &str, vocabulary: &str) -> Option<Meant> {
        let (at, _, words) = self.content.vocabularies.get_full(vocabulary)?;
        let owners = self.names().terms[at].find(wanted, &|_| true);
        meant(&owners, |at| words.entries.get_index(at).map_or_else(String::new, |(id, _)| id.clone()))
    }
}

/// How many things of one name a message lists at most; of more, the name says nothing.
const MOST: usize = 5;

fn meant(owners: &[usize], id: impl Fn(usize) -> String) -> Option<Meant> {
    match owners {
        [] => None,
        [only] => Some(Meant::One(id(*only))),
        several if several.len() > MOST => None,
        several => Some(Meant::Several(several.iter().map(|at| id(*at)).collect())),
    }
}

impl Diagnostic {
    /// Adds what was meant by `wanted`: the help `near` for one nearly right id, `named` for one that was called by its name,
    /// `several`, or `otherwise`.
    pub(super) fn meaning(self, wanted: &str, meant: Option<Meant>, otherwise: &'static str) -> Diagnostic {
        match meant {
            Some(Meant::One(id)) if is_id(wanted) => self.near(Some(&id)),
            Some(Meant::One(id)) => self.with("near", id).help("named"),
            Some(Meant::Several(ids)) => {
                let known: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
                self.with("known", known.join(", ")).help("several")
            }
            None => self.help(otherwise),
        }
    }
}
