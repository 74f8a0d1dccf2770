//! What things are called → their ids: for the editor who writes a title, a number or a former name where an id belongs.
//!
//! Each index is made when the first name leads nowhere, so that a sound site pays nothing, and once, so that many mistakes
//! cost no more than one each.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hashbrown::HashMap;
use typed_index_collections::TiVec;

use crate::base::{Known, SourceSpan, nearest};
use crate::content::{
    Entry, EntryId, Former, Record, RecordId, TextField, Value, Vocabulary, VocabularyId, is_id, labelled,
};
use crate::diag::UiLang;
use crate::locale::{Called, fold, name_key};

/// The names of all that can be referred to.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) records: OnceLock<NameTable<RecordId>>,
    pub(super) ids: OnceLock<Known>,
    /// By their paths, the positions of former addresses.
    pub(super) former: OnceLock<HashMap<String, usize>>,
    /// By the position of the vocabulary.
    pub(super) terms: MadeOnce<VocabularyId, TermNames>,
    /// What lies in a folder, by its path.
    pub(super) files: MadeOnce<String, Known>,
    /// Of a text, by its place.
    pub(super) headings: MadeOnce<SourceSpan, Called>,
}

/// What is made of something when it is first asked for, and kept.
#[derive(Debug)]
pub(super) struct MadeOnce<K, T>(Mutex<HashMap<K, Arc<T>>>);

impl<K, T> Default for MadeOnce<K, T> {
    fn default() -> MadeOnce<K, T> {
        MadeOnce(Mutex::default())
    }
}

impl<K: Eq + Hash, T> MadeOnce<K, T> {
    pub(super) fn of<Q: Eq + Hash + ToOwned<Owned = K> + ?Sized>(
        &self,
        key: &Q,
        make: impl FnOnce() -> T,
    ) -> Arc<T>
    where
        K: Borrow<Q>,
    {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(key) {
            return known.clone();
        }
        all.entry(key.to_owned()).or_insert_with(|| Arc::new(make())).clone()
    }
}

/// The entries of a vocabulary.
#[derive(Debug)]
pub(super) struct TermNames {
    pub(super) table: NameTable<EntryId>,
    /// The entries as a message lists them, in English and in Vietnamese.
    pub(super) listed: [String; 2],
}

pub(super) fn records(records: &TiVec<RecordId, Record>) -> NameTable<RecordId> {
    let mut table = NameTable::default();
    for (at, record) in records.iter_enumerated() {
        names_of_record(record, &mut |rank, name| table.add(name, at, rank));
    }
    table.ready()
}

pub(super) fn terms(vocabulary: &Vocabulary, codes: &[String]) -> TermNames {
    let mut table = NameTable::default();
    for (at, entry) in vocabulary.entries.iter_enumerated() {
        names_of_entry(entry, &mut |rank, name| table.add(name, at, rank));
    }
    let entries = || vocabulary.entries.iter().map(|(id, entry)| (id.as_str(), &entry.name));
    let listed = [UiLang::En, UiLang::Vi].map(|lang| labelled(entries(), codes, lang));
    TermNames { table: table.ready(), listed }
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
struct KnownName<K> {
    /// Its words, folded, with a space before and after each.
    words: Box<str>,
    key: Arc<str>,
    owner: K,
    rank: u8,
}

/// Names of things of one kind, to be looked up whole or by their parts.
#[derive(Debug)]
pub(super) struct NameTable<K> {
    names: Vec<KnownName<K>>,
    /// The ranks and owners of a name, in their order.
    by_key: HashMap<Arc<str>, Vec<(u8, K)>>,
    /// The names in which three letters follow each other somewhere.
    by_part: HashMap<[char; 3], Vec<u32>>,
}

/// How many things of one name a message lists at most; of more, the name says nothing.
pub(super) const MOST: usize = 5;

/// Longer texts are no names.
const LONGEST: usize = 160;
/// Of how many names every one is compared.
const FEW: usize = 64;
/// Of more, how many of those that share the rarest parts: a comparison costs more than all else.
const MOST_ALIKE: usize = 16;
/// How many rare parts are looked at, and how many names that have them.
const PARTS: usize = 8;
const SHARED: usize = 256;
/// How surely something is a name, from 0.
const RANKS: u8 = 3;

impl<K> Default for NameTable<K> {
    fn default() -> NameTable<K> {
        NameTable { names: Vec::new(), by_key: HashMap::new(), by_part: HashMap::new() }
    }
}

impl<K: Copy + Ord> NameTable<K> {
    fn add(&mut self, name: &str, owner: K, rank: u8) {
        let key = name_key(name);
        let Ok(at) = u32::try_from(self.names.len()) else { return };
        if key.is_empty() || name.len() > LONGEST {
            return;
        }
        for part in parts(&key) {
            self.by_part.entry(part).or_default().push(at);
        }
        let key: Arc<str> =
            self.by_key.get_key_value(key.as_str()).map_or_else(|| key.into(), |(key, _)| key.clone());
        self.by_key.entry(key.clone()).or_default().push((rank, owner));
        self.names.push(KnownName { words: words(name).into(), key, owner, rank });
    }

    /// Puts in order whose each name is, when all are there.
    fn ready(mut self) -> NameTable<K> {
        for owners in self.by_key.values_mut() {
            owners.sort_unstable();
            owners.dedup();
        }
        self
    }

    /// The owners, among those at `range`, of a name: who has it, else whose name holds it or is held by it, else whose is
    /// nearly it. Of very many only more than a message lists.
    pub(super) fn find(&self, wanted: &str, range: &Range<K>) -> Vec<K> {
        let key = name_key(wanted);
        if key.is_empty() || wanted.len() > LONGEST {
            return Vec::new();
        }
        let same = self.same(&key, range);
        if !same.is_empty() {
            return same;
        }
        let near: Vec<&KnownName<K>> =
            self.alike(&key).into_iter().filter(|name| range.contains(&name.owner)).collect();
        let ids = near.iter().filter(|name| name.rank == 0).map(|name| &*name.key);
        if is_id(wanted)
            && let Some(id) = nearest(&key, ids)
        {
            return owners(near.iter().filter(|name| name.rank == 0 && &*name.key == id).copied());
        }
        let within = within(&words(wanted), &near);
        if !within.is_empty() {
            return within;
        }
        let found = nearest(&key, near.iter().map(|name| &*name.key));
        found.map_or_else(Vec::new, |found| owners(near.iter().filter(|name| &*name.key == found).copied()))
    }

    /// Who has the very name, of those to whom it most surely belongs.
    fn same(&self, key: &str, range: &Range<K>) -> Vec<K> {
        let all = self.by_key.get(key).map_or(&[][..], Vec::as_slice);
        let of_rank = |rank: u8| {
            let before = |owner: K| all.partition_point(|known| *known < (rank, owner));
            &all[before(range.start)..before(range.end)]
        };
        let best = (0..RANKS).map(of_rank).find(|owners| !owners.is_empty()).unwrap_or_default();
        best.iter().take(MOST + 1).map(|(_, owner)| *owner).collect()
    }

    /// The names that may be near to one.
    fn alike(&self, key: &str) -> Vec<&KnownName<K>> {
        if self.names.len() <= FEW {
            return self.names.iter().collect();
        }
        let mut rare: Vec<&Vec<u32>> = parts(key).filter_map(|part| self.by_part.get(&part)).collect();
        rare.sort_by_key(|names| names.len());
        // A list that is cut off would speak for the names at its beginning alone, so that none but the first is.
        let mut shared: Vec<u32> = Vec::with_capacity(SHARED);
        for names in rare.into_iter().take(PARTS) {
            let room = SHARED - shared.len();
            if !shared.is_empty() && names.len() > room {
                break;
            }
            shared.extend_from_slice(&names[..names.len().min(room)]);
        }
        // A sort that keeps equal ones in order knows the stretches that are in order already.
        shared.sort();
        // Those that share most come first, and of equal ones the first.
        let mut by_count: [Vec<&KnownName<K>>; PARTS] = Default::default();
        for of_one in shared.chunk_by(|a, b| a == b) {
            let alike = &mut by_count[PARTS - of_one.len().min(PARTS)];
            if alike.len() < MOST_ALIKE {
                alike.push(&self.names[of_one[0] as usize]);
            }
        }
        by_count.into_iter().flatten().take(MOST_ALIKE).collect()
    }
}

/// Whose name ends with what is wanted or holds it, else whose whole name it holds.
fn within<K: Copy + Ord>(wanted: &str, near: &[&KnownName<K>]) -> Vec<K> {
    // A syllable is not enough to tell what is meant.
    let tells =
        |words: &str| words.chars().filter(|c| *c != ' ').count() >= if words.is_ascii() { 5 } else { 2 };
    if !tells(wanted) {
        return Vec::new();
    }
    type Fits<'a> = &'a dyn Fn(&str) -> bool;
    let tests: [Fits<'_>; 3] =
        [&|words| words.ends_with(wanted), &|words| words.contains(wanted), &|words| {
            tells(words) && wanted.contains(words)
        }];
    let found = tests.map(|fits| owners(near.iter().filter(|name| fits(&name.words)).copied()));
    found.into_iter().find(|owners| !owners.is_empty()).unwrap_or_default()
}

fn owners<'n, K: Copy + Ord + 'n>(names: impl Iterator<Item = &'n KnownName<K>>) -> Vec<K> {
    names.map(|name| name.owner).collect::<BTreeSet<K>>().into_iter().collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: impl IntoIterator<Item = (u8, usize, String)>) -> NameTable<usize> {
        let mut table = NameTable::default();
        names.into_iter().for_each(|(rank, owner, name)| table.add(&name, owner, rank));
        table.ready()
    }

    #[test]
    fn who_has_the_very_name_is_found_among_those_asked_for() {
        let of = |rank, owner, name: &str| (rank, owner, name.to_owned());
        let table = table([
            of(1, 0, "Tràng Duệ"),
            of(2, 0, "Trang Due"),
            of(2, 1, "Tràng Duệ"),
            of(1, 3, "TRÀNG DUỆ"),
            of(0, 4, "trang-due"),
        ]);
        for (range, owners) in [(0..5, &[4][..]), (0..4, &[0, 3]), (1..3, &[1]), (2..4, &[3]), (2..3, &[])] {
            assert_eq!(table.find("Tràng Duệ", &range), owners, "{range:?}");
        }
    }

    #[test]
    fn of_a_name_that_very_many_have_no_more_are_looked_at_than_are_told() {
        let table = table((0..100_000).map(|owner| (1, owner, "Lô đất công nghiệp".to_owned())));
        assert_eq!(table.find("Lô đất công nghiệp", &(500..100_000)).len(), MOST + 1);
        assert_eq!(table.find("Lô đất công nghiệp", &(500..502)), [500, 501]);
    }

    #[test]
    fn of_many_names_those_that_share_most_are_compared_first() {
        let table = table((0..1000).map(|owner| (1, owner, format!("Lô đất số {owner}"))));
        let keys: Vec<&str> = table.alike("lodatso555x").iter().map(|name| &*name.key).collect();
        assert_eq!(keys.len(), MOST_ALIKE);
        assert_eq!(keys[0], "lodatso555");
        assert_eq!(table.find("Lô đất sô 555", &(0..1000)), [555]);
    }
}
