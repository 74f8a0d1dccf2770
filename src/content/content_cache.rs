//! What files gave, kept on disk from one run to the next, so that a text that has not changed is not parsed again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::row::Row;
use super::text::Text;
use crate::base::{Digest, Lang, SourcePath};
use crate::memo::BundleStore;

/// Where it is kept between runs, and what of that does not hold any more.
#[derive(Debug)]
pub(super) struct ContentCache {
    store: BundleStore,
    /// The shards whose values are others now.
    changed: BTreeSet<u8>,
}

impl ContentCache {
    /// The cache in a folder, and what it holds.
    pub(super) fn open(folder: &Path) -> (ContentCache, Vec<(SourcePath, FileInput, FilePart)>) {
        let store = BundleStore::new(folder);
        let shards = (0..BundleStore::SHARDS).into_par_iter();
        let read = |bytes: &[u8]| postcard::from_bytes::<Vec<(SourcePath, FileInput, FilePart)>>(bytes).ok();
        let shards: Vec<_> = shards.filter_map(|number| store.take(number, read)).collect();
        (ContentCache { store, changed: BTreeSet::new() }, shards.into_iter().flatten().collect())
    }

    /// Writes what files give now into the shards of those that have changed.
    pub(super) fn write<'p>(
        &mut self,
        parts: impl Iterator<Item = (&'p SourcePath, &'p FileInput, &'p FilePart)>,
    ) {
        let changed = std::mem::take(&mut self.changed);
        if changed.is_empty() {
            return;
        }
        // In an order of their own: equal shards have equal bytes.
        let parts: BTreeMap<&SourcePath, (&FileInput, &FilePart)> =
            parts.map(|(path, input, part)| (path, (input, part))).collect();
        let mut shards: BTreeMap<u8, Vec<(&SourcePath, &FileInput, &FilePart)>> =
            changed.into_iter().map(|number| (number, Vec::new())).collect();
        for (path, (input, part)) in parts {
            if let Some(values) = shards.get_mut(&number(path)) {
                values.push((path, input, part));
            }
        }
        let store = &self.store;
        shards.into_par_iter().for_each(|(number, values)| {
            if let Ok(bytes) = postcard::to_stdvec(&values) {
                // Without it the next run parses; this one has done its work.
                let _ = store.put(number, &bytes);
            }
        });
    }

    /// Notes that a file gives something else now, or nothing.
    pub(super) fn forget(&mut self, path: &SourcePath) {
        self.changed.insert(number(path));
    }
}

/// The files of one record lie together.
fn number(path: &SourcePath) -> u8 {
    BundleStore::number(path.folder())
}

/// What a content file gives.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum FilePart {
    Facts(Facts),
    Text(Lang, Arc<Text>),
    Rows(Arc<[Row]>),
}

/// All that the reading of one file depends on: its bytes, and its collection's schema with the way this site's authors write.
pub(super) type FileInput = (Digest, Digest);
