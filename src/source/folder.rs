use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Snapshot, is_text};
use crate::base::{Digest, Place, SourcePath, fingerprint_bytes};
use crate::diag::{Diagnostic, Reported};

/// Where a site's input lies below its root.
const ROOTS: &[&str] = &["portolan.toml", "content", "i18n", "themes"];

/// Reads the site below `root`. Links are not followed: nothing outside the root is read.
///
/// # Errors
/// When a file or folder cannot be read; the message names it.
pub fn read(root: &Path) -> io::Result<Reported<Snapshot>> {
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    for top in ROOTS {
        let start = root.join(top);
        if !start.exists() {
            continue;
        }
        for entry in
            WalkDir::new(&start).sort_by_file_name().into_iter().filter_entry(|entry| !is_noise(entry))
        {
            let entry = entry.map_err(io::Error::other)?;
            let path = site_path(root, entry.path())?;
            if entry.path_is_symlink() {
                diagnostics.push(Diagnostic::warning("symlink", Place::file(&path)).help("copy"));
            } else if entry.file_type().is_file() {
                files.push((path, entry.into_path()));
            }
        }
    }
    let read: io::Result<Vec<Reported<Snapshot>>> = files.par_chunks(READ_TOGETHER).map(read_files).collect();
    let mut snapshot = Snapshot::default();
    for part in read? {
        snapshot.fill_from(&part.into(&mut diagnostics));
    }
    Ok(Reported::new(snapshot, diagnostics))
}

/// How many files one thread reads in a row.
const READ_TOGETHER: usize = 256;

fn read_files(files: &[(SourcePath, PathBuf)]) -> io::Result<Reported<Snapshot>> {
    let mut snapshot = Snapshot::default();
    let mut diagnostics = Vec::new();
    for (path, place) in files {
        read_file(&mut snapshot, path, place, &mut diagnostics)
            .map_err(|error| io::Error::new(error.kind(), format!("cannot read {path}: {error}")))?;
    }
    Ok(Reported::new(snapshot, diagnostics))
}

fn read_file(
    snapshot: &mut Snapshot,
    path: &SourcePath,
    place: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> io::Result<()> {
    if is_text(path) {
        snapshot.insert(path, &std::fs::read(place)?, diagnostics);
    } else {
        let (digest, len) = digest_file(place)?;
        snapshot.insert_on_disk(path, digest, len, place.to_owned());
    }
    Ok(())
}

/// Fingerprints a file without keeping its bytes.
fn digest_file(place: &Path) -> io::Result<(Digest, u64)> {
    let len = File::open(place)?.metadata()?.len();
    let bytes = std::fs::read(place)?;
    Ok((fingerprint_bytes(&bytes), len))
}

/// Files that an editor, Office or the system leaves about: `~$x.docx`, `.x.swp`, `x~`, `Thumbs.db`.
fn is_noise(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let leftover = name.ends_with('~') || name.ends_with(".tmp") || name.ends_with(".bak");
    let hidden = entry.depth() > 0 && name.starts_with('.');
    let node_modules = name == "node_modules";
    hidden
        || leftover
        || node_modules
        || name.starts_with("~$")
        || name == "Thumbs.db"
        || name == "desktop.ini"
}

/// The path below `root`, with `/` between its parts and in NFC, as every stage sees it.
fn site_path(root: &Path, path: &Path) -> io::Result<SourcePath> {
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
