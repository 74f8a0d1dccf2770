//! Who answers for a record.

use super::model::Contact;
use super::{Lens, fact};
use crate::content::{FieldType, Record, RecordId};

/// The desks that answer for a record, unless it is a desk itself.
pub(super) fn contacts(lens: &Lens<'_>, record: &Record) -> Vec<Contact> {
    if lens.site.collection_of(record).contact.is_some() {
        return Vec::new();
    }
    lens.desks(Some(record)).into_iter().map(|desk| contact(lens, desk)).collect()
}

/// The desks that answer for whatever no record stands for.
pub(super) fn general(lens: &Lens<'_>) -> Vec<Contact> {
    lens.desks(None).into_iter().map(|desk| contact(lens, desk)).collect()
}

fn contact(lens: &Lens<'_>, index: RecordId) -> Contact {
    let desk = &lens.site.content.records[index];
    let (found, title) = lens.title(desk);
    let facts = fact::by_field(lens, desk).0.into_values().filter(|fact| {
        let field = &lens.site.collection_of(desk).fields[fact.key.as_str()];
        !field.hidden && (field.card || matches!(field.kind, FieldType::Email | FieldType::Phone))
    });
    Contact {
        title: title.to_owned(),
        title_tag: lens.other(found),
        url: lens.record_url(index),
        facts: facts.collect(),
    }
}
