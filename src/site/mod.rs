//! All records → one `Site`: addresses, orders, filters, references. The only place that knows more than one record.
//!
//! Reads no files and formats no HTML. The same records give the same site in whatever order they come; every reference
//! that leads nowhere and every address that two pages claim is a diagnostic at its place.

mod address;
mod archive;
pub mod code;
mod code_path;
mod codes;
mod data_path;
mod data_route;
mod difference;
mod digest;
mod edition;
mod feed_route;
mod file;
mod filter;
mod former;
mod index;
mod indexable;
mod lookup;
mod map;
mod map_path;
mod names;
mod newsletter;
mod order;
mod page;
mod path;
mod place;
mod printed_codes;
mod record_path;
mod redirect;
mod reference;
mod route;
mod routes;
mod target;
mod translation;

pub use address::Addressed;
pub use archive::Archive;
pub use code::PermanentId;
pub use data_route::{DataFormat, DataRoute};
pub use edition::Edition;
pub(crate) use edition::days_known;
pub use feed_route::{FeedFormat, FeedRoute};
pub use filter::{Filter, FilterId, FilterKey, FilterValue, FilterValueId};
pub use index::{Index, Indexed};
pub use indexable::MOST_ADDRESSES;
pub use lookup::Meant;
pub use map::{
    Basis, MapFilter, MapFilterId, MapId, MapKey, MapPlan, MapRoute, MapValue, MapValueId, Mapped,
    PlaceFormat, Planned, Whereabouts, islands,
};
pub use newsletter::Issue;
pub use order::{Ordered, Orders};
pub use page::Pages;
pub(crate) use place::PLACES;
pub(crate) use record_path::page_count;
pub use reference::{records_named, terms_of};
pub use route::{Route, RouteId};
pub(crate) use routes::TERM_PAGE;
pub use target::{Own, split};
pub use translation::{Translation, segments};

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use crate::base::{Lang, SourceSpan};
use crate::config::Config;
use crate::content::{Collection, CollectionId, Content, Record, RecordId, Value};
use crate::diag::Reported;
use crate::locale::Locale;
use difference::Difference;

/// A whole site as a value: the last of the chain. Each stage holds the one before it and is to be used like it: an
/// [`Edition`] whose records are found ([`Indexed`]), whose lists have an order ([`Ordered`]), whose maps are filled ([`Mapped`]), whose pages have addresses
/// ([`Addressed`]).
#[derive(Clone, Debug)]
pub struct Site {
    addressed: Addressed,
    /// The pages and files that it consists of.
    pub pages: Arc<Pages>,
}

impl Deref for Site {
    type Target = Addressed;

    fn deref(&self) -> &Addressed {
        &self.addressed
    }
}

/// Puts a site together. `before` is the same site as it was, if it was made before: what still holds of it is taken over.
#[must_use]
pub fn assemble(
    config: &Arc<Config>,
    content: Content,
    locales: &Arc<Vec<Locale>>,
    before: Option<&Site>,
) -> Reported<Site> {
    let edition = Edition::of(config, content, locales);
    let difference = before.map_or(Difference::More, |before| Difference::between(before, &edition));
    // What was found wrong may be told at a title.
    let is_sound = |site: &&Site| site.codes.diagnostics.is_empty() && site.pages.diagnostics.is_empty();
    let same = before.filter(|_| difference == Difference::Shown);
    let known = same.or(before.filter(|_| difference == Difference::Titles).filter(is_sound));
    let indexed = Indexed::of(edition, known.map(|site| site.index.clone()));
    let ordered = Ordered::of(indexed, same.map(|site| site.orders.clone()));
    let mapped = Mapped::of(ordered, same.map(|site| site.maps.clone()));
    let addressed = Addressed::of(mapped, known.map(Deref::deref));
    let pages = known.map_or_else(|| Arc::new(Pages::of(&addressed)), |site| site.pages.clone());
    let all = [addressed.codes.diagnostics.as_slice(), &pages.diagnostics].concat();
    Reported::new(Site { addressed, pages }, all)
}

impl Site {
    /// Whether `before`, the same site as it was, differs in nothing but prose.
    #[must_use]
    pub fn differs_in_prose(&self, before: &Site) -> bool {
        let mut records = self.content.records.iter().zip(&before.content.records);
        // Stages that found nothing else that they look at have taken over what there was.
        Arc::ptr_eq(&self.orders, &before.orders)
            && records.all(|(a, b)| Arc::ptr_eq(&a.meta, &b.meta) && Arc::ptr_eq(&a.facts, &b.facts))
    }

    /// The records whose facts or texts are other than in `before`, the same site as it was; `None` when more than that
    /// differs: a name that something may refer to, or what it refers to by names. Values read from unchanged files are the same in memory, so this is a walk over addresses.
    #[must_use]
    pub fn changed_since(&self, before: &Site) -> Option<BTreeSet<RecordId>> {
        let same_names = Arc::ptr_eq(&self.orders, &before.orders)
            || (self.config == before.config
                && self.content.collections == before.content.collections
                && self.content.vocabularies == before.content.vocabularies
                && self.index.by_id == before.index.by_id);
        let same_frame = same_names
            && self.content.files == before.content.files
            && self.content.home == before.content.home
            && self.content.intros == before.content.intros
            && self.withheld.keys().eq(before.withheld.keys());
        let records = self.content.records.iter_enumerated().zip(&before.content.records);
        let changed = records.filter(|((_, a), b)| !a.is_same(b)).map(|((index, _), _)| index);
        same_frame.then(|| changed.collect())
    }

    /// The records that answer readers of `lang` about `record`: the one that it names, where that serves the language;
    /// else that one, and the first that does.
    ///
    /// Such records are those of the first collection that declares `contact`. A site without one has no contacts.
    #[must_use]
    pub fn contacts(&self, record: Option<&Record>, lang: Lang) -> Vec<RecordId> {
        let Some((desks, field)) = self.desks() else { return Vec::new() };
        let order = self.orders.lists[desks].get(lang).map_or(&[][..], Vec::as_slice);
        let code = &self.config.language(lang).code;
        let serves = |index: &&RecordId| match self.content.records[**index]
            .facts
            .get(field)
            .map(|fact| &fact.value)
        {
            Some(Value::List(codes)) => {
                codes.iter().any(|value| matches!(value, Value::Text(text) if text == code))
            }
            _ => false,
        };
        let named = record.into_iter().flat_map(reference::records_named);
        let named = named.filter_map(|name| self.index.by_id.get(&name.text));
        let named: Vec<&RecordId> =
            named.filter(|index| self.content.records[**index].collection == desks).collect();
        if let Some(own) = named.iter().copied().find(serves) {
            return vec![*own];
        }
        let of_language = order.iter().find(serves);
        let mut found: Vec<RecordId> =
            named.first().copied().into_iter().chain(of_language).copied().collect();
        if found.is_empty() {
            found.extend(order.first());
        }
        found
    }

    /// The collection of those who answer readers, and the field that says whom; `None` where nobody does.
    #[must_use]
    pub fn desks(&self) -> Option<(CollectionId, &str)> {
        let mut collections = self.content.collections.iter_enumerated();
        collections.find_map(|(index, found)| Some((index, found.contact.as_deref()?)))
    }

    /// The page at an address below the root.
    #[must_use]
    pub fn route_at(&self, path: &str) -> Option<&Route> {
        Some(&self.pages.routes[*self.pages.by_path.get(path)?])
    }

    /// The ids of all records, for finding near names.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.index.by_id.keys().map(String::as_str)
    }
}

/// Where a collection's schema stands, for diagnostics about the whole of it.
fn schema_place(collection: &Collection) -> SourceSpan {
    SourceSpan::file(&collection.path)
}
