//! Words of Latin letters as they stand in texts, each folded once.

use super::latin::LatinWord;
use super::lexicon::{Lexicon, Packed};
use super::rules::FoldRules;

/// A word of [`FoldedWords`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordId(u32);

/// Words by the order in which they were first met, with what each folds to.
#[derive(Clone, Debug, Default)]
pub(super) struct FoldedWords {
    shown: Lexicon,
    /// By word: with its marks; empty where it has none.
    exact: Packed,
    folded: Vec<Folded>,
}

#[derive(Clone, Copy, Debug)]
struct Folded {
    /// The number of its term; `None` where nothing is left of the word.
    term: Option<u32>,
    is_soft: bool,
    is_figure: bool,
}

impl FoldedWords {
    /// The word, folded by `rules` where it is new; `latin` is room to work in.
    pub(super) fn fold(
        &mut self,
        word: &str,
        rules: &FoldRules,
        (latin, terms): (&mut LatinWord, &mut Lexicon),
    ) -> WordId {
        let number = self.shown.number(word);
        if number as usize == self.folded.len() {
            latin.read(word);
            self.exact.push(if latin.exact == latin.plain { "" } else { &latin.exact });
            if let Some(stem) = rules.stem {
                stem.cut(&mut latin.plain);
            }
            let term = &latin.plain;
            self.folded.push(Folded {
                term: (!term.is_empty()).then(|| terms.number(term)),
                is_soft: rules.is_stop(&latin.exact),
                is_figure: is_figure(term),
            });
        }
        WordId(number)
    }

    pub(super) fn shown(&self, word: WordId) -> &str {
        self.shown.words().get(word.0)
    }

    pub(super) fn exact(&self, word: WordId) -> Option<&str> {
        Some(self.exact.get(word.0)).filter(|exact| !exact.is_empty())
    }

    pub(super) fn term(&self, word: WordId) -> Option<u32> {
        self.of(word)?.term
    }

    pub(super) fn is_soft(&self, word: WordId) -> bool {
        self.of(word).is_some_and(|folded| folded.is_soft)
    }

    pub(super) fn is_figure(&self, word: WordId) -> bool {
        self.of(word).is_some_and(|folded| folded.is_figure)
    }

    fn of(&self, word: WordId) -> Option<&Folded> {
        self.folded.get(word.0 as usize)
    }
}

/// Whether a term is a number that nobody looks for: of one, two, or more than four digits.
fn is_figure(term: &str) -> bool {
    !matches!(term.len(), 3 | 4) && term.bytes().all(|byte| byte.is_ascii_digit())
}
