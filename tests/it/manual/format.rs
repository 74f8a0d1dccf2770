//! The reference of a site's files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use serde_json::Value as Json;

use super::{cell, hold, names_in, replace};
use crate::fixture::{TWO, files};
use crate::key::{LANGS, known_keys, schemas_of, whole};
use crate::message::folder;

/// A key that a kind of file may have.
#[derive(Default)]
struct Key {
    about: String,
    forms: BTreeSet<&'static str>,
    is_required: bool,
}

/// The keys of a schema by their paths, each once; names that a site gives itself are `NAME`.
struct Keys<'s> {
    root: &'s Json,
    own: &'s BTreeSet<String>,
    all: &'s mut BTreeMap<String, Key>,
    order: &'s mut Vec<String>,
}

impl Keys<'_> {
    fn take(&mut self, schema: &Json, path: &str) {
        // Columns are fields: what these have is told there.
        if path.matches("columns").count() > 1 || path.matches("NAME").count() > 1 {
            return;
        }
        if let Some(name) = schema["$ref"].as_str() {
            let found = self.root.pointer(name.trim_start_matches('#')).expect("a definition");
            self.take(found, path);
        }
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            if LANGS.contains(&key.as_str()) || inner == &Json::Bool(false) {
                continue;
            }
            let key = if self.own.contains(key) { "NAME" } else { key };
            let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            if key != "NAME" {
                self.note(
                    &path,
                    inner,
                    schema["required"].as_array().is_some_and(|all| all.contains(&key.into())),
                );
            }
            self.take(inner, &path);
        }
        if schema["items"].is_object() {
            self.take(&schema["items"], path);
        }
        if schema["additionalProperties"].is_object() {
            self.take(&schema["additionalProperties"], &format!("{path}.NAME"));
        }
        for inner in schema["anyOf"].as_array().into_iter().flatten() {
            self.take(inner, path);
        }
    }

    fn note(&mut self, path: &str, schema: &Json, is_required: bool) {
        let mut forms = BTreeSet::new();
        forms_of(schema, self.root, &mut forms);
        if !self.all.contains_key(path) {
            self.order.push(path.to_owned());
        }
        let key = self.all.entry(path.to_owned()).or_default();
        if key.about.is_empty() {
            key.about = about(schema, self.root).unwrap_or_default().to_owned();
        }
        key.forms.extend(forms);
        key.is_required |= is_required;
    }
}

/// What a schema says of a value, itself or where it is declared.
fn about<'s>(schema: &'s Json, root: &'s Json) -> Option<&'s str> {
    let declared = schema["$ref"].as_str().and_then(|name| root.pointer(name.trim_start_matches('#')));
    let inner = schema["anyOf"].as_array().into_iter().flatten().chain(declared);
    schema["description"].as_str().or_else(|| inner.into_iter().find_map(|inner| about(inner, root)))
}

/// How a value is written.
fn forms_of(schema: &Json, root: &Json, forms: &mut BTreeSet<&'static str>) {
    if let Some(name) = schema["$ref"].as_str() {
        forms_of(root.pointer(name.trim_start_matches('#')).expect("a definition"), root, forms);
    }
    for inner in schema["anyOf"].as_array().into_iter().flatten() {
        forms_of(inner, root, forms);
    }
    for value in schema["enum"].as_array().into_iter().flatten() {
        forms.insert(if value.is_boolean() { "`true` or `false`" } else { "text" });
    }
    if schema["pattern"].as_str().is_some_and(|form| form.contains("[0-9]{4}")) {
        forms.insert("date");
        return;
    }
    let types = match &schema["type"] {
        Json::Array(types) => types.iter().filter_map(Json::as_str).collect(),
        one => one.as_str().into_iter().collect::<Vec<_>>(),
    };
    let is_per_language = LANGS.iter().all(|lang| schema["properties"][lang].is_object());
    forms.extend(types.into_iter().map(|name| match name {
        "string" => "text",
        "integer" => "whole number",
        "number" => "number",
        "boolean" => "`true` or `false`",
        "array" => "list",
        _ if is_per_language => "text per language",
        _ => "table",
    }));
}

/// The table of the keys of a kind of file.
fn table(schemas: &[(String, Json)], own: &BTreeSet<String>, kind: &str) -> String {
    let (mut all, mut order) = (BTreeMap::new(), Vec::new());
    let none = BTreeSet::new();
    for (_, schema) in schemas.iter().filter(|(other, _)| other == kind) {
        let own = if ["record", "table"].contains(&kind) { own } else { &none };
        Keys { root: schema, own, all: &mut all, order: &mut order }.take(schema, "");
    }
    let mut table = String::from("| key | how it is written | what it says |\n|---|---|---|\n");
    for path in order {
        let key = &all[&path];
        let forms: Vec<&str> = key.forms.iter().copied().collect();
        let required = if key.is_required && kind != "record" { ", required" } else { "" };
        let about = cell(&key.about.replace('<', "&lt;"));
        let _ = writeln!(table, "| `{path}` | {}{required} | {about} |", forms.join(" or "));
    }
    table
}

const FORMAT: &str = "docs/content-format.md";

#[test]
fn every_key_of_a_file_stands_in_the_reference() {
    let (schemas, own) = schemas_of(&whole());
    let mut text = fs::read_to_string(folder(FORMAT)).expect("the reference");
    for kind in ["portolan", "collection", "record", "vocabulary", "maps"] {
        replace(&mut text, &format!("keys of {kind}"), &table(&schemas, &own, kind));
    }
    replace(&mut text, "HTML", &names_in("src/markdown/sanitise/rule.rs", "TAGS"));
    hold(&BTreeMap::from([(FORMAT.to_owned(), text)]));
}

/// Keys that no schema knows: of texts, of the ledger, of a theme.
#[test]
fn every_key_without_a_schema_stands_in_the_reference_too() {
    let text = fs::read_to_string(folder(FORMAT)).expect("the reference");
    let site = whole();
    let (_, own) = schemas_of(&site);
    let front = known_keys(&site, "content/things/north/vi.md", &|line| format!("+++\n{line}\n+++\n"));
    let ledger =
        known_keys(&site, "codes.toml", &|line| format!("[[printed]]\nid = \"a\"\ncode = \"a\"\n{line}\n"));
    let theme =
        |section: &str| known_keys(&site, "themes/own/theme.toml", &|line| format!("[{section}]\n{line}\n"));
    let all = [("front matter", front), ("codes.toml", ledger), ("theme.toml", theme("npm"))];
    let is_there = |key: &str| text.contains(&format!("`{key}`"));
    let types = names_in("src/content/field.rs", "TYPES");
    let untold: Vec<&str> = types.split_whitespace().filter(|name| !text.contains(name)).collect();
    assert!(untold.is_empty(), "{FORMAT} says nothing of these types: {untold:?}");
    for (of, keys) in all {
        let lacking: Vec<&String> = keys.iter().filter(|key| !is_there(key) && !own.contains(*key)).collect();
        assert!(lacking.is_empty(), "{FORMAT} says nothing of these keys of the {of}: {lacking:?}");
    }
}

/// What the reference says of `format` is what the program knows, and what `portolan new` writes.
#[test]
fn the_format_of_sites_is_told_and_written() {
    let line = format!("format = {}\n", portolan::config::FORMAT);
    for path in [FORMAT, "src/cli/starter/portolan.toml", "portolan.toml"] {
        let text = fs::read_to_string(folder(path)).expect("a file of the repository");
        assert!(text.contains(&line), "{path}");
    }
}

/// The first block of code of a section of the reference.
fn block<'t>(text: &'t str, heading: &str) -> &'t str {
    let (_, section) = text.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let (_, block) = section.split_once("\n```toml\n").expect("a block");
    block.split("```").next().unwrap_or_default()
}

/// A site of the examples has nothing to mend.
#[test]
fn the_examples_of_the_reference_are_right() {
    let text = fs::read_to_string(folder(FORMAT)).expect("the reference");
    let site = files("")
        .with("portolan.toml", block(&text, "## portolan.toml"))
        .with("content/berths/_collection.toml", block(&text, "## _collection.toml"))
        .with("content/berths/more.toml", block(&text, "### Records in a table"))
        .with("content/_data/sectors.toml", block(&text, "## Vocabularies: _data"));
    assert_eq!(site.make().said(), "");
    let readme = fs::read_to_string(folder("README.md")).expect("the readme");
    let (_, collection) = readme.split_once("Make `content/berths/_collection.toml`").expect("its example");
    let collection = collection.split("```").nth(1).and_then(|block| block.strip_prefix("toml\n"));
    assert_eq!(site.with("content/berths/_collection.toml", collection.expect("a block")).make().said(), "");
}

/// What a field of a type has to say besides.
fn declared(kind: &str) -> &'static str {
    match kind {
        "money" => "currency = \"USD\"\nscale = \"million\"\n",
        "quantity" | "distance" => "unit = \"m\"\n",
        "distances" => "from = \"position\"\nplaces = [\"airport\"]\n",
        "list" => "of = \"text\"\n",
        "table" => {
            "columns = { name = { type = \"text\", label = { vi = \"x\", en = \"x\" } }, \
             area = { type = \"area\", label = { vi = \"y\", en = \"y\" } } }\n"
        }
        _ => "",
    }
}

/// A record with a fact for each value, and the fields that these are.
struct Sample {
    fields: String,
    facts: String,
    count: usize,
}

impl Sample {
    fn add(&mut self, kind: &str, value: &str) {
        let count = self.count;
        let label = format!("label = {{ vi = \"a{count}\", en = \"b{count}\" }}\n");
        self.fields += &format!("[fields.f{count}]\ntype = \"{kind}\"\n{label}{}", declared(kind));
        self.facts += &format!("f{count} = {value}\n");
        self.count += 1;
    }

    /// The values in a row of the table of types.
    fn add_row(&mut self, row: &str) {
        let columns: Vec<&str> = row.split(" | ").collect();
        let quoted = |column: usize| columns[column].split('`').skip(1).step_by(2);
        for kind in quoted(0) {
            let is_of = |value: &&str| match kind {
                "url" => value.contains("://"),
                "email" => value.contains('@'),
                "phone" => value.starts_with("\"+"),
                _ => is_value(value),
            };
            quoted(1).filter(is_of).for_each(|value| self.add(kind, &value.replace('…', "example.com")));
        }
    }

    /// The values in a block of examples, whose names say what they are.
    fn add_block(&mut self, block: &str) {
        let lines = block.lines().filter_map(|line| line.split_once(" = "));
        for (name, value) in lines.filter(|(_, value)| !value.contains("file =")) {
            let kind = match name {
                "area" => "area",
                "position" => "place",
                _ => "money",
            };
            self.add(kind, value);
        }
    }
}

/// Whether what stands as code is a value, and no word of the explanation.
fn is_value(code: &str) -> bool {
    matches!(code, "true" | "false")
        || ["\"", "{", "[{", "[\""].iter().any(|opening| code.starts_with(opening))
        || code.starts_with(|c: char| c.is_ascii_digit())
}

/// Every value in the table of types is taken by a field of that type, and so are the forms of figures and places.
#[test]
fn the_values_of_the_reference_are_taken() {
    let text = fs::read_to_string(folder(FORMAT)).expect("the reference");
    let (_, types) = text.split_once("### Types of fields").expect("the types");
    let rows = types.lines().skip_while(|line| !line.starts_with("| `integer`"));
    let mut sample = Sample {
        fields: "[fields.position]\ntype = \"place\"\nlabel = { vi = \"p\", en = \"p\" }\n".to_owned(),
        facts: "position = { lat = \"20.86\", lon = \"106.56\" }\nsource = \"Sở\"\n".to_owned(),
        count: 0,
    };
    rows.take_while(|line| line.starts_with("| `")).for_each(|row| sample.add_row(row));
    assert!(sample.count > 30, "{}", sample.count);
    let before = sample.count;
    for opening in ["All of these forms do:", "or one of these:"] {
        let (_, block) = text.split_once(&format!("{opening}\n\n```toml\n")).expect("a block");
        sample.add_block(block.split("```").next().unwrap_or_default());
    }
    assert!(sample.count >= before + 8, "{}", sample.facts);
    let made = files(TWO)
        .with("content/_data/places.toml", AIRPORT)
        .with("content/berths/_collection.toml", block(&text, "## _collection.toml"))
        .with("content/berths/more.toml", block(&text, "### Records in a table"))
        .with("content/things/_collection.toml", format!("{THINGS}{}", sample.fields))
        .with("content/things/one/record.toml", sample.facts)
        .with("content/things/one/plan.pdf", "%PDF-1.4")
        .with("content/things/one/quay.jpg", include_bytes!("../../fixtures/readme.jpg"))
        .with("content/things/one/vi.md", "+++\ntitle = \"Một\"\n[alt]\n\"quay.jpg\" = \"Cảng\"\n+++\n");
    made.make().sound();
}

const AIRPORT: &str = "[[entry]]\nid = \"airport\"\nname = { vi = \"Sân bay\", en = \"Airport\" }\n\
                       position = { lat = \"20.82\", lon = \"106.72\" }\n";

const THINGS: &str = "title = { vi = \"Vật\", en = \"Things\" }\nsingular = { vi = \"Vật\", en = \"Thing\" }\n\
                      path = { vi = \"vat\", en = \"things\" }\n";
