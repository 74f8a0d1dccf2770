//! `theme.toml`: what a theme says of itself, and which files of npm packages it publishes.
//!
//! ```toml
//! [npm]
//! only_with = "content/_maps/maps.toml"                            # nothing is installed for sites without this file
//! files."leaflet/leaflet.js" = "node_modules/leaflet/dist/leaflet.js" # name of the asset = file below the installation
//! ```
//!
//! Nothing is installed here: that means running a program, which is up to the command line. Whoever has installed the
//! packages puts their files into the snapshot as assets of the theme ([`Packages::asset`]), where they are input like any
//! other file; a template asks by `has_asset` whether they are there.

use crate::base::SourcePath;
use crate::data::{self, Fields, Value};
use crate::diag::Diagnostic;
use crate::source::Snapshot;

/// What a theme takes from npm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packages {
    /// The folder below `themes/`.
    pub theme: String,
    /// `package.json`.
    pub package: String,
    /// `package-lock.json`: just which bytes are taken.
    pub lock: String,
    /// Names of assets (`leaflet/leaflet.js`), each with its file below the folder of the installation.
    pub files: Vec<(String, String)>,
}

impl Packages {
    /// The path of the input file that an asset of this name is made from.
    #[must_use]
    pub fn asset(&self, name: &str) -> SourcePath {
        SourcePath::new(&format!("themes/{}/assets/{name}", self.theme))
    }
}

/// What the theme `theme` takes from npm for the site of `snapshot`; `None` when it takes nothing, or nothing for this site.
///
/// Files are looked for in the site and then in the default theme.
#[must_use]
pub fn packages(snapshot: &Snapshot, theme: &str) -> Option<Packages> {
    let text = |name: &str| {
        let path = format!("themes/{theme}/{name}");
        snapshot.text(&path).or_else(|| super::defaults().text(&path))
    };
    let path = SourcePath::new(&format!("themes/{theme}/theme.toml"));
    let (only_with, files) = read(text("theme.toml")?, &path, &mut Vec::new());
    let wanted = only_with.is_none_or(|path| snapshot.get(&SourcePath::new(&path)).is_some());
    if files.is_empty() || !wanted {
        return None;
    }
    let (package, lock) = (text("package.json")?.to_owned(), text("package-lock.json")?.to_owned());
    Some(Packages { theme: theme.to_owned(), package, lock, files })
}

/// Reports what is wrong with the `theme.toml` of these themes.
pub(super) fn check(snapshot: &Snapshot, themes: &[&str], all: &mut Vec<Diagnostic>) {
    let names: std::collections::BTreeSet<&&str> = themes.iter().collect();
    for theme in names {
        let path = SourcePath::new(&format!("themes/{theme}/theme.toml"));
        if let Some(text) = snapshot.text(path.as_str()) {
            read(text, &path, all);
        }
    }
}

type Files = Vec<(String, String)>;

/// `only_with` and `files`.
fn read(text: &str, path: &SourcePath, all: &mut Vec<Diagnostic>) -> (Option<String>, Files) {
    let table = data::parse(text, path, 0).into(all);
    let mut fields = Fields::new(&table, path, (0, text.len()));
    for key in ["name", "description"] {
        fields.text(key);
    }
    let npm = fields.table("npm");
    fields.finish(all);
    let Some((npm, span)) = npm else { return (None, Vec::new()) };
    let mut fields = Fields::new(npm, path, span);
    let only_with = fields.text("only_with").map(str::to_owned);
    let mut files = Vec::new();
    for (name, _, node) in fields.table("files").map_or(&[][..], |(table, _)| &table.entries) {
        match &node.value {
            Value::Text(file) if is_below(name) && is_below(file) => files.push((name.clone(), file.clone())),
            Value::Text(_) => {
                let wrong = Diagnostic::error("theme-file", fields.place(node.span));
                fields.diagnostics.push(wrong.with("name", name).help("path"));
            }
            _ => fields.wrong_type(name, node, "string"),
        }
    }
    fields.finish(all);
    (only_with, files)
}

/// Whether a path names something below the folder that it starts from.
fn is_below(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', ':'])
}
