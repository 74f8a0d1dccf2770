//! Files → a folder, in the order in which a visitor may meet them: pictures and styles, pages, removals, manifest. The only writer.
//!
//! A file is compared before it is written, and written by temporary file and rename: killed at any moment, every file is
//! whole, old or new. What Portolan did not make is never touched; what it made is known from the manifest in the folder.
//! What the last run made it from is known from a build record in the cache, so that a run need not make again what stands.

mod staging;
mod manifest;
mod build_record;

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::base::{Digest, StreamingDigest, fingerprint_bytes};
use crate::memo::FileStat;
use build_record::{BuildRecord, FileState};
pub use build_record::{InputDigests, Provenance};
use manifest::{Journal, Manifest};

/// A folder being filled.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// Where files are put: the folder itself, or for a first run one in the staging folder.
    base: PathBuf,
    /// Whether the folder was empty when it was opened. Nobody reads what is not there yet, so files are written where they
    /// belong and all of them move in together, which is much less work than to write each aside and move it.
    is_first: bool,
    /// Where the build record of this run goes.
    record_place: Option<PathBuf>,
    left: BuildRecord,
    /// What the pages of this run are made from.
    inputs: InputDigests,
    before: Manifest,
    made: Mutex<Vec<(String, Option<FileState>)>>,
    journal: Mutex<Journal>,
    /// The folders looked at so far. Each is made by one thread, while the others go on in theirs.
    folders: Mutex<HashMap<String, Arc<Mutex<Option<Age>>>>>,
    /// How many temporary files there were.
    staged: AtomicUsize,
    written: AtomicUsize,
    unchanged: AtomicUsize,
    bytes: AtomicU64,
}

/// Whether a folder below the output folder was there before this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    /// It may hold anything.
    Old,
    /// It holds what this run has put into it.
    New,
}

/// What a run did to the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// HTML pages of the whole site.
    pub pages: usize,
    /// Files that were new or differed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files that belong to no page any more.
    pub removed: usize,
    /// The pages among them, in their order.
    pub gone: Vec<String>,
    /// Those of them that were a record's, each with its id.
    pub moved: Vec<(String, String)>,
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

/// What the site in `folder` amounts to, when a run has made it from `input`, the build reported nothing, and every file
/// still is as that run left it. `cache` is that of the run.
#[must_use]
pub fn standing(folder: &Path, cache: &Path, input: Digest) -> Option<Tally> {
    let left = BuildRecord::read(&build_record::place(cache, folder));
    if left.input != Some(input) || Journal::is_left(folder) {
        return None;
    }
    let listed = Manifest::read(folder).ok()?;
    let files: Vec<(&str, &FileState)> =
        listed.paths().map(|path| Some((path, left.files.get(path)?))).collect::<Option<_>>()?;
    let stands = files.len() == left.files.len()
        && files.par_iter().all(|(path, state)| state.is_of(&folder.join(path)));
    let pages = files.iter().filter(|(path, _)| is_page(path)).count();
    let bytes = files.iter().map(|(_, state)| state.stat.len).sum();
    stands.then_some(Tally { pages, unchanged: files.len(), bytes, ..Tally::default() })
}

impl Output {
    /// Opens a folder, which need not exist. What an earlier run left half-written is cleared away. What the last run with
    /// the same `cache` made the files from is known, when there is a cache; `inputs` is what this one makes its pages from.
    ///
    /// # Errors
    /// When the folder cannot be made or its manifest not read.
    pub fn open(root: &Path, cache: Option<&Path>, inputs: InputDigests) -> Result<Output, Error> {
        fs::create_dir_all(root).map_err(Error::io("make", root))?;
        let staging = root.join(manifest::STAGING);
        if staging.symlink_metadata().is_ok() {
            fs::remove_dir_all(&staging).map_err(Error::io("remove", &staging))?;
        }
        let record_place = cache.map(|cache| build_record::place(cache, root));
        let is_first = fs::read_dir(root).map_err(Error::io("read", root))?.next().is_none();
        let base = if is_first { staging.join(staging::FOLDER) } else { root.to_owned() };
        fs::create_dir_all(&base).map_err(Error::io("make", &base))?;
        Ok(Output {
            root: root.to_owned(),
            base,
            is_first,
            left: record_place.as_deref().map(BuildRecord::read).unwrap_or_default(),
            record_place,
            inputs,
            before: Manifest::read(root)?,
            made: Mutex::default(),
            journal: Mutex::default(),
            folders: Mutex::default(),
            staged: AtomicUsize::new(0),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
        })
    }

    /// Whether the page `path` is there already, and nothing has changed of what it was made from. If so it counts as made.
    pub fn stands_as_it_was(&self, path: &str) -> bool {
        self.left
            .state_on(&self.inputs, path)
            .is_some_and(|state| self.is_sound(path, state, &state.provenance))
    }

    /// Whether the files below `folder`, which ends in `/`, are there already, and nothing has changed of what they were made
    /// from. If so they count as made; where there are none, they do not.
    pub fn stand_as_they_were(&self, folder: &str) -> bool {
        let mut files: Vec<&String> =
            self.left.files.keys().filter(|path| path.starts_with(folder)).collect();
        files.sort_unstable();
        let states: Option<Vec<_>> =
            files.iter().map(|path| Some((*path, self.left.state_on(&self.inputs, path)?))).collect();
        let sound = |(path, state): &(&String, &FileState)| {
            self.before.contains(path) && state.is_of(&self.base.join(path))
        };
        let Some(states) = states.filter(|states| !states.is_empty() && states.iter().all(sound)) else {
            return false;
        };
        states.iter().all(|(path, state)| self.is_sound(path, state, &state.provenance))
    }

    /// Whether the file `path` is there already, made from the same as `provenance` says. If so it counts as made.
    pub fn stands(&self, path: &str, provenance: impl Into<Provenance>) -> bool {
        let provenance = provenance.into();
        let state = self.left.files.get(path).filter(|state| state.provenance.key == provenance.key);
        state.is_some_and(|state| self.is_sound(path, state, &provenance))
    }

    fn is_sound(&self, path: &str, state: &FileState, provenance: &Provenance) -> bool {
        let sound = self.before.contains(path)
            && self.folder(folder_of(path)).is_ok()
            && state.is_of(&self.base.join(path));
        if sound {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            self.note(
                path,
                state.stat.len,
                Some(FileState { provenance: provenance.clone(), stat: state.stat }),
            );
        }
        sound
    }

    /// Makes sure that the file `path`, below the folder and with `/`, has these bytes. May be called from many threads.
    ///
    /// # Errors
    /// When the file cannot be written, or somebody else's file stands there.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let key = fingerprint_bytes(bytes);
        if self.stands(path, key) { Ok(()) } else { self.put_as(path, key, bytes) }
    }

    /// The same for bytes whose provenance is known, too.
    ///
    /// # Errors
    /// When the file cannot be written, or somebody else's file stands there.
    pub fn put_from(&self, path: &str, provenance: Provenance, bytes: &[u8]) -> Result<(), Error> {
        if self.stands(path, provenance.clone()) { Ok(()) } else { self.put_as(path, provenance, bytes) }
    }

    /// The same for bytes of this provenance, for which [`Output::stands`] said no.
    ///
    /// # Errors
    /// When the file cannot be written, or somebody else's file stands there.
    pub fn put_as(&self, path: &str, provenance: impl Into<Provenance>, bytes: &[u8]) -> Result<(), Error> {
        let same = |place: &Path| same(place, bytes);
        self.place(path, (provenance.into(), bytes.len() as u64), same, |file| file.write_all(bytes))
    }

    /// The same for a large file of `len` bytes, of which `digest` is the fingerprint: `copy` writes it piece by piece.
    ///
    /// # Errors
    /// When the file cannot be written, or somebody else's file stands there.
    pub fn put_copy(
        &self,
        path: &str,
        (digest, len): (Digest, u64),
        copy: impl FnOnce(&mut fs::File) -> io::Result<()>,
    ) -> Result<(), Error> {
        if self.stands(path, digest) {
            return Ok(());
        }
        self.place(path, (digest.into(), len), |place| is_copy(place, digest, len), copy)
    }

    fn place(
        &self,
        path: &str,
        (provenance, len): (Provenance, u64),
        same: impl FnOnce(&Path) -> bool,
        fill: impl FnOnce(&mut fs::File) -> io::Result<()>,
    ) -> Result<(), Error> {
        assert!(manifest::is_below(path), "addresses were checked in `site::assemble`, but not {path:?}");
        let place = self.base.join(path);
        let age = self.folder(folder_of(path))?;
        let file = if age == Age::Old && same(&place) {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            place.symlink_metadata()
        } else {
            if !self.is_first && !self.before.contains(path) {
                if age == Age::Old && place.symlink_metadata().is_ok() {
                    return Err(Error::Foreign { path: place });
                }
                lock(&self.journal).note(&self.root, path)?;
            }
            self.written.fetch_add(1, Ordering::Relaxed);
            self.write(&place, fill)
        };
        let file = file.map_err(Error::io("write", &place))?;
        self.note(path, len, FileStat::of(&file).map(|stat| FileState { provenance, stat }));
        Ok(())
    }

    fn note(&self, path: &str, len: u64, state: Option<FileState>) {
        self.bytes.fetch_add(len, Ordering::Relaxed);
        lock(&self.made).push((path.to_owned(), state));
    }

    fn write(
        &self,
        place: &Path,
        fill: impl FnOnce(&mut fs::File) -> io::Result<()>,
    ) -> io::Result<fs::Metadata> {
        if self.is_first {
            fill(&mut fs::File::create(place)?)?;
            return place.symlink_metadata();
        }
        let number = self.staged.fetch_add(1, Ordering::Relaxed).to_string();
        // The staging folder was cleared when the folder was opened, so nobody else's file has this name.
        let staged = self.root.join(manifest::STAGING).join(number);
        let mut file = match fs::File::create_new(&staged) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(self.root.join(manifest::STAGING))?;
                fs::File::create_new(&staged)?
            }
            file => file?,
        };
        fill(&mut file)?;
        drop(file);
        fs::rename(&staged, place)?;
        // Asked of the file in its place: some systems note the time of a write when it is closed.
        place.symlink_metadata()
    }

    /// Makes sure that a folder below the output folder is there, and that the way to it leads through no link: what lies
    /// behind one is not ours.
    fn folder(&self, path: &str) -> Result<Age, Error> {
        if path.is_empty() {
            return Ok(if self.is_first { Age::New } else { Age::Old });
        }
        let known = {
            let mut folders = lock(&self.folders);
            match folders.get(path) {
                Some(known) => known.clone(),
                None => folders.entry(path.to_owned()).or_default().clone(),
            }
        };
        let mut known = lock(&known);
        if let Some(age) = *known {
            return Ok(age);
        }
        let above = self.folder(folder_of(path))?;
        let place = self.base.join(path);
        let found = if above == Age::New { None } else { place.symlink_metadata().ok() };
        let age = match found {
            Some(found) if found.is_symlink() => return Err(Error::Foreign { path: place }),
            Some(_) => Age::Old,
            None => {
                fs::create_dir(&place).map_err(Error::io("make", &place))?;
                Age::New
            }
        };
        *known = Some(age);
        Ok(age)
    }

    /// Removes what earlier runs made and this one did not, and says in the manifest what there is now. `input` is the
    /// fingerprint of whatever the folder was made from, when the build reported nothing.
    ///
    /// # Errors
    /// When a file cannot be removed or the manifest not written.
    pub fn finish(self, input: Option<Digest>) -> Result<Tally, Error> {
        let files = self.made.into_inner().expect("no thread panicked while it held the list");
        let mut made = Manifest::default();
        files.iter().for_each(|(path, _)| made.insert(path));
        let (mut removed, mut gone, mut moved) = (0, Vec::new(), Vec::new());
        // Pages go before what they name, as they come after it.
        let old = self.before.paths().filter(|path| !made.contains(path));
        let (pages, others): (Vec<&str>, Vec<&str>) = old.partition(|path| is_page(path));
        for path in pages.into_iter().chain(others) {
            let place = self.root.join(path);
            if link_on_the_way(&self.root, &place).is_some_and(|link| link != place) {
                continue;
            }
            match fs::remove_file(&place) {
                Ok(()) => {
                    removed += 1;
                    gone.extend(is_page(path).then(|| path.to_owned()));
                    let record = self.left.files.get(path).and_then(|state| state.provenance.record.clone());
                    moved.extend(record.map(|record| (path.to_owned(), record)));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::io("remove", &place)(error)),
            }
            remove_empty(&self.root, &place);
        }
        let staging = self.root.join(manifest::STAGING);
        if self.is_first {
            // The manifest comes first: should the move break off, the next run knows these files for ours.
            made.write(&self.root, &staging)?;
            staging::move_in(&self.base, &self.root)?;
        } else if made != self.before || Journal::is_left(&self.root) {
            fs::create_dir_all(&staging).map_err(Error::io("make", &staging))?;
            made.write(&self.root, &staging)?;
        }
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(Error::io("remove", &staging))?;
        }
        let pages = files.iter().filter(|(path, _)| is_page(path)).count();
        let tally = Tally {
            pages,
            written: self.written.into_inner(),
            unchanged: self.unchanged.into_inner(),
            removed,
            gone,
            moved,
            bytes: self.bytes.into_inner(),
        };
        if let Some(place) = &self.record_place {
            let files = files.into_iter().filter_map(|(path, state)| Some((path, state?))).collect();
            let record = BuildRecord { input, inputs: self.inputs, files };
            if record != self.left {
                // Without it the next run compares bytes; this one has done its work.
                let _ = record.write(place);
            }
        }
        Ok(tally)
    }

    /// Ends a run that could not make every page: nothing is removed, and the manifest knows old and new files. A first run
    /// leaves nothing.
    ///
    /// # Errors
    /// When the manifest cannot be written.
    pub fn abandon(self) -> Result<(), Error> {
        let staging = self.root.join(manifest::STAGING);
        if self.is_first {
            return fs::remove_dir_all(&staging).map_err(Error::io("remove", &staging));
        }
        let files = self.made.into_inner().expect("no thread panicked while it held the list");
        let mut made = self.before;
        files.iter().for_each(|(path, _)| made.insert(path));
        fs::create_dir_all(&staging).map_err(Error::io("make", &staging))?;
        made.write(&self.root, &staging)?;
        fs::remove_dir_all(&staging).map_err(Error::io("remove", &staging))
    }
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// The folder of a path, empty for the output folder itself.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
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

/// Makes a file of the author's that is not there yet: whole, or not at all.
///
/// # Errors
/// When it cannot be written, or is there by now.
pub fn create(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // As for any new file; what the user's system takes away from it is taken away.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut fresh = builder.tempfile_in(folder)?;
    fresh.write_all(bytes)?;
    fresh.persist_noclobber(file)?;
    Ok(())
}

/// Whether the file has exactly these bytes; its length alone tells most that differ. A link is never taken for the file.
fn same(place: &Path, bytes: &[u8]) -> bool {
    is_plain(place, bytes.len() as u64) && fs::read(place).is_ok_and(|found| found == bytes)
}

/// The same of a file that may be larger than memory.
fn is_copy(place: &Path, digest: Digest, len: u64) -> bool {
    let mut passing = StreamingDigest::default();
    is_plain(place, len)
        && fs::File::open(place).and_then(|mut file| io::copy(&mut file, &mut passing)).is_ok()
        && passing.digest() == digest
}

fn is_plain(place: &Path, len: u64) -> bool {
    place.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == len)
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
