use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A date as precise as its source: nothing is invented to fill it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Date {
    /// A calendar day.
    Day {
        /// Gregorian year.
        year: i16,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A month.
    Month {
        /// Gregorian year.
        year: i16,
        /// 1 to 12.
        month: u8,
    },
    /// A quarter.
    Quarter {
        /// Gregorian year.
        year: i16,
        /// 1 to 4.
        quarter: u8,
    },
    /// A half of a year.
    Half {
        /// Gregorian year.
        year: i16,
        /// 1 or 2.
        half: u8,
    },
    /// A year.
    Year(i16),
}

impl Date {
    /// Reads `2023-06-19`, `2023-02`, `2024-Q1`, `2024-H1` or `2024`; `None` when it is none of these or no such day exists.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let year = number::<i16>(parts.next()?, 4)?;
        let (second, third) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        match (second, third) {
            (None, _) => Some(Date::Year(year)),
            (Some(part), None) => Date::parse_part(year, part),
            (Some(month), Some(day)) => {
                let (month, day) = (number(month, 2)?, number(day, 2)?);
                jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                Some(Date::Day { year, month, day })
            }
        }
    }

    fn parse_part(year: i16, part: &str) -> Option<Date> {
        if let Some(quarter) = part.strip_prefix('Q') {
            let quarter = number(quarter, 1)?;
            return (1..=4).contains(&quarter).then_some(Date::Quarter { year, quarter });
        }
        if let Some(half) = part.strip_prefix('H') {
            let half = number(half, 1)?;
            return (1..=2).contains(&half).then_some(Date::Half { year, half });
        }
        let month = number(part, 2)?;
        (1..=12).contains(&month).then_some(Date::Month { year, month })
    }

    /// The Gregorian year.
    #[must_use]
    pub fn year(&self) -> i16 {
        match *self {
            Date::Day { year, .. }
            | Date::Month { year, .. }
            | Date::Quarter { year, .. }
            | Date::Half { year, .. } => year,
            Date::Year(year) => year,
        }
    }

    /// The first day it covers, as (year, month, day).
    #[must_use]
    pub fn first_day(&self) -> (i16, u8, u8) {
        match *self {
            Date::Day { year, month, day } => (year, month, day),
            Date::Month { year, month } => (year, month, 1),
            Date::Quarter { year, quarter } => (year, quarter * 3 - 2, 1),
            Date::Half { year, half } => (year, half * 6 - 5, 1),
            Date::Year(year) => (year, 1, 1),
        }
    }

    /// The last day it covers, as (year, month, day).
    #[must_use]
    pub fn last_day(&self) -> (i16, u8, u8) {
        let (year, month) = match *self {
            Date::Day { year, month, day } => return (year, month, day),
            Date::Month { year, month } => (year, month),
            Date::Quarter { year, quarter } => (year, quarter * 3),
            Date::Half { year, half } => (year, half * 6),
            Date::Year(year) => (year, 12),
        };
        (year, month, days_in_month(year, month))
    }

    /// The day after the last that it covers.
    #[must_use]
    pub fn day_after(&self) -> Date {
        let (year, month, day) = self.last_day();
        match (month, day == days_in_month(year, month)) {
            (_, false) => Date::Day { year, month, day: day + 1 },
            (12, true) => Date::Day { year: year + 1, month: 1, day: 1 },
            (_, true) => Date::Day { year, month: month + 1, day: 1 },
        }
    }

    /// The form that machines read: ISO 8601 for day, month and year, `2024-Q1` and `2024-H1` otherwise.
    #[must_use]
    pub fn iso(&self) -> String {
        match *self {
            Date::Day { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
            Date::Month { year, month } => format!("{year:04}-{month:02}"),
            Date::Quarter { year, quarter } => format!("{year:04}-Q{quarter}"),
            Date::Half { year, half } => format!("{year:04}-H{half}"),
            Date::Year(year) => format!("{year:04}"),
        }
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Date) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    /// By first day; of two that begin together the shorter comes first.
    fn cmp(&self, other: &Date) -> Ordering {
        self.first_day().cmp(&other.first_day()).then_with(|| self.last_day().cmp(&other.last_day()))
    }
}

/// A stretch of time as documents name it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// One date of any precision.
    One(Date),
    /// From one date to another, both included (`2022-12-20..2022-12-23`).
    Range(Date, Date),
    /// Several quarters of a year, of a stated year or of every year (`2024-Q2, 2024-Q4`; `Q2, Q4`).
    Quarters {
        /// The year, when one is stated.
        year: Option<i16>,
        /// Each 1 to 4, ascending.
        quarters: Vec<u8>,
    },
    /// Explicitly the whole of a year (`2024-all`; `Cả năm 2024`).
    WholeYear(i16),
    /// From the year's beginning up to a day (`..2022-12-20`).
    YearTo(Date),
    /// From a date on, without an end (`2013..`).
    Since(Date),
}

impl Period {
    /// Reads the forms shown at the variants; `None` for anything else or an end before its start.
    #[must_use]
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim();
        if let Some(year) = text.strip_suffix("-all") {
            return Some(Period::WholeYear(number(year, 4)?));
        }
        if let Some(end) = text.strip_prefix("..") {
            return Some(Period::YearTo(Date::parse(end.trim())?));
        }
        if let Some(start) = text.strip_suffix("..") {
            return Some(Period::Since(Date::parse(start.trim())?));
        }
        if let Some((start, end)) = text.split_once("..") {
            let (start, end) = (Date::parse(start.trim())?, Date::parse(end.trim())?);
            return (start.first_day() <= end.last_day()).then_some(Period::Range(start, end));
        }
        if text.contains(',') || text.starts_with('Q') {
            return Period::parse_quarters(text);
        }
        Date::parse(text).map(Period::One)
    }

    fn parse_quarters(text: &str) -> Option<Period> {
        let mut stated = None;
        let mut quarters = Vec::new();
        for part in text.split(',').map(str::trim) {
            let quarter = match part.split_once("-Q") {
                Some((year, quarter)) => {
                    let year = number::<i16>(year, 4)?;
                    if *stated.get_or_insert(year) != year {
                        return None;
                    }
                    quarter
                }
                None => part.strip_prefix('Q')?,
            };
            let quarter = number::<u8>(quarter, 1)?;
            if !(1..=4).contains(&quarter) || quarters.last().is_some_and(|last| *last >= quarter) {
                return None;
            }
            quarters.push(quarter);
        }
        Some(Period::Quarters { year: stated, quarters })
    }

    /// The date it begins with; `None` for quarters of no stated year.
    #[must_use]
    pub fn start(&self) -> Option<Date> {
        match self {
            Period::One(date) | Period::Range(date, _) | Period::Since(date) => Some(*date),
            Period::Quarters { year, quarters } => {
                Some(Date::Quarter { year: (*year)?, quarter: *quarters.first()? })
            }
            Period::WholeYear(year) => Some(Date::Year(*year)),
            Period::YearTo(date) => Some(Date::Day { year: date.year(), month: 1, day: 1 }),
        }
    }

    /// The date it ends with; `None` for quarters of no stated year and for what has no end.
    #[must_use]
    pub fn end(&self) -> Option<Date> {
        match self {
            Period::One(date) | Period::Range(_, date) | Period::YearTo(date) => Some(*date),
            Period::Quarters { year, quarters } => {
                Some(Date::Quarter { year: (*year)?, quarter: *quarters.last()? })
            }
            Period::WholeYear(year) => Some(Date::Year(*year)),
            Period::Since(_) => None,
        }
    }
}

/// A number of exactly `digits` ASCII digits.
fn number<T: std::str::FromStr>(text: &str, digits: usize) -> Option<T> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn days_in_month(year: i16, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        for text in ["2023-06-19", "2023-02", "2024-Q1", "2024-H2", "2024"] {
            assert_eq!(Date::parse(text).expect(text).iso(), text);
        }
        for text in ["2023-02-30", "2023-13", "2024-Q5", "2024-H3", "24", "2023-6-1", "", "2023-06-19-1"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_are_read() {
        let quarters = Period::Quarters { year: Some(2024), quarters: vec![2, 4] };
        assert_eq!(Period::parse("2024-Q2, 2024-Q4"), Some(quarters));
        assert_eq!(Period::parse("Q2, Q4"), Some(Period::Quarters { year: None, quarters: vec![2, 4] }));
        assert_eq!(Period::parse("2024-all"), Some(Period::WholeYear(2024)));
        assert_eq!(Period::parse("2025..2023"), None);
        assert!(matches!(Period::parse("2022-12-20..2022-12-23"), Some(Period::Range(..))));
        assert!(matches!(Period::parse("..2022-12-20"), Some(Period::YearTo(_))));
        assert_eq!(Period::parse("2013.."), Some(Period::Since(Date::Year(2013))));
        assert_eq!(Period::parse(".."), None);
    }

    #[test]
    fn dates_sort_by_their_first_day() {
        let mut dates = ["2024", "2023-Q2", "2023-04", "2023-04-01"].map(|text| Date::parse(text).unwrap());
        dates.sort();
        assert_eq!(dates.map(|date| date.iso()), ["2023-04-01", "2023-04", "2023-Q2", "2024"]);
    }
}
