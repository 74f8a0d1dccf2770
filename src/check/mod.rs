//! Rules about a finished site: what is allowed to be built, but should be looked at.

mod language;
mod unit;

use crate::diag::Diagnostic;
use crate::site::Site;

/// Applies every rule to a site.
#[must_use]
pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    unit::check(site, &mut all);
    language::check(site, &mut all);
    all
}
