//! After any sequence of edits, a build that takes over what the one before has left makes what a first build would.

use std::path::Path;

use portolan::config::Overrides;
use portolan::memo::Memo;
use portolan::output::Tally;
use portolan::pipeline::{self, Build, Failure, Job, Memory, SpecialWay, StageClock};
use portolan::source::Snapshot;
use rayon::prelude::*;

use crate::program::tree;
use crate::property::Dice;
use crate::serve::property::{Files, edit, start};

const SEEDS: u64 = 8;
const STEPS: usize = 25;

/// What a run did: views made, and what it left; `None` when the author has to mend something.
type Ran = (usize, Option<Tally>);

/// Builds as the program does: with `cache`, what the last build left in it is taken over.
fn build(files: &Files, folder: &Path, cache: Option<&Path>) -> Ran {
    let overrides = Overrides::default();
    let read = Snapshot::from_files(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let input = pipeline::input(&read.value, &overrides);
    let mut memory = cache.map_or_else(Memory::default, Memory::kept);
    let stages = StageClock::default();
    let build = pipeline::assemble_timed(read, &overrides, &mut memory, &stages);
    memory.keep();
    if build.has_errors() {
        return (0, None);
    }
    let memo = cache.map_or_else(Memo::forgetful, Memo::on_disk);
    let input = build.diagnostics.is_empty().then_some(input);
    let job = Job { folder, cache, input, memo: &memo, progress: &|_, _| {}, stages: &stages };
    match build.write_as(&job) {
        Ok(tally) => (stages.views(), Some(tally)),
        Err(Failure::Content(_)) => (stages.views(), None),
        Err(Failure::Environment(error)) => panic!("{error}"),
    }
}

/// Changes nothing but prose, in one language.
fn reword(files: &mut Files, dice: &mut Dice, step: usize) {
    let texts: Vec<String> = files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
    let path = dice.of(&texts).clone();
    let old = String::from_utf8(files[&path].clone()).expect("texts are UTF-8");
    let head = |line: &str| old.replacen("+++\n", &format!("+++\n{line}\n"), 1);
    let is_new = |key: &str| !old.contains(&format!("\n{key}"));
    let new = match dice.below(4) {
        0 if is_new("summary") => head(&format!("summary = \"Tóm tắt {step}.\"")),
        1 if is_new("alt") => head(&format!("alt = {{ \"quay.png\" = \"Bến {step}\" }}")),
        2 => format!("{old}\n## Mục {step}\n\nXem [](@north) và [](@n1).\n"),
        _ => format!("{old}\nĐoạn {step}.\n"),
    };
    files.insert(path, new.into_bytes());
}

/// Changes a digit of a record's facts: a figure, a date, a number in a name.
fn refigure(files: &mut Files, dice: &mut Dice) {
    let is_table =
        |path: &String| path.starts_with("content/") && path.ends_with(".toml") && !path.contains("/_");
    let tables: Vec<String> = files.keys().filter(|path| is_table(path)).cloned().collect();
    let path = dice.of(&tables).clone();
    let bytes = files.get_mut(&path).expect("it was listed");
    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
    if !digits.is_empty() {
        let at = *dice.of(&digits);
        bytes[at] = b'0' + u8::try_from(dice.below(10)).expect("a digit");
    }
}

/// Gives a text another title.
fn retitle(files: &mut Files, dice: &mut Dice, step: usize) {
    let texts: Vec<String> = files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
    let path = dice.of(&texts).clone();
    let old = String::from_utf8(files[&path].clone()).expect("texts are UTF-8");
    let retitled = |line: &str| match line.strip_prefix("title = \"") {
        Some(rest) => format!("title = \"{step} {rest}\n"),
        None => format!("{line}\n"),
    };
    files.insert(path, old.lines().map(retitled).collect::<String>().into_bytes());
}

/// The site that a memory makes of files, with every page; none of one that the author has to mend.
fn pages(files: &Files, memory: &mut Memory) -> (Build, Vec<String>) {
    let read = Snapshot::from_files(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let build = pipeline::assemble_again(read.value, &Overrides::default(), memory, read.diagnostics);
    if build.has_errors() {
        return (build, Vec::new());
    }
    let views = build.views();
    let routes = build.site.pages.routes.iter();
    let made = routes.map(|route| build.render(&views, route).unwrap_or_else(|wrong| format!("{wrong:?}")));
    let made = made.collect();
    (build, made)
}

#[test]
fn without_its_special_ways_the_same_comes_of_an_edit() {
    let taken: Vec<(usize, usize)> = (0..4_u64)
        .into_par_iter()
        .map(|seed| {
            let mut dice = Dice::new(seed + 100);
            let mut files = start();
            let mut all = Memory::default();
            let mut others =
                [SpecialWay::Patch, SpecialWay::Difference].map(|way| (way, Memory::without(way)));
            let (mut before, mut in_prose): (Option<Build>, usize) = (None, 0);
            for step in 0..10 {
                let good = files.clone();
                match dice.below(4) {
                    0 => refigure(&mut files, &mut dice),
                    1 => retitle(&mut files, &mut dice, step),
                    _ => reword(&mut files, &mut dice, step),
                }
                let (build, made) = pages(&files, &mut all);
                for (way, memory) in &mut others {
                    let (other, others_made) = pages(&files, memory);
                    assert_eq!(
                        build.diagnostics, other.diagnostics,
                        "seed {seed}, step {step}, without {way:?}"
                    );
                    let differing = made.iter().zip(&others_made).position(|(one, other)| one != other);
                    assert_eq!(differing, None, "seed {seed}, step {step}, without {way:?}");
                    assert_eq!(made.len(), others_made.len(), "seed {seed}, step {step}, without {way:?}");
                    if let (SpecialWay::Difference, Some(before)) = (*way, &before) {
                        assert!(!other.site.differs_in_prose(&before.site), "it is turned off");
                    }
                }
                in_prose += before
                    .as_ref()
                    .map_or(0, |before| usize::from(build.site.differs_in_prose(&before.site)));
                if build.has_errors() {
                    files = good;
                }
                before = Some(build);
            }
            assert_eq!(others[0].1.patches(), 0, "it is turned off");
            (all.patches(), in_prose)
        })
        .collect();
    let (patches, in_prose) = taken.into_iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    // Otherwise nothing has been tried here.
    assert!(patches > 10 && in_prose > 5, "{patches} patches, {in_prose} edits of prose");
}

#[test]
fn whatever_is_edited_the_next_build_makes_what_a_first_build_would() {
    let seen: Vec<(usize, usize)> = (0..SEEDS)
        .into_par_iter()
        .map(|seed| {
            let mut dice = Dice::new(seed + 1);
            let mut files = start();
            let folder = tempfile::tempdir().expect("a folder");
            let (public, cache) = (folder.path().join("public"), folder.path().join("cache"));
            let (mut made, mut spared) = (0, 0);
            for step in 0..STEPS {
                let before = files.clone();
                match dice.below(5) {
                    0 => edit(&mut files, &mut dice, step),
                    1 => refigure(&mut files, &mut dice),
                    2 => retitle(&mut files, &mut dice, step),
                    _ => reword(&mut files, &mut dice, step),
                }
                let (views, tally) = build(&files, &public, Some(&cache));
                let fresh = folder.path().join(format!("fresh-{step}"));
                let (all, wanted) = build(&files, &fresh, None);
                assert_eq!(tally.is_some(), wanted.is_some(), "seed {seed}, step {step}");
                if wanted.is_some() {
                    let (ours, wanted) = (tree(&public), tree(&fresh));
                    let differ = |path: &&String| ours.get(*path) != wanted.get(*path);
                    let differing: Vec<&String> = ours.keys().chain(wanted.keys()).filter(differ).collect();
                    assert!(differing.is_empty(), "seed {seed}, step {step}: {differing:?}");
                    made += all;
                    spared += all - views;
                } else {
                    // What is wrong after one step is seldom right after the next.
                    files = before;
                }
            }
            (made, spared)
        })
        .collect();
    let (made, spared) = seen.into_iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    // Otherwise nothing has been tried here.
    assert!(spared > made / 3, "{spared} of {made} views were not made again");
}
