//! A site in a folder of its own, and the real program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

const CONFIG: &str = r#"
[site]
base_url = "https://port.example"
build_date = 2024-02-06
name = { vi = "Cảng", en = "Port" }
[[language]]
code = "vi"
tag = "vi"
name = "Tiếng Việt"
og_locale = "vi_VN"
fallback = []
[[language]]
code = "en"
tag = "en"
name = "English"
og_locale = "en_GB"
fallback = ["vi"]
"#;

const NEWS: &str = r#"
title = { vi = "Tin tức", en = "News" }
singular = { vi = "Tin", en = "News item" }
path = { vi = "tin-tuc", en = "news" }
order = ["-published", "id"]
date = "published"
menu = 10
[outputs]
feed = true
[fields.published]
type = "date"
label = { vi = "Ngày đăng", en = "Published" }
[fields.area]
type = "area"
label = { vi = "Diện tích", en = "Area" }
[fields.plan]
type = "file"
label = { vi = "Bản vẽ", en = "Plan" }
"#;

/// A site on disk, gone when the test is over.
pub(crate) struct Site {
    home: TempDir,
}

/// What a run of the program did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The files below a folder, by path with `/`.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

impl Site {
    /// Three news items in Vietnamese and English, one with a picture and a file.
    pub(crate) fn new() -> Site {
        let site = Site { home: TempDir::new().expect("a temporary folder") };
        site.put("portolan.toml", CONFIG);
        site.put("content/news/_collection.toml", NEWS);
        for (day, id) in [(1, "port"), (2, "road"), (3, "bridge")] {
            site.item(id, day);
        }
        site.put("content/news/port/plan.pdf", "%PDF-1.4 a plan");
        site.put("content/news/port/quay.png", picture(40));
        site.put(
            "content/news/port/record.toml",
            "published = 2024-01-01\nupdated = 2024-01-01\nimage = \"quay.png\"\nplan = \"plan.pdf\"\n",
        );
        let text = "+++\ntitle = \"The port\"\nsummary = \"Ships.\"\n[alt]\n\"quay.png\" = \"A quay\"\n+++\nSee [the road](@road).\n";
        site.put("content/news/port/en.md", text);
        site
    }

    /// An empty folder.
    pub(crate) fn empty() -> Site {
        Site { home: TempDir::new().expect("a temporary folder") }
    }

    /// Adds a news item with texts in both languages.
    pub(crate) fn item(&self, id: &str, day: usize) {
        let day = day % 28 + 1;
        self.put(
            &format!("content/news/{id}/record.toml"),
            format!("published = 2024-01-{day:02}\nupdated = 2024-01-{day:02}\narea = 12\n"),
        );
        self.text(id, "vi", &format!("Thân bài của {id}."));
        self.text(id, "en", &format!("The body of {id}."));
    }

    /// Writes the text of an item.
    pub(crate) fn text(&self, id: &str, lang: &str, body: &str) {
        // Only one record has a picture.
        let alt = if id == "port" { "[alt]\n\"quay.png\" = \"A quay\"\n" } else { "" };
        let text = format!("+++\ntitle = \"{id} ({lang})\"\nsummary = \"{lang} {id}.\"\n{alt}+++\n{body}\n");
        self.put(&format!("content/news/{id}/{lang}.md"), text);
    }

    /// Writes a file of the site.
    pub(crate) fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        let place = self.path(path);
        fs::create_dir_all(place.parent().expect("a file is in a folder")).expect("the folder can be made");
        fs::write(place, content).expect("the file can be written");
    }

    /// Removes a file or folder of the site.
    pub(crate) fn remove(&self, path: &str) {
        let place = self.path(path);
        if place.is_dir() { fs::remove_dir_all(place) } else { fs::remove_file(place) }
            .expect("it can be removed");
    }

    /// A file of the site as text.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether the site has a file or folder of this name.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.path(path).symlink_metadata().is_ok()
    }

    /// The place of a file of the site.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// The files of what was built.
    pub(crate) fn public(&self) -> Tree {
        tree(&self.path("public"))
    }

    /// The program, told where the site is.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = portolan();
        let (name, rest) = arguments.split_first().expect("a command");
        command.arg(name).arg("--root").arg(self.home.path()).args(rest);
        command
    }

    /// Runs the program on the site.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&mut self.command(arguments))
    }

    /// Builds the site, which must succeed without a word of complaint.
    #[track_caller]
    pub(crate) fn build(&self) -> Ran {
        let ran = self.run(&["build"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran
    }

    /// Builds the site and says what that did to the folder: files written, unchanged, removed.
    #[track_caller]
    pub(crate) fn tally(&self) -> [u64; 3] {
        let ran = self.run(&["build", "--format", "json"]);
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
        let report = ran.json();
        ["written", "unchanged", "removed"].map(|key| report["output"][key].as_u64().expect("a count"))
    }
}

impl Ran {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Ran {
        let output = command.stdin(Stdio::null()).output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program speaks UTF-8");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// What it printed for programs.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

/// The program itself.
pub(crate) fn portolan() -> Command {
    Command::new(env!("CARGO_BIN_EXE_portolan"))
}

/// The repository, which holds the demonstration site.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder; links are listed by where they lead.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    collect(folder, folder, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Tree) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (place, kind) = (entry.path(), entry.file_type().expect("its kind is known"));
        let below = place.strip_prefix(root).expect("it lies below").to_string_lossy().replace('\\', "/");
        if kind.is_dir() {
            collect(root, &place, files);
        } else if kind.is_symlink() {
            let target = fs::read_link(&place).expect("a link leads somewhere");
            files.insert(below, target.to_string_lossy().into_owned().into_bytes());
        } else if let Ok(bytes) = fs::read(&place) {
            files.insert(below, bytes);
        }
    }
}

/// What Portolan keeps in the output folder for itself.
pub(crate) fn is_own(path: &str) -> bool {
    path.starts_with(".portolan-")
}

/// A small picture in the given shade of grey.
pub(crate) fn picture(shade: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([shade, (x * 3) as u8, (y * 5) as u8]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture is written to memory");
    bytes.into_inner()
}

/// What keeps a path from standing on some system or in an address; `None` for a good one.
pub(crate) fn trouble(path: &str) -> Option<&'static str> {
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
    if path.chars().count() >= 200 {
        return Some("is too long below a folder of Windows");
    }
    for part in path.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        if part.is_empty() || part == "." || part == ".." {
            return Some("has a part without a name");
        } else if DEVICES.contains(&stem.as_str())
            || port.is_some_and(|port| port.len() == 1 && port.as_bytes()[0].is_ascii_digit())
        {
            return Some("has the name of a device of Windows");
        } else if part.ends_with('.') || part.ends_with(' ') {
            return Some("ends with what Windows drops");
        } else if part.contains(|c: char| c.is_control() || "<>:\"|?*\\".contains(c)) {
            return Some("has a character that Windows refuses");
        }
    }
    None
}
