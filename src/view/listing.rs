//! The home page, lists, filters and terms.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Lens;
use super::chrome::MenuPlace;
use super::model::{
    CurrentFacet, FacetValue, FacetView, Group, Home, HomeSection, KeyFigure, Link, List, PageContent,
    PageLink, Terms, VocabularyLink,
};
use super::page::Head;
use crate::base::{Html, PerLang};
use crate::config;
use crate::content::{
    Collection, CollectionId, EntryId, Field, FieldType, RecordId, Text, Value, VocabularyId,
};
use crate::locale::DateStyle;
use crate::site::{FilterId, FilterValueId, Route, TERM_PAGE, page_count};

/// How many pages before and after the current one a list links to, besides its first and last: a list of a thousand pages
/// must not put a thousand links on each.
const PAGES_BESIDE: usize = 2;

impl Lens<'_> {
    pub(super) fn home(&self) -> (Head, PageContent, Option<MenuPlace>) {
        let texts = &self.site.content.home;
        let chain = self.site.chain(self.lang);
        let picked = texts.pick(chain);
        let shown = picked.map_or(self.lang, |(lang, _)| lang);
        let name = self.site.word(&self.site.config.name, self.lang).map_or("", |(name, _)| name).to_owned();
        let summary = picked.and_then(|(_, text)| self.text_summary(text));
        let home = Home {
            title: picked.map_or_else(|| name.clone(), |(_, text)| text.title.clone()),
            title_tag: self.other(shown),
            summary: summary.clone(),
            body_html: picked
                .map_or_else(Html::default, |(found, text)| self.body(&text.body, text, None, found)),
            body_tag: self.other(shown),
            figures: self
                .site
                .config
                .home
                .figures
                .iter()
                .filter_map(|figure| self.key_figure(figure))
                .collect(),
            sections: self
                .site
                .config
                .home
                .sections
                .iter()
                .filter_map(|section| self.home_section(section))
                .collect(),
        };
        let mut head = self.plain_head("home", name);
        head.description = summary.unwrap_or_else(|| home.title.clone());
        head.breadcrumbs.clear();
        head.shown = shown;
        if picked.is_some() {
            head.written = self.written(|lang| texts.get(lang).is_some());
        }
        head.jsonld = vec![self.organisation_jsonld()];
        (head, PageContent::Home(Box::new(home)), None)
    }

    fn text_summary(&self, text: &Text) -> Option<String> {
        let summary = text.summary.as_ref()?;
        Some(self.plain(&summary.plain, summary, None)).filter(|summary| !summary.is_empty())
    }

    fn key_figure(&self, figure: &config::HomeFigure) -> Option<KeyFigure> {
        let (id, name) = figure.fact.split_once('#')?;
        let (index, record) = self.site.record(id)?;
        let field = self.site.collection_of(record).fields.get(name)?;
        let fact = self.fact(name, field, self.facts(record).get(name)?, record);
        let own = self.site.word(&figure.label, self.lang);
        let (label, label_tag) = match own {
            Some((label, lender)) => (label.to_owned(), lender.map(|lang| self.tag(lang))),
            None => (fact.label, fact.label_tag),
        };
        let (found, title) = self.title(record);
        let own_source = self.meta(record).source.as_ref().map(|name| self.source(name));
        Some(KeyFigure {
            label,
            label_tag,
            text: fact.text,
            html: fact.html,
            caption: title.to_owned(),
            caption_tag: self.other(found),
            as_of: fact
                .as_of
                .or_else(|| self.meta(record).as_of.map(|date| self.date(date, DateStyle::ShortWithin))),
            source: fact.source.or(own_source),
            age: fact.age,
            url: self.record_url(index),
        })
    }

    fn home_section(&self, section: &config::SectionSettings) -> Option<HomeSection> {
        let (index, _, collection) = self.site.content.collections.get_full(&section.collection)?;
        let order = self.site.orders.lists[index].get(self.lang)?;
        let wanted = order
            .iter()
            .copied()
            .filter(|record| !section.featured || self.meta(&self.site.content.records[*record]).featured);
        let records: Vec<RecordId> = wanted.take(section.limit).collect();
        let title = self.site.word(&collection.title, self.lang)?.0.to_owned();
        (!records.is_empty()).then(|| HomeSection {
            collection: collection.name.clone(),
            all_label: self.string_with("all_of", &[("name", &title)]),
            title,
            layout: section.layout.clone(),
            url: self.list_url(index),
            items: self.cards(&records),
        })
    }

    pub(super) fn list(
        &self,
        index: CollectionId,
        filter: Option<(FilterId, FilterValueId)>,
        page: usize,
    ) -> (Head, PageContent) {
        let collection = &self.site.content.collections[index];
        let records = match filter {
            Some((filter, value)) => &self.site.orders.filters[index][filter].values[value].records,
            None => &self.site.orders.lists[index],
        };
        let records = records.get(self.lang).map_or(&[][..], Vec::as_slice);
        let intro = &self.site.content.intros[index];
        let mut list = self.list_head(collection, intro, filter.is_none() && page == 1);
        list.total = records.len();
        list.all_url = self.list_url(index);
        list.facets = self.facets(index, filter);
        list.map = self.site.map_of(index).map(|map| self.map_link(map));
        if let Some((filter, value)) = filter {
            list.current_facet = Some(self.current(index, filter, value));
        }
        if collection.group.is_some() {
            list.groups = self.divided(collection, records);
        } else {
            list.items = self.cards(of_page(records, page, collection.page_size));
            let count = page_count(records.len(), collection.page_size);
            self.pages(&mut list, count, page, |page| Route::List {
                lang: self.lang,
                collection: index,
                filter,
                page,
            });
        }
        let head = self.list_page_head(index, collection, intro, &list, page);
        (head, PageContent::List(Box::new(list)))
    }

    fn list_head(&self, collection: &Collection, intro: &PerLang<Arc<Text>>, with_text: bool) -> List {
        let chain = self.site.chain(self.lang);
        let picked = intro.pick(chain);
        let title = picked.map(|(lang, text)| (text.title.clone(), self.other(lang)));
        let own_title = || {
            let (title, found) =
                self.site.word(&collection.title, self.lang).unwrap_or((&collection.name, None));
            (title.to_owned(), found.map(|lang| self.tag(lang)))
        };
        let (title, title_tag) = title.unwrap_or_else(own_title);
        let text = picked.filter(|_| with_text);
        List {
            title,
            title_tag,
            summary: text.and_then(|(_, text)| self.text_summary(text)),
            intro_html: text
                .map_or_else(Html::default, |(found, text)| self.body(&text.body, text, None, found)),
            intro_tag: text.and_then(|(found, _)| self.other(found)),
            ..List::default()
        }
    }

    fn list_page_head(
        &self,
        index: CollectionId,
        collection: &Collection,
        intro: &PerLang<Arc<Text>>,
        list: &List,
        page: usize,
    ) -> Head {
        let url = || list.all_url.clone();
        let mut trail = vec![Link { label: list.title.clone(), tag: list.title_tag.clone(), url: url() }];
        let mut title = list.title.clone();
        if let Some(current) = &list.current_facet {
            let here = current.label.clone();
            title = self.labelled(&title, &here);
            trail.push(Link { label: here, tag: current.tag.clone(), url: url() });
        }
        title = self.page_title(title, page);
        let chain = self.site.chain(self.lang);
        let summary = intro.pick(chain).and_then(|(_, text)| self.text_summary(text));
        let mut head = self.plain_head("list", title);
        head.description = summary.unwrap_or_else(|| head.title.clone());
        head.breadcrumbs = self.trail(trail);
        head.updated = self.newest(index).map(|date| self.date(date, DateStyle::Long));
        if !collection.pages && collection.schema_org.as_deref() == Some("FAQPage") {
            head.jsonld = vec![self.faq_jsonld(index)];
        }
        head
    }

    /// The title of one page of a list.
    fn page_title(&self, title: String, page: usize) -> String {
        if page == 1 {
            return title;
        }
        self.string_with("page_of_title", &[("title", &title), ("page", &self.locale.number(page as u64))])
    }

    /// The records under the values of the collection's `group` field, in the order of its declaration.
    fn divided(&self, collection: &Collection, records: &[RecordId]) -> Vec<Group> {
        let Some((name, field)) =
            collection.group.as_ref().and_then(|name| collection.fields.get_key_value(name))
        else {
            return Vec::new();
        };
        let key_of = |record: RecordId| {
            let fact = self.facts(&self.site.content.records[record]).get(name)?;
            Some(group_key(&fact.value))
        };
        // What is not declared in an order stands in that of the records; what has no value comes last.
        let declared = declared(self, field).into_iter();
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
            let label = match self.facts(&self.site.content.records[first]).get(name) {
                Some(fact) => {
                    let value = if let Value::List(values) = &fact.value {
                        values.first()
                    } else {
                        Some(&fact.value)
                    };
                    let written = value
                        .map(|value| self.value(value, &field.kind, &self.site.content.records[first]).text);
                    written.unwrap_or_else(|| self.string("other"))
                }
                None => self.string("other"),
            };
            Some(Group {
                label,
                anchor: format!("group-{}", crate::locale::slug(&key.unwrap_or_default())),
                items: self.cards(&members),
            })
        });
        groups.collect()
    }

    fn pages(&self, list: &mut List, count: usize, current: usize, route: impl Fn(usize) -> Route) {
        if count < 2 {
            return;
        }
        let url = |page| route(page).href(self.site);
        let near = |n: usize| n == 1 || n == count || n.abs_diff(current) <= PAGES_BESIDE;
        let mut before = 0;
        for n in (1..=count).filter(|n| near(*n)) {
            list.pages.push(PageLink { n, url: url(n), current: n == current, gap: n > before + 1 });
            before = n;
        }
        list.prev = (current > 1).then(|| url(current - 1));
        list.next = (current < count).then(|| url(current + 1));
    }

    fn facets(&self, index: CollectionId, current: Option<(FilterId, FilterValueId)>) -> Vec<FacetView> {
        let collection = &self.site.content.collections[index];
        let filters = self.site.orders.filters[index].iter_enumerated();
        let views = filters.map(|(position, filter)| {
            let (name, field) =
                collection.fields.get_index(filter.field).expect("filters are made from the schema");
            let keys = filter.values.iter().map(|found| &found.key);
            let labels = self.briefly(keys, |lens, key| lens.filter_label(key, field), |label| &label.text);
            let values = filter.values.iter_enumerated().zip(labels).map(|((value, found), label)| {
                let is_current = current == Some((position, value));
                let filter = (!is_current).then_some((position, value));
                let route = Route::List { lang: self.lang, collection: index, filter, page: 1 };
                FacetValue {
                    label: label.text,
                    tag: label.tag,
                    url: route.href(self.site),
                    count: found.count,
                    count_text: self.locale.number(found.count as u64),
                    current: is_current,
                }
            });
            let (label, label_tag) = self.label(name, field);
            FacetView { key: name.clone(), label, label_tag, values: values.collect() }
        });
        views.collect()
    }

    fn current(&self, index: CollectionId, filter: FilterId, value: FilterValueId) -> CurrentFacet {
        let filter = &self.site.orders.filters[index][filter];
        let (name, field) = self.site.content.collections[index]
            .fields
            .get_index(filter.field)
            .expect("filters are made from the schema");
        let label = self.filter_label(&filter.values[value].key, field);
        let (facet, facet_tag) = self.label(name, field);
        CurrentFacet { facet, facet_tag, label: label.text, tag: label.tag }
    }

    pub(super) fn terms(&self, vocabulary: VocabularyId) -> (Head, PageContent, Option<MenuPlace>) {
        let words = &self.site.content.vocabularies[vocabulary];
        let own_url = Route::Terms { lang: self.lang, vocabulary }.href(self.site);
        let own = self.link(&words.title, &words.name, own_url);
        let title = own.label.clone();
        let items = words.entries.iter_enumerated().map(|(entry, found)| {
            let count = self.bearers(vocabulary, entry).len();
            let url = self.term_route(vocabulary, entry, 1).href(self.site);
            let Link { label, tag, url } = self.link(&found.name, &found.id, url);
            FacetValue {
                label,
                tag,
                url,
                count,
                count_text: self.locale.number(count as u64),
                current: false,
            }
        });
        let items = items.collect();
        let mut head = self.plain_head("terms", title.clone());
        head.breadcrumbs = self.trail(vec![own]);
        (head, PageContent::Terms(Terms { title, items }), None)
    }

    /// What bears an entry of a vocabulary and has a page.
    fn bearers(&self, vocabulary: VocabularyId, entry: EntryId) -> &[RecordId] {
        self.site.orders.terms[vocabulary][entry].get(self.lang).map_or(&[][..], Vec::as_slice)
    }

    fn term_route(&self, vocabulary: VocabularyId, entry: EntryId, page: usize) -> Route {
        Route::Term { lang: self.lang, vocabulary, entry, page }
    }

    pub(super) fn term_page(
        &self,
        vocabulary: VocabularyId,
        entry: EntryId,
        page: usize,
    ) -> (Head, PageContent, Option<MenuPlace>) {
        let words = &self.site.content.vocabularies[vocabulary];
        let found = &words.entries[entry];
        let (title, title_lang) = self.site.word(&found.name, self.lang).unwrap_or((&found.id, None));
        let bearers = self.bearers(vocabulary, entry);
        let parent_url = Route::Terms { lang: self.lang, vocabulary }.href(self.site);
        let parent = self.link(&words.title, &words.name, parent_url.clone());
        let mut list = List {
            title: title.to_owned(),
            title_tag: title_lang.map(|lang| self.tag(lang)),
            total: bearers.len(),
            all_url: parent_url.clone(),
            vocabulary: Some(VocabularyLink { title: parent.label.clone(), url: parent_url.clone() }),
            term: self.term_view(found),
            ..List::default()
        };
        let collection_of = |record: &RecordId| self.site.content.records[*record].collection;
        let shown = of_page(bearers, page, TERM_PAGE);
        for members in shown.chunk_by(|a, b| collection_of(a) == collection_of(b)) {
            let collection = &self.site.content.collections[collection_of(&members[0])];
            let label = self.site.word(&collection.title, self.lang).map_or("", |(title, _)| title);
            let anchor = format!("group-{}", collection.name);
            list.groups.push(Group { label: label.to_owned(), anchor, items: self.cards(members) });
        }
        let count = page_count(bearers.len(), TERM_PAGE);
        self.pages(&mut list, count, page, |page| self.term_route(vocabulary, entry, page));
        let mut head = self.plain_head("term", self.page_title(title.to_owned(), page));
        let own_url = self.term_route(vocabulary, entry, 1).href(self.site);
        head.breadcrumbs = self.trail(vec![parent, self.link(&found.name, &found.id, own_url)]);
        (head, PageContent::List(Box::new(list)), None)
    }
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
