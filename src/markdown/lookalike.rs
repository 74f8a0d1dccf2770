//! Lines that look like Markdown and are none, and therefore stand on the page as they were typed: a space that is none of
//! the keyboard's behind a marker, a full-width sign in its place, lines that only look like a list.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::enumerator::Enumerator;
use super::scan;
use super::script::is_cjk;
use super::writer::Writer;
use crate::base::{is_forbidden, is_odd_space, is_unseen};
use crate::diag::{Diagnostic, half_width};

/// What was seen of the lines of a paragraph.
#[derive(Default)]
pub(super) struct ParagraphLines<'p> {
    /// Nothing of the line has come yet.
    begins: bool,
    /// The line is the first of its block.
    first: bool,
    /// The line begins with emphasis: nothing in it is a marker.
    stressed: bool,
    /// The last line that has a number, letter or dot before it as the items of a list have, and where that stands in the
    /// author's text.
    item: Option<(Enumerator<'p>, Range<usize>)>,
    /// The same of the item of a list whose first line the last one was.
    listed: Option<Enumerator<'p>>,
    /// Once a paragraph is enough.
    is_told: bool,
}

impl ParagraphLines<'_> {
    /// Follows the parser.
    pub(super) fn follow(&mut self, event: &Event<'_>) {
        self.begins = match event {
            Event::Start(Tag::Paragraph | Tag::Item) => {
                *self = ParagraphLines { first: true, ..ParagraphLines::default() };
                true
            }
            Event::HardBreak => {
                // These lines stay lines.
                self.item = None;
                true
            }
            Event::SoftBreak => true,
            Event::Start(Tag::Emphasis | Tag::Strong) if self.begins => {
                self.stressed = true;
                return;
            }
            _ => false,
        };
        self.stressed = false;
    }
}

/// What a line that is no block of its own looks like.
struct LineLook {
    /// The sign, within the line.
    sign: Range<usize>,
    /// The character that is to blame, if one is.
    culprit: Option<char>,
    help: &'static str,
}

impl<'p> Writer<'p> {
    /// Looks at the line whose text begins at a byte of the prepared text.
    pub(super) fn look_at_line(&mut self, start: usize) {
        if !std::mem::take(&mut self.lines.begins) || self.source.text[..start].ends_with('\\') {
            return;
        }
        // A marker stands before what the parser shall take for text.
        let marker = self.source.marker();
        let is_marked = marker.is_some_and(|marker| self.source.text[start..].starts_with(marker));
        let start = start + marker.filter(|_| is_marked).map_or(0, char::len_utf8);
        let (line, below) =
            self.source.text[start..].split_once('\n').unwrap_or((&self.source.text[start..], ""));
        let is_first = std::mem::take(&mut self.lines.first);
        let is_plain = !std::mem::take(&mut self.lines.stressed);
        let Some(first) = line.chars().next() else { return };
        let stars = if self.has_wide { wide_signs(line) } else { None };
        let is_word = first.is_alphabetic() && first.is_ascii() && !Enumerator::may_begin(line);
        let listed = if is_first { self.item_before(start) } else { None };
        let before = std::mem::replace(&mut self.lines.listed, listed);
        if is_word && stars.is_none() {
            return;
        }
        let written = self.source.written;
        let at = self.source.original(start);
        let as_typed = written[at..].split('\n').next().unwrap_or_default();
        let sign = || look(line, below).or_else(|| is_first.then(|| lone_number_sign(as_typed)).flatten());
        if let Some(look) = is_plain.then(sign).flatten().or(stars) {
            let sign = start + look.sign.start..start + look.sign.end;
            return self.tell_of_line(sign, &look);
        }
        if let Some((item, length)) = Enumerator::read(as_typed) {
            if before.is_some_and(|before| item.follows(&before)) {
                return self.tell_of_item(at..at + length);
            }
            self.item(item, at..at + length);
        }
    }

    /// Whether a text is a character, written by its number (`&#1;`), that no page may have; which is told.
    pub(super) fn names_forbidden(&mut self, text: &str, range: &Range<usize>) -> bool {
        let Some(c) = text.chars().next().filter(|&c| is_forbidden(c)) else { return false };
        let place = self.place(range.clone());
        self.report(Diagnostic::warning("character-left-out", place).with("char", c).help("delete"));
        true
    }

    /// The sign of the list's item whose first line of text begins at a byte of the prepared text.
    fn item_before(&self, start: usize) -> Option<Enumerator<'p>> {
        let text = &self.source.text[..start];
        let line = &text[text.rfind('\n').map_or(0, |end| end + 1)..];
        let sign = line.rsplit([' ', '\t', '>']).find(|word| !word.is_empty())?;
        if !sign.starts_with(['-', '+', '*']) && !sign.ends_with(['.', ')']) {
            return None;
        }
        let written = self.source.written;
        let at = self.source.original(start - (line.len() - line.rfind(sign)?));
        Enumerator::of_item(written[at..].split('\n').next().unwrap_or_default()).map(|(item, _)| item)
    }

    /// A line that was to be the next item of a list is a part of the one before it.
    fn tell_of_item(&mut self, sign: Range<usize>) {
        if std::mem::replace(&mut self.lines.is_told, true) {
            return;
        }
        let written = &self.source.written[sign.clone()];
        let plain: String = written.chars().map(|c| half_width(c).unwrap_or(c)).collect();
        let place = self.place_of(&self.written_span(sign));
        let found = Diagnostic::warning("looks-like-markdown", place).with("sign", written);
        self.report(found.with("plain", plain).help("item"));
    }

    /// Lines that count on or have the same dot before them run together.
    fn item(&mut self, item: Enumerator<'p>, sign: Range<usize>) {
        if let Some((before, first)) = self.lines.item.take()
            && item.follows(&before)
            && !std::mem::replace(&mut self.lines.is_told, true)
        {
            let written = self.source.written[first.clone()].trim_end();
            let place = self.place_of(&self.written_span(first.clone()));
            let found = Diagnostic::warning("looks-like-markdown", place).with("sign", written);
            self.report(match wide_number(written, &self.source.written[first.end..]) {
                Some(plain) => found.with("plain", plain).help("digits"),
                None => found.help("lines"),
            });
        }
        self.lines.item = Some((item, sign));
    }

    fn tell_of_line(&mut self, sign: Range<usize>, look: &LineLook) {
        if std::mem::replace(&mut self.lines.is_told, true) {
            return;
        }
        let written = self.source.clean(&self.source.text[sign.clone()]).into_owned();
        let place = self.place(sign);
        let plain: String = written.chars().map(|c| half_width(c).unwrap_or(c)).collect();
        let mut found = Diagnostic::warning("looks-like-markdown", place).with("sign", written);
        if let Some(c) = look.culprit {
            found = found.with("plain", plain).with("char", c);
        }
        self.report(match self.wanted_level(look, &found) {
            Some(wanted) => found.with("wanted", wanted).help("level"),
            None => found.help(look.help),
        });
    }

    /// The signs of a heading that has no space behind them, where its level would be told next: the title is the page's first
    /// heading, and no level is left out.
    fn wanted_level(&self, look: &LineLook, found: &Diagnostic) -> Option<String> {
        let signs = found.arg("sign").filter(|_| look.help == "glued")?;
        let count = u8::try_from(signs.chars().count()).ok()?;
        let wanted = self.nearest_level(count);
        (wanted != count && signs.starts_with('#')).then(|| "#".repeat(wanted.into()))
    }
}

/// A number in full-width digits that would begin an item in others, for there is a space behind it: `１. `.
fn wide_number(sign: &str, behind: &str) -> Option<String> {
    let plain: String = sign.chars().map(|c| half_width(c).unwrap_or(c)).collect();
    let is_marker = marker(&plain) == Some(plain.len()) && plain.starts_with(|c: char| c.is_ascii_digit());
    (is_marker && plain != sign && behind.starts_with([' ', '\t'])).then_some(plain)
}

fn is_gap(c: char) -> bool {
    is_odd_space(c) || is_unseen(c)
}

/// What a line looks like; `below` is what stands under it.
fn look(line: &str, below: &str) -> Option<LineLook> {
    let bare = line.trim_start_matches(|c: char| c == ' ' || is_gap(c));
    if bare.len() < line.len() && line.starts_with(is_gap) {
        let length = marker(bare).filter(|length| bare[*length..].starts_with([' ', '\t']))?;
        let sign = line.len() - bare.len()..line.len() - bare.len() + length;
        return Some(LineLook { sign, culprit: line.chars().next(), help: "before" });
    }
    match line.chars().next()? {
        '#' if line.trim_start_matches('#').starts_with('＃') => wide_marker(line),
        '#' | '-' | '*' | '+' | '0'..='9' => behind_marker(line),
        '＃' | '＊' | '－' | '＋' | '＞' | '｀' => wide_marker(line),
        '｜' | '|' => wide_table(line, below),
        '[' => line.starts_with("[] ").then_some(LineLook { sign: 0..2, culprit: None, help: "box" }),
        _ => None,
    }
}

/// How long the marker of a heading or list is with which a line begins.
fn marker(line: &str) -> Option<usize> {
    let run = |is: fn(u8) -> bool| line.bytes().take_while(|&byte| is(byte)).count();
    match line.as_bytes().first()? {
        b'#' => Some(run(|byte| byte == b'#')).filter(|length| *length <= 6),
        b'-' | b'*' | b'+' => Some(1),
        b'0'..=b'9' => {
            let digits = run(|byte| byte.is_ascii_digit());
            (digits <= 9 && line[digits..].starts_with(['.', ')'])).then_some(digits + 1)
        }
        _ => None,
    }
}

/// A marker with another character behind it than a space, or with none.
fn behind_marker(line: &str) -> Option<LineLook> {
    let deep = line.len() - line.trim_start_matches('#').len();
    if deep > 6 && line[deep..].starts_with([' ', '\t']) && !line[deep..].trim().is_empty() {
        return Some(LineLook { sign: 0..deep, culprit: None, help: "deep" });
    }
    if ["[ ] ", "[x] ", "[X] "]
        .iter()
        .any(|task| line.starts_with(['-', '*', '+']) && line[1..].starts_with(task))
    {
        return Some(LineLook { sign: 0..1, culprit: None, help: "glued" });
    }
    let length = marker(line)?;
    let after = line[length..].chars().next()?;
    // A number such as `2.` is more often one of a date or of a heading than of a list, which begins with the first.
    let is_count = line.starts_with(|c: char| c.is_ascii_digit())
        && !line[..length].starts_with("1.")
        && !line[..length].starts_with("1)");
    if is_gap(after) && !is_count {
        return Some(LineLook { sign: 0..length, culprit: Some(after), help: "after" });
    }
    // A single `#` before a word is one of those that gather posts: `#HaiPhong`.
    let is_glued = line.starts_with("##") && !after.is_whitespace();
    is_glued.then_some(LineLook { sign: 0..length, culprit: None, help: "glued" })
}

/// A single `#` glued to words that stand alone on their line: too many for one of those that gather posts.
fn lone_number_sign(line: &str) -> Option<LineLook> {
    let words = line.strip_prefix('#')?.trim_end();
    let first = words.split(char::is_whitespace).next().unwrap_or_default();
    let number = first.trim_end_matches(['.', ')']);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let begins = words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '*' | '_' | '['))
        || is_number && number.len() < first.len();
    let parts = words.split(|c: char| c.is_whitespace() || matches!(c, '、' | '：' | '（' | '・' | '·'));
    let several = parts.filter(|part| part.contains(char::is_alphanumeric)).count() > 1;
    let is_sentence = words.ends_with(['.', '!', '?', ';', ',', '。', '！', '？', '，', '；']);
    let is_heading = begins && several && !is_tag(first) && !is_sentence && !words.contains('#');
    is_heading.then_some(LineLook { sign: 0..1, culprit: None, help: "glued" })
}

/// Whether a word is several without their spaces, as those that gather posts: `HaiPhong`, `đầu_tư`.
fn is_tag(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic() && !is_cjk(*c)).skip(1).peekable();
    let is_shouted = letters.peek().is_some_and(|c| c.is_uppercase());
    let changes = letters.any(|c| c.is_uppercase() != is_shouted);
    word.trim_matches(['_', '*']).contains('_') || changes
}

/// A full-width marker with a space behind it. Without, a single one stands before a note (`＊注`) or a word that gathers
/// posts (`＃港湾`).
fn wide_marker(line: &str) -> Option<LineLook> {
    let first = line.chars().next()?;
    let rest = line
        .trim_start_matches(|c| c == first || Some(c) == half_width(first) || half_width(c) == Some(first));
    let run = &line[..line.len() - rest.len()];
    let count = run.chars().count();
    let culprit = run.chars().find(|c| half_width(*c).is_some());
    let first = half_width(first).unwrap_or(first);
    let spaced = rest.starts_with(|c: char| c.is_whitespace() || is_gap(c)) && !rest.trim().is_empty();
    let is_marker = match first {
        '#' => (spaced || count > 1) && count <= 6 && !rest.is_empty(),
        '`' => count >= 3,
        _ => spaced && count == 1,
    };
    is_marker.then_some(LineLook { sign: 0..run.len(), culprit, help: "wide" })
}

/// A row of a table, with another below it, that has full-width lines between its cells.
fn wide_table(line: &str, below: &str) -> Option<LineLook> {
    let is_row = |line: &str| line.trim_start().starts_with(['|', '｜']);
    let at = line.find('｜')?;
    let several = line.matches(['|', '｜']).count() > 1;
    let below = below.lines().next().unwrap_or_default();
    (several && is_row(below)).then_some(LineLook {
        sign: at..at + '｜'.len_utf8(),
        culprit: Some('｜'),
        help: "wide",
    })
}

/// Whether a text has a sign of full width that may stand in the place of a half-width one around words or a link's text.
pub(super) fn has_wide(text: &str) -> bool {
    // All of them begin with the same byte, which texts in Latin letters do not have.
    scan::find(text, [0xef]).is_some() && text.contains(['＊', '｀', '［', '］'])
}

/// The signs that stand in pairs around words, with how many of them begin one pair; and those of full width.
const FRAMES: &[(char, char, &[usize])] = &[('*', '＊', &[1, 2, 3]), ('`', '｀', &[1, 2])];

/// Words between two signs of which one or both are of full width: `＊＊海防＊＊`, `**đậm＊＊`. A single `＊` on both sides is
/// that of a note.
fn wide_signs(line: &str) -> Option<LineLook> {
    FRAMES.iter().find_map(|&(half, wide, counts)| {
        line.contains(wide).then(|| framed(line, [half, wide], counts)).flatten()
    })
}

fn framed(line: &str, [half, wide]: [char; 2], counts: &[usize]) -> Option<LineLook> {
    let is_sign = |c: char| c == half || c == wide;
    let mut before: Option<Range<usize>> = None;
    let mut at = 0;
    while let Some(start) = line[at..].find(is_sign).map(|found| at + found) {
        let rest = line[start..].trim_start_matches(is_sign);
        let sign = start..line.len() - rest.len();
        at = sign.end;
        if line[..start].ends_with('\\') {
            continue;
        }
        if let Some(open) = before.replace(sign.clone()) {
            let [first, last] = [&line[open.clone()], &line[sign.clone()]];
            let count = first.chars().count();
            let inner = &line[open.end..sign.start];
            let is_mixed = [first, last].into_iter().any(|sign| sign.contains(half));
            let is_pair = count == last.chars().count()
                && counts.contains(&count)
                && (count > 1 || is_mixed || half == '`')
                && inner.trim().len() == inner.len();
            if let Some(found) = [&open, &sign].into_iter().find(|sign| line[(*sign).clone()].contains(wide))
                && is_pair
            {
                return Some(LineLook { sign: found.clone(), culprit: Some(wide), help: "wide" });
            }
        }
    }
    None
}
