//! What a theme takes from npm (see [`theme::Packages`]), installed once below `.portolan/npm/<theme>`.
//!
//! The stages below are functions of files, and see what was installed as files of the theme. The lock file says which bytes those are, so the same lock gives the same site whoever installed it; without npm
//! or without a network a site is made all the same, and its templates do without. Nothing of a package is ever executed
//! here: npm is told to run no scripts.

use std::fs;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use crate::config::Config;
use crate::source::{self, Snapshot};
use crate::theme::{self, Packages};

/// How long npm may take, in seconds, unless `PORTOLAN_NPM_LIMIT` says otherwise; 0 asks for nothing.
const LIMIT: u64 = 60;

/// How long an npm that failed is not asked again: a network may be back tomorrow.
const REST: Duration = Duration::from_secs(24 * 60 * 60);

/// What a theme takes from npm, and where that is installed.
#[derive(Clone, Debug)]
pub struct WantedPackages {
    packages: Packages,
    folder: PathBuf,
}

/// What there is to say while something is installed.
#[derive(Debug)]
pub enum NpmNotice<'a> {
    /// What this theme takes is being fetched.
    Begins(&'a str),
    /// It is there, after so long.
    Done(&'a str, Duration),
    /// It is not, and npm is not asked again before the file of this name is deleted.
    Lacks(&'a Lack, &'a str),
}

/// Why something is not there.
#[derive(Debug)]
pub enum Lack {
    /// There is no npm on this machine.
    NoNpm,
    /// It was cut off, now or in an earlier run.
    Slow,
    /// It failed less than [`REST`] ago.
    Resting,
    /// Somebody ended the program meanwhile.
    Stopped,
    /// For this reason.
    Failed(String),
}

impl From<io::Error> for Lack {
    fn from(error: io::Error) -> Lack {
        Lack::Failed(error.to_string())
    }
}

/// Puts what is installed into the snapshot; returned is what is not.
#[must_use]
pub fn add_installed(root: &Path, snapshot: &mut Snapshot, config: &Config) -> Vec<WantedPackages> {
    let chosen = Some(&*config.theme.0).filter(|chosen| *chosen != theme::DEFAULT);
    let themes = [theme::DEFAULT].into_iter().chain(chosen);
    let mut missing = Vec::new();
    let wanted: Vec<Packages> =
        themes.filter_map(|theme| theme::packages(snapshot, theme, config.offline)).collect();
    for packages in wanted {
        let folder = root.join(".portolan/npm").join(&packages.theme);
        let wanted = WantedPackages { packages, folder };
        match wanted.installed() {
            Some(files) => snapshot.fill_from(&files),
            None => missing.push(wanted),
        }
    }
    missing
}

/// Installs what is missing, tells how that goes, and puts it into the snapshot.
pub fn add_missing(missing: &[WantedPackages], snapshot: &mut Snapshot, tell: impl Fn(&NpmNotice<'_>)) {
    for wanted in missing {
        if let Some(files) = wanted.fetch(&tell, &AtomicBool::new(false)) {
            snapshot.fill_from(&files);
        }
    }
}

/// npm at work on a thread of its own, as long as this value lives.
#[derive(Debug)]
pub struct Fetching {
    work: Option<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
}

impl Fetching {
    /// Installs what is missing, tells how that goes, and hands over its files.
    #[must_use]
    pub fn start(
        missing: Vec<WantedPackages>,
        tell: impl Fn(&NpmNotice<'_>) + Send + 'static,
        take: impl Fn(&Snapshot) + Send + 'static,
    ) -> Fetching {
        let stop: Arc<AtomicBool> = Arc::default();
        let stopped = stop.clone();
        let work = std::thread::spawn(move || {
            missing.iter().filter_map(|wanted| wanted.fetch(&tell, &stopped)).for_each(|files| take(&files));
        });
        Fetching { work: Some(work), stop }
    }
}

impl Drop for Fetching {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // The thread ends npm and removes what is half there.
        if let Some(work) = self.work.take() {
            let _ = work.join();
        }
    }
}

impl WantedPackages {
    /// The files, if just these packages were installed, and whole: an installation is moved to its place when it is
    /// complete.
    fn installed(&self) -> Option<Snapshot> {
        let lock = fs::read_to_string(self.folder.join("package-lock.json")).ok()?;
        if lock != self.packages.lock {
            return None;
        }
        self.read(&self.folder).ok()
    }

    fn read(&self, folder: &Path) -> io::Result<Snapshot> {
        let files = self.packages.files.iter();
        let files: Vec<_> =
            files.map(|(name, file)| (self.packages.asset(name), folder.join(file))).collect();
        source::read_as(&files)
    }

    /// Installs, and tells how that goes; `None` when it does not go.
    fn fetch(&self, tell: &impl Fn(&NpmNotice<'_>), stop: &AtomicBool) -> Option<Snapshot> {
        let start = Instant::now();
        let limit = limit();
        if limit.is_zero() {
            return None;
        }
        let result = match self.earlier() {
            Some(lack) => Err(lack),
            None => {
                tell(&NpmNotice::Begins(&self.packages.theme));
                self.install(limit, stop)
            }
        };
        match result {
            Ok(files) => {
                tell(&NpmNotice::Done(&self.packages.theme, start.elapsed()));
                Some(files)
            }
            Err(Lack::Stopped) => None,
            Err(lack) => {
                // Whoever has no network must not wait for it, nor start npm, at every build.
                match lack {
                    Lack::Slow => _ = fs::write(self.mark(&lack), &self.packages.lock),
                    Lack::Failed(_) => {
                        // Written anew, for its age.
                        let _ = fs::remove_file(self.mark(&lack));
                        let _ = fs::write(self.mark(&lack), &self.packages.lock);
                    }
                    _ => {}
                }
                let mark = self.mark(&lack);
                tell(&NpmNotice::Lacks(&lack, &mark.file_name().unwrap_or_default().to_string_lossy()));
                None
            }
        }
    }

    /// The file that remembers that npm took too long for this lock, or failed.
    fn mark(&self, lack: &Lack) -> PathBuf {
        self.folder.with_extension(if matches!(lack, Lack::Slow) { "slow" } else { "failed" })
    }

    /// Why npm is not asked for this lock: for good when it took too long, for a day when it failed.
    fn earlier(&self) -> Option<Lack> {
        let known = |mark: &Path| fs::read_to_string(mark).is_ok_and(|lock| lock == self.packages.lock);
        if known(&self.mark(&Lack::Slow)) {
            return Some(Lack::Slow);
        }
        let mark = self.mark(&Lack::Resting);
        let written = fs::metadata(&mark).and_then(|found| found.modified()).ok()?;
        // A mark of the future is of a clock that was set since.
        let age = SystemTime::now().duration_since(written).ok()?;
        (age < REST && known(&mark)).then_some(Lack::Resting)
    }

    /// Installs beside the folder and renames, so that an interrupted run leaves nothing that looks whole.
    fn install(&self, limit: Duration, stop: &AtomicBool) -> Result<Snapshot, Lack> {
        let parent = self.folder.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent)?;
        let fresh = tempfile::Builder::new().prefix(".npm-").tempdir_in(parent)?;
        fs::write(fresh.path().join("package.json"), &self.packages.package)?;
        fs::write(fresh.path().join("package-lock.json"), &self.packages.lock)?;
        run(fresh.path(), limit, stop)?;
        let whole = self.read(fresh.path()).map_err(|error| Lack::Failed(error.to_string()))?;
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        if let Err(error) = fs::rename(fresh.path(), &self.folder) {
            // Another run may have been faster; what it installed is the same.
            return self.installed().ok_or(Lack::Failed(error.to_string()));
        }
        // Text files are in memory already; others are read from where they lie now.
        Ok(self.installed().unwrap_or(whole))
    }
}

/// How long npm may take.
fn limit() -> Duration {
    let asked = std::env::var("PORTOLAN_NPM_LIMIT").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(asked.unwrap_or(LIMIT))
}

/// Runs npm in a folder that has the two files it needs.
fn run(folder: &Path, limit: Duration, stop: &AtomicBool) -> Result<(), Lack> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    // A file and no pipe: a pipe stays open as long as anything lives that npm has started.
    let mut said = tempfile::tempfile()?;
    let start = Instant::now();
    let mut child = Command::new(npm)
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--prefer-offline",
        ])
        .args(["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--no-progress", "--loglevel=error"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said.try_clone()?)
        .spawn()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Lack::NoNpm,
            _ => Lack::from(error),
        })?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        let stopped = stop.load(Ordering::Relaxed);
        if stopped || start.elapsed() > limit {
            // It may have ended by itself just now.
            let _ = child.kill();
            let _ = child.wait();
            return Err(if stopped { Lack::Stopped } else { Lack::Slow });
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    if status.success() {
        return Ok(());
    }
    let mut text = Vec::new();
    said.rewind()?;
    said.read_to_end(&mut text)?;
    Err(Lack::Failed(reason(&String::from_utf8_lossy(&text))))
}

/// The line that says most of what npm wrote about its failure.
fn reason(said: &str) -> String {
    let bare = |line: &str| {
        let line = line.trim();
        let inner = ["npm error", "npm ERR!"].iter().find_map(|start| line.strip_prefix(start));
        inner.unwrap_or(line).trim().to_owned()
    };
    let lines: Vec<String> = said.lines().map(bare).filter(|line| !line.is_empty()).collect();
    let cause = lines.iter().find(|line| line.contains("reason:"));
    let sentence = lines.iter().find(|line| line.split(' ').count() > 2);
    cause.or(sentence).or(lines.first()).cloned().unwrap_or_else(|| "npm ci failed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn the_reason_is_the_line_that_says_most() {
        let offline = "npm error code ENOTFOUND\nnpm error syscall getaddrinfo\nnpm error network request failed, reason: getaddrinfo ENOTFOUND\n";
        assert_eq!(reason(offline), "network request failed, reason: getaddrinfo ENOTFOUND");
        assert_eq!(reason("npm error code E1\nnpm error the lock does not fit\n"), "the lock does not fit");
        assert_eq!(reason("npm ERR! code EUSAGE\n"), "code EUSAGE");
        assert_eq!(reason(""), "npm ci failed");
    }
}
