//! What is known about a value stands with it: the date, source and remark of a cell, the language of a source, a rank
//! that is read as one, and the name that a thing had when a record speaks of it.

use crate::fixture::{FIVE, between, files, in_order, main_text, visible};

const ZONES: &str = r#"
=== content/_data/organisations.toml
[vocabulary]
title = { vi = "Cơ quan", en = "Organisations", ja = "機関", ko = "기관", zh = "机构" }
path = { vi = "co-quan", en = "organisations", ja = "organisations", ko = "organisations", zh = "organisations" }
pages = true
[[entry]]
id = "finance"
name = { vi = "Sở Tài chính", en = "Department of Finance", ja = "財政局", ko = "재정국", zh = "财政厅" }
valid_from = 2015-01-01
[[entry.former]]
name = { vi = "Sở Kế hoạch và Đầu tư", en = "Department of Planning and Investment", ja = "計画投資局" }
until = "2025"
[[entry]]
id = "bureau"
name = { vi = "Ban Quản lý", en = "Bureau" }
valid_to = "2020"
[[entry]]
id = "new"
name = { vi = "Cơ quan mới", en = "New office" }
valid_from = "2026-03"
=== content/zones/_collection.toml
title = { vi = "Khu", en = "Zones" }
path = { vi = "khu", en = "zones" }
date = "day"
[fields.day]
type = "date"
label.vi = "Ngày"
[fields.owner]
type = "term"
vocabulary = "organisations"
label.vi = "Chủ đầu tư"
label.en = "Owner"
[fields.place_in_row]
type = "rank"
label.vi = "Thứ hạng"
label.en = "Rank"
[fields.others]
type = "list"
of = "ref"
label.vi = "Khác"
[fields.sums]
type = "list"
of = "money"
currency = "USD"
label.vi = "Vốn"
[fields.plots]
type = "table"
label.vi = "Lô"
label.en = "Plots"
[fields.plots.columns.name]
type = "text"
per_language = true
label.vi = "Tên"
[fields.plots.columns.size]
type = "area"
label.vi = "Diện tích"
[fields.plots.columns.at]
type = "rank"
label.vi = "Hạng"
"#;

const LANGS: [(&str, &str); 5] =
    [("vi", "khu"), ("en", "zones"), ("ja", "zones"), ("ko", "zones"), ("zh", "zones")];

/// The text of a record's page in each language, the record having these facts.
fn pages(facts: &str) -> Vec<String> {
    let texts: String = LANGS
        .iter()
        .map(|(lang, _)| format!("\n=== content/zones/north/{lang}.md\n+++\ntitle = \"A\"\n+++\nText.\n"))
        .collect();
    let site = format!("{ZONES}\n=== content/zones/north/record.toml\n{facts}\n{texts}");
    let made = files(FIVE).and(&site).on_day("2026-11-30").make().sound();
    LANGS.iter().map(|(lang, path)| made.html(&format!("{lang}/{path}/north/"))).collect()
}

#[track_caller]
fn check(facts: &str, expected: &[(usize, &[&str])]) {
    let pages = pages(facts);
    for (lang, parts) in expected {
        in_order(&main_text(&pages[*lang]), parts);
    }
}

#[test]
fn a_cell_shows_its_own_date_source_and_remark() {
    let facts = r#"
as_of = 2023-01-31
source = "Land office"
[[plots]]
name = { vi = "Lô phía bắc", en = "North plot" }
size = { value = 12, as_of = 2024-05-20, source = "Survey of May", note = { vi = "chưa gồm đường", en = "without roads" } }
[[plots]]
name = { vi = "Lô phía nam" }
size = { value = 7, source = "Land office", as_of = 2023-01-31 }
"#;
    check(
        facts,
        &[
            (
                0,
                &[
                    "Lô phía bắc",
                    "12 ha",
                    "chưa gồm đường",
                    "20/5/2024",
                    "Survey of May",
                    "Lô phía nam",
                    "7 ha",
                ],
            ),
            (
                1,
                &[
                    "North plot",
                    "12 ha",
                    "without roads",
                    "As of 20 May 2024",
                    "Source: Survey of May",
                    "Lô phía nam",
                ],
            ),
        ],
    );
    let page = &pages(facts)[1];
    let row = between(page, "Lô phía nam", "</tr>")[0].to_owned();
    assert!(!row.contains("fact-origin"), "what the record says of all is not said again: {row}");
    assert!(page.contains("<th scope=\"row\" lang=\"vi\">Lô phía nam"), "a borrowed text names its language");
}

#[test]
fn one_origin_of_a_whole_table_is_said_once() {
    let cell = "{ value = 12, as_of = 2024-05-20, source = \"Survey of May\" }";
    let facts = format!("[[plots]]\nsize = {cell}\n[[plots]]\nsize = {cell}\n");
    let page = visible(&pages(&facts)[1]);
    assert_eq!(page.matches("Survey of May").count(), 1, "{page}");
}

#[test]
fn an_item_of_a_list_shows_its_own_source() {
    let facts = "sums = [{ value = 5, source = \"Ledger A\" }, { value = 6, note.en = \"planned\" }]";
    check(facts, &[(1, &["USD 5", "Ledger A", "USD 6", "planned"])]);
}

#[test]
fn a_date_shows_its_own_source_and_remark() {
    let facts = "day = { value = \"2023-06\", source = \"Plan 867\", note = { vi = \"dự kiến\", en = \"as planned\" } }";
    check(
        facts,
        &[
            (0, &["Tháng 6/2023", "dự kiến", "Plan 867"]),
            (1, &["June 2023", "as planned", "Source: Plan 867"]),
        ],
    );
    let made = |day: &str| {
        files(FIVE)
            .and(ZONES)
            .and(&format!(
            "\n=== content/zones/a/record.toml\nday = {day}\n=== content/zones/a/vi.md\n+++\ntitle = \"A\"\n+++\n"
        ))
            .make()
            .codes()
    };
    assert!(made("{ source = \"Plan 867\" }").contains(&"missing-key"));
    assert!(made("{ value = 2023, source = \"plan-867\" }").contains(&"no-record"));
    assert!(made("{ value = 2023, nots = \"x\" }").contains(&"unknown-key"));
}

#[test]
fn a_source_in_words_has_a_language() {
    let facts = "source = { vi = \"Báo Hải Phòng\", ja = \"ハイフォン新聞\" }\nplace_in_row = 3";
    check(facts, &[(0, &["Báo Hải Phòng"]), (2, &["ハイフォン新聞"])]);
    let pages = pages(facts);
    assert!(pages[1].contains("<span lang=\"vi\">Báo Hải Phòng</span>"), "{}", pages[1]);
    assert!(pages[0].contains("<span>Báo Hải Phòng</span>"));

    let own = self::pages("source = { text = \"Sở Ngoại vụ\", lang = \"vi\" }\nplace_in_row = 3");
    assert!(own[0].contains("<span>Sở Ngoại vụ</span>"));
    assert!(own[4].contains("<span lang=\"vi\">Sở Ngoại vụ</span>"));
}

#[test]
fn a_rank_is_read_as_one() {
    check(
        "place_in_row = 2\nplots = [{ at = 11 }, { at = 23 }]",
        &[
            (0, &["thứ 2", "thứ 11", "thứ 23"]),
            (1, &["2nd", "11th", "23rd"]),
            (2, &["2位", "11位", "23位"]),
            (3, &["2위", "11위", "23위"]),
            (4, &["第2位", "第11位", "第23位"]),
        ],
    );
    check("place_in_row = { min = 1, max = 2 }", &[(0, &["thứ 1–2"]), (1, &["1st–2nd"]), (4, &["第1—2位"])]);
    let made =
        files(FIVE).and(ZONES).and("\n=== content/zones/a/record.toml\nplace_in_row = \"2.5\"\n").make();
    assert!(made.codes().contains(&"wrong-type"), "{}", made.said());
}

#[test]
fn an_organisation_has_the_name_of_the_day() {
    check(
        "day = 2023-06-27\nowner = \"finance\"",
        &[
            (0, &["Sở Kế hoạch và Đầu tư (đến năm 2025)"]),
            (1, &["Department of Planning and Investment (until 2025)"]),
            (2, &["計画投資局（2025年まで）"]),
        ],
    );
    // The date of the facts stands in for that of the record.
    check(
        "as_of = 2023-06-27\nowner = \"finance\"",
        &[(1, &["Department of Planning and Investment (until 2025)"])],
    );
    let current: &[(usize, &[&str])] = &[
        (0, &["Sở Tài chính (trước đây là Sở Kế hoạch và Đầu tư)"]),
        (1, &["Department of Finance (formerly Department of Planning and Investment)"]),
        (2, &["財政局（旧称：計画投資局）"]),
    ];
    check("day = 2026-06-27\nowner = \"finance\"", current);
    check("owner = \"finance\"", current);
}

#[test]
fn an_organisation_outside_of_its_time_says_so() {
    check("owner = \"bureau\"", &[(0, &["Ban Quản lý (đến năm 2020)"]), (1, &["Bureau (until 2020)"])]);
    check("day = 2025-01-01\nowner = \"new\"", &[(1, &["New office (since March 2026)"])]);
    let page = main_text(&pages("day = 2026-05-01\nowner = \"new\"")[1]);
    assert!(page.contains("New office") && !page.contains("since"), "{page}");
}

#[test]
fn the_page_of_a_term_tells_its_former_names_and_its_time() {
    let made = files(FIVE).and(ZONES).and(OWNED).on_day("2026-11-30").make().sound();
    let page = main_text(&made.html("en/organisations/finance/"));
    in_order(
        &page,
        &[
            "Department of Finance",
            "Department of Planning and Investment",
            "(until 2025)",
            "since 1 January 2015",
        ],
    );
}

const OWNED: &str = "
=== content/zones/a/record.toml
owner = \"finance\"
=== content/zones/a/vi.md
+++
title = \"A\"
+++
Text.
";

#[test]
fn an_entry_that_nothing_carries_has_no_page_and_a_vocabulary_of_such_none() {
    let of = |site: &str| {
        let made = files(FIVE).and(ZONES).and(site).on_day("2026-11-30").make().sound();
        let addresses = made.addresses().into_iter();
        addresses.filter(|path| path.starts_with("en/organisations/")).collect::<Vec<String>>()
    };
    assert_eq!(of(""), [""; 0]);
    assert_eq!(of(OWNED), ["en/organisations/", "en/organisations/finance/"]);
}

#[test]
fn a_list_of_which_nothing_is_written_in_its_language_is_left_to_readers() {
    let made = files(FIVE).and(ZONES).and(OWNED).on_day("2026-11-30").make().sound();
    let sitemap = made.html("sitemap.xml");
    for (lang, own) in [("vi", true), ("ja", false)] {
        for path in [
            if own { "khu/" } else { "zones/" },
            if own { "co-quan/finance/" } else { "organisations/finance/" },
        ] {
            let page = made.html(&format!("{lang}/{path}"));
            assert_eq!(page.contains("noindex"), !own, "{lang}/{path}");
            assert_eq!(page.contains("rel=\"alternate\" hreflang"), own, "{lang}/{path}");
            assert_eq!(sitemap.contains(&format!("/{lang}/{path}<")), own, "{lang}/{path}");
        }
    }
    let introduced = made_with_intro();
    assert!(!introduced.contains("noindex"), "what introduces a list in its language is a text of it");
}

fn made_with_intro() -> String {
    let intro = "\n=== content/zones/_index.ja.md\n+++\ntitle = \"区\"\n+++\n紹介。\n";
    let made = files(FIVE).and(ZONES).and(OWNED).and(intro).on_day("2026-11-30").make().sound();
    made.html("ja/zones/")
}

#[test]
fn a_record_has_its_former_name_where_an_older_one_names_it() {
    let site = "
=== content/zones/old/record.toml
valid_from = 1994
valid_to = \"2030\"
[[former]]
name = { vi = \"Nomura\", en = \"Nomura Park\" }
until = 2023-05-31
=== content/zones/old/vi.md
+++
title = \"Khu mới\"
+++
Text.
=== content/zones/old/en.md
+++
title = \"New park\"
+++
Text.
=== content/zones/then/record.toml
day = 2022-01-01
others = [\"old\"]
=== content/zones/then/en.md
+++
title = \"Then\"
+++
Beside [](@old) it grew.
=== content/zones/now/record.toml
day = 2024-01-01
others = [\"old\"]
=== content/zones/now/en.md
+++
title = \"Now\"
+++
Beside [](@old) it grew.
";
    let made = files(FIVE).and(ZONES).and(site).on_day("2026-11-30").make().sound();
    let facts =
        |address: &str| visible(between(&made.html(address), "<table class=\"facts\"", "</table>")[0]);
    assert!(facts("en/zones/then/").contains("Nomura Park (until 31 May 2023)"));
    assert!(facts("en/zones/now/").contains("New park"));
    // A title in a sentence is the title of the day as well, for readers and in what is said of the page elsewhere.
    let then = made.html("en/zones/then/");
    assert!(then.contains(">Nomura Park (until 31 May 2023)</a> it grew"), "{then}");
    assert!(then.contains("content=\"Beside Nomura Park (until 31 May 2023) it grew.\""), "{then}");
    let now = made.html("en/zones/now/");
    assert!(now.contains(">New park</a> it grew") && !now.contains("Nomura"), "{now}");
    in_order(&main_text(&made.html("en/zones/old/")), &["New park", "Nomura Park", "1994–2030"]);
}

#[test]
fn a_column_has_no_place_of_its_own_on_a_page() {
    let made = |keys: &str| {
        let schema = format!(
            "\n=== content/zones/_collection.toml\ntitle.vi = \"Khu\"\n[fields.plots]\ntype = \"table\"\nlabel.vi = \"Lô\"\n\
             [fields.plots.columns.name]\nlabel.vi = \"Tên\"\n{keys}\n"
        );
        files(FIVE).and(&schema).make()
    };
    for key in ["card = true", "hidden = true", "facet = true", "group = \"a\""] {
        let found = made(&format!("type = \"text\"\n{key}"));
        assert!(found.codes().contains(&"unknown-key"), "{key}: {}", found.said());
    }
    let found = made("type = \"markdown\"\nper_language = true");
    assert!(found.codes().contains(&"per-language-type"), "{}", found.said());
    let found = made("type = \"markdown\"");
    assert!(found.codes().contains(&"markdown-shared"), "{}", found.said());
}

/// Markup written once for all languages would be shown with its signs.
#[test]
fn text_with_markup_is_written_in_each_language() {
    let made = |keys: &str| {
        let schema = format!(
            "\n=== content/zones/_collection.toml\ntitle.vi = \"Khu\"\n[fields.plots]\nlabel.vi = \"Lô\"\n{keys}\n"
        );
        files(FIVE).and(&schema).make()
    };
    for keys in ["type = \"markdown\"", "type = \"list\"\nof = \"markdown\""] {
        let found = made(keys);
        assert!(found.codes().contains(&"markdown-shared"), "{keys}: {}", found.said());
    }
    let found = made("type = \"markdown\"\nper_language = true");
    assert!(!found.codes().contains(&"markdown-shared"), "{}", found.said());
}

/// Keys of other programs, which no page shows, are said to be that; a field of the name is a field.
#[test]
fn a_note_in_a_translation_is_shown_or_said_not_to_be() {
    let made = |schema: &str, line: &str| {
        let site = format!(
            "\n=== content/zones/_collection.toml\ntitle.vi = \"Khu\"\n{schema}\n=== content/zones/a/record.toml\n\
             === content/zones/a/vi.md\n+++\ntitle = \"A\"\n{line}\n+++\n"
        );
        files(FIVE).and(&site).make()
    };
    for key in ["translated_from", "translator", "reviewed", "source_hash"] {
        let found = made("", &format!("{key} = \"vi\""));
        assert!(found.codes().contains(&"unused-note"), "{key}: {}", found.said());
    }
    let field = "[fields.translator]\ntype = \"text\"\nper_language = true\nlabel.vi = \"Người dịch\"";
    let found = made(field, "translator = \"Nguyễn An\"");
    assert!(!found.codes().contains(&"unused-note"), "{}", found.said());
    assert!(found.html("vi/zones/a/").contains("Nguyễn An"));
}
