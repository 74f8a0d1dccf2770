//! Files of the content folder that are none of what is looked for there: said to be that, with what they were most likely
//! meant to be.

use std::collections::{BTreeMap, BTreeSet};

use super::Content;
use super::collection::Collection;
use super::folder::{FOLDER, RECORD, SCHEMA};
use super::id::CollectionId;
use super::ledger::LEDGER;
use super::misnamed::{FACTS, bare_stem, meant_name};
use super::text_file::Author;
use crate::base::{ByName, SourcePath, SourceSpan};
use crate::config::is_code;
use crate::diag::{Diagnostic, Subject};
use crate::locale::written::language_code;
use crate::source::Snapshot;

impl Diagnostic {
    /// Adds the name that the file at `path` was most likely meant to have, else the help `otherwise`. Where there is a file
    /// of that name, this one may be a copy of it.
    pub(crate) fn meant_or(self, path: &SourcePath, meant: Option<String>, near: Near<'_>) -> Diagnostic {
        let Some(meant) = meant else { return self.help(near.otherwise) };
        let beside = beside(path, &meant);
        let found = self.with("near", &meant);
        if (near.is_there)(&beside) {
            found.help("copy")
        } else {
            found.help("near").hides(Subject::File(beside))
        }
    }
}

/// What [`Diagnostic::meant_or`] has to know.
pub(crate) struct Near<'a> {
    /// Whether there is a file.
    pub(crate) is_there: &'a dyn Fn(&SourcePath) -> bool,
    /// The help where nothing is near.
    pub(crate) otherwise: &'static str,
}

/// Reports a text or a table at a place where nobody looks for one.
pub(super) fn stray(snapshot: &Snapshot, author: &Author<'_>, path: &SourcePath) -> Diagnostic {
    let is_there = |path: &SourcePath| snapshot.get(path).is_some();
    let near = Near { is_there: &is_there, otherwise: "move" };
    Diagnostic::warning("stray-file", SourceSpan::file(path)).meant_or(
        path,
        meant_name(path, author.languages),
        near,
    )
}

/// Reports files right below the root that nobody reads. A ledger that nobody reads guards no code.
#[must_use]
pub(crate) fn astray(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let is_there = |path: &SourcePath| snapshot.get(path).is_some();
    let told = snapshot.astray().map(|(path, meant)| {
        let place = SourceSpan::file(path);
        let stray = match meant == LEDGER && !is_there(&SourcePath::new(LEDGER)) {
            true => Diagnostic::error("stray-file", place),
            false => Diagnostic::warning("stray-file", place),
        };
        stray.meant_or(path, Some(meant.to_owned()), Near { is_there: &is_there, otherwise: "move" })
    });
    told.collect()
}

/// Reports a text that is called like none of a record's.
pub(super) fn wrong_text(snapshot: &Snapshot, author: &Author<'_>, path: &SourcePath) -> Diagnostic {
    let is_there = |path: &SourcePath| snapshot.get(path).is_some();
    let near = Near { is_there: &is_there, otherwise: "known" };
    let begin = if path.file_name().starts_with("_index.") { "_index." } else { "" };
    let known: Vec<String> = author.codes.iter().map(|code| format!("{begin}{code}.md")).collect();
    let wrong = Diagnostic::error("text-name", SourceSpan::file(path)).with("name", path.file_name());
    let wrong = wrong.with("known", known.join(", ")).needs(Subject::Languages);
    let stem = bare_stem(path.file_name());
    let stem = stem.strip_prefix(begin).unwrap_or(&stem);
    let code = language_code(stem);
    match meant_name(path, author.languages) {
        // A country, or the name of a language, and no copy of what lies beside it.
        Some(meant)
            if is_there(&beside(path, &meant))
                && stem != meant_code(&meant, begin)
                && !stem.contains('.') =>
        {
            let language =
                author.languages.iter().find(|language| language.code == meant_code(&meant, begin));
            let wrong = wrong.with("code", stem).with("near", &meant);
            wrong.with("language", language.map_or("", |language| &language.name)).help("language")
        }
        None if is_code(&code) && code.len() == 2 => wrong.with("code", code).help("add"),
        meant => wrong.meant_or(path, meant, near),
    }
}

fn beside(path: &SourcePath, name: &str) -> SourcePath {
    match path.folder() {
        "" => SourcePath::new(name),
        folder => SourcePath::new(&format!("{folder}/{name}")),
    }
}

/// The code of the language of a text by its name.
fn meant_code<'n>(name: &'n str, begin: &str) -> &'n str {
    let code = name.strip_suffix(".md").unwrap_or(name);
    code.strip_prefix(begin).unwrap_or(code)
}

/// The file right in `folder` that was most likely meant to be called `wanted`.
fn meant_as<'a>(
    snapshot: &'a Snapshot,
    author: &Author<'_>,
    folder: &'a str,
    wanted: &str,
) -> Option<&'a SourcePath> {
    let files = snapshot.below(folder).map(|(path, _)| path);
    let mut own = files.filter(|path| path.folder().len() + 1 == folder.len());
    own.find(|path| meant_name(path, author.languages).is_some_and(|meant| meant == wanted))
}

/// Reports folders that hold texts or tables and are no collections.
pub(super) fn no_schema(
    snapshot: &Snapshot,
    author: &Author<'_>,
    folders: BTreeMap<String, SourcePath>,
    known: &ByName<CollectionId, Collection>,
) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for (folder, path) in folders {
        let within = format!("{FOLDER}{folder}/");
        let whole = SourcePath::new(&format!("{FOLDER}{folder}"));
        let problem = |place: &SourcePath| {
            let problem = Diagnostic::error("no-schema", SourceSpan::file(place)).with("folder", &folder);
            problem.needs(Subject::Collection(folder.clone())).hides(Subject::File(whole.clone()))
        };
        if let Some(file) = meant_as(snapshot, author, &within, SCHEMA) {
            all.push(problem(file).with("file", file.file_name()).help("rename"));
            continue;
        }
        let near = crate::base::nearest(&folder, known.keys().map(String::as_str));
        all.push(problem(&path).near_or(near, "add"));
    }
    all
}

/// Reports records that have texts and no `record.toml`, where their collection has facts: a file that was lost or misnamed
/// takes every fact with it. Returned are the misnamed ones, which have been told of.
pub(super) fn without_facts(
    snapshot: &Snapshot,
    author: &Author<'_>,
    content: &Content,
    all: &mut Vec<Diagnostic>,
) -> BTreeSet<SourcePath> {
    let mut named = BTreeSet::new();
    for record in content.records.iter().filter(|record| record.place.path.extension() == "md") {
        let within = format!("{}/", record.folder);
        let fields =
            || content.collections[record.collection].fields.iter().filter(|(_, field)| !field.per_language);
        let folder = SourcePath::new(&record.folder);
        let missing = Diagnostic::error("no-facts", SourceSpan::file(&folder)).with("id", &record.id);
        let missing = missing.needs(Subject::File(SourcePath::new(&format!("{within}{RECORD}"))));
        let missing = missing.hides(Subject::Record(record.id.clone()));
        if let Some(file) = meant_as(snapshot, author, &within, RECORD) {
            all.push(missing.with("file", file.file_name()).help("rename"));
            named.insert(file.clone());
        } else if let Some(file) = other_form(snapshot, &within) {
            all.push(missing.with("file", file.file_name()).help("convert"));
        } else if fields().next().is_some() {
            let required: Vec<&str> =
                fields().filter(|(_, field)| field.required).map(|(name, _)| name.as_str()).collect();
            let help = if required.is_empty() { "add" } else { "fill" };
            all.push(missing.with("required", required.join(", ")).help(help));
        }
    }
    named
}

/// The file in a folder in which another program has the facts of a record: `record.yaml`.
fn other_form<'s>(snapshot: &'s Snapshot, within: &'s str) -> Option<&'s SourcePath> {
    let mut files = snapshot.below(within).map(|(path, _)| path);
    files.find(|path| {
        let stem = path.as_str()[within.len()..].rsplit_once('.').map_or("", |(stem, _)| stem);
        stem.eq_ignore_ascii_case("record") && FACTS.contains(&path.extension().as_str())
    })
}
