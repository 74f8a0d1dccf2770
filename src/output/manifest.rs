use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use super::Error;

/// The file in the output folder that lists what Portolan made there.
const FILE: &str = ".portolan-manifest";

/// The file in the output folder that lists what an unfinished run has made there besides.
const JOURNAL: &str = ".portolan-journal";

/// The folder in the output folder where files are written before they take their place.
pub(super) const STAGING: &str = ".portolan-tmp";

/// The files of the output folder that Portolan made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    paths: BTreeSet<String>,
}

impl Manifest {
    /// What finished runs made, and what one that was killed had begun to make.
    pub(super) fn read(root: &Path) -> Result<Manifest, Error> {
        let mut manifest = Manifest::default();
        for file in [FILE, JOURNAL] {
            let place = root.join(file);
            match std::fs::read(&place) {
                // A killed run may have left half a line; half a path of ours names no file, or one that is ours as well.
                Ok(bytes) => {
                    let text = String::from_utf8_lossy(&bytes);
                    manifest.paths.extend(text.lines().filter(|path| is_below(path)).map(str::to_owned));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::io("read", &place)(error)),
            }
        }
        Ok(manifest)
    }

    pub(super) fn write(&self, root: &Path, staging: &Path) -> Result<(), Error> {
        let place = root.join(FILE);
        let write = || -> io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(staging)?;
            let lines: String = self.paths.iter().flat_map(|path| [path.as_str(), "\n"]).collect();
            file.write_all(lines.as_bytes())?;
            file.persist(&place)?;
            Ok(())
        };
        write().map_err(Error::io("write", &place))?;
        Journal::clear(root)
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    pub(super) fn insert(&mut self, path: &str) {
        self.paths.insert(path.to_owned());
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }
}

/// The files that a run makes where none of ours was, each noted before it is there.
///
/// The manifest is written at the very end. Without these notes a killed run would leave files that look like somebody
/// else's: the next run would refuse to replace them, and no run would ever remove them.
#[derive(Debug, Default)]
pub(super) struct Journal {
    file: Option<File>,
}

impl Journal {
    pub(super) fn note(&mut self, root: &Path, path: &str) -> Result<(), Error> {
        let place = root.join(JOURNAL);
        let mut note = || -> io::Result<()> {
            let file = match &mut self.file {
                Some(file) => file,
                none => {
                    // Nothing is appended to what a link of this name may lead to.
                    if place.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
                        std::fs::remove_file(&place)?;
                    }
                    none.insert(OpenOptions::new().create(true).append(true).open(&place)?)
                }
            };
            // The line end before the path ends what a killed run may have left of a line.
            file.write_all(format!("\n{path}\n").as_bytes())
        };
        note().map_err(Error::io("write", &place))
    }

    /// Whether a run has left its notes, because it was killed or the world was in its way.
    pub(super) fn is_left(root: &Path) -> bool {
        root.join(JOURNAL).symlink_metadata().is_ok()
    }

    fn clear(root: &Path) -> Result<(), Error> {
        let place = root.join(JOURNAL);
        match std::fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io("remove", &place)(error)),
            _ => Ok(()),
        }
    }
}

/// Whether a line of the manifest names a file inside the folder: the file lies where anyone may write it, and what it names
/// may be removed.
pub(super) fn is_below(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\\')
        && !path.contains(':')
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn a_manifest_names_nothing_outside_its_folder() {
        assert!(is_below("vi/du-an/index.html"));
        for path in ["", "/etc/passwd", "../secret", "a/../../b", "C:/x", "a\\b", "a//b"] {
            assert!(!is_below(path), "{path}");
        }
    }
}
