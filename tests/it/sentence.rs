//! Facts in running text: dates and periods as a sentence wants them, tables and cards as those do.

use std::fmt::Write as _;

use crate::fixture::{FIVE, Made, between, files, main_text};

/// The fields of a project and what one has in them.
const FACTS: &[(&str, &str, &str)] = &[
    ("day", "date", "2001-03-10"),
    ("month", "date", "2018-06"),
    ("quarter", "date", "2024-Q1"),
    ("half", "date", "2024-H2"),
    ("year", "date", "2030"),
    ("days", "period", "2022-12-20..2022-12-23"),
    ("years", "period", "2023..2025"),
    ("whole", "period", "2024-all"),
    ("quarters", "period", "2024-Q2, 2024-Q4"),
    ("across", "period", "2023-Q4..2024-Q1"),
    ("since", "period", "2018-06.."),
];

/// A project whose texts are these, `@day` standing for the fact `day`.
fn project(texts: &[(&str, &str)]) -> Made {
    let mut site = String::from("\n=== content/projects/_collection.toml\ntitle.vi = \"Dự án\"\n");
    let mut record = String::from("\n=== content/projects/north/record.toml\n");
    for (field, kind, value) in FACTS {
        let _ = writeln!(site, "[fields.{field}]\ntype = \"{kind}\"\nlabel.vi = \"{field}\"\ncard = true");
        let _ = writeln!(record, "{field} = \"{value}\"");
    }
    site.push_str("[fields.area]\ntype = \"area\"\nlabel.vi = \"area\"\n");
    site.push_str("[fields.open]\ntype = \"flag\"\nlabel.vi = \"open\"\n");
    record.push_str("area = { value = 120, approx = \"about\" }\nopen = true\n");
    site.push_str(&record);
    for (lang, text) in texts {
        let mut text = (*text).to_owned();
        for field in FACTS.iter().map(|(field, ..)| *field).chain(["area", "open"]) {
            text = text.replace(&format!("@{field}@"), &format!("{{{{ fact {field} }}}}"));
        }
        let _ = write!(site, "\n=== content/projects/north/{lang}.md\n+++\ntitle = \"A\"\n+++\n{text}\n");
    }
    files(FIVE).and(&site).make().sound()
}

/// The text of a language's page.
fn said(lang: &str, text: &str) -> String {
    let made = project(&[("vi", "Văn bản."), (lang, text)]);
    let address = made.addresses().into_iter().find(|address| {
        address.starts_with(&format!("{lang}/")) && address.ends_with("/north/") && !address.contains("/q/")
    });
    let html = made.html(&address.expect("its page"));
    let body = between(&html, "record-body\"", "</div>").first().copied().expect("a text").to_owned();
    main_text(&format!("<main><p{body}</main>"))
}

#[track_caller]
fn check(lang: &str, text: &str, expected: &str) {
    assert_eq!(said(lang, text), expected);
}

const ALL: &str =
    "a @day@ b @month@ c @quarter@ d @half@ e @year@ f @days@ g @years@ h @whole@ i @quarters@ j @across@ k";

#[test]
fn a_date_within_a_sentence_is_written_out_in_small_letters() {
    check(
        "vi",
        ALL,
        "a ngày 10 tháng 3 năm 2001 b tháng 6 năm 2018 c quý I năm 2024 d 6 tháng cuối năm 2024 e năm 2030 \
         f từ ngày 20 đến ngày 23/12/2022 g giai đoạn 2023-2025 h cả năm 2024 i quý II, quý IV năm 2024 \
         j từ quý IV năm 2023 đến quý I năm 2024 k",
    );
    check(
        "en",
        ALL,
        "a 10 March 2001 b June 2018 c Q1 2024 d the second half of 2024 e 2030 f 20–23 December 2022 g 2023–2025 \
         h full year 2024 i Q2 and Q4 2024 j Q4 2023 – Q1 2024 k",
    );
    check(
        "ja",
        ALL,
        "a 2001年3月10日 b 2018年6月 c 2024年第1四半期 d 2024年下半期 e 2030年 f 2022年12月20日〜23日 g 2023〜2025年 \
         h 2024年通年 i 2024年第2・第4四半期 j 2023年第4四半期〜2024年第1四半期 k",
    );
    check(
        "ko",
        ALL,
        "a 2001년 3월 10일 b 2018년 6월 c 2024년 1분기 d 2024년 하반기 e 2030년 f 2022년 12월 20일~23일 g 2023~2025년 \
         h 2024년 연중 i 2024년 2분기, 4분기 j 2023년 4분기~2024년 1분기 k",
    );
    check(
        "zh",
        ALL,
        "a 2001年3月10日 b 2018年6月 c 2024年第一季度 d 2024年下半年 e 2030年 f 2022年12月20日至23日 g 2023—2025年 \
         h 2024年全年 i 2024年第二、第四季度 j 2023年第四季度至2024年第一季度 k",
    );
}

#[test]
fn a_date_that_begins_a_sentence_has_a_capital() {
    check(
        "vi",
        "@month@ khởi công. @quarter@ xong. “@whole@” và (@day@) là xong.\n\n- @half@\n- @across@: thi công",
        "Tháng 6 năm 2018 khởi công. Quý I năm 2024 xong. “Cả năm 2024” và (ngày 10 tháng 3 năm 2001) là xong.\n\
         6 tháng cuối năm 2024\nTừ quý IV năm 2023 đến quý I năm 2024: thi công",
    );
    check(
        "en",
        "@half@ it opened. @area@ was let.",
        "The second half of 2024 it opened. About 120 ha was let.",
    );
}

#[test]
fn words_that_stand_before_a_fact_are_not_said_twice() {
    check(
        "vi",
        "Được cấp ngày @day@, trong quý @quarter@, năm @year@, giai đoạn @years@, khoảng @area@, **ngày** @day@.",
        "Được cấp ngày 10 tháng 3 năm 2001, trong quý I năm 2024, năm 2030, giai đoạn 2023-2025, khoảng 120 ha, \
         ngày 10 tháng 3 năm 2001.",
    );
    check("en", "It has about @area@.", "It has about 120 ha.");
    check("ja", "規模は約@area@。", "規模は約120ヘクタール。");
}

#[test]
fn a_time_without_an_end_says_so() {
    check(
        "vi",
        "Hoạt động @since@. @since@, có.",
        "Hoạt động từ tháng 6 năm 2018 đến nay. Từ tháng 6 năm 2018 đến nay, có.",
    );
    check("en", "It has run @since@.", "It has run since June 2018.");
    check("zh", "@since@运营。", "2018年6月至今运营。");
}

#[test]
fn yes_and_no_have_no_capital_within_a_sentence() {
    check("vi", "Còn đất: @open@.", "Còn đất: có.");
    check("en", "@open@, it is open.", "Yes, it is open.");
}

#[test]
fn a_date_by_itself_in_a_table_is_short() {
    check(
        "vi",
        "| Khởi công | Xong |\n|---|---|\n| @month@ | @quarter@ |\n| sau @day@ | @day@ là xong |",
        "Khởi công\nXong\nTháng 6/2018\nQuý I/2024\nsau ngày 10 tháng 3 năm 2001\nNgày 10 tháng 3 năm 2001 là xong",
    );
}

#[test]
fn the_facts_of_a_page_and_of_a_card_stay_short() {
    let made = project(&[("vi", "Văn bản.")]);
    let page = main_text(&made.html("vi/projects/north/"));
    for shown in ["Tháng 6/2018", "10/3/2001", "Quý I/2024", "20–23/12/2022", "Cả năm 2024"] {
        assert!(page.contains(shown), "{shown} is missing in\n{page}");
        assert!(main_text(&made.html("vi/projects/")).contains(shown), "{shown}");
    }
}

#[test]
fn a_summary_made_from_a_text_says_what_the_text_says() {
    let made = project(&[("vi", "Khởi công @month@, khai trương @quarter@.")]);
    let card = main_text(&made.html("vi/projects/"));
    assert!(card.contains("Khởi công tháng 6 năm 2018, khai trương quý I năm 2024."), "{card}");
}

const LABELS: &str = r#"
=== content/_data/organisations.toml
[vocabulary]
title = { vi = "Cơ quan", en = "Offices", ja = "機関", ko = "기관", zh = "机构" }
path = { vi = "co-quan", en = "offices", ja = "offices", ko = "offices", zh = "offices" }
pages = true
[[entry]]
id = "office"
name = { vi = "Sở Tài chính", en = "Department of Finance", ja = "財政局", ko = "재정국", zh = "财政局" }
former = [{ name = { vi = "Sở Kế hoạch và Đầu tư", en = "Department of Planning", ja = "計画局", ko = "계획국", zh = "计划局" }, until = 2025-02-28 }]
=== content/events/_collection.toml
title = { vi = "Sự kiện" }
date = "day"
[fields.day]
type = "date"
label.vi = "Ngày"
[fields.status]
type = "enum"
label.vi = "Tình trạng"
values = { held = { vi = "Đã diễn ra", en = "Took place", ja = "開催済み", ko = "개최됨", zh = "已举办" } }
[fields.kinds]
type = "list"
of = "enum"
label.vi = "Loại"
values = { fair = { vi = "Hội chợ", en = "Fair" }, oda = { vi = "ODA và vốn vay", en = "ODA loans" }, city = { vi = "Hải Phòng", en = "Hai Phong" } }
[fields.host]
type = "term"
vocabulary = "organisations"
label.vi = "Cơ quan"
=== content/events/old/record.toml
day = 2024-05-01
status = "held"
kinds = ["fair", "oda", "city"]
host = "office"
=== content/events/old/vi.md
+++
title = "Cũ"
+++
Xem [](https://example.vn/vi/co-quan/office/). Đang ở trạng thái {{ fact status }}: {{ fact kinds }}, do {{ fact host }}. {{ fact status }} là xong.
=== content/events/old/en.md
+++
title = "Old"
+++
It is {{ fact status }}: {{ fact kinds }}. {{ fact status }} it has.
=== content/events/new/record.toml
day = 2026-05-01
=== content/events/new/vi.md
+++
title = "Mới"
+++
Nay là {{ fact old#host }}.
"#;

fn label_page(address: &str) -> String {
    let made = files(FIVE).and(LABELS).make();
    let html = made.html(address);
    let body = between(&html, "record-body\"", "</div>").first().copied().expect("a text").to_owned();
    main_text(&format!("<main><p{body}</main>"))
}

#[test]
fn a_label_within_a_sentence_has_no_capital_unless_it_is_a_name() {
    let text = label_page("vi/events/old/");
    assert!(text.contains("trạng thái đã diễn ra: hội chợ, ODA và vốn vay"), "{text}");
    assert!(text.contains("Hải Phòng") && text.contains(". Đã diễn ra là xong."), "{text}");
    let text = label_page("en/events/old/");
    assert!(text.contains("It is took place: fair, ODA loans"), "{text}");
    assert!(text.contains("Hai Phong") && text.contains("Took place it has."), "{text}");
}

#[test]
fn an_organisation_is_called_as_it_was_on_the_day_of_the_text() {
    let text = label_page("vi/events/old/");
    assert!(text.contains("do Sở Kế hoạch và Đầu tư"), "{text}");
    assert!(text.contains("Xem Sở Kế hoạch và Đầu tư"), "{text}");
    let text = label_page("vi/events/new/");
    assert!(text.contains("Nay là Sở Tài chính"), "{text}");
}

/// What may not be broken is marked in headings, tables and running text; what is copied, read by machines or shown in the
/// title of a window is the bare text.
#[test]
fn numbers_of_documents_and_ranges_stay_on_one_line() {
    let site = "\n=== content/rules/_collection.toml\ntitle.vi = \"Văn bản\"\n[fields.area]\ntype = \"area\"\nlabel.vi = \"Diện tích\"\n\
        [fields.number]\ntype = \"text\"\nlabel.vi = \"Số\"\n[fields.mail]\ntype = \"email\"\nlabel.vi = \"Thư\"\n\
        === content/rules/decree/record.toml\narea = { min = 500, max = 550 }\nnumber = \"31/2021/NĐ-CP\"\nmail = \"in-vest@example.org\"\n\
        === content/rules/decree/vi.md\n+++\ntitle = \"Nghị định số 31/2021/NĐ-CP\"\nsummary = \"Theo 31/2021/NĐ-CP.\"\n+++\n\
        ## Điều 5 của 31/2021/NĐ-CP\n\nXem `31/2021/NĐ-CP`, năm 2023–2025.\n\
        === content/rules/decree/ko.md\n+++\ntitle = \"시행령(제31/2021/NĐ-CP호)\"\n+++\n시행령.\n\
        === content/rules/decree/zh.md\n+++\ntitle = \"法令（日本——海防）\"\n+++\n法令。\n";
    let made = files(FIVE).and(site).make().sound();
    let page = |lang: &str| {
        let is_record =
            |path: &String| path.starts_with(&format!("{lang}rules/")) && path.matches('/').count() == 3;
        made.html(&made.addresses().into_iter().find(is_record).expect(lang))
    };
    let vi = page("vi/");
    let kept = "<span class=\"nobreak\">31/2021/NĐ-CP</span>";
    // The word before a number says what it is the number of.
    let named = "<span class=\"nobreak\">số 31/2021/NĐ-CP</span>";
    assert!(vi.contains(&format!("<h1>Nghị định {named}</h1>")), "{vi}");
    assert!(vi.contains(&format!("Điều 5 của {kept}")) && vi.contains(&format!("is-text\">{kept}")), "{vi}");
    assert!(vi.contains("<span class=\"nobreak\">500–550\u{a0}ha</span>"), "{vi}");
    assert!(
        vi.contains("<span class=\"nobreak\">2023–2025</span>") && vi.contains("<code>31/2021/NĐ-CP</code>"),
        "{vi}"
    );
    assert!(
        vi.contains("<span class=\"nobreak\">in-vest</span><wbr><span class=\"nobreak\">@example.org</span>"),
        "{vi}"
    );
    assert!(
        vi.contains("<title>Nghị định số 31/2021/NĐ-CP | ") && vi.contains("content=\"Theo 31/2021/NĐ-CP.\""),
        "{vi}"
    );
    assert!(page("ko/").contains("<h1>시행령(<span class=\"nobreak\">제31/2021/NĐ-CP호</span>)</h1>"));
    assert!(page("zh/").contains("<h1>法令（日<span class=\"nobreak\">本——</span>海防）</h1>"));
    for path in made
        .addresses()
        .iter()
        .filter(|path| !path.is_empty() && !path.ends_with('/') && !path.ends_with(".html"))
    {
        assert!(!made.html(path).contains("nobreak") || path.ends_with(".css"), "{path}");
    }
}
