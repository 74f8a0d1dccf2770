//! In which records every term stands, and how well.

use super::entry::{SAID, SearchEntry};
use super::lexicon::Lexicon;
use super::postings::Posting;

/// The records of each term, by the term's number, in one list.
#[derive(Clone, Debug, Default)]
pub(super) struct TermTable {
    terms: Lexicon,
    /// By term: where its records end in the list.
    ends: Vec<usize>,
    postings: Vec<Posting>,
    /// By term: whether it stands not in long texts alone.
    said: Vec<bool>,
}

impl TermTable {
    /// The terms of records in their order.
    pub(super) fn of(entries: &[&SearchEntry]) -> TermTable {
        let mut table = TermTable::default();
        let mut numbers = Vec::new();
        for entry in entries {
            for (term, grade) in entry.terms.iter().zip(&entry.grades) {
                let number = table.terms.number(term);
                let at = number as usize;
                if at == table.ends.len() {
                    table.ends.push(0);
                    table.said.push(false);
                }
                table.ends[at] += 1;
                table.said[at] |= grade & SAID != 0;
                numbers.push(number);
            }
        }
        table.place(entries, &numbers);
        table
    }

    /// Puts every record where its term's records stand; `numbers` are those of all terms of all entries.
    fn place(&mut self, entries: &[&SearchEntry], numbers: &[u32]) {
        let mut start = 0;
        // First where the next record of a term goes, which at last is where they end.
        for end in &mut self.ends {
            start += std::mem::replace(end, start);
        }
        self.postings = vec![Posting::default(); numbers.len()];
        let mut numbers = numbers.iter();
        for (record, entry) in (0..).zip(entries) {
            for (grade, number) in entry.grades.iter().zip(&mut numbers) {
                let next = &mut self.ends[*number as usize];
                self.postings[*next] = Posting { record, grade: grade & !SAID };
                *next += 1;
            }
        }
    }

    /// Every term with its records, and whether it stands not in long texts alone.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[Posting], bool)> {
        let terms = self.terms.words().iter().zip(&self.said);
        terms.enumerate().map(|(number, (term, said))| (term, self.records(number), *said))
    }

    /// The records of a term.
    pub(super) fn find(&self, term: &str) -> &[Posting] {
        self.terms.find(term).map_or(&[], |number| self.records(number as usize))
    }

    fn records(&self, number: usize) -> &[Posting] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.postings[start..self.ends[number]]
    }
}
