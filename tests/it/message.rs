//! What an author is told, to the letter: `message/*.md` holds a small site for each mistake, and the terminal's words.
//!
//! A case is a heading, the files that differ from the site at the head of its document, and what the terminal says
//! about them, in English (```` ```text ````), Vietnamese (```` ```vi ````) or for programs (```` ```json ````).
//! `UPDATE=1 cargo test` writes what is said now into the documents; the difference is reviewed like code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use portolan::diag::{Diagnostic, Severity, UiLang};
use portolan::memo::Memo;

use crate::fixture::{Files, Made, TWO, files, site};

/// A fenced block of a document: its first words, its text, and where the text stands.
struct Block {
    info: String,
    text: String,
    span: std::ops::Range<usize>,
}

/// A heading and its blocks.
struct Case {
    title: String,
    blocks: Vec<Block>,
}

pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Files below a folder with this extension, by path.
pub(crate) fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is part of the repository") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            found.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The head of a document, which is the site of every case, and its cases.
fn cases(document: &str) -> (Vec<Block>, Vec<Case>) {
    let mut cases = vec![Case { title: String::new(), blocks: Vec::new() }];
    let mut open: Option<(String, String, usize)> = None;
    let mut at = 0;
    for line in document.split_inclusive('\n') {
        let bare = line.trim_end();
        let fence: String = bare.chars().take_while(|c| *c == '`').collect();
        match &open {
            Some((mark, info, start)) if fence == *mark && bare == fence => {
                let block =
                    Block { info: info.clone(), text: document[*start..at].to_owned(), span: *start..at };
                cases.last_mut().expect("there is one from the beginning").blocks.push(block);
                open = None;
            }
            Some(_) => {}
            None if fence.len() >= 3 => {
                open = Some((fence.clone(), bare[fence.len()..].trim().to_owned(), at + line.len()));
            }
            None => {
                if let Some(title) = bare.strip_prefix("## ") {
                    cases.push(Case { title: title.to_owned(), blocks: Vec::new() });
                }
            }
        }
        at += line.len();
    }
    let head = cases.remove(0);
    (head.blocks, cases)
}

/// Adds a block's file to a site; a block without a path is no file. A file in `hex` is given as
/// hexadecimal digits, one in `keys` by what differs from the program's own.
fn put(site: Files, block: &Block) -> Files {
    match block.info.split_once(' ') {
        Some(("hex", path)) => {
            let digits: Vec<u8> = block.text.bytes().filter(u8::is_ascii_hexdigit).collect();
            let digit = |byte: u8| (byte as char).to_digit(16).expect("a hexadecimal digit");
            let bytes = digits
                .chunks(2)
                .map(|pair| u8::try_from(digit(pair[0]) * 16 + digit(pair[1])).expect("a byte"));
            site.with(path, bytes.collect::<Vec<u8>>())
        }
        Some(("without", path)) => site.without(path),
        Some(("keys", path)) => site.with(path, with_keys(path, &block.text)),
        Some((_, path)) => site.with(path, &block.text),
        None => site,
    }
}

/// The program's own file with these lines at its head instead of those of the same keys; a key alone is taken away.
fn with_keys(path: &str, lines: &str) -> String {
    let own = fs::read_to_string(folder(path)).expect("a file of the program");
    let key = |line: &str| line.split([' ', '.', '=']).next().unwrap_or_default().to_owned();
    let replaced: Vec<String> = lines.lines().map(key).collect();
    let kept = own.lines().filter(|line| !replaced.contains(&key(line)));
    let new = lines.lines().filter(|line| line.contains('='));
    new.chain(kept).map(|line| format!("{line}\n")).collect()
}

/// What is said about a case, in the form that a block asks for; `None` for blocks that are files.
fn said(made: &Made, info: &str) -> Option<String> {
    let said = match info {
        "text" => made.said(),
        "vi" => made.said_in(UiLang::Vi),
        "json" => format!("{:#}", made.json()),
        // Mistakes that a template makes only with real data: what `check` finds beyond the rest.
        "render" => rendering(made).map_or_else(String::new, |problem| made.terminal(&problem, UiLang::En)),
        // What is wrong with codes only when they are drawn.
        "codes" => {
            let found = made.build.check_codes(&Memo::forgetful());
            found.iter().map(|found| made.terminal(found, UiLang::En)).collect::<Vec<_>>().join("\n\n")
        }
        _ => return None,
    };
    let lines = said.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    Some(if lines.is_empty() { lines } else { lines + "\n" })
}

/// The first mistake that is made only with real data.
fn rendering(made: &Made) -> Option<Box<Diagnostic>> {
    let views = made.build.views();
    made.build.site.pages.routes.iter().find_map(|route| made.build.render(&views, route).err())
}

/// What a case expects, and what was said.
struct Told {
    document: PathBuf,
    title: String,
    expected: String,
    span: std::ops::Range<usize>,
    said: String,
}

/// Codes, each with the name of its help.
type Provoked = BTreeSet<(String, Option<String>)>;

/// What is said of one mistake of a code, and how bad all of them are.
#[derive(Clone)]
pub(crate) struct Example {
    /// Whether it stands in a case that is called by the code.
    is_own: bool,
    pub(crate) severities: BTreeSet<Severity>,
    pub(crate) en: String,
    pub(crate) vi: String,
}

/// Examples by code.
type Examples = BTreeMap<&'static str, Example>;

/// A mistake for each code that the cases provoke, as the terminal shows it.
pub(crate) fn examples() -> &'static Examples {
    &CASES.2
}

/// Takes what was found in a case as an example where there is none yet, or none that is called by its code.
fn exemplify(examples: &mut Examples, made: &Made, title: &str, found: &Diagnostic) {
    let is_own = title.split(',').next() == Some(found.code);
    let known = examples.get(found.code);
    let mut severities = known.map_or_else(BTreeSet::new, |known| known.severities.clone());
    severities.insert(found.severity);
    let example = match known {
        Some(known) if known.is_own || !is_own => Example { severities, ..known.clone() },
        _ => {
            let [en, vi] = [UiLang::En, UiLang::Vi].map(|lang| made.terminal(found, lang));
            Example { is_own, severities, en, vi }
        }
    };
    examples.insert(found.code, example);
}

/// Every case of every document, the codes that they provoke, each with the name of its help, and examples.
static CASES: LazyLock<(Vec<Told>, Provoked, Examples)> = LazyLock::new(|| {
    let (mut told, mut provoked, mut examples) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
    for path in files_below(&folder("tests/it/message"), "md") {
        let document = fs::read_to_string(&path).expect("a readable document");
        let (head, cases) = cases(&document);
        let common = head.iter().fold(files(""), put);
        for case in &cases {
            let made = case.blocks.iter().fold(common.clone(), put).make();
            let rendered = case.blocks.iter().any(|block| block.info == "render").then(|| rendering(&made));
            let found = made.build.diagnostics.iter().chain(rendered.iter().flatten().map(|found| &**found));
            let drawn = case.blocks.iter().any(|block| block.info == "codes");
            let drawn = if drawn { made.build.check_codes(&Memo::forgetful()) } else { Vec::new() };
            let found: Vec<&Diagnostic> = found.chain(&drawn).collect();
            found.iter().for_each(|found| exemplify(&mut examples, &made, &case.title, found));
            provoked.extend(found.iter().map(|found| (found.code.to_owned(), found.help.map(str::to_owned))));
            for block in &case.blocks {
                let Some(said) = said(&made, &block.info) else { continue };
                let (title, expected, span) = (case.title.clone(), block.text.clone(), block.span.clone());
                told.push(Told { document: path.clone(), title, expected, span, said });
            }
        }
    }
    (told, provoked, examples)
});

#[test]
fn every_mistake_is_told_in_the_words_of_its_document() {
    let wrong: Vec<&Told> = CASES.0.iter().filter(|told| told.said != told.expected).collect();
    if std::env::var_os("UPDATE").is_some() {
        // From the last to the first, so that the places of those before stay right.
        for told in wrong.iter().rev() {
            let mut document = fs::read_to_string(&told.document).expect("a readable document");
            document.replace_range(told.span.clone(), &told.said);
            fs::write(&told.document, document).expect("a writable document");
        }
        return;
    }
    let shown = wrong.iter().map(|told| {
        let name = told.document.file_name().expect("a file").to_string_lossy();
        format!("{name}, {}: expected\n{}\nbut was told\n{}", told.title, told.expected, told.said)
    });
    let shown: Vec<String> = shown.collect();
    assert!(shown.is_empty(), "\n{}\n(`UPDATE=1 cargo test` accepts what is said now)", shown.join("\n"));
}

/// Codes with the names of their help texts, as the message files declare them.
fn declared() -> BTreeMap<String, BTreeSet<String>> {
    let mut codes = BTreeMap::new();
    for path in files_below(&folder("src/diag/messages"), "toml") {
        let text = fs::read_to_string(&path).expect("a readable file");
        let table: toml::Table = toml::from_str(&text).expect("message files are TOML");
        for (code, message) in table {
            for lang in ["en", "vi"] {
                assert!(
                    message.get(lang).is_some_and(toml::Value::is_str),
                    "`{code}` says nothing in {lang}"
                );
            }
            let help = message.get("help").and_then(toml::Value::as_table).cloned().unwrap_or_default();
            let twice = codes.insert(code.clone(), help.keys().cloned().collect());
            assert!(twice.is_none(), "`{code}` stands in two message files");
        }
    }
    codes
}

/// Mistakes of the world outside of a site in memory; each has a test of its own below or beside its code.
const ELSEWHERE: &[(&str, Option<&str>)] = &[
    ("symlink", Some("copy")),
    ("unreadable", None),
    // Folders, pipes and names of no system's: below.
    ("no-plain-file", Some("folder")),
    ("no-plain-file", Some("device")),
    ("crashed", Some("report")),
    // A drawing of two megabytes; `asset::image` has one.
    ("image-too-large", Some("bytes")),
    // Files of megabytes; `geo` has both, and `map` builds a site with one.
    ("layer-file", Some("large")),
    ("place-file", Some("large")),
    ("no-config", Some("new")),
    // A mistake of the program, which `pipeline::code` makes on purpose.
    ("code-check", Some("report")),
    // Of hundreds of languages, and of two files that only some disks keep apart: below.
    ("many-languages", Some("split")),
    ("file-twice", Some("form")),
    // Of folders that only some disks keep apart: below.
    ("folder-case", Some("rename")),
    ("folder-case", Some("merge")),
];

#[test]
fn every_message_has_a_case() {
    let provoked = &CASES.1;
    let mut untold = Vec::new();
    for (code, help) in declared() {
        let wanted: Vec<Option<String>> =
            if help.is_empty() { vec![None] } else { help.into_iter().map(Some).collect() };
        for help in wanted {
            let elsewhere = ELSEWHERE.contains(&(&code, help.as_deref()));
            if !elsewhere && !provoked.contains(&(code.clone(), help.clone())) {
                untold.push(format!("{code} {}", help.unwrap_or_default()));
            }
        }
    }
    assert!(untold.is_empty(), "no case in tests/it/message provokes\n{}\n", untold.join("\n"));
}

#[test]
fn every_code_of_the_program_has_a_message_and_the_other_way_round() {
    let codes = declared();
    let mut program = String::new();
    for path in files_below(&folder("src"), "rs") {
        program += &fs::read_to_string(&path).expect("a readable file");
    }
    for opening in ["Diagnostic::error(\"", "Diagnostic::warning(\"", "Problem::new(\""] {
        for part in program.split(opening).skip(1) {
            let code = part.split('"').next().expect("a code ends with a quote");
            assert!(codes.contains_key(code), "`{code}` has no message");
        }
    }
    let dead: Vec<&String> = codes.keys().filter(|code| !program.contains(&format!("\"{code}\""))).collect();
    assert!(dead.is_empty(), "nothing says {dead:?}");
}

#[test]
fn a_folder_without_configuration_is_no_site() {
    assert_eq!(
        files("").make().said(),
        "error[no-config]: there is no `portolan.toml` here, so this folder is not a site\n\
         --> portolan.toml\n \
         = help: `portolan new FOLDER` makes a site that works; or name the site's folder with `--root`"
    );
}

#[test]
fn settings_of_another_name_are_told_theirs() {
    for name in ["portolan.toml.txt", "Portolan.toml", "portolan.tml", "PORTOLAN.TOML"] {
        let settings = files(TWO).into_files().remove("portolan.toml").expect("the settings");
        let site = files(TWO).and(TEA).without("portolan.toml").with(name, &settings);
        let made = site.make();
        assert_eq!(made.codes(), ["no-config"], "{name}");
        assert!(made.said().contains(&format!("call `{name}` `portolan.toml`")), "{}", made.said());
        site.without(name).with("portolan.toml", settings).make().sound();
    }
}

/// A ledger that Windows gave another end is found on the disk as well, and is guarding again under its own name.
#[test]
fn a_ledger_of_another_name_is_told() {
    for name in ["codes.toml.txt", "Codes.toml", "codes.tml"] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("portolan.toml"), "").expect("settings");
        fs::write(folder.path().join(name), "").expect("a ledger");
        let read = portolan::source::read(folder.path()).expect("a site").value;
        let found: Vec<_> = read.astray().map(|(path, meant)| (path.as_str().to_owned(), meant)).collect();
        assert_eq!(found, [(name.to_owned(), "codes.toml")]);
        let made = files(TWO).and(TEA).with(name, "").make();
        assert!(
            made.build.has_errors() && made.said().contains("did you mean `codes.toml`?"),
            "{}",
            made.said()
        );
        files(TWO).and(TEA).with("codes.toml", "").make().sound();
    }
}

#[test]
fn a_byte_order_mark_windows_line_ends_and_split_accents_are_accepted() {
    let plain = files(TWO).and(TEA).make().sound();
    let text = "+++\ntitle = \"Trà\"\n+++\nUống trà ở cảng.\n";
    let odd = format!(
        "\u{feff}{}",
        text.replace('\n', "\r\n").replace('à', "a\u{300}").replace('ố', "o\u{302}\u{301}")
    );
    let odd = files(TWO).and(TEA).with("content/teas/green/vi.md", odd).make().sound();
    assert_eq!(odd.said(), plain.said());
    assert_eq!(odd.html("vi/tra/green/"), plain.html("vi/tra/green/"));
}

#[test]
fn no_page_has_a_character_that_none_may_have() {
    let odd = "+++\ntitle = \"Tr\u{1}à\\u000Bxanh\"\nsummary = \"Ngon\u{fffe}\"\n+++\nUống\u{b}trà\u{feff} ở &#1;cảng.\n";
    let made = files(TWO).and(TEA).with("content/teas/green/vi.md", odd).make();
    for page in ["vi/tra/green/", "vi/tra/", "en/teas/green/"] {
        let html = made.html(page);
        assert!(!html.contains(portolan::base::is_forbidden), "{page}: {html}");
    }
    assert!(made.html("vi/tra/green/").contains("Uống trà ở cảng."));
    let told = made.codes().into_iter().filter(|code| *code == "character-left-out").count();
    assert_eq!(told, 6, "{}", made.said());
}

const TEA: &str = r#"
=== content/teas/_collection.toml
title = { vi = "Trà", en = "Teas" }
singular = { vi = "Trà", en = "Tea" }
path = { vi = "tra", en = "teas" }
=== content/teas/green/record.toml
=== content/teas/green/vi.md
+++
title = "Trà"
+++
Uống trà ở cảng.
"#;

#[test]
fn a_link_in_the_file_system_is_left_alone_and_said_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let below = |name: &str| folder.path().join(name);
    fs::create_dir_all(below("content")).expect("a folder");
    let settings = "[site]\nbase_url = \"https://x.vn\"\n[[language]]\ncode = \"vi\"\n";
    fs::write(below("portolan.toml"), settings).expect("a file");
    fs::write(below("secret"), "secret").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(below("secret"), below("content/x.md")).expect("a link");
    let read = portolan::source::read(folder.path()).expect("a readable folder");
    let made =
        Made { build: portolan::pipeline::assemble(read.value, &Default::default(), read.diagnostics) };
    let said = made.said();
    assert!(
        said.contains(
            "warning[symlink]: this is a link to another place, which is not followed\n\
             --> content/x.md\n \
             = help: put the file itself here"
        ),
        "{said}"
    );
}

#[test]
fn a_folder_that_differs_by_capitals_is_told_before_what_follows() {
    let site = files(crate::fixture::TWO).with("content/_data/kinds.toml", KINDS);
    let collection = "title = { vi = \"Trà\", en = \"Teas\" }\nsingular = { vi = \"Trà\", en = \"Tea\" }\n\
        path = { vi = \"tra\", en = \"teas\" }\n\
        [fields.kind]\ntype = \"term\"\nvocabulary = \"kinds\"\nlabel = { vi = \"Loại\", en = \"Kind\" }\n";
    let site = site.with("content/teas/_collection.toml", collection);
    for (from, to) in [("content/_data", "content/_Data"), ("content", "Content")] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in site.clone().into_files() {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        fs::rename(folder.path().join(from), folder.path().join(to)).expect("another name");
        if folder.path().join(from).exists() {
            return;
        }
        let read = portolan::source::read(folder.path()).expect("a readable folder");
        let made =
            Made { build: portolan::pipeline::assemble(read.value, &Default::default(), read.diagnostics) };
        let findings = portolan::diag::fold(&made.build.diagnostics);
        let causes: Vec<&str> = findings.iter().map(|finding| finding.first.code).collect();
        assert_eq!(causes, ["folder-case"], "{}", made.said());
        assert!(made.said().contains(&format!("--> {to}")), "{}", made.said());
    }
}

const KINDS: &str = "[vocabulary]\ntitle = { vi = \"Loại\", en = \"Kinds\" }\n\
    path = { vi = \"loai\", en = \"kinds\" }\n[[entry]]\nid = \"leaf\"\nname = { vi = \"Lá\", en = \"Leaf\" }\n";

/// Whatever stands in the place of a file is told at its place, and all other mistakes are found.
#[test]
#[cfg(unix)]
fn what_is_no_file_is_told_at_its_place_and_all_else_is_found() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let below = |name: &str| folder.path().join(name);
    fs::create_dir_all(below("content/teas/green/vi.md")).expect("a folder");
    let settings = "[site]\nbase_url = \"https://x.vn\"\n[[language]]\ncode = \"vi\"\n";
    fs::write(below("portolan.toml"), settings).expect("a file");
    fs::write(below("content/teas/_collection.toml"), "titel.vi = \"Trà\"\n").expect("a file");
    std::os::unix::fs::symlink(below("nowhere"), below("content/teas/green/record.toml")).expect("a link");
    std::os::unix::fs::symlink(below("content/teas"), below("content/teas/loop")).expect("a link");
    let odd = below("content/teas/green").join(std::ffi::OsStr::from_bytes(b"a\xff.pdf"));
    fs::write(odd, "x").expect("a file");
    let pipe = std::process::Command::new("mkfifo").arg(below("content/teas/pipe.md")).status();
    let has_pipe = pipe.is_ok_and(|status| status.success());
    let read = portolan::source::read(folder.path()).expect("a readable folder");
    let mut told: Vec<_> = read.diagnostics.iter().map(|found| (found.code, found.help)).collect();
    told.sort_unstable();
    let wanted = [
        ("no-plain-file", Some("device")),
        ("no-plain-file", Some("folder")),
        ("symlink", Some("copy")),
        ("symlink", Some("copy")),
        ("unreadable", None),
    ];
    assert_eq!(told, wanted[usize::from(!has_pipe)..]);
    let made =
        Made { build: portolan::pipeline::assemble(read.value, &Default::default(), read.diagnostics) };
    assert!(made.codes().contains(&"unknown-key"), "{}", made.said());
}

#[test]
fn a_file_that_cannot_be_read_is_told_of_and_nothing_that_follows_from_it() {
    let collection = "
=== content/teas/_collection.toml
title = { vi = \"Trà\", en = \"Teas\" }
singular = { vi = \"Trà\", en = \"Tea\" }
path = { vi = \"tra\", en = \"teas\" }
required = [\"vi\"]
[fields.kind]
type = \"term\"
vocabulary = \"kinds\"
label = { vi = \"Loại\", en = \"Kind\" }
=== content/_data/kinds.toml
[[entry]]
id = \"leaf\"
name = { vi = \"Lá\", en = \"Leaf\" }
=== content/teas/green/record.toml
kind = \"leaf\"
=== content/teas/green/vi.md
+++
title = \"Trà xanh\"
+++
Xem [](@black), {{ fact kind }}.
=== content/teas/black/record.toml
kind = \"leaf\"
=== content/teas/black/vi.md
+++
title = \"Trà đen\"
+++
Xem [](@green).
=== content/teas/red/vi.md
";
    let sound = files(TWO).and(collection).without("content/teas/red/vi.md");
    assert_eq!(sound.make().said(), "");
    for path in [
        "content/teas/green/vi.md",
        "content/teas/green/record.toml",
        "content/teas/_collection.toml",
        "content/_data/kinds.toml",
        "portolan.toml",
    ] {
        let made = sound.clone().with(path, b"title = \"Tr\xe0\"\n").make();
        let findings = portolan::diag::fold(&made.build.diagnostics);
        let causes: Vec<&str> = findings.iter().map(|finding| finding.first.code).collect();
        assert_eq!(causes, ["not-utf8"], "{path}: {}", made.said());
    }
}

#[test]
fn more_languages_than_a_site_can_have_are_told() {
    let code =
        |at: u32| [at / 26, at % 26].map(|at| char::from_u32(97 + at).expect("a letter")).iter().collect();
    let languages = |count: u32| -> String {
        let tables = (0..count).map(code).map(|code: String| {
            format!("[[language]]\ncode = \"{code}\"\ntag = \"vi\"\nname = \"{code}\"\n")
        });
        tables.collect()
    };
    let made = |count| {
        let settings = format!("[site]\nbase_url = \"https://x.vn\"\nname.aa = \"X\"\n{}", languages(count));
        files("").with("portolan.toml", settings).make()
    };
    assert!(!made(255).codes().contains(&"many-languages"));
    let made = made(300);
    assert_eq!(made.codes().iter().filter(|code| **code == "many-languages").count(), 1);
    let said = made.said();
    assert!(
        said.contains("error[many-languages]: a site has at most 255 languages, and this is one more\n"),
        "{said:.900}"
    );
    assert!(said.contains("--> portolan.toml:1024:1\n"), "{said:.900}");
}

#[test]
#[cfg(target_os = "linux")]
fn two_files_whose_names_unicode_makes_one_are_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let below = |name: &str| folder.path().join(name);
    fs::create_dir_all(below("content/news/a")).expect("a folder");
    fs::write(below("portolan.toml"), "[site]\nbase_url = \"https://x.vn\"\n").expect("a file");
    for name in ["content/news/a/\u{1ea3}nh.pdf", "content/news/a/a\u{309}nh.pdf"] {
        fs::write(below(name), name).expect("a file");
    }
    let read = portolan::source::read(folder.path()).expect("a readable folder");
    let told: Vec<_> = read.diagnostics.iter().map(|found| (found.code, found.help)).collect();
    assert_eq!(told, [("file-twice", Some("form"))]);
}

#[test]
fn a_picture_that_goes_while_the_site_is_built_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = [
        ("portolan.toml", TWO.split_once("toml\n").expect("one file").1),
        ("content/teas/_collection.toml", "title.vi = \"Trà\"\n"),
        ("content/teas/green/record.toml", "image = \"leaf.png\"\n"),
        ("content/teas/green/vi.md", "+++\ntitle = \"Trà\"\n+++\n"),
        ("content/teas/green/leaf.png", "not yet a picture"),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let read = portolan::source::read(folder.path()).expect("a readable folder");
    fs::write(folder.path().join("content/teas/green/leaf.png"), "another").expect("a file");
    let made =
        Made { build: portolan::pipeline::assemble(read.value, &Default::default(), read.diagnostics) };
    let said = made.said();
    let expected = "error[unreadable]: `content/teas/green/leaf.png` cannot be read: the file changed while the site was being built\n \
                    --> content/teas/green/record.toml:1:9\n  |\n1 | image = \"leaf.png\"\n  |         ^^^^^^^^^^";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn what_is_wrong_in_several_files_is_told_in_the_order_of_place() {
    let made = site(&format!(
        "{TWO}{TEA}
=== content/teas/_collection.toml
titel.vi = \"Trà\"
=== content/teas/green/record.toml
weight = \"heavy\"
colour = 5
=== content/teas/black.md
"
    ));
    let places: Vec<String> = made
        .build
        .diagnostics
        .iter()
        .filter_map(|found| Some(found.place.as_ref()?.path.to_string()))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let codes: Vec<_> = made.codes().into_iter().filter(|code| *code != "untranslated-name").collect();
    assert_eq!(codes, ["unknown-key", "stray-file", "wrong-type", "unknown-key"]);
}
