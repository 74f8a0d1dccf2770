//! Templates that a collection names and nobody has written, and those that nobody names.

use super::{DEFAULT, Theme, stray};
use crate::base::{ByName, SourcePath, SourceSpan, nearest};
use crate::content::{Collection, CollectionId};
use crate::diag::Diagnostic;
use crate::source::Snapshot;

type Collections = ByName<CollectionId, Collection>;

/// Looks at the templates of records: what a collection chooses is there, and each of the site's own templates is for something.
#[must_use]
pub fn check(theme: &Theme, name: &str, snapshot: &Snapshot, collections: &Collections) -> Vec<Diagnostic> {
    let mut all = missing(theme, collections);
    let folder = format!("themes/{name}/");
    let own = snapshot.own_below(&folder).filter(|path| path.extension() == "html");
    all.extend(own.filter_map(|path| unused(theme, &folder, path, (snapshot, collections))));
    all
}

/// Templates that collections choose and that there are not: their records get the template of every record.
fn missing(theme: &Theme, collections: &Collections) -> Vec<Diagnostic> {
    let stems = || theme.paths.keys().filter_map(|name| name.strip_suffix(".html"));
    let mut all = Vec::new();
    for collection in collections.values() {
        let Some(name) = collection.template.as_deref() else { continue };
        if !theme.paths.contains_key(&format!("{name}.html")) {
            let missing = Diagnostic::warning("no-template", collection.value_place(&["template"]));
            let missing = missing.with("name", name).with("file", format!("{name}.html"));
            all.push(missing.near_or(nearest(name, stems()), "add"));
        }
    }
    all
}

/// Says of one of the site's own templates that nobody names it, and what its name was meant to be.
fn unused(
    theme: &Theme,
    folder: &str,
    path: &SourcePath,
    (snapshot, collections): (&Snapshot, &Collections),
) -> Option<Diagnostic> {
    let file = path.as_str()[folder.len()..].strip_prefix("templates/")?;
    let stem = file.strip_suffix(".html").filter(|stem| !stem.contains('/'))?;
    let is_ours = |file: &str| {
        let path = SourcePath::new(&format!("themes/{DEFAULT}/templates/{file}"));
        super::defaults().get(&path).is_some()
    };
    let chosen = |name: &str| name == stem;
    let is_chosen = collections.contains_key(stem)
        || collections.values().any(|collection| collection.template.as_deref().is_some_and(chosen));
    let text = |path: &SourcePath| snapshot.get(path).and_then(|file| file.text()).unwrap_or_default();
    let is_named = || theme.paths.values().any(|other| other != path && text(other).contains(file));
    if is_ours(file) || is_chosen || stray::meant(snapshot, folder, path).is_some() || is_named() {
        return None;
    }
    // A part of templates begins with `_`; who means a page of its own means none.
    let is_part = |name: &str| name.starts_with('_');
    let ours = theme.paths.keys().filter(|name| is_ours(name) && is_part(name) == is_part(stem));
    let ours = ours.filter_map(|name| name.strip_suffix(".html"));
    let near = nearest(stem, ours.chain(collections.keys().map(String::as_str)));
    let unused = Diagnostic::warning("unused-template", SourceSpan::file(path)).with("name", stem);
    Some(unused.near_or(near, "name"))
}
