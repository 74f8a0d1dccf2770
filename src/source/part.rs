//! Pieces of files that may be larger than memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::path::Path;

use super::{FileContent, SourceFile};
use crate::base::{Digest, StreamingDigest};
use crate::memo::Sight;

/// How much of a file is in memory while it passes.
const PIECE: usize = 256 * 1024;

impl SourceFile {
    /// Whether its bytes stay on disk until they are read.
    #[must_use]
    pub fn is_on_disk(&self) -> bool {
        matches!(self.content, FileContent::Disk { .. })
    }

    /// The bytes from `first` on, at most `len` of them; none behind the end.
    ///
    /// # Errors
    /// When the file has gone or looks other than when the snapshot was taken.
    pub fn part(&self, first: u64, len: usize) -> io::Result<Vec<u8>> {
        let FileContent::Disk { place, sight } = &self.content else {
            let bytes = self.bytes()?;
            let start = usize::try_from(first).unwrap_or(usize::MAX).min(bytes.len());
            return Ok(bytes[start..start.saturating_add(len).min(bytes.len())].to_vec());
        };
        let mut file = File::open(place)?;
        if sight.is_some() && Sight::of(&file.metadata()?) != *sight {
            return Err(changed());
        }
        file.seek(SeekFrom::Start(first))?;
        let mut part = Vec::new();
        file.take(len as u64).read_to_end(&mut part)?;
        Ok(part)
    }

    /// Writes the bytes into `to`, piece by piece.
    ///
    /// # Errors
    /// When `to` takes no more, or the file has gone or changed since the snapshot was taken.
    pub fn copy_to(&self, to: &mut impl Write) -> io::Result<()> {
        let FileContent::Disk { place, .. } = &self.content else { return to.write_all(&self.bytes()?) };
        let digest = pass(place, |piece| to.write_all(piece))?;
        if digest == self.digest { Ok(()) } else { Err(changed()) }
    }
}

/// Reads a file piece by piece; returned is the fingerprint of all.
pub(super) fn pass(place: &Path, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<Digest> {
    let mut file = File::open(place)?;
    let mut passing = StreamingDigest::default();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(passing.digest()),
            Ok(len) => {
                passing.write_all(&piece[..len])?;
                each(&piece[..len])?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

pub(super) fn changed() -> io::Error {
    io::Error::other("the file changed while the site was being built")
}
