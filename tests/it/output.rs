//! What the program writes, leaves alone, removes; and what it says about it.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};

use super::program::{Ran, Site, Tree, is_own, picture, portolan, tree, trouble};

/// The paths at which two trees differ.
fn differences(a: &Tree, b: &Tree) -> Vec<String> {
    let paths: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    paths.into_iter().filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

/// The files that visitors get.
fn site_of(tree: Tree) -> Tree {
    tree.into_iter().filter(|(path, _)| !is_own(path)).collect()
}

fn modified(site: &Site, path: &str) -> SystemTime {
    site.path(path)
        .metadata()
        .and_then(|file| file.modified())
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Site::new();
    let [written, ..] = site.tally();
    let first: Vec<_> =
        site.public().into_keys().map(|path| (modified(&site, &format!("public/{path}")), path)).collect();
    assert_eq!(site.tally(), [0, written, 0]);
    let second: Vec<_> =
        site.public().into_keys().map(|path| (modified(&site, &format!("public/{path}")), path)).collect();
    assert_eq!(first, second);
}

#[test]
fn a_changed_text_rewrites_its_page_and_the_feeds_that_have_it() {
    let site = Site::new();
    site.build();
    let before = site.public();
    site.text("road", "en", "Another body.");
    let [written, _, removed] = site.tally();
    // And what is found in its language, and the feeds that have it.
    assert_eq!(
        differences(&before, &site.public()),
        [
            "assets/search/en/meta.js",
            "assets/search/en/t0.js",
            "en/feed.json",
            "en/news/feed.json",
            "en/news/road/index.html"
        ]
    );
    assert_eq!((written, removed), (5, 0));
}

#[test]
fn a_changed_fact_rewrites_its_page_in_every_language() {
    let site = Site::new();
    site.build();
    let before = site.public();
    site.put("content/news/road/record.toml", "published = 2024-01-03\nupdated = 2024-01-03\narea = 13\n");
    site.build();
    assert_eq!(
        differences(&before, &site.public()),
        [
            "en/data/news-excel.csv",
            "en/data/news.csv",
            "en/data/news.json",
            "en/data/news.xlsx",
            "en/news/road/index.html",
            "vi/data/news-excel.csv",
            "vi/data/news.csv",
            "vi/data/news.json",
            "vi/data/news.xlsx",
            "vi/tin-tuc/road/index.html"
        ]
    );
}

#[test]
fn removed_pages_go_with_their_folders() {
    let site = Site::new();
    site.build();
    site.remove("content/news/port");
    let [_, _, removed] = site.tally();
    for gone in ["public/en/news/port", "public/vi/tin-tuc/port", "public/files", "public/media"] {
        assert!(!site.has(gone), "{gone} is still there");
    }
    assert!(site.has("public/en/news/road/index.html"));
    assert!(removed > 2, "{removed}");
    let manifest = site.read("public/.portolan-manifest");
    let listed: Vec<&str> = manifest.lines().collect();
    let there: Vec<String> = site.public().into_keys().filter(|path| !is_own(path)).collect();
    assert_eq!(listed, there, "the manifest lists what there is");
}

#[test]
fn what_somebody_else_made_is_left_alone() {
    let site = Site::new();
    site.put("public/CNAME", "port.example");
    site.put("public/en/news/port/note.txt", "mine");
    site.put("public/uploads/a.html", "mine");
    fs::create_dir_all(site.path("public/nothing/here")).expect("a folder");
    site.build();
    site.remove("content/news/port");
    site.build();
    assert_eq!(site.read("public/CNAME"), "port.example");
    assert_eq!(site.read("public/en/news/port/note.txt"), "mine");
    assert_eq!(site.read("public/uploads/a.html"), "mine");
    assert!(site.has("public/nothing/here"));
    assert!(!site.has("public/en/news/port/index.html"));
}

#[test]
fn a_strange_file_where_a_page_belongs_is_an_error_and_stays() {
    let site = Site::new();
    site.put("public/en/news/road/index.html", "mine");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("en/news/road/index.html") && ran.err.contains("in the way"), "{}", ran.err);
    assert_eq!(site.read("public/en/news/road/index.html"), "mine");
    site.remove("public/en/news/road/index.html");
    site.build();
    assert!(site.read("public/en/news/road/index.html").contains("The body of road."));
}

#[test]
fn a_folder_where_a_page_belongs_is_an_error_and_stays() {
    let site = Site::new();
    site.put("public/en/index.html/note.txt", "mine");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("index.html"), "{}", ran.err);
    assert_eq!(site.read("public/en/index.html/note.txt"), "mine");
}

#[test]
fn a_file_where_a_folder_belongs_is_an_error_and_stays() {
    let site = Site::new();
    site.put("public/en", "mine");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("public"), "{}", ran.err);
    assert_eq!(site.read("public/en"), "mine");
    site.remove("public/en");
    site.build();
}

#[test]
fn an_output_that_is_a_file_is_an_error() {
    let site = Site::new();
    site.put("public", "mine");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.starts_with("error: cannot make"), "{}", ran.err);
    assert_eq!(site.read("public"), "mine");
    let ran = site.run(&["build", "--format", "json"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.json()["failure"].as_str().is_some_and(|failure| failure.contains("public")), "{}", ran.out);
}

/// An address that somebody may have printed or linked to never goes without a word.
#[test]
fn pages_that_go_are_named_with_the_way_to_keep_their_addresses() {
    let site = Site::new();
    let head = |slug: &str| format!("+++\ntitle = \"Road\"\nslug = \"{slug}\"\n+++\nText.\n");
    site.put("content/news/road/en.md", head("old-road"));
    let first = site.build();
    assert!(!first.err.contains("aliases"), "{}", first.err);
    site.put("content/news/road/en.md", head("new-road"));
    let ran = site.build();
    assert!(
        ran.err.contains("1 page removed: /en/news/old-road/\n") && ran.err.contains("aliases"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("`aliases = [\"/en/news/old-road/\"]` in content/news/road/record.toml"),
        "{}",
        ran.err
    );
    site.put("content/news/road/en.md", head("other-road"));
    let ran = site.run(&["build", "--ui-lang", "vi"]);
    assert!(ran.err.contains("đã gỡ 1 trang: /en/news/new-road/\n"), "{}", ran.err);
    let line = "`road` đã đổi địa chỉ: hãy ghi `aliases = [\"/en/news/new-road/\"]` vào content/news/road/record.toml";
    assert!(ran.err.contains(line), "{}", ran.err);
    site.put("content/news/road/en.md", head("new-road"));
    site.build();
    site.put("content/news/road/en.md", head("road"));
    let report = site.run(&["build", "--format", "json"]).json();
    assert_eq!(report["output"]["removed_pages"], serde_json::json!(["en/news/new-road/index.html"]));
    let moved = serde_json::json!([{ "page": "en/news/new-road/index.html", "record": "road" }]);
    assert_eq!(report["output"]["moved"], moved);
    // Of a record that is gone only the page is named, with the way in general.
    site.put("content/news/gone/en.md", head("gone-road"));
    site.put("content/news/gone/record.toml", "");
    site.build();
    std::fs::remove_dir_all(site.path("content/news/gone")).expect("it is there");
    let ran = site.run(&["build", "--ui-lang", "vi"]);
    assert!(ran.err.contains("nếu bản ghi chỉ đổi địa chỉ, hãy thêm `aliases"), "{}", ran.err);
    // Where the old address leads on, nothing is gone.
    let facts = site.read("content/news/road/record.toml");
    site.put("content/news/road/record.toml", format!("aliases = [\"/en/news/road/\"]\n{facts}"));
    site.put("content/news/road/en.md", head("last-road"));
    let ran = site.build();
    assert!(!ran.err.contains("aliases"), "{}", ran.err);
}

#[test]
fn a_manifest_removes_nothing_outside_its_folder() {
    let site = Site::new();
    site.build();
    site.put("secret.txt", "kept");
    site.put("elsewhere/en/kept.html", "kept");
    let absolute = site.path("secret.txt").display().to_string();
    let mut manifest = site.read("public/.portolan-manifest");
    for line in [
        "../secret.txt",
        &absolute,
        "en/../../secret.txt",
        "./../secret.txt",
        "",
        ".",
        "..",
        "en/",
        "//",
        "..\\secret.txt",
    ] {
        manifest.push_str(line);
        manifest.push('\n');
    }
    site.put("public/.portolan-manifest", manifest);
    site.build();
    assert_eq!(site.read("secret.txt"), "kept");
    assert!(site.has("public/en/index.html"));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_is_not_followed() {
    let site = Site::new();
    site.build();
    site.put("elsewhere/kept.html", "kept");
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path("public/old")).expect("a link");
    let manifest = site.read("public/.portolan-manifest") + "old/kept.html\n";
    site.put("public/.portolan-manifest", manifest);
    let ran = site.run(&["build"]);
    assert_eq!(site.read("elsewhere/kept.html"), "kept", "{}", ran.err);

    // A folder of the site has become a link: nothing is written where it leads.
    site.remove("public/en/news");
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path("public/en/news")).expect("a link");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("in the way"), "{}", ran.err);
    assert_eq!(tree(&site.path("elsewhere")).len(), 1);

    // A page has become a link: the link goes, not what it leads to.
    site.remove("public/en/news");
    site.remove("public/index.html");
    std::os::unix::fs::symlink(site.path("elsewhere/kept.html"), site.path("public/index.html"))
        .expect("a link");
    site.build();
    assert_eq!(site.read("elsewhere/kept.html"), "kept");
    assert!(site.path("public/index.html").symlink_metadata().expect("the page").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_content_is_not_followed_and_said() {
    let site = Site::new();
    let secret = Site::empty();
    secret.put("secret.md", "+++\ntitle = \"Secret\"\n+++\nA secret.\n");
    secret.put("folder/vi.md", "+++\ntitle = \"Secret\"\n+++\nA secret.\n");
    std::os::unix::fs::symlink(secret.path("secret.md"), site.path("content/news/road/ja.md"))
        .expect("a link");
    std::os::unix::fs::symlink(secret.path("folder"), site.path("content/news/leak")).expect("a link");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("0 errors, 2 warnings"), "{}", ran.err);
    for path in ["content/news/leak", "content/news/road/ja.md"] {
        assert!(ran.err.contains(path), "{}", ran.err);
    }
    for (path, bytes) in site.public() {
        assert!(!String::from_utf8_lossy(&bytes).contains("A secret."), "{path}");
    }
    assert_eq!(site.run(&["build", "--strict"]).code, Some(1));
}

#[test]
fn what_was_left_half_written_is_cleared() {
    let site = Site::new();
    site.put("public/.portolan-tmp/.tmpX1", "<html><p>half");
    site.put("public/.portolan-tmp/deep/er", "x");
    site.build();
    assert!(!site.has("public/.portolan-tmp"));
    let own: Vec<String> = site.public().into_keys().filter(|path| is_own(path)).collect();
    assert_eq!(own, [".portolan-manifest"]);
}

#[test]
fn assets_come_before_pages_and_the_manifest_last() {
    let site = Site::new();
    for n in 0..20 {
        site.item(&format!("item-{n}"), n);
    }
    site.build();
    let is_page =
        |path: &str| !["assets/", "media/", "files/", "."].iter().any(|start| path.starts_with(start));
    let is_index = |path: &str| path.starts_with("assets/search/");
    let times = |wanted: &dyn Fn(&str) -> bool| -> Vec<SystemTime> {
        let paths = site.public().into_keys().filter(|path| wanted(path));
        paths.map(|path| modified(&site, &format!("public/{path}"))).collect()
    };
    let (pages, others) =
        (times(&is_page), times(&|path| !is_page(path) && !is_own(path) && !is_index(path)));
    assert!(others.iter().max() <= pages.iter().min(), "a page was there before what it shows");
    let indexes = times(&is_index);
    assert!(pages.iter().max() <= indexes.iter().min(), "a page was found before it was there");
    assert!(indexes.iter().max() <= times(&is_own).iter().min(), "the manifest was there before the search");
}

/// Starts a build and kills it when at least `enough` of the files `awaited` are there; false when it was over before.
fn killed(site: &Site, enough: usize, awaited: &[String]) -> bool {
    let mut child =
        site.command(&["build"]).stderr(Stdio::null()).stdout(Stdio::null()).spawn().expect("it starts");
    let start = Instant::now();
    loop {
        let there = awaited.iter().filter(|path| site.has(path)).count();
        if there >= enough && site.has("public/.portolan-tmp") {
            child.kill().expect("a child can be killed");
            let _ = child.wait();
            return true;
        }
        if child.try_wait().expect("a child can be asked").is_some() {
            return false;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "the build hangs");
    }
}

/// Every file is the one of an edition, whole, and every page has the styles and pictures that it names.
fn assert_whole(site: &Site, editions: &[&Tree]) {
    let there = site_of(site.public());
    for (path, bytes) in &there {
        assert!(
            editions.iter().any(|edition| edition.get(path) == Some(bytes)),
            "{path} belongs to no edition"
        );
    }
    for (path, bytes) in there.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
        let up = "../".repeat(path.matches('/').count());
        for folder in ["assets/", "media/"] {
            for found in html.split(&format!("\"{up}{folder}")).skip(1) {
                let name = found.split(['"', ' ']).next().unwrap_or_default();
                assert!(
                    there.contains_key(&format!("{folder}{name}")),
                    "{path} names {folder}{name}, which is not there"
                );
            }
        }
    }
}

#[test]
fn killed_at_any_moment_every_page_is_whole_and_the_next_build_mends_the_rest() {
    let site = Site::new();
    let edition = || {
        let fresh = site.run(&["build", "--output", "fresh"]);
        assert_eq!(fresh.code, Some(0), "{}", fresh.err);
        let edition = site_of(tree(&site.path("fresh")));
        site.remove("fresh");
        edition
    };
    let grey = |shade: u8| format!("body {{ color: rgb({shade} {shade} {shade}) }}\n");
    site.put("themes/harbour/assets/css/site.css", grey(1));
    let mut editions = vec![edition()];
    site.build();
    let mut kills = 0;
    for (round, enough) in [0, 1, 3, 10, 30, 60].into_iter().enumerate() {
        // A new style and picture, a text changed in every record, thirty records more, those of the round before gone.
        let shade = u8::try_from(round + 2).expect("few rounds");
        site.put("themes/harbour/assets/css/site.css", grey(shade));
        site.put("content/news/port/quay.png", picture(shade));
        let mut awaited = Vec::new();
        for n in 0..30 {
            let id = format!("r{round}-{n}");
            site.item(&id, n);
            awaited.push(format!("public/en/news/{id}/index.html"));
            awaited.push(format!("public/vi/tin-tuc/{id}/index.html"));
            if round > 0 {
                site.remove(&format!("content/news/r{}-{n}", round - 1));
            }
        }
        editions.push(edition());
        kills += usize::from(killed(&site, enough, &awaited));
        assert_whole(&site, &editions.iter().collect::<Vec<_>>());
        // The author goes on writing before the next build, so what was made by the killed one differs from what it makes.
        for n in 0..30 {
            site.text(&format!("r{round}-{n}"), "en", &format!("Changed after round {round}."));
        }
        editions.push(edition());
        site.build();
        assert_eq!(differences(&site_of(site.public()), &editions[editions.len() - 1]), [""; 0]);
        assert!(!site.has("public/.portolan-tmp"));
    }
    assert!(kills > 0, "no build was slow enough to be killed");
}

#[test]
fn every_name_stands_on_every_system() {
    let site = Site::new();
    site.build();
    let mut folded = BTreeSet::new();
    for path in site.public().into_keys() {
        assert_eq!(trouble(&path), None, "{path}");
        assert!(folded.insert(path.to_lowercase()), "{path} differs from another only by letter case");
    }
}

#[test]
fn names_that_a_system_reserves_are_refused() {
    for id in ["con", "prn", "aux", "nul", "com1", "lpt9"] {
        let site = Site::new();
        site.item(id, 1);
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(1), "`{id}` was taken: {}", ran.err);
        assert!(ran.err.contains(&format!("`{id}`")), "{}", ran.err);
    }
}

#[test]
fn no_name_leads_out_of_the_output_folder() {
    let entry = |id: &str, segment: &str| {
        format!(
            "[vocabulary]\ntitle.vi = \"Từ\"\ntitle.en = \"Terms\"\npath.vi = \"{segment}\"\npath.en = \"terms\"\npages = true\n[[entry]]\nid = \"{id}\"\nname.vi = \"a\"\nname.en = \"a\"\n"
        )
    };
    for (id, segment) in [
        ("../../../evil", "tu"),
        ("a/b", "tu"),
        ("", "tu"),
        ("a", "../../evil"),
        ("a", ""),
        ("con", "tu"),
        ("A b", "tu"),
    ] {
        let site = Site::new();
        site.put("content/_data/terms.toml", entry(id, segment));
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(1), "`{id}` below `{segment}` was taken: {}", ran.err);
        assert!(!site.has("evil") && !site.has("public/evil"));
    }
}

#[test]
fn an_alias_cannot_take_the_place_of_another_file() {
    for alias in [
        "/index.html",
        "/vi/index.html",
        "/vi/tin-tuc/",
        "/robots.txt",
        "/.portolan-manifest",
        "/con/",
        "/../x/",
        "/vi/x./",
    ] {
        let site = Site::new();
        let record = format!("published = 2024-01-03\nupdated = 2024-01-03\naliases = [\"{alias}\"]\n");
        site.put("content/news/road/record.toml", record);
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(1), "{alias} was taken: {}", ran.err);
    }
}

#[test]
fn a_file_is_published_from_wherever_it_is_linked() {
    let site = Site::new();
    site.put("content/_index.en.md", "+++\ntitle = \"Port\"\n+++\n[plan](home.pdf)\n");
    site.put("content/home.pdf", "%PDF home");
    site.put("content/news/_index.en.md", "+++\ntitle = \"News\"\n+++\n[plan](list.pdf)\n");
    site.put("content/news/list.pdf", "%PDF list");
    let schema = site.read("content/news/_collection.toml");
    let field = "[fields.answer]\ntype = \"markdown\"\nper_language = true\nlabel.vi = \"Trả lời\"\nlabel.en = \"Answer\"\n";
    site.put("content/news/_collection.toml", schema + field);
    let text = "+++\ntitle = \"Road\"\nsummary = \"A road.\"\nanswer = \"[plan](field.pdf)\"\n+++\n[plan](body.pdf)\n";
    site.put("content/news/road/en.md", text);
    site.put("content/news/road/field.pdf", "%PDF field");
    site.put("content/news/road/body.pdf", "%PDF body");
    site.put("content/news/road/unused.pdf", "%PDF unused");
    site.build();
    for (path, name) in
        [("", "home.pdf"), ("news/", "list.pdf"), ("news/road/", "field.pdf"), ("news/road/", "body.pdf")]
    {
        assert!(site.has(&format!("public/files/{path}{name}")), "{name} is linked but not published");
    }
    assert!(!site.has("public/files/news/road/unused.pdf"));
}

#[test]
fn a_build_with_errors_writes_nothing() {
    let site = Site::new();
    site.build();
    let before = site.public();
    site.text("road", "en", "A [link](@nowhere).");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("error[no-record]") && ran.err.contains("content/news/road/en.md:5:"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("1 error"), "{}", ran.err);
    assert_eq!(differences(&before, &site.public()), [""; 0]);
}

#[test]
fn a_template_mistake_leaves_the_site_as_it_was() {
    let site = Site::new();
    site.build();
    let before = site.public();
    site.put("themes/harbour/templates/_footer.html", "{{ page.nothing.at.all }}");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("themes/harbour/templates/_footer.html"), "{}", ran.err);
    let pages = |tree: &Tree| -> Tree {
        tree.iter()
            .filter(|(path, _)| path.contains("/road/"))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    assert_eq!(pages(&before), pages(&site.public()));
    assert_eq!(site.run(&["check"]).code, Some(1));
    site.remove("themes/harbour/templates/_footer.html");
    site.build();
    assert_eq!(differences(&before, &site.public()), [""; 0]);
}

#[test]
fn findings_are_one_json_document() {
    let site = Site::new();
    let clean = site.run(&["build", "--format", "json"]);
    assert_eq!((clean.code, clean.err.as_str()), (Some(0), ""));
    assert_eq!(clean.json()["diagnostics"].as_array().map(Vec::len), Some(0), "{}", clean.out);
    assert!(clean.json()["output"]["bytes"].as_u64().is_some_and(|bytes| bytes > 1000));

    site.text("road", "en", "A [link](@raod).");
    for command in ["build", "check"] {
        let ran = site.run(&[command, "--format", "json"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{command}");
        let report = ran.json();
        assert!(report["output"].is_null());
        let found = &report["diagnostics"][0];
        assert_eq!(found["code"], "no-record");
        assert_eq!(found["severity"], "error");
        assert_eq!(found["place"]["file"], "content/news/road/en.md");
        assert_eq!(found["place"]["line"], 5);
        assert!(found["help"].as_str().is_some_and(|help| help.contains("`road`")), "{found}");
    }
}

#[test]
fn what_is_found_in_a_site_that_is_built_is_shown_at_its_line() {
    let site = Site::new();
    site.put("content/news/road/record.toml", "published = 2024-01-03\narea = \"1.329\"\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("record.toml:2:"), "{}", ran.err);
    assert!(ran.err.contains("area = \"1.329\""), "{}", ran.err);
}

#[test]
fn strict_takes_warnings_for_errors() {
    let site = Site::new();
    site.put("content/stray.md", "+++\ntitle = \"x\"\n+++\n");
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("warning["), "{}", ran.err);
    assert_eq!(site.run(&["check", "--strict"]).code, Some(1));
    let ran = site.run(&["build", "--strict"]);
    assert_eq!(ran.code, Some(1));
    assert!(!site.has("public"), "{:?}", site.public().keys());
}

#[test]
fn check_writes_nothing() {
    let site = Site::new();
    let before = tree(&site.path(""));
    assert_eq!(site.run(&["check"]).code, Some(0));
    assert_eq!(differences(&before, &tree(&site.path(""))), [""; 0]);
}

#[test]
fn one_language_alone_is_complete() {
    let site = Site::new();
    let ran = site.run(&["build", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let public = site.public();
    assert!(public.contains_key("en/news/road/index.html"));
    assert!(!public.keys().any(|path| path.starts_with("vi/")), "{:?}", public.keys());
    for (path, bytes) in public.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("/vi/") && !text.contains("\"vi/"),
            "{path} leads to a page that was not made"
        );
    }
    let ran = site.run(&["build", "--lang", "fr"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("`fr`"), "{}", ran.err);
}

#[test]
fn drafts_are_shown_on_request() {
    let site = Site::new();
    site.put("content/news/road/record.toml", "published = 2024-01-03\nupdated = 2024-01-03\ndraft = true\n");
    site.put(
        "content/news/port/en.md",
        "+++\ntitle = \"The port\"\n[alt]\n\"quay.png\" = \"A quay\"\n+++\nNothing.\n",
    );
    site.build();
    assert!(!site.has("public/en/news/road"));
    assert_eq!(site.run(&["build", "--drafts"]).code, Some(0));
    assert!(site.has("public/en/news/road/index.html"));
    site.build();
    assert!(!site.has("public/en/news/road"));
}

#[test]
fn the_day_of_the_edition_decides_what_is_shown() {
    let site = Site::new();
    site.put(
        "content/news/road/record.toml",
        "published = 2024-01-03\nupdated = 2024-01-03\npublish_on = 2024-03-01\nexpires_on = 2024-03-31\n",
    );
    site.put(
        "content/news/port/en.md",
        "+++\ntitle = \"The port\"\n[alt]\n\"quay.png\" = \"A quay\"\n+++\nNothing.\n",
    );
    for (day, shown) in
        [("2024-02-29", false), ("2024-03-01", true), ("2024-03-31", true), ("2024-04-01", false)]
    {
        let ran = site.run(&["build", "--as-of", day]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(site.has("public/en/news/road/index.html"), shown, "{day}");
    }
    let ran = site.run(&["build", "--as-of", "06.02.2024"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("2024-02-06"), "{}", ran.err);
}

#[test]
fn another_address_is_named_by_every_absolute_link() {
    let site = Site::new();
    let ran = site.run(&["build", "--base-url", "https://other.example/xtdt/"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let page = site.read("public/en/news/road/index.html");
    assert!(page.contains("href=\"https://other.example/xtdt/en/news/road/\""), "{page}");
    assert!(site.read("public/sitemap.xml").contains("<loc>https://other.example/xtdt/en/news/road/</loc>"));
    assert!(site.read("public/robots.txt").contains("https://other.example/xtdt/sitemap.xml"));
    assert!(site.read("public/en/404.html").contains("href=\"/xtdt/en/\""));
    for (path, bytes) in site.public() {
        assert!(!String::from_utf8_lossy(&bytes).contains("port.example"), "{path}");
    }
    assert_eq!(site.run(&["build", "--base-url", "other.example"]).code, Some(1));
}

#[test]
fn the_output_goes_where_it_is_asked_for() {
    let (site, elsewhere) = (Site::new(), Site::empty());
    let absolute = elsewhere.path("deep/er").display().to_string();
    assert_eq!(site.run(&["build", "--output", &absolute]).code, Some(0));
    assert!(elsewhere.has("deep/er/en/index.html"));
    assert_eq!(site.run(&["build", "-o", "build/site"]).code, Some(0));
    assert!(site.has("build/site/en/index.html"));
    assert!(!site.has("public"));
}

#[test]
fn a_folder_that_is_no_site_is_said_to_be_none() {
    let site = Site::empty();
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("portolan.toml"), "{}", ran.err);
    assert!(!site.has("public"));
}

#[test]
fn wrong_arguments_are_told_from_wrong_content() {
    for arguments in [&["build", "--nonsense"][..], &["nonsense"], &["build", "--format", "xml"], &[]] {
        let ran = Ran::of(portolan().args(arguments));
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(!ran.err.is_empty());
    }
    assert_eq!(Ran::of(portolan().arg("--version")).code, Some(0));
}

#[test]
fn a_new_file_of_the_author_s_is_whole_and_never_takes_another_s_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("codes.toml");
    portolan::output::create(&file, b"one").expect("it can be made");
    assert!(portolan::output::create(&file, b"two").is_err());
    assert_eq!(std::fs::read(&file).expect("it is there"), b"one");
    // Nothing is left beside it, and others may read it as any new file.
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    let other = folder.path().join("other");
    std::fs::write(&other, b"").expect("it can be made");
    let permissions = |path| std::fs::metadata(path).expect("it is there").permissions();
    assert_eq!(permissions(&file), permissions(&other));
}
