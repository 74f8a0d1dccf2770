//! Rules about the source itself, so that they need no reviewer.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::message::files_below;

/// Lower layers first. A module uses only modules of the lines above its own.
///
/// `diag` stands above `base` alone, so that every stage can report. `asset` stands above `site` only because it is used by
/// `view`; it knows neither records nor pages. `theme` stands above `view` because it renders one, and embeds the default
/// files that `pipeline` puts under a site's own.
const LAYERS: &[&[&str]] = &[
    &["base"],
    &["diag", "memo"],
    &["fact"],
    &["geo"],
    &["locale"],
    &["source"],
    &["data"],
    &["config"],
    &["markdown"],
    &["content"],
    &["editor"],
    &["site"],
    &["map"],
    &["asset"],
    &["code"],
    &["search"],
    &["view"],
    &["theme", "feed", "check"],
    &["output", "install"],
    &["pipeline"],
    &["serve"],
    &["cli"],
];

/// Modules that may meet the world, and what they may do there.
const EDGES: &[&str] = &["source", "output", "memo", "install", "serve", "cli", "main"];

/// What only the edges may say.
const EFFECTS: &[&str] = &[
    "std::fs",
    "fs::read",
    "fs::write",
    "std::env",
    "env::var",
    "std::net",
    "SystemTime",
    "Instant::now",
    "println!",
    "eprintln!",
    "print!(",
    "std::process",
    "thread::sleep",
];

/// Functions longer than sixty lines, each with its reason.
const LONG_FUNCTIONS: &[(&str, &str)] = &[];

/// Files longer than five hundred lines, each with its reason.
const LONG_FILES: &[(&str, &str)] =
    &[("view/model.rs", "the shapes that templates see, in one place: declarations and their words")];

/// Names that say nothing of what a module is for.
const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "manager", "core", "shared", "types", "prelude",
];

pub(crate) struct File {
    /// Below `src`.
    pub(crate) name: String,
    pub(crate) module: String,
    /// Without its tests.
    pub(crate) code: String,
    pub(crate) is_test: bool,
}

/// Every file below `src`.
pub(crate) fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let module = name.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).expect("a readable file");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        let is_test = name.split('/').any(|part| part == "tests.rs" || part == "tests");
        File { name, module, code, is_test }
    };
    files_below(&root, "rs").into_iter().map(read).collect()
}

/// The lines of a file without comments.
pub(crate) fn lines(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let bare = |line: &str| line.trim_start().starts_with("//");
    file.code.lines().enumerate().filter(move |(_, line)| !bare(line)).map(|(at, line)| (at + 1, line))
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn every_use_points_down() {
    let mut wrong = Vec::new();
    for file in
        sources().iter().filter(|file| !file.is_test && file.name != "lib.rs" && file.name != "main.rs")
    {
        let Some(own) = layer(&file.module) else {
            wrong.push(format!("{}: `{}` has no layer", file.name, file.module));
            continue;
        };
        for (at, line) in lines(file) {
            for used in line.split("crate::").skip(1) {
                let used: String =
                    used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                if layer(&used).is_some_and(|used| used >= own) && used != file.module {
                    wrong.push(format!("{}:{at}: `{}` must not use `{used}`", file.name, file.module));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn lib_names_the_modules_in_the_order_of_their_layers() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"))
        .expect("a readable file");
    let named: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let layers: Vec<Option<usize>> = named.iter().map(|module| layer(module)).collect();
    assert!(layers.iter().all(Option::is_some), "{named:?}");
    assert!(layers.is_sorted(), "{named:?}");
    assert_eq!(named.len(), LAYERS.iter().map(|layer| layer.len()).sum::<usize>());
}

/// Files whose writers escape by themselves, and so may say that their text is HTML.
const WRITERS: &[&str] = &["base/markup.rs", "markdown/buffer.rs", "view/map/page.rs"];

/// Text becomes HTML by escaping; see `base::Html`.
#[test]
fn only_writers_of_markup_make_html_of_text() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test && !WRITERS.contains(&file.name.as_str())) {
        for (at, line) in lines(file) {
            for word in ["Html::trusted", "safe_string", "mark_safe"] {
                // The theme gives templates what other templates have made.
                let is_own =
                    ["view/html.rs", "theme/frame.rs", "theme/component.rs"].contains(&file.name.as_str());
                if line.contains(word) && (word == "Html::trusted" || !is_own) {
                    wrong.push(format!("{}:{at}: `{word}`", file.name));
                }
            }
        }
    }
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/harbour/templates");
    for path in files_below(&templates, "html") {
        let text = fs::read_to_string(&path).expect("a readable file");
        if text.contains("| safe") || text.contains("|safe") || text.contains("autoescape") {
            wrong.push(format!("{}: templates escape everything that is no HTML already", path.display()));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn only_the_edges_meet_the_world() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test && !EDGES.contains(&file.module.as_str())) {
        for (at, line) in lines(file) {
            for effect in EFFECTS.iter().filter(|effect| line.contains(**effect)) {
                wrong.push(format!("{}:{at}: `{effect}`", file.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    let sources = sources();
    let documented: Vec<&str> =
        sources.iter().filter(|file| file.code.starts_with("//!")).map(|file| file.name.as_str()).collect();
    let mut silent = Vec::new();
    for file in sources.iter().filter(|file| !file.is_test) {
        let folder = file.name.rsplit_once('/').map(|(folder, _)| format!("{folder}/mod.rs"));
        let beside = file.name.rsplit_once('/').map(|(folder, _)| format!("{folder}.rs"));
        let told =
            |name: &Option<String>| name.as_ref().is_some_and(|name| documented.contains(&name.as_str()));
        if !documented.contains(&file.name.as_str()) && !told(&folder) && !told(&beside) {
            silent.push(file.name.clone());
        }
    }
    assert!(silent.is_empty(), "neither these nor their module say what they are: {silent:?}");
}

#[test]
fn modules_are_named_for_what_they_hold() {
    let empty: Vec<String> = sources()
        .iter()
        .filter(|file| file.name.split('/').any(|part| EMPTY_NAMES.contains(&part.trim_end_matches(".rs"))))
        .map(|file| file.name.clone())
        .collect();
    assert!(empty.is_empty(), "{empty:?}");
}

#[test]
fn files_and_functions_can_be_read_at_a_sitting() {
    let mut long = Vec::new();
    let mut used = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test) {
        let count = file.code.lines().count();
        if count > 500 {
            let excused = LONG_FILES.iter().find(|(name, _)| *name == file.name);
            used.extend(excused.map(|(name, _)| *name));
            if excused.is_none() {
                long.push(format!("{} has {count} lines", file.name));
            }
        }
        for (name, count) in functions(&file.code) {
            if count > 60 {
                let name = format!("{}: {name}", file.name);
                let excused = LONG_FUNCTIONS.iter().find(|(excused, _)| *excused == name);
                used.extend(excused.map(|(name, _)| *name));
                if excused.is_none() {
                    long.push(format!("{name} has {count} lines"));
                }
            }
        }
    }
    assert!(long.is_empty(), "\n{}\n", long.join("\n"));
    let idle: Vec<&str> = LONG_FILES
        .iter()
        .chain(LONG_FUNCTIONS)
        .map(|(name, _)| *name)
        .filter(|name| !used.contains(name))
        .collect();
    assert!(idle.is_empty(), "these need no excuse any more: {idle:?}");
}

/// The functions of a file with the number of their lines; a function ends at a brace in the column where it began.
fn functions(code: &str) -> Vec<(String, usize)> {
    let mut open: Vec<(usize, String, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, line) in code.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        if line.trim() == "}" && open.last().is_some_and(|(column, ..)| *column == indent) {
            let (_, name, start) = open.pop().expect("just seen");
            found.push((name, at + 1 - start));
        } else if let Some((before, after)) = line.split_once("fn ") {
            let begins = before.trim().is_empty()
                || ["pub", "const", "async"].iter().any(|word| before.trim_start().starts_with(word));
            if begins && !line.trim_end().ends_with('}') && !line.trim_end().ends_with(';') {
                let name = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                open.push((indent, name, at));
            }
        }
    }
    found
}

/// Rules about a finished site stand in `check`: what makes a site reports what it meets, and does not look at what is made.
#[test]
fn site_makes_no_findings_of_finished_sites() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test && file.module == "site") {
        let reports = lines(file).any(|(_, line)| line.contains("Diagnostic::"));
        let finished = ["site: &Site", "site: &'a Site", "site: &'s Site", "impl Site"];
        let whole = lines(file).find(|(_, line)| finished.iter().any(|words| line.contains(words)));
        wrong.extend(
            whole.filter(|_| reports).map(|(at, line)| format!("{}:{at}: {}", file.name, line.trim())),
        );
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Where figures may be binary floats: sines have no decimal form, and pictures are no figures. A map is drawn from whole
/// 1e-7 degrees to whole units. The reader of JSON hands numbers over as floats, and `geo/json.rs` takes them back to decimals.
const FLOATS: &[&str] = &["geo/projection.rs", "geo/distance.rs", "geo/json.rs", "asset/", "map/"];

#[test]
fn figures_are_never_binary_floats() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test) {
        let may = FLOATS.iter().any(|name| file.name.starts_with(name));
        let floats = lines(file).filter(|(_, line)| ["f32", "f64"].iter().any(|float| line.contains(float)));
        wrong.extend(floats.filter(|_| !may).map(|(at, _)| format!("{}:{at}", file.name)));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Where the program must know a language's writing, not its texts: the files and why.
const LANGUAGES: &[(&str, &str)] = &[
    ("markdown/writer.rs", "emphasis beside a title filled in later depends on whether its script is wide"),
    (
        "locale/legacy.rs",
        "encodings from before Unicode are guessed for the one language that still has files in them",
    ),
    ("locale/encoding.rs", "what a file's bytes mean depends on the language that its name says"),
    (
        "content/meant.rs",
        "a telephone number that is written as at home gets the calling code of the country",
    ),
    ("locale/written/language.rs", "what editors write in the place of a language's code"),
    ("diag/ui_lang.rs", "the languages in which the program speaks to editors"),
    ("editor/guide.rs", "the languages in which the program speaks to editors"),
    ("cli/argument.rs", "the languages in which the program speaks to editors"),
    ("cli/report.rs", "the languages in which the program speaks to editors"),
];

#[test]
fn the_program_knows_no_language_no_city_and_no_collection() {
    let mut named = Vec::new();
    let languages = ["\"vi\"", "\"en\"", "\"ja\"", "\"ko\"", "\"zh\"", "\"zh-Hans\"", "\"vi_VN\""];
    let places = ["Hai Phong", "Hải Phòng", "hai-phong", "haiphong"];
    let collections = [
        "\"projects\"",
        "\"zones\"",
        "\"desks\"",
        "\"news\"",
        "\"faq\"",
        "\"events\"",
        "\"documents\"",
        "\"statistics\"",
    ];
    let mut reasons: BTreeMap<&str, bool> = LANGUAGES.iter().map(|(name, _)| (*name, false)).collect();
    for file in sources().iter().filter(|file| !file.is_test) {
        for (at, line) in lines(file) {
            let line = line.split(" // ").next().unwrap_or(line);
            for word in
                languages.iter().chain(&places).chain(&collections).filter(|word| line.contains(**word))
            {
                match reasons.get_mut(file.name.as_str()) {
                    Some(used) => *used = true,
                    None => named.push(format!("{}:{at}: {word}", file.name)),
                }
            }
        }
    }
    assert!(named.is_empty(), "\n{}\n", named.join("\n"));
}

/// What a page takes from a text is noted, or the page would stay as it is when that text changes. Which pictures there are
/// (`media.rs`) is compared as a whole.
#[test]
fn views_come_to_records_by_one_door() {
    const DOORS: &[&str] = &[
        "site.text(",
        ".texts.",
        ".texts)",
        ".texts;",
        ".record.facts",
        "].facts",
        "record.facts.",
        "record.facts)",
        ".meta.",
        ".meta)",
        ".headings(",
        "site.today",
        "index.updated",
        "site.whereabouts(",
        "site.shape_of(",
        "site.days(",
        "site.code_files(",
        "site.can_be_reached(",
        "site.contacts(",
        "site.fact(",
        "site.is_translated(",
        "site.written_in(&Route::Record",
        "site.source_text(",
        "site.translation(",
    ];
    let mut wrong = Vec::new();
    let files = sources();
    let behind = ["view/reads.rs", "view/media.rs"];
    let views = files.iter().filter(|file| file.module == "view" && !behind.contains(&file.name.as_str()));
    for file in views {
        for (at, line) in lines(file) {
            if DOORS.iter().any(|door| line.contains(door)) {
                wrong.push(format!("{}:{at}: {}", file.name, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "use a door of `view/reads.rs`, which notes it:\n{}", wrong.join("\n"));
}
