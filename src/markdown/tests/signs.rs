//! Signs that look like markup and are none: stars, colons, braces, addresses.

use super::super::{Options, Quotes, Target, parse};
use super::{check, html, options, origin, shown};

#[test]
fn stars_between_figures_are_signs() {
    for text in [
        "Lô đất 20*30*5 m",
        "100*200*2 m; 2*3 và 4*5",
        "lô 20m*30m*5m",
        "lô 20 m*30 m*5 m, 20 ha*3 ha*2",
        "S = 2*a*3, V = a*2*b",
        "P = a*b + c*d, Q = m*n",
        "500~~600 và 700~~800",
        "2**10 và 3**4",
        "3*4（米）*5（米）",
        "占地３*４*５米",
        "3米*（2+1）米*4",
        "5*(3+2)*4*6",
        "20㎡*3㎡*2",
        "長*寬（米）*高（米）",
        "（长）*5（宽）*3",
        "長*（寬+高）*2",
        "(*) Theo số liệu 2023. (**) Ước tính. (*) Xem phụ lục.",
        "（*）见附件（**）估计（*）",
        "[*] một [*] hai",
        "「*」と「*」",
        "\"*\" và \"*\"",
        "(_) một (_) hai",
        "Họ tên:____, ngày:____, ký:____.",
        "Điện thoại:____Fax:____",
        "ngày ___/___/2024, lúc __:__",
        "__/__/____",
        "生年月日：__／__／__",
        "tệp *.*, mọi loại */*, **/*.pdf",
        "a_b_c và tệp_2024_v2",
        "nén \"*.png\"; \"*\" thì không, như \"images/*.png\"",
        "(*.pdf, *.xlsx), src/* và lib/*.rs",
        "các tệp 「*.csv」、「data/*.csv」",
    ] {
        for tag in ["vi", "en", "ja", "ko", "zh-Hans"] {
            check(tag, text, &format!("<p>{text}</p>"));
        }
    }
    check("vi", "*nhấn mạnh*nhé, từ*ngữ*này", "<p><em>nhấn mạnh</em>nhé, từ<em>ngữ</em>này</p>");
    check("vi", "**Nam**/*Nữ*, _a_/_b_", "<p><strong>Nam</strong>/<em>Nữ</em>, <em>a</em>/<em>b</em></p>");
    check("vi", "**“a”**/**“b”**", "<p><strong>“a”</strong>/<strong>“b”</strong></p>");
    check("vi", "Một\n\n____\n\nHai", "<p>Một</p>\n<hr>\n<p>Hai</p>");
    check("vi", "~~500~~600", "<p><del>500</del>600</p>");
    check("vi", "*20*30*5 m*", "<p><em>20*30*5 m</em></p>");
    check("vi", "**20*30*5 m**", "<p><strong>20*30*5 m</strong></p>");
    check("vi", "`2*3*4` \\*5*6*7", "<p><code>2*3*4</code> *5*6*7</p>");
    check("vi", "<b title=\"2*3*4\">2*3*4</b>", "<p><b title=\"2*3*4\">2*3*4</b></p>");
    check(
        "ja",
        "価格は*5円*です。**1**2と*「甲」*5件、*約1（予定）*です",
        "<p>価格は<em>5円</em>です。<strong>1</strong>2と<em>「甲」</em>5件、<em>約1（予定）</em>です</p>",
    );
}

#[test]
fn a_colon_without_a_space_defines_nothing() {
    for text in ["KCN\n:100 ha", "KCN\n:)", "KCN\n:smile: x", "KCN\n::: x", ":x", "a\n:-)"] {
        let shown = html("vi", text);
        assert_eq!(shown, format!("<p>{text}</p>\n"));
    }
    check("vi", "KCN\n: khu", "<dl>\n<dt>KCN</dt>\n<dd>khu</dd>\n</dl>");
    assert!(html("vi", "| a | b |\n:---|---:\n| 1 | 2 |").contains("<td class=\"align-right\">2</td>"));
}

#[test]
fn braces_after_a_heading_are_text_unless_they_are_an_id() {
    for (text, id, shown) in [
        ("## Diện tích {ha}", "dien-tich-ha", "Diện tích {ha}"),
        ("## Lô {1, 2}", "lo-1-2", "Lô {1, 2}"),
        ("## A {#a b}", "a-a-b", "A {#a b}"),
        ("## A {.x}", "a-x", "A {.x}"),
        ("## A {#}", "a", "A {#}"),
        ("## A \\{#b}", "a-b", "A {#b}"),
        ("A {b}\n---", "a-b", "A {b}"),
        ("> ## A {b}", "a-b", "A {b}"),
        ("## A {#b}", "b", "A"),
        ("A {#b}\n---", "b", "A"),
        ("- ## A {#mục-1}", "mục-1", "A"),
    ] {
        let reported = parse(text, &origin(), &options("vi"));
        assert!(reported.diagnostics.is_empty(), "{text}: {:?}", reported.diagnostics);
        let heading = &reported.value.headings[0];
        assert_eq!((heading.id.as_str(), heading.text.text.as_str()), (id, shown), "{text}");
    }
    let told = parse("## A {#b .c}", &origin(), &options("vi")).diagnostics;
    assert_eq!(told.iter().map(|it| it.code).collect::<Vec<_>>(), ["heading-class"]);
}

#[test]
fn bare_addresses_are_links() {
    let link = |address: &str, text: &str| format!("<a href=\"{address}\" rel=\"noopener\">{text}</a>");
    let a = link("https://a.vn/b_c_d", "https://a.vn/b_c_d");
    for (tag, text, expected) in [
        ("vi", "Xem https://a.vn/b_c_d.", format!("Xem {a}.")),
        ("zh-Hans", "见（https://a.vn/b_c_d）。", format!("见（{a}）。")),
        ("ja", "https://a.vn/b_c_d、**「重要」**です", format!("{a}、<strong>「重要」</strong>です")),
        ("ko", "www.a.kr에서", format!("{}에서", link("http://www.a.kr", "www.a.kr"))),
        ("en", "**https://a.vn/b_c_d**", format!("<strong>{a}</strong>")),
        ("vi", "https://a.vn/*b*/_c_/~d~/", link("https://a.vn/*b*/_c_/~d~/", "https://a.vn/*b*/_c_/~d~/")),
        ("vi", "https://a.vn/?b=1&c=2", link("https://a.vn/?b=1&amp;c=2", "https://a.vn/?b=1&amp;c=2")),
        (
            "vi",
            "Thư: a_b_c@x.gov.vn, gọi",
            "Thư: <a href=\"mailto:a_b_c@x.gov.vn\">a_b_c@x.gov.vn</a>, gọi".to_owned(),
        ),
        ("vi", "{{ fact a }} https://a.vn/b_c_d {{ fact b }}", format!("{{fact 0}} {a} {{fact 1}}")),
    ] {
        check(tag, text, &format!("<p>{expected}</p>"));
    }
    for text in
        ["`https://a.vn`", "https\\://a.vn", "[https://a.vn](@b)", "[a](https://a.vn \"https://a.vn\")"]
    {
        let shown = html("vi", text);
        assert_eq!(shown.matches("<a ").count(), usize::from(text.starts_with('[')), "{shown}");
    }
    assert_eq!(html("vi", "<a href=\"https://a.vn\">https://b.vn</a>").matches("<a ").count(), 1);
    let text = "Xem www.a.vn nhé";
    let links = parse(text, &origin(), &options("vi")).value.links;
    assert_eq!(links[0].target, Target::External("http://www.a.vn".to_owned()));
    assert_eq!(&text[links[0].span.clone()], "www.a.vn");
}

#[test]
fn the_text_of_an_address_is_never_typographic() {
    let quotes = Quotes { open: '“', close: '”', open_single: '‘', close_single: '’' };
    let options = Options { smart: Some(quotes), ..options("en") };
    for (text, shown_text) in [
        ("<https://example.org/a--b...c>", "https://example.org/a--b...c"),
        ("<a--b@x.vn>", "a--b@x.vn"),
        ("https://example.org/a--b...c", "https://example.org/a--b...c"),
    ] {
        let shown = shown(&parse(text, &origin(), &options).value);
        assert!(shown.contains(&format!(">{shown_text}</a>")), "{shown}");
    }
}

#[test]
fn an_address_that_may_go_on_is_told() {
    super::check_reports(
        "Xem https://a.vn/海防 nhé",
        &[(
            "address-end",
            "https://a.vn/",
            "the link ends after `https://a.vn/`, before the letters that follow; put `<` before and `>` after the whole \
             address, or a space after it",
        )],
    );
    check(
        "vi",
        "<https://a.vn/海防>",
        "<p><a href=\"https://a.vn/%E6%B5%B7%E9%98%B2\" rel=\"noopener\">https://a.vn/海防</a></p>",
    );
}
