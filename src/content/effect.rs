//! Which facts decide on more than what is shown of their record.

use super::collection::Collection;
use super::field::{Field, FieldType};

impl Collection {
    /// Whether a fact of this field is shown where the record is, and decides on nothing besides: no order, no filter, no
    /// address, no map, no mention of another record. Whatever declares that a field decides on something is named here, so
    /// that a new declaration does not compile before it has been considered.
    #[must_use]
    pub fn only_shows(&self, field: &str) -> bool {
        #[rustfmt::skip]
        let Collection {
            order, date, group, contact, fields,
            name: _, path: _, title: _, singular: _, segment: _, required: _, table: _, template: _, schema_org: _, page_size: _,
            search: _, menu: _, pages: _, list: _, feed: _, data: _, archive: _, codes: _, maps: _, stale_after: _, groups: _,
            declared: _,
        } = self;
        let is_key = order.iter().any(|key| key.field == field);
        let is_named = [date, group, contact].into_iter().flatten().any(|named| named == field);
        let declared = fields.get(field);
        // Each table of a data set is a file of its own.
        let is_file = |kind: &FieldType| self.is_data_set() && matches!(kind, FieldType::Table(_));
        let shows = |field: &Field| field.facet.is_none() && field.kind.is_plain() && !is_file(&field.kind);
        !is_key && !is_named && declared.is_some_and(shows)
    }
}

impl FieldType {
    /// Whether its values say something of their record alone, and nothing of what it names, where it is or how to reach it.
    fn is_plain(&self) -> bool {
        use FieldType::{
            Date, Decimal, Distances, Email, Enum, File, Flag, Image, Integer, List, Markdown, Money,
            Percent, Period, Phone, Place, Quantity, Ref, Table, Term, Text, Unknown, Url,
        };
        match self {
            Integer | Decimal | Percent | Money { .. } | Quantity { .. } | Date | Period => true,
            Enum { .. } | Url | File | Image | Flag | Text | Markdown => true,
            Email | Phone | Place { .. } | Distances { .. } | Ref { .. } | Term { .. } | Unknown => false,
            List(of) => of.is_plain(),
            Table(columns) => columns.iter().all(|(_, column)| column.kind.is_plain()),
        }
    }
}
