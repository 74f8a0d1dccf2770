//! Looks at what lines begin and end with, before the parser does.
//!
//! The parser would take a `:` without a space for a definition, any `{…}` after a heading for its attributes, and in a
//! summary a number with a full stop for a list. Where a line only looks like one that begins in such a way, because it
//! is code or raw HTML, nothing comes of it: what is put in is taken out again.

use super::bullet;
use super::prepared::Preparation;

/// The lines seen so far.
#[derive(Default)]
pub(super) struct LinesSoFar {
    /// Whether the text is a sentence or two, in which no number begins a list.
    summary: bool,
    /// Whether some number may begin a list that is none, so that somebody has to look at lists whole.
    pub(super) doubtful: bool,
    /// The last number of a list at each column.
    numbers: Vec<(usize, u64)>,
    /// The sign of the last item of a list without numbers, and its column, as long as nothing else came.
    item: Option<(u8, usize)>,
    /// Where this line begins.
    start: usize,
}

impl LinesSoFar {
    /// The lines of a summary.
    pub(super) fn of_summary() -> LinesSoFar {
        LinesSoFar { summary: true, ..LinesSoFar::default() }
    }

    /// Looks at the start of the line that begins at `start`.
    pub(super) fn begin(&mut self, source: &str, start: usize, findings: &mut Preparation) {
        self.start = start;
        if !source[start..].starts_with([' ', '\t', '\r', '\n', '>', '-', '+', '*']) {
            self.item = None;
        }
        let bytes = source.as_bytes();
        let space = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
        let mut at = start;
        let mut markers = 0;
        let mut is_item = false;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' | b'#' if self.summary => return findings.marker(at),
                b' ' | b'\t' | b'>' => at += 1,
                b'-' | b'+' if self.summary && space(at + 1) && begins_figure(&source[at + 1..]) => {
                    return findings.marker(at);
                }
                b'-' | b'+' | b'*' | b':' if space(at + 1) => {
                    if *byte != b':' && !std::mem::replace(&mut is_item, true) {
                        self.bullet(source, at, at - start);
                    }
                    at += 1;
                }
                b'[' => match note_length(&source[at..]) {
                    Some(length) => at += length,
                    None => return,
                },
                b'0'..=b'9' => {
                    let Some((number, end)) = number(bytes, at) else { return };
                    if self.summary {
                        return findings.marker(at);
                    }
                    self.number(number, at - start, markers > 0 || begins_month(&source[end..]));
                    markers += 1;
                    at = end;
                }
                b':' if !is_delimiter_row(&source[at..]) => return findings.marker(at),
                _ => return,
            }
        }
    }

    /// Notes a sign that may begin an item of a list: where another item follows or comes before it, it does.
    fn bullet(&mut self, source: &str, at: usize, column: usize) {
        let sign = source.as_bytes()[at];
        let line = source[at..].split('\n').next().unwrap_or_default();
        let is_doubtful = sign == b'*' || bullet::is_quantity(line[1..].trim_start());
        if self.item.replace((sign, column)) == Some((sign, column)) || !is_doubtful {
            return;
        }
        let below = source[at + line.len()..].trim_start_matches([' ', '\t', '\r', '\n', '>']).as_bytes();
        self.doubtful |= !(below.first() == Some(&sign) && matches!(below.get(1), Some(b' ' | b'\t')));
    }

    /// Notes a number that may begin an item of a list.
    fn number(&mut self, number: u64, column: usize, nested: bool) {
        if self.doubtful {
            return;
        }
        let last = self.numbers.iter_mut().find(|(known, _)| *known == column);
        let follows = number <= 1 || last.as_ref().is_some_and(|(_, last)| last + 1 == number);
        self.doubtful |= nested || !follows;
        match last {
            Some((_, last)) => *last = number,
            None => self.numbers.push((column, number)),
        }
    }

    /// Looks at the `}` at `at`: at the end of a heading, what it closes is taken for attributes unless something follows.
    pub(super) fn brace(&self, source: &str, at: usize, findings: &mut Preparation) {
        let after = source[at + 1..].trim_start_matches([' ', '\t', '\r']);
        if !after.is_empty() && !after.starts_with('\n') {
            return;
        }
        let line = &source[self.start..at];
        let within =
            |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')');
        let heads = line.trim_start_matches(within).starts_with('#') || is_underline(after);
        let Some(open) = line.rfind('{').filter(|_| heads) else { return };
        if !line[open..].contains('}') && (line[..open].ends_with('\\') || !is_attributes(&line[open + 1..]))
        {
            findings.marker(at + 1);
        }
    }
}

/// Whether a month comes next, as in `1. tháng 7 năm 2025`: what looks like the first item of a list is the first day.
pub(super) fn begins_month(text: &str) -> bool {
    let month = text.trim_start_matches([' ', '\t', '\u{A0}']).strip_prefix("tháng");
    let number = month.map(|rest| rest.trim_start_matches([' ', '\u{A0}']));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// The number of an ordered list's item at `at`, and where its full stop or bracket ends.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    const MOST: usize = 9;
    let digits = bytes[at..].iter().take(MOST + 1).take_while(|byte| byte.is_ascii_digit()).count();
    let sign = at + digits;
    let ends = matches!(bytes.get(sign), Some(b'.' | b')'));
    let free = matches!(bytes.get(sign + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
    if digits == 0 || digits > MOST || !ends || !free {
        return None;
    }
    let number = bytes[at..sign].iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
    Some((number, sign + 1))
}

/// How long the `[^name]:` is that begins a footnote.
fn note_length(text: &str) -> Option<usize> {
    let name = text.strip_prefix("[^")?;
    let end = name.find([']', '\n']).filter(|&end| name[end..].starts_with("]:"))?;
    Some("[^".len() + end + "]:".len())
}

fn begins_figure(text: &str) -> bool {
    text.trim_start().starts_with(char::is_numeric)
}

/// Whether a line is the row of a table that says how its columns are aligned.
pub(super) fn is_delimiter_row(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.contains('-') && line.bytes().all(|byte| matches!(byte, b':' | b'-' | b'|' | b' ' | b'\t' | b'\r'))
}

/// Whether the line after a line break underlines a heading.
fn is_underline(after: &str) -> bool {
    let line = after.lines().nth(1).unwrap_or_default();
    let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
    !line.is_empty() && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// Whether the text between braces is `#id`, perhaps with `.class`es.
fn is_attributes(text: &str) -> bool {
    let named = |word: &str, sign: char| word.strip_prefix(sign).is_some_and(|name| !name.is_empty());
    let ids = text.split_ascii_whitespace().filter(|word| named(word, '#')).count();
    ids == 1 && text.split_ascii_whitespace().all(|word| named(word, '#') || named(word, '.'))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_of_a_list_has_a_full_stop_or_a_bracket_and_a_space() {
        for (text, expected) in [
            ("1. a", Some((1, 2))),
            ("15) a", Some((15, 3))),
            ("2024.", Some((2024, 5))),
            ("123456789. a", Some((123_456_789, 10))),
            ("1234567890. a", None),
            ("1.5 a", None),
            ("1 a", None),
            (". a", None),
        ] {
            assert_eq!(number(text.as_bytes(), 0), expected, "{text}");
        }
    }
}
