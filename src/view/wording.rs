//! Labels, figures, dates and names as a reader's language writes them: what stands in one line and holds nothing else.

use super::Lens;
use super::html::{link, span};
use super::model::{DateText, Source};
use crate::base::{Html, Lang, PerLang};
use crate::content::{Cited, Entry, Field, FieldType, Number};
use crate::fact::{Amount, Approx, Date, Decimal, Money, Period, Quantity};
use crate::locale::DateStyle;
use crate::site::FilterKey;

/// A value written out: as plain text, as HTML, and in which language when not the reader's.
pub(super) struct WrittenValue {
    pub(super) text: String,
    pub(super) html: Html,
    pub(super) tag: Option<String>,
}

impl WrittenValue {
    pub(super) fn plain(text: String) -> WrittenValue {
        WrittenValue { html: Html::text(&text), text, tag: None }
    }
}

/// The label of a field, and its language when not the reader's; its name in words when nobody has labelled it.
pub(super) fn label(lens: &Lens<'_>, name: &str, field: &Field) -> (String, Option<String>) {
    match lens.site.word(&field.label, lens.lang) {
        Some((label, found)) => (label.to_owned(), found.map(|lang| lens.tag(lang))),
        None => (name.replace(['_', '-'], " "), None),
    }
}

/// A date for machines and for readers.
pub(super) fn date(lens: &Lens<'_>, date: Date, style: DateStyle) -> DateText {
    DateText { iso: date.iso(), text: lens.locale.date(date, style) }
}

/// Where a fact comes from.
pub(super) fn source(lens: &Lens<'_>, cited: &Cited) -> Source {
    if let Some((words, found)) = lens.site.word(&cited.words, lens.lang) {
        let tag = found.map(|lang| lens.tag(lang));
        return Source { text: words.to_owned(), tag, url: None };
    }
    match lens.site.record(&cited.text) {
        Some((index, record)) => {
            let (found, title) = lens.title(record);
            let url = lens.has_address(record).then(|| lens.record_url(index));
            Source { text: title.to_owned(), tag: lens.other(found), url }
        }
        None => {
            let (text, tag) = lens.withheld_title(&cited.text).unwrap_or_else(|| (cited.text.clone(), None));
            Source { text, tag, url: None }
        }
    }
}

/// A figure in the reader's language.
pub(super) fn number(lens: &Lens<'_>, number: &Number) -> String {
    match number {
        Number::Money(money) => lens.locale.money(money),
        Number::Quantity(quantity) => quantity_text(lens, quantity),
    }
}

fn quantity_text(lens: &Lens<'_>, quantity: &Quantity) -> String {
    match quantity.unit.as_str() {
        "" => lens.locale.amount(&quantity.amount, quantity.approx),
        "percent" => lens.locale.percent(&quantity.amount, quantity.approx),
        _ => lens.locale.quantity(quantity),
    }
}

pub(super) fn time(iso: &str, text: String) -> WrittenValue {
    // Quarters and halves have no form that a `time` element may carry.
    let machine = !iso.contains(['Q', 'H', '/', ',']);
    let html =
        if machine { Html::of("<time datetime=\"{}\">{}</time>", &[&iso, &text]) } else { Html::text(&text) };
    WrittenValue { html, text, tag: None }
}

pub(super) fn period(lens: &Lens<'_>, period: &Period) -> WrittenValue {
    time(&iso_period(period), lens.locale.period(period, DateStyle::Short))
}

/// A text that is written in each language.
pub(super) fn words(lens: &Lens<'_>, words: &PerLang<String>) -> WrittenValue {
    let (text, found) = lens.site.word(words, lens.lang).unwrap_or(("", None));
    WrittenValue { tag: found.map(|lang| lens.tag(lang)), ..WrittenValue::plain(text.to_owned()) }
}

pub(super) fn term(lens: &Lens<'_>, vocabulary: &str, id: &str) -> WrittenValue {
    let Some(entry) = lens.site.entry(vocabulary, id) else { return WrittenValue::plain(id.to_owned()) };
    let (name, found) = lens.site.word(&entry.name, lens.lang).unwrap_or((id, None));
    let name = short_name(lens, entry, found).unwrap_or(name);
    let tag = found.map(|lang| lens.tag(lang));
    let html = match lens.term_url(vocabulary, id) {
        Some(url) => link(&format!("{}{url}", lens.root), name, tag.as_deref()),
        None => span(name, tag.as_deref()),
    };
    WrittenValue { html, text: name.to_owned(), tag }
}

/// The short name of an entry where there is little room, in the language of its whole one: a short name in a foreign
/// language says less to a reader than a long one in their own.
pub(super) fn short_name<'n>(lens: &'n Lens<'_>, entry: &'n Entry, lender: Option<Lang>) -> Option<&'n str> {
    let (short, own) = lens.site.word(&entry.short, lens.lang).filter(|_| lens.is_brief)?;
    (own == lender).then_some(short)
}

/// The label of a value of an enumeration.
pub(super) fn choice(lens: &Lens<'_>, key: &str, kind: &FieldType) -> WrittenValue {
    let kind = if let FieldType::List(of) = kind { of } else { kind };
    let FieldType::Enum { values } = kind else { return WrittenValue::plain(key.to_owned()) };
    let names = values.iter().find(|(value, _)| value == key);
    let name = names.and_then(|(_, names)| lens.site.word(names, lens.lang));
    let (name, found) = name.unwrap_or((key, None));
    let tag = found.map(|lang| lens.tag(lang));
    WrittenValue { html: span(name, tag.as_deref()), text: name.to_owned(), tag }
}

/// What a filter page is about, in words.
pub(super) fn filter_label(lens: &Lens<'_>, key: &FilterKey, field: &Field) -> WrittenValue {
    match key {
        FilterKey::Term(vocabulary, id) => term(lens, vocabulary, id),
        FilterKey::Choice(key) => choice(lens, key, &field.kind),
        FilterKey::Record(id) => match lens.site.record(id) {
            Some((_, record)) => {
                let (found, title) = lens.title(record);
                WrittenValue { tag: lens.other(found), ..WrittenValue::plain(title.to_owned()) }
            }
            None => WrittenValue::plain(id.clone()),
        },
        FilterKey::Yes => WrittenValue::plain(lens.string("yes")),
        FilterKey::Range(low, high) => WrittenValue::plain(range(lens, *low, *high, field)),
    }
}

/// A bracket of a filter: `200–300 ha`, `dưới 100 ha`, `trên 500 ha`.
fn range(lens: &Lens<'_>, low: Option<Decimal>, high: Option<Decimal>, field: &Field) -> String {
    let number = |amount, approx| match field.kind.one() {
        FieldType::Money { currency, scale } => {
            let currency = currency.clone().unwrap_or_default();
            lens.locale.money(&Money { amount, scale: *scale, currency, per: Vec::new(), approx })
        }
        kind => quantity_text(lens, &Quantity { amount, unit: unit(kind), approx }),
    };
    let (amount, approx) = match (low, high) {
        (Some(low), Some(high)) => (Amount::Range(low, high), None),
        (None, Some(high)) => (Amount::One(high), Some(Approx::LessThan)),
        (Some(low), None) => {
            return lens.string_with("range_from", &[("value", &number(Amount::One(low), None))]);
        }
        (None, None) => return lens.string("all"),
    };
    number(amount, approx)
}

/// A list within a sentence, whose parts are HTML.
pub(super) fn list_of(lens: &Lens<'_>, parts: &[Html]) -> Html {
    let names: Vec<String> = (0..parts.len()).map(|at| at.to_string()).collect();
    let gaps: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let args: Vec<(&str, &Html)> = names.iter().map(String::as_str).zip(parts).collect();
    Html::sentence(&lens.locale.list(&gaps), &args)
}

/// A period as machines write it: a date, or two with a slash.
pub(crate) fn iso_period(period: &Period) -> String {
    match (period.start(), period.end()) {
        (Some(start), Some(end)) if start == end => start.iso(),
        (Some(start), Some(end)) => format!("{}/{}", start.iso(), end.iso()),
        (Some(start), None) => format!("{}/..", start.iso()),
        _ => String::new(),
    }
}

fn unit(kind: &FieldType) -> String {
    match kind {
        FieldType::Quantity { unit } => unit.clone().unwrap_or_default(),
        FieldType::Percent => "percent".to_owned(),
        _ => String::new(),
    }
}
