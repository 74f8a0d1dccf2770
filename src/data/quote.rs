//! Quotation marks of TOML: where they open and close, what stands outside of them.

use toml::de::DeTable;

/// A text as TOML writes it, in the marks that need least care.
pub(crate) fn quoted(text: &str) -> String {
    let special = |c: char| matches!(c, '"' | '\\') || c.is_control();
    if !text.contains(special) {
        format!("\"{text}\"")
    } else if !text.contains(|c: char| c == '\'' || c.is_control()) {
        format!("'{text}'")
    } else {
        toml::Value::String(text.to_owned()).to_string()
    }
}

/// Whether this is a TOML document.
pub(super) fn parses(text: &str) -> bool {
    DeTable::parse(text).is_ok()
}

/// Whether this is one value of TOML.
pub(super) fn parses_value(text: &str) -> bool {
    !text.is_empty() && parses(&format!("k = {text}"))
}

/// Where the mark stands that closes a text after its opening mark.
pub(super) fn closing(inner: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        if c == mark && !escaped {
            return Some(at);
        }
        escaped = mark == '"' && c == '\\' && !escaped;
    }
    None
}

/// How long the text between marks is with which `text` begins; nothing where it begins with none.
pub(super) fn length(text: &str) -> usize {
    let Some(mark) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return 0 };
    closing(&text[1..], mark).map_or(0, |end| end + 2)
}

/// The characters outside of quotation marks, with their places. A mark that nothing closes is one of them.
fn bare(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let c = rest.chars().next()?;
            match length(rest) {
                0 => {
                    at += c.len_utf8();
                    return Some((at - c.len_utf8(), c));
                }
                quoted => at += quoted,
            }
        }
    })
}

/// Whether one of these characters stands outside of quotation marks.
pub(super) fn outside(text: &str, signs: &[char]) -> bool {
    bare(text).any(|(_, c)| signs.contains(&c))
}

/// Where the remark begins that ends a line; its end where there is none.
pub(super) fn remark(text: &str) -> usize {
    let gap = |at: usize| at == 0 || text[..at].ends_with([' ', '\t']);
    bare(text).find(|(at, c)| *c == '#' && gap(*at)).map_or(text.len(), |(at, _)| at)
}

/// What stands between these signs; nothing that is empty.
pub(super) fn split<'t>(text: &'t str, signs: &[char]) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in bare(text).filter(|(_, c)| signs.contains(c)) {
        parts.push(text[from..at].trim());
        from = at + c.len_utf8();
    }
    parts.push(text[from..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Texts between marks that stand side by side: `"a" "b"`.
pub(super) fn apart(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while length(rest) > 0 {
        let (first, behind) = rest.split_at(length(rest));
        parts.push(first);
        rest = behind.trim_start();
    }
    if parts.is_empty() || !rest.is_empty() { vec![text] } else { parts }
}
