use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Digest, fingerprint_bytes};
use crate::memo::{Look, program, read_lines, write_lines};

/// Another layout gets another heading, and old receipts then count as absent.
const HEADING: &str = "portolan receipt 1";

/// What a run left in an output folder: of each file its key, its size and time.
///
/// It spares the next run to make pages whose key is the same, and to read files that are still as that run left them. It
/// stands in the cache, outside the folder, and may be deleted at any time: then files are compared by their bytes. A
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
    pub(super) look: Look,
}

impl Stamp {
    /// Whether the file is, by size and time, as it was left.
    pub(super) fn is_of(&self, place: &Path) -> bool {
        Look::at(place) == Some(self.look)
    }
}

/// Where the receipt of an output folder stands: below `cache`, by the folder's own path.
pub(super) fn place(cache: &Path, folder: &Path) -> PathBuf {
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = fingerprint_bytes(whole.to_string_lossy().as_bytes()).short(16);
    cache.join("output").join(name)
}

impl Receipt {
    /// The receipt at `place`; an empty one when it is of another program, damaged or not there.
    pub(super) fn read(place: &Path) -> Receipt {
        read_lines(place, HEADING).and_then(|lines| parse(&lines)).unwrap_or_default()
    }

    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, place: &Path) -> io::Result<()> {
        let input = self.input.map_or_else(|| "-".to_owned(), |input| input.to_string());
        let line = |(path, stamp): (&String, &Stamp)| format!("{} {} {path}", stamp.key, stamp.look);
        let mut files: Vec<String> = self.files.iter().map(line).collect();
        files.sort_unstable();
        let lines: Vec<String> = [program().to_string(), input].into_iter().chain(files).collect();
        write_lines(place, HEADING, &lines)
    }
}

fn parse(lines: &[String]) -> Option<Receipt> {
    let (head, files) = lines.split_at_checked(2)?;
    if head[0] != program().to_string() {
        return None;
    }
    let files = files.iter().map(|line| {
        let (key, rest) = line.split_once(' ')?;
        let (look, path) = Look::parse(rest)?;
        Some((path.to_owned(), Stamp { key: Digest::parse(key)?, look }))
    });
    Some(Receipt { input: Digest::parse(&head[1]), files: files.collect::<Option<_>>()? })
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
        let stamp = Stamp { key, look: Look::at(&file).expect("a look") };
        let files = HashMap::from([("vi/a b.html".to_owned(), stamp)]);
        let place = folder.path().join("receipt");
        for input in [Some(key), None] {
            Receipt { input, files: files.clone() }.write(&place).expect("a receipt");
            let read = Receipt::read(&place);
            assert_eq!((read.input, &read.files), (input, &files));
        }
        assert!(stamp.is_of(&file));
        std::fs::write(&file, "xy").expect("a file");
        assert!(!stamp.is_of(&file));
    }
}
