//! How old something is, in whole months.

use super::Date;

/// A number of whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Months(pub u32);

impl Months {
    /// Reads `3y` or `18m`; `None` when it is neither, or nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Months> {
        let (number, months) = match text.strip_suffix('y') {
            Some(years) => (years, 12),
            None => (text.strip_suffix('m')?, 1),
        };
        let plain = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = number.parse().ok().filter(|number| plain && *number > 0)?;
        Some(Months(number * months))
    }

    /// The age, on a day, of what speaks of a date; of a month or a year counts its end, so that nothing is called older
    /// than it is.
    #[must_use]
    pub fn since(date: &Date, today: &Date) -> Months {
        let (then, now) = (date.last_day(), today.first_day());
        let months = |(year, month, _): (i16, u8, u8)| i32::from(year) * 12 + i32::from(month);
        let whole = months(now) - months(then) - i32::from(now.2 < then.2);
        Months(u32::try_from(whole).unwrap_or(0))
    }

    /// Whether what speaks of a date is older than this on a day.
    #[must_use]
    pub fn is_passed(self, date: &Date, today: &Date) -> bool {
        let age = Months::since(date, today);
        age > self || (age == self && date.last_day().2 != today.first_day().2)
    }

    /// As years, when it is a year at least; else as months.
    #[must_use]
    pub fn years(self) -> Option<u32> {
        Some(self.0 / 12).filter(|years| *years > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect(text)
    }

    #[test]
    fn lengths_of_time_are_read() {
        let read = |text| Months::parse(text).map(|months| months.0);
        assert_eq!(["3y", "18m", "1m"].map(read), [Some(36), Some(18), Some(1)]);
        assert_eq!(["3", "y", "0y", "-3y", "3 y", "3Y", "+3m", "12345y", "ba năm"].map(read), [None; 9]);
    }

    #[test]
    fn age_is_told_in_whole_months_from_the_end_of_what_is_spoken_of() {
        let age = |then, now| Months::since(&date(then), &date(now)).0;
        assert_eq!(age("2017-09-24", "2026-11-20"), 109);
        assert_eq!(age("2017-09-24", "2017-10-23"), 0);
        assert_eq!(age("2017-09-24", "2017-10-24"), 1);
        assert_eq!(age("2023", "2024-01-31"), 1);
        assert_eq!(age("2030", "2026-01-01"), 0);
        let three = Months(36);
        assert!(!three.is_passed(&date("2023-11-20"), &date("2026-11-20")), "not older than three years");
        assert!(three.is_passed(&date("2023-11-20"), &date("2026-11-21")));
        assert!(three.is_passed(&date("2023-10-20"), &date("2026-11-20")));
        assert!(!three.is_passed(&date("2023-12"), &date("2026-11-20")));
    }
}
