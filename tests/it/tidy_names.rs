//! A name means one thing in the whole source.

use std::collections::BTreeMap;

use crate::tidy::{lines, sources};

/// Names that stand for another thing in each module that has one, because everybody knows what they mean there.
const EVERYWHERE: &[(&str, &str)] =
    &[("Error", "what a module's functions fail with, as in the standard library"), ("Job", "")];

#[test]
fn no_type_has_the_name_of_another() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in sources().iter().filter(|file| !file.is_test) {
        for (at, line) in lines(file) {
            if let Some(name) = declared_type(line) {
                homes.entry(name.to_owned()).or_default().push(format!("{}:{at}", file.name));
            }
        }
    }
    let twice = homes.iter().filter(|(_, homes)| homes.len() > 1);
    let twice = twice.filter(|(name, _)| !EVERYWHERE.iter().any(|(known, _)| known == name));
    let twice: Vec<String> = twice.map(|(name, homes)| format!("{name}: {}", homes.join(", "))).collect();
    assert!(twice.is_empty(), "\n{}\n", twice.join("\n"));
}

/// The type that a line declares; the types of traits are no names of their own.
fn declared_type(line: &str) -> Option<&str> {
    let rest = line.trim_start();
    let rest = match rest.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
        Some(rest) => rest.trim_start(),
        None => rest,
    };
    let (kind, rest) = rest.split_once(' ')?;
    let is_type =
        matches!(kind, "struct" | "enum" | "trait" | "union") || (kind == "type" && !line.starts_with(' '));
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    is_type.then_some(&rest[..end]).filter(|name| !name.is_empty())
}

/// What two folders each have is told apart by what it holds.
#[test]
fn no_file_has_the_name_of_one_that_it_could_be_taken_for() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in sources().iter().filter(|file| !file.is_test) {
        let name = file.name.rsplit('/').next().unwrap_or_default();
        homes.entry(name.to_owned()).or_default().push(file.name.clone());
    }
    let odd = ["aside.rs", "called.rs", "kept.rs", "again.rs", "known.rs", "state.rs", "misc.rs"];
    let twice: Vec<&Vec<String>> =
        odd.iter().filter_map(|name| homes.get(*name)).filter(|homes| homes.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
