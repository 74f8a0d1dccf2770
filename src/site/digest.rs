//! Fingerprints of what the stages have made.
//!
//! Each value is taken apart field by field, so that a new field is no part of the site before somebody has said here whether
//! pages can see it.

use super::Site;
use super::code::Codes;
use super::index::Index;
use super::map::MapPlan;
use super::order::Orders;
use super::page::Pages;
use crate::base::{Digest, fingerprint};

impl Site {
    /// The fingerprint of the plan: of all that follows from settings and records and that a page can see without asking for a
    /// record's facts, headings or prose, for the day of the edition, or for the newest change of a collection.
    #[must_use]
    pub fn plan_digest(&self) -> Digest {
        let records =
            self.content.records.iter().map(|record| (&record.id, record.collection, &record.folder));
        let withheld = self.withheld.values();
        let withheld =
            withheld.map(|record| (&record.id, record.collection, &record.meta, record.headings()));
        let Index { by_id: _, mentions, bearers, updated: _ } = &*self.index;
        let Orders { lists, positions, filters, terms } = &*self.orders;
        let MapPlan { maps, locators, placed } = &*self.maps;
        let Codes { of, permanent, lost: _, diagnostics: _ } = &*self.codes;
        let Pages { routes, by_path: _, redirects, diagnostics: _ } = &*self.pages;
        fingerprint(&(
            (records.collect::<Vec<_>>(), withheld.collect::<Vec<_>>()),
            (mentions, bearers),
            (lists, positions, filters, terms),
            (maps, locators, placed),
            (&*self.addresses, of, permanent),
            (routes, redirects),
        ))
    }
}
