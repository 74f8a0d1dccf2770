//! What a collection declares of others: the vocabularies and collections that it names must be there.

use crate::base::SourceSpan;
use crate::content::{Collection, FieldType};
use crate::diag::{Diagnostic, Subject};
use crate::locale::{meant, named};
use crate::site::Site;

/// Every declaration names vocabularies and collections that exist.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    site.content.collections.values().for_each(|collection| check_collection(site, collection, all));
    for (name, place) in &site.config.newsletter.collections {
        match site.content.collections.get(name) {
            None => all.push(no_collection(site, name, place.clone())),
            Some(collection) if collection.date.is_none() => {
                let alone = Diagnostic::warning("output-alone", place.clone());
                all.push(alone.with("key", name).help("date"));
            }
            Some(_) => {}
        }
    }
}

fn check_collection(site: &Site, collection: &Collection, all: &mut Vec<Diagnostic>) {
    check_outputs(collection, all);
    collection.each_type(&mut |keys, kind| match kind {
        FieldType::Term { vocabulary } if !vocabulary.is_empty() => {
            let place = collection.value_place(&[keys, &["vocabulary"]].concat());
            check_vocabulary(site, vocabulary, place, all);
        }
        FieldType::Ref { to: Some(to) } if !site.content.collections.contains_key(to) => {
            let place = collection.value_place(&[keys, &["to"]].concat());
            all.push(no_collection(site, to, place));
        }
        _ => {}
    });
}

/// Reports what is wanted of a collection and cannot be made of it.
fn check_outputs(collection: &Collection, all: &mut Vec<Diagnostic>) {
    let (archive, feed) = (["outputs", "archive"], ["outputs", "feed"]);
    let is_undated = collection.date.is_none();
    let alone: [(bool, &[&str], &'static str); 5] = [
        (collection.archive && is_undated, &archive, "date"),
        (collection.archive && !collection.list, &archive, "list"),
        (collection.feed && is_undated, &feed, "date"),
        (collection.feed && !collection.list, &feed, "list"),
        (!collection.table.is_empty() && !collection.list, &["table"], "list"),
    ];
    for (_, keys, help) in alone.into_iter().filter(|(is_alone, ..)| *is_alone) {
        let wrong = Diagnostic::warning("output-alone", collection.value_place(keys));
        all.push(wrong.with("key", keys.join(".")).help(help));
    }
}

/// Reports a collection that does not exist.
pub(super) fn no_collection(site: &Site, name: &str, place: SourceSpan) -> Diagnostic {
    let known: Vec<&str> = site.content.collections.keys().map(String::as_str).collect();
    let missing = Diagnostic::error("no-collection", place).with("name", name);
    let missing = missing.needs(Subject::Collection(name.to_owned()));
    missing.with("known", known.join(", ")).near_or(collection_called(site, name), "known")
}

/// The collection that is called so: by its folder, its title or a part of its addresses.
fn collection_called<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    let named = site.content.collections.iter().flat_map(|(id, collection)| {
        let names = [&collection.title, &collection.singular, &collection.segment];
        names.into_iter().flat_map(|names| named(id, names))
    });
    meant(name, named)
}

/// Reports a vocabulary that does not exist.
pub(super) fn check_vocabulary(site: &Site, name: &str, place: SourceSpan, all: &mut Vec<Diagnostic>) {
    if !site.content.vocabularies.contains_key(name) {
        let named = site.content.vocabularies.iter().flat_map(|(id, words)| named(id, &words.title));
        let near = meant(name, named);
        let missing = Diagnostic::error("no-vocabulary", place).with("vocabulary", name);
        let missing = missing.needs(Subject::Vocabulary(name.to_owned()));
        all.push(missing.near_or(near, "add"));
    }
}

/// There is such a collection, and it has a list.
pub(super) fn check_list(site: &Site, name: &str, place: SourceSpan, all: &mut Vec<Diagnostic>) {
    let listed = |name: &str| site.content.collections.get(name).is_some_and(|collection| collection.list);
    if !listed(name) {
        let near = collection_called(site, name).filter(|near| listed(near));
        let missing = Diagnostic::error("no-list", place).with("name", name).near_or(near, "form");
        all.push(missing.needs(Subject::Collection(name.to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, field, settings};

    #[test]
    fn a_declaration_names_what_exists() {
        let of = |toml: &str| field(&format!("[fields.more]\nlabel = {{ vi = \"A\", en = \"A\" }}\n{toml}"));
        check(&of("type = \"ref\"\nto = \"zone\""), &["no-collection/near \"zone\" → zones"]);
        check(&of("type = \"term\"\nvocabulary = \"kind\""), &["no-vocabulary/near \"kind\" → kinds"]);
        check(&of("type = \"ref\"\nto = \"zones\""), &[]);
    }

    #[test]
    fn a_newsletter_tells_of_collections_with_dates() {
        check(&settings("[newsletter]\ncollections = [\"zone\"]"), &["no-collection/near \"zone\" → zones"]);
        check(&settings("[newsletter]\ncollections = [\"zones\"]"), &["W output-alone/date \"zones\""]);
    }

    #[test]
    fn a_list_of_the_home_page_exists() {
        check(&settings("[[home.section]]\ncollection = \"zone\""), &["no-list/near \"zone\" → zones"]);
    }
}
