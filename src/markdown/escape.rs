//! Text into HTML: what must not be taken for markup is written as entities.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::scan;

/// Appends `text` as the content of an element.
pub(super) fn text(html: &mut String, text: &str) {
    replace(html, text, [b'&', b'<', b'>']);
}

/// Appends `text` as the value of an attribute in double quotes.
pub(super) fn attribute(html: &mut String, text: &str) {
    replace(html, text, [b'&', b'<', b'>', b'"']);
}

/// Appends an address as the value of `href`: bytes that no address may have are percent-encoded.
pub(super) fn href(html: &mut String, address: &str) {
    for part in utf8_percent_encode(address, &NO_ADDRESS).flat_map(|part| part.split_inclusive(['&', '\''])) {
        let (kept, sign) = match part.as_bytes().last() {
            Some(b'&') => (&part[..part.len() - 1], "&amp;"),
            Some(b'\'') => (&part[..part.len() - 1], "&#x27;"),
            _ => (part, ""),
        };
        html.push_str(kept);
        html.push_str(sign);
    }
}

/// What no address may have; a `%` is taken for one of an escape.
static NO_ADDRESS: AsciiSet = {
    let mut set = NON_ALPHANUMERIC.remove(b'-');
    let allowed = b"_.+!*(),%#@?=;:/$~&'";
    let mut at = 0;
    while at < allowed.len() {
        set = set.remove(allowed[at]);
        at += 1;
    }
    set
};

fn replace<const SIGNS: usize>(html: &mut String, mut text: &str, signs: [u8; SIGNS]) {
    while let Some(at) = scan::find(text, signs) {
        html.push_str(&text[..at]);
        html.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        text = &text[at + 1..];
    }
    html.push_str(text);
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_keeps_its_escapes_and_gains_missing_ones() {
        let mut html = String::new();
        super::href(&mut html, "/dự-án?a=1&b=%20\"x y\"");
        assert_eq!(html, "/d%E1%BB%B1-%C3%A1n?a=1&amp;b=%20%22x%20y%22");
    }
}
