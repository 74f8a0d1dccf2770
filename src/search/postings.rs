//! Lists of records in characters that every script can hold: `docs/search/index-format.md`, lists of records.

/// The weights that a word may have in a record.
pub(super) const WEIGHTS: [u32; 14] = [2, 3, 4, 5, 7, 9, 12, 16, 21, 27, 34, 42, 50, 60];
/// The sign before the records of each weight.
const SIGNS: &[u8; WEIGHTS.len()] = b"!#$%&()*+-./@[";
/// The last digit of a number, and the digits before it.
const LAST: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
const BEFORE: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ:;<=>?";

/// A record that has a word, and the place of the word's weight there among [`WEIGHTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) record: u32,
    pub(super) grade: u8,
}

/// The highest grade whose weight is no more than a value.
pub(super) fn grade(value: u32) -> u8 {
    let above = WEIGHTS.iter().take_while(|weight| **weight <= value).count();
    u8::try_from(above.saturating_sub(1)).unwrap_or_default()
}

pub(super) fn weight(grade: u8) -> u32 {
    WEIGHTS.get(usize::from(grade)).copied().unwrap_or_default()
}

/// Writes a number in base 32; the last digit says that it is the last.
pub(super) fn push_number(number: u32, out: &mut String) {
    let digits = (32 - number.leading_zeros()).div_ceil(5).max(1);
    for at in (1..digits).rev() {
        out.push(char::from(BEFORE[(number >> (5 * at) & 31) as usize]));
    }
    out.push(char::from(LAST[(number & 31) as usize]));
}

/// Writes rising numbers, each as the gap that it leaves.
pub(super) fn push_list(records: impl IntoIterator<Item = u32>, out: &mut String) {
    let mut next = 0;
    for record in records {
        push_number(record - next, out);
        next = record + 1;
    }
}

/// The list of rising numbers.
pub(super) fn list(records: impl IntoIterator<Item = u32>) -> String {
    let mut out = String::new();
    push_list(records, &mut out);
    out
}

/// What stands in the text of every sixth record tells none from another; in a small site it may.
const FEW: usize = 20;
const SHARE: usize = 6;
/// Up to this weight a word stands in texts only.
const TEXT: u32 = 7;

/// Writes the records of a word, which rise, by their grades, without those grades that tell nothing among so many `records`.
pub(super) fn push_postings(postings: &[Posting], records: usize, out: &mut String) {
    let mut counts = [0; WEIGHTS.len()];
    for posting in postings {
        counts[usize::from(posting.grade)] += 1;
    }
    for (at, count) in counts.into_iter().enumerate().rev() {
        if count > 0 && (WEIGHTS[at] > TEXT || count < FEW || count * SHARE < records) {
            out.push(char::from(SIGNS[at]));
            let own = postings.iter().filter(|posting| usize::from(posting.grade) == at);
            push_list(own.map(|posting| posting.record), out);
        }
    }
}

/// Writes records that have no grade.
pub(super) fn push_ungraded(records: impl IntoIterator<Item = u32>, out: &mut String) {
    out.push(char::from(SIGNS[0]));
    push_list(records, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_they_end() {
        let number = |number| {
            let mut out = String::new();
            push_number(number, &mut out);
            out
        };
        assert_eq!([0, 31, 32, 1023, 1024, u32::MAX].map(number), ["0", "v", "B0", "?v", "BA0", "D?????v"]);
        assert_eq!(list([0, 1, 34, 99]), "00B0C0");
        assert_eq!(list([]), "");
    }

    #[test]
    fn a_value_has_the_highest_grade_that_it_reaches() {
        assert_eq!([0, 2, 6, 7, 59, 60, 900].map(grade), [0, 0, 3, 4, 12, 13, 13]);
        assert_eq!([0, 13, 14].map(weight), [2, 60, 0]);
    }

    #[test]
    fn a_word_of_every_sixth_text_is_told_of_names_only() {
        let posting = |record| Posting { record, grade: if record == 3 { 13 } else { 1 } };
        let written = |few: u32, records| {
            let mut out = String::new();
            push_postings(&(0..few).map(posting).collect::<Vec<_>>(), records, &mut out);
            out
        };
        assert_eq!(written(4, 4), "[3#000");
        assert_eq!(written(30, 100), "[3");
        assert!(written(30, 1000).starts_with("[3#0001"));
    }
}
