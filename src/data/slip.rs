//! One line of TOML that does not parse: what is wrong with it, and how it is written.
//!
//! The slips are those of people who write no programs: a comma at the end, `:` for `=`, a quotation mark that is missing or
//! one too many, the marks of a word processor, a path with `\` in it.

use std::ops::Range;

use super::quote::{self, parses, parses_value, quoted};
use crate::base::{disk_within, on_disk, with_slashes};

/// What is wrong with a value, and how it is written. Bytes count from where it begins.
pub(super) struct Slip {
    pub(super) code: &'static str,
    pub(super) help: &'static str,
    /// How it is written.
    pub(super) near: String,
    /// The words that the message repeats.
    pub(super) seen: String,
    /// Where it is told.
    pub(super) span: Range<usize>,
    pub(super) fill: Fill,
}

/// How the line is made one that parses.
pub(super) enum Fill {
    /// These bytes are left out.
    Blank(Range<usize>),
    /// What these bytes should say, in TOML, is put in their place.
    Value(Range<usize>, String),
    /// The line says nothing.
    Nothing,
}

impl Slip {
    fn value(code: &'static str, help: &'static str, near: String, length: usize) -> Slip {
        let fill = Fill::Value(0..length, near.clone());
        Slip { code, help, near, seen: String::new(), span: 0..length, fill }
    }

    fn text(code: &'static str, text: &str, length: usize) -> Slip {
        Slip { seen: text.to_owned(), ..Slip::value(code, "write", quoted(text), length) }
    }

    fn blank(help: &'static str, body: &str, from: usize) -> Slip {
        let range = from..body.len();
        let seen = body[from..].to_owned();
        Slip {
            code: "value-end",
            help,
            near: String::new(),
            seen,
            span: range.clone(),
            fill: Fill::Blank(range),
        }
    }

    /// A line that says nothing that can be understood.
    fn nothing(code: &'static str, help: &'static str, near: String, length: usize) -> Slip {
        Slip { code, help, near, seen: String::new(), span: 0..length, fill: Fill::Nothing }
    }
}

/// Where the sign between a key and its value stands in a line, whatever was typed there.
pub(super) fn sign(line: &str) -> Option<Range<usize>> {
    let start = line.len() - line.trim_start().len();
    let from = start + quote::length(&line[start..]);
    let key = &line[from..];
    let equals = key.find(['=', '＝']);
    let colon = key.find([':', '：']).filter(|at| {
        let (name, behind) = (&line[start..from + at], &key[*at..]);
        !behind.starts_with("://") && name.len() <= 60 && name.split_whitespace().count() <= 4
    });
    let first = match (equals, colon) {
        (Some(equals), Some(colon)) => equals.min(colon),
        (equals, colon) => equals.or(colon)?,
    };
    let signs = key[first..].len() - key[first..].trim_start_matches(['=', '＝', ':', '：', '>']).len();
    Some(from + first..from + first + signs)
}

/// What is wrong with a line that has no such sign.
pub(super) fn without_sign(line: &str) -> Slip {
    let bare = line.trim();
    let (key, value) = bare.split_once([' ', '\t']).unwrap_or((bare, ""));
    let value = value.trim();
    if !value.is_empty() && parses(&format!("{key} = 0")) && parses_value(value) {
        return Slip::nothing("no-equals", "write", format!("{key} = {value}"), bare.len());
    }
    Slip::nothing("no-equals", "remark", format!("# {bare}"), bare.len())
}

/// What is wrong with a value, which begins at the first byte and may have a remark behind it.
pub(super) fn value(text: &str) -> Option<Slip> {
    let body = text[..quote::remark(text)].trim_end();
    if parses_value(body) {
        return None;
    }
    let bare = body.trim_end_matches([',', ';', '.', '，', '；', '、', '。', ' ']);
    if !bare.is_empty() && bare.len() < body.len() && parses_value(bare) {
        return Some(Slip::blank("comma", body, bare.len()));
    }
    match body.chars().next() {
        None => Some(Slip::nothing("no-value", "fill", String::new(), 0)),
        Some(mark @ ('"' | '\'')) => in_marks(body, mark),
        Some('[') => list(body),
        Some('{') => table(body),
        Some(_) => Some(bare_text(body)),
    }
}

/// A text between quotation marks.
fn in_marks(body: &str, mark: char) -> Option<Slip> {
    if body.starts_with("\"\"\"") || body.starts_with("'''") {
        return None;
    }
    let inner = &body[1..];
    let Some(end) = quote::closing(inner, mark) else {
        let text = inner.trim_end_matches([',', ';', '”', '“', '’']).trim_end();
        return Some(Slip::text("open-quote", text, body.len()));
    };
    let behind = &inner[end + 1..];
    if behind.is_empty() {
        return (mark == '"').then(|| backslash(&inner[..end], body.len()));
    }
    let items = quote::split(body, &[',', ';', '，', '、']);
    if items.len() > 1 && items.iter().all(|item| parses_value(item)) {
        let near = format!("[{}]", items.join(", "));
        return Some(Slip::value("list-form", "write", near, body.len()));
    }
    match inner.strip_suffix(mark) {
        Some(text) if !text.contains('\\') => Some(Slip::text("inner-quote", text, body.len())),
        Some(_) => None,
        None if parses_value(&body[..end + 2]) => {
            Some(Slip::blank("rest", body, body.len() - behind.trim_start().len()))
        }
        None => None,
    }
}

/// A text with a `\` that is no sign of TOML.
fn backslash(typed: &str, length: usize) -> Slip {
    match path(typed) {
        Some((help, near)) => {
            Slip { near: near.clone(), ..Slip::value("backslash", help, quoted(&near), length) }
        }
        None => Slip { help: "escape", ..Slip::text("backslash", typed, length) },
    }
}

/// How a path is written, and the help that says so.
pub(super) type MeantPath = (&'static str, String);

/// What was meant by a path with `\` in it, and which help says so.
pub(super) fn path(typed: &str) -> Option<MeantPath> {
    let meant = with_slashes(typed)?;
    Some(match on_disk(typed).or_else(|| disk_within(typed)) {
        Some(name) => ("disk", name.to_owned()),
        None => ("path", meant),
    })
}

/// A text, or something that was meant to be more, without quotation marks.
fn bare_text(body: &str) -> Slip {
    let remark = [" //", " /*", " --"].iter().filter_map(|sign| body.find(sign)).min();
    if let Some(at) = remark.filter(|at| parses_value(&body[..*at])) {
        return Slip::blank("rest", body, at + 1);
    }
    // Word processors put these marks where straight ones were typed.
    let marks = |c: char| matches!(c, '“' | '”' | '„' | '‘' | '’' | '「' | '」' | '«' | '»');
    let bare = body.strip_prefix(marks).unwrap_or(body);
    let bare = bare.strip_suffix(|c| c == '"' || marks(c)).filter(|bare| is_balanced(bare)).unwrap_or(body);
    Slip::text("unquoted", bare, body.len())
}

/// Whether the marks of a word processor inside a text belong to each other.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '“' | '„' | '‘' | '「' | '«' => open += 1,
            '”' | '」' | '»' if open == 0 => return false,
            '”' | '」' | '»' => open -= 1,
            '’' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    open == 0
}

/// A list on one line: its elements without marks or commas, its end missing.
fn list(body: &str) -> Option<Slip> {
    let inner = body[1..].strip_suffix(']').unwrap_or(&body[1..]);
    if quote::outside(inner, &['[', ']', '{', '}']) {
        return None;
    }
    let items: Vec<String> = quote::split(inner, &[',', ';', '，', '、'])
        .into_iter()
        .flat_map(quote::apart)
        .map(element)
        .collect();
    let near = format!("[{}]", items.join(", "));
    parses_value(&near).then(|| Slip::value("list-form", "write", near, body.len()))
}

/// A table on one line.
fn table(body: &str) -> Option<Slip> {
    let inner = body[1..].strip_suffix('}').unwrap_or(&body[1..]);
    if quote::outside(inner, &['[', ']', '{', '}']) {
        return None;
    }
    let pair = |part: &str| {
        let sign = sign(part)?;
        let key = name(part[..sign.start].trim());
        Some(format!("{key} = {}", element(part[sign.end..].trim())))
    };
    let pairs = quote::split(inner, &[',', ';', '，']).into_iter().map(pair).collect::<Option<Vec<_>>>()?;
    let near = format!("{{ {} }}", pairs.join(", "));
    parses_value(&near).then(|| Slip::value("table-form", "write", near, body.len()))
}

/// One value inside brackets.
fn element(text: &str) -> String {
    if parses_value(text) {
        return text.to_owned();
    }
    quoted(text.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」')))
}

/// That another sign than `=` stands behind a key.
pub(super) fn wrong_sign(near: String) -> Slip {
    Slip::nothing("separator", "write", near, 0)
}

/// That the head of a section is none.
pub(super) fn section(near: String) -> Slip {
    Slip::nothing("section-form", "write", near, 0)
}

/// A key as TOML has it.
pub(super) fn name(key: &str) -> String {
    if parses(&format!("{key} = 0")) { key.to_owned() } else { quoted(key) }
}
