//! A file that nobody names is not published, and whoever put it there thinks that it is.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashSet;

use crate::base::{Place, SourcePath};
use crate::config::Language;
use crate::content::{FACTS, Near, meant_name};
use crate::diag::{Diagnostic, Subject};
use crate::site::Site;

/// Every attachment is named by a fact or a text.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    let languages = &site.config.languages;
    let own = LazyCell::new(|| own_files(site));
    let texts = LazyCell::new(|| folders_of_texts(site));
    let is_there = |wanted: &SourcePath| own.contains(wanted);
    for path in site.unnamed_files() {
        let is_layer = path.folder() == "content/_maps";
        let otherwise = if is_layer { "layer" } else { "link" };
        let meant = meant_name(path, languages);
        let found = match &meant {
            Some(_) => Diagnostic::warning("stray-file", Place::file(path)),
            None => Diagnostic::warning("unused-file", Place::file(path))
                .with("name", path.file_name())
                .with("target", target(from_text(path, &texts))),
        };
        let found = match other_form(path, languages).filter(|_| meant.is_none()) {
            Some((name, help)) => {
                // That the record has no facts is told with this file.
                let id = path.folder().rsplit('/').next().unwrap_or_default().to_owned();
                let found = if help == "facts" { found.needs(Subject::Record(id)) } else { found };
                all.push(found.with("meant", name).help(help));
                continue;
            }
            None => found,
        };
        let mut found = found.meant_or(path, meant.clone(), Near { is_there: &is_there, otherwise });
        // A text that has another name is missing in its language.
        if let (Some("near"), Some(lang)) =
            (found.help, meant.as_deref().and_then(|name| name.strip_suffix(".md")))
        {
            let id = path.folder().rsplit('/').next().unwrap_or_default();
            found = found.hides(Subject::text(id, lang));
        }
        all.push(found);
    }
}

/// Ends of files in which other programs have texts.
const TEXTS: &[&str] = &["docx", "doc", "odt", "rtf", "html", "htm", "pages", "tex", "adoc", "rst"];

/// The facts or the text that a file was most likely to be that has the form of another program: `record.yaml`, `vi.docx`; with
/// the help that says so.
fn other_form(path: &SourcePath, languages: &[Language]) -> Option<(String, &'static str)> {
    let (stem, _) = path.file_name().rsplit_once('.')?;
    let extension = path.extension();
    let (end, help) = match extension.as_str() {
        facts if FACTS.contains(&facts) => ("toml", "facts"),
        text if TEXTS.contains(&text) => ("md", "text"),
        _ => return None,
    };
    let other = SourcePath::new(&format!("{}/{stem}.{end}", path.folder()));
    let is_right = match end {
        "toml" => stem == "record",
        _ => languages.iter().any(|language| language.code == stem),
    };
    let name = if is_right { Some(other.file_name().to_owned()) } else { meant_name(&other, languages) };
    name.filter(|name| end != "toml" || name == "record.toml").map(|name| (name, help))
}

/// The files of records that are facts and texts.
fn own_files(site: &Site) -> HashSet<&SourcePath> {
    let mut own = HashSet::new();
    for record in &site.content.records {
        let texts = record.texts.iter().map(|(_, text)| &text.place.path);
        own.extend(texts.chain([&record.place.path]).filter(|path| path.folder() == record.folder));
    }
    own
}

/// The folders in which texts lie that can link to a file; that of the home page among them.
fn folders_of_texts(site: &Site) -> HashSet<&str> {
    let records = site.content.records.iter();
    let texts = records.flat_map(|record| record.texts.iter().map(|(_, text)| text.place.path.folder()));
    texts.chain(["content"]).collect()
}

/// A file's path from the nearest text beside it or above it; its name where there is none.
fn from_text<'p>(path: &'p SourcePath, texts: &HashSet<&str>) -> &'p str {
    let folders = std::iter::successors(Some(path.folder()), |folder| Some(folder.rsplit_once('/')?.0));
    let nearest = folders.into_iter().find(|folder| texts.contains(folder));
    nearest
        .and_then(|folder| path.as_str().strip_prefix(folder)?.strip_prefix('/'))
        .unwrap_or(path.file_name())
}

/// A name as the target of a link: one that has blanks or brackets stands between `<` and `>`.
fn target(name: &str) -> Cow<'_, str> {
    let is_bare = !name.contains([' ', '(', ')', '<', '>']);
    if is_bare { name.into() } else { format!("<{name}>").into() }
}
