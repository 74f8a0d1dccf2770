//! What is known about a value besides what its record says of all: its date, its source, a remark.

use super::html::{lang, link, span};
use super::model::{DateText, Source};
use super::{Lens, wording};
use crate::base::{Html, PerLang};
use crate::content::{Cited, Fact, Record, Value};
use crate::fact::Date;
use crate::locale::DateStyle;

/// What is known about a value besides what its record says of all.
#[derive(Default, PartialEq, Eq)]
pub(super) struct ValueNotes {
    pub(super) as_of: Option<DateText>,
    pub(super) source: Option<Source>,
    pub(super) note: Option<String>,
    pub(super) note_tag: Option<String>,
}

impl ValueNotes {
    pub(super) fn has_origin(&self) -> bool {
        self.as_of.is_some() || self.source.is_some()
    }
}

/// The date, the source and the remark of a value, where they are its own.
pub(super) fn of_value(lens: &Lens<'_>, value: &Value, record: &Record) -> ValueNotes {
    match value {
        Value::Figure(figure) => noted(lens, figure.as_of, figure.source.as_ref(), &figure.note, record),
        Value::Located(located) => noted(lens, None, located.source.as_ref(), &PerLang::default(), record),
        _ => ValueNotes::default(),
    }
}

/// The same of a fact, which may be a date.
pub(super) fn of_fact(lens: &Lens<'_>, fact: &Fact, record: &Record) -> ValueNotes {
    match &fact.remarks {
        Some(remarks) => noted(lens, remarks.as_of, remarks.source.as_ref(), &remarks.note, record),
        None => of_value(lens, &fact.value, record),
    }
}

fn noted(
    lens: &Lens<'_>,
    as_of: Option<Date>,
    source: Option<&Cited>,
    note: &PerLang<String>,
    record: &Record,
) -> ValueNotes {
    let own_date = as_of.filter(|date| Some(*date) != lens.meta(record).as_of);
    let note = lens.site.word(note, lens.lang);
    ValueNotes {
        as_of: own_date.map(|date| wording::date(lens, date, DateStyle::ShortWithin)),
        source: own_source(lens, source, record),
        note: note.map(|(note, _)| note.to_owned()),
        note_tag: note.and_then(|(_, found)| found).map(|lang| lens.tag(lang)),
    }
}

/// What is known about a value, below it.
pub(super) fn html(lens: &Lens<'_>, known: &ValueNotes) -> Html {
    let mut html = Html::default();
    if let Some(note) = &known.note {
        html.write("<div class=\"fact-note\"{}>{}</div>", &[&lang(known.note_tag.as_deref()), &note]);
    }
    if known.has_origin() {
        let date = known.as_of.as_ref().map(|date| {
            let text = lens.string_with("as_of", &[("date", &date.text)]);
            Html::of("<span>{}</span> ", &[&text])
        });
        let source = known.source.as_ref().map(|source| {
            let label = lens.string("source_label");
            Html::of("<span>{}{}</span>", &[&label, &source_html(lens, source)])
        });
        html.write("<div class=\"fact-origin\">{}{}</div>", &[&date, &source]);
    }
    html
}

/// Where a fact comes from, when from elsewhere than the rest of the record.
fn own_source(lens: &Lens<'_>, source: Option<&Cited>, record: &Record) -> Option<Source> {
    let own = lens.meta(record).source.as_ref();
    source.filter(|name| own.is_none_or(|own| own.text != name.text)).map(|name| wording::source(lens, name))
}

/// A source by its name, which leads to its page.
pub(super) fn source_html(lens: &Lens<'_>, source: &Source) -> Html {
    match &source.url {
        Some(url) => link(&format!("{}{url}", lens.root), &source.text, source.tag.as_deref()),
        None => span(&source.text, source.tag.as_deref()),
    }
}
