//! Codes are drawn when they are asked for.

use super::Preview;
use crate::program::Site;

#[test]
fn permanent_addresses_codes_and_sheets_are_there_on_demand() {
    let preview = Preview::of(Site::new());
    let chooser = preview.get("/q/road/");
    assert_eq!((chooser.status, chooser.body.contains("data-languages")), (200, true));
    let hop = preview.get("/en/q/road/");
    assert!(hop.body.contains("url=../../../en/news/road/\""), "{}", hop.body);
    let drawing = preview.get("/codes/en/road.svg");
    assert_eq!((drawing.status, drawing.header("content-type")), (200, "image/svg+xml"));
    let symbol = portolan::code::check::svg(&drawing.body).expect("a code");
    assert_eq!(portolan::code::check::text(&symbol, "https://port.example/en/q/road/"), Ok(()));
    for path in ["/codes/road.svg", "/codes/vi/road-poster.svg"] {
        assert_eq!(preview.get(path).status, 200, "{path}");
    }
    let table = preview.get("/qr-manifest.csv");
    assert_eq!((table.status, table.header("content-type")), (200, "text/csv; charset=utf-8"));
    for path in ["/vi/codes/", "/vi/codes/news/labels/", "/en/codes/news/posters/"] {
        assert_eq!(preview.get(path).status, 200, "{path}");
    }
    assert_eq!(preview.get("/codes/en/raod.svg").status, 404);
    assert_eq!(preview.get("/q/raod/").status, 404);
    // What is noted as printed counts at once.
    preview.site.run(&["qr", "publish", "road"]);
    preview.site.put("content/news/road/record.toml", "published = 2024-01-03\nwithdrawn = 2024-01-04\n");
    preview.until("/en/q/road/", |answer| answer.body.contains("permanent-gone"));
}
