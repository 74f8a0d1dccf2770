//! Stretches of time as documents name them: days of a month, quarters of a year, a plan's years.

use super::Locale;
use super::date::DateStyle;
use super::rules::DateForm;
use crate::fact::{Date, Period};

impl Locale {
    /// A period, saying once what its two ends have in common: `20–23 December 2022`.
    #[must_use]
    pub fn period(&self, period: &Period, style: DateStyle) -> String {
        let mut out = String::with_capacity(48);
        match period {
            Period::One(date) => self.write_date(&mut out, *date, style),
            Period::Range(start, end) => self.write_range(&mut out, *start, *end, style),
            Period::Quarters { year, quarters } => {
                self.write_quarters(&mut out, *year, style, |out, locale| {
                    locale.write_quarter_list(out, quarters, style);
                });
            }
            Period::WholeYear(year) => {
                self.write_form(&mut out, DateForm::WholeYear, style, &[Date::Year(*year)]);
            }
            Period::YearTo(end) => self.write_year_to(&mut out, *end, style),
            Period::Since(start) => self.write_form(&mut out, DateForm::Since, style, &[*start]),
        }
        out
    }

    fn write_range(&self, out: &mut String, start: Date, end: Date, style: DateStyle) {
        use Date::{Day, Month, Quarter, Year};
        let form = match (start, end) {
            _ if start == end => return self.write_date(out, start, style),
            (Day { year, month, .. }, Day { year: end_year, month: end_month, .. }) if year == end_year => {
                if month == end_month {
                    DateForm::Days
                } else {
                    DateForm::DaysOfYear
                }
            }
            (Month { year, .. }, Month { year: end_year, .. }) if year == end_year => DateForm::Months,
            (Year(_), Year(_)) => DateForm::Years,
            (Quarter { year, quarter }, Quarter { year: end_year, quarter: last }) if year == end_year => {
                return self.write_quarters(out, Some(year), style, |out, locale| {
                    locale.write_quarter_range(out, quarter, last, style);
                });
            }
            _ => DateForm::Range,
        };
        self.write_form(out, form, style, &[start, end]);
    }

    fn write_quarter_list(&self, out: &mut String, quarters: &[u8], style: DateStyle) {
        let rules = &self.rules().date.quarter;
        for (n, quarter) in quarters.iter().enumerate() {
            if n > 0 {
                let last = rules.last.as_ref().filter(|_| n + 1 == quarters.len());
                out.push_str(last.unwrap_or(&rules.join));
            }
            self.write_quarter(out, *quarter, n == 0 && !style.is_within());
        }
    }

    fn write_quarter_range(&self, out: &mut String, first: u8, last: u8, style: DateStyle) {
        let rules = &self.rules().date.quarter;
        let short = rules.range_short.as_ref().filter(|_| style.is_short());
        self.write_quarter(out, first, !style.is_within());
        out.push_str(short.unwrap_or(&rules.range));
        self.write_quarter(out, last, false);
    }

    /// From the beginning of the year to the end of a date: quarters and halves are counted from its first day, a whole
    /// year is just that.
    fn write_year_to(&self, out: &mut String, end: Date, style: DateStyle) {
        match end {
            Date::Day { .. } => self.write_form(out, DateForm::YearToDay, style, &[end]),
            Date::Month { .. } => self.write_form(out, DateForm::YearToMonth, style, &[end]),
            Date::Quarter { year, .. } => {
                self.write_range(out, Date::Quarter { year, quarter: 1 }, end, style);
            }
            Date::Half { half: 1, .. } => self.write_date(out, end, style),
            Date::Half { year, .. } | Date::Year(year) => {
                self.write_form(out, DateForm::WholeYear, style, &[Date::Year(year)]);
            }
        }
    }
}
