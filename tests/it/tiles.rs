//! Base tiles under the maps that move: published once, in pieces where they are asked for, never for a disk; and what the
//! theme takes from npm for them.

use portolan::site::{MapRoute, Route};
use portolan::theme;

use crate::fixture::{FIVE, Files, Made, files};
use crate::program::{Ran, Site};

/// Of tests/geo/tiles.py: Hai Phong from zoom 6 to 11.
const TILES: &[u8] = include_bytes!("../fixtures/hai-phong.pmtiles");

/// A map that lies on the tiles, and one that does not.
const MAPS: &str = r#"
=== content/_maps/maps.toml
[[map]]
id = "bay"
title = { vi = "Vịnh", en = "Bay", ja = "湾", ko = "만", zh = "海湾" }
south = "20.50"
west = "106.38"
north = "21.05"
east = "107.15"
[[map]]
id = "far"
title = { vi = "Xa", en = "Far", ja = "遠方", ko = "먼 곳", zh = "远方" }
south = "34"
west = "134"
north = "36"
east = "137"
"#;

const TABLE: &str = r#"
[tiles]
file = "sets/Hải Phòng.pmtiles"
licence = "ODbL 1.0"
source = { vi = "© Người đóng góp <OSM>", en = "© OSM contributors", ja = "© OSM貢献者", ko = "© OSM 기여자", zh = "© OSM贡献者" }
url = "https://example.org/licence"
legal_origin = { vi = "Trích <dữ liệu>", en = "Cut from data", ja = "データ", ko = "자료", zh = "数据" }
"#;

fn maps() -> Files {
    files(FIVE).and(MAPS)
}

/// The same with tiles.
fn tiled() -> Files {
    let mut all = maps().into_files();
    let table = all.remove("content/_maps/maps.toml").expect("the maps");
    let table = String::from_utf8(table).expect("text") + TABLE;
    maps().with("content/_maps/maps.toml", table).with("content/_maps/sets/Hải Phòng.pmtiles", TILES)
}

fn data(made: &Made, map: usize) -> serde_json::Value {
    let lang = made.build.site.config.langs().nth(2).expect("five languages");
    let script = made.html(&Route::Map(MapRoute::Data { lang, map: map.into() }).path(&made.build.site));
    let json = script.strip_prefix("portolanMapData(").and_then(|rest| rest.strip_suffix(");\n"));
    serde_json::from_str(json.expect("a call")).expect("JSON")
}

#[test]
fn a_map_names_its_tiles_where_it_lies_on_them() {
    let made = tiled().make().sound();
    let tiles = made.build.site.tiles().expect("they are declared");
    let address = tiles.address();
    assert!(address.starts_with("maps/hai-phong.") && address.ends_with(".pmtiles"), "{address}");
    let near = data(&made, 0);
    assert_eq!(near["tiles"]["url"], format!("../../{address}"));
    assert_eq!(near["tiles"]["zooms"], serde_json::json!([6, 11]));
    assert_eq!(near["tiles"]["picture"], serde_json::Value::Null);
    assert_eq!(near["tiles"]["attribution"]["text"], "© OSM貢献者、ODbL 1.0");
    assert_eq!(near["tiles"]["bounds"].to_string(), "[20.4,106.3,21.15,107.25]");
    assert_eq!(data(&made, 1)["tiles"], serde_json::Value::Null);
}

#[test]
fn no_site_knows_of_tiles_that_has_none_or_is_for_a_disk() {
    let bare = maps().make().sound();
    let disk = tiled().asking(|asked| asked.offline = true).make().sound();
    for made in [bare, disk] {
        assert!(made.build.site.tiles().is_none());
        assert_eq!(data(&made, 0)["tiles"], serde_json::Value::Null);
    }
}

#[test]
fn a_theme_takes_what_draws_tiles_only_where_there_are_tiles() {
    let names = |files: Files, offline: bool| {
        let made = files.make();
        let packages = theme::packages(&made.build.snapshot, theme::DEFAULT, offline);
        let names: Vec<String> =
            packages.map(|found| found.files.into_iter().map(|(name, _)| name).collect()).unwrap_or_default();
        let has = |start: &str| names.iter().any(|name| name.starts_with(start));
        (has("leaflet/leaflet.js"), has("tiles/protomaps-leaflet.js"))
    };
    assert_eq!(names(files(FIVE), false), (false, false));
    assert_eq!(names(maps(), false), (true, false));
    assert_eq!(names(tiled(), false), (true, true));
    assert_eq!(names(tiled(), true), (true, false));
}

/// A site on disk with a map on tiles, and an npm that installs whatever is asked for.
fn on_disk() -> Site {
    let site = Site::new();
    let map = "[[map]]\nid = \"bay\"\ntitle = { vi = \"Vịnh\", en = \"Bay\" }\nsouth = \"20.5\"\nwest = \"106.38\"\nnorth = \"21.05\"\neast = \"107.15\"\n";
    let tiles = "[tiles]\nfile = \"bay.pmtiles\"\nlicence = \"ODbL\"\nsource = { vi = \"Sở <A>\", en = \"Office <A>\" }\nlegal_origin = { vi = \"Gốc <B>\", en = \"Origin <B>\" }\n";
    site.put("content/_maps/maps.toml", format!("{map}{tiles}"));
    site.put("content/_maps/bay.pmtiles", TILES);
    let files: Vec<String> = include_str!("../../themes/harbour/theme.toml")
        .lines()
        .filter_map(|line| {
            line.strip_prefix("files.")?.split("= \"").nth(1)?.strip_suffix('"').map(str::to_owned)
        })
        .collect();
    let make = |file: &String| format!("mkdir -p \"$(dirname {file})\"; echo 'let a = 1;' > {file}\n");
    site.put(
        "bin/npm",
        format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{}", files.iter().map(make).collect::<String>()),
    );
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(site.path("bin/npm"), mode).expect("it is ours");
    }
    site
}

#[cfg(unix)]
fn build(site: &Site, more: &[&str]) -> Ran {
    let arguments: Vec<&str> = ["build"].iter().chain(more).copied().collect();
    let ran = Ran::of(site.command(&arguments).env("PATH", site.path("bin")));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

#[test]
#[cfg(unix)]
fn tiles_are_published_once_and_not_for_a_disk() {
    let site = on_disk();
    build(&site, &[]);
    let found = || -> Vec<String> {
        let all = site.public().into_keys();
        all.filter(|path| path.ends_with(".pmtiles") || path.starts_with("assets/tiles/protomaps")).collect()
    };
    let names = found();
    assert!(
        matches!(&names[..], [script, tiles] if script.starts_with("assets/tiles/") && tiles.starts_with("maps/bay.")),
        "{names:?}"
    );
    assert_eq!(std::fs::read(site.path(&format!("public/{}", names[1]))).expect("a file"), TILES);
    let page = site.read("public/en/map/index.html");
    assert!(page.contains(&format!("data-tiles=\"../../{}\"", names[0])), "{page}");
    assert!(page.contains("Office &lt;A&gt;, ODbL") && page.contains("Origin &lt;B&gt;"), "{page}");
    // It stands; other bytes have another name, and the former file goes.
    assert_eq!(
        site.read("public/en/map/index.html").matches("<script").count(),
        page.matches("<script").count()
    );
    build(&site, &[]);
    assert_eq!(found(), names);
    let mut other = TILES.to_vec();
    other.push(0);
    site.put("content/_maps/bay.pmtiles", other);
    build(&site, &[]);
    assert_eq!(found().len(), 2);
    assert_ne!(found()[1], names[1]);
    build(&site, &["--offline"]);
    assert!(found().is_empty(), "{:?}", found());
    let page = site.read("public/en/map/index.html");
    assert!(!page.contains("tiles") && !page.contains("Office &lt;A&gt;"), "{page}");
}

#[test]
#[cfg(unix)]
fn a_file_of_tiles_is_written_again_only_when_it_differs() {
    let site = on_disk();
    build(&site, &[]);
    let name = site.public().into_keys().find(|path| path.ends_with(".pmtiles")).expect("the tiles");
    let place = site.path(&format!("public/{name}"));
    let time = || place.metadata().and_then(|file| file.modified()).expect("a time");
    let before = time();
    // Without the cache's word the bytes are compared.
    std::fs::remove_dir_all(site.path(".portolan/cache")).expect("it is there");
    build(&site, &[]);
    assert_eq!(time(), before);
    std::fs::remove_dir_all(site.path(".portolan/cache")).expect("it is there");
    let mut spoilt = TILES.to_vec();
    spoilt[4000] ^= 1;
    std::fs::write(&place, spoilt).expect("it is ours");
    build(&site, &[]);
    assert_eq!(std::fs::read(&place).expect("a file"), TILES);
}

/// A preview as a process of its own, which ends with the test.
struct Running(std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[cfg(unix)]
fn what_moves_maps_and_draws_tiles_arrives_while_the_preview_runs() {
    let site = on_disk();
    let maps = site.read("content/_maps/maps.toml");
    site.remove("content/_maps");
    let mut serve = site.command(&["serve", "--port", "0"]);
    let serve = serve.env("PATH", site.path("bin")).stdout(std::process::Stdio::piped());
    let mut running = Running(serve.stderr(std::process::Stdio::null()).spawn().expect("the program starts"));
    let mut address = String::new();
    let mut out = std::io::BufReader::new(running.0.stdout.take().expect("it was asked for"));
    std::io::BufRead::read_line(&mut out, &mut address).expect("it says where it is");
    let host = address.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let page = || {
        let mut stream = std::net::TcpStream::connect(&host).expect("the server is there");
        let head = format!("GET /en/map/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        std::io::Write::write_all(&mut stream, head.as_bytes()).expect("the request is sent");
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut stream, &mut text).expect("an answer comes");
        String::from_utf8_lossy(&text).into_owned()
    };
    let until = |words: &str| {
        let start = std::time::Instant::now();
        while !page().contains(words) {
            assert!(start.elapsed() < std::time::Duration::from_secs(20), "never {words}: {}", page());
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    };
    assert!(!site.has(".portolan/npm"));
    let (bare, _) = maps.split_once("[tiles]").expect("both");
    site.put("content/_maps/maps.toml", bare);
    until("assets/leaflet/leaflet.");
    assert!(!page().contains("data-tiles"));
    site.put("content/_maps/bay.pmtiles", TILES);
    site.put("content/_maps/maps.toml", &maps);
    until("data-tiles=\"../../assets/tiles/protomaps-leaflet.");
}
