use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Digest, fingerprint_bytes};
use crate::memo::{FileStat, program, read_lines, write_lines};

/// Another layout gets another heading, and old build records then count as absent.
const HEADING: &str = "portolan build record 1";

/// What a run left in an output folder: of each file its key, its size and time.
///
/// It spares the next run to make pages whose key is the same, and to read files that are still as that run left them. It
/// stands in the cache, outside the folder, and may be deleted at any time: then files are compared by their bytes. A
/// file that anyone has touched since has another size or time, and is compared as well.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct BuildRecord {
    /// What the whole folder was made from, when the build reported nothing.
    pub(super) input: Option<Digest>,
    /// What its pages were made from.
    pub(super) inputs: InputDigests,
    pub(super) files: HashMap<String, FileState>,
}

/// What the pages of a site are made from, so that a page none of whose parts has changed need not even be thought out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputDigests {
    /// Everything but [`InputDigests::parts`]: with another frame any page may be another.
    pub frame: Option<Digest>,
    /// What only those pages are made from that say so ([`Provenance::takes`]), part by part.
    pub parts: Vec<Digest>,
}

/// What the bytes of a file were made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The fingerprint of all of it, or of the bytes.
    pub key: Digest,
    /// The parts of [`InputDigests::parts`] among them, by position, ascending; `None` when that is not known.
    pub takes: Option<Vec<usize>>,
    /// The record whose page it is, by id, so that another run can tell where the page went.
    pub record: Option<String>,
}

impl From<Digest> for Provenance {
    fn from(key: Digest) -> Provenance {
        Provenance { key, takes: None, record: None }
    }
}

/// A file as a run left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileState {
    pub(super) provenance: Provenance,
    pub(super) stat: FileStat,
}

impl FileState {
    /// Whether the file is, by size and time, as it was left.
    pub(super) fn is_of(&self, place: &Path) -> bool {
        FileStat::at(place) == Some(self.stat)
    }
}

/// Where the build record of an output folder stands: below `cache`, by the folder's own path.
pub(super) fn place(cache: &Path, folder: &Path) -> PathBuf {
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = fingerprint_bytes(whole.to_string_lossy().as_bytes()).short(16);
    cache.join("output").join(name)
}

impl BuildRecord {
    /// The state of a file that is made from nothing that has changed since.
    pub(super) fn state_on(&self, inputs: &InputDigests, path: &str) -> Option<&FileState> {
        let state = self.files.get(path)?;
        let takes = state.provenance.takes.as_ref()?;
        let same = |part: &usize| {
            inputs.parts.get(*part).is_some_and(|now| self.inputs.parts.get(*part) == Some(now))
        };
        let stands = inputs.frame.is_some() && inputs.frame == self.inputs.frame && takes.iter().all(same);
        stands.then_some(state)
    }

    /// The build record at `place`; an empty one when it is of another program, damaged or not there.
    pub(super) fn read(place: &Path) -> BuildRecord {
        read_lines(place, HEADING).and_then(|lines| parse(&lines)).unwrap_or_default()
    }

    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, place: &Path) -> io::Result<()> {
        let optional =
            |digest: Option<Digest>| digest.map_or_else(|| "-".to_owned(), |digest| digest.to_string());
        let parts: Vec<String> = self.inputs.parts.iter().map(Digest::to_string).collect();
        let head =
            [program().to_string(), optional(self.input), optional(self.inputs.frame), parts.join(" ")];
        let mut files: Vec<String> = self.files.iter().map(|(path, state)| line(path, state)).collect();
        files.sort_unstable();
        let lines: Vec<String> = head.into_iter().chain(files).collect();
        write_lines(place, HEADING, &lines)
    }
}

fn line(path: &str, state: &FileState) -> String {
    let FileState { provenance: Provenance { key, takes, record }, stat } = state;
    let mut line = format!("{key} {stat} ");
    match takes {
        None => line.push('-'),
        // A page takes many: each is written in its place.
        Some(parts) => parts.iter().for_each(|part| {
            let _ = write!(line, "{part},");
        }),
    }
    let _ = write!(line, " {} {path}", record.as_deref().unwrap_or("-"));
    line
}

fn parse(lines: &[String]) -> Option<BuildRecord> {
    let (head, files) = lines.split_at_checked(4)?;
    if head[0] != program().to_string() {
        return None;
    }
    let files = files.iter().map(|line| {
        let (key, rest) = line.split_once(' ')?;
        let (stat, rest) = FileStat::parse(rest)?;
        let (takes, rest) = rest.split_once(' ')?;
        let (record, path) = rest.split_once(' ')?;
        let record = (record != "-").then(|| record.to_owned());
        let takes = match takes {
            "-" => None,
            parts => Some(parts.split_terminator(',').map(|part| part.parse().ok()).collect::<Option<_>>()?),
        };
        Some((
            path.to_owned(),
            FileState { provenance: Provenance { key: Digest::parse(key)?, takes, record }, stat },
        ))
    });
    let parts = head[3].split_whitespace().map(Digest::parse).collect::<Option<_>>()?;
    Some(BuildRecord {
        input: Digest::parse(&head[1]),
        inputs: InputDigests { frame: Digest::parse(&head[2]), parts },
        files: files.collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        std::fs::write(&file, "x").expect("a file");
        let key = fingerprint_bytes(b"x");
        let stat = FileStat::at(&file).expect("a stat");
        let state = |takes: Option<Vec<usize>>| {
            let record = takes.is_some().then(|| "north".to_owned());
            FileState { provenance: Provenance { key, takes, record }, stat }
        };
        let taken = [("vi/a b.html", Some(vec![0, 12])), ("vi/b.html", Some(Vec::new())), ("c.css", None)];
        let files: HashMap<_, _> = taken.map(|(path, takes)| (path.to_owned(), state(takes))).into();
        let place = folder.path().join("record");
        for (input, parts) in [(Some(key), Vec::new()), (None, vec![key, fingerprint_bytes(b"y")])] {
            let inputs = InputDigests { frame: input, parts };
            BuildRecord { input, inputs: inputs.clone(), files: files.clone() }
                .write(&place)
                .expect("a build record");
            let read = BuildRecord::read(&place);
            assert_eq!((read.input, &read.inputs, &read.files), (input, &inputs, &files));
        }
        assert!(state(None).is_of(&file));
        std::fs::write(&file, "xy").expect("a file");
        assert!(!state(None).is_of(&file));
    }

    #[test]
    fn a_page_stands_while_what_it_takes_is_the_same() {
        let (old, new) = (fingerprint_bytes(b"old"), fingerprint_bytes(b"new"));
        let stat = FileStat { len: 1, modified: 1 };
        let state = |takes| FileState { provenance: Provenance { key: old, takes, record: None }, stat };
        let files = [
            ("none", Some(vec![])),
            ("one", Some(vec![1])),
            ("two", Some(vec![0, 1])),
            ("far", Some(vec![9])),
        ];
        let files = files.into_iter().chain([("unknown", None)]);
        let files = files.map(|(path, takes)| (path.to_owned(), state(takes))).collect();
        let inputs = |frame, parts: [Digest; 2]| InputDigests { frame, parts: parts.to_vec() };
        let left = BuildRecord { input: None, inputs: inputs(Some(old), [old, old]), files };
        let standing = |inputs: InputDigests| {
            ["none", "one", "two", "far", "unknown"].map(|path| left.state_on(&inputs, path).is_some())
        };
        assert_eq!(standing(inputs(Some(old), [old, old])), [true, true, true, false, false]);
        assert_eq!(standing(inputs(Some(old), [new, old])), [true, true, false, false, false]);
        assert_eq!(standing(inputs(Some(old), [old, new])), [true, false, false, false, false]);
        assert_eq!(standing(inputs(Some(new), [old, old])), [false; 5]);
        assert_eq!(standing(inputs(None, [old, old])), [false; 5]);
    }
}
