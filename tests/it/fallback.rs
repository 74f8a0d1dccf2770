//! Text that is missing in a language: whose is shown instead, and how readers and search engines are told.

use crate::fixture::{FIVE, Files, between, files, in_order, main_text};

/// A tea house written in Vietnamese and English only, one in Vietnamese only, and one in all five languages.
const BORROWED: &str = r#"
=== content/houses/_collection.toml
title = { vi = "Quán", en = "Houses", ja = "茶館", ko = "찻집", zh = "茶馆" }
singular = { vi = "Quán", en = "House", ja = "茶館", ko = "찻집", zh = "茶馆" }
path = { vi = "quan", en = "houses" }
date = "opened"
[outputs]
feed = true
[fields.opened]
type = "date"
label = { vi = "Mở", en = "Opened", ja = "開業", ko = "개업", zh = "开业" }
[fields.owner]
type = "text"
per_language = true
label = { vi = "Chủ", en = "Owner", ja = "店主", ko = "주인", zh = "店主" }
=== content/houses/lotus/record.toml
opened = 2020-01-01
updated = 2023-01-01
=== content/houses/lotus/vi.md
+++
title = "Sen"
summary = "Quán bên hồ."
owner = "Bà Sen"
+++
Trà ngon.
=== content/houses/lotus/en.md
+++
title = "Lotus"
summary = "A house by the lake."
+++
Good tea.
=== content/houses/moon/record.toml
opened = 2021-01-01
=== content/houses/moon/vi.md
+++
title = "Trăng"
+++
Trà đậm. Xem [](@lotus).
=== content/houses/wind.toml
[[record]]
id = "wind"
opened = 2022-01-01
title = { vi = "Gió", en = "Wind", ja = "風", ko = "바람", zh = "风" }
body = { vi = "Trà nhạt.", en = "Weak tea.", ja = "薄茶。", ko = "연한 차.", zh = "淡茶。" }
"#;

fn borrowed() -> Files {
    files(FIVE).and(BORROWED)
}

#[test]
fn a_page_that_is_not_translated_shows_the_nearest_text_at_its_own_address() {
    let page = borrowed().make().sound().html("ja/houses/lotus/");
    in_order(
        &page,
        &[
            "<html lang=\"ja\">",
            "<meta name=\"robots\" content=\"noindex\">",
            "<link rel=\"canonical\" href=\"https://example.vn/en/houses/lotus/\">",
            "<div class=\"notice\" role=\"note\">",
            "English",
            "<a href=\"../../../en/houses/lotus/\">",
            "<h1 lang=\"en\">Lotus</h1>",
            "<p class=\"lead\" lang=\"en\">A house by the lake.</p>",
            "<div class=\"prose record-body\" lang=\"en\"><p>Good tea.</p>",
        ],
    );
    assert!(!page.contains("rel=\"alternate\" hreflang"), "a borrowed page names no translations:\n{page}");
}

#[test]
fn a_chain_of_languages_is_followed_to_its_end() {
    let made = borrowed().make().sound();
    for (address, tag) in
        [("en/houses/moon/", "en"), ("ja/houses/moon/", "ja"), ("zh/houses/moon/", "zh-Hans")]
    {
        let page = made.html(address);
        in_order(
            &page,
            &[
                &format!("<html lang=\"{tag}\">"),
                "https://example.vn/vi/quan/moon/",
                "Tiếng Việt",
                "<h1 lang=\"vi\">Trăng</h1>",
            ],
        );
    }
}

#[test]
fn a_field_is_borrowed_by_itself() {
    let made = borrowed().make().sound();
    let page = made.html("en/houses/lotus/");
    in_order(&page, &["<h1>Lotus</h1>", "<th scope=\"row\">Owner</th>", "lang=\"vi\">Bà Sen</div>"]);
    assert!(!page.contains("class=\"notice\""), "one borrowed field makes no borrowed page");
    in_order(&made.html("ja/houses/lotus/"), &["<th scope=\"row\">店主</th>", "lang=\"vi\">Bà Sen</div>"]);
}

#[test]
fn the_words_around_a_borrowed_text_are_in_its_language() {
    let text = "+++\ntitle = \"Trăng\"\n+++\n> [!NOTE]\n> Trà đậm.[^a]\n\n| Trà | Giá |\n|---|---|\n| Sen | 1 |\n\n[^a]: Rất đậm.\n";
    let site = borrowed().with("content/houses/moon/vi.md", text).make().sound();
    for page in ["vi/quan/moon/", "ko/houses/moon/"] {
        let html = site.html(page);
        let words = [
            "record-body\"",
            "<p class=\"alert-title\">Ghi chú</p>",
            "aria-label=\"Bảng số liệu, cuộn ngang để xem hết\"",
            "aria-label=\"Chú thích\"",
            "Trở lại nội dung",
        ];
        in_order(&html, &words);
    }
}

#[test]
fn what_is_written_in_every_language_says_so_in_every_language() {
    let made = borrowed().make().sound();
    let mut seen = Vec::new();
    for address in
        ["vi/quan/wind/", "en/houses/wind/", "ja/houses/wind/", "ko/houses/wind/", "zh/houses/wind/"]
    {
        let page = made.html(address);
        let alternates: Vec<String> =
            between(&page, "<link rel=\"alternate\" hreflang=", ">").into_iter().map(str::to_owned).collect();
        assert_eq!(alternates.len(), 6, "{alternates:?}");
        assert!(
            alternates[5].starts_with("\"x-default\" href=\"https://example.vn/en/houses/wind/\""),
            "{alternates:?}"
        );
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"https://example.vn/{address}\">")));
        seen.push(alternates);
    }
    seen.dedup();
    assert_eq!(seen.len(), 1, "every translation names the same ones");
}

#[test]
fn the_language_switch_leads_to_the_same_record() {
    let made = borrowed().make().sound();
    for (address, depth) in [("vi/quan/moon/", "../../../"), ("ko/houses/moon/", "../../../")] {
        let page = made.html(address);
        let switch = between(&page, "<nav class=\"languages\"", "</nav>")[0];
        for target in
            ["vi/quan/moon/", "en/houses/moon/", "ja/houses/moon/", "ko/houses/moon/", "zh/houses/moon/"]
        {
            assert!(switch.contains(&format!("href=\"{depth}{target}\"")), "{target} in {switch}");
            assert!(made.route(target).is_some(), "{target}");
        }
    }
}

#[test]
fn a_link_to_a_borrowed_page_stays_in_the_readers_language() {
    let page = borrowed().make().sound().html("ja/houses/moon/");
    in_order(&page, &["lang=\"vi\"><p>Trà đậm. Xem <a href=\"../../../ja/houses/lotus/\">", "Lotus"]);
}

#[test]
fn a_borrowed_card_says_its_language() {
    let page = borrowed().make().sound().html("ja/houses/");
    in_order(&page, &["lang=\"en\"", ">Lotus</a>", "lang=\"vi\"", ">Trăng</a>", ">風</a>"]);
}

#[test]
fn borrowed_pages_are_outside_of_site_map_and_feed() {
    let made = borrowed().make().sound();
    let map = made.html("sitemap.xml");
    let addresses = between(&map, "<loc>", "</loc>");
    for there in [
        "https://example.vn/vi/quan/moon/",
        "https://example.vn/en/houses/lotus/",
        "https://example.vn/ja/houses/wind/",
    ] {
        assert!(addresses.contains(&there), "{there}: {addresses:?}");
    }
    for not in ["https://example.vn/en/houses/moon/", "https://example.vn/ja/houses/lotus/"] {
        assert!(!map.contains(not), "{not}");
    }
    let titles = |lang: &str| {
        between(&made.html(&format!("{lang}/feed.xml")), "<entry>", "</entry>")
            .iter()
            .map(|entry| between(entry, "<title>", "</title>")[0].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(titles("vi"), ["Gió", "Trăng", "Sen"]);
    assert_eq!(titles("en"), ["Wind", "Lotus"]);
    assert_eq!(titles("ja"), ["風"]);
}

#[test]
fn an_item_of_a_feed_stays_the_same_item_when_its_address_changes() {
    let before = borrowed().make().sound();
    let after =
        borrowed().with("content/houses/lotus/vi.md", "+++\ntitle = \"Sen\"\nslug = \"hoa-sen\"\n+++\n");
    let after = after.make().sound();
    let entry = |made: &crate::fixture::Made| {
        let feed = made.html("vi/feed.xml");
        let entries = between(&feed, "<entry>", "</entry>");
        let entry = entries.into_iter().find(|entry| entry.contains("<title>Sen</title>")).expect("an entry");
        (between(entry, "<id>", "</id>")[0].to_owned(), between(entry, "href=\"", "\"")[0].to_owned())
    };
    let ((id, address), (same, other)) = (entry(&before), entry(&after));
    assert_eq!(id, same);
    assert_ne!(address, other);
    assert!(id.starts_with("https://example.vn/vi/q/"), "{id}");
}

#[test]
fn a_home_page_and_a_list_are_borrowed_like_a_record() {
    let made = borrowed()
        .and(
            "
=== content/_index.vi.md
+++
title = \"Mời vào\"
summary = \"Trà và cảng.\"
+++
Chào.
=== content/houses/_index.vi.md
+++
title = \"Các quán\"
+++
Nhiều quán.
",
        )
        .make()
        .sound();
    let home = made.html("ja/");
    in_order(
        &home,
        &[
            "content=\"noindex\"",
            "rel=\"canonical\" href=\"https://example.vn/vi/\"",
            "<h1 lang=\"vi\">Mời vào</h1>",
            "<p class=\"hero-summary\" lang=\"vi\">Trà và cảng.</p>",
            "lang=\"vi\"><p>Chào.</p>",
        ],
    );
    in_order(&made.html("ko/houses/"), &["<h1 lang=\"vi\">Các quán", "lang=\"vi\"><p>Nhiều quán.</p>"]);
}

#[test]
fn drafts_are_shown_only_when_they_are_asked_for() {
    let draft = borrowed().and("\n=== content/houses/moon/record.toml\ndraft = true\n");
    let made = draft.make().sound();
    assert_eq!(made.route("vi/quan/moon/"), None);
    assert!(!made.everything().iter().any(|(_, page)| page.contains("Trăng")));
    let shown = draft.asking(|ask| ask.drafts = true).make().sound();
    in_order(&shown.html("vi/quan/moon/"), &["Trăng"]);
}

#[test]
fn a_text_that_is_a_draft_is_as_if_it_were_not_there() {
    let lotus = "+++\ntitle = \"Lotus\"\nstatus = \"draft\"\n+++\n";
    let made = borrowed().with("content/houses/lotus/en.md", lotus).make().sound();
    in_order(&made.html("en/houses/lotus/"), &["noindex", "<h1 lang=\"vi\">Sen</h1>"]);
    // A record of which every text is a draft is one itself, and no mistake.
    let moon = "+++\ntitle = \"Trăng\"\nstatus = \"draft\"\n+++\n";
    let made = borrowed().with("content/houses/moon/vi.md", moon).make().sound();
    assert!(made.route("vi/quan/moon/").is_none() && !made.codes().contains(&"no-text"), "{}", made.said());
}

#[test]
fn a_machine_translation_says_what_it_is() {
    let lotus = "+++\ntitle = \"Lotus\"\nstatus = \"machine\"\n+++\n";
    let made = borrowed().with("content/houses/lotus/en.md", lotus).make().sound();
    in_order(&made.html("en/houses/lotus/"), &["class=\"notice\"", "made by machine", "<h1>Lotus</h1>"]);
}

#[test]
fn a_record_comes_and_goes_with_the_day_of_the_edition() {
    let dated = borrowed()
        .and("\n=== content/houses/moon/record.toml\npublish_on = 2023-02-01\nexpires_on = \"2023-02\"\n");
    let there = |day: &str| dated.clone().on_day(day).make().sound().route("vi/quan/moon/").is_some();
    assert_eq!(
        ["2023-01-31", "2023-02-01", "2023-02-28", "2023-03-01"].map(there),
        [false, true, true, false],
        "from the first day named to the last, both included"
    );
}

#[test]
fn a_link_to_what_is_not_published_leads_to_its_list_and_is_reported() {
    let made = borrowed()
        .and("\n=== content/houses/lotus/record.toml\nexpires_on = 2022-12-31\n")
        .on_day("2023-01-01")
        .make()
        .sound();
    assert_eq!(made.codes(), ["withheld-record"]);
    in_order(&made.html("en/houses/moon/"), &["Xem <a href=\"../../../en/houses/\">", "Lotus", "</a>."]);
}

#[test]
fn the_edition_is_as_old_as_its_newest_change() {
    let made = borrowed().make();
    assert_eq!(made.build.site.today.iso(), "2023-01-01");
}

#[test]
fn a_collection_may_require_languages() {
    let required =
        BORROWED.replace("date = \"opened\"", "date = \"opened\"\nrequired = [\"vi\", \"en\", \"ko\"]");
    let made = files(FIVE).and(&required).make();
    let said: Vec<String> =
        made.build.diagnostics.iter().map(|found| found.message(portolan::diag::UiLang::En)).collect();
    assert_eq!(
        said,
        [
            "`lotus` has no text in 한국어, which its collection requires",
            "`moon` has no text in English, which its collection requires",
            "`moon` has no text in 한국어, which its collection requires",
        ]
    );
}

#[test]
fn a_missing_string_is_borrowed_reported_and_never_shown_as_its_key() {
    let strings = include_str!("../../i18n/ja.toml");
    let lacking: String =
        strings.lines().filter(|line| !line.starts_with("facts =")).map(|line| format!("{line}\n")).collect();
    let made = borrowed().with("i18n/ja.toml", lacking).make().sound();
    let said = made.said();
    assert!(said.starts_with("warning[missing-string]: there is no text for `facts` in `ja`\n"), "{said}");
    let page = main_text(&made.html("ja/houses/lotus/"));
    assert!(page.lines().any(|line| line == "Key facts"), "{page}");
    assert!(!page.lines().any(|line| line == "facts"), "{page}");
}

/// A collection whose fields have names in Vietnamese only.
const NAMED_ONCE: &str = r#"
=== content/houses/_collection.toml
title = { vi = "Quán", en = "Houses", ja = "茶館", ko = "찻집", zh = "茶馆" }
singular = { vi = "Quán", en = "House", ja = "茶館", ko = "찻집", zh = "茶馆" }
path = { vi = "quan", en = "houses" }
[groups.inside]
label.vi = "Bên trong"
[fields.kind]
type = "enum"
facet = true
card = true
group = "inside"
label.vi = "Loại"
[fields.kind.values.calm]
vi = "yên"
ja = "静か"
[fields.kind.values.loud]
vi = "ồn"
ja = "賑やか"
[fields.prices]
type = "table"
label.vi = "Giá"
[fields.prices.columns.cups]
type = "integer"
label.vi = "Số tách"
=== content/houses/lotus/record.toml
kind = "calm"
prices = [{ cups = 2 }]
=== content/houses/lotus/vi.md
+++
title = "Sen"
+++
Trà.
=== content/houses/lotus/ja.md
+++
title = "蓮"
+++
茶。
=== content/houses/moon/record.toml
kind = "loud"
=== content/houses/moon/vi.md
+++
title = "Trăng"
+++
Trà.
"#;

#[test]
fn a_name_of_a_field_that_is_borrowed_says_in_which_language_it_is() {
    let made = files(FIVE).and(NAMED_ONCE).make().sound();
    in_order(
        &made.html("ja/houses/lotus/"),
        &[
            "colspan=\"2\" lang=\"vi\">Bên trong</th>",
            "<th scope=\"row\" lang=\"vi\">Loại</th>",
            ">静か<",
            "<h2 lang=\"vi\">Giá</h2>",
            "<th scope=\"col\" class=\"num\" lang=\"vi\">Số tách</th>",
        ],
    );
    let list = made.html("ja/houses/");
    in_order(&list, &["<summary><span lang=\"vi\">Loại</span>", "<dt lang=\"vi\">Loại</dt>"]);
    let narrowed = made.html("ja/houses/kind/calm/");
    in_order(&narrowed, &["<span lang=\"vi\">Loại</span> <bdi>静か</bdi>"]);
    let own = made.html("vi/quan/lotus/");
    assert!(!own.contains("lang=\"vi\">Loại"), "{own}");
}

#[test]
fn one_language_alone_can_be_made() {
    let made = borrowed().asking(|ask| ask.lang = Some("ja".to_owned())).make().sound();
    assert!(
        made.addresses().iter().all(|path| {
            let is_shared = ["q/", "data/"].iter().any(|shared| path.starts_with(shared));
            path.starts_with("ja/") || is_shared || !path.contains('/')
        }),
        "{:?}",
        made.addresses()
    );
    let page = made.html("ja/houses/wind/");
    assert!(!page.contains("/en/houses/"), "nothing leads to pages that are not made:\n{page}");
    for (address, page) in made.everything() {
        assert!(
            !page.contains("href=\"../../../en/") && !page.contains("href=\"../../en/"),
            "{address}\n{page}"
        );
    }
}
