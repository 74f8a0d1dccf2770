//! What a collection declares of others: the vocabularies and collections that it names must be there.

use super::Site;
use crate::base::{Place, nearest};
use crate::content::{Collection, FieldType};
use crate::diag::{Diagnostic, Subject};

/// A declaration must name vocabularies and collections that there are.
pub(super) fn check(site: &Site, collection: &Collection, all: &mut Vec<Diagnostic>) {
    collection.each_type(&mut |keys, kind| match kind {
        FieldType::Term { vocabulary } if !vocabulary.is_empty() => {
            let place = collection.value_place(&[keys, &["vocabulary"]].concat());
            check_vocabulary(site, vocabulary, place, all);
        }
        FieldType::Ref { to: Some(to) } if !site.content.collections.contains_key(to) => {
            let place = collection.value_place(&[keys, &["to"]].concat());
            let known = || site.content.collections.keys().map(String::as_str);
            let missing = Diagnostic::error("no-collection", place).with("name", to);
            let missing = missing.needs(Subject::Collection(to.clone()));
            let missing = missing.with("known", known().collect::<Vec<_>>().join(", "));
            all.push(missing.near_or(nearest(to, known()), "known"));
        }
        _ => {}
    });
}

/// Reports a vocabulary that there is not.
pub(super) fn check_vocabulary(site: &Site, name: &str, place: Place, all: &mut Vec<Diagnostic>) {
    if !site.content.vocabularies.contains_key(name) {
        let near = nearest(name, site.content.vocabularies.keys().map(String::as_str));
        let missing = Diagnostic::error("no-vocabulary", place).with("vocabulary", name);
        let missing = missing.needs(Subject::Vocabulary(name.to_owned()));
        all.push(missing.near_or(near, "add"));
    }
}
