//! Where a fact comes from, as its author writes it.

use super::read::{Reader, blank, is_blank};
use super::value::Cited;
use crate::base::{Lang, PerLang};
use crate::data::{self, Fields, Node, Table};
use crate::diag::Diagnostic;

impl Reader<'_> {
    /// `source`: a record's id, or words, which may say their language or be written in several.
    pub(super) fn source(&mut self, fields: &mut Fields<'_>) -> Option<Cited> {
        let node = fields.node("source")?;
        let place = self.place(node);
        if is_blank(node) {
            self.diagnostics.push(blank("source", place));
            return None;
        }
        match &node.value {
            data::Value::Text(text) => Some(Cited { text: text.clone(), words: PerLang::default(), place }),
            data::Value::Table(table) => {
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
