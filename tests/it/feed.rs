//! What readers follow: feeds and calendars.

use serde_json::Value as Json;

use crate::fixture::{FIVE, Made, between, files};

const SITE: &str = r#"
=== content/news/_collection.toml
title = { vi = "Tin", en = "News", ja = "お知らせ", ko = "소식", zh = "新闻" }
path = { vi = "tin", en = "news", ja = "news", ko = "news", zh = "news" }
date = "published"
[outputs]
feed = true
[fields.published]
type = "date"
label = { vi = "Ngày", en = "Date" }
=== content/news/a/record.toml
published = 2024-01-02
updated = 2024-03-04
=== content/news/a/vi.md
+++
title = "Tin <a>"
summary = "Tóm tắt."
+++
Đoạn **một**.
=== content/news/a/en.md
+++
title = "News a"
+++
One paragraph.
=== content/notes/_collection.toml
title = { vi = "Ghi chép", en = "Notes" }
path = { vi = "ghi", en = "notes" }
date = "day"
codes = false
[outputs]
feed = true
[fields.day]
type = "date"
label = { vi = "Ngày", en = "Date" }
=== content/notes/n/record.toml
day = 2024-02-03
=== content/notes/n/vi.md
+++
title = "Ghi n"
+++
=== content/fairs/_collection.toml
title = { vi = "Sự kiện", en = "Events", ja = "イベント" }
path = { vi = "su-kien", en = "events" }
schema_org = "Event"
date = "when"
codes = false
[fields.when]
type = "period"
label = { vi = "Thời gian", en = "Time" }
=== content/fairs/second/record.toml
when = "2024-12-30..2024-12-31"
updated = 2024-06-02
=== content/fairs/second/vi.md
+++
title = "Hội chợ thứ hai của khu kinh tế Đình Vũ – Cát Hải; cảng, biển và đường cao tốc"
summary = "Một dòng."
+++
=== content/fairs/first/record.toml
when = 2024-07-01
=== content/fairs/first/vi.md
+++
title = "Thứ nhất"
+++
=== content/fairs/month/record.toml
when = "2024-08"
=== content/fairs/month/vi.md
+++
title = "Cả tháng"
+++
"#;

fn made() -> Made {
    files(FIVE).and(SITE).on_day("2024-06-03").make().sound()
}

#[test]
fn a_collection_has_a_feed_of_its_own_in_both_forms() {
    let made = made();
    let titles = |address: &str| {
        let json: Json = serde_json::from_str(&made.html(address)).expect("JSON");
        let items = json["items"].as_array().expect("items").clone();
        items.iter().map(|item| item["title"].as_str().expect("a title").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles("vi/feed.json"), ["Ghi n", "Tin <a>"]);
    assert_eq!(titles("vi/tin/feed.json"), ["Tin <a>"]);
    assert_eq!(titles("vi/ghi/feed.json"), ["Ghi n"]);
    assert_eq!(titles("en/feed.json"), ["News a"], "nothing is borrowed");
    assert!(titles("ja/feed.json").is_empty());
    let atom = made.html("vi/tin/feed.xml");
    assert_eq!(between(&atom, "<title>", "</title>"), ["Cảng: Tin", "Tin &lt;a&gt;"]);
    assert_eq!(
        between(&atom, "rel=\"self\" type=\"application/atom+xml\" href=\"", "\""),
        ["https://example.vn/vi/tin/feed.xml"]
    );
    // The day of the last change of what is in it, not of the build.
    assert_eq!(between(&atom, "<updated>", "<")[0], "2024-03-04T00:00:00Z");
}

#[test]
fn an_item_is_the_same_in_every_feed() {
    let made = made();
    let json: Json = serde_json::from_str(&made.html("vi/tin/feed.json")).expect("JSON");
    let item = &json["items"][0];
    assert_eq!(item["id"], "https://example.vn/vi/q/a/", "what codes name is permanent");
    assert_eq!(item["content_text"], "Đoạn một.");
    assert_eq!(json["language"], "vi");
    for feed in ["vi/feed.xml", "vi/tin/feed.xml"] {
        assert!(made.html(feed).contains("<entry><id>https://example.vn/vi/q/a/</id>"), "{feed}");
    }
}

#[test]
fn pages_name_the_feeds_of_what_they_are_about() {
    let made = made();
    let feeds = |address: &str| {
        let html = made.html(address);
        let links = between(&html, "<link rel=\"alternate\" type=\"", ">");
        let links = links.iter().filter(|link| link.starts_with("application/"));
        links.map(|link| between(link, "href=\"", "\"")[0].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        feeds("vi/tin/a/"),
        [
            "../../../vi/tin/feed.xml",
            "../../../vi/tin/feed.json",
            "../../../vi/feed.xml",
            "../../../vi/feed.json"
        ]
    );
    assert_eq!(feeds("vi/su-kien/"), ["../../vi/feed.xml", "../../vi/feed.json"]);
}

#[test]
fn all_events_of_a_language_are_one_calendar() {
    let made = made();
    let ics = made.html("vi/events.ics");
    let unfolded = ics.replace("\r\n ", "");
    assert_eq!(
        between(&unfolded, "\r\nUID:", "\r\n"),
        ["first@example.vn", "second@example.vn"],
        "a month is no day"
    );
    assert_eq!(
        between(&unfolded, "\r\nSEQUENCE:", "\r\n"),
        ["0", "8919"],
        "the days from 2000 to the last change"
    );
    assert_eq!(between(&unfolded, "\r\nDTEND;VALUE=DATE:", "\r\n"), ["20240702", "20250101"]);
    assert!(unfolded.contains("Đình Vũ – Cát Hải\\; cảng\\, biển"), "{unfolded}");
    assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
    assert!(made.html("vi/su-kien/").contains("href=\"../../vi/events.ics\" download>Lịch (ICS)<"));
    // One without codes has a file by its id.
    assert!(made.html("vi/data/second.ics").contains("URL:https://example.vn/vi/su-kien/second/\r\n"));
    assert!(made.route("vi/data/month.ics").is_none());
}

#[test]
fn a_later_change_has_a_higher_sequence() {
    let of = |day: &str| {
        let record = format!("\n=== content/fairs/first/record.toml\nwhen = 2024-07-01\nupdated = {day}\n");
        let made = files(FIVE).and(SITE).and(&record).on_day("2026-01-01").make().sound();
        let ics = made.html("en/data/first.ics");
        between(&ics, "SEQUENCE:", "\r\n")[0].parse::<i64>().expect("a number")
    };
    let days = ["2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01"].map(of);
    assert!(days.is_sorted_by(|a, b| a < b), "{days:?}");
}
