//! Lines of TOML that only lack quotation marks: `capital = 3,9 tỷ USD`, `Diện tích = 5`.
//!
//! The parser gives up at such a line, and with it whatever stands below. Here each of them is filled up with something
//! that parses and is as long, so that every place stays right; then what was written is put back into the tree as a text,
//! and whoever reads it can say what it should have been. Only looked at when a file does not parse.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::{Node, Table, Value};
use crate::base::{Place, SourcePath};
use crate::diag::Diagnostic;

/// A text without its faults, and what stood in their places, by first byte.
#[derive(Default)]
pub(super) struct Mended {
    pub(super) text: String,
    values: BTreeMap<usize, Raw>,
    keys: BTreeMap<usize, String>,
}

/// A value that is a text without marks around it, or with marks inside.
struct Raw {
    text: String,
    end: usize,
    code: &'static str,
}

impl Mended {
    /// Whether there was anything to mend.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.keys.is_empty()
    }

    /// Puts what was written in the place of what was filled in, `offset` bytes further on.
    pub(super) fn put_back(&self, table: &mut Table, offset: usize) {
        for (key, span, node) in &mut table.entries {
            if let Some(written) = self.keys.get(&(span.0 - offset)) {
                key.clone_from(written);
            }
            self.put_value(node, offset);
        }
    }

    fn put_value(&self, node: &mut Node, offset: usize) {
        match &mut node.value {
            Value::Table(table) => self.put_back(table, offset),
            Value::List(items) => items.iter_mut().for_each(|item| self.put_value(item, offset)),
            Value::Number(_) => {
                if let Some(raw) = self.values.get(&(node.span.0 - offset)) {
                    *node =
                        Node { span: (node.span.0, raw.end + offset), value: Value::Text(raw.text.clone()) };
                }
            }
            _ => {}
        }
    }

    /// What is wrong with each of the lines.
    pub(super) fn diagnostics(&self, path: &SourcePath, offset: usize) -> Vec<Diagnostic> {
        let values = self.values.iter().map(|(start, raw)| {
            let wrong = Diagnostic::error(raw.code, Place::new(path, start + offset..raw.end + offset));
            wrong.with("value", &raw.text).with("near", quoted(&raw.text)).help("write")
        });
        let keys = self.keys.iter().map(|(start, key)| {
            let place = Place::new(path, start + offset..start + key.len() + offset);
            Diagnostic::error("key-form", place).with("key", key).with("near", quoted(key)).help("quote")
        });
        values.chain(keys).collect()
    }
}

/// A text as TOML writes it, in the marks that need least care.
pub(crate) fn quoted(text: &str) -> String {
    let special = |c: char| matches!(c, '"' | '\\') || c.is_control();
    if !text.contains(special) {
        format!("\"{text}\"")
    } else if !text.contains(|c: char| c == '\'' || c.is_control()) {
        format!("'{text}'")
    } else {
        toml::Value::String(text.to_owned()).to_string()
    }
}

/// Looks at every line of a text that does not parse.
pub(super) fn mend(text: &str) -> Mended {
    let mut mended = Mended { text: text.to_owned(), ..Mended::default() };
    let (mut at, mut inside) = (0, Inside::default());
    for line in text.split_inclusive('\n') {
        if !inside.passes(line)
            && let Some(equals) = line.find('=')
            && !has_unseen(line, equals)
            && !parses(line)
        {
            mended.line(at, line, equals);
        }
        at += line.len();
    }
    mended
}

/// Whether what is wrong is a character that cannot be seen, which is told of by its name.
fn has_unseen(line: &str, equals: usize) -> bool {
    let unseen = |c: char| {
        !c.is_ascii() && c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    let value = line[equals + 1..].trim_start_matches([' ', '\t']);
    line[..equals].contains(unseen) || value.starts_with(unseen)
}

fn parses(line: &str) -> bool {
    DeTable::parse(line).is_ok()
}

/// Whether a line belongs to a value that began on a line before it.
#[derive(Default)]
struct Inside {
    quotes: Option<&'static str>,
    brackets: usize,
}

impl Inside {
    fn passes(&mut self, line: &str) -> bool {
        if let Some(mark) = self.quotes {
            if line.contains(mark) {
                self.quotes = None;
            }
            return true;
        }
        if self.brackets > 0 {
            self.count(line);
            return true;
        }
        let value = line.split_once('=').map_or("", |(_, value)| value.trim_start());
        self.quotes = ["\"\"\"", "'''"].into_iter().find(|mark| line.matches(mark).count() % 2 == 1);
        if value.starts_with(['[', '{']) && !parses(line) {
            self.count(value);
        }
        self.quotes.is_some() || self.brackets > 0 || line.trim_start().starts_with(['[', '#'])
    }

    fn count(&mut self, line: &str) {
        let (opened, closed) = (line.matches(['[', '{']).count(), line.matches([']', '}']).count());
        self.brackets = (self.brackets + opened).saturating_sub(closed);
    }
}

impl Mended {
    /// Fills up one line that begins at `at` and does not parse.
    fn line(&mut self, at: usize, line: &str, equals: usize) {
        let key = line[..equals].trim();
        let start = at + line.len() - line.trim_start().len();
        // A name for each, so that none is there twice.
        let name = format!("k{}", self.keys.len());
        let good_key = parses(&format!("{key} = 0"));
        if !good_key && name.len() <= key.len() && !key.contains(['"', '\'']) {
            self.text.replace_range(start..start + key.len(), &format!("{name:_<0$}", key.len()));
            self.keys.insert(start, key.to_owned());
        } else if !good_key {
            return;
        }
        let value = line[equals + 1..].trim();
        if parses(&format!("k = {value}")) {
            return;
        }
        let Some((text, length, code)) = raw(value) else { return };
        let from = at + equals + 1 + (line[equals + 1..].len() - line[equals + 1..].trim_start().len());
        self.text.replace_range(from..from + length, &format!("{:<length$}", "0"));
        self.values.insert(from, Raw { text, end: from + length, code });
    }
}

/// The text that a value without, or with too many, quotation marks is, how much of the line it takes, and what is wrong.
fn raw(value: &str) -> Option<(String, usize, &'static str)> {
    if let Some(inner) = value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
        let broken = inner.contains('"') && !inner.contains('\\') && !inner.contains(" #");
        return broken.then(|| (inner.to_owned(), value.len(), "inner-quote"));
    }
    if value.starts_with(['"', '\'', '[', '{']) || value.is_empty() {
        return None;
    }
    let text = value.split(" #").next().unwrap_or(value).trim_end();
    // Word processors put these marks where straight ones were typed.
    let bare = text.strip_prefix(['“', '”', '„', '‘', '「', '«']);
    let bare = bare.and_then(|bare| bare.strip_suffix(['”', '“', '’', '」', '»', '"'])).unwrap_or(text);
    Some((bare.to_owned(), text.len(), "unquoted"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Table, Vec<&'static str>) {
        let read = super::super::parse(text, &SourcePath::new("x.toml"), 10);
        let codes = read.diagnostics.iter().map(|found| found.code).collect();
        (read.value, codes)
    }

    #[test]
    fn every_line_without_marks_is_told_and_nothing_below_it_is_lost() {
        let text = "Diện tích = 5\narea = 500 - 550 ha # about\n[a]\ntitle.vi = “Dự án A”\nb = \"x \"y\" z\"\nc = 1\n";
        let (table, codes) = read(text);
        assert_eq!(codes, ["unquoted", "unquoted", "inner-quote", "key-form"]);
        let keys: Vec<&str> = table.entries.iter().map(|(key, ..)| key.as_str()).collect();
        assert_eq!(keys, ["Diện tích", "area", "a"]);
        let area = table.get("area").expect("it is put back");
        assert_eq!(area.value, Value::Text("500 - 550 ha".to_owned()));
        assert_eq!(&text[area.span.0 - 10..area.span.1 - 10], "500 - 550 ha");
        let Some(Node { value: Value::Table(below), .. }) = table.get("a") else { panic!("a table") };
        assert_eq!(below.get("c").map(|node| &node.value), Some(&Value::Number("1".to_owned())));
        assert_eq!(below.get("b").map(|node| &node.value), Some(&Value::Text("x \"y\" z".to_owned())));
    }

    #[test]
    fn what_stands_inside_a_text_or_a_list_of_several_lines_stays() {
        let text = "body = \"\"\"\nx = 3 ty\n\"\"\"\nboxes = [\n  { a = 1,\n    b = 2 },\n]\nd = 5 ha\n";
        let (table, codes) = read(text);
        assert_eq!(codes, ["unquoted"]);
        assert_eq!(table.get("body").map(|node| &node.value), Some(&Value::Text("x = 3 ty\n".to_owned())));
    }

    #[test]
    fn texts_are_quoted_as_they_can_be() {
        for (text, toml) in [("a", "\"a\""), ("a \"b\"", "'a \"b\"'"), ("C:\\d", "'C:\\d'")] {
            assert_eq!(quoted(text), toml);
            let read: toml::Table = toml::from_str(&format!("k = {toml}")).expect("it is TOML");
            assert_eq!(read["k"].as_str(), Some(text));
        }
        let both = quoted("it's \"b\"");
        assert_eq!(
            toml::from_str::<toml::Table>(&format!("k = {both}")).expect("TOML")["k"].as_str(),
            Some("it's \"b\"")
        );
    }
}
