//! From a text to the tokens by which it is found: `docs/search/folding.md`, the one definition for this program and for the script that
//! searches.

use hashbrown::HashMap;

use super::character::{Piece, pieces};
use super::east::{EastCharacter, compared};
use super::hangul;
use super::latin::LatinWord;
use super::level::Leveller;
use super::rules::FoldRules;
use super::token::{Stretch, Tokens};

/// Folds texts of one language, one after another, in the same room.
#[derive(Clone, Debug)]
pub struct Tokenizer<'r> {
    rules: &'r FoldRules,
    leveller: Leveller,
    writer: TokenWriter,
    /// Texts as they were folded: with the pairs of Latin words, and without.
    met: [HashMap<Box<str>, Stretch>; 2],
}

/// What writes the tokens of one text.
#[derive(Clone, Debug, Default)]
struct TokenWriter {
    tokens: Tokens,
    latin: LatinWord,
    run: Vec<EastCharacter>,
    has_pairs: bool,
}

/// Labels, names and values stand in many records. What is longer hardly comes again.
const OFTEN_MET: usize = 120;

impl<'r> Tokenizer<'r> {
    /// Folds by these rules.
    #[must_use]
    pub fn new(rules: &'r FoldRules) -> Tokenizer<'r> {
        Tokenizer {
            rules,
            leveller: Leveller::default(),
            writer: TokenWriter::default(),
            met: Default::default(),
        }
    }

    /// The tokens of a text, in its order.
    pub fn tokens(&mut self, text: &str) -> &Tokens {
        self.fold(&[text], true)
    }

    /// The tokens of the last text.
    pub(super) fn folded(&self) -> &Tokens {
        &self.writer.tokens
    }

    /// The tokens of a text that is given in parts between which a sign stands; pairs of Latin words decide about none of the
    /// others.
    pub(super) fn fold(&mut self, parts: &[&str], has_pairs: bool) -> &Tokens {
        self.writer.tokens.clear();
        self.writer.has_pairs = has_pairs;
        for part in parts {
            self.add(part);
        }
        self.writer.tokens.settle();
        &self.writer.tokens
    }

    fn add(&mut self, text: &str) {
        let Tokenizer { rules, leveller, writer, met } = self;
        let met = &mut met[usize::from(writer.has_pairs)];
        if let Some(known) = met.get(text) {
            writer.tokens.again(*known);
            return;
        }
        let start = writer.tokens.len();
        writer.write(leveller.level(text), rules);
        if text.len() <= OFTEN_MET {
            met.insert(text.into(), writer.tokens.remember(start));
        }
    }
}

impl TokenWriter {
    fn write(&mut self, text: &str, rules: &FoldRules) {
        // Words in Hangul that only space parts, and the Latin word before where only space has come since.
        let mut phrase: Vec<&str> = Vec::new();
        let mut before = None;
        for piece in pieces(text) {
            match piece {
                Piece::Hangul(word) => {
                    phrase.push(word);
                    before = None;
                    continue;
                }
                Piece::Space => continue,
                _ => {}
            }
            if !phrase.is_empty() {
                hangul::push_words(&phrase, rules, &mut self.tokens);
                phrase.clear();
            }
            let beside = before.take();
            match piece {
                Piece::Word(word) => before = self.push_word(word, beside, rules),
                Piece::East(run) => self.push_run(run, rules),
                Piece::Other(letters) => self.tokens.push(letters, false),
                _ => {}
            }
        }
        hangul::push_words(&phrase, rules, &mut self.tokens);
    }

    /// Adds a word and its pair with the one beside it; which token it is, unless nothing is left of it.
    fn push_word(&mut self, word: &str, beside: Option<usize>, rules: &FoldRules) -> Option<usize> {
        let TokenWriter { tokens, latin, has_pairs, .. } = self;
        if !tokens.push_word(word, rules, latin) {
            return None;
        }
        let own = tokens.last();
        if let Some(beside) = beside.filter(|_| *has_pairs) {
            tokens.push_beside(beside);
        }
        Some(own)
    }

    fn push_run(&mut self, run: &str, rules: &FoldRules) {
        let TokenWriter { tokens, run: characters, .. } = self;
        compared(run, characters);
        rules.soft_runs.soften(characters);
        if let [only] = characters[..] {
            tokens.push(only.c.encode_utf8(&mut [0; 4]), only.is_soft);
        }
        for pair in characters.windows(2) {
            tokens.push_pair([pair[0].c, pair[1].c], pair[0].is_soft || pair[1].is_soft);
        }
        if let [.., _, last] = characters[..] {
            tokens.end_run(last.c);
        }
    }
}

#[cfg(test)]
mod tests;
