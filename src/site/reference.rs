//! Whatever one record says of another, turned round: who mentions whom, who bears which term.

use super::Site;
use crate::content::{Fact, Name, Record, Value};

/// Every record that a record's facts name.
#[must_use]
pub fn records_named(record: &Record) -> Vec<&Name> {
    let mut names = Vec::new();
    for fact in record.facts.values() {
        fact.value.walk(&mut |value| {
            if let Value::Record(name) = value {
                names.push(name);
            }
        });
    }
    names
}

/// Every entry of a vocabulary that a value names.
#[must_use]
pub fn terms_of(value: &Value) -> Vec<(&str, &str)> {
    let mut terms = Vec::new();
    value.walk(&mut |value| {
        if let Value::Term { vocabulary, id } = value {
            terms.push((vocabulary.as_str(), id.text.as_str()));
        }
    });
    terms
}

impl Site {
    /// A fact by field, of the record itself or of another; `None` when there is none.
    #[must_use]
    pub fn fact<'a>(
        &'a self,
        own: Option<&'a Record>,
        record: Option<&str>,
        field: &str,
    ) -> Option<(&'a Record, &'a Fact)> {
        let owner = match record {
            Some(id) => self.record(id)?.1,
            None => own?,
        };
        Some((owner, owner.facts.get(field)?))
    }

    /// The fact of a record that is called so: by its label, or nearly by its field.
    pub(crate) fn fact_called<'a>(&'a self, owner: &'a Record, name: &str) -> Option<&'a str> {
        self.collection_of(owner).fields.meant_of(name, |field| owner.facts.contains_key(field))
    }
}
