//! What holds for any input: the same bytes wherever and however a site is built, and no input that stops the program.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use portolan::config::Overrides;
use portolan::diag::{self, Finding, Printer, UiLang};
use portolan::feed;
use portolan::locale::slug;
use portolan::pipeline::{self, Build};
use portolan::source::{self, Snapshot};
use proptest::prelude::*;

use super::program::{Ran, Site, portolan, repository};

type Files = BTreeMap<String, Vec<u8>>;

/// A source of choices that a seed repeats.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }

    pub(crate) fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

/// The files of the site that comes with the repository.
fn demo() -> Files {
    let read = source::read(repository()).expect("the repository can be read");
    let files = read.value.iter();
    files.map(|(path, file)| (path.to_string(), file.bytes().expect("it can be read").to_vec())).collect()
}

fn assemble<'a>(files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) -> Build {
    let read = Snapshot::from_files(files.into_iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    pipeline::assemble(read.value, &Overrides::default(), read.diagnostics)
}

/// Everything that is published but pictures, and everything that was found.
fn made(build: &Build) -> (BTreeMap<String, String>, Vec<String>) {
    let mut said: Vec<String> = build.diagnostics.iter().map(|found| shown(build, found)).collect();
    let mut pages = BTreeMap::new();
    if !build.has_errors() {
        let views = build.views();
        for route in &build.site.pages.routes {
            match build.render(&views, route) {
                Ok(html) => drop(pages.insert(route.file(&build.site), html)),
                Err(problem) => said.push(shown(build, &problem)),
            }
        }
        pages.extend(feed::redirects(&build.site));
    }
    (pages, said)
}

/// A finding as people and programs see it: what is said must be sayable.
fn shown(build: &Build, found: &diag::Diagnostic) -> String {
    let printer = |lang| Printer::new(lang, |path| build.snapshot.page(path));
    let vi = printer(UiLang::Vi).terminal(&Finding::alone(found), true);
    let en = printer(UiLang::En);
    format!("{}\n{vi}\n{:?}", en.terminal(&Finding::alone(found), false), en.json(&[Finding::alone(found)]))
}

#[test]
fn the_order_of_files_changes_nothing() {
    let mut files = demo();
    // Some mistakes, so that there are findings to be ordered.
    let mut dice = Dice::new(3);
    for _ in 0..12 {
        mutate(&mut files, &mut dice);
    }
    let wanted = made(&assemble(&files)).1;
    assert!(!wanted.is_empty());
    let mut entries: Vec<_> = files.iter().collect();
    for _ in 0..4 {
        dice.shuffle(&mut entries);
        assert_eq!(made(&assemble(entries.iter().copied())).1, wanted);
    }
    let sound = demo();
    let wanted = made(&assemble(&sound));
    let mut entries: Vec<_> = sound.iter().collect();
    dice.shuffle(&mut entries);
    assert!(made(&assemble(entries)) == wanted, "another order of files makes other pages");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let files = demo();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| made(&assemble(&files)))
    };
    let one = with(1);
    assert_eq!(one.1, [""; 0]);
    for threads in [2, 8] {
        assert!(with(threads) == one, "{threads} threads make other pages than one");
    }
}

#[test]
fn the_environment_changes_nothing() {
    let site = Site::new();
    site.item("stray", 4);
    site.put("content/loose.md", "+++\ntitle = \"x\"\n+++\n");
    let wanted = site.build();
    let public = site.public();
    type Variables = [(&'static str, &'static str); 4];
    let environments: [Variables; 4] = [
        [
            ("TZ", "Asia/Ho_Chi_Minh"),
            ("LC_ALL", "vi_VN.UTF-8"),
            ("LANG", "vi_VN.UTF-8"),
            ("RAYON_NUM_THREADS", "1"),
        ],
        [
            ("TZ", "Pacific/Kiritimati"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "tr_TR"),
            ("RAYON_NUM_THREADS", "2"),
        ],
        [("TZ", "America/Los_Angeles"), ("LC_ALL", "C"), ("LANG", "C"), ("RAYON_NUM_THREADS", "8")],
        [("TZ", ""), ("LC_ALL", "ja_JP.SJIS"), ("SOURCE_DATE_EPOCH", "1"), ("HOME", "/nonexistent")],
    ];
    for variables in environments {
        site.remove("public");
        let ran = Ran::of(site.command(&["build"]).envs(variables));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(site.public() == public, "{variables:?} make other pages");
        assert_eq!(before_last_line(&ran.err), before_last_line(&wanted.err));
    }
    for (folder, root) in [("content", ".."), ("", "."), ("content/news", "../../content/..")] {
        site.remove("public");
        let ran = Ran::of(portolan().current_dir(site.path(folder)).args(["build", "--root", root]));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(site.public() == public, "another way to the site makes other pages");
        assert_eq!(before_last_line(&ran.err), before_last_line(&wanted.err));
    }
}

/// The last line says how long it took.
fn before_last_line(text: &str) -> &str {
    text.trim_end().rsplit_once('\n').map_or("", |(before, _)| before)
}

/// Pieces that have a meaning somewhere, in places where they have none.
const PIECES: &[&str] = &[
    "{{ fact area }}",
    "{{ fact ",
    "{{ chart parts }}",
    "{{ figure x.jpg \"",
    "{{ video a b }}",
    "{{",
    "}}",
    "{%",
    "{# ",
    "+++\n",
    "\n+++",
    "[[record]]\n",
    "[[",
    "]]",
    "\"\"\"",
    "'''",
    "[](@trang-due)",
    "[x](@",
    "[x](@@projects)",
    "![](cover.jpg)",
    "[^1]",
    "\n[^1]: [^1]\n",
    "<script>",
    "</",
    "<!--",
    "<svg><style>",
    "<![CDATA[",
    "&#0;",
    "&#x110000;",
    "\0",
    "\r",
    "\u{feff}",
    "\u{202e}",
    "\u{200d}",
    "e\u{301}",
    "ﾊｲﾌｫﾝ",
    "𠮷",
    "👩‍👩‍👧",
    "\u{1f1fb}\u{1f1f3}",
    "9999999999999999999999999999999999",
    "-0",
    "1e999",
    "0.0000000000000000000000000000001",
    "2024-02-30",
    "2024-13",
    "0000-00-00",
    "9999-12-31",
    "2024-Q5",
    "2024..2023",
    "..",
    "../../..",
    "/etc/passwd",
    "con",
    "a.b.c = 1\n",
    " = ",
    "\n= 1\n",
    "\n[",
    "\n[a.b]\n[a]\n",
    "true",
    "{ min = 1 }",
    "{ value = \"x\" }",
    "[[[[[[[[",
    "((((((((",
    "> > > > > > ",
    "- - - - - -",
    "|||||",
    "|-|\n",
    "# # #",
    "~~~",
    "````",
    "    ",
    "\t",
    "***",
    "___",
    "**",
    "`",
    "\\",
    "%",
    "$$",
    "{#id}",
    "{.x #y}",
    "> [!NOTE]",
    "\n: ",
    "- [ ] ",
    "http://",
    "javascript:alert(1)",
    "mailto:",
    "tel:",
    "data:text/html,",
    "vi",
    "en = ",
    "title.vi = ",
    "type = \"table\"",
    "type = \"list\"\nof = \"list\"\nof = \"list\"",
    "facet = [3, 2, 1]",
    "facet = [\"x\"]",
    "page_size = 0",
    "page_size = -1",
    "page_size = 99999999999",
    "weight = 9223372036854775807",
    "limit = 0",
    "one",
    "other",
    "{n, plural}",
    "{n}",
    "{name",
    "}",
];

/// Changes one file in one way; says which.
fn mutate(files: &mut Files, dice: &mut Dice) -> String {
    let paths: Vec<String> = files.keys().cloned().collect();
    let path = dice.of(&paths).clone();
    let other = files[dice.of(&paths)].clone();
    let bytes = files.get_mut(&path).expect("it is there");
    let at = char_start(bytes, dice.below(bytes.len() + 1));
    let way = dice.below(12);
    match way {
        0 => bytes.truncate(at),
        1 => insert(bytes, at, dice.of(PIECES).as_bytes()),
        2 => insert(bytes, at, dice.of(PIECES).repeat(1 + dice.below(400)).as_bytes()),
        3 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        4 => {
            let end = char_start(bytes, (at + dice.below(40)).min(bytes.len()));
            bytes.drain(at..end.max(at));
        }
        5 | 6 => lines(bytes, dice),
        7 => *bytes = other,
        8 => {
            let end = char_start(bytes, (at + dice.below(400)).min(bytes.len())).max(at);
            let part = bytes[at..end].to_vec();
            insert(bytes, at, &part);
        }
        9 => values(bytes, dice),
        10 => {
            files.remove(&path);
        }
        _ => insert(bytes, at, &[u8::try_from(dice.below(256)).expect("a byte")]),
    }
    format!("{path}, way {way} at {at}")
}

fn insert(bytes: &mut Vec<u8>, at: usize, part: &[u8]) {
    bytes.splice(at..at, part.iter().copied());
}

/// The start of the character that a byte belongs to.
fn char_start(bytes: &[u8], mut at: usize) -> usize {
    while at > 0 && at < bytes.len() && bytes[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    at
}

/// Takes a line away, doubles one, or changes two over.
fn lines(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(3) {
        0 => drop(lines.remove(one)),
        1 => {
            let line = lines[one].clone();
            lines.insert(other, line);
        }
        _ => lines.swap(one, other),
    }
    *bytes = lines.concat();
}

/// Puts something else between two quotation marks, or after an equals sign.
fn values(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let marks: Vec<usize> =
        bytes.iter().enumerate().filter(|(_, byte)| **byte == b'"').map(|(at, _)| at).collect();
    if marks.len() < 2 {
        return;
    }
    let first = dice.below(marks.len() - 1);
    let piece = dice.of(PIECES).replace(['"', '\n', '\\', '\0', '\r'], "");
    bytes.splice(marks[first] + 1..marks[first + 1], piece.bytes());
}

/// Runs `job` and says how it failed: by a panic, or by not ending.
fn survives(job: impl FnOnce() + Send + 'static) -> Result<(), String> {
    let (done, waiting) = mpsc::channel();
    thread::Builder::new()
        .stack_size(8 << 20)
        .spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(job)).map_err(|panic| {
                let text = panic.downcast_ref::<String>().cloned();
                text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                    .unwrap_or_default()
            });
            // Nobody listens any more when the time is over.
            let _ = done.send(result);
        })
        .expect("a thread");
    match waiting.recv_timeout(Duration::from_secs(120)) {
        Ok(result) => result,
        Err(_) => Err("it does not end".to_owned()),
    }
}

/// How many sites are spoilt: few in a run of all tests, as many as `SPOILT` says by hand.
fn cases(few: u64) -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let start = number("SPOILT_FROM").unwrap_or(0);
    start..start + number("SPOILT").unwrap_or(few)
}

#[test]
fn no_spoilt_file_stops_the_program() {
    let sound = demo();
    let mut failures = Vec::new();
    for seed in cases(40) {
        let mut files = sound.clone();
        let mut dice = Dice::new(seed + 1);
        let how: Vec<String> = (0..=dice.below(3)).map(|_| mutate(&mut files, &mut dice)).collect();
        let outcome = survives(move || {
            let build = assemble(&files);
            build.diagnostics.iter().for_each(|found| drop(shown(&build, found)));
            if !build.has_errors() {
                let views = build.views();
                for _ in 0..40 {
                    let _ = build.render(&views, dice.of(&build.site.pages.routes.raw));
                }
            }
        });
        if let Err(problem) = outcome {
            failures.push(format!("seed {seed}: {problem}\n    after {}", how.join("; ")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A small site with one spoilt file of each kind, rendered whole: more of it is reached than in the large one.
#[test]
fn no_spoilt_record_stops_the_program() {
    let keep = [
        "portolan.toml",
        "content/_data/",
        "content/projects/_",
        "content/projects/nam-trang-cat/",
        "content/statistics/",
        "themes/",
        "content/_",
    ];
    let mut sound: Files = demo();
    sound.retain(|path, _| keep.iter().any(|start| path.starts_with(start)));
    let mut failures = Vec::new();
    for seed in cases(150) {
        let mut files = sound.clone();
        let mut dice = Dice::new(seed + 7001);
        let how: Vec<String> = (0..=dice.below(2)).map(|_| mutate(&mut files, &mut dice)).collect();
        let outcome = survives(move || {
            let build = assemble(&files);
            build.diagnostics.iter().for_each(|found| drop(shown(&build, found)));
            // A preview goes on in spite of mistakes, so pages must be made in spite of them.
            let views = build.views();
            for route in &build.site.pages.routes {
                let _ = build.render(&views, route);
            }
        });
        if let Err(problem) = outcome {
            failures.push(format!("seed {seed}: {problem}\n    after {}", how.join("; ")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

proptest! {
    #[test]
    fn a_slug_is_its_own_slug(text in "\\PC{0,40}") {
        let once = slug(&text);
        prop_assert_eq!(&slug(&once), &once);
        prop_assert!(once.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"));
    }

    #[test]
    fn any_bytes_are_a_site_or_a_finding(bytes in prop::collection::vec(any::<u8>(), 0..200), file in 0_usize..8) {
        let names = [
            "portolan.toml", "content/news/_collection.toml", "content/news/a/record.toml", "content/news/a/vi.md",
            "content/_data/words.toml", "i18n/vi.toml", "i18n/format/vi.toml", "themes/harbour/templates/record.html",
        ];
        let mut files: Files = BTreeMap::from([
            (names[0].to_owned(), b"[site]\nbase_url = \"https://x.example\"\nname.vi = \"x\"\n[[language]]\ncode = \"vi\"\n".to_vec()),
            (names[1].to_owned(), b"title.vi = \"Tin\"\npath.vi = \"tin\"\n".to_vec()),
            (names[2].to_owned(), b"weight = 1\n".to_vec()),
            (names[3].to_owned(), b"+++\ntitle = \"x\"\n+++\ny\n".to_vec()),
        ]);
        files.insert(names[file].to_owned(), bytes);
        let build = assemble(&files);
        made(&build);
    }
}
