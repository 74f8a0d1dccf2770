use std::fmt;
use std::hash::{Hash, Hasher};

/// A BLAKE3 fingerprint of bytes or of a value; equal inputs have equal digests on every machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The first `len` hexadecimal digits (at most 64).
    #[must_use]
    pub fn short(&self, len: usize) -> String {
        let mut hex = self.to_string();
        hex.truncate(len);
        hex
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
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

/// Fingerprints everything that `value` derives [`Hash`] over. Keys are derived, never listed by hand.
#[must_use]
pub fn fingerprint(value: &(impl Hash + ?Sized)) -> Digest {
    let mut hasher = Blake(blake3::Hasher::new());
    value.hash(&mut hasher);
    Digest(*hasher.0.finalize().as_bytes())
}

/// Lets `#[derive(Hash)]` feed BLAKE3. Integers are written little-endian, so that a digest is the same everywhere.
struct Blake(blake3::Hasher);

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
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
