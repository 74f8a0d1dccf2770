//! Headings in their order, tables with their rows, notes apart from the text: nothing is dropped unsaid.

use super::super::{Options, parse};
use super::{html, options, origin, shown};

fn told(text: &str) -> Vec<(&'static str, String)> {
    let reported = parse(text, &origin(), &options("vi"));
    reported.diagnostics.iter().map(|it| (it.code, super::covered(text, it).to_owned())).collect()
}

#[test]
fn a_page_has_one_heading_of_the_first_level() {
    let text = "# Tổng quan\n\n## Con\n\nMục\n===\n";
    let levels = |options: &Options| -> Vec<u8> {
        parse(text, &origin(), options).value.headings.iter().map(|heading| heading.level).collect()
    };
    assert_eq!(levels(&options("vi")), [2, 3, 2]);
    assert_eq!(
        told(text),
        [("heading-top", "# Tổng quan".to_owned()), ("heading-top", "Mục\n===".to_owned())]
    );
    assert!(!html("vi", text).contains("<h1"));
    assert_eq!(told("<h1>Một</h1>"), [("heading-html", "<h1>".to_owned())]);
    let below = Options { heading_shift: 2, ..options("vi") };
    assert_eq!(levels(&below), [3, 4, 3]);
    assert!(parse(text, &origin(), &below).diagnostics.is_empty());
}

#[test]
fn a_skipped_level_is_told() {
    assert_eq!(told("## A\n\n#### B"), [("heading-level", "#### B".to_owned())]);
    assert_eq!(told("### A\n\n### B"), [("heading-level", "### A".to_owned())]);
    assert_eq!(told("# A\n\n### B").last().unwrap().0, "heading-level");
    assert_eq!(told("## A\n\n### B\n\n#### C\n\n## D"), []);
}

#[test]
fn cells_that_are_dropped_are_told() {
    let head = "| Năm | Vốn |\n|---|---|\n";
    let rows = format!("{head}| 2022 | 10 | 20 |\n| 2023 | 30 |\n| 2024 | `a|b` |\n| 2025 |\n");
    let errors =
        [("table-cells", "| 2022 | 10 | 20 |".to_owned()), ("table-cells", "| 2024 | `a|b` |".to_owned())];
    assert_eq!(told(&rows), errors);
    assert_eq!(told(&format!("{head}| 2022 | 10 | | |")), []);
    assert_eq!(told(&format!("{head}| `a\\|b` | c |\n| 1 | 2 |")), []);
    assert_eq!(told("> | a |\n> |---|\n> | 1 | 2 |"), [("table-cells", "| 1 | 2 |".to_owned())]);
}

#[test]
fn what_looks_like_a_table_is_told() {
    for (text, code, at) in [
        ("| Năm | Vốn |\n| 2022 | 10 |", "table-head", "| Năm | Vốn |"),
        ("Năm | Vốn\n2022 | 10", "table-head", "Năm | Vốn"),
        ("| a | `b|c` |\n|---|---|\n| 1 | 2 |", "table-columns", "| a | `b|c` |"),
        ("Năm\tVốn\n2022\t10", "table-tabs", "Năm\tVốn"),
        ("    Năm\tVốn\n    2022\t10", "table-tabs", "Năm\tVốn\n    2022\t10"),
    ] {
        assert_eq!(told(text), [(code, at.to_owned())], "{text}");
    }
}

#[test]
fn boxes_of_other_programs_and_indented_prose_are_told() {
    for (text, code, at) in [
        (":::note\nHạn nộp\n:::", "box-form", ":::note"),
        ("Xem\n:::tip\nHạn nộp\n:::", "box-form", ":::tip"),
        ("!!! warning \"Chú ý\"\n    Hạn nộp", "box-form", "!!! warning"),
        ("[!NOTE]\nHạn nộp", "box-form", "[!NOTE]"),
        ("```{note}\nHạn nộp\n```", "box-form", "```{note}"),
        ("    Căn cứ Luật Đầu tư;", "code-prose", "Căn cứ Luật Đầu tư;"),
    ] {
        assert_eq!(told(text), [(code, at.to_owned())], "{text}");
    }
    assert_eq!(told("    cargo build --release\n\n> [!NOTE]\n> a"), []);
}

#[test]
fn signs_that_make_a_block_of_their_line_are_told() {
    for (text, code, at) in [
        ("Nơi nhận:\n-", "heading-underline", "-"),
        ("> 수신:\n> --", "heading-underline", "--"),
        ("Diện tích\n> 500 ha", "quotation-figure", "> 500 ha"),
        ("- > ５００ 公顷", "quotation-figure", "> ５００ 公顷"),
    ] {
        assert_eq!(told(text), [(code, at.to_owned())], "{text}");
    }
    for text in [
        "## Một",
        "Nơi nhận:\n\n-",
        "Nơi nhận:\n\\-",
        "Tên\n---",
        "> Năm 2024 là",
        "> “500 ha”",
        "> 2024 là năm\n> của cảng",
        "> 24か国の投資家が都市鉄道を見るために訪れました。",
        "> 17개국 투자자들이 항만을 검토하기 위해 방문했습니다.",
        "> 1. Một",
        "\\> 500 ha",
        ">500 ha và `x`\n>\n> hai",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn a_footnote_is_no_part_of_the_plain_text() {
    let body = parse(
        "Một[^a] hai.\n\n[^a]: Chú thích\n\n    - thêm {{ fact b }}\n\nBa {{ fact c }}",
        &origin(),
        &options("vi"),
    )
    .value;
    assert_eq!(body.plain.text, "Một hai.\nBa \u{FFFC}");
    assert_eq!(body.plain.gaps.len(), 1);
    assert_eq!(body.segments.len(), 4);
    assert!(shown(&body).contains("Chú thích"));
}

#[test]
fn ids_are_made_as_the_readme_says() {
    let ids = |tag: &str, text: &str| {
        let options = Options { slug: crate::locale::slug, ..options(tag) };
        let found = parse(text, &origin(), &options);
        assert_eq!(found.diagnostics, [], "{text}");
        found.value.headings.iter().map(|heading| heading.id.clone()).collect::<Vec<_>>()
    };
    for (tag, text, expected) in [
        ("vi", "## Giá thuê\n\n## Giá thuê\n\n## Giá thuê", &["gia-thue", "gia-thue-2", "gia-thue-3"][..]),
        ("vi", "## Điều 5. Đất & nước (2024–2030)", &["dieu-5-dat-nuoc-2024-2030"]),
        (
            "ja",
            "## 港湾の概要\n\n## 港湾の概要\n\n## FAQ・お問い合わせ",
            &["港湾の概要", "港湾の概要-2", "faq-お問い合わせ"],
        ),
        ("ko", "## 임대료 안내\n\n## 임대료 안내", &["임대료-안내", "임대료-안내-2"]),
        ("zh-Hans", "## 第一章　总则\n\n## 租金（每年）", &["第一章-总则", "租金-每年"]),
        (
            "vi",
            "## Giá {#a}\n\n## Giá `x` {#b}\n\n## Giá {#c} ##\n\n## *Giá* {#đất-1}",
            &["a", "b", "c", "đất-1"],
        ),
        (
            "vi",
            "Giá {#a}\n---\n\nGiá\nthuê {#b}\n---\n\n> ## Giá {#c}\n\n- ## Giá {#d}",
            &["a", "b", "c", "d"],
        ),
        (
            "ja",
            "## 概要 {#gaiyo}\n\n### [港](@a) {#港}\n\n## \u{3000}料金 {#ryokin}   ",
            &["gaiyo", "港", "ryokin"],
        ),
        ("vi", "## Giá {#gia-thue}\n\n## Giá thuê", &["gia-thue", "gia-thue-2"]),
        ("vi", "## Giá thuê\n\n## Giá {#gia-thue}", &["gia-thue-2", "gia-thue"]),
        ("vi", "## …\n\n## !", &["section", "section-2"]),
    ] {
        assert_eq!(ids(tag, text), expected, "{text}");
    }
}

#[test]
fn an_id_before_the_closing_signs_of_a_heading_is_one() {
    for (text, expected) in [
        ("## Giá {#a} ##", "<h2 id=\"a\">Giá</h2>"),
        ("## Giá `x` {#a-1}  ####  ", "<h2 id=\"a-1\">Giá <code>x</code></h2>"),
        ("> ## Giá *thuê* {#a} #", "<blockquote>\n<h2 id=\"a\">Giá <em>thuê</em></h2>\n</blockquote>"),
        ("## Giá ## {#a}", "<h2 id=\"a\">Giá</h2>"),
        ("## Giá {ha} ##", "<h2 id=\"gia-ha\">Giá {ha}</h2>"),
        ("## Giá \\{#a} ##", "<h2 id=\"gia-a\">Giá {#a}</h2>"),
        ("## Giá {#a}##", "<h2 id=\"gia-a\">Giá {#a}##</h2>"),
    ] {
        super::check("vi", text, expected);
    }
}

#[test]
fn a_heading_without_words_is_told() {
    for text in ["##", "## ", "##\n\nx", "## ##", "## {#a}", "> ##"] {
        let found = parse(text, &origin(), &options("vi")).diagnostics;
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["heading-empty"], "{text}");
    }
    for text in ["## Một", "## 1", "Một\n---", "## {{ fact a }}", "## ![a](b.jpg)", "\\##"] {
        assert_eq!(parse(text, &origin(), &options("vi")).diagnostics, [], "{text}");
    }
}

#[test]
fn a_kind_of_box_that_there_is_not_is_told() {
    for (text, help) in [
        ("> [!GHICHU]\n> a", "near"),
        ("> [!LƯU Ý]\n> a", "near"),
        ("> a\n>\n> [!Chú thích]\n> b", "near"),
        ("> [!Hải Phòng]\n> a", "known"),
    ] {
        let found = parse(text, &origin(), &options("vi")).diagnostics;
        assert_eq!(found.iter().map(|it| (it.code, it.help)).collect::<Vec<_>>(), [("box-kind", Some(help))]);
    }
    for text in ["> [!NOTE]\n> a", "> [!note]\n> a", "> Nhớ [!] nhé", "[!Lưu ý]\na"] {
        assert_eq!(parse(text, &origin(), &options("vi")).diagnostics, [], "{text}");
    }
}
