//! Quotation marks and lists within a sentence.
//!
//! The English list has no comma before `and`: CLDR gives American usage, while the portal's English dates and spelling
//! are British.

use super::Locale;

impl Locale {
    /// A list as a sentence has it: `A, B và C`.
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        let rules = &self.rules().list;
        let mut out = String::with_capacity(items.iter().map(|item| item.len() + 5).sum());
        for (n, item) in items.iter().enumerate() {
            match (n, items.len()) {
                (0, _) => {}
                (1, 2) => out.push_str(rules.pair.as_ref().unwrap_or(&rules.last)),
                (n, len) if n + 1 == len => out.push_str(&rules.last),
                _ => out.push_str(&rules.join),
            }
            out.push_str(item);
        }
        out
    }

    /// A text in the language's quotation marks.
    #[must_use]
    pub fn quote(&self, text: &str) -> String {
        between(&self.rules().typography.quotes, text)
    }

    /// A text in the marks that stand within quotation marks.
    #[must_use]
    pub fn quote_within(&self, text: &str) -> String {
        between(&self.rules().typography.inner_quotes, text)
    }

    /// The title of a document in the marks that titles have: `《2024年海防市投资促进计划》`.
    #[must_use]
    pub fn mark_document_title(&self, title: &str) -> String {
        between(&self.rules().typography.title_quotes, title)
    }

    /// Opening and closing quotation mark, then those within quotes: what CSS `quotes` wants.
    #[must_use]
    pub fn quote_marks(&self) -> [&str; 4] {
        let rules = &self.rules().typography;
        let ([open, close], [inner_open, inner_close]) = (&rules.quotes, &rules.inner_quotes);
        [open, close, inner_open, inner_close]
    }

    /// Whether straight quotes, hyphens and dots of running text are to be made typographic.
    #[must_use]
    pub fn smart_punctuation(&self) -> bool {
        self.rules().typography.smart_punctuation
    }
}

fn between([open, close]: &[String; 2], text: &str) -> String {
    [open, text, close].concat()
}
