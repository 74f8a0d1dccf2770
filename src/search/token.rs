//! The tokens of one text, by the numbers of their terms.

use hashbrown::HashMap;

use super::folded::{FoldedWords, WordId};
use super::latin::LatinWord;
use super::lexicon::{Lexicon, Packed};
use super::rules::FoldRules;

/// What a text is looked up by.
#[derive(Clone, Copy, Debug)]
pub struct Token<'t> {
    tokens: &'t Tokens,
    kept: Kept,
}

impl<'t> Token<'t> {
    /// What is looked up.
    #[must_use]
    pub fn term(&self) -> &'t str {
        self.tokens.terms.words().get(self.kept.term)
    }

    /// The word with its marks, where it has any.
    #[must_use]
    pub fn exact(&self) -> Option<&'t str> {
        self.tokens.words.exact(self.kept.word?)
    }

    /// The word as it stood.
    #[must_use]
    pub fn shown(&self) -> &'t str {
        self.kept.word.map_or_else(|| self.term(), |word| self.tokens.words.shown(word))
    }

    /// Whether it is a word of Latin letters and digits.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kept.word.is_some()
    }

    /// Whether a question may contain it without meaning it.
    #[must_use]
    pub fn is_soft(&self) -> bool {
        self.kept.is_soft
    }

    /// Whether it is a pair over a space.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.kept.gap.is_some()
    }

    pub(super) fn gap(&self) -> Option<SpacePair> {
        self.kept.gap
    }

    /// Whether it is a number that nobody looks for in a long text.
    pub(super) fn is_figure(&self) -> bool {
        self.kept.word.is_some_and(|word| self.tokens.words.is_figure(word))
    }

    /// The number of its term, by which [`Tokens::term`] tells it.
    pub(super) fn number(&self) -> u32 {
        self.kept.term
    }

    /// The number of the last character, where that ends a run of two or more.
    pub(super) fn tail(&self) -> Option<u32> {
        self.kept.tail
    }
}

/// What a pair over a space is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpacePair {
    /// Two Latin words.
    Words,
    /// The last syllable of one word and the first of the next.
    Syllables,
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    term: u32,
    word: Option<WordId>,
    tail: Option<u32>,
    gap: Option<SpacePair>,
    is_soft: bool,
}

impl Kept {
    fn of(term: u32, is_soft: bool) -> Kept {
        Kept { term, word: None, tail: None, gap: None, is_soft }
    }
}

/// Tokens in the order of their text. Terms and words are numbered once for all texts that are folded in the same room: most
/// of a text has been met before.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    terms: Lexicon,
    words: FoldedWords,
    pairs: HashMap<[char; 2], u32>,
    list: Vec<Kept>,
    remembered: Vec<Kept>,
}

/// Where remembered tokens stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    start: usize,
    end: usize,
}

impl Tokens {
    /// The tokens, one by one.
    pub fn iter(&self) -> impl Iterator<Item = Token<'_>> {
        self.list.iter().map(|kept| Token { tokens: self, kept: *kept })
    }

    /// The term of a number, whichever text had it.
    pub(super) fn term(&self, number: u32) -> &str {
        self.terms.words().get(number)
    }

    pub(super) fn clear(&mut self) {
        self.list.clear();
    }

    /// How many tokens there are, to be named to [`Tokens::remember`].
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Remembers the tokens from one on.
    pub(super) fn remember(&mut self, start: usize) -> Stretch {
        let before = self.remembered.len();
        self.remembered.extend_from_slice(&self.list[start..]);
        Stretch { start: before, end: self.remembered.len() }
    }

    /// Adds remembered tokens.
    pub(super) fn again(&mut self, Stretch { start, end }: Stretch) {
        self.list.extend_from_slice(&self.remembered[start..end]);
    }

    /// Adds a term as it is.
    pub(super) fn push(&mut self, term: &str, is_soft: bool) {
        let term = self.terms.number(term);
        self.list.push(Kept::of(term, is_soft));
    }

    /// Adds a levelled word of Latin letters; `false` where nothing is left of it.
    pub(super) fn push_word(&mut self, word: &str, rules: &FoldRules, latin: &mut LatinWord) -> bool {
        let word = self.words.fold(word, rules, (latin, &mut self.terms));
        let Some(term) = self.words.term(word) else { return false };
        self.list.push(Kept { word: Some(word), ..Kept::of(term, self.words.is_soft(word)) });
        true
    }

    /// Adds a pair of characters.
    pub(super) fn push_pair(&mut self, pair: [char; 2], is_soft: bool) {
        let Tokens { terms, pairs, .. } = self;
        let term = *pairs.entry(pair).or_insert_with(|| terms.number(&String::from_iter(pair)));
        self.list.push(Kept::of(term, is_soft));
    }

    /// Says that what was added last ends a run, with this character.
    pub(super) fn end_run(&mut self, last: char) {
        let tail = self.terms.number(last.encode_utf8(&mut [0; 4]));
        if let Some(kept) = self.list.last_mut() {
            kept.tail = Some(tail);
        }
    }

    /// Says that what was added last is a pair over a space.
    pub(super) fn bridge(&mut self) {
        if let Some(last) = self.list.last_mut() {
            last.gap = Some(SpacePair::Syllables);
        }
    }

    /// Which token was added last, to be named to [`Tokens::push_beside`].
    pub(super) fn last(&self) -> usize {
        self.list.len().saturating_sub(1)
    }

    /// Adds the pair of the terms of two words side by side, the second of which was added last.
    pub(super) fn push_beside(&mut self, first: usize) {
        let (Some(first), Some(second)) = (self.list.get(first), self.list.last()) else { return };
        let pair = [self.term(first.term), "_", self.term(second.term)].concat();
        let term = self.terms.number(&pair);
        self.list.push(Kept { gap: Some(SpacePair::Words), ..Kept::of(term, true) });
    }

    /// Who types nothing but soft words means them.
    pub(super) fn settle(&mut self) {
        if self.list.iter().all(|token| token.is_soft) {
            self.list.iter_mut().for_each(|token| token.is_soft = token.gap.is_some());
        }
    }
}

/// The terms of some numbers, packed.
pub(super) fn packed(numbers: &[u32], tokens: &Tokens) -> Packed {
    let mut packed = Packed::default();
    numbers.iter().for_each(|number| packed.push(tokens.term(*number)));
    packed
}
