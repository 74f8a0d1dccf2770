use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::filter::Filter;
use super::{Route, Site, filter, order, reference, route};
use crate::base::PerLang;
use crate::content::{Record, Text};
use crate::diag::Diagnostic;
use crate::fact::Date;
use crate::locale::Locale;

/// Where everything stands: what follows from all records but from no record's prose.
///
/// It is a function of the schemas, the facts and the outlines of texts (title, address, status). An edited paragraph
/// leaves it as it is, so an edited paragraph costs nothing here ([`plan`]).
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Records by id.
    pub by_id: BTreeMap<String, usize>,
    /// The records of each collection in the order of its list, by language.
    pub orders: Vec<PerLang<Vec<usize>>>,
    /// Where each record stands in the order of its collection, by language.
    pub positions: PerLang<Vec<usize>>,
    /// The address of each record below the root, by language: its page, or its place on its list's.
    pub addresses: PerLang<Vec<String>>,
    /// The newest change in each collection.
    pub updated: Vec<Option<Date>>,
    /// The filters of each collection's list.
    pub filters: Vec<Vec<Filter>>,
    /// The records that name each record in their facts, ascending.
    pub mentions: Vec<Vec<usize>>,
    /// The records that carry each entry of each vocabulary, ascending.
    pub bearers: Vec<Vec<Vec<usize>>>,
    /// Those of them that have pages, collection by collection, in the order of the lists, by language.
    pub term_lists: Vec<Vec<PerLang<Vec<usize>>>>,
    /// Every page and file that the site consists of, in the order in which they are made.
    pub routes: Vec<Route>,
    /// The positions in `routes` by the file below the output folder.
    pub files: HashMap<String, usize>,
    /// Former addresses, each with the page that is there instead.
    pub redirects: Vec<(String, Route)>,
    /// What was found wrong in the making.
    pub diagnostics: Vec<Diagnostic>,
}

/// Gives a site its plan: that of the site `before`, when nothing that a plan is made from has changed since.
pub(super) fn plan(site: &mut Site, locales: &Arc<Vec<Locale>>, before: Option<&Site>) {
    if let Some(before) = before.filter(|before| same_outline(site, locales, before)) {
        site.plan = before.plan.clone();
        return;
    }
    let records = &site.content.records;
    let by_id = records.iter().enumerate().map(|(index, record)| (record.id.clone(), index)).collect();
    edit(site).by_id = by_id;
    let (mentions, bearers) = reference::turned(site);
    (edit(site).mentions, edit(site).bearers) = (mentions, bearers);
    let orders = order::orders(site, locales);
    edit(site).orders = orders;
    let positions = order::positions(site);
    edit(site).positions = positions;
    let addresses = route::addresses(site);
    edit(site).addresses = addresses;
    let updated = newest_of_each(site);
    edit(site).updated = updated;
    let filters = filter::filters(site);
    edit(site).filters = filters;
    let term_lists = order::term_lists(site);
    edit(site).term_lists = term_lists;
    let routes = route::routes(site);
    edit(site).routes = routes;
    let mut found = Vec::new();
    let redirects = route::redirects(site, &mut found);
    edit(site).redirects = redirects;
    let files = route::files(site, &mut found);
    edit(site).files = files;
    edit(site).diagnostics = found;
}

/// The plan in the making: each part needs those before it.
fn edit(site: &mut Site) -> &mut Plan {
    Arc::get_mut(&mut site.plan).expect("nobody else has a plan that is being made")
}

fn newest_of_each(site: &Site) -> Vec<Option<Date>> {
    let mut newest = vec![None; site.content.collections.len()];
    for record in &site.content.records {
        newest[record.collection] = newest[record.collection].max(record.meta.updated);
    }
    newest
}

/// Whether two sites differ in prose at most. Values read from unchanged files are the same in memory, so this is a walk
/// over addresses.
fn same_outline(site: &Site, locales: &Arc<Vec<Locale>>, before: &Site) -> bool {
    Arc::ptr_eq(locales, &before.locales)
        && site.config == before.config
        && site.today == before.today
        && site.content.collections == before.content.collections
        && site.content.vocabularies == before.content.vocabularies
        && site.content.records.len() == before.content.records.len()
        && site.content.records.iter().zip(&before.content.records).all(|(a, b)| same_record(a, b))
}

fn same_record(a: &Record, b: &Record) -> bool {
    let same_texts = || {
        let texts = a.texts.iter().zip(b.texts.iter());
        a.texts.iter().count() == b.texts.iter().count()
            && texts.into_iter().all(|((one, a), (other, b))| one == other && same_heading(a, b))
    };
    a.collection == b.collection
        && a.id == b.id
        && (Arc::ptr_eq(&a.meta, &b.meta) || a.meta == b.meta)
        && (Arc::ptr_eq(&a.facts, &b.facts) || a.facts == b.facts)
        && a.place == b.place
        && same_texts()
}

fn same_heading(a: &Arc<Text>, b: &Arc<Text>) -> bool {
    let outline = |text: &Arc<Text>| (text.title.clone(), text.slug.clone(), text.place.clone(), text.status);
    Arc::ptr_eq(a, b) || outline(a) == outline(b)
}
