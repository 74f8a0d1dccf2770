//! Where permanent addresses, and the files that hold their codes, lie.

use super::Route;
use super::address::Addressed;
use super::code::{
    CodeFile, CodeKind, LABELS, Leads, POSTERS, Permanent, PermanentId, Sheet, code_place, position,
};
use super::record_path::{page_count, page_path};
use crate::base::{Lang, SourcePath, SourceSpan};
use crate::content::ledger::LEDGER;
use crate::content::{CollectionId, Record, RecordId, Value};
use crate::fact::{Date, Period};
use crate::locale::slug;

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
        let made = self.config.built_languages();
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

    /// Whether the records of a collection are questions.
    #[must_use]
    pub fn has_questions(&self, collection: CollectionId) -> bool {
        self.content.collections[collection].schema_org.as_deref() == Some("FAQPage")
    }

    /// Whether a collection may have appointments.
    #[must_use]
    pub fn has_events(&self, collection: CollectionId) -> bool {
        self.content.collections[collection].schema_org.as_deref() == Some("Event")
    }

    /// Whether there is an appointment at all.
    #[must_use]
    pub fn has_appointments(&self) -> bool {
        self.content.collections.positions().any(|collection| {
            let mut records = self.members(collection).map(|record| &self.content.records[record]);
            self.has_events(collection) && records.any(|record| self.days(record).is_some())
        })
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
        Route::Calendar { record, .. } => match &site.codes.of[record] {
            Some(code) => format!("{folder}data/{code}.ics"),
            None => format!("{folder}data/{}.ics", site.content.records[record].id),
        },
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
    let events = site.content.collections.positions().filter(|collection| site.has_events(*collection));
    for record in events.flat_map(|collection| site.members(collection)) {
        routes.extend(site.days(&site.content.records[record]).map(|_| Route::Calendar { lang, record }));
    }
    routes.extend(site.has_appointments().then_some(Route::Events(lang)));
    if !site.has_codes() {
        return;
    }
    for (record, found) in site.content.records.iter_enumerated() {
        if codes.of[record].is_some() {
            routes.extend(site.can_be_reached(found).then_some(Route::Card { lang, record }));
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
pub(super) fn place(site: &Addressed, at: PermanentId) -> SourceSpan {
    let Permanent { code, leads } = site.permanent(at);
    match leads {
        Leads::Record(record) => code_place(&site.content.records[*record]),
        Leads::Gone(_) => {
            let printed = site.content.ledger.iter().find(|printed| printed.code.text == *code);
            printed.map_or_else(
                || SourceSpan::file(&SourcePath::new(LEDGER)),
                |printed| printed.code.place.clone(),
            )
        }
    }
}
