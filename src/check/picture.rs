//! Pictures that records and texts show: each is there, and is described to those who cannot see it.

use std::collections::BTreeSet;

use super::file::check_file;
use crate::base::{SourcePath, SourceSpan, nearest};
use crate::content::{BLANK, Name, Record, Text, Value};
use crate::diag::{Diagnostic, Subject};
use crate::markdown::Component;
use crate::site::Site;

/// A picture of a record is there, and every text of the record says what it shows.
pub(super) fn check_image(site: &Site, record: &Record, image: &Name, all: &mut Vec<Diagnostic>) {
    if !check_file(site, &record.folder, image, all) {
        return;
    }
    for (_, text) in record.texts.iter() {
        check_alt(text, &image.text, text.place.clone(), all);
    }
}

pub(super) fn check_alt(text: &Text, path: &str, place: SourceSpan, all: &mut Vec<Diagnostic>) {
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
        // Where a single picture lacks a description, that one is meant, whatever it is called.
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

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, file};

    const PHOTO: &str = "\n=== content/berths/north/a.jpg\nx\n";

    fn described(alt: &str) -> String {
        file("content/berths/north/vi.md", &format!("+++\ntitle = \"Bắc\"\n[alt]\n{alt}\n+++\n"))
    }

    #[test]
    fn a_picture_is_described_in_every_text() {
        check(&(facts("photo = \"a.jpg\"") + PHOTO), &["no-alt/add \"Cầu cảng phía bắc\""]);
        check(&(facts("photo = \"a.jpg\"") + PHOTO + &described("\"a.jpg\" = \"Tàu\"")), &[]);
    }

    #[test]
    fn words_of_no_picture_were_meant_for_the_one_without() {
        check(
            &(facts("photo = \"a.jpg\"") + PHOTO + &described("\"b.jpg\" = \"Tàu\"")),
            &["no-alt/add \"Bắc\"", "W unused-alt/near \"b.jpg\" → a.jpg"],
        );
    }
}
