//! Names that a schema uses must be declared in it.

use super::collection::{Collection, within};
use crate::base::SourceSpan;
use crate::data::{Node, TomlValue};
use crate::diag::{Diagnostic, Subject};
use crate::locale::{meant, named};

/// Reports the names of a schema that it does not declare.
pub(super) fn check(collection: &Collection, all: &mut Vec<Diagnostic>) {
    for key in &collection.order {
        all.extend(check_field(collection, "order", &key.field, &["weight", "title", "id", "updated"]));
    }
    for name in &collection.table {
        all.extend(check_field(collection, "table", name, &[]));
    }
    for (key, name) in
        [("date", &collection.date), ("group", &collection.group), ("contact", &collection.contact)]
    {
        all.extend(name.iter().filter_map(|name| check_field(collection, key, name, &[])));
    }
    for (name, field) in &collection.fields {
        super::located::check_near(collection, name, all);
        let group =
            field.group.as_ref().filter(|group| collection.groups.iter().all(|(key, _)| key != *group));
        if let Some(group) = group {
            let place = collection.value_place(&["fields", name, "group"]);
            let near = meant(group, collection.groups.iter().flat_map(|(key, label)| named(key, label)));
            let unknown = Diagnostic::error("unknown-group", place).with("group", group);
            all.push(unknown.with("field", name).near_or(near, "declare"));
        }
        if super::record::RESERVED.contains(&name.as_str()) {
            let place = collection.key_place(&["fields", name]);
            all.push(Diagnostic::error("reserved-field", place).with("field", name).help("other"));
        }
    }
}

/// Reports a `name` that `key` uses and that is neither a field nor one of `also`.
fn check_field(collection: &Collection, key: &str, name: &str, also: &[&str]) -> Option<Diagnostic> {
    if collection.fields.contains_key(name) || also.contains(&name) {
        return None;
    }
    let is_name =
        |item: &&Node| matches!(&item.value, TomlValue::Text(text) if text.trim_start_matches('-') == name);
    let place = match within(&collection.declared, &[key]) {
        Some((Node { value: TomlValue::List(items), .. }, _)) => {
            items.iter().find(is_name).map(|item| item.span)
        }
        _ => None,
    };
    let place = place.map(|span| SourceSpan::new(&collection.path, span.0..span.1));
    let known = || collection.fields.keys().map(String::as_str).chain(also.iter().copied());
    let unknown = Diagnostic::error("unknown-field", place.unwrap_or_else(|| collection.value_place(&[key])));
    let unknown = unknown.with("field", name).with("known", known().collect::<Vec<_>>().join(", "));
    let unknown = unknown.hides(Subject::field(&collection.name, name));
    let labels = collection.fields.iter().flat_map(|(key, field)| named(key, &field.label));
    let near = meant(name, labels.chain(also.iter().map(|key| (*key, ""))));
    Some(unknown.near_or(near, "known"))
}
