//! Which file or record a path in the content folder means.

use super::Site;
use crate::base::SourcePath;
use crate::content::{Record, RecordId};
use crate::locale::decoded;

impl Site {
    /// The content file that `path`, written in a file of `folder`, means; it may not leave the content folder.
    #[must_use]
    pub fn file(&self, folder: &str, path: &str) -> Option<SourcePath> {
        let there = |path: &str| {
            SourcePath::joined(folder, path).filter(|found| self.content.files.contains_key(found))
        };
        // Editors that write Markdown put `%20` for a space in a file's name.
        there(path).or_else(|| there(&decoded(path)?))
    }

    /// A link to a file: the file's path, and the part of it that a viewer shows first, as in `plan.pdf#page=2`.
    #[must_use]
    pub fn file_and_part<'p>(&self, folder: &str, path: &'p str) -> (&'p str, Option<&'p str>) {
        match path.rsplit_once('#') {
            Some((file, part)) if self.file(folder, path).is_none() => (file, Some(part)),
            _ => (path, None),
        }
    }

    /// The record that a link to a source file means: `../trang-due/vi.md`, `../trang-due/`, `record.toml` beside it. The file
    /// has to be there.
    #[must_use]
    pub fn record_at(&self, folder: &str, path: &str) -> Option<RecordId> {
        let path = path.split('#').next().unwrap_or(path);
        let plain = decoded(path);
        let file = SourcePath::joined(folder, plain.as_deref().unwrap_or(path))?;
        let wanted = match file.as_str().rsplit_once('/') {
            Some((parent, name)) if name.ends_with(".md") || name == "record.toml" => parent,
            _ => file.as_str(),
        };
        let id = wanted.rsplit('/').next()?;
        let (index, record) = self.record(id)?;
        let whole = self.unfinished.get(id).unwrap_or(record);
        let is_there = wanted == file.as_str() || file == record.place.path || has_text(whole, &file);
        (record.folder == wanted && is_there).then_some(index)
    }

    /// The file of a folder whose name is nearest, and whether it differs only in capital letters.
    pub(crate) fn file_like(&self, folder: &str, path: &str) -> Option<(&str, bool)> {
        let wanted = path.trim_start_matches("./");
        // A file of this very name lies beside the text, and not in the folder that was written before it.
        let beside =
            |path: &str| self.content.files.contains_key(&SourcePath::new(&format!("{folder}/{path}")));
        let own = wanted.rsplit('/').next().filter(|name| *name != wanted && beside(name));
        let near = own.map(str::to_owned).or_else(|| self.path_like(folder, wanted))?;
        // Borrowed from the content, which lives longer than what was compared.
        let (file, _) = self.content.files.get_key_value(&SourcePath::new(&format!("{folder}/{near}")))?;
        let name = &file.as_str()[folder.len() + 1..];
        Some((name, name.to_lowercase() == wanted.to_lowercase()))
    }
}

/// Whether one of a record's texts stands in this file.
fn has_text(record: &Record, file: &SourcePath) -> bool {
    record.texts.iter().any(|(_, text)| text.place.path == *file)
}
