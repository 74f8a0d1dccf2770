use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::{self, ROOTS};

/// How long nothing may have happened before changes are taken.
const QUIET: Duration = Duration::from_millis(15);
/// The same after a file was closed or renamed into place, which is how saving ends.
const SETTLED: Duration = Duration::from_millis(3);
/// The same while a file is empty or missing, which it is for a moment while many programs save.
const DOUBT: Duration = Duration::from_millis(50);
/// Changes wait no longer, however many follow.
const LONGEST: Duration = Duration::from_millis(100);
/// How often a folder is looked at that does not tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// Changes that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Files and folders to look at again.
    pub paths: BTreeSet<PathBuf>,
    /// When the first of them changed.
    pub since: Instant,
}

/// Looks after the input of a site until the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// The system tells of changes.
    Told,
    /// Files are looked at every second.
    Polling,
}

/// What was told.
#[derive(Debug, PartialEq, Eq)]
enum News {
    Path {
        path: PathBuf,
        kind: EventKind,
        at: Instant,
    },
    /// More happened than could be told.
    Everything(Instant),
}

impl Watch {
    /// Calls `sink` with all changes below `root`, on a thread of its own; while it works, further changes gather.
    ///
    /// Where the system tells of no changes, or with `poll`, files are looked at every second.
    ///
    /// # Errors
    /// When the folder cannot be looked at, either.
    pub fn start(root: &Path, poll: bool, sink: impl FnMut(&Batch) + Send + 'static) -> io::Result<Watch> {
        let (sender, news) = mpsc::channel();
        let told = if poll { None } else { told(root, sender.clone()).ok() };
        let (watch, watcher) = match told {
            Some(watcher) => (Watch::Told, watcher),
            None => (Watch::Polling, polling(root, sender).map_err(io::Error::other)?),
        };
        let root = root.to_owned();
        thread::Builder::new()
            .name("portolan-watch".to_owned())
            .spawn(move || collect(&root, watcher, &news, sink))?;
        Ok(watch)
    }
}

type AnyWatcher = Box<dyn Watcher + Send>;

fn told(root: &Path, sender: mpsc::Sender<News>) -> notify::Result<AnyWatcher> {
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher: AnyWatcher = Box::new(RecommendedWatcher::new(teller(root, sender), config)?);
    watch_all(&mut *watcher, root)?;
    Ok(watcher)
}

fn polling(root: &Path, sender: mpsc::Sender<News>) -> notify::Result<AnyWatcher> {
    let config = Config::default().with_follow_symlinks(false).with_poll_interval(POLL);
    let mut watcher: AnyWatcher = Box::new(PollWatcher::new(teller(root, sender), config)?);
    watch_all(&mut *watcher, root)?;
    Ok(watcher)
}

/// Watches the folders that input lies in, and the site's own for what is put there; never what builds write.
fn watch_all(watcher: &mut dyn Watcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in ROOTS.iter().map(|top| root.join(top)).filter(|path| is_folder(path)) {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(())
}

/// Passes on what concerns input. Runs on the watcher's thread, so it does little.
fn teller(root: &Path, sender: mpsc::Sender<News>) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let root = root.to_owned();
    move |event| {
        let at = Instant::now();
        let Ok(event) = event else {
            let _ = sender.send(News::Everything(at));
            return;
        };
        if event.need_rescan() {
            let _ = sender.send(News::Everything(at));
        }
        let kind = event.kind;
        if !is_change(kind) {
            return;
        }
        for path in event.paths.into_iter().filter(|path| concerns(&root, path)) {
            // A folder changes with every file in it, and these tell themselves.
            if !(is_inner(kind) && is_folder(&path)) {
                let _ = sender.send(News::Path { path, kind, at });
            }
        }
    }
}

/// Whether something may be different after an event.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_)) || is_settled(kind)
}

/// Whether this is how saving ends.
fn is_settled(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
    )
}

/// Whether what changed is inside of a file or folder, and not its name.
fn is_inner(kind: EventKind) -> bool {
    matches!(kind, EventKind::Modify(change) if !matches!(change, ModifyKind::Name(_)))
}

/// Whether a path is, or may be, input; temporary names that editors try out are not.
fn concerns(root: &Path, path: &Path) -> bool {
    let trial = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| {
        name.len() == 4 && name.starts_with("49") && name.bytes().all(|byte| byte.is_ascii_digit())
    });
    match source::site_path(root, path) {
        Ok(path) => !trial && source::is_input(&path),
        // Not Unicode: its folder is looked at, where it is reported.
        Err(_) => path.starts_with(root),
    }
}

/// Gathers news into batches until nobody can tell any more.
fn collect(root: &Path, mut watcher: AnyWatcher, news: &Receiver<News>, mut sink: impl FnMut(&Batch)) {
    while let Ok(first) = news.recv() {
        let batch = gather(root, first, news);
        for path in batch.paths.iter().filter(|path| path.parent() == Some(root) && is_folder(path)) {
            // A folder of input that was made, or made again, is not watched yet.
            let _ = watcher.watch(path, RecursiveMode::Recursive);
        }
        if !batch.paths.is_empty() {
            sink(&batch);
        }
    }
}

fn gather(root: &Path, first: News, news: &Receiver<News>) -> Batch {
    let since = match &first {
        News::Path { at, .. } | News::Everything(at) => *at,
    };
    let mut gathering = Gathering { paths: BTreeSet::new(), passing: BTreeSet::new(), settled: false };
    let mut next = first;
    let left = || LONGEST.saturating_sub(since.elapsed());
    loop {
        gathering.add(root, next);
        let quiet = if gathering.settled { SETTLED } else { QUIET };
        let mut more = news.recv_timeout(quiet.min(left()));
        if more == Err(RecvTimeoutError::Timeout) && gathering.is_doubtful() {
            more = news.recv_timeout(DOUBT.min(left()));
        }
        match more {
            Ok(more) => next = more,
            Err(_) => return Batch { paths: gathering.paths, since },
        }
    }
}

/// A batch that is not complete.
struct Gathering {
    paths: BTreeSet<PathBuf>,
    /// What appeared while changes were gathered: when it vanishes again, it was nothing but a means.
    passing: BTreeSet<PathBuf>,
    /// Whether what came last is how saving ends.
    settled: bool,
}

impl Gathering {
    fn add(&mut self, root: &Path, news: News) {
        match news {
            News::Path { path, kind, .. } => {
                if kind.is_create() && !self.paths.contains(&path) {
                    self.passing.insert(path.clone());
                }
                // A file that was made just now is often about to take the name of another.
                let is_new = kind.is_access() && self.passing.contains(&path);
                self.settled = is_settled(kind) && !is_new;
                self.paths.insert(path);
            }
            News::Everything(_) => {
                self.settled = false;
                self.paths.extend(ROOTS.iter().map(|top| root.join(top)));
            }
        }
    }

    /// Whether a file is as many programs leave it for a moment while they save: missing or empty. Of many files that
    /// changed at once, this is not asked.
    fn is_doubtful(&self) -> bool {
        let is_doubtful = |path: &PathBuf| match path.metadata() {
            Ok(found) => found.is_file() && found.len() == 0,
            Err(_) => !self.passing.contains(path),
        };
        self.paths.len() < 20 && self.paths.iter().any(is_doubtful)
    }
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_dir())
}
