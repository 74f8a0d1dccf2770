//! Addresses that stood on paper, and lead on.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::address::Addressed;
use super::code::{Leads, position};
use super::order::Ordered;
use super::record_path::index_file;
use super::redirect::alias_path;
use super::{Route, RouteId};
use crate::diag::Diagnostic;

/// Addresses that stand on paper or in what was made of it, each with what is there instead: those that records had when their
/// codes were printed, and the permanent ones in languages that are not made, which lead to the one for all languages. A page that
/// stands there now wins.
pub(super) fn former(
    site: &Addressed,
    by_path: &HashMap<String, RouteId>,
    redirects: &[(String, Route)],
    all: &mut Vec<Diagnostic>,
) -> Vec<(String, Route)> {
    if site.content.ledger.is_empty() {
        return Vec::new();
    }
    let key = |path: &str| index_file(path).to_lowercase();
    let mut taken: HashSet<String> = by_path.keys().map(|path| key(path)).collect();
    taken.extend(redirects.iter().map(|(path, _)| key(path)));
    let (made, unmade) = (site.built_languages(), unmade(site));
    let mut former = Vec::new();
    let mut lead = |path: String, route: &Route| {
        if taken.insert(key(&path)) {
            former.push((path, route.clone()));
        }
    };
    for printed in &site.content.ledger {
        let Some(at) = position(&site.codes.permanent, &printed.code.text) else { continue };
        let shared = Route::Permanent { lang: None, at };
        for lang in &unmade {
            lead(format!("{lang}/q/{}/", printed.code.text), &shared);
        }
        let own = printed.addresses.iter().map(|(lang, addresses)| {
            let route = match site.permanent(at).leads {
                _ if !made.contains(&lang) => shared.clone(),
                Leads::Record(record) => Route::Record { lang, record },
                Leads::Gone(_) => Route::Permanent { lang: Some(lang), at },
            };
            (route, addresses)
        });
        let gone = printed.former.iter().map(|former| (shared.clone(), &former.addresses));
        for (route, addresses) in own.chain(gone) {
            for path in addresses.iter().filter_map(|address| alias_path(site, address, all)) {
                lead(path, &route);
            }
        }
    }
    former
}

/// The codes of languages in which codes may have been printed and no pages are made: the site has them no more, or not in this
/// build. A record without a text or a page of its own has codes in them as well, so those of one entry hold for all.
fn unmade(site: &Ordered) -> BTreeSet<&str> {
    let made = site.built_languages();
    let own = site.config.langs().filter(|lang| !made.contains(lang));
    let own = own.map(|lang| site.config.language(lang).code.as_str());
    let former = site.content.ledger.iter().flat_map(|printed| &printed.former);
    own.chain(former.map(|former| former.lang.text.as_str())).collect()
}
