//! What a value that was refused can only have meant, in the form in which the file takes it.
//!
//! Everything given here is accepted when it is written, and says what the author's words said; a test holds that.

use super::field::FieldType;
use super::form::{is_email, is_phone, is_url, looks_like_thousands};
use super::measure;
use crate::base::{is_scheme, meant_address};
use crate::data::{Node, Table, TomlValue, quoted};
use crate::fact::{Amount, Approx, Date, Decimal, Period, Scale};
use crate::locale::written::{self, FigureReading, WrittenFigure};

/// How a figure is to be written.
pub(super) enum MeantFigure {
    /// Like this.
    Form(String),
    /// Like this, because the figures of the field are in this scale and currency.
    Scaled { form: String, scale: &'static str, currency: String },
    /// In one of two ways, by what a mark means.
    Two { decimal: String, thousands: String },
    /// A sum with its currency but no word such as `triệu`: in the scale of the field, or in whole units.
    Unscaled { sum: Box<MeantFigure>, whole: String, scale: &'static str, currency: String },
}

/// How an amount is written, with the keys that stand beside it.
type AmountForm<'f> = &'f dyn Fn(&Amount, &[(&'static str, String)]) -> Option<String>;

/// How the figure in a text is written where figures of `kind` stand.
pub(super) fn figure(kind: &FieldType, text: &str) -> Option<MeantFigure> {
    meant(kind, text, &|amount, also| toml(kind, amount, also))
}

/// How a number is written that stands as `key` in a table with words around it: `value = "100", approx = "about"`.
/// What the table says already is not said again.
pub(super) fn part(key: &str, kind: &FieldType, text: &str, table: &Table) -> Option<MeantFigure> {
    let kind = &told(kind, table);
    meant(kind, text, &|amount, also| {
        let twice = |name: &str| table.get(name).is_some();
        if also.iter().any(|(name, _)| *name != "approx" && twice(name)) {
            return None;
        }
        let also: Vec<_> = also.iter().filter(|(name, _)| !twice(name)).cloned().collect();
        let form = match amount {
            Amount::One(value) => format!("{key} = {}", digits(*value)),
            Amount::Range(..) if key != "value" => return None,
            Amount::Range(low, high) => format!("min = {}, max = {}", digits(*low), digits(*high)),
        };
        Some(form + &beside(&also))
    })
}

/// The type of a figure whose table says its own unit, currency or scale.
fn told(kind: &FieldType, table: &Table) -> FieldType {
    let own = |key: &str| match table.get(key) {
        Some(Node { value: TomlValue::Text(text), .. }) => Some(text.clone()),
        _ => None,
    };
    match kind {
        FieldType::Money { currency, scale } => FieldType::Money {
            currency: own("currency").or_else(|| currency.clone()),
            scale: own("scale").and_then(|scale| super::field::scale(&scale)).unwrap_or(*scale),
        },
        FieldType::Quantity { unit } => FieldType::Quantity { unit: own("unit").or_else(|| unit.clone()) },
        kind => kind.clone(),
    }
}

fn meant(kind: &FieldType, text: &str, write: AmountForm<'_>) -> Option<MeantFigure> {
    let reading = written::figure(text)?;
    let one = match &reading {
        FigureReading::One(one) | FigureReading::Two { thousands: one, .. } => one,
    };
    let sum = match &reading {
        FigureReading::One(one) => MeantFigure::Form(form(kind, one, one.scaled, write)?),
        FigureReading::Two { decimal, thousands } => MeantFigure::Two {
            decimal: form(kind, decimal, decimal.scaled, write)?,
            thousands: form(kind, thousands, thousands.scaled, write)?,
        },
    };
    let FieldType::Money { scale, currency: Some(currency) } = kind else { return Some(sum) };
    if *scale == Scale::One {
        return Some(sum);
    }
    let (scale, currency) = (scale_name(*scale), one.currency.unwrap_or(currency).to_owned());
    Some(match sum {
        MeantFigure::Form(form) if one.scaled => MeantFigure::Scaled { form, scale, currency },
        // `350 USD` where others write `350` for 350 million: only its author knows.
        sum if !one.scaled && one.currency.is_some() => match form(kind, one, true, write) {
            Some(whole) => MeantFigure::Unscaled { sum: Box::new(sum), whole, scale, currency },
            None => sum,
        },
        sum => sum,
    })
}

/// A scale by its name in TOML.
pub(super) fn scale_name(scale: Scale) -> &'static str {
    match scale {
        Scale::One => "one",
        Scale::Thousand => "thousand",
        Scale::Million => "million",
        Scale::Billion => "billion",
        Scale::Trillion => "trillion",
    }
}

/// A claim by its name in TOML.
pub(super) fn claim_name(claim: Approx) -> &'static str {
    match claim {
        Approx::About => "about",
        Approx::Nearly => "nearly",
        Approx::MoreThan => "more-than",
        Approx::LessThan => "less-than",
        Approx::UpTo => "up-to",
    }
}

/// The form of a figure that is in `units`, whole ones; else a sum of money is in the scale of its field.
fn form(kind: &FieldType, written: &WrittenFigure, units: bool, write: AmountForm<'_>) -> Option<String> {
    let mut amount = written.amount;
    let mut also = Vec::new();
    let bare = written.unit.is_none() && written.currency.is_none() && written.per.is_empty();
    match kind {
        FieldType::Money { currency, scale } => {
            if units {
                amount = in_scale(amount, *scale)?;
            }
            if let Some(code) = written.currency.filter(|code| currency.as_deref() != Some(*code)) {
                also.push(("currency", quoted(code)));
            }
            if !written.per.is_empty() {
                let per: Vec<String> = written.per.iter().map(|unit| quoted(unit)).collect();
                also.push(("per", format!("[{}]", per.join(", "))));
            }
            if written.unit.is_some() || (currency.is_none() && written.currency.is_none()) {
                return None;
            }
        }
        FieldType::Quantity { unit } => {
            if let Some(code) = written.unit.filter(|code| unit.as_deref() != Some(*code)) {
                if !unit.as_deref().is_none_or(|unit| measure::alike(unit, code)) {
                    return None;
                }
                also.push(("unit", quoted(code)));
            }
            if written.currency.is_some() || !written.per.is_empty() {
                return None;
            }
        }
        FieldType::Percent if written.unit == Some("percent") && written.currency.is_none() => {}
        FieldType::Integer if !(amount.low().is_integer() && amount.high().is_integer()) => return None,
        // The label of such a field says what is counted.
        FieldType::Integer | FieldType::Decimal if written.currency.is_none() && written.per.is_empty() => {}
        FieldType::Percent if bare => {}
        // A number inside a table, which has keys of its own for all else.
        FieldType::Unknown if bare && !written.scaled && written.approx.is_none() => {}
        _ => return None,
    }
    if let Some(claim) = written.approx {
        also.push(("approx", quoted(claim_name(claim))));
    }
    write(&amount, &also)
}

fn toml(kind: &FieldType, amount: &Amount, also: &[(&'static str, String)]) -> Option<String> {
    Some(match amount {
        Amount::One(value) if also.is_empty() => digits(*value),
        Amount::One(value) => format!("{{ value = {}{} }}", digits(*value), beside(also)),
        Amount::Range(..) if *kind == FieldType::Unknown => return None,
        Amount::Range(low, high) => {
            format!("{{ min = {}, max = {}{} }}", digits(*low), digits(*high), beside(also))
        }
    })
}

/// Keys and values after others.
fn beside(also: &[(&'static str, String)]) -> String {
    also.iter().map(|(key, value)| format!(", {key} = {value}")).collect()
}

/// The same sum in a scale, if it can be said in it exactly.
fn in_scale(amount: Amount, scale: Scale) -> Option<Amount> {
    let over = |value: Decimal| {
        let scaled = value.checked_div(scale.factor())?;
        (scaled.checked_mul(scale.factor()) == Some(value)).then(|| scaled.normalize())
    };
    Some(match amount {
        Amount::One(value) => Amount::One(over(value)?),
        Amount::Range(low, high) => Amount::Range(over(low)?, over(high)?),
    })
}

/// A number as it is written, so that nobody takes three decimals for thousands.
pub(super) fn digits(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    if looks_like_thousands(&plain) { format!("\"{plain}0\"") } else { format!("\"{plain}\"") }
}

/// A value as TOML writes it, if it is a single one.
pub(super) fn single(node: &Node) -> Option<String> {
    match &node.value {
        TomlValue::Text(text) => Some(quoted(text)),
        TomlValue::Number(digits) => Some(digits.clone()),
        TomlValue::Date(date) => Some(date.clone()),
        TomlValue::Flag(flag) => Some(flag.to_string()),
        TomlValue::List(_) | TomlValue::Table(_) => None,
    }
}

/// What a list was meant to be where one value is wanted: its only element, or the ends of a range.
pub(super) fn unlisted(kind: &FieldType, items: &[Node]) -> Option<String> {
    let number = |node: &Node| match &node.value {
        TomlValue::Number(text) | TomlValue::Text(text) => super::parse_decimal(text),
        _ => None,
    };
    match items {
        [only] => single(only),
        [first, last] if *kind == FieldType::Period => {
            let end = |node: &Node| match &node.value {
                TomlValue::Text(text) | TomlValue::Date(text) | TomlValue::Number(text) => {
                    Date::parse(text.trim()).or_else(|| written::date(text))
                }
                _ => None,
            };
            let (first, last) = (end(first)?.iso(), end(last)?.iso());
            let form = format!("{first}..{last}");
            Period::parse(&form).map(|_| quoted(&form))
        }
        [low, high] if kind.is_figure() => {
            let (low, high) = (number(low)?, number(high)?);
            (low < high).then(|| format!("{{ min = {}, max = {} }}", digits(low), digits(high)))
        }
        _ => None,
    }
}

/// Coordinates that were written as one text: `20.8648, 106.6834`, `20°51'53"N 106°41'00"E`.
pub(super) fn position(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('(').trim_end_matches(')');
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if text.contains('°') {
        return crate::geo::dms(text).is_ok().then(|| format!("{{ dms = {} }}", quoted(text)));
    }
    let (lat, lon) = text.split_once([',', ';', ' '])?;
    let degrees = |text: &str| super::parse_decimal(text.trim()).filter(|value| value.scale() > 0);
    let (lat, lon) = (degrees(lat)?, degrees(lon)?);
    Some(format!("{{ lat = \"{lat}\", lon = \"{lon}\" }}"))
}

/// Coordinates that were written as a list: `[20.8648, 106.6834]`.
pub(super) fn listed_position(items: &[Node]) -> Option<String> {
    let [first, second] = items else { return None };
    let degrees = |node: &Node| match &node.value {
        TomlValue::Number(text) | TomlValue::Text(text) => super::parse_decimal(text.trim()),
        _ => None,
    };
    let (first, second) = (degrees(first)?, degrees(second)?);
    // Machines put the longitude first; which is which is plain where one of them is beyond 90.
    let (lat, lon) = match crate::geo::Position::new(first, second) {
        Ok(_) => (first, second),
        Err(_) => crate::geo::Position::new(second, first).map(|_| (second, first)).ok()?,
    };
    Some(format!("{{ lat = \"{lat}\", lon = \"{lon}\" }}"))
}

/// The path of a whole address, from its first slash: `/vi/cu/` of `https://example.vn/vi/cu/`.
pub(crate) fn own_path(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let path = rest.find('/').map(|at| &rest[at..])?;
    is_scheme(scheme).then(|| path.split(['?', '#']).next().unwrap_or(path).to_owned())
}

/// A web address with the scheme that it lacks or that is misspelt, and a host that can be one.
pub(crate) fn url(text: &str) -> Option<String> {
    meant_address(text).filter(|url| is_url(url))
}

/// The one mail address in a text.
pub(crate) fn email(text: &str) -> Option<String> {
    let text = text.replace('＠', "@").replace("mailto:", "");
    let words = text.split(|c: char| c.is_whitespace() || "<>,;()[]".contains(c));
    let mut found = words.map(|word| word.trim_end_matches('.')).filter(|word| is_email(word));
    found.next().filter(|_| found.next().is_none()).map(str::to_owned)
}

/// Calling codes of the countries whose offices write numbers without them, by the language that they write in.
const COUNTRIES: &[(&str, &str)] = &[("vi", "84"), ("ja", "81"), ("ko", "82"), ("zh", "86")];

/// A telephone number as it is dialled from abroad. What is dialled at home is taken to be of the country whose language
/// the site is written in.
pub(crate) fn phone(text: &str, language: &str) -> Option<String> {
    let text = text.replace("(0)", "");
    if text.contains(|c: char| !(c.is_ascii_digit() || " .-()+\u{a0}–".contains(c))) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let country = COUNTRIES.iter().find(|(code, _)| *code == language).map(|(_, number)| *number);
    let abroad =
        text.trim().starts_with('+').then_some(digits.as_str()).or_else(|| digits.strip_prefix("00"));
    let whole = match (abroad, country) {
        (Some(abroad), _) => abroad.to_owned(),
        (None, Some(country)) => match digits.strip_prefix('0') {
            Some(own) => format!("{country}{own}"),
            None => digits.clone(),
        },
        (None, None) => return None,
    };
    let country = country.filter(|country| whole.starts_with(country)).unwrap_or_default();
    let own = whole[country.len()..].trim_start_matches('0');
    // At home, a number has nine or ten digits after its zero.
    let known = abroad.is_some() || (!country.is_empty() && (8..=11).contains(&own.len()));
    Some(format!("+{country}{own}")).filter(|number| known && is_phone(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_are_mended_only_where_nothing_is_guessed() {
        for (text, meant) in [
            ("www.haiphong.gov.vn", Some("https://www.haiphong.gov.vn")),
            ("haiphong.gov.vn/vi?x=1", Some("https://haiphong.gov.vn/vi?x=1")),
            ("htpp://a.vn/x", Some("http://a.vn/x")),
            ("https://a,vn/x", Some("https://a.vn/x")),
            ("hhttps://a.vn", Some("https://a.vn")),
            ("https//a.vn", Some("https://a.vn")),
            ("http:/a.vn", Some("http://a.vn")),
            ("https: //a.vn", Some("https://a.vn")),
            ("ftp://a.vn", None),
            ("Cổng thông tin", None),
            ("so@haiphong.gov.vn", None),
            ("báo cáo.pdf a", None),
        ] {
            assert_eq!(url(text).as_deref(), meant, "{text}");
        }
        for (text, meant) in [
            ("0225 3842 894", Some("+842253842894")),
            ("(0225) 3842.894", Some("+842253842894")),
            ("+84 (0) 225 3842894", Some("+842253842894")),
            ("84-225-3842894", Some("+842253842894")),
            ("0084 225 3842894", Some("+842253842894")),
            ("+81 3 1234 5678", Some("+81312345678")),
            ("0225 3842894 máy lẻ 12", None),
            ("113", None),
        ] {
            assert_eq!(phone(text, "vi").as_deref(), meant, "{text}");
        }
        assert_eq!(phone("0225 3842894", "fr"), None);
        assert_eq!(email("Email: so@haiphong.gov.vn.").as_deref(), Some("so@haiphong.gov.vn"));
        assert_eq!(email("<mailto:a@b.vn>").as_deref(), Some("a@b.vn"));
        assert_eq!(email("a@b.vn, c@d.vn"), None);
    }
}
