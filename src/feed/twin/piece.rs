//! The pieces of a page's markup, which this program wrote or put in order itself.

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkupPiece<'h> {
    Open(StartTag<'h>),
    Close(&'h str),
    Text(&'h str),
}

/// The beginning of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StartTag<'h> {
    pub(super) name: &'h str,
    attributes: &'h str,
}

impl<'h> StartTag<'h> {
    /// The value of an attribute as it is written; empty for one without a value.
    pub(super) fn get(&self, name: &str) -> Option<&'h str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start();
            let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (own, after) = rest.split_at(end);
            if own.is_empty() {
                return None;
            }
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => ("", after.trim_start_matches('=')),
            };
            if own == name {
                return Some(value);
            }
            rest = after;
        }
    }

    /// Whether no closing tag follows.
    pub(super) fn is_void(&self) -> bool {
        matches!(
            self.name,
            "img" | "br" | "hr" | "input" | "source" | "link" | "meta" | "wbr" | "col" | "track"
        ) || self.attributes.ends_with('/')
    }

    /// Whether it is for eyes or for hands alone: what a reader of text has no use for.
    pub(super) fn is_left_out(&self) -> bool {
        matches!(
            self.name,
            "nav" | "form" | "button" | "input" | "select" | "script" | "style" | "svg" | "template"
        ) || self.get("hidden").is_some()
            || self.get("aria-hidden") == Some("true")
            || self.get("class").is_some_and(|class| class.split(' ').any(|one| one == "visually-hidden"))
    }
}

/// The pieces in their order. What is no tag is text.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = MarkupPiece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        while let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        if rest.is_empty() {
            return None;
        }
        let Some(tag) = rest.strip_prefix('<') else {
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            rest = after;
            return Some(MarkupPiece::Text(text));
        };
        let end = end_of_tag(tag);
        let inner = &tag[..end];
        rest = tag.get(end + 1..).unwrap_or_default();
        if let Some(name) = inner.strip_prefix('/') {
            return Some(MarkupPiece::Close(name.trim_end()));
        }
        let name = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name);
        Some(MarkupPiece::Open(StartTag { name: name.trim_end_matches('/'), attributes }))
    })
}

/// Where a tag ends: at the first `>` outside of quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut is_quoted = false;
    let ends = |c: char| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    };
    tag.find(ends).unwrap_or(tag.len())
}

/// Text without its references to characters.
pub(super) fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let named = after.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        let (c, after) = named.unwrap_or(('&', after));
        decoded.push(c);
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_its_pieces() {
        let all: Vec<MarkupPiece<'_>> =
            pieces("a<!-- <b> --><p class=\"x > y\" hidden>b</p ><br/>c<").collect();
        let MarkupPiece::Open(tag) = all[1] else { panic!("{all:?}") };
        assert_eq!(
            (tag.name, tag.get("class"), tag.get("hidden"), tag.get("id")),
            ("p", Some("x > y"), Some(""), None)
        );
        assert_eq!(
            [all[0], all[2], all[3]],
            [MarkupPiece::Text("a"), MarkupPiece::Text("b"), MarkupPiece::Close("p")]
        );
        let MarkupPiece::Open(tag) = all[4] else { panic!("{all:?}") };
        assert!(tag.name == "br" && tag.is_void() && all[5] == MarkupPiece::Text("c"));
    }

    #[test]
    fn references_are_characters() {
        assert_eq!(
            decoded("a &amp; b&lt;c&#39;d&#x2F;&nbsp;&unknown; & &#xD800;"),
            "a & b<c'd/\u{a0}&unknown; & &#xD800;"
        );
    }
}
