//! What a first try looks like, and that the way out that is named can be taken: every suggestion is written in the place
//! of what was wrong, and the site is sound then.

use crate::fixture::{Files, TWO, files};

const FIELDS: &str = r#"
=== content/plans/_collection.toml
title = { vi = "Dự án", en = "Plans" }
singular = { vi = "Dự án", en = "Plan" }
path = { vi = "du-an", en = "plans" }
[fields.status]
type = "enum"
label = { vi = "Tình trạng", en = "Status" }
[fields.status.values.held]
vi = "Đã diễn ra"
en = "Took place"
[fields.status.values.planned]
vi = "Dự kiến"
en = "Planned"
[fields.area]
type = "area"
label = { vi = "Diện tích", en = "Area" }
[fields.capital]
type = "money"
currency = "USD"
scale = "million"
label = { vi = "Vốn đầu tư", en = "Capital" }
[fields.budget]
type = "money"
currency = "VND"
scale = "billion"
label = { vi = "Ngân sách", en = "Budget" }
[fields.share]
type = "percent"
label = { vi = "Tỷ lệ", en = "Share" }
[fields.jobs]
type = "integer"
label = { vi = "Lao động", en = "Jobs" }
[fields.start]
type = "date"
label = { vi = "Khởi công", en = "Start" }
[fields.time]
type = "period"
label = { vi = "Thời gian", en = "Time" }
[fields.open]
type = "flag"
label = { vi = "Còn mở", en = "Open" }
[fields.stages]
type = "list"
of = "enum"
label = { vi = "Giai đoạn", en = "Stages" }
[fields.stages.values.one]
vi = "Giai đoạn 1"
en = "Stage 1"
[fields.stages.values.two]
vi = "Giai đoạn 2"
en = "Stage 2"
[fields.names]
type = "list"
of = "text"
label = { vi = "Tên khác", en = "Other names" }
[fields.place]
type = "place"
label = { vi = "Địa điểm", en = "Place" }
[fields.number]
type = "text"
label = { vi = "Số", en = "Number" }
[fields.phone]
type = "phone"
label = { vi = "Điện thoại", en = "Phone" }
[fields.mail]
type = "email"
label = { vi = "Thư điện tử", en = "Mail" }
[fields.site]
type = "url"
label = { vi = "Trang web", en = "Web" }
=== content/plans/a/vi.md
+++
title = "Dự án A"
+++
Có đường.
"#;

fn with_line(line: &str) -> Files {
    files(TWO).and(FIELDS).with("content/plans/a/record.toml", format!("{line}\n"))
}

/// Every error about the line, with its help.
fn said(line: &str) -> Vec<String> {
    let made = with_line(line).make();
    let all = made.build.diagnostics.iter();
    all.map(|found| {
        let help = found.help_text(portolan::diag::UiLang::Vi).unwrap_or_default();
        format!("{}: {help}", found.code)
    })
    .collect()
}

/// What was written, and what it is to be replaced with: a value, or a key where the key was wrong.
const TRIES: &[(&str, &str, &str)] = &[
    ("status = \"", "Đã diễn ra", "held"),
    ("status = \"", "da dien ra", "held"),
    ("status = \"", "ĐÃ DIỄN RA", "held"),
    ("status = \"", "Took place", "held"),
    ("status = ", "Đã diễn ra", "\"held\""),
    ("status = ", "“Dự kiến”", "\"planned\""),
    ("area = ", "500 - 550 ha", r#"{ min = "500", max = "550" }"#),
    ("area = ", "\"500 – 550 ha\"", r#"{ min = "500", max = "550" }"#),
    ("area = ", "\"từ 500 đến 550 ha\"", r#"{ min = "500", max = "550" }"#),
    ("area = ", "[500, 550]", r#"{ min = "500", max = "550" }"#),
    ("area = ", "khoảng 100", r#"{ value = "100", approx = "about" }"#),
    ("area = ", "\"hơn 100 héc-ta\"", r#"{ value = "100", approx = "more-than" }"#),
    ("area = ", "\"約100ヘクタール\"", r#"{ value = "100", approx = "about" }"#),
    ("area = ", "\"약 100헥타르\"", r#"{ value = "100", approx = "about" }"#),
    ("area = ", "\"约100公顷\"", r#"{ value = "100", approx = "about" }"#),
    ("area = ", "\"2,5 km²\"", r#"{ value = "2.5", unit = "km2" }"#),
    ("area = ", "407,5", "\"407.5\""),
    ("area = ", "1.329,125", "\"1329.125\""),
    ("capital = ", "3,9 tỷ USD", "\"3900\""),
    ("capital = ", "\"3.9 billion USD\"", "\"3900\""),
    ("capital = ", "\"36億2,322万ドル\"", "\"3623.22\""),
    ("capital = ", "\"1.234.567 nghìn USD\"", "\"1234.567\""),
    ("capital = ", "\"120 triệu\"", "\"120\""),
    ("capital = ", "\"250 tỷ đồng\"", r#"{ value = "250000", currency = "VND" }"#),
    ("capital = ", "\"gần 3,3 tỷ đô la\"", r#"{ value = "3300", approx = "nearly" }"#),
    ("capital = ", "\"3,5 - 4 tỷ USD\"", r#"{ min = "3500", max = "4000" }"#),
    ("capital = ", "\"3,623.22\"", "\"3623.22\""),
    ("capital = ", "\"3.623,22\"", "\"3623.22\""),
    ("capital = ", "\"350,5\"", "\"350.5\""),
    ("capital = ", "\"1 200\"", "\"1200\""),
    ("capital = ", "\"500-550\"", r#"{ min = "500", max = "550" }"#),
    ("capital = ", "\"từ 500 đến 550\"", r#"{ min = "500", max = "550" }"#),
    ("capital = ", "\"~350\"", r#"{ value = "350", approx = "about" }"#),
    ("capital = ", "\"khoảng 350\"", r#"{ value = "350", approx = "about" }"#),
    ("capital = ", "\"２００\"", "\"200\""),
    ("capital = ", "\"약 350\"", r#"{ value = "350", approx = "about" }"#),
    ("capital = ", "\"khoảng 350 triệu\"", r#"{ value = "350", approx = "about" }"#),
    ("capital = { ", "value = \"hơn 350\" }", "value = \"350\", approx = \"more-than\""),
    ("capital = { scale = \"billion\", ", "value = \"3,9 tỷ USD\" }", "value = \"3.9\""),
    ("capital = { currency = \"VND\", ", "value = \"4,5 tỷ đồng\" }", "value = \"4500\""),
    ("area = { unit = \"m2\", ", "value = \"khoảng 350\" }", "value = \"350\", approx = \"about\""),
    ("area = { approx = \"about\", ", "value = \"khoảng 350 ha\" }", "value = \"350\""),
    ("area = ", "\"khoảng 350\"", r#"{ value = "350", approx = "about" }"#),
    ("area = ", "\"120.500,5 m²\"", r#"{ value = "120500.5", unit = "m2" }"#),
    ("budget = ", "\"4.597,5\"", "\"4597.5\""),
    ("budget = ", "\"1,2 nghìn tỷ đồng\"", "\"1200\""),
    ("budget = ", "500 triệu đồng", "\"0.5\""),
    ("share = ", "12,5%", "\"12.5\""),
    ("share = ", "\"12 phần trăm\"", "\"12\""),
    ("jobs = ", "\"5 nghìn người\"", "\"5000\""),
    ("jobs = ", "1.500.000", "\"1500000\""),
    ("start = ", "Tháng 4/2023", "\"2023-04\""),
    ("start = ", "\"Quý I/2024\"", "\"2024-Q1\""),
    ("start = ", "15/3/2024", "\"2024-03-15\""),
    ("start = ", "2024-3-15", "\"2024-03-15\""),
    ("start = ", "ngày 15 tháng 3 năm 2024", "\"2024-03-15\""),
    ("start = ", "\"2024年3月15日\"", "\"2024-03-15\""),
    ("start = ", "2024. 3. 15.", "\"2024-03-15\""),
    ("start = ", "\"6 tháng đầu năm 2024\"", "\"2024-H1\""),
    ("time = ", "2023-2025", "\"2023..2025\""),
    ("time = ", "\"15 - 18/3/2024\"", "\"2024-03-15..2024-03-18\""),
    ("time = ", "\"Quý II, quý IV/2024\"", "\"2024-Q2, 2024-Q4\""),
    ("time = ", "\"cả năm 2024\"", "\"2024-all\""),
    ("time = ", "\"III/2024\"", "\"2024-Q3\""),
    ("time = ", "\"quý 3-2024\"", "\"2024-Q3\""),
    ("start = ", "\"Q.IV/2024\"", "\"2024-Q4\""),
    ("start = ", "\"IV/2024\"", "\"2024-Q4\""),
    ("time = ", "{ from = \"2026\", to = \"2030\" }", "\"2026..2030\""),
    ("time = ", "{ from = 2026, to = 2030 }", "\"2026..2030\""),
    ("time = ", "{ start = \"tháng 3/2026\", end = \"Quý IV/2030\" }", "\"2026-03..2030-Q4\""),
    ("time = ", "[\"2026\", \"2030\"]", "\"2026..2030\""),
    ("time = ", "[2026, 2030]", "\"2026..2030\""),
    ("area = ", "{ from = 100, to = 120 }", r#"{ min = "100", max = "120" }"#),
    ("capital = ", "{ from = \"1.5\", to = 2 }", r#"{ min = "1.5", max = "2" }"#),
    ("place = ", "[20.8, 106.7]", r#"{ lat = "20.8", lon = "106.7" }"#),
    ("place = ", "[106.7, 20.8]", r#"{ lat = "20.8", lon = "106.7" }"#),
    ("open = ", "có", "true"),
    ("open = ", "\"Yes\"", "true"),
    ("open = ", "Không", "false"),
    ("open = ", "True", "true"),
    ("stages = ", "\"one\"", "[\"one\"]"),
    ("stages = ", "\"one, two\"", "[\"one\", \"two\"]"),
    ("names = ", "\"Nam Tràng Cát\"", "[\"Nam Tràng Cát\"]"),
    ("number = ", "408", "\"408\""),
    ("number = ", "408/QĐ-UBND", "\"408/QĐ-UBND\""),
    ("number = ", "2024-03-15", "\"2024-03-15\""),
    ("number = ", "[\"408\"]", "\"408\""),
    ("number = ", "\"Quyết định \"408\"\"", "'Quyết định \"408\"'"),
    ("phone = ", "0225 3842 894", "\"+842253842894\""),
    ("phone = ", "(0225) 3842.894", "\"+842253842894\""),
    ("phone = ", "842253842894", "\"+842253842894\""),
    ("mail = ", "\"mailto:so@haiphong.gov.vn\"", "\"so@haiphong.gov.vn\""),
    ("site = ", "www.haiphong.gov.vn", "\"https://www.haiphong.gov.vn\""),
    ("site = ", "\"htpp://haiphong.gov.vn\"", "\"http://haiphong.gov.vn\""),
    ("place = ", "\"20.8648, 106.6834\"", r#"{ lat = "20.8648", lon = "106.6834" }"#),
    ("place = ", "20.8648 106.6834", r#"{ lat = "20.8648", lon = "106.6834" }"#),
    ("weight = ", "\"1\"", "1"),
    ("aliases = ", "\"/vi/cu/\"", "[\"/vi/cu/\"]"),
    ("featured = ", "có", "true"),
    ("updated = ", "15/3/2024", "\"2024-03-15\""),
    ("", "Diện tích", "area"),
    ("", "\"Vốn đầu tư\"", "capital"),
    ("", "dien_tich", "area"),
];

#[test]
fn the_way_out_of_a_first_try_is_named_and_can_be_taken() {
    let mut wrong = Vec::new();
    for (before, written, right) in TRIES {
        let after = match (before.is_empty(), before.ends_with('"')) {
            (true, _) => " = \"5\"",
            (_, true) => "\"",
            _ => "",
        };
        let told = said(&format!("{before}{written}{after}"));
        if told.len() != 1 || !told[0].contains(&format!("`{right}`")) {
            wrong.push(format!("{before}{written}: {told:#?}"));
            continue;
        }
        let quoted = *before == "status = " && !right.starts_with('"');
        let right = match (quoted, before.contains('{')) {
            (true, _) => format!("\"{right}\""),
            (_, true) => format!("{right} }}"),
            _ => (*right).to_owned(),
        };
        let left = said(&format!("{before}{right}{after}"));
        if !left.is_empty() {
            wrong.push(format!("{before}{right} is not accepted: {left:#?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn thousands_or_decimals_are_asked_about_with_both_ways_out() {
    for (line, thousands, decimal) in [
        ("area = 1,500", "\"1500\"", "\"1.5\""),
        ("area = \"1.500 ha\"", "\"1500\"", "\"1.5\""),
        ("capital = \"1.500 triệu USD\"", "\"1500\"", "\"1.5\""),
    ] {
        let told = said(line);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains(&format!("`{thousands}`")) && told[0].contains(&format!("`{decimal}`")),
            "{told:?}"
        );
        let key = line.split(' ').next().expect("a key");
        assert_eq!(said(&format!("{key} = {thousands}")), Vec::<String>::new());
        assert_eq!(said(&format!("{key} = {decimal}")), Vec::<String>::new());
    }
}

#[test]
fn a_sum_without_a_word_of_scale_is_never_converted_silently() {
    for (line, forms) in [
        ("capital = \"1,200\"", &["\"1200\"", "\"1.2\""][..]),
        ("capital = \"350 USD\"", &["\"350\"", "\"0.00035\""]),
        ("capital = \"350.000.000 USD\"", &["\"350000000\"", "\"350\""]),
        ("capital = \"1,200 USD\"", &["\"1200\"", "\"1.2\"", "\"0.0012\""]),
        (
            "capital = \"khoảng 350 EUR\"",
            &[
                "{ value = \"350\", currency = \"EUR\", approx = \"about\" }",
                "{ value = \"0.00035\", currency = \"EUR\", approx = \"about\" }",
            ],
        ),
        ("budget = \"500 đồng\"", &["\"500\"", "\"0.0000005\""]),
    ] {
        let told = said(line);
        assert_eq!(told.len(), 1, "{told:?}");
        let key = line.split(' ').next().expect("a key");
        for form in forms {
            assert!(told[0].contains(&format!("`{form}`")), "{form}: {told:?}");
            assert_eq!(said(&format!("{key} = {form}")), Vec::<String>::new());
        }
    }
}

#[test]
fn what_stands_beside_the_ends_of_a_range_stays() {
    let told = said("time = { from = 2026, to = 2030, source = \"Báo cáo\" }");
    assert!(told.len() == 1 && told[0].contains("`value = \"2026..2030\"`"), "{told:?}");
    assert!(said("time = { value = \"2026..2030\", source = \"Báo cáo\" }").is_empty());
    let told = said("area = { low = 5, high = 7, unit = \"km2\" }");
    assert!(told.len() == 1 && told[0].contains("`min = \"5\", max = \"7\"`"), "{told:?}");
    assert!(said("area = { min = \"5\", max = \"7\", unit = \"km2\" }").is_empty());
}

#[test]
fn degrees_and_minutes_are_told_the_form_that_takes_them() {
    for (lat, lon) in [
        ("20°48'00\\\"N", "106°41'00\\\"E"),
        ("20°48'00\\\"", "106°41'00\\\""),
        ("20°48'00\\\"B", "106°41'00\\\"Đ"),
    ] {
        let told = said(&format!("place = {{ lat = \"{lat}\", lon = \"{lon}\" }}"));
        let form = "dms = '20°48\u{27}";
        assert_eq!(told.len(), 1, "{told:?}");
        let near = told[0].split('`').find(|word| word.starts_with("dms = ")).expect(form);
        assert!(said(&format!("place = {{ {near} }}")).is_empty(), "{near}");
    }
}

#[test]
fn a_year_with_nothing_before_it_is_asked_about() {
    let told = said("time = \"..2025\"");
    assert!(told.len() == 1 && told[0].contains("`\"2024..2025\"`"), "{told:?}");
    for form in ["\"2024..2025\"", "\"2025\"", "\"..2025-06\""] {
        assert!(told[0].contains(form) || form.contains("06"), "{told:?}");
        assert!(said(&format!("time = {form}")).is_empty());
    }
}

#[test]
fn less_than_nothing_is_doubted() {
    for line in ["area = -5", "capital = \"-62\"", "area = { min = -5, max = 5 }"] {
        let told = said(line);
        assert!(told.len() == 1 && told[0].starts_with("negative"), "{line}: {told:?}");
    }
    assert!(said("share = -5").is_empty());
}

#[test]
fn a_number_in_place_of_words_or_a_value_is_told_what_to_write() {
    let told = said("status = 1");
    assert!(told.len() == 1 && told[0].contains("`held`"), "{told:?}");
    let made = files(TWO).and(FIELDS).with("content/plans/a/vi.md", "+++\ntitle = 2024\n+++\nCó.\n").make();
    assert!(made.said().contains("write `\"2024\"`"), "{}", made.said());
}

#[test]
fn a_unit_of_something_else_is_no_unit_and_never_offered() {
    for unit in ["km", "percent", "person", "project", "m3-day"] {
        let told = said(&format!("area = {{ value = 5, unit = \"{unit}\" }}"));
        assert_eq!(told.len(), 1, "{unit}: {told:?}");
        assert!(told[0].starts_with("other-measure") && told[0].contains("ha, m2, km2"), "{told:?}");
    }
    for written in ["120%", "120 người", "120 km", "120 dự án", "120 USD"] {
        let told = said(&format!("area = \"{written}\""));
        assert_eq!(told.len(), 1, "{written}: {told:?}");
        assert!(told[0].starts_with("number-form") && !told[0].contains("120"), "{told:?}");
    }
    for unit in ["ha", "m2", "km2"] {
        assert_eq!(said(&format!("area = {{ value = 5, unit = \"{unit}\" }}")), Vec::<String>::new());
    }
    let schema = FIELDS.replace("type = \"area\"", "type = \"area\"\nunit = \"km\"");
    let made = files(TWO).and(&schema).with("content/plans/a/record.toml", "area = 5\n").make();
    assert!(made.said().contains("error[other-measure]"), "{}", made.said());
}

#[test]
fn an_enumeration_is_listed_with_the_labels_of_the_editor() {
    let made = with_line("status = \"xyzzy\"").make();
    assert!(made.said().contains("`held` (Took place), `planned`"), "{}", made.said());
    assert!(made.said_in(portolan::diag::UiLang::Vi).contains("`held` (Đã diễn ra), `planned` (Dự kiến)"));
}

const NAMED: &str = r#"
=== content/_data/places.toml
[[entry]]
id = "port-city"
name = { vi = "Thành phố Cảng Lớn", en = "Great Port City" }
short = { vi = "Cảng Lớn", en = "Great Port" }
[[entry]]
id = "thuy-nguyen"
name = { vi = "Huyện Thủy Nguyên", en = "Thuy Nguyen District" }
[[entry.former]]
name = { vi = "Tổng Thuỷ Đường", en = "Thuy Duong" }
until = "1945"
=== content/papers/_collection.toml
title = { vi = "Văn bản", en = "Papers" }
singular = { vi = "Văn bản", en = "Paper" }
path = { vi = "van-ban", en = "papers" }
[fields.number]
type = "text"
label = { vi = "Số, ký hiệu", en = "Number" }
=== content/papers/plan-867/record.toml
number = "867/KH-BQL"
=== content/papers/plan-867/vi.md
+++
title = "Kế hoạch xúc tiến đầu tư"
+++
Có.
=== content/papers/plan-867/en.md
+++
title = "Investment promotion plan"
+++
Yes.
=== content/zones/_collection.toml
title = { vi = "Khu công nghiệp", en = "Industrial zones" }
singular = { vi = "Khu công nghiệp", en = "Zone" }
path = { vi = "khu-cong-nghiep", en = "zones" }
[fields.place]
type = "place"
label = { vi = "Địa điểm", en = "Place" }
[fields.plan]
type = "ref"
to = "papers"
label = { vi = "Kế hoạch", en = "Plan" }
[fields.area]
type = "area"
label = { vi = "Diện tích", en = "Area" }
=== content/zones/east/record.toml
area = 400
=== content/zones/east/Bao cao.pdf
PDF
=== content/zones/east/Quy hoạch.pdf
PDF
=== content/zones/east/vi.md
+++
title = "Khu công nghiệp Phía Đông"
+++
Có [báo cáo](<Bao cao.pdf>) và [quy hoạch](<Quy hoạch.pdf>).

## Địa chỉ

Ở đây.
=== content/zones/west/record.toml
area = 300
=== content/zones/west/vi.md
+++
title = "Khu công nghiệp Phía Tây"
+++
Có.
"#;

/// The errors of a site in which one file is another.
fn said_with(path: &str, content: &str) -> Vec<String> {
    let made = files(TWO).and(NAMED).with(path, content).make();
    let wrong = made.build.diagnostics.iter();
    wrong
        .map(|found| {
            let help = found.help_text(portolan::diag::UiLang::En).unwrap_or_default();
            format!("{}: {help}", found.code)
        })
        .collect()
}

#[test]
fn a_name_where_an_id_belongs_is_told_its_id_which_is_taken() {
    assert_eq!(said_with("x.txt", ""), Vec::<String>::new());
    for (key, written, id) in [
        ("place", "Thành phố Cảng Lớn", "port-city"),
        ("place", "thanh pho cang lon", "port-city"),
        ("place", "TP. Cảng Lớn", "port-city"),
        ("place", "Cảng Lớn", "port-city"),
        ("place", "Great Port", "port-city"),
        ("place", "Huyện Thuỷ Nguyên", "thuy-nguyen"),
        ("place", "Thủy Nguyên", "thuy-nguyen"),
        ("place", "Tổng Thủy Đường", "thuy-nguyen"),
        ("place", "port-ctiy", "port-city"),
        ("plan", "867/KH-BQL", "plan-867"),
        ("plan", "867/kh-bql", "plan-867"),
        ("plan", "Kế hoạch xúc tiến đầu tư", "plan-867"),
        ("plan", "Investment Promotion Plan", "plan-867"),
        ("plan", "plan867", "plan-867"),
    ] {
        let told = said_with("content/zones/west/record.toml", &format!("{key} = \"{written}\"\n"));
        assert_eq!(told.len(), 1, "{written}: {told:?}");
        assert!(told[0].contains(&format!("did you mean `{id}`?")), "{written}: {told:?}");
        let left = said_with("content/zones/west/record.toml", &format!("{key} = \"{id}\"\n"));
        assert_eq!(left, Vec::<String>::new());
    }
}

#[test]
fn a_link_that_leads_nowhere_is_told_which_one_would_and_that_one_does() {
    let text = |link: &str| format!("+++\ntitle = \"Tây\"\n+++\n[Xem]({link})\n");
    let told = |link: &str| said_with("content/zones/west/vi.md", &text(link));
    for (written, near) in [
        ("east", "@east"),
        ("east#dia-chi", "@east#dia-chi"),
        ("../east.md", "@east"),
        ("../east/vi.md.html", "@east"),
        ("/content/zones/east/index.md", "@east"),
        ("/vi/khu-cong-nghiep/east/", "@east"),
        ("/vi/khu-cong-nghiep/east", "@east"),
        ("/vi/khu-cong-nghiep/east/index.html", "@east"),
        ("/en/zones/", "@@zones"),
        ("http://localhost:4321/vi/khu-cong-nghiep/east/", "@east"),
        ("http://127.0.0.1:8000/en/zones/east/#dia-chi", "@east#dia-chi"),
        ("http://192.168.1.20:4321/vi/khu-cong-nghiep/", "@@zones"),
        ("zones", "@@zones"),
        ("Khu%20c%C3%B4ng%20nghi%E1%BB%87p%20Ph%C3%ADa%20%C4%90%C3%B4ng", "@east"),
        ("@Ph%C3%ADa%20%C4%90%C3%B4ng", "east"),
        ("@867/KH-BQL", "plan-867"),
        ("www.example.com/a", "https://www.example.com/a"),
        ("example.gov.vn", "https://example.gov.vn"),
        ("https//example.com/a", "https://example.com/a"),
        ("https:/example.com/a", "https://example.com/a"),
        ("hhttps://example.com/a", "https://example.com/a"),
        ("htpp://example.com", "http://example.com"),
        ("so@example.vn", "mailto:so@example.vn"),
        ("+842253842894", "tel:+842253842894"),
        ("@east#%C4%91%E1%BB%8Ba-ch%E1%BB%89", "#dia-chi"),
        ("C:/Users/a/ban-do.pdf", "ban-do.pdf"),
        ("file:///D:/Tai%20lieu/ban-do.pdf", "ban-do.pdf"),
    ] {
        let said = told(written);
        assert_eq!(said.len(), 1, "{written}: {said:?}");
        assert!(said[0].contains(&format!("`{near}`")), "{written}: {said:?}");
        // What was not one whole address is named by its part.
        let link = match near {
            "east" | "plan-867" => format!("@{near}"),
            "#dia-chi" => format!("@east{near}"),
            near => near.to_owned(),
        };
        if near != "ban-do.pdf" {
            assert_eq!(told(&link), Vec::<String>::new(), "{link}");
        }
    }
}

#[test]
fn an_encoded_name_or_anchor_is_taken_for_what_it_says() {
    let page = |body: &str| {
        let text = format!("+++\ntitle = \"Đông\"\n+++\n{body}\n\n## Giá {{#giá}}\n\nMột.\n");
        let made = files(TWO).and(NAMED).with("content/zones/east/vi.md", text).make().sound();
        made.html("vi/khu-cong-nghiep/east/")
    };
    assert!(page("[Tệp](Bao%20cao.pdf)").contains("Bao%20cao.pdf"));
    assert!(page("[Tệp](Quy%20ho%E1%BA%A1ch.pdf)").contains(">Tệp</a>"));
    assert!(page("[Tệp](./Quy%20hoa%CC%A3ch.pdf#page=2)").contains("#page=2"));
    assert!(page("[Giá](#gi%C3%A1)").contains("href=\"#giá\""));
}

#[test]
fn a_link_with_its_address_apart_is_told_where_the_address_stands() {
    let text = "+++\ntitle = \"Tây\"\n+++\n[Một][a] và [hai][A], lại [a].\n\n[a]: www.example.vn\n";
    let made = files(TWO).and(NAMED).with("content/zones/west/vi.md", text).make();
    let said = made.said();
    assert_eq!(said.matches("no-file").count(), 1, "{said}");
    assert!(said.contains("vi.md:6:1"), "{said}");
}

#[test]
fn a_name_is_found_among_many() {
    let mut rows = String::new();
    for at in 0..300 {
        rows += &format!("[[record]]\nid = \"lo-dat-{at}\"\ntitle.vi = \"Lô đất công nghiệp số {at}\"\n");
    }
    rows += "[[record]]\nid = \"trang-due\"\ntitle.vi = \"Khu công nghiệp Tràng Duệ\"\n";
    for (written, id) in [
        ("trang-deu", "trang-due"),
        ("KCN Tràng Duệ", "trang-due"),
        ("Tràng Duệ", "trang-due"),
        ("Khu công nghiệp Tràng Dụê", "trang-due"),
        ("Lô đất công nghiệp số 217", "lo-dat-217"),
    ] {
        let text = format!("+++\ntitle = \"Tây\"\n+++\n[Xem](<@{written}>)\n");
        let site = files(TWO).and(NAMED).with("content/zones/many.toml", &rows);
        let said = site.with("content/zones/west/vi.md", text).make().said();
        assert!(said.contains(&format!("did you mean `{id}`?")), "{written}: {said}");
    }
}
