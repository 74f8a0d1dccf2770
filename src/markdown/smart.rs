//! Typographic punctuation, in languages that want it: quotation marks, dashes, the ellipsis. Minutes and seconds of arc
//! have their primes in every language.

use super::option::Quotes;
use super::scan;
use super::script::{closes, is_cjk, opens};

/// What print has another sign for.
pub(super) const SIGNS: [u8; 4] = [b'"', b'\'', b'-', b'.'];

/// Of these, what may be a prime.
pub(super) const PRIMES: [u8; 2] = [b'"', b'\''];

/// How many quotation marks of a block are open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OpenQuotes {
    double: usize,
    single: usize,
}

/// Writes straight quotation marks, `--`, `---` and `...` as `quotes` and print have them.
///
/// `before` is the block's text before `text`, in which the marks of `open` are open; the first `keep` bytes stay as they
/// are.
pub(super) fn punctuation(
    text: &str,
    before: &str,
    keep: usize,
    (quotes, open): (&Quotes, &mut OpenQuotes),
) -> String {
    rewritten(text, keep, SIGNS, |rest, done| {
        prime(rest, done, before).or_else(|| {
            let last = done.chars().next_back().or_else(|| before.chars().next_back());
            sign(rest, last, quotes, open)
        })
    })
}

/// Writes the primes alone.
pub(super) fn primes(text: &str, before: &str, keep: usize) -> String {
    rewritten(text, keep, PRIMES, |rest, done| prime(rest, done, before))
}

/// A text in which `sign` has said, for each place of one of the `signs` and what is written so far, which character
/// stands for how many bytes.
fn rewritten<const SIGNS: usize>(
    text: &str,
    keep: usize,
    signs: [u8; SIGNS],
    mut sign: impl FnMut(&str, &str) -> Option<(char, usize)>,
) -> String {
    let mut done = String::with_capacity(text.len() + 8);
    done.push_str(&text[..keep]);
    let mut rest = &text[keep..];
    while let Some(at) = scan::find(rest, signs) {
        done.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match sign(rest, &done) {
            Some((sign, length)) => {
                done.push(sign);
                length
            }
            None => {
                let run = rest.bytes().take_while(|&byte| byte == rest.as_bytes()[0]).count();
                done.push_str(&rest[..run]);
                run
            }
        };
        rest = &rest[length..];
    }
    done + rest
}

/// What the sign at the start of `text` becomes, and how many bytes it takes; `None` for a run that stays as it is.
fn sign(text: &str, before: Option<char>, quotes: &Quotes, open: &mut OpenQuotes) -> Option<(char, usize)> {
    let run = |sign: u8| text.bytes().take_while(|&byte| byte == sign).count();
    let after = text[1..].chars().next();
    match text.as_bytes()[0] {
        b'"' => Some((if is_opening(before, after, open) { quotes.open } else { quotes.close }, 1)),
        b'\'' => {
            Some((if is_single(before, after, open) { quotes.open_single } else { quotes.close_single }, 1))
        }
        b'-' => match run(b'-') {
            2 => Some(('–', 2)),
            3 => Some(('—', 3)),
            _ => None,
        },
        _ => (run(b'.') == 3).then_some(('…', 3)),
    }
}

/// After a space, an opening bracket, a dash or an opening quotation mark, a mark opens.
fn is_free(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || opens(c) || matches!(c, '–' | '—' | '-' | '/'))
}

/// Nothing begins before a space or what ends a clause.
fn is_end(after: Option<char>) -> bool {
    after.is_some_and(|c| c.is_whitespace() || closes(c))
}

/// Glued to a letter a double mark closes the one that is open, and opens where none is: `nói"đầu tư"và"phát triển"`. After
/// a figure it stands for inches.
fn is_opening(before: Option<char>, after: Option<char>, open: &mut OpenQuotes) -> bool {
    let opening = if is_free(before) {
        open.double == 0 || !is_end(after)
    } else {
        open.double == 0 && !is_end(after) && !before.is_some_and(|c| c.is_ascii_digit())
    };
    open.double = if opening { open.double + 1 } else { open.double.saturating_sub(1) };
    opening
}

/// A single mark between Latin letters is an apostrophe (`M'Nông`), and so is that of a shortened year, '24. Korean, which
/// has none, glues it to a word as it does the double one.
fn is_single(before: Option<char>, after: Option<char>, open: &mut OpenQuotes) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let east = |c: Option<char>| c.is_some_and(is_cjk);
    if letter(before) && letter(after) && !east(before) && !east(after) {
        return false;
    }
    let opening = if is_free(before) {
        !after.is_some_and(|c| c.is_ascii_digit()) && (open.single == 0 || !is_end(after))
    } else {
        open.single == 0 && east(before) && letter(after)
    };
    open.single = if opening { open.single + 1 } else { open.single.saturating_sub(1) };
    opening
}

/// The prime that a mark is behind a figure that follows a degree or a minute: `20°51'43"N`.
fn prime(text: &str, done: &str, before: &str) -> Option<(char, usize)> {
    let mark = text.as_bytes()[0];
    if !PRIMES.contains(&mark) {
        return None;
    }
    let mut back = done.chars().rev().chain(before.chars().rev()).peekable();
    let mut digits = 0;
    while back.next_if(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).is_some() {
        digits += 1;
    }
    while back.next_if(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}')).is_some() {}
    if digits == 0 || !matches!(back.next(), Some('°' | 'º' | '′')) {
        return None;
    }
    Some(match mark {
        b'"' => ('″', 1),
        _ if text.starts_with("''") => ('″', 2),
        _ => ('′', 1),
    })
}

#[cfg(test)]
mod tests {
    use super::{OpenQuotes, Quotes, primes, punctuation};

    const QUOTES: Quotes = Quotes { open: '“', close: '”', open_single: '‘', close_single: '’' };

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(punctuation(text, "", 0, (&QUOTES, &mut OpenQuotes::default())), expected);
    }

    #[test]
    fn marks_open_after_a_space_and_close_after_a_letter() {
        check("\"It's 'fine'\" -- in '24...", "“It’s ‘fine’” – in ’24…");
        check("a---b, c ---- d, e..", "a—b, c ---- d, e..");
        check("(\"x\") \"'y'\"", "(“x”) “‘y’”");
        check("\"x \"y\" z\", \"w\"", "“x “y” z”, “w”");
        let mut open = OpenQuotes::default();
        assert_eq!(punctuation("\"x", "", 0, (&QUOTES, &mut open)), "“x");
        assert_eq!(punctuation("\"", "“x", 0, (&QUOTES, &mut open)), "”");
        assert_eq!(punctuation("\"x\"", "", 1, (&QUOTES, &mut OpenQuotes { double: 1, single: 0 })), "\"x”");
    }

    #[test]
    fn a_mark_glued_to_a_letter_opens_where_none_is_open() {
        check("표지판에\"About me\"라고, 그는'예'라고", "표지판에“About me”라고, 그는‘예’라고");
        check("nói\"đầu tư\"và\"phát triển\".", "nói“đầu tư”và“phát triển”.");
        check("gồm:\"A\",\"B\"và\"C\"", "gồm:“A”,“B”và“C”");
        check("the\"one\"stop", "the“one”stop");
        check("Cư M'gar, người M'Nông; investors' rights", "Cư M’gar, người M’Nông; investors’ rights");
        check("ống 15\" và 17\", màn hình 5\"", "ống 15” và 17”, màn hình 5”");
    }

    #[test]
    fn minutes_and_seconds_have_primes() {
        check("20°51'43\"N, 106°41'02.5\"Đ", "20°51′43″N, 106°41′02.5″Đ");
        check("20° 51' 43\" B và 20º51'43''", "20° 51′ 43″ B và 20º51′43″");
        check("\"20°51'43\"\" - 5'", "“20°51′43″” - 5’");
        assert_eq!(primes("20°51'43\"N \"a\"", "", 0), "20°51′43″N \"a\"");
        assert_eq!(primes("51'", "20°", 0), "51′");
    }
}
