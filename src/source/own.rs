//! Where a site's own files lie, so that nothing is written among them.

use std::path::{Component, Path, PathBuf};

use super::ROOTS;

/// The history of a site and its caches: no command fills or clears a folder there.
const KEPT: &[&str] = &[".git", ".portolan"];

/// The part of the site at `root` that `folder` is, lies in or holds, whatever links and `..` lead there; `None` when a
/// folder of its own may be made of it. `but` is a part that does not count.
#[must_use]
pub fn within_own(root: &Path, folder: &Path, but: Option<&str>) -> Option<&'static str> {
    let folder = real(folder);
    let root = real(root);
    let own = ROOTS.iter().chain(KEPT).filter(|part| Some(**part) != but);
    own.copied().find(|part| {
        // A part that is a link counts where it is named as well as where it leads.
        [root.join(part), real(&root.join(part))]
            .iter()
            .any(|part| folder.starts_with(part) || part.starts_with(&folder))
    })
}

/// The path without links, `.` and `..`, as far as it is there; what is not there yet is taken as it is written.
fn real(path: &Path) -> PathBuf {
    let start = if path.is_absolute() { PathBuf::new() } else { std::env::current_dir().unwrap_or_default() };
    let mut whole = start.canonicalize().unwrap_or(start);
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => {
                whole.push(part);
                if let Ok(found) = whole.canonicalize() {
                    whole = found;
                }
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn nothing_is_written_among_a_sites_own_files_or_above_them() {
        let home = tempfile::tempdir().expect("a folder");
        let root = home.path().join("site");
        for folder in ["content/news", "themes", "i18n", ".git", ".portolan", "docs"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        fs::write(root.join("portolan.toml"), "").expect("a file");
        for (folder, own) in [
            ("content", Some("content")),
            ("content/public", Some("content")),
            ("not-there/../content/news/x", Some("content")),
            ("docs/../themes/harbour", Some("themes")),
            ("i18n/x", Some("i18n")),
            (".git/pages", Some(".git")),
            (".portolan/site", Some(".portolan")),
            ("portolan.toml", Some("portolan.toml")),
            ("", Some("portolan.toml")),
            (".", Some("portolan.toml")),
            ("..", Some("portolan.toml")),
            ("../../..", Some("portolan.toml")),
            ("public", None),
            ("docs", None),
            ("contents", None),
            ("../content", None),
            ("public/content", None),
        ] {
            assert_eq!(within_own(&root, &root.join(folder), None), own, "{folder}");
        }
        let schema = root.join(".portolan/schema");
        assert_eq!(within_own(&root, &schema, Some(".portolan")), None);
    }

    #[test]
    #[cfg(unix)]
    fn links_hide_nothing() {
        use std::os::unix::fs::symlink;

        let home = tempfile::tempdir().expect("a folder");
        let root = home.path().join("site");
        fs::create_dir_all(root.join("content")).expect("a folder");
        fs::create_dir_all(home.path().join("elsewhere/themes")).expect("a folder");
        symlink(root.join("content"), root.join("public")).expect("a link");
        symlink(&root, home.path().join("again")).expect("a link");
        symlink(home.path().join("elsewhere/themes"), root.join("themes")).expect("a link");
        let within = |folder: &str| within_own(&root, &home.path().join(folder), None);
        assert_eq!(within("site/public"), Some("content"));
        assert_eq!(within("site/public/deep"), Some("content"));
        assert_eq!(within("again/content"), Some("content"));
        assert_eq!(within("again/../site/content"), Some("content"));
        assert_eq!(within("elsewhere"), Some("themes"));
        assert_eq!(within("site/themes"), Some("themes"));
        assert_eq!(within("again/out"), None);
        assert_eq!(within_own(&home.path().join("again"), &root.join("content"), None), Some("content"));
    }
}
