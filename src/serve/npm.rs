use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use super::lock;

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

/// npm at work on a thread of its own; it ends with this value.
#[derive(Debug)]
pub struct Fetching {
    work: Option<JoinHandle<()>>,
    npm: Arc<Mutex<Running>>,
}

/// The program, while it runs.
#[derive(Debug, Default)]
struct Running {
    child: Option<Child>,
    is_over: bool,
}

impl Fetching {
    /// Has npm put what the preview takes from it into `folder`, unless it is there, and tells how that went.
    #[must_use]
    pub fn start(folder: &Path, tell: impl FnOnce(Npm) + Send + 'static) -> Fetching {
        let npm: Arc<Mutex<Running>> = Arc::default();
        let (folder, running) = (folder.to_owned(), npm.clone());
        let work = std::thread::spawn(move || {
            let outcome = fetch(&folder, &running);
            if !lock(&running).is_over {
                tell(outcome);
            }
        });
        Fetching { work: Some(work), npm }
    }
}

impl Drop for Fetching {
    fn drop(&mut self) {
        let mut npm = lock(&self.npm);
        npm.is_over = true;
        if let Some(child) = &mut npm.child {
            // It may have ended by itself.
            let _ = child.kill();
        }
        drop(npm);
        // The thread removes what is half there.
        if let Some(work) = self.work.take() {
            let _ = work.join();
        }
    }
}

fn fetch(folder: &Path, running: &Mutex<Running>) -> Npm {
    if is_there(folder) {
        return Npm::There;
    }
    match install(folder, running) {
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
fn install(folder: &Path, running: &Mutex<Running>) -> io::Result<()> {
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(parent)?;
    let fresh = tempfile::Builder::new().prefix("npm-").tempdir_in(parent)?;
    fs::write(fresh.path().join("package.json"), PACKAGE)?;
    fs::write(fresh.path().join("package-lock.json"), LOCK)?;
    let said = run(fresh.path(), running)?;
    if !fresh.path().join(IDIOMORPH).is_file() {
        let line = said.lines().find(|line| line.contains("error")).or(said.lines().next());
        return Err(io::Error::other(line.unwrap_or("npm failed").trim().to_owned()));
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::rename(fresh.path(), folder)
}

/// Runs npm in a folder; returns what it had to say.
fn run(folder: &Path, running: &Mutex<Running>) -> io::Result<String> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];
    let mut command = Command::new(npm);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null());
    let mut state = lock(running);
    if state.is_over {
        return Err(io::ErrorKind::Interrupted.into());
    }
    let mut child = command.stderr(Stdio::piped()).spawn()?;
    let stderr = child.stderr.take();
    state.child = Some(child);
    drop(state);
    let mut said = Vec::new();
    if let Some(mut stderr) = stderr {
        stderr.read_to_end(&mut said)?;
    }
    // Asked again and again, because whoever wants to stop it needs it meanwhile.
    while lock(running).child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None))) {
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(String::from_utf8_lossy(&said).into_owned())
}
