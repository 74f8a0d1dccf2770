//! The end of a first run: what was made in the staging folder moves into the empty folder, a few names for thousands of files.

use std::fs;
use std::io;
use std::path::Path;

use super::Error;

/// The folder in the staging folder where a first run puts its files.
pub(super) const FOLDER: &str = "site";

/// Moves whatever lies in `from` into `to`, which has only what somebody else put there meanwhile.
///
/// # Errors
/// When something cannot be moved, or somebody else's file stands there.
pub(super) fn move_in(from: &Path, to: &Path) -> Result<(), Error> {
    let list = || -> io::Result<Vec<fs::DirEntry>> { fs::read_dir(from)?.collect() };
    let mut entries = list().map_err(Error::io("read", from))?;
    // Pages come after the folders that they lead to.
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    entries.sort_by_key(|entry| (!is_folder(entry), entry.file_name()));
    for entry in entries {
        let (old, new) = (entry.path(), to.join(entry.file_name()));
        match new.symlink_metadata() {
            Ok(found) if found.is_dir() && is_folder(&entry) => move_in(&old, &new)?,
            Ok(_) => return Err(Error::Foreign { path: new }),
            Err(_) if fs::rename(&old, &new).is_ok() => {}
            // Windows moves no folder while a virus scanner looks at a file in it, but the files one by one.
            Err(_) if is_folder(&entry) => {
                fs::create_dir(&new).map_err(Error::io("make", &new))?;
                move_in(&old, &new)?;
            }
            Err(_) => fs::rename(&old, &new).map_err(Error::io("write", &new))?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_put_there_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        let put = |path: &Path, text: &str| {
            fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        };
        put(&from.join("vi/index.html"), "new");
        put(&from.join("index.html"), "new");
        put(&to.join("vi/notes.txt"), "theirs");
        move_in(&from, &to).expect("nothing is in the way");
        let text = |path: &str| fs::read_to_string(to.join(path)).expect("it is there");
        assert_eq!(
            [text("vi/index.html"), text("vi/notes.txt"), text("index.html")],
            ["new", "theirs", "new"]
        );
        put(&from.join("vi/notes.txt"), "ours");
        assert!(matches!(move_in(&from, &to), Err(Error::Foreign { .. })));
        assert_eq!(text("vi/notes.txt"), "theirs");
    }
}
