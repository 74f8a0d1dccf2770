//! A minus, a plus or the star of a note at the start of a line.

use super::super::parse;
use super::{check, html, options, origin};

fn told(text: &str) -> Vec<(&'static str, &'static str)> {
    let found = parse(text, &origin(), &options("vi")).diagnostics;
    found.iter().map(|found| (found.code, found.help.unwrap_or_default())).collect()
}

#[test]
fn a_sign_before_a_figure_stays() {
    for text in [
        "- 3,2 %",
        "- 5 °C",
        "+ 3 %",
        "+ 84 225 3842 614",
        "- 3,2 % so với cùng kỳ",
        "- 5,000 tỷ đồng",
        "- 12％",
        "- ３．２ポイント",
        "+ 3.2%p 상승",
        "- $3.2 million",
        "− 3",
        "- 500 ha",
    ] {
        for tag in ["vi", "en", "ja", "ko", "zh-Hans"] {
            check(tag, text, &format!("<p>{text}</p>"));
            check(tag, &format!("> {text}"), &format!("<blockquote>\n<p>{text}</p>\n</blockquote>"));
        }
        assert!(html("vi", &format!("## A\n{text}\n\nB")).contains(&format!("<p>{text}</p>")), "{text}");
    }
    check("vi", "Tăng trưởng là\n- 3,2 % so với", "<p>Tăng trưởng là\n- 3,2 % so với</p>");
    check("vi", "Nhiệt độ:\n\n- 5 °C", "<p>Nhiệt độ:</p>\n<p>- 5 °C</p>");
    check("vi", "- 3 %\n\n+ 5 %", "<p>- 3 %</p>\n<p>+ 5 %</p>");
}

#[test]
fn the_star_of_a_note_stays_where_the_text_has_its_mark() {
    for text in ["| Vốn* |\n|---|\n| 10 |", "| Vốn |\n|---|\n| 10 (*) |", "Vốn 10 tỷ\\*.", "Vốn 10 tỷ*."]
    {
        let shown = html("vi", &format!("{text}\n\n* Số liệu sơ bộ"));
        assert!(shown.ends_with("<p>* Số liệu sơ bộ</p>\n"), "{shown}");
        assert_eq!(told(&format!("{text}\n\n* Số liệu sơ bộ")), [], "{text}");
    }
    let text = "| Vốn* |\n|---|\n| 10** |\n\n* Sơ bộ\n** Ước tính";
    assert!(html("vi", text).ends_with("<p>* Sơ bộ\n** Ước tính</p>\n"));
    assert_eq!(told(text), [("looks-like-markdown", "lines")]);
}

#[test]
fn what_may_be_a_sign_and_stays_an_item_is_told() {
    for (text, help) in [
        ("| Vốn |\n|---|\n| 10 |\n\n* Số liệu sơ bộ", "note"),
        ("Vốn 10 tỷ*.\n* Số liệu sơ bộ", "note"),
        ("Tăng trưởng:\n- 3,2 %", "figure"),
        ("Năm 2023 giảm.\n- 3,2 %", "figure"),
        ("- 3 %\n+ 5 %", "figure"),
    ] {
        let found = told(text);
        assert!(
            !found.is_empty() && found.iter().all(|found| *found == ("bullet-sign", help)),
            "{text}: {found:?}"
        );
        assert!(html("vi", text).contains("<li>"), "{text}");
    }
}

#[test]
fn sound_lists_stay_lists() {
    for text in [
        "- một",
        "* một",
        "+ một",
        "- 3 khu\n- 4 cảng",
        "- một\n- 3,2 %",
        "Gồm:\n- 3 khu công nghiệp",
        "**Gồm:**\n\n- 3 khu công nghiệp",
        "- một\n  - 3,2 %",
        "1. một\n   - 120 ha",
        "- Diện tích:\n+ 120 ha\n- Vốn:\n+ 5 tỷ",
        "- 15/3/2024: khởi công",
        "- 2024: khởi công",
        "- 2024년 3월 착공",
        "- 2024. 3. 15. 등록",
        "- 1. một",
        "- 2024-03-15 khởi công",
        "- 30 tháng 6: hạn nộp",
        "- 3 khu\n\n  gồm cả cảng",
        "- 3 khu\n  - cảng",
        "* 3 %",
        "Một *hai* ba.\n\n* một",
        "20*30*5 m\n\n* một",
        "`a*`\n\n* một",
        "| a |\n|---|\n| b |\n\n- Nguồn: c",
        "| a* |\n|---|\n| b |\n\n* c\n* d",
        "```\n- 3 %\n```\n\n- x",
    ] {
        assert_eq!(told(text), [], "{text}");
        assert!(html("vi", text).contains("<li>"), "{text}");
    }
}
