//! The files that pages are made with, by the names under which a site puts its own in their place.

use std::collections::BTreeMap;

use super::{DEFAULT, defaults};
use crate::base::SourcePath;
use crate::source::{Snapshot, SourceFile};

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateOrigin {
    /// The program has it.
    BuiltIn,
    /// The site has it.
    Site,
    /// The theme of the site has it, which is not the built-in one.
    Theme,
}

/// A template, an asset, the strings or the formats of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemePart {
    /// `templates/base.html`, `assets/css/site.css`, `i18n/vi.toml`.
    pub name: String,
    /// The file that counts.
    pub path: SourcePath,
    /// Where that comes from.
    pub origin: TemplateOrigin,
    /// Whether it stands in the place of a file of the program.
    pub replaces: bool,
}

/// What pages are made with, by name; the default files are in the snapshot already.
#[must_use]
pub fn parts(snapshot: &Snapshot, theme: &str) -> Vec<ThemePart> {
    let mut found: BTreeMap<String, SourcePath> = BTreeMap::new();
    for theme in [DEFAULT, theme] {
        let folder = format!("themes/{theme}/");
        for (path, _) in snapshot.below(&folder) {
            let name = &path.as_str()[folder.len()..];
            if is_part(name) {
                found.insert(name.to_owned(), path.clone());
            }
        }
    }
    let words = snapshot.below("i18n/").filter(|(path, _)| path.extension() == "toml");
    found.extend(words.map(|(path, _)| (path.to_string(), path.clone())));
    let own = format!("themes/{theme}/");
    let part = |(name, path): (String, SourcePath)| {
        let origin = match () {
            () if snapshot.is_default(&path) => TemplateOrigin::BuiltIn,
            () if theme != DEFAULT && path.as_str().starts_with(&own) => TemplateOrigin::Theme,
            () => TemplateOrigin::Site,
        };
        ThemePart {
            replaces: origin != TemplateOrigin::BuiltIn && built_in(&name).is_some(),
            name,
            path,
            origin,
        }
    };
    found.into_iter().map(part).collect()
}

fn is_part(name: &str) -> bool {
    match name.split_once('/') {
        Some(("templates", _)) => name.ends_with(".html"),
        Some((top, _)) => top == "assets",
        None => false,
    }
}

/// The names of the program's own files, in order.
#[must_use]
pub fn built_in_names() -> Vec<String> {
    parts(defaults(), DEFAULT).into_iter().map(|part| part.name).collect()
}

/// The program's own file of a name.
#[must_use]
pub fn built_in(name: &str) -> Option<&'static SourceFile> {
    defaults().get(&own_path(name, DEFAULT))
}

/// Where a site with this theme has its own file of a name.
#[must_use]
pub fn own_path(name: &str, theme: &str) -> SourcePath {
    let path = if is_part(name) { format!("themes/{theme}/{name}") } else { name.to_owned() };
    SourcePath::new(&path)
}
