//! Facts as a reader's language writes them.

use super::model::{CardFact, FactGroup, FactOrigin, FactView, IndexMapHash};
use super::wording::WrittenValue;
use super::{Lens, body, known, place, value, wording};
use crate::base::Html;
use crate::content::{Fact, Field, FieldType, Record, Value};
use crate::fact::{Date, Months};

/// A fact of a record, with what is known about it.
pub(super) fn of(lens: &Lens<'_>, name: &str, field: &Field, fact: &Fact, record: &Record) -> FactView {
    let (label, _) = wording::label(lens, name, field);
    let written = match &fact.value {
        Value::Table(rows) => value::table(lens, &label, rows, &field.kind, record),
        value => value::written(lens, value, &field.kind, record),
    };
    let mut view = plain_fact(lens, name, field, written);
    let known = known::of_fact(lens, fact, record);
    (view.as_of, view.source) = (known.as_of, known.source);
    (view.note, view.note_tag) = (known.note, known.note_tag);
    if let Value::Figure(figure) = &fact.value {
        view.age = age(lens, figure.as_of.or(lens.meta(record).as_of), record);
    }
    view
}

/// How old what speaks of a date is, when it is older than the collection or the site wants it.
fn age(lens: &Lens<'_>, as_of: Option<Date>, record: &Record) -> Option<String> {
    let limit = lens.site.collection_of(record).stale_after.or(lens.site.config.stale_after)?;
    let today = lens.today();
    let as_of = as_of.filter(|date| limit.is_passed(date, &today))?;
    let age = Months::since(&as_of, &today);
    let (key, count) = age.years().map_or(("age_months", age.0), |years| ("age_years", years));
    Some(lens.string_counted(key, count))
}

/// The facts of a record under their headings.
pub(super) fn groups(lens: &Lens<'_>, record: &Record, facts: &IndexMapHash<FactView>) -> Vec<FactGroup> {
    let collection = lens.site.collection_of(record);
    let headings =
        std::iter::once(None).chain(collection.groups.iter().map(|(key, label)| Some((key, label))));
    let groups = headings.map(|heading| {
        let key = heading.map(|(key, _)| key);
        let shown = |field: &Field| !field.hidden && field.group.as_ref() == key;
        let fields = collection.fields.iter().filter(|(_, field)| shown(field));
        let word = heading.and_then(|(_, label)| lens.site.word(label, lens.lang));
        FactGroup {
            label: word.map(|(label, _)| label.to_owned()),
            label_tag: word.and_then(|(_, found)| found).map(|lang| lens.tag(lang)),
            keys: fields
                .filter(|(name, _)| facts.0.contains_key(*name))
                .map(|(name, _)| name.clone())
                .collect(),
        }
    });
    groups.filter(|group| !group.keys.is_empty()).collect()
}

/// The dates and sources of the facts that are shown in one line each, when some of them return: each is then said once,
/// and the facts bear its number.
pub(super) fn origins(groups: &[FactGroup], facts: &mut IndexMapHash<FactView>) -> Vec<FactOrigin> {
    let mut origins: Vec<FactOrigin> = Vec::new();
    let mut bearers = Vec::new();
    for key in groups.iter().flat_map(|group| &group.keys) {
        let Some(fact) = facts.0.get(key) else { continue };
        if fact.r#type == "table" || (fact.as_of.is_none() && fact.source.is_none()) {
            continue;
        }
        let same = |origin: &FactOrigin| origin.as_of == fact.as_of && origin.source == fact.source;
        let number = origins.iter().position(same).unwrap_or_else(|| {
            origins.push(FactOrigin { as_of: fact.as_of.clone(), source: fact.source.clone() });
            origins.len() - 1
        });
        bearers.push((key, number + 1));
    }
    if bearers.len() == origins.len() {
        return Vec::new();
    }
    for (key, number) in bearers {
        facts.0.entry(key.clone()).and_modify(|fact| fact.origin = Some(number));
    }
    origins
}

/// The facts of a record by field, hidden ones included.
pub(super) fn by_field(lens: &Lens<'_>, record: &Record) -> IndexMapHash<FactView> {
    let fields = lens.site.collection_of(record).fields.iter();
    let facts = fields.filter_map(|(name, field)| Some((name.clone(), any_fact(lens, name, field, record)?)));
    IndexMapHash(facts.collect())
}

/// A field's value, whether it is the same in every language or written in each.
pub(super) fn any_fact(lens: &Lens<'_>, name: &str, field: &Field, record: &Record) -> Option<FactView> {
    if let FieldType::Distances { from, to } = &field.kind {
        let given = lens.facts(record).get(name).map(|fact| &fact.value);
        let written = place::distances(lens, from, to, given, record)?;
        return Some(plain_fact(lens, name, field, written));
    }
    if !field.per_language {
        return Some(of(lens, name, field, lens.facts(record).get(name)?, record));
    }
    let (found, text) = lens.every_prose(record).find(|(_, text)| text.fields.contains_key(name))?;
    let (plain, html) = match &text.fields[name] {
        crate::content::TextField::Line(line) => (line.clone(), Html::text(line)),
        crate::content::TextField::Body(body) => (
            body::plain(lens, &body.plain, body, Some(record)),
            body::html(lens, body, text, Some(record), found),
        ),
    };
    Some(plain_fact(lens, name, field, WrittenValue { text: plain, html, tag: lens.other(found) }))
}

/// A fact of which nothing but its value is known.
fn plain_fact(lens: &Lens<'_>, name: &str, field: &Field, written: WrittenValue) -> FactView {
    let (label, label_tag) = wording::label(lens, name, field);
    FactView {
        key: name.to_owned(),
        label,
        label_tag,
        text: written.text,
        html: written.html,
        tag: written.tag,
        r#type: type_name(&field.kind),
        as_of: None,
        source: None,
        age: None,
        origin: None,
        note: None,
        note_tag: None,
    }
}

/// The facts that a card shows.
pub(super) fn card_facts(lens: &Lens<'_>, record: &Record) -> Vec<CardFact> {
    let collection = lens.site.collection_of(record);
    let shown =
        collection.fields.iter().filter(|(name, field)| field.card && collection.date.as_ref() != Some(name));
    let facts = shown.filter_map(|(name, field)| {
        let fact = any_fact(lens, name, field, record)?;
        let FactView { key, label, label_tag, text, tag, as_of, source, age, .. } = fact;
        let date = as_of.as_ref().map(|date| lens.string_with("as_of", &[("date", &date.text)]));
        let told: Vec<String> = date.into_iter().chain(age.clone()).collect();
        let told = Some(told.join("; ")).filter(|told| !told.is_empty());
        Some(CardFact { key, label, label_tag, text, tag, as_of, source, age, told })
    });
    facts.collect()
}

/// The name by which templates know a type.
fn type_name(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Integer => "integer",
        FieldType::Decimal => "decimal",
        FieldType::Percent => "percent",
        FieldType::Money { .. } => "money",
        FieldType::Quantity { .. } => "quantity",
        FieldType::Date => "date",
        FieldType::Period => "period",
        FieldType::Place { .. } => "place",
        FieldType::Distances { .. } => "distances",
        FieldType::Ref { .. } => "ref",
        FieldType::Term { .. } => "term",
        FieldType::Enum { .. } => "enum",
        FieldType::Url => "url",
        FieldType::Email => "email",
        FieldType::Phone => "phone",
        FieldType::File => "file",
        FieldType::Image => "image",
        FieldType::Flag => "flag",
        FieldType::Text | FieldType::Unknown => "text",
        FieldType::Markdown => "markdown",
        FieldType::List(_) => "list",
        FieldType::Table(_) => "table",
    }
}
