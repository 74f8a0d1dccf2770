//! The page of a record.

use super::head::Head;
use super::model::{Link, PageContent, RecordView, Related, TocEntry};
use super::{Lens, body, card, code, contact, data, fact, head, jsonld, map, name, picture, wording};
use crate::asset::image::Use;
use crate::content::{Record, RecordId};
use crate::locale::DateStyle;
use crate::site::Route;

/// How many related records a page shows under one heading.
const RELATED: usize = 6;

pub(super) fn page(lens: &Lens<'_>, index: RecordId) -> (Head, PageContent) {
    let record = &lens.site.content.records[index];
    let collection = lens.site.collection_of(record);
    let (shown, text) = lens.prose(record);
    let (summary, summary_tag) = card::summary(lens, record);
    let mut facts = fact::by_field(lens, record);
    let groups = fact::groups(lens, record, &facts);
    let origins = fact::origins(&groups, &mut facts);
    let view = RecordView {
        id: record.id.clone(),
        collection: collection.name.clone(),
        singular: lens.site.word(&collection.singular, lens.lang).map_or("", |(name, _)| name).to_owned(),
        title: text.title.clone(),
        title_tag: lens.other(shown),
        body_html: body::html(lens, &text.body, text, Some(record), shown),
        body_tag: lens.other(shown),
        toc: contents(lens, record),
        groups,
        fact: facts,
        origins,
        as_of: lens.meta(record).as_of.map(|date| wording::date(lens, date, DateStyle::ShortWithin)),
        source: lens.meta(record).source.as_ref().map(|name| wording::source(lens, name)),
        date: card::record_date(lens, record),
        place: map::record_place(lens, index),
        picture: picture::cover(lens, record, Use::Cover),
        former: name::former(lens, &lens.meta(record).former),
        valid: name::validity(lens, lens.meta(record).valid_from, lens.meta(record).valid_to),
        contacts: contact::contacts(lens, record),
        compare: compare(lens, index, record),
        codes: code::codes(lens, index),
        data: data::series(lens, index),
        related: related(lens, index, record),
        prev: beside(lens, index, record, false),
        next: beside(lens, index, record, true),
        // An excerpt would only repeat the text that stands below it.
        summary: summary.clone().filter(|_| text.summary.is_some()),
        summary_tag: summary_tag.filter(|_| text.summary.is_some()),
    };
    let list = || head::link(lens, &collection.title, &collection.name, lens.list_url(record.collection));
    let own = Link { label: text.title.clone(), tag: lens.other(shown), url: lens.record_url(index) };
    let trail = collection.list.then(list).into_iter().chain([own]).collect();
    let jsonld = jsonld::record_jsonld(lens, index, summary.as_deref()).into_iter().collect();
    let head = Head {
        kind: "record",
        template: collection.template.clone().unwrap_or_else(|| collection.name.clone()),
        title: text.title.clone(),
        title_lang: Some(shown),
        description: summary.unwrap_or_else(|| text.title.clone()),
        written: head::written(lens, |lang| lens.is_translated(record, lang)),
        shown,
        breadcrumbs: head::trail(lens, trail),
        updated: head::updated(lens, record),
        image: picture::share_picture(lens, record),
        machine: head::is_machine(text),
        has_code: text.body.has_code,
        jsonld,
    };
    (head, PageContent::Record(Box::new(view)))
}

/// The headings of a long text.
fn contents(lens: &Lens<'_>, record: &Record) -> Vec<TocEntry> {
    let (_, text) = lens.prose(record);
    let headings = text.body.headings.iter().filter(|heading| heading.level == 2 || heading.level == 3);
    let entries = headings.map(|heading| TocEntry {
        level: heading.level,
        id: heading.id.clone(),
        text: body::plain(lens, &heading.text, &text.body, Some(record)),
    });
    entries.collect()
}

/// What names this record, collection by collection; then others of its collection that share a term with it.
fn related(lens: &Lens<'_>, index: RecordId, record: &Record) -> Vec<Related> {
    let mentions = &lens.site.index.mentions[index];
    let mut related = Vec::new();
    for (position, collection) in lens.site.content.collections.iter_enumerated() {
        let of_it =
            mentions.iter().copied().filter(|other| lens.site.content.records[*other].collection == position);
        let mut chosen: Vec<RecordId> = of_it.collect();
        chosen.sort_by_key(|other| {
            lens.site.orders.positions.get(lens.lang).map(|positions| positions[*other])
        });
        chosen.truncate(RELATED);
        if position == record.collection && chosen.is_empty() {
            chosen = akin(lens, index, record);
        }
        if chosen.is_empty() || !collection.pages {
            continue;
        }
        let title = lens.site.word(&collection.title, lens.lang).map_or("", |(title, _)| title).to_owned();
        let url = collection.list.then(|| lens.list_url(position));
        related.push(Related { title, url, items: card::cards(lens, &chosen) });
    }
    related
}

/// The records nearest in the list that bear one of the same terms.
fn akin(lens: &Lens<'_>, index: RecordId, record: &Record) -> Vec<RecordId> {
    const AKIN: usize = 3;
    let mut terms = lens.facts(record).values().flat_map(|fact| crate::site::terms_of(&fact.value));
    let Some((vocabulary, id)) = terms.next() else { return Vec::new() };
    let words = lens.site.content.vocabularies.get_full(vocabulary);
    let bearers = words.and_then(|(position, _, words)| {
        Some(&lens.site.index.bearers[position][words.entries.get_index_of(id)?])
    });
    let same = |other: &&RecordId| {
        **other != index && lens.site.content.records[**other].collection == record.collection
    };
    // Walking round from the record itself spreads the attention over all of them.
    let bearers = bearers.map_or(&[][..], Vec::as_slice);
    let after = bearers.partition_point(|other| *other <= index);
    bearers[after..].iter().chain(&bearers[..after]).filter(same).take(AKIN).copied().collect()
}

/// Where the record is compared with those that come next in the list, else before.
fn compare(lens: &Lens<'_>, index: RecordId, record: &Record) -> Option<String> {
    /// So many others: more are for the reader to choose.
    const OTHERS: usize = 2;
    if !lens.site.collection_of(record).has_table() {
        return None;
    }
    let position = lens.site.orders.positions.get(lens.lang)?[index];
    let order = lens.site.orders.lists[record.collection].get(lens.lang)?;
    let others = order.iter().skip(position + 1).chain(order[..position].iter().rev()).take(OTHERS);
    let ids: Vec<&str> =
        [&index].into_iter().chain(others).map(|at| lens.site.content.records[*at].id.as_str()).collect();
    let table = Route::Table { lang: lens.lang, collection: record.collection }.href(lens.site);
    (ids.len() > 1).then(|| format!("{table}?compare={}", ids.join(",")))
}

fn beside(lens: &Lens<'_>, index: RecordId, record: &Record, after: bool) -> Option<super::model::Neighbour> {
    let position = lens.site.orders.positions.get(lens.lang)?[index];
    let order = lens.site.orders.lists[record.collection].get(lens.lang)?;
    let other = if after { order.get(position + 1) } else { order.get(position.checked_sub(1)?) };
    other.filter(|_| lens.site.collection_of(record).list).map(|other| card::neighbour(lens, *other))
}
