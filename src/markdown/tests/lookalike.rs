//! What looks like Markdown and is none is told; sound text is left alone.

use super::super::parse;
use super::{options, origin};
use crate::diag::UiLang;

/// Help and the text it is about, for each finding.
fn told(tag: &str, text: &str) -> Vec<(&'static str, String)> {
    let found = parse(text, &origin(), &options(tag)).diagnostics;
    let one = |found: &crate::diag::Diagnostic| {
        assert_eq!(found.code, "looks-like-markdown", "{text}");
        assert!(found.help_text(UiLang::Vi).is_some());
        let (start, end) = found.place.as_ref().expect("a place").span;
        (found.help.expect("a way out"), text[start..end].to_owned())
    };
    found.iter().map(one).collect()
}

#[test]
fn a_marker_with_the_wrong_space_is_told() {
    for gap in ["\u{a0}", "\u{3000}", "\u{200b}", "\u{2009}", "\u{202f}"] {
        for marker in ["#", "##", "######", "-", "*", "+", "1.", "1)"] {
            for text in [format!("{marker}{gap}Tiêu đề"), format!("Đoạn văn\n{marker}{gap}Tiêu đề")]
            {
                assert_eq!(told("vi", &text), [("after", marker.to_owned())], "{text:?}");
            }
            let text = format!("{gap}{marker} 項目");
            assert_eq!(told("ja", &text), [("before", marker.to_owned())], "{text:?}");
        }
    }
    assert_eq!(told("vi", "- một\n-\u{a0}hai\n"), [("after", "-".to_owned())]);
    assert_eq!(told("vi", "> ##\u{a0}Tiêu đề"), [("after", "##".to_owned())]);
}

#[test]
fn a_full_width_sign_in_the_place_of_a_marker_is_told() {
    for (text, sign) in [
        ("＃ 标题", "＃"),
        ("＃＃標題", "＃＃"),
        ("＃＃　見出し", "＃＃"),
        ("－ 项目", "－"),
        ("＊　项目", "＊"),
        ("＞ 引用", "＞"),
        ("｜ 年 ｜ 资本 ｜\n｜---｜---｜\n｜ 2022 ｜ 10 ｜", "｜"),
        ("重点是＊＊海防＊＊港", "＊＊"),
        ("**đậm＊＊ chữ", "＊＊"),
        ("Trọng tâm là ＊＊cảng** biển", "＊＊"),
        ("Trọng tâm là *＊cảng** biển", "*＊"),
        ("Vốn *đăng ký＊ mới", "＊"),
        ("Chạy ｀cargo` nhé", "｀"),
        ("#＃ Tiêu đề", "#＃"),
        ("＃# Tiêu đề", "＃#"),
        ("＋ mục", "＋"),
        ("［Quyết định］(https://x.vn)", "］(https://x.vn)"),
        ("Xem ［Quyết định](@plan-867)", "](@plan-867)"),
        ("Xem [Quyết định］(@plan-867)", "］(@plan-867)"),
        ("[Quyết định]（https://x.vn）", "]（https://x.vn）"),
        ("［1］と[リンク]（https://x.vn）です", "]（https://x.vn）"),
        ("[计划]（@plan-867）", "]（@plan-867）"),
        ("[计划](plan.pdf）", "](plan.pdf）"),
    ] {
        assert_eq!(told("zh-Hans", text), [("wide", sign.to_owned())], "{text}");
    }
}

#[test]
fn a_link_that_is_none_is_told() {
    for (text, help, sign) in [
        ("Xem [Quyết định 408](Quyet dinh 408.pdf).", "address", "](Quyet dinh 408.pdf)"),
        ("Xem [**Quyết định**](a b (1).pdf)!", "address", "](a b (1).pdf)"),
        ("![Ảnh](anh cang.jpg)", "address", "](anh cang.jpg)"),
        ("Xem [kế hoạch] (https://x.vn/a).", "gap", "] (https://x.vn/a)"),
        ("Xem [kế hoạch]\u{200b}(ke-hoach.pdf).", "gap", "]\u{200b}(ke-hoach.pdf)"),
    ] {
        assert_eq!(told("vi", text), [(help, sign.to_owned())], "{text}");
    }
    // Without a text of its own, it would have had the title of what it leads to.
    assert_eq!(told("vi", "Xem [](@Tràng Duệ).").len(), 1);
}

#[test]
fn digits_of_full_width_before_the_items_of_a_list_are_told() {
    for (text, sign, mended) in [
        ("１. một\n２. hai", "１.", "1. một\n2. hai"),
        ("１） một\n２） hai", "１）", "1) một\n2) hai"),
        ("１． một\n２． hai", "１．", "1. một\n2. hai"),
    ] {
        assert_eq!(told("vi", text), [("digits", sign.to_owned())], "{text}");
        assert_eq!(told("vi", mended), [], "{text}");
    }
    assert_eq!(told("ja", "１．概要\n２．目的"), [("lines", "１．".to_owned())]);
}

#[test]
fn a_line_that_was_to_be_the_next_item_is_told() {
    for (text, sign, mended) in [
        ("1. một\n2.Hai", "2.", "1. một\n2. Hai"),
        ("1) một\n2)Hai", "2)", "1) một\n2) Hai"),
        ("> 1. một\n> 2.Hai", "2.", "> 1. một\n> 2. Hai"),
        ("1. một\n２. hai", "２.", "1. một\n2. hai"),
        ("- một\n-Hai", "-", "- một\n- Hai"),
        ("1. một\n\n2. hai\n3.Ba", "3.", "1. một\n\n2. hai\n3. Ba"),
    ] {
        let told = told("vi", text);
        assert_eq!(
            told.iter().map(|(help, sign)| (*help, sign.as_str())).next(),
            Some(("item", sign)),
            "{text}"
        );
        assert!(parse(mended, &origin(), &options("vi")).diagnostics.is_empty(), "{mended}");
    }
    for text in ["1. một\n3.Ba", "- một\n– hai", "1. Theo\nđiều 2.", "- a\n  -5 °C", "1. một\n   2,5 ha"]
    {
        assert_eq!(told("vi", text), [], "{text}");
    }
}

#[test]
fn the_name_of_an_address_that_is_written_nowhere_is_told() {
    for (text, sign) in [
        ("Xem [Quyết định 408][qd408].", "][qd408]"),
        ("Xem [Quyết định 408][].", "][]"),
        ("Xem [**Quyết định**][1].", "][1]"),
        ("![Ảnh][anh]", "][anh]"),
    ] {
        assert_eq!(told("vi", text), [("name", sign.to_owned())], "{text}");
        let name = sign.trim_matches(['[', ']']);
        let name = if name.is_empty() { "Quyết định 408" } else { name };
        let mended = format!("{text}\n\n[{name}]: https://x.vn\n");
        assert_eq!(
            parse(&mended, &origin(), &options("vi")).diagnostics.len(),
            usize::from(text.starts_with('!'))
        );
    }
    for text in ["Theo [1][2] và [a]", "\\[a][b]", "`[a][b]`", "mảng a[1][2]", "[a][b]\n\n[b]: https://x.vn"]
    {
        assert_eq!(told("vi", text), [], "{text}");
    }
}

#[test]
fn a_link_to_a_heading_by_its_words_is_told_with_its_id() {
    let text = "Xem [x](#Hạ tầng).\n\n## Hạ tầng {#ha}\n\nx";
    let found = parse(text, &origin(), &options("vi")).diagnostics;
    assert_eq!(
        found[0].help_text(UiLang::En).as_deref(),
        Some("a link to a heading names the heading's id: `](#ha)`")
    );
    assert_eq!(told("vi", &text.replace("Hạ tầng)", "ha)")), []);
    assert_eq!(told("vi", "Xem [x](#Không có)."), [("address", "](#Không có)".to_owned())]);
}

#[test]
fn a_heading_without_its_space_is_told() {
    assert_eq!(told("vi", "##Tiêu đề"), [("glued", "##".to_owned())]);
    assert_eq!(told("ko", "문단\n###제목"), [("level", "###".to_owned())]);
    for (tag, text) in [
        ("vi", "#Tiêu đề của mục"),
        ("vi", "Đoạn văn\n\n#Giới thiệu chung\nHải Phòng là cảng biển."),
        ("vi", "#HẠ TẦNG KỸ THUẬT"),
        ("vi", "#1. Vị trí"),
        ("vi", "#**Tổng quan dự án**"),
        ("en", "#Overview of the zone"),
        ("ko", "#사업 개요"),
        ("ja", "#第１章　総則"),
        ("zh-Hans", "#一、概况"),
        ("vi", "> #Tiêu đề mục"),
    ] {
        assert_eq!(told(tag, text), [("level", "#".to_owned())], "{text}");
    }
}

#[test]
fn lines_that_run_together_are_told_once() {
    for (text, first) in [
        ("a) đất\nb) nước\nc) điện", "a)"),
        ("Gồm:\na) đất,\nrộng\nb) nước", "a)"),
        ("Gồm:\n2. đất\n3. nước", "2."),
        ("(1) 土地\n(2) 水", "(1)"),
        ("・土地\n・水", "・"),
        ("- mục\n  a) đất\n  b) nước", "a)"),
        ("가. 토지\n나. 물", "가."),
        ("-Đất\n-Nước", "-"),
        ("Điều 5. Đất\nĐiều 6. Nước\nĐiều 7. Điện", "Điều 5."),
        ("Căn cứ Luật:\nKhoản 2. Đất\nKhoản 3. Nước", "Khoản 2."),
        ("**Bước 1:** Nộp\n**Bước 2:** Nhận", "Bước 1:"),
        ("Step 1: apply\nStep 2: receive", "Step 1:"),
        ("> 第1条　目的\n> 第2条　定義", "第1条"),
        ("第一步：申请\n第二步：领取", "第一步："),
        ("1단계: 신청\n2단계: 수령", "1단계:"),
        ("①土地\n②水", "①"),
        ("一、土地\n二、水", "一、"),
        ("· Đất\n· Nước", "·"),
        ("※ 부가세 별도\n※ 잠정치", "※"),
        ("▶ Đất\n▶ Nước", "▶"),
        ("(*) Sơ bộ\n(**) Ước tính", "(*)"),
        ("[1] Báo cáo\n[2] Kế hoạch", "[1]"),
        ("1.1. Vị trí\n1.2. Quy mô", "1.1."),
    ] {
        assert_eq!(told("vi", text), [("lines", first.to_owned())], "{text}");
    }
}

#[test]
fn a_character_that_no_page_may_have_is_left_out_however_it_is_written() {
    for text in ["a&#1;b", "a&#xFEFF;b", "*a&#xFFFE;*b", "[a&#11;](@x \"t&#1;\") b", "![a&#1;](b.png)"] {
        let parsed = parse(text, &origin(), &options("vi"));
        let html = super::shown(&parsed.value);
        assert!(!html.contains(crate::base::is_forbidden), "{html:?}");
        let codes: Vec<&str> = parsed.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["character-left-out"], "{text}");
    }
    super::check("vi", "`&#1;` và &#8203;", "<p><code>&amp;#1;</code> và \u{200b}</p>");
    for trusted_html in [false, true] {
        let options = super::Options { trusted_html, ..options("vi") };
        let raw = parse("<b>a&#1;ừ</b>\n\n<p title=\"&#xFFFF;\">a&#xB;ừ&#233;</p>", &origin(), &options);
        let html = super::shown(&raw.value);
        assert!(!html.contains(crate::base::is_forbidden) && !html.contains("&#x"), "{html:?}");
        let left_out = raw.diagnostics.iter().filter(|found| found.code == "character-left-out");
        assert!(!html.contains("&#1;") && left_out.count() == 3, "{html:?}");
    }
}

#[test]
fn sound_text_is_left_alone() {
    for text in [
        "#HaiPhong #DauTu và #HaiPhong2030",
        "#HaiPhong",
        "#HaiPhong hôm nay",
        "#haiphong là nơi đáng đến.",
        "#đầu_tư hải phòng",
        "#港湾",
        "#1 thế giới",
        "Dự án\n#Hải Phòng đẹp",
        "Năm 2022 đạt 10 ha.\nNăm 2023 đạt 12 ha.",
        "theo\nĐiều 5. Nội dung khác",
        "## Mục\n\n- một\n- hai\n\n1. một\n2. hai\n\n1) một\n2) hai\n\n> trích",
        "a) đất  \nb) nước",
        "a) đất\\\nb) nước",
        "a) đất\n\nb) nước",
        "theo điểm\n(a) và\nkhoản 2",
        "\\##Tiêu đề",
        "`##Tiêu đề` và `[a](b c)`",
        "```\n##Tiêu đề\na) x\nb) y\n[a](b c)\n```",
        "| a | － |\n|---|---|\n| － x | ＃ y |",
        "-5 °C\n-6 °C",
        "Theo [1] (xem phụ lục), [2](tr. 5) và [3] (https://x.vn)",
        "\\[a](b c)",
        "[liên kết](<a b.pdf>) và [nữa](a.pdf \"Tiêu đề dài\")",
        "Khu [A] (đã lấp đầy), [B](@b)",
        "5\u{a0}ha, 15.\u{a0}tháng 3",
        "15.\u{a0}tháng 3",
        "2024. 3. 15. 기준",
        "\u{3000}本文は全角の空白で始まる。",
        "＊注：価格は税込",
        "＃港湾",
        "（注）税別［参考］",
        "[リンク](https://x.vn)（別窓）",
        "｜ホーム｜会社概要｜",
        "— Nguyễn Văn A",
        "* một\n* hai",
    ] {
        assert_eq!(told("ja", text), [], "{text}");
    }
}

#[test]
fn what_other_programs_read_is_told() {
    assert_eq!(told("vi", "####### Bảy"), [("deep", "#######".to_owned())]);
    assert_eq!(told("vi", "-[ ] việc"), [("glued", "-".to_owned())]);
    assert_eq!(told("vi", "- [] sai"), [("box", "[]".to_owned())]);
    assert_eq!(told("vi", "{% hint %}"), [("tag", "{%".to_owned())]);
    assert!(told("vi", "Xem [] và {%}").is_empty());
}

#[test]
fn a_space_in_an_address_is_told_by_what_it_is() {
    for (text, help) in [
        ("[a](mailto: a@e.vn)", "space"),
        ("[a](tel:0225 3842894)", "space"),
        ("[a](https://e .vn/x)", "space"),
        ("[a](@ b)", "space"),
        ("[a](@Tin B)", "record"),
        ("[a](https://e.vn “tiêu đề”)", "title"),
        ("[a](https://example.org \"title)", "title"),
        ("![a](a.jpg =300x200)", "size"),
        ("[a](https://e.vn/kế hoạch.pdf)", "address"),
        ("[a](kế hoạch.pdf)", "address"),
        ("[cổng](https://e.org\n/path)", "open"),
        ("[a](https://e.vn/(a)", "open"),
        ("[a](https://e.vn/(a rồi", "open"),
        ("[e](<https://e.vn)", "open"),
    ] {
        let all = told("vi", text);
        assert_eq!(all.iter().map(|(found, _)| *found).collect::<Vec<_>>(), [help], "{text}");
    }
}

#[test]
fn a_path_that_lost_a_stroke_is_told() {
    let help = |text: &str| {
        let found = parse(text, &origin(), &options("vi")).diagnostics;
        found.iter().map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(help("Lưu tại D:\\!luu\\#1\\bao_cao"), ["lost-backslash"]);
    assert_eq!(help("(“C:\\bao_cao\\#1”)"), ["lost-backslash"]);
    for text in ["C:\\\\x và D:\\luu", "5 \\* 6", "Tỷ lệ:\\*", "a: \\#1"] {
        assert!(told("vi", text).is_empty(), "{text}");
    }
}
