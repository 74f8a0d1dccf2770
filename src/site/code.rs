//! Permanent addresses: what stands at `/q/<code>/`, which files hold the codes of it, and what the ledger of printed
//! codes asks for.

use std::collections::BTreeMap;

use typed_index_collections::{TiSlice, TiVec};

use super::Route;
use super::address::Addressed;
use super::order::Ordered;
use super::printed::{Holders, check_host, gone, reach};
use super::route::{page_count, page_path};
use crate::base::{Lang, PerLang, Place, SourcePath, fingerprint_bytes, ids};
use crate::content::ledger::LEDGER;
use crate::content::{CollectionId, Name, Record, RecordId, Value, is_code};
use crate::diag::Diagnostic;
use crate::fact::{Date, Period};
use crate::locale::slug;

/// What addresses behind codes are made of: no vowels, so no words; nothing that looks like something else on paper.
const ALPHABET: &[u8; 28] = b"23456789bcdfghjkmnpqrstvwxyz";

/// An id of this length is its own code, and other codes have it.
const SHORT: usize = 6;

/// The longest address, in bytes, whose code is still coarse enough for a leaflet: `domain.md` §5.8.
const LONGEST: usize = 40;

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

impl CodeFile {
    /// The file below the output folder.
    #[must_use]
    pub fn path(&self, site: &Addressed) -> String {
        let code = site.codes.of[self.record].as_deref().unwrap_or_default();
        let lang = self.lang.map_or_else(String::new, |lang| format!("{}/", site.config.language(lang).code));
        let kind = if self.kind == CodeKind::Page { String::new() } else { format!("-{}", self.kind.name()) };
        match self.mm {
            None => format!("codes/{lang}{code}{kind}.svg"),
            Some(mm) => format!("codes/{lang}{code}{kind}-{mm}mm.png"),
        }
    }
}

impl Addressed {
    /// The codes of a record, each as a drawing; those of its address as pictures too.
    #[must_use]
    pub fn code_files(&self, record: RecordId) -> Vec<CodeFile> {
        let found = &self.content.records[record];
        if self.codes.of[record].is_none() || !self.collection_of(found).codes {
            return Vec::new();
        }
        let mut files = Vec::new();
        let mut page = |lang| {
            let file = CodeFile { record, lang, kind: CodeKind::Page, mm: None };
            let pictures = self.config.codes.png_mm.iter();
            files.extend(pictures.map(|mm| CodeFile { mm: Some(*mm), ..file.clone() }));
            files.push(file);
        };
        page(None);
        let made = self.config.made();
        made.iter().for_each(|lang| page(Some(*lang)));
        let mut kinds = vec![CodeKind::Poster];
        kinds.extend(self.can_be_reached(found).then_some(CodeKind::Contact));
        kinds.extend(self.days(found).is_some().then_some(CodeKind::Calendar));
        for lang in made {
            files.extend(kinds.iter().map(|kind| CodeFile {
                record,
                lang: Some(lang),
                kind: *kind,
                mm: None,
            }));
        }
        files
    }

    /// Whether a record is a contact with an address or a number.
    #[must_use]
    pub fn can_be_reached(&self, record: &Record) -> bool {
        let mut reached = false;
        let mut visit = |value: &Value| reached |= matches!(value, Value::Email(_) | Value::Phone(_));
        if self.collection_of(record).contact.is_some() {
            record.facts.values().for_each(|fact| fact.value.walk(&mut visit));
        }
        reached
    }

    /// The first and last day of a record that is dated by the day; a month is no appointment.
    #[must_use]
    pub fn days(&self, record: &Record) -> Option<(Date, Date)> {
        let collection = self.collection_of(record);
        // What was issued or reported on a day is no event.
        let field = collection.date.as_ref().filter(|_| collection.schema_org.as_deref() == Some("Event"))?;
        let (first, last) = match &record.facts.get(field)?.value {
            Value::Date(date) | Value::Period(Period::One(date)) => (*date, *date),
            Value::Period(Period::Range(first, last)) => (*first, *last),
            _ => return None,
        };
        let by_day = |date| matches!(date, Date::Day { .. });
        (by_day(first) && by_day(last)).then_some((first, last))
    }

    /// Where a permanent address leads.
    #[must_use]
    pub fn permanent(&self, at: PermanentId) -> &Permanent {
        &self.codes.permanent[at]
    }

    /// Where the permanent address of a code leads.
    #[must_use]
    pub fn leads(&self, code: &str) -> Option<&Leads> {
        let permanent = &self.codes.permanent;
        Some(&permanent[position(permanent, code)?].leads)
    }

    /// The permanent address of a record.
    #[must_use]
    pub fn permanent_of(&self, record: RecordId, lang: Option<Lang>) -> Option<Route> {
        let code = self.codes.of[record].as_ref()?;
        Some(Route::Permanent { lang, at: position(&self.codes.permanent, code)? })
    }

    /// Whether any record has codes.
    #[must_use]
    pub fn has_codes(&self) -> bool {
        self.codes.of.iter().any(Option::is_some)
    }
}

/// The address of what codes name and need.
pub(super) fn path(site: &Addressed, route: &Route) -> String {
    let folder =
        route.lang().map_or_else(String::new, |lang| format!("{}/", site.config.language(lang).code));
    let code = |record: RecordId| site.codes.of[record].as_deref().unwrap_or_default();
    let name = |collection: CollectionId| slug(&site.content.collections[collection].name);
    match *route {
        Route::Permanent { at, .. } => format!("{folder}q/{}/", site.permanent(at).code),
        Route::Card { record, .. } => format!("{folder}data/{}.vcf", code(record)),
        Route::Calendar { record, .. } => format!("{folder}data/{}.ics", code(record)),
        Route::Sheet { sheet: Sheet::Labels { collection, page }, .. } => {
            format!("{folder}codes/{}/labels/{}", name(collection), page_path(page))
        }
        Route::Sheet { sheet: Sheet::Posters { collection, page }, .. } => {
            format!("{folder}codes/{}/posters/{}", name(collection), page_path(page))
        }
        _ => format!("{folder}codes/"),
    }
}

/// What a language has of permanent addresses, cards and sheets.
pub(super) fn routes(site: &Addressed, lang: Lang, routes: &mut Vec<Route>) {
    let codes = &site.codes;
    routes.extend(codes.permanent.keys().map(|at| Route::Permanent { lang: Some(lang), at }));
    if !site.has_codes() {
        return;
    }
    for (record, found) in site.content.records.iter_enumerated() {
        if codes.of[record].is_some() {
            routes.extend(site.can_be_reached(found).then_some(Route::Card { lang, record }));
            routes.extend(site.days(found).map(|_| Route::Calendar { lang, record }));
        }
    }
    routes.push(Route::Sheet { lang, sheet: Sheet::Index });
    for (collection, declared) in site.content.collections.iter_enumerated() {
        let total = site.members(collection).len();
        if declared.codes && total > 0 {
            let pages = |size| 1..=page_count(total, size);
            let labels = pages(LABELS).map(|page| Sheet::Labels { collection, page });
            let posters = pages(POSTERS).map(|page| Sheet::Posters { collection, page });
            routes.extend(labels.chain(posters).map(|sheet| Route::Sheet { lang, sheet }));
        }
    }
}

/// What codes need that belongs to no language.
pub(super) fn shared_routes(site: &Addressed, routes: &mut Vec<Route>) {
    routes.extend(site.codes.permanent.keys().map(|at| Route::Permanent { lang: None, at }));
    routes.extend(site.has_codes().then_some(Route::QrManifest));
}

/// What says that a permanent address is there.
pub(super) fn place(site: &Addressed, at: PermanentId) -> Place {
    let Permanent { code, leads } = site.permanent(at);
    match leads {
        Leads::Record(record) => code_place(&site.content.records[*record]),
        Leads::Gone(_) => {
            let printed = site.content.ledger.iter().find(|printed| printed.code.text == *code);
            printed
                .map_or_else(|| Place::file(&SourcePath::new(LEDGER)), |printed| printed.code.place.clone())
        }
    }
}

pub(super) fn position(permanent: &TiSlice<PermanentId, Permanent>, code: &str) -> Option<PermanentId> {
    permanent.binary_search_by(|found| found.code.as_str().cmp(code)).ok()
}

/// Gives every record its code, and finds out where each code leads.
pub(super) fn codes(site: &Ordered) -> Codes {
    let mut found = Vec::new();
    let all = &mut found;
    let of: TiVec<RecordId, Option<String>> =
        site.content.records.iter().map(|record| code(site, record, all)).collect();
    let mut leads: BTreeMap<String, Leads> = BTreeMap::new();
    for (record, code) in of.iter_enumerated().filter_map(|(at, code)| Some((at, code.as_ref()?))) {
        if let Some(Leads::Record(first)) = leads.get(code) {
            let twice = Diagnostic::error("code-twice", code_place(&site.content.records[record]));
            let first = &site.content.records[*first];
            all.push(twice.with("code", code).with("id", &first.id).other(code_place(first)).help("other"));
            continue;
        }
        leads.insert(code.clone(), Leads::Record(record));
    }
    for record in site.withheld.values().filter(|record| record.meta.withdrawn.is_some()) {
        if let Some(code) = code(site, record, all) {
            let gone = || Leads::Gone(Box::new(gone(site, record, None, all)));
            leads.entry(code).or_insert_with(gone);
        }
    }
    let holders = Holders::new(site, &of);
    for printed in &site.content.ledger {
        reach(site, &holders, printed, &mut leads, all);
    }
    check_lengths(site, &of, all);
    check_host(site, all);
    let permanent = leads.into_iter().map(|(code, leads)| Permanent { code, leads }).collect();
    Codes { of, permanent, diagnostics: found }
}

/// The code of a record, where its collection has codes.
fn code(site: &Ordered, record: &Record, all: &mut Vec<Diagnostic>) -> Option<String> {
    if !site.collection_of(record).codes {
        return None;
    }
    match &record.meta.code {
        Some(own) if is_code(&own.text) => Some(own.text.clone()),
        Some(own) => {
            all.push(wrong_form(own));
            Some(derived(&record.id))
        }
        None => Some(derived(&record.id)),
    }
}

pub(super) fn wrong_form(code: &Name) -> Diagnostic {
    Diagnostic::error("code-form", code.place.clone()).with("code", &code.text).help("form")
}

/// The code that follows from an id: the id itself when it is short, else six characters of its fingerprint.
fn derived(id: &str) -> String {
    if id.len() <= SHORT && is_code(id) {
        return id.to_owned();
    }
    let digits = fingerprint_bytes(id.as_bytes()).short(15);
    let mut rest = u64::from_str_radix(&digits, 16).expect("a fingerprint is written in hexadecimal digits");
    let mut code = String::with_capacity(SHORT);
    for _ in 0..SHORT {
        let length = ALPHABET.len() as u64;
        code.push(char::from(ALPHABET[usize::try_from(rest % length).expect("less than 28")]));
        rest /= length;
    }
    code
}

/// What says that a record has its code.
pub(super) fn code_place(record: &Record) -> Place {
    record.meta.code.as_ref().map_or(&record.place, |code| &code.place).clone()
}

/// Warns of addresses that make fine codes: of a record's when its code is long, of the site's when the site's is.
fn check_lengths(site: &Ordered, of: &TiSlice<RecordId, Option<String>>, all: &mut Vec<Diagnostic>) {
    let lang = site.config.made().into_iter().map(|lang| site.config.language(lang).code.len()).max();
    let length =
        |code: &str| site.config.base_url.join("").len() + lang.unwrap_or(0) + "/q//".len() + code.len();
    let long = |place: Place, code: &str| {
        Diagnostic::warning("code-long", place).with("bytes", length(code)).with("most", LONGEST)
    };
    let derived = "x".repeat(SHORT);
    let base_is_long = length(&derived) > LONGEST;
    if base_is_long && of.iter().any(Option::is_some) {
        all.push(long(Place::file(&SourcePath::new(crate::config::FILE)), &derived).help("host"));
    }
    for (record, code) in site.content.records.iter().zip(of) {
        if let (Some(own), Some(code)) = (&record.meta.code, code)
            && !base_is_long
            && length(code) > LONGEST
        {
            all.push(long(own.place.clone(), code).help("code"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, derived};

    #[test]
    fn short_ids_are_their_own_codes_and_others_have_six_characters() {
        assert_eq!(derived("n017"), "n017");
        let code = derived("nam-trang-cat");
        assert_eq!(code.len(), 6);
        assert!(crate::content::is_code(&code), "{code}");
        // The longest address of the demonstration site.
        assert_eq!(format!("https://haiphongdipi.gov.vn/ja/q/{code}/").len(), LONGEST);
        assert_eq!(derived("nam-trang-cat"), code);
        assert_ne!(derived("nam-trang-cat-2"), code);
        // What is no address is not taken over.
        assert_eq!(derived("a/../b").len(), 6);
        assert_ne!(derived("a/../b"), "a/../b");
    }
}
