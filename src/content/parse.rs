//! One content file at a time: facts, a text, or rows.

use std::sync::Arc;

use super::collection::Collection;
use super::id::CollectionId;
use super::memory::FilePart;
use super::text::Text;
use super::text_file::{self, Author};
use super::{facts, row};
use crate::base::{Lang, SourcePath};
use crate::diag::Reported;
use crate::source::SourceFile;

/// A content file of a collection, to be read.
pub(super) struct FileJob<'a> {
    pub(super) collection: CollectionId,
    pub(super) path: &'a SourcePath,
    pub(super) file: &'a SourceFile,
    pub(super) kind: ContentKind,
}

/// What a content file is.
#[derive(Clone, Copy)]
pub(super) enum ContentKind {
    Facts,
    Text(Lang),
    Rows,
}

/// Reads a record's text.
pub(super) fn parse_text(
    job: &FileJob<'_>,
    collection: &Collection,
    author: &Author<'_>,
    lang: Lang,
) -> Reported<Arc<Text>> {
    let source = job.file.text().unwrap_or_default();
    text_file::parse((job.path, source), lang, Some(collection), author).map(Arc::new)
}

/// Reads a file.
pub(super) fn run(job: &FileJob<'_>, collection: &Collection, author: &Author<'_>) -> Reported<FilePart> {
    let source = job.file.text().expect("only text files become jobs");
    match job.kind {
        ContentKind::Facts => {
            let read = facts::facts(source, job.path, collection, author.codes);
            Reported::new(FilePart::Facts(read.value), read.diagnostics)
        }
        ContentKind::Text(lang) => {
            parse_text(job, collection, author, lang).map(|text| FilePart::Text(lang, text))
        }
        ContentKind::Rows => {
            let read = row::rows(source, job.path, collection, author);
            Reported::new(FilePart::Rows(read.value.into()), read.diagnostics)
        }
    }
}
