//! Words in Hangul: pairs of syllables, within words and over the spaces between them.

use super::rules::FoldRules;
use super::token::Tokens;

/// Adds the tokens of words side by side. Spaces hardly matter: what is written in one word by some is written in two by others.
pub(super) fn push_words(words: &[&str], rules: &FoldRules, tokens: &mut Tokens) {
    for (at, word) in words.iter().enumerate() {
        push_word(word, words.len() > 1, rules, tokens);
        if let Some(next) = words.get(at + 1) {
            push_bridge(word, next, tokens);
        }
    }
}

fn push_word(word: &str, has_neighbours: bool, rules: &FoldRules, tokens: &mut Tokens) {
    let syllables = word.chars().count();
    let is_stop = rules.is_stop(word);
    if syllables == 1 {
        tokens.push(word, has_neighbours || is_stop);
        return;
    }
    // Nothing is cut off: names end in such syllables too. They only count less.
    let first_soft = if is_stop { 0 } else { syllables - rules.ending(word) };
    for (at, pair) in word.chars().zip(word.chars().skip(1)).enumerate() {
        tokens.push_pair(pair.into(), at + 1 >= first_soft);
    }
    if let Some(last) = word.chars().next_back() {
        tokens.end_run(last);
    }
}

fn push_bridge(word: &str, next: &str, tokens: &mut Tokens) {
    if let (Some(last), Some(first)) = (word.chars().next_back(), next.chars().next()) {
        let is_long = |word: &str| word.chars().nth(1).is_some();
        tokens.push_pair([last, first], is_long(word) && is_long(next));
        tokens.bridge();
    }
}
