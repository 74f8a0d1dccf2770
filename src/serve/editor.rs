use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// The program that shows an editor a place in a file.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The program and its arguments; `{path}` and `{line}` stand for the place.
    words: Vec<String>,
}

impl Editor {
    /// A command such as `code -g {path}:{line}`; without `{path}`, the path comes last.
    #[must_use]
    pub fn of(command: &str) -> Option<Editor> {
        let mut words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return None;
        }
        if !words.iter().any(|word| word.contains("{path}")) {
            words.push("{path}".to_owned());
        }
        Some(Editor { words })
    }

    /// The editor in whose terminal Portolan runs.
    #[must_use]
    pub fn around() -> Option<Editor> {
        let program = std::env::var("TERM_PROGRAM").unwrap_or_default();
        (program == "vscode").then(|| Editor::of("code -g {path}:{line}"))?
    }

    /// Opens a file. The words are given to the program as they are; no shell reads them.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn open(&self, path: &Path, line: u64) -> io::Result<()> {
        let fill = |word: &String| {
            word.replace("{line}", &line.to_string()).replace("{path}", &path.to_string_lossy())
        };
        // The commands of most editors on Windows are scripts, which only its shell's name ending finds.
        let program = match self.words[0].as_str() {
            "code" if cfg!(windows) => "code.cmd".to_owned(),
            program => program.to_owned(),
        };
        start(Command::new(program).args(self.words[1..].iter().map(fill)))
    }
}

/// Starts a program that goes on by itself, and does not wait for it.
pub(super) fn start(command: &mut Command) -> io::Result<()> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    // Somebody has to take note of its end, or the system keeps its name for ever.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// Shows an address in the browser that the system would take.
///
/// # Errors
/// When there is none.
pub fn browse(address: &str) -> io::Result<()> {
    if cfg!(windows) {
        return start(Command::new("rundll32").args(["url.dll,FileProtocolHandler", address]));
    }
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    start(Command::new(program).arg(address))
}
