//! Where facts come from: a record, or words.

use super::record::no_record;
use crate::content::Cited;
use crate::diag::Diagnostic;
use crate::site::Site;

/// A source that is written like an id, but is none, was meant to be one.
pub(super) fn check_source(site: &Site, name: &Cited, all: &mut Vec<Diagnostic>) {
    // Words whose language is told are no id.
    if !name.words.is_empty() {
        return;
    }
    let bare = name.text.trim_start_matches('@').to_lowercase().replace('_', "-");
    if bare != name.text && site.index.by_id.contains_key(&bare) {
        let missing = no_record(site, &name.text, name.place.clone());
        all.push(missing.near(Some(&bare)));
        return;
    }
    if is_address(&name.text) {
        all.push(
            Diagnostic::warning("source-address", name.place.clone())
                .with("address", &name.text)
                .help("record"),
        );
        return;
    }
    let like_id = name.text.contains('-')
        && name.text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if like_id && !site.index.by_id.contains_key(&name.text) {
        all.push(no_record(site, &name.text, name.place.clone()));
    }
}

/// Whether a source is nothing but an address of the web.
fn is_address(text: &str) -> bool {
    let begins = ["https://", "http://", "www."].iter().any(|start| text.starts_with(start));
    begins && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts};

    #[test]
    fn only_what_looks_like_an_id_has_to_be_one() {
        check(&facts("source = \"northern\""), &[]);
        check(&facts("source = \"Cục Thống kê\""), &[]);
        check(&facts("source = \"norther-n\""), &["no-record/near \"norther-n\" → northern"]);
        check(&facts("source = \"@north\""), &["no-record/near \"@north\" → north"]);
        check(&facts("source = \"North\""), &["no-record/near \"North\" → north"]);
        check(
            &facts("source = \"https://hp.example/x\""),
            &["W source-address/record \"https://hp.example/x\""],
        );
        check(&facts("source = \"Báo https://hp.example/x\""), &[]);
    }
}
