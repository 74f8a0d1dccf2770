//! The addresses of links that are written apart, `[name]: address`, and shown nowhere themselves.
//!
//! `[붙임]: 계획서` and `[2024]: 5号` are such lines too, and vanish from the page with what they say unless somebody
//! tells.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::RefDefs;

use super::writer::Writer;
use crate::diag::Diagnostic;

/// The addresses by name.
#[derive(Default)]
pub(super) struct Definitions {
    named: BTreeMap<String, Definition>,
}

struct Definition {
    /// Where it stands in the prepared text.
    place: Range<usize>,
    /// Whether some link leads there, or nothing is lost with it.
    is_used: bool,
}

impl Definitions {
    /// Those that the parser found.
    pub(super) fn of(found: &RefDefs<'_>) -> Definitions {
        let named = found.iter().map(|(name, found)| {
            // `[//]: # (…)` is how remarks are hidden that no reader shall see.
            let is_used = found.dest.is_empty() || &*found.dest == "#";
            (name.to_lowercase(), Definition { place: found.span.clone(), is_used })
        });
        Definitions { named: named.collect() }
    }

    /// Where the address stands that a link or picture mentions by this name.
    pub(super) fn mention(&mut self, name: &str) -> Option<Range<usize>> {
        if self.named.is_empty() {
            return None;
        }
        let found = self.named.get_mut(&name.to_lowercase())?;
        found.is_used = true;
        Some(found.place.clone())
    }
}

impl Writer<'_> {
    /// Reports lines that no link refers to: nothing of them is on the page.
    pub(super) fn look_for_lost_definitions(&mut self) {
        let mut lost: Vec<Range<usize>> = std::mem::take(&mut self.definitions.named)
            .into_values()
            .filter(|found| !found.is_used)
            .map(|found| found.place)
            .collect();
        lost.sort_unstable_by_key(|place| place.start);
        for place in lost {
            let written = self.source.clean(&self.source.text[place.clone()]);
            let end = written.find("]:").map_or(written.len(), |end| end + "]:".len());
            let found = Diagnostic::warning("definition-unused", self.place(place));
            self.report(found.with("name", &written[..end]).help("escape"));
        }
    }
}
