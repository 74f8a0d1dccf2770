//! Text with named places to fill, read once and written many times.
//!
//! In: `"{n} {currency}"` as a rule file or a catalogue has it. Out: the pieces, in order. A pattern never looks a name up
//! while it is written: which name stands for what is settled when the file is read, so that formatting a figure costs
//! only the copying of its pieces.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Visitor};

/// A piece of a text with braces, as it stands in the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PatternPart<'t> {
    /// To be copied.
    Text(&'t str),
    /// A name between braces.
    Name(&'t str),
}

/// Cuts a text at its braces. `Err` is the place of a brace that is not closed, or of a name that is none.
pub(super) fn parts(text: &str) -> Result<Vec<PatternPart<'_>>, Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        if open > at {
            parts.push(PatternPart::Text(&text[at..open]));
        }
        let close = text[open..].find('}').map(|found| open + found).ok_or(open..text.len())?;
        let name = &text[open + 1..close];
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return Err(open..close + 1);
        }
        parts.push(PatternPart::Name(name));
        at = close + 1;
    }
    if at < text.len() {
        parts.push(PatternPart::Text(&text[at..]));
    }
    Ok(parts)
}

/// The names that one kind of pattern may have.
pub(super) trait Slot: Copy + PartialEq + 'static {
    /// Each name and what it stands for.
    const NAMES: &'static [(&'static str, Self)];
    /// Whether a pattern without one of the names would lose a part of the fact.
    const ALL_REQUIRED: bool;
}

/// Declares the names that a kind of pattern may have: `slots! { Money all { Number "n", Currency "currency" } }`.
macro_rules! slots {
    ($(#[$doc:meta])* $kind:ident $required:literal { $($slot:ident $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $kind { $($slot),+ }

        impl $crate::locale::pattern::Slot for $kind {
            const NAMES: &'static [(&'static str, $kind)] = &[$(($name, $kind::$slot)),+];
            const ALL_REQUIRED: bool = $required;
        }
    };
}
pub(super) use slots;

#[derive(Clone, Debug)]
enum PatternPiece<S> {
    Text(Box<str>),
    Slot(S),
}

/// A text of a rule file, with places that code fills.
#[derive(Clone, Debug)]
pub(super) struct Pattern<S> {
    pieces: Box<[PatternPiece<S>]>,
}

impl<S: Slot> Pattern<S> {
    /// Reads a pattern; `Err` says in English what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Pattern<S>, String> {
        let parts = parts(text).map_err(|_| format!("the braces of `{text}` do not hold a name each"))?;
        let mut pieces = Vec::with_capacity(parts.len());
        for part in parts {
            pieces.push(match part {
                PatternPart::Text(text) => PatternPiece::Text(Box::from(text)),
                PatternPart::Name(name) => PatternPiece::Slot(Self::slot(name)?),
            });
        }
        if S::ALL_REQUIRED {
            for (name, slot) in S::NAMES {
                if !pieces.iter().any(|piece| matches!(piece, PatternPiece::Slot(found) if found == slot)) {
                    return Err(format!("`{text}` lacks the placeholder `{{{name}}}`"));
                }
            }
        }
        Ok(Pattern { pieces: pieces.into_boxed_slice() })
    }

    fn slot(name: &str) -> Result<S, String> {
        let known = S::NAMES.iter().find(|(known, _)| *known == name);
        known.map(|(_, slot)| *slot).ok_or_else(|| {
            let names: Vec<String> = S::NAMES.iter().map(|(name, _)| format!("`{{{name}}}`")).collect();
            format!("unknown placeholder `{{{name}}}`, expected {}", names.join(", "))
        })
    }

    /// A pattern of the neutral rules, which stand in the program and are checked by its tests.
    pub(super) fn neutral(text: &str) -> Pattern<S> {
        Pattern::parse(text).unwrap_or_else(|why| panic!("neutral rule: {why}"))
    }

    /// Writes the pattern; `fill` writes what a name stands for.
    pub(super) fn write(&self, out: &mut String, mut fill: impl FnMut(&mut String, S)) {
        for piece in &self.pieces {
            match piece {
                PatternPiece::Text(text) => out.push_str(text),
                PatternPiece::Slot(slot) => fill(out, *slot),
            }
        }
    }

    /// What stands before the first name and after the last one; for patterns that have a name.
    pub(super) fn affixes(&self) -> (&str, &str) {
        fn text<S>(piece: Option<&PatternPiece<S>>) -> &str {
            match piece {
                Some(PatternPiece::Text(text)) => text,
                _ => "",
            }
        }
        (text(self.pieces.first()), text(self.pieces.last()))
    }
}

impl<'de, S: Slot> Deserialize<'de> for Pattern<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pattern<S>, D::Error> {
        struct PatternVisitor<S>(PhantomData<S>);
        impl<S: Slot> Visitor<'_> for PatternVisitor<S> {
            type Value = Pattern<S>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text with placeholders")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Pattern<S>, E> {
                Pattern::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(PatternVisitor(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    slots! { Money true { Number "n", Currency "currency" } }

    #[test]
    fn a_pattern_is_cut_once_and_filled_often() {
        let pattern: Pattern<Money> = Pattern::neutral("({n}\u{a0}{currency})");
        let mut out = String::new();
        pattern.write(&mut out, |out, slot| out.push(if slot == Money::Number { '5' } else { '$' }));
        assert_eq!(out, "(5\u{a0}$)");
        assert_eq!(pattern.affixes(), ("(", ")"));
    }

    #[test]
    fn a_pattern_that_would_lose_a_part_is_refused() {
        let refusal = |text| Pattern::<Money>::parse(text).expect_err(text);
        assert_eq!(refusal("{n}"), "`{n}` lacks the placeholder `{currency}`");
        assert_eq!(refusal("{x}"), "unknown placeholder `{x}`, expected `{n}`, `{currency}`");
        assert!(refusal("{n").contains("braces"));
        assert!(refusal("{}").contains("braces"));
    }
}
