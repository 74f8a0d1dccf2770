//! The page of a record.

use super::Lens;
use super::model::{Contact, Link, PageContent, RecordView, Related, TocEntry};
use super::page::Head;
use crate::asset::image::Use;
use crate::content::{FieldType, Record, RecordId};
use crate::locale::DateStyle;

/// How many related records a page shows under one heading.
const RELATED: usize = 6;

impl Lens<'_> {
    pub(super) fn record(&self, index: RecordId) -> (Head, PageContent) {
        let record = &self.site.content.records[index];
        let collection = self.site.collection_of(record);
        let (shown, text) = self.prose(record);
        let (summary, summary_tag) = self.summary(record);
        let mut facts = self.by_field(record);
        let groups = self.groups(record, &facts);
        let origins = Self::origins(&groups, &mut facts);
        let view = RecordView {
            id: record.id.clone(),
            collection: collection.name.clone(),
            singular: self.site.word(&collection.singular, self.lang).map_or("", |(name, _)| name).to_owned(),
            title: text.title.clone(),
            title_tag: self.other(shown),
            body_html: self.body(&text.body, text, Some(record), shown),
            body_tag: self.other(shown),
            toc: self.contents(record),
            groups,
            fact: facts,
            origins,
            as_of: self.meta(record).as_of.map(|date| self.date(date, DateStyle::ShortWithin)),
            source: self.meta(record).source.as_ref().map(|name| self.source(name)),
            date: self.record_date(record),
            place: self.record_place(index),
            picture: self.cover(record, Use::Cover),
            former: self.former(&self.meta(record).former),
            valid: self.validity(self.meta(record).valid_from, self.meta(record).valid_to),
            contacts: self.contacts(record),
            codes: self.codes(index),
            related: self.related(index, record),
            prev: self.beside(index, record, false),
            next: self.beside(index, record, true),
            // An excerpt would only repeat the text that stands below it.
            summary: summary.clone().filter(|_| text.summary.is_some()),
            summary_tag: summary_tag.filter(|_| text.summary.is_some()),
        };
        let list = || self.link(&collection.title, &collection.name, self.list_url(record.collection));
        let own = Link { label: text.title.clone(), tag: self.other(shown), url: self.record_url(index) };
        let trail = collection.list.then(list).into_iter().chain([own]).collect();
        let jsonld = self.record_jsonld(index, summary.as_deref()).into_iter().collect();
        let head = Head {
            kind: "record",
            template: collection.template.clone().unwrap_or_else(|| collection.name.clone()),
            title: text.title.clone(),
            title_lang: Some(shown),
            description: summary.unwrap_or_else(|| text.title.clone()),
            written: self.written(|lang| self.is_translated(record, lang)),
            shown,
            breadcrumbs: self.trail(trail),
            updated: self.updated(record),
            image: self.share_picture(record),
            machine: Self::is_machine(text),
            has_code: text.body.has_code,
            jsonld,
        };
        (head, PageContent::Record(Box::new(view)))
    }

    pub(super) fn share_picture(&self, record: &Record) -> Option<String> {
        let image = self.meta(record).image.as_ref()?;
        self.media.share(&self.site.file(&record.folder, &image.text)?)
    }

    /// The headings of a long text.
    fn contents(&self, record: &Record) -> Vec<TocEntry> {
        let (_, text) = self.prose(record);
        let headings = text.body.headings.iter().filter(|heading| heading.level == 2 || heading.level == 3);
        let entries = headings.map(|heading| TocEntry {
            level: heading.level,
            id: heading.id.clone(),
            text: self.plain(&heading.text, &text.body, Some(record)),
        });
        entries.collect()
    }

    /// The desks that answer for a record, unless it is a desk itself.
    pub(super) fn contacts(&self, record: &Record) -> Vec<Contact> {
        if self.site.collection_of(record).contact.is_some() {
            return Vec::new();
        }
        self.desks(Some(record)).into_iter().map(|desk| self.contact(desk)).collect()
    }

    fn contact(&self, index: RecordId) -> Contact {
        let desk = &self.site.content.records[index];
        let (found, title) = self.title(desk);
        let facts = self.by_field(desk).0.into_values().filter(|fact| {
            let field = &self.site.collection_of(desk).fields[fact.key.as_str()];
            !field.hidden && (field.card || matches!(field.kind, FieldType::Email | FieldType::Phone))
        });
        Contact {
            title: title.to_owned(),
            title_tag: self.other(found),
            url: self.record_url(index),
            facts: facts.collect(),
        }
    }

    /// What names this record, collection by collection; then others of its collection that share a term with it.
    fn related(&self, index: RecordId, record: &Record) -> Vec<Related> {
        let mentions = &self.site.index.mentions[index];
        let mut related = Vec::new();
        for (position, collection) in self.site.content.collections.iter_enumerated() {
            let of_it = mentions
                .iter()
                .copied()
                .filter(|other| self.site.content.records[*other].collection == position);
            let mut chosen: Vec<RecordId> = of_it.collect();
            chosen.sort_by_key(|other| {
                self.site.orders.positions.get(self.lang).map(|positions| positions[*other])
            });
            chosen.truncate(RELATED);
            if position == record.collection && chosen.is_empty() {
                chosen = self.akin(index, record);
            }
            if chosen.is_empty() || !collection.pages {
                continue;
            }
            let title =
                self.site.word(&collection.title, self.lang).map_or("", |(title, _)| title).to_owned();
            let url = collection.list.then(|| self.list_url(position));
            related.push(Related { title, url, items: self.cards(&chosen) });
        }
        related
    }

    /// The records nearest in the list that bear one of the same terms.
    fn akin(&self, index: RecordId, record: &Record) -> Vec<RecordId> {
        const AKIN: usize = 3;
        let mut terms = self.facts(record).values().flat_map(|fact| crate::site::terms_of(&fact.value));
        let Some((vocabulary, id)) = terms.next() else { return Vec::new() };
        let words = self.site.content.vocabularies.get_full(vocabulary);
        let bearers = words.and_then(|(position, _, words)| {
            Some(&self.site.index.bearers[position][words.entries.get_index_of(id)?])
        });
        let same = |other: &&RecordId| {
            **other != index && self.site.content.records[**other].collection == record.collection
        };
        // Walking round from the record itself spreads the attention over all of them.
        let bearers = bearers.map_or(&[][..], Vec::as_slice);
        let after = bearers.partition_point(|other| *other <= index);
        bearers[after..].iter().chain(&bearers[..after]).filter(same).take(AKIN).copied().collect()
    }

    fn beside(&self, index: RecordId, record: &Record, after: bool) -> Option<super::model::Neighbour> {
        let position = self.site.orders.positions.get(self.lang)?[index];
        let order = self.site.orders.lists[record.collection].get(self.lang)?;
        let other = if after { order.get(position + 1) } else { order.get(position.checked_sub(1)?) };
        other.filter(|_| self.site.collection_of(record).list).map(|other| self.neighbour(*other))
    }
}
