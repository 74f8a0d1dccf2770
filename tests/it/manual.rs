//! The pages of `docs/` that are made from what the program says and takes, so that none of it is missing there.
//!
//! `UPDATE=1 cargo test` writes them again; the difference is reviewed like code.

mod finding;
mod format;
mod template;

use std::collections::BTreeMap;
use std::fs;

use crate::message::{files_below, folder};

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

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Puts what was made into its place in a page.
fn replace(page: &mut String, name: &str, made: &str) {
    let (open, close) = (format!("<!-- {name}, written by a test -->\n"), "<!-- end -->");
    let start = page.find(&open).unwrap_or_else(|| panic!("`{open}` is missing")) + open.len();
    let end = start + page[start..].find(close).expect("an end");
    page.replace_range(start..end, &format!("\n{}\n\n", made.trim()));
}

/// The names in a list of names of a file of the program.
fn names_in(file: &str, list: &str) -> String {
    let text = fs::read_to_string(folder(file)).expect("a readable file");
    let (_, rest) = text.split_once(&format!("const {list}: &[&str] = &[")).expect("the list");
    let (list, _) = rest.split_once("];").expect("its end");
    let names: Vec<String> = list.split('"').skip(1).step_by(2).map(|name| format!("`{name}`")).collect();
    names.join(" ") + "\n"
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

/// Whoever is sent to a file finds it there.
#[test]
fn every_file_that_the_pages_name_is_there() {
    for page in ["CONTRIBUTING.md", "docs/architecture.md", "README.md"] {
        let text = fs::read_to_string(folder(page)).expect("the page");
        for name in text.split('`').skip(1).step_by(2) {
            let is_path = ["src/", "tests/", "docs/", "i18n/"].iter().any(|top| name.starts_with(top));
            if is_path && !name.contains(['*', ' ', '<']) && !name.ends_with("fr.toml") {
                assert!(folder(name).exists(), "{page} names `{name}`");
            }
        }
    }
}
