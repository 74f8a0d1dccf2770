use std::collections::{BTreeMap, HashSet};
use std::io::IsTerminal as _;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::Outcome;
use super::argument::{BuildOptions, SiteOptions};
use super::fetched;
use super::messages::within_own;
use super::report::{Report, WayBack};
use crate::base::Digest;
use crate::config::Overrides;
use crate::install;
use crate::memo::{CACHE, Memo};
use crate::output::{self, Tally};
use crate::pipeline::{self, Build, Failure, Job, Memory, Stage, StageClock};
use crate::site::{Route, Site};
use crate::source::{self, Snapshot};

/// Work shorter than this is over before anyone wonders about it.
const PATIENCE: Duration = Duration::from_millis(500);

/// `portolan build`
pub(super) fn build(options: &BuildOptions) -> Outcome {
    let start = Instant::now();
    let report = Report::of(&options.site);
    let folder = options.site.root.join(&options.output);
    if let Some(own) = source::within_own(&options.site.root, &folder, None) {
        return report.content(within_own(&folder, own).of(options.site.ui_lang.into()));
    }
    let stages = if options.timings { StageClock::timed(now) } else { StageClock::default() };
    let cache = options.site.root.join(CACHE);
    let mut read = match stages.of(Stage::Read, || source::read_again(&options.site.root, &cache)) {
        Ok(read) => read,
        Err(error) => return report.environment(&error.to_string()),
    };
    let overrides = options.site.overrides(options.offline);
    let mut memory = Memory::default();
    fetch(&options.site, &mut read.value, &overrides, &mut memory);
    let input = pipeline::input(&read.value, &overrides);
    if read.diagnostics.is_empty()
        && let Some(tally) = stages.of(Stage::Finish, || output::standing(&folder, &cache, input))
    {
        let outcome = report.findings(&read.value, &[], Some(&tally), timings(options, &stages, start));
        report.built(&folder, &tally, &[], start.elapsed());
        return outcome;
    }
    stages.of(Stage::Content, || memory.recall(&cache));
    let mut build = pipeline::assemble_timed(read, &overrides, &mut memory, &stages);
    stages.of(Stage::Content, || {
        memory.keep();
        // A build is over before anybody could need it again.
        drop(memory);
    });
    if report.fails(&build.diagnostics) {
        return report.findings(&build.snapshot, &build.diagnostics, None, None);
    }
    // A large site's texts are a tenth of its memory.
    build.snapshot.lay_aside(&options.site.root, "content/");
    let memo = Memo::on_disk(&cache);
    let result = write(&build, (&folder, &cache), &memo, (input, &stages));
    let (tally, problems) = match result {
        Ok(tally) => {
            memo.sweep();
            (Some(tally), Vec::new())
        }
        Err(Failure::Content(problems)) => (None, problems),
        Err(Failure::Environment(error)) => return report.environment(&error.to_string()),
    };
    let all: Vec<_> = std::mem::take(&mut build.diagnostics).into_iter().chain(problems).collect();
    let places = all.iter().flat_map(|found| [&found.place, &found.other]).flatten();
    build.snapshot.recall(places.map(|place| &place.path));
    let timings = tally.as_ref().and_then(|_| timings(options, &stages, start));
    let outcome = report.findings(&build.snapshot, &all, tally.as_ref(), timings);
    if let Some(tally) = &tally {
        report.built(&folder, tally, &ways(&build.site, tally), start.elapsed());
        report.waiting(&build.site);
    }
    // The program ends now, and the system takes back a large site's memory at once, where piece by piece it takes a tenth
    // of a second.
    std::mem::forget(build);
    outcome
}

/// Writes the site, with a bar that waits: not for the stages before, which have no pages to count.
fn write(
    build: &Build,
    (folder, cache): (&Path, &Path),
    memo: &Memo,
    (input, stages): (Digest, &StageClock),
) -> Result<Tally, Failure> {
    let bar = LateBar::new(Instant::now());
    let progress = |done: usize, total: usize| bar.show(done, total);
    // What was found is to be told every time, so a folder that was made in spite of it is never taken as it stands.
    let input = build.diagnostics.is_empty().then_some(input);
    let result =
        build.write_as(&Job { folder, cache: Some(cache), input, memo, progress: &progress, stages });
    bar.bar.finish_and_clear();
    result
}

/// How the addresses of removed pages can lead to where their records are now.
fn ways(site: &Site, tally: &Tally) -> Vec<WayBack> {
    let mut pages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (page, id) in &tally.moved {
        pages.entry(id).or_default().push(format!("/{}", page.strip_suffix("index.html").unwrap_or(page)));
    }
    let way = |(id, pages): (&str, Vec<String>)| {
        let (_, record) = site.record(id).filter(|(_, record)| site.collection_of(record).pages)?;
        let own = &record.place.path;
        let file =
            if own.extension() == "md" { format!("{}/record.toml", record.folder) } else { own.to_string() };
        let known = record.meta.aliases.iter().map(|alias| alias.text.clone());
        Some(WayBack { id: id.to_owned(), file, aliases: known.chain(pages).collect() })
    };
    pages.into_iter().filter_map(way).collect()
}

/// What the stages took, when it is to be told.
fn timings<'a>(
    options: &BuildOptions,
    stages: &'a StageClock,
    start: Instant,
) -> Option<(&'a StageClock, Duration)> {
    options.timings.then(|| (stages, start.elapsed()))
}

/// Puts into the snapshot what the theme takes from npm, fetched where it is not there.
fn fetch(options: &SiteOptions, snapshot: &mut Snapshot, overrides: &Overrides, memory: &mut Memory) {
    let config = memory.config(snapshot, overrides).value;
    let missing = install::add_installed(&options.root, snapshot, &config);
    install::add_missing(&missing, snapshot, |notice| fetched::say(notice, options.ui_lang.into()));
}

/// A clock for stages.
fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// `portolan check`
pub(super) fn check(options: &SiteOptions) -> Outcome {
    let report = Report::of(options);
    let mut build = match assemble(options, &report) {
        Ok(build) => build,
        Err(outcome) => return outcome,
    };
    let mut all = std::mem::take(&mut build.diagnostics);
    if !crate::diag::has_errors(&all) {
        all.extend(template_problems(&build));
        all.extend(build.check_codes(&Memo::read_only(&options.root.join(CACHE))));
        crate::diag::sort(&mut all);
    }
    let outcome = report.findings(&build.snapshot, &all, None, None);
    if all.is_empty() {
        let site = &build.site;
        let pages = site.pages.routes.iter().filter(|route| route.is_page()).count();
        report.sound(site.content.records.len(), site.built_languages().len(), pages);
    }
    report.waiting(&build.site);
    // The process ends: clearing up after a hundred thousand records would take longer than telling of them.
    let _ = (ManuallyDrop::new(build), ManuallyDrop::new(all));
    outcome
}

fn assemble(options: &SiteOptions, report: &Report) -> Result<Build, Outcome> {
    let mut read = source::read(&options.root).map_err(|error| report.environment(&error.to_string()))?;
    let overrides = options.overrides(false);
    // Nothing is installed to look at a site; what is missing of its viewers, templates do without.
    let mut memory = ManuallyDrop::new(Memory::default());
    let config = memory.config(&read.value, &overrides).value;
    let _ = install::add_installed(&options.root, &mut read.value, &config);
    Ok(pipeline::assemble_again(read.value, &overrides, &mut memory, read.diagnostics))
}

/// The mistakes that a template makes only with real data. The program's own templates are right with any data, so that of what
/// they draw a page of each kind shows whether they have all they need: the words of each language.
fn template_problems(build: &Build) -> Vec<crate::diag::Diagnostic> {
    use rayon::prelude::*;
    let views = build.views();
    let kind = |route: &Route| {
        let collection = match *route {
            Route::Record { record, .. } => Some(build.site.content.records[record].collection),
            Route::List { collection, .. } | Route::Table { collection, .. } => Some(collection),
            Route::Archive { collection, .. } => Some(collection),
            _ => None,
        };
        (std::mem::discriminant(route), route.lang(), collection)
    };
    let mut seen = HashSet::new();
    let pages = build.site.pages.routes.iter().filter(|route| route.is_page());
    let needed: Vec<&Route> =
        pages.filter(|route| !build.theme.is_built_in() || seen.insert(kind(route))).collect();
    let results = needed.par_iter().filter_map(|route| build.render(&views, route).err());
    results.map(|problem| *problem).collect()
}

/// A bar that appears only when the work takes long enough to wonder about, and only for people.
struct LateBar {
    bar: ProgressBar,
    start: Instant,
    is_watched: bool,
    is_shown: AtomicBool,
}

impl LateBar {
    /// For work that began at `start`.
    fn new(start: Instant) -> LateBar {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pages").expect("a constant template");
        let is_watched = std::io::stderr().is_terminal();
        LateBar {
            bar: ProgressBar::hidden().with_style(style),
            start,
            is_watched,
            is_shown: AtomicBool::new(false),
        }
    }

    /// Shows how much is done.
    fn show(&self, done: usize, total: usize) {
        if !self.is_watched || self.start.elapsed() < PATIENCE {
            return;
        }
        if !self.is_shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr_with_hz(5));
        }
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }
}
