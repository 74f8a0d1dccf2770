//! Where records are, and which codes they have.

use std::ops::Deref;
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::code::Codes;
use super::codes;
use super::map::Mapped;
use super::record_path::addresses;
use crate::base::PerLang;
use crate::content::RecordId;

/// A site whose records have addresses and codes, so that every page's address is known.
#[derive(Clone, Debug)]
pub struct Addressed {
    mapped: Mapped,
    /// The address of each record below the root, by language: its page, or its place on its list's.
    pub addresses: Arc<PerLang<TiVec<RecordId, String>>>,
    /// The permanent addresses behind QR codes.
    pub codes: Arc<Codes>,
}

impl Deref for Addressed {
    type Target = Mapped;

    fn deref(&self) -> &Mapped {
        &self.mapped
    }
}

impl Addressed {
    /// `known` is a site that is known to have the same addresses and codes.
    pub(super) fn of(mapped: Mapped, known: Option<&Addressed>) -> Addressed {
        let made = || (Arc::new(addresses(&mapped)), Arc::new(codes::codes(&mapped)));
        let (addresses, codes) =
            known.map_or_else(made, |known| (known.addresses.clone(), known.codes.clone()));
        Addressed { mapped, addresses, codes }
    }
}
