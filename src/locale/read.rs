//! Figures as documents print them, read back: `1.657,098`, `500 – 550`, `gần 3,3`.
//!
//! A figure is never guessed: `1.500` is one and a half thousand in a Vietnamese document and one and a half in an English
//! one, so without a declaration it is an error that says both readings.

use super::Locale;
use super::rules::CLAIMS;
use crate::fact::{Amount, Approx, Decimal};

/// How a document writes its figures.
#[derive(Clone, Debug)]
pub struct NumberStyle<'l> {
    /// The decimal mark and the mark of thousands, when the document's language is declared.
    marks: Option<(char, Option<char>)>,
    /// Words around a figure, in lower case, and what they claim.
    words: Vec<(Approx, &'l str, &'l str)>,
}

/// Why a text is not one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureError {
    /// It is no figure, or one whose groups are not of three digits.
    NotAFigure,
    /// The mark may stand before decimals or before thousands: both readings.
    Ambiguous {
        /// Read with a decimal mark.
        decimal: Decimal,
        /// Read with a mark of thousands.
        thousands: Decimal,
    },
}

impl Locale {
    /// How documents in this language write figures.
    #[must_use]
    pub fn number_style(&self) -> NumberStyle<'_> {
        let number = &self.rules().number;
        NumberStyle { marks: Some((number.decimal, number.group)), ..self.undeclared_style() }
    }

    /// The words of this language around figures whose marks may be those of another.
    #[must_use]
    pub fn undeclared_style(&self) -> NumberStyle<'_> {
        let rules = &self.rules().approx;
        let words = CLAIMS.iter().flat_map(|claim| {
            let patterns = std::iter::once(rules.pattern(*claim)).chain(rules.also.of(*claim));
            patterns.map(|pattern| {
                let (prefix, suffix) = pattern.affixes();
                (*claim, prefix.trim(), suffix.trim())
            })
        });
        // A claim without a word of its own would be found in every text.
        let words = words.filter(|(_, prefix, suffix)| !prefix.is_empty() || !suffix.is_empty());
        NumberStyle { marks: None, words: words.collect() }
    }
}

/// Reads a figure or a range, with the word for how exact it is.
///
/// Groups of thousands may also be set off by spaces of any width; leading zeros (`02`) are allowed; the ends of a range
/// may stand apart (`500 – 550`).
///
/// # Errors
///
/// When the text is no figure, or one that could be read in two ways.
pub fn parse_figure(text: &str, style: &NumberStyle<'_>) -> Result<(Amount, Option<Approx>), FigureError> {
    let text = text.trim().to_lowercase();
    let (figure, approx) = style.strip_word(&text);
    let amount = match split_range(figure) {
        None => Amount::One(style.number(figure)?),
        Some((low, high)) => {
            let (low, high) = (style.number(low)?, style.number(high)?);
            if low > high {
                return Err(FigureError::NotAFigure);
            }
            Amount::Range(low, high)
        }
    };
    Ok((amount, approx))
}

/// Cuts at the mark of a range: a dash or wave that does not begin the text.
fn split_range(text: &str) -> Option<(&str, &str)> {
    let marks = ['-', '–', '—', '~', '〜', '～'];
    let (at, mark) = text.char_indices().skip(1).find(|(_, letter)| marks.contains(letter))?;
    Some((text[..at].trim(), text[at + mark.len_utf8()..].trim()))
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

impl NumberStyle<'_> {
    fn strip_word<'t>(&self, text: &'t str) -> (&'t str, Option<Approx>) {
        for (claim, prefix, suffix) in &self.words {
            let figure = text.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(suffix));
            if let Some(figure) = figure {
                return (figure.trim(), Some(*claim));
            }
        }
        (text, None)
    }

    fn number(&self, text: &str) -> Result<Decimal, FigureError> {
        let (digits, negative) = match text.strip_prefix(['-', '−']) {
            Some(digits) => (digits, true),
            None => (text, false),
        };
        let value = match self.marks {
            Some((decimal, group)) => declared(digits, Some(decimal), group),
            None => undeclared(digits),
        }?;
        Ok(if negative { -value } else { value })
    }
}

/// Reads digits whose marks are known.
fn declared(text: &str, decimal: Option<char>, group: Option<char>) -> Result<Decimal, FigureError> {
    let (integer, fraction) = match decimal.and_then(|mark| text.split_once(mark)) {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (text, None),
    };
    let separator = integer.chars().find(|letter| is_space(*letter) || Some(*letter) == group);
    let mut digits = String::with_capacity(text.len());
    let groups = integer.split(|letter| Some(letter) == separator);
    for (n, part) in groups.enumerate() {
        let right_length = match (separator, n) {
            (None, _) => !part.is_empty(),
            (Some(_), 0) => (1..=3).contains(&part.len()),
            (Some(_), _) => part.len() == 3,
        };
        if !right_length {
            return Err(FigureError::NotAFigure);
        }
        digits.push_str(part);
    }
    if let Some(fraction) = fraction {
        if fraction.is_empty() {
            return Err(FigureError::NotAFigure);
        }
        digits.push('.');
        digits.push_str(fraction);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Err(FigureError::NotAFigure);
    }
    Decimal::from_str_exact(&digits).map_err(|_| FigureError::NotAFigure)
}

/// Reads digits whose marks may be those of either style, as far as only one reading is possible.
pub(super) fn undeclared(text: &str) -> Result<Decimal, FigureError> {
    let is_mark = |letter: &char| matches!(letter, '.' | ',');
    let other = |mark| if mark == '.' { ',' } else { '.' };
    let Some(last) = text.chars().rev().find(is_mark) else { return declared(text, None, None) };
    match (text.matches(last).count(), text.contains(other(last))) {
        (1, true) => declared(text, Some(last), Some(other(last))),
        (1, false) => {
            let decimal = declared(text, Some(last), None);
            // A number of thousands does not begin with a zero, so `0.500` can only be a half.
            match declared(text, None, Some(last)) {
                Ok(thousands) if !text.starts_with('0') => {
                    let decimal = decimal?;
                    Err(FigureError::Ambiguous { decimal, thousands })
                }
                _ => decimal,
            }
        }
        (_, false) => declared(text, None, Some(last)),
        (_, true) => Err(FigureError::NotAFigure),
    }
}
