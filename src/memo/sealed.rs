//! Files that prove to be whole, and sizes and times of files, for what one run notes for the next.

use std::fs::{self, Metadata};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::base::fingerprint_bytes;

/// Hexadecimal digits of a fingerprint.
const SEAL: usize = 64;

/// What `read` makes of the bytes that [`write_sealed`] left at `place` under the same heading; `None` when they are damaged
/// or not there, and when `read` can make nothing of them.
pub(super) fn read_sealed<T>(
    place: &Path,
    heading: &str,
    read: impl FnOnce(&[u8]) -> Option<T>,
) -> Option<T> {
    let file = fs::read(place).ok()?;
    let rest = file.strip_prefix(heading.as_bytes())?.strip_prefix(b"\n")?;
    let (seal, bytes) = rest.split_at_checked(SEAL + 1)?;
    let is_whole = seal.strip_suffix(b"\n")? == fingerprint_bytes(bytes).to_string().as_bytes();
    if is_whole { read(bytes) } else { None }
}

/// Writes bytes, whole or not at all.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn write_sealed(place: &Path, heading: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(format!("{heading}\n{}\n", fingerprint_bytes(bytes)).as_bytes())?;
    file.write_all(bytes)?;
    file.persist(place)?;
    Ok(())
}

/// The lines that [`write_lines`] left at `place`.
#[must_use]
pub fn read_lines(place: &Path, heading: &str) -> Option<Vec<String>> {
    let lines = |bytes: &[u8]| Some(std::str::from_utf8(bytes).ok()?.lines().map(str::to_owned).collect());
    read_sealed(place, heading, lines)
}

/// Writes lines, none of which has a line end in it, whole or not at all.
///
/// # Errors
/// When the file cannot be written.
pub fn write_lines(place: &Path, heading: &str, lines: &[String]) -> io::Result<()> {
    write_sealed(place, heading, lines.join("\n").as_bytes())
}

/// How a file looks without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileStat {
    /// In bytes.
    pub len: u64,
    /// Nanoseconds since 1970.
    pub modified: u64,
}

impl FileStat {
    /// The look of a file; `None` where the system knows no times, and for what is no file.
    #[must_use]
    pub fn of(file: &Metadata) -> Option<FileStat> {
        let since = file.is_file().then(|| file.modified().ok())??.duration_since(UNIX_EPOCH).ok()?;
        Some(FileStat { len: file.len(), modified: u64::try_from(since.as_nanos()).ok()? })
    }

    /// The look of the file at `place`; a link is not followed.
    #[must_use]
    pub fn at(place: &Path) -> Option<FileStat> {
        FileStat::of(&place.symlink_metadata().ok()?)
    }

    /// The look that the first words of a line tell, and the rest of the line.
    #[must_use]
    pub fn parse(line: &str) -> Option<(FileStat, &str)> {
        let (len, rest) = line.split_once(' ')?;
        let (modified, rest) = rest.split_once(' ')?;
        Some((FileStat { len: len.parse().ok()?, modified: modified.parse().ok()? }, rest))
    }
}

/// How an author's file was when it was read. Size and time are what programs set that copy, unpack or restore files; what
/// the system itself notes of every change they cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sight {
    /// Size and time.
    pub look: FileStat,
    /// When anything about the file was changed last, in nanoseconds since 1970; where the system does not say, when the
    /// file was made.
    pub changed: u64,
    /// The file's number on its disk; 0 where the system does not say.
    pub number: u64,
}

impl Sight {
    /// The sight of a file; `None` where the system knows no times, and for what is no file.
    #[must_use]
    pub fn of(file: &Metadata) -> Option<Sight> {
        let (changed, number) = status(file);
        Some(Sight { look: FileStat::of(file)?, changed, number })
    }

    /// The last moment at which the file is known to have been changed, in nanoseconds since 1970.
    #[must_use]
    pub fn latest(&self) -> u64 {
        self.look.modified.max(self.changed)
    }

    /// The sight that the first words of a line tell, and the rest of the line.
    #[must_use]
    pub fn parse(line: &str) -> Option<(Sight, &str)> {
        let (look, rest) = FileStat::parse(line)?;
        let (changed, rest) = rest.split_once(' ')?;
        let (number, rest) = rest.split_once(' ')?;
        Some((Sight { look, changed: changed.parse().ok()?, number: number.parse().ok()? }, rest))
    }
}

impl std::fmt::Display for Sight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.look, self.changed, self.number)
    }
}

#[cfg(unix)]
fn status(file: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    let nanoseconds = i128::from(file.ctime()) * 1_000_000_000 + i128::from(file.ctime_nsec());
    (u64::try_from(nanoseconds).unwrap_or_default(), file.ino())
}

#[cfg(not(unix))]
fn status(file: &Metadata) -> (u64, u64) {
    let made = file.created().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    (made.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or_default(), 0)
}

impl std::fmt::Display for FileStat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.len, self.modified)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_file_counts_as_absent() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("deep/notes");
        let lines = ["1 2 a b".to_owned(), "tàu".to_owned()];
        write_lines(&place, "notes 1", &lines).expect("a file");
        assert_eq!(read_lines(&place, "notes 1").as_deref(), Some(&lines[..]));
        assert_eq!(read_lines(&place, "notes 2"), None);
        let whole = fs::read(&place).expect("it is there");
        for end in 0..whole.len() {
            fs::write(&place, &whole[..end]).expect("a file");
            assert_eq!(read_lines(&place, "notes 1"), None, "cut after {end} bytes");
        }
        write_lines(&place, "notes 1", &[]).expect("a file");
        assert_eq!(read_lines(&place, "notes 1"), Some(Vec::new()));
    }

    #[test]
    fn a_touched_file_looks_otherwise() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        fs::write(&file, "x").expect("a file");
        let look = FileStat::at(&file).expect("a look");
        assert_eq!(FileStat::parse(&format!("{look} vi/a b.html")), Some((look, "vi/a b.html")));
        fs::write(&file, "xy").expect("a file");
        assert_ne!(FileStat::at(&file), Some(look));
        fs::remove_file(&file).expect("it was there");
        assert_eq!(FileStat::at(&file), None);
        assert_eq!(FileStat::at(folder.path()), None);
    }
}
