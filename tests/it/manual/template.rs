//! The reference of themes: what templates see and may call.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use super::{cell, hold, names_in, replace};
use crate::message::{files_below, folder};

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
        "String" | "&'static str" | "Cow<'static, str>" | "str" => "text".to_owned(),
        "Html" => "HTML".to_owned(),
        "bool" => "yes or no".to_owned(),
        "usize" | "u8" | "u32" | "i32" | "i64" => "number".to_owned(),
        // A card that many pages show is made once.
        "SharedValue" => "[Card](#card)".to_owned(),
        name if shapes.contains(name) => format!("[{name}](#{})", name.to_lowercase()),
        other => panic!("say in `kind_of` what `{other}` is to whoever writes templates"),
    }
}

/// What a page shows, by the name that its template uses: the variants of `PageContent`.
fn page_parts() -> String {
    let text = fs::read_to_string(folder("src/view/model.rs")).expect("a readable file");
    let (_, rest) = text.split_once("pub enum PageContent {\n").expect("the declaration");
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
