//! How files are saved, and that the page follows.

use std::fs;
use std::io::Write as _;
use std::thread::sleep;
use std::time::Duration;

use portolan::serve::{Settings, StageCalls};

use super::Preview;
use crate::program::{Site, picture};

const ROAD: &str = "/vi/tin-tuc/road/";

fn text(body: &str) -> String {
    format!("+++\ntitle = \"Đường\"\nsummary = \"Đường.\"\n+++\n{body}\n")
}

#[test]
fn every_way_of_saving_is_seen() {
    let preview = Preview::of(Site::new());
    let site = &preview.site;
    let file = site.path("content/news/road/vi.md");
    site.put("content/news/road/vi.md", text("Ghi thẳng."));
    preview.until_said(ROAD, "Ghi thẳng.");
    // A temporary file that takes the place of the old one.
    site.put("content/news/road/vi.md.new", text("Ghi rồi đổi tên."));
    fs::rename(site.path("content/news/road/vi.md.new"), &file).expect("it can be renamed");
    preview.until_said(ROAD, "Ghi rồi đổi tên.");
    // The old file becomes a copy, a new one is written.
    fs::rename(&file, site.path("content/news/road/vi.md~")).expect("it can be renamed");
    site.put("content/news/road/vi.md", text("Giữ bản cũ."));
    preview.until_said(ROAD, "Giữ bản cũ.");
    // Emptied and written a little later, in pieces.
    let before = preview.settled();
    let mut open = fs::File::create(&file).expect("it can be emptied");
    sleep(Duration::from_millis(25));
    for piece in [text("Cắt rồi"), " ghi.\n".to_owned()] {
        open.write_all(piece.as_bytes()).expect("it can be written");
        sleep(Duration::from_millis(3));
    }
    drop(open);
    preview.until_said(ROAD, "ghi.");
    assert!(preview.settled() <= before + 2, "the empty file was not taken for the text");
    assert_eq!(preview.session.current().counts(), (0, 0));
}

#[test]
fn a_drive_that_tells_nothing_is_looked_at() {
    let preview = Preview::watched(Site::new(), StageCalls::default(), Settings::default(), true);
    // A drive may tell the time of a change by the second only.
    sleep(Duration::from_millis(1100));
    preview.site.put("content/news/road/vi.md", text("Ổ mạng."));
    preview.until_said(ROAD, "Ổ mạng.");
    preview.site.item("tunnel", 9);
    preview.until_said("/vi/tin-tuc/tunnel/", "Thân bài của tunnel.");
}

#[test]
fn what_programs_leave_about_is_ignored() {
    let preview = Preview::of(Site::new());
    let before = preview.settled();
    for name in ["~$record.docx", ".vi.md.swp", "vi.md~", "4913", ".#vi.md", "#vi.md#", "x.tmp", "Thumbs.db"]
    {
        preview.site.put(&format!("content/news/road/{name}"), "anything");
        preview.site.remove(&format!("content/news/road/{name}"));
    }
    preview.site.put("public/vi/index.html", "anything");
    preview.site.put(".portolan/cache/x", "anything");
    preview.site.put("target/x", "anything");
    preview.site.put("notes.txt", "anything");
    // A save without a change is none.
    let same = preview.site.read("content/news/road/vi.md");
    preview.site.put("content/news/road/vi.md", same);
    assert_eq!(preview.settled(), before);
}

#[test]
fn files_and_folders_come_go_and_come_back() {
    let preview = Preview::of(Site::new());
    let site = &preview.site;
    let english = site.read("content/news/road/en.md");
    assert!(preview.get("/en/news/road/").body.contains("The body of road."));
    site.remove("content/news/road/en.md");
    preview.until("/en/news/road/", |page| !page.body.contains("The body of road."));
    site.put("content/news/road/en.md", english);
    preview.until_said("/en/news/road/", "The body of road.");
    site.item("tunnel", 9);
    preview.until_said("/vi/tin-tuc/tunnel/", "Thân bài của tunnel.");
    preview.until_said("/vi/tin-tuc/", "tunnel (vi)");
    site.remove("content/news/tunnel");
    preview.until("/vi/tin-tuc/tunnel/", |page| page.status == 404);
    // All of the content is moved away, and back.
    fs::rename(site.path("content"), site.path("elsewhere")).expect("it can be renamed");
    preview.until(ROAD, |_| {
        preview.session.current().build.as_ref().is_some_and(|build| build.site.index.by_id.is_empty())
    });
    fs::rename(site.path("elsewhere"), site.path("content")).expect("it can be renamed");
    preview.until_said(ROAD, "Thân bài của road.");
    site.text("road", "vi", "Sau khi trở lại.");
    preview.until_said(ROAD, "Sau khi trở lại.");
}

#[test]
fn a_name_in_either_spelling_of_unicode_is_one_name() {
    let preview = Preview::of(Site::new());
    let site = &preview.site;
    // "Quyết định.pdf" with its accents as characters of their own, as macOS writes them.
    let split = "Quye\u{302}\u{301}t \u{111}i\u{323}nh.pdf";
    site.put(&format!("content/news/road/{split}"), "%PDF-1.4 first");
    let record = "published = 2024-01-02\nupdated = 2024-01-02\nplan = \"Quyết định.pdf\"\n";
    site.put("content/news/road/record.toml", record);
    let address = "/files/news/road/Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf";
    preview.until(address, |file| file.body == "%PDF-1.4 first");
    site.put(&format!("content/news/road/{split}"), "%PDF-1.4 second");
    preview.until(address, |file| file.body == "%PDF-1.4 second");
    site.remove(&format!("content/news/road/{split}"));
    preview.until(address, |file| file.status == 404);
    site.put("content/news/road/Quyết định.pdf", "%PDF-1.4 third");
    preview.until(address, |file| file.body == "%PDF-1.4 third");
}

#[test]
fn a_switched_branch_ends_in_its_last_state() {
    let preview = Preview::of(Site::new());
    for id in 0..400 {
        preview.site.item(&format!("item-{id}"), id);
    }
    preview.site.remove("content/news/bridge");
    preview.until_said("/vi/tin-tuc/item-399/", "Thân bài của item-399.");
    preview.settled();
    preview.until("/vi/tin-tuc/bridge/", |page| page.status == 404);
    assert_eq!(preview.get("/en/news/item-0/").status, 200);
    let current = preview.session.current();
    let build = current.build.as_ref().expect("there is a site");
    assert_eq!(build.site.content.records.len(), 402);
    assert_eq!(current.counts(), (0, 0));
}

#[test]
fn everything_that_a_page_is_made_from_is_watched() {
    let preview = Preview::of(Site::new());
    let site = &preview.site;
    let mut events = preview.events(&[]);
    events.next();
    // A picture, made when it is asked for.
    let page = preview.get("/en/news/port/").body;
    let shown = |page: &str| {
        let at = page.find("media/").expect("the page shows its picture");
        page[at..].split(['"', ' ']).next().expect("an address").to_owned()
    };
    let first = shown(&page);
    assert_eq!(preview.get(&format!("/{first}")).status, 200);
    site.put("content/news/port/quay.png", picture(200));
    let page = preview.until("/en/news/port/", |page| shown(&page.body) != first);
    assert_eq!(preview.get(&format!("/{}", shown(&page.body))).status, 200);
    // Settings, strings, a template, a style, a script.
    let settings = site.read("portolan.toml").replace("en = \"Port\"", "en = \"Harbour\"");
    site.put("portolan.toml", settings);
    preview.until_said("/en/", "Harbour");
    let strings = include_str!("../../../i18n/en.toml");
    let skip = strings.lines().find(|line| line.starts_with("skip")).expect("there is such a string");
    site.put("i18n/en.toml", strings.replace(skip, "skip = \"Jump over\""));
    preview.until_said("/en/", "Jump over");
    let template = include_str!("../../../themes/harbour/templates/base.html");
    site.put("themes/harbour/templates/base.html", template.replace("<main ", "<main data-mine=\"1\" "));
    preview.until_said("/en/", "data-mine");
    preview.settled();
    let style = include_str!("../../../themes/harbour/assets/css/site.css");
    site.put("themes/harbour/assets/css/site.css", format!("{style}\n.mine {{ color: red }}\n"));
    let (_, event) = events.until(|event| event["files"][0] == "themes/harbour/assets/css/site.css");
    assert_eq!((&event["pages"], &event["scripts"]), (&false.into(), &false.into()));
    let styles = event["styles"].as_object().expect("a map");
    let (old, new) = styles.iter().next().expect("a style");
    assert!(preview.get(new.as_str().expect("an address")).body.contains(".mine"));
    // A page that came a moment ago still asks for the old one.
    assert_eq!(preview.get(old).header("location"), new.as_str().expect("an address"));
    // A sheet that comes is named by every page from then on.
    site.put("themes/harbour/assets/css/own.css", ".own { color: red }\n");
    let (_, event) = events.until(|event| event["files"][0] == "themes/harbour/assets/css/own.css");
    assert_eq!(event["pages"], true);
    preview.until_said("/en/", "assets/css/own.");
    let folder = site.path("themes/harbour/assets/js");
    fs::create_dir_all(folder).expect("it can be made");
    let name = include_dir_first_script();
    site.put(&format!("themes/harbour/assets/js/{name}"), "// mine\n");
    events.until(|event| event["scripts"] == true);
}

/// The name of a script of the default theme.
fn include_dir_first_script() -> String {
    let folder = crate::program::repository().join("themes/harbour/assets/js");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the theme has scripts")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.remove(0)
}
