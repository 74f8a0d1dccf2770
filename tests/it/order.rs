//! What stands in which order, and what is told of a page's other languages.

use std::collections::BTreeSet;

use crate::fixture::{FIVE, between, files, in_order, site};
use crate::html::Page;

const NEWS: &str = r#"
=== content/news/_collection.toml
title.vi = "Tin"
singular.vi = "Tin"
path.vi = "tin"
date = "day"
order = ["-area", "title"]
[outputs]
list = true
feed = true
[fields.day]
type = "date"
label.vi = "Ngày"
[fields.area]
type = "area"
label.vi = "Diện tích"
facet = [100, 500]
[fields.rent]
type = "money"
label.vi = "Giá"
=== content/news/a/record.toml
day = 2024-03-01
=== content/news/b/record.toml
day = 2024-05-01
area = 7
=== content/news/c/record.toml
day = 2024-04-01
area = 9
"#;

fn news() -> String {
    let text = |id: &str| format!("=== content/news/{id}/vi.md\n+++\ntitle = \"Tin {id}\"\n+++\nText.\n");
    format!("{NEWS}{}{}{}", text("a"), text("b"), text("c"))
}

#[test]
fn the_newest_stands_first_in_a_feed() {
    let made = files(FIVE).and(&news()).make().sound();
    let feed = made.html("vi/feed.xml");
    let titles = between(&feed, "<entry><id>", "</entry>");
    assert_eq!(titles.len(), 3);
    in_order(&feed, &["<title>Tin b</title>", "<title>Tin c</title>", "<title>Tin a</title>"]);
}

#[test]
fn records_without_a_value_stand_last_in_a_falling_order_too() {
    let made = files(FIVE).and(&news()).make().sound();
    in_order(&made.html("vi/tin/"), &["Tin c", "Tin b", "Tin a"]);
    let rising = news().replace("order = [\"-area\"", "order = [\"area\"");
    in_order(&files(FIVE).and(&rising).make().sound().html("vi/tin/"), &["Tin b", "Tin c", "Tin a"]);
}

#[test]
fn a_page_names_the_other_languages_to_share_it_in_and_not_its_own() {
    let made = site(FIVE).sound();
    for (lang, own) in [("vi", "vi_VN"), ("ko", "ko_KR")] {
        let page = Page::parse(&made.html(&format!("{lang}/")));
        assert_eq!(page.meta("og:locale"), Some(own));
        let named = page.all("meta").filter(|meta| meta.get("property") == Some("og:locale:alternate"));
        let named: BTreeSet<&str> = named.filter_map(|meta| meta.get("content")).collect();
        assert!(!named.contains(own), "{named:?}");
    }
}

#[test]
fn other_languages_are_named_where_the_page_is_written_in_them() {
    let texts: String = ["vi", "en", "ja"]
        .iter()
        .map(|lang| format!("\n=== content/_index.{lang}.md\n+++\ntitle = \"Home\"\n+++\nText.\n"))
        .collect();
    let made = files(FIVE).and(&texts).make().sound();
    let page = Page::parse(&made.html("en/"));
    let named = page.all("meta").filter(|meta| meta.get("property") == Some("og:locale:alternate"));
    assert_eq!(named.filter_map(|meta| meta.get("content")).collect::<Vec<_>>(), ["vi_VN", "ja_JP"]);
}

#[test]
fn the_bounds_of_a_filter_rise() {
    let said = |bounds: &str| codes(&news().replace("[100, 500]", bounds));
    for bounds in ["[500, 100]", "[100, 100]"] {
        assert_eq!(said(bounds), ["wrong-type"], "{bounds}");
    }
    assert!(said("[100, 100.5]").is_empty() && said("[100]").is_empty());
}

/// The codes of what is said of a site in Vietnamese alone.
fn codes(site: &str) -> Vec<&'static str> {
    const ONE: &str = "
=== portolan.toml
[site]
base_url = \"https://example.vn\"
name.vi = \"Cảng\"
[[language]]
code = \"vi\"
name = \"Tiếng Việt\"
";
    files(ONE).and(site).make().codes()
}

/// The codes of what is said of this value of `area`.
fn said_of(area: &str) -> Vec<&'static str> {
    codes(&news().replace("area = 7", &format!("area = {area}")))
}

#[test]
fn three_decimals_may_be_thousands() {
    assert_eq!(said_of("\"123.456\""), ["three-decimals"]);
    assert_eq!(said_of("-1.329"), ["negative", "three-decimals"]);
    for plain in ["\"123.4560\"", "\"0.456\"", "\"1234.567\"", "123.45", "123456"] {
        assert!(said_of(plain).is_empty(), "{plain}");
    }
}

#[test]
fn a_price_is_for_a_unit_that_has_a_name() {
    let rent = |per: &str| {
        let rent = format!("area = 7\nrent = {{ value = 5, currency = \"USD\", per = [{per}] }}");
        codes(&news().replace("area = 7", &rent))
    };
    assert_eq!(rent("\"m2\", \"moth\""), ["unknown-unit"]);
    assert!(rent("\"m2\", \"month\"").is_empty());
}
