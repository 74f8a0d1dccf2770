//! From a text to the tokens by which it is found: `docs/search/folding.md`, the one definition for this program and for the script that
//! searches.

use super::character::{Piece, pieces};
use super::east::{EastCharacter, compared};
use super::hangul;
use super::latin::LatinWord;
use super::level::Leveller;
use super::rules::FoldRules;
use super::token::{Token, Tokens};

/// Folds texts of one language, one after another, in the same room.
#[derive(Clone, Debug)]
pub struct Tokenizer<'r> {
    rules: &'r FoldRules,
    leveller: Leveller,
    writer: TokenWriter,
}

/// What writes the tokens of one text.
#[derive(Clone, Debug, Default)]
struct TokenWriter {
    tokens: Tokens,
    latin: LatinWord,
    run: Vec<EastCharacter>,
    has_pairs: bool,
}

impl<'r> Tokenizer<'r> {
    /// Folds by these rules.
    #[must_use]
    pub fn new(rules: &'r FoldRules) -> Tokenizer<'r> {
        Tokenizer { rules, leveller: Leveller::default(), writer: TokenWriter::default() }
    }

    /// The tokens of a text, in its order.
    pub fn tokens(&mut self, text: &str) -> &Tokens {
        self.fold(text, true)
    }

    /// The tokens of a text without the pairs of Latin words, which decide about none of the others.
    pub(super) fn tokens_without_pairs(&mut self, text: &str) -> &Tokens {
        self.fold(text, false)
    }

    fn fold(&mut self, text: &str, has_pairs: bool) -> &Tokens {
        let Tokenizer { rules, leveller, writer } = self;
        writer.tokens.clear();
        writer.has_pairs = has_pairs;
        writer.write(leveller.level(text), rules);
        writer.tokens.settle();
        &writer.tokens
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
                Piece::Other(letters) => self.tokens.push(Token::of(letters)),
                _ => {}
            }
        }
        hangul::push_words(&phrase, rules, &mut self.tokens);
    }

    /// Adds a word and its pair with the one beside it; which token it is, unless nothing is left of it.
    fn push_word(&mut self, word: &str, beside: Option<usize>, rules: &FoldRules) -> Option<usize> {
        let TokenWriter { tokens, latin, has_pairs, .. } = self;
        latin.read(word);
        let is_marked = latin.exact != latin.plain;
        if let Some(stem) = rules.stem {
            stem.cut(&mut latin.plain);
        }
        if latin.plain.is_empty() {
            return None;
        }
        let exact = is_marked.then_some(&*latin.exact);
        let is_soft = rules.is_stop(&latin.exact);
        tokens.push(Token { exact, shown: word, is_word: true, is_soft, ..Token::of(&latin.plain) });
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
            tokens.push(Token { is_soft: only.is_soft, ..Token::of(only.c.encode_utf8(&mut [0; 4])) });
        }
        for pair in characters.windows(2) {
            tokens.push_pair([pair[0].c, pair[1].c], pair[0].is_soft || pair[1].is_soft);
        }
        if characters.len() > 1 {
            tokens.end_run();
        }
    }
}

#[cfg(test)]
mod tests;
