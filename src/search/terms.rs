//! The parts that say in which records each term stands.

use super::entry::{EAST, SearchEntry};
use super::form::forms;
use super::group::groups;
use super::postings::{Posting, push_postings, push_ungraded};
use super::table::TermTable;
use super::tokenizer::Tokenizer;
use super::utf16;

/// A part is closed with the entry with which it reaches so many bytes: a reader loads one for each word, and nothing else of it. It
/// grows with the records, by so many bytes for ten, for the lists of records in it do.
const PART: usize = 2400;
const PART_PER_TEN: usize = 3;
/// Beyond so many records, pairs of characters that stand in long texts alone are left out: most of them are no words.
const MANY: usize = 500;

/// The terms of an index, cut into parts.
#[derive(Clone, Debug, Default)]
pub(super) struct TermParts {
    pub(super) parts: Vec<String>,
    /// The first term of each part.
    pub(super) firsts: Vec<String>,
}

/// A term and its records.
struct Line<'t> {
    /// By which terms are sorted that do not begin alike.
    head: u64,
    term: &'t str,
    records: Records<'t>,
}

impl<'t> Line<'t> {
    fn of(term: &'t str, records: Records<'t>) -> Line<'t> {
        Line { head: utf16::head(term), term, records }
    }
}

enum Records<'t> {
    Graded(&'t [Posting]),
    Ungraded(&'t [u32]),
}

/// The terms of all records, with the groups of words that mean one thing.
pub(super) fn term_parts(
    entries: &[&SearchEntry],
    same: &[Vec<String>],
    tokenizer: &mut Tokenizer<'_>,
) -> TermParts {
    let table = TermTable::of(entries);
    let groups = groups(same, tokenizer, &table);
    let forms = forms(entries);
    let is_many = entries.len() > MANY;
    let kept =
        table.iter().filter(|(term, _, is_said)| *is_said || !is_many || !term.starts_with(|c| c >= EAST));
    let mut lines: Vec<Line<'_>> =
        kept.map(|(term, records, _)| Line::of(term, Records::Graded(records))).collect();
    lines.extend(groups.iter().map(|(term, records)| Line::of(term, Records::Graded(records))));
    lines.extend(forms.iter().map(|(term, records)| Line::of(term, Records::Ungraded(records))));
    lines.sort_unstable_by(|a, b| a.head.cmp(&b.head).then_with(|| utf16::order(a.term, b.term)));
    cut(&lines, entries.len())
}

/// Writes lines of terms, the least first, into parts.
fn cut(lines: &[Line<'_>], records: usize) -> TermParts {
    let mut out = TermParts::default();
    let mut part = String::new();
    let enough = PART + records * PART_PER_TEN / 10;
    for line in lines {
        let before = part.len();
        if before > 0 {
            part.push(',');
        }
        part.push_str(line.term);
        part.push(' ');
        let bare = part.len();
        match line.records {
            Records::Graded(postings) => push_postings(postings, records, &mut part),
            Records::Ungraded(records) => push_ungraded(records.iter().copied(), &mut part),
        }
        if part.len() == bare {
            part.truncate(before);
            continue;
        }
        if before == 0 {
            out.firsts.push(line.term.to_owned());
        }
        // The comma that would follow counts.
        if part.len() + 1 >= enough {
            out.parts.push(std::mem::take(&mut part));
        }
    }
    if !part.is_empty() {
        out.parts.push(part);
    }
    out
}
