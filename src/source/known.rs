//! What a run saw of large files, so that the next one need not read them to know that they are the same.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{Snapshot, SourceFile};
use crate::base::Digest;
use crate::memo::{Look, read_lines, write_lines};

const HEADING: &str = "portolan sources 1";

/// A file that was changed so shortly before it was read may be changed once more within one tick of the disk's clock, and
/// look the same; its fingerprint is not noted. The coarsest clock, that of a USB stick, ticks every two seconds.
const TICK: Duration = Duration::from_secs(3);

/// Fingerprints by path, each with how the file looked when it was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Known(HashMap<String, (Look, Digest)>);

fn place(cache: &Path) -> PathBuf {
    cache.join("sources")
}

impl Known {
    pub(super) fn read(cache: &Path) -> Known {
        let line = |line: &String| {
            let (digest, rest) = line.split_once(' ')?;
            let (look, path) = Look::parse(rest)?;
            Some((path.to_owned(), (look, Digest::parse(digest)?)))
        };
        let lines = read_lines(&place(cache), HEADING).unwrap_or_default();
        Known(lines.iter().map(line).collect::<Option<_>>().unwrap_or_default())
    }

    pub(super) fn get(&self, path: &str) -> Option<(Look, Digest)> {
        self.0.get(path).copied()
    }

    /// Notes what was seen, unless it is what was known. Without the notes the next run reads the files.
    pub(super) fn note(&self, snapshot: &Snapshot, cache: &Path) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let settled = |look: &Look| Duration::from_nanos(look.modified) + TICK < now;
        let seen = snapshot.iter().filter_map(|(path, file)| Some((path.to_string(), file.known()?)));
        let seen = Known(seen.filter(|(_, (look, _))| settled(look)).collect());
        if seen == *self {
            return;
        }
        let line = |(path, (look, digest)): (&String, &(Look, Digest))| format!("{digest} {look} {path}");
        let mut lines: Vec<String> = seen.0.iter().map(line).collect();
        lines.sort_unstable();
        let _ = write_lines(&place(cache), HEADING, &lines);
    }
}

impl SourceFile {
    /// The fingerprint of a file that stayed on disk, and how it looked then.
    pub(super) fn known(&self) -> Option<(Look, Digest)> {
        match &self.content {
            super::FileContent::Disk { look, .. } => Some(((*look)?, self.digest)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;
    use crate::base::{SourcePath, fingerprint_bytes};
    use crate::source::read_again;

    fn digest(root: &Path, cache: &Path) -> Digest {
        let read = read_again(root, cache).expect("a site").value;
        read.get(&SourcePath::new("content/photo.jpg")).expect("the picture").digest
    }

    /// A site with one picture, written as long ago as `age`.
    fn site(bytes: &[u8], age: Duration) -> tempfile::TempDir {
        let home = tempfile::tempdir().expect("a folder");
        put(home.path(), bytes, SystemTime::now() - age);
        home
    }

    fn put(home: &Path, bytes: &[u8], time: SystemTime) {
        fs::create_dir_all(home.join("content")).expect("a folder");
        let place = home.join("content/photo.jpg");
        fs::write(&place, bytes).expect("a file");
        File::options().append(true).open(&place).and_then(|file| file.set_modified(time)).expect("a time");
    }

    #[test]
    fn a_picture_that_looks_the_same_is_not_read_again() {
        let long_ago = SystemTime::now() - Duration::from_secs(100);
        let home = site(b"one", Duration::ZERO);
        put(home.path(), b"one", long_ago);
        let cache = home.path().join("cache");
        assert_eq!(digest(home.path(), &cache), fingerprint_bytes(b"one"));
        // Nobody changes a picture and leaves its time; were it read, this would be seen.
        put(home.path(), b"two", long_ago);
        assert_eq!(digest(home.path(), &cache), fingerprint_bytes(b"one"));
        put(home.path(), b"two", long_ago + Duration::from_secs(1));
        assert_eq!(digest(home.path(), &cache), fingerprint_bytes(b"two"));
        put(home.path(), b"longer", long_ago + Duration::from_secs(1));
        assert_eq!(digest(home.path(), &cache), fingerprint_bytes(b"longer"));
    }

    #[test]
    fn a_picture_that_was_just_changed_is_read_again() {
        let home = site(b"one", Duration::ZERO);
        let cache = home.path().join("cache");
        assert_eq!(digest(home.path(), &cache), fingerprint_bytes(b"one"));
        let time = fs::metadata(home.path().join("content/photo.jpg")).and_then(|file| file.modified());
        put(home.path(), b"two", time.expect("a time"));
        assert_eq!(digest(home.path(), &cache), fingerprint_bytes(b"two"), "within one tick of the clock");
    }
}
