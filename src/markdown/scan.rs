//! Looks for signs in text, many bytes at a time: nearly all text has none, and all of it is looked at.

/// How many bytes are looked at before the answer is: as many as a few instructions take together.
const CHUNK: usize = 32;

/// Where the first of some ASCII characters stands. Inlined, so that the signs are constants: most texts are short.
#[inline]
pub(super) fn find<const SIGNS: usize>(text: &str, signs: [u8; SIGNS]) -> Option<usize> {
    // Without branches, so that the compiler can ask for all bytes of a chunk at once.
    let is_sign = |byte: u8| signs.iter().fold(false, |any, &sign| any | (byte == sign));
    let has_sign = |chunk: &[u8; CHUNK]| chunk.iter().fold(false, |any, &byte| any | is_sign(byte));
    let bytes = text.as_bytes();
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let plain = chunks.iter().take_while(|chunk| !has_sign(chunk)).count();
    // Most texts are no longer than a few chunks, so their rests are looked at in one go too: what follows them is no sign.
    let mut last = [0; CHUNK];
    last[..rest.len()].copy_from_slice(rest);
    let is_plain = plain == chunks.len() && !has_sign(&last);
    let skipped = plain * CHUNK;
    let from_there = || bytes[skipped..].iter().position(|&byte| is_sign(byte)).map(|at| skipped + at);
    let found = if is_plain { None } else { from_there() };
    looked(found, bytes.len())
}

/// Where something was looked for, which tests count: `found`, or else the whole length.
#[cfg(not(test))]
pub(super) fn looked(found: Option<usize>, _length: usize) -> Option<usize> {
    found
}

#[cfg(test)]
pub(super) fn looked(found: Option<usize>, length: usize) -> Option<usize> {
    LOOKED.set(LOOKED.get() + found.unwrap_or(length));
    found
}

#[cfg(test)]
thread_local! {
    /// How many bytes were looked through.
    pub(super) static LOOKED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_first_sign_is_found_wherever_it_stands() {
        for length in 0..100 {
            let text = "à".repeat(length);
            assert_eq!(find(&text, [b'&', b'<']), None);
            for at in 0..length {
                let text = ["à".repeat(at), "<".to_owned(), "é&".repeat(length - at)].concat();
                assert_eq!(find(&text, [b'&', b'<']), Some(at * 2));
            }
        }
    }
}
