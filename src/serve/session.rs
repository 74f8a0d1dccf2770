use std::any::Any;
use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::sync::watch;

use super::edition::{Change, Found, PreviewState, Visibility};
use super::page_cache::{Good, PageCache};
use super::renames::Moved;
use super::sources::sources;
use super::{lock, random};
use crate::base::{SourcePath, SourceSpan};
use crate::config::Overrides;
use crate::diag::{Diagnostic, Reported, UiLang, sort};
use crate::memo::{CACHE, Memo};
use crate::pipeline::{self, Build, Memory};
use crate::site::Route;
use crate::source::{self, Snapshot};

/// How many states back a browser may be and still hear of every change since.
const LOG: usize = 100;

/// The stages as the session calls them; tests put others in their place.
#[derive(Clone, Copy, Debug)]
pub struct StageCalls {
    /// From files to a site.
    pub assemble: fn(Snapshot, &Overrides, &mut Memory, Vec<Diagnostic>) -> Build,
    /// From a site to a page.
    pub render: fn(&Build, &Route) -> Result<String, Box<Diagnostic>>,
}

impl Default for StageCalls {
    fn default() -> StageCalls {
        StageCalls {
            assemble: pipeline::assemble_again,
            render: |build: &Build, route: &Route| build.render(&build.views(), route),
        }
    }
}

/// Hears of every new state.
type Listener = Box<dyn Fn(&PreviewState) + Send + Sync>;

/// A site that is being written: its files, what they make now, and what its pages were.
pub struct Session {
    /// Tells this session from others, in the eyes of a browser that was asleep meanwhile.
    pub run: String,
    /// The language in which the editor is spoken to.
    pub lang: UiLang,
    pub(super) memo: Memo,
    root: PathBuf,
    stages: StageCalls,
    listener: Listener,
    /// Held while a state is made, so that there is one after another.
    desk: Mutex<SessionInput>,
    current: watch::Sender<Arc<PreviewState>>,
    log: Mutex<VecDeque<(u64, Change)>>,
    kept: Mutex<PageCache>,
    moved: Mutex<Moved>,
}

/// What a session begins with.
#[derive(Debug)]
pub struct Opening {
    /// The files of the site, and what reading them found.
    pub read: Reported<Snapshot>,
    /// What is asked for instead of what `portolan.toml` says.
    pub overrides: Overrides,
    /// What is known of the site already.
    pub memory: Memory,
    /// The language in which editors are spoken to.
    pub lang: UiLang,
}

/// The input, and what concerns only the making of the next state.
struct SessionInput {
    snapshot: Snapshot,
    /// What reading the files found.
    found: Vec<Diagnostic>,
    overrides: Overrides,
    memory: Memory,
    /// Addresses of pages that could not be made in the last state.
    failing: BTreeSet<String>,
}

impl Session {
    /// Makes the first state of the site below `root`.
    ///
    /// # Errors
    /// When the system has no source of chance.
    pub fn open(
        root: &Path,
        opening: Opening,
        stages: StageCalls,
        listener: Listener,
    ) -> io::Result<Session> {
        let start = Instant::now();
        let Opening { read, overrides, mut memory, lang } = opening;
        memory.recall(&root.join(CACHE));
        let desk = SessionInput {
            snapshot: read.value,
            found: read.diagnostics,
            overrides,
            memory,
            failing: BTreeSet::new(),
        };
        let none = PreviewState {
            number: 0,
            build: None,
            diagnostics: Vec::new(),
            took: start.elapsed(),
            change: Change::unknown(),
            view: Visibility::default(),
            files: Arc::default(),
        };
        let session = Session {
            run: random::hex(2)?,
            lang,
            memo: Memo::on_disk(&root.join(CACHE)),
            root: root.to_owned(),
            stages,
            listener,
            desk: Mutex::new(desk),
            current: watch::Sender::new(Arc::new(none)),
            log: Mutex::default(),
            kept: Mutex::default(),
            moved: Mutex::default(),
        };
        session.make(&mut lock(&session.desk), BTreeSet::new(), start);
        Ok(session)
    }

    /// The state of now.
    #[must_use]
    pub fn current(&self) -> Arc<PreviewState> {
        self.current.borrow().clone()
    }

    /// Tells of every state from now on.
    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<PreviewState>> {
        self.current.subscribe()
    }

    /// Where the site's files are.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Reads again what is at `paths`, and makes the site again when something is different there.
    pub fn refresh(&self, paths: &BTreeSet<PathBuf>, since: Instant) -> bool {
        let root = &self.root;
        self.change(|snapshot, found| source::refresh(snapshot, root, paths, found), since)
    }

    /// Changes files, and makes the site again unless `edit` says that nothing is different.
    pub fn change(
        &self,
        edit: impl FnOnce(&mut Snapshot, &mut Vec<Diagnostic>) -> BTreeSet<SourcePath>,
        since: Instant,
    ) -> bool {
        let mut desk = lock(&self.desk);
        let SessionInput { snapshot, found, .. } = &mut *desk;
        let files = edit(snapshot, found);
        let differs = !files.is_empty();
        if differs {
            self.make(&mut desk, files, since);
        }
        differs
    }

    /// Shows the site as `view` wants it.
    pub fn show(&self, view: &Visibility) {
        let start = Instant::now();
        let mut desk = lock(&self.desk);
        if view_of(&desk.overrides) == *view {
            return;
        }
        desk.overrides.drafts = view.drafts;
        desk.overrides.future = view.future;
        desk.overrides.as_of = view.as_of;
        self.make(&mut desk, BTreeSet::new(), start);
    }

    /// Makes the next state and tells everybody. The only place where a site is made.
    fn make(&self, desk: &mut SessionInput, files: BTreeSet<SourcePath>, since: Instant) {
        let before = self.current();
        let (snapshot, overrides, found) = (desk.snapshot.clone(), &desk.overrides, desk.found.clone());
        let memory = &mut desk.memory;
        let made = self.guarded("the site", || (self.stages.assemble)(snapshot, overrides, memory, found));
        if made.is_err() {
            // What a stage was in the middle of is nothing to go on from.
            desk.memory = Memory::default();
        }
        if let Ok(build) = &made {
            // The built-in files are in it now and need not be added again.
            desk.snapshot = build.snapshot.clone();
        }
        let view = view_of(&desk.overrides);
        let mut edition = match made {
            Ok(build) => PreviewState {
                number: before.number + 1,
                diagnostics: build.diagnostics.clone(),
                took: since.elapsed(),
                change: Change::between(before.build.as_deref(), &build, files),
                build: Some(Arc::new(build)),
                view,
                files: Arc::default(),
            },
            // What was there before goes on being shown.
            Err(crash) => PreviewState {
                number: before.number + 1,
                diagnostics: vec![*crash],
                took: since.elapsed(),
                change: Change { files, ..Change::unknown() },
                view,
                ..again(&before)
            },
        };
        self.look_again(desk, &mut edition);
        edition.took = since.elapsed();
        self.publish(edition);
    }

    /// Pages that could not be made are tried first, so that what is wrong with them does not seem to be mended.
    fn look_again(&self, desk: &mut SessionInput, edition: &mut PreviewState) {
        let Some(build) = edition.build.clone() else { return };
        let mut failing = BTreeSet::new();
        for path in std::mem::take(&mut desk.failing) {
            let Some(Found::Page(route)) = edition.find(&path) else { continue };
            if let Err(problem) = self.rendered(&build, &path, &route) {
                edition.diagnostics.push(*problem);
                failing.insert(path);
            }
        }
        sort(&mut edition.diagnostics);
        desk.failing = failing;
    }

    fn publish(&self, edition: PreviewState) {
        let edition = Arc::new(edition);
        let mut log = lock(&self.log);
        log.push_back((edition.number, edition.change.clone()));
        if log.len() > LOG {
            log.pop_front();
        }
        drop(log);
        let former = self.current.send_replace(edition.clone());
        (self.listener)(&edition);
        // What follows, and letting go of the former state, is no browser's business.
        self.settle(&edition);
        drop(former);
    }

    /// What happened after the state `number`, as one change.
    #[must_use]
    pub fn since(&self, number: u64) -> Change {
        let log = lock(&self.log);
        if log.front().is_none_or(|(first, _)| *first > number + 1) {
            return Change::unknown();
        }
        let mut all = Change::default();
        log.iter().filter(|(at, _)| *at > number).for_each(|(_, change)| all.then(change));
        all
    }

    /// The HTML of a page, or of what it last was when it cannot be made.
    pub(super) fn html(&self, edition: &Arc<PreviewState>, path: &str, route: &Route) -> Option<Arc<str>> {
        let kept = lock(&self.kept).get(path);
        if let Some(good) = kept.as_ref().filter(|good| good.number == edition.number) {
            return Some(good.html.clone());
        }
        let build = edition.build.as_ref()?;
        match self.rendered(build, path, route) {
            Ok(html) => {
                let html: Arc<str> = html.into();
                let files = sources(&build.site, route).into_iter().map(|place| place.path).collect();
                lock(&self.kept)
                    .put(path, Good { number: edition.number, html: html.clone(), sources: files });
                Some(html)
            }
            Err(problem) => {
                self.report(edition, path, *problem);
                kept.map(|good| good.html)
            }
        }
    }

    /// The last HTML of a page that could be made.
    pub(super) fn last_good(&self, path: &str) -> Option<Arc<str>> {
        lock(&self.kept).get(path).map(|good| good.html)
    }

    /// The same, of a page whose files still exist: a page whose files an editor deleted is not missing by mistake.
    pub(super) fn last_good_of(&self, build: &Build, path: &str) -> Option<Arc<str>> {
        let good = lock(&self.kept).get(path)?;
        good.sources.iter().all(|source| build.snapshot.get(source).is_some()).then_some(good.html)
    }

    fn rendered(&self, build: &Build, path: &str, route: &Route) -> Result<String, Box<Diagnostic>> {
        self.guarded(&format!("/{path}"), || (self.stages.render)(build, route))?
    }

    /// Tells what is wrong with a page that was asked for, as a state of its own: the overlay of a browser shows what the
    /// state says.
    fn report(&self, edition: &Arc<PreviewState>, path: &str, problem: Diagnostic) {
        let mut desk = lock(&self.desk);
        let current = self.current();
        desk.failing.insert(path.to_owned());
        // A mistake of an older state, or one that is reported already, makes no new state.
        let same = match (&current.build, &edition.build) {
            (Some(current), Some(build)) => Arc::ptr_eq(current, build),
            _ => false,
        };
        if !same || current.diagnostics.contains(&problem) {
            return;
        }
        let mut diagnostics = current.diagnostics.clone();
        diagnostics.push(problem);
        sort(&mut diagnostics);
        self.publish(PreviewState {
            number: current.number + 1,
            diagnostics,
            took: current.took,
            change: Change::unknown(),
            ..again(&current)
        });
    }

    /// Runs a stage, whose panic is a finding like another.
    pub(super) fn guarded<T>(&self, what: &str, stage: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
        catch_unwind(AssertUnwindSafe(stage)).map_err(|panic| Box::new(crash(what, &*panic)))
    }

    fn settle(&self, edition: &PreviewState) {
        if let Some(build) = &edition.build {
            lock(&self.moved).settle(edition.number, build);
        }
    }

    /// The page that was once at `path` in this session.
    pub(super) fn moved(&self, edition: &Arc<PreviewState>, path: &str) -> Option<Route> {
        let build = edition.build.as_ref()?;
        self.settle(edition);
        lock(&self.moved).find(build, path)
    }
}

/// The same site as another state.
fn again(edition: &PreviewState) -> PreviewState {
    PreviewState {
        number: edition.number,
        build: edition.build.clone(),
        diagnostics: Vec::new(),
        took: edition.took,
        change: Change::default(),
        view: edition.view.clone(),
        files: edition.files.clone(),
    }
}

fn view_of(overrides: &Overrides) -> Visibility {
    Visibility { drafts: overrides.drafts, future: overrides.future, as_of: overrides.as_of }
}

fn crash(what: &str, panic: &(dyn Any + Send)) -> Diagnostic {
    let words = panic.downcast_ref::<&str>().copied();
    let problem = words.or(panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given");
    let mut found = Diagnostic::error("crashed", SourceSpan::file(&SourcePath::new("")));
    found.place = None;
    found.with("what", what).with("problem", problem.lines().next().unwrap_or_default()).help("report")
}
