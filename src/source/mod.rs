//! The input files of a site as values: paths, bytes, fingerprints. The only reader of content, strings and themes.
//!
//! Text is normalised here once (byte order mark dropped, line ends to `\n`, Unicode to NFC), so that no later stage
//! meets two spellings of one name. Pictures and other binary files are fingerprinted, but stay on disk until a stage
//! asks for their bytes: a site's photographs may be larger than memory.

mod evict;
mod astray;
mod capital;
mod folder;
mod stat_cache;
mod names;
mod normal;
mod own;
mod part;
mod refresh;

pub use astray::ROOTS;
pub use folder::{is_input, read, read_again, read_as, site_path};
pub use names::names;
pub use own::within_own;
pub use refresh::refresh;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::{Digest, Offsets, SourcePath, SourceSpan, fingerprint_bytes, unreadable};
use crate::diag::{Diagnostic, Reported, SourceText, Subject};
use crate::locale;
use crate::memo::Sight;
use normal::{normalised, offsets, unmarked};

/// Every input file of a site, by path.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    files: Arc<BTreeMap<SourcePath, SourceFile>>,
}

/// One input file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Of the bytes as they are on disk.
    pub digest: Digest,
    /// In bytes, as on disk.
    pub len: u64,
    content: FileContent,
    /// Where the text's bytes stand on disk; none when the text is what lies there.
    offsets: Option<Arc<Offsets>>,
    /// Whether it was put in by [`Snapshot::fill_from`].
    is_default: bool,
}

#[derive(Clone, Debug)]
enum FileContent {
    Text(Arc<str>),
    /// A text that was let go of: where it lies.
    Aside(PathBuf),
    Memory(Arc<[u8]>),
    Disk {
        place: PathBuf,
        sight: Option<Sight>,
    },
}

impl SourceFile {
    /// The normalised text; `None` for a binary file, and for a text while it is laid aside.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            FileContent::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The bytes of a binary file, or the UTF-8 of a text.
    ///
    /// # Errors
    /// When the file has gone or changed since the snapshot was taken.
    pub fn bytes(&self) -> io::Result<Arc<[u8]>> {
        match &self.content {
            FileContent::Text(text) => Ok(Arc::from(text.as_bytes())),
            FileContent::Aside(place) => Ok(Arc::from(self.text_at(place)?.into_bytes())),
            FileContent::Memory(bytes) => Ok(bytes.clone()),
            FileContent::Disk { place, .. } => Ok(Arc::from(self.bytes_at(place)?)),
        }
    }

    /// The bytes that were read from `place`, read again.
    fn bytes_at(&self, place: &Path) -> io::Result<Vec<u8>> {
        let bytes = std::fs::read(place)?;
        if fingerprint_bytes(&bytes) == self.digest { Ok(bytes) } else { Err(part::changed()) }
    }

    /// The normalised text that was read from `place`, read again.
    fn text_at(&self, place: &Path) -> io::Result<String> {
        let normalised = normalised(&place.to_string_lossy(), &self.bytes_at(place)?);
        normalised.map(|(text, _)| text).map_err(|_| part::changed())
    }
}

/// Extensions of files that are text and are normalised.
const TEXT: &[&str] =
    &["toml", "md", "html", "css", "js", "mjs", "svg", "xml", "txt", "json", "geojson", "kml", "csv", "tsv"];

impl Snapshot {
    /// A site from files in memory; what the tests and the embedded defaults are made of.
    #[must_use]
    pub fn from_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Reported<Snapshot> {
        let mut snapshot = Snapshot::default();
        let mut diagnostics = Vec::new();
        for (path, bytes) in files {
            snapshot.insert(&SourcePath::new(path), bytes, &mut diagnostics);
        }
        Reported::new(snapshot, diagnostics)
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &SourcePath, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) {
        let mut ahead = None;
        let content = if is_text(path) {
            match normalised(path.as_str(), bytes) {
                Ok((text, unseen)) => {
                    diagnostics.extend(not_for_pages(path, &unseen));
                    diagnostics.extend(not_readable(path, &text));
                    ahead = offsets(path.as_str(), bytes, &text).map(Arc::new);
                    FileContent::Text(Arc::from(text))
                }
                Err(at) => {
                    diagnostics.push(not_utf8(path, bytes, at));
                    return;
                }
            }
        } else {
            FileContent::Memory(Arc::from(bytes))
        };
        let len = bytes.len() as u64;
        let digest = fingerprint_bytes(bytes);
        let file = SourceFile { digest, len, content, offsets: ahead, is_default: false };
        Arc::make_mut(&mut self.files).insert(path.clone(), file);
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &SourcePath) {
        Arc::make_mut(&mut self.files).remove(path);
    }

    /// Adds the files of `defaults` that this snapshot has none of. They are no files of the site's own, and stay when those
    /// are read again.
    pub fn fill_from(&mut self, defaults: &Snapshot) {
        let missing = defaults.files.iter().filter(|(path, _)| !self.files.contains_key(*path));
        let as_default = |file: &SourceFile| SourceFile { is_default: true, ..file.clone() };
        let missing: Vec<_> = missing.map(|(path, file)| (path.clone(), as_default(file))).collect();
        if !missing.is_empty() {
            Arc::make_mut(&mut self.files).extend(missing);
        }
    }

    /// A file.
    #[must_use]
    pub fn get(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// A text file's text.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(&SourcePath::new(path))?.text()
    }

    /// The text of a file, for messages that quote it.
    #[must_use]
    pub fn page(&self, path: &SourcePath) -> Option<SourceText<'_>> {
        let file = self.files.get(path)?;
        Some(SourceText { text: file.text()?, offsets: file.offsets.as_deref() })
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &SourceFile)> {
        self.files.iter()
    }

    /// The files below a folder that differ from those of `before`, when both have the same files and at most `most` differ.
    #[must_use]
    pub fn changed_below(&self, folder: &str, before: &Snapshot, most: usize) -> Option<Vec<SourcePath>> {
        let mut old = before.below(folder);
        let mut changed = Vec::new();
        for (path, file) in self.below(folder) {
            let (old_path, old_file) = old.next()?;
            if old_path != path {
                return None;
            }
            if old_file.digest != file.digest {
                changed.push(path.clone());
            }
        }
        (old.next().is_none() && changed.len() <= most).then_some(changed)
    }

    /// The site's own files below a folder, by path.
    pub fn own_below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourcePath> {
        self.below(folder).filter(|(_, file)| !file.is_default).map(|(path, _)| path)
    }

    /// Whether a file is the program's own, and none of the site's.
    #[must_use]
    pub fn is_default(&self, path: &SourcePath) -> bool {
        self.get(path).is_some_and(|file| file.is_default)
    }

    /// The files below a folder (`content/`), by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SourcePath, &'a SourceFile)> {
        self.files
            .range(SourcePath::new(folder)..)
            .take_while(move |(path, _)| path.as_str().starts_with(folder))
    }
}

fn is_text(path: &SourcePath) -> bool {
    TEXT.contains(&path.extension().as_str())
}

/// What was left out of a text, one finding for each character that is.
fn not_for_pages(path: &SourcePath, unseen: &[(usize, char)]) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    for (at, c) in unseen {
        counts.entry(*c).or_insert((*at, 0)).1 += 1;
    }
    let told = counts.into_iter().map(|(c, (at, count))| {
        let found = Diagnostic::warning("character-left-out", SourceSpan::new(path, at..at)).with("char", c);
        if count == 1 { found.help("delete") } else { found.with("more", count - 1).help("all") }
    });
    told.collect()
}

/// The characters of an author's text that nobody can read.
fn not_readable(path: &SourcePath, text: &str) -> Vec<Diagnostic> {
    if !matches!(path.extension().as_str(), "toml" | "md") {
        return Vec::new();
    }
    let told = unreadable(text).map(|(at, c)| {
        let place = SourceSpan::new(path, at..at + c.len_utf8());
        let found = Diagnostic::warning("unreadable-character", place).with("char", c);
        found.help(if c == char::REPLACEMENT_CHARACTER { "lost" } else { "font" })
    });
    told.collect()
}

/// How each packed file begins, and with it KMZ and what Word and Excel write.
const PACKED: &[u8] = b"PK\x03\x04";

fn not_utf8(path: &SourcePath, bytes: &[u8], at: usize) -> Diagnostic {
    let problem = Diagnostic::error("not-utf8", SourceSpan::file(path)).with("offset", at + 1);
    let problem = problem.hides(Subject::File(path.clone()));
    if bytes.starts_with(PACKED) {
        return problem.help(if path.extension() == "kml" { "kmz" } else { "packed" });
    }
    let stem = path.file_name().rsplit_once('.').map_or("", |(stem, _)| stem);
    let code = stem.rsplit('.').next().unwrap_or_default();
    let Some(encoding) = locale::guess_encoding(unmarked(bytes), code) else { return problem.help("save") };
    let help = match encoding {
        "TCVN3 (ABC)" | "VNI" | "windows-1258" => "legacy",
        name if name.starts_with("ISO-2022") || matches!(name, "UTF-7" | "UTF-32 LE" | "UTF-32 BE") => "rare",
        _ if matches!(path.extension().as_str(), "csv" | "tsv") => "excel",
        _ => "notepad",
    };
    problem.with("encoding", encoding).help(help)
}
