//! Content in which nothing but texts and facts of a few records differs from the last time: what happens while somebody
//! writes. A special way beside `collect.rs`, which would look at every file: see `tests/bench/README.md` for what it saves.

use super::Content;
use super::facts::Facts;
use super::folder::RECORD;
use super::id::RecordId;
use super::memory::{ContentMemory, FilePart, LastLoad};
use super::parse::{ContentKind, FileJob, run};
use super::record::Record;
use super::text_file::Author;
use super::value::{Form, Value};
use crate::base::{Digest, SourcePath};
use crate::source::Snapshot;

/// More files than an editor saves at once are read with all others.
const FEW: usize = 20;

/// The content of last time with what differs now put into it; `None` when everything has to be looked at, as where
/// something is wrong with what is new.
pub(super) fn patched(
    snapshot: &Snapshot,
    author: &Author<'_>,
    author_digest: Digest,
    memory: &mut ContentMemory,
) -> Option<Content> {
    let is_whole = memory.is_whole;
    let last = memory.last.as_ref().filter(|last| !is_whole && last.author == author_digest)?;
    snapshot.changed_below(super::ledger::LEDGER, &last.snapshot, 0)?;
    let changed = snapshot.changed_below("content/", &last.snapshot, FEW)?;
    let mut content = last.content.clone();
    let mut read = Vec::new();
    for path in changed {
        let (index, kind) = part_of(&content, author, &path)?;
        let record = &mut content.records[index];
        let file = snapshot.get(&path)?;
        let job = FileJob { collection: record.collection, path: &path, file, kind };
        let part = run(&job, &content.collections[record.collection], author);
        if !part.diagnostics.is_empty() {
            return None;
        }
        put(record, &part.value)?;
        read.push((path.clone(), (file.digest, part)));
    }
    for (path, (digest, part)) in read {
        memory.replace(path, digest, part)?;
    }
    let (snapshot, author) = (snapshot.clone(), author_digest);
    memory.last = Some(LastLoad { snapshot, author, content: content.clone() });
    memory.patches += 1;
    Some(content)
}

/// The record with a folder of its own that the file at `path` is a part of, and which part.
fn part_of(content: &Content, author: &Author<'_>, path: &SourcePath) -> Option<(RecordId, ContentKind)> {
    let kind = match path.file_name() {
        RECORD => ContentKind::Facts,
        name => ContentKind::Text(author.lang(name)?),
    };
    let folder = path.folder();
    let collection = content.collections.get_index_of(folder.strip_prefix("content/")?.split('/').next()?)?;
    let id = folder.rsplit('/').next()?;
    let found = content
        .records
        .binary_search_by(|record| (record.collection, record.id.as_str()).cmp(&(collection, id)));
    let index = found.ok().filter(|index| content.records[*index].folder == folder)?;
    Some((index, kind))
}

/// Puts what was read in the place of what a record had there; `None` when it had nothing there, or more follows from it.
fn put(record: &mut Record, part: &FilePart) -> Option<()> {
    match part {
        FilePart::Text(lang, text) => {
            record.texts.get(*lang)?;
            record.texts.set(*lang, text.clone());
        }
        FilePart::Facts(Facts { meta, facts }) => {
            let is_there = record.place.path.file_name() == RECORD;
            // Whose outlines are in files of their own has them read with the facts.
            let names_files = facts.values().chain(record.facts.values()).any(|fact| names_file(&fact.value));
            if !is_there || names_files {
                return None;
            }
            (record.meta, record.facts) = (meta.clone(), facts.clone());
        }
        FilePart::Rows(_) => return None,
    }
    Some(())
}

fn names_file(value: &Value) -> bool {
    let mut names = false;
    value.walk(&mut |value| {
        names |= matches!(value, Value::Located(located) if matches!(located.form, Form::File { .. }));
    });
    names
}
