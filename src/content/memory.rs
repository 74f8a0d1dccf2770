//! What was read of each file, and from what.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::content_cache::ContentCache;
pub(super) use super::content_cache::{FileInput, FilePart};
use super::{Content, Maps};
use crate::base::{Digest, SourcePath};
use crate::diag::Reported;
use crate::source::Snapshot;

/// What was read of each file, with the fingerprint of everything it was read from: a stage of its own, remembered.
#[derive(Debug, Default)]
pub struct ContentMemory {
    pub(super) parts: HashMap<SourcePath, (FileInput, Reported<FilePart>)>,
    cache: Option<ContentCache>,
    pub(super) last: Option<LastLoad>,
    pub(super) maps: Option<(Digest, Reported<Arc<Maps>>)>,
    /// How many files were read, ever.
    read: usize,
    /// Whether no file is put into the content of last time: see `patch.rs`.
    pub(super) is_whole: bool,
    /// How often files were put into the content of last time.
    pub(super) patches: usize,
}

impl ContentMemory {
    /// Nothing remembered, and no file put into the content of last time.
    #[must_use]
    pub fn without_patches() -> ContentMemory {
        ContentMemory { is_whole: true, ..ContentMemory::default() }
    }

    /// How often files were put into the content of last time.
    #[must_use]
    pub fn patches(&self) -> usize {
        self.patches
    }

    /// How many files of records were read so far; what was remembered does not count.
    #[must_use]
    pub fn files_read(&self) -> usize {
        self.read
    }

    /// Puts what a file gives now in the place of what it gave before; `None` when it gave nothing.
    pub(super) fn replace(
        &mut self,
        path: SourcePath,
        digest: Digest,
        part: Reported<FilePart>,
    ) -> Option<()> {
        let ((_, schema), _) = self.parts.get(&path)?;
        let input = (digest, *schema);
        self.note(path, input, part);
        Some(())
    }

    /// Forgets the files that are not there any more.
    pub(super) fn retain(&mut self, there: &HashSet<&SourcePath>) {
        let cache = &mut self.cache;
        self.parts.retain(|path, _| {
            let stays = there.contains(path);
            if let Some(cache) = cache.as_mut().filter(|_| !stays) {
                cache.forget(path);
            }
            stays
        });
    }

    /// Remembers what a file gave when it was read.
    pub(super) fn note(&mut self, path: SourcePath, input: FileInput, part: Reported<FilePart>) {
        self.read += 1;
        let is_kept = part.diagnostics.is_empty();
        let before = self.parts.insert(path.clone(), (input, part));
        let was_kept = before.is_some_and(|(_, part)| part.diagnostics.is_empty());
        if let Some(cache) = self.cache.as_mut().filter(|_| is_kept || was_kept) {
            cache.forget(&path);
        }
    }

    /// What an earlier run kept in `folder`; nothing when there is nothing, or another program left it.
    #[must_use]
    pub fn kept(folder: &Path) -> ContentMemory {
        let (cache, parts) = ContentCache::open(folder);
        let parts = parts.into_iter();
        let parts =
            parts.map(|(path, input, part)| (path, (input, Reported::new(part, Vec::new())))).collect();
        ContentMemory { parts, cache: Some(cache), ..ContentMemory::default() }
    }

    /// Keeps what files gave, where [`ContentMemory::kept`] finds it. A file in which something was wrong is read again by the next
    /// run, which reports it again.
    pub fn keep(&mut self) {
        let Some(cache) = &mut self.cache else { return };
        let sound = self.parts.iter().filter(|(_, (_, part))| part.diagnostics.is_empty());
        cache.write(sound.map(|(path, (input, part))| (path, input, &part.value)));
    }
}

/// All that was read last: from which files, by which way of writing, and what came of it. Kept only when nothing was wrong.
#[derive(Debug)]
pub(super) struct LastLoad {
    pub(super) snapshot: Snapshot,
    pub(super) author: Digest,
    pub(super) content: Content,
}
