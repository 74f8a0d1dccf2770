use super::*;
use proptest::prelude::*;

fn made(main: &str) -> String {
    let base = BaseUrl::parse("https://city.example/dt").expect("an address");
    let html = format!(
        "<!doctype html><nav>no</nav><main id=\"main\" tabindex=\"-1\">{main}</main><footer>no</footer>"
    );
    let text = twin(&html, PageAddress { base: &base, path: "vi/zones/a/" });
    text.strip_suffix("\n---\n\n<https://city.example/dt/vi/zones/a/>\n")
        .expect("the address of the page")
        .to_owned()
}

#[track_caller]
fn check(main: &str, markdown: &str) {
    assert_eq!(made(main), markdown, "{main}");
}

#[test]
fn blocks_and_words_have_their_signs() {
    check(
        "<h1>Khu <b>A</b></h1>\n<p>Một <em>hai </em>ba<br>bốn &amp; <del>năm</del></p><p> </p><hr>",
        "# Khu **A**\n\nMột *hai* ba\\\nbốn & ~~năm~~\n\n---\n",
    );
    check("<blockquote><p>Một</p><p>Hai</p></blockquote>", "> Một\n>\n> Hai\n");
    check(
        "<pre><code class=\"x\">a &lt; b\n```\n</code></pre><p><code>a`b</code></p>",
        "````\na < b\n```\n````\n\n``a`b``\n",
    );
}

#[test]
fn lists_stand_within_each_other() {
    check(
        "<ul><li>a<ol><li>b</li><li><p>c</p><p>d</p></li></ol></li><li>e</li></ul><p>f</p>",
        "- a\n  1. b\n  2. c\n\n     d\n- e\n\nf\n",
    );
    check(
        "<dl><div><dt>Diện tích</dt><dd>500 ha</dd><dd class=\"fact-from\"><span>năm 2023</span></dd></div><div><dt>Giá</dt><dd>–</dd></div></dl>",
        "- **Diện tích**: 500 ha năm 2023\n- **Giá**: –\n",
    );
}

#[test]
fn a_table_is_one() {
    check(
        "<table><caption class=\"visually-hidden\">x</caption><thead><tr><th>A</th><th colspan=\"2\">B | C</th></tr></thead><tbody><tr><td><div>1</div><div>2</div></td><td></td><td><a href=\"../b/\">3</a></td></tr></tbody></table>",
        "| A | B \\| C |  |\n| --- | --- | --- |\n| 1 2 |  | [3](https://city.example/dt/vi/zones/b/) |\n",
    );
}

#[test]
fn what_style_sheets_keep_apart_is_apart() {
    check("<p><span>a</span><span>b</span><b>c</b></p>", "a b**c**\n");
}

#[test]
fn addresses_are_whole() {
    for (href, whole) in [
        ("../../../en/", "https://city.example/dt/en/"),
        ("#x", "https://city.example/dt/vi/zones/a/#x"),
        ("../../../", "https://city.example/dt/"),
        ("table/?compare=a,b", "https://city.example/dt/vi/zones/a/table/?compare=a,b"),
        ("mailto:a@b.vn", "mailto:a@b.vn"),
        ("https://x.vn/a(b)", "<https://x.vn/a(b)>"),
    ] {
        check(&format!("<p><a href=\"{href}\"> b </a>c</p>"), &format!("[b]({whole}) c\n"));
    }
    check(
        "<p><img src=\"../x.png\" alt=\"Cảng [1]\"><img src=\"y.png\" alt=\"\"></p>",
        "![Cảng \\[1\\]](https://city.example/dt/vi/zones/x.png)\n",
    );
}

#[test]
fn what_is_for_hands_or_eyes_is_left_out() {
    check(
        "<nav><p>a</p></nav><button>b</button><p>c<span aria-hidden=\"true\">d<br></span><svg><path d=\"x\"/></svg></p><div hidden>e</div>",
        "c\n",
    );
}

#[test]
fn text_never_becomes_a_sign() {
    for (text, markdown) in [
        ("2024. 3. 15.", "2024\\. 3. 15."),
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("20*30*5 m, a_b &lt;b&gt; [x](y) `c`", "20\\*30\\*5 m, a\\_b &lt;b&gt; \\[x\\](y) \\`c\\`"),
        ("&amp;copy; &amp; b", "&amp;copy; & b"),
    ] {
        check(&format!("<p>{text}</p>"), &format!("{markdown}\n"));
    }
}

proptest! {
    /// What the program's own reader of Markdown makes of a twin says the same words.
    #[test]
    fn words_come_back(words in proptest::collection::vec("[a-zà-ỹ0-9#*_<>&\\[\\]`.()|!~:=+\\\\-]{1,8}", 1..6)) {
        let text = words.join(" ");
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let markdown = made(&format!("<p>{escaped}</p>"));
        let read: String = pulldown_cmark::Parser::new(&markdown).filter_map(|event| match event {
            pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => Some(text.into_string()),
            pulldown_cmark::Event::SoftBreak => Some(" ".to_owned()),
            _ => None,
        }).collect();
        prop_assert_eq!(read.trim(), text, "{}", markdown);
    }

    #[test]
    fn any_markup_ends(html in any::<String>()) {
        let base = BaseUrl::parse("https://city.example").expect("an address");
        let _ = twin(&format!("<main>{html}"), PageAddress { base: &base, path: "" });
    }
}
