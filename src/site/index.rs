//! Who is who: records by id, and whatever one says of another turned round.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::edition::Edition;
use super::reference::{records_named, terms_of};
use crate::content::{CollectionId, EntryId, Record, RecordId, VocabularyId};
use crate::fact::Date;

/// What follows from ids and facts alone.
#[derive(Debug)]
pub struct Index {
    /// Records by id.
    pub by_id: BTreeMap<String, RecordId>,
    /// The records that name each record in their facts, ascending.
    pub mentions: TiVec<RecordId, Vec<RecordId>>,
    /// The records that carry each entry of each vocabulary, ascending.
    pub bearers: TiVec<VocabularyId, TiVec<EntryId, Vec<RecordId>>>,
    /// The newest change in each collection.
    pub updated: TiVec<CollectionId, Option<Date>>,
}

/// An edition whose records are found by their ids.
#[derive(Clone, Debug)]
pub struct Indexed {
    edition: Edition,
    /// Who is who.
    pub index: Arc<Index>,
}

impl Deref for Indexed {
    type Target = Edition;

    fn deref(&self) -> &Edition {
        &self.edition
    }
}

impl Indexed {
    /// `known` is the index, where the edition is known to have it.
    pub(super) fn of(edition: Edition, known: Option<Arc<Index>>) -> Indexed {
        let index = known.unwrap_or_else(|| Arc::new(Index::of(&edition)));
        Indexed { edition, index }
    }

    /// A record by id.
    #[must_use]
    pub fn record(&self, id: &str) -> Option<(RecordId, &Record)> {
        let index = *self.index.by_id.get(id)?;
        Some((index, &self.content.records[index]))
    }
}

impl Index {
    fn of(edition: &Edition) -> Index {
        let records = edition.content.records.iter_enumerated();
        let by_id = records.map(|(index, record)| (record.id.clone(), index)).collect();
        let mut index = Index {
            by_id,
            mentions: vec![Vec::new(); edition.content.records.len()].into(),
            bearers: nobody(edition),
            updated: newest_of_each(edition),
        };
        for (at, record) in edition.content.records.iter_enumerated() {
            index.add_mentions(at, record);
            index.add_terms(edition, at, record);
        }
        index
    }

    fn add_mentions(&mut self, at: RecordId, record: &Record) {
        let named = records_named(record).into_iter().map(|name| name.text.as_str());
        for id in named.chain(self.source_of(record)) {
            if let Some(target) = self.by_id.get(id)
                && *target != at
                && self.mentions[*target].last() != Some(&at)
            {
                self.mentions[*target].push(at);
            }
        }
    }

    fn add_terms(&mut self, edition: &Edition, at: RecordId, record: &Record) {
        for (vocabulary, id) in record.facts.values().flat_map(|fact| terms_of(&fact.value)) {
            let Some((vocabulary, _, words)) = edition.content.vocabularies.get_full(vocabulary) else {
                continue;
            };
            let Some(entry) = words.entries.get_index_of(id) else { continue };
            let bearers = &mut self.bearers[vocabulary][entry];
            if bearers.last() != Some(&at) {
                bearers.push(at);
            }
        }
    }

    /// The source of a record's facts, when it is a record.
    fn source_of<'a>(&self, record: &'a Record) -> Option<&'a str> {
        let cited = record.meta.source.as_ref().filter(|cited| cited.words.is_empty());
        let sources = cited.map(|cited| cited.text.as_str());
        sources.filter(|id| self.by_id.contains_key(*id))
    }
}

fn nobody(edition: &Edition) -> TiVec<VocabularyId, TiVec<EntryId, Vec<RecordId>>> {
    let vocabularies = edition.content.vocabularies.values();
    vocabularies.map(|words| vec![Vec::new(); words.entries.len()].into()).collect()
}

fn newest_of_each(edition: &Edition) -> TiVec<CollectionId, Option<Date>> {
    let mut newest: TiVec<CollectionId, Option<Date>> = vec![None; edition.content.collections.len()].into();
    for record in &edition.content.records {
        newest[record.collection] = newest[record.collection].max(record.meta.updated);
    }
    newest
}
