use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::filter::Filter;
use super::map::{self, MapPlan};
use super::{FilterId, Route, RouteId, Site, address, code, filter, order, printed, reference, route};
use crate::base::PerLang;
use crate::content::{CollectionId, EntryId, Record, RecordId, Text, VocabularyId};
use crate::diag::Diagnostic;
use crate::fact::Date;

/// The records that name each record in their facts, ascending.
pub type Mentions = TiVec<RecordId, Vec<RecordId>>;

/// The records that carry each entry of each vocabulary, ascending.
pub type Bearers = TiVec<VocabularyId, TiVec<EntryId, Vec<RecordId>>>;

/// Where everything stands: what follows from all records but from no record's prose.
///
/// It is a function of the schemas, the facts and the outlines of texts (title, address, status). An edited paragraph
/// leaves it as it is, so an edited paragraph costs nothing here ([`plan`]).
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Records by id.
    pub by_id: BTreeMap<String, RecordId>,
    /// The records of each collection in the order of its list, by language.
    pub orders: TiVec<CollectionId, PerLang<Vec<RecordId>>>,
    /// Where each record stands in the order of its collection, by language.
    pub positions: PerLang<TiVec<RecordId, usize>>,
    /// The address of each record below the root, by language: its page, or its place on its list's.
    pub addresses: PerLang<TiVec<RecordId, String>>,
    /// The newest change in each collection.
    pub updated: TiVec<CollectionId, Option<Date>>,
    /// The filters of each collection's list.
    pub filters: TiVec<CollectionId, TiVec<FilterId, Filter>>,
    /// The records that name each record in their facts, ascending.
    pub mentions: Mentions,
    /// The records that carry each entry of each vocabulary, ascending.
    pub bearers: Bearers,
    /// Those of them that have pages, collection by collection, in the order of the lists, by language.
    pub term_lists: TiVec<VocabularyId, TiVec<EntryId, PerLang<Vec<RecordId>>>>,
    /// The permanent addresses behind QR codes.
    pub codes: code::Codes,
    /// The maps and what stands on them.
    pub maps: MapPlan,
    /// Every page and file that the site consists of, in the order in which they are made.
    pub routes: TiVec<RouteId, Route>,
    /// The positions in `routes` by address below the root. Of two pages with one address, which is an error, the first counts.
    pub by_path: HashMap<String, RouteId>,
    /// Former addresses, each with the page that is there instead.
    pub redirects: Vec<(String, Route)>,
    /// What was found wrong in the making.
    pub diagnostics: Vec<Diagnostic>,
}

/// Gives a site its plan: that of the site `before`, as far as what it is made from has not changed since.
pub(super) fn plan(site: &mut Site, before: Option<&Site>) {
    let before = before.filter(|before| same_frame(site, before));
    match before {
        Some(before) if same_records(site, before, same_heading) => site.plan = before.plan.clone(),
        Some(before) if can_be_ordered_again(before) && same_records(site, before, same_address) => {
            site.plan = Arc::new((*before.plan).clone());
            order(site);
        }
        _ => make(site),
    }
}

fn make(site: &mut Site) {
    let records = &site.content.records;
    let by_id = records.iter_enumerated().map(|(index, record)| (record.id.clone(), index)).collect();
    edit(site).by_id = by_id;
    let (mentions, bearers) = reference::turned(site);
    (edit(site).mentions, edit(site).bearers) = (mentions, bearers);
    let updated = newest_of_each(site);
    edit(site).updated = updated;
    order(site);
    let addresses = route::addresses(site);
    edit(site).addresses = addresses;
    let mut found = Vec::new();
    let codes = code::codes(site, &mut found);
    edit(site).codes = codes;
    let routes = route::routes(site);
    edit(site).routes = routes.into();
    let redirects = address::redirects(site, &mut found);
    edit(site).redirects = redirects;
    let by_path = address::by_path(site, &mut found);
    edit(site).by_path = by_path;
    let former = printed::former(site, &mut found);
    edit(site).redirects.extend(former);
    edit(site).diagnostics = found;
}

/// What depends on titles: the orders of lists.
fn order(site: &mut Site) {
    let orders = order::orders(site);
    edit(site).orders = orders;
    let positions = order::positions(site);
    edit(site).positions = positions;
    let filters = filter::filters(site);
    edit(site).filters = filters;
    let term_lists = order::term_lists(site);
    edit(site).term_lists = term_lists;
    let maps = map::plan(site);
    edit(site).maps = maps;
}

/// Whether nothing but the orders follows from titles: a record without a page has its address by its place on a list, and
/// what was found wrong may be told at a title.
fn can_be_ordered_again(before: &Site) -> bool {
    before.plan.diagnostics.is_empty()
        && before.content.collections.values().all(|collection| collection.pages)
}

/// The plan in the making: each part needs those before it.
fn edit(site: &mut Site) -> &mut Plan {
    Arc::get_mut(&mut site.plan).expect("nobody else has a plan that is being made")
}

fn newest_of_each(site: &Site) -> TiVec<CollectionId, Option<Date>> {
    let mut newest: TiVec<CollectionId, Option<Date>> = vec![None; site.content.collections.len()].into();
    for record in &site.content.records {
        newest[record.collection] = newest[record.collection].max(record.meta.updated);
    }
    newest
}

/// Whether two sites have the same settings, schemas, vocabularies and maps.
fn same_frame(site: &Site, before: &Site) -> bool {
    Arc::ptr_eq(&site.locales, &before.locales)
        && site.config == before.config
        && site.today == before.today
        && site.content.collections == before.content.collections
        && site.content.vocabularies == before.content.vocabularies
        && site.content.maps == before.content.maps
        // What a file says of where a record is decides on which maps it stands.
        && (site.content.maps.is_none() || site.content.shapes == before.content.shapes)
        && site.content.ledger == before.content.ledger
        && same_withheld(site, before)
}

/// Whether two sites keep back the same records, as far as pages tell of them.
fn same_withheld(site: &Site, before: &Site) -> bool {
    let told = |site: &Site| {
        !site.content.ledger.is_empty()
            || site
                .withheld
                .values()
                .any(|record| record.meta.withdrawn.is_some() || record.meta.successor.is_some())
    };
    let mut records = site.withheld.values().zip(before.withheld.values());
    !(told(site) || told(before))
        || (site.withheld.len() == before.withheld.len()
            && records.all(|(a, b)| a.id == b.id && a.is_same(b)))
}

/// Whether two sites have the same records, whose texts may differ as `same` allows. Values read from unchanged files are
/// the same in memory, so this is a walk over addresses.
fn same_records(site: &Site, before: &Site, same: fn(&Text, &Text) -> bool) -> bool {
    let records = || site.content.records.iter().zip(&before.content.records);
    site.content.records.len() == before.content.records.len()
        && records().all(|(a, b)| same_record(a, b, same))
}

fn same_record(a: &Record, b: &Record, same: fn(&Text, &Text) -> bool) -> bool {
    let same_texts = || {
        let mut texts = a.texts.iter().zip(b.texts.iter());
        a.texts.iter().count() == b.texts.iter().count()
            && texts.all(|((one, a), (other, b))| one == other && (Arc::ptr_eq(a, b) || same(a, b)))
    };
    a.collection == b.collection
        && a.id == b.id
        && (Arc::ptr_eq(&a.meta, &b.meta) || a.meta == b.meta)
        && (Arc::ptr_eq(&a.facts, &b.facts) || a.facts == b.facts)
        && a.place == b.place
        && same_texts()
}

fn same_heading(a: &Text, b: &Text) -> bool {
    a.title == b.title && a.place == b.place && same_address(a, b)
}

fn same_address(a: &Text, b: &Text) -> bool {
    a.slug == b.slug && a.status == b.status
}
