//! The home page, lists, filters and terms.

use std::sync::Arc;

use indexmap::IndexMap;

use super::chrome::MenuPlace;
use super::head::Head;
use super::model::{
    ArchiveLink, CurrentFacet, FacetValue, FacetView, Group, Home, HomeSection, KeyFigure, Link, List,
    PageContent, PageLink, Terms, VocabularyLink,
};
use super::{Lens, body, card, contact, data, fact, head, jsonld, map, name, value, wording};
use crate::base::{Html, PerLang};
use crate::config;
use crate::content::{
    Collection, CollectionId, EntryId, Field, FieldType, RecordId, Text, Value, VocabularyId,
};
use crate::fact::Date;
use crate::locale::DateStyle;
use crate::site::{Archive, FilterId, FilterValueId, Route, TERM_PAGE, page_count};

/// How many pages before and after the current one a list links to, besides its first and last: a list of a thousand pages
/// must not put a thousand links on each.
const PAGES_BESIDE: usize = 2;

pub(super) fn home(lens: &Lens<'_>) -> (Head, PageContent, Option<MenuPlace>) {
    let texts = &lens.site.content.home;
    let chain = lens.site.chain(lens.lang);
    let picked = texts.pick(chain);
    let shown = picked.map_or(lens.lang, |(lang, _)| lang);
    let name = lens.site.word(&lens.site.config.name, lens.lang).map_or("", |(name, _)| name).to_owned();
    let summary = picked.and_then(|(_, text)| text_summary(lens, text));
    let home = Home {
        title: picked.map_or_else(|| name.clone(), |(_, text)| text.title.clone()),
        title_tag: lens.other(shown),
        summary: summary.clone(),
        body_html: picked
            .map_or_else(Html::default, |(found, text)| body::html(lens, &text.body, text, None, found)),
        body_tag: lens.other(shown),
        figures: lens.site.config.home.figures.iter().filter_map(|figure| key_figure(lens, figure)).collect(),
        sections: lens
            .site
            .config
            .home
            .sections
            .iter()
            .filter_map(|section| home_section(lens, section))
            .collect(),
    };
    let mut head = head::plain(lens, "home", name);
    head.description = summary.unwrap_or_else(|| home.title.clone());
    head.breadcrumbs.clear();
    head.shown = shown;
    if picked.is_some() {
        head.written = head::written(lens, |lang| texts.get(lang).is_some());
    }
    head.jsonld = vec![jsonld::organisation_jsonld(lens)];
    (head, PageContent::Home(Box::new(home)), None)
}

pub(super) fn text_summary(lens: &Lens<'_>, text: &Text) -> Option<String> {
    let summary = text.summary.as_ref()?;
    Some(body::plain(lens, &summary.plain, summary, None)).filter(|summary| !summary.is_empty())
}

fn key_figure(lens: &Lens<'_>, figure: &config::HomeFigure) -> Option<KeyFigure> {
    let (id, name) = figure.fact.split_once('#')?;
    let (index, record) = lens.site.record(id)?;
    let field = lens.site.collection_of(record).fields.get(name)?;
    let fact = fact::of(lens, name, field, lens.facts(record).get(name)?, record);
    let own = lens.site.word(&figure.label, lens.lang);
    let (label, label_tag) = match own {
        Some((label, lender)) => (label.to_owned(), lender.map(|lang| lens.tag(lang))),
        None => (fact.label, fact.label_tag),
    };
    let (found, title) = lens.title(record);
    let own_source = lens.meta(record).source.as_ref().map(|name| wording::source(lens, name));
    Some(KeyFigure {
        label,
        label_tag,
        text: fact.text,
        html: fact.html,
        caption: title.to_owned(),
        caption_tag: lens.other(found),
        as_of: fact.as_of.or_else(|| {
            lens.meta(record).as_of.map(|date| wording::date(lens, date, DateStyle::ShortWithin))
        }),
        source: fact.source.or(own_source),
        age: fact.age,
        url: lens.record_url(index),
    })
}

fn home_section(lens: &Lens<'_>, section: &config::SectionSettings) -> Option<HomeSection> {
    let (index, _, collection) = lens.site.content.collections.get_full(&section.collection)?;
    let order = lens.site.orders.lists[index].get(lens.lang)?;
    let wanted = order
        .iter()
        .copied()
        .filter(|record| !section.featured || lens.meta(&lens.site.content.records[*record]).featured);
    let records: Vec<RecordId> = wanted.take(section.limit).collect();
    let title = lens.site.word(&collection.title, lens.lang)?.0.to_owned();
    (!records.is_empty()).then(|| HomeSection {
        collection: collection.name.clone(),
        all_label: lens.string_with("all_of", &[("name", &title)]),
        title,
        layout: section.layout.clone(),
        url: lens.list_url(index),
        items: card::cards(lens, &records),
    })
}

pub(super) fn list(
    lens: &Lens<'_>,
    index: CollectionId,
    filter: Option<(FilterId, FilterValueId)>,
    page: usize,
) -> (Head, PageContent) {
    let collection = &lens.site.content.collections[index];
    let records = match filter {
        Some((filter, value)) => &lens.site.orders.filters[index][filter].values[value].records,
        None => &lens.site.orders.lists[index],
    };
    let records = records.get(lens.lang).map_or(&[][..], Vec::as_slice);
    let intro = &lens.site.content.intros[index];
    let mut list = list_head(lens, collection, intro, filter.is_none() && page == 1);
    list.total = records.len();
    list.all_url = lens.list_url(index);
    list.facets = facets(lens, index, filter);
    list.data = data::downloads(lens, index);
    let table = Route::Table { lang: lens.lang, collection: index };
    list.table = (filter.is_none() && collection.has_table()).then(|| table.href(lens.site));
    if filter.is_none() {
        list.archive = years(lens, index);
    }
    list.map = lens.site.map_of(index).map(|map| map::map_link(lens, map));
    if let Some((filter, value)) = filter {
        list.current_facet = Some(current(lens, index, filter, value));
    }
    if collection.group.is_some() {
        list.groups = divided(lens, collection, records);
    } else {
        list.items = card::cards(lens, of_page(records, page, collection.page_size));
        let count = page_count(records.len(), collection.page_size);
        pages(lens, &mut list, count, page, |page| Route::List {
            lang: lens.lang,
            collection: index,
            filter,
            page,
        });
    }
    let mut head = list_page_head(lens, index, &list, page);
    head.written = lens.site.written_in(&Route::List { lang: lens.lang, collection: index, filter, page });
    (head, PageContent::List(Box::new(list)))
}

/// The years of a list.
fn years(lens: &Lens<'_>, collection: CollectionId) -> Vec<ArchiveLink> {
    let years = lens.site.orders.archives[collection].iter();
    let years = years.filter(|found| matches!(found.period, Date::Year(_)));
    years.map(|found| archive_link(lens, collection, found)).collect()
}

pub(super) fn archive_link(lens: &Lens<'_>, collection: CollectionId, found: &Archive) -> ArchiveLink {
    let route = Route::Archive { lang: lens.lang, collection, period: found.period };
    ArchiveLink {
        label: archive_label(lens, found.period),
        url: route.href(lens.site),
        count: lens.locale.number(found.records.len() as u64),
    }
}

pub(super) fn archive_label(lens: &Lens<'_>, period: Date) -> String {
    lens.locale.date(period, DateStyle::Short)
}

pub(super) fn list_head(
    lens: &Lens<'_>,
    collection: &Collection,
    intro: &PerLang<Arc<Text>>,
    with_text: bool,
) -> List {
    let chain = lens.site.chain(lens.lang);
    let picked = intro.pick(chain);
    let title = picked.map(|(lang, text)| (text.title.clone(), lens.other(lang)));
    let own_title = || {
        let (title, found) = lens.site.word(&collection.title, lens.lang).unwrap_or((&collection.name, None));
        (title.to_owned(), found.map(|lang| lens.tag(lang)))
    };
    let (title, title_tag) = title.unwrap_or_else(own_title);
    let text = picked.filter(|_| with_text);
    List {
        title,
        title_tag,
        summary: text.and_then(|(_, text)| text_summary(lens, text)),
        intro_html: text
            .map_or_else(Html::default, |(found, text)| body::html(lens, &text.body, text, None, found)),
        intro_tag: text.and_then(|(found, _)| lens.other(found)),
        ..List::default()
    }
}

fn list_page_head(lens: &Lens<'_>, index: CollectionId, list: &List, page: usize) -> Head {
    let (collection, intro) = (&lens.site.content.collections[index], &lens.site.content.intros[index]);
    let url = || list.all_url.clone();
    let mut trail = vec![Link { label: list.title.clone(), tag: list.title_tag.clone(), url: url() }];
    let mut title = list.title.clone();
    if let Some(current) = &list.current_facet {
        let here = current.label.clone();
        title = lens.labelled(&title, &here);
        trail.push(Link { label: here, tag: current.tag.clone(), url: url() });
    }
    title = page_title(lens, title, page);
    let chain = lens.site.chain(lens.lang);
    let summary = intro.pick(chain).and_then(|(_, text)| text_summary(lens, text));
    let mut head = head::plain(lens, "list", title);
    head.description = summary.unwrap_or_else(|| head.title.clone());
    head.breadcrumbs = head::trail(lens, trail);
    head.updated = lens.newest(index).map(|date| wording::date(lens, date, DateStyle::Long));
    if !collection.pages && collection.schema_org.as_deref() == Some("FAQPage") {
        head.jsonld = vec![jsonld::faq_jsonld(lens, index)];
    }
    head
}

/// The title of one page of a list.
fn page_title(lens: &Lens<'_>, title: String, page: usize) -> String {
    if page == 1 {
        return title;
    }
    lens.string_with("page_of_title", &[("title", &title), ("page", &lens.locale.number(page as u64))])
}

/// The records under the values of the collection's `group` field, in the order of its declaration.
fn divided(lens: &Lens<'_>, collection: &Collection, records: &[RecordId]) -> Vec<Group> {
    let Some((name, field)) =
        collection.group.as_ref().and_then(|name| collection.fields.get_key_value(name))
    else {
        return Vec::new();
    };
    let key_of = |record: RecordId| {
        let fact = lens.facts(&lens.site.content.records[record]).get(name)?;
        Some(group_key(&fact.value))
    };
    // What is not declared in an order stands in that of the records; what has no value comes last.
    let declared = declared(lens, field).into_iter();
    let mut members: IndexMap<Option<String>, Vec<RecordId>> =
        declared.map(|key| (Some(key), Vec::new())).collect();
    for record in records {
        members.entry(key_of(*record)).or_default().push(*record);
    }
    if let Some(at) = members.get_index_of(&None) {
        members.move_index(at, members.len() - 1);
    }
    let groups = members.into_iter().filter_map(|(key, members)| {
        let first = *members.first()?;
        let label = match lens.facts(&lens.site.content.records[first]).get(name) {
            Some(fact) => {
                let value =
                    if let Value::List(values) = &fact.value { values.first() } else { Some(&fact.value) };
                let written = value.map(|value| {
                    value::written(lens, value, &field.kind, &lens.site.content.records[first]).text
                });
                written.unwrap_or_else(|| lens.string("other"))
            }
            None => lens.string("other"),
        };
        Some(Group {
            label,
            anchor: format!("group-{}", crate::locale::slug(&key.unwrap_or_default())),
            items: card::cards(lens, &members),
        })
    });
    groups.collect()
}

fn pages(lens: &Lens<'_>, list: &mut List, count: usize, current: usize, route: impl Fn(usize) -> Route) {
    if count < 2 {
        return;
    }
    let url = |page| route(page).href(lens.site);
    let near = |n: usize| n == 1 || n == count || n.abs_diff(current) <= PAGES_BESIDE;
    let mut before = 0;
    for n in (1..=count).filter(|n| near(*n)) {
        list.pages.push(PageLink { n, url: url(n), current: n == current, gap: n > before + 1 });
        before = n;
    }
    list.prev = (current > 1).then(|| url(current - 1));
    list.next = (current < count).then(|| url(current + 1));
}

fn facets(
    lens: &Lens<'_>,
    index: CollectionId,
    current: Option<(FilterId, FilterValueId)>,
) -> Vec<FacetView> {
    let collection = &lens.site.content.collections[index];
    let filters = lens.site.orders.filters[index].iter_enumerated();
    let views = filters.map(|(position, filter)| {
        let (name, field) =
            collection.fields.get_index(filter.field).expect("filters are made from the schema");
        let keys = filter.values.iter().map(|found| &found.key);
        let labels = name::briefly(
            lens,
            keys,
            |lens, key| wording::filter_label(lens, key, field),
            |label| &label.text,
        );
        let values = filter.values.iter_enumerated().zip(labels).map(|((value, found), label)| {
            let is_current = current == Some((position, value));
            let filter = (!is_current).then_some((position, value));
            let route = Route::List { lang: lens.lang, collection: index, filter, page: 1 };
            FacetValue {
                label: label.text,
                tag: label.tag,
                url: route.href(lens.site),
                count: found.count,
                count_text: lens.locale.number(found.count as u64),
                current: is_current,
            }
        });
        let (label, label_tag) = wording::label(lens, name, field);
        FacetView { key: name.clone(), label, label_tag, values: values.collect() }
    });
    views.collect()
}

fn current(lens: &Lens<'_>, index: CollectionId, filter: FilterId, value: FilterValueId) -> CurrentFacet {
    let filter = &lens.site.orders.filters[index][filter];
    let (name, field) = lens.site.content.collections[index]
        .fields
        .get_index(filter.field)
        .expect("filters are made from the schema");
    let label = wording::filter_label(lens, &filter.values[value].key, field);
    let (facet, facet_tag) = wording::label(lens, name, field);
    CurrentFacet { facet, facet_tag, label: label.text, tag: label.tag }
}

pub(super) fn terms(lens: &Lens<'_>, vocabulary: VocabularyId) -> (Head, PageContent, Option<MenuPlace>) {
    let words = &lens.site.content.vocabularies[vocabulary];
    let own_url = Route::Terms { lang: lens.lang, vocabulary }.href(lens.site);
    let own = head::link(lens, &words.title, &words.name, own_url);
    let title = own.label.clone();
    let filled = words.entries.iter_enumerated().filter(|(entry, _)| lens.site.has_term(vocabulary, *entry));
    let items = filled.map(|(entry, found)| {
        let count = bearers(lens, vocabulary, entry).len();
        let url = term_route(lens, vocabulary, entry, 1).href(lens.site);
        let Link { label, tag, url } = head::link(lens, &found.name, &found.id, url);
        FacetValue { label, tag, url, count, count_text: lens.locale.number(count as u64), current: false }
    });
    let items = items.collect();
    let mut head = head::plain(lens, "terms", title.clone());
    head.breadcrumbs = head::trail(lens, vec![own]);
    head.written = lens.site.written_in(&Route::Terms { lang: lens.lang, vocabulary });
    (head, PageContent::Terms(Terms { title, items }), None)
}

/// What bears an entry of a vocabulary and has a page.
fn bearers<'l>(lens: &'l Lens<'_>, vocabulary: VocabularyId, entry: EntryId) -> &'l [RecordId] {
    lens.site.orders.terms[vocabulary][entry].get(lens.lang).map_or(&[][..], Vec::as_slice)
}

fn term_route(lens: &Lens<'_>, vocabulary: VocabularyId, entry: EntryId, page: usize) -> Route {
    Route::Term { lang: lens.lang, vocabulary, entry, page }
}

pub(super) fn term_page(
    lens: &Lens<'_>,
    vocabulary: VocabularyId,
    entry: EntryId,
    page: usize,
) -> (Head, PageContent, Option<MenuPlace>) {
    let words = &lens.site.content.vocabularies[vocabulary];
    let found = &words.entries[entry];
    let (title, title_lang) = lens.site.word(&found.name, lens.lang).unwrap_or((&found.id, None));
    let bearers = bearers(lens, vocabulary, entry);
    let parent_url = Route::Terms { lang: lens.lang, vocabulary }.href(lens.site);
    let parent = head::link(lens, &words.title, &words.name, parent_url.clone());
    let mut list = List {
        title: title.to_owned(),
        title_tag: title_lang.map(|lang| lens.tag(lang)),
        total: bearers.len(),
        all_url: parent_url.clone(),
        vocabulary: Some(VocabularyLink { title: parent.label.clone(), url: parent_url.clone() }),
        term: name::term_view(lens, found),
        contacts: contact::general(lens),
        ..List::default()
    };
    let shown = of_page(bearers, page, TERM_PAGE);
    list.groups = by_collection(lens, shown, "group");
    if page == 1 {
        list.related = by_collection(lens, &referred(lens, shown), "related");
    }
    let count = page_count(bearers.len(), TERM_PAGE);
    pages(lens, &mut list, count, page, |page| term_route(lens, vocabulary, entry, page));
    let mut head = head::plain(lens, "term", page_title(lens, title.to_owned(), page));
    let own_url = term_route(lens, vocabulary, entry, 1).href(lens.site);
    head.breadcrumbs = head::trail(lens, vec![parent, head::link(lens, &found.name, &found.id, own_url)]);
    head.written = lens.site.written_in(&term_route(lens, vocabulary, entry, page));
    (head, PageContent::List(Box::new(list)), None)
}

/// Records side by side that are of one collection, under its title.
pub(super) fn by_collection(lens: &Lens<'_>, records: &[RecordId], part: &str) -> Vec<Group> {
    let collection_of = |record: &RecordId| lens.site.content.records[*record].collection;
    let groups = records.chunk_by(|a, b| collection_of(a) == collection_of(b));
    let group = |members: &[RecordId]| {
        let collection = &lens.site.content.collections[collection_of(&members[0])];
        let label = lens.site.word(&collection.title, lens.lang).map_or("", |(title, _)| title);
        let anchor = format!("{part}-{}", collection.name);
        Group { label: label.to_owned(), anchor, items: card::cards(lens, members) }
    };
    groups.map(group).collect()
}

/// So many records of a collection are shown at most that others refer to.
const REFERRED: usize = 6;

/// What records refer to and are not themselves, collection by collection: of each what most refer to, and has a page. Desks
/// stand apart.
fn referred(lens: &Lens<'_>, records: &[RecordId]) -> Vec<RecordId> {
    let content = &lens.site.content;
    let mut counts: IndexMap<RecordId, usize> = IndexMap::new();
    for record in records {
        for fact in lens.facts(&content.records[*record]).values() {
            fact.value.walk(&mut |value| {
                let Value::Record(name) = value else { return };
                let Some((found, _)) = lens.site.record(&name.text) else { return };
                *counts.entry(found).or_default() += 1;
            });
        }
    }
    counts.retain(|record, _| {
        let collection = lens.site.collection_of(&content.records[*record]);
        collection.pages && collection.contact.is_none() && !records.contains(record)
    });
    let place = |record: RecordId| lens.site.orders.positions.get(lens.lang).map(|all| all[record]);
    let mut found: Vec<(CollectionId, usize, RecordId)> = counts
        .into_iter()
        .map(|(record, count)| (content.records[record].collection, count, record))
        .collect();
    found.sort_by_key(|(collection, count, record)| (*collection, usize::MAX - count, place(*record)));
    let of_one = found.chunk_by(|(a, ..), (b, ..)| a == b);
    of_one.flat_map(|found| found.iter().take(REFERRED)).map(|(.., record)| *record).collect()
}

/// What stands on one page of a list, counted from 1.
fn of_page(records: &[RecordId], page: usize, size: usize) -> &[RecordId] {
    let start = ((page - 1) * size).min(records.len());
    &records[start..(start + size).min(records.len())]
}

/// The keys of the groups of a divided list, in order.
fn declared(lens: &Lens<'_>, field: &Field) -> Vec<String> {
    let entries = |vocabulary: &str| {
        let words = lens.site.content.vocabularies.get(vocabulary);
        words.map_or_else(Vec::new, |words| words.entries.keys().cloned().collect())
    };
    match field.kind.one() {
        FieldType::Enum { values } => values.iter().map(|(key, _)| key.clone()).collect(),
        FieldType::Term { vocabulary } => entries(vocabulary),
        FieldType::Place { .. } => entries("places"),
        _ => Vec::new(),
    }
}

fn group_key(value: &Value) -> String {
    match value {
        Value::Choice(key) => key.clone(),
        Value::Term { id, .. } => id.text.clone(),
        Value::List(values) => values.first().map(group_key).unwrap_or_default(),
        Value::Record(name) => name.text.clone(),
        Value::Text(text) => text.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.iso(),
        Value::Period(period) => super::iso_period(period),
        _ => String::new(),
    }
}
