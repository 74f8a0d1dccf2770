//! How a list is filtered by a field, as a schema declares it.

use super::parse_decimal;
use crate::data::{Fields, TomlValue};
use crate::fact::Decimal;

/// How a list is filtered by a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// One page per value.
    Values,
    /// One page per range between these bounds.
    Bounds(Vec<Decimal>),
}

pub(super) fn facet(fields: &mut Fields<'_>) -> Option<Facet> {
    let node = fields.node("facet")?;
    match &node.value {
        TomlValue::Flag(true) => Some(Facet::Values),
        TomlValue::Flag(false) => None,
        TomlValue::List(items) => {
            let bounds = items.iter().map(|item| match &item.value {
                TomlValue::Text(digits) | TomlValue::Number(digits) => parse_decimal(digits),
                _ => None,
            });
            match bounds.collect::<Option<Vec<Decimal>>>() {
                Some(bounds) if bounds.is_sorted_by(|low, high| low < high) => Some(Facet::Bounds(bounds)),
                _ => {
                    fields.wrong_type("facet", node, "list of rising numbers");
                    None
                }
            }
        }
        _ => {
            fields.wrong_type("facet", node, "true/false");
            None
        }
    }
}
