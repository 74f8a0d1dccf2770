//! Files → a folder, in the order in which a visitor may meet them: pictures and styles, pages, removals, manifest. The only writer.
//!
//! A file is compared before it is written, and written by temporary file and rename: killed at any moment, every file is
//! whole, old or new. What Portolan did not make is never touched; what it made is known from the manifest in the folder.

mod manifest;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use manifest::{Journal, Manifest};

/// A folder being filled.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    before: Manifest,
    made: Mutex<Manifest>,
    journal: Mutex<Journal>,
    folders: Mutex<BTreeSet<PathBuf>>,
    sound: Mutex<BTreeSet<PathBuf>>,
    /// How many temporary files there were.
    benches: AtomicUsize,
    written: AtomicUsize,
    unchanged: AtomicUsize,
    bytes: AtomicU64,
}

/// What a run did to the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files that were new or differed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files that belong to no page any more.
    pub removed: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
}

/// Why a folder could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The disk, the rights.
    #[error("cannot {action} {path}: {source}")]
    Io {
        /// `write`, `read`, `remove`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// A file that Portolan did not make stands where a page belongs.
    #[error("{path} is in the way: Portolan did not make it, so it is left alone")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { action, path: path.to_owned(), source }
    }
}

impl Output {
    /// Opens a folder, which need not exist. What an earlier run left half-written is cleared away.
    ///
    /// # Errors
    /// When the folder cannot be made or its manifest not read.
    pub fn open(root: &Path) -> Result<Output, Error> {
        fs::create_dir_all(root).map_err(Error::io("make", root))?;
        let workshop = root.join(manifest::WORKSHOP);
        if workshop.symlink_metadata().is_ok() {
            fs::remove_dir_all(&workshop).map_err(Error::io("remove", &workshop))?;
        }
        Ok(Output {
            root: root.to_owned(),
            before: Manifest::read(root)?,
            made: Mutex::default(),
            journal: Mutex::default(),
            folders: Mutex::default(),
            sound: Mutex::default(),
            benches: AtomicUsize::new(0),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
        })
    }

    /// Makes sure that the file `path`, below the folder and with `/`, has these bytes. May be called from many threads.
    ///
    /// # Errors
    /// When the file cannot be written, or somebody else's file stands there.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        assert!(manifest::is_below(path), "addresses were checked in `site::assemble`, but not {path:?}");
        let place = self.root.join(path);
        self.own_folder(&place)?;
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        if same(&place, bytes) {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
        } else {
            if !self.before.contains(path) {
                if place.symlink_metadata().is_ok() {
                    return Err(Error::Foreign { path: place });
                }
                lock(&self.journal).note(&self.root, path)?;
            }
            self.write(&place, bytes)?;
            self.written.fetch_add(1, Ordering::Relaxed);
        }
        lock(&self.made).insert(path);
        Ok(())
    }

    fn write(&self, place: &Path, bytes: &[u8]) -> Result<(), Error> {
        let folder = place.parent().unwrap_or(&self.root);
        self.make_folder(folder)?;
        let workshop = self.root.join(manifest::WORKSHOP);
        self.make_folder(&workshop)?;
        // The workshop was cleared when the folder was opened, so nobody else's file has this name.
        let bench = workshop.join(self.benches.fetch_add(1, Ordering::Relaxed).to_string());
        let write = || -> io::Result<()> {
            fs::File::create_new(&bench)?.write_all(bytes)?;
            fs::rename(&bench, place)
        };
        write().map_err(Error::io("write", place))
    }

    /// Makes sure that the way from the output folder to a file leads through no link: what lies behind one is not ours.
    fn own_folder(&self, place: &Path) -> Result<(), Error> {
        let folder = place.parent().unwrap_or(&self.root);
        if lock(&self.sound).contains(folder) {
            return Ok(());
        }
        if let Some(path) = link_on_the_way(&self.root, folder) {
            return Err(Error::Foreign { path });
        }
        lock(&self.sound).insert(folder.to_owned());
        Ok(())
    }

    fn make_folder(&self, folder: &Path) -> Result<(), Error> {
        if lock(&self.folders).contains(folder) {
            return Ok(());
        }
        fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
        lock(&self.folders).insert(folder.to_owned());
        Ok(())
    }

    /// Removes what earlier runs made and this one did not, and says in the manifest what there is now.
    ///
    /// # Errors
    /// When a file cannot be removed or the manifest not written.
    pub fn finish(self) -> Result<Tally, Error> {
        let made = self.made.into_inner().expect("no thread panicked while it held the list");
        let mut removed = 0;
        // Pages go before what they name, as they come after it.
        let gone = self.before.paths().filter(|path| !made.contains(path));
        let (pages, others): (Vec<&str>, Vec<&str>) = gone.partition(|path| path.ends_with(".html"));
        for path in pages.into_iter().chain(others) {
            let place = self.root.join(path);
            if link_on_the_way(&self.root, &place).is_some_and(|link| link != place) {
                continue;
            }
            match fs::remove_file(&place) {
                Ok(()) => removed += 1,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::io("remove", &place)(error)),
            }
            remove_empty(&self.root, &place);
        }
        let workshop = self.root.join(manifest::WORKSHOP);
        if made != self.before || Journal::is_left(&self.root) {
            fs::create_dir_all(&workshop).map_err(Error::io("make", &workshop))?;
            made.write(&self.root, &workshop)?;
        }
        if workshop.exists() {
            fs::remove_dir_all(&workshop).map_err(Error::io("remove", &workshop))?;
        }
        Ok(Tally {
            written: self.written.into_inner(),
            unchanged: self.unchanged.into_inner(),
            removed,
            bytes: self.bytes.into_inner(),
        })
    }

    /// Ends a run that could not make every page: nothing is removed, and the manifest knows old and new files.
    ///
    /// # Errors
    /// When the manifest cannot be written.
    pub fn abandon(self) -> Result<(), Error> {
        let mut made = self.made.into_inner().expect("no thread panicked while it held the list");
        self.before.paths().for_each(|path| made.insert(path));
        let workshop = self.root.join(manifest::WORKSHOP);
        fs::create_dir_all(&workshop).map_err(Error::io("make", &workshop))?;
        made.write(&self.root, &workshop)?;
        fs::remove_dir_all(&workshop).map_err(Error::io("remove", &workshop))
    }
}

/// Replaces a file of the author's as a page is replaced: whole, or not at all.
///
/// # Errors
/// When it cannot be written; it is then as it was.
pub fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut fresh = tempfile::NamedTempFile::new_in(file.parent().unwrap_or(Path::new(".")))?;
    fresh.write_all(bytes)?;
    let permissions = fs::metadata(file)?.permissions();
    fresh.as_file().set_permissions(permissions)?;
    fresh.persist(file)?;
    Ok(())
}

/// Whether the file has exactly these bytes; its length alone tells most that differ. A link is never taken for the file.
fn same(place: &Path, bytes: &[u8]) -> bool {
    let plain =
        place.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    plain && fs::read(place).is_ok_and(|found| found == bytes)
}

/// The first link between the output folder, which may be one itself, and `place`.
fn link_on_the_way(root: &Path, place: &Path) -> Option<PathBuf> {
    let below = place.strip_prefix(root).ok()?;
    let mut way = root.to_owned();
    below.iter().find_map(|part| {
        way.push(part);
        way.symlink_metadata().is_ok_and(|found| found.is_symlink()).then(|| way.clone())
    })
}

/// Removes the folders that a removed file leaves empty, up to the output folder.
fn remove_empty(root: &Path, place: &Path) {
    let mut folder = place.parent();
    while let Some(current) = folder.filter(|current| *current != root && current.starts_with(root)) {
        // Fails where something is left in it, which ends the climb.
        if fs::remove_dir(current).is_err() {
            return;
        }
        folder = current.parent();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().expect("no thread panics while it holds a list of paths")
}
