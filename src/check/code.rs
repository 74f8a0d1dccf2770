//! Codes on paper: short enough to be read by a telephone, of this site's host, and not followed by nobody.

use super::record::no_record;
use crate::base::{SourcePath, SourceSpan};
use crate::content::ledger::{LEDGER, Printed};
use crate::diag::Diagnostic;
use crate::site::Site;
use crate::site::code::SHORT;

/// The longest address, in bytes, whose code is still coarse enough for a leaflet: `domain.md` §5.8.
const LONGEST: usize = 40;

/// Looks at every code, and at what took the place of records that are not shown.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    check_lengths(site, all);
    check_host(site, all);
    let lost = site.codes.lost.iter();
    all.extend(lost.map(|name| no_record(site, &name.text, name.place.clone())));
}

/// Warns of addresses that make fine codes: of a record's when its code is long, of the site's when the site's is.
fn check_lengths(site: &Site, all: &mut Vec<Diagnostic>) {
    let of = &site.codes.of;
    let lang =
        site.config.built_languages().into_iter().map(|lang| site.config.language(lang).code.len()).max();
    let length =
        |code: &str| site.config.base_url.join("").len() + lang.unwrap_or(0) + "/q//".len() + code.len();
    let long = |place: SourceSpan, code: &str| {
        Diagnostic::warning("code-long", place).with("bytes", length(code)).with("most", LONGEST)
    };
    let derived = "x".repeat(SHORT);
    let base_is_long = length(&derived) > LONGEST;
    if base_is_long && of.iter().any(Option::is_some) {
        all.push(long(SourceSpan::file(&SourcePath::new(crate::config::FILE)), &derived).help("host"));
    }
    for (record, code) in site.content.records.iter().zip(of) {
        if let (Some(own), Some(code)) = (&record.meta.code, code)
            && !base_is_long
            && length(code) > LONGEST
        {
            all.push(long(own.place.clone(), code).help("code"));
        }
    }
}

/// Warns once when codes on paper name another host.
fn check_host(site: &Site, all: &mut Vec<Diagnostic>) {
    let now = site.config.base_url.join("");
    let now = now.trim_end_matches('/');
    let elsewhere = |printed: &&Printed| !printed.base_url.is_empty() && printed.base_url != now;
    if let Some(printed) = site.content.ledger.iter().find(elsewhere) {
        let place = SourceSpan::file(&SourcePath::new(LEDGER));
        let moved = Diagnostic::warning("printed-host", place).with("printed", &printed.base_url);
        all.push(moved.with("now", now).help("keep"));
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, SHORT};
    use crate::check::tests::{check, facts, field, file, settings};

    fn with_codes(input: &str) -> String {
        let schema = field("").replacen("title =", "codes = true\ntitle =", 1);
        schema + input
    }

    #[test]
    fn a_code_fits_a_leaflet() {
        // The longest address of the demonstration site.
        assert_eq!("https://haiphongdipi.gov.vn/ja/q/".len() + SHORT + "/".len(), LONGEST);
        let host = settings("").replace("example.vn", "port.example.vn");
        let coded = |code: &str| with_codes(&(facts(&format!("code = \"{code}\"")) + &host));
        check(&coded("n1"), &[]);
        check(&coded("north-berth1"), &["W code-long/code \"north-berth1\""]);
    }

    #[test]
    fn codes_on_paper_name_the_host_of_the_site() {
        let printed = |host: &str| {
            let line = format!("[[printed]]\nid = \"north\"\ncode = \"n1\"\nbase_url = \"{host}\"");
            with_codes(&facts("code = \"n1\"")) + &file("codes.toml", &line)
        };
        check(&printed("https://example.vn"), &[]);
        check(&printed("https://old.example.vn"), &["W printed-host/keep codes.toml"]);
    }

    #[test]
    fn what_took_the_place_of_a_record_that_is_gone_is_there() {
        let gone = "[[printed]]\nid = \"south\"\ncode = \"s1\"\nwithdrawn = 2026-01-02\nsuccessor = \"nort\"";
        check(&with_codes(&file("codes.toml", gone)), &["no-record/near \"nort\" → north"]);
    }
}
