use std::path::Path;
use std::sync::Arc;

use super::search::SearchWords;
use crate::base::{Digest, SourcePath, fingerprint};
use crate::check::Findings;
use crate::config::{self, Config, Overrides};
use crate::content;
use crate::diag::Reported;
use crate::locale::{Catalogues, Locale};
use crate::site::Site;
use crate::source::Snapshot;
use crate::theme::Theme;
use crate::view::Probes;

/// What assembling a site leaves for the next time that the same site is assembled. Every stage is a function; each of
/// these is the last result of one, kept with what it was made from.
///
/// It changes how long assembling takes, never what comes of it.
#[derive(Debug, Default)]
pub struct Memory {
    config: Memoised<Arc<Config>>,
    pub(super) content: content::ContentMemory,
    pub(super) locales: Memoised<Arc<Vec<Locale>>>,
    pub(super) catalogues: Memoised<Arc<Catalogues>>,
    pub(super) theme: Memoised<Arc<Theme>>,
    pub(super) search_words: Memoised<Arc<Vec<SearchWords>>>,
    pub(super) probes: Probes,
    pub(super) site: Option<Site>,
    pub(super) findings: Option<Findings>,
    /// Whether a site is put together without a look at what it was before.
    is_anew: bool,
}

/// A special way of doing less for an edit. A test turns each off and finds that the same comes of the edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialWay {
    /// A saved file is put into the content of last time (`content/patch.rs`).
    Patch,
    /// Stages that do not look at what differs are taken over (`site/difference.rs`).
    Difference,
}

impl Memory {
    /// Nothing remembered, and one of the ways turned off.
    #[must_use]
    pub fn without(way: SpecialWay) -> Memory {
        match way {
            SpecialWay::Patch => {
                Memory { content: content::ContentMemory::without_patches(), ..Memory::default() }
            }
            SpecialWay::Difference => Memory { is_anew: true, ..Memory::default() },
        }
    }

    /// How often a saved file was put into the content of last time.
    #[must_use]
    pub fn patches(&self) -> usize {
        self.content.patches()
    }

    /// The site as it was, for the stages that ask how it differs.
    pub(super) fn before(&self) -> Option<&Site> {
        self.site.as_ref().filter(|_| !self.is_anew)
    }

    /// What the last run kept in `cache`.
    #[must_use]
    pub fn kept(cache: &Path) -> Memory {
        let mut memory = Memory::default();
        memory.recall(cache);
        memory
    }

    /// Remembers what the last run kept in `cache`.
    pub fn recall(&mut self, cache: &Path) {
        self.content = content::ContentMemory::kept(&cache.join("content"));
    }

    /// How the site is to be made, for whoever has to know before it is.
    pub fn config(&mut self, snapshot: &Snapshot, overrides: &Overrides) -> Reported<Arc<Config>> {
        let file = snapshot.get(&SourcePath::new(config::FILE)).map(|file| file.digest);
        // Where there is none, one by a wrong name is told of.
        let astray = file.is_none().then(|| snapshot.astray().collect::<Vec<_>>());
        self.config
            .of(fingerprint(&(file, astray, overrides)), || config::parse(snapshot, overrides).map(Arc::new))
    }

    /// Keeps what is worth it for the next run.
    pub fn keep(&mut self) {
        self.content.keep();
    }
}

/// The last result of a stage, with the fingerprint of what it was made from.
#[derive(Debug)]
pub(super) struct Memoised<T> {
    result: Option<(Digest, Reported<T>)>,
}

impl<T> Default for Memoised<T> {
    fn default() -> Self {
        Memoised { result: None }
    }
}

impl<T: Clone> Memoised<T> {
    /// The stage's result: the last one when `input` is still the same, else that of `make`. Diagnostics are replayed.
    pub(super) fn of(&mut self, input: Digest, make: impl FnOnce() -> Reported<T>) -> Reported<T> {
        if let Some((made_from, result)) = &self.result
            && *made_from == input
        {
            return result.clone();
        }
        let result = make();
        self.result = Some((input, result.clone()));
        result
    }
}

/// The fingerprint of every file below a folder.
pub(super) fn digest_below(snapshot: &Snapshot, folder: &str) -> Digest {
    let files = snapshot.below(folder).map(|(path, file)| (path, file.digest));
    fingerprint(&files.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_another_when_a_file_of_it_has_another_name() {
        let digest = |path: &str, text: &str| {
            let files = [(path, text.as_bytes()), ("i18n/vi.toml", b"".as_slice())];
            digest_below(&Snapshot::from_files(files).value, "themes/")
        };
        let before = digest("themes/bay/templates/record.html", "a");
        assert_eq!(digest("themes/bay/templates/record.html", "a"), before);
        assert_ne!(digest("themes/bay/templates/records.html", "a"), before, "its name");
        assert_ne!(digest("themes/bay/templates/record.html", "b"), before, "what it says");
    }

    #[test]
    fn a_stage_runs_again_when_it_is_made_from_something_else() {
        let mut last: Memoised<u32> = Memoised::default();
        let mut runs = 0;
        for (input, expected) in [("a", 1), ("a", 1), ("b", 2), ("a", 3)] {
            let made = last.of(fingerprint(input), || {
                runs += 1;
                Reported::new(runs, Vec::new())
            });
            assert_eq!(made.value, expected, "{input}");
        }
    }
}
