//! Rules about a finished site: what has to be mended, and what may be published but should be looked at.
//!
//! A rule is a file with a function that takes a [`Site`] and adds what it finds, and with tests of its own. Rules make nothing that
//! pages are made from. Whatever can be said of one file alone was said where that is read (`content`); whatever decides on an address
//! was said where addresses are given (`site`).

mod astray;
mod circle;
mod code;
mod day;
mod declared;
mod field;
mod file;
mod home;
mod label;
mod language;
mod link;
mod map_law;
mod named;
mod picture;
mod place;
mod prose;
mod record;
mod reference;
mod source;
mod term;
#[cfg(test)]
mod tests;
mod text;
mod tiles;
mod translation;
mod unit;
mod unused;

use std::sync::Arc;

use typed_index_collections::TiVec;

use crate::content::RecordId;
use crate::diag::Diagnostic;
use crate::site::Site;
use reference::References;

/// What the rules found in a site. The next edition of the site takes over what still holds.
#[derive(Clone, Debug)]
pub struct Findings {
    /// What is wrong with the references of each record.
    references: Arc<TiVec<RecordId, References>>,
    /// What is wrong with settings, schemas and facts.
    facts: Arc<Vec<Diagnostic>>,
    /// What is wrong with texts, and with what belongs to no record.
    rest: Vec<Diagnostic>,
}

impl Findings {
    /// Applies every rule. `before` is the same site as it was, with what was found in it.
    #[must_use]
    pub fn of(site: &Site, before: Option<(&Site, &Findings)>) -> Findings {
        let references = Arc::new(reference::check(site, before));
        let same = before.filter(|(before, _)| site.differs_in_prose(before));
        let facts = same.map_or_else(|| Arc::new(facts(site)), |(_, found)| found.facts.clone());
        let rest = rest(site, &references);
        Findings { references, facts, rest }
    }

    /// Everything that was found, in no order that means anything.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        let references = self.references.iter().flat_map(|references| &references.found);
        references.chain(&*self.facts).chain(&self.rest)
    }
}

/// The rules that look at no prose.
fn facts(site: &Site) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    unit::check(site, &mut all);
    language::check(site, &mut all);
    label::check(site, &mut all);
    circle::check(site, &mut all);
    field::check(site, &mut all);
    code::check(site, &mut all);
    day::check(site, &mut all);
    all
}

/// The rules that look at prose, and at what belongs to no record.
fn rest(site: &Site, references: &TiVec<RecordId, References>) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    text::check(site, &mut all);
    prose::check(site, &mut all);
    declared::check(site, &mut all);
    place::check_declared(site, &mut all);
    map_law::check(site, &mut all);
    tiles::check(site, &mut all);
    home::check(site, &mut all);
    translation::check(site, &mut all);
    unused::check(site, references, &mut all);
    all
}
