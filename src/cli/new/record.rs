//! A record in a site: a folder with its facts and its texts, to be filled in.

use std::io::IsTerminal as _;
use std::path::Path;

use super::blank::Blank;
use super::messages::{CreateRefusal, Created, MadeRecord};
use super::write_new;
use crate::base::{Lang, SourcePath};
use crate::cli::argument::NewOptions;
use crate::cli::today;
use crate::config::{self, Overrides};
use crate::content::{Collection, is_id};
use crate::diag::{self, Diagnostic, Printer, Severity, UiLang};
use crate::editor::Guide;
use crate::locale::{meant, named, slug};
use crate::pipeline::{self, Reading};
use crate::source::{self, Snapshot};

/// Adds the record `id` to `collection`.
pub(super) fn add(options: &NewOptions, collection: &str, id: &str) -> Result<Created, CreateRefusal> {
    let root = &options.root;
    if !root.join(config::FILE).is_file() {
        return Err(CreateRefusal::NoSite { root: root.clone(), what: options.what.clone() });
    }
    let unreadable = |error: std::io::Error| CreateRefusal::Environment {
        path: root.display().to_string(),
        error: error.to_string(),
    };
    let read = source::read(root).map_err(unreadable)?;
    let (mut snapshot, mut found) = (read.value, read.diagnostics);
    let reading = pipeline::read(&mut snapshot, &Overrides::default(), &mut found);
    let declared = declared(&reading, collection)?;
    check_sound(&found, declared, &snapshot, options.ui_lang.into())?;
    check_id(&reading, root, collection, id)?;
    let guide = Guide {
        content: &reading.content,
        config: &reading.config,
        locales: &reading.locales,
        lang: options.ui_lang.into(),
    };
    let blank = Blank { guide, collection: declared, id, today: today() };
    write(root, &blank, &reading).map(Created::Record)
}

fn declared<'r>(reading: &'r Reading, name: &str) -> Result<&'r Collection, CreateRefusal> {
    let collections = &reading.content.collections;
    collections.get(name).ok_or_else(|| {
        let known = || collections.keys().map(String::as_str);
        // Who adds a record may know its list by its title, or by the address of its page.
        let called = collections.values().flat_map(|collection| {
            let words = [&collection.title, &collection.singular, &collection.segment];
            words.into_iter().flat_map(|words| named(&collection.name, words))
        });
        CreateRefusal::NoCollection {
            name: name.to_owned(),
            near: meant(name, called).map(str::to_owned),
            known: known().collect::<Vec<_>>().join(", "),
        }
    })
}

/// A record is made from the settings and from its collection, so these have to be sound; mistakes elsewhere may wait.
fn check_sound(
    found: &[Diagnostic],
    collection: &Collection,
    snapshot: &Snapshot,
    lang: UiLang,
) -> Result<(), CreateRefusal> {
    let settings = SourcePath::new(config::FILE);
    let ours = |found: &&Diagnostic| {
        let path = found.place.as_ref().map(|place| &place.path);
        found.severity == Severity::Error && (path == Some(&settings) || path == Some(&collection.path))
    };
    let printer = Printer::new(lang, |path| snapshot.page(path));
    let colour = std::io::stderr().is_terminal();
    let ours: Vec<Diagnostic> = found.iter().filter(ours).cloned().collect();
    let findings: Vec<String> =
        diag::fold(&ours).iter().map(|found| printer.terminal(found, colour)).collect();
    if findings.is_empty() { Ok(()) } else { Err(CreateRefusal::Broken(findings)) }
}

fn check_id(reading: &Reading, root: &Path, collection: &str, id: &str) -> Result<(), CreateRefusal> {
    if id.is_empty() {
        return Err(CreateRefusal::NoId(collection.to_owned()));
    }
    let taken = |id: &str| reading.content.records.iter().find(|record| record.id == id);
    if !is_id(id) {
        let near = Some(slug(id)).filter(|near| is_id(near) && taken(near).is_none());
        return Err(CreateRefusal::BadId { collection: collection.to_owned(), id: id.to_owned(), near });
    }
    if let Some(record) = taken(id) {
        return Err(CreateRefusal::TakenId { id: id.to_owned(), by: record.place.path.to_string() });
    }
    // A folder with nothing but pictures is no record, but an editor made it.
    let folder = format!("content/{collection}/{id}");
    if root.join(&folder).exists() {
        return Err(CreateRefusal::TakenId { id: id.to_owned(), by: folder });
    }
    Ok(())
}

fn write(root: &Path, blank: &Blank<'_>, reading: &Reading) -> Result<MadeRecord, CreateRefusal> {
    let config = &reading.config;
    let collection = blank.collection;
    // A folder is said as it would be typed: not `./content`.
    let root = root.strip_prefix(".").unwrap_or(root);
    let folder = root.join("content").join(&collection.name).join(blank.id);
    write_new(&folder.join("record.toml"), blank.facts().as_bytes())?;
    let file = |lang: Lang| format!("{}.md", config.language(lang).code);
    let source = Lang(0);
    let others: Vec<Lang> = config
        .langs()
        .filter(|lang| *lang != source && collection.required.contains(&config.language(*lang).code))
        .collect();
    for lang in [source].iter().chain(&others) {
        write_new(&folder.join(file(*lang)), blank.text(*lang).as_bytes())?;
    }
    let segment = collection.segment.get(source).unwrap_or(&collection.name);
    let code = &config.language(source).code;
    let (before, after) = if collection.pages { ("", "/") } else { ("#", "") };
    let required = collection.fields.values().filter(|field| field.required).count();
    Ok(MadeRecord {
        folder,
        fields: (collection.fields.len(), required),
        source: (file(source), config.language(source).name.clone()),
        drafts: others.into_iter().map(file).collect(),
        address: format!("{code}/{segment}/{before}{}{after}", blank.id),
        schemas: crate::cli::schema::refresh(root, blank.guide.lang),
    })
}
