//! Addresses that stand bare in running text: `https://…`, `www.…`, mail addresses.
//!
//! The rules are those of GitHub's extended autolinks, with two differences that scripts without spaces ask for. An
//! address ends before a character of Chinese, Japanese or Korean writing, its punctuation included, since
//! `www.example.kr에서` and `（https://example.jp）` are how these languages write; and it ends before any closing
//! bracket that it has not opened, not only before one at its end. Whoever means such a character writes `<https://…>`.

use std::ops::Range;

use super::body::{LinkRef, Target};
use super::run::Joined;
use super::scan;
use super::script::{is_cjk, is_hangul, is_ideographic};
use super::writer::Writer;
use crate::diag::Diagnostic;

/// The signs that every address has one of.
const SIGNS: [u8; 3] = [b':', b'@', b'.'];

/// The address whose sign, the `:` of `://`, the `.` of `www.` or the `@`, stands at `at`. It begins at `floor` or later.
pub(super) fn around(text: &str, at: usize, floor: usize) -> Option<Range<usize>> {
    let (start, host) = match text.as_bytes()[at] {
        b':' if text[at..].starts_with("://") => {
            (["https", "http"].iter().find_map(|scheme| before(text, at, scheme)), at + 3)
        }
        b'.' => {
            let start = before(text, at, "www");
            (start, start.unwrap_or_default())
        }
        b'@' => return mail(text, at, floor),
        _ => return None,
    };
    let start = start.filter(|&start| start >= floor && may_begin(&text[..start]))?;
    let host_end = host + host_length(&text[host..])?;
    let end = start + trimmed(&text[start..host_end + rest_length(&text[host_end..])]);
    (end >= host_end).then_some(start..end)
}

/// Where `word` begins when it ends at `at`, whatever its case.
fn before(text: &str, at: usize, word: &str) -> Option<usize> {
    let start = at.checked_sub(word.len())?;
    text.as_bytes()[start..at].eq_ignore_ascii_case(word.as_bytes()).then_some(start)
}

/// Whether an address may begin after this text: no letter, number or part of an address stands before it.
pub(super) fn may_begin(before: &str) -> bool {
    let part = |c: char| {
        c.is_alphanumeric() && !is_cjk(c)
            || matches!(c, '\\' | '/' | '.' | '-' | '@' | '=' | '&' | '?' | '#' | '%' | '+')
    };
    !before.chars().next_back().is_some_and(part)
}

/// How long the name of a host is: parts joined by dots, two at least, the last two without `_`.
fn host_length(text: &str) -> Option<usize> {
    let inside = |c: char| c.is_alphanumeric() && !is_cjk(c) || matches!(c, '-' | '_' | '.');
    let length = scan::looked(text.find(|c: char| !inside(c)), text.len()).unwrap_or(text.len());
    let host = text[..length].trim_end_matches('.');
    let mut parts = host.rsplit('.');
    let sound = |part: &str| !part.is_empty() && !part.contains('_');
    let (last, second) = (parts.next()?, parts.next()?);
    (sound(last) && sound(second) && parts.all(|part| !part.is_empty())).then_some(host.len())
}

/// How much of what follows a host belongs to the address.
fn rest_length(text: &str) -> usize {
    if !text.starts_with(['/', '?', '#', ':']) {
        return 0;
    }
    let mut open = [0_usize; 2];
    for (at, c) in text.char_indices() {
        match c {
            '(' => open[0] += 1,
            '[' => open[1] += 1,
            ')' if open[0] == 0 => return at,
            ']' if open[1] == 0 => return at,
            ')' => open[0] -= 1,
            ']' => open[1] -= 1,
            '<' | '>' | '"' | '`' | '|' | '{' | '}' | '\\' | '^' => return at,
            '\u{2010}'..='\u{206F}' | '«' | '»' | '\u{FFFC}' => return at,
            _ if c.is_whitespace() || c.is_control() || is_cjk(c) => return at,
            _ => {}
        }
    }
    text.len()
}

/// How long an address is without the punctuation of the sentence around it.
pub(super) fn trimmed(address: &str) -> usize {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"']);
        let shorter = match shorter.strip_suffix(';') {
            // `&copy;` at the end is a sign, and no part of an address.
            Some(rest) => {
                let name = rest.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                name.strip_suffix('&').unwrap_or(rest)
            }
            None => shorter,
        };
        if shorter.len() == address.len() {
            return address.len();
        }
        address = shorter;
    }
}

/// The mail address around the `@` at `at`.
fn mail(text: &str, at: usize, floor: usize) -> Option<Range<usize>> {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._+-".contains(byte);
    let length = text.as_bytes()[floor..at].iter().rev().take_while(|&byte| name(byte)).count();
    scan::looked(Some(length), length);
    let mut start = at - length;
    start += text[start..at].find(|c: char| c.is_ascii_alphanumeric())?;
    if let Some(scheme) = start.checked_sub(1).and_then(|colon| before(text, colon, "mailto"))
        && text.as_bytes()[start - 1] == b':'
        && scheme >= floor
    {
        start = scheme;
    }
    let host = &text[at + 1..];
    let end = host
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .unwrap_or(host.len());
    let length = host_length(host[..end].trim_end_matches(['.', '-', '_']))?;
    let sound = host[..length]
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let free = |c: char| matches!(c, '_' | '.' | '+' | '-') || may_begin(c.encode_utf8(&mut [0; 4]));
    (sound && text[..start].chars().next_back().is_none_or(free)).then_some(start..at + 1 + length)
}

/// Every address in a range of joined text that the author typed as such.
fn all(joined: &Joined, range: Range<usize>) -> Vec<Range<usize>> {
    let text = &joined.text[..range.end];
    let mut found = Vec::new();
    let mut at = range.start;
    let mut floor = range.start;
    while let Some(sign) = scan::find(&text[at..], SIGNS) {
        let sign = at + sign;
        at = sign + 1;
        if let Some(address) = around(text, sign, floor)
            && joined.is_typed(sign)
        {
            (at, floor) = (address.end, address.end);
            found.push(address);
        }
    }
    found
}

impl Writer<'_> {
    /// Writes a range of joined text that holds no component, with links where it holds addresses.
    pub(super) fn linked_text(&mut self, joined: &Joined, range: Range<usize>) {
        let mut from = range.start;
        if self.links.is_empty()
            && self.anchors == 0
            && self.source.has_address(joined.source_of(range.clone()))
        {
            for address in all(joined, range.clone()) {
                self.joined_text(joined, from..address.start);
                from = address.end;
                self.bare_link(joined, address);
            }
        }
        self.joined_text(joined, from..range.end);
    }

    fn bare_link(&mut self, joined: &Joined, address: Range<usize>) {
        let text = &joined.text[address.clone()];
        let lower = text.get(..7).map(str::to_ascii_lowercase).unwrap_or_default();
        let target = match () {
            () if lower.starts_with("http") || lower.starts_with("mailto:") => text.to_owned(),
            () if lower.starts_with("www.") => format!("http://{text}"),
            () => format!("mailto:{text}"),
        };
        self.look_at_end(joined, &address);
        let span = self.span(joined.source_of(address.clone()));
        self.body.links.push(LinkRef { target: Target::External(target), span });
        self.link_tag(self.body.links.len() - 1, "");
        self.plain_text(&joined.text[address]);
        self.out.push("</a>");
    }

    /// Asks whether an address goes on where a letter of a script without spaces follows its `/`.
    fn look_at_end(&mut self, joined: &Joined, address: &Range<usize>) {
        let text = &joined.text;
        let next = text[address.end..].chars().next();
        let letter = next.is_some_and(|c| is_ideographic(c) || is_hangul(c));
        if letter && text[..address.end].ends_with(['/', '=', '#', '&', '%', '-']) {
            let place = self.place(joined.source_of(address.clone()));
            let diagnostic =
                Diagnostic::warning("address-end", place).with("address", &text[address.clone()]);
            self.report(diagnostic.help("brackets"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SIGNS, around};

    fn found(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        let mut floor = 0;
        for (at, byte) in text.bytes().enumerate() {
            if SIGNS.contains(&byte)
                && at >= floor
                && let Some(address) = around(text, at, floor)
            {
                floor = address.end;
                found.push(&text[address]);
            }
        }
        found
    }

    #[test]
    fn an_address_ends_before_the_punctuation_of_its_sentence() {
        for (text, address) in [
            ("Xem https://a.vn.", "https://a.vn"),
            ("(http://a.vn/x_(y)), và", "http://a.vn/x_(y)"),
            ("http://a.vn/?q=1&b=2;", "http://a.vn/?q=1&b=2"),
            ("HTTPS://A.VN/x?!", "HTTPS://A.VN/x"),
            ("\"https://a.vn/b\"", "https://a.vn/b"),
            ("www.a.vn/b...", "www.a.vn/b"),
            ("见https://a.cn/b。", "https://a.cn/b"),
            ("（https://a.jp/b）を", "https://a.jp/b"),
            ("https://a.jp/b、次", "https://a.jp/b"),
            ("www.a.kr에서", "www.a.kr"),
            ("https://a.kr/b를 참조", "https://a.kr/b"),
            ("「https://a.jp/b」", "https://a.jp/b"),
            ("https://hảiphòng.vn/đầu-tư, và", "https://hảiphòng.vn/đầu-tư"),
            ("http://a.vn:8080/b", "http://a.vn:8080/b"),
            ("https://a.vn/b&copy;", "https://a.vn/b"),
            ("a_b+c@x-y.gov.vn.", "a_b+c@x-y.gov.vn"),
            ("메일: a.b@x.kr로", "a.b@x.kr"),
            ("mailto:a@x.vn)", "mailto:a@x.vn"),
            ("https://a.vn/@b@c.vn", "https://a.vn/@b@c.vn"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        for text in [
            "http://",
            "https://localhost/x",
            "xwww.a.vn",
            "www.",
            "www.a_b.c_d",
            "a@b",
            "a@b.1",
            "@b.vn",
            "http:/a.vn",
            "ftp://a.vn",
            "3.623,22",
            "a:b",
            "\\https://a.vn",
            "đa@x.vn",
            "http://a..vn",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
