//! What search results can be narrowed by. Schemas say it already: fields that filter lists filter results too, those of several
//! collections as one where they ask for the same.

use indexmap::IndexMap;
use rust_decimal::prelude::ToPrimitive;

use crate::content::{Collection, Facet, Fact, Field, FieldType, Name, Number, Value};
use crate::fact::{Decimal, Scale};
use crate::site::Site;

/// How many whole numbers of the index are one hectare, kilometre, million.
pub(super) const FINE: u32 = 100;

/// Fields by whose values results can be narrowed.
#[derive(Clone, Debug)]
pub(super) struct Criterion<'s> {
    /// The vocabulary, the collection or the field that the values are of.
    pub(super) name: String,
    /// The first of the fields, with its name.
    pub(super) first: (&'s str, &'s Field),
}

/// Figures between which results can be asked for.
#[derive(Clone, Debug)]
pub(super) struct Measure<'s> {
    /// The unit or currency, in small letters: `ha`, `usd`.
    pub(super) name: String,
    /// The same as declared.
    pub(super) unit: String,
    /// Whether it is a sum, which is counted in millions.
    pub(super) is_money: bool,
    /// The first of the fields, with its name.
    pub(super) first: (&'s str, &'s Field),
    /// Where a distance leads to.
    pub(super) to: Option<&'s Name>,
}

/// What the results of a site can be narrowed to, in the order of its collections.
pub(super) fn criteria(site: &Site) -> Vec<Criterion<'_>> {
    let mut found: IndexMap<&str, (&str, &Field)> = IndexMap::new();
    for (name, field) in fields(site) {
        if let Some(kind) = kind_of(name, field) {
            found.entry(kind).or_insert((name, field));
        }
    }
    found.into_iter().map(|(name, first)| Criterion { name: name.to_owned(), first }).collect()
}

/// The measures of a site, in the order of its collections.
pub(super) fn measures(site: &Site) -> Vec<Measure<'_>> {
    let mut found: IndexMap<String, Measure<'_>> = IndexMap::new();
    for (name, field) in fields(site) {
        let Some((unit, is_money, to)) = measured(field) else { continue };
        let key = unit.to_lowercase();
        let measure =
            || Measure { name: key.clone(), unit: unit.to_owned(), is_money, first: (name, field), to };
        found.entry(key.clone()).or_insert_with(measure);
    }
    found.into_values().collect()
}

fn fields(site: &Site) -> impl Iterator<Item = (&str, &Field)> {
    let collections = site.content.collections.values();
    collections.flat_map(|collection| collection.fields.iter().map(|(name, field)| (name.as_str(), field)))
}

/// What the values of a field are of, where lists can be filtered by them.
pub(super) fn kind_of<'f>(name: &'f str, field: &'f Field) -> Option<&'f str> {
    if field.facet != Some(Facet::Values) {
        return None;
    }
    match field.kind.one() {
        FieldType::Term { vocabulary } => Some(vocabulary),
        FieldType::Ref { to: Some(collection) } => Some(collection),
        FieldType::Place { .. } => Some("places"),
        FieldType::Enum { .. } => Some(name),
        _ => None,
    }
}

/// The unit of a field whose figures are compared, whether it is money, and where distances lead to.
fn measured(field: &Field) -> Option<(&str, bool, Option<&Name>)> {
    match (&field.kind, &field.facet) {
        (FieldType::Quantity { unit: Some(unit) }, Some(Facet::Bounds(_))) => Some((unit, false, None)),
        (FieldType::Money { currency: Some(currency), .. }, Some(Facet::Bounds(_))) => {
            Some((currency, true, None))
        }
        (FieldType::Distances { to, .. }, _) if to.len() == 1 => Some(("km", false, to.first())),
        _ => None,
    }
}

impl Measure<'_> {
    /// The figure among the facts of a record that this measure compares, in hundredths.
    pub(super) fn figure(&self, collection: &Collection, facts: &IndexMap<String, Fact>) -> Option<u64> {
        let fields = collection.fields.iter().filter(|(_, field)| self.is_of(field));
        let mut figures = fields.filter_map(|(name, _)| match &facts.get(name)?.value {
            Value::Figure(figure) => self.amount(&figure.number),
            _ => None,
        });
        figures.next().and_then(fine)
    }

    fn is_of(&self, field: &Field) -> bool {
        let same = |unit: &str| unit.eq_ignore_ascii_case(&self.unit);
        measured(field).is_some_and(|(unit, is_money, _)| same(unit) && is_money == self.is_money)
    }

    /// An amount in the unit of this measure, and sums in millions; `None` for one in another.
    fn amount(&self, number: &Number) -> Option<Decimal> {
        match number {
            Number::Quantity(quantity) if quantity.unit == self.unit => Some(quantity.amount.low()),
            Number::Money(money) if money.currency == self.unit && money.per.is_empty() => {
                money.amount.low().checked_mul(money.scale.factor())?.checked_div(Scale::Million.factor())
            }
            _ => None,
        }
    }
}

/// A figure in hundredths, rounded.
pub(super) fn fine(figure: Decimal) -> Option<u64> {
    figure.checked_mul(Decimal::from(FINE))?.round().to_u64()
}
