//! Links to this very site, and to headings of its texts, lead somewhere.

use super::astray::preview;
use super::file::check_attachment;
use super::record::no_record;
use crate::base::SourceSpan;
use crate::content::{Name, Text};
use crate::diag::Diagnostic;
use crate::locale::decoded;
use crate::site::{Own, Route, Site, split};

/// A link to this very site by its whole address leads somewhere.
pub(super) fn check_own(site: &Site, address: &str, place: SourceSpan, all: &mut Vec<Diagnostic>) {
    let (path, rest) = split(address);
    match site.own(address) {
        Some(Own::Page(Route::Record { lang, record })) => {
            let anchor = rest.split_once('#').map(|(_, anchor)| anchor).filter(|anchor| !anchor.is_empty());
            if let Some(anchor) = anchor {
                let (_, text) = site.text(&site.content.records[*record], *lang);
                all.extend(check_anchor(site, text, anchor, place));
            }
        }
        Some(Own::File(file)) => {
            check_attachment(site, "", &Name { text: file.to_string(), place }, all);
        }
        Some(_) => {}
        None => all.push(no_page(site, path, place)),
    }
}

/// A web address that is a fact leads to another site, or to something that this one has.
pub(super) fn check_address(site: &Site, url: &Name, all: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    match site.below(&url.text) {
        Some(below) => check_own(site, below, url.place.clone(), &mut found),
        None => found.extend(preview(site, &url.text, url.place.clone())),
    }
    // A fact cannot name a record by its `@id`, as a link can.
    all.extend(found.into_iter().map(|told| match (told.code, told.help) {
        ("no-page", Some("near")) => told.help("page"),
        ("no-page", Some("form")) => told.help("copy"),
        ("link-local", _) => told.help("address"),
        _ => told,
    }));
}

/// Says that the site has nothing at an address of its own, and which record was meant.
fn no_page(site: &Site, path: &str, place: SourceSpan) -> Diagnostic {
    let id = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if site.withheld.contains_key(id) {
        return no_record(site, id, place);
    }
    Diagnostic::error("no-page", place).with("path", format!("/{path}")).near_or(site.id_like(id), "form")
}

/// Of how many headings each is looked at; of more it is known which there are.
const FEW_HEADINGS: usize = 64;

/// A link to a heading finds it in the text.
pub(super) fn check_anchor(site: &Site, text: &Text, anchor: &str, place: SourceSpan) -> Option<Diagnostic> {
    let plain = decoded(anchor);
    let anchor = plain.as_deref().unwrap_or(anchor);
    let headings = &text.body.headings;
    let is_there = match headings.len() {
        ..=FEW_HEADINGS => headings.iter().any(|heading| heading.id == anchor),
        _ => site.headings(text).has(anchor),
    };
    if is_there {
        return None;
    }
    let called = site.headings(text);
    let missing = Diagnostic::error("no-anchor", place).with("anchor", anchor);
    Some(missing.near_or(called.meant(anchor, |_| true), "heading"))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, text};

    #[test]
    fn a_page_of_this_site_is_found_behind_its_whole_address() {
        check(&facts("web = \"https://example.vn/vi/cau-cang/north/\""), &[]);
        check(
            &facts("web = \"https://example.vn/vi/x/nort/\""),
            &["no-page/page \"https://example.vn/vi/x/nort/\" → north"],
        );
        check(
            &facts("web = \"http://localhost:3000/vi/\""),
            &["link-local/address \"http://localhost:3000/vi/\""],
        );
    }

    #[test]
    fn a_heading_is_found_in_the_text_that_is_linked() {
        let body = "## Luồng tàu\n\n[a](#luong-tau) [b](#luong-tu)";
        check(&text(body), &["no-anchor/near [b](#luong-tu) → luong-tau"]);
    }
}
