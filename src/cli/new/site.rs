//! A site that works, in a folder that is empty.

use std::path::{Component, Path};

use include_dir::{Dir, File, include_dir};

use super::messages::{CreateRefusal, Created};
use super::write_new;
use crate::base::is_portable;

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// What may lie in a folder that counts as empty: what systems and version control put there by themselves.
const NOBODYS: &[&str] = &[".git", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// Makes a site in `folder`.
pub(super) fn start(folder: &Path) -> Result<Created, CreateRefusal> {
    check_name(folder)?;
    check_empty(folder)?;
    let mut files = Vec::new();
    collect(&STARTER, &mut files);
    for file in &files {
        write_new(&folder.join(file.path()), file.contents())?;
    }
    Ok(Created::Site { folder: folder.to_owned(), files: files.len() })
}

fn collect<'a>(folder: &'a Dir<'_>, files: &mut Vec<&'a File<'a>>) {
    files.extend(folder.files());
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// Every part of the path that has to be made does on every system: sites are copied to sticks and other machines.
fn check_name(folder: &Path) -> Result<(), CreateRefusal> {
    for part in folder.ancestors().take_while(|part| !part.exists()) {
        let Some(Component::Normal(name)) = part.components().next_back() else { continue };
        if !name.to_str().is_some_and(is_portable) {
            return Err(CreateRefusal::FolderName(name.to_string_lossy().into_owned()));
        }
    }
    if folder.as_os_str().is_empty() {
        return Err(CreateRefusal::FolderName(String::new()));
    }
    Ok(())
}

fn check_empty(folder: &Path) -> Result<(), CreateRefusal> {
    if folder.is_file() {
        return Err(CreateRefusal::FolderIsFile(folder.to_owned()));
    }
    if !folder.exists() {
        return Ok(());
    }
    let unreadable = |error: std::io::Error| CreateRefusal::Environment {
        path: folder.display().to_string(),
        error: error.to_string(),
    };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        if !NOBODYS.iter().any(|nobodys| name == *nobodys) {
            return Err(CreateRefusal::FolderFull(folder.to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_portable;

    #[test]
    fn a_folder_has_a_name_that_every_system_takes() {
        for name in ["portal", "cổng đầu tư", "投資", "a.b", "_x"] {
            assert!(is_portable(name), "{name}");
        }
        for name in ["con", "NUL", "com1.txt", "a:b", "what?", "dot.", "space ", "a|b", "tab\t"] {
            assert!(!is_portable(name), "{name}");
        }
    }
}
