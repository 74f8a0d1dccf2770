//! A translation that was confirmed is told stale when its source says something else, and not when a figure does.

use crate::program::{Ran, Site};

fn checked(site: &Site) -> Ran {
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

#[test]
fn a_confirmed_translation_is_stale_when_its_source_changes() {
    let site = Site::new();
    site.text("road", "vi", "Đoạn một.\n\nDài {{ fact area }}.");
    site.text("road", "en", "One.\n\n{{ fact area }} long.");
    assert!(!checked(&site).err.contains("stale-translation"), "nobody has told what it was made from");

    let confirmed = site.run(&["confirm", "news/road"]);
    assert_eq!((confirmed.code, confirmed.err.contains("content/news/road/en.md")), (Some(0), true));
    assert!(site.read("content/news/road/en.md").ends_with("One.\n\n{{ fact area }} long.\n"));
    assert!(!checked(&site).err.contains("stale-translation"));

    site.put("content/news/road/record.toml", "published = 2024-01-03\nupdated = 2024-01-03\narea = 13\n");
    assert!(!checked(&site).err.contains("stale-translation"), "a figure is no text");

    site.text("road", "vi", "Đoạn một đã sửa.\n\nDài {{ fact area }}.");
    let stale = checked(&site).err;
    assert!(stale.contains("1 of its 4 parts are new"), "{stale}");
    assert!(stale.contains("`portolan confirm road --lang en`"), "{stale}");

    site.run(&["confirm", "road", "--lang", "en"]);
    assert!(!checked(&site).err.contains("stale-translation"));
}

#[test]
fn what_cannot_be_confirmed_is_said() {
    let site = Site::new();
    let wrong = site.run(&["confirm", "raod"]);
    assert_eq!(wrong.code, Some(1));
    assert!(wrong.err.contains("did you mean `road`?"), "{}", wrong.err);
    let none = site.run(&["confirm", "road", "--lang", "ja"]);
    assert_eq!((none.code, none.err.contains("has no translation into `ja`")), (Some(1), true));
    site.put(
        "content/news/more.toml",
        "[[record]]\nid = \"row\"\ntitle = { vi = \"Hàng\", en = \"Row\" }\npublished = 2024-01-05\n",
    );
    let row = site.run(&["confirm", "row"]);
    assert_eq!((row.code, row.err.contains("stands in a table")), (Some(1), true), "{}", row.err);
}
