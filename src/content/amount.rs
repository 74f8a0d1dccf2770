//! A figure in a record → its number, with what stands beside it: a unit, a claim, a source.

use super::field::{FieldType, scale};
use super::form::RANK;
use super::meant;
use super::measure;
use super::read::{APPROX, Reader};
use super::tell::tell;
use super::value::{Figure, Number, Value};
use crate::base::{PerLang, SourceSpan, nearest};
use crate::data::{self, Fields, Node, Table, wrong_value};
use crate::diag::Diagnostic;
use crate::fact::{Amount, Approx, Decimal, Money, Quantity};
use crate::locale::written;

impl Reader<'_> {
    pub(super) fn figure(&mut self, key: &str, kind: &FieldType, node: &Node) -> Option<Value> {
        let mut figure = match &node.value {
            data::TomlValue::Table(table) if self.ends_apart(key, kind, table, node) => return None,
            data::TomlValue::Table(table) => self.figure_table(key, kind, table, node)?,
            _ => {
                let amount = Amount::One(self.number_of(key, kind, node)?);
                let note = PerLang::default();
                Figure {
                    number: number(kind, amount),
                    unit: None,
                    per: Vec::new(),
                    as_of: None,
                    source: None,
                    note,
                }
            }
        };
        self.check_figure(key, kind, &mut figure, node).then(|| Value::Figure(Box::new(figure)))
    }

    fn check_figure(&mut self, key: &str, kind: &FieldType, figure: &mut Figure, node: &Node) -> bool {
        let amount = match &figure.number {
            Number::Quantity(quantity) => quantity.amount,
            Number::Money(money) => money.amount,
        };
        let is_whole = matches!(kind, FieldType::Integer)
            || matches!(&figure.number, Number::Quantity(quantity) if quantity.unit == RANK);
        if is_whole && !(amount.low().is_integer() && amount.high().is_integer()) {
            self.diagnostics.push(wrong_value(key, "number with decimals", "whole number", self.place(node)));
            return false;
        }
        if matches!(&figure.number, Number::Quantity(quantity) if quantity.unit == RANK)
            && amount.low() < Decimal::ONE
        {
            let wrong = Diagnostic::error("rank-form", self.place(node)).with("key", key);
            self.diagnostics.push(wrong.with("value", amount.low()).help("count"));
            return false;
        }
        if let Number::Money(money) = &figure.number
            && money.currency.is_empty()
        {
            let missing = Diagnostic::error("no-currency", self.place(node)).with("key", key);
            self.diagnostics.push(missing.help("add"));
            return false;
        }
        if amount.low() < Decimal::ZERO && never_negative(&figure.number) {
            let negative = Diagnostic::warning("negative", self.place(node)).with("key", key);
            self.diagnostics.push(negative.help("sign"));
        }
        if amount.low() > amount.high() {
            let order = Diagnostic::error("range-order", self.place(node)).with("key", key);
            self.diagnostics.push(order.help("exchange"));
            return false;
        }
        true
    }

    fn figure_table(&mut self, key: &str, kind: &FieldType, table: &Table, node: &Node) -> Option<Figure> {
        let mut fields = Fields::new(table, self.path, node.span);
        let amount = self.amount(&mut fields, key, kind, (table, node));
        let mut number = number(kind, amount.unwrap_or(Amount::One(Decimal::ZERO)));
        let approx = self.approx(&mut fields);
        let mut per = Vec::new();
        match &mut number {
            Number::Quantity(quantity) => {
                quantity.approx = approx;
                if let FieldType::Quantity { .. } = kind
                    && let Some(unit) = fields.text("unit")
                {
                    quantity.unit = unit.to_owned();
                    self.measured(kind, unit, fields.peek("unit"));
                }
            }
            Number::Money(money) => {
                money.approx = approx;
                per = self.money_words(&mut fields, money);
            }
        }
        let unit = if matches!(number, Number::Money(_)) { "currency" } else { "unit" };
        let unit = fields.peek(unit).map(|node| self.place(node));
        let as_of = fields.node("as_of").and_then(|node| self.date_of("as_of", node));
        let source = self.source(&mut fields);
        let note = fields.localised("note", self.languages);
        fields.finish(&mut self.diagnostics);
        amount.map(|_| Figure { number, unit, per, as_of, source, note })
    }

    /// Reports a unit in which nothing of the kind of the field's own unit is measured.
    fn measured(&mut self, kind: &FieldType, unit: &str, node: Option<&Node>) {
        let FieldType::Quantity { unit: Some(own) } = kind else { return };
        if let (Some(node), false) = (node, measure::alike(own, unit)) {
            self.diagnostics.push(measure::other(own, unit, self.place(node)));
        }
    }

    /// The currency, the scale and the units of a price; where each unit stands.
    fn money_words(&mut self, fields: &mut Fields<'_>, money: &mut Money) -> Vec<SourceSpan> {
        if let Some(currency) = fields.text("currency") {
            money.currency = currency.to_owned();
        }
        if let Some(text) = fields.text("scale") {
            match scale(text) {
                Some(scale) => money.scale = scale,
                None => {
                    let node = fields.node("scale").expect("its text was just read").clone();
                    self.no_scale(&node, text);
                }
            }
        }
        let per = fields.texts("per");
        let places = per.iter().map(|(_, span)| fields.place(*span)).collect();
        money.per = per.into_iter().map(|(unit, _)| unit).collect();
        places
    }

    /// A number that stands in a table beside what is known of it.
    fn part(&mut self, key: &str, kind: &FieldType, node: &Node, table: &Table) -> Option<Decimal> {
        let before = self.diagnostics.len();
        let number = self.number(key, node);
        if let (data::TomlValue::Text(text), None) = (&node.value, number)
            && self.diagnostics.get(before).is_some_and(|wrong| wrong.help == Some("form"))
            && let Some(meant) = meant::part(key, kind, text, table)
        {
            let wrong = self.diagnostics.remove(before);
            self.diagnostics.insert(before, tell(wrong, meant, "beside"));
        }
        number
    }

    fn amount(
        &mut self,
        fields: &mut Fields<'_>,
        key: &str,
        kind: &FieldType,
        (table, node): (&Table, &Node),
    ) -> Option<Amount> {
        let (value, min, max) = (fields.node("value"), fields.node("min"), fields.node("max"));
        match (value, min, max) {
            (Some(value), None, None) => Some(Amount::One(self.part("value", kind, value, table)?)),
            (None, Some(min), Some(max)) => {
                let (low, high) = (self.part("min", kind, min, table)?, self.part("max", kind, max, table)?);
                Some(if low == high { Amount::One(low) } else { Amount::Range(low, high) })
            }
            _ => {
                self.form(key, node, "figure-form");
                None
            }
        }
    }

    fn approx(&mut self, fields: &mut Fields<'_>) -> Option<Approx> {
        let text = fields.text("approx")?;
        Some(match text {
            "about" => Approx::About,
            "nearly" => Approx::Nearly,
            "more-than" => Approx::MoreThan,
            "less-than" => Approx::LessThan,
            "up-to" => Approx::UpTo,
            _ => {
                let span = fields.node("approx")?.span;
                let place = fields.place(span);
                let unknown =
                    Diagnostic::error("unknown-value", place).with("value", text).with("key", "approx");
                let near = written::claim(text).map(meant::claim_name);
                let near = near.or_else(|| nearest(text, APPROX.iter().copied()));
                self.diagnostics.push(unknown.with("allowed", APPROX.join(", ")).near_or(near, "allowed"));
                return None;
            }
        })
    }
}

/// Whether there is no less than nothing of it: land, a way, a sum of money.
fn never_negative(number: &Number) -> bool {
    match number {
        Number::Money(_) => true,
        Number::Quantity(quantity) => {
            measure::alike_known("ha", &quantity.unit) || measure::alike_known("m", &quantity.unit)
        }
    }
}

fn number(kind: &FieldType, amount: Amount) -> Number {
    match kind {
        FieldType::Money { currency, scale } => Number::Money(Money {
            amount,
            scale: *scale,
            currency: currency.clone().unwrap_or_default(),
            per: Vec::new(),
            approx: None,
        }),
        FieldType::Quantity { unit } => {
            Number::Quantity(Quantity { amount, unit: unit.clone().unwrap_or_default(), approx: None })
        }
        FieldType::Percent => Number::Quantity(Quantity { amount, unit: "percent".to_owned(), approx: None }),
        _ => Number::Quantity(Quantity { amount, unit: String::new(), approx: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;
    use crate::diag::Severity;

    /// The codes of what is said of a figure of this kind.
    fn said(kind: &FieldType, value: &str) -> Vec<&'static str> {
        let path = SourcePath::new("a.toml");
        let table = data::parse(&format!("n = {value}"), &path, 0).value;
        let mut reader = Reader { path: &path, languages: &[], diagnostics: Vec::new() };
        let node = table.get("n").expect("it was written");
        let figure = reader.figure("n", kind, node);
        let codes: Vec<&'static str> = reader.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(
            figure.is_none(),
            reader.diagnostics.iter().any(|found| found.severity == Severity::Error),
            "{codes:?}"
        );
        codes
    }

    #[test]
    fn what_is_counted_has_no_decimals_at_either_end() {
        for whole in ["3", "{ value = 3 }", "{ min = 1, max = 3 }", "{ min = \"1.0\", max = 3 }"] {
            assert!(said(&FieldType::Integer, whole).is_empty(), "{whole}");
        }
        for broken in ["2.5", "{ value = 2.5 }", "{ min = 1, max = 2.5 }", "{ min = 0.5, max = 2 }"] {
            assert_eq!(said(&FieldType::Integer, broken), ["wrong-type"], "{broken}");
        }
        assert!(said(&FieldType::Decimal, "{ min = 0.5, max = 2 }").is_empty());
    }

    #[test]
    fn a_range_goes_from_the_less_to_the_more() {
        assert_eq!(said(&FieldType::Decimal, "{ min = 3, max = 2 }"), ["range-order"]);
        assert!(said(&FieldType::Decimal, "{ min = 2, max = 2 }").is_empty());
        let land = FieldType::Quantity { unit: Some("ha".to_owned()) };
        assert_eq!(said(&land, "-1"), ["negative"]);
        assert!(said(&land, "0").is_empty() && said(&FieldType::Decimal, "-1").is_empty());
    }
}
