//! What of a finished page stays on one line: numbers of documents, ranges, and a dash with the sign before it.
//!
//! Browsers break after a hyphen or a dash, and before a long dash between ideographs: `31/2021/NĐ-` | `CP`, `500–` | `550 ha`,
//! `日本` | `—海防`. No style sheet can tell these from words that may be broken, and a sign that forbids the break (U+2060)
//! would be copied with the number and spoil every search for it. So the words are marked, in the text of pages alone:
//! attributes, titles of windows, feeds and data have them as they are.

use memchr::{memchr_iter, memchr2_iter, memmem};

/// Whether in the text of an element nothing is marked: it is no running text, or may hold no other element.
fn is_left_alone(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"title" | b"textarea" | b"option" | b"svg" | b"pre" | b"code")
}

/// What is marked: the theme gives this class `white-space: nowrap`, and takes it from a long one where a line is short.
const OPEN: &[u8] = b"<span class=\"nobreak\">";
const OPEN_LONG: &[u8] = b"<span class=\"nobreak long\">";
const CLOSE: &[u8] = b"</span>";

/// More bytes than this are no number or range, and would not fit on a narrow screen.
const LONGEST: usize = 40;
/// More than this does not fit on a phone in the letters of a title, in Latin letters.
const LONGEST_IN_TITLE: usize = 18;

/// What each byte may be: the bits below.
const KINDS: [u8; 256] = kinds();
/// Begins a tag.
const BEFORE_TAGS: u8 = 1;
/// Ends a tag, or begins a stretch in quotes.
const IN_TAGS: u8 = 2;
/// Belongs to a word, as far as ASCII goes.
const OF_WORD: u8 = 8;
/// Nothing is marked that has none of these, `/`, `@`, and what the dashes begin with; nor does text go on behind a `<`.
const IN_TEXT: u8 = 4 | BEFORE_TAGS;

const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    kinds[b'<' as usize] = BEFORE_TAGS;
    kinds[b'>' as usize] = IN_TAGS;
    kinds[b'"' as usize] = IN_TAGS;
    kinds[b'\'' as usize] = IN_TAGS;
    kinds[b'/' as usize] = IN_TEXT ^ BEFORE_TAGS;
    kinds[b'@' as usize] = IN_TEXT ^ BEFORE_TAGS;
    kinds[0xe2] = IN_TEXT ^ BEFORE_TAGS;
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b',' | b'/' | b'-' | b'_' | b'+' | b'%' | b'@')
        {
            kinds[byte as usize] |= OF_WORD;
        }
        byte += 1;
    }
    kinds
}

/// Where, from `at` on, the first byte of a kind stands; where there is none, the end.
fn past(bytes: &[u8], at: usize, kind: u8) -> usize {
    bytes[at..]
        .iter()
        .position(|byte| KINDS[usize::from(*byte)] & kind != 0)
        .map_or(bytes.len(), |found| at + found)
}

/// A page in which such words are marked.
///
/// Every byte of every page passes here. Most pages have nothing to mark, which a look at their signs shows; of the others each
/// byte is asked for once, in a table. Text between tags is so short that looking at many bytes at a time costs more.
pub(super) fn unbroken(html: Vec<u8>) -> Vec<u8> {
    // What stands before the body is no text on the page, and full of addresses.
    let body = memmem::find(&html, b"<body").unwrap_or_default();
    if may_have_words(&html[body..]) { marked(html, body) } else { html }
}

/// Whether a page may have something to mark, in its text or elsewhere.
fn may_have_words(html: &[u8]) -> bool {
    let is_sign = |at: usize| if html[at] == b'@' { may_be_mail(html, at) } else { may_hold_dash(html, at) };
    memchr2_iter(0xe2, b'@', html).any(is_sign) || memchr_iter(b'/', html).any(|at| may_be_number(html, at))
}

/// Whether an address of mail with a hyphen may stand around the `@`.
fn may_be_mail(html: &[u8], at: usize) -> bool {
    let is_of_address = |byte: &&u8| byte.is_ascii_alphanumeric() || b".-_+".contains(byte);
    let before = html[..at].iter().rev().take(LONGEST).take_while(is_of_address);
    let after = html[at + 1..].iter().take(LONGEST).take_while(is_of_address);
    before.chain(after).any(|byte| *byte == b'-')
}

/// Whether a dash at this byte may belong to a range, or a long one to the sign before it.
fn may_hold_dash(html: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(b' ', |before| html[before]);
    let in_range =
        || (before.is_ascii_digit() || before == b'%') && html.get(at + 3).is_some_and(u8::is_ascii_digit);
    match html.get(at + 1..at + 3) {
        Some([0x80, 0x93]) => in_range(),
        Some([0x80, 0x94]) => !before.is_ascii_whitespace() && !matches!(before, b'>' | b';'),
        _ => false,
    }
}

/// Whether the word around a stroke may begin with a digit and have capitals, as numbers of documents do. Letters of other scripts
/// end it. What stands before another stroke was looked at with that one.
fn may_be_number(html: &[u8], at: usize) -> bool {
    let kind = |at: usize| KINDS[usize::from(html[at])];
    let mut from = at;
    while from > 0 && html[from - 1] != b'/' {
        match html[from - 1] {
            0x80.. => match latin_before(&html[..from]) {
                Some(length) => from -= length,
                None => break,
            },
            _ if kind(from - 1) & OF_WORD == 0 => break,
            _ => from -= 1,
        }
    }
    let begins = from == 0 || html[from - 1] != b'/';
    let is_of_word = |byte: &&u8| KINDS[usize::from(**byte)] & OF_WORD != 0 || !byte.is_ascii();
    let is_capital = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
    begins && html[from].is_ascii_digit() && html[from..].iter().take_while(is_of_word).any(is_capital)
}

/// How many bytes the letter takes that a stretch ends with, where it is one of [`is_letter`] beyond ASCII.
fn latin_before(html: &[u8]) -> Option<usize> {
    match html {
        [.., 0xc2..=0xc9, 0x80..=0xbf] => Some(2),
        [.., 0xe1, 0xb8..=0xbb, 0x80..=0xbf] => Some(3),
        _ => None,
    }
}

/// A page in which whatever there is to mark from a place on is marked.
fn marked(html: Vec<u8>, mut at: usize) -> Vec<u8> {
    let mut page = PageScan { html: &html, out: Vec::new(), copied: 0 };
    while at < html.len() {
        let found = past(&html, at, IN_TEXT);
        let end = past(&html, found, BEFORE_TAGS);
        if found < end {
            page.text(at, found, end);
        }
        at = after_tag(&html, end);
    }
    if page.copied == 0 {
        return html;
    }
    page.out.extend_from_slice(&html[page.copied..]);
    page.out
}

/// Where the text goes on after the tag or comment at `open`, and after the element when nothing in it is marked.
fn after_tag(html: &[u8], open: usize) -> usize {
    let rest = &html[open..];
    let after = |end: &[u8]| memmem::find(rest, end).map_or(html.len(), |at| open + at + end.len());
    if rest.starts_with(b"<!--") {
        return after(b"-->");
    }
    let name = rest.get(1..).unwrap_or_default();
    let name = &name[..name.iter().take_while(|byte| byte.is_ascii_alphabetic()).count()];
    if is_left_alone(name) { after(&[b"</", name].concat()) } else { tag_end(html, open) }
}

/// The end of a tag; a `>` in quotes ends none.
fn tag_end(html: &[u8], open: usize) -> usize {
    let mut at = past(html, open, IN_TAGS);
    while at < html.len() {
        let quote = html[at];
        at += 1;
        if quote == b'>' {
            return at;
        }
        let end = html[at..].iter().position(|byte| *byte == quote);
        at = end.map_or(html.len(), |end| past(html, at + end + 1, IN_TAGS));
    }
    html.len()
}

struct PageScan<'h> {
    html: &'h [u8],
    out: Vec<u8>,
    /// How much of the page is in `out`.
    copied: usize,
}

/// A stretch of text between tags, and where in the page it begins.
#[derive(Clone, Copy)]
struct TextStretch<'h> {
    text: &'h str,
    start: usize,
}

impl PageScan<'_> {
    /// Looks at the text from `start` to `end`, whose first sign is at `found`.
    fn text(&mut self, start: usize, found: usize, end: usize) {
        let Ok(text) = std::str::from_utf8(&self.html[start..end]) else { return };
        let mut at = found - start;
        while at < text.len() {
            let next = self.sign(TextStretch { text, start }, at);
            at = past(text.as_bytes(), next, IN_TEXT);
        }
    }

    /// Marks what belongs to the sign at `at` of a stretch; returned is where to look on.
    fn sign(&mut self, stretch: TextStretch<'_>, at: usize) -> usize {
        let text = stretch.text;
        let (before, after) = (&text[self.marked(stretch)..at], &text[at..]);
        let sign = after.chars().next().unwrap_or_default();
        let next = at + sign.len_utf8();
        if !matches!(sign, '/' | '@' | '–' | '—') {
            return next;
        }
        let is_word = |c: &char| {
            is_letter(*c) || matches!(c, '.' | ',' | '/' | '-' | '_' | '+' | '%' | '@' | '–' | '—' | '\u{a0}')
        };
        let left: usize = before.chars().rev().take_while(is_word).map(char::len_utf8).sum();
        let right: usize = after.chars().take_while(is_word).map(char::len_utf8).sum();
        let word = text[at - left..at + right].trim_end_matches(['.', ',', '/', '\u{a0}']);
        let (from, to) = (at - left, at - left + word.len());
        if to <= at || word.len() > LONGEST {
            return self.dash(stretch, at).unwrap_or(at + right);
        }
        if is_range(word) {
            self.hold(stretch, from, to);
        } else if is_document_number(word) {
            let opens = text[self.marked(stretch)..from].chars().next_back();
            let opens = opens.filter(|c| matches!(c, '第' | '제')).map_or(0, char::len_utf8);
            let opens = opens.max(number_word(&text[self.marked(stretch)..from]));
            let closes = text[to..].chars().next().filter(|c| matches!(c, '号' | '號' | '호'));
            self.hold(stretch, from - opens, to + closes.map_or(0, char::len_utf8));
        } else if let Some(local) = local_part(word) {
            // An address of mail is broken before its `@` or nowhere.
            self.hold(stretch, from, from + local);
            self.out.extend_from_slice(b"<wbr>");
            self.hold(stretch, from + local, to);
        } else {
            return self.dash(stretch, at).unwrap_or(at + right);
        }
        to
    }

    /// How much of a stretch is in `out`.
    fn marked(&self, stretch: TextStretch<'_>) -> usize {
        self.copied.saturating_sub(stretch.start)
    }

    /// Marks long dashes with the sign before them, where one stands there; returned is where they end.
    fn dash(&mut self, stretch: TextStretch<'_>, at: usize) -> Option<usize> {
        let dashes: usize = stretch.text[at..].chars().take_while(|c| *c == '—').map(char::len_utf8).sum();
        let before = stretch.text[self.marked(stretch)..at].chars().next_back();
        let before = before.filter(|c| dashes > 0 && is_held(*c))?;
        self.hold(stretch, at - before.len_utf8(), at + dashes);
        Some(at + dashes)
    }

    /// Marks what stands from `from` to `to` of a stretch.
    fn hold(&mut self, TextStretch { text, start }: TextStretch<'_>, from: usize, to: usize) {
        let held = &text[from..to];
        let width: usize = held.chars().map(|c| if c < '\u{2e80}' { 1 } else { 2 }).sum();
        let open = if width > LONGEST_IN_TITLE { OPEN_LONG } else { OPEN };
        for part in [&self.html[self.copied..start + from], open, held.as_bytes(), CLOSE] {
            self.out.extend_from_slice(part);
        }
        self.copied = start + to;
    }
}

/// How many bytes before the number of a document say that it is one: `số `, `No. `.
fn number_word(before: &str) -> usize {
    const WORDS: &[&str] = &["số", "Số", "No.", "no.", "Nos.", "nos."];
    let bare = before.trim_end_matches([' ', '\u{a0}', '\n']);
    let word = WORDS.iter().find(|word| bare.ends_with(**word)).filter(|_| bare.len() < before.len());
    let Some(start) = word.map(|word| bare.len() - word.len()) else { return 0 };
    if bare[..start].ends_with(char::is_alphanumeric) { 0 } else { before.len() - start }
}

/// Letters and digits of Latin writing, with the marks of Vietnamese and those of units.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '²' | '³' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// What a long dash is not parted from: letters of any script and closing brackets, but no end of an entity.
fn is_held(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '」' | '』' | '）' | '》' | '”' | '’' | ')' | '%')
}

/// `500–550`, `20–23/12/2022`, `63,8%–65%`: figures on both sides of a dash.
fn is_range(word: &str) -> bool {
    let is_between = |(at, dash): (usize, &str)| {
        let before = word[..at].chars().next_back().is_some_and(|c| c.is_ascii_digit() || c == '%');
        before && word[at + dash.len()..].starts_with(|c: char| c.is_ascii_digit())
    };
    word.match_indices(['–', '—']).any(is_between)
}

/// `31/2021/NĐ-CP`, `143/2025/QH15`, `45-NQ/TW`: figures, then a stroke and capitals.
fn is_document_number(word: &str) -> bool {
    let is_of_number = |c: char| is_letter(c) || matches!(c, '/' | '-');
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains('/')
        && word.chars().all(is_of_number)
        && word.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// How long the part of an address of mail is that stands before its `@`; without a hyphen it is not broken anyway.
fn local_part(word: &str) -> Option<usize> {
    let (local, host) = word.split_once('@')?;
    let is_of_address = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let is_address = word.contains('-')
        && !local.is_empty()
        && host.contains('.')
        && (local.to_owned() + host).chars().all(is_of_address);
    is_address.then_some(local.len())
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::unbroken;

    /// What is marked in a text, in brackets.
    fn marked(html: &str) -> String {
        let html = String::from_utf8(unbroken(html.into())).expect("text");
        let html =
            html.replace("<span class=\"nobreak long\">", "[").replace("<span class=\"nobreak\">", "[");
        html.replace("</span>", "]")
    }

    #[test]
    fn numbers_of_documents_stay_whole() {
        for (text, expected) in [
            ("Nghị định số 31/2021/NĐ-CP của Chính phủ", "Nghị định [số 31/2021/NĐ-CP] của Chính phủ"),
            ("Decision No. 1675/QĐ-UBND, nos. 4/QĐ-X", "Decision [No. 1675/QĐ-UBND], [nos. 4/QĐ-X]"),
            ("Hằngsố 4/QĐ-X", "Hằngsố [4/QĐ-X]"),
            ("第31/2021/NĐ-CP号、", "[第31/2021/NĐ-CP号]、"),
            ("시행령 제31/2021/NĐ-CP호를", "시행령 [제31/2021/NĐ-CP호]를"),
            ("(408/QĐ-UBND).", "([408/QĐ-UBND])."),
            ("143/2025/QH15, 45-NQ/TW", "[143/2025/QH15], [45-NQ/TW]"),
            ("06/CT-TTg", "[06/CT-TTg]"),
            ("số 09-ĐA/TU", "[số 09-ĐA/TU]"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn a_number_too_long_for_a_title_on_a_phone_is_told_apart() {
        let html = |text: &str| String::from_utf8(unbroken(text.into())).expect("text");
        assert_eq!(html("第10610/BKHĐT-ĐTNN号"), "<span class=\"nobreak long\">第10610/BKHĐT-ĐTNN号</span>");
        let long = "<span class=\"nobreak long\">số 90/2015/TTLT-BTC-BKHĐT</span>";
        assert_eq!(html("số 90/2015/TTLT-BTC-BKHĐT"), long);
        assert_eq!(html("số 31/2021/NĐ-CP"), "<span class=\"nobreak\">số 31/2021/NĐ-CP</span>");
    }

    #[test]
    fn ranges_stay_whole_with_their_unit() {
        for (text, expected) in [
            ("khoảng 500–550\u{a0}ha đất", "khoảng [500–550\u{a0}ha] đất"),
            ("20–23/12/2022", "[20–23/12/2022]"),
            ("5–6\u{a0}USD/m²/tháng", "[5–6\u{a0}USD/m²/tháng]"),
            ("面积500—550公顷", "面积[500—550]公顷"),
            ("2–2,5\u{a0}tỷ\u{a0}USD.", "[2–2,5\u{a0}tỷ\u{a0}USD]."),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn a_long_dash_stays_with_what_it_follows() {
        assert_eq!(marked("（日本—海防工业园区）"), "（日[本—]海防工业园区）");
        assert_eq!(marked("ハイフォン——長期"), "ハイフォ[ン——]長期");
        assert_eq!(marked("第408/QĐ-UBND号——海防"), "[第408/QĐ-UBND号]——海防");
        assert_eq!(marked("a — b, &gt;—x"), "a — b, &gt;—x");
    }

    #[test]
    fn an_address_of_mail_is_broken_before_its_sign() {
        assert_eq!(
            marked("<a href=\"mailto:invest-hp@a-b.gov.vn\">invest-hp@a-b.gov.vn</a>"),
            "<a href=\"mailto:invest-hp@a-b.gov.vn\">[invest-hp]<wbr>[@a-b.gov.vn]</a>"
        );
    }

    proptest! {
        /// A look at the signs alone never spares a page that has something to mark.
        #[test]
        fn no_page_is_passed_over(parts in vec(select(PARTS), 0..16)) {
            let html = parts.concat();
            prop_assert_eq!(unbroken(html.clone().into()), super::marked(html.into(), 0));
        }
    }

    const PARTS: &[&str] = &[
        "1",
        "31",
        "/",
        "-",
        "N",
        "Đ-CP",
        "–",
        "—",
        "%",
        "@",
        ".",
        ",",
        "a",
        "b.vn",
        " ",
        "\u{a0}",
        "第",
        "号",
        "“",
        "”",
        "<a href=\"/x/\">",
        "</a>",
        "&gt;",
        ";",
        "ừ",
        "0123456789012345678901234567890123456789",
    ];

    #[test]
    fn nothing_else_is_touched() {
        for html in [
            "<title>31/2021/NĐ-CP</title>",
            "<p title=\"500–550 > 408/QĐ-UBND\" data-x='a>500–550'>x</p>",
            "<script>\"408/QĐ-UBND\"</script><!-- 500–550 --><code>a/B-C 1/A-B</code>",
            "<svg><text>500–550</text></svg>",
            "km/h, 06/02/2024, 1/2, và/hoặc, Nomura–Hai Phong, Đình Vũ – Cát Hải, https://a.vn/b-c/2021/X, 5 USD/m²",
            "a@b @c d@e… ’ “x” … tra@example.vn",
            "<a title=\"x",
            "<",
        ] {
            assert_eq!(unbroken(html.into()), html.as_bytes(), "{html}");
        }
    }
}
