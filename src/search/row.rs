//! What a result shows of a page.

use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};

use super::document::{Document, ShortAnswer};
use super::utf16;

/// Address, title and passage; of a question also its answer, what that rests on, and when it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct ResultRow {
    url: String,
    pub(super) title: String,
    passage: String,
    answer: Option<[String; 3]>,
}

/// So long may a passage be, and a short answer.
const PASSAGE: usize = 190;
const ANSWER: usize = 240;

impl ResultRow {
    pub(super) fn of(document: &Document) -> ResultRow {
        ResultRow {
            url: document.url.clone(),
            title: document.title.clone(),
            passage: passage(document),
            answer: document.answer.as_ref().map(shown),
        }
    }

    /// The row as the script reads it: a list without names.
    fn cells(&self) -> impl Iterator<Item = &str> {
        let answer = self.answer.iter().flatten().map(String::as_str);
        [&*self.url, &*self.title, &*self.passage].into_iter().chain(answer)
    }
}

fn shown(answer: &ShortAnswer) -> [String; 3] {
    [utf16::beginning(&answer.text, ANSWER).to_owned(), answer.basis.join("; "), answer.compiled.clone()]
}

/// The summary, else the first line, cut at a space. East Asian characters take twice the room of others.
fn passage(document: &Document) -> String {
    let is_wide =
        document.title.chars().any(|c| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
    let most = if is_wide { PASSAGE / 2 } else { PASSAGE };
    let first = document.body.split('\n').next().unwrap_or_default();
    let text = if document.summary.is_empty() { first } else { &document.summary };
    if utf16::length(text) <= most {
        return text.to_owned();
    }
    let begun = utf16::beginning(text, most - 1);
    let words = begun.rfind(char::is_whitespace).map_or(begun, |end| &begun[..end]);
    format!("{words}…")
}

/// The rows of one part, each as a list.
pub(super) struct ResultRows<'e>(pub(super) Vec<&'e ResultRow>);

impl Serialize for ResultRows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.len()))?;
        for row in &self.0 {
            rows.serialize_element(&row.cells().collect::<Vec<&str>>())?;
        }
        rows.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_ends_with_a_word() {
        let text = |summary: String| {
            passage(&Document { summary, body: "Cảng\nbiển".to_owned(), ..Document::default() })
        };
        assert_eq!(text(String::new()), "Cảng");
        assert_eq!(text("cảng ".repeat(38).trim_end().to_owned()), "cảng ".repeat(38).trim_end());
        assert_eq!(text("cảng ".repeat(39)), format!("{}…", "cảng ".repeat(37).trim_end()));
        assert_eq!(text("x".repeat(191)), format!("{}…", "x".repeat(189)));
        let wide = Document { title: "港".to_owned(), summary: "港".repeat(96), ..Document::default() };
        assert_eq!(passage(&wide), format!("{}…", "港".repeat(94)));
    }
}
