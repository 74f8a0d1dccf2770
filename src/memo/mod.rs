//! Remembers costly artifacts between runs: resized pictures, documents, cards.
//!
//! In goes a key, the fingerprint of everything that decides the bytes, and a function that makes them; out come the
//! bytes, remembered or made. A [`Memo`] never fails and never changes a result: a disk that cannot be read or
//! written, a damaged entry and an empty folder all mean that the bytes are made again. It knows nothing of what it
//! keeps, and never removes what it did not write.

mod disk;
mod sealed;
mod bundle;

use std::collections::BTreeSet;
use std::hash::Hash;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::base::{Digest, fingerprint};
pub use bundle::BundleStore;
use disk::Folder;
pub use sealed::{FileStat, Sight, read_lines, write_lines};

/// Where whatever may be made again is kept, below a site's folder.
pub const CACHE: &str = ".portolan/cache";

/// The key of an artifact: what it is made from, how, and by which version of the code that makes it.
///
/// `epoch` is raised in the code whenever the same input and parameters would give other bytes than before; `kind`
/// keeps makers apart that happen to take the same parameters.
#[must_use]
pub fn key(kind: &'static str, epoch: u32, input: Digest, parameters: &impl Hash) -> Digest {
    fingerprint(&(kind, epoch, input, fingerprint(parameters)))
}

/// The program that runs: another one may make other things of the same input.
#[must_use]
pub fn program() -> Digest {
    let own = std::env::current_exe().ok().and_then(|place| std::fs::metadata(place).ok());
    fingerprint(&(env!("CARGO_PKG_VERSION"), own.as_ref().and_then(FileStat::of)))
}

/// Artifacts remembered by key, shared by all threads.
///
/// Two threads, or two processes with one folder, may make the same artifact at the same time. Both get their bytes,
/// and one of the equal entries stays.
#[derive(Debug, Default)]
pub struct Memo {
    folder: Option<Folder>,
    /// Whether what is made goes into the folder.
    keeps: bool,
    asked: Mutex<BTreeSet<Digest>>,
    found: AtomicUsize,
    made: AtomicUsize,
    trouble: Mutex<Option<String>>,
}

/// How often a [`Memo`] had the bytes already, and how often they had to be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemoTally {
    /// Answered from the folder.
    pub found: usize,
    /// Made anew, or tried to.
    pub made: usize,
}

impl Memo {
    /// Remembers nothing: everything is made when it is asked for.
    #[must_use]
    pub fn forgetful() -> Memo {
        Memo::default()
    }

    /// Remembers in `folder`, which is made with the first entry and may be deleted at any time.
    #[must_use]
    pub fn on_disk(folder: &Path) -> Memo {
        Memo { folder: Some(Folder::new(folder)), keeps: true, ..Memo::default() }
    }

    /// Knows what is in `folder`, and writes nothing into it.
    #[must_use]
    pub fn read_only(folder: &Path) -> Memo {
        Memo { folder: Some(Folder::new(folder)), ..Memo::default() }
    }

    /// The bytes of `key`: remembered, or made by `make` and then remembered. A failure of `make` is not remembered.
    pub fn bytes<E>(&self, key: Digest, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        lock(&self.asked).insert(key);
        if let Some(bytes) = self.folder.as_ref().and_then(|folder| folder.read(key)) {
            self.found.fetch_add(1, Relaxed);
            return Ok(bytes);
        }
        self.made.fetch_add(1, Relaxed);
        let bytes = make()?;
        if let Some(folder) = self.folder.as_ref().filter(|_| self.keeps) {
            self.note(folder.write(key, &bytes));
        }
        Ok(bytes)
    }

    /// Keeps the entry of `key`, if there is one, from being swept: its bytes stand where they are needed.
    pub fn keep(&self, key: Digest) {
        lock(&self.asked).insert(key);
    }

    /// Removes the entries that this memo was not asked for, and returns how many.
    ///
    /// Only for the end of a run that asked for everything: after a run that showed a few pages it would throw away
    /// the pictures of all others. Another process that uses the folder loses nothing but time.
    pub fn sweep(&self) -> usize {
        let Some(folder) = self.folder.as_ref().filter(|_| self.keeps) else { return 0 };
        let (removed, outcome) = folder.sweep(&lock(&self.asked));
        self.note(outcome);
        removed
    }

    /// What happened so far.
    #[must_use]
    pub fn tally(&self) -> MemoTally {
        MemoTally { found: self.found.load(Relaxed), made: self.made.load(Relaxed) }
    }

    /// The first thing that kept an entry from being written or removed, with its path; worth a remark, no more.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        lock(&self.trouble).clone()
    }

    fn note(&self, outcome: Result<(), String>) {
        if let Err(trouble) = outcome {
            lock(&self.trouble).get_or_insert(trouble);
        }
    }
}

/// A set or a note is whole after a panic elsewhere, because each change to it is one call.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
