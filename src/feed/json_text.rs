//! JSON as text, key by key: a tree of values would take figures through binary floats.

use std::fmt::Write as _;

use crate::fact::Decimal;

/// A text in quotation marks, in which nothing begins as markup does, whatever takes the file for a page.
pub(super) fn quoted(text: &str) -> String {
    serde_json::json!(text).to_string().replace('<', "\\u003c")
}

/// An object being written.
#[derive(Default)]
pub(super) struct JsonText(String);

impl JsonText {
    pub(super) fn raw(&mut self, key: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        let _ = write!(self.0, "{}:{value}", quoted(key));
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.raw(key, &quoted(text));
    }

    pub(super) fn words(&mut self, key: &str, text: Option<&str>) {
        text.into_iter().for_each(|text| self.text(key, text));
    }

    pub(super) fn number(&mut self, key: &str, number: Decimal) {
        self.raw(key, &number.normalize().to_string());
    }

    pub(super) fn done(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }
}
