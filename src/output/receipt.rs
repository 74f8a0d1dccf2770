use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::base::{Digest, fingerprint, fingerprint_bytes};

/// The first line of a receipt; another layout gets another line, and old receipts then count as absent.
const MAGIC: &str = "portolan receipt 1";

/// What a run left in an output folder: of each file its key, its size and time.
///
/// It spares the next run to make pages whose key is the same, and to read files that are still as that run left them.
/// It stands in the cache, outside the folder, and may be deleted at any time: then files are compared by their bytes. A
/// file that anyone has touched since has another size or time, and is compared as well.
#[derive(Debug, Default)]
pub(super) struct Receipt {
    /// What the whole folder was made from, when nothing was to be said about it.
    pub(super) input: Option<Digest>,
    pub(super) files: HashMap<String, Stamp>,
}

/// A file as a run left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Of what the bytes were made from, or of the bytes.
    pub(super) key: Digest,
    pub(super) len: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Stamp {
    /// The stamp of a file; `None` where the system knows no times.
    pub(super) fn of(key: Digest, file: &Metadata) -> Option<Stamp> {
        Some(Stamp { key, len: file.len(), modified: modified(file)? })
    }

    /// Whether the file is, by size and time, as it was left.
    pub(super) fn is_of(&self, place: &Path) -> bool {
        place.symlink_metadata().is_ok_and(|file| {
            file.is_file() && file.len() == self.len && modified(&file) == Some(self.modified)
        })
    }
}

fn modified(file: &Metadata) -> Option<u64> {
    let since = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

/// Where the receipt of an output folder stands: below `cache`, by the folder's own path.
pub(super) fn place(cache: &Path, folder: &Path) -> PathBuf {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = fingerprint_bytes(whole.to_string_lossy().as_bytes()).short(16);
    cache.join("output").join(name)
}

/// The program that runs: another one may make other bytes of the same input.
fn program() -> Digest {
    let own = std::env::current_exe().and_then(fs::metadata).ok();
    fingerprint(&(
        env!("CARGO_PKG_VERSION"),
        own.as_ref().map(Metadata::len),
        own.as_ref().and_then(modified),
    ))
}

impl Receipt {
    /// The receipt at `place`; an empty one when it is of another program, damaged or not there.
    pub(super) fn read(place: &Path) -> Receipt {
        fs::read_to_string(place).ok().and_then(|text| parse(&text)).unwrap_or_default()
    }

    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, place: &Path) -> io::Result<()> {
        let folder = place.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let text = self.text();
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(place)?;
        Ok(())
    }

    fn text(&self) -> String {
        let input = self.input.map_or_else(|| "-".to_owned(), |input| input.to_string());
        let mut text = format!("{MAGIC}\n{}\n{input}\n", program());
        let mut files: Vec<(&String, &Stamp)> = self.files.iter().collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        for (path, stamp) in files {
            let Stamp { key, len, modified } = stamp;
            let _ = writeln!(text, "{key} {len} {modified} {path}");
        }
        let seal = fingerprint_bytes(text.as_bytes());
        let _ = writeln!(text, "{seal}");
        text
    }
}

fn parse(text: &str) -> Option<Receipt> {
    let (body, seal) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    if fingerprint_bytes(&text.as_bytes()[..=body.len()]).to_string() != seal {
        return None;
    }
    let mut lines = body.lines();
    if lines.next()? != MAGIC || lines.next()? != program().to_string() {
        return None;
    }
    let input = Digest::parse(lines.next()?);
    let files = lines.map(|line| {
        let mut parts = line.splitn(4, ' ');
        let key = Digest::parse(parts.next()?)?;
        let (len, modified) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some((parts.next()?.to_owned(), Stamp { key, len, modified }))
    });
    Some(Receipt { input, files: files.collect::<Option<_>>()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(folder: &Path) -> Receipt {
        let file = folder.join("a");
        fs::write(&file, "x").expect("a file");
        let digest = fingerprint_bytes(b"x");
        let stamp = Stamp::of(digest, &fs::metadata(&file).expect("it is there"));
        let files = stamp.into_iter().map(|stamp| ("vi/a b.html".to_owned(), stamp)).collect();
        Receipt { input: Some(digest), files }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let (receipt, place) = (receipt(folder.path()), folder.path().join("deep/r"));
        receipt.write(&place).expect("a receipt");
        let read = Receipt::read(&place);
        assert_eq!((read.input, &read.files), (receipt.input, &receipt.files));
        assert!(read.files["vi/a b.html"].is_of(&folder.path().join("a")));
    }

    #[test]
    fn a_torn_receipt_counts_as_absent() {
        let folder = tempfile::tempdir().expect("a folder");
        let whole = receipt(folder.path()).text();
        for end in 0..whole.len() {
            assert!(parse(&whole[..end]).is_none(), "cut after {end} bytes");
        }
        assert!(parse(&whole.replace("a b", "a c")).is_none());
        assert!(parse(&whole).is_some());
    }

    #[test]
    fn a_touched_file_is_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let stamp = receipt(folder.path()).files["vi/a b.html"];
        let file = folder.path().join("a");
        fs::write(&file, "xy").expect("a file");
        assert!(!stamp.is_of(&file), "another size");
        fs::remove_file(&file).expect("it was there");
        assert!(!stamp.is_of(&file), "gone");
    }
}
