use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::known::Known;
use super::part::pass;
use super::{FileContent, Snapshot, SourceFile, is_text};
use crate::base::{Digest, Place, SourcePath};
use crate::diag::{Diagnostic, Reported};
use crate::memo::Sight;

/// Where a site's input lies below its root.
pub const ROOTS: &[&str] = &["portolan.toml", "codes.toml", "content", "i18n", "themes"];

/// Reads the site below `root`. Links are not followed: nothing outside the root is read.
///
/// # Errors
/// When a file or folder cannot be read; the message names it.
pub fn read(root: &Path) -> io::Result<Reported<Snapshot>> {
    read_all(root, &Known::default())
}

/// The same, for a site that was read before: pictures and other large files that look as they did are not read again. What
/// was seen of them is noted below `cache`.
///
/// # Errors
/// See [`read`].
pub fn read_again(root: &Path, cache: &Path) -> io::Result<Reported<Snapshot>> {
    let known = Known::read(cache);
    let read = read_all(root, &known)?;
    known.note(&read.value, cache);
    Ok(read)
}

pub(super) fn read_all(root: &Path, known: &Known) -> io::Result<Reported<Snapshot>> {
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    for top in ROOTS {
        let start = root.join(top);
        if !start.exists() {
            continue;
        }
        for entry in filtered(WalkDir::new(&start)) {
            let entry = entry.map_err(io::Error::other)?;
            let path = site_path(root, entry.path())?;
            if entry.path_is_symlink() {
                diagnostics.push(Diagnostic::warning("symlink", Place::file(&path)).help("copy"));
            } else if entry.file_type().is_file() {
                files.push((path, entry.into_path()));
            }
        }
    }
    diagnostics.extend(twins(files.iter().map(|(path, _)| path)));
    let read: io::Result<Vec<Reported<Snapshot>>> =
        files.par_chunks(READ_TOGETHER).map(|files| read_files(files, known)).collect();
    let mut snapshot = Snapshot::default();
    let all = Arc::make_mut(&mut snapshot.files);
    for part in read? {
        // Of two spellings of one name the later counts, wherever the parts are divided.
        let part = part.into(&mut diagnostics);
        all.extend(part.files.iter().map(|(path, file)| (path.clone(), file.clone())));
    }
    Ok(Reported::new(snapshot, diagnostics))
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
    let twice = Diagnostic::error("file-twice", Place::file(path));
    twice.with("name", name).with("other", name).help("form")
}

/// How many files one thread reads in a row.
const READ_TOGETHER: usize = 256;

fn read_files(files: &[(SourcePath, PathBuf)], known: &Known) -> io::Result<Reported<Snapshot>> {
    let mut snapshot = Snapshot::default();
    let mut diagnostics = Vec::new();
    for (path, place) in files {
        read_file(&mut snapshot, path, place, known.get(path.as_str()), &mut diagnostics)
            .map_err(|error| io::Error::new(error.kind(), format!("cannot read {path}: {error}")))?;
    }
    Ok(Reported::new(snapshot, diagnostics))
}

/// Reads files that lie outside of where input lies, each under the path that it shall have in a site.
///
/// # Errors
/// When one cannot be read, or is no text where its path says so.
pub fn read_as(files: &[(SourcePath, PathBuf)]) -> io::Result<Snapshot> {
    let read = read_files(files, &Known::default())?;
    match read.diagnostics.first() {
        Some(problem) => Err(io::Error::new(io::ErrorKind::InvalidData, problem.code)),
        None => Ok(read.value),
    }
}

/// The entries of a folder in the order of their names, without leftovers.
pub(super) fn filtered(folder: WalkDir) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    folder.follow_root_links(false).sort_by_file_name().into_iter().filter_entry(|entry| !is_noise(entry))
}

/// Reads one file. Of a binary file that looks as `known`, the fingerprint is taken from there.
pub(super) fn read_file(
    snapshot: &mut Snapshot,
    path: &SourcePath,
    place: &Path,
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
