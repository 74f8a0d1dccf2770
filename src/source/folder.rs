use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::astray::ROOTS;
use super::part::pass;
use super::stat_cache::StatCache;
use super::{FileContent, Snapshot, SourceFile, astray, capital, is_text};
use crate::base::{Digest, SourcePath, SourceSpan};
use crate::diag::{Diagnostic, Reported, Subject};
use crate::memo::Sight;

/// Reads the site below `root`. Links are not followed: nothing outside the root is read.
///
/// What cannot be read is reported at its place, and counts as absent.
///
/// # Errors
/// When nothing below the root can be looked at.
pub fn read(root: &Path) -> io::Result<Reported<Snapshot>> {
    read_all(root, &StatCache::default())
}

/// The same, for a site that was read before: pictures and other large files that look as they did are not read again. What
/// was seen of them is noted below `cache`.
///
/// # Errors
/// See [`read`].
pub fn read_again(root: &Path, cache: &Path) -> io::Result<Reported<Snapshot>> {
    let known = StatCache::read(cache);
    let read = read_all(root, &known)?;
    known.note(&read.value, cache);
    Ok(read)
}

pub(super) fn read_all(root: &Path, known: &StatCache) -> io::Result<Reported<Snapshot>> {
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    for top in ROOTS {
        let start = root.join(top);
        match start.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) if *top == ROOTS[0] => return Err(error),
            _ => files.extend(
                filtered(WalkDir::new(&start)).filter_map(|entry| file(root, entry, &mut diagnostics)),
            ),
        }
    }
    files.extend(astray_files(root, &mut diagnostics));
    diagnostics.extend(capital::folders(root, ""));
    diagnostics.extend(twins(files.iter().map(|(path, _)| path)));
    let read: Vec<Reported<Snapshot>> =
        files.par_chunks(READ_TOGETHER).map(|files| read_files(files, known)).collect();
    let mut snapshot = Snapshot::default();
    let all = Arc::make_mut(&mut snapshot.files);
    for part in read {
        // Of two spellings of one name the later counts, wherever the parts are divided.
        let part = part.into(&mut diagnostics);
        all.extend(part.files.iter().map(|(path, file)| (path.clone(), file.clone())));
    }
    Ok(Reported::new(snapshot, diagnostics))
}

/// The files right below the root that are called nearly like one that is read.
fn astray_files(root: &Path, found: &mut Vec<Diagnostic>) -> Vec<(SourcePath, PathBuf)> {
    let entries: Vec<_> = filtered(WalkDir::new(root).min_depth(1).max_depth(1)).flatten().collect();
    let name = |entry: &walkdir::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let names: Vec<String> = entries.iter().map(name).collect();
    // A disk that does not tell capitals from small letters has one file under both names.
    let is_same = |wanted: &str| !names.iter().any(|name| name == wanted) && root.join(wanted).exists();
    let astray = entries.into_iter().zip(&names).filter(|(entry, name)| {
        entry.file_type().is_file() && astray::meant(name).is_some_and(|wanted| !is_same(wanted))
    });
    astray.filter_map(|(entry, _)| file(root, Ok(entry), found)).collect()
}

/// The file that is met on a walk. A link, a folder or something else where a file is wanted, and what cannot be looked at, is
/// reported; all else is found all the same.
pub(super) fn file(
    root: &Path,
    entry: walkdir::Result<DirEntry>,
    found: &mut Vec<Diagnostic>,
) -> Option<(SourcePath, PathBuf)> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            let place = error.path().unwrap_or(root).to_owned();
            found.extend(unreadable(&shown_path(root, &place), io::Error::from(error)));
            return None;
        }
    };
    let path = match site_path(root, entry.path()) {
        Ok(path) => path,
        Err(error) => {
            found.extend(unreadable(&shown_path(root, entry.path()), error));
            return None;
        }
    };
    let hidden = Subject::File(path.clone());
    if entry.path_is_symlink() {
        found.push(Diagnostic::warning("symlink", SourceSpan::file(&path)).help("copy").hides(hidden));
        return None;
    }
    let kind = entry.file_type();
    if kind.is_file() {
        return Some((path, entry.into_path()));
    }
    let wanted = matches!(path.extension().as_str(), "toml" | "md");
    if !kind.is_dir() || wanted {
        let odd = Diagnostic::error("no-plain-file", SourceSpan::file(&path)).with("name", path.file_name());
        found.push(odd.hides(hidden).help(if kind.is_dir() { "folder" } else { "device" }));
    }
    None
}

/// A path below the root as it can be shown, whatever it is made of.
fn shown_path(root: &Path, path: &Path) -> SourcePath {
    let below = path.strip_prefix(root).unwrap_or(path);
    SourcePath::new(&below.to_string_lossy().replace('\\', "/"))
}

/// Reports what cannot be read. What vanishes while it is read is not there.
pub(super) fn unreadable(path: &SourcePath, error: io::Error) -> Option<Diagnostic> {
    let found =
        Diagnostic::error("unreadable", SourceSpan::file(path)).with("path", path).with("problem", &error);
    (error.kind() != io::ErrorKind::NotFound).then(|| found.hides(Subject::File(path.clone())))
}

/// Names that Unicode writes in two ways, and a disk keeps apart: of the two files one is read.
fn twins<'a>(paths: impl Iterator<Item = &'a SourcePath>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let marked = paths.filter(|path| !path.as_str().is_ascii());
    marked.filter(|path| !seen.insert(*path)).map(twin).collect()
}

/// That another file has the name of this one, written in another way.
pub(super) fn twin(path: &SourcePath) -> Diagnostic {
    let name = path.file_name();
    let twice = Diagnostic::error("file-twice", SourceSpan::file(path));
    twice.with("name", name).with("other", name).help("form")
}

/// How many files one thread reads in a row.
const READ_TOGETHER: usize = 256;

fn read_files(files: &[(SourcePath, PathBuf)], known: &StatCache) -> Reported<Snapshot> {
    let mut snapshot = Snapshot::default();
    let mut diagnostics = Vec::new();
    for (path, place) in files {
        let read = read_file(&mut snapshot, (path, place), known.get(path.as_str()), &mut diagnostics);
        diagnostics.extend(read.err().and_then(|error| unreadable(path, error)));
    }
    Reported::new(snapshot, diagnostics)
}

/// Reads files that lie outside of where input lies, each under the path that it shall have in a site.
///
/// # Errors
/// When one cannot be read, or is no text where its path says so.
pub fn read_as(files: &[(SourcePath, PathBuf)]) -> io::Result<Snapshot> {
    let read = read_files(files, &StatCache::default());
    let missing = files.iter().map(|(path, _)| path).find(|path| read.value.get(path).is_none());
    match (read.diagnostics.first(), missing) {
        (None, None) => Ok(read.value),
        (problem, path) => {
            let path = problem.and_then(|problem| Some(&problem.place.as_ref()?.path)).or(path);
            let path = path.map_or("", SourcePath::as_str);
            let said =
                problem.map_or("it is not there", |problem| problem.arg("problem").unwrap_or(problem.code));
            Err(io::Error::new(io::ErrorKind::InvalidData, format!("cannot read {path}: {said}")))
        }
    }
}

/// The entries of a folder in the order of their names, without leftovers.
pub(super) fn filtered(folder: WalkDir) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    folder.follow_root_links(false).sort_by_file_name().into_iter().filter_entry(|entry| !is_noise(entry))
}

/// Reads one file. Of a binary file that looks as `known`, the fingerprint is taken from there.
pub(super) fn read_file(
    snapshot: &mut Snapshot,
    (path, place): (&SourcePath, &Path),
    known: Option<(Sight, Digest)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> io::Result<()> {
    if is_text(path) {
        snapshot.insert(path, &std::fs::read(place)?, diagnostics);
        return Ok(());
    }
    let metadata = std::fs::metadata(place)?;
    let sight = Sight::of(&metadata);
    let digest = match known.filter(|(then, _)| sight == Some(*then)) {
        Some((_, digest)) => digest,
        None => pass(place, |_| Ok(()))?,
    };
    let content = FileContent::Disk { place: place.to_owned(), sight };
    let file = SourceFile { digest, len: metadata.len(), content, offsets: None, is_default: false };
    Arc::make_mut(&mut snapshot.files).insert(path.clone(), file);
    Ok(())
}

fn is_noise(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name == "node_modules" || is_leftover(&name) || (entry.depth() > 0 && name.starts_with('.'))
}

/// Files that an editor, Office or the system leaves about: `~$x.docx`, `x~`, `#x#`, `Thumbs.db`. The README lists them.
fn is_leftover(name: &str) -> bool {
    let ends = ["~", ".tmp", ".bak", ".part", ".crdownload", ".orig", ".rej", "___jb_tmp___", "___jb_old___"];
    ends.iter().any(|end| name.ends_with(end))
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || SYSTEM.iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// What systems put into folders for themselves.
const SYSTEM: &[&str] =
    &["Thumbs.db", "ehthumbs.db", "desktop.ini", "__MACOSX", "$RECYCLE.BIN", "System Volume Information"];

/// Whether a site's input has files of this path: it lies where input lies, and is nobody's leftover.
#[must_use]
pub fn is_input(path: &SourcePath) -> bool {
    let mut parts = path.as_str().split('/');
    let top = parts.next().unwrap_or_default();
    if astray::meant(path.as_str()).is_some() || capital::is_meant(path.as_str()) {
        return true;
    }
    ROOTS.contains(&top)
        && parts.all(|part| part != "node_modules" && !is_leftover(part) && !part.starts_with('.'))
}

/// The path below `root`, with `/` between its parts and in NFC, as every stage sees it.
///
/// # Errors
/// When the path lies elsewhere or is not Unicode.
pub fn site_path(root: &Path, path: &Path) -> io::Result<SourcePath> {
    let below = path.strip_prefix(root).map_err(io::Error::other)?;
    let mut parts = Vec::new();
    for part in below {
        let part = part.to_str().ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                format!("the name {} is not Unicode", PathBuf::from(part).display()),
            )
        })?;
        parts.push(crate::locale::nfc(part.into()).into_owned());
    }
    Ok(SourcePath::new(&parts.join("/")))
}
