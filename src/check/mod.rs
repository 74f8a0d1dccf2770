//! Rules about a finished site: what is allowed to be built, but should be looked at.

mod circle;
mod field;
mod file;
mod language;
mod tile;
mod translation;
mod unit;

use crate::diag::Diagnostic;
use crate::site::Site;

/// Applies the rules that look at prose: whether translations are behind, which files nobody names.
#[must_use]
pub fn texts(site: &Site) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    translation::check(site, &mut all);
    file::check(site, &mut all);
    all
}

/// Applies every rule to what a site plans; prose is none of it.
#[must_use]
pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    unit::check(site, &mut all);
    language::check(site, &mut all);
    tile::check(site, &mut all);
    circle::check(site, &mut all);
    field::check(site, &mut all);
    all
}
