//! Many short words in little room: one string for all of them, and a number for each.

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

/// Words one after another in one string, each by its number. A record has hundreds, and a string of its own for each would take
/// longer than finding them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Packed {
    text: String,
    ends: Vec<u32>,
}

impl Packed {
    pub(super) fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(position(self.text.len()));
    }

    /// The word of a number; nothing for a number that no word has.
    pub(super) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..position(self.ends.len())).map(|number| self.get(number))
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
}

/// A place in the words of one index, of which there are never four billion.
fn position(at: usize) -> u32 {
    u32::try_from(at).expect("the words of an index take less than four gigabytes")
}

/// Numbers words in the order in which they are first met, so that no hash ever decides about an order.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    words: Packed,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Lexicon {
    /// The number of a word, a new one where the word is new.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let Lexicon { words, numbers, hasher } = self;
        let next = position(words.len());
        let is_word = |number: &u32| words.get(*number) == word;
        let rehash = |number: &u32| hasher.hash_one(words.get(*number));
        let number = *numbers.entry(hasher.hash_one(word), is_word, rehash).or_insert(next).get();
        if number == next {
            words.push(word);
        }
        number
    }

    /// The number of a word that is there.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.numbers.find(self.hasher.hash_one(word), |number| self.words.get(*number) == word).copied()
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// The words by their numbers.
    pub(super) fn words(&self) -> &Packed {
        &self.words
    }

    /// Forgets all words and keeps the room for as many.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.numbers.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number() {
        let mut lexicon = Lexicon::default();
        let numbers = ["khu", "", "công", "khu", ""].map(|word| lexicon.number(word));
        assert_eq!(numbers, [0, 1, 2, 0, 1]);
        assert_eq!(lexicon.words().iter().collect::<Vec<_>>(), ["khu", "", "công"]);
        assert_eq!((lexicon.find("công"), lexicon.find("nghiệp")), (Some(2), None));
        lexicon.clear();
        assert_eq!((lexicon.words().len(), lexicon.has("khu"), lexicon.number("b")), (0, false, 0));
        assert_eq!(lexicon.words().get(7), "");
    }
}
