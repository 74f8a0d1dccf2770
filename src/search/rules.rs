//! How texts of a language are folded: what [`Words`] says, made ready to be asked.

use hashbrown::HashMap;

use super::character::{EAST, HANGUL, kinds};
use super::east::{SoftRuns, compared};
use super::latin::LatinWord;
use super::level::Leveller;
use super::lexicon::Lexicon;
use super::stem::Stem;
use super::words::Words;

/// The rules of one language.
#[derive(Clone, Debug, Default)]
pub struct FoldRules {
    pub(super) stem: Option<Stem>,
    /// Stop words, with their marks, as [`LatinWord::exact`] has them; those in Hangul as they are.
    stop: Lexicon,
    pub(super) soft_runs: SoftRuns,
    /// Endings in Hangul by their last syllable, the longer first.
    endings: HashMap<char, Vec<Box<str>>>,
}

impl FoldRules {
    /// The rules that follow from a language's words.
    #[must_use]
    pub fn of(words: &Words) -> FoldRules {
        let mut rules = FoldRules { stem: words.stem, ..FoldRules::default() };
        for word in &words.stop {
            rules.add_stop(word);
        }
        for ending in words.endings_by_length() {
            if let Some(last) = ending.chars().next_back() {
                rules.endings.entry(last).or_default().push(ending.into());
            }
        }
        rules
    }

    /// Whether a word, as it is written with its marks, may stand in a question without being meant.
    pub(super) fn is_stop(&self, exact: &str) -> bool {
        self.stop.has(exact)
    }

    /// How many syllables the longest ending has that a word in Hangul is longer than.
    pub(super) fn ending(&self, word: &str) -> usize {
        let last = word.chars().next_back();
        let endings = last.and_then(|last| self.endings.get(&last)).into_iter().flatten();
        let mut fits = endings.filter(|ending| ending.len() < word.len() && word.ends_with(&***ending));
        fits.next().map_or(0, |ending| ending.chars().count())
    }

    fn add_stop(&mut self, word: &str) {
        let is_east = |c: char| kinds(c) & EAST != 0 || matches!(c, 'ぁ'..='ヺ');
        if !word.is_empty() && word.chars().all(is_east) {
            let mut run = Vec::new();
            compared(word, &mut run);
            // Hiragana is soft without a list.
            if run
                .iter()
                .any(|character| kinds(character.c) & EAST != 0 && !matches!(character.c, 'ァ'..='ヺ'))
            {
                self.soft_runs.add(&run);
            }
            return;
        }
        let mut latin = LatinWord::default();
        latin.read(Leveller::default().level(word));
        self.stop.number(&latin.exact);
        if word.chars().all(|c| kinds(c) & HANGUL != 0) {
            self.stop.number(word);
        }
    }
}
