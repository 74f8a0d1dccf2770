//! Links that stayed text: a space in the address, full-width brackets, a gap before the bracket.

use std::ops::Range;

use super::link::{bracketed, on_disk};
use super::run::{Fragment, Joined};
use super::scan;
use super::script::digit;
use super::writer::Writer;
use crate::base::{is_file_name, is_odd_space, is_unseen};
use crate::diag::{Diagnostic, half_width};

/// What looks like the address of a link, and why it is none.
struct Lost<'t> {
    /// From the bracket that ends the link's text to the one that ends its address.
    range: Range<usize>,
    address: &'t str,
    why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Space,
    Wide(char),
    Gap,
    /// The bracket of the address is not closed on its line.
    Open,
    /// Behind the text stands the name of an address that is written nowhere.
    Name,
}

/// The brackets that a link is written with, in full width.
const WIDE: [char; 4] = ['［', '］', '（', '）'];

impl Writer<'_> {
    /// Finds `](…)` and `][…]` that stayed text.
    pub(super) fn look_for_lost_links(&mut self, joined: &Joined) {
        let mut from = 0;
        while let Some(found) = joined.text[from..].find([']', '］']) {
            let end = from + found;
            from = end + joined.text[end..].chars().next().map_or(1, char::len_utf8);
            if let Some(lost) = lost(joined, end).or_else(|| unnamed(joined, end))
                && joined.is_typed(end)
            {
                from = lost.range.end;
                self.tell_of_link(joined, &lost);
            }
        }
    }

    /// A heading of a record that is linked to by its words, by the id that these make.
    fn record_heading(&self, address: &str) -> Option<String> {
        let (record, words) = address.strip_prefix('@')?.split_once('#')?;
        let is_record = !record.is_empty() && !record.contains([' ', '\t']);
        is_record.then(|| format!("{record}#{}", super::heading::slug(words, self.options.slug)))
    }

    /// Finds comments that begin within a line and never end: their words are shown.
    pub(super) fn look_for_lost_comments(&mut self, joined: &Joined) {
        const SIGN: &str = "<!--";
        // The two hyphens may be one dash by now.
        let opens = joined.text.match_indices("<!").filter(|(at, open)| {
            joined.text[at + open.len()..].starts_with(['–', '—']) || joined.text[*at..].starts_with(SIGN)
        });
        if let Some((at, open)) = opens.into_iter().find(|(at, _)| joined.is_typed(*at)) {
            let place = self.place(joined.source_of(at..at + open.len()));
            self.report(Diagnostic::warning("looks-like-markdown", place).with("sign", SIGN).help("comment"));
        }
    }

    /// Finds places on a computer that lost a stroke: `D:\!luu`, where the stroke before a sign is not shown.
    pub(super) fn look_for_lost_strokes(&mut self, run: &[Fragment<'_>]) {
        /// So far back a drive is looked for, in a word of any length.
        const FAR: usize = 100;
        let source = self.source;
        let is_lost = |fragment: &&Fragment<'_>| {
            let before = || source.text[..fragment.range.start].chars().rev().take(FAR);
            let line = || before().take_while(|c| *c != '\n').collect::<String>();
            let is_server = || {
                names_server(&source.text[fragment.range.start..])
                    && !line()[1..].starts_with(char::is_alphanumeric)
            };
            let is_lost = || match fragment.text.starts_with('\\') {
                true => is_server(),
                false => names_drive(&line()),
            };
            fragment.is_escaped(&source.text) && is_lost()
        };
        let Some(lost) = run.iter().find(is_lost) else { return };
        let sign: String = lost.text.chars().take(1).collect();
        let place = self.place(lost.range.start - 1..lost.range.start + sign.len());
        let found = Diagnostic::warning("lost-backslash", place).with("sign", format!("\\{sign}"));
        self.report(found.help("twice"));
    }

    fn tell_of_link(&mut self, joined: &Joined, lost: &Lost<'_>) {
        let place = self.place(joined.source_of(lost.range.clone()));
        let found =
            Diagnostic::warning("looks-like-markdown", place).with("sign", &joined.text[lost.range.clone()]);
        let address = lost.address.trim();
        self.report(match lost.why {
            Why::Space => match (on_disk(lost.address), address.strip_prefix('#')) {
                (Some(name), _) => found.with("near", bracketed(name)).help("disk"),
                (None, Some(heading)) => {
                    self.lost_headings.push((found, heading.to_owned()));
                    return;
                }
                (None, None) => match self.record_heading(address) {
                    Some(near) => found.with("near", near).help("slug"),
                    None => spaced(found, address),
                },
            },
            Why::Wide(c) => found.with("char", c).with("plain", half_width(c).unwrap_or(c)).help("wide"),
            Why::Gap => found.help("gap"),
            Why::Open => found.help("open"),
            Why::Name => found.with("name", address).help("name"),
        });
    }
}

/// Finds words between two pairs of stars that make nothing bold, for a space stands on the inner side of one:
/// `**Điều 1 **Phạm vi`.
pub(super) fn look_for_lost_stars(writer: &mut Writer<'_>, joined: &Joined) {
    const SIGN: &str = "**";
    /// Nobody stresses more than this, in bytes.
    const MOST: usize = 240;
    let mut open: Option<usize> = None;
    for (at, _) in joined.text.match_indices(SIGN) {
        let (before, after) = (&joined.text[..at], &joined.text[at + SIGN.len()..]);
        if before.ends_with('*') || after.starts_with('*') || !joined.is_typed(at) {
            continue;
        }
        let inner = open.map(|open| &joined.text[open + SIGN.len()..at]);
        let is_lost = |inner: &str| {
            let spaces = [inner.starts_with(char::is_whitespace), inner.ends_with(char::is_whitespace)];
            let is_one = inner.len() <= MOST && !inner.contains('\n') && inner.contains(char::is_alphabetic);
            is_one && spaces[0] != spaces[1]
        };
        if let (Some(open), Some(_)) = (open, inner.filter(|inner| is_lost(inner))) {
            let place = writer.place(joined.source_of(open..open + SIGN.len()));
            let found = Diagnostic::warning("looks-like-markdown", place).with("sign", SIGN);
            return writer.report(found.help("stars"));
        }
        open = (!before.ends_with(char::is_alphanumeric)).then_some(at);
    }
}

/// Whether a place on a drive goes on here, `D:\`, in a line that is read backwards: folders may have spaces in their names.
fn names_drive(backwards: &str) -> bool {
    let Some((path, drive)) = backwards.split_once("\\:") else { return false };
    let mut letters = drive.chars();
    let is_drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    let ends = ['"', '\'', '<', '>', '|', ',', ';', '(', ')'];
    is_drive && !letters.next().is_some_and(char::is_alphanumeric) && !path.contains(ends)
}

/// Whether a folder of another computer begins with the second of its two strokes: `\\server\tep`, of which one is lost.
fn names_server(text: &str) -> bool {
    let name = text.strip_prefix('\\').unwrap_or_default();
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    rest.len() < name.len() && rest.starts_with('\\')
}

/// What to do about an address with a space in it: what stands behind is a title or a size, or the space is the mistake, or the
/// file has one in its name.
fn spaced(found: Diagnostic, address: &str) -> Diagnostic {
    const QUOTES: [char; 12] = ['"', '\'', '“', '”', '„', '«', '»', '‘', '’', '＂', '「', '」'];
    let Some((target, behind)) = address.split_once([' ', '\t']) else {
        return found.with("address", address).help("address");
    };
    let behind = behind.trim();
    if behind.starts_with(QUOTES) {
        let title = behind.trim_matches(QUOTES).trim();
        return found.with("near", format!("{target} \"{title}\"")).help("title");
    }
    if behind.strip_prefix('=').is_some_and(|size| size.starts_with(|c: char| c.is_ascii_digit() || c == 'x'))
    {
        return found.with("near", target).help("size");
    }
    let joined: String = address.chars().filter(|c| !c.is_whitespace()).collect();
    let host = target.split_once("://").map(|(_, rest)| rest).filter(|rest| !rest.contains('/'));
    let is_bare = ["mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme)) || host.is_some();
    match joined.strip_prefix('@') {
        Some(id) if target == "@" && is_file_stem(id) => found.with("near", joined).help("space"),
        Some(_) => found.with("address", address.trim_start_matches('@').trim()).help("record"),
        None if is_bare => found.with("near", joined).help("space"),
        None => found.with("address", address).help("address"),
    }
}

/// Whether this may be the id of a record.
fn is_file_stem(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The bracket that opened the text of a link which ends here, and where it stands; none where it stands before what is
/// emphasised in it. A number in brackets is that of a note or a source.
fn begins(joined: &Joined, end: usize) -> Option<Option<char>> {
    let before = &joined.text[..end];
    let open = before.rfind(['[', '［']);
    scan::looked(open.map(|open| end - open), end);
    let Some(open) = open else { return (!before.contains([']', '］'])).then_some(None) };
    let bracket = before[open..].chars().next()?;
    let text = &before[open + bracket.len_utf8()..];
    let is_text = joined.is_typed(open)
        && !text.contains([']', '］'])
        && !text.starts_with('^')
        && (text.is_empty() || !text.chars().all(|c| digit(c).is_some()));
    is_text.then_some(Some(bracket))
}

/// The address behind the bracket at `end`.
fn lost(joined: &Joined, end: usize) -> Option<Lost<'_>> {
    let text = &joined.text;
    let bracket = text[end..].chars().next()?;
    let behind = &text[end + bracket.len_utf8()..];
    let rest = behind.trim_start_matches(|c: char| c == ' ' || is_odd_space(c) || is_unseen(c));
    let gap = behind.len() - rest.len();
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let inner = &rest[open.len_utf8()..];
    let Some(length) = closing(inner) else { return unclosed(joined, end, inner) };
    let (address, close) = (&inner[..length], inner[length..].chars().next()?);
    let signs = begins(joined, end)?.into_iter().chain([bracket, open, close]);
    let why = match signs.into_iter().find(|c| WIDE.contains(c)) {
        _ if address.trim().is_empty() => return None,
        _ if gap == 0 && address.starts_with('<') && !address.contains('>') => Why::Open,
        Some(wide) => is_address(address).then_some(Why::Wide(wide))?,
        None if gap > 0 => is_address(address).then_some(Why::Gap)?,
        None => address.trim().contains([' ', '\t']).then_some(Why::Space)?,
    };
    let start = end + bracket.len_utf8() + gap + open.len_utf8();
    Some(Lost { range: end..start + length + close.len_utf8(), address, why })
}

/// An address whose bracket is not closed on its line, behind the text that ends at `end`: what is left of a link that was broken
/// over two lines, or ends too early. No link may go on that far behind its line.
fn unclosed<'t>(joined: &Joined, end: usize, inner: &'t str) -> Option<Lost<'t>> {
    let address = inner.split([' ', '\t']).next().unwrap_or_default();
    let start = joined.text.len() - inner.len();
    let is_glued = joined.text[end..start] == *"](";
    let is_lost = is_glued && inner.len() < LONGEST && is_address(address.trim_start_matches('<'));
    (is_lost && begins(joined, end)?.is_some()).then_some(Lost {
        range: end..start + address.len(),
        address,
        why: Why::Open,
    })
}

/// The name of an address behind the text of a link: `][qd408]`, or the text itself, `][]`. Where there were such an
/// address, the parser would have made a link of it.
fn unnamed(joined: &Joined, end: usize) -> Option<Lost<'_>> {
    /// Longer names are none.
    const LONGEST: usize = 100;
    let text = &joined.text;
    let inner = text[end..].strip_prefix("][")?;
    let length = inner.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '[' | ']' | '\n'));
    let (length, _) = length.filter(|(_, c)| *c == ']')?;
    let range = end..end + "][".len() + length + "]".len();
    let name = &inner[..length];
    let own = || text[..end].rsplit('[').next().unwrap_or_default();
    let is_name = begins(joined, end)? != Some('［') && joined.is_typed(end + 1) && !name.starts_with('^');
    let address = if name.trim().is_empty() { own() } else { name };
    (is_name && !address.trim().is_empty()).then_some(Lost { range, address, why: Why::Name })
}

/// How many characters an address has at most.
const LONGEST: usize = 300;

/// Where the bracket is closed that was opened before `inner`; brackets in it count. No address goes on for longer than
/// this, and no text with a bracket in every word is looked through from each of them.
fn closing(inner: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in inner.char_indices().take(LONGEST) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some(at),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether this would lead somewhere, rather than say something about the words before it.
fn is_address(text: &str) -> bool {
    const STARTS: &[&str] = &["http://", "https://", "www.", "mailto:", "tel:", "@", "#", "/", "./", "../"];
    let text = text.trim();
    STARTS.iter().any(|start| text.starts_with(start)) || is_file_name(text)
}
