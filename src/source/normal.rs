//! Bytes of a file → text as every stage sees it, and the way back to the bytes.

use std::borrow::Cow;

use crate::base::{InFile, Offsets, without_forbidden};
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
    if let Some((_, at)) = locale::seven_bit_encoding(bytes) {
        return Err(at);
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
    let mut way = SideBySide {
        is_page: is_page(path),
        whole: text,
        offsets: Offsets::default(),
        text: 0,
        file: InFile::default(),
    };
    way.file.byte = bytes.len() - file.len();
    way.offsets.step(0, way.file, way.file);
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
struct SideBySide<'t> {
    is_page: bool,
    /// What the file was normalised to.
    whole: &'t str,
    offsets: Offsets,
    text: usize,
    file: InFile,
}

impl SideBySide<'_> {
    /// Goes on by so many bytes of the text and of the file, which there has `more` characters than the text.
    fn pass(&mut self, text: usize, file: usize, more: isize) {
        let before = self.file;
        self.text += text;
        self.file = InFile { byte: before.byte + file, more: before.more + more };
        let end = if text == 0 { before } else { self.file };
        self.offsets.step(self.text, end, self.file);
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
        let mut normal = self.normal(piece);
        // What is left out for what stands beside it cannot be told from the piece alone.
        if self.is_page && !normal.is_empty() && !self.whole[self.text..].starts_with(&*normal) {
            normal = Cow::Borrowed("");
        }
        let more = piece.chars().count().cast_signed() - normal.chars().count().cast_signed();
        self.pass(normal.len(), piece.len(), more);
    }
}

#[cfg(test)]
mod tests {
    use super::{normalised, offsets};

    /// Each character of the text, and what stands in the file for it.
    fn pieces(file: &str) -> Vec<(char, String)> {
        let (text, _) = normalised("vi.md", file.as_bytes()).expect("UTF-8");
        let offsets = offsets("vi.md", file.as_bytes(), &text).unwrap_or_default();
        let piece = |(at, letter): (usize, char)| {
            let (start, end) = (offsets.start(at), offsets.end(at + letter.len_utf8()));
            (letter, file[start.byte..end.byte].to_owned())
        };
        text.char_indices().map(piece).collect()
    }

    #[test]
    fn every_character_is_found_where_it_stands_on_disk() {
        let file = "\u{feff}a\r\n\u{1}C\u{200b}a\u{309}ng\r\ru\u{31b}\u{301}ng — Đồng\n\u{1112}\u{1161}\u{11ab}\u{1100}";
        for (letter, piece) in pieces(file) {
            let wanted = match letter {
                '\u{1ea3}' => "a\u{309}",
                '\u{1ee9}' => "u\u{31b}\u{301}",
                '한' => "\u{1112}\u{1161}\u{11ab}",
                '\n' if piece == "\r" => "\r",
                letter => &letter.to_string(),
            };
            assert_eq!(piece, wanted);
        }
    }

    #[test]
    fn characters_are_counted_as_the_file_has_them() {
        let file = "\u{feff}Ca\u{309}ng\u{1} a\u{300}\r\nb";
        let (text, _) = normalised("vi.md", file.as_bytes()).expect("UTF-8");
        let offsets = offsets("vi.md", file.as_bytes(), &text).expect("another text");
        let before = |mark: char| text.find(mark).expect("it is there");
        assert_eq!(offsets.start(before('n')).more, 1);
        assert_eq!(
            (offsets.end(before(' ')).more, offsets.start(before(' ')).more),
            (1, 2),
            "what was left out"
        );
        assert_eq!(
            offsets.start(before('b')).more,
            4,
            "an accent, a control, an accent, half of a line's end"
        );
    }

    #[test]
    fn a_text_that_is_its_file_needs_no_way_back() {
        assert_eq!(offsets("vi.md", "Cảng\n".as_bytes(), "Cảng\n"), None);
        let plain = "\u{feff}Cảng";
        assert_eq!(pieces(plain).iter().map(|(_, piece)| piece.as_str()).collect::<String>(), "Cảng");
    }
}
