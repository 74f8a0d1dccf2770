//! Facts within sentences: in their long form, and fitted to the words before them.

use super::html::span;
use super::wording::{WrittenValue, iso_period};
use super::{Lens, name, value, wording};
use crate::base::Html;
use crate::content::{FieldType, Record, Value};
use crate::locale::DateStyle;
use crate::markdown::{FactRef, Setting};

/// A fact as a text of the record `own` says it; nothing when there is no such fact, which was reported.
pub(super) fn said(lens: &Lens<'_>, fact: &FactRef, own: Option<&Record>) -> WrittenValue {
    let Some((owner, found)) = lens.fact_of(own, fact.record.as_deref(), &fact.field) else {
        return WrittenValue::plain(String::new());
    };
    let kind = &lens.site.collection_of(owner).fields[fact.field.as_str()].kind;
    running(lens, &found.value, kind, (owner, own.unwrap_or(owner)), &fact.setting)
}

/// A value of a record within a sentence of another, which has no room for a list or table of its own. Whatever has a
/// name is called as it was on the day of the text.
fn running(
    lens: &Lens<'_>,
    value: &Value,
    kind: &FieldType,
    (record, by): (&Record, &Record),
    setting: &Setting,
) -> WrittenValue {
    let is_alone = *setting == Setting::Alone;
    match value {
        Value::List(values) => enumerated(lens, values, kind, (record, by), setting),
        Value::Record(_) => value::written(lens, value, kind, by),
        Value::Term { vocabulary, id } => name::term_in(lens, vocabulary, &id.text, by),
        Value::Choice(key) if !is_alone => {
            let label = wording::choice(lens, key, kind);
            let text = fitted(label_within(&label.text), setting);
            WrittenValue { html: span(&text, label.tag.as_deref()), text, tag: label.tag }
        }
        Value::Table(_) => WrittenValue::plain(value::written(lens, value, kind, record).text),
        Value::Figure(figure) => WrittenValue::plain(fitted(wording::number(lens, &figure.number), setting)),
        Value::Date(date) if !is_alone => {
            wording::time(&date.iso(), fitted(lens.locale.date(*date, DateStyle::Within), setting))
        }
        Value::Period(period) if !is_alone => {
            let text = lens.locale.period(period, DateStyle::Within);
            wording::time(&iso_period(period), fitted(text, setting))
        }
        Value::Flag(_) if !is_alone => {
            WrittenValue::plain(fitted(lower_first(&value::written(lens, value, kind, record).text), setting))
        }
        _ => value::written(lens, value, kind, record),
    }
}

/// Several values in a row, of which only the first stands after the words before it.
fn enumerated(
    lens: &Lens<'_>,
    values: &[Value],
    kind: &FieldType,
    records: (&Record, &Record),
    setting: &Setting,
) -> WrittenValue {
    let within = match setting {
        Setting::Alone => Setting::Alone,
        _ => Setting::Within { after: String::new() },
    };
    let settings = std::iter::once(setting).chain(std::iter::repeat(&within));
    let written: Vec<WrittenValue> = values
        .iter()
        .zip(settings)
        .map(|(value, setting)| running(lens, value, kind, records, setting))
        .collect();
    let texts: Vec<String> = written.iter().map(|value| value.text.clone()).collect();
    let parts: Vec<Html> = written.into_iter().map(|value| value.html).collect();
    WrittenValue { text: lens.locale.list(&texts), html: wording::list_of(lens, &parts), tag: None }
}

/// A fact after the words before it: with a capital where it begins a sentence, and without first words that stand there
/// already (`ngày {{ fact issued }}`, `khoảng {{ fact area }}`).
fn fitted(text: String, setting: &Setting) -> String {
    match setting {
        Setting::Alone => text,
        Setting::Opening => upper_first(&text),
        Setting::Within { after } => match repeated(after, &text) {
            0 => text,
            repeated => text[repeated..].to_owned(),
        },
    }
}

/// How many bytes at the beginning of `text` repeat the end of what stands before it: whole words before the first digit.
fn repeated(before: &str, text: &str) -> usize {
    let before = before.trim_end().to_lowercase();
    let words = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let ends = text[..words].char_indices().map(|(at, c)| at + c.len_utf8());
    let repeats = |end: &usize| {
        let head = text[..*end].trim_end();
        let is_whole = |word: &str, rest: &str| {
            let (last, next) = (word.chars().next_back(), rest.chars().next());
            !(last.is_some_and(is_spaced) && next.is_some_and(is_spaced))
        };
        let stem = before.strip_suffix(&head.to_lowercase());
        !head.is_empty()
            && text[*end..].chars().next().is_some_and(|c| !c.is_whitespace())
            && is_whole(head, &text[head.len()..])
            && stem.is_some_and(|stem| is_whole(stem, head))
    };
    ends.rev().find(repeats).unwrap_or(0)
}

/// Whether a letter belongs to a script that has spaces between words.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric() && !matches!(u32::from(c), 0x2e80..=0xa4cf | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// A label as it stands in the middle of a sentence: without the capital of its first word, unless that is a name or an
/// abbreviation. Names have a capital in their second word as well (`Hải Phòng`, `Hai Phong`), abbreviations a second letter
/// that is one (`FDI`, `ODA`).
fn label_within(label: &str) -> String {
    let first = label.split_whitespace().next().unwrap_or_default();
    let is_capital = |c: char| c.is_uppercase() || c.is_ascii_digit();
    let is_short = first.chars().skip(1).any(is_capital);
    let second = label.split_whitespace().nth(1).and_then(|word| word.chars().next());
    let is_name = second.is_some_and(char::is_uppercase);
    if is_short || is_name { label.to_owned() } else { lower_first(label) }
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::{fitted, label_within, repeated};
    use crate::markdown::Setting;

    #[track_caller]
    fn check(before: &str, text: &str, expected: &str) {
        assert_eq!(&text[repeated(before, text)..], expected);
    }

    #[test]
    fn words_that_stand_there_already_are_not_said_again() {
        check("được ký ngày ", "ngày 10 tháng 3 năm 2001", "10 tháng 3 năm 2001");
        check("Ngày ", "ngày 10 tháng 3 năm 2001", "10 tháng 3 năm 2001");
        check("trong giai đoạn ", "giai đoạn 2023-2025", "2023-2025");
        check("Trong quý ", "quý I năm 2024", "I năm 2024");
        check("khoảng ", "khoảng 100 ha", "100 ha");
        check("about ", "about 100 ha", "100 ha");
        check("規模は約", "約100ヘクタール", "100ヘクタール");
        check("diễn ra từ ngày ", "từ ngày 20 đến ngày 23/12/2022", "20 đến ngày 23/12/2022");
    }

    #[test]
    fn other_words_stay() {
        check("khởi công ", "tháng 6 năm 2018", "tháng 6 năm 2018");
        // `roundabout` does not end in `about`, nor `số 2` in the figure 2.
        check("the roundabout ", "about 100 ha", "about 100 ha");
        check("số 2 ", "2 ha", "2 ha");
        check("", "ngày 1 tháng 3 năm 2001", "ngày 1 tháng 3 năm 2001");
        check("quy mô", "約100", "約100");
    }

    #[test]
    fn a_label_keeps_the_capital_of_a_name() {
        for (label, within) in [
            ("Đã diễn ra", "đã diễn ra"),
            ("Chấp thuận của UBND", "chấp thuận của UBND"),
            ("Under construction", "under construction"),
            ("Hải Phòng", "Hải Phòng"),
            ("FDI", "FDI"),
            ("ODA loan", "ODA loan"),
            ("开工", "开工"),
            ("", ""),
        ] {
            assert_eq!(label_within(label), within);
        }
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(fitted(String::from("quý I năm 2024"), &Setting::Opening), "Quý I năm 2024");
        assert_eq!(fitted(String::from("đầu năm"), &Setting::Opening), "Đầu năm");
        assert_eq!(fitted(String::from("2024年"), &Setting::Opening), "2024年");
    }
}
