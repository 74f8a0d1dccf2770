//! `portolan new`, with the real program on a real disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the program.
fn portolan(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portolan"));
    command.args(arguments).current_dir(folder).output().expect("the program starts")
}

/// What it said.
fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it speaks UTF-8")
}

/// Runs it, and it has nothing to complain of.
#[track_caller]
fn succeeds(arguments: &[&str], folder: &Path) -> String {
    let output = portolan(arguments, folder);
    let said = said(&output);
    assert!(output.status.success(), "{arguments:?}\n{said}");
    said
}

/// Runs it, and it refuses with this exit code.
#[track_caller]
fn refuses(code: i32, arguments: &[&str], folder: &Path) -> String {
    let output = portolan(arguments, folder);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{said}");
    said
}

/// A site as `new` starts it.
fn started() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    succeeds(&["new", "portal"], folder.path());
    let site = folder.path().join("portal");
    (folder, site)
}

/// Every file below a folder, by path, with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder that can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).expect("a file that can be read"));
        }
    }
    files
}

/// Replaces text in a file, which must have it.
#[track_caller]
fn replace(path: &Path, pairs: &[(&str, &str)]) {
    let mut text = fs::read_to_string(path).expect("a text");
    for (from, to) in pairs {
        assert!(text.contains(from), "no `{from}` in\n{text}");
        text = text.replace(from, to);
    }
    fs::write(path, text).expect("it can be written");
}

fn page(site: &Path, path: &str) -> String {
    fs::read_to_string(site.join("public").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_started_site_is_built_without_a_word_of_complaint() {
    let (_folder, site) = started();
    let checked = succeeds(&["check", "--strict"], &site);
    assert!(
        checked.starts_with("nothing to mend: looked at ") && checked.contains(" records, 5 languages, "),
        "{checked}"
    );
    assert_eq!(checked.lines().count(), 1);
    let said = succeeds(&["check", "--ui-lang", "vi"], &site);
    assert!(said.starts_with("không có gì phải sửa: đã xem "), "{said}");
    let built = succeeds(&["build", "--strict"], &site);
    assert!(!built.contains("warning") && !built.contains("error"), "{built}");
    for (lang, name) in [
        ("vi", "Vịnh Mẫu"),
        ("en", "Example Bay"),
        ("ja", "サンプル湾"),
        ("ko", "샘플 베이"),
        ("zh", "示例湾"),
    ] {
        assert!(page(&site, &format!("{lang}/index.html")).contains(name));
    }
    assert!(page(&site, "ja/projects/example-port/index.html").contains("約3億5,050万米ドル"));
}

#[test]
fn a_started_site_says_in_two_languages_where_things_go() {
    let (_folder, site) = started();
    let readme = fs::read_to_string(site.join("README.txt")).expect("a readme");
    for word in ["TIẾNG VIỆT", "ENGLISH", "portolan build", "portolan check", "portolan new projects/"] {
        assert!(readme.contains(word), "{word}");
    }
}

#[test]
fn the_name_of_a_collection_without_an_id_makes_no_site_in_the_site() {
    let (_folder, site) = started();
    let before = tree(&site);
    let said = refuses(1, &["new", "projects"], &site);
    assert!(said.contains("`portolan new projects/ID`"), "{said}");
    let said = refuses(1, &["new", "projects", "--ui-lang", "vi"], &site);
    assert!(said.contains("`portolan new projects/MÃ`"), "{said}");
    for (what, near) in [
        ("project", "`projects`"),
        ("nwes", "`news`"),
        ("du-an", "`projects`"),
        ("Tin tức", "`news`"),
        ("portal", "`./portal`"),
    ] {
        let said = refuses(1, &["new", what], &site);
        assert!(said.contains("there is no collection") && said.contains(near), "{what}: {said}");
    }
    refuses(1, &["new", "projects/a/b"], &site);
    assert_eq!(tree(&site), before);
}

#[test]
fn a_language_whose_words_are_built_in_keeps_them() {
    let (_folder, site) = started();
    let before = tree(&site);
    let said = refuses(1, &["language", "vi"], &site);
    assert!(said.contains("`vi` already") && said.contains("built in"), "{said}");
    assert_eq!(tree(&site), before);
    let small = TempDir::new().expect("a temporary folder");
    let settings = "[site]\nbase_url = \"https://x.example\"\nname.vi = \"X\"\n\n[[language]]\ncode = \"vi\"\n\
        tag = \"vi\"\nname = \"Tiếng Việt\"\nog_locale = \"vi_VN\"\n";
    fs::write(small.path().join("portolan.toml"), settings).expect("settings");
    let said = succeeds(&["language", "ko"], small.path());
    assert!(said.contains("한국어 (`ko`), whose words are built in"), "{said}");
    assert!(!small.path().join("i18n").exists());
}

#[test]
fn a_language_is_added_and_the_site_still_builds() {
    let (_folder, site) = started();
    let said = succeeds(&["language", "fr"], &site);
    for part in ["Français", "i18n/fr.toml", "i18n/format/fr.toml", "portolan check"] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    let settings = fs::read_to_string(site.join("portolan.toml")).expect("settings");
    assert!(settings.contains(
        "code = \"fr\"\ntag = \"fr\"\nname = \"Français\"\nog_locale = \"fr_FR\"\nfallback = [\"en\", \"vi\"]"
    ));
    for file in ["i18n/fr.toml", "i18n/format/fr.toml"] {
        let text = fs::read_to_string(site.join(file)).expect("a draft");
        assert!(text.starts_with("# Français. Draft: the values are still those of `en`"), "{text}");
    }
    succeeds(&["build"], &site);
    assert!(page(&site, "fr/index.html").contains("lang=\"fr\""));
    let before = tree(&site);
    let said = refuses(1, &["language", "fr"], &site);
    assert!(said.contains("already"), "{said}");
    assert_eq!(tree(&site), before);
}

#[test]
fn a_language_that_cannot_be_added_is_refused_with_what_to_write() {
    let (folder, site) = started();
    let before = tree(&site);
    for (arguments, part) in [
        (["language", "FR"].as_slice(), "`fr`"),
        (&["language", "french!"], "cannot be a language's code"),
        (&["language", "français"], "cannot be a language's code"),
        (&["language", "qx"], "--name"),
        (&["language", "deutsch"], "did you mean `de`?"),
        (&["language", "cn"], "did you mean `zh`?"),
        (&["language", "vn"], "did you mean `vi`?"),
        (&["language", "jp"], "did you mean `ja`?"),
        (&["language", "kr"], "did you mean `ko`?"),
        (&["language", "CN"], "write it as `zh`"),
        (&["language", "Tiếng Hàn"], "write it as `ko`"),
        (&["language", "fr", "--from", "xx"], "there is no language `xx`"),
        (&["language", "vi-x", "--ui-lang", "vi"], "hãy ghi tên ngôn ngữ bằng `--name`"),
    ] {
        let said = refuses(1, arguments, &site);
        assert!(said.contains(part), "{arguments:?}\n{said}");
    }
    assert_eq!(tree(&site), before);
    assert!(refuses(1, &["language", "fr"], folder.path()).contains("portolan check"));
    let said = succeeds(&["language", "qx", "--name", "Qux", "--from", "vi"], &site);
    assert!(said.contains("Qux (`qx`), for now in the words of `vi`"), "{said}");
}

#[test]
fn a_site_may_be_started_where_only_version_control_is() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir(folder.path().join(".git")).expect("a folder can be made");
    succeeds(&["new", "."], folder.path());
    assert!(folder.path().join("portolan.toml").is_file());
}

#[test]
fn nothing_is_ever_written_over() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("notes.txt"), "mine").expect("it can be written");
    let before = tree(folder.path());
    assert!(refuses(2, &["new", "."], folder.path()).contains("is not empty"));
    assert!(refuses(2, &["new", "notes.txt"], folder.path()).contains("is a file"));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_folder_that_some_system_could_not_have_is_refused() {
    let folder = TempDir::new().expect("a temporary folder");
    for name in ["con", "NUL.txt", "what?", "a:b", "dot.", "./nul/portal", ""] {
        refuses(2, &["new", name], folder.path());
    }
    assert!(tree(folder.path()).is_empty());
}

#[test]
fn a_record_is_made_with_a_text_for_each_language_and_never_published_unfinished() {
    let (_folder, site) = started();
    let told = succeeds(&["new", "projects/my-park"], &site);
    assert!(told.contains("3 of them required") && told.contains("/vi/du-an/my-park/"), "{told}");
    let record = site.join("content/projects/my-park");
    let names: Vec<String> =
        tree(&record).keys().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["en.md", "ja.md", "ko.md", "record.toml", "vi.md", "zh.md"]);

    let missing = refuses(1, &["build"], &site);
    for key in ["status", "sector", "area", "title"] {
        assert!(missing.contains(&format!("error[to-fill]: `{key}` is still to be written")), "{missing}");
    }
    assert!(!site.join("public").exists());
}

#[test]
fn a_record_whose_facts_and_source_text_are_written_is_published_in_every_language() {
    let (_folder, site) = started();
    succeeds(&["new", "projects/my-park", "--ui-lang", "vi"], &site);
    let record = site.join("content/projects/my-park");
    let facts = [
        ("status = \"…\"", "status = \"calling\""),
        ("[\"…\"]", "[\"logistics\"]"),
        ("area = \"…\"", "area = 77"),
    ];
    replace(&record.join("record.toml"), &facts);
    replace(&record.join("vi.md"), &[("title = \"…\"", "title = \"Khu mới\"")]);

    let built = succeeds(&["build"], &site);
    assert!(
        built.contains("warning[draft-translation]: the text of `my-park` in English is a draft"),
        "{built}"
    );
    assert!(!built.contains("error["), "{built}");
    let english = page(&site, "en/projects/my-park/index.html");
    assert!(english.contains("Khu mới") && english.contains("77") && english.contains("not yet available"));
    assert!(!english.contains('…'));

    replace(
        &record.join("en.md"),
        &[("title = \"…\"", "title = \"New park\""), ("status = \"draft\"\n", "")],
    );
    assert!(!succeeds(&["build"], &site).contains("in English"));
    assert!(page(&site, "en/projects/my-park/index.html").contains("New park"));
}

#[test]
fn a_draft_record_may_wait_for_its_facts() {
    let (_folder, site) = started();
    succeeds(&["new", "projects/my-park"], &site);
    replace(&site.join("content/projects/my-park/record.toml"), &[("#draft = true", "draft = true")]);
    succeeds(&["build", "--strict"], &site);
    assert!(!site.join("public/vi/du-an/my-park").exists());
    succeeds(&["check", "--drafts"], &site);
}

#[test]
fn a_record_with_drafts_only_is_left_out_and_named() {
    let (_folder, site) = started();
    let record = site.join("content/pages/imprint");
    succeeds(&["new", "pages/imprint"], &site);
    replace(&record.join("vi.md"), &[("title = \"…\"", "title = \"…\"\nstatus = \"draft\"")]);
    let built = succeeds(&["build"], &site);
    assert!(built.contains("warning[only-drafts]"), "{built}");
    assert!(!site.join("public/vi/thong-tin/imprint").exists());
}

/// A copy of the repository's own site, with every kind of field.
fn own_site() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("portolan.toml"), folder.path().join("portolan.toml")).expect("settings");
    for (path, bytes) in tree(&root.join("content")) {
        let into = folder.path().join(path.strip_prefix(root).expect("below the root"));
        fs::create_dir_all(into.parent().expect("a folder")).expect("it can be made");
        fs::write(into, bytes).expect("it can be written");
    }
    folder
}

#[test]
fn every_fact_that_may_stay_away_is_of_the_right_form_once_its_mark_is_taken_off() {
    let site = own_site();
    let collections: Vec<String> = fs::read_dir(site.path().join("content"))
        .expect("content")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("_collection.toml").is_file())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert!(collections.len() > 5);
    for collection in &collections {
        let id = format!("blank-{collection}");
        succeeds(&["new", &format!("{collection}/{id}")], site.path());
        let path = site.path().join(format!("content/{collection}/{id}/record.toml"));
        let text = fs::read_to_string(&path).expect("facts");
        let open: Vec<String> = text.lines().map(without_mark).collect();
        fs::write(&path, open.join("\n")).expect("it can be written");
    }
    let output = portolan(&["check", "--format", "json"], site.path());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a JSON report");
    let about: Vec<&serde_json::Value> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|found| found["place"]["file"].as_str().is_some_and(|file| file.contains("/blank-")))
        .collect();
    assert!(about.is_empty(), "{about:#?}");
}

/// `#area = 407` as `area = 407`; explanations stay as they are.
fn without_mark(line: &str) -> String {
    match line.strip_prefix('#') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_lowercase()) && rest.contains(" = ") => {
            rest.to_owned()
        }
        _ => line.to_owned(),
    }
}

#[test]
fn a_record_that_cannot_be_added_leaves_nothing_behind() {
    let (_folder, site) = started();
    let before = tree(&site);
    for (wish, answer) in [
        ("projcts/park", "did you mean `projects`?"),
        ("boats/park", "the collections are:"),
        ("projects/Khu Mới", "portolan new projects/khu-moi"),
        ("projects/Example-Port", "cannot be an id"),
        ("projects/con", "Windows keeps the name"),
        ("projects/新", "cannot be an id"),
        ("projects/-x", "portolan new projects/x"),
        ("zones/example-port", "is used by content/projects/example-port/record.toml"),
        ("projects/example-port", "is used by"),
        ("projects/", "the record has no id"),
    ] {
        let said = refuses(1, &["new", wish], &site);
        assert!(said.contains(answer), "{wish}: {said}");
    }
    assert_eq!(tree(&site), before);
}

#[test]
fn an_id_in_a_table_is_taken_too() {
    let site = own_site();
    let said = refuses(1, &["new", "projects/decision-408"], site.path());
    assert!(said.contains("content/documents/city.toml"), "{said}");
}

#[test]
fn a_record_outside_a_site_is_refused_in_the_language_of_the_editor() {
    let folder = TempDir::new().expect("a temporary folder");
    let said = refuses(1, &["new", "projects/park", "--ui-lang", "vi"], folder.path());
    assert!(said.contains("chưa phải là một trang") && said.contains("./projects/park"), "{said}");
    assert!(tree(folder.path()).is_empty());
}

#[test]
fn a_mistake_in_the_collection_is_shown_before_anything_is_made_of_it() {
    let (_folder, site) = started();
    replace(&site.join("content/projects/_collection.toml"), &[("type = \"period\"", "type = \"perod\"")]);
    let said = refuses(1, &["new", "projects/park"], &site);
    assert!(said.contains("unknown-type") && said.contains("before a record can be added"), "{said}");
    succeeds(&["new", "zones/park"], &site);
}

#[test]
fn schemas_that_are_there_know_a_new_record_at_once() {
    let (_folder, site) = started();
    succeeds(&["schema"], &site);
    let schema = site.join(".portolan/schema/projects.record.schema.json");
    assert!(!fs::read_to_string(&schema).expect("a schema").contains("my-zone"));
    assert!(succeeds(&["new", "zones/my-zone"], &site).contains("schemas"));
    assert!(fs::read_to_string(&schema).expect("a schema").contains("my-zone"));
}
