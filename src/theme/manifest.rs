//! `theme.toml`: what a theme says of itself, and which files of npm packages it publishes.
//!
//! ```toml
//! [npm]
//! only_with = "content/_maps/maps.toml"                            # nothing is installed for sites without this file
//! files."leaflet/leaflet.js" = "node_modules/leaflet/dist/leaflet.js" # name of the asset = file below the installation
//!
//! [npm.also]                                # what not every such site needs
//! only_with = "content/_maps/maps.toml#tiles" # the file, and in it this key
//! online = true                             # not for a disk
//! files."tiles/draw.js" = "node_modules/draw/draw.js"
//! ```
//!
//! Nothing is installed here: that means running a program, which the command line does. Whoever has installed the
//! packages puts their files into the snapshot as assets of the theme ([`Packages::asset`]), where they are input like any
//! other file; a template asks by `has_asset` whether they are there.

use crate::base::SourcePath;
use crate::data::{self, Fields, TomlValue};
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

/// What the theme `theme` takes from npm for the site of `snapshot`, which may be made for a disk; `None` when it takes nothing,
/// or nothing for this site.
///
/// Files are looked for in the site and then in the default theme.
#[must_use]
pub fn packages(snapshot: &Snapshot, theme: &str, offline: bool) -> Option<Packages> {
    let text = |name: &str| {
        let path = format!("themes/{theme}/{name}");
        snapshot.text(&path).or_else(|| super::defaults().text(&path))
    };
    let path = SourcePath::new(&format!("themes/{theme}/theme.toml"));
    let [npm, also] = read(text("theme.toml")?, &path, &mut Vec::new());
    let mut files = npm.files_for(snapshot, offline);
    if files.is_empty() {
        return None;
    }
    files.extend(also.files_for(snapshot, offline));
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

/// Files of packages, and for which sites they are.
#[derive(Debug, Default)]
struct Files {
    only_with: Option<String>,
    online: bool,
    names: Vec<(String, String)>,
}

impl Files {
    /// Those that a site takes.
    fn files_for(self, snapshot: &Snapshot, offline: bool) -> Vec<(String, String)> {
        let wanted = self.only_with.is_none_or(|condition| holds(&condition, snapshot));
        if wanted && !(self.online && offline) { self.names } else { Vec::new() }
    }
}

/// Whether a site has a file, or in it a key: `content/_maps/maps.toml#tiles`.
fn holds(condition: &str, snapshot: &Snapshot) -> bool {
    let (path, key) = condition.split_once('#').map_or((condition, None), |(path, key)| (path, Some(key)));
    let path = SourcePath::new(path);
    let Some(file) = snapshot.get(&path) else { return false };
    let has = |key| data::parse(file.text().unwrap_or_default(), &path, 0).value.get(key).is_some();
    key.is_none_or(has)
}

/// What themes of other programs say of themselves, and no page shows: a theme is called as its folder is.
const REMARKS: &[&str] = &["name", "description", "author", "version", "licence", "license"];

/// `[npm]` and `[npm.also]`.
fn read(text: &str, path: &SourcePath, all: &mut Vec<Diagnostic>) -> [Files; 2] {
    let table = data::parse(text, path, 0).into(all);
    let mut fields = Fields::new(&table, path, (0, text.len()));
    for key in REMARKS {
        if let Some((_, span, _)) = fields.unasked(key) {
            let unused = Diagnostic::warning("unused-note", fields.place(span)).with("key", key);
            fields.node(key);
            fields.diagnostics.push(unused.help("comment"));
        }
    }
    let npm = fields.table("npm");
    fields.finish(all);
    let Some((npm, span)) = npm else { return Default::default() };
    let mut fields = Fields::new(npm, path, span);
    let also = fields.table("also").map(|(also, span)| {
        let mut fields = Fields::new(also, path, span);
        let files = files(&mut fields);
        fields.finish(all);
        files
    });
    let npm = files(&mut fields);
    fields.finish(all);
    [npm, also.unwrap_or_default()]
}

fn files(fields: &mut Fields<'_>) -> Files {
    let only_with = fields.text("only_with").map(str::to_owned);
    let online = fields.flag("online", false);
    let mut names = Vec::new();
    for (name, _, node) in fields.table("files").map_or(&[][..], |(table, _)| &table.entries) {
        match &node.value {
            TomlValue::Text(file) if is_below(name) && is_below(file) => {
                names.push((name.clone(), file.clone()))
            }
            TomlValue::Text(_) => {
                let wrong = Diagnostic::error("theme-file", fields.place(node.span));
                fields.diagnostics.push(wrong.with("name", name).help("path"));
            }
            _ => fields.wrong_type(name, node, "string"),
        }
    }
    Files { only_with, online, names }
}

/// Whether a path names something below the folder that it starts from.
fn is_below(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', ':'])
}
