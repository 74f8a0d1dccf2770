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
fn nothing_is_published_on_a_day_that_is_not_known_or_yet_to_come() {
    let of = |day: &str| {
        let site = format!("{SITE}\n=== content/notes/n/record.toml\nday = {day}\n");
        let made = files(FIVE).and(&site).on_day("2024-06-03").make().sound();
        let json: Json = serde_json::from_str(&made.html("vi/ghi/feed.json")).expect("JSON");
        let atom = made.html("vi/ghi/feed.xml");
        assert_eq!(atom.contains("<published>"), json["items"][0].get("date_published").is_some());
        json["items"][0]["date_published"].as_str().map(str::to_owned)
    };
    assert_eq!(of("2024-02-03").as_deref(), Some("2024-02-03T00:00:00Z"));
    assert_eq!(of("\"2024-02\""), None, "no day is made up");
    assert_eq!(of("2024-09-01"), None);
}

#[test]
fn what_is_to_come_leaves_room_for_news() {
    let row = |id: &str, day: &str| format!("[[record]]\nid = \"{id}\"\ntitle.vi = \"{id}\"\nday = {day}\n");
    let ahead: String =
        (1..=25).map(|day| row(&format!("ahead-{day}"), &format!("2025-01-{day:02}"))).collect();
    let past: String =
        (1..=25).map(|day| row(&format!("past-{day}"), &format!("2024-01-{day:02}"))).collect();
    let site = format!("{SITE}\n=== content/notes/all.toml\n{ahead}{past}");
    let made = files(FIVE).and(&site).on_day("2024-06-03").make().sound();
    let json: Json = serde_json::from_str(&made.html("vi/ghi/feed.json")).expect("JSON");
    let titles: Vec<&str> =
        json["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
    assert_eq!(titles.len(), 40);
    assert_eq!(titles[..3], ["Ghi n", "past-25", "past-24"]);
    assert_eq!((titles[20], titles[39]), ("ahead-1", "ahead-20"), "what comes first of what is to come");
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

#[test]
fn what_does_not_take_place_is_told_to_calendars_and_search_engines() {
    let status = "[fields.status]\ntype = \"enum\"\nlabel.vi = \"Tình trạng\"\n[fields.status.values.cancelled]\nvi = \"Hủy\"\n[fields.status.values.postponed]\nvi = \"Hoãn\"\n=== content/fairs/second/record.toml\n";
    let site = SITE.replacen("=== content/fairs/second/record.toml\n", status, 1);
    let of = |key: &str| {
        let site = site.replacen("when = 2024-07-01\n", &format!("when = 2024-07-01\n{key}"), 1);
        let made = files(FIVE).and(&site).on_day("2024-06-03").make().sound();
        (made.html("vi/events.ics"), made.html("vi/su-kien/first/"))
    };
    for (key, calendar, engine) in [
        ("cancelled", "STATUS:CANCELLED", "EventCancelled"),
        ("postponed", "STATUS:TENTATIVE", "EventPostponed"),
    ] {
        let (ics, page) = of(&format!("status = \"{key}\"\n"));
        assert_eq!(ics.matches(calendar).count(), 1, "{ics}");
        assert!(page.contains(&format!("\"eventStatus\":\"https://schema.org/{engine}\"")), "{page}");
    }
    let (ics, page) = of("");
    assert!(!ics.contains("STATUS:") && !page.contains("eventStatus"));
}

#[test]
fn questions_are_told_to_programs_with_what_they_rest_on() {
    let questions = "
=== content/laws/_collection.toml
title = { vi = \"Văn bản\", en = \"Laws\" }
path = { vi = \"van-ban\", en = \"laws\" }
schema_org = \"Legislation\"
=== content/laws/law-1/record.toml
=== content/laws/law-1/vi.md
+++
title = \"Luật số 1\"
+++
=== content/asked/_collection.toml
title = { vi = \"Hỏi đáp\", en = \"Questions\" }
path = { vi = \"hoi-dap\", en = \"questions\" }
schema_org = \"FAQPage\"
pages = false
date = \"reviewed\"
[fields.reviewed]
type = \"date\"
label = { vi = \"Ngày\", en = \"Reviewed\" }
[fields.basis]
type = \"ref\"
to = \"laws\"
label = { vi = \"Căn cứ\", en = \"Basis\" }
=== content/asked/tax/record.toml
reviewed = 2024-05-06
basis = \"law-1\"
source = { text = \"Sổ tay\", lang = \"vi\" }
=== content/asked/tax/vi.md
+++
title = \"Thuế bao nhiêu?\"
summary = \"10%.\"
+++
Mười **phần trăm**.
";
    let made = files(FIVE).and(SITE).and(questions).on_day("2024-06-03").make().sound();
    let faq: Json = serde_json::from_str(&made.html("en/faq.json")).expect("JSON");
    let asked = &faq["questions"][0];
    assert_eq!((&asked["question"], &asked["lang"]), (&"Thuế bao nhiêu?".into(), &"vi".into()));
    assert_eq!((&asked["answer"], &asked["text"]), (&"10%.".into(), &"Mười phần trăm.".into()));
    assert_eq!(asked["url"], "https://example.vn/en/questions/#tax");
    assert_eq!(asked["date"], "2024-05-06");
    assert_eq!(
        asked["basis"],
        serde_json::json!([{ "title": "Luật số 1", "url": "https://example.vn/en/laws/law-1/" }, { "title": "Sổ tay" }])
    );
    let llms = made.html("llms.txt");
    assert!(llms.starts_with("# Port\n\n- "), "a site without a tagline has no line for it: {llms}");
    assert!(
        llms.contains(
            "- [Tiếng Việt](https://example.vn/vi/): [faq.json](https://example.vn/vi/faq.json), [feed.json]"
        ),
        "{llms}"
    );
    assert_eq!(llms.lines().count(), 2 + 5 + 1, "{llms}");
    assert!(self::made().route("vi/faq.json").is_none(), "without questions there is no file of them");
}

#[test]
fn a_list_is_kept_by_year_and_month_each_date_as_exactly_as_it_is_known() {
    let kept = SITE
        .replacen("date = \"when\"\n", "date = \"when\"\n[outputs]\narchive = true\n[more]\n", 1)
        .replacen("[more]\ncodes = false\n", "", 1);
    let site = format!(
        "{kept}\n=== content/fairs/quarter/record.toml\nwhen = \"2024-Q3\"\n=== content/fairs/quarter/vi.md\n+++\ntitle = \"Quý ba\"\n+++\n"
    );
    let made = files(FIVE).and(&site).on_day("2024-06-03").make().sound();
    let addresses = made.addresses();
    let of: Vec<&String> =
        addresses.iter().filter(|address| address.starts_with("vi/su-kien/2024/")).collect();
    assert_eq!(of, ["vi/su-kien/2024/", "vi/su-kien/2024/12/", "vi/su-kien/2024/08/", "vi/su-kien/2024/07/"]);
    let page = made.html("vi/su-kien/2024/");
    let order = [
        "Tháng 12/2024",
        "Hội chợ thứ hai",
        "Tháng 8/2024",
        "Cả tháng",
        "Tháng 7/2024",
        "Thứ nhất",
        "Quý ba",
    ];
    let mut rest = page.split_once("<h2").expect("headings").1;
    for words in order {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("{words} in its place in\n{page}")).1;
    }
    assert!(!made.html("vi/su-kien/2024/07/").contains("Quý ba"), "no month is made up for a quarter");
    assert!(made.html("ja/events/2024/").contains("noindex"), "nothing of it is written in Japanese");
    assert!(made.html("vi/su-kien/").contains("su-kien/2024/\">2024 <span class=\"facet-count\">4</span>"));
    assert!(
        !addresses.iter().any(|address| address.starts_with("vi/tin/2024/")),
        "only where it is asked for"
    );
}

#[test]
fn a_newsletter_has_an_issue_for_each_quarter_and_a_letter_where_it_is_written() {
    let named = "[newsletter]\ncollections = [\"news\", \"fairs\"]\npath.vi = \"ban-tin\"\n[[language]]\n";
    let with = FIVE.replacen("[[language]]\n", named, 1);
    let site = format!(
        "{SITE}\n=== content/fairs/year/record.toml\nwhen = \"2024\"\n=== content/fairs/year/vi.md\n+++\ntitle = \"Cả năm\"\n+++\n"
    );
    let made = files(&with).and(&site).on_day("2024-06-03").make().sound();
    let addresses = made.addresses();
    let of = |lang: &str| {
        addresses
            .iter()
            .filter(|address| address.starts_with(lang))
            .map(String::as_str)
            .collect::<Vec<&str>>()
    };
    assert_eq!(
        of("vi/ban-tin/"),
        [
            "vi/ban-tin/",
            "vi/ban-tin/2024-q4/",
            "vi/ban-tin/2024-q4/letter.eml",
            "vi/ban-tin/2024-q3/",
            "vi/ban-tin/2024-q3/letter.eml",
            "vi/ban-tin/2024-q1/",
            "vi/ban-tin/2024-q1/letter.eml"
        ]
    );
    assert!(of("en/newsletter/").contains(&"en/newsletter/2024-q1/letter.eml"));
    assert!(
        !of("en/newsletter/").contains(&"en/newsletter/2024-q4/letter.eml"),
        "nothing of it is in English"
    );
    let page = made.html("vi/ban-tin/2024-q1/");
    assert!(
        page.contains("Quý I/2024") && page.contains("Tin &lt;a&gt;") && page.contains("letter.eml"),
        "{page}"
    );
    assert!(
        !addresses.iter().any(|address| made.html(address).contains("ban-tin/2024-q2")),
        "no empty issue"
    );
    let letter = made.html("vi/ban-tin/2024-q1/letter.eml");
    for line in letter.split("\r\n") {
        assert!(line.len() <= 120 && line.is_ascii() && !line.contains('\n'), "{line}");
    }
    assert!(letter.starts_with("MIME-Version: 1.0\r\nX-Unsent: 1\r\nSubject: =?utf-8?B?"), "{letter}");
}

#[test]
fn a_page_has_a_twin_in_markdown_where_it_is_written_and_the_site_wants_it() {
    let twins = |made: &Made| {
        let all = made.addresses().into_iter();
        all.filter(|address| address.ends_with("index.md")).collect::<Vec<String>>()
    };
    assert_eq!(twins(&made()), [""; 0]);
    let with = FIVE.replacen("[site]\n", "[site]\nmarkdown = true\n", 1);
    let made = files(&with).and(SITE).on_day("2024-06-03").make().sound();
    let all = twins(&made);
    for (address, is) in [
        ("vi/index.md", true),
        ("vi/tin/a/index.md", true),
        ("en/news/a/index.md", true),
        ("ja/news/a/index.md", false),
        ("vi/tin/index.md", true),
        ("vi/404.html/index.md", false),
    ] {
        assert_eq!(all.contains(&address.to_owned()), is, "{address}");
    }
    let text = made.html("vi/tin/a/index.md");
    for part in ["# Tin &lt;a&gt;\n\nTóm tắt.\n", "02/01/2024\n", "\nĐoạn **một**.\n"] {
        assert!(text.contains(part), "{part:?} in\n{text}");
    }
    let page = made.html("vi/tin/a/");
    assert!(page.contains("<link rel=\"alternate\" type=\"text/markdown\" title=\"Tin &lt;a&gt;\" href=\"../../../vi/tin/a/index.md\">"), "{page}");
    assert!(!made.html("ja/news/a/").contains("text/markdown"));
}

#[test]
fn every_address_of_the_site_map_says_when_it_changed() {
    let made = made();
    let map = made.html("sitemap.xml");
    assert_eq!(map.matches("<url>").count(), map.matches("<lastmod>").count(), "{map}");
    let of =
        |address: &str| between(&map, &format!("<loc>https://example.vn/{address}</loc><lastmod>"), "<")[0];
    assert_eq!(
        [of("vi/tin/a/"), of("vi/tin/"), of("vi/su-kien/")],
        ["2024-03-04", "2024-03-04", "2024-06-02"]
    );
    // What shows all shows the newest; what says nothing itself is no newer than that.
    assert_eq!([of("vi/"), of("vi/ghi/n/")], ["2024-06-02", "2024-06-02"]);
}

#[test]
fn search_engines_are_told_where_a_place_is_whom_to_ask_and_which_files_a_data_set_has() {
    let more = "
=== content/zones/_collection.toml
title = { vi = \"Khu\", en = \"Zones\" }
path = { vi = \"khu\", en = \"zones\" }
schema_org = \"Place\"
[fields.at]
type = \"place\"
label = { vi = \"Vị trí\", en = \"Position\" }
=== content/zones/north/record.toml
at = { lat = \"20.860\", lon = \"106.56\", accuracy = 100 }
=== content/zones/north/vi.md
+++
title = \"Bắc\"
+++
=== content/zones/south/record.toml
=== content/zones/south/vi.md
+++
title = \"Nam\"
+++
=== content/desks/_collection.toml
title = { vi = \"Đầu mối\", en = \"Desks\" }
path = { vi = \"dau-moi\", en = \"desks\" }
contact = \"serves\"
[fields.serves]
type = \"list\"
of = \"text\"
label = { vi = \"Ngôn ngữ\", en = \"Languages\" }
[fields.mail]
type = \"email\"
label = { vi = \"Thư\", en = \"Mail\" }
=== content/desks/china/record.toml
serves = [\"zh\"]
mail = \"desk@example.vn\"
=== content/desks/china/vi.md
+++
title = \"Đầu mối Trung Quốc\"
+++
=== content/sums/_collection.toml
title = { vi = \"Số\", en = \"Sums\" }
path = { vi = \"so\", en = \"sums\" }
schema_org = \"Dataset\"
[fields.time]
type = \"period\"
label = { vi = \"Kỳ\", en = \"Time\" }
=== content/sums/year/record.toml
time = \"2022..2023\"
=== content/sums/year/vi.md
+++
title = \"Cả năm\"
+++
";
    let config = FIVE.replace("x_default =", "licence_url = \"https://l.example/by/\"\nx_default =");
    let made = files(&config).and(SITE).and(more).on_day("2024-06-03").make().sound();
    let thing = |address: &str| -> Json {
        let html = made.html(address);
        let script = between(&html, "<script type=\"application/ld+json\">", "</script>")[0];
        serde_json::from_str::<Json>(script).expect("JSON")["@graph"][0].clone()
    };
    let spot = serde_json::json!({ "@type": "GeoCoordinates", "latitude": "20.860", "longitude": "106.560" });
    assert_eq!(thing("vi/khu/north/")["geo"], spot);
    assert!(thing("vi/khu/south/").get("geo").is_none(), "nobody says where it is");
    let contact = &thing("vi/")["contactPoint"][0];
    assert_eq!(
        (&contact["email"][0], &contact["availableLanguage"][0]),
        (&"desk@example.vn".into(), &"zh-Hans".into())
    );
    assert_eq!(thing("vi/dau-moi/china/")["contactPoint"][0], *contact);
    let sums = thing("vi/so/year/");
    assert_eq!(
        (&sums["temporalCoverage"], &sums["license"]),
        (&"2022/2023".into(), &"https://l.example/by/".into())
    );
    let files = sums["distribution"].as_array().expect("files");
    assert_eq!(files.len(), 4);
    for file in files {
        let url = file["contentUrl"].as_str().expect("an address");
        let path = url.strip_prefix("https://example.vn/").expect("of this site");
        assert!(made.route(path).is_some(), "{url}");
    }
    assert!(made.html("zh/").contains("<meta http-equiv=\"content-language\" content=\"zh-Hans\">"));
}
