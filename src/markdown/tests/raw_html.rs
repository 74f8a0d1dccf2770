//! Raw HTML.

use super::super::{Options, Target, parse};
use super::{check, check_reports, html, options, origin, shown};

#[test]
fn harmless_html_stays() {
    check("vi", "H<sub>2</sub>O <mark>mới</mark><br/>", "<p>H<sub>2</sub>O <mark>mới</mark><br></p>");
    check("ja", "<ruby>海防<rt>ハイフォン</rt></ruby>市", "<p><ruby>海防<rt>ハイフォン</rt></ruby>市</p>");
    check(
        "vi",
        "<details>\n<summary>Thêm</summary>\n\n**đậm** {{ fact a }}\n\n</details>",
        "<details>\n<summary>Thêm</summary>\n<p><strong>đậm</strong> {fact 0}</p>\n</details>",
    );
    check("vi", "a <!-- ghi chú --> b", "<p>a  b</p>");
    check(
        "en",
        "<a href=\"https://a.vn\">x</a> <a href=\"#y\">y</a> <span lang=\"ja\">港</span>",
        "<p><a href=\"https://a.vn\" rel=\"noopener\">x</a> <a href=\"#y\" rel=\"noopener\">y</a> \
         <span lang=\"ja\">港</span></p>",
    );
}

#[test]
fn our_own_markup_survives_beside_raw_html() {
    let text = "# A <i>b</i>\n\n- [x] c[^1]\n\n| d |\n|---|\n| [e](@f \"g\") |\n\n![h](i.jpg)\n\n{{ chart j }}\n\n\
                ```json\n{}\n```\n\n> [!NOTE]\n> [](@k)\n\n[^1]: l";
    let trusted = Options { trusted_html: true, ..options("vi") };
    let as_written = shown(&parse(text, &origin(), &trusted).value);
    assert_eq!(html("vi", text).replace("checked=\"\"", "checked"), as_written);
    assert!(as_written.contains("{component 1}") && as_written.contains("{text of 1}"));
}

#[test]
fn what_loads_runs_or_styles_is_removed_and_told() {
    let markdown = "write it in Markdown, or as a component";
    let told = |what: &str| format!("`{what}` is not allowed in a text and was removed; {markdown}");
    check_reports(
        "a <span style=\"color:red\" onclick=\"x()\">b</span>",
        &[
            ("html-removed", "style=\"color:red\"", &told("style=\"…\"")),
            ("html-removed", "onclick=\"x()\"", &told("onclick=\"…\"")),
        ],
    );
    assert_eq!(
        html("vi", "a <span style=\"color:red\" onclick=\"x()\">b</span>"),
        "<p>a <span>b</span></p>\n"
    );
    for (text, what, at, expected) in [
        ("<script>alert(1)</script>\n\nsau", "<script>", "<script>", "<p>sau</p>\n"),
        ("<iframe src=\"https://x.vn\">\n\nsau", "<iframe>", "<iframe src=\"https://x.vn\">", "<p>sau</p>\n"),
        ("<img src=x onerror=y> a", "<img>", "<img src=x onerror=y>", "<p> a</p>\n"),
        (
            "<a href=\"javascript:x\">a</a>",
            "href=\"javascript:x\"",
            "href=\"javascript:x\"",
            "<p><a rel=\"noopener\">a</a></p>\n",
        ),
        ("<a href=\"@id\">a</a>", "href=\"@id\"", "href=\"@id\"", "<p><a rel=\"noopener\">a</a></p>\n"),
        ("<form>\n\na\n\n</form>", "<form>", "<form>", "<p>a</p>\n"),
        ("<title>\n\nsau *x*", "<title>", "<title>", "<p>sau <em>x</em></p>\n"),
    ] {
        check_reports(text, &[("html-removed", at, &told(what))]);
        assert_eq!(html("vi", text).trim_start(), expected, "{text}");
    }
}

#[test]
fn what_is_left_open_swallows_nothing_and_is_closed() {
    assert_eq!(
        html("vi", "<div>\n\nmột **hai**\n\n## ba\n"),
        "<div>\n<p>một <strong>hai</strong></p>\n<h2 id=\"ba\">ba</h2>\n</div>"
    );
    assert_eq!(html("vi", "a</div></section>b"), "<p>ab</p>\n");
    assert_eq!(html("vi", "<div class=\"\n\nsau"), "&lt;div class=\"\n<p>sau</p>\n");
    assert_eq!(html("vi", "<b>một\n\nhai"), "<p><b>một</b></p>\n<p>hai</p>\n");
}

#[test]
fn an_id_that_is_taken_goes() {
    let shown = html("vi", "## A\n\n<b id=\"a\">x</b> <b id=\"b\">y</b> <b id=\"b\">z</b>");
    assert_eq!(shown, "<h2 id=\"a\">A</h2>\n<p><b>x</b> <b id=\"b\">y</b> <b>z</b></p>\n");
}

#[test]
fn trusted_html_is_written_as_it_is() {
    let options = Options { trusted_html: true, ..options("vi") };
    let reported = parse("<iframe style=\"x\"></iframe>\n\n[a](@b)", &origin(), &options);
    assert_eq!(shown(&reported.value), "<iframe style=\"x\"></iframe>\n<p><a href=\"{link 0}\">a</a></p>\n");
    assert_eq!(reported.diagnostics, []);
}

#[test]
fn a_component_inside_html_is_told() {
    check_reports(
        "<div>{{ fact a }}</div>",
        &[(
            "component-in-html",
            "{{",
            "components are not filled in inside raw HTML; put empty lines around the text between the HTML tags, so that it \
         is read as Markdown",
        )],
    );
}

#[test]
fn what_only_begins_like_a_comment_does_not_vanish_in_silence() {
    for text in ["<!Lưu ý> a", "a <!Lưu ý> b", "<?ghi chú?>"] {
        let found = parse(text, &origin(), &options("vi")).diagnostics;
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["html-removed"], "{text}");
    }
    assert!(parse("a <!-- ghi chú --> b", &origin(), &options("vi")).diagnostics.is_empty());
}

#[test]
fn a_link_to_this_very_site_is_one_of_its_own() {
    let own = vec!["cang.vn".to_owned()];
    let safe = Options { own: own.clone(), ..options("vi") };
    let trusted = Options { own, trusted_html: true, ..options("vi") };
    for (text, shown_safe, shown_trusted) in [
        (
            "a <a href=\"https://cang.vn/vi/?a=1&amp;b=2#c\" title=\"d\">b</a>",
            "<p>a <a href=\"{link 0}\" title=\"d\" rel=\"noopener\">b</a></p>",
            "<p>a <a href=\"{link 0}\" title=\"d\">b</a></p>",
        ),
        (
            "<div>\n<a id=x href='HTTP://Cang.vn/vi/?a=1&b=2#c'>b</a>\n</div>",
            "<div>\n<a id=\"x\" href=\"{link 0}\" rel=\"noopener\">b</a>\n</div>",
            "<div>\n<a id=x href=\"{link 0}\">b</a>\n</div>",
        ),
    ] {
        for (options, expected) in [(&safe, shown_safe), (&trusted, shown_trusted)] {
            let reported = parse(text, &origin(), options);
            assert_eq!(shown(&reported.value).trim_end(), expected);
            assert_eq!(reported.value.links[0].target, Target::Own("vi/?a=1&b=2#c".to_owned()));
            assert!(text[reported.value.links[0].span.clone()].starts_with("href="));
            assert_eq!(reported.diagnostics, []);
        }
    }
    let image = parse("<img src=https://cang.vn/files/a.jpg alt=\"\">", &origin(), &trusted).value;
    assert_eq!(shown(&image).trim_end(), "<img src=\"{link 0}\" alt=\"\">");
    assert_eq!(parse("<img src=https://cang.vn/a.jpg>", &origin(), &safe).value.links, []);
    let other = parse("<a href=\"http://localhost:8000/vi/\">b</a>", &origin(), &safe).value;
    assert_eq!(other.links[0].target, Target::External("http://localhost:8000/vi/".to_owned()));
    assert!(shown(&other).contains("href=\"http://localhost:8000/vi/\""));
}
