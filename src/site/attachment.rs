//! Files that records and texts name: each is there, may be attached, and is told to those who cannot see it.

use std::collections::BTreeSet;

use super::{Site, link};
use crate::base::{Place, SourcePath, nearest};
use crate::content::{BLANK, Name, Record, Text, Value};
use crate::diag::{Diagnostic, Subject};
use crate::markdown::Component;

/// A picture of a record is there, and every text of the record says what it shows.
pub(super) fn check_image(site: &Site, record: &Record, image: &Name, all: &mut Vec<Diagnostic>) {
    if !check_file(site, &record.folder, image, all) {
        return;
    }
    for (_, text) in record.texts.iter() {
        check_alt(text, &image.text, text.place.clone(), all);
    }
}

pub(super) fn check_alt(text: &Text, path: &str, place: Place, all: &mut Vec<Diagnostic>) {
    if !text.alt.contains_key(path) {
        let missing = Diagnostic::error("no-alt", place).with("path", path).help("add");
        all.push(missing.needs(Subject::words(&text.place.path, path)));
    }
}

/// Words about a picture that nothing shows are read by nobody, and were perhaps meant for another.
pub(super) fn check_unused_alt(site: &Site, record: Option<&Record>, text: &Text, all: &mut Vec<Diagnostic>) {
    if text.alt.is_empty() {
        return;
    }
    let shown = shown(record, text);
    let unread =
        text.alt.iter().filter(|(path, alt)| !shown.contains(path.as_str()) && alt.text.trim() != BLANK);
    for (path, alt) in unread {
        let unused = Diagnostic::warning("unused-alt", alt.place.clone()).with("path", path);
        let silent: Vec<&str> = shown.iter().copied().filter(|path| !text.alt.contains_key(*path)).collect();
        // Of pictures that nobody has described, a single one is meant whatever it is called.
        let near = match silent.as_slice() {
            [only] => Some(*only),
            several => nearest(path, several.iter().copied()),
        };
        let there = site.file(text.place.path.folder(), path).is_some();
        let mut unused = unused.near_or(near, if there { "remove" } else { "gone" });
        // A record that could not be read may show it.
        if let Some(record) = record {
            let file = SourcePath::new(&format!("{}/record.toml", record.folder));
            unused.needs.extend([Subject::fact(&record.id, "image"), Subject::File(file)]);
        }
        all.push(match near {
            Some(near) => unused.hides(Subject::words(&text.place.path, near)),
            None => unused,
        });
    }
}

/// The pictures that the words of a text can stand for: those of its record, and those that it shows itself.
fn shown<'a>(record: Option<&'a Record>, text: &'a Text) -> BTreeSet<&'a str> {
    let mut shown = BTreeSet::new();
    shown.extend(record.and_then(|record| record.meta.image.as_ref()).map(|image| image.text.as_str()));
    for fact in record.iter().flat_map(|record| record.facts.values()) {
        fact.value.walk(&mut |value| {
            if let Value::Image(image) = value {
                shown.insert(image.text.as_str());
            }
        });
    }
    let parts = text.bodies().flat_map(|body| &body.components);
    shown.extend(parts.filter_map(|part| match &part.component {
        Component::Figure { path, .. } => Some(path.as_str()),
        _ => None,
    }));
    shown
}

/// Whether there is a file of this name; if not, it is reported.
pub(super) fn check_file(site: &Site, folder: &str, name: &Name, all: &mut Vec<Diagnostic>) -> bool {
    let found = site.file(folder, &name.text).is_some();
    if !found {
        let missing = Diagnostic::error("no-file", name.place.clone()).with("path", &name.text);
        // It may be there, and be no text that can be read.
        let missing = missing.needs(Subject::File(SourcePath::new(&format!("{folder}/{}", name.text))));
        all.push(link::meant_file(site, folder, &name.text, missing));
    }
    found
}

/// What may be attached: documents, data, pictures, sound, film. Whatever a browser would run as a part of the site (pages,
/// drawings, scripts) is not among them, because content may come from anybody.
const ATTACHMENTS: &[&str] = &[
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "txt", "csv", "tsv",
    "json", "geojson", "kml", "zip", "ics", "vcf", "epub", "jpg", "jpeg", "png", "webp", "mp4", "webm",
    "mp3", "ogg", "vtt",
];

pub(super) fn check_attachment(site: &Site, folder: &str, name: &Name, all: &mut Vec<Diagnostic>) {
    match site.file(folder, &name.text) {
        None => {
            check_file(site, folder, name, all);
        }
        Some(file) if !ATTACHMENTS.contains(&file.extension().as_str()) => {
            let refused = Diagnostic::error("file-type", name.place.clone()).with("path", &name.text);
            all.push(refused.with("allowed", ATTACHMENTS.join(", ")).help("allowed"));
        }
        Some(_) => {}
    }
}
