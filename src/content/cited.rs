//! Where a fact comes from, as its author writes it.

use super::field::FieldType;
use super::form::{blank, is_blank};
use super::read::Reader;
use super::record::Remarks;
use super::value::{Cited, Value};
use crate::base::{Lang, PerLang};
use crate::data::{self, Fields, Node, Table};
use crate::diag::Diagnostic;

impl Reader<'_> {
    /// A value; of a date or a period, which may be a table with its `value`, also what is known about it.
    pub(super) fn remarked(
        &mut self,
        key: &str,
        kind: &FieldType,
        node: &Node,
    ) -> (Option<Value>, Option<Box<Remarks>>) {
        let (FieldType::Date | FieldType::Period, data::TomlValue::Table(table)) = (kind, &node.value) else {
            return (self.value(key, kind, node), None);
        };
        if self.ends_apart(key, kind, table, node) {
            return (None, None);
        }
        let mut fields = Fields::new(table, self.path, node.span);
        let value = match fields.node("value") {
            Some(value) => self.value("value", kind, value),
            None => {
                fields.missing("value");
                None
            }
        };
        let remarks = Remarks {
            as_of: fields.node("as_of").and_then(|node| self.date_of("as_of", node)),
            source: self.source(&mut fields),
            note: fields.localised("note", self.languages),
        };
        fields.finish(&mut self.diagnostics);
        (value, Some(Box::new(remarks)))
    }

    /// `source`: a record's id, or words, which may say their language or be written in several.
    pub(super) fn source(&mut self, fields: &mut Fields<'_>) -> Option<Cited> {
        let node = fields.node("source")?;
        let place = self.place(node);
        if is_blank(node) {
            self.diagnostics.push(blank("source", place));
            return None;
        }
        match &node.value {
            data::TomlValue::Text(text) => {
                Some(Cited { text: text.clone(), words: PerLang::default(), place })
            }
            data::TomlValue::Table(table) => {
                let words = match table.get("text").or(table.get("lang")) {
                    Some(_) => self.words_of_one(table, node),
                    None => fields.localised("source", self.languages),
                };
                let text = words.iter().next().map(|(_, text)| text.clone())?;
                Some(Cited { text, words, place })
            }
            _ => {
                self.wrong("source", node, "string");
                None
            }
        }
    }

    /// `{ text = "…", lang = "vi" }`
    fn words_of_one(&mut self, table: &Table, node: &Node) -> PerLang<String> {
        let mut fields = Fields::new(table, self.path, node.span);
        let text = fields.required_text("text");
        let code = fields.required_text("lang");
        let mut words = PerLang::default();
        match self.languages.iter().position(|known| *known == code).map(u8::try_from) {
            Some(Ok(index)) => _ = words.set(Lang(index), text),
            _ => {
                let place = table.get("lang").map(|node| self.place(node));
                self.diagnostics.extend(place.filter(|_| !code.is_empty()).map(|place| {
                    let unknown = Diagnostic::error("unknown-language", place).with("code", &code);
                    unknown.with("known", self.languages.join(", ")).help("known")
                }));
            }
        }
        fields.finish(&mut self.diagnostics);
        words
    }
}
