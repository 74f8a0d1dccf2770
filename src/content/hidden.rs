//! What nobody can know of while a file is not read: what its path says that it holds.

use std::collections::{BTreeMap, HashSet};

use super::Content;
use crate::base::{SourcePath, SourceSpan};
use crate::diag::{Diagnostic, Subject};
use crate::source::Snapshot;

/// Adds to whatever says that a file is not read, or only in part, what is hidden with it. Of a file of which that is said at
/// many places, the first of them says it for all.
pub fn name_hidden(all: &mut [Diagnostic], snapshot: &Snapshot, content: &Content) {
    let mut first: BTreeMap<SourcePath, Option<SourceSpan>> = BTreeMap::new();
    for (path, place) in all.iter().flat_map(|found| unread(found).map(|path| (path, &found.place))) {
        match first.get_mut(path) {
            Some(first) if place >= first => {}
            Some(first) => first.clone_from(place),
            None => {
                first.insert(path.clone(), place.clone());
            }
        }
    }
    if first.is_empty() {
        return;
    }
    let known: HashSet<&str> = content.records.iter().map(|record| record.id.as_str()).collect();
    let held: BTreeMap<&SourcePath, Vec<Subject>> =
        first.keys().map(|path| (path, held_by(path, snapshot, &known))).collect();
    for found in all {
        // What needs something itself may give way to another, see `diag::fold`.
        let says = |path: &&SourcePath| first.get(path) == Some(&found.place) || !found.needs.is_empty();
        let hidden: Vec<Subject> =
            unread(found).filter(says).filter_map(|path| held.get(path)).flatten().cloned().collect();
        found.hides.extend(hidden);
    }
}

/// The files that a finding says are not read.
fn unread(found: &Diagnostic) -> impl Iterator<Item = &SourcePath> {
    found.hides.iter().filter_map(|subject| match subject {
        Subject::File(path) => Some(path),
        _ => None,
    })
}

fn held_by(path: &SourcePath, snapshot: &Snapshot, known: &HashSet<&str>) -> Vec<Subject> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    match parts[..] {
        [crate::config::FILE] => vec![Subject::Languages],
        ["i18n", "format", _] => vec![Subject::Formats],
        ["content", "_data", file] => vec![Subject::Vocabulary(file.trim_end_matches(".toml").to_owned())],
        ["content", collection, "_collection.toml"] => vec![Subject::Collection(collection.to_owned())],
        ["content", collection] => folder(collection, snapshot),
        ["content", _, _] => {
            rows(path, snapshot).filter(|id| !known.contains(id.as_str())).map(Subject::Record).collect()
        }
        ["content", .., id, "record.toml"] => vec![Subject::Record(id.to_owned())],
        ["content", .., id, file] => text(id, file, known),
        _ => Vec::new(),
    }
}

/// A text; where there is nothing else of the record, the record.
fn text(id: &str, file: &str, known: &HashSet<&str>) -> Vec<Subject> {
    let Some(lang) = file.strip_suffix(".md") else { return Vec::new() };
    let record = (!known.contains(id)).then(|| Subject::Record(id.to_owned()));
    [Subject::text(id, lang)].into_iter().chain(record).collect()
}

/// A collection that nothing is read of.
fn folder(collection: &str, snapshot: &Snapshot) -> Vec<Subject> {
    let mut hidden = vec![Subject::Collection(collection.to_owned())];
    let prefix = format!("content/{collection}/");
    let mut last = "";
    for (path, _) in snapshot.below(&prefix) {
        match path.as_str()[prefix.len()..].rsplit_once('/') {
            None if path.extension() == "toml" => hidden.extend(rows(path, snapshot).map(Subject::Record)),
            Some((folder, _)) if folder != last => {
                last = folder;
                let id = folder.rsplit('/').next().unwrap_or(folder);
                hidden.push(Subject::Record(id.to_owned()));
            }
            _ => {}
        }
    }
    hidden
}

/// The ids of a table's rows, whether it can be read or not.
fn rows(path: &SourcePath, snapshot: &Snapshot) -> impl Iterator<Item = String> {
    let text = snapshot.get(path).and_then(|file| file.text()).unwrap_or_default();
    let id = |line: &str| {
        let value = line.trim_start().strip_prefix("id")?.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        Some(value[1..].split(quote).next()?.to_owned())
    };
    text.lines().filter_map(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_says_for_all_what_a_file_hides() {
        let path = SourcePath::new("content/plots/all.toml");
        let rows = "[[record]]\nid = \"a\"\n[[record]\nid = \"b\"\n[[record]\n".as_bytes();
        let snapshot = Snapshot::from_files([(path.as_str(), rows)]).value;
        let at = |byte: usize| {
            let broken = Diagnostic::error("toml-syntax", SourceSpan::new(&path, byte..byte + 1));
            broken.hides(Subject::File(path.clone()))
        };
        let mut all = [at(41), at(20), at(41).needs(Subject::Languages), at(20)];
        name_hidden(&mut all, &snapshot, &Content::default());
        assert_eq!(all.map(|found| found.hides.len()), [1, 3, 3, 3]);
    }
}
