//! Values inside of a fact: the cells of a table and the items of a list, each with what is known about it.

use super::Lens;
use super::fact::WrittenValue;
use super::html::lang;
use super::model::{ComponentView, DateText, FactTable, Source, TableCell, TableColumn};
use crate::base::{Html, PerLang};
use crate::content::{Cited, Fact, Field, FieldType, Record, Value};
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
    fn has_origin(&self) -> bool {
        self.as_of.is_some() || self.source.is_some()
    }
}

impl Lens<'_> {
    /// The date, the source and the remark of a value, where they are its own.
    pub(super) fn known(&self, value: &Value, record: &Record) -> ValueNotes {
        match value {
            Value::Figure(figure) => {
                self.known_of(figure.as_of, figure.source.as_ref(), &figure.note, record)
            }
            Value::Located(located) => {
                self.known_of(None, located.source.as_ref(), &PerLang::default(), record)
            }
            _ => ValueNotes::default(),
        }
    }

    /// The same of a fact, which may be a date.
    pub(super) fn known_fact(&self, fact: &Fact, record: &Record) -> ValueNotes {
        match &fact.remarks {
            Some(remarks) => self.known_of(remarks.as_of, remarks.source.as_ref(), &remarks.note, record),
            None => self.known(&fact.value, record),
        }
    }

    fn known_of(
        &self,
        as_of: Option<Date>,
        source: Option<&Cited>,
        note: &PerLang<String>,
        record: &Record,
    ) -> ValueNotes {
        let own_date = as_of.filter(|date| Some(*date) != self.meta(record).as_of);
        let note = self.site.word(note, self.lang);
        ValueNotes {
            as_of: own_date.map(|date| self.date(date, DateStyle::ShortWithin)),
            source: self.own_source(source, record),
            note: note.map(|(note, _)| note.to_owned()),
            note_tag: note.and_then(|(_, found)| found).map(|lang| self.tag(lang)),
        }
    }

    /// What is known about a value, below it.
    pub(super) fn known_html(&self, known: &ValueNotes) -> Html {
        let mut html = Html::default();
        if let Some(note) = &known.note {
            html.write("<div class=\"fact-note\"{}>{}</div>", &[&lang(known.note_tag.as_deref()), &note]);
        }
        if known.has_origin() {
            let date = known.as_of.as_ref().map(|date| {
                let text = self.string_with("as_of", &[("date", &date.text)]);
                Html::of("<span>{}</span> ", &[&text])
            });
            let source = known.source.as_ref().map(|source| {
                let label = self.string("source_label");
                Html::of("<span>{}{}</span>", &[&label, &self.source_html(source)])
            });
            html.write("<div class=\"fact-origin\">{}{}</div>", &[&date, &source]);
        }
        html
    }

    fn inner(&self, value: &Value, kind: &FieldType, record: &Record) -> WrittenValue {
        let mut written = self.value(value, kind, record);
        written.html.push(&self.known_html(&self.known(value, record)));
        written
    }

    /// Several values, each on a line of its own.
    pub(super) fn several(&self, values: &[Value], kind: &FieldType, record: &Record) -> WrittenValue {
        let written: Vec<WrittenValue> =
            values.iter().map(|value| self.inner(value, kind.one(), record)).collect();
        let text = self.locale.list(&written.iter().map(|value| value.text.clone()).collect::<Vec<_>>());
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
        &self,
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
            let (label, tag) = self.label(name, column);
            TableColumn { label, tag, is_figure: column.kind.is_figure() }
        });
        let heads = heads.collect();
        let shared = self.shared_origin(rows, record);
        let mut lines = Vec::new();
        let written = rows.iter().map(|row| {
            let cells = columns.iter().map(|(position, (_, column))| (column, row[*position].as_ref()));
            let (line, cells) = self.cells(cells, shared.is_some(), record);
            lines.push(line);
            cells
        });
        let rows = written.collect();
        let origin_html = shared.map(|shared| self.known_html(&shared)).unwrap_or_default();
        let mut html = Html::default();
        let table = FactTable { label: label.to_owned(), columns: heads, rows, origin_html };
        self.draw_component(&mut html, &ComponentView::Table(table));
        WrittenValue { text: lines.join("; "), html, tag: None }
    }

    /// The cells of a row, and what they say as one line.
    fn cells<'v>(
        &self,
        cells: impl Iterator<Item = (&'v Field, Option<&'v Value>)>,
        is_shared: bool,
        record: &Record,
    ) -> (String, Vec<TableCell>) {
        let mut line = Vec::new();
        let cell = |(column, value): (&Field, Option<&Value>)| {
            let Some(value) = value else { return TableCell::default() };
            let WrittenValue { text, html, tag } = self.brief().value(value, &column.kind, record);
            let mut known = self.known(value, record);
            if is_shared {
                (known.as_of, known.source) = (None, None);
            }
            line.push(text);
            TableCell { html, tag, origin_html: self.known_html(&known) }
        };
        let cells = cells.map(cell).collect();
        (line.join(": "), cells)
    }

    /// The date and the source of all figures of a table, where they are the same and not the record's: said once, below it.
    fn shared_origin(&self, rows: &[Vec<Option<Value>>], record: &Record) -> Option<ValueNotes> {
        let figures = rows.iter().flatten().flatten().filter(|cell| matches!(cell, Value::Figure(_)));
        let mut all = figures.map(|cell| {
            let ValueNotes { as_of, source, .. } = self.known(cell, record);
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
}
