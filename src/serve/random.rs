use std::fmt::Write as _;
use std::io;

/// Hexadecimal digits that nobody can guess, eight for each of `words`, from the system's source of chance.
///
/// # Errors
/// When the system has none: a token that could be guessed would be worse than no preview.
pub(super) fn hex(words: usize) -> io::Result<String> {
    let mut bytes = vec![0; words * 4];
    getrandom::fill(&mut bytes)?;
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(digits, "{byte:02x}").map_err(io::Error::other)?;
    }
    Ok(digits)
}

#[cfg(test)]
mod tests {
    use super::hex;

    #[test]
    fn no_two_are_alike_and_each_has_all_its_digits() {
        let all: Vec<String> = (0..100).map(|_| hex(4).expect("a source of chance")).collect();
        assert!(all.iter().all(|one| one.len() == 32 && one.bytes().all(|byte| byte.is_ascii_hexdigit())));
        let mut different = all.clone();
        different.sort_unstable();
        different.dedup();
        assert_eq!(different.len(), all.len());
    }
}
