//! The page on which readers search: without scripts an index of all that can be found, by collection and letter.

mod criterion;
mod document;

pub use document::{SearchFrame, SearchTarget};

use super::chrome::MenuPlace;
use super::head::{self, Head};
use super::model::{IndexGroup, IndexSection, Link, PageContent, SearchFacet, SearchPage, SearchRange};
use super::{Lens, card, wording};
use crate::content::{CollectionId, FieldType, Findable, RecordId};
use crate::site::Route;
use criterion::{Criterion, FINE, Measure, criteria, measures};

/// The search page.
pub(super) fn page(lens: &Lens<'_>) -> (Head, PageContent, Option<MenuPlace>) {
    let mut head = head::plain(lens, "search", lens.string("search_title"));
    let url = Route::Search(lens.lang).href(lens.site);
    head.breadcrumbs = head::trail(lens, vec![Link { label: head.title.clone(), tag: None, url }]);
    // What it shows is what was asked for, of which a search engine has nothing.
    head.written.clear();
    let collections = &lens.site.content.collections;
    let mut order: Vec<CollectionId> = collections.positions().collect();
    // As the menu has them; what it has not, at the end.
    order.sort_by_key(|index| (collections[*index].menu.is_none(), collections[*index].menu));
    let sections = order.into_iter().filter_map(|index| section(lens, index));
    let page = SearchPage {
        collections: sections.collect(),
        facets: criteria(lens.site).iter().map(|found| facet(lens, found)).collect(),
        ranges: measures(lens.site).iter().map(|found| range(lens, found)).chain(dates(lens)).collect(),
    };
    (head, PageContent::Search(Box::new(page)), None)
}

/// The records of a collection by the letters of their titles.
fn section(lens: &Lens<'_>, index: CollectionId) -> Option<IndexSection> {
    let collection = &lens.site.content.collections[index];
    let records = lens.site.orders.lists[index].get(lens.lang)?;
    if collection.search == Findable::Never || records.is_empty() {
        return None;
    }
    let by_title =
        |record: &RecordId| lens.locale.sort_key(lens.title(&lens.site.content.records[*record]).1);
    let mut records = records.clone();
    records.sort_by_cached_key(by_title);
    let mut groups: Vec<IndexGroup> = Vec::new();
    for link in records.into_iter().map(|record| card::neighbour(lens, record)) {
        let letter = lens.locale.index_heading(&link.title);
        match groups.last_mut().filter(|group| group.letter == letter) {
            Some(group) => group.links.push(link),
            None => groups.push(IndexGroup { letter: letter.to_owned(), links: vec![link] }),
        }
    }
    let url = lens.list_url(index);
    let Link { label, tag, url } = head::link(lens, &collection.title, &collection.name, url);
    let url = collection.list.then_some(url);
    Some(IndexSection { name: collection.name.clone(), title: label, title_tag: tag, url, groups })
}

/// A way to narrow results, by the name of the whole that its values are of.
fn facet(lens: &Lens<'_>, criterion: &Criterion<'_>) -> SearchFacet {
    let (name, field) = criterion.first;
    let content = &lens.site.content;
    let whole = match field.kind.one() {
        FieldType::Term { vocabulary } => content.vocabularies.get(vocabulary).map(|words| &words.title),
        FieldType::Ref { to: Some(to) } => content.collections.get(to).map(|collection| &collection.title),
        _ => None,
    };
    let own = || wording::label(lens, name, field);
    let named = whole.and_then(|title| lens.site.word(title, lens.lang));
    let (label, label_tag) =
        named.map_or_else(own, |(title, found)| (title.to_owned(), found.map(|lang| lens.tag(lang))));
    SearchFacet { name: criterion.name.clone(), label, label_tag }
}

/// A figure that results can be narrowed by.
fn range(lens: &Lens<'_>, measure: &Measure<'_>) -> SearchRange {
    let (name, field) = measure.first;
    let (label, label_tag) = match measure.to {
        Some(place) => {
            let place = wording::term(lens, "places", &place.text);
            (lens.string_with("search_distance", &[("place", &place.text)]), None)
        }
        None => wording::label(lens, name, field),
    };
    let unit = if measure.is_money {
        lens.string_with(
            "million_of",
            &[("currency", lens.locale.currency_name(&measure.unit).unwrap_or(&measure.unit))],
        )
    } else {
        lens.locale.unit_name(&measure.unit).to_owned()
    };
    SearchRange { name: measure.name.clone(), label, label_tag, unit: Some(unit), scale: FINE }
}

/// The date of records, where some have one.
fn dates(lens: &Lens<'_>) -> Option<SearchRange> {
    let mut collections = lens.site.content.collections.values();
    collections.any(|collection| collection.date.is_some()).then(|| SearchRange {
        name: "date".to_owned(),
        label: lens.string("search_date"),
        label_tag: None,
        unit: None,
        scale: 1,
    })
}
