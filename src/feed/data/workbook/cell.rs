use std::fmt::Write as _;

use crate::base::escape;
use crate::fact::{Date, Decimal};
use crate::feed::data::sheet::SheetCell;
use crate::feed::data::{is_dialled, is_formula};

/// The style of words.
pub(super) const TEXT: usize = 0;
/// The style of heads.
pub(super) const HEAD: usize = 1;
/// The style of words that begin as a formula would: a spreadsheet keeps them words, also when somebody edits them.
const QUOTED: usize = 2;
/// The style of days.
const DAY: usize = 3;
/// The style of whole numbers; those with decimals follow, one more each.
pub(super) const NUMBER: usize = 4;
/// With more decimals than this a number is shown rounded, and is whole in its cell.
pub(super) const MOST_DECIMALS: usize = 9;

/// 1 March 1900.
const FIRST_SERIAL: i64 = 61;

/// The longest text of a cell, in units of UTF-16.
const LONGEST: usize = 32_767;

/// Writes a cell at (column, row), of which columns are counted from 0 and rows from 1.
pub(super) fn write_cell(xml: &mut String, at: (usize, usize), cell: &SheetCell<'_>) {
    match cell {
        SheetCell::Empty => {}
        SheetCell::Text(text) => write_text(xml, at, text, TEXT),
        SheetCell::Number(number) => write_number(xml, at, *number),
        // Before March 1900 workbooks count a day too many, and before that year none.
        SheetCell::Day(date) if serial(*date) < FIRST_SERIAL => write_text(xml, at, &date.iso(), TEXT),
        SheetCell::Day(date) => {
            let _ = write!(xml, "<c r=\"{}{}\" s=\"{DAY}\"><v>{}</v></c>", column(at.0), at.1, serial(*date));
        }
    }
}

fn write_number(xml: &mut String, at: (usize, usize), number: Decimal) {
    let number = number.normalize();
    let style = NUMBER + (number.scale() as usize).min(MOST_DECIMALS);
    let _ = write!(xml, "<c r=\"{}{}\" s=\"{style}\"><v>{number}</v></c>", column(at.0), at.1);
}

/// Writes a cell of words.
pub(super) fn write_text(xml: &mut String, at: (usize, usize), text: &str, style: usize) {
    if text.is_empty() {
        return;
    }
    let (text, style) = match is_formula(text) {
        false => (escaped(text), style),
        // A telephone number can do no harm, and an apostrophe before it would be dialled.
        true if is_dialled(text) => (escaped(text), QUOTED),
        true => (escaped(&format!("'{text}")), QUOTED),
    };
    let _ = write!(
        xml,
        "<c r=\"{}{}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>",
        column(at.0),
        at.1
    );
}

/// A text as XML: no longer than a cell can be, without what XML cannot hold, and without what a workbook would take for the
/// code of a character (`_x0041_`).
pub(super) fn escaped(text: &str) -> String {
    let kept = |c: &char| {
        let is_sign = !c.is_control() || matches!(c, '\n' | '\t');
        is_sign && !matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(kept).collect();
    escape(&without_codes(fitting(text)))
}

/// As much of a text as a cell takes, with the sign that it goes on.
fn fitting(text: String) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut units = 1;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= LONGEST
    });
    kept.chain(['…']).collect()
}

/// A text in which nothing is the code of a character: the sign that begins one is written as a code itself.
fn without_codes(text: String) -> String {
    let is_code = |rest: &[u8]| {
        rest.len() > 6
            && rest.starts_with(b"_x")
            && rest[6] == b'_'
            && rest[2..6].iter().all(u8::is_ascii_hexdigit)
    };
    let codes = text.match_indices("_x").filter(|(at, _)| is_code(&text.as_bytes()[*at..]));
    let codes: Vec<usize> = codes.map(|(at, _)| at).collect();
    codes.iter().rev().fold(text, |mut text, at| {
        text.insert_str(*at, "_x005F");
        text
    })
}

/// The name of a column: A to Z, AA and so on.
pub(super) fn column(at: usize) -> String {
    let mut rest = at;
    let mut name = Vec::new();
    loop {
        name.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    name.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// A day as workbooks count it: days since the one before 1900, which has a 29 February there: right from March
/// 1900 on.
pub(super) fn serial(date: Date) -> i64 {
    let (year, month, day) = date.first_day();
    // Years that begin with March have their leap day at their end.
    let (year, month) = if month > 2 {
        (i64::from(year), i64::from(month) - 3)
    } else {
        (i64::from(year) - 1, i64::from(month) + 9)
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + i64::from(day);
    days - 693_900
}

/// How wide a text is, in digits: its longest line, of which wide characters take two.
pub(super) fn width(text: &str) -> usize {
    let wide = |c: char| if c >= '\u{1100}' && !('\u{1e00}'..='\u{2100}').contains(&c) { 2 } else { 1 };
    let lines = text.lines().map(|line| line.chars().take(60).map(wide).sum());
    lines.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, column, escaped, serial, write_cell, write_text};
    use crate::fact::Date;
    use crate::feed::data::sheet::SheetCell;

    #[test]
    fn columns_are_named_in_the_order_of_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(column), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn days_are_counted_as_workbooks_count_them() {
        let of = |day: &str| serial(Date::parse(day).expect("a day"));
        // As openpyxl reads them.
        assert_eq!(of("1900-03-01"), 61);
        assert_eq!(of("2000-02-29"), 36_585);
        assert_eq!(of("2024-12-31"), 45_657);
        assert_eq!(of("2026-11-20"), 46_346);
    }

    #[test]
    fn days_before_workbooks_count_rightly_are_words() {
        let written = |day: &str| {
            let mut xml = String::new();
            write_cell(&mut xml, (0, 1), &SheetCell::Day(Date::parse(day).expect("a day")));
            xml
        };
        assert!(written("1888-07-19").contains(">1888-07-19<"));
        assert!(written("1900-02-28").contains(">1900-02-28<"));
        assert!(written("1900-03-01").contains("<v>61</v>"));
    }

    #[test]
    fn a_text_that_no_cell_takes_ends_with_a_sign() {
        assert_eq!(escaped(&"a".repeat(LONGEST)).len(), LONGEST);
        let long = escaped(&format!("a{}", "😀".repeat(20_000)));
        assert!(long.ends_with("😀…") && long.encode_utf16().count() <= LONGEST);
        assert_eq!(escaped("one\rtwo\r\nthree"), "one\ntwo\nthree");
    }

    #[test]
    fn no_text_is_a_formula_or_a_code() {
        let written = |text: &str| {
            let mut xml = String::new();
            write_text(&mut xml, (0, 1), text, 0);
            xml
        };
        assert!(written("=1+1").contains("<t xml:space=\"preserve\">&#39;=1+1<"));
        assert!(written("+84225").contains("s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">+84225<"));
        assert_eq!(escaped("_x0041_ & <b>\u{1} a_xyz"), "_x005F_x0041_ &amp; &lt;b&gt; a_xyz");
    }
}
