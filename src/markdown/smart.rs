//! Typographic punctuation, in languages that want it: quotation marks, dashes, the ellipsis.

use super::option::Quotes;
use super::scan;
use super::script::opens;

/// What print has another sign for.
pub(super) const SIGNS: [u8; 4] = [b'"', b'\'', b'-', b'.'];

/// Writes straight quotation marks, `--`, `---` and `...` as `quotes` and print have them.
///
/// `before` is the character before `text`; the first `keep` bytes stay as they are.
pub(super) fn punctuation(text: &str, before: Option<char>, keep: usize, quotes: &Quotes) -> String {
    let mut smart = String::with_capacity(text.len() + 8);
    smart.push_str(&text[..keep]);
    let mut rest = &text[keep..];
    let mut before = text[..keep].chars().next_back().or(before);
    while let Some(at) = scan::find(rest, SIGNS) {
        smart.push_str(&rest[..at]);
        before = rest[..at].chars().next_back().or(before);
        let (sign, length) = sign(&rest[at..], before, quotes);
        match sign {
            Some(sign) => smart.push(sign),
            None => smart.push_str(&rest[at..at + length]),
        }
        rest = &rest[at + length..];
        before = smart.chars().next_back();
    }
    smart.push_str(rest);
    smart
}

/// What the sign at the start of `text` becomes, and how many bytes it takes.
fn sign(text: &str, before: Option<char>, quotes: &Quotes) -> (Option<char>, usize) {
    let run = |sign: u8| text.bytes().take_while(|&byte| byte == sign).count();
    // After a space, an opening bracket, a dash or an opening quotation mark, a mark opens; anywhere else it closes.
    let opening = before.is_none_or(|c| c.is_whitespace() || opens(c) || matches!(c, '–' | '—' | '-' | '/'));
    match text.as_bytes()[0] {
        b'"' => (Some(if opening { quotes.open } else { quotes.close }), 1),
        // The apostrophe of a shortened year, '24.
        b'\'' if opening && !text[1..].starts_with(|c: char| c.is_ascii_digit()) => {
            (Some(quotes.open_single), 1)
        }
        b'\'' => (Some(quotes.close_single), 1),
        b'-' => match run(b'-') {
            2 => (Some('–'), 2),
            3 => (Some('—'), 3),
            run => (None, run),
        },
        _ => match run(b'.') {
            3 => (Some('…'), 3),
            run => (None, run),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Quotes, punctuation};

    #[test]
    fn marks_open_after_a_space_and_close_after_a_letter() {
        let quotes = Quotes { open: '“', close: '”', open_single: '‘', close_single: '’' };
        let smart = |text| punctuation(text, None, 0, &quotes);
        assert_eq!(smart("\"It's 'fine'\" -- in '24..."), "“It’s ‘fine’” – in ’24…");
        assert_eq!(smart("a---b, c ---- d, e.."), "a—b, c ---- d, e..");
        assert_eq!(smart("(\"x\") \"'y'\""), "(“x”) “‘y’”");
        assert_eq!(punctuation("\"", Some('x'), 0, &quotes), "”");
        assert_eq!(punctuation("\"x\"", None, 1, &quotes), "\"x”");
    }
}
