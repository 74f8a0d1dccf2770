//! Looks for signs in text, many bytes at a time: nearly all text has none, and all of it is looked at.

/// How many bytes are looked at before the answer is: as many as a few instructions take together.
const CHUNK: usize = 32;

/// Where the first of some ASCII characters stands.
pub(super) fn find<const SIGNS: usize>(text: &str, signs: [u8; SIGNS]) -> Option<usize> {
    // Without branches, so that the compiler can ask for all bytes of a chunk at once.
    let is_sign = |byte: u8| signs.iter().fold(false, |any, &sign| any | (byte == sign));
    let bytes = text.as_bytes();
    let (chunks, _) = bytes.as_chunks::<CHUNK>();
    let plain = chunks.iter().take_while(|chunk| !chunk.iter().fold(false, |any, &byte| any | is_sign(byte)));
    let skipped = plain.count() * CHUNK;
    bytes[skipped..].iter().position(|&byte| is_sign(byte)).map(|at| skipped + at)
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
