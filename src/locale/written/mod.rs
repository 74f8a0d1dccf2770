//! What a person writes where a file wants a figure, a date or a code: `khoảng 3,9 tỷ USD`, `Quý I/2024`, `2024年3月15日`.
//!
//! In: an author's words. Out: what they can only mean, so that a message can say how the file wants it. Nothing is read
//! from files this way: a figure that was guessed is no fact. The words are those of people who write to a Vietnamese
//! office, in five languages, whatever languages the site is in; text with a word that is not known gives nothing.

mod date;
mod figure;
mod language;
mod words;

pub use date::{date, period};
pub use figure::{FigureReading, WrittenFigure, figure};
pub use language::{language, language_code};

use super::fold;
use crate::fact::{Approx, Scale};
use words::FigureWord;

/// The word as it is told in a table of words: folded, without marks around it.
fn one(text: &str) -> Option<FigureWord> {
    let text = fold(text.trim().trim_end_matches('.'));
    words::longest(words::FIGURES, &text).filter(|(_, length)| *length == text.len()).map(|(word, _)| word)
}

/// The claim that a word makes: `khoảng` is about.
#[must_use]
pub fn claim(text: &str) -> Option<Approx> {
    match one(text)? {
        FigureWord::Claim(claim) => Some(claim),
        FigureWord::Wave => Some(Approx::About),
        _ => None,
    }
}

/// The scale that a word names, where figures may be stated in it: `tỷ`.
#[must_use]
pub fn scale(text: &str) -> Option<Scale> {
    match one(text)? {
        FigureWord::Scale(3) => Some(Scale::Thousand),
        FigureWord::Scale(6) => Some(Scale::Million),
        FigureWord::Scale(9) => Some(Scale::Billion),
        FigureWord::Scale(12) => Some(Scale::Trillion),
        _ => None,
    }
}

/// The code of a currency that is called or signed so: `đô la`, `$`.
#[must_use]
pub fn currency(text: &str) -> Option<&'static str> {
    match one(text)? {
        FigureWord::Currency(code) => Some(code),
        _ => None,
    }
}

/// The code of a unit that is called so: `héc-ta`, `m²`.
#[must_use]
pub fn unit(text: &str) -> Option<&'static str> {
    match one(text)? {
        FigureWord::Unit(code) => Some(code),
        _ => None,
    }
}

/// Yes or no, in words.
#[must_use]
pub fn flag(text: &str) -> Option<bool> {
    match fold(text.trim()).as_str() {
        "true" | "yes" | "y" | "on" | "1" | "x" | "co" | "dung" | "はい" | "有" | "是" | "예" | "네" => {
            Some(true)
        }
        "false" | "no" | "n" | "off" | "0" | "khong" | "sai" | "chua" | "いいえ" | "无" | "否" | "아니요" => {
            Some(false)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_give_codes() {
        assert_eq!(claim("Khoảng"), Some(Approx::About));
        assert_eq!(claim("不超过"), Some(Approx::UpTo));
        assert_eq!(scale("tỷ"), Some(Scale::Billion));
        assert_eq!(scale("nghìn tỷ"), Some(Scale::Trillion));
        assert_eq!(
            (currency("đồng"), currency("US$"), currency("ドル")),
            (Some("VND"), Some("USD"), Some("USD"))
        );
        assert_eq!((unit("héc-ta"), unit("m²"), unit("Tấn")), (Some("ha"), Some("m2"), Some("tonne")));
        assert_eq!((unit("chiếc"), scale("ha"), claim("tỷ")), (None, None, None));
        assert_eq!((flag("Có"), flag("Không"), flag("maybe")), (Some(true), Some(false), None));
    }
}
