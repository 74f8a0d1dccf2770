use std::hash::{BuildHasher as _, RandomState};

/// Hexadecimal digits that nobody can guess, eight for each of `words`.
///
/// The keys of the standard library's hash tables come from the system's source of chance, and SipHash keeps them secret
/// from whoever sees what it gives. A new key for every word leaves nothing to derive one word from another.
pub(super) fn hex(words: usize) -> String {
    let word = |at: usize| {
        let fresh = std::thread::spawn(RandomState::new).join().unwrap_or_default();
        format!("{:08x}", fresh.hash_one(at) >> 32)
    };
    (0..words).map(word).collect()
}
