//! What one type can do stays within what a reader keeps in mind.

use std::collections::BTreeMap;

use crate::tidy::{File, sources};

/// How many methods a type may have.
const METHODS: usize = 50;

/// Types with more, each with how many it may have and the reason.
const MANY: &[(&str, usize, &str)] = &[
    ("markdown::Writer", 120, "one walk over a text, a method per element: its files share all of its state"),
    ("content::Reader", 70, "one walk over a record, a method per form of value, with one list of findings"),
];

#[test]
fn a_type_has_no_more_methods_than_a_reader_keeps_in_mind() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in sources().iter().filter(|file| !file.is_test) {
        for (of, methods) in methods(file) {
            *counts.entry(of).or_default() += methods;
        }
    }
    let most = |name: &String| {
        MANY.iter().find(|(excused, ..)| excused == name).map_or(METHODS, |(_, most, _)| *most)
    };
    let wrong: Vec<_> = counts.iter().filter(|(name, count)| **count > most(name)).collect();
    assert!(wrong.is_empty(), "make parts of these, or functions: {wrong:?}");
    let idle: Vec<_> =
        MANY.iter().filter(|(name, ..)| counts.get(*name).is_none_or(|count| *count <= METHODS)).collect();
    assert!(idle.is_empty(), "these need no excuse any more: {idle:?}");
}

/// By type, the methods of its own in each of a file's blocks.
fn methods(file: &File) -> impl Iterator<Item = (String, usize)> {
    let blocks = file.code.split("\nimpl").skip(1).filter_map(|block| {
        let (head, rest) = block.split_once(" {\n")?;
        let (body, _) = rest.split_once("\n}")?;
        Some((head, body))
    });
    blocks.filter(|(head, _)| !head.contains(" for ")).map(|(head, body)| {
        // `impl<'a, T: Fn() -> U> Name<'a>`: what follows the first space outside of brackets.
        let mut depth = 0;
        let named = head.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '<') - i32::from(*c == '>');
            depth <= 0 && *c == ' '
        });
        let named = named.map_or("", |(at, _)| &head[at + 1..]);
        let name = named.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        let is_method = |line: &&str| {
            line.starts_with("    ")
                && !line.starts_with("     ")
                && line.split_once("fn ").is_some_and(|(before, _)| {
                    before.split_whitespace().all(|word| {
                        ["const", "async", "crate::view)", "in"].contains(&word) || word.starts_with("pub")
                    })
                })
        };
        (format!("{}::{name}", file.module), body.lines().filter(is_method).count())
    })
}
