//! Which file is what: schemas and vocabularies first, then every record file in parallel, then records from their parts.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use typed_index_collections::TiVec;

use super::collection::Collection;
use super::folder::{FOLDER, RECORD, SCHEMA};
use super::id::CollectionId;
use super::memory::{ContentMemory, FilePart, LastLoad};
use super::parse::{ContentKind, FileJob, run};
use super::record::{self, Record};
use super::row::Row;
use super::stray::{no_schema, stray, without_facts, wrong_text};
use super::text_file::{self, Author};
use super::value::{Form, Located, Value};
use super::{Content, ledger, maps, patch, schema, vocabulary};
use crate::base::{Digest, Lang, PerLang, SourcePath, SourceSpan, fingerprint};
use crate::diag::{Diagnostic, Reported};
use crate::geo::{self, Mistake, Shape, System};
use crate::source::{Snapshot, names};

pub(super) fn load(
    snapshot: &Snapshot,
    author: &Author<'_>,
    memory: &mut ContentMemory,
) -> Reported<Content> {
    let author_digest = fingerprint(&(author.codes, author.languages, author.options));
    if let Some(content) = patch::patched(snapshot, author, author_digest, memory) {
        return Reported::new(content, Vec::new());
    }
    let mut all = Vec::new();
    let mut content = Content::default();
    schemas(snapshot, author, &mut content, &mut all);
    content.ledger = ledger::load(snapshot, author.codes, &mut all);
    vocabularies(snapshot, author, &mut content, &mut all);
    listing_texts(snapshot, author, &mut content, &mut all);
    let jobs = jobs(snapshot, author, &content, &mut all);
    let schemas = schema_digests(snapshot, &content, author_digest);
    let parts = parts(&jobs, (&content, &schemas), author, memory);
    let parts: Vec<FilePart> = parts.into_iter().map(|part| part.into(&mut all)).collect();
    content.records = records(jobs.iter().zip(parts), &mut all).into();
    let drafts: HashSet<&str> = content
        .records
        .iter()
        .filter(|record| record.meta.draft && record.place.path.file_name() == RECORD)
        .map(|record| record.folder.as_str())
        .collect();
    // The facts of a draft may wait, and so may its texts, which are read without knowing the facts.
    all.retain(|found| {
        let folder = found.place.as_ref().map_or("", |place| place.path.folder());
        found.code != "to-fill" || !drafts.contains(folder)
    });
    content.told = without_facts(snapshot, author, &content, &mut all);
    let told =
        |found: &Diagnostic| found.place.as_ref().is_some_and(|place| content.told.contains(&place.path));
    all.retain(|found| found.code != "stray-file" || !told(found));
    content.files = attachments(snapshot);
    all.extend(names(snapshot, FOLDER, |path| !is_read(path)));
    content.shapes = shapes(snapshot, &content);
    content.maps = maps::load(snapshot, author.codes, &mut memory.maps).into(&mut all);
    memory.last = all.is_empty().then(|| LastLoad {
        snapshot: snapshot.clone(),
        author: author_digest,
        content: content.clone(),
    });
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
            let lang = Lang::at(index);
            let path = format!("{folder}_index.{code}.md");
            if let Some(source) = snapshot.text(&path) {
                let text = text_file::parse((&SourcePath::new(&path), source), lang, None, author).into(all);
                texts.set(lang, Arc::new(text));
            }
        }
        texts
    };
    content.home = read(FOLDER, all);
    content.intros = content.collections.keys().map(|name| read(&format!("{FOLDER}{name}/"), all)).collect();
}

/// What a text or table of the content folder is.
enum Sort {
    /// It is read elsewhere: a schema, a vocabulary, the maps, the text of a list.
    Elsewhere,
    /// It belongs to a collection.
    Job(ContentKind),
    /// A text in no language of the site.
    WrongText,
    /// Nothing that anybody looks for.
    Stray,
}

/// Sorts every text and table of the content folder into what it is; one that is nothing is reported. Files of other kinds are
/// attachments until the whole site tells that nobody names them.
fn jobs<'a>(
    snapshot: &'a Snapshot,
    author: &Author<'_>,
    content: &Content,
    all: &mut Vec<Diagnostic>,
) -> Vec<FileJob<'a>> {
    let mut jobs = Vec::new();
    let mut unknown_collections = BTreeMap::new();
    for (path, file) in snapshot.below(FOLDER) {
        if file.text().is_none() || !is_read(path) {
            continue;
        }
        let below = &path.as_str()[FOLDER.len()..];
        let folder = below.split_once('/').map(|(folder, _)| folder);
        let collection = folder.and_then(|folder| content.collections.get_index_of(folder));
        let sort = match folder {
            Some("_data") if path.extension() == "toml" => Sort::Elsewhere,
            Some("_maps") if maps::is_own(path) => Sort::Elsewhere,
            Some("_data" | "_maps") => Sort::Stray,
            None if path.extension() == "toml" => Sort::Stray,
            None => listing(path, author),
            Some(folder) if collection.is_none() => {
                unknown_collections.entry(folder.to_owned()).or_insert_with(|| path.clone());
                continue;
            }
            Some(folder) => sort(path, below.len() == folder.len() + 1 + path.file_name().len(), author),
        };
        match (sort, collection) {
            (Sort::Job(kind), Some(collection)) => jobs.push(FileJob { collection, path, file, kind }),
            (Sort::Stray, _) => all.push(stray(snapshot, author, path)),
            (Sort::WrongText, _) => all.push(wrong_text(snapshot, author, path)),
            _ => {}
        }
    }
    all.extend(no_schema(snapshot, author, unknown_collections, &content.collections));
    jobs
}

/// Whether a file is a text or table, which are read; any other may be attached as it is.
fn is_read(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "toml" | "md")
}

/// What a file of a collection is, by its name and by whether it lies right in the collection's folder or in a record's.
fn sort(path: &SourcePath, is_top: bool, author: &Author<'_>) -> Sort {
    let name = path.file_name();
    match (path.extension().as_str(), is_top) {
        ("toml", false) if name == RECORD => Sort::Job(ContentKind::Facts),
        ("toml", true) if name == SCHEMA => Sort::Elsewhere,
        ("toml", true) if !name.starts_with('_') => Sort::Job(ContentKind::Rows),
        ("toml", _) => Sort::Stray,
        (_, true) => listing(path, author),
        (_, false) => match author.lang(name) {
            Some(lang) => Sort::Job(ContentKind::Text(lang)),
            None => Sort::WrongText,
        },
    }
}

/// What a text is that lies right in the folder of a list, whose texts are called `_index.vi.md`.
fn listing(path: &SourcePath, author: &Author<'_>) -> Sort {
    match path.file_name().strip_prefix("_index.") {
        Some(name) if author.lang(name).is_some() => Sort::Elsewhere,
        Some(_) => Sort::WrongText,
        None => Sort::Stray,
    }
}

/// The files that texts and facts may refer to.
fn attachments(snapshot: &Snapshot) -> BTreeMap<SourcePath, Digest> {
    let files = snapshot.below(FOLDER).filter(|(path, _)| !is_read(path));
    files.map(|(path, file)| (path.clone(), file.digest)).collect()
}

/// The shapes in the files that places name. `check` reports a file that does not exist.
fn shapes(
    snapshot: &Snapshot,
    content: &Content,
) -> BTreeMap<(SourcePath, Option<System>), Result<Shape, Mistake>> {
    let mut named = BTreeSet::new();
    let mut note = |folder: &str, located: &Located| {
        if let Form::File { path, system } = &located.form {
            named.extend(SourcePath::joined(folder, &path.text).map(|path| (path, *system)));
        }
    };
    for record in &content.records {
        record.facts.values().for_each(|fact| {
            fact.value.walk(&mut |value| {
                if let Value::Located(located) = value {
                    note(&record.folder, located);
                }
            });
        });
    }
    for words in content.vocabularies.values() {
        let positions = words.entries.values().filter_map(|entry| entry.position.as_ref());
        positions.for_each(|located| note(words.path.folder(), located));
    }
    let read = |(path, system): (SourcePath, Option<System>)| {
        let text = snapshot.get(&path)?.text()?;
        let shape = geo::read(text, &path.extension(), system);
        Some(((path, system), shape))
    };
    named.into_iter().filter_map(read).collect()
}

/// What a file of each collection is read by, as a fingerprint: the collection's declaration, and how authors write.
fn schema_digests(snapshot: &Snapshot, content: &Content, author: Digest) -> TiVec<CollectionId, Digest> {
    let digest = |collection: &Collection| {
        let schema = snapshot.get(&collection.path).map(|file| file.digest);
        fingerprint(&(schema, author))
    };
    content.collections.values().map(digest).collect()
}

/// What each file gives: remembered when nothing that it is read from has changed, else read, in parallel.
fn parts(
    jobs: &[FileJob<'_>],
    (content, schemas): (&Content, &TiVec<CollectionId, Digest>),
    author: &Author<'_>,
    memory: &mut ContentMemory,
) -> Vec<Reported<FilePart>> {
    let input = |job: &FileJob<'_>| (job.file.digest, schemas[job.collection]);
    let is_known =
        |job: &FileJob<'_>| memory.parts.get(job.path).is_some_and(|(from, _)| *from == input(job));
    let unknown: Vec<&FileJob<'_>> = jobs.par_iter().filter(|job| !is_known(job)).collect();
    let read = |job: &&FileJob<'_>| run(job, &content.collections[job.collection], author);
    let fresh: Vec<Reported<FilePart>> = unknown.par_iter().map(read).collect();
    for (job, part) in unknown.iter().zip(fresh) {
        memory.note(job.path.clone(), input(job), part);
    }
    if memory.parts.len() > jobs.len() {
        let there: HashSet<&SourcePath> = jobs.iter().map(|job| job.path).collect();
        memory.retain(&there);
    }
    jobs.iter().map(|job| memory.parts[job.path].1.clone()).collect()
}

/// Puts records together from their parts, in the order of collection and id.
fn records<'a>(
    parts: impl Iterator<Item = (&'a FileJob<'a>, FilePart)>,
    all: &mut Vec<Diagnostic>,
) -> Vec<Record> {
    let mut folders: HashMap<&'a str, usize> = HashMap::new();
    let mut records: Vec<Record> = Vec::new();
    for (FileJob { collection, path, .. }, part) in parts {
        if let FilePart::Rows(rows) = part {
            records.extend(rows.iter().map(|row| row_record(row, *collection, path)));
            continue;
        }
        let index = *folders.entry(path.folder()).or_insert_with(|| {
            records.push(folder_record(*collection, path));
            records.len() - 1
        });
        match part {
            FilePart::Facts(facts) => {
                records[index].place = SourceSpan::file(path);
                (records[index].meta, records[index].facts) = (facts.meta, facts.facts);
            }
            FilePart::Text(lang, text) => {
                records[index].texts.set(lang, text);
            }
            FilePart::Rows(_) => unreachable!("rows were taken above"),
        }
    }
    records.sort_by(|a, b| (a.collection, &a.id, &a.place).cmp(&(b.collection, &b.id, &b.place)));
    unique(records, all)
}

/// A record of its own folder, before its facts and texts are put in.
fn folder_record(collection: CollectionId, path: &SourcePath) -> Record {
    let folder = path.folder();
    Record {
        id: folder.rsplit('/').next().unwrap_or(folder).to_owned(),
        collection,
        place: SourceSpan::file(path),
        folder: folder.to_owned(),
        meta: Arc::default(),
        facts: Arc::default(),
        texts: PerLang::default(),
    }
}

fn row_record(row: &Row, collection: CollectionId, path: &SourcePath) -> Record {
    Record {
        id: row.id.text.clone(),
        collection,
        place: row.id.place.clone(),
        folder: path.folder().to_owned(),
        meta: row.facts.meta.clone(),
        facts: row.facts.facts.clone(),
        texts: row.texts.clone(),
    }
}

/// Keeps the first record of each id and reports the others.
fn unique(records: Vec<Record>, all: &mut Vec<Diagnostic>) -> Vec<Record> {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(records.len());
    let mut kept: Vec<Record> = Vec::with_capacity(records.len());
    for record in records {
        record::check_id(&record.id, &record.place, all);
        if let Some(first) = seen.get(&record.id) {
            let twice = Diagnostic::error("duplicate-id", record.place.clone()).with("id", &record.id);
            all.push(twice.other(kept[*first].place.clone()).help("unique"));
            continue;
        }
        seen.insert(record.id.clone(), kept.len());
        kept.push(record);
    }
    kept
}
