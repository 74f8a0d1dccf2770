//! What a tab sees while its page moves, breaks, is mended, or while the server itself fails.

use std::fs;

use portolan::config::Overrides;
use portolan::diag::Diagnostic;
use portolan::pipeline::{self, Build, Memory};
use portolan::serve::{Settings, StageCalls};
use portolan::site::Route;
use portolan::source::Snapshot;
use serde_json::{Value, json};

use super::Preview;
use crate::program::Site;

const ROAD: &str = "/vi/tin-tuc/road/";

#[test]
fn a_page_is_that_of_a_build_with_the_client_in_its_head() {
    let preview = Preview::of(Site::new());
    let site = &preview.site;
    site.build();
    let public = site.public();
    let mut pages = 0;
    for (path, bytes) in public.iter().filter(|(path, _)| !crate::program::is_own(path)) {
        let address = path.strip_suffix("index.html").unwrap_or(path);
        let response = preview.get(&format!("/{address}"));
        if !path.ends_with(".html") {
            let wanted = String::from_utf8_lossy(bytes);
            assert!(response.status == 200 && response.body == wanted, "{path}: {}", response.status);
            continue;
        }
        pages += 1;
        let run = &preview.session.run;
        assert_eq!(response.header("x-portolan-build"), format!("{run}:1"));
        let client = format!(
            "<meta name=\"portolan-preview\" content=\"{run}:1\">\n\
             <link rel=\"stylesheet\" href=\"/_portolan/client.css\">\n\
             <script src=\"/_portolan/client.js\" data-ui=\"en\" defer></script>\n</head>"
        );
        let wanted = String::from_utf8_lossy(bytes).replacen("</head>", &client, 1);
        assert!(response.body == wanted, "{path} differs from what a build writes");
        assert_eq!(response.header("content-type"), "text/html; charset=utf-8");
        assert!(response.header("content-security-policy").starts_with("default-src 'self'"));
        let tag = format!("If-None-Match: {}", response.header("etag"));
        assert_eq!(preview.ask(&format!("GET /{address}"), &[&tag], "").status, 304);
    }
    assert!(pages > 10);
    let plan = |range: &str| preview.ask("GET /files/news/port/plan.pdf", &[&format!("Range: {range}")], "");
    assert_eq!((plan("bytes=1-3").status, plan("bytes=1-3").body), (206, "PDF".to_owned()));
    assert_eq!(plan("bytes=-4").body, "plan");
    assert_eq!(plan("bytes=9-").header("content-range"), "bytes 9-14/15");
    assert_eq!(plan("bytes=99-").status, 416);
    assert!(preview.get("/_portolan/client.js").header("content-type").starts_with("text/javascript"));
    assert_eq!(preview.get("/_portolan/side?left=/vi/&right=/en/").status, 200);
}

#[test]
fn an_unknown_address_gets_the_sites_own_page_in_its_language() {
    let preview = Preview::of(Site::new());
    for (path, tag) in [("/vi/khong-co/", "vi"), ("/en/x/y/z", "en"), ("/nothing/", "vi")] {
        let response = preview.get(path);
        assert_eq!(response.status, 404, "{path}");
        assert!(response.body.contains(&format!("<html lang=\"{tag}\">")), "{path}");
        assert!(response.body.contains("portolan-preview"), "{path}");
    }
    assert_eq!(preview.get("/vi").header("location"), "/vi/");
    assert_eq!(preview.get("/vi/index.html?a=1").header("location"), "/vi/?a=1");
}

#[test]
fn an_address_that_changed_leads_to_the_new_one() {
    let preview = Preview::of(Site::new());
    let site = &preview.site;
    let follow = |old: &str, new: &str| {
        let moved = preview.until(old, |response| response.status == 307);
        assert_eq!(moved.header("location"), new);
        assert_eq!(preview.get(new).status, 200);
    };
    let text =
        |slug: &str| format!("+++\ntitle = \"Đường\"\nsummary = \"Đường.\"\nslug = \"{slug}\"\n+++\nThân.\n");
    site.put("content/news/road/vi.md", text("con-duong"));
    follow(ROAD, "/vi/tin-tuc/con-duong/");
    // And again: both old addresses lead to the newest.
    site.put("content/news/road/vi.md", text("dai-lo"));
    follow("/vi/tin-tuc/con-duong/", "/vi/tin-tuc/dai-lo/");
    follow(ROAD, "/vi/tin-tuc/dai-lo/");
    // A folder that gets another name.
    fs::rename(site.path("content/news/bridge"), site.path("content/news/viaduct")).expect("renamed");
    follow("/en/news/bridge/", "/en/news/viaduct/");
    follow("/vi/tin-tuc/bridge/", "/vi/tin-tuc/viaduct/");
    // A whole collection.
    let schema = site.read("content/news/_collection.toml").replace("\"tin-tuc\"", "\"ban-tin\"");
    site.put("content/news/_collection.toml", schema);
    follow("/vi/tin-tuc/", "/vi/ban-tin/");
    follow("/vi/tin-tuc/port/", "/vi/ban-tin/port/");
    follow("/vi/tin-tuc/bridge/", "/vi/ban-tin/viaduct/");
    // What is gone is gone, and what is back is back.
    site.remove("content/news/viaduct");
    preview.until("/en/news/viaduct/", |response| response.status == 404);
    assert_eq!(preview.get("/en/news/bridge/").status, 404);
    site.put("content/news/road/vi.md", "+++\ntitle = \"Đường\"\nsummary = \"Đường.\"\n+++\nThân.\n");
    preview.until("/vi/ban-tin/road/", |response| response.status == 200);
}

#[test]
fn a_mistake_is_told_over_the_last_good_page_and_goes_with_its_cause() {
    let preview = Preview::of(Site::new());
    let site = &preview.site;
    let good = preview.get(ROAD);
    let mut events = preview.events(&[]);
    let (id, first) = events.next();
    assert_eq!(id, format!("{}:1", preview.session.run));
    assert_eq!((&first["build"], &first["errors"], &first["warnings"]), (&json!(1), &json!(0), &json!(0)));
    // The settings cannot be read, so there is no site at all.
    let settings = site.read("portolan.toml");
    site.put("portolan.toml", settings.replace("[site]", "[site"));
    let (_, event) = events.until(|event| event["errors"] != 0);
    let found = &event["diagnostics"][0];
    assert_eq!((&found["code"], &found["path"]), (&json!("section-form"), &json!("portolan.toml")));
    assert_eq!((&found["severity"], &found["excerpt"]["text"]), (&json!("error"), &json!("[site")));
    let page = preview.get(ROAD);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Thân bài của road."), "the last good page stays");
    assert_ne!(page.header("x-portolan-build"), good.header("x-portolan-build"));
    // A page that was never good has the client only.
    let blank = preview.get("/vi/tin-tuc/port/");
    assert!(blank.body.contains("portolan-preview"), "{blank:?}");
    site.put("portolan.toml", settings);
    let (_, event) = events.until(|event| event["errors"] == 0);
    assert_eq!(event["files"], json!(["portolan.toml"]));
    preview.until_said("/vi/tin-tuc/port/", "port (vi)");
    // One record is lost to a mistake: its page stays, the others are made anew.
    site.put("content/news/road/vi.md", "+++\ntitle = \n+++\n");
    let (_, event) = events.until(|event| event["errors"] != 0);
    assert_eq!(event["diagnostics"][0]["path"], "content/news/road/vi.md");
    assert_eq!(event["diagnostics"][0]["line"], 2);
    assert_eq!(preview.get(ROAD).status, 200);
}

#[test]
fn a_template_that_fails_on_one_page_is_told_until_it_is_mended() {
    let preview = Preview::of(Site::new());
    let good = preview.get(ROAD).body;
    let mut events = preview.events(&[]);
    events.next();
    let template =
        "{% extends \"base.html\" %}{% block content %}{{ page.nothing.at.all }}{% endblock content %}";
    preview.site.put("themes/harbour/templates/news.html", template);
    events.until(|event| event["files"][0] == "themes/harbour/templates/news.html");
    // The site is sound; that the page is not shows when it is made.
    let page = preview.until(ROAD, |page| page.status == 200);
    let (_, event) = events.until(|event| event["errors"] == 1);
    assert_eq!(event["diagnostics"][0]["code"], "template-name");
    assert!(good.contains("Thân bài của road.") && page.body.contains("Thân bài của road."));
    // A change elsewhere does not make it seem mended.
    preview.site.text("port", "vi", "Chuyện khác.");
    let (_, event) = events.until(|event| event["files"][0] == "content/news/port/vi.md");
    assert_eq!(event["errors"], 1);
    preview.site.remove("themes/harbour/templates/news.html");
    let (_, event) = events.until(|event| event["errors"] == 0);
    assert_eq!(event["pages"], true);
    preview.until_said(ROAD, "Thân bài của road.");
}

fn fragile_render(build: &Build, route: &Route) -> Result<String, Box<Diagnostic>> {
    let html = build.render(&build.views(), route)?;
    assert!(!html.contains("Vỡ tung."), "the stage met what it never expected");
    Ok(html)
}

fn fragile_assemble(
    snapshot: Snapshot,
    overrides: &Overrides,
    memory: &mut Memory,
    found: Vec<Diagnostic>,
) -> Build {
    let text = snapshot.text("content/news/port/vi.md").unwrap_or_default();
    assert!(!text.contains("Sập."), "the site met what it never expected");
    pipeline::assemble_again(snapshot, overrides, memory, found)
}

#[test]
fn a_panic_is_a_finding_and_the_server_lives_on() {
    let stages = StageCalls { assemble: fragile_assemble, render: fragile_render };
    let preview = Preview::with(Site::new(), stages, Settings::default());
    preview.get(ROAD);
    let mut events = preview.events(&[]);
    events.next();
    preview.site.text("road", "vi", "Vỡ tung.");
    events.until(|event| event["files"][0] == "content/news/road/vi.md");
    assert!(preview.get(ROAD).body.contains("Thân bài của road."), "the last good page stays");
    let (_, event) = events.until(|event| event["errors"] == 1);
    assert_eq!(event["diagnostics"][0]["code"], "crashed");
    let message = event["diagnostics"][0]["message"].as_str().expect("a sentence");
    assert!(message.contains("the stage met what it never expected"), "{message}");
    assert_eq!(preview.get("/vi/tin-tuc/port/").status, 200);
    preview.site.text("port", "vi", "Sập.");
    let (_, event) = events.until(|event| event["files"][0] == "content/news/port/vi.md");
    assert_eq!(event["diagnostics"][0]["code"], "crashed");
    assert_eq!(preview.get("/en/news/port/").status, 200);
    preview.site.text("port", "vi", "Ổn.");
    preview.site.text("road", "vi", "Lành lại.");
    preview.until_said(ROAD, "Lành lại.");
    events.until(|event| event["errors"] == 0);
}

#[test]
fn a_tab_that_was_away_hears_what_it_missed() {
    let preview = Preview::of(Site::new());
    let mut events = preview.events(&[]);
    let (id, _) = events.next();
    drop(events);
    for (count, body) in ["Một.", "Hai.", "Ba."].iter().enumerate() {
        preview.site.text(["road", "port", "bridge"][count], "vi", body);
        preview.settled();
    }
    let last = format!("Last-Event-ID: {id}");
    let (id, event) = preview.events(&[&last]).next();
    assert_eq!(id, format!("{}:4", preview.session.run));
    let files: Vec<&str> =
        event["files"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(files, ["content/news/bridge/vi.md", "content/news/port/vi.md", "content/news/road/vi.md"]);
    assert_eq!((&event["pages"], &event["scripts"]), (&json!(true), &json!(false)));
    // From another run of the server, nothing is known.
    let (_, event) = preview.events(&["Last-Event-ID: 0123456789abcdef:3"]).next();
    assert_eq!((&event["pages"], &event["build"], &event["files"]), (&json!(true), &json!(4), &json!([])));
}

#[test]
fn drafts_the_future_and_other_days_can_be_shown() {
    let site = Site::new();
    site.put("content/news/secret/record.toml", "published = 2024-01-09\ndraft = true\n");
    site.text("secret", "vi", "Bản nháp.");
    site.text("secret", "en", "A draft.");
    site.put("content/news/later/record.toml", "published = 2024-01-09\npublish_on = 2025-01-01\n");
    site.text("later", "vi", "Sau này.");
    site.text("later", "en", "Later.");
    let preview = Preview::of(site);
    let shown = || ["secret", "later"].map(|id| preview.get(&format!("/vi/tin-tuc/{id}/")).status);
    let ask = |view: &str| assert_eq!(preview.post("/_portolan/view", view).status, 204, "{view}");
    assert_eq!(shown(), [404, 404]);
    let mut events = preview.events(&[]);
    events.next();
    for (view, wanted) in [
        (r#"{"drafts":true,"future":false,"as_of":null}"#, [200, 404]),
        (r#"{"drafts":false,"future":true,"as_of":null}"#, [404, 200]),
        (r#"{"drafts":false,"future":false,"as_of":"2025-02-01"}"#, [404, 200]),
        (r#"{"drafts":true,"future":true,"as_of":null}"#, [200, 200]),
    ] {
        ask(view);
        let (_, event) = events.next();
        assert_eq!((shown(), &event["pages"]), (wanted, &json!(true)), "{view}");
        let mut state = preview.state("/vi/")["view"].take();
        assert!(state["edition"].is_string());
        state.as_object_mut().expect("a table").remove("edition");
        assert_eq!(state, serde_json::from_str::<Value>(view).expect("JSON"));
    }
    for wrong in ["", "[]", "{", r#"{"as_of":"yesterday"}"#] {
        assert_eq!(preview.post("/_portolan/view", wrong).status, 400, "{wrong}");
    }
    assert_eq!(preview.get("/_portolan/view").status, 405);
}

#[test]
fn the_bar_hears_how_its_page_stands() {
    let site = Site::new();
    site.remove("content/news/bridge/en.md");
    site.put("content/news/road/en.md", "+++\ntitle = \"Road\"\nstatus = \"machine\"\n+++\nThe road.\n");
    site.put(
        "content/news/port/en.md",
        "+++\ntitle = \"Port\"\nstatus = \"draft\"\n[alt]\n\"quay.png\" = \"A quay\"\n+++\nPort.\n",
    );
    let preview = Preview::of(site);
    let states = |path: &str| {
        let state = preview.state(path);
        let all = state["languages"].as_array().expect("a list").clone();
        all.iter().map(|language| language["state"].as_str().expect("a word").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(states("/vi/tin-tuc/bridge/"), ["current", "fallback"]);
    assert_eq!(states("/en/news/road/"), ["current", "machine"]);
    assert_eq!(states("/vi/tin-tuc/port/"), ["current", "draft"]);
    assert_eq!(states("/vi/"), ["current", "current"]);
    assert_eq!(states("/vi/nothing/"), [""; 0]);
    let state = preview.state("/vi/tin-tuc/bridge/");
    let english = &state["languages"][1];
    assert_eq!((&english["url"], &english["here"]), (&json!("/en/news/bridge/"), &json!(false)));
    assert_eq!(
        (&english["code"], &english["tag"], &english["name"]),
        (&json!("en"), &json!("en"), &json!("English"))
    );
    let sources: Vec<&Value> =
        state["sources"].as_array().expect("a list").iter().map(|source| &source["path"]).collect();
    assert_eq!(sources, ["content/news/bridge/vi.md", "content/news/bridge/record.toml"]);
    assert_eq!((&state["can_open"], &state["lan"]), (&json!(false), &json!(false)));
    // A page's own findings, of all that there are.
    preview.site.put("content/news/road/vi.md", "+++\ntitle = \"Đường\"\n+++\n[đây](@nowhere)\n");
    preview.until("/_portolan/state?path=/vi/tin-tuc/road/", |state| state.body.contains("nowhere"));
    assert!(!preview.get("/_portolan/state?path=/vi/tin-tuc/bridge/").body.contains("nowhere"));
    assert_eq!(preview.state("/vi/tin-tuc/bridge/")["errors"], 1);
}

#[cfg(unix)]
#[test]
fn a_source_file_is_opened_and_nothing_else() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::new();
    let script = site.path("editor.sh");
    site.put("editor.sh", "#!/bin/sh\necho \"$@\" >> \"$(dirname \"$0\")/opened.txt\"\n");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("it can be made a program");
    let command = format!("{} +{{line}} {{path}}", script.display());
    let settings = Settings { editor: portolan::serve::Editor::of(&command), ..Settings::default() };
    let preview = Preview::with(site, StageCalls::default(), settings);
    assert_eq!(preview.state("/vi/")["can_open"], true);
    for path in
        ["../x", "editor.sh", "/etc/passwd", "content/news/road/no.md", "content/../portolan.toml", ""]
    {
        let body = json!({ "path": path, "line": 1 }).to_string();
        assert_eq!(preview.post("/_portolan/open", &body).status, 404, "{path}");
    }
    assert_eq!(preview.post("/_portolan/open", r#"{"path":"content/news/road/vi.md","line":4}"#).status, 204);
    for _ in 0..200 {
        if preview.site.has("opened.txt") && preview.site.read("opened.txt").ends_with('\n') {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let opened = preview.site.read("opened.txt");
    assert!(opened.starts_with("+4 ") && opened.trim_end().ends_with("content/news/road/vi.md"), "{opened}");
}
