//! What the index takes of one page: its words with their weights, and what a result shows.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::lexicon::{Lexicon, Packed};
use super::place::{Counting, MENTIONS, TextPlace};
use super::postings::grade;
use super::row::ResultRow;
use super::rules::FoldRules;
use super::token::{Token, Tokens, packed};
use super::tokenizer::Tokenizer;
use super::utf16;

/// One page, made ready for the index; follows from the page and the rules alone, and may be kept from one run to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SearchEntry {
    /// The terms, in the order in which they are first met.
    pub(super) terms: Packed,
    /// By term: its grade, with [`SAID`].
    pub(super) grades: Vec<u8>,
    /// `term=exact` of each word in names of this language.
    pub(super) forms: Packed,
    /// `term`, or `term=shown`, of what is offered for misspelt words; and how often each stands here.
    pub(super) spellings: Packed,
    pub(super) times: Vec<u32>,
    pub(super) collection: u32,
    pub(super) row: ResultRow,
    pub(super) facets: Vec<(String, Vec<String>)>,
    pub(super) ranges: Vec<(String, u64)>,
    pub(super) date: u32,
}

/// Set beside a grade where the term stands not in long texts alone.
pub(super) const SAID: u8 = 0x80;

/// From here on characters are East Asian.
pub(super) const EAST: char = '\u{3000}';

/// Makes entries of pages, one after another, in the same room: a thread has one.
#[derive(Clone, Debug)]
pub struct Indexer<'r> {
    tokenizer: Tokenizer<'r>,
    ledger: Ledger,
}

impl<'r> Indexer<'r> {
    /// Makes entries by the rules of a language.
    #[must_use]
    pub fn new(rules: &'r FoldRules) -> Indexer<'r> {
        Indexer { tokenizer: Tokenizer::new(rules), ledger: Ledger::default() }
    }

    /// The entry of a page.
    pub fn entry(&mut self, document: Document) -> SearchEntry {
        let Indexer { tokenizer, ledger } = self;
        ledger.clear();
        document.texts(|place, parts| {
            // Long texts keep no pairs over spaces.
            ledger.add(place, tokenizer.fold(parts, !place.is_long()));
        });
        SearchEntry {
            grades: ledger.grades(),
            terms: packed(&ledger.terms, tokenizer.folded()),
            forms: ledger.forms.words().clone(),
            spellings: ledger.spellings.words().clone(),
            times: ledger.times.clone(),
            collection: document.collection,
            row: ResultRow::of(&document),
            facets: document.facets,
            ranges: document.ranges,
            date: document.date,
        }
    }
}

/// What is counted over the texts of one page.
#[derive(Clone, Debug, Default)]
struct Ledger {
    /// The terms of the page, by the numbers that the tokenizer gives them.
    terms: Vec<u32>,
    /// By such a number: one more than the place of the term among those of the page, or nothing where it has not got it.
    slots: Vec<u32>,
    /// By place.
    sums: Vec<Sum>,
    /// How many tokens the texts of each place have together.
    sizes: [usize; MENTIONS],
    /// By place, the mentions in the present text; and the places that have some.
    here: Vec<u32>,
    met: Vec<u32>,
    forms: Lexicon,
    spellings: Lexicon,
    times: Vec<u32>,
    line: String,
}

/// What is known of one term.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// The best of the names that have it.
    name: Option<u32>,
    mentions: [u32; MENTIONS],
    in_facts: u32,
    in_body: u32,
    is_said: bool,
}

impl Ledger {
    fn clear(&mut self) {
        for term in self.terms.drain(..) {
            self.slots[term as usize] = 0;
        }
        self.forms.clear();
        self.spellings.clear();
        self.sums.clear();
        self.here.clear();
        self.times.clear();
        self.sizes = [0; MENTIONS];
    }

    fn add(&mut self, place: TextPlace, tokens: &Tokens) {
        let mut size = 0;
        for token in tokens.iter().filter(|token| place.keeps(token)) {
            size += 1;
            let at = self.mention(token.number());
            self.sums[at].is_said |= !place.is_long();
            self.here[at] += 1;
            if let Some(tail) = token.tail().filter(|_| place.keeps_tails()) {
                // The last character of a run counts once, whatever was counted of it before.
                let tail = self.mention(tail);
                self.here[tail] = 1;
            }
            if place.is_spelling() && !token.is_gap() {
                self.spell(place, &token);
            }
        }
        self.close(place, size);
    }

    /// The place of a term, which is now among those of the present text.
    fn mention(&mut self, term: u32) -> usize {
        let number = term as usize;
        if number >= self.slots.len() {
            self.slots.resize(number + 1, 0);
        }
        if self.slots[number] == 0 {
            self.terms.push(term);
            self.slots[number] = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
            self.sums.push(Sum::default());
            self.here.push(0);
        }
        let at = self.slots[number] - 1;
        if self.here[at as usize] == 0 {
            self.met.push(at);
        }
        at as usize
    }

    /// Counts the present text, of so many tokens.
    fn close(&mut self, place: TextPlace, size: usize) {
        let count = place.count();
        if let Counting::Mention(_, at) = count {
            self.sizes[at] += size;
        }
        for at in self.met.drain(..) {
            let mentions = std::mem::take(&mut self.here[at as usize]);
            let sum = &mut self.sums[at as usize];
            match count {
                Counting::Name(worth) => sum.name = sum.name.max(Some(worth.of(mentions, size))),
                Counting::Mention(_, at) => sum.mentions[at] += mentions,
                Counting::Long(worth) if place == TextPlace::Fact => sum.in_facts = worth,
                Counting::Long(worth) => sum.in_body = worth,
            }
        }
    }

    /// Notes how a word of a name is written, for those who write it otherwise.
    fn spell(&mut self, place: TextPlace, token: &Token<'_>) {
        let (term, shown) = (token.term(), token.shown());
        if place.is_own_name() && token.is_word() {
            self.line.clear();
            self.line.extend([term, "=", token.exact().unwrap_or(term)]);
            self.forms.number(&self.line);
        }
        let is_offered = if term.starts_with(|c| c >= EAST) {
            place.is_own_name() && utf16::length(term) == 2
        } else {
            term.len() > 1 && term.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        if !is_offered {
            return;
        }
        let number = if shown == term {
            self.spellings.number(term)
        } else {
            self.line.clear();
            self.line.extend([term, "=", shown]);
            self.spellings.number(&self.line)
        };
        let at = number as usize;
        if at == self.times.len() {
            self.times.push(0);
        }
        self.times[at] += 1;
    }

    /// By place: the term's grade, and whether it is said elsewhere than in long texts.
    fn grades(&self) -> Vec<u8> {
        self.sums.iter().map(|sum| grade(self.value(sum)) | if sum.is_said { SAID } else { 0 }).collect()
    }

    /// What a term is worth in the page: the best name, and a quarter of the rest; or the rest where no name has it.
    fn value(&self, sum: &Sum) -> u32 {
        let mentioned = PLACES_OF_MENTIONS.into_iter().filter_map(|place| match place.count() {
            Counting::Mention(worth, at) if sum.mentions[at] > 0 => {
                Some(worth.of(sum.mentions[at], self.sizes[at]))
            }
            _ => None,
        });
        let rest = mentioned.sum::<u32>() + sum.in_facts + sum.in_body;
        sum.name.map_or(rest, |name| name + rest / 4)
    }
}

const PLACES_OF_MENTIONS: [TextPlace; MENTIONS] =
    [TextPlace::Term, TextPlace::Heading, TextPlace::Summary, TextPlace::Related];
