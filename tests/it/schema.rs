//! A collection that the program has never heard of, with every type of field, in every language.

use crate::fixture::{FIVE, Made, TWO, files, in_order, main_text, site};

/// Tea houses: every type of field there is, in facts, rows and texts.
const TEA_HOUSES: &str = r##"
=== content/_data/teas.toml
[vocabulary]
title = { vi = "Loại trà", en = "Kinds of tea", ja = "茶の種類", ko = "차 종류", zh = "茶类" }
path = { vi = "loai-tra", en = "teas", ja = "teas", ko = "teas", zh = "teas" }
pages = true
[[entry]]
id = "lotus"
name = { vi = "Trà sen", en = "Lotus tea", ja = "蓮茶", ko = "연꽃차", zh = "莲花茶" }
[[entry]]
id = "green"
name = { vi = "Trà xanh", en = "Green tea", ja = "緑茶", ko = "녹차", zh = "绿茶" }
=== content/_data/places.toml
[vocabulary]
[[entry]]
id = "old-quay"
name = { vi = "Bến cũ", en = "Old Quay", ja = "旧埠頭", ko = "옛 부두", zh = "旧码头" }
=== content/tea-houses/_collection.toml
title = { vi = "Quán trà", en = "Tea houses", ja = "茶館", ko = "찻집", zh = "茶馆" }
singular = { vi = "Quán trà", en = "Tea house", ja = "茶館", ko = "찻집", zh = "茶馆" }
path = { vi = "quan-tra", en = "tea-houses", ja = "tea-houses", ko = "tea-houses", zh = "tea-houses" }
order = ["-opened", "title"]
menu = 1
[groups.size]
label = { vi = "Quy mô", en = "Size", ja = "規模", ko = "규모", zh = "规模" }
[fields.opened]
type = "date"
label = { vi = "Khai trương", en = "Opened", ja = "開業", ko = "개업", zh = "开业" }
[fields.rooms]
type = "integer"
group = "size"
label = { vi = "Số phòng", en = "Rooms", ja = "部屋数", ko = "방 수", zh = "房间数" }
[fields.rating]
type = "decimal"
label = { vi = "Điểm", en = "Rating", ja = "評価", ko = "평점", zh = "评分" }
[fields.occupancy]
type = "percent"
label = { vi = "Tỷ lệ khách", en = "Occupancy", ja = "稼働率", ko = "이용률", zh = "入座率" }
[fields.capital]
type = "money"
currency = "USD"
scale = "million"
group = "size"
facet = ["1", "10"]
label = { vi = "Vốn", en = "Capital", ja = "資本金", ko = "자본금", zh = "资本" }
[fields.rent]
type = "money"
currency = "USD"
label = { vi = "Giá thuê", en = "Rent", ja = "賃料", ko = "임대료", zh = "租金" }
[fields.water]
type = "quantity"
unit = "m3-day"
label = { vi = "Nước", en = "Water", ja = "水", ko = "용수", zh = "用水" }
[fields.area]
type = "area"
group = "size"
card = true
facet = ["1", "2"]
label = { vi = "Diện tích", en = "Area", ja = "面積", ko = "면적", zh = "面积" }
[fields.to_port]
type = "distance"
label = { vi = "Cách cảng", en = "To the port", ja = "港まで", ko = "항구까지", zh = "距港口" }
[fields.works]
type = "period"
label = { vi = "Xây dựng", en = "Built", ja = "建設", ko = "건설", zh = "建设" }
[fields.where]
type = "place"
facet = true
label = { vi = "Địa điểm", en = "Place", ja = "所在地", ko = "위치", zh = "地点" }
[fields.point]
type = "place"
label = { vi = "Toạ độ", en = "Coordinates", ja = "座標", ko = "좌표", zh = "坐标" }
[fields.sister]
type = "ref"
to = "tea-houses"
label = { vi = "Quán chị em", en = "Sister house", ja = "姉妹店", ko = "자매점", zh = "姊妹店" }
[fields.speciality]
type = "term"
vocabulary = "teas"
facet = true
label = { vi = "Đặc sản", en = "Speciality", ja = "名物", ko = "특산", zh = "特色" }
[fields.status]
type = "enum"
facet = true
label = { vi = "Tình trạng", en = "Status", ja = "状況", ko = "상태", zh = "状态" }
values.open = { vi = "Mở cửa", en = "Open", ja = "営業中", ko = "영업 중", zh = "营业中" }
values.closed = { vi = "Đóng cửa", en = "Closed", ja = "閉店", ko = "폐업", zh = "停业" }
[fields.site]
type = "url"
label = { vi = "Trang mạng", en = "Website", ja = "サイト", ko = "웹사이트", zh = "网站" }
[fields.mail]
type = "email"
label = { vi = "Thư", en = "E-mail", ja = "メール", ko = "이메일", zh = "邮箱" }
[fields.phone]
type = "phone"
label = { vi = "Điện thoại", en = "Telephone", ja = "電話", ko = "전화", zh = "电话" }
[fields.menu]
type = "file"
label = { vi = "Thực đơn", en = "Menu", ja = "メニュー", ko = "메뉴", zh = "菜单" }
[fields.plan]
type = "image"
label = { vi = "Mặt bằng", en = "Plan", ja = "平面図", ko = "평면도", zh = "平面图" }
[fields.garden]
type = "flag"
facet = true
label = { vi = "Có vườn", en = "Garden", ja = "庭園", ko = "정원", zh = "花园" }
[fields.licence]
type = "text"
label = { vi = "Giấy phép", en = "Licence", ja = "許可", ko = "허가", zh = "许可证" }
[fields.owner]
type = "text"
per_language = true
label = { vi = "Chủ quán", en = "Owner", ja = "店主", ko = "주인", zh = "店主" }
[fields.story]
type = "markdown"
per_language = true
label = { vi = "Chuyện quán", en = "Its story", ja = "由来", ko = "이야기", zh = "故事" }
[fields.teas]
type = "list"
of = "term"
vocabulary = "teas"
label = { vi = "Các loại trà", en = "Teas served", ja = "提供する茶", ko = "제공하는 차", zh = "供应茶类" }
[fields.prices]
type = "table"
label = { vi = "Bảng giá", en = "Prices", ja = "価格表", ko = "가격표", zh = "价目表" }
columns.tea = { type = "term", vocabulary = "teas", label = { vi = "Trà", en = "Tea", ja = "茶", ko = "차", zh = "茶" } }
columns.price = { type = "money", currency = "VND", label = { vi = "Giá", en = "Price", ja = "値段", ko = "가격", zh = "价格" } }
=== content/tea-houses/lotus-pavilion/record.toml
opened = 2023-06-19
rooms = 12
rating = "4.75"
occupancy = 63.8
capital = { value = "3.5", approx = "about", as_of = 2024, note = { vi = "chưa gồm đất", en = "without land" } }
rent = { min = 30, max = 40, per = ["m2", "month"] }
water = 1500
area = "1.25"
to_port = { value = 800, unit = "m" }
works = "2022-12-20..2022-12-23"
where = "old-quay"
point = { lat = "20.8648", lon = "106.6839" }
sister = "moon-gate"
speciality = "lotus"
status = "open"
site = "https://tea.example.vn/?a=1&b=2"
mail = "tra@example.vn"
phone = "+842253842894"
menu = { path = "menu 1.pdf", title = { vi = "Thực đơn hè", en = "Summer menu" } }
plan = "plan.svg"
garden = true
licence = "123/GP"
teas = ["lotus", "green"]
prices = [{ tea = "lotus", price = 35000 }, { tea = "green", price = 20000 }]
=== content/tea-houses/lotus-pavilion/menu 1.pdf
%PDF
=== content/tea-houses/lotus-pavilion/plan.svg
<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>
=== content/tea-houses/lotus-pavilion/vi.md
+++
title = "Thuỷ đình hoa sen"
alt = { "plan.svg" = "Thuỷ đình hoa sen" }
owner = "Bà Sen"
story = "Từ năm **1925**."
+++
Bên hồ. Rộng {{ fact area }}.
=== content/tea-houses/lotus-pavilion/en.md
+++
title = "Lotus Pavilion"
alt = { "plan.svg" = "Two rooms by the water" }
owner = "Mrs Sen"
+++
By the lake. {{ fact area }} wide.
=== content/tea-houses/lotus-pavilion/ja.md
+++
title = "蓮亭"
alt = { "plan.svg" = "蓮亭" }
+++
湖畔。
=== content/tea-houses/lotus-pavilion/ko.md
+++
title = "연정"
alt = { "plan.svg" = "연정" }
+++
호숫가.
=== content/tea-houses/lotus-pavilion/zh.md
+++
title = "莲亭"
alt = { "plan.svg" = "莲亭" }
+++
湖畔。
=== content/tea-houses/others.toml
[[record]]
id = "moon-gate"
opened = 1998
area = "2"
capital = 12
status = "closed"
garden = false
where = "old-quay"
title = { vi = "Cổng trăng", en = "Moon Gate", ja = "月門", ko = "월문", zh = "月门" }
owner = { vi = "Ông Nguyệt", en = "Mr Nguyet" }
summary.vi = "Quán *cũ*."
body.vi = """
Đã đóng."""
[[record]]
id = "sea-wind"
opened = 2024-Q1
area = { min = "0.5", max = "1.5" }
speciality = "green"
title = { vi = "Gió biển", en = "Sea Wind", ja = "海風", ko = "바닷바람", zh = "海风" }
"##;

fn tea_houses() -> Made {
    let text = TEA_HOUSES.replace("opened = 2024-Q1", "opened = \"2024-Q1\"");
    files(FIVE).and(&text).make().sound()
}

#[test]
fn the_generic_page_shows_every_type_in_english() {
    let page = main_text(&tea_houses().html("en/tea-houses/lotus-pavilion/"));
    let expected = "Home
Tea houses
Lotus Pavilion
Tea house
Lotus Pavilion
Key facts
Item
Details
Opened
19 June 2023
Rating
4.75
Occupancy
63.8%
Rent
USD 30–40/m²/month
Water
1,500 m³/day
To the port
800 m
Built
20–23 December 2022
Place
Old Quay
Coordinates
20.8648, 106.6839
Sister house
Moon Gate
Speciality
Lotus tea
Status
Open
Website
https://tea.example.vn/?a=1&b=2
E-mail
tra@example.vn
Telephone
+842253842894
Menu
Summer menu
Plan
Garden
Yes
Licence
123/GP
Owner
Mrs Sen
Teas served
Lotus tea
Green tea
Size
Rooms
12
Capital
about USD 3.5 million
without land
As of 2024
Area
1.25 ha
Its story
Từ năm 1925.
Prices
Tea
Price
Lotus tea
VND 35,000
Green tea
VND 20,000
By the lake. 1.25 ha wide.";
    let page = page.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    assert!(page.starts_with(expected), "\n{page}\n");
}

#[test]
fn the_same_facts_are_written_as_each_language_writes_them() {
    let made = tea_houses();
    let shown = [
        (
            "vi/quan-tra/lotus-pavilion/",
            [
                "Rộng 1,25 ha.",
                "19/6/2023",
                "63,8%",
                "30–40 USD/m²/tháng",
                "1.500 m³/ngày đêm",
                "khoảng 3,5 triệu USD",
                "35.000 đồng",
            ],
        ),
        (
            "ja/tea-houses/lotus-pavilion/",
            [
                "2023年6月19日",
                "63.8%",
                "30〜40米ドル/㎡/月",
                "1,500㎥/日",
                "約350万米ドル",
                "1.25ヘクタール",
                "3万5,000ドン",
            ],
        ),
        (
            "ko/tea-houses/lotus-pavilion/",
            [
                "2023년 6월 19일",
                "63.8%",
                "30~40달러/㎡/월",
                "1,500㎥/일",
                "약 350만 달러",
                "1.25헥타르",
                "3만 5,000동",
            ],
        ),
        (
            "zh/tea-houses/lotus-pavilion/",
            [
                "2023年6月19日",
                "63.8%",
                "30—40美元/平方米/月",
                "1,500立方米/日",
                "约350万美元",
                "1.25公顷",
                "3.5万越南盾",
            ],
        ),
    ];
    for (address, facts) in shown {
        let page = main_text(&made.html(address));
        for fact in facts {
            assert!(page.contains(fact), "{address}: no `{fact}` in\n{page}");
        }
    }
}

#[test]
fn a_row_of_a_table_is_a_record_like_any_other() {
    let made = tea_houses();
    let page = made.html("vi/quan-tra/moon-gate/");
    in_order(&page, &["<title>Cổng trăng | Cảng</title>", "Quán cũ.", "Ông Nguyệt", "Đã đóng."]);
    in_order(&made.html("en/tea-houses/moon-gate/"), &["Moon Gate", "Mr Nguyet"]);
}

#[test]
fn facts_lead_to_what_they_name() {
    let page = tea_houses().html("en/tea-houses/lotus-pavilion/");
    for link in [
        "<a href=\"../../../en/tea-houses/moon-gate/\">Moon Gate</a>",
        "<a href=\"../../../en/teas/lotus/\">Lotus tea</a>",
        "<a href=\"https://tea.example.vn/?a=1&amp;b=2\">",
        "<a href=\"mailto:tra@example.vn\">",
        "<a href=\"tel:+842253842894\">",
        "<a href=\"../../../files/tea-houses/lotus-pavilion/menu%201.pdf\">Summer menu</a>",
        "<time datetime=\"2023-06-19\">19 June 2023</time>",
        "width=\"20\" height=\"10\" alt=\"Two rooms by the water\" loading=\"lazy\"",
    ] {
        assert!(page.contains(link), "no `{link}` in\n{page}");
    }
}

#[test]
fn a_list_is_in_the_order_that_its_collection_asks_for() {
    let page = main_text(&tea_houses().html("en/tea-houses/"));
    in_order(
        &page,
        &["3 entries", "Sea Wind", "Area", "0.5–1.5 ha", "Lotus Pavilion", "1.25 ha", "Moon Gate", "2 ha"],
    );
}

#[test]
fn filters_have_pages_by_value_and_by_bounds() {
    let made = tea_houses();
    let mut filters: Vec<String> = made
        .addresses()
        .into_iter()
        .filter(|path| path.starts_with("en/tea-houses/") && path.matches('/').count() == 4)
        .collect();
    filters.sort();
    assert_eq!(
        filters,
        [
            "en/tea-houses/area/0-1/",
            "en/tea-houses/area/1-2/",
            "en/tea-houses/area/2-plus/",
            "en/tea-houses/capital/1-10/",
            "en/tea-houses/capital/10-plus/",
            "en/tea-houses/garden/yes/",
            "en/tea-houses/place/old-quay/",
            "en/tea-houses/speciality/green/",
            "en/tea-houses/speciality/lotus/",
            "en/tea-houses/status/closed/",
            "en/tea-houses/status/open/",
        ]
    );
    // A range of figures is found under every bracket that it touches.
    in_order(&main_text(&made.html("en/tea-houses/area/0-1/")), &["under 1 ha", "1 entry", "Sea Wind"]);
    in_order(
        &main_text(&made.html("en/tea-houses/area/1-2/")),
        &["1–2 ha", "2 entries", "Sea Wind", "Lotus Pavilion"],
    );
    // Bounds of money are written in the scale and the currency of their field.
    in_order(
        &main_text(&made.html("en/tea-houses/capital/10-plus/")),
        &["USD 10 million or more", "1 entry", "Moon Gate"],
    );
    in_order(&main_text(&made.html("ko/tea-houses/capital/10-plus/")), &["1,000만 달러", "월문"]);
    let closed = main_text(&made.html("vi/quan-tra/tinh-trang/closed/"));
    in_order(&closed, &["Quán trà", "Tình trạng", "Đóng cửa", "Cổng trăng"]);
    assert!(!closed.contains("Gió biển"));
}

#[test]
fn the_pages_of_a_term_list_what_bears_it() {
    let made = tea_houses();
    in_order(&main_text(&made.html("ja/teas/")), &["茶の種類", "蓮茶", "緑茶"]);
    in_order(&main_text(&made.html("ja/teas/lotus/")), &["蓮茶", "茶館", "蓮亭"]);
}

#[test]
fn a_list_may_be_divided_by_any_field() {
    let divided = |field: &str| {
        let text = TEA_HOUSES.replace("opened = 2024-Q1", "opened = \"2024-Q1\"");
        let text = text.replace("menu = 1\n[groups", &format!("menu = 1\ngroup = \"{field}\"\n[groups"));
        main_text(&files(FIVE).and(&text).make().sound().html("en/tea-houses/"))
    };
    in_order(&divided("status"), &["Open", "Lotus Pavilion", "Closed", "Moon Gate", "Other", "Sea Wind"]);
    in_order(&divided("teas"), &["Lotus tea", "Lotus Pavilion", "Other", "Sea Wind", "Moon Gate"]);
    in_order(&divided("where"), &["Old Quay", "Lotus Pavilion", "Moon Gate", "Other", "Sea Wind"]);
    in_order(&divided("licence"), &["123/GP", "Lotus Pavilion", "Other", "Sea Wind", "Moon Gate"]);
}

/// French, with what the site says in it.
const FRENCH: &str = r#"
=== content/berths/_collection.toml
title = { vi = "Cầu cảng", en = "Berths", fr = "Quais" }
singular = { vi = "Cầu cảng", en = "Berth", fr = "Quai" }
path = { vi = "cau-cang", en = "berths", fr = "quais" }
[fields.length]
type = "distance"
label = { vi = "Chiều dài", en = "Length", fr = "Longueur" }
=== content/berths/all.toml
[[record]]
id = "north"
length = { value = "1329.1", unit = "m" }
title = { vi = "Bắc", en = "North", fr = "Nord" }
[[record]]
id = "south"
title = { vi = "Nam", en = "South" }
"#;

fn with_french() -> crate::fixture::Files {
    let config = TWO.trim_end().to_owned()
        + "\n[[language]]\ncode = \"fr\"\ntag = \"fr\"\nname = \"Français\"\nog_locale = \"fr_FR\"\nfallback = [\"en\", \"vi\"]\n";
    files(&config.replace("en = \"Port\"", "en = \"Port\", fr = \"Le port\"")).and(FRENCH)
}

#[test]
fn a_language_is_added_by_files() {
    let words: String = [
        "home = \"Accueil\"\nfacts = \"Faits\"\nfacts_item = \"Quoi\"\n",
        "results = { one = \"{n} résultat\", other = \"{n} résultats\" }\n",
    ]
    .concat();
    let format = "[number]\ndecimal = \",\"\ngroup = \"\\u202f\"\nminus = \"-\"\nrange = \"–\"\nrange_apart = \"{start} – {end}\"\nunit_space = \" \"\n[unit]\nm = { other = \"mètres\" }\n";
    let made = with_french().with("i18n/fr.toml", words).with("i18n/format/fr.toml", format).make().sound();
    let page = made.html("fr/quais/north/");
    in_order(&page, &["<html lang=\"fr\">", "hreflang=\"fr\" href=\"https://example.vn/fr/quais/north/\""]);
    in_order(&main_text(&page), &["Accueil", "Quais", "Nord", "Faits", "Longueur", "1\u{202f}329,1 mètres"]);
    in_order(&main_text(&made.html("fr/quais/")), &["2 résultats"]);
    // What its files lack is borrowed, and said once for each string.
    assert!(made.codes().iter().all(|code| *code == "missing-string"), "{}", made.said());
    in_order(&page, &["Skip to main content"]);
}

#[test]
fn a_language_without_any_file_of_its_own_is_served_by_those_it_falls_back_to() {
    let made = with_french().make().sound();
    assert_eq!(made.codes(), ["no-strings"], "{}", made.said());
    in_order(
        &main_text(&made.html("fr/quais/north/")),
        &["Home", "Quais", "Nord", "Key facts", "Longueur", "1,329.1 m"],
    );
    let south = made.html("fr/quais/south/");
    in_order(
        &south,
        &["rel=\"canonical\" href=\"https://example.vn/en/berths/south/\"", "<h1 lang=\"en\">South</h1>"],
    );
}

#[test]
fn one_language_is_enough() {
    let made = site(
        r#"
=== portolan.toml
[site]
base_url = "https://example.vn"
name.ko = "항구"
[[language]]
code = "ko"
tag = "ko"
name = "한국어"
=== content/berths/_collection.toml
title.ko = "부두"
singular.ko = "부두"
path.ko = "berths"
=== content/berths/north/ko.md
+++
title = "북부두"
+++
깊다.
"#,
    )
    .sound();
    assert_eq!(made.said(), "");
    in_order(&made.html("ko/berths/north/"), &["북부두", "깊다."]);
    in_order(&made.html(""), &["href=\"ko/\""]);
}
