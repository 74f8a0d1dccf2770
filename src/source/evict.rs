//! Texts that have been parsed: a large site's would fill memory that its pages need, and they lie on disk.

use std::path::Path;
use std::sync::Arc;

use super::{FileContent, Snapshot};
use crate::base::SourcePath;

/// Extensions of the files that are nothing but input of a parser; any other text may be published as it is.
const PARSED: &[&str] = &["md", "toml"];

impl Snapshot {
    /// Lets go of the texts below `folder` (`content/`) that the site at `root` has on disk. Their fingerprints stay.
    pub fn lay_aside(&mut self, root: &Path, folder: &str) {
        let aside: Vec<SourcePath> = self
            .below(folder)
            .filter(|(path, file)| is_parsed(path) && !file.is_default && file.text().is_some())
            .map(|(path, _)| path.clone())
            .collect();
        let files = Arc::make_mut(&mut self.files);
        for path in aside {
            if let Some(file) = files.get_mut(&path) {
                file.content = FileContent::Aside(root.join(path.as_str()));
            }
        }
    }

    /// Reads evicted texts again, so that messages can quote them. A file that has gone or changed since is not read.
    pub fn recall<'a>(&mut self, paths: impl IntoIterator<Item = &'a SourcePath>) {
        let files = Arc::make_mut(&mut self.files);
        for path in paths {
            let Some(file) = files.get_mut(path) else { continue };
            if let FileContent::Aside(place) = &file.content
                && let Ok(text) = file.text_at(place)
            {
                file.content = FileContent::Text(Arc::from(text));
            }
        }
    }
}

/// Whether a file is parsed, and at a place that its path tells: some systems write letters beyond ASCII in another form.
fn is_parsed(path: &SourcePath) -> bool {
    PARSED.contains(&path.extension().as_str()) && path.as_str().is_ascii()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_laid_aside_is_the_same_when_it_is_wanted_again() {
        let root = tempfile::tempdir().expect("a folder");
        let files = [
            ("portolan.toml", "[site]\r\n"),
            ("content/a/vi.md", "\u{feff}Ca\u{302}ng\r\n"),
            ("content/a/record.toml", "area = 1\r\n"),
            ("content/a/cảng.md", "Cảng\n"),
            ("content/a/plan.csv", "a,b\r\n"),
        ];
        for (path, text) in files {
            let place = root.path().join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
            fs::write(place, text).expect("a file");
        }
        let before = crate::source::read(root.path()).expect("a site").value;
        let mut now = before.clone();
        now.lay_aside(root.path(), "content/");
        let is_aside = |path: &&SourcePath| now.get(path).is_some_and(|file| file.text().is_none());
        let paths: Vec<SourcePath> = before.iter().map(|(path, _)| path.clone()).collect();
        let aside: Vec<&str> = paths.iter().filter(is_aside).map(SourcePath::as_str).collect();
        assert_eq!(aside, ["content/a/record.toml", "content/a/vi.md"]);
        let text = now.get(&SourcePath::new(aside[1])).expect("a file").bytes().expect("it is there");
        assert_eq!(std::str::from_utf8(&text), Ok("C\u{e2}ng\n"));

        fs::write(root.path().join(aside[0]), "area = 2\n").expect("a file");
        now.recall(&paths);
        assert_eq!(now.text(aside[0]), None, "it is another file now");
        assert!(now.get(&SourcePath::new(aside[0])).is_some_and(|file| file.bytes().is_err()));
        assert_eq!(now.text(aside[1]), before.text(aside[1]));
    }
}
