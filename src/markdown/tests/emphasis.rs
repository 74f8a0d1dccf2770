//! Emphasis beside punctuation, and line breaks between characters.

use super::{check, html};

#[test]
fn emphasis_stands_beside_punctuation_in_every_language() {
    for (tag, text, expected) in [
        ("zh-Hans", "**重要：**投資", "<strong>重要：</strong>投資"),
        ("ja", "これは**「重要」**です", "これは<strong>「重要」</strong>です"),
        ("zh-Hans", "**税收（优惠）**适用", "<strong>税收（优惠）</strong>适用"),
        ("ko", "이것은 **\"중요\"**합니다", "이것은 <strong>\"중요\"</strong>합니다"),
        ("vi", "**\"quan trọng\"**nhé", "<strong>\"quan trọng\"</strong>nhé"),
        ("ja", "**1.**項目", "<strong>1.</strong>項目"),
        ("ja", "価格は*「500円」*以上", "価格は<em>「500円」</em>以上"),
        ("ja", "***「重要」***です", "<em><strong>「重要」</strong></em>です"),
        (
            "ja",
            "**甲**、**乙**と**（丙）**です",
            "<strong>甲</strong>、<strong>乙</strong>と<strong>（丙）</strong>です",
        ),
        (
            "ja",
            "資本は**[VSIP](https://vsip.vn)**です",
            "資本は<strong><a href=\"https://vsip.vn\" rel=\"noopener\">VSIP</a></strong>です",
        ),
        ("ja", "命令は**`build`**です", "命令は<strong><code>build</code></strong>です"),
        ("ja", "面積は**100㎡**です", "面積は<strong>100㎡</strong>です"),
        ("ja", "**約1,000ha（予定）**2025年", "<strong>約1,000ha（予定）</strong>2025年"),
        ("ko", "**투자(FDI)**는 **'하이퐁'**에", "<strong>투자(FDI)</strong>는 <strong>'하이퐁'</strong>에"),
        ("ko", "하이퐁**(해방)**시", "하이퐁<strong>(해방)</strong>시"),
        ("zh-Hans", "享受**“四免九减半”**的优惠", "享受<strong>“四免九减半”</strong>的优惠"),
        (
            "zh-Hans",
            "**《投资法》**第十五条。**注意！**截止",
            "<strong>《投资法》</strong>第十五条。<strong>注意！</strong>截止",
        ),
        ("zh-Hans", "~~旧政策。~~新政策", "<del>旧政策。</del>新政策"),
        ("vi", "**Lưu ý:**hạn", "<strong>Lưu ý:</strong>hạn"),
        ("vi", "**63,8%**so với", "<strong>63,8%</strong>so với"),
    ] {
        check(tag, text, &format!("<p>{expected}</p>"));
    }
}

#[test]
fn what_was_no_emphasis_stays_none() {
    for text in [
        "a*\"x\"*",
        "5*(3+2)*4",
        "**(**nghiêng)",
        "2 * 3 * 4",
        "単価*数量",
        "「*」と書く",
        "\\*「重要」\\*です",
        "：\\*投資",
    ] {
        let shown = html("vi", text);
        assert!(!shown.contains("<em>") && !shown.contains("<strong>"), "{shown}");
    }
    check("en", "**bold (**and** more)**", "<p><strong>bold (<strong>and</strong> more)</strong></p>");
    check("ja", "**甲（*乙*）**", "<p><strong>甲（<em>乙</em>）</strong></p>");
    check("ja", "です**_強_**です", "<p>です**<em>強</em>**です</p>");
}

#[test]
fn code_and_private_characters_stay_as_they_are() {
    check(
        "ja",
        "`重要：**投資`と**「強」**です",
        "<p><code>重要：**投資</code>と<strong>「強」</strong>です</p>",
    );
    check("ja", "    重要：**投資\n", "<pre class=\"code\" tabindex=\"0\"><code>重要：**投資\n</code></pre>");
    check("ja", "は**「強」**です&#xE001;\u{E000}", "<p>は<strong>「強」</strong>です\u{E001}\u{E000}</p>");
    check("ja", "[a*：*b](x*：*y \"t*：*u\")", "<p><a href=\"{link 0}\" title=\"t*：*u\">a*：*b</a></p>");
}

#[test]
fn places_are_counted_without_the_markers() {
    super::check_reports(
        "これは**「重要」**です。**注：**![](a.jpg)",
        &[(
            "image-without-alt",
            "![](a.jpg)",
            "the picture `a.jpg` has no alternative text; say between the square brackets what the picture shows: \
             `![…](path)`",
        )],
    );
}

#[test]
fn a_single_tilde_is_a_range() {
    check("ko", "면적 100~200ha, 가격 300~400달러", "<p>면적 100~200ha, 가격 300~400달러</p>");
    check("ja", "~200ha~", "<p>~200ha~</p>");
    check("en", "~~old~~ new", "<p><del>old</del> new</p>");
}

#[test]
fn lines_of_chinese_and_japanese_join_without_a_space() {
    check("ja", "ハイフォン市は\n港湾都市です。", "<p>ハイフォン市は港湾都市です。</p>");
    check("ja", "港湾都市です。\n**「重要」**な拠点", "<p>港湾都市です。<strong>「重要」</strong>な拠点</p>");
    check("ja", "> 一行目、\n> 二行目", "<blockquote>\n<p>一行目、二行目</p>\n</blockquote>");
    check("zh-Hans", "海防市是\n港口城市。", "<p>海防市是港口城市。</p>");
    check("zh-Hans", "海防市是\n[港口](@cang)城市。", "<p>海防市是<a href=\"{link 0}\">港口</a>城市。</p>");
    check("zh-Hans", "总额为\n{{ fact total }}\n美元", "<p>总额为{fact 0}美元</p>");
    check(
        "zh-Hans",
        "各部门：\n　　现通知如下。\n　　一、总体要求",
        "<p>各部门：<br>\n　　现通知如下。<br>\n　　一、总体要求</p>",
    );
    check("zh-Hans", "采用\nAI 技术", "<p>采用\nAI 技术</p>");
    check("ko", "하이퐁은\n항구 도시", "<p>하이퐁은\n항구 도시</p>");
    check("ko", "海防\n都市", "<p>海防\n都市</p>");
    check("vi", "thành phố\ncảng {{ fact a }}\nlà", "<p>thành phố\ncảng {fact 0}\nlà</p>");
}

#[test]
fn stars_between_brackets_are_signs() {
    for text in ["[1]*[2]*[3]", "(a)*(b)*(c)", "“a”*“b”*“c”", "（甲）*（乙）*（丙）"] {
        assert!(html("vi", text).contains(text), "{text}: {}", html("vi", text));
    }
    for text in
        ["và/*hoặc*", "*.NET*", "*a/b*", "*[a](b)*(c)", "(a)*[trang](b)*", "これは「あ」*「重要」*です"]
    {
        assert!(html("ja", text).contains("<em>"), "{text}");
    }
}
