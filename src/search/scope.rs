//! What an index says beside its records.

use super::rules::FoldRules;
use super::words::Words;

/// What the index of a language covers.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'s> {
    /// The code of the language.
    pub lang: &'s str,
    /// Its words.
    pub words: &'s Words,
    /// The rules that follow from them.
    pub rules: &'s FoldRules,
    /// Titles of the collections, each with how much its records count, in hundredths.
    pub collections: &'s [(String, u32)],
    /// Which of the collections holds questions.
    pub questions: Option<u32>,
    /// Names of the facets, each with its values in the order of the language.
    pub facets: &'s [(String, Vec<String>)],
    /// Names of the ranges.
    pub ranges: &'s [String],
}
