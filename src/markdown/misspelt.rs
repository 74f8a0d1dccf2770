//! Web addresses in running text that are misspelt, so that no link is made of them: `https//e.vn`, `http:\\e.vn`,
//! `https://e,vn`, `https://e .vn`.

use std::ops::Range;

use super::autolink;
use super::run::Joined;
use super::scan;
use super::script::is_cjk;
use super::writer::Writer;
use crate::base::{is_scheme, meant_address};
use crate::diag::Diagnostic;

/// How many letters a misspelt scheme has at most.
const LONGEST_SCHEME: usize = 8;

/// Signs of full width that may stand in a misspelt address, in the place of a colon or a dot.
const AMID: [char; 6] = ['：', '；', '。', '．', '，', '、'];

/// Whether there may be a misspelt address anywhere in a text. Nearly no text has one, and all of it is looked at.
pub(super) fn may_be_in(text: &str) -> bool {
    let is_misspelt = |at: usize| {
        let sign = text[at..]
            .find([':', '/', '\\'])
            .filter(|length| *length <= LONGEST_SCHEME)
            .map(|length| at + length);
        sign.is_some_and(|sign| {
            scheme_before(text, sign).is_some_and(|start| autolink::around(text, sign, start).is_none())
        })
    };
    ["tp", "TP", "//"]
        .iter()
        .any(|letters| memchr::memmem::find_iter(text.as_bytes(), letters).any(is_misspelt))
}

impl Writer<'_> {
    /// Finds what begins like a web address and is none.
    pub(super) fn look_for_misspelt_addresses(&mut self, joined: &Joined) {
        if !self.has_misspelt || !self.links.is_empty() {
            return;
        }
        let text = &joined.text;
        let mut from = 0;
        while let Some(found) = scan::find(&text[from..], [b':', b'/', b'\\']) {
            let sign = from + found;
            let start = scheme_before(text, sign).filter(|start| *start >= from && joined.is_typed(sign));
            from = sign + 1;
            let Some(start) = start else { continue };
            if let Some(address) = autolink::around(text, sign, start) {
                from = address.end;
            } else if let Some((address, near)) = misspelt(text, start) {
                from = address.end;
                let place = self.place(joined.source_of(address.clone()));
                let wrong = Diagnostic::warning("address-form", place).with("address", &text[address]);
                self.report(wrong.near(Some(&near)));
            }
        }
    }
}

/// Where the letters begin that stand before the sign behind a scheme, if they were meant as one.
fn scheme_before(text: &str, sign: usize) -> Option<usize> {
    let before = text[..sign].trim_end_matches([':', '：', ';', '；']);
    let letters = before.bytes().rev().take(LONGEST_SCHEME + 1).take_while(u8::is_ascii_alphabetic).count();
    let start = before.len() - letters;
    let is_word = letters > 0 && letters <= LONGEST_SCHEME && is_scheme(&before[start..]);
    // A link that stayed text is told as such.
    let is_target = text[..start].ends_with("](") || text[..start].ends_with("](<");
    (is_word && !is_target && autolink::may_begin(&text[..start])).then_some(start)
}

/// The misspelt address that begins here, and what was meant. A blank in the host is a slip as well.
fn misspelt(text: &str, start: usize) -> Option<(Range<usize>, String)> {
    let ends = |c: char| c.is_whitespace() || is_cjk(c) && !AMID.contains(&c) || "<>\"“”|()".contains(c);
    let word = |from: usize| {
        let rest = &text[from..];
        let rest = &rest[..scan::looked(rest.find(ends), rest.len()).unwrap_or(rest.len())];
        from..from + autolink::trimmed(rest.trim_end_matches(AMID))
    };
    let first = word(start);
    if let Some(near) = meant_address(&text[first.clone()]) {
        return Some((first, near));
    }
    let gap = text[first.end..].strip_prefix(' ').or_else(|| text[first.end..].strip_prefix(": "))?;
    let both = start..word(text.len() - gap.len()).end;
    meant_address(&text[both.clone()]).map(|near| (both, near))
}

#[cfg(test)]
mod tests {
    use super::{may_be_in, misspelt, scheme_before};

    fn found(text: &str) -> Option<(&str, String)> {
        let signs = text.match_indices([':', '/', '\\']);
        let start = signs.filter_map(|(at, _)| scheme_before(text, at)).next()?;
        misspelt(text, start).map(|(range, near)| (&text[range], near))
    }

    #[test]
    fn an_address_that_is_misspelt_is_found_with_what_was_meant() {
        for (text, address, near) in [
            ("Xem https//e.vn/a.", "https//e.vn/a", "https://e.vn/a"),
            ("Xem https:/e.vn nhé", "https:/e.vn", "https://e.vn"),
            ("Xem http:\\\\e.vn\\x, và", "http:\\\\e.vn\\x", "http://e.vn/x"),
            ("(https://e,vn/x)", "https://e,vn/x", "https://e.vn/x"),
            ("https://e .vn/x là", "https://e .vn/x", "https://e.vn/x"),
            ("https: //e.vn", "https: //e.vn", "https://e.vn"),
            ("https:e.vn", "https:e.vn", "https://e.vn"),
            ("htp://e.vn", "htp://e.vn", "http://e.vn"),
            ("https；//e.vn", "https；//e.vn", "https://e.vn"),
            ("见https//e.cn/b。", "https//e.cn/b", "https://e.cn/b"),
            ("「https：//e.jp/b」を", "https：//e.jp/b", "https://e.jp/b"),
            ("hhttps://e.vn", "hhttps://e.vn", "https://e.vn"),
        ] {
            assert_eq!(found(text), Some((address, near.to_owned())), "{text}");
            assert!(may_be_in(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_left_alone() {
        for text in [
            "HTTP/1.1 và HTTP/2",
            "giao thức https: nhanh hơn",
            "https://localhost:3000/vi/",
            "http:// hoặc https://",
            "và/hoặc e.vn",
            "tỷ lệ: 1.5",
            "phổ/e.vn",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
