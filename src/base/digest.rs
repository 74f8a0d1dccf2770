use serde::{Deserialize, Serialize};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;

/// A BLAKE3 fingerprint of bytes or of a value; equal inputs have equal digests on every machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The first `len` hexadecimal digits (at most 64).
    #[must_use]
    pub fn short(&self, len: usize) -> String {
        let mut hex = self.to_string();
        hex.truncate(len);
        hex
    }

    /// The first four bytes as a number.
    #[must_use]
    pub fn first(&self) -> u32 {
        let [a, b, c, d, ..] = self.0;
        u32::from_be_bytes([a, b, c, d])
    }

    /// The digest that `hex`, its 64 hexadecimal digits, stands for.
    #[must_use]
    pub fn parse(hex: &str) -> Option<Digest> {
        blake3::Hash::from_hex(hex).ok().map(|hash| Digest(*hash.as_bytes()))
    }
}

/// The first four bytes of a digest: tells a thing from the few others beside it, in an eighth of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShortDigest([u8; 4]);

impl From<Digest> for ShortDigest {
    fn from(digest: Digest) -> ShortDigest {
        let [a, b, c, d, ..] = digest.0;
        ShortDigest([a, b, c, d])
    }
}

impl fmt::Display for ShortDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.short(12))
    }
}

/// Fingerprints bytes.
#[must_use]
pub fn fingerprint_bytes(bytes: &[u8]) -> Digest {
    Digest(*blake3::hash(bytes).as_bytes())
}

/// Fingerprints bytes that pass by in pieces: of all of them together it is what [`fingerprint_bytes`] gives.
#[derive(Debug, Default)]
pub struct StreamingDigest(blake3::Hasher);

impl StreamingDigest {
    /// The fingerprint of what has passed.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest(*self.0.finalize().as_bytes())
    }
}

impl io::Write for StreamingDigest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Fingerprints everything that `value` derives [`Hash`] over. Keys are derived, never listed by hand.
#[must_use]
pub fn fingerprint(value: &(impl Hash + ?Sized)) -> Digest {
    let mut hasher = Blake { hasher: blake3::Hasher::new(), waiting: Vec::new() };
    value.hash(&mut hasher);
    hasher.flush();
    Digest(*hasher.hasher.finalize().as_bytes())
}

/// Lets `#[derive(Hash)]` feed BLAKE3. Integers are written little-endian, so that a digest is the same everywhere.
struct Blake {
    hasher: blake3::Hasher,
    /// Bytes that BLAKE3 has not had yet. A derived hash comes in crumbs, and BLAKE3 is ten times faster by the plate.
    waiting: Vec<u8>,
}

/// How many bytes BLAKE3 gets at once: as many as it works on side by side.
const PLATE: usize = 16 * 1024;

impl Blake {
    fn flush(&mut self) {
        self.hasher.update(&self.waiting);
        self.waiting.clear();
    }
}

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PLATE {
            self.flush();
        }
    }

    fn write_u16(&mut self, value: u16) {
        self.write(&value.to_le_bytes());
    }

    fn write_u32(&mut self, value: u32) {
        self.write(&value.to_le_bytes());
    }

    fn write_u64(&mut self, value: u64) {
        self.write(&value.to_le_bytes());
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn finish(&self) -> u64 {
        unreachable!("a fingerprint is read as 32 bytes, never as a 64-bit hash")
    }
}
