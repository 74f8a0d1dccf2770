//! Pages: what stands on them, where they lead, and that nothing an author writes becomes markup.

use std::collections::BTreeSet;

use crate::fixture::{FIVE, Files, Made, TWO, between, files, in_order, main_text};

/// Five berths on pages of two, with filters, a menu, a home page and former addresses.
const PORT: &str = r##"
=== content/_index.vi.md
+++
title = "Cảng nước sâu"
summary = "Năm bến."
+++
Chào mừng.
=== content/_index.en.md
+++
title = "A deep-water port"
summary = "Five berths."
+++
Welcome. See [](@@berths) and [the north berth](@north).
=== content/berths/_collection.toml
title = { vi = "Cầu cảng", en = "Berths" }
singular = { vi = "Cầu cảng", en = "Berth" }
path = { vi = "cau-cang", en = "berths" }
order = ["weight", "title"]
page_size = 2
menu = 1
schema_org = "Place"
[fields.length]
type = "distance"
unit = "m"
card = true
label = { vi = "Chiều dài", en = "Length" }
[fields.use]
type = "enum"
facet = true
label = { vi = "Công dụng", en = "Use" }
values.container = { vi = "Công-te-nơ", en = "Containers" }
values.bulk = { vi = "Hàng rời", en = "Bulk" }
=== content/berths/all.toml
[[record]]
id = "north"
weight = 1
featured = true
length = 400
use = "container"
as_of = "2023-06"
source = "Port authority"
aliases = ["/vi/ben-cu", "/en/old/berth.html"]
title = { vi = "Bắc", en = "North" }
summary = { vi = "Dài nhất.", en = "The longest." }
[[record]]
id = "east"
weight = 2
use = "container"
title = { vi = "Đông", en = "East" }
[[record]]
id = "south"
weight = 3
use = "bulk"
title = { vi = "Nam", en = "South" }
slug.vi = "phia-nam"
[[record]]
id = "west"
weight = 4
use = "container"
title = { vi = "Tây", en = "West" }
[[record]]
id = "centre"
weight = 5
title = { vi = "Giữa", en = "Centre" }
=== content/questions/_collection.toml
title = { vi = "Hỏi đáp", en = "Questions" }
singular = { vi = "Câu hỏi", en = "Question" }
path = { vi = "hoi-dap", en = "questions" }
pages = false
page_size = 1
menu = 2
schema_org = "FAQPage"
=== content/questions/all.toml
[[record]]
id = "q-depth"
title = { vi = "Sâu bao nhiêu?", en = "How deep?" }
body = { vi = "15 m.", en = "15 m, see [the other](@q-fees)." }
[[record]]
id = "q-fees"
title = { vi = "Phí?", en = "What fees?" }
body = { vi = "Không.", en = "None." }
"##;

fn port() -> Files {
    let home = "\n[[home.figure]]\nfact = \"north#length\"\n[[home.section]]\ncollection = \"berths\"\nlimit = 2\nlayout = \"cards\"\n\
                [[home.section]]\ncollection = \"berths\"\nfeatured = true\nlayout = \"list\"\n";
    files(&(TWO.trim_end().to_owned() + home)).and(PORT)
}

#[test]
fn the_home_page_shows_its_text_its_figures_and_excerpts() {
    let page = port().make().sound().html("en/");
    in_order(
        &main_text(&page),
        &[
            "A deep-water port",
            "Five berths.",
            "Key figures",
            "Length",
            "400 m",
            "North",
            "As of June 2023",
            "Welcome. See Berths and the north berth.",
            "Berths",
            "See all",
            "North",
            "The longest.",
            "400 m",
            "East",
            "Berths",
            "See all",
            "North",
        ],
    );
    in_order(
        &page,
        &["hreflang=\"x-default\" href=\"https://example.vn/\"", "\"@type\":\"GovernmentOrganization\""],
    );
}

#[test]
fn a_list_has_pages_that_lead_to_each_other() {
    let made = port().make().sound();
    let first = made.html("en/berths/");
    in_order(
        &first,
        &["<title>Berths | Port</title>", "hreflang=\"vi\" href=\"https://example.vn/vi/cau-cang/\""],
    );
    in_order(
        &first,
        &[
            "North",
            "East",
            "aria-current=\"page\"><span class=\"visually-hidden\">Page 1</span>",
            "href=\"../../en/berths/page-2/\"",
            "rel=\"next\" href=\"../../en/berths/page-2/\"",
        ],
    );
    assert!(!main_text(&first).contains("South"));
    let last = made.html("en/berths/page-3/");
    in_order(
        &last,
        &["<title>Berths – page 3 | Port</title>", "href=\"https://example.vn/en/berths/page-3/\"", "Centre"],
    );
    in_order(&last, &["rel=\"prev\" href=\"../../../en/berths/page-2/\""]);
    assert!(!last.contains("rel=\"next\"") && made.route("en/berths/page-4/").is_none());
}

#[test]
fn a_filtered_list_has_pages_of_its_own_and_a_way_back() {
    let made = port().make().sound();
    let page = made.html("en/berths/use/container/");
    in_order(
        &main_text(&page),
        &[
            "Home",
            "Berths",
            "Containers",
            "Use",
            "Containers",
            "Bulk",
            "Clear filter",
            "3 entries",
            "North",
            "East",
        ],
    );
    in_order(
        &page,
        &[
            "href=\"../../../../en/berths/\" aria-current=\"true\"",
            "href=\"../../../../en/berths/use/bulk/\"",
        ],
    );
    in_order(&main_text(&made.html("vi/cau-cang/cong-dung/container/page-2/")), &["Công-te-nơ", "Tây"]);
}

#[test]
fn records_without_pages_stand_whole_on_their_list() {
    let made = port().make().sound();
    assert!(made.addresses().iter().all(|path| !path.contains("q-depth")));
    let page = made.html("en/questions/");
    // The other question stands on the second page of the list.
    in_order(
        &page,
        &[
            "id=\"q-depth\"",
            "How deep?",
            "15 m, see <a href=\"../../en/questions/page-2/#q-fees\">the other</a>.",
        ],
    );
    in_order(&made.html("en/questions/page-2/"), &["id=\"q-fees\"", "None."]);
    let data = json_ld(&page);
    assert_eq!(data["@graph"][0]["mainEntity"][0]["name"], "How deep?");
}

fn json_ld(page: &str) -> serde_json::Value {
    let script = between(page, "<script type=\"application/ld+json\">", "</script>");
    serde_json::from_str(script[0]).unwrap_or_else(|error| panic!("{error}: {}", script[0]))
}

#[test]
fn breadcrumbs_lead_home_and_are_told_to_search_engines() {
    let page = port().make().sound().html("vi/cau-cang/phia-nam/");
    in_order(
        &page,
        &[
            "<li><a href=\"../../../vi/\">Trang chủ</a></li>",
            "<li><a href=\"../../../vi/cau-cang/\">Cầu cảng</a></li>",
            "<li><span aria-current=\"page\">Nam</span></li>",
        ],
    );
    let data = json_ld(&page);
    let graph = data["@graph"].as_array().expect("a list of things");
    assert_eq!(graph[0]["@type"], "Place");
    let trail: Vec<_> = graph[1]["itemListElement"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| step["item"].as_str())
        .collect();
    assert_eq!(
        trail,
        [
            Some("https://example.vn/vi/"),
            Some("https://example.vn/vi/cau-cang/"),
            Some("https://example.vn/vi/cau-cang/phia-nam/")
        ]
    );
}

#[test]
fn a_former_address_leads_to_the_page() {
    let made = port().make().sound();
    let redirects = portolan::feed::redirects(&made.build.site);
    let names: Vec<&str> = redirects.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names, ["vi/ben-cu/index.html", "en/old/berth.html"]);
    in_order(
        &redirects[0].1,
        &[
            "<html lang=\"vi\">",
            "<meta name=\"viewport\" content=\"width=device-width\">",
            "noindex",
            "href=\"https://example.vn/vi/cau-cang/north/\"",
            "url=../../vi/cau-cang/north/\"",
            "<a href=\"../../vi/cau-cang/north/\">https:/<wbr>/<wbr>example.vn/<wbr>vi/",
        ],
    );
    in_order(&redirects[1].1, &["<html lang=\"en\">", "url=../../en/berths/north/\""]);
}

#[test]
fn the_page_that_is_not_there_works_at_any_depth() {
    let made = port().asking(|ask| ask.base_url = Some("https://example.vn/xtdt/".to_owned())).make().sound();
    let page = made.html("vi/404.html");
    in_order(
        &page,
        &[
            "content=\"noindex\"",
            "href=\"/xtdt/assets/css/site.",
            "href=\"/xtdt/vi/\"",
            "href=\"/xtdt/vi/cau-cang/\"",
        ],
    );
    assert!(!page.contains("href=\"../"), "{page}");
    in_order(&made.html("vi/"), &["href=\"https://example.vn/xtdt/vi/\"", "href=\"../assets/css/site."]);
}

#[test]
fn the_root_offers_every_language() {
    let page = port().make().sound().html("");
    in_order(
        &page,
        &[
            "<link rel=\"canonical\" href=\"https://example.vn/\">",
            "x-default\" href=\"https://example.vn/\"",
        ],
    );
    in_order(
        &page,
        &["href=\"vi/\" lang=\"vi\"", "Tiếng Việt", "Cảng", "href=\"en/\" lang=\"en\"", "English", "Port"],
    );
}

#[test]
fn x_default_is_the_language_that_the_site_names_else_the_first() {
    let made = port().make().sound();
    in_order(
        &made.html("en/berths/east/"),
        &["hreflang=\"x-default\" href=\"https://example.vn/vi/cau-cang/east/\""],
    );
    let named = TWO.replace("[site]", "[site]\nx_default = \"en\"");
    let made = files(&named).and(PORT).make().sound();
    in_order(
        &made.html("vi/cau-cang/east/"),
        &["hreflang=\"x-default\" href=\"https://example.vn/en/berths/east/\""],
    );
}

/// Every address that a page leads to, as written.
fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    for attribute in [" href=\"", " src=\""] {
        links.extend(between(page, attribute, "\"").into_iter().map(|link| link.replace("&amp;", "&")));
    }
    links.extend(
        between(page, "srcset=\"", "\"")
            .iter()
            .flat_map(|set| set.split(", "))
            .map(|part| part.split(' ').next().unwrap_or_default().to_owned()),
    );
    links
}

/// Where a relative link leads from a page, below the site's root.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop().unwrap_or_else(|| panic!("`{link}` leads out of the site from `{page}`"));
            }
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Follows every relative link of every page; each must lead to a page with its anchor, an asset, or a file.
#[track_caller]
fn follow_all(made: &Made) {
    let pages = made.everything();
    let file = |path: &str| {
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    };
    let mut there: BTreeSet<String> = pages.iter().map(|(path, _)| file(path)).collect();
    there.extend(made.build.theme.assets.values().map(|asset| asset.path.clone()));
    there.extend(made.build.media.files().flat_map(|(_, _, files)| files.into_iter().map(|(_, name)| name)));
    let site = &made.build.site;
    let codes = site.content.records.keys().flat_map(|record| site.code_files(record));
    there.extend(codes.map(|file| file.path(site)));
    let attachments = made
        .build
        .snapshot
        .below("content/")
        .map(|(path, _)| portolan::view::attachment(path).replace(' ', "%20"));
    there.extend(attachments);
    let mut dead = Vec::new();
    for (path, page) in pages.iter().filter(|(_, page)| page.starts_with("<!doctype html>")) {
        for link in links(page) {
            let elsewhere = ["https://", "http://", "mailto:", "tel:", "#", "/", "data:"]
                .iter()
                .any(|start| link.starts_with(start));
            if elsewhere {
                continue;
            }
            let (address, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = resolve(&file(path), address);
            if !there.contains(&file(&target)) {
                dead.push(format!("{path}: {link}"));
            } else if !anchor.is_empty() {
                let (_, page) =
                    pages.iter().find(|(path, _)| file(path) == file(&target)).expect("anchors are on pages");
                if !page.contains(&format!("id=\"{anchor}\"")) {
                    dead.push(format!("{path}: {link} (no such anchor)"));
                }
            }
        }
    }
    assert!(dead.is_empty(), "these lead nowhere:\n{}", dead.join("\n"));
}

#[test]
fn every_link_leads_somewhere_from_every_depth() {
    follow_all(&port().make().sound());
}

#[test]
fn for_a_disk_every_link_names_its_file() {
    let made = port().asking(|ask| ask.offline = true).make().sound();
    let page = made.html("en/questions/");
    in_order(&page, &["href=\"../../en/questions/page-2/index.html#q-fees\""]);
    for (path, page) in made.everything().iter().filter(|(_, page)| page.starts_with("<!doctype html>")) {
        for link in links(page) {
            let outside = link.starts_with("https://") || link.starts_with('#');
            let whole =
                link.split('#').next().is_some_and(|address| !address.is_empty() && !address.ends_with('/'));
            assert!(outside || whole, "{path}: {link}");
            assert!(!link.starts_with('/'), "{path}: {link}");
        }
    }
    follow_all(&made);
}

#[test]
fn a_collection_without_a_list_is_never_linked_to_as_one() {
    let text = PORT.replace("page_size = 2\n", "page_size = 2\noutputs.list = false\n");
    let made = files(TWO).and(&text.replace("[](@@berths)", "[](@north)")).make().sound();
    assert!(made.route("en/berths/").is_none());
    follow_all(&made);
}

#[test]
fn a_file_is_linked_by_a_name_that_browsers_understand() {
    let made = files(TWO)
        .and(PORT)
        .and("\n=== content/berths/pier/record.toml\n=== content/berths/pier/vi.md\n+++\ntitle = \"Bến\"\n+++\nXem [bản vẽ](<50% #1.pdf>).\n=== content/berths/pier/50% #1.pdf\n%PDF\n")
        .make()
        .sound();
    in_order(
        &made.html("vi/cau-cang/pier/"),
        &["<a href=\"../../../files/berths/pier/50%25%20%231.pdf\">bản vẽ</a>"],
    );
}

#[test]
fn a_cover_that_is_drawn_says_so_on_its_page_and_on_its_card() {
    let draw = |illustration: &str| {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"90\"><rect width=\"9\" height=\"9\"/></svg>";
        files(FIVE)
            .and(PORT)
            .with(
                "content/berths/pier/record.toml",
                format!("image = \"cover.svg\"\nfeatured = true\n{illustration}"),
            )
            .with(
                "content/berths/pier/vi.md",
                "+++\ntitle = \"Bến\"\nalt = { \"cover.svg\" = \"Bến\" }\n+++\n",
            )
            .with("content/berths/pier/cover.svg", svg)
            .make()
            .sound()
    };
    let made = draw("illustration = true\n");
    for (lang, path, caption) in [
        ("vi", "vi/cau-cang/", "Hình minh họa, không phải ảnh chụp"),
        ("en", "en/berths/", "Illustration, not a photograph"),
        ("ja", "ja/berths/", "イラスト（実際の写真ではありません）"),
        ("ko", "ko/berths/", "삽화(실제 사진이 아님)"),
        ("zh", "zh/berths/", "插图，非实景照片"),
    ] {
        let page = made.html(&format!("{path}pier/"));
        in_order(&page, &["<figure class=\"cover\">", &format!("<figcaption>{caption}</figcaption>")]);
        let lists = [
            path.to_owned(),
            format!("{path}page-2/"),
            format!("{path}page-3/"),
            format!("{path}2/"),
            format!("{path}3/"),
        ];
        let shown = lists.iter().filter(|list| made.route(list).is_some());
        let note = format!("<p class=\"card-picture-note\">{caption}</p>");
        assert!(shown.map(|list| made.html(list)).any(|html| html.contains(&note)), "{lang}");
    }
    let photograph = draw("");
    let page = photograph.html("en/berths/pier/");
    assert!(!between(&page, "<figure class=\"cover\">", "</figure>")[0].contains("<figcaption>"), "{page}");
}

#[test]
fn a_fact_of_another_date_or_source_says_so_wherever_it_is_shown_and_an_old_one_its_age() {
    let site = FIVE.replacen("x_default", "stale_after = \"3y\"\nbuild_date = 2026-11-20\nx_default", 1);
    let home = "[[home.figure]]\nfact = \"old#length\"\n[[home.figure]]\nfact = \"north#length\"\nlabel = { vi = \"Bắc\", en = \"North\", ja = \"北\", ko = \"북\", zh = \"北\" }\n";
    let site = site.replacen("[[language]]", &format!("{home}[[language]]"), 1);
    let record = "length = { value = 120, as_of = 2017-09-24, source = \"Old list\" }\nfeatured = true\nas_of = \"2026-06\"\nsource = \"Port authority\"\n";
    let made = files(&site)
        .and(PORT)
        .with("content/berths/old/record.toml", record)
        .with("content/berths/old/vi.md", "+++\ntitle = \"Bến cũ\"\n+++\n")
        .make()
        .sound();
    let card = |path: &str, title: &str| {
        let html = made.html(path);
        let cards = between(&html, "<article class=\"card", "</article>");
        cards.into_iter().find(|card| card.contains(title)).unwrap_or_default().to_owned()
    };
    let lists = |path: &str| {
        let pages = ["", "page-2/", "page-3/", "2/", "3/"].map(|page| format!("{path}{page}"));
        pages
            .iter()
            .filter(|page| made.route(page).is_some())
            .map(|page| card(page, "Bến cũ"))
            .collect::<String>()
    };
    in_order(
        &lists("en/berths/"),
        &["is-stale", "120", "As of 24 September 2017", "9 years old", "Source: ", "Old list"],
    );
    in_order(&lists("vi/cau-cang/"), &["is-stale", "120", "24/9/2017", "số liệu cách đây 9 năm", "Old list"]);
    in_order(&lists("ja/berths/"), &["is-stale", "9年前の数値"]);
    in_order(&lists("ko/berths/"), &["is-stale", "9년 전 수치"]);
    in_order(&lists("zh/berths/"), &["is-stale", "9年前的数据"]);
    // Of the record's own date and source nothing is repeated; one of June 2023 is three years and four months old.
    let home = made.html("en/");
    let tiles = between(&home, "<li class=\"figure-tile\">", "</li>");
    in_order(tiles[0], &["Length", "is-stale", "120", "9 years old", "Source: ", "Old list"]);
    in_order(
        tiles[1],
        &["North", "is-stale", "400", "As of June 2023", "3 years old", "Source: ", "Port authority"],
    );
    let fresh = files(&site.replace("3y", "4y")).and(PORT).with("content/berths/old/record.toml", record);
    let fresh =
        fresh.with("content/berths/old/vi.md", "+++\ntitle = \"Bến cũ\"\n+++\n").make().sound().html("en/");
    assert_eq!(fresh.matches("is-stale").count(), 1, "{fresh}");
}

#[test]
fn a_note_after_a_figure_is_never_read_as_one_of_its_digits() {
    let made = files(TWO)
        .and(PORT)
        .and("\n=== content/berths/pier/vi.md\n+++\ntitle = \"Bến\"\n+++\nDài 21[^1] m.\n\n[^1]: Đo năm 2023.\n")
        .with(
            "content/berths/_collection.toml",
            between(PORT, "=== content/berths/_collection.toml\n", "===")[0].to_owned()
                + "[fields.depth]\ntype = \"decimal\"\nlabel = { vi = \"Sâu\", en = \"Depth\" }\n",
        )
        .with(
            "content/berths/pier/record.toml",
            "length = { value = 21, source = \"A\" }\ndepth = { value = 12, source = \"A\" }\n",
        )
        .make()
        .sound();
    let html = made.html("vi/cau-cang/pier/");
    let text = main_text(&html).replace('\u{a0}', " ");
    assert!(text.contains("21 m [1]") && text.contains("12 [1]"), "{text}");
    in_order(&html, &["<p>Dài 21<sup class=\"footnote-ref\">", ">[1]</a></sup> m.</p>"]);
}

const DESKS: &str = r#"
=== content/help/_collection.toml
title = { vi = "Hỗ trợ", en = "Help", ja = "窓口", ko = "도움", zh = "帮助" }
singular = { vi = "Hỗ trợ", en = "Help", ja = "窓口", ko = "도움", zh = "帮助" }
path = { vi = "ho-tro", en = "help" }
order = ["weight"]
contact = "speaks"
[fields.speaks]
type = "list"
of = "text"
hidden = true
label = { vi = "Ngôn ngữ", en = "Languages", ja = "言語", ko = "언어", zh = "语言" }
[fields.phone]
type = "phone"
label = { vi = "Điện thoại", en = "Telephone", ja = "電話", ko = "전화", zh = "电话" }
=== content/help/all.toml
[[record]]
id = "help-japan"
weight = 2
speaks = ["ja"]
phone = "+81312345678"
title = { vi = "Bàn Nhật", en = "Japan desk", ja = "日本窓口", ko = "일본", zh = "日本" }
[[record]]
id = "help-all"
weight = 1
speaks = ["vi", "en"]
phone = "+842253842894"
title = { vi = "Bàn chung", en = "General desk", ja = "総合", ko = "종합", zh = "综合" }
"#;

#[test]
fn readers_are_sent_to_the_desk_of_their_language() {
    let made = files(FIVE).and(PORT).and(DESKS).make().sound();
    in_order(&made.html("ja/berths/north/"), &["class=\"contact\"", "日本窓口", "+81312345678"]);
    in_order(&made.html("en/berths/north/"), &["class=\"contact\"", "General desk", "+842253842894"]);
    // Nobody serves Korean: the first desk of the list does.
    in_order(&made.html("ko/berths/north/"), &["class=\"contact\"", "종합"]);
    assert!(!made.html("en/help/help-all/").contains("class=\"contact\""), "a desk does not name itself");
}

#[test]
fn a_records_own_desk_answers_in_every_language_that_it_speaks() {
    let own = r#"
=== content/docks/_collection.toml
title = { vi = "Ụ tàu", en = "Docks", ja = "ドック", ko = "선거", zh = "船坞" }
singular = { vi = "Ụ tàu", en = "Dock", ja = "ドック", ko = "선거", zh = "船坞" }
path = { vi = "u-tau", en = "docks" }
[fields.ask]
type = "list"
of = "ref"
to = "help"
hidden = true
label = { vi = "Đầu mối", en = "Contact", ja = "窓口", ko = "문의처", zh = "窗口" }
=== content/docks/all.toml
[[record]]
id = "dock"
ask = ["help-port"]
title = { vi = "Ụ số 1", en = "Dock 1", ja = "第1ドック", ko = "제1선거", zh = "一号船坞" }
=== content/help/port.toml
[[record]]
id = "help-port"
weight = 3
speaks = ["en", "zh"]
title = { vi = "Bàn cảng", en = "Port desk", ja = "港窓口", ko = "항만", zh = "港口" }
"#;
    let made = files(FIVE).and(PORT).and(DESKS).and(own).make().sound();
    let desks = |path: &str| {
        let html = made.html(path);
        let names = html.split("contact-name\">").skip(1);
        let text = |name: &str| {
            name.split_once('>').and_then(|(_, name)| name.split_once('<')).expect("a link").0.to_owned()
        };
        names.map(text).collect::<Vec<_>>()
    };
    // Its own desk speaks English and Chinese, and another is the first that does.
    assert_eq!(desks("en/docks/dock/"), ["Port desk"]);
    assert_eq!(desks("zh/docks/dock/"), ["港口"]);
    assert_eq!(desks("ja/docks/dock/"), ["港窓口", "日本窓口"]);
    assert_eq!(desks("vi/u-tau/dock/"), ["Bàn cảng", "Bàn chung"]);
    // Nobody else answers in Korean.
    assert_eq!(desks("ko/docks/dock/"), ["항만"]);
}

/// What an attacker, or a careless author, would write wherever text can be written.
const HOSTILE: &str =
    "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}&amp;";

/// A site with the hostile text in every place that takes one.
fn hostile() -> Made {
    let toml = HOSTILE.replace('\\', "\\\\").replace('"', "\\\"");
    let markdown = HOSTILE.replace('{', "\\{");
    let site = r##"
=== portolan.toml
[site]
base_url = "https://example.vn"
name.en = "NAME-X"
tagline.en = "TAGLINE-X"
notice.en = "NOTICE-X"
organisation = "owner"
[[language]]
code = "en"
tag = "en"
name = "LANGUAGE-X"
og_locale = "OG-X"
[[language]]
code = "de"
tag = "de"
name = "GERMAN-X"
fallback = ["en"]
[[home.figure]]
fact = "a#area"
[[home.section]]
collection = "things"
[[home.section]]
collection = "things"
layout = "list"
[[home.section]]
collection = "things"
layout = "LAYOUT-X"
=== content/_data/organisations.toml
[[entry]]
id = "owner"
name.en = "OWNER-X"
url = "https://owner.example/\"'><img/src=x/onerror=alert(2)></script><script>alert(1)</script>"
=== content/_data/kinds.toml
[vocabulary]
title.en = "KINDS-X"
path.en = "kinds"
pages = true
[[entry]]
id = "kind"
name.en = "KIND-X"
=== content/_index.en.md
+++
title = "HOME-X"
summary = "MARK-X"
+++
MARK-X
=== content/things/_collection.toml
title.en = "TITLE-X"
singular.en = "SINGULAR-X"
path.en = "things"
schema_org = "Event"
date = "day"
menu = 1
template = "TEMPLATE-X"
outputs.feed = true
groups.group.label.en = "GROUP-X"
[fields.day]
type = "date"
label.en = "DAY-X"
[fields.area]
type = "area"
group = "group"
card = true
facet = ["1"]
label.en = "AREA-X"
[fields.cost]
type = "money"
label.en = "COST-X"
[fields.kind]
type = "term"
vocabulary = "kinds"
facet = true
label.en = "KIND-LABEL-X"
[fields.choice]
type = "enum"
facet = true
card = true
label.en = "CHOICE-LABEL-X"
values."KEY-X".en = "CHOICE-X"
[fields.other]
type = "ref"
facet = true
label.en = "REF-X"
[fields.web]
type = "url"
label.en = "WEB-X"
[fields.mail]
type = "email"
label.en = "MAIL-X"
[fields.paper]
type = "file"
label.en = "FILE-X"
[fields.plan]
type = "image"
label.en = "IMAGE-X"
[fields.words]
type = "text"
card = true
label.en = "WORDS-X"
[fields.own]
type = "text"
per_language = true
card = true
label.en = "OWN-X"
[fields.long]
type = "markdown"
per_language = true
label.en = "LONG-X"
[fields.rows]
type = "table"
label.en = "ROWS-X"
columns.name = { type = "text", label.en = "COLUMN-X" }
columns.size = { type = "area", label.en = "SIZE-X" }
=== content/things/a/record.toml
day = 2023-01-01
area = { value = 5, note.en = "NOTE-X", source = "SOURCE-X", as_of = 2023 }
cost = { value = 5, currency = "CURRENCY-X" }
kind = "kind"
choice = "KEY-X"
other = "b"
web = "https://example.com/\"'><img"
mail = "a'b@example.com"
paper = { path = "a'&lt;b.pdf", title.en = "PAPER-X" }
plan = "plan.svg"
image = "plan.svg"
words = "WORD-X"
rows = [{ name = "CELL-X", size = 5 }]
source = "ORIGIN-X"
as_of = 2022
former = [{ name.en = "FORMER-X", until = "2020" }]
aliases = ["/old/it's/"]
=== content/things/a/a'&lt;b.pdf
%PDF
=== content/things/a/plan.svg
<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>
=== content/things/a/en.md
+++
title = "RECORD-X"
summary = "MARK-X"
own = "OWN-TEXT-X"
long = "MARK-X"
alt = { "plan.svg" = "ALT-X" }
+++
## MARK-X {#h1}

## MARK-X {#h2}

## MARK-X {#h3}

MARK-X

[](@b) [MARK-X](@b "LINK-TITLE") {{ fact words }} ![ALT](plan.svg "CAPTION")

{{ figure plan.svg "CAPTION" }}

{{ chart rows }}

```rust
MARK-X
```
=== content/things/b/record.toml
=== content/things/b/en.md
+++
title = "RECORD-X"
+++
=== content/faq/_collection.toml
title.en = "FAQ-X"
singular.en = "FAQ-X"
path.en = "faq"
schema_org = "FAQPage"
pages = false
group = "topic"
fields.topic = { type = "text", label.en = "TOPIC-LABEL-X" }
=== content/faq/all.toml
[[record]]
id = "q"
topic = "TOPIC-X"
title.en = "QUESTION-X"
body.en = "MARK-X"
"##;
    let mut text = String::new();
    for line in site.lines() {
        // The mark that each place has of its own stays before the hostile text.
        let line = if line.contains("MARK-X") && !line.contains(" = \"") {
            line.replace("MARK-X", &format!("MARK-{markdown}"))
        } else {
            line.replace("MARK-X", &format!("MARK-{}", toml.replace('{', "\\\\{")))
                .replace("-X", &format!("-{toml}"))
        };
        text.push('\n');
        text.push_str(&line);
    }
    files(&text).make()
}

/// Every element of a page that was not meant, and every place where an attribute was broken out of.
fn harm(page: &str) -> Vec<String> {
    let mut harm = Vec::new();
    for script in between(page, "<script", "</script>") {
        let own = script.ends_with(" defer>") || script.ends_with(".js\">");
        let good =
            script.starts_with(" src=\"") && own || script.starts_with(" type=\"application/ld+json\">{");
        if !good {
            harm.push(format!("<script{script}"));
        }
    }
    for tag in between(page, "<", ">").iter().filter(|tag| tag.contains("onerror") || tag.contains("alert("))
    {
        // Inside of a quoted attribute it is only text.
        let outside: String = tag.split('"').step_by(2).collect();
        if outside.contains("onerror") || outside.contains("alert(") {
            harm.push(format!("<{tag}>"));
        }
    }
    for tag in ["<img src=x", "<b>.pdf", "javascript:"] {
        if page.contains(tag) {
            harm.push(tag.to_owned());
        }
    }
    if page.contains("49") && page.contains("7*7") && page.contains("-49") {
        harm.push("a template ran what an author wrote".to_owned());
    }
    harm
}

#[test]
fn nothing_that_an_author_writes_becomes_markup() {
    let made = hostile();
    let errors: Vec<String> = made
        .build
        .diagnostics
        .iter()
        .filter(|found| found.severity == portolan::diag::Severity::Error)
        .map(|found| made.terminal(found, portolan::diag::UiLang::En))
        .collect();
    assert!(errors.is_empty(), "\n{}", errors.join("\n\n"));
    let pages = made.everything();
    let mut wrong = Vec::new();
    // A table, a card and an appointment are no markup.
    let is_markup = |path: &str| ![".csv", ".vcf", ".ics"].iter().any(|end| path.ends_with(end));
    for (path, page) in pages.iter().filter(|(path, _)| is_markup(path)) {
        wrong.extend(harm(page).into_iter().map(|harm| format!("{path}: {harm}")));
        if page.contains("application/ld+json") {
            json_ld(page);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // The text did reach the pages.
    let all: String = pages.into_iter().map(|(_, page)| page).collect();
    for mark in [
        "NAME",
        "TAGLINE",
        "NOTICE",
        "LANGUAGE",
        "OWNER",
        "KINDS",
        "KIND",
        "HOME",
        "TITLE",
        "SINGULAR",
        "GROUP",
        "DAY",
        "AREA",
        "COST",
        "KIND-LABEL",
        "CHOICE",
        "CHOICE-LABEL",
        "REF",
        "FILE",
        "PAPER",
        "WORDS",
        "WORD",
        "OWN-TEXT",
        "LONG",
        "COLUMN",
        "CELL",
        "NOTE",
        "SOURCE",
        "ORIGIN",
        "FORMER",
        "ALT",
        "RECORD",
        "FAQ",
        "TOPIC",
        "QUESTION",
        "CURRENCY",
    ] {
        assert!(all.contains(&format!("{mark}-&lt;/script&gt;")), "`{mark}` is not shown, or not as text");
    }
}

#[test]
fn a_title_cannot_end_the_script_that_describes_it() {
    let page = hostile().html("en/things/a/");
    let script = between(&page, "<script type=\"application/ld+json\">", "</script>")[0];
    assert!(!script.contains('<'), "{script}");
    let data = json_ld(&page);
    assert_eq!(data["@graph"][0]["name"], format!("RECORD-{HOSTILE}"));
}

/// Addresses of the site itself as people copy them, of pages, former pages and files.
fn own_addresses() -> Files {
    files(TWO).and(PORT).and(
        "
=== content/berths/pier/record.toml
aliases = [\"/vi/cu/\"]
=== content/berths/pier/plan.pdf
%PDF
=== content/berths/pier/vi.md
+++
title = \"Bến\"
+++
[a](https://example.vn/en/berths/pier/#x) [b](http://EXAMPLE.VN/vi/cu/) [c](https://example.vn)
[d](https://example.vn/vi/cau-cang/pier?q=1) [e](https://example.vn/files/berths/pier/plan.pdf#page=2)
[f](https://example.vn/vi/index.html) <a href=\"https://example.vn/vi/cau-cang/pier/?a=1&amp;b=2#x\">f</a> [g](https://example.vn.org/vi/) [](https://example.vn/vi/cau-cang/pier/)

## X
",
    )
}

#[test]
fn a_link_to_the_site_by_its_whole_address_leads_there_wherever_it_is_published() {
    let page = own_addresses().make().sound().html("vi/cau-cang/pier/");
    in_order(
        &page,
        &[
            "<a href=\"../../../en/berths/pier/#x\">a</a>",
            "<a href=\"../../../vi/cau-cang/pier/\">b</a>",
            "<a href=\"../../../\">c</a>",
            "<a href=\"../../../vi/cau-cang/pier/?q=1\">d</a>",
            "<a href=\"../../../files/berths/pier/plan.pdf#page=2\">e</a>",
            "<a href=\"../../../vi/\">f</a>",
            "<a href=\"../../../vi/cau-cang/pier/?a=1&amp;b=2#x\" rel=\"noopener\">f</a>",
            "<a href=\"https://example.vn.org/vi/\" rel=\"noopener\">g</a>",
            "<a href=\"../../../vi/cau-cang/pier/\">Bến</a>",
        ],
    );
    let made = own_addresses()
        .asking(|ask| ask.base_url = Some("https://other.example/xtdt".to_owned()))
        .make()
        .sound();
    in_order(&made.html("vi/cau-cang/pier/"), &["<a href=\"../../../en/berths/pier/#x\">a</a>"]);
    let made = own_addresses().asking(|ask| ask.offline = true).make().sound();
    in_order(
        &made.html("vi/cau-cang/pier/"),
        &["<a href=\"../../../en/berths/pier/index.html#x\">a</a>", "<a href=\"../../../index.html\">c</a>"],
    );
    let attached: Vec<_> = made.build.attachments().into_keys().map(|path| path.to_string()).collect();
    assert!(attached.contains(&"content/berths/pier/plan.pdf".to_owned()), "{attached:?}");
}

#[test]
fn an_address_of_the_site_itself_in_a_field_works_offline_too() {
    let site = || {
        files(TWO).and(PORT).and(
            "
=== content/quays/_collection.toml
title = { vi = \"Bến\", en = \"Quays\" }
singular = { vi = \"Bến\", en = \"Quay\" }
path = { vi = \"ben\", en = \"quays\" }
[fields.page]
type = \"url\"
label = { vi = \"Trang\", en = \"Page\" }
[fields.plan]
type = \"url\"
label = { vi = \"Bản vẽ\", en = \"Plan\" }
[fields.other]
type = \"url\"
label = { vi = \"Trang khác\", en = \"Other page\" }
=== content/quays/one/plan.pdf
%PDF
=== content/quays/one/record.toml
page = \"https://example.vn/en/quays/one/?a=1&b=2\"
plan = \"http://EXAMPLE.vn/files/quays/one/plan.pdf#page=2\"
other = \"https://example.org/\"
=== content/quays/one/vi.md
+++
title = \"Một\"
+++
",
        )
    };
    let made = site().asking(|ask| ask.offline = true).make().sound();
    in_order(
        &made.html("vi/ben/one/"),
        &[
            "<a href=\"../../../en/quays/one/index.html?a=1&amp;b=2\"",
            "<a href=\"../../../files/quays/one/plan.pdf#page=2\"",
            "<a href=\"https://example.org/\"",
        ],
    );
    let attached: Vec<_> = made.build.attachments().into_keys().map(|path| path.to_string()).collect();
    assert!(attached.contains(&"content/quays/one/plan.pdf".to_owned()), "{attached:?}");
    assert_eq!(made.codes(), [""; 0]);
}
