//! Files that records and texts name: each is there and may be attached.

use super::astray;
use crate::base::SourcePath;
use crate::content::Name;
use crate::diag::{Diagnostic, Subject};
use crate::site::Site;

/// Whether there is a file of this name; if not, it is reported.
pub(super) fn check_file(site: &Site, folder: &str, name: &Name, all: &mut Vec<Diagnostic>) -> bool {
    let found = site.file(folder, &name.text).is_some();
    if !found {
        let missing = Diagnostic::error("no-file", name.place.clone()).with("path", &name.text);
        // It may be there, and be no text that can be read.
        let missing = missing.needs(Subject::File(SourcePath::new(&format!("{folder}/{}", name.text))));
        all.push(astray::meant_file(site, folder, &name.text, missing));
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

/// There is such a file, and it is of a kind that may be attached.
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

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, file};

    #[test]
    fn a_file_that_a_browser_would_run_is_not_attached() {
        check(
            &(facts("plan = \"a.svg\"") + &file("content/berths/north/a.svg", "x")),
            &["file-type/allowed \"a.svg\""],
        );
        check(&(facts("plan = \"a.pdf\"") + &file("content/berths/north/a.pdf", "x")), &[]);
    }

    #[test]
    fn an_address_is_no_file() {
        check(&facts("plan = \"https://e.vn/x.pdf\""), &["no-file/remote \"https://e.vn/x.pdf\""]);
    }

    #[test]
    fn a_name_that_differs_in_what_readers_overlook_is_found() {
        let there = file("content/berths/north/Plan.pdf", "x");
        check(&(facts("plan = \"plan.pdf\"") + &there), &["no-file/case \"plan.pdf\" → Plan.pdf"]);
    }
}
