//! What one run makes of many small files and keeps for the next: values by name, in a few shards.
//!
//! A file for each of ten thousand values would cost more than making them again, and one file for all would be written anew
//! whenever one of them changes.

use std::io;
use std::path::{Path, PathBuf};

use super::program;
use super::sealed::{read_sealed, write_sealed};
use crate::base::fingerprint_bytes;

/// A folder of shards, each a file that proves to be whole. Only the program that filled a shard reads it again: how a value
/// is laid out follows from the program's types.
#[derive(Clone, Debug)]
pub struct BundleStore {
    folder: PathBuf,
    heading: String,
}

impl BundleStore {
    /// How many shards there are.
    pub const SHARDS: u8 = 64;

    /// The store in `folder`, which is made with the first shard and may be deleted at any time.
    #[must_use]
    pub fn new(folder: &Path) -> BundleStore {
        BundleStore { folder: folder.to_owned(), heading: format!("portolan store {}", program()) }
    }

    /// The shard that the value called `name` belongs into.
    #[must_use]
    pub fn number(name: &str) -> u8 {
        let hex = fingerprint_bytes(name.as_bytes()).short(2);
        u8::from_str_radix(&hex, 16).unwrap_or_default() % Self::SHARDS
    }

    /// What `read` makes of a shard; `None` when it is damaged, of another program or not there.
    pub fn take<T>(&self, number: u8, read: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        read_sealed(&self.place(number), &self.heading, read)
    }

    /// Fills a shard, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, number: u8, bytes: &[u8]) -> io::Result<()> {
        write_sealed(&self.place(number), &self.heading, bytes)
    }

    fn place(&self, number: u8) -> PathBuf {
        self.folder.join(format!("{number:02x}"))
    }
}
