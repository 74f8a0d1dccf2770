//! A folder of entries: one file per key, `ab/ab12….memo`, which holds its own fingerprint.
//!
//! An entry is written to a temporary file beside it and renamed, so that a reader sees a whole entry or none. What
//! is read is checked against the fingerprint inside, which covers the key as well: a truncated, damaged or misplaced
//! file counts as absent. This is the only file of the memo that touches the disk.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::{Digest, fingerprint, fingerprint_bytes};

/// The first line of an entry; another layout gets another line, and old entries then count as absent.
const MAGIC: &[u8] = b"portolan memo 1\n";
const EXTENSION: &str = ".memo";
const TEMPORARY: &str = "new-";
/// Hexadecimal digits of a whole fingerprint.
const HEX: usize = 64;
/// How old a temporary file must be before it is taken for the remains of a killed process.
const STALE: Duration = Duration::from_secs(60 * 60);

/// Where the entries stand.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: &Path) -> Folder {
        Folder(path.to_owned())
    }

    /// The bytes of a whole and undamaged entry.
    pub(super) fn read(&self, key: Digest) -> Option<Vec<u8>> {
        let mut entry = fs::read(self.path(key)).ok()?;
        let seal = entry.strip_prefix(MAGIC)?.get(..HEX)?;
        let bytes = &entry[MAGIC.len() + HEX..];
        if seal != self::seal(key, bytes).as_bytes() {
            return None;
        }
        entry.drain(..MAGIC.len() + HEX);
        Some(entry)
    }

    /// Writes an entry, over a damaged one too; the error names the path.
    pub(super) fn write(&self, key: Digest, bytes: &[u8]) -> Result<(), String> {
        let path = self.path(key);
        let attempt = || -> io::Result<()> {
            let folder = path.parent().unwrap_or(&self.0);
            fs::create_dir_all(folder)?;
            let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
            file.write_all(MAGIC)?;
            file.write_all(seal(key, bytes).as_bytes())?;
            file.write_all(bytes)?;
            // Not synced: after a power failure the fingerprint tells a torn entry, and it is made again.
            file.persist(&path)?;
            Ok(())
        };
        attempt().map_err(|error| describe(&path, &error))
    }

    /// Removes the entries that are not in `kept`, and temporary files left behind by processes that were killed.
    ///
    /// Returns how many entries went, and the first thing that stood in the way. Nothing else is touched, whatever
    /// else somebody put into the folder.
    pub(super) fn sweep(&self, kept: &BTreeSet<Digest>) -> (usize, Result<(), String>) {
        let kept: BTreeSet<String> = kept.iter().map(ToString::to_string).collect();
        let mut removed = 0;
        let mut outcome = Ok(());
        for path in self.files() {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let entry = is_entry(&path, name);
            let unused = entry && !kept.contains(name.trim_end_matches(EXTENSION));
            let abandoned = name.starts_with(TEMPORARY) && is_stale(&path);
            if !(unused || abandoned) {
                continue;
            }
            match fs::remove_file(&path) {
                Ok(()) => removed += usize::from(entry),
                // Another process was faster.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => outcome = outcome.and(Err(describe(&path, &error))),
            }
        }
        (removed, outcome)
    }

    /// Every file in a two-letter subfolder, in no particular order; what cannot be listed is left out.
    fn files(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let paths =
            |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let is_ours = |folder: &PathBuf| {
            folder
                .file_name()
                .is_some_and(|name| name.len() == 2 && name.to_string_lossy().bytes().all(is_hex))
        };
        paths(&self.0).filter(is_ours).flat_map(move |folder| paths(&folder))
    }

    fn path(&self, key: Digest) -> PathBuf {
        let name = key.to_string();
        self.0.join(&name[..2]).join(name + EXTENSION)
    }
}

/// Whether a file is named as an entry of the folder that it stands in.
fn is_entry(path: &Path, name: &str) -> bool {
    let Some(key) = name.strip_suffix(EXTENSION) else { return false };
    let folder = path.parent().and_then(Path::file_name).and_then(|folder| folder.to_str());
    key.len() == HEX && key.bytes().all(is_hex) && folder == key.get(..2)
}

fn is_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// A clock that was set back, or a file that is gone, is not a reason to remove anything.
fn is_stale(path: &Path) -> bool {
    let age = fs::metadata(path).and_then(|file| file.modified()).ok().and_then(|time| time.elapsed().ok());
    age.is_some_and(|age| age > STALE)
}

/// What an entry carries to prove that it is whole, and that it is the entry of `key`.
fn seal(key: Digest, bytes: &[u8]) -> String {
    fingerprint(&(key, fingerprint_bytes(bytes))).to_string()
}

fn describe(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}
