//! Headings, tables, lists, alerts, footnotes, code.

use super::super::{Body, Options, parse};
use super::{check, check_reports, html, options, origin, shown};

#[test]
fn headings_get_ids_from_their_text() {
    for (tag, text, id) in [
        ("vi", "Diện tích đất", "dien-tich-dat"),
        ("en", "Land *area*", "land-area"),
        ("ja", "土地の**面積**（ha）", "土地の面積-ha"),
        ("ko", "토지 면적", "토지-면적"),
        ("zh-Hans", "土地面积：FDI", "土地面积-fdi"),
        ("vi", "!!!", "section"),
    ] {
        let body = parse(&format!("## {text}"), &origin(), &options(tag)).value;
        assert_eq!(body.headings[0].id, id);
        assert!(shown(&body).starts_with(&format!("<h2 id=\"{id}\">")), "{}", shown(&body));
    }
}

#[test]
fn ids_are_unique_and_the_authors_come_first() {
    let text = "# Giá\n\n# Giá\n\n# Khác {#gia}\n\n# Giá\n\n# Giá 2";
    let body = parse(text, &origin(), &options("vi")).value;
    let ids: Vec<&str> = body.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["gia-2", "gia-3", "gia", "gia-4", "gia-2-2"]);
    assert_eq!(body.headings[2].text.text, "Khác");
    assert_eq!(&text[body.headings[2].span.clone()].trim_end(), &"# Khác {#gia}");
}

#[test]
fn an_id_chosen_twice_is_told() {
    let help = "the id `a` is already in use in this text; choose another id after the heading: `{#…}`";
    check_reports("## Một {#a}\n\n## Hai {#a}\n", &[("heading-id-taken", "## Hai {#a}", help)]);
    let body = parse("## Một {#a}\n\n## Hai {#a}\n", &origin(), &options("vi"));
    assert_eq!(body.diagnostics[0].other.as_ref().unwrap().span, (0, 14));
    assert_eq!(body.value.headings[1].id, "a-2");
}

#[test]
fn headings_go_down_and_ids_take_a_prefix() {
    let options = Options { heading_shift: 2, id_prefix: "faq-1".into(), ..options("vi") };
    let text = "# A\n\n###### B\n\nx[^1] [y](#a)\n\n[^1]: z";
    let body = parse(text, &origin(), &options).value;
    let shown = shown(&body);
    assert!(shown.starts_with("<h3 id=\"faq-1-a\">A</h3>\n<h6 id=\"faq-1-b\">B</h6>\n"), "{shown}");
    assert!(shown.contains("<a href=\"#faq-1-fn:1\" id=\"faq-1-fnref:1\""), "{shown}");
    assert!(shown.contains("<li id=\"faq-1-fn:1\">"), "{shown}");
    assert_eq!([body.headings[0].level, body.headings[1].level], [3, 6]);
}

#[test]
fn tables_scroll_and_head_their_columns() {
    check(
        "vi",
        "|   | Diện tích | Giá |\n|---|---:|:-:|\n| KCN | 407 | 65 |\n\n| a |\n|---|\n",
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{table_label}\">\n<table>\n<thead>\n\
         <tr><td></td><th scope=\"col\" class=\"align-right\">Diện tích</th>\
         <th scope=\"col\" class=\"align-center\">Giá</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>KCN</td><td class=\"align-right\">407</td><td class=\"align-center\">65</td></tr>\n</tbody>\n\
         </table>\n</div>\n\
         <div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{table_label} 2\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\">a</th></tr>\n</thead>\n</table>\n</div>",
    );
}

#[test]
fn task_lists_say_their_state() {
    check(
        "vi",
        "- [x] Nộp hồ sơ\n- [ ] Nhận giấy",
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" checked disabled aria-label=\"{task_done}\"> Nộp hồ sơ</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"{task_open}\"> Nhận giấy</li>\n</ul>",
    );
}

#[test]
fn task_lists_with_paragraphs_are_task_lists_too() {
    check(
        "vi",
        "- [x] Nộp\n\n  hồ sơ",
        "<ul>\n<li class=\"task\">\n<p><input type=\"checkbox\" checked disabled aria-label=\"{task_done}\"> Nộp</p>\n\
         <p>hồ sơ</p>\n</li>\n</ul>",
    );
}

#[test]
fn alerts_have_a_kind_and_a_title() {
    for kind in ["note", "tip", "important", "warning", "caution"] {
        check(
            "vi",
            &format!("> [!{}]\n> Hạn nộp", kind.to_uppercase()),
            &format!(
                "<div class=\"alert alert-{kind}\" role=\"note\">\n<p class=\"alert-title\">{{alert_{kind}}}</p>\n\
                 <p>Hạn nộp</p>\n</div>"
            ),
        );
    }
    check("vi", "> Trích", "<blockquote>\n<p>Trích</p>\n</blockquote>");
}

#[test]
fn definition_lists_and_nested_lists() {
    check("vi", "KCN\n: Khu công nghiệp", "<dl>\n<dt>KCN</dt>\n<dd>Khu công nghiệp</dd>\n</dl>");
    check(
        "vi",
        "3. a\n   - b\n4. c",
        "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ol>",
    );
}

#[test]
fn footnotes_are_numbered_by_mention_and_lead_back() {
    check(
        "vi",
        "Một[^b] hai[^a] ba[^B].\n\n[^a]: Chú thích A\n[^b]: Chú thích B\n\n    Đoạn hai",
        "<p>Một<sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1\" role=\"doc-noteref\">[1]</a></sup> \
         hai<sup class=\"footnote-ref\"><a href=\"#fn:2\" id=\"fnref:2\" role=\"doc-noteref\">[2]</a></sup> \
         ba<sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1:2\" role=\"doc-noteref\">[1]</a></sup>.</p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{footnotes_title}\">\n<ol>\n\
         <li id=\"fn:1\">\n<p>Chú thích B</p>\n<p>Đoạn hai \
         <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref:1\" aria-label=\"{footnote_back} 1\">↩</a> \
         <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref:1:2\" aria-label=\"{footnote_back} 1-2\">↩</a>\
         </p>\n</li>\n\
         <li id=\"fn:2\">\n<p>Chú thích A \
         <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref:2\" aria-label=\"{footnote_back} 2\">↩</a>\
         </p>\n</li>\n</ol>\n</section>",
    );
}

#[test]
fn a_footnote_that_is_lost_is_told() {
    check_reports(
        "Xem[^a] và [^b c].",
        &[(
            "footnote-missing",
            "[^a]",
            "there is no footnote `a`; write it in a paragraph of its own: `[^a]: …`",
        )],
    );
    check_reports(
        "Xem.\n\n[^a]: Ghi chú",
        &[(
            "footnote-unused",
            "[^a]: Ghi chú",
            "no text mentions the footnote `a`; write `[^a]` where it belongs",
        )],
    );
    assert!(html("vi", "Xem.\n\n[^a]: Ghi chú").contains("<p>Ghi chú</p>"));
    check_reports(
        "Xem[^a].\n\n[^a]: Một\n\n[^a]: Hai",
        &[(
            "footnote-twice",
            "[^a]: Hai",
            "the footnote `a` is written twice; give this one another name, here and where the text mentions it, or take it out",
        )],
    );
}

#[test]
fn code_of_a_known_language_is_coloured() {
    let body = |text: &str| -> Body { parse(text, &origin(), &options("vi")).value };
    let json = body("```json\n{ \"a\": 1 }\n```");
    assert!(json.has_code);
    assert!(shown(&json).starts_with(
        "<pre class=\"code\" tabindex=\"0\"><code class=\"language-json\"><span class=\"sy-source sy-json\">"
    ));
    assert!(shown(&json).ends_with("</span></code></pre>\n"));
    let unknown = body("```x\"y\n<a>\n```\n\n`b`");
    assert!(!unknown.has_code);
    assert_eq!(
        shown(&unknown),
        "<pre class=\"code\" tabindex=\"0\"><code class=\"language-x&quot;y\">&lt;a&gt;\n</code></pre>\n\
         <p><code>b</code></p>\n"
    );
}

#[test]
fn a_line_under_a_table_that_becomes_a_row_is_told() {
    let told = "this line has no `|` and becomes a row of the table above it; leave an empty line between the table and the \
                text under it";
    for line in ["Nguồn: Cục Thống kê", "出典：統計局", "(*) Số liệu sơ bộ"] {
        let text = format!("| a | b |\n|---|---|\n| 1 | 2 |\n{line}");
        super::check_reports(&text, &[("table-text", line, told)]);
        super::check_reports(&text.replace(&format!("\n{line}"), &format!("\n\n{line}")), &[]);
    }
    super::check_reports("a | b\n---|---\n1 |\n2 | 3", &[]);
}
