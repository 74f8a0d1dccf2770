//! A file that no fact and no text names is not published, though an editor put it there to be.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashSet;

use typed_index_collections::TiVec;

use super::named;
use super::reference::References;
use crate::base::{SourcePath, SourceSpan};
use crate::config::Language;
use crate::content::{FACTS, Near, RecordId, meant_name};
use crate::diag::{Diagnostic, Subject};
use crate::site::Site;

/// Every attachment is named by a fact or a text.
pub(super) fn check(site: &Site, references: &TiVec<RecordId, References>, all: &mut Vec<Diagnostic>) {
    let languages = &site.config.languages;
    let own = LazyCell::new(|| own_files(site));
    let texts = LazyCell::new(|| folders_of_texts(site));
    let is_there = |wanted: &SourcePath| own.contains(wanted);
    for path in unnamed_files(site, references) {
        let is_layer = path.folder() == "content/_maps";
        let otherwise = if is_layer { "layer" } else { "link" };
        let meant = meant_name(path, languages);
        let found = match &meant {
            Some(_) => Diagnostic::warning("stray-file", SourceSpan::file(path)),
            None => Diagnostic::warning("unused-file", SourceSpan::file(path))
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

/// The file that was meant by a name of which it has been told that there is no such file.
fn meant_in(found: &Diagnostic) -> Option<SourcePath> {
    let (_, near) = found.args.iter().find(|(key, _)| *key == "near" && found.code == "no-file")?;
    SourcePath::joined(found.place.as_ref()?.path.folder(), near)
}

/// The files of the content folder that nobody names, so that they are not published. What a draft may name in the end,
/// and files that were reported because of their names, are not among them.
fn unnamed_files<'s>(site: &'s Site, references: &TiVec<RecordId, References>) -> Vec<&'s SourcePath> {
    let files = &site.content.files;
    if files.is_empty() {
        return Vec::new();
    }
    let rest = named::of_rest(site);
    let withheld: Vec<SourcePath> =
        site.withheld.values().flat_map(|record| named::of_record(site, record)).collect();
    let records = references.iter().flat_map(|checked| &checked.files);
    let meant: Vec<SourcePath> =
        references.iter().flat_map(|checked| &checked.found).filter_map(meant_in).collect();
    let named = records.chain(&rest).chain(&withheld).chain(&meant);
    let named: HashSet<&SourcePath> = named.collect();
    let waits = |path: &SourcePath| {
        let mut folder = path.folder();
        while !site.waiting.contains(folder) {
            let Some((above, _)) = folder.rsplit_once('/') else { return false };
            folder = above;
        }
        true
    };
    let is_unnamed =
        |path: &&SourcePath| !named.contains(path) && !site.content.told.contains(*path) && !waits(path);
    files.keys().filter(is_unnamed).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, file, text};

    #[test]
    fn a_file_is_named_by_somebody() {
        let there = file("content/berths/north/plan.pdf", "x");
        check(&there, &["W unused-file/link content/berths/north/plan.pdf"]);
        check(&(there + &text("[a](plan.pdf)")), &[]);
    }

    #[test]
    fn facts_in_the_form_of_another_program_are_not_read() {
        check(
            &file("content/berths/north/record.yaml", "x"),
            &["W unused-file/facts content/berths/north/record.yaml"],
        );
        check(
            &file("content/berths/north/vi.docx", "x"),
            &["W unused-file/text content/berths/north/vi.docx"],
        );
    }

    #[test]
    fn what_a_draft_may_name_one_day_is_not_told_of() {
        let draft = file("content/berths/south/vi.md", "+++\ntitle = \"Nam\"\nstatus = \"draft\"\n+++\n");
        check(&(draft + &file("content/berths/south/a.pdf", "x")), &["W only-drafts/finish \"draft\""]);
    }
}
