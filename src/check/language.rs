//! Names that a reader would see in another language than the page's.

use crate::base::{PerLang, Place};
use crate::diag::Diagnostic;
use crate::site::Site;

/// Labels, titles and names that exist in some languages of the site but not in all.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    let mut check = |name: &str, words: &PerLang<String>, place: Place| {
        let missing: Vec<&str> = site
            .config
            .langs()
            .filter(|lang| words.get(*lang).is_none())
            .map(|lang| site.config.language(lang).code.as_str())
            .collect();
        if !missing.is_empty() {
            let found = Diagnostic::warning("untranslated-name", place).with("name", name);
            all.push(found.with("languages", missing.join(", ")).help("add"));
        }
    };
    for collection in site.content.collections.values() {
        let place = || Place::file(&collection.path);
        check("title", &collection.title, place());
        check("singular", &collection.singular, place());
        for (name, field) in &collection.fields {
            check(&format!("fields.{name}.label"), &field.label, place());
        }
        for (name, label) in &collection.groups {
            check(&format!("groups.{name}.label"), label, place());
        }
    }
    for words in site.content.vocabularies.values() {
        for entry in words.entries.values() {
            check(&entry.id, &entry.name, entry.place.clone());
        }
    }
}
