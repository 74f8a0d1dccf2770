//! Bytes of a file → text as every stage sees it, and the way back to the bytes.

use std::borrow::Cow;

use crate::base::{Offsets, without_forbidden};
use crate::locale;

/// Extensions of texts that become pages: what has no place on a page is left out as they are read.
const PAGES: &[&str] = &[".toml", ".md", ".html"];

fn is_page(path: &str) -> bool {
    PAGES.iter().any(|end| path.ends_with(end))
}

/// A text, and the characters that were left out of it, each with the byte of the text at which it stood.
pub(super) type Normal = (String, Vec<(usize, char)>);

/// Text without byte order mark, with `\n` line ends, in NFC; or how many bytes are UTF-8, when not all are.
pub(super) fn normalised(path: &str, bytes: &[u8]) -> Result<Normal, usize> {
    let text = std::str::from_utf8(unmarked(bytes)).map_err(|error| error.valid_up_to())?;
    let text =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    let text = locale::nfc(text.into());
    if !is_page(path) {
        return Ok((text.into_owned(), Vec::new()));
    }
    let (left, unseen) = without_forbidden(&text);
    if unseen.iter().any(|(_, c)| *c == '\0') && locale::wide_encoding(bytes).is_some() {
        return Err(bytes.iter().position(|byte| *byte == 0).unwrap_or_default());
    }
    let left = if unseen.is_empty() { text.into_owned() } else { left.into_owned() };
    Ok((left, unseen))
}

pub(super) fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Where the bytes of `text`, which `bytes` were normalised to, stand among these; nothing when they are the same.
pub(super) fn offsets(path: &str, bytes: &[u8], text: &str) -> Option<Offsets> {
    if bytes == text.as_bytes() {
        return None;
    }
    let file = std::str::from_utf8(unmarked(bytes)).ok()?;
    let mut way = Way { is_page: is_page(path), file: bytes.len() - file.len(), ..Way::default() };
    way.pass(0, 0, 0);
    let mut lines = file.split('\r').peekable();
    while let Some(line) = lines.next() {
        match way.normal(line) {
            Cow::Borrowed(_) => way.pass(line.len(), line.len(), 0),
            Cow::Owned(_) => locale::nfc_pieces(line).for_each(|piece| way.piece(piece)),
        }
        match lines.peek() {
            // Of the two bytes of a line's end the second is the one that stays.
            Some(next) if next.starts_with('\n') => way.pass(0, 1, 1),
            Some(_) => way.pass(1, 1, 0),
            None => {}
        }
    }
    Some(way.offsets)
}

/// A walk through a text and the file that it comes from, side by side.
#[derive(Default)]
struct Way {
    is_page: bool,
    offsets: Offsets,
    text: usize,
    file: usize,
    /// How many characters more the file has had.
    more: isize,
}

impl Way {
    fn pass(&mut self, text: usize, file: usize, more: isize) {
        (self.text, self.file, self.more) = (self.text + text, self.file + file, self.more + more);
        self.offsets.step(self.text, self.file, self.more);
    }

    /// What a piece of a line becomes.
    fn normal<'p>(&self, piece: &'p str) -> Cow<'p, str> {
        let normal = locale::nfc(piece.into());
        match without_forbidden(&normal) {
            (left, unseen) if self.is_page && !unseen.is_empty() => Cow::Owned(left.into_owned()),
            _ => normal,
        }
    }

    fn piece(&mut self, piece: &str) {
        let normal = self.normal(piece);
        let more = piece.chars().count().cast_signed() - normal.chars().count().cast_signed();
        self.pass(normal.len(), piece.len(), more);
    }
}

#[cfg(test)]
mod tests {
    use super::{normalised, offsets};

    /// Each character of the text, and what stands in the file from it to the next.
    fn pieces(file: &str) -> Vec<(char, String)> {
        let (text, _) = normalised("vi.md", file.as_bytes()).expect("UTF-8");
        let offsets = offsets("vi.md", file.as_bytes(), &text).unwrap_or_default();
        let piece = |(at, letter): (usize, char)| {
            let (start, end) = (offsets.in_file(at), offsets.in_file(at + letter.len_utf8()));
            (letter, file[start..end].to_owned())
        };
        text.char_indices().map(piece).collect()
    }

    #[test]
    fn every_character_is_found_where_it_stands_on_disk() {
        let file =
            "\u{feff}a\r\n\u{b}Ca\u{309}ng\r\ru\u{31b}\u{301}ng — Đồng\n\u{1112}\u{1161}\u{11ab}\u{1100}";
        let found = pieces(file);
        let of =
            |letter: char| found.iter().find(|(found, _)| *found == letter).map(|(_, piece)| piece.as_str());
        assert_eq!(of('a'), Some("a\r"), "the end of a line belongs to what stands before it");
        assert_eq!(of('\u{1ea3}'), Some("a\u{309}"));
        assert_eq!(of('\u{1ee9}'), Some("u\u{31b}\u{301}"));
        assert_eq!(of('ồ'), Some("ồ"));
        assert_eq!(of('한'), Some("\u{1112}\u{1161}\u{11ab}"));
        let whole: String = found.iter().map(|(_, piece)| piece.as_str()).collect();
        assert_eq!(whole, file.trim_start_matches('\u{feff}'));
    }

    #[test]
    fn a_text_that_is_its_file_needs_no_way_back() {
        assert_eq!(offsets("vi.md", "Cảng\n".as_bytes(), "Cảng\n"), None);
        let plain = "\u{feff}Cảng";
        assert_eq!(pieces(plain).iter().map(|(_, piece)| piece.as_str()).collect::<String>(), "Cảng");
    }
}
