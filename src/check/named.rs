//! Which files of the content folder records, texts and settings name.

use crate::base::SourcePath;
use crate::content::{Form, Record, Text, Value};
use crate::markdown::{Component, Target};
use crate::site::{Own, Site};

/// The files that a record's facts and texts name.
pub(super) fn of_record(site: &Site, record: &Record) -> Vec<SourcePath> {
    let mut named = Vec::new();
    let of_site = |url: &str| own_file(site, site.below(url)?);
    let mut note = |path: &str| named.extend(site.file(&record.folder, path));
    record.meta.image.iter().for_each(|image| note(&image.text));
    for fact in record.facts.values() {
        fact.value.walk(&mut |value| match value {
            Value::Image(path) | Value::File { path, .. } => note(&path.text),
            Value::Located(located) => {
                if let Form::File { path, .. } = &located.form {
                    note(&path.text);
                }
            }
            _ => {}
        });
    }
    for fact in record.facts.values() {
        fact.value.walk(&mut |value| {
            if let Value::Url(url) = value {
                named.extend(of_site(&url.text));
            }
        });
    }
    record.texts.iter().for_each(|(_, text)| of_text(site, text, &mut named));
    named
}

fn of_text(site: &Site, text: &Text, named: &mut Vec<SourcePath>) {
    let folder = text.place.path.folder();
    for body in text.bodies() {
        for link in &body.links {
            match &link.target {
                Target::Path(path) => named.extend(site.file(folder, site.file_and_part(folder, path).0)),
                Target::Own(address) => named.extend(own_file(site, address)),
                _ => {}
            }
        }
        let mut note = |path: &str| named.extend(site.file(folder, path));
        body.images.iter().for_each(|image| note(&image.path));
        for part in &body.components {
            match &part.component {
                Component::Figure { path, .. } => note(path),
                Component::Video { path, poster, .. } => {
                    [path, poster].into_iter().for_each(|path| note(path))
                }
                Component::Image { .. } | Component::Chart { .. } => {}
            }
        }
    }
}

fn own_file(site: &Site, address: &str) -> Option<SourcePath> {
    match site.own(address)? {
        Own::File(path) => Some(path),
        _ => None,
    }
}

/// The files that belong to no record: those of the home page, of lists, places and maps.
pub(super) fn of_rest(site: &Site) -> Vec<SourcePath> {
    let content = &site.content;
    let mut named = Vec::new();
    for texts in content.intros.iter().chain([&content.home]) {
        texts.iter().for_each(|(_, text)| of_text(site, text, &mut named));
    }
    for words in content.vocabularies.values() {
        for located in words.entries.values().filter_map(|entry| entry.position.as_ref()) {
            if let Form::File { path, .. } = &located.form {
                named.extend(site.file(words.path.folder(), &path.text));
            }
        }
    }
    if let Some(maps) = &content.maps {
        named.extend(maps.files.iter().cloned());
    }
    named
}
