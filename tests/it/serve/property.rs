//! After any sequence of edits, the preview serves what a fresh build of the same files would.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use portolan::base::SourcePath;
use portolan::config::Overrides;
use portolan::diag::{Diagnostic, Reported, UiLang};
use portolan::pipeline::{self, Memory};
use portolan::serve::{Answer, Opening, Session, StageCalls};
use portolan::site::Route;
use portolan::source::{self, Snapshot};
use rayon::prelude::*;

use crate::fixture::TWO;
use crate::program::{Site, picture};
use crate::property::Dice;

const SEEDS: u64 = 50;
const STEPS: usize = 40;

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

const NEWS: &str = r#"title = { vi = "Tin tức", en = "News" }
singular = { vi = "Tin", en = "News item" }
path = { vi = "tin-tuc", en = "news" }
order = ["-published", "id"]
date = "published"
page_size = 3
menu = 1
[outputs]
feed = true
[fields.published]
type = "date"
label = { vi = "Ngày đăng", en = "Published" }
[fields.kind]
type = "term"
vocabulary = "kinds"
facet = true
label = { vi = "Loại", en = "Kind" }
[fields.about]
type = "ref"
to = "berths"
label = { vi = "Về", en = "About" }
[fields.plan]
type = "file"
label = { vi = "Bản vẽ", en = "Plan" }
"#;

const BERTHS: &str = r#"title = { vi = "Cầu cảng", en = "Berths" }
singular = { vi = "Cầu cảng", en = "Berth" }
path = { vi = "cau-cang", en = "berths" }
order = ["weight", "title"]
page_size = 2
menu = 2
[fields.length]
type = "distance"
unit = "m"
card = true
label = { vi = "Chiều dài", en = "Length" }
[fields.quay]
type = "place"
label = { vi = "Vị trí", en = "Quay" }
"#;

const MAPS: &str = r#"path = { vi = "ban-do", en = "map" }
[[layer]]
id = "coast"
file = "coast.geojson"
kind = "land"
licence = "CC0"
source = { vi = "Sở", en = "Office" }
[[map]]
id = "bay"
title = { vi = "Vịnh", en = "Bay" }
south = "20.5"
west = "106.4"
north = "21.1"
east = "107.2"
layers = ["coast"]
collections = ["news"]
locator = true
"#;

const KINDS: &str = r#"[vocabulary]
title = { vi = "Loại", en = "Kinds" }
pages = true
path = { vi = "loai", en = "kinds" }
[[entry]]
id = "sea"
name = { vi = "Biển", en = "Sea" }
[[entry]]
id = "land"
name = { vi = "Đất", en = "Land" }
"#;

const TEMPLATES: &[&str] =
    &["_card.html", "_footer.html", "base.html", "record.html", "news.html", "list.html", "map.html"];

/// A small site with everything that edits can be made to.
pub(crate) fn start() -> Files {
    let mut files: Files = crate::fixture::files(TWO).into_files();
    let mut put = |path: &str, content: &str| files.insert(path.to_owned(), content.as_bytes().to_vec());
    put("content/news/_collection.toml", NEWS);
    put("content/berths/_collection.toml", BERTHS);
    put("content/_data/kinds.toml", KINDS);
    put("content/_maps/maps.toml", MAPS);
    put("content/_maps/coast.geojson", &point_or_area(0));
    put("content/berths/quay.geojson", &point_or_area(1));
    put("content/berths/all.toml", &berths(&["north", "south", "west"], 100));
    put("content/_index.vi.md", "+++\ntitle = \"Cảng\"\n+++\nChào mừng.\n");
    for id in 0..4 {
        put(&format!("content/news/n{id}/record.toml"), &record(id, "sea", "north"));
        put(&format!("content/news/n{id}/vi.md"), &text(&format!("Tin {id}"), "Thân.", ""));
        put(&format!("content/news/n{id}/en.md"), &text(&format!("Item {id}"), "Body.", ""));
    }
    files
}

fn berths(ids: &[&str], length: usize) -> String {
    let row = |(at, id): (usize, &&str)| {
        format!(
            "[[record]]\nid = \"{id}\"\nweight = {at}\nlength = {}\ntitle = {{ vi = \"Bến {id}\", en = \"Berth {id}\" }}\nquay = {}\n",
            length + at,
            if at == 0 {
                "{ file = \"quay.geojson\" }".to_owned()
            } else {
                format!("{{ lat = \"20.{}\", lon = \"106.{}\" }}", 600 + length % 90, 500 + at * 10)
            }
        )
    };
    ids.iter().enumerate().map(row).collect()
}

/// A place, each time another one; some lie beyond the map.
fn point_or_area(step: usize) -> String {
    let (lat, lon) = (20.6 + (step % 7) as f64 / 10.0, 106.6 + (step % 3) as f64 / 10.0);
    if step % 2 == 1 {
        return format!("{{\"type\":\"Point\",\"coordinates\":[{lon:.1},{lat:.1}]}}");
    }
    let corners = [(0.0, 0.0), (0.2, 0.0), (0.2, 0.2), (0.0, 0.0)];
    let corners = corners.map(|(dx, dy)| format!("[{:.1},{:.1}]", lon + dx, lat + dy));
    format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", corners.join(","))
}

fn record(day: usize, kind: &str, about: &str) -> String {
    let day = day % 28 + 1;
    format!(
        "published = 2024-01-{day:02}\nupdated = 2024-01-{day:02}\nkind = \"{kind}\"\nabout = \"{about}\"\n"
    )
}

fn text(title: &str, body: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n{more}+++\n{body}\n")
}

/// The folders of news items.
fn items(files: &Files) -> Vec<String> {
    let names = files.keys().filter_map(|path| path.strip_prefix("content/news/")?.split_once('/'));
    names.map(|(id, _)| id.to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Changes the files somehow, as an editor would.
pub(crate) fn edit(files: &mut Files, dice: &mut Dice, step: usize) {
    let items = items(files);
    let none = "n0".to_owned();
    let item = if items.is_empty() { none } else { dice.of(&items).clone() };
    let lang = dice.of(&["vi", "en"]);
    let mut put = |path: String, content: String| drop(files.insert(path, content.into_bytes()));
    match dice.below(21) {
        0 | 1 => put(format!("content/news/{item}/{lang}.md"), text(&format!("Tiêu đề {step}"), "Thân.", "")),
        2 | 3 => {
            let body = dice.of(&["Xem [](@north).", "## Mục\n\nĐoạn.", "Xem [](@n1).", "Hỏng [](@nowhere)."]);
            put(format!("content/news/{item}/{lang}.md"), text("Tin", &format!("{body} {step}"), ""));
        }
        4 => put(
            format!("content/news/{item}/{lang}.md"),
            text("Tin", "Thân.", &format!("slug = \"{}-{}\"\n", dice.of(&["a", "b"]), dice.below(3))),
        ),
        5 => put(
            format!("content/news/{item}/record.toml"),
            record(
                step,
                dice.of::<&str>(&["sea", "land", "air"]),
                dice.of::<&str>(&["north", "south", "gone"]),
            ),
        ),
        6 => {
            let id = format!("n{}", dice.below(12));
            put(format!("content/news/{id}/record.toml"), record(step, "land", "west"));
            put(format!("content/news/{id}/{lang}.md"), text(&format!("Mới {step}"), "Thân mới.", ""));
        }
        7 => files.retain(|path, _| !path.starts_with(&format!("content/news/{item}/"))),
        8 => drop(files.remove(&format!("content/news/{item}/{lang}.md"))),
        9 => {
            let (old, new) = (format!("content/news/{item}/"), format!("content/news/r{step}/"));
            let moved: Vec<String> = files.keys().filter(|path| path.starts_with(&old)).cloned().collect();
            for path in moved {
                let bytes = files.remove(&path).expect("just listed");
                files.insert(path.replace(&old, &new), bytes);
            }
        }
        10 => {
            let all = ["north", "south", "west", "east", "centre"];
            put("content/berths/all.toml".to_owned(), berths(&all[..1 + dice.below(5)], step * 10));
        }
        11 => put(
            "content/news/_collection.toml".to_owned(),
            NEWS.replace("page_size = 3", &format!("page_size = {}", 1 + dice.below(4)))
                .replace("Tin tức", dice.of::<&str>(&["Tin tức", "Bản tin"]))
                .replace("\"tin-tuc\"", dice.of::<&str>(&["\"tin-tuc\"", "\"ban-tin\""])),
        ),
        12 => {
            let name = dice.of(TEMPLATES);
            let own = format!("themes/harbour/templates/{name}");
            let place = crate::program::repository().join(&own);
            let code = fs::read_to_string(place).expect("the theme has this template");
            match dice.below(3) {
                0 => drop(files.remove(&own)),
                1 => put(own, format!("{code}<!-- {step} -->")),
                _ => put(own, format!("{code}{{{{ page.nothing.at.all }}}}")),
            }
        }
        13 => put(
            format!("i18n/{lang}.toml"),
            fs::read_to_string(crate::program::repository().join(format!("i18n/{lang}.toml")))
                .expect("there are strings")
                .replace("skip = \"", &format!("skip = \"{step} ")),
        ),
        14 => put("content/_data/kinds.toml".to_owned(), KINDS.replace("Biển", &format!("Biển {step}"))),
        15 => {
            put(format!("content/news/{item}/plan.pdf"), format!("%PDF-1.4 {step}"));
            put(
                format!("content/news/{item}/record.toml"),
                record(step, "sea", "north") + "plan = \"plan.pdf\"\n",
            );
        }
        18 => put(
            "content/_maps/maps.toml".to_owned(),
            match dice.below(4) {
                0 => MAPS.replace("21.1", "20.8"),
                1 => MAPS.replace("\"news\"", "\"berths\", \"news\""),
                2 => MAPS.replace("coast.geojson", "gone.geojson").replace("Vịnh", &format!("Vịnh {step}")),
                _ => MAPS.to_owned(),
            },
        ),
        19 => put("content/_maps/coast.geojson".to_owned(), point_or_area(step)),
        20 => put("content/berths/quay.geojson".to_owned(), point_or_area(step)),
        16 => {
            let wrong =
                dice.of(&["+++\ntitle = \n+++\n", "", "+++\n", "\u{feff}+++\r\ntitle = \"X\"\r\n+++\r\n"]);
            put(format!("content/news/{item}/{lang}.md"), (*wrong).to_owned());
        }
        _ => {
            drop(
                files.insert(
                    format!("content/news/{item}/quay.png"),
                    picture(u8::try_from(step).expect("few")),
                ),
            );
            let shows = record(step, "sea", "north") + "image = \"quay.png\"\n";
            drop(files.insert(format!("content/news/{item}/record.toml"), shows.into_bytes()));
        }
    }
}

fn read(files: &Files) -> Reported<Snapshot> {
    Snapshot::from_files(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
}

/// Tells the session what is different, file by file, as watching does.
fn tell(session: &Session, before: &Files, after: &Files) {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed: Vec<&String> =
        paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).collect();
    session.change(
        |snapshot, found| {
            for path in &changed {
                let source = SourcePath::new(path);
                found.retain(|problem: &Diagnostic| {
                    problem.place.as_ref().is_none_or(|place| place.path != source)
                });
                snapshot.remove(&source);
                if let Some(bytes) = after.get(*path) {
                    snapshot.insert(&source, bytes, found);
                }
            }
            changed.iter().map(|path| SourcePath::new(path)).collect()
        },
        Instant::now(),
    );
}

/// Everything served against everything that a fresh build makes.
#[track_caller]
fn compare(session: &Session, files: &Files, what: &str, good: &mut BTreeMap<String, Arc<str>>) {
    let fresh = read(files);
    let fresh = pipeline::assemble(fresh.value, &Overrides::default(), fresh.diagnostics);
    let views = fresh.views();
    for (at, route) in fresh.site.pages.routes.iter_enumerated() {
        let path = route.path(&fresh.site);
        // Of two pages with one address, a mistake, one is served.
        if fresh.site.pages.by_path.get(&path) != Some(&at) {
            continue;
        }
        let edition = session.current();
        let answer = session.answer(&edition, &path);
        match (fresh.render(&views, route), answer) {
            (Ok(html), Answer::Page { html: served, found: true }) => {
                assert!(*served == *html, "{what}: /{path} differs from a fresh build");
                good.insert(path, served);
            }
            (Ok(_), Answer::File { bytes, .. }) => {
                let whole = fresh.bytes_of(&views, route).expect("it was just made");
                assert!(bytes == whole, "{what}: /{path}");
            }
            (Err(_), Answer::Page { html, .. }) => {
                let last = good.get(&path);
                let kept = last.is_some_and(|last| *last == html)
                    || html.len() < 300
                    || session.current().has_errors();
                assert!(kept, "{what}: /{path} is neither the last good page nor empty");
            }
            (Err(_), Answer::Nothing) => {}
            (_, answer) => panic!("{what}: /{path} gives {answer:?}"),
        }
    }
    for (file, _) in fresh.attachments() {
        let path = portolan::view::attachment(&file);
        let edition = session.current();
        let bytes = match session.answer(&edition, &path) {
            Answer::File { bytes, .. } => bytes,
            Answer::Stored { file, .. } => file.bytes().expect("it is there").to_vec(),
            answer => panic!("{what}: /{path} gives {answer:?}"),
        };
        assert_eq!(bytes, files[file.as_str()], "{what}: /{path}");
    }
    for (_, _, variants) in fresh.media.files() {
        let edition = session.current();
        let found = |name: &str| matches!(session.answer(&edition, name), Answer::File { .. });
        let last = variants.last().map(|(_, name)| name.as_str()).expect("a picture has sizes");
        assert!(found(last), "{what}: /{last}");
    }
    same_findings(session, &fresh.diagnostics, what);
    let edition = session.current();
    let ours = edition.build.as_ref().expect("the site was made");
    let addresses = |routes: &[Route], site| routes.iter().map(|route| route.path(site)).collect::<Vec<_>>();
    assert_eq!(
        addresses(&ours.site.pages.routes.raw, &ours.site),
        addresses(&fresh.site.pages.routes.raw, &fresh.site),
        "{what}"
    );
}

/// What the session says is what a fresh build says, and what pages that were asked for gave besides.
#[track_caller]
fn same_findings(session: &Session, fresh: &[Diagnostic], what: &str) {
    let said = session.current();
    let said: Vec<&Diagnostic> = said
        .diagnostics
        .iter()
        .filter(|found| !found.code.starts_with("template") || fresh.contains(found))
        .collect();
    assert_eq!(said, fresh.iter().collect::<Vec<_>>(), "{what}");
}

#[test]
fn whatever_is_edited_the_preview_serves_what_a_build_would_make() {
    (0..SEEDS).into_par_iter().for_each(|seed| {
        let mut dice = Dice::new(seed + 1);
        let mut files = start();
        let folder = tempfile::tempdir().expect("a folder");
        let session = Session::open(
            folder.path(),
            Opening {
                read: read(&files),
                overrides: Overrides::default(),
                memory: Memory::default(),
                lang: UiLang::En,
            },
            StageCalls::default(),
            Box::new(|_| {}),
        );
        let session = session.expect("a source of chance");
        let mut good = BTreeMap::new();
        for step in 1..=STEPS {
            let before = files.clone();
            edit(&mut files, &mut dice, step);
            tell(&session, &before, &files);
            // A fresh build of every state would take minutes; what is wrong after one step is seldom right after the next.
            if step == STEPS || dice.below(6) == 0 {
                compare(&session, &files, &format!("seed {seed}, step {step}"), &mut good);
            }
        }
    });
}

/// What a snapshot holds, and what reading it found, in an order of its own.
fn contents(snapshot: &Snapshot, found: &[Diagnostic]) -> (Vec<String>, Vec<String>) {
    let files = snapshot.iter().map(|(path, file)| format!("{path} {} {:?}", file.digest, file.text()));
    let mut said: Vec<String> = found.iter().map(|found| format!("{found:?}")).collect();
    said.sort();
    // Two spellings of one name may both be wrong, which is said once.
    said.dedup();
    (files.collect(), said)
}

/// Does something to the files on the disk; returns what the system would tell of.
fn disturb(site: &Site, dice: &mut Dice, step: usize) -> Vec<PathBuf> {
    const NAMES: &[&str] = &[
        "vi.md",
        "en.md",
        "record.toml",
        "plan.pdf",
        "Quyết định.pdf",
        "Quye\u{302}\u{301}t \u{111}i\u{323}nh.pdf",
        "quay.png",
        "~$x.docx",
        ".hidden",
        "a.tmp",
        "broken.md",
    ];
    const FOLDERS: &[&str] = &["a", "b", "a-b", "a/c", "Cảng", "Ca\u{309}ng", ".git", "node_modules"];
    let folder = format!("content/news/{}", dice.of(FOLDERS));
    let path = format!("{folder}/{}", dice.of(NAMES));
    match dice.below(8) {
        0..=3 => {
            if site.path(&folder).symlink_metadata().is_ok_and(|found| !found.is_dir()) {
                site.remove(&folder);
            }
            // Never written through a link, which would be a change that nobody is told of.
            if site.has(&path) {
                site.remove(&path);
            }
            let bytes: &[u8] = if path.ends_with("broken.md") { &[0xff, 0xfe] } else { b"text" };
            site.put(&path, [bytes, step.to_string().as_bytes()].concat());
            // A new folder is told of as well.
            let parents = PathBuf::from(&path)
                .ancestors()
                .skip(1)
                .map(|path| site.path("").join(path))
                .collect::<Vec<_>>();
            let top = site.path("content/news");
            parents
                .into_iter()
                .filter(|path| path.starts_with(&top) && *path != top)
                .chain([site.path(&path)])
                .collect()
        }
        4 if site.has(&path) => {
            site.remove(&path);
            vec![site.path(&path)]
        }
        5 if site.has(&folder) => {
            site.remove(&folder);
            vec![site.path(&folder)]
        }
        6 if site.has(&folder) => {
            let other = format!("content/news/moved-{step}-{}", dice.below(1000));
            fs::rename(site.path(&folder), site.path(&other)).expect("a folder can be renamed");
            vec![site.path(&folder), site.path(&other)]
        }
        #[cfg(unix)]
        7 if !site.has(&path) && site.path(&folder).is_dir() => {
            let target = dice.of(&["record.toml", "../b", "../../../portolan.toml"]);
            std::os::unix::fs::symlink(target, site.path(&path)).expect("a link can be made");
            vec![site.path(&path)]
        }
        _ => Vec::new(),
    }
}

#[test]
fn reading_what_changed_gives_what_reading_everything_gives() {
    for seed in 0..60 {
        let mut dice = Dice::new(seed + 7);
        let site = Site::new();
        let read = source::read(&site.path("")).expect("it can be read");
        let (mut snapshot, mut found) = (read.value, read.diagnostics);
        for step in 0..40 {
            let mut told = BTreeSet::new();
            for _ in 0..=dice.below(3) {
                told.extend(disturb(&site, &mut dice, step));
            }
            let before = contents(&snapshot, &found);
            let changed = source::refresh(&mut snapshot, &site.path(""), &told, &mut found);
            let fresh = source::read(&site.path("")).expect("it can be read");
            let after = contents(&snapshot, &found);
            let wanted = contents(&fresh.value, &fresh.diagnostics);
            assert!(after == wanted, "seed {seed}, step {step}: {told:?}");
            assert_eq!(changed.is_empty(), before == after, "seed {seed}, step {step}: {changed:?}");
        }
    }
}
