//! The part that is read first: what the index is made of, and the words of its language.

use serde::Serialize;

use super::entry::SearchEntry;
use super::han::Han;
use super::postings::push_number;
use super::scope::Scope;
use super::stem::Stem;
use super::terms::TermParts;
use super::tokenizer::Tokenizer;

/// Raised whenever the script of an older index could not read a new one.
const FORMAT: u32 = 1;
/// So many records share a part that says what results show.
pub(super) const EACH: usize = 20;

#[derive(Serialize)]
pub(super) struct IndexMeta<'s> {
    format: u32,
    lang: &'s str,
    docs: usize,
    each: usize,
    firsts: Vec<String>,
    han: [String; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    stem: Option<Stem>,
    stop: &'s [String],
    endings: Vec<&'s str>,
    ask: &'s [String],
    same: &'s [Vec<String>],
    kinds: &'s [String],
    collections: &'s [(String, u32)],
    questions: i64,
    of: String,
    v: Versions,
}

/// The digests of the parts of each kind, in their order, eight digits each.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Versions {
    pub(super) t: String,
    pub(super) d: String,
    pub(super) s: String,
    pub(super) f: String,
}

impl<'s> IndexMeta<'s> {
    pub(super) fn of(
        entries: &[&SearchEntry],
        scope: &Scope<'s>,
        terms: TermParts,
        v: Versions,
    ) -> IndexMeta<'s> {
        let words = scope.words;
        let mut of = String::with_capacity(entries.len());
        entries.iter().for_each(|entry| push_number(entry.collection, &mut of));
        IndexMeta {
            format: FORMAT,
            lang: scope.lang,
            docs: entries.len(),
            each: EACH,
            han: han(&terms, scope),
            firsts: terms.firsts,
            stem: words.stem,
            stop: &words.stop,
            endings: words.endings_by_length(),
            ask: &words.ask,
            same: &words.same,
            kinds: &words.kinds,
            collections: scope.collections,
            questions: scope.questions.map_or(-1, i64::from),
            of,
            v,
        }
    }
}

/// Of the table of Han characters the rows that lead to a character which stands in this index: any other leads to nothing.
fn han(terms: &TermParts, scope: &Scope<'_>) -> [String; 2] {
    let mut known = KnownCharacters::default();
    // The lists beside the terms have no such characters.
    terms.parts.iter().for_each(|part| known.add(part));
    let mut tokenizer = Tokenizer::new(scope.rules);
    for text in scope.words.same.iter().flatten().chain(&scope.words.stop) {
        tokenizer.tokens(text).iter().for_each(|token| known.add(token.term()));
    }
    let mut rows: Vec<(char, char)> =
        Han::table().rows().filter(|(_, simplified)| known.has(*simplified)).collect();
    rows.sort_unstable_by_key(|(c, simplified)| (*simplified, *c));
    [rows.iter().map(|(c, _)| *c).collect(), rows.iter().map(|(_, simplified)| *simplified).collect()]
}

/// The Han characters of the basic plane that were met.
#[derive(Default)]
struct KnownCharacters(Vec<bool>);

impl KnownCharacters {
    const FIRST: u32 = 0x3400;

    fn add(&mut self, text: &str) {
        self.0.resize(0x1_0000 - Self::FIRST as usize, false);
        for c in text.chars() {
            if let Some(known) =
                u32::from(c).checked_sub(Self::FIRST).and_then(|at| self.0.get_mut(at as usize))
            {
                *known = true;
            }
        }
    }

    fn has(&self, c: char) -> bool {
        u32::from(c).checked_sub(Self::FIRST).is_some_and(|at| self.0.get(at as usize) == Some(&true))
    }
}
