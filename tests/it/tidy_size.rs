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

/// How many values a function takes at most, besides `self` and the lens: what belongs together is a value.
const VALUES: usize = 4;

#[test]
fn no_function_takes_more_than_four_values() {
    let sources = sources();
    let many: Vec<String> = sources
        .iter()
        .filter(|file| !file.is_test)
        .flat_map(|file| {
            let functions = file.code.split("fn ").skip(1).filter_map(|text| Some((text, values(text)?)));
            let many = functions.filter(|(_, values)| *values > VALUES);
            many.map(|(text, _)| format!("{}: {}", file.name, text.split('(').next().unwrap_or_default()))
        })
        .collect();
    assert!(many.is_empty(), "{} functions:\n{}", many.len(), many.join("\n"));
}

/// How many values a function takes, whose name begins `text`; `None` when no function begins there.
fn values(text: &str) -> Option<usize> {
    let name = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|end| *end > 0)?;
    let (mut depth, mut begun, mut before) = (0, false, ' ');
    let (mut taken, mut current) = (Vec::new(), String::new());
    for c in text[name..].chars() {
        let is_arrow = before == '-' && c == '>';
        depth += i32::from("(<[{".contains(c)) - i32::from(")>]}".contains(c) && !is_arrow);
        match c {
            '(' if depth == 1 && !begun => begun = true,
            ')' if depth == 0 => break,
            ',' if depth == 1 && begun => taken.push(std::mem::take(&mut current)),
            _ if begun => current.push(c),
            ' ' if depth == 0 => return None,
            _ => {}
        }
        before = c;
    }
    taken.push(current);
    let counts = |taken: &&String| {
        let taken = taken.trim();
        !taken.is_empty() && !taken.ends_with("self") && !taken.starts_with("lens: &")
    };
    Some(taken.iter().filter(counts).count())
}
