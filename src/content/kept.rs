//! What files gave, kept on disk from one run to the next, so that a text that has not changed is not parsed again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::collect::{Input, Memory, Part};
use crate::base::SourcePath;
use crate::diag::Reported;
use crate::memo::Shelf;

/// Where it is kept between runs, and what of that does not hold any more.
#[derive(Debug)]
pub(super) struct Kept {
    shelf: Shelf,
    /// The boxes whose values are others now.
    changed: BTreeSet<u8>,
}

impl Kept {
    /// Notes that a file gives something else now, or nothing.
    pub(super) fn forget(&mut self, path: &SourcePath) {
        self.changed.insert(number(path));
    }
}

/// The files of one record lie together.
fn number(path: &SourcePath) -> u8 {
    Shelf::number(path.folder())
}

impl Memory {
    /// What an earlier run kept in `folder`; nothing when there is nothing, or another program left it.
    #[must_use]
    pub fn kept(folder: &Path) -> Memory {
        let shelf = Shelf::new(folder);
        let boxes = (0..Shelf::BOXES).into_par_iter();
        let read = |bytes: &[u8]| postcard::from_bytes::<Vec<(SourcePath, Input, Part)>>(bytes).ok();
        let boxes: Vec<_> = boxes.filter_map(|number| shelf.take(number, read)).collect();
        let parts = boxes.into_iter().flatten();
        let mut memory = Memory::default();
        memory.parts =
            parts.map(|(path, input, part)| (path, (input, Reported::new(part, Vec::new())))).collect();
        memory.kept = Some(Kept { shelf, changed: BTreeSet::new() });
        memory
    }

    /// Keeps what files gave, where [`Memory::kept`] finds it. A file that something was to be said about is read again by
    /// the next run, which says it again.
    pub fn keep(&mut self) {
        let Some(kept) = &mut self.kept else { return };
        let changed = std::mem::take(&mut kept.changed);
        if changed.is_empty() {
            return;
        }
        let parts = self.parts.iter().filter(|(_, (_, part))| part.diagnostics.is_empty());
        // In an order of their own: equal boxes have equal bytes.
        let parts: BTreeMap<&SourcePath, &(Input, Reported<Part>)> = parts.collect();
        let mut boxes: BTreeMap<u8, Vec<(&SourcePath, &Input, &Part)>> =
            changed.into_iter().map(|number| (number, Vec::new())).collect();
        for (path, (input, part)) in parts {
            if let Some(values) = boxes.get_mut(&number(path)) {
                values.push((path, input, &part.value));
            }
        }
        let shelf = &kept.shelf;
        boxes.into_par_iter().for_each(|(number, values)| {
            if let Ok(bytes) = postcard::to_stdvec(&values) {
                // Without it the next run parses; this one has done its work.
                let _ = shelf.put(number, &bytes);
            }
        });
    }
}
