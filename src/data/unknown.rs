//! Keys that nobody asked for, each with the one that was most likely meant: in this file, or in the one beside it.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::called::called;
use super::{Fields, Node, TomlValue};
use crate::base::{Lang, SourcePath, nearest};
use crate::diag::{Diagnostic, Subject};
use crate::locale::name_key;

/// How many keys a message lists at most.
const MOST_LISTED: usize = 20;

/// Of how many bytes a value may be that is shown in a message.
const MOST_SHOWN: usize = 120;

/// How surely a name must be that of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is the name.
    Same,
    /// It is nearly the name.
    Near,
}

/// What is known of keys besides those that are asked for.
pub trait Keys {
    /// The key that was called by another name, or nearly so. It may be one of the file beside.
    fn meant(&self, key: &str, how: How) -> Option<String>;

    /// The keys of the file beside this one, where what belongs together is divided among two.
    fn beside(&self) -> Vec<String> {
        Vec::new()
    }

    /// Says of a wrong key that `near` belongs into the file beside.
    fn move_to(&self, unknown: Diagnostic, near: &str, _node: &Node) -> Diagnostic {
        unknown.near(Some(near))
    }
}

/// Keys that have no names besides themselves.
struct NoNames;

impl Keys for NoNames {
    fn meant(&self, _: &str, _: How) -> Option<String> {
        None
    }
}

impl<'k, F: Fn(&str, How) -> Option<&'k str>> Keys for F {
    fn meant(&self, key: &str, how: How) -> Option<String> {
        self(key, how).map(str::to_owned)
    }
}

/// The key that was meant by a wrong one.
enum MeantKey {
    Here(String),
    Beside(String),
}

impl<'a> Fields<'a> {
    /// Ends the reading: every key that nobody asked for is reported with the nearest that would have been right.
    pub fn finish(self, all: &mut Vec<Diagnostic>) {
        self.finish_with(all, &NoNames);
    }

    /// The same where more is known of the keys.
    pub fn finish_with(mut self, all: &mut Vec<Diagnostic>, keys: &impl Keys) {
        let mut found = BTreeSet::new();
        let beside = LazyCell::new(|| keys.beside());
        for (key, span, node) in &self.table.entries {
            if self.known.iter().any(|known| known == key) {
                continue;
            }
            let unknown = Diagnostic::error("unknown-key", self.place(*span)).with("key", key);
            let unknown = unknown.with("known", self.known_list()).needs(Subject::File(self.path.clone()));
            let unknown = match self.meant(key, keys, &beside) {
                Some(MeantKey::Here(near)) => {
                    let unknown = unknown.near(Some(&near)).hides(Subject::words(self.path, &near));
                    found.insert(near);
                    unknown
                }
                Some(MeantKey::Beside(near)) => keys.move_to(unknown.with("near", &near), &near, node),
                None => unknown.help("known"),
            };
            self.diagnostics.push(unknown);
        }
        // What was meant by a key is not missing as well.
        found.retain(|key| self.table.get(key).is_none());
        self.diagnostics.retain(|told| {
            told.code != "missing-key" || !told.arg("key").is_some_and(|key| found.contains(key))
        });
        all.append(&mut self.diagnostics);
    }

    /// What was meant by a wrong key: surely before nearly, and here before beside.
    fn meant(&self, key: &str, keys: &impl Keys, beside: &[String]) -> Option<MeantKey> {
        let is_here = |near: &&str| *near != key && self.known.iter().any(|known| known == near);
        let is_beside = |near: &&str| beside.iter().any(|known| known == near) && !is_here(near);
        let wanted = name_key(key);
        let same = |all: &'_ [String]| {
            all.iter().find(|known| !wanted.is_empty() && name_key(known) == wanted).cloned()
        };
        let here = |near: Option<&str>| near.filter(is_here).map(|near| MeantKey::Here(near.to_owned()));
        let aside = |near: Option<&str>| near.filter(is_beside).map(|near| MeantKey::Beside(near.to_owned()));
        let known = || self.known.iter().map(String::as_str);
        let other = || beside.iter().map(String::as_str);
        here(same(&self.known).as_deref())
            .or_else(|| aside(same(beside).as_deref()))
            .or_else(|| here(keys.meant(key, How::Same).as_deref()))
            .or_else(|| here(called(key, &self.known)))
            .or_else(|| aside(keys.meant(key, How::Same).as_deref()))
            .or_else(|| aside(called(key, beside)))
            .or_else(|| here(nearest(key, known())))
            .or_else(|| here(keys.meant(key, How::Near).as_deref()))
            .or_else(|| aside(nearest(key, other())))
    }

    /// The keys that may stand here, in the order in which they were asked for; of many, the first.
    fn known_list(&self) -> String {
        let mut known: Vec<&str> = Vec::new();
        for key in &self.known {
            if known.len() <= MOST_LISTED && !known.contains(&key.as_str()) {
                known.push(key);
            }
        }
        let more = if known.len() > MOST_LISTED { ", …" } else { "" };
        known.truncate(MOST_LISTED);
        known.join(", ") + more
    }

    /// The keys that were asked for, each once.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        let mut asked: Vec<String> = Vec::new();
        for key in &self.known {
            if !asked.contains(key) {
                asked.push(key.clone());
            }
        }
        asked
    }
}

/// The line that gives `key` a value of `source`, as far as it is short enough to be shown.
pub(crate) fn line_of(source: &str, key: &str, node: &Node) -> String {
    let value = source.get(node.span.0..node.span.1).unwrap_or_default();
    let is_short = value.len() <= MOST_SHOWN && !value.contains('\n');
    let line = format!("{key} = {value}");
    // The span of a table below a heading is not what is written after `=`.
    let read = super::parse(&line, &SourcePath::new("line.toml"), 0);
    let is_whole = |table: &super::Table| matches!(&table.entries[..], [(own, _, _)] if own == key);
    if is_short && read.diagnostics.is_empty() && is_whole(&read.value) {
        line
    } else {
        format!("{key} = …")
    }
}

/// What a table by language says in its first language: the language, and the value.
pub(crate) fn first_language<'n>(node: &'n Node, languages: &[String]) -> Option<(Lang, &'n Node)> {
    let TomlValue::Table(table) = &node.value else { return None };
    let mut said = table.entries.iter();
    said.find_map(|(code, _, node)| Some((Lang::at(languages.iter().position(|known| known == code)?), node)))
}
