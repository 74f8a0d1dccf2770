//! Every record has the texts that its collection asks for.

use crate::content::{Record, Status};
use crate::diag::{Diagnostic, Subject};
use crate::site::Site;

/// Looks at every record that is to be published by its days, as it was written.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    let whole = site.content.records.iter().filter(|record| !site.unfinished.contains_key(&record.id));
    whole.chain(site.unfinished.values()).for_each(|record| check_record(site, record, all));
}

/// A record has text, in every language that its collection requires. A draft is a promise: it is reported, but the
/// record is published without it.
fn check_record(site: &Site, record: &Record, all: &mut Vec<Diagnostic>) {
    let config = &site.config;
    let about = |found: Diagnostic| found.with("id", &record.id);
    if record.texts.is_empty() {
        if !record.meta.draft {
            let mut missing = about(Diagnostic::error("no-text", record.place.clone())).help("add");
            missing = missing.hides(Subject::Record(record.id.clone()));
            missing.needs = config.codes().iter().map(|code| Subject::text(&record.id, code)).collect();
            all.push(missing);
        }
        return;
    }
    if let Some((_, first)) = record.texts.iter().next()
        && !config.drafts
        && record.texts.iter().all(|(_, text)| text.status == Status::Draft)
    {
        all.push(about(Diagnostic::warning("only-drafts", first.status_place.clone())).help("finish"));
        return;
    }
    for code in &site.collection_of(record).required {
        let Some(lang) = config.lang(code) else { continue };
        let found = match record.texts.get(lang) {
            None => {
                let file = record.place.path.file_name();
                let in_folder = file == "record.toml" || file.ends_with(".md");
                let missing = Diagnostic::error("missing-translation", record.place.clone());
                missing.help(if in_folder { "add" } else { "row" }).needs(Subject::text(&record.id, code))
            }
            Some(text) if text.status == Status::Draft && !config.drafts => {
                Diagnostic::warning("draft-translation", text.status_place.clone()).help("finish")
            }
            Some(_) => continue,
        };
        all.push(about(found).with("language", &config.language(lang).name).with("code", code));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, file};

    fn zones(rows: &str) -> String {
        let head = "title = { vi = \"Khu\", en = \"Zones\" }\nsingular = { vi = \"Khu\", en = \"Zone\" }\n";
        let path = "path = { vi = \"khu\", en = \"zones\" }\nrequired = [\"vi\", \"en\"]";
        file("content/zones/_collection.toml", &format!("{head}{path}"))
            + &file("content/zones/all.toml", rows)
    }

    #[test]
    fn a_record_has_a_text_in_every_language_that_is_required() {
        let row = "[[record]]\nid = \"east\"\n";
        check(&zones(&format!("{row}title = {{ vi = \"Đông\", en = \"East\" }}")), &[]);
        check(&zones(&format!("{row}title.vi = \"Đông\"")), &["missing-translation/row \"east\""]);
        check(&zones(row), &["no-text/add \"east\""]);
    }

    #[test]
    fn a_draft_is_a_promise() {
        let text = |lang: &str, status: &str| {
            file(
                &format!("content/zones/east/{lang}.md"),
                &format!("+++\ntitle = \"Đông\"\nstatus = \"{status}\"\n+++\n"),
            )
        };
        let site = |status: &str| zones("") + &text("vi", status) + &text("en", "draft");
        check(&site("reviewed"), &["W draft-translation/finish \"draft\""]);
        check(&site("draft"), &["W only-drafts/finish \"draft\""]);
    }
}
