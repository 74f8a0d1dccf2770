use super::Content;
use super::collect::{Job, Kind, Memory, Part, parse_text};
use super::id::RecordId;
use super::text::Author;
use crate::base::{Digest, Lang, SourcePath};
use crate::source::Snapshot;

/// All that was read last: from which files, by which way of writing, and what came of it. Kept only when nothing was wrong.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) snapshot: Snapshot,
    pub(super) author: Digest,
    pub(super) content: Content,
}

/// More files than an editor saves at once are read with all others.
const FEW: usize = 20;

/// The content when all that differs from the last time are texts of records, and nothing is wrong with them: what happens
/// while somebody writes. `None` when everything has to be looked at.
pub(super) fn with_new_texts(
    snapshot: &Snapshot,
    author: &Author<'_>,
    author_digest: Digest,
    memory: &mut Memory,
) -> Option<Content> {
    let whole = memory.whole.as_ref().filter(|whole| whole.author == author_digest)?;
    snapshot.changed_below(super::ledger::LEDGER, &whole.snapshot, 0)?;
    let changed = snapshot.changed_below("content/", &whole.snapshot, FEW)?;
    let mut content = whole.content.clone();
    let mut read = Vec::new();
    for path in changed {
        let (index, lang) = text_of(&content, author, &path)?;
        let record = &mut content.records[index];
        let collection = &content.collections[record.collection];
        let job = Job {
            collection: record.collection,
            path: &path,
            file: snapshot.get(&path)?,
            kind: Kind::Text(lang),
        };
        let text = parse_text(&job, collection, author, lang);
        if !text.diagnostics.is_empty() || record.texts.get(lang).is_none() {
            return None;
        }
        record.texts.set(lang, text.value.clone());
        read.push((path.clone(), (snapshot.get(&path)?.digest, text.map(|text| Part::Text(lang, text)))));
    }
    for (path, (digest, part)) in read {
        memory.replace(path, digest, part)?;
    }
    memory.whole =
        Some(Whole { snapshot: snapshot.clone(), author: author_digest, content: content.clone() });
    Some(content)
}

/// The record with a folder of its own whose text in a language is at `path`.
fn text_of(content: &Content, author: &Author<'_>, path: &SourcePath) -> Option<(RecordId, Lang)> {
    let lang = author.lang(path.file_name())?;
    let folder = path.folder();
    let collection = content.collections.get_index_of(folder.strip_prefix("content/")?.split('/').next()?)?;
    let id = folder.rsplit('/').next()?;
    let found = content
        .records
        .binary_search_by(|record| (record.collection, record.id.as_str()).cmp(&(collection, id)));
    let index = found.ok().filter(|index| content.records[*index].folder == folder)?;
    Some((index, lang))
}
