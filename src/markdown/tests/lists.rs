//! Numbers with a full stop at the start of a block: lists, dates, years.

use super::super::{parse, parse_summary};
use super::{check, html, options, origin, shown};

/// What a text gives: its HTML, and the code and place of everything reported.
fn told(text: &str) -> (String, Vec<(&'static str, String)>) {
    let reported = parse(text, &origin(), &options("ko"));
    let told = reported.diagnostics.iter().map(|it| (it.code, super::covered(text, it).to_owned()));
    (shown(&reported.value), told.collect())
}

#[test]
fn a_date_is_no_list() {
    for text in [
        "2024. 3. 15. 기준",
        "'24. 3. 15. 기준",
        "24. 3. 15. 기준 자료",
        "3. 15.(금) 개최",
        "3. 15. 개최",
        "15. tháng 3 năm 2024",
        "12. March 2024",
        "1986. Khởi công khu công nghiệp",
        "2023) 연간 실적",
        "1. 1. Phạm vi",
    ] {
        check("ko", text, &format!("<p>{text}</p>"));
        check("ko", &format!("> {text}"), &format!("<blockquote>\n<p>{text}</p>\n</blockquote>"));
        check("ko", &format!("- {text}"), &format!("<ul>\n<li>{text}</li>\n</ul>"));
        check(
            "ko",
            &format!("[^1]\n\n[^1]: {text}"),
            html("ko", &format!("[^1]\n\n[^1]: {text}")).trim_end(),
        );
        assert!(html("ko", &format!("[^1]\n\n[^1]: {text}")).contains(&format!("<p>{text} <a")), "{text}");
    }
    check(
        "ko",
        "2020. 5. 1. 승인.\n\n2024. 3. 15. 등록.",
        "<p>2020. 5. 1. 승인.</p>\n<p>2024. 3. 15. 등록.</p>",
    );
    check("vi", "1986. Khởi công\n\n1990. Mở rộng", "<p>1986. Khởi công</p>\n<p>1990. Mở rộng</p>");
    check("vi", "- Cấp phép năm\n2024. Công suất", "<ul>\n<li>Cấp phép năm\n2024. Công suất</li>\n</ul>");
}

#[test]
fn a_date_in_an_item_leaves_the_list_alone() {
    check(
        "ko",
        "1. 2024. 3. 15. 등록\n2. 2024. 5. 1. 승인",
        "<ol>\n<li>2024. 3. 15. 등록</li>\n<li>2024. 5. 1. 승인</li>\n</ol>",
    );
    check(
        "vi",
        "1. Nộp\n\n2. Nhận\n\n2024. Mốc",
        "<ol>\n<li>\n<p>Nộp</p>\n</li>\n<li>\n<p>Nhận</p>\n</li>\n</ol>\n<p>2024. Mốc</p>",
    );
}

#[test]
fn sound_lists_stay_lists_and_nothing_is_said() {
    for (text, expected) in [
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1) a", "<ol>\n<li>a</li>\n</ol>"),
        ("0. a\n1. b", "<ol start=\"0\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("9. a\n10. b\n11. c", "<ol start=\"9\">\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ol>"),
        ("1. a\n\nx\n\n2. b", "<ol>\n<li>a</li>\n</ol>\n<p>x</p>\n<ol start=\"2\">\n<li>b</li>\n</ol>"),
        (
            "1. a\n   1. b\n   2. c\n2. d",
            "<ol>\n<li>a\n<ol>\n<li>b</li>\n<li>c</li>\n</ol>\n</li>\n<li>d</li>\n</ol>",
        ),
        ("```\n2024. 3. 15.\n```", "<pre class=\"code\" tabindex=\"0\"><code>2024. 3. 15.\n</code></pre>"),
    ] {
        check("vi", text, expected);
    }
}

#[test]
fn the_numbers_shown_are_those_written() {
    let (shown, told) = told("1. a\n3. b\n4. c\n4. d");
    assert_eq!(
        shown,
        "<ol>\n<li>a</li>\n<li value=\"3\">b</li>\n<li>c</li>\n<li value=\"4\">d</li>\n</ol>\n"
    );
    assert_eq!(told, [("list-number", "3.".to_owned())]);
    let (shown, told) = self::told("1986. a\n1990. b");
    assert_eq!(shown, "<ol start=\"1986\">\n<li>a</li>\n<li value=\"1990\">b</li>\n</ol>\n");
    assert_eq!(told, [("list-number", "1990.".to_owned())]);
}

#[test]
fn a_list_that_may_be_none_is_told() {
    for (text, code, at) in [
        ("1. a\n1. b\n1. c", "list-number", "1."),
        ("2. a\n   - b", "list-start", "2."),
        ("1986. a\n1987. b", "list-start", "1986."),
        ("12) a\n\n    b", "list-start", "12)"),
        ("1. 1. a\n   2. b", "list-in-list", "1."),
    ] {
        assert_eq!(told(text).1, [(code, at.to_owned())], "{text}");
    }
}

#[test]
fn a_summary_keeps_its_first_number() {
    for text in [
        "2024. 3. 15. 기준 자료",
        "1. Quý I năm 2024",
        "1986. x",
        "- 3,5 % so với 2023",
        "+ 12 % so với 2023",
        "> 500 tỷ đồng",
        "# 1 Việt Nam",
    ] {
        let body = parse_summary(text, &origin(), &options("vi"));
        assert_eq!(shown(&body.value), format!("<p>{}</p>\n", text.replace('>', "&gt;")));
        assert_eq!(body.value.plain.text, text);
        assert!(body.diagnostics.is_empty(), "{text}");
    }
}

#[test]
fn numbers_of_two_lines_that_run_together_are_told() {
    let text = "2020. 5. 1. 승인.\n2024. 3. 15. 등록.";
    let (shown, told) = told(text);
    assert_eq!(shown, format!("<p>{text}</p>\n"));
    assert_eq!(told, [("list-lines", "2024.".to_owned())]);
    assert_eq!(
        self::told(&format!("- {}", text.replace('\n', "\n  "))).1,
        [("list-lines", "2024.".to_owned())]
    );
    check(
        "ko",
        "2020. 5. 1. 승인.\\\n2024. 3. 15. 등록.",
        "<p>2020. 5. 1. 승인.<br>\n2024. 3. 15. 등록.</p>",
    );
}

#[test]
fn a_leading_zero_is_shown() {
    check("vi", "01. a\n02. b", "<ol class=\"leading-zero\">\n<li>a</li>\n<li>b</li>\n</ol>");
}

#[test]
fn many_doubtful_lists_cost_what_they_say() {
    let text = "2024. 3. 15. 기준\n\n5. a\n   7. b\n\n".repeat(2_000);
    let (html, _) = told(&text);
    assert_eq!(html.matches("<p>2024. 3. 15. 기준</p>").count(), 2_000);
}

#[test]
fn a_day_before_its_month_begins_no_list() {
    for text in ["1. tháng 7 năm 2025 hợp nhất.", "2. tháng 9 là ngày nghỉ.", "31. tháng 12 hết hạn."]
    {
        let (shown, told) = told(text);
        assert_eq!(shown, format!("<p>{text}</p>\n"));
        assert!(told.is_empty(), "{text}");
    }
    assert!(told("1. Tháng 7: nộp\n2. Tháng 8: nhận").0.starts_with("<ol>"));
}

#[test]
fn an_excerpt_keeps_the_numbers_of_a_list() {
    let body = parse("1. Nộp\n2. Nhận\n\n   Sau đó.\n\n3.\n\nHết.", &origin(), &options("vi")).value;
    assert_eq!(body.plain.text, "1. Nộp\n2. Nhận\nSau đó.\nHết.");
}
