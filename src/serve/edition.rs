use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::address::{self, File};
use crate::base::SourcePath;
use crate::diag::{Diagnostic, Severity};
use crate::fact::Date;
use crate::pipeline::Build;
use crate::site::Route;
use crate::view::SEARCH_PARTS;

/// What the editor wants to see beyond what is published today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visibility {
    /// Drafts.
    pub drafts: bool,
    /// What is not yet or no longer to be shown.
    pub future: bool,
    /// The site as on another day.
    pub as_of: Option<Date>,
}

/// What differs from the state before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Something that pages show may be different.
    pub pages: bool,
    /// A script is different, which a page takes up only by being loaded again.
    pub scripts: bool,
    /// Addresses of styles: before, and now.
    pub styles: BTreeMap<String, String>,
    /// The source files that changed.
    pub files: BTreeSet<SourcePath>,
}

impl Change {
    /// What is known of a change when nothing is: any page may be different.
    #[must_use]
    pub fn unknown() -> Change {
        Change { pages: true, ..Change::default() }
    }

    /// From the theme and files of one state to those of the next.
    pub(super) fn between(before: Option<&Build>, after: &Build, files: BTreeSet<SourcePath>) -> Change {
        let Some(before) = before else { return Change { files, ..Change::unknown() } };
        let mut change = Change { files, ..Change::default() };
        for (name, old) in &before.theme.assets {
            let new = after.theme.assets.get(name).filter(|new| new.path != old.path);
            match new {
                Some(new) if name.ends_with(".css") => {
                    change.styles.insert(format!("/{}", old.path), format!("/{}", new.path));
                }
                Some(_) => change.scripts |= is_script(name),
                None => {}
            }
        }
        let is_style = |path: &SourcePath| {
            let mut parts = path.as_str().split('/');
            parts.next() == Some("themes") && parts.nth(1) == Some("assets") && path.extension() == "css"
        };
        // Nothing but the address of a style is different in pages when only styles changed, and those are swapped.
        change.pages = change.files.is_empty() || !change.files.iter().all(is_style);
        // A sheet that comes or goes is named by pages from then on, or no more.
        change.pages |= !before.theme.assets.keys().eq(after.theme.assets.keys());
        change
    }

    /// This change and then the next, as one.
    pub(super) fn then(&mut self, next: &Change) {
        self.pages |= next.pages;
        self.scripts |= next.scripts;
        self.files.extend(next.files.iter().cloned());
        for (old, new) in &next.styles {
            self.styles
                .values_mut()
                .filter(|address| *address == old)
                .for_each(|address| address.clone_from(new));
            self.styles.insert(old.clone(), new.clone());
        }
    }
}

fn is_script(name: &str) -> bool {
    name.ends_with(".js") || name.ends_with(".mjs")
}

/// A state of the site that browsers can be shown.
#[derive(Debug)]
pub struct PreviewState {
    /// From 1; a later state has a larger number.
    pub number: u64,
    /// The site; none when the very first attempt to make one failed.
    pub build: Option<Arc<Build>>,
    /// What is wrong, by place: with the site, and with pages that could not be made.
    pub diagnostics: Vec<Diagnostic>,
    /// From the first change of a file until this could be served.
    pub took: Duration,
    /// What differs from the state before.
    pub change: Change,
    /// What it was asked to show.
    pub view: Visibility,
    pub(super) files: Arc<OnceLock<BTreeMap<String, File>>>,
}

/// What is at an address.
pub(super) enum Found<'e> {
    Page(Route),
    Asset(&'e crate::theme::Asset),
    /// A part of the index.
    Script(&'e str),
    File(&'e File),
    /// A former address that the content declares.
    Alias(Route),
}

impl PreviewState {
    /// Whether an author has to mend something.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|found| found.severity == Severity::Error)
    }

    /// Errors and warnings.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        (errors, self.diagnostics.len() - errors)
    }

    /// What is at `path`, which has no leading slash.
    pub(super) fn find(&self, path: &str) -> Option<Found<'_>> {
        let build = self.build.as_ref()?;
        match path.split('/').next() {
            Some("assets") if path.starts_with(SEARCH_PARTS) => build.search_part(path).map(Found::Script),
            Some("assets") => build.theme.assets.values().find(|asset| asset.path == path).map(Found::Asset),
            Some("media" | "files" | "codes") => {
                self.files.get_or_init(|| address::files(build)).get(path).map(Found::File)
            }
            Some("maps") if path.ends_with(".pmtiles") => {
                self.files.get_or_init(|| address::files(build)).get(path).map(Found::File)
            }
            _ => build.site.route_at(path).cloned().map(Found::Page).or_else(|| {
                let alias = build.site.pages.redirects.iter().find(|(alias, _)| alias == path);
                alias.map(|(_, route)| Found::Alias(route.clone()))
            }),
        }
    }
}
