//! A translation whose source has changed since it was made tells readers what was so.

use crate::diag::Diagnostic;
use crate::site::{Site, Translation, segments};

/// Every translation that says what it was made from is compared with what its source says now.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for record in &site.content.records {
        let Some((source, original)) = site.source_text(record) else { continue };
        for (lang, text) in record.texts.iter() {
            let Translation::Stale(stale) = site.translation(record, lang) else { continue };
            all.push(
                Diagnostic::warning("stale-translation", text.place.clone())
                    .with("stale", stale)
                    .with("all", segments(original).len())
                    .with("source", &site.config.language(source).name)
                    .with("id", &record.id)
                    .with("code", &site.config.language(lang).code)
                    .help("confirm"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, file};

    #[test]
    fn a_translation_that_has_not_seen_its_source_is_told() {
        let made_from = |marks: &str| {
            file(
                "content/berths/north/en.md",
                &format!("+++\ntitle = \"North\"\nmade_from = [{marks}]\n+++\nDeep.\n"),
            )
        };
        check(&made_from(""), &[]);
        check(&made_from("\"0123456789\""), &["W stale-translation/confirm \"North\""]);
    }
}
