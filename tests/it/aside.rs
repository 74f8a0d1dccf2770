//! A key in the wrong one of a record's files: it is told where it belongs, and is right there.

use crate::fixture::{Files, TWO, files};

const BERTHS: &str = r#"
=== content/berths/_collection.toml
title = { vi = "Cầu cảng", en = "Berths" }
[fields.length]
type = "distance"
unit = "m"
required = true
label = { vi = "Chiều dài", en = "Length" }
[fields.opened]
type = "date"
label = { vi = "Ngày", en = "Date" }
[fields.site]
type = "place"
label = { vi = "Vị trí", en = "Where" }
[fields.aim]
type = "markdown"
per_language = true
label = { vi = "Mục tiêu", en = "Objective" }
"#;

fn made(facts: &str, text: &str) -> Files {
    let text = format!("+++\n{text}\n+++\nNước.\n");
    files(&format!("{TWO}{BERTHS}"))
        .with("content/berths/a/record.toml", facts)
        .with("content/berths/a/vi.md", text)
}

/// The text of the only help among what is said that has a line to write, and that line.
fn line(said: &str) -> String {
    let line = said.split("write there `").nth(1).unwrap_or_else(|| panic!("no line in\n{said}"));
    line.split('`').next().expect("the end of the line").to_owned()
}

#[test]
fn a_fact_in_a_text_is_right_in_the_record() {
    for written in [
        "length = 400",
        "Length = 400",
        "\"chiều dài\" = 400",
        "\"Chiều dài\" = 400",
        "lenght = 400",
        "length = { value = 400, approx = \"about\" }",
    ] {
        let said = made("", &format!("title = \"A\"\n{written}")).make().said();
        assert!(said.contains("belongs into `record.toml`"), "{written}: {said}");
        assert!(said.contains("1 error") || !said.contains("no-fact"), "{written}: {said}");
        made(&line(&said), "title = \"A\"").make().sound();
    }
    for written in [
        "opened = 2024-01-02",
        "date = 2024-01-02",
        "ngày = 2024-01-02",
        "weight = 3",
        "updated = 2024-05-06",
        "featured = true",
        "aliases = [\"/cu/\"]",
        "site = { lat = \"20.8\", lon = \"106.7\" }",
    ] {
        let said = made("length = 4", &format!("title = \"A\"\n{written}")).make().said();
        assert!(said.contains("belongs into `record.toml`"), "{written}: {said}");
        made(&format!("length = 4\n{}", line(&said)), "title = \"A\"").make().sound();
    }
}

#[test]
fn a_text_in_a_record_is_right_in_its_language() {
    for written in [
        "title = \"A\"",
        "Title = \"A\"",
        "title.vi = \"A\"",
        "title = { vi = \"A\", en = \"B\" }",
        "tiêu_đề = \"A\"",
        "name = \"A\"",
    ] {
        let said = made(&format!("length = 4\n{written}"), "").make().said();
        assert!(said.contains("belongs into `vi.md`"), "{written}: {said}");
        made("length = 4", &line(&said)).make().sound();
    }
    for written in
        ["aim = \"x\"", "Objective = \"x\"", "objective = \"x\"", "summary = \"x\"", "mo_ta = \"x\""]
    {
        let said = made(&format!("length = 4\n{written}"), "title = \"A\"").make().said();
        assert!(said.contains("belongs into `vi.md`"), "{written}: {said}");
        made("length = 4", &format!("title = \"A\"\n{}", line(&said))).make().sound();
    }
    let said = made("length = 4\naim.en = \"x\"", "title = \"A\"").make().said();
    assert!(said.contains("belongs into `en.md`"), "{said}");
}

/// Only what may stand in a file is suggested for it, and never what is written there already.
#[test]
fn a_key_is_never_mistaken_for_itself() {
    for (written, meant) in
        [("Title", "title"), ("TITLE", "title"), ("titel", "title"), ("Summary", "summary")]
    {
        let said = made("length = 4", &format!("{written} = \"A\"")).make().said();
        assert!(said.contains(&format!("did you mean `{meant}`?")), "{written}: {said}");
    }
    // A text has a `status` too, which says something else.
    let schema = format!("{TWO}{BERTHS}")
        + "[fields.status]\ntype = \"enum\"\nlabel.vi = \"Tình trạng\"\n[fields.status.values]\nopen.vi = \"Mở\"\n";
    let text = |lines: &str| format!("+++\ntitle = \"A\"\n{lines}\n+++\n");
    let own = |facts: &str, lines: &str| {
        let site = files(&schema).with("content/berths/a/record.toml", format!("length = 4\n{facts}"));
        site.with("content/berths/a/vi.md", text(lines)).make()
    };
    let said = own("", "status = \"open\"").said();
    assert!(said.contains("belongs into `record.toml`"), "{said}");
    own(&line(&said), "").sound();
    for key in ["length", "opened", "site", "title", "aim", "weight", "image", "summary", "status", "id"] {
        for found in [made(&format!("{key} = 1"), "title = \"A\""), made("", &format!("{key} = 1"))] {
            let said = found.make().said();
            assert!(!said.contains(&format!("did you mean `{key}`?")), "{key}: {said}");
        }
    }
}
