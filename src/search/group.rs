//! Words that mean one thing: whoever types one of a group finds the records of them all.

use super::postings::{Posting, grade, weight};
use super::table::TermTable;
use super::tokenizer::Tokenizer;

/// From this weight on a word stands in a record otherwise than by the way.
const ENOUGH: u32 = 7;

/// Of each group that some record has, its entry (`~` and its number) and the records that have all of one of its phrases.
pub(super) fn groups(
    same: &[Vec<String>],
    tokenizer: &mut Tokenizer<'_>,
    table: &TermTable,
) -> Vec<(String, Vec<Posting>)> {
    let records = same.iter().map(|group| {
        let mut records: Vec<Posting> =
            group.iter().flat_map(|phrase| phrase_records(phrase, tokenizer, table)).collect();
        // Of a record the best phrase counts.
        records.sort_unstable_by_key(|posting| (posting.record, u8::MAX - posting.grade));
        records.dedup_by_key(|posting| posting.record);
        records
    });
    let named = records.enumerate().map(|(at, records)| (format!("~{}", base_36(at)), records));
    named.filter(|(_, records)| !records.is_empty()).collect()
}

/// The records that have all words of a phrase, with the mean of the words' weights.
fn phrase_records(phrase: &str, tokenizer: &mut Tokenizer<'_>, table: &TermTable) -> Vec<Posting> {
    let terms = tokenizer.tokens(phrase).iter().filter(|token| !token.is_gap());
    let lists: Vec<&[Posting]> = terms.map(|token| table.find(token.term())).collect();
    let Some((first, others)) = lists.split_first() else { return Vec::new() };
    let enough = |posting: &Posting| Some(weight(posting.grade)).filter(|weight| *weight >= ENOUGH);
    let find = |list: &[Posting], record| {
        list.binary_search_by_key(&record, |posting| posting.record).ok().and_then(|at| enough(&list[at]))
    };
    let mean = |posting: &Posting| {
        let mut sum = enough(posting)?;
        for list in others {
            sum += find(list, posting.record)?;
        }
        let words = u32::try_from(lists.len()).ok()?;
        Some(Posting { record: posting.record, grade: grade(sum / words) })
    };
    first.iter().filter_map(mean).collect()
}

fn base_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_counted_as_a_script_counts() {
        assert_eq!([0, 35, 36, 1296].map(base_36), ["0", "z", "10", "100"]);
    }
}
