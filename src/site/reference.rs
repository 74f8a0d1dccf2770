//! Whatever one record says of another: checked, and turned round (who mentions whom, who bears which term).

use rayon::prelude::*;
use typed_index_collections::TiVec;

use crate::base::{Lang, Place, SourcePath};
use crate::content::{CollectionId, Fact, FieldType, Name, Record, RecordId, Text, Value};
use crate::diag::{Diagnostic, Severity, Subject};
use crate::locale::decoded;
use crate::markdown::{Body, Component, Target};

use super::attachment::{check_alt, check_attachment, check_file, check_image, check_unused_alt};
use super::cited::check_source;
use super::declared::{self, check_vocabulary};
use super::index::Indexed;
use super::names::Meant;
use super::target::no_page;
use super::{Own, Route, Site, home, link, map, named, place, split, wanted};

/// What was found wrong with the references of a record.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub(super) found: Vec<Diagnostic>,
    /// Whether something else may change what is found while this record does not change: a text names a heading of another
    /// record, a place is measured against its, or something is wrong.
    leans_on_others: bool,
    /// The files that it names.
    pub(super) files: Vec<SourcePath>,
}

/// Checks the references of every record. What was found in the site `before` still holds for records that are the same.
pub(super) fn check(site: &Site, before: Option<&Site>) -> TiVec<RecordId, Checked> {
    let known = before.and_then(|before| Some((site.changed_since(before)?, before)));
    let known = |index: RecordId| {
        let (changed, before) = known.as_ref()?;
        let checked = before.checked.get(index).filter(|checked| !checked.leans_on_others)?;
        (!changed.contains(&index)).then(|| checked.clone())
    };
    let records = site.content.records.raw.par_iter().enumerate();
    let check =
        |(index, record)| known(RecordId::from(index)).unwrap_or_else(|| check_record_of(site, record));
    records.map(check).collect::<Vec<Checked>>().into()
}

fn check_record_of(site: &Site, record: &Record) -> Checked {
    let mut found = Vec::new();
    check_facts(site, record, &mut found);
    for (lang, text) in record.texts.iter() {
        check_text(site, Some(record), lang, text, &mut found);
    }
    let mut links = record.texts.iter().flat_map(|(_, text)| text.bodies()).flat_map(|body| &body.links);
    let leans_on_others = links.any(|link| match &link.target {
        Target::Record { anchor, .. } => anchor.is_some(),
        Target::Path(path) => path.contains('#'),
        // What stands at an address follows from other records.
        Target::Own(_) => true,
        _ => false,
    });
    // What a wrong name may have meant depends on what everything else is called.
    let leans_on_others = leans_on_others || !found.is_empty() || place::leans_on_others(site, record);
    Checked { found, leans_on_others, files: named::of_record(site, record) }
}

/// Checks the references of the texts and settings that belong to no record.
pub(super) fn check_rest(site: &Site, all: &mut Vec<Diagnostic>) {
    for texts in site.content.intros.iter().chain([&site.content.home]) {
        for (lang, text) in texts.iter() {
            check_text(site, None, lang, text, all);
        }
    }
    for collection in site.content.collections.values() {
        declared::check(site, collection, all);
    }
    place::check_declared(site, all);
    map::check(site, all);
    home::check(site, all);
}

/// Every record that a record's facts name.
#[must_use]
pub fn records_named(record: &Record) -> Vec<&Name> {
    let mut names = Vec::new();
    for fact in record.facts.values() {
        fact.value.walk(&mut |value| {
            if let Value::Record(name) = value {
                names.push(name);
            }
        });
    }
    names
}

/// Every entry of a vocabulary that a value names.
#[must_use]
pub fn terms_of(value: &Value) -> Vec<(&str, &str)> {
    let mut terms = Vec::new();
    value.walk(&mut |value| {
        if let Value::Term { vocabulary, id } = value {
            terms.push((vocabulary.as_str(), id.text.as_str()));
        }
    });
    terms
}

impl Site {
    /// A fact by field, of the record itself or of another; `None` when there is none.
    #[must_use]
    pub fn fact<'a>(
        &'a self,
        own: Option<&'a Record>,
        record: Option<&str>,
        field: &str,
    ) -> Option<(&'a Record, &'a Fact)> {
        let owner = match record {
            Some(id) => self.record(id)?.1,
            None => own?,
        };
        Some((owner, owner.facts.get(field)?))
    }
}

fn check_facts(site: &Site, record: &Record, all: &mut Vec<Diagnostic>) {
    let collection = site.collection_of(record);
    for (field, fact) in &*record.facts {
        collection.fields[field.as_str()].kind.each(&fact.value, &mut |kind, value| {
            check_value(site, record, kind, value, all);
        });
        if let Some(source) = fact.remarks.as_ref().and_then(|remarks| remarks.source.as_ref()) {
            check_source(site, source, all);
        }
    }
    if let Some(image) = &record.meta.image {
        check_image(site, record, image, all);
    }
    if let Some(source) = &record.meta.source {
        check_source(site, source, all);
    }
}

fn check_value(site: &Site, record: &Record, kind: &FieldType, value: &Value, all: &mut Vec<Diagnostic>) {
    match value {
        Value::Record(name) => {
            let to = if let FieldType::Ref { to } = kind { to.as_deref() } else { None };
            check_record(site, to, name, all);
        }
        Value::Term { vocabulary, id } => {
            // Whether there is the vocabulary is asked where it is declared; that of places is declared nowhere.
            if matches!(kind, FieldType::Place { .. }) {
                check_vocabulary(site, vocabulary, id.place.clone(), all);
            }
            check_term(site, vocabulary, id, all);
        }
        Value::Image(name) => check_image(site, record, name, all),
        Value::Url(url) => check_address(site, url, all),
        Value::File { path: name, .. } => check_attachment(site, &record.folder, name, all),
        Value::Figure(figure) => {
            if let Some(source) = &figure.source {
                check_source(site, source, all);
            }
        }
        Value::Located(located) => place::check(site, record, kind, located, all),
        Value::Table(rows) => rows.iter().for_each(|row| check_road(site, record, kind, row, all)),
        _ => {}
    }
}

/// A distance by road names a place, and is somebody's word.
fn check_road(
    site: &Site,
    record: &Record,
    kind: &FieldType,
    row: &[Option<Value>],
    all: &mut Vec<Diagnostic>,
) {
    row.iter().flatten().for_each(|value| check_value(site, record, kind, value, all));
    if let [Some(Value::Term { id, .. }), Some(Value::Figure(figure))] = row
        && figure.source.is_none()
        && record.meta.source.is_none()
    {
        all.push(Diagnostic::error("no-source", id.place.clone()).with("id", &id.text).help("add"));
    }
}

/// A name leads to a record, of the collection `to` where one is declared. Of a collection that there is not, the
/// declaration is told.
fn check_record(site: &Site, to: Option<&str>, name: &Name, all: &mut Vec<Diagnostic>) {
    let wanted = to.and_then(|to| site.content.collections.get_index_of(to));
    let Some((_, target)) = site.record(&name.text) else {
        all.push(no_record_of(site, wanted, &name.text, name.place.clone()));
        return;
    };
    if let (Some(to), Some(wanted)) = (to, wanted)
        && target.collection != wanted
    {
        let wrong = Diagnostic::error("wrong-collection", name.place.clone()).with("id", &name.text);
        let wrong = wrong.with("found", &site.collection_of(target).name).with("wanted", to);
        let (_, text) = site.text(target, Lang(0));
        let meant = site.record_called(&name.text, Some(wanted));
        let meant = meant.or_else(|| site.record_called(&text.title, Some(wanted)));
        let near = match &meant {
            Some(Meant::One(id)) => Some(id.as_str()),
            _ => None,
        };
        all.push(wrong.near_or(near, "form"));
    }
}

/// A record that is kept back today may be there tomorrow, so naming it is no mistake; the link leads to its list meanwhile.
pub(crate) fn no_record(site: &Indexed, id: &str, place: Place) -> Diagnostic {
    no_record_of(site, None, id, place)
}

/// The same, where only records of one collection may stand.
fn no_record_of(site: &Indexed, collection: Option<CollectionId>, id: &str, place: Place) -> Diagnostic {
    if site.withheld.contains_key(id) {
        return Diagnostic::warning("withheld-record", place)
            .with("id", id)
            .with("day", site.today.iso())
            .help("link");
    }
    let missing = Diagnostic::error("no-record", place).with("id", id).needs(Subject::Record(id.to_owned()));
    let meant = site.record_called(id, collection);
    match collection.filter(|_| meant.is_none()) {
        Some(wanted) => wanted::instead(site, wanted, id, missing),
        None => missing.meaning(id, meant, "form"),
    }
}

pub(super) fn check_list(site: &Site, name: &str, place: Place, all: &mut Vec<Diagnostic>) {
    let listed = |name: &str| site.content.collections.get(name).is_some_and(|collection| collection.list);
    if !listed(name) {
        let near = declared::collection_called(site, name).filter(|near| listed(near));
        let missing = Diagnostic::error("no-list", place).with("name", name).near_or(near, "form");
        all.push(missing.needs(Subject::Collection(name.to_owned())));
    }
}

pub(super) fn check_term(site: &Site, vocabulary: &str, id: &Name, all: &mut Vec<Diagnostic>) {
    let Some(words) = site.content.vocabularies.get(vocabulary) else { return };
    if words.entries.contains_key(&id.text) {
        return;
    }
    let missing = Diagnostic::error("no-term", id.place.clone()).with("id", &id.text);
    let missing = missing.with("vocabulary", vocabulary).needs(Subject::entry(vocabulary, &id.text));
    let meant = site.term_called(&id.text, vocabulary);
    let otherwise = if words.entries.is_empty() { "add" } else { "known" };
    let elsewhere = if meant.is_none() { wanted::elsewhere(site, vocabulary, &id.text) } else { None };
    if let Some((at, found)) = elsewhere {
        let is_record = at == wanted::RECORDS;
        let missing = missing.with("found", found).with("at", at);
        all.push(missing.help(if is_record { "record" } else { "elsewhere" }));
        return;
    }
    let missing = match meant {
        None if otherwise == "known" => {
            let [en, vi] = site.terms_listed(vocabulary);
            missing.with("known_en", en).with("known_vi", vi)
        }
        _ => missing,
    };
    all.push(missing.meaning(&id.text, meant, otherwise));
}

fn check_text(site: &Site, record: Option<&Record>, lang: Lang, text: &Text, all: &mut Vec<Diagnostic>) {
    let folder = text.place.path.folder().to_owned();
    for body in text.bodies() {
        let check = BodyCheck { site, record, lang, folder: &folder, path: &text.place.path, text };
        check.run(body, all);
    }
    check_unused_alt(site, record, text, all);
}

struct BodyCheck<'a> {
    site: &'a Site,
    record: Option<&'a Record>,
    lang: Lang,
    folder: &'a str,
    path: &'a SourcePath,
    text: &'a Text,
}

impl BodyCheck<'_> {
    fn run(&self, body: &Body, all: &mut Vec<Diagnostic>) {
        for link in &body.links {
            self.link(&link.target, Place::new(self.path, link.span.clone()), all);
        }
        for fact in &body.facts {
            self.fact(fact.record.as_deref(), &fact.field, Place::new(self.path, fact.span.clone()), all);
        }
        for image in &body.images {
            let name = Name { text: image.path.clone(), place: Place::new(self.path, image.span.clone()) };
            check_file(self.site, self.folder, &name, all);
        }
        for part in &body.components {
            self.component(&part.component, Place::new(self.path, part.span.clone()), all);
        }
    }

    fn link(&self, target: &Target, place: Place, all: &mut Vec<Diagnostic>) {
        match target {
            Target::Record { id, anchor } => match self.site.record(id) {
                None => all.push(no_record(self.site, id, place)),
                Some((_, record)) => {
                    let (_, text) = self.site.text(record, self.lang);
                    if let Some(anchor) = anchor {
                        check_anchor(self.site, text, anchor, place, all);
                    }
                }
            },
            Target::Collection { name } => {
                check_list(self.site, name, place, all);
            }
            Target::Anchor(anchor) => check_anchor(self.site, self.text, anchor, place, all),
            Target::Path(path) => self.path_link(path, place, all),
            Target::Own(address) => check_own(self.site, address, place, all),
            Target::External(address) => all.extend(link::preview(self.site, address, place)),
        }
    }

    fn path_link(&self, path: &str, place: Place, all: &mut Vec<Diagnostic>) {
        if let Some(near) = link::home(self.site, self.lang, path) {
            let missing = Diagnostic::error("no-file", place).with("path", path);
            all.push(missing.with("near", near).help("home"));
            return;
        }
        match self.site.record_at(self.folder, path) {
            Some(index) => {
                let (_, text) = self.site.text(&self.site.content.records[index], self.lang);
                if let Some((_, anchor)) = path.split_once('#') {
                    check_anchor(self.site, text, anchor, place, all);
                }
            }
            None => {
                let (file, _) = self.site.file_and_part(self.folder, path);
                if self.site.file(self.folder, file).is_none() {
                    let missing = Diagnostic::error("no-file", place).with("path", file);
                    let lies_at = SourcePath::new(&format!("{}/{file}", self.folder));
                    let missing = missing.needs(Subject::File(lies_at));
                    all.push(link::meant(self.site, self.folder, path, missing));
                    return;
                }
                check_attachment(self.site, self.folder, &Name { text: file.to_owned(), place }, all);
            }
        }
    }

    fn fact(&self, id: Option<&str>, field: &str, place: Place, all: &mut Vec<Diagnostic>) {
        if let Some(id) = id
            && self.site.record(id).is_none()
        {
            let missing = no_record(self.site, id, place);
            // A sentence without its figure cannot be published.
            all.push(Diagnostic { severity: Severity::Error, ..missing });
            return;
        }
        if self.site.fact(self.record, id, field).is_none() {
            let owner = id.and_then(|id| self.site.record(id).map(|(_, record)| record)).or(self.record);
            let near = owner.and_then(|owner| fact_like(self.site, owner, field));
            let missing = Diagnostic::error("no-fact", place).with("field", field);
            let mut missing = match fact_of_another(self.site, field).filter(|_| id.is_none()) {
                Some(of_another) => missing.with("near", of_another).help("record"),
                None => missing.near_or(near, if field.contains(PARTED) { "form" } else { "add" }),
            };
            if let Some(owner) = owner {
                let collection = &self.site.collection_of(owner).name;
                let needs = [Subject::fact(&owner.id, field), Subject::field(collection, field)];
                missing.needs = needs.into_iter().collect();
            }
            all.push(missing);
        }
    }

    fn component(&self, component: &Component, place: Place, all: &mut Vec<Diagnostic>) {
        match component {
            Component::Image { .. } => {}
            Component::Figure { path, .. } => {
                let name = Name { text: path.clone(), place: place.clone() };
                if check_file(self.site, self.folder, &name, all) {
                    check_alt(self.text, path, place, all);
                }
            }
            Component::Video { path, poster, .. } => {
                check_attachment(
                    self.site,
                    self.folder,
                    &Name { text: path.clone(), place: place.clone() },
                    all,
                );
                check_file(self.site, self.folder, &Name { text: poster.clone(), place }, all);
            }
            Component::Chart { record, field } => {
                self.fact(record.as_deref(), field, place.clone(), all);
                if let Some((_, fact)) = self.site.fact(self.record, record.as_deref(), field)
                    && !matches!(fact.value, Value::Table(_))
                {
                    all.push(Diagnostic::error("no-chart", place).with("field", field).help("table"));
                }
            }
        }
    }
}

/// The fact of a record that is called so, or the only one whose field has all the words of the name: `area` for `total_area`.
fn fact_like<'a>(site: &'a Site, owner: &'a Record, name: &str) -> Option<&'a str> {
    let wanted: Vec<&str> = words(name).collect();
    let has_all = |field: &&str| wanted.iter().all(|word| words(field).any(|own| own == *word));
    site.fact_called(owner, name).or_else(|| {
        let mut found = owner.facts.keys().map(|field| field.as_str()).filter(has_all);
        found.next().filter(|_| !wanted.is_empty() && found.next().is_none())
    })
}

fn words(field: &str) -> impl Iterator<Item = &str> {
    field.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What may stand between a record and its field where `#` belongs; no field's name has it.
const PARTED: [char; 4] = ['.', ':', '/', ' '];

/// The fact of another record that was named without the `#` between the two: `zone.total_area`, `zone total_area`.
fn fact_of_another(site: &Site, written: &str) -> Option<String> {
    let at = written.find(PARTED)?;
    let (first, last) = (&written[..at], written[at + 1..].trim());
    [(first, last), (last, first)].into_iter().find_map(|(id, field)| {
        let id = id.trim_start_matches('@');
        let (_, owner) = site.record(id)?;
        let field = if owner.facts.contains_key(field) { Some(field) } else { fact_like(site, owner, field) };
        Some(format!("{id}#{}", field?))
    })
}

/// A link to this very site by its whole address leads somewhere.
fn check_own(site: &Site, address: &str, place: Place, all: &mut Vec<Diagnostic>) {
    let (path, rest) = split(address);
    match site.own(address) {
        Some(Own::Page(Route::Record { lang, record })) => {
            let anchor = rest.split_once('#').map(|(_, anchor)| anchor).filter(|anchor| !anchor.is_empty());
            if let Some(anchor) = anchor {
                let (_, text) = site.text(&site.content.records[*record], *lang);
                check_anchor(site, text, anchor, place, all);
            }
        }
        Some(Own::File(file)) => {
            check_attachment(site, "", &Name { text: file.to_string(), place }, all);
        }
        Some(_) => {}
        None => all.push(no_page(site, path, place)),
    }
}

/// A web address that is a fact leads to another site, or to something that this one has.
fn check_address(site: &Site, url: &Name, all: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    match site.below(&url.text) {
        Some(below) => check_own(site, below, url.place.clone(), &mut found),
        None => found.extend(link::preview(site, &url.text, url.place.clone())),
    }
    // A fact cannot name a record by its `@id`, as a link can.
    all.extend(found.into_iter().map(|told| match (told.code, told.help) {
        ("no-page", Some("near")) => told.help("page"),
        ("no-page", Some("form")) => told.help("copy"),
        ("link-local", _) => told.help("address"),
        _ => told,
    }));
}

/// Of how many headings each is looked at; of more it is known which there are.
const FEW_HEADINGS: usize = 64;

fn check_anchor(site: &Site, text: &Text, anchor: &str, place: Place, all: &mut Vec<Diagnostic>) {
    let plain = decoded(anchor);
    let anchor = plain.as_deref().unwrap_or(anchor);
    let headings = &text.body.headings;
    let is_there = match headings.len() {
        ..=FEW_HEADINGS => headings.iter().any(|heading| heading.id == anchor),
        _ => site.headings(text).has(anchor),
    };
    if !is_there {
        let called = site.headings(text);
        let missing = Diagnostic::error("no-anchor", place).with("anchor", anchor);
        all.push(missing.near_or(called.meant(anchor, |_| true), "heading"));
    }
}
