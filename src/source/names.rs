//! Names of files that some system refuses, or takes for one: what is published from here has to be copied to any disk.

use std::collections::BTreeMap;

use super::Snapshot;
use crate::base::{SourcePath, SourceSpan, is_portable, portable};
use crate::diag::{Diagnostic, Subject};

/// What is wrong with the names of the site's own files below `folder` (`content/`), and of the folders that they lie in. Of
/// those that are read and not `published`, it counts only that no two are one.
#[must_use]
pub fn names(snapshot: &Snapshot, folder: &str, published: fn(&SourcePath) -> bool) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let mut before: &str = "";
    // What differs in nothing but the case of letters, by the lower one. Of two names that do, one has a capital.
    let mut capital: BTreeMap<String, &str> = BTreeMap::new();
    // The folder that was told last: what lies in it is mended with it.
    let mut told = String::new();
    for (path, _) in snapshot.below(folder).filter(|(_, file)| !file.is_default) {
        let whole = path.as_str();
        // Folders that it shares with the file before have been looked at.
        let shared = common(before, whole);
        let ends = whole[shared..].match_indices('/').map(|(at, _)| shared + at).chain([whole.len()]);
        for end in ends {
            let part = &whole[..end];
            let name = part.rsplit('/').next().unwrap_or(part);
            if !is_portable(name) && published(path) {
                all.push(refused(path, name));
            }
            if part.chars().any(char::is_uppercase) && (told.is_empty() || !part.starts_with(&told)) {
                let lower = part.to_lowercase();
                let other = capital.get(&lower).copied().or_else(|| there(snapshot, &lower));
                match other {
                    Some(other) => {
                        all.push(same(part, snapshot, other));
                        told = if part.len() < whole.len() { format!("{part}/") } else { told };
                    }
                    None => drop(capital.insert(lower, part)),
                }
            }
        }
        before = whole;
    }
    all
}

/// How much of a path is the folders that it shares with the one before it.
fn common(before: &str, path: &str) -> usize {
    let same = before.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count();
    path.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1)
}

/// A file or folder of the site's own of exactly this path.
fn there<'a>(snapshot: &'a Snapshot, path: &str) -> Option<&'a str> {
    let own = |path: &str| snapshot.files.range(SourcePath::new(path)..).find(|(_, file)| !file.is_default);
    let first = |path: &str| own(path).map(|(found, _)| found);
    let file = first(path).filter(|found| found.as_str() == path).map(SourcePath::as_str);
    let within = || {
        let folder = format!("{path}/");
        let found = first(&folder).filter(|found| found.as_str().starts_with(&folder))?;
        Some(&found.as_str()[..path.len()])
    };
    file.or_else(within)
}

fn refused(path: &SourcePath, name: &str) -> Diagnostic {
    let wrong = Diagnostic::error("file-name", SourceSpan::file(path)).with("name", shown(name));
    match portable(name) {
        Some(near) => wrong.with("near", near).help("near"),
        None => wrong.help("other"),
    }
}

/// A name with its control characters told by number, as nobody sees them.
fn shown(name: &str) -> String {
    let shown = |c: char| if c.is_control() { c.escape_unicode().to_string() } else { c.to_string() };
    name.chars().map(shown).collect()
}

/// Two names that are one on the disks of Windows and macOS, of files or folders.
fn same(part: &str, snapshot: &Snapshot, other: &str) -> Diagnostic {
    let last = |part: &str| part.rsplit('/').next().unwrap_or_default().to_owned();
    let path = SourcePath::new(part);
    let twice = Diagnostic::error("file-twice", SourceSpan::file(&path)).with("name", last(part));
    let twice = twice.with("other", last(other)).help("case").hides(Subject::File(path));
    let other_file = snapshot.files.range(SourcePath::new(other)..).next().map(|(found, _)| found);
    other_file.map_or(twice.clone(), |file| twice.other(SourceSpan::file(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[&str]) -> Vec<(&'static str, String)> {
        let snapshot = Snapshot::from_files(paths.iter().map(|path| (*path, &b"x"[..]))).value;
        let found = names(&snapshot, "content/", |_| true);
        let place = |found: &Diagnostic| found.place.as_ref().map(|place| place.path.to_string());
        found.iter().map(|found| (found.code, place(found).unwrap_or_default())).collect()
    }

    #[test]
    fn what_a_system_refuses_is_told_once() {
        for name in [
            "aux.pdf",
            "hỏi?.pdf",
            "b .pdf",
            "b.pdf ",
            "a.",
            "COM1.txt",
            "a:b.png",
            "a\\b.png",
            "a\u{7}.png",
            "nul",
        ] {
            let path = format!("content/news/a/{name}");
            assert_eq!(found(&[&path]), [("file-name", path.clone())], "{name}");
        }
        let long = format!("content/news/a/{}.pdf", "ế".repeat(90));
        assert_eq!(found(&[&long]), [("file-name", long.clone())]);
        let within = ["content/news/con/a.pdf", "content/news/con/b.pdf", "content/news/x/c.pdf"];
        assert_eq!(found(&within), [("file-name", within[0].to_owned())]);
        assert_eq!(found(&["content/news/a/Quyết định 408.pdf", "content/news/a/b.c.pdf"]), []);
    }

    #[test]
    fn names_that_differ_by_case_are_told() {
        let two = ["content/a/A.pdf", "content/a/a.pdf"];
        assert_eq!(found(&two), [("file-twice", two[0].to_owned())]);
        let two = ["content/a/Ảnh.jpg", "content/a/ảnh.jpg"];
        assert_eq!(found(&two).len(), 1);
        let capitals = ["content/a/PLAN.pdf", "content/a/Plan.pdf", "content/a/plan.PDF"];
        assert_eq!(found(&capitals).len(), 2);
        let folders = ["content/News/a.pdf", "content/News/b.pdf", "content/news/c.pdf"];
        assert_eq!(found(&folders), [("file-twice", "content/News".to_owned())]);
        let whole = [
            "content/News/B/A.md",
            "content/News/a/vi.md",
            "content/Newsletter.md",
            "content/news/B/a.md",
            "content/news/a/vi.md",
            "content/newsletter.md",
        ];
        let told = [("file-twice", "content/News".to_owned()), ("file-twice", whole[2].to_owned())];
        assert_eq!(found(&whole), told);
        assert_eq!(
            found(&["content/a/A.pdf", "content/b/a.pdf", "content/a/ab.pdf", "content/a-b/a.pdf"]),
            []
        );
    }
}
