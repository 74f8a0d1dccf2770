//! No text becomes markup, whoever wrote it and wherever it stands: the whole demonstration site, with every string of
//! the interface, every format and every label, title and source made into an attack.

use portolan::config::Overrides;
use portolan::pipeline;
use portolan::source::{self, Snapshot};
use toml::Value;

use super::program::repository;

const ATTACK: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";

/// Keys of texts that readers see, besides those that are written per language.
const TEXTS: &[&str] = &[
    "title", "summary", "name", "note", "source", "licence", "tagline", "notice", "alt", "label", "caption",
];

const LANGS: &[&str] = &["vi", "en", "ja", "ko", "zh"];

/// What the program reads as a number, a sign or a name of its own.
const RULES: &[&str] = &["decimal", "group", "system"];

fn attacked(text: &str) -> Value {
    Value::String(format!("{text}{ATTACK}"))
}

/// A format or the words of the interface: every text.
fn every(value: Value, key: &str) -> Value {
    match value {
        Value::String(text) if !RULES.contains(&key) => attacked(&text),
        Value::Array(all) => Value::Array(all.into_iter().map(|one| every(one, key)).collect()),
        Value::Table(all) => {
            Value::Table(all.into_iter().map(|(key, one)| (key.clone(), every(one, &key))).collect())
        }
        other => other,
    }
}

/// Content: the texts that readers see.
fn shown(value: Value, key: &str, around: &str, own: bool) -> Value {
    let is_id = matches!(around, "path" | "slug" | "url");
    match value {
        Value::String(text) if LANGS.contains(&key) && !is_id => attacked(&text),
        Value::String(text) if own && TEXTS.contains(&key) => attacked(&text),
        Value::Array(all) => Value::Array(all.into_iter().map(|one| shown(one, key, around, own)).collect()),
        Value::Table(all) => Value::Table(
            all.into_iter().map(|(inner, one)| (inner.clone(), shown(one, &inner, key, own))).collect(),
        ),
        other => other,
    }
}

fn toml(text: &str, change: impl FnOnce(Value) -> Value) -> String {
    let table: toml::Table = text.parse().expect("the repository's own TOML");
    toml::to_string(&change(Value::Table(table))).expect("TOML")
}

fn attack(path: &str, text: &str) -> String {
    match path {
        _ if path.starts_with("i18n/") => toml(text, |all| every(all, "")),
        // What names a collection or theme stands in the settings under `name` too.
        "portolan.toml" => toml(text, |all| shown(all, "", "", false)),
        _ if path.starts_with("content/") && path.ends_with(".toml") => {
            let own = !path.ends_with("_collection.toml");
            toml(text, |all| shown(all, "", "", own))
        }
        _ if path.starts_with("content/") && path.ends_with(".md") => {
            let Some((front, body)) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"))
            else {
                return text.to_owned();
            };
            format!("+++\n{}+++\n{body}", toml(front, |all| shown(all, "", "", true)))
        }
        _ => text.to_owned(),
    }
}

#[test]
fn no_text_becomes_markup() {
    let read = source::read(repository()).expect("the repository can be read").value;
    let files = read.below("").map(|(path, file)| {
        let bytes = file.bytes().expect("a readable file").to_vec();
        let changed = file.text().map(|text| attack(path.as_str(), text).into_bytes());
        (path.as_str().to_owned(), changed.unwrap_or(bytes))
    });
    let files: Vec<(String, Vec<u8>)> = files.collect();
    let snapshot = Snapshot::from_files(files.iter().map(|(path, bytes)| (path.as_str(), &**bytes))).value;
    let build = pipeline::assemble(snapshot, &Overrides::default(), Vec::new());
    let views = build.views();
    let mut attacked = 0;
    for route in &build.site.pages.routes {
        let path = route.path(&build.site);
        let text = build.render(&views, route).unwrap_or_else(|problem| panic!("{path}: {problem:?}"));
        // Data for programs is no markup; a page that holds some has it in a script that no text can end.
        if [".js", ".json", ".geojson", ".csv", ".ics", ".vcf", ".txt"].iter().any(|end| path.ends_with(end))
        {
            continue;
        }
        for sign in ["<script>alert", "<img src=x"] {
            let at = text.find(sign).map(|at| text[..at].chars().rev().take(300).collect::<Vec<_>>());
            let before: Option<String> = at.map(|before| before.into_iter().rev().collect());
            assert_eq!(before, None, "{path}: what stands before `{sign}`");
        }
        attacked += usize::from(text.contains("&lt;img src=x onerror"));
    }
    assert!(attacked > build.site.pages.routes.len() / 2, "the attack reached only {attacked} files");
}
