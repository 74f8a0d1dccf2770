//! What a run saw of large files, so that the next one need not read them to know that they are the same.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{Snapshot, SourceFile};
use crate::base::Digest;
use crate::memo::{Sight, read_lines, write_lines};

const HEADING: &str = "portolan sources 2";

/// A file that was changed so shortly before it was read may be changed once more within one tick of the disk's clock, and
/// look the same; its fingerprint is not noted. The coarsest clock, that of a USB stick, ticks every two seconds.
const TICK: Duration = Duration::from_secs(3);

/// Fingerprints by path, each with how the file looked when it was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct StatCache(HashMap<String, (Sight, Digest)>);

fn place(cache: &Path) -> PathBuf {
    cache.join("sources")
}

impl StatCache {
    pub(super) fn read(cache: &Path) -> StatCache {
        let line = |line: &String| {
            let (digest, rest) = line.split_once(' ')?;
            let (sight, path) = Sight::parse(rest)?;
            Some((path.to_owned(), (sight, Digest::parse(digest)?)))
        };
        let lines = read_lines(&place(cache), HEADING).unwrap_or_default();
        StatCache(lines.iter().map(line).collect::<Option<_>>().unwrap_or_default())
    }

    pub(super) fn get(&self, path: &str) -> Option<(Sight, Digest)> {
        self.0.get(path).copied()
    }

    /// Notes what was seen, unless it is what was known. Without the notes the next run reads the files.
    pub(super) fn note(&self, snapshot: &Snapshot, cache: &Path) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let settled = |sight: &Sight| Duration::from_nanos(sight.latest()) + TICK < now;
        let seen = snapshot.iter().filter_map(|(path, file)| Some((path.to_string(), file.known()?)));
        let seen = StatCache(seen.filter(|(_, (sight, _))| settled(sight)).collect());
        if seen == *self {
            return;
        }
        let line = |(path, (sight, digest)): (&String, &(Sight, Digest))| format!("{digest} {sight} {path}");
        let mut lines: Vec<String> = seen.0.iter().map(line).collect();
        lines.sort_unstable();
        let _ = write_lines(&place(cache), HEADING, &lines);
    }
}

impl SourceFile {
    /// The fingerprint of a file that stayed on disk, and how it looked then.
    pub(super) fn known(&self) -> Option<(Sight, Digest)> {
        match &self.content {
            super::FileContent::Disk { sight, .. } => Some(((*sight)?, self.digest)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;
    use crate::base::{SourcePath, fingerprint_bytes};
    use crate::source::FileContent;
    use crate::source::folder::read_all;
    use crate::source::read_again;
    use std::sync::Arc;

    const PICTURE: &str = "content/photo.jpg";

    fn digest(root: &Path, cache: &Path) -> Digest {
        let read = read_again(root, cache).expect("a site").value;
        read.get(&SourcePath::new(PICTURE)).expect("the picture").digest
    }

    /// A site with one picture, written as long ago as `age`.
    fn site(bytes: &[u8], age: Duration) -> tempfile::TempDir {
        let home = tempfile::tempdir().expect("a folder");
        put(home.path(), bytes, SystemTime::now() - age);
        home
    }

    fn put(home: &Path, bytes: &[u8], time: SystemTime) {
        fs::create_dir_all(home.join("content")).expect("a folder");
        let place = home.join(PICTURE);
        fs::write(&place, bytes).expect("a file");
        File::options().append(true).open(&place).and_then(|file| file.set_modified(time)).expect("a time");
    }

    /// The fingerprint of the picture, and how it was seen when it was read by someone who knew this.
    fn seen(home: &Path, known: &StatCache) -> (Sight, Digest) {
        let read = read_all(home, known).expect("a site").value;
        read.get(&SourcePath::new(PICTURE)).and_then(SourceFile::known).expect("the picture")
    }

    #[test]
    fn a_picture_that_looks_the_same_is_not_read_again() {
        let long_ago = SystemTime::now() - Duration::from_secs(100);
        let home = site(b"one", Duration::from_secs(100));
        put(home.path(), b"one", long_ago);
        let (sight, digest) = seen(home.path(), &StatCache::default());
        assert_eq!(digest, fingerprint_bytes(b"one"));
        // A fingerprint that it never had: were it read, its own would be found.
        let wrong = fingerprint_bytes(b"never");
        let known = StatCache([(PICTURE.to_owned(), (sight, wrong))].into());
        assert_eq!(seen(home.path(), &known).1, wrong);
        put(home.path(), b"one", long_ago + Duration::from_secs(1));
        assert_eq!(seen(home.path(), &known).1, digest, "another time");
        put(home.path(), b"longer", long_ago);
        assert_eq!(seen(home.path(), &known).1, fingerprint_bytes(b"longer"));
    }

    #[test]
    fn notes_are_read_as_they_were_written() {
        let home = site(b"one", Duration::from_secs(100));
        let (mut sight, digest) = seen(home.path(), &StatCache::default());
        let mut snapshot = read_all(home.path(), &StatCache::default()).expect("a site").value;
        // As if it had been there for a while.
        sight.changed = sight.look.modified;
        let file =
            Arc::make_mut(&mut snapshot.files).get_mut(&SourcePath::new(PICTURE)).expect("it is there");
        file.content = FileContent::Disk { place: home.path().join(PICTURE), sight: Some(sight) };
        let cache = home.path().join("cache");
        StatCache::default().note(&snapshot, &cache);
        assert_eq!(StatCache::read(&cache).get(PICTURE), Some((sight, digest)));
    }

    #[test]
    fn of_what_was_just_changed_nothing_is_noted() {
        // By its own time, and by that of the system: it was written now, whatever time it was given.
        for age in [Duration::ZERO, Duration::from_secs(100)] {
            let home = site(b"one", age);
            let snapshot = read_all(home.path(), &StatCache::default()).expect("a site").value;
            let cache = home.path().join("cache");
            StatCache::default().note(&snapshot, &cache);
            assert_eq!(StatCache::read(&cache).get(PICTURE), None, "{age:?}");
        }
    }

    /// What `rsync -t`, an archive and a backup do: other bytes, and the size and time of those before.
    #[test]
    #[cfg(unix)]
    fn a_picture_of_the_same_size_and_time_is_read_when_the_system_says_that_it_was_changed() {
        let long_ago = SystemTime::now() - Duration::from_secs(100);
        let home = site(b"one", Duration::from_secs(100));
        put(home.path(), b"one", long_ago);
        let before = seen(home.path(), &StatCache::default());
        let known = StatCache([(PICTURE.to_owned(), before)].into());
        // One tick of the system's clock at least.
        std::thread::sleep(Duration::from_millis(20));
        put(home.path(), b"two", long_ago);
        let after = seen(home.path(), &known);
        assert_eq!((after.0.look, after.1), (before.0.look, fingerprint_bytes(b"two")));

        let other = home.path().join("other");
        fs::write(&other, b"six").expect("a file");
        File::options()
            .append(true)
            .open(&other)
            .and_then(|file| file.set_modified(long_ago))
            .expect("a time");
        let known = StatCache([(PICTURE.to_owned(), after)].into());
        fs::rename(&other, home.path().join(PICTURE)).expect("it moves");
        assert_eq!(seen(home.path(), &known).1, fingerprint_bytes(b"six"));
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
