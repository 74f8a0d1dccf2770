//! Which file is what: schemas and vocabularies first, then every record file in parallel, then records from their parts.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::record::{self, Facts, Meta, Record, Row};
use super::schema::{self, Collection};
use super::text::{self, Author, Text};
use super::{Content, vocabulary};
use crate::base::{Digest, Lang, PerLang, Place, SourcePath};
use crate::diag::{Diagnostic, Reported};
use crate::source::Snapshot;

const FOLDER: &str = "content/";
const SCHEMA: &str = "_collection.toml";
const RECORD: &str = "record.toml";

/// What one content file is.
enum Job<'a> {
    Facts { collection: usize, path: &'a SourcePath, source: &'a str },
    Text { collection: usize, path: &'a SourcePath, source: &'a str, lang: Lang },
    Rows { collection: usize, path: &'a SourcePath, source: &'a str },
}

/// What one content file gives.
enum Part {
    Facts { collection: usize, path: SourcePath, facts: Box<Facts> },
    Text { collection: usize, path: SourcePath, lang: Lang, text: Box<Text> },
    Rows { collection: usize, path: SourcePath, rows: Vec<Row> },
}

pub(super) fn load(snapshot: &Snapshot, author: &Author<'_>) -> Reported<Content> {
    let mut all = Vec::new();
    let mut content = Content::default();
    schemas(snapshot, author, &mut content, &mut all);
    vocabularies(snapshot, author, &mut content, &mut all);
    listing_texts(snapshot, author, &mut content, &mut all);
    let jobs = jobs(snapshot, author, &content, &mut all);
    let collections: Vec<&Collection> = content.collections.values().collect();
    let parts: Vec<Reported<Part>> = jobs.par_iter().map(|job| run(job, &collections, author)).collect();
    let parts = parts.into_iter().map(|part| part.into(&mut all)).collect();
    content.records = records(parts, &mut all);
    let drafts: Vec<&str> = content
        .records
        .iter()
        .filter(|record| record.meta.draft && record.place.path.file_name() == RECORD)
        .map(|record| record.folder.as_str())
        .collect();
    // The facts of a draft may wait, and so may its texts, which are read without knowing the facts.
    all.retain(|found| {
        let folder = found.place.as_ref().map_or("", |place| place.path.folder());
        found.code != "to-fill" || !drafts.contains(&folder)
    });
    content.files = attachments(snapshot);
    Reported::new(content, all)
}

fn schemas(snapshot: &Snapshot, author: &Author<'_>, content: &mut Content, all: &mut Vec<Diagnostic>) {
    for (path, file) in snapshot.below(FOLDER) {
        let Some(source) = file.text().filter(|_| path.file_name() == SCHEMA) else { continue };
        let Some((name, SCHEMA)) = path.as_str()[FOLDER.len()..].split_once('/') else { continue };
        let collection = schema::parse(source, path, name, author.codes).into(all);
        content.collections.insert(name.to_owned(), collection);
    }
}

fn vocabularies(snapshot: &Snapshot, author: &Author<'_>, content: &mut Content, all: &mut Vec<Diagnostic>) {
    for (path, file) in snapshot.below("content/_data/") {
        let Some(source) = file.text().filter(|_| path.extension() == "toml") else { continue };
        let vocabulary = vocabulary::parse(source, path, author.codes).into(all);
        content.vocabularies.insert(vocabulary.name.clone(), vocabulary);
    }
}

/// `_index.<lang>.md` of the home page and of each list.
fn listing_texts(snapshot: &Snapshot, author: &Author<'_>, content: &mut Content, all: &mut Vec<Diagnostic>) {
    let read = |folder: &str, all: &mut Vec<Diagnostic>| {
        let mut texts = PerLang::default();
        for (index, code) in author.codes.iter().enumerate() {
            let lang = Lang(u8::try_from(index).expect("fewer than 256 languages"));
            let path = format!("{folder}_index.{code}.md");
            if let Some(source) = snapshot.text(&path) {
                texts.set(lang, text::parse(source, &SourcePath::new(&path), lang, None, author).into(all));
            }
        }
        texts
    };
    content.home = read(FOLDER, all);
    content.intros = content.collections.keys().map(|name| read(&format!("{FOLDER}{name}/"), all)).collect();
}

/// Sorts every other file of the content folder into what it is; a file that is nothing is reported.
fn jobs<'a>(
    snapshot: &'a Snapshot,
    author: &Author<'_>,
    content: &Content,
    all: &mut Vec<Diagnostic>,
) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    let mut unknown_collections = BTreeMap::new();
    for (path, file) in snapshot.below(FOLDER) {
        let below = &path.as_str()[FOLDER.len()..];
        let name = path.file_name();
        let Some(source) = file.text() else { continue };
        let is_content = matches!(path.extension().as_str(), "toml" | "md");
        if !is_content || below.starts_with("_data/") || name == SCHEMA || name.starts_with("_index.") {
            continue;
        }
        let Some((folder, rest)) = below.split_once('/') else {
            all.push(Diagnostic::warning("stray-file", Place::file(path)).help("move"));
            continue;
        };
        let Some(collection) = content.collections.get_index_of(folder) else {
            unknown_collections.entry(folder.to_owned()).or_insert_with(|| path.clone());
            continue;
        };
        let in_folder = rest.contains('/');
        match path.extension().as_str() {
            "toml" if name == RECORD && in_folder => jobs.push(Job::Facts { collection, path, source }),
            "toml" if !in_folder => jobs.push(Job::Rows { collection, path, source }),
            "toml" => all.push(Diagnostic::warning("stray-file", Place::file(path)).help("move")),
            "md" if in_folder => match author.codes.iter().position(|code| name == format!("{code}.md")) {
                Some(index) => {
                    let lang = Lang(u8::try_from(index).expect("fewer than 256 languages"));
                    jobs.push(Job::Text { collection, path, source, lang });
                }
                None => {
                    let known =
                        author.codes.iter().map(|code| format!("{code}.md")).collect::<Vec<_>>().join(", ");
                    all.push(
                        Diagnostic::error("text-name", Place::file(path))
                            .with("name", name)
                            .with("known", known)
                            .help("known"),
                    );
                }
            },
            "md" => all.push(Diagnostic::warning("stray-file", Place::file(path)).help("move")),
            _ => {}
        }
    }
    for (folder, path) in unknown_collections {
        let problem = Diagnostic::error("no-schema", Place::file(&path)).with("folder", &folder);
        let near = crate::base::nearest(&folder, content.collections.keys().map(String::as_str));
        all.push(problem.near_or(near, "add"));
    }
    jobs
}

/// The files that texts and facts may refer to.
fn attachments(snapshot: &Snapshot) -> BTreeMap<SourcePath, Digest> {
    let files =
        snapshot.below(FOLDER).filter(|(path, _)| !matches!(path.extension().as_str(), "md" | "toml"));
    files.map(|(path, file)| (path.clone(), file.digest)).collect()
}

fn run(job: &Job<'_>, collections: &[&Collection], author: &Author<'_>) -> Reported<Part> {
    match *job {
        Job::Facts { collection, path, source } => {
            let read = record::facts(source, path, collections[collection], author.codes);
            let part = Part::Facts { collection, path: path.clone(), facts: Box::new(read.value) };
            Reported::new(part, read.diagnostics)
        }
        Job::Text { collection, path, source, lang } => {
            let read = text::parse(source, path, lang, Some(collections[collection]), author);
            let part = Part::Text { collection, path: path.clone(), lang, text: Box::new(read.value) };
            Reported::new(part, read.diagnostics)
        }
        Job::Rows { collection, path, source } => {
            let read = record::rows(source, path, collections[collection], author);
            let part = Part::Rows { collection, path: path.clone(), rows: read.value };
            Reported::new(part, read.diagnostics)
        }
    }
}

/// Puts records together from their parts, in the order of collection and id.
fn records(parts: Vec<Part>, all: &mut Vec<Diagnostic>) -> Vec<Record> {
    let mut folders: BTreeMap<(usize, String), Record> = BTreeMap::new();
    let mut records = Vec::new();
    for part in parts {
        match part {
            Part::Facts { collection, path, facts } => {
                let record = folder_record(&mut folders, collection, &path);
                record.place = Place::file(&path);
                (record.meta, record.facts) = (facts.meta, facts.facts);
            }
            Part::Text { collection, path, lang, text } => {
                folder_record(&mut folders, collection, &path).texts.set(lang, *text);
            }
            Part::Rows { collection, path, rows } => {
                records.extend(rows.into_iter().map(|row| row_record(row, collection, &path)));
            }
        }
    }
    records.extend(folders.into_values());
    records.sort_by(|a, b| (a.collection, &a.id, &a.place).cmp(&(b.collection, &b.id, &b.place)));
    unique(records, all)
}

fn folder_record<'a>(
    folders: &'a mut BTreeMap<(usize, String), Record>,
    collection: usize,
    path: &SourcePath,
) -> &'a mut Record {
    let folder = path.folder().to_owned();
    folders.entry((collection, folder.clone())).or_insert_with(|| Record {
        id: folder.rsplit('/').next().unwrap_or(&folder).to_owned(),
        collection,
        place: Place::file(path),
        folder,
        meta: Meta::default(),
        facts: IndexMap::new(),
        texts: PerLang::default(),
    })
}

fn row_record(row: Row, collection: usize, path: &SourcePath) -> Record {
    Record {
        id: row.id.text,
        collection,
        place: row.id.place,
        folder: path.folder().to_owned(),
        meta: row.facts.meta,
        facts: row.facts.facts,
        texts: row.texts,
    }
}

/// Keeps the first record of each id and reports the others.
fn unique(records: Vec<Record>, all: &mut Vec<Diagnostic>) -> Vec<Record> {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut kept = Vec::new();
    for record in records {
        record::check_id(&record.id, &record.place, all);
        if let Some(first) = seen.get(&record.id) {
            let twice = Diagnostic::error("duplicate-id", record.place.clone()).with("id", &record.id);
            all.push(twice.other(first.clone()).help("unique"));
            continue;
        }
        seen.insert(record.id.clone(), record.place.clone());
        kept.push(record);
    }
    kept
}
