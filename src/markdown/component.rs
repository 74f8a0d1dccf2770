//! `{{ name argument "quoted argument" }}` in a run of text: reading it, and what each name takes.
//!
//! Reading happens on text that the Markdown parser has already told from code, addresses and raw HTML, so a component
//! is never cut out of a place where the author meant its letters.

use std::ops::Range;

use super::body::Component;
use super::run::Joined;
use super::scan;
use crate::base::{nearest, on_disk};

/// A component as written: a name and its arguments.
pub(super) struct Call {
    pub(super) name: String,
    pub(super) arguments: Vec<String>,
    /// From `{{` to `}}` in the joined text.
    pub(super) range: Range<usize>,
}

/// What a call asks for.
pub(super) enum CallTarget {
    Fact { record: Option<String>, field: String },
    Component(Component),
}

/// What is wrong with a call.
pub(super) enum CallMistake {
    Unknown {
        near: Option<&'static str>,
        /// How it is written if all of it names a field.
        fact: Option<String>,
    },
    /// How the component is written; the name is also that of the help text.
    Arguments { usage: &'static str, help: &'static str },
    /// A path that leads to another site.
    Remote { path: String },
}

const NAMES: [&str; 4] = ["fact", "figure", "chart", "video"];

/// The first `{{` at or after `from` that opens a component.
pub(super) fn opening(joined: &Joined, from: usize) -> Option<usize> {
    let mut from = from;
    while let Some(found) = scan::looked(joined.text[from..].find("{{"), joined.text.len() - from) {
        let at = from + found;
        if joined.is_typed(at) && joined.is_typed(at + 1) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Reads the component whose `{{` stands at `start`; `None` when nothing closes it.
pub(super) fn read(joined: &Joined, start: usize) -> Option<Call> {
    let text = &joined.text;
    let mut words = Vec::new();
    let mut at = start + 2;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        if text[at..].starts_with("}}") {
            break;
        }
        let (word, end) = match text[at..].chars().next()? {
            // Typing aids turn straight quotes into curly ones behind an editor's back.
            open @ ('"' | '“' | '”') if joined.is_typed(at) => {
                let inner = at + open.len_utf8();
                let (end, close) = closing_quote(joined, inner, open)?;
                (&text[inner..end], end + close.len_utf8())
            }
            _ => {
                let end = at + word_length(&text[at..])?;
                (&text[at..end], end)
            }
        };
        words.push(word.to_owned());
        at = end;
    }
    let mut words = words.into_iter();
    Some(Call { name: words.next().unwrap_or_default(), arguments: words.collect(), range: start..at + 2 })
}

/// How long the word at the start of `text` is; `None` when neither a space nor `}}` ends it.
fn word_length(text: &str) -> Option<usize> {
    text.char_indices().find(|&(at, c)| c.is_whitespace() || text[at..].starts_with("}}")).map(|(at, _)| at)
}

/// The quotation mark that closes what `open` began, and where it stands.
fn closing_quote(joined: &Joined, from: usize, open: char) -> Option<(usize, char)> {
    let closes = |c: char| if open == '"' { c == '"' } else { matches!(c, '”' | '"') };
    joined.text[from..]
        .char_indices()
        .map(|(at, c)| (from + at, c))
        .find(|&(at, c)| closes(c) && joined.is_typed(at))
}

/// What a call asks for, or what is wrong with it.
pub(super) fn understand(call: &Call) -> Result<CallTarget, CallMistake> {
    let arguments: Vec<&str> = call.arguments.iter().map(String::as_str).collect();
    match call.name.as_str() {
        // The label of a field may stand in place of its key, and has several words.
        "fact" => match &*arguments.join(" ") {
            field if !arguments.contains(&"") => {
                field_of(field).map(|(record, field)| CallTarget::Fact { record, field })
            }
            _ => None,
        }
        .ok_or(CallMistake::Arguments { usage: "{{ fact field }}", help: "fact" }),
        "chart" => match &*arguments.join(" ") {
            field if !arguments.contains(&"") => {
                field_of(field).map(|(record, field)| Component::Chart { record, field })
            }
            _ => None,
        }
        .map(CallTarget::Component)
        .ok_or(CallMistake::Arguments { usage: "{{ chart field }}", help: "chart" }),
        "figure" => figure(&arguments).map(CallTarget::Component),
        "video" => video(&arguments).map(CallTarget::Component),
        name => Err(CallMistake::Unknown {
            near: nearest(name, NAMES).and_then(|near| NAMES.into_iter().find(|name| *name == near)),
            fact: bare_field(name, &arguments),
        }),
    }
}

/// How a fact is written whose author left out the word `fact`: `{{ area }}`, `{{ zone#area }}`.
fn bare_field(name: &str, arguments: &[&str]) -> Option<String> {
    let is_name =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    let fits = arguments.is_empty() && name.split('#').count() <= 2 && name.split('#').all(is_name);
    fits.then(|| format!("{{{{ fact {name} }}}}"))
}

/// `field` or `record#field`.
fn field_of(argument: &str) -> Option<(Option<String>, String)> {
    match argument.split_once('#') {
        None if !argument.is_empty() => Some((None, argument.to_owned())),
        Some((record, field)) if !record.is_empty() && !field.is_empty() => {
            Some((Some(record.to_owned()), field.to_owned()))
        }
        _ => None,
    }
}

fn figure(arguments: &[&str]) -> Result<Component, CallMistake> {
    let (path, caption) = match arguments {
        [path] if !path.is_empty() => (local(path)?, None),
        [path, caption] if !path.is_empty() => (local(path)?, Some((*caption).to_owned())),
        _ => {
            return Err(CallMistake::Arguments {
                usage: "{{ figure picture.jpg \"caption\" }}",
                help: "figure",
            });
        }
    };
    Ok(Component::Figure { path, caption })
}

fn video(arguments: &[&str]) -> Result<Component, CallMistake> {
    match arguments {
        [path, poster, title] if arguments.iter().all(|argument| !argument.is_empty()) => {
            Ok(Component::Video { path: local(path)?, poster: local(poster)?, title: (*title).to_owned() })
        }
        _ => {
            Err(CallMistake::Arguments { usage: "{{ video film.mp4 picture.jpg \"title\" }}", help: "video" })
        }
    }
}

/// A path, provided that it leads to a file of this site.
fn local(path: &str) -> Result<String, CallMistake> {
    if super::link::is_remote(path) && on_disk(path).is_none() {
        Err(CallMistake::Remote { path: path.to_owned() })
    } else {
        Ok(path.to_owned())
    }
}
