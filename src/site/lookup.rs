//! Which record or entry was meant by a name in place of an id.

use hashbrown::HashMap;
use std::sync::Arc;

use super::index::Indexed;
use super::names::{MOST, TermNames, records, terms};
use super::{Route, Site};
use crate::base::{Known, SourcePath};
use crate::content::{CollectionId, EntryId, RecordId, Text, Vocabulary, VocabularyId};
use crate::locale::Called;

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// The id of a single thing.
    One(String),
    /// The ids of several things of one name.
    Several(Vec<String>),
}

impl Indexed {
    /// The record that is called so, of one collection or of any.
    pub(crate) fn record_called(&self, wanted: &str, collection: Option<CollectionId>) -> Option<Meant> {
        let all = &self.content.records;
        let whole = || RecordId::from(0)..all.next_key();
        let range = collection.map_or_else(whole, |collection| self.members(collection).range());
        let table = self.names.records.get_or_init(|| records(all));
        meant(&table.find(wanted, &range), |at| all[at].id.clone())
    }

    /// The entry of a vocabulary that is called so.
    pub(crate) fn term_called(&self, wanted: &str, vocabulary: &str) -> Option<Meant> {
        let (at, _, words) = self.content.vocabularies.get_full(vocabulary)?;
        let whole = EntryId::from(0)..EntryId::from(words.entries.len());
        let owners = self.terms(at, words).table.find(wanted, &whole);
        meant(&owners, |at| words.entries.name(at).to_owned())
    }

    /// The entries of a vocabulary as a message lists them, in English and in Vietnamese.
    pub(crate) fn terms_listed(&self, vocabulary: &str) -> [String; 2] {
        let found = self.content.vocabularies.get_full(vocabulary);
        found.map_or_else(Default::default, |(at, _, words)| self.terms(at, words).listed.clone())
    }

    fn terms(&self, at: VocabularyId, words: &Vocabulary) -> Arc<TermNames> {
        self.names.terms.of(&at, || terms(words, &self.config.codes()))
    }

    /// The record whose id is nearly this.
    pub(crate) fn id_like(&self, wanted: &str) -> Option<&str> {
        let ids = || self.index.by_id.keys().map(String::as_str);
        self.names.ids.get_or_init(|| Known::of(ids())).nearest(wanted, |_| true)
    }

    /// What is nearly called so of all that lies in a folder or below it, from there.
    pub(crate) fn path_like(&self, folder: &str, wanted: &str) -> Option<String> {
        let known = self.names.files.of(folder, || {
            let prefix = SourcePath::new(&format!("{folder}/"));
            let after = self.content.files.range(&prefix..);
            Known::of(after.map_while(|(file, _)| file.as_str().strip_prefix(prefix.as_str())))
        });
        known.nearest(wanted, |_| true).map(str::to_owned)
    }

    /// The headings of a text by their ids and their words.
    pub(crate) fn headings(&self, text: &Text) -> Arc<Called> {
        let headings = || text.body.headings.iter();
        let named = || headings().map(|heading| (heading.id.as_str(), heading.text.text.as_str()));
        self.names.headings.of(&text.place, || Called::of(named()))
    }
}

impl Site {
    /// The page that a former address leads to, with or without its last slash.
    pub(super) fn redirected(&self, path: &str) -> Option<&Route> {
        let redirects = &self.pages.redirects;
        let former = self.names.former.get_or_init(|| {
            let mut former = HashMap::with_capacity(redirects.len());
            for (at, (path, _)) in redirects.iter().enumerate() {
                former.entry(path.clone()).or_insert(at);
            }
            former
        });
        let at = former.get(path).into_iter().chain(former.get(&format!("{path}/"))).min()?;
        redirects.get(*at).map(|(_, route)| route)
    }
}

fn meant<K: Copy>(owners: &[K], id: impl Fn(K) -> String) -> Option<Meant> {
    match owners {
        [] => None,
        [only] => Some(Meant::One(id(*only))),
        several if several.len() > MOST => None,
        several => Some(Meant::Several(several.iter().map(|at| id(*at)).collect())),
    }
}
