use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// A part of the work of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files → memory.
    Read,
    /// Settings, formats and strings.
    Settings,
    /// TOML and Markdown → records.
    Content,
    /// Records → a site: addresses, orders, references, rules.
    Site,
    /// Headers of pictures.
    Pictures,
    /// Templates, compiled.
    Theme,
    /// Assets, attachments and pictures, made and written.
    Files,
    /// What each page shows.
    Views,
    /// Views and templates → HTML; sitemaps and feeds.
    Render,
    /// Pages → disk.
    Write,
    /// The indexes of the search, made and written.
    Search,
    /// Removals and the manifest.
    Finish,
}

impl Stage {
    /// Every stage, in the order in which a build comes to them.
    pub const ALL: &[Stage] = &[
        Stage::Read,
        Stage::Settings,
        Stage::Content,
        Stage::Site,
        Stage::Pictures,
        Stage::Theme,
        Stage::Files,
        Stage::Views,
        Stage::Render,
        Stage::Write,
        Stage::Search,
        Stage::Finish,
    ];

    /// Its name in a report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stage::Read => "read",
            Stage::Settings => "settings",
            Stage::Content => "content",
            Stage::Site => "site",
            Stage::Pictures => "pictures",
            Stage::Theme => "theme",
            Stage::Files => "files",
            Stage::Views => "views",
            Stage::Render => "render",
            Stage::Write => "write",
            Stage::Search => "search",
            Stage::Finish => "finish",
        }
    }

    /// Whether its time is the sum over all threads, each of which comes to it for every page.
    #[must_use]
    pub fn is_sum(self) -> bool {
        matches!(self, Stage::Views | Stage::Render | Stage::Write)
    }
}

/// How long each stage of a build took, and how much it did. Times never decide what is made.
#[derive(Debug, Default)]
pub struct StageClock {
    now: Option<fn() -> Duration>,
    times: [AtomicU64; Stage::ALL.len()],
    parsed: AtomicUsize,
    views: AtomicUsize,
    rendered: AtomicUsize,
}

impl StageClock {
    /// Takes the time by a clock that never goes back; a default [`StageClock`] takes none.
    #[must_use]
    pub fn timed(now: fn() -> Duration) -> StageClock {
        StageClock { now: Some(now), ..StageClock::default() }
    }

    /// Does a part of a stage's work.
    pub fn of<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let Some(now) = self.now else { return work() };
        let start = now();
        let result = work();
        let took = now().saturating_sub(start).as_nanos();
        self.times[stage as usize].fetch_add(u64::try_from(took).unwrap_or(u64::MAX), Ordering::Relaxed);
        result
    }

    /// The time of a stage so far.
    #[must_use]
    pub fn time(&self, stage: Stage) -> Duration {
        Duration::from_nanos(self.times[stage as usize].load(Ordering::Relaxed))
    }

    pub(super) fn saw_parsed(&self, files: usize) {
        self.parsed.fetch_add(files, Ordering::Relaxed);
    }

    /// How many files of records were parsed.
    #[must_use]
    pub fn parsed(&self) -> usize {
        self.parsed.load(Ordering::Relaxed)
    }

    pub(super) fn saw_view(&self) {
        self.views.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn saw_page(&self) {
        self.rendered.fetch_add(1, Ordering::Relaxed);
    }

    /// How many views were made.
    #[must_use]
    pub fn views(&self) -> usize {
        self.views.load(Ordering::Relaxed)
    }

    /// How many pages went through a template.
    #[must_use]
    pub fn rendered(&self) -> usize {
        self.rendered.load(Ordering::Relaxed)
    }
}
