//! Files in pieces, as browsers take films and map tiles (RFC 9110, section 14).

use super::{Preview, Response};
use crate::program::Site;

/// Longer than what the server reads at once.
const LEN: usize = 700_000;

fn film() -> Vec<u8> {
    (0..LEN).map(|at| b'a' + u8::try_from(at % 26).expect("small")).collect()
}

/// A preview of a site that offers a film.
fn preview() -> Preview {
    let site = Site::new();
    site.put("content/news/port/film.mp4", film());
    site.text("port", "en", "[Film](film.mp4)");
    Preview::of(site)
}

fn asked(preview: &Preview, headers: &[&str]) -> Response {
    preview.ask("GET /files/news/port/film.mp4", headers, "")
}

#[test]
fn a_part_has_its_bytes_its_place_and_its_length() {
    let (preview, film) = (preview(), film());
    let last = LEN - 1;
    for (range, first, last) in [
        ("bytes=0-0", 0, 0),
        ("bytes=1-3", 1, 3),
        ("bytes=262140-524300", 262_140, 524_300),
        ("bytes=699990-", 699_990, last),
        ("bytes=699990-99999999999999999999", 699_990, last),
        ("bytes=-10", LEN - 10, last),
        ("bytes=-99999999", 0, last),
    ] {
        let part = asked(&preview, &[&format!("Range: {range}")]);
        assert_eq!(part.status, 206, "{range}");
        assert_eq!(part.header("content-range"), format!("bytes {first}-{last}/{LEN}"), "{range}");
        assert_eq!(part.header("content-length"), (last + 1 - first).to_string(), "{range}");
        assert_eq!(part.header("content-type"), "video/mp4");
        assert!(part.body.as_bytes() == &film[first..=last], "{range}");
    }
}

#[test]
fn what_is_no_range_is_answered_with_the_whole_and_what_lies_beyond_with_416() {
    let (preview, film) = (preview(), film());
    for range in
        ["bytes=5-3", "bytes=0-1,5-6", "bytes=a-b", "bytes=", "bytes=-", "bytes=1", "lines=0-1", "bytes=+1-2"]
    {
        let whole = asked(&preview, &[&format!("Range: {range}")]);
        assert_eq!((whole.status, whole.header("accept-ranges")), (200, "bytes"), "{range}");
        assert_eq!(whole.header("content-length"), LEN.to_string());
        assert!(whole.body.as_bytes() == film, "{range}");
    }
    for range in ["bytes=700000-", "bytes=700000-700001", "bytes=99999999999999999999-", "bytes=-0"] {
        let beyond = asked(&preview, &[&format!("Range: {range}")]);
        assert_eq!((beyond.status, beyond.header("content-range")), (416, "bytes */700000"), "{range}");
    }
}

#[test]
fn parts_of_other_bytes_are_not_put_together() {
    let preview = preview();
    let tag = asked(&preview, &["Range: bytes=0-0"]).header("etag").to_owned();
    let part = |tag: &str| asked(&preview, &["Range: bytes=0-0", &format!("If-Range: {tag}")]).status;
    assert_eq!((part(&tag), part("\"other\"")), (206, 200));
    assert_eq!(asked(&preview, &["Range: bytes=0-0", &format!("If-None-Match: {tag}")]).status, 304);
    preview.site.put("content/news/port/film.mp4", &film()[1..]);
    preview.until("/files/news/port/film.mp4", |answer| answer.header("content-length") == "699999");
    assert_eq!(part(&tag), 200);
}

#[test]
fn tiles_under_maps_are_served_in_parts() {
    let site = Site::new();
    let map = "[[map]]\nid = \"bay\"\ntitle = { vi = \"Vịnh\", en = \"Bay\" }\nsouth = \"20.5\"\nwest = \"106.38\"\nnorth = \"21.05\"\neast = \"107.15\"\n";
    site.put("content/_maps/maps.toml", map);
    let preview = Preview::of(site);
    assert!(!preview.get("/maps/en/bay.js").body.contains("pmtiles"));
    let tiles =
        "[tiles]\nfile = \"bay.pmtiles\"\nlicence = \"ODbL\"\nsource = { vi = \"Sở\", en = \"Office\" }\n";
    preview.site.put("content/_maps/bay.pmtiles", include_bytes!("../../fixtures/hai-phong.pmtiles"));
    preview.site.put("content/_maps/maps.toml", format!("{map}{tiles}"));
    let data = preview.until_said("/maps/en/bay.js", "pmtiles").body;
    let start = data.find("maps/bay.").expect("the address");
    let end = data[start..].find('"').expect("its end");
    let path = format!("GET /{}", &data[start..start + end]);
    let head = preview.ask(&path, &["Range: bytes=0-6"], "");
    assert_eq!((head.status, head.body.as_str()), (206, "PMTiles"));
    assert!(head.header("cache-control").contains("immutable"));
    assert_eq!(preview.get("/maps/bay.00000000.pmtiles").status, 404);
}
