//! Dates and periods as documents and people write them: `Tháng 4/2023`, `Quý I/2024`, `15 - 18/3/2024`.

use super::words::longest;
use crate::fact::{Date, Period};
use crate::locale::fold;

/// The date that is meant; `None` when it is none, or leaves open which.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let text = fold(text.trim());
    single(&text).and_then(|parts| parts.date())
}

/// The period that is meant, in the form that a file takes.
#[must_use]
pub fn period(text: &str) -> Option<String> {
    let text = fold(text.trim());
    let form =
        whole_year(&text).or_else(|| year_to(&text)).or_else(|| since(&text)).or_else(|| quarters(&text));
    let form = form.or_else(|| single(&text)?.date().map(|date| date.iso())).or_else(|| range(&text))?;
    Period::parse(&form).map(|_| form)
}

/// What a number or a word is in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateWord {
    /// The number after it is this part.
    Before(DatePart),
    /// The number before it is this part.
    After(DatePart),
    /// A month by name.
    Month(u16),
    /// A half of the year.
    Half(u16),
    /// A number in letters.
    Number(u16),
    /// A Roman number: that of a quarter, unless something else says what it is.
    Roman(u16),
    /// A quarter by its name.
    Quartered(u16),
    /// Nothing.
    Filler,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DatePart {
    Year,
    Month,
    Day,
    Quarter,
    Half,
}

use DatePart::{Day, Month, Quarter, Year};
use DateWord::{After, Before, Filler, Half, Month as Named, Number, Quartered, Roman};

const WORDS: &[(&str, DateWord)] = &[
    ("ngay", Before(Day)),
    ("thang", Before(Month)),
    ("thg", Before(Month)),
    ("t", Before(Month)),
    ("nam", Before(Year)),
    ("quy", Before(Quarter)),
    ("quarter", Before(Quarter)),
    ("q", Before(Quarter)),
    ("h", Before(DatePart::Half)),
    ("年", After(Year)),
    ("년", After(Year)),
    ("月", After(Month)),
    ("월", After(Month)),
    ("日", After(Day)),
    ("号", After(Day)),
    ("일", After(Day)),
    ("四半期", After(Quarter)),
    ("季度", After(Quarter)),
    ("분기", After(Quarter)),
    ("january", Named(1)),
    ("jan", Named(1)),
    ("february", Named(2)),
    ("feb", Named(2)),
    ("march", Named(3)),
    ("mar", Named(3)),
    ("april", Named(4)),
    ("apr", Named(4)),
    ("may", Named(5)),
    ("june", Named(6)),
    ("jun", Named(6)),
    ("july", Named(7)),
    ("jul", Named(7)),
    ("august", Named(8)),
    ("aug", Named(8)),
    ("september", Named(9)),
    ("sept", Named(9)),
    ("sep", Named(9)),
    ("october", Named(10)),
    ("oct", Named(10)),
    ("november", Named(11)),
    ("nov", Named(11)),
    ("december", Named(12)),
    ("dec", Named(12)),
    ("6 thang dau nam", Half(1)),
    ("6 thang cuoi nam", Half(2)),
    ("nua dau nam", Half(1)),
    ("nua cuoi nam", Half(2)),
    ("first half", Half(1)),
    ("second half", Half(2)),
    ("年上半年", Half(1)),
    ("年下半年", Half(2)),
    ("上半年", Half(1)),
    ("下半年", Half(2)),
    ("年上半期", Half(1)),
    ("年下半期", Half(2)),
    ("년 상반기", Half(1)),
    ("년 하반기", Half(2)),
    ("i", Roman(1)),
    ("ii", Roman(2)),
    ("iii", Roman(3)),
    ("iv", Roman(4)),
    ("qi", Quartered(1)),
    ("qii", Quartered(2)),
    ("qiii", Quartered(3)),
    ("qiv", Quartered(4)),
    ("一", Number(1)),
    ("二", Number(2)),
    ("三", Number(3)),
    ("四", Number(4)),
    ("st", Filler),
    ("nd", Filler),
    ("rd", Filler),
    ("th", Filler),
    ("of", Filler),
    ("the", Filler),
    ("第", Filler),
    ("thu hai", Filler),
    ("thu ba", Filler),
    ("thu tu", Filler),
    ("thu nam", Filler),
    ("thu sau", Filler),
    ("thu bay", Filler),
    ("chu nhat", Filler),
];

/// A number of a date, with how many digits it was written.
#[derive(Clone, Copy, Debug)]
struct Loose {
    value: u16,
    digits: usize,
    roman: bool,
}

/// The parts of one date, as far as they are told.
#[derive(Clone, Copy, Debug, Default)]
struct DateParts {
    year: Option<u16>,
    month: Option<u16>,
    day: Option<u16>,
    quarter: Option<u16>,
    half: Option<u16>,
}

impl DateParts {
    fn slot(&mut self, part: DatePart) -> &mut Option<u16> {
        match part {
            Year => &mut self.year,
            Month => &mut self.month,
            Day => &mut self.day,
            Quarter => &mut self.quarter,
            DatePart::Half => &mut self.half,
        }
    }

    fn set(&mut self, part: DatePart, value: u16) -> Option<()> {
        let slot = self.slot(part);
        slot.is_none().then(|| *slot = Some(value))
    }

    fn date(&self) -> Option<Date> {
        let year = self.year?;
        let form = match *self {
            DateParts { half: Some(half), month: None, day: None, quarter: None, .. } => {
                format!("{year}-H{half}")
            }
            DateParts { quarter: Some(quarter), month: None, day: None, half: None, .. } => {
                format!("{year}-Q{quarter}")
            }
            DateParts { month: None, day: None, quarter: None, half: None, .. } => year.to_string(),
            DateParts { month: Some(month), day: None, quarter: None, half: None, .. } => {
                format!("{year}-{month:02}")
            }
            DateParts { month: Some(month), day: Some(day), quarter: None, half: None, .. } => {
                format!("{year}-{month:02}-{day:02}")
            }
            _ => return None,
        };
        Date::parse(&form)
    }
}

/// The parts of a text that can be one date: in `3-5/2024` the dash is that of a range.
fn single(text: &str) -> Option<DateParts> {
    let dashes = text.matches(['-', '–', '—', '~', '〜']).count();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let one = dashes == 0 || (plain && dashes <= 2) || (dashes == 2 && !text.contains('/'));
    if one || (dashes == 1 && year_apart(text)) { parts(text, None) } else { None }
}

/// Whether a dash parts a year from what it is the year of: `quý 3-2024`, `III-2024`.
fn year_apart(text: &str) -> bool {
    let Some((first, second)) = text.split_once(['-', '–', '—']) else { return false };
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_year = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(is_year);
    let (first, second) = (first.trim(), second.trim());
    (is_year(second) && !has_year(first)) || (is_year(first) && !has_year(second))
}

/// Reads the parts of a date. A number of which nothing says what it is may be the part `like`.
fn parts(text: &str, like: Option<DatePart>) -> Option<DateParts> {
    let (mut found, mut loose, mut next) = (DateParts::default(), Vec::new(), None);
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '/', '.', ',', '-', '–', '—']);
        if rest.is_empty() {
            break;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let word = longest(WORDS, rest);
        let (number, length) = match word {
            Some((Number(value), length)) => (Loose { value, digits: 1, roman: false }, length),
            Some((Roman(value), length)) => (Loose { value, digits: 1, roman: true }, length),
            None if digits > 0 => {
                (Loose { value: rest[..digits].parse().ok()?, digits, roman: false }, digits)
            }
            Some((word, length)) => {
                next = name(word, &mut found, &mut loose, next)?;
                rest = &rest[length..];
                continue;
            }
            None => return None,
        };
        match next.take() {
            Some(part) => found.set(part, number.value)?,
            None => loose.push(number),
        }
        rest = &rest[length..];
    }
    assign(&mut found, loose, like)?;
    next.is_none().then_some(found)
}

/// What a word says of the numbers beside it; the part that the next number is.
fn name(
    word: DateWord,
    found: &mut DateParts,
    loose: &mut Vec<Loose>,
    next: Option<DatePart>,
) -> Option<Option<DatePart>> {
    match word {
        Before(part) => return next.is_none().then_some(Some(part)),
        After(part) => found.set(part, loose.pop()?.value)?,
        Named(month) => found.set(Month, month)?,
        Half(half) => found.set(DatePart::Half, half)?,
        Quartered(quarter) => found.set(Quarter, quarter)?,
        Number(_) | Roman(_) | Filler => {}
    }
    Some(next)
}

/// Gives the numbers that nothing names to the parts that are left: the year by its four digits; else day before month, as
/// in Vietnam, unless the year came first.
fn assign(found: &mut DateParts, mut loose: Vec<Loose>, like: Option<DatePart>) -> Option<()> {
    let year = loose.iter().position(|number| number.digits == 4);
    if let Some(at) = year {
        found.set(Year, loose.remove(at).value)?;
    }
    // `III/2024` is a quarter; in `15/III/2024` and `tháng III-IV/2024` they are months.
    if let [Loose { value, roman: true, .. }] = loose.as_slice()
        && like != Some(Month)
        && (found.month, found.day, found.quarter) == (None, None, None)
    {
        return found.set(Quarter, *value);
    }
    if let (Some(part), [only]) = (like, loose.as_slice())
        && found.slot(part).is_none()
        && (part != Month || found.day.is_none())
    {
        return found.set(part, only.value);
    }
    match (loose.as_slice(), found.month, found.day) {
        ([], ..) => Some(()),
        ([only], Some(_), None) => found.set(Day, only.value),
        ([only], None, _) => found.set(Month, only.value),
        ([first, second], None, None) => {
            // `3/15/2024` can only be the American order.
            let year_first = year == Some(0) || second.value > 12;
            let (day, month) = if year_first { (second, first) } else { (first, second) };
            found.set(Month, month.value)?;
            found.set(Day, day.value)
        }
        _ => None,
    }
}

/// `cả năm 2024`, `2024年全年`.
fn whole_year(text: &str) -> Option<String> {
    let rest =
        ["ca nam", "whole year", "all of", "full year"].iter().find_map(|word| text.strip_prefix(word));
    let rest =
        rest.or_else(|| ["年全年", "年通年", "년 전체"].iter().find_map(|word| text.strip_suffix(word)))?;
    Some(format!("{}-all", single(rest)?.date().filter(|date| matches!(date, Date::Year(_)))?.iso()))
}

/// `từ đầu năm đến ngày 20/12/2022`.
fn year_to(text: &str) -> Option<String> {
    let text = text.strip_prefix("tu ").unwrap_or(text);
    let rest = ["dau nam den", "dau nam toi"].iter().find_map(|word| text.strip_prefix(word))?;
    let rest = rest.trim_start();
    let end = single(rest.strip_prefix("het ").unwrap_or(rest))?.date()?;
    (!matches!(end, Date::Year(_))).then(|| format!("..{}", end.iso()))
}

/// `từ 2013 đến nay`.
fn since(text: &str) -> Option<String> {
    const ENDS: &[&str] = &[
        " den nay",
        " toi nay",
        " to date",
        " to present",
        "から現在まで",
        "から現在",
        "以降",
        "부터 현재까지",
        "부터",
        "至今",
        "以来",
    ];
    let start = text.strip_prefix("since ").or_else(|| ENDS.iter().find_map(|end| text.strip_suffix(end)))?;
    let start = start.trim().trim_end_matches('-').trim_end();
    let start = ["tu ", "from ", "自"].iter().find_map(|word| start.strip_prefix(word)).unwrap_or(start);
    Some(format!("{}..", single(start)?.date()?.iso()))
}

/// `quý II, quý IV/2024`.
fn quarters(text: &str) -> Option<String> {
    let list = text.replace(" va ", ",").replace(" and ", ",").replace(['、', '・', ';', '&'], ",");
    let items: Vec<&str> = list.split(',').map(str::trim).collect();
    let [.., last] = items.as_slice() else { return None };
    let year = parts(last, Some(Quarter))?.year;
    let quarter = |item: &&str| {
        let found = parts(item, Some(Quarter))?;
        let plain = found.month.is_none() && found.day.is_none() && found.half.is_none();
        let same = found.year.is_none() || found.year == year;
        let quarter = found.quarter.filter(|_| plain && same)?;
        Some(year.map_or_else(|| format!("Q{quarter}"), |year| format!("{year}-Q{quarter}")))
    };
    let found: Vec<String> = items.iter().map(quarter).collect::<Option<_>>()?;
    // One quarter of a year is a date.
    (found.len() > 1 || year.is_none()).then(|| found.join(", "))
}

/// `15 - 18/3/2024`: what one of the two dates does not say, the other says for both.
fn range(text: &str) -> Option<String> {
    const MARKS: &[&str] = &[" den ", " toi ", " to ", "から", "부터", "至", "到", "–", "—", "~", "〜", "-"];
    let text = ["giai doan ", "tu ", "from "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = text.trim_end_matches("まで").trim_end_matches("까지").trim_end_matches('止');
    let cuts = MARKS.iter().flat_map(|mark| text.match_indices(mark));
    let cut = |(at, mark): (usize, &str)| ends(text[..at].trim(), text[at + mark.len()..].trim());
    cuts.filter_map(cut).next()
}

fn ends(first: &str, second: &str) -> Option<String> {
    // Of the first, only what it says itself counts; a bare number is the smallest part of the second.
    let named = parts(first, Some(Day))?;
    let like = if named.quarter.is_some() { Some(Quarter) } else { None };
    let like = like.or(Some(Month).filter(|_| named.month.is_some() && named.day.is_none()));
    let mut end = parts(second, like)?;
    let smallest = match end {
        DateParts { day: Some(_), .. } => Day,
        DateParts { month: Some(_), .. } => Month,
        DateParts { quarter: Some(_), .. } => Quarter,
        _ => Year,
    };
    let mut start = parts(first, Some(smallest))?;
    (start.year, end.year) = (start.year.or(end.year), end.year.or(start.year));
    if start.day.is_some() && end.day.is_some() {
        (start.month, end.month) = (start.month.or(end.month), end.month.or(start.month));
    }
    let (start, end) = (start.date()?, end.date()?);
    // `quý 1 - 2024` is no time from a quarter to its year.
    let whole = matches!(end, Date::Year(year) if start.year() == year);
    (start < end && !whole).then(|| format!("{}..{}", start.iso(), end.iso()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_in_five_languages() {
        for (text, iso) in [
            ("Tháng 4/2023", "2023-04"),
            ("tháng 12 năm 2023", "2023-12"),
            ("T3/2024", "2024-03"),
            ("Quý I/2024", "2024-Q1"),
            ("quý 3 năm 2024", "2024-Q3"),
            ("III/2024", "2024-Q3"),
            ("IV/2024", "2024-Q4"),
            ("I-2024", "2024-Q1"),
            ("2024/II", "2024-Q2"),
            ("Q.III/2024", "2024-Q3"),
            ("QIII/2024", "2024-Q3"),
            ("quý 3-2024", "2024-Q3"),
            ("Quý IV – 2024", "2024-Q4"),
            ("tháng 3-2024", "2024-03"),
            ("15/III/2024", "2024-03-15"),
            ("tháng III/2024", "2024-03"),
            ("Q2/2024", "2024-Q2"),
            ("15/3/2024", "2024-03-15"),
            ("15.3.2024", "2024-03-15"),
            ("15-3-2024", "2024-03-15"),
            ("3/15/2024", "2024-03-15"),
            ("2024/3/15", "2024-03-15"),
            ("ngày 15 tháng 3 năm 2024", "2024-03-15"),
            ("ngày 15/3/2024", "2024-03-15"),
            ("Thứ Sáu, ngày 15/3/2024", "2024-03-15"),
            ("2024年3月15日", "2024-03-15"),
            ("2024年3月", "2024-03"),
            ("2024年第1四半期", "2024-Q1"),
            ("2024年第一季度", "2024-Q1"),
            ("2024年上半年", "2024-H1"),
            ("2024. 3. 15.", "2024-03-15"),
            ("2024년 3월 15일", "2024-03-15"),
            ("2024년 1분기", "2024-Q1"),
            ("2024년 상반기", "2024-H1"),
            ("15 March 2024", "2024-03-15"),
            ("March 15, 2024", "2024-03-15"),
            ("15th Mar 2024", "2024-03-15"),
            ("6 tháng đầu năm 2024", "2024-H1"),
            ("6 tháng cuối năm 2024", "2024-H2"),
            ("năm 2024", "2024"),
            ("2024年", "2024"),
        ] {
            assert_eq!(date(text).map(|date| date.iso()).as_deref(), Some(iso), "{text}");
            assert_eq!(period(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn periods_are_told() {
        for (text, form) in [
            ("2023-2025", "2023..2025"),
            ("giai đoạn 2023 – 2025", "2023..2025"),
            ("15 - 18/3/2024", "2024-03-15..2024-03-18"),
            ("15-18/3/2024", "2024-03-15..2024-03-18"),
            ("từ ngày 15/3 đến ngày 18/4/2024", "2024-03-15..2024-04-18"),
            ("từ 15/3/2024 đến 18/4/2024", "2024-03-15..2024-04-18"),
            ("tháng 3-5/2024", "2024-03..2024-05"),
            ("3-5/2024", "2024-03..2024-05"),
            ("tháng 3 - tháng 5 năm 2024", "2024-03..2024-05"),
            ("Quý II, quý IV/2024", "2024-Q2, 2024-Q4"),
            ("quý II và IV năm 2024", "2024-Q2, 2024-Q4"),
            ("Quý II-IV/2024", "2024-Q2..2024-Q4"),
            ("II-IV/2024", "2024-Q2..2024-Q4"),
            ("III/2024 - I/2025", "2024-Q3..2025-Q1"),
            ("quý I - quý III-2024", "2024-Q1..2024-Q3"),
            ("II, IV/2024", "2024-Q2, 2024-Q4"),
            ("cả năm 2024", "2024-all"),
            ("2024年全年", "2024-all"),
            ("từ đầu năm đến ngày 20/12/2022", "..2022-12-20"),
            ("từ năm 2013 đến nay", "2013.."),
            ("từ tháng 6/2018 đến nay", "2018-06.."),
            ("since 2013", "2013.."),
            ("2013年至今", "2013.."),
            ("2013년부터", "2013.."),
            ("2024年3月15日から2024年3月18日まで", "2024-03-15..2024-03-18"),
            ("2024年3月15日至18日", "2024-03-15..2024-03-18"),
        ] {
            assert_eq!(period(text).as_deref(), Some(form), "{text}");
        }
    }

    #[test]
    fn what_leaves_open_which_day_is_none() {
        for text in
            ["", "15/3/24", "31/2/2024", "15/3", "tháng 13/2024", "khoảng tháng 3/2024", "sớm", "2024-2023"]
        {
            assert_eq!(date(text), None, "{text}");
            assert_eq!(period(text), None, "{text}");
        }
        assert_eq!(date("3-5/2024"), None);
        assert_eq!(date("2023-2025"), None);
    }
}
