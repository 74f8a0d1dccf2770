//! What other programs read between braces, and this one shows: attributes behind a link, `{target=_blank}`, and tags of
//! templates, `{% … %}`.

use std::ops::Range;

use super::run::Joined;
use super::writer::Writer;
use crate::diag::Diagnostic;

/// Attributes that people write behind links, pictures and paragraphs, besides those that begin with `data-` or `aria-`.
const ATTRIBUTES: &[&str] = &[
    "align", "alt", "class", "download", "height", "id", "lang", "loading", "rel", "size", "start", "style",
    "target", "title", "width",
];

/// How long braces with attributes are at most.
const LONGEST: usize = 200;

impl Writer<'_> {
    /// Finds the first thing between braces that is for another program.
    pub(super) fn look_for_foreign_braces(&mut self, joined: &Joined) {
        let mut at = 0;
        while let Some(found) = joined.text[at..].find('{') {
            let start = at + found;
            at = start + 1;
            let Some((length, help)) = foreign(&joined.text[start..]) else { continue };
            let before = &joined.text[..start];
            // Behind a heading, braces that are no id of ours stay text.
            let is_apart = || before.ends_with(char::is_whitespace) && self.paragraph.is_none();
            if before.ends_with('{') || !joined.is_typed(start) || (help == "attributes" && is_apart()) {
                continue;
            }
            let sign: Range<usize> = start..start + length;
            let place = self.place(joined.source_of(sign.clone()));
            let found = Diagnostic::warning("looks-like-markdown", place).with("sign", &joined.text[sign]);
            return self.report(found.help(help));
        }
    }
}

/// How long the sign is with which a text begins, and what is to be told of it.
fn foreign(text: &str) -> Option<(usize, &'static str)> {
    if text.starts_with("{%") && !text.starts_with("{%}") {
        return Some((2, "tag"));
    }
    let end = text.bytes().take(LONGEST).position(|byte| matches!(byte, b'}' | b'\n'))?;
    let inner = text[1..end].trim().trim_start_matches(':');
    let is_closed = text[end..].starts_with('}');
    (is_closed && are_attributes(inner)).then_some((end + 1, "attributes"))
}

/// Whether these are attributes as other programs take them: `.class`, `#id`, `key=value`, with blanks between them.
fn are_attributes(text: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic())
            && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c))
    };
    let is_key =
        |key: &str| ATTRIBUTES.contains(&key) || key.starts_with("data-") || key.starts_with("aria-");
    let mut rest = text.trim();
    let mut several = 0;
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let end = match (rest[..end].strip_prefix(['.', '#']), rest[..end].split_once('=')) {
            (Some(name), _) if is_name(name) => end,
            (None, Some((key, value))) if is_key(key) => match value.chars().next() {
                Some(quote @ ('"' | '\'' | '“' | '”')) => {
                    let from = key.len() + 1 + quote.len_utf8();
                    let closes = |c: char| c == quote || c == '”';
                    let Some(closed) = rest[from..].find(closes) else { return false };
                    from + closed + rest[from + closed..].chars().next().map_or(0, char::len_utf8)
                }
                _ => end,
            },
            _ => return false,
        };
        rest = rest[end..].trim_start();
        several += 1;
    }
    several > 0
}

/// Whether a component's name shows that it is one of another program: `{{< figure >}}`, `{{ .Title }}`, `{{ page.title }}`.
pub(super) fn is_foreign(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_punctuation()) || name.contains(['.', '(', '|'])
}

#[cfg(test)]
mod tests {
    use super::foreign;

    #[test]
    fn attributes_of_other_programs_are_known() {
        for text in [
            "{target=_blank}",
            "{:target=\"_blank\" rel=\"noopener noreferrer\"} và",
            "{: .note}",
            "{.red #x}",
            "{width=50%}",
            "{ data-x='1 2' }",
        ] {
            let length = text.find('}').map(|end| end + 1);
            assert_eq!(foreign(text), length.map(|length| (length, "attributes")), "{text}");
        }
        for text in
            ["{x=1}", "{a, b}", "{.5}", "{}", "{ }", "{không có}", "{target}", "{{ fact x }}", "{.a\n}"]
        {
            assert_eq!(foreign(text), None, "{text}");
        }
        assert_eq!(foreign("{% raw %}"), Some((2, "tag")));
    }
}
