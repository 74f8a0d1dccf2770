//! The addresses of lists and of the records on them.

use rayon::prelude::*;
use typed_index_collections::TiVec;

use super::order::Ordered;
use super::{FilterId, FilterValueId};
use crate::base::{Lang, PerLang};
use crate::content::{Collection, CollectionId, Name, Record, RecordId};
use crate::locale::slug;

/// The file behind an address.
pub(super) fn index_file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

pub(super) fn home_path(site: &Ordered, lang: Lang) -> String {
    format!("{}/", site.config.language(lang).code)
}

fn collection_path(site: &Ordered, lang: Lang, collection: &Collection) -> String {
    let segment = collection.segment.pick(site.chain(lang)).map(|(_, segment)| segment.clone());
    let segment = segment.unwrap_or_else(|| slug(&collection.name));
    format!("{}/{segment}/", site.config.language(lang).code)
}

pub(super) fn list_path(
    site: &Ordered,
    lang: Lang,
    collection: CollectionId,
    (filter, page): (Option<(FilterId, FilterValueId)>, usize),
) -> String {
    let declared = &site.content.collections[collection];
    let mut path = collection_path(site, lang, declared);
    if let Some((filter, value)) = filter {
        let filter = &site.orders.filters[collection][filter];
        let (name, field) =
            declared.fields.get_index(filter.field).expect("filters are made from the schema's fields");
        // A label in Latin letters makes a readable address; in other scripts the field's own name stands.
        let label = field
            .label
            .get(lang)
            .map(|label| slug(label))
            .filter(|label| !label.is_empty() && label.is_ascii());
        let label = label.unwrap_or_else(|| slug(name));
        path.push_str(&format!("{label}/{}/", filter.values[value].segment));
    }
    path.push_str(&page_path(page));
    path
}

/// What stands behind a list's address for its pages after the first.
pub(super) fn page_path(page: usize) -> String {
    if page > 1 { format!("page-{page}/") } else { String::new() }
}

/// The address of every record, by language.
pub(super) fn addresses(site: &Ordered) -> PerLang<TiVec<RecordId, String>> {
    site.by_lang(|lang| {
        let paths = site.content.par_record_ids().map(|record| record_path(site, lang, record));
        TiVec::from(paths.collect::<Vec<String>>())
    })
}

/// An id is a record's address unless its author gives a slug: a corrected title must not break a printed link.
fn record_path(site: &Ordered, lang: Lang, index: RecordId) -> String {
    let record = &site.content.records[index];
    let collection = site.collection_of(record);
    let base = collection_path(site, lang, collection);
    if !collection.pages {
        return format!("{}#{}", list_page_of(site, lang, index), record.id);
    }
    let segment = slug_of(record, lang).map_or(&record.id, |slug| &slug.text);
    format!("{base}{segment}/")
}

/// The segment that the author gave a record's address: that of its text, else that of its facts.
pub(super) fn slug_of(record: &Record, lang: Lang) -> Option<&Name> {
    let own = record.texts.get(lang).and_then(|text| text.slug.as_ref());
    own.or_else(|| record.meta.slug.get(lang))
}

/// The page of its collection's list on which a record without a page of its own stands.
fn list_page_of(site: &Ordered, lang: Lang, index: RecordId) -> String {
    let position = site.content.records[index].collection;
    let collection = &site.content.collections[position];
    if !collection.list {
        return home_path(site, lang);
    }
    let at = site.orders.positions.get(lang).map_or(0, |positions| positions[index]);
    let page = if collection.group.is_some() { 1 } else { at / collection.page_size + 1 };
    list_path(site, lang, position, (None, page))
}

/// The pages that `total` things fill; what is empty has one page all the same.
pub(crate) fn page_count(total: usize, size: usize) -> usize {
    total.div_ceil(size).max(1)
}
