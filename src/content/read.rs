//! A TOML value and a field's type → a fact, or a diagnostic that says what would have been right.

use super::field::{Field, FieldType};
use super::form::{blank, is_blank, is_email, is_phone, is_url, looks_like_thousands, parse_decimal};
use super::keyed::Keyed;
use super::meant;
use super::value::{Name, Value};
use crate::base::{PerLang, SourcePath, SourceSpan};
use crate::data::{self, Fields, Localised, Node, quoted, wrong_flag, wrong_type};
use crate::diag::Diagnostic;
use crate::fact::{Date, Decimal, Period};
use crate::locale::written;

/// What reading a value needs to know about the file and the site.
pub(super) struct Reader<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) languages: Localised<'a>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// How exact a figure claims to be, in the words of TOML.
pub(crate) const APPROX: &[&str] = &["about", "nearly", "more-than", "less-than", "up-to"];

impl<'a> Reader<'a> {
    pub(super) fn place(&self, node: &Node) -> SourceSpan {
        SourceSpan::new(self.path, node.span.0..node.span.1)
    }

    pub(super) fn wrong(&mut self, key: &str, node: &Node, wanted: &'static str) -> Option<Value> {
        self.diagnostics.push(wrong_type(key, node, wanted, self.place(node)));
        None
    }

    pub(super) fn name(&self, node: &Node, text: &str) -> Name {
        Name { text: text.to_owned(), place: self.place(node) }
    }

    /// Reads the value of the field `key`; `None` when it was wrong and has been reported.
    pub(super) fn value(&mut self, key: &str, kind: &FieldType, node: &Node) -> Option<Value> {
        if is_blank(node) {
            self.diagnostics.push(blank(key, self.place(node)));
            return None;
        }
        match kind {
            FieldType::Integer | FieldType::Decimal | FieldType::Percent | FieldType::Money { .. } => {
                self.figure(key, kind, node)
            }
            FieldType::Quantity { .. } => self.figure(key, kind, node),
            FieldType::Date => self.date(key, node),
            FieldType::Period => match &node.value {
                data::TomlValue::Table(table) if self.ends_apart(key, kind, table, node) => None,
                _ => self.period(key, node),
            },
            FieldType::Flag => match node.value {
                data::TomlValue::Flag(flag) => Some(Value::Flag(flag)),
                _ => {
                    self.diagnostics.push(wrong_flag(key, node, self.place(node)));
                    None
                }
            },
            FieldType::File => self.file(key, node),
            FieldType::Place { .. } => self.point_or_term(key, node),
            FieldType::Distances { .. } => self.distances(key, node),
            FieldType::List(of) => self.list(key, of, node),
            FieldType::Table(columns) => self.table(key, columns, node),
            FieldType::Unknown => Some(Value::Text(String::new())),
            _ => self.word(key, kind, node),
        }
    }

    /// The types that are written as one string.
    fn word(&mut self, key: &str, kind: &FieldType, node: &Node) -> Option<Value> {
        let data::TomlValue::Text(text) = &node.value else { return self.no_word(key, kind, node) };
        match kind {
            FieldType::Ref { .. } => Some(Value::Record(self.name(node, text))),
            FieldType::Term { vocabulary } => {
                Some(Value::Term { vocabulary: vocabulary.clone(), id: self.name(node, text) })
            }
            FieldType::Enum { values } => self.choice(key, values, node, text),
            FieldType::Url if is_url(text) => Some(Value::Url(self.name(node, text))),
            FieldType::Url => {
                self.no_contact(key, node, text, "url-form");
                None
            }
            FieldType::Email if is_email(text) => Some(Value::Email(text.clone())),
            FieldType::Phone if is_phone(text) => Some(Value::Phone(text.clone())),
            FieldType::Email => {
                self.no_contact(key, node, text, "email-form");
                None
            }
            FieldType::Phone => {
                self.no_contact(key, node, text, "phone-form");
                None
            }
            FieldType::Image => Some(Value::Image(self.name(node, text))),
            _ => Some(Value::Text(text.clone())),
        }
    }

    /// The web address at a key, which a page will link to: nothing but `https://` and `http://` leads there.
    pub(super) fn address(&mut self, fields: &mut Fields<'_>, key: &str) -> Option<String> {
        let text = fields.text(key)?.to_owned();
        if is_url(&text) {
            return Some(text);
        }
        self.no_contact(key, fields.peek(key)?, &text, "url-form");
        None
    }

    fn choice(
        &mut self,
        key: &str,
        values: &Keyed<Vec<(String, PerLang<String>)>>,
        node: &Node,
        text: &str,
    ) -> Option<Value> {
        if values.iter().any(|(known, _)| known == text) {
            return Some(Value::Choice(text.to_owned()));
        }
        self.no_choice(key, values, node, text);
        None
    }

    fn date(&mut self, key: &str, node: &Node) -> Option<Value> {
        self.date_of(key, node).map(Value::Date)
    }

    /// A date in any of its forms.
    pub(super) fn date_of(&mut self, key: &str, node: &Node) -> Option<Date> {
        let text = self.date_text(key, &FieldType::Date, node)?;
        let parsed = Date::parse(text);
        if parsed.is_none() {
            // Word processors make long strokes of short ones.
            let plain = text.replace(['–', '—', '‑', '−'], "-");
            let meant = written::date(text).or_else(|| Date::parse(&plain));
            let near = meant.map(|date| quoted(&date.iso()));
            let wrong = Diagnostic::error("date-form", self.place(node)).with("key", key).with("value", text);
            self.diagnostics.push(wrong.near_or(near.as_deref(), "form"));
        }
        parsed
    }

    fn period(&mut self, key: &str, node: &Node) -> Option<Value> {
        let text = self.date_text(key, &FieldType::Period, node)?;
        if self.until_year(key, node, text) {
            return None;
        }
        let parsed = Period::parse(text);
        if parsed.is_none() {
            let near = written::period(text).map(|period| quoted(&period));
            let wrong = Diagnostic::error("period-form", self.place(node)).with("key", key);
            self.diagnostics.push(wrong.with("value", text).near_or(near.as_deref(), "form"));
        }
        parsed.map(Value::Period)
    }

    /// What is written where a date is wanted; a year alone may stand as a number.
    fn date_text<'n>(&mut self, key: &str, kind: &FieldType, node: &'n Node) -> Option<&'n str> {
        match &node.value {
            data::TomlValue::Date(text) | data::TomlValue::Text(text) | data::TomlValue::Number(text) => {
                Some(text)
            }
            data::TomlValue::List(items) => {
                let near = meant::unlisted(kind, items);
                self.no(key, node, "date", near.as_deref());
                None
            }
            _ => {
                self.wrong(key, node, "date");
                None
            }
        }
    }

    /// `..2025` would be the year 2025 up to its end, and is meant to be whatever was before as well.
    fn until_year(&mut self, key: &str, node: &Node, text: &str) -> bool {
        let end = text.trim().strip_prefix("..").and_then(|end| Date::parse(end.trim()));
        let Some(year @ Date::Year(_)) = end else { return false };
        let wrong = Diagnostic::error("period-form", self.place(node)).with("key", key).with("value", text);
        let (year, before) = (year.year(), year.year().saturating_sub(1));
        self.diagnostics.push(wrong.with("year", year).with("before", before).help("until"));
        true
    }

    pub(super) fn form(&mut self, key: &str, node: &Node, code: &'static str) {
        let wrong = Diagnostic::error(code, self.place(node)).with("key", key);
        self.diagnostics.push(wrong.help("form"));
    }

    fn file(&mut self, key: &str, node: &Node) -> Option<Value> {
        match &node.value {
            data::TomlValue::Text(text) => {
                Some(Value::File { path: self.name(node, text), title: PerLang::default() })
            }
            data::TomlValue::Table(table) => {
                let mut fields = Fields::new(table, self.path, node.span);
                let path = fields.required_text("path");
                let title = fields.localised("title", self.languages);
                let at = table.get("path").unwrap_or(node);
                fields.finish(&mut self.diagnostics);
                Some(Value::File { path: self.name(at, &path), title })
            }
            _ => self.wrong(key, node, "string"),
        }
    }

    fn point_or_term(&mut self, key: &str, node: &Node) -> Option<Value> {
        match &node.value {
            data::TomlValue::Text(text) => match meant::position(text) {
                Some(near) => {
                    let wrong = Diagnostic::error("place-form", self.place(node)).with("near", near);
                    self.diagnostics.push(wrong.help("write"));
                    None
                }
                None => Some(Value::Term { vocabulary: "places".to_owned(), id: self.name(node, text) }),
            },
            data::TomlValue::Table(table) => self.located_value(table, node),
            data::TomlValue::List(items) => match meant::listed_position(items) {
                Some(near) => {
                    let wrong = Diagnostic::error("place-form", self.place(node)).with("near", near);
                    self.diagnostics.push(wrong.help("write"));
                    None
                }
                None => self.wrong(key, node, "string"),
            },
            _ => self.wrong(key, node, "string"),
        }
    }

    fn list(&mut self, key: &str, of: &FieldType, node: &Node) -> Option<Value> {
        let data::TomlValue::List(items) = &node.value else { return self.no_list(key, of, node) };
        Some(Value::List(items.iter().filter_map(|item| self.value(key, of, item)).collect()))
    }

    fn table(&mut self, key: &str, columns: &Keyed<Vec<(String, Field)>>, node: &Node) -> Option<Value> {
        let data::TomlValue::List(rows) = &node.value else {
            return self.wrong(key, node, "array of tables");
        };
        let mut read = Vec::new();
        for row in rows {
            let data::TomlValue::Table(table) = &row.value else {
                self.wrong(key, row, "table");
                continue;
            };
            let mut fields = Fields::new(table, self.path, row.span);
            let cells = columns.iter().map(|(name, column)| match fields.node(name) {
                Some(_) if column.per_language => {
                    let words = fields.localised(name, self.languages);
                    (!words.is_empty()).then_some(Value::Words(words))
                }
                Some(cell) => self.value(name, &column.kind, cell),
                None => {
                    if column.required {
                        fields.missing(name);
                    }
                    None
                }
            });
            read.push(cells.collect());
            fields.finish_with(&mut self.diagnostics, &|key: &str, how| columns.called(key, how));
        }
        Some(Value::Table(read))
    }

    /// A number as typed, which may have been meant as thousands.
    pub(super) fn number(&mut self, key: &str, node: &Node) -> Option<Decimal> {
        self.number_of(key, &FieldType::Unknown, node)
    }

    /// The same, where a figure of `kind` may be written as more than a number.
    pub(super) fn number_of(&mut self, key: &str, kind: &FieldType, node: &Node) -> Option<Decimal> {
        let number = self.exact_of(key, kind, node)?;
        let (data::TomlValue::Number(text) | data::TomlValue::Text(text)) = &node.value else {
            return Some(number);
        };
        if looks_like_thousands(text) {
            let doubtful = Diagnostic::warning("three-decimals", self.place(node)).with("key", key);
            let thousands = text.replace('.', "");
            self.diagnostics.push(doubtful.with("value", text).with("thousands", thousands).help("which"));
        }
        // The zero that tells three decimals from thousands is no claim to a fourth.
        let told = text.strip_suffix('0').is_some_and(looks_like_thousands);
        Some(if told { number.normalize() } else { number })
    }

    /// A number as typed; a decimal comma or group marks get an answer of their own.
    pub(super) fn exact(&mut self, key: &str, node: &Node) -> Option<Decimal> {
        self.exact_of(key, &FieldType::Unknown, node)
    }

    fn exact_of(&mut self, key: &str, kind: &FieldType, node: &Node) -> Option<Decimal> {
        let (data::TomlValue::Number(text) | data::TomlValue::Text(text)) = &node.value else {
            return self.no_number(key, kind, node);
        };
        let parsed = parse_decimal(text);
        if parsed.is_none() {
            self.number_form(key, kind, node, text);
        }
        parsed
    }
}
