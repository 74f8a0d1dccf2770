use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;

use super::Error;

/// The file in the output folder that lists what Portolan made there.
const FILE: &str = ".portolan-manifest";

/// The folder in the output folder where files are written before they take their place.
pub(super) const WORKSHOP: &str = ".portolan-tmp";

/// The files of the output folder that Portolan made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    paths: BTreeSet<String>,
}

impl Manifest {
    pub(super) fn read(root: &Path) -> Result<Manifest, Error> {
        let place = root.join(FILE);
        match std::fs::read_to_string(&place) {
            Ok(text) => Ok(Manifest {
                paths: text.lines().filter(|path| is_below(path)).map(str::to_owned).collect(),
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
            Err(error) => Err(Error::io("read", &place)(error)),
        }
    }

    pub(super) fn write(&self, root: &Path, workshop: &Path) -> Result<(), Error> {
        let place = root.join(FILE);
        let write = || -> io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(workshop)?;
            for path in &self.paths {
                writeln!(file, "{path}")?;
            }
            file.persist(&place)?;
            Ok(())
        };
        write().map_err(Error::io("write", &place))
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

/// Whether a line of the manifest names a file inside the folder: the file lies where anyone may write it, and what it names
/// may be removed.
fn is_below(path: &str) -> bool {
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
