//! Figures with a unit: `401 ha`, `22,540人`, `30 개 대표단`.

use icu_plurals::PluralCategory;

use super::Locale;
use super::rules::Unit;
use crate::fact::{Amount, Quantity};

impl Locale {
    /// A figure with its unit; a range has the unit once unless the unit's rule says otherwise.
    ///
    /// A unit that no rule knows is written as its code.
    #[must_use]
    pub fn quantity(&self, quantity: &Quantity) -> String {
        let mut out = String::with_capacity(32);
        self.write_approx(&mut out, quantity.approx, |out| {
            self.write_quantity(out, &quantity.amount, &quantity.unit);
        });
        out
    }

    /// Whether a rule of this language or of its chain names the unit.
    #[must_use]
    pub fn knows_unit(&self, code: &str) -> bool {
        self.rules().unit.contains_key(code)
    }

    /// The codes of all units that have a name, in order: what an author may have meant.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        self.rules().unit.keys().map(String::as_str)
    }

    /// The name of a unit where it stands without a number, as in the head of a column.
    #[must_use]
    pub fn unit_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.rules().unit.get(code).map_or(code, |unit| &unit.other)
    }

    /// The name of a unit in a price: `tháng` in `USD/m²/tháng`.
    pub(super) fn unit_per<'a>(&'a self, code: &'a str) -> &'a str {
        let Some(unit) = self.rules().unit.get(code) else { return code };
        unit.per.as_ref().or(unit.one.as_ref()).unwrap_or(&unit.other)
    }

    pub(super) fn write_quantity(&self, out: &mut String, amount: &Amount, code: &str) {
        if code.is_empty() {
            return self.write_amount(out, amount);
        }
        let rules = self.rules();
        let unit = rules.unit.get(code);
        let space = unit.and_then(|unit| unit.space.as_ref()).unwrap_or(&rules.number.unit_space);
        let name = |amount: &Amount| unit.map_or(code, |unit| self.unit_form(unit, amount));
        if unit.is_some_and(|unit| unit.repeat) {
            rules.number.write_ends(out, amount, |out, value| {
                let value = Amount::One(value);
                out.push_str(unit.map_or("", |unit| &unit.before));
                self.write_amount(out, &value);
                out.push_str(space);
                out.push_str(name(&value));
            });
        } else {
            out.push_str(unit.map_or("", |unit| &unit.before));
            self.write_amount(out, amount);
            out.push_str(space);
            out.push_str(name(amount));
        }
    }

    /// The form of a unit's name after an amount; after a range, the form for its upper end.
    fn unit_form<'u>(&self, unit: &'u Unit, amount: &Amount) -> &'u str {
        if !unit.inflects() {
            return &unit.other;
        }
        let rules = self.plural_rules();
        unit.form(if unit.ordinal { rules.ordinal(amount.high()) } else { rules.category(amount.high()) })
    }
}

impl Unit {
    fn inflects(&self) -> bool {
        [&self.zero, &self.one, &self.two, &self.few, &self.many].into_iter().any(Option::is_some)
    }

    fn form(&self, category: PluralCategory) -> &str {
        let form = match category {
            PluralCategory::Zero => &self.zero,
            PluralCategory::One => &self.one,
            PluralCategory::Two => &self.two,
            PluralCategory::Few => &self.few,
            PluralCategory::Many => &self.many,
            PluralCategory::Other => &None,
        };
        form.as_ref().unwrap_or(&self.other)
    }
}
