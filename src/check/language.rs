//! Names that a reader would see in another language than the page's.

use crate::base::{PerLang, SourceSpan};
use crate::diag::{Diagnostic, Subject};
use crate::site::Site;

/// Labels, titles and names that exist in some languages of the site but not in all.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    // `shown` is what stands for words that no language has.
    let mut check = |name: &str, words: &PerLang<String>, shown: &str, place: SourceSpan| {
        let missing: Vec<&str> = site
            .config
            .langs()
            .filter(|lang| words.get(*lang).is_none())
            .map(|lang| site.config.language(lang).code.as_str())
            .collect();
        if !missing.is_empty() {
            let found = Diagnostic::warning("untranslated-name", place).with("name", name);
            let help = if words.is_empty() { "key" } else { "add" };
            let found = found.with("languages", missing.join(", ")).with("shown", shown);
            all.push(needing(found.help(help), name, &missing));
        }
    };
    for collection in site.content.collections.values() {
        let mut check = |keys: &[&str], words| {
            let shown = keys.get(1).unwrap_or(&collection.name.as_str()).replace(['_', '-'], " ");
            check(&keys.join("."), words, &shown, collection.key_place(keys));
        };
        check(&["title"], &collection.title);
        check(&["singular"], &collection.singular);
        for (name, field) in &collection.fields {
            check(&["fields", name, "label"], &field.label);
        }
        for (name, label) in &collection.groups {
            check(&["groups", name, "label"], label);
        }
    }
    for words in site.content.vocabularies.values() {
        // One without any name was reported when it was read.
        for entry in words.entries.values().filter(|entry| !entry.name.is_empty()) {
            check(&entry.id, &entry.name, &entry.id, entry.place.clone());
        }
    }
    let Some(maps) = &site.content.maps else { return };
    for layer in &maps.layers {
        let place = &layer.id.place;
        if !layer.name.is_empty() {
            check(&format!("{}: name", layer.id.text), &layer.name, "", place.clone());
        }
        if !layer.source.is_empty() {
            check(&format!("{}: source", layer.id.text), &layer.source, "", place.clone());
        }
    }
    for map in &maps.maps {
        let parts = [
            ("title", &map.title),
            ("summary", &map.summary),
            ("note", &map.note),
            ("legal_origin", &map.legal_origin),
        ];
        for (key, words) in parts.into_iter().filter(|(_, words)| !words.is_empty()) {
            check(&format!("{}: {key}", map.id.text), words, "", map.id.place.clone());
        }
    }
}

/// Says that a name may only seem to be missing: its key, or the code of a language, may be written otherwise.
fn needing(found: Diagnostic, name: &str, languages: &[&str]) -> Diagnostic {
    let Some(path) = found.place.as_ref().map(|place| place.path.clone()) else { return found };
    let key = name.rsplit('.').next().unwrap_or(name);
    let subjects = [key].into_iter().chain(languages.iter().copied());
    subjects.fold(found, |found, of| found.needs(Subject::words(&path, of)))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, field};

    #[test]
    fn a_label_is_there_in_every_language() {
        check(&field("[fields.more]\ntype = \"flag\"\nlabel.vi = \"A\""), &["W untranslated-name/add label"]);
        check(&field("[fields.more]\ntype = \"flag\""), &["W untranslated-name/key more"]);
    }
}
