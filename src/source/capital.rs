//! Folders that are called as one that is read but for capital letters: `Content`, `content/_Data`. Windows finds them under the
//! wanted name, Linux does not, so a site may work on one machine and be empty on another.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::base::{SourcePath, SourceSpan};
use crate::diag::{Diagnostic, Subject};

/// The folders that are looked for by name.
const WANTED: &[&str] = &["content", "i18n", "themes", "content/_data", "content/_maps", "i18n/format"];

/// Whether a name right below the root is that of a folder that is read but for capital letters.
pub(super) fn is_meant(name: &str) -> bool {
    WANTED.iter().any(|wanted| *wanted != name && wanted.eq_ignore_ascii_case(name))
}

/// Reports such folders at `scope` or below it; all of them when it is empty.
pub(super) fn folders(root: &Path, scope: &str) -> Vec<Diagnostic> {
    let is_asked = |path: &str| scope.is_empty() || path == scope || path.starts_with(&format!("{scope}/"));
    let found = WANTED.iter().flat_map(|wanted| {
        let (above, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
        let entries = fs::read_dir(root.join(above)).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|other| other.eq_ignore_ascii_case(name))
            .collect();
        names.sort();
        // A disk that does not tell capitals from small letters finds the folder all the same.
        let is_found = !names.iter().any(|other| other == name) && root.join(wanted).exists();
        let wrong = names.into_iter().filter(move |other| other != name && !is_found);
        wrong.map(move |other| (*wanted, if above.is_empty() { other } else { format!("{above}/{other}") }))
    });
    found.filter(|(_, path)| is_asked(path)).map(|(wanted, path)| told(root, wanted, &path)).collect()
}

fn told(root: &Path, wanted: &str, path: &str) -> Diagnostic {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let problem = Diagnostic::error("folder-case", SourceSpan::file(&SourcePath::new(path)));
    let problem = problem.with("name", name(path)).with("wanted", name(wanted));
    let problem = if root.join(wanted).exists() { problem.help("merge") } else { problem.help("rename") };
    let problem = problem.hides(Subject::Collection(name(path)));
    hidden(&root.join(path), wanted).into_iter().fold(problem, Diagnostic::hides)
}

/// What nobody can know of while the folder is not read.
fn hidden(folder: &Path, wanted: &str) -> Vec<Subject> {
    let below = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().flatten();
    let subjects = below.filter_map(|entry| {
        let name = entry.file_name().to_str()?.to_owned();
        let vocabulary = |name: &str| Some(Subject::Vocabulary(name.strip_suffix(".toml")?.to_owned()));
        match (wanted, entry.depth()) {
            ("content", 1) => entry.file_type().is_dir().then_some(Subject::Collection(name)),
            ("content", _) if entry.file_type().is_dir() => Some(Subject::Record(name)),
            ("content", 2) => vocabulary(&name),
            ("content/_data", 1) => vocabulary(&name),
            ("i18n/format", 1) => Some(Subject::Formats),
            _ => None,
        }
    });
    subjects.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_differ_by_capitals_are_told() {
        let home = tempfile::tempdir().expect("a folder");
        for folder in [
            "Content/_data",
            "I18N/format",
            "themes",
            "content/_DATA/x",
            "content/_maps",
            "Public",
            "contents",
        ] {
            fs::create_dir_all(home.path().join(folder)).expect("a folder");
        }
        let told = |scope: &str| -> Vec<(String, String)> {
            let all = folders(home.path(), scope);
            let path = |found: &Diagnostic| found.place.as_ref().map(|place| place.path.as_str().to_owned());
            all.iter()
                .map(|found| {
                    (path(found).unwrap_or_default(), found.arg("wanted").unwrap_or_default().to_owned())
                })
                .collect()
        };
        let own = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(path, wanted)| ((*path).to_owned(), (*wanted).to_owned())).collect()
        };
        assert_eq!(told(""), own(&[("Content", "content"), ("I18N", "i18n"), ("content/_DATA", "_data")]));
        assert_eq!(told("content"), own(&[("content/_DATA", "_data")]));
        assert_eq!(told("Content"), own(&[("Content", "content")]));
        assert_eq!(told("themes"), []);
        assert!(is_meant("Content") && is_meant("THEMES") && !is_meant("content") && !is_meant("contents"));
    }
}
