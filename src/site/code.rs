//! Permanent addresses: what stands at `/q/<code>/`, and which files hold the codes of it.

use typed_index_collections::{TiSlice, TiVec};

use crate::base::{Lang, PerLang, SourceSpan, ids};
use crate::content::{CollectionId, Name, Record, RecordId};
use crate::diag::Diagnostic;
use crate::fact::Date;

/// An id of this length is its own code, and other codes have it.
pub(crate) const SHORT: usize = 6;

ids! {
    /// Where a permanent address stands among all of them.
    PermanentId;
}

/// The permanent addresses of a site.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    /// The code of each record; `None` where its collection has none.
    pub of: TiVec<RecordId, Option<String>>,
    /// What there is, by code.
    pub permanent: TiVec<PermanentId, Permanent>,
    /// What took the place of a record that is not shown, where there is no such record.
    pub lost: Vec<Name>,
    /// What was found wrong in the making.
    pub diagnostics: Vec<Diagnostic>,
}

/// What stands at `/q/<code>/`.
#[derive(Clone, Debug, Hash)]
pub struct Permanent {
    /// What stands in the address.
    pub code: String,
    /// Where it leads.
    pub leads: Leads,
}

/// Where a permanent address leads.
#[derive(Clone, Debug, Hash)]
pub enum Leads {
    /// To a record, by position.
    Record(RecordId),
    /// To a page that says what became of it.
    Gone(Box<Gone>),
}

/// A record that is not shown.
#[derive(Clone, Debug, Default, Hash)]
pub struct Gone {
    /// What it was called.
    pub titles: PerLang<String>,
    /// The collection it was in, where there still is one.
    pub collection: Option<CollectionId>,
    /// The first day on which it was not shown.
    pub since: Option<Date>,
    /// The record that took its place.
    pub successor: Option<RecordId>,
}

/// A page of codes to print and cut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// What sheets there are.
    Index,
    /// Small codes with titles, many on a page of paper.
    Labels {
        /// Position of the collection.
        collection: CollectionId,
        /// From 1.
        page: usize,
    },
    /// A code for each wall.
    Posters {
        /// Position of the collection.
        collection: CollectionId,
        /// From 1.
        page: usize,
    },
}

/// Records on one page of labels: ten sheets of paper.
pub(crate) const LABELS: usize = 240;

/// Records on one page of posters, each of which is a sheet of paper.
pub(crate) const POSTERS: usize = 40;

/// What a code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeKind {
    /// The record's permanent address.
    Page,
    /// The same, for walls.
    Poster,
    /// How to reach a desk.
    Contact,
    /// When an event is.
    Calendar,
}

impl CodeKind {
    /// Its name in addresses and tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            CodeKind::Page => "page",
            CodeKind::Poster => "poster",
            CodeKind::Contact => "contact",
            CodeKind::Calendar => "calendar",
        }
    }
}

/// The file of a code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeFile {
    /// Position of the record.
    pub record: RecordId,
    /// The reader's language; `None` for readers of any.
    pub lang: Option<Lang>,
    /// What the code holds.
    pub kind: CodeKind,
    /// The width of a picture in millimetres; `None` for a drawing.
    pub mm: Option<u32>,
}

pub(super) fn position(permanent: &TiSlice<PermanentId, Permanent>, code: &str) -> Option<PermanentId> {
    permanent.binary_search_by(|found| found.code.as_str().cmp(code)).ok()
}

pub(super) fn wrong_form(code: &Name) -> Diagnostic {
    Diagnostic::error("code-form", code.place.clone()).with("code", &code.text).help("form")
}

/// What says that a record has its code.
pub(super) fn code_place(record: &Record) -> SourceSpan {
    record.meta.code.as_ref().map_or(&record.place, |code| &code.place).clone()
}
