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
    let like_id = name.text.contains('-')
        && name.text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if like_id && !site.index.by_id.contains_key(&name.text) {
        all.push(no_record(site, &name.text, name.place.clone()));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts};

    #[test]
    fn only_what_looks_like_an_id_has_to_be_one() {
        check(&facts("source = \"northern\""), &[]);
        check(&facts("source = \"Cục Thống kê\""), &[]);
        check(&facts("source = \"norther-n\""), &["no-record/near \"norther-n\" → northern"]);
    }
}
