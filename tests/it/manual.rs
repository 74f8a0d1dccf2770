//! The pages of `docs/` that are made from what the program says and takes, so that none of it is missing there.
//!
//! `UPDATE=1 cargo test` writes them again; the difference is reviewed like code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use portolan::diag::Severity;
use serde_json::Value as Json;

use crate::key::{LANGS, known_keys, schemas_of, whole};
use crate::message::{Example, examples, files_below, folder};
use crate::program::{Ran, portolan};

/// Compares files of the repository with what they should be, or writes that.
fn hold(pages: &BTreeMap<String, String>) {
    let differs =
        |(path, page): &(&String, &String)| fs::read_to_string(folder(path)).map_or(true, |is| is != **page);
    let wrong: Vec<(&String, &String)> = pages.iter().filter(differs).collect();
    if std::env::var_os("UPDATE").is_some() {
        for (path, page) in wrong {
            fs::write(folder(path), page).expect("a writable file");
        }
        return;
    }
    let names: Vec<&String> = wrong.iter().map(|(path, _)| *path).collect();
    assert!(
        names.is_empty(),
        "not as the program is now: {names:?} (`UPDATE=1 cargo test` writes them again)"
    );
}

/// A message as its file has it.
struct Message {
    says: String,
    helps: Vec<String>,
}

/// What every code says in a language, and how it is mended.
fn messages(lang: &str) -> BTreeMap<String, Message> {
    let text = |value: &toml::Value| {
        let text = value.get(lang).and_then(toml::Value::as_str).expect("a sentence in every language");
        text.replace("{{", "{").replace("}}", "}")
    };
    let mut all = BTreeMap::new();
    for path in files_below(&folder("src/diag/messages"), "toml") {
        let table: toml::Table = fs::read_to_string(&path).expect("text").parse().expect("TOML");
        for (code, message) in table {
            let helps = message.get("help").and_then(toml::Value::as_table);
            let helps = helps.into_iter().flatten().map(|(_, help)| text(help)).collect();
            all.insert(code, Message { says: text(&message), helps });
        }
    }
    all
}

/// The words of the pages in a language.
struct Words {
    lang: &'static str,
    /// An error, a warning, either.
    severities: [&'static str; 3],
    braces: &'static str,
    mend: &'static str,
    example: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        lang: "en",
        severities: ["An error.", "A warning.", "An error or a warning."],
        braces: " What stands in braces is filled in from your files.",
        mend: "What to do",
        example: "An example",
    },
    Words {
        lang: "vi",
        severities: ["Lỗi.", "Cảnh báo.", "Lỗi hoặc cảnh báo, tuỳ trường hợp."],
        braces: " Phần trong ngoặc nhọn được điền theo tệp của bạn.",
        mend: "Cách sửa",
        example: "Ví dụ",
    },
];

/// The page of a code.
fn page(code: &str, message: &Message, example: Option<&Example>, words: &Words) -> String {
    let severity = example.map(|example| {
        let is = |severity| example.severities.contains(&severity);
        match (is(Severity::Error), is(Severity::Warning)) {
            (true, true) => words.severities[2],
            (true, false) => words.severities[0],
            _ => words.severities[1],
        }
    });
    let braces = [&message.says].into_iter().chain(&message.helps).any(|text| text.contains('{'));
    let about = format!("{}{}", severity.unwrap_or_default(), if braces { words.braces } else { "" });
    let about = if about.is_empty() { about } else { format!("{}\n\n", about.trim_start()) };
    let mut page = format!("# {code}\n\n{about}> {}\n", message.says);
    if !message.helps.is_empty() {
        let helps: Vec<String> = message.helps.iter().map(|help| format!("- {help}\n")).collect();
        let _ = write!(page, "\n## {}\n\n{}", words.mend, helps.concat());
    }
    if let Some(example) = example {
        let said = if words.lang == "vi" { &example.vi } else { &example.en };
        let said: Vec<&str> = said.lines().map(str::trim_end).collect();
        let _ = write!(page, "\n## {}\n\n````text\n{}\n````\n", words.example, said.join("\n"));
    }
    page
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn every_finding_has_a_page() {
    let mut pages = BTreeMap::new();
    let mut index = String::from(
        "# Findings\n\n\
         Every finding has a code: `unknown-key` in `error[unknown-key]`, `code` in the JSON report. Each has a page here, in \
         English and in Vietnamese. `portolan explain unknown-key` prints the same page where there is no network, and \
         `--ui-lang vi` the Vietnamese one. The codes are stable: one that is published keeps its meaning.\n\n\
         These pages are written by a test from `src/diag/messages` and the cases of `tests/it/message`.\n\n\
         | code | what it says | |\n|---|---|---|\n",
    );
    for words in &WORDS {
        for (code, message) in messages(words.lang) {
            let text = page(&code, &message, examples().get(code.as_str()), words);
            pages.insert(format!("docs/diagnostics/{}/{code}.md", words.lang), text);
            if words.lang == "en" {
                let says = cell(&message.says);
                let _ = writeln!(index, "| [{code}](en/{code}.md) | {says} | [tiếng Việt](vi/{code}.md) |");
            }
        }
    }
    pages.insert("docs/diagnostics/README.md".to_owned(), index);
    let root = folder("");
    for path in files_below(&folder("docs/diagnostics"), "md") {
        let name =
            path.strip_prefix(&root).expect("below the repository").to_string_lossy().replace('\\', "/");
        let is_left = !pages.contains_key(&name);
        if is_left && std::env::var_os("UPDATE").is_some() {
            fs::remove_file(&path).expect("a file of ours");
        } else {
            assert!(!is_left, "`{name}` is about no code (`UPDATE=1 cargo test` removes it)");
        }
    }
    hold(&pages);
}

#[test]
fn the_program_explains_a_finding_with_its_page() {
    let explain = |arguments: &[&str]| Ran::of(portolan().arg("explain").args(arguments));
    for (lang, code) in [("en", "unknown-key"), ("vi", "no-record"), ("en", "newer-format")] {
        let page = fs::read_to_string(folder(&format!("docs/diagnostics/{lang}/{code}.md"))).expect("a page");
        let ran = explain(&[code, "--ui-lang", lang]);
        assert_eq!((ran.code, ran.out, ran.err), (Some(0), page, String::new()));
    }
    let copied = explain(&["error[no-term]"]);
    assert!(copied.code == Some(0) && copied.out.starts_with("# no-term\n"), "{}{}", copied.out, copied.err);
    let listed = explain(&[]);
    let codes: Vec<String> = messages("en").into_keys().collect();
    assert_eq!(listed.out.lines().collect::<Vec<_>>(), codes);
    let near = explain(&["no-recrod"]);
    assert_eq!((near.code, near.out.as_str()), (Some(1), ""));
    assert_eq!(near.err, "error: there is no finding `no-recrod`: did you mean `no-record`?\n");
    let near = explain(&["no-recrod", "--ui-lang", "vi"]);
    assert_eq!(near.err, "lỗi: không có thông báo nào tên `no-recrod`: có phải ý bạn là `no-record`?\n");
}

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
    let types = names_in("src/content/kind.rs", "TYPES");
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

/// The architecture page names only tests that there are.
#[test]
fn every_invariant_of_the_architecture_has_its_test() {
    let page = fs::read_to_string(folder("docs/architecture.md")).expect("the page");
    let mut program = String::new();
    for path in files_below(&folder("src"), "rs").into_iter().chain(files_below(&folder("tests/it"), "rs")) {
        program += &fs::read_to_string(&path).expect("a readable file");
    }
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what"));
    for row in rows {
        let (_, held) = row.trim_end_matches(" |").rsplit_once(" | ").expect("two columns");
        let names: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            let is_there = program.contains(&format!("fn {name}(")) || folder(name).is_file();
            assert!(is_there, "there is no test `{name}`");
        }
    }
}

const THEME: &str = "docs/theme.md";

/// Where the program lists what Tera brings.
const NAMES: &str = "src/theme/problem.rs";

/// What a doc comment says, as one line.
fn said(comments: &[&str]) -> String {
    cell(&comments.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "))
}

/// The tables of what templates see, from the declarations in `src/view/model`: one for each struct.
fn variables() -> String {
    let mut paths = vec![folder("src/view/model.rs")];
    paths.extend(files_below(&folder("src/view/model"), "rs"));
    let texts: Vec<String> =
        paths.iter().map(|path| fs::read_to_string(path).expect("a readable file")).collect();
    let shapes: BTreeSet<&str> = texts
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.strip_prefix("pub struct ")?.split([' ', '<', '(']).next())
        .collect();
    let mut out = String::new();
    for text in &texts {
        shapes_of(text, &shapes, &mut out);
    }
    out
}

/// The tables of one file of declarations.
fn shapes_of(text: &str, shapes: &BTreeSet<&str>, out: &mut String) {
    let (mut comments, mut is_skipped, mut is_open) = (Vec::new(), false, false);
    for line in text.lines() {
        let bare = line.trim();
        if let Some(comment) = bare.strip_prefix("///") {
            comments.push(comment);
            continue;
        }
        if let Some(rest) = bare.strip_prefix("pub struct ").filter(|rest| rest.ends_with('{')) {
            let name = rest.split([' ', '<']).next().unwrap_or_default();
            let _ = write!(
                out,
                "\n### {name}\n\n{}\n\n| name | type | what it is |\n|---|---|---|\n",
                said(&comments)
            );
            is_open = true;
        } else if bare.starts_with("pub enum ") || bare == "}" {
            is_open = false;
        } else if bare.starts_with("#[serde(skip)") || bare.starts_with("#[serde(flatten)") {
            is_skipped = true;
            continue;
        } else if bare.starts_with("#[") {
            continue;
        } else if let Some((name, kind)) = bare.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")) {
            let name = name.trim_start_matches("r#");
            if is_open && !is_skipped && name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                let kind = kind.trim_end_matches(',');
                let _ = writeln!(out, "| `{name}` | {} | {} |", kind_of(kind, shapes), said(&comments));
            }
        }
        comments.clear();
        is_skipped = false;
    }
}

/// A type of the program as whoever writes templates thinks of it.
fn kind_of(kind: &str, shapes: &BTreeSet<&str>) -> String {
    let inner = |wrap: &str| kind.strip_prefix(wrap)?.strip_suffix('>');
    if let Some(of) = inner("Option<") {
        return format!("{}, or none", kind_of(of, shapes));
    }
    if let Some(of) = inner("Vec<") {
        return format!("list of {}", kind_of(of, shapes));
    }
    if let Some(of) = inner("Box<").or_else(|| inner("Arc<")) {
        return kind_of(of, shapes);
    }
    if let Some(of) = inner("IndexMapHash<") {
        return format!("table of {} by name", kind_of(of, shapes));
    }
    match kind {
        "String" | "&'static str" | "str" => "text".to_owned(),
        "Html" => "HTML".to_owned(),
        "bool" => "yes or no".to_owned(),
        "usize" | "u8" | "u32" | "i32" => "number".to_owned(),
        // A card that many pages show is made once.
        "Ready" => "[Card](#card)".to_owned(),
        name if shapes.contains(name) => format!("[{name}](#{})", name.to_lowercase()),
        other => panic!("say in `kind_of` what `{other}` is to whoever writes templates"),
    }
}

/// What a page shows, by the name that its template uses: the variants of `Part`.
fn page_parts() -> String {
    let text = fs::read_to_string(folder("src/view/model.rs")).expect("a readable file");
    let (_, rest) = text.split_once("pub enum Part {\n").expect("the declaration");
    let (variants, _) = rest.split_once("\n}").expect("its end");
    let mut out = String::from("| name | type | what it is |\n|---|---|---|\n");
    let mut about = "";
    for line in variants.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("///") {
            about = comment.trim();
        } else if let Some((name, kind)) = line.split_once('(') {
            let kind = kind.trim_end_matches([')', ',', '>']).trim_start_matches("Box<");
            let _ = writeln!(
                out,
                "| `{}` | [{kind}](#{}) | {} |",
                name.to_lowercase(),
                kind.to_lowercase(),
                cell(about)
            );
        }
    }
    out
}

/// The templates: what each extends, its blocks, and what its first comment says.
fn templates() -> String {
    let root = folder("themes/harbour/templates");
    let mut out = String::from("| template | extends | blocks | |\n|---|---|---|---|\n");
    for path in files_below(&root, "html") {
        let text = fs::read_to_string(&path).expect("a readable file");
        let name = path.strip_prefix(&root).expect("below it").to_string_lossy().replace('\\', "/");
        let tag = |word: &str| -> Vec<String> {
            let tags = text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
            let named = tags.filter_map(|tag| tag.strip_prefix(word)?.split_whitespace().next());
            named.map(|name| format!("`{}`", name.trim_matches('"'))).collect()
        };
        let about = text.strip_prefix("{#").and_then(|rest| rest.split_once("#}"));
        let about: Vec<&str> =
            about.map_or("", |(about, _)| about.trim_matches('-')).split_whitespace().collect();
        let (extends, blocks) = (tag("extends ").join(", "), tag("block ").join(" "));
        let _ = writeln!(out, "| `{name}` | {extends} | {blocks} | {} |", cell(&about.join(" ")));
    }
    out
}

/// The names in a list of names of a file of the program.
fn names_in(file: &str, list: &str) -> String {
    let text = fs::read_to_string(folder(file)).expect("a readable file");
    let (_, rest) = text.split_once(&format!("const {list}: &[&str] = &[")).expect("the list");
    let (list, _) = rest.split_once("];").expect("its end");
    let names: Vec<String> = list.split('"').skip(1).step_by(2).map(|name| format!("`{name}`")).collect();
    names.join(" ") + "\n"
}

/// The strings of the interface, in English.
fn strings() -> String {
    let text = fs::read_to_string(folder("i18n/en.toml")).expect("the strings");
    let table: toml::Table = text.parse().expect("TOML");
    let mut order: Vec<(&String, &toml::Value)> = table.iter().collect();
    order.sort_by_key(|(key, _)| *key);
    let mut out = String::from("| key | in English |\n|---|---|\n");
    for (key, value) in order {
        let said = match value {
            toml::Value::Table(forms) => {
                let forms: Vec<String> = forms
                    .iter()
                    .map(|(form, text)| format!("{form}: {}", text.as_str().unwrap_or_default()))
                    .collect();
                forms.join("; ")
            }
            value => value.as_str().unwrap_or_default().to_owned(),
        };
        let _ = writeln!(out, "| `{key}` | {} |", cell(&said.replace('<', "&lt;")));
    }
    out
}

#[test]
fn whatever_templates_may_use_stands_in_the_reference() {
    let mut text = fs::read_to_string(folder(THEME)).expect("the reference");
    let parts = [
        ("templates", templates()),
        ("parts of pages", page_parts()),
        ("variables", variables()),
        ("filters", names_in(NAMES, "FILTERS")),
        ("tests", names_in(NAMES, "TESTS")),
        ("functions of Tera", names_in(NAMES, "FUNCTIONS")),
        ("strings", strings()),
    ];
    for (name, made) in parts {
        replace(&mut text, name, &made);
    }
    let program = fs::read_to_string(folder("src/theme/mod.rs")).expect("a readable file");
    for function in program.split("functions.add(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(
            text.contains(&format!("\n| `{function}(")),
            "{THEME} says nothing of the function `{function}`"
        );
    }
    hold(&BTreeMap::from([(THEME.to_owned(), text)]));
}

/// Puts what was made into its place in a page.
fn replace(page: &mut String, name: &str, made: &str) {
    let (open, close) = (format!("<!-- {name}, written by a test -->\n"), "<!-- end -->");
    let start = page.find(&open).unwrap_or_else(|| panic!("`{open}` is missing")) + open.len();
    let end = start + page[start..].find(close).expect("an end");
    page.replace_range(start..end, &format!("\n{}\n\n", made.trim()));
}
