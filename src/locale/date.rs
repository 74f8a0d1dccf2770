//! Dates as precise as their source.
//!
//! Differs from CLDR in Vietnamese, whose patterns give `6 tháng 2, 2024` and `Quý 1 năm 2024` where Decree 30/2020 and
//! all officials write `ngày 06 tháng 02 năm 2024` and `Quý I năm 2024`; in Korean quarters (`제 1/4분기`) and Chinese ones
//! (`1季度`). The zero of Vietnamese days and months is data: `{dd}`, and a list of month numerals.

use std::fmt::Write as _;

use super::Locale;
use super::pattern::Pattern;
use super::rules::{DateForm, DatePart, Quarter};
use crate::fact::Date;

/// How much room a date may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// As in a formal document, by itself: `ngày 06 tháng 02 năm 2024`, `Quý I năm 2024`.
    Long,
    /// The same within a sentence: `quý I năm 2024`.
    Within,
    /// As in a table or a card: `06/02/2024`, `Tháng 12/2023`.
    Short,
    /// The same after a label or another word: `tháng 12/2023`.
    ShortWithin,
}

impl DateStyle {
    /// Whether words stand before the date, so that it has no capital of its own.
    pub(super) fn is_within(self) -> bool {
        matches!(self, DateStyle::Within | DateStyle::ShortWithin)
    }

    /// Whether it is as short as in a table.
    pub(super) fn is_short(self) -> bool {
        matches!(self, DateStyle::Short | DateStyle::ShortWithin)
    }
}

impl Locale {
    /// A date in as many parts as it has: a quarter stays a quarter.
    #[must_use]
    pub fn date(&self, date: Date, style: DateStyle) -> String {
        let mut out = String::with_capacity(32);
        self.write_date(&mut out, date, style);
        out
    }

    /// The name of the day of the week; `None` for a date that is no day.
    #[must_use]
    pub fn weekday(&self, date: Date) -> Option<&str> {
        let Date::Day { year, month, day } = date else { return None };
        let day = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        let offset = usize::try_from(day.weekday().to_monday_zero_offset()).ok()?;
        self.rules().date.weekdays.get(offset).map(String::as_str)
    }

    pub(super) fn write_date(&self, out: &mut String, date: Date, style: DateStyle) {
        match date {
            Date::Day { .. } => self.write_form(out, DateForm::Day, style, &[date]),
            Date::Month { .. } => self.write_form(out, DateForm::Month, style, &[date]),
            Date::Half { .. } => self.write_form(out, DateForm::Half, style, &[date]),
            Date::Year(_) => self.write_form(out, DateForm::Year, style, &[date]),
            Date::Quarter { year, quarter } => {
                self.write_quarters(out, Some(year), style, |out, locale| {
                    locale.write_quarter(out, quarter, !style.is_within());
                });
            }
        }
    }

    /// The pattern of a form: of the style, else the long one.
    pub(super) fn form(&self, form: DateForm, style: DateStyle) -> &Pattern<DatePart> {
        let date = &self.rules().date;
        let own = match style {
            DateStyle::Long => None,
            DateStyle::Within => date.within.get(&form),
            DateStyle::Short => date.short.get(&form),
            DateStyle::ShortWithin => date.short_within.get(&form).or_else(|| date.short.get(&form)),
        };
        own.unwrap_or_else(|| date.long.form(form))
    }

    /// Fills a form from one date, or from the two ends of a range.
    pub(super) fn write_form(&self, out: &mut String, form: DateForm, style: DateStyle, dates: &[Date]) {
        let (first, last) = (dates[0], dates[dates.len() - 1]);
        // Of two dates in a table each stands by itself; what stands within words has no capital.
        let inner = if style.is_short() && form == DateForm::Range { style } else { DateStyle::Within };
        self.form(form, style).write(out, |out, part| match part {
            DatePart::Day2 => write_day(out, last, false),
            DatePart::DayPadded2 => write_day(out, last, true),
            DatePart::Month2 => self.write_month(out, last, false),
            DatePart::MonthShort2 => self.write_month(out, last, true),
            DatePart::Year2 => write_number(out, last.year()),
            DatePart::Start => self.write_date(out, first, inner),
            DatePart::End => self.write_date(out, last, inner),
            part => self.write_part(out, part, first),
        });
    }

    fn write_part(&self, out: &mut String, part: DatePart, date: Date) {
        match part {
            DatePart::Day => write_day(out, date, false),
            DatePart::DayPadded => write_day(out, date, true),
            DatePart::Month => self.write_month(out, date, false),
            DatePart::MonthShort => self.write_month(out, date, true),
            DatePart::MonthPadded => write_padded(out, date.first_day().1),
            DatePart::Year => write_number(out, date.year()),
            DatePart::Half => out.push_str(&self.rules().date.halves[usize::from(half(date) - 1)]),
            DatePart::HalfNumber => write_number(out, half(date).into()),
            // The second date is filled by `write_form`, quarters by `write_quarters`.
            _ => {}
        }
    }

    fn write_month(&self, out: &mut String, date: Date, short: bool) {
        let rules = &self.rules().date;
        let names = rules.months_short.as_ref().filter(|_| short).unwrap_or(&rules.months);
        out.push_str(&names[usize::from(date.first_day().1 - 1)]);
    }

    /// Writes what `quarters` writes, with the year when there is one.
    pub(super) fn write_quarters(
        &self,
        out: &mut String,
        year: Option<i16>,
        style: DateStyle,
        quarters: impl Fn(&mut String, &Locale),
    ) {
        let form = if year.is_some() { DateForm::QuartersOfYear } else { DateForm::Quarters };
        self.form(form, style).write(out, |out, part| match (part, year) {
            (DatePart::Quarters, _) => quarters(out, self),
            (DatePart::Year, Some(year)) => write_number(out, year),
            _ => {}
        });
    }

    /// Writes one quarter; only the `first` of a list that stands by itself may begin with a capital.
    pub(super) fn write_quarter(&self, out: &mut String, quarter: u8, first: bool) {
        let rules = &self.rules().date.quarter;
        let pattern = if first { &rules.first } else { rules.next.as_ref().unwrap_or(&rules.first) };
        pattern.write(out, |out, Quarter::Name| out.push_str(&rules.names[usize::from(quarter - 1)]));
    }
}

fn half(date: Date) -> u8 {
    if date.first_day().1 <= 6 { 1 } else { 2 }
}

fn write_day(out: &mut String, date: Date, padded: bool) {
    let day = date.first_day().2;
    if padded { write_padded(out, day) } else { write_number(out, day.into()) }
}

fn write_padded(out: &mut String, number: u8) {
    if number < 10 {
        out.push('0');
    }
    write_number(out, number.into());
}

fn write_number(out: &mut String, number: i16) {
    write!(out, "{number}").expect("a string takes what is written to it");
}
