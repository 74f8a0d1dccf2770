//! Values as a reader's language writes them: of one line, of several, and tables of values.

use super::html::{link, span};
use super::known::ValueNotes;
use super::model::{ComponentView, FactTable, TableCell, TableColumn};
use super::wording::WrittenValue;
use super::{Lens, address, component, known, name, picture, place, wording};
use crate::asset::image::Use;
use crate::base::{Html, PerLang};
use crate::content::{Field, FieldType, Name, Record, Value};
use crate::locale::{DateStyle, decoded};

/// A value in the reader's language.
pub(super) fn written(lens: &Lens<'_>, value: &Value, kind: &FieldType, record: &Record) -> WrittenValue {
    match value {
        Value::Figure(figure) => WrittenValue::plain(wording::number(lens, &figure.number)),
        Value::Date(date) => wording::time(&date.iso(), lens.locale.date(*date, DateStyle::Short)),
        Value::Period(period) => wording::period(lens, period),
        Value::Record(name) => record_link(lens, name, record),
        Value::Term { vocabulary, id } => name::term_in(lens, vocabulary, &id.text, record),
        Value::Located(located) => place::located(lens, located, record),
        Value::Choice(key) => wording::choice(lens, key, kind),
        Value::Url(url) => {
            let html = link(&address::web_address(lens, &url.text), &url.text, None);
            WrittenValue { html, text: url.text.clone(), tag: None }
        }
        Value::Email(address) => WrittenValue {
            html: link(&format!("mailto:{address}"), address, None),
            text: address.clone(),
            tag: None,
        },
        Value::Phone(number) => WrittenValue {
            html: link(&format!("tel:{number}"), number, None),
            text: number.clone(),
            tag: None,
        },
        Value::File { path, title } => file(lens, record, path, title),
        Value::Image(name) => image(lens, record, name),
        Value::Flag(flag) => WrittenValue::plain(lens.string(if *flag { "yes" } else { "no" })),
        Value::Text(text) => WrittenValue::plain(text.clone()),
        Value::Words(words) => wording::words(lens, words),
        Value::List(values) => several(lens, values, kind, record),
        Value::Table(rows) => table(lens, &lens.string("table_label"), rows, kind, record),
    }
}

fn record_link(lens: &Lens<'_>, name: &Name, by: &Record) -> WrittenValue {
    let Some((index, record)) = lens.site.record(&name.text) else {
        let (title, tag) = lens.withheld_title(&name.text).unwrap_or_else(|| (name.text.clone(), None));
        return WrittenValue { html: span(&title, tag.as_deref()), text: title, tag };
    };
    if let Some(former) = name::former_title(lens, record, by) {
        return former;
    }
    let (found, text) = lens.title(record);
    let tag = lens.other(found);
    let html = if lens.has_address(record) {
        link(&format!("{}{}", lens.root, lens.record_url(index)), text, tag.as_deref())
    } else {
        span(text, tag.as_deref())
    };
    WrittenValue { html, text: text.to_owned(), tag }
}

fn file(lens: &Lens<'_>, record: &Record, path: &Name, title: &PerLang<String>) -> WrittenValue {
    // `Kế%20hoạch.pdf` leads right, and is nothing to read.
    let plain = decoded(&path.text);
    let own = plain.as_deref().unwrap_or(&path.text);
    let (name, found) = lens.site.word(title, lens.lang).unwrap_or((own, None));
    let tag = found.map(|lang| lens.tag(lang));
    let href = lens.site.file(&record.folder, &path.text).map(|file| lens.file_url(&file));
    let html = match href {
        Some(href) => link(&format!("{}{href}", lens.root), name, tag.as_deref()),
        None => span(name, tag.as_deref()),
    };
    WrittenValue { html, text: name.to_owned(), tag }
}

fn image(lens: &Lens<'_>, record: &Record, name: &Name) -> WrittenValue {
    let file = lens.site.file(&record.folder, &name.text);
    let shown = file.and_then(|file| picture::picture_of(lens, record, &file, &name.text, Use::Inline));
    match shown {
        Some(shown) => {
            let mut html = Html::default();
            let text = if shown.alt.is_empty() { name.text.clone() } else { shown.alt.clone() };
            let tag = shown.alt_tag.clone();
            component::draw(lens, &mut html, &ComponentView::Picture(shown));
            WrittenValue { text, html, tag }
        }
        None => WrittenValue::plain(name.text.clone()),
    }
}

fn inner(lens: &Lens<'_>, value: &Value, kind: &FieldType, record: &Record) -> WrittenValue {
    let mut written = written(lens, value, kind, record);
    written.html.push(&known::html(lens, &known::of_value(lens, value, record)));
    written
}

/// Several values, each on a line of its own.
fn several(lens: &Lens<'_>, values: &[Value], kind: &FieldType, record: &Record) -> WrittenValue {
    let written: Vec<WrittenValue> =
        values.iter().map(|value| inner(lens, value, kind.one(), record)).collect();
    let text = lens.locale.list(&written.iter().map(|value| value.text.clone()).collect::<Vec<_>>());
    let html = match written.as_slice() {
        [one] => one.html.clone(),
        many => {
            let items: Html = many.iter().map(|value| Html::of("<li>{}</li>", &[&value.html])).collect();
            Html::of("<ul class=\"values\">{}</ul>", &[&items])
        }
    };
    // Of a text in several languages only the parts can be marked.
    let tag = written.first().and_then(|first| first.tag.clone());
    let tag = tag.filter(|tag| written.iter().all(|value| value.tag.as_ref() == Some(tag)));
    WrittenValue { text, html, tag }
}

/// A table without the columns that no row of this record fills.
pub(super) fn table(
    lens: &Lens<'_>,
    label: &str,
    rows: &[Vec<Option<Value>>],
    kind: &FieldType,
    record: &Record,
) -> WrittenValue {
    let FieldType::Table(columns) = kind else { return WrittenValue::plain(String::new()) };
    let filled = |position: usize| position == 0 || rows.iter().any(|row| row[position].is_some());
    let columns: Vec<(usize, &(String, Field))> =
        columns.iter().enumerate().filter(|(position, _)| filled(*position)).collect();
    let heads = columns.iter().map(|(_, (name, column))| {
        let (label, tag) = wording::label(lens, name, column);
        TableColumn { label, tag, is_figure: column.kind.is_figure() }
    });
    let heads = heads.collect();
    let shared = shared_origin(lens, rows, record);
    let mut lines = Vec::new();
    let written = rows.iter().map(|row| {
        let cells = columns.iter().map(|(position, (_, column))| (column, row[*position].as_ref()));
        let (line, cells) = line_of(lens, cells, shared.is_some(), record);
        lines.push(line);
        cells
    });
    let rows = written.collect();
    let origin_html = shared.map(|shared| known::html(lens, &shared)).unwrap_or_default();
    let mut html = Html::default();
    let table = FactTable { label: label.to_owned(), columns: heads, rows, origin_html };
    component::draw(lens, &mut html, &ComponentView::Table(table));
    WrittenValue { text: lines.join("; "), html, tag: None }
}

/// The cells of a row, and what they say as one line.
fn line_of<'v>(
    lens: &Lens<'_>,
    cells: impl Iterator<Item = (&'v Field, Option<&'v Value>)>,
    is_shared: bool,
    record: &Record,
) -> (String, Vec<TableCell>) {
    let mut line = Vec::new();
    let cell = |(column, value): (&Field, Option<&Value>)| {
        let Some(value) = value else { return TableCell::default() };
        let WrittenValue { text, html, tag } = written(&lens.brief(), value, &column.kind, record);
        let mut known = known::of_value(lens, value, record);
        if is_shared {
            (known.as_of, known.source) = (None, None);
        }
        line.push(text);
        TableCell { html, tag, origin_html: known::html(lens, &known) }
    };
    let cells = cells.map(cell).collect();
    (line.join(": "), cells)
}

/// The date and the source of all figures of a table, where they are the same and not the record's: said once, below it.
fn shared_origin(lens: &Lens<'_>, rows: &[Vec<Option<Value>>], record: &Record) -> Option<ValueNotes> {
    let figures = rows.iter().flatten().flatten().filter(|cell| matches!(cell, Value::Figure(_)));
    let mut all = figures.map(|cell| {
        let ValueNotes { as_of, source, .. } = known::of_value(lens, cell, record);
        ValueNotes { as_of, source, ..ValueNotes::default() }
    });
    let first = all.next().filter(ValueNotes::has_origin)?;
    let mut count = 1;
    all.all(|known| {
        count += 1;
        known == first
    })
    .then_some(first)
    .filter(|_| count > 1)
}
