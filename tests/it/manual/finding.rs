//! A page for every finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use portolan::diag::Severity;

use super::{cell, hold};
use crate::message::{Example, examples, files_below, folder};
use crate::program::{Ran, portolan};

/// A message as its file has it.
struct Message {
    says: String,
    helps: Vec<String>,
}

/// What every code says in a language, and how it is mended.
fn messages(lang: &str) -> BTreeMap<String, Message> {
    let text = |value: &toml::Value| {
        let text = value.get(lang).and_then(toml::Value::as_str).expect("a sentence in every language");
        text.replace("{{", "{").replace("}}", "}")
    };
    let mut all = BTreeMap::new();
    for path in files_below(&folder("src/diag/messages"), "toml") {
        let table: toml::Table = fs::read_to_string(&path).expect("text").parse().expect("TOML");
        for (code, message) in table {
            let helps = message.get("help").and_then(toml::Value::as_table);
            let helps = helps.into_iter().flatten().map(|(_, help)| text(help)).collect();
            all.insert(code, Message { says: text(&message), helps });
        }
    }
    all
}

/// The words of the pages in a language.
struct Words {
    lang: &'static str,
    /// An error, a warning, either.
    severities: [&'static str; 3],
    braces: &'static str,
    mend: &'static str,
    example: &'static str,
    /// The file that lists the pages, and how it begins.
    index_file: &'static str,
    index: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        lang: "en",
        severities: ["An error.", "A warning.", "An error or a warning."],
        braces: " What stands in braces is filled in from your files.",
        mend: "What to do",
        example: "An example",
        index_file: "README.md",
        index: "# Findings\n\n\
                Every finding has a code: `unknown-key` in `error[unknown-key]`, `code` in the JSON report. Each has a page \
                here, and [one in Vietnamese](README.vi.md). `portolan explain unknown-key` prints the same page where there \
                is no network, and `--ui-lang vi` the Vietnamese one. The codes are stable: one that is published keeps its \
                meaning.\n\n\
                These pages are written by a test from `src/diag/messages` and the cases of `tests/it/message`.\n\n\
                | code | what it says |\n|---|---|\n",
    },
    Words {
        lang: "vi",
        severities: ["Lỗi.", "Cảnh báo.", "Lỗi hoặc cảnh báo, tuỳ trường hợp."],
        braces: " Phần trong ngoặc nhọn được điền theo tệp của bạn.",
        mend: "Cách sửa",
        example: "Ví dụ",
        index_file: "README.vi.md",
        index: "# Các thông báo\n\n\
                Mỗi thông báo có một mã: `unknown-key` trong `error[unknown-key]`, `code` trong báo cáo JSON. Mỗi mã có một \
                trang ở đây, và [một trang tiếng Anh](README.md). Khi không có mạng, lệnh \
                `portolan explain unknown-key --ui-lang vi` hiện đúng nội dung của trang đó. Mã không thay đổi ý nghĩa sau khi \
                đã công bố.\n\n\
                | mã | nội dung |\n|---|---|\n",
    },
];

/// The page of a code.
fn page(code: &str, message: &Message, example: Option<&Example>, words: &Words) -> String {
    let severity = example.map(|example| {
        let is = |severity| example.severities.contains(&severity);
        match (is(Severity::Error), is(Severity::Warning)) {
            (true, true) => words.severities[2],
            (true, false) => words.severities[0],
            _ => words.severities[1],
        }
    });
    let braces = [&message.says].into_iter().chain(&message.helps).any(|text| text.contains('{'));
    let about = format!("{}{}", severity.unwrap_or_default(), if braces { words.braces } else { "" });
    let about = if about.is_empty() { about } else { format!("{}\n\n", about.trim_start()) };
    let mut page = format!("# {code}\n\n{about}> {}\n", message.says);
    if !message.helps.is_empty() {
        let helps: Vec<String> = message.helps.iter().map(|help| format!("- {help}\n")).collect();
        let _ = write!(page, "\n## {}\n\n{}", words.mend, helps.concat());
    }
    if let Some(example) = example {
        let said = if words.lang == "vi" { &example.vi } else { &example.en };
        let said: Vec<&str> = said.lines().map(str::trim_end).collect();
        let _ = write!(page, "\n## {}\n\n````text\n{}\n````\n", words.example, said.join("\n"));
    }
    page
}

#[test]
fn every_finding_has_a_page() {
    let mut pages = BTreeMap::new();
    for words in &WORDS {
        let mut index = words.index.to_owned();
        for (code, message) in messages(words.lang) {
            let text = page(&code, &message, examples().get(code.as_str()), words);
            pages.insert(format!("docs/diagnostics/{}/{code}.md", words.lang), text);
            let _ = writeln!(index, "| [{code}]({}/{code}.md) | {} |", words.lang, cell(&message.says));
        }
        pages.insert(format!("docs/diagnostics/{}", words.index_file), index);
    }
    let root = folder("");
    for path in files_below(&folder("docs/diagnostics"), "md") {
        let name =
            path.strip_prefix(&root).expect("below the repository").to_string_lossy().replace('\\', "/");
        let is_left = !pages.contains_key(&name);
        if is_left && std::env::var_os("UPDATE").is_some() {
            fs::remove_file(&path).expect("a file of ours");
        } else {
            assert!(!is_left, "`{name}` is about no code (`UPDATE=1 cargo test` removes it)");
        }
    }
    hold(&pages);
}

#[test]
fn the_program_explains_a_finding_with_its_page() {
    let explain = |arguments: &[&str]| Ran::of(portolan().arg("explain").args(arguments));
    for (lang, code) in [("en", "unknown-key"), ("vi", "no-record"), ("en", "newer-format")] {
        let page = fs::read_to_string(folder(&format!("docs/diagnostics/{lang}/{code}.md"))).expect("a page");
        let ran = explain(&[code, "--ui-lang", lang]);
        assert_eq!((ran.code, ran.out, ran.err), (Some(0), page, String::new()));
    }
    let copied = explain(&["error[no-term]"]);
    assert!(copied.code == Some(0) && copied.out.starts_with("# no-term\n"), "{}{}", copied.out, copied.err);
    let listed = explain(&[]);
    let codes: Vec<String> = messages("en").into_keys().collect();
    assert_eq!(listed.out.lines().collect::<Vec<_>>(), codes);
    let near = explain(&["no-recrod"]);
    assert_eq!((near.code, near.out.as_str()), (Some(1), ""));
    assert_eq!(near.err, "error: there is no finding `no-recrod`: did you mean `no-record`?\n");
    let near = explain(&["no-recrod", "--ui-lang", "vi"]);
    assert_eq!(near.err, "lỗi: không có thông báo nào tên `no-recrod`: có phải ý bạn là `no-record`?\n");
}
