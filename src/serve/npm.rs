use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is taken from npm, and just which bytes of it. No address is locked, so that any registry may give them.
const PACKAGE: &str = include_str!("../../themes/harbour/package.json");
const LOCK: &str = include_str!("../../themes/harbour/package-lock.json");

/// The library that changes a page in place, below the folder of what comes from npm.
pub(super) const IDIOMORPH: &str = "node_modules/idiomorph/dist/idiomorph.min.js";

/// How it went to have what comes from npm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Npm {
    /// It was there.
    There,
    /// It was fetched.
    Fetched,
    /// There is no npm on this machine.
    None,
    /// It could not be fetched, for this reason.
    Failed(String),
}

/// Has npm put what the preview takes from it into `folder`, unless it is there.
#[must_use]
pub fn fetch(folder: &Path) -> Npm {
    if is_there(folder) {
        return Npm::There;
    }
    match install(folder) {
        Ok(()) => Npm::Fetched,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Npm::None,
        Err(error) => Npm::Failed(error.to_string()),
    }
}

/// Whether just these packages were installed, and whole: the lock is written last.
fn is_there(folder: &Path) -> bool {
    fs::read_to_string(folder.join("package-lock.json")).is_ok_and(|lock| lock == LOCK)
        && folder.join(IDIOMORPH).is_file()
}

/// Installs beside the folder and renames, so that an interrupted run leaves nothing that looks whole.
fn install(folder: &Path) -> io::Result<()> {
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(parent)?;
    let fresh = tempfile::Builder::new().prefix("npm-").tempdir_in(parent)?;
    fs::write(fresh.path().join("package.json"), PACKAGE)?;
    fs::write(fresh.path().join("package-lock.json"), LOCK)?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];
    let output = Command::new(npm).args(arguments).current_dir(fresh.path()).stdin(Stdio::null()).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().find(|line| line.contains("error")).or(said.lines().next());
        return Err(io::Error::other(line.unwrap_or("npm failed").trim().to_owned()));
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::rename(fresh.keep(), folder)
}
