//! Files that records and texts name: each is there, may be attached, and is told to those who cannot see it.

use super::{Site, link};
use crate::base::{Place, SourcePath};
use crate::content::{Name, Record, Text};
use crate::diag::{Diagnostic, Subject};

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
        all.push(Diagnostic::error("no-alt", place).with("path", path).help("add"));
    }
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
