//! `{{ … }}`.

use super::super::{Component, parse};
use super::{check, check_reports, options, origin, shown};

#[test]
fn facts_stand_in_text_links_headings_and_cells() {
    check("vi", "Diện tích {{ fact area }} ha", "<p>Diện tích {fact 0} ha</p>");
    check("vi", "{{fact a}}{{fact b}}", "<p>{fact 0}{fact 1}</p>");
    check("ja", "資本は**{{ fact a_b_c }}**です", "<p>資本は<strong>{fact 0}</strong>です</p>");
    check("ko", "**{{ fact fdi-2023#registered }}**로", "<p><strong>{fact 0}</strong>로</p>");
    check("vi", "[giá {{ fact _x }}](@a)", "<p><a href=\"{link 0}\">giá {fact 0}</a></p>");
    check("vi", "## Vốn {{ fact v }}", "<h2 id=\"von\">Vốn {fact 0}</h2>");
    check("vi", "- {{ fact a }}", "<ul>\n<li>{fact 0}</li>\n</ul>");
    let body = parse("{{ fact fdi-2023#re_g }} {{ fact a }}", &origin(), &options("vi")).value;
    assert_eq!(body.facts[0].record.as_deref(), Some("fdi-2023"));
    assert_eq!(body.facts[0].field, "re_g");
    assert_eq!(body.facts[1].span, 25..37);
}

#[test]
fn facts_stand_in_table_cells() {
    let shown = super::html("vi", "| a | b |\n|---|---|\n| {{ fact x_y }} | *{{ fact z }}* |\n");
    assert!(shown.contains("<td>{fact 0}</td><td><em>{fact 1}</em></td>"), "{shown}");
}

#[test]
fn braces_in_code_addresses_and_after_a_backslash_are_braces() {
    check("vi", "`{{ fact a }}`", "<p><code>{{ fact a }}</code></p>");
    check("vi", "    {{ fact a }}\n", "<pre class=\"code\" tabindex=\"0\"><code>{{ fact a }}\n</code></pre>");
    check("vi", "\\{{ fact a }} và {\\{ x }}", "<p>{{ fact a }} và {{ x }}</p>");
    check("vi", "&#123;{ fact a }}", "<p>{{ fact a }}</p>");
    check("vi", "\\\\{{ fact a }}", "<p>\\{fact 0}</p>");
    check("vi", "{ một } }}", "<p>{ một } }}</p>");
}

#[test]
fn figures_charts_and_films_stand_alone() {
    let text = "Trước\n\n{{ figure mat_bang.jpg \"Mặt bằng \\\"A\\\" | B\" }}\n\n{{ chart fdi-2023#parts }}\n\n\
                {{ video film.mp4 anh.jpg “Giới thiệu” }}\n\n{{ chart parts }}\n\n{{ figure a.jpg }}";
    let reported = parse(text, &origin(), &options("vi"));
    assert_eq!(reported.diagnostics, []);
    let body = reported.value;
    assert_eq!(
        shown(&body),
        "<p>Trước</p>\n{component 0}\n{component 1}\n{component 2}\n{component 3}\n{component 4}\n"
    );
    assert!(body.components.iter().all(|it| it.block));
    let components: Vec<Component> = body.components.iter().map(|it| it.component.clone()).collect();
    assert_eq!(
        components,
        [
            Component::Figure { path: "mat_bang.jpg".into(), caption: Some("Mặt bằng \"A\" | B".into()) },
            Component::Chart { record: Some("fdi-2023".into()), field: "parts".into() },
            Component::Video {
                path: "film.mp4".into(),
                poster: "anh.jpg".into(),
                title: "Giới thiệu".into()
            },
            Component::Chart { record: None, field: "parts".into() },
            Component::Figure { path: "a.jpg".into(), caption: None },
        ]
    );
    assert_eq!(&text[body.components[1].span.clone()], "{{ chart fdi-2023#parts }}");
}

#[test]
fn a_block_component_beside_text_is_told() {
    let alone = "give it a paragraph of its own, with an empty line before and after";
    let message = |name: &str| format!("`{name}` cannot stand here; {alone}");
    for text in [
        "Xem {{ chart a }} nhé",
        "## {{ chart a }}",
        "- {{ chart a }}",
        "**{{ chart a }}**",
        "[{{ chart a }}](@b)",
    ] {
        check_reports(text, &[("component-place", "{{ chart a }}", &message("chart"))]);
        assert!(!super::html("vi", text).contains("component"), "{text}");
    }
    let text = "![lá](a.jpg) {{ figure b.jpg }} ![cây](c.jpg)";
    check_reports(text, &[("component-place", "{{ figure b.jpg }}", &message("figure"))]);
    assert_eq!(super::html("vi", text), "<p>{component 0}  {component 1}</p>\n");
}

#[test]
fn a_wrong_call_is_told_and_shown_as_it_was_written() {
    check_reports(
        "a {{ fcat x }}",
        &[("component-unknown", "{{ fcat x }}", "there is no component `fcat`; did you mean `fact`?")],
    );
    check_reports(
        "{{ youtube x }}",
        &[(
            "component-unknown",
            "{{ youtube x }}",
            "there is no component `youtube`; there are `fact`, `figure`, `chart` and `video`; write `\\{{` for the braces \
         themselves",
        )],
    );
    let field = "name one field of this record, or `record#field`";
    for text in ["{{ fact }}", "{{ fact a \"\" }}", "{{ fact #a }}", "{{ fact a# }}"] {
        check_reports(
            text,
            &[("component-arguments", text, &format!("`fact` is written `{{{{ fact field }}}}`; {field}"))],
        );
        assert_eq!(super::html("vi", text), format!("<p>{text}</p>\n"));
    }
    check_reports(
        "{{ video a.mp4 \"b\" }}",
        &[(
            "component-arguments",
            "{{ video a.mp4 \"b\" }}",
            "`video` is written `{{ video film.mp4 picture.jpg \"title\" }}`; name the film, the picture shown before it \
         plays, and a title in quotation marks",
        )],
    );
    check_reports(
        "{{ figure https://a.vn/b.jpg }}",
        &[(
            "image-remote",
            "{{ figure https://a.vn/b.jpg }}",
            "`https://a.vn/b.jpg` would be loaded from another site; put the file into the record's folder and write its name",
        )],
    );
}

#[test]
fn an_unclosed_component_is_told() {
    let help = "close it with `}}` on the same line, without `*` or `_` around names; write `\\{{` for the braces themselves";
    for text in ["a {{ fact b", "a {{ fact *b* }}", "a {{ figure b.jpg \"c }}", "{{ fact\na }}"] {
        check_reports(text, &[("component-unclosed", "{{", &format!("nothing closes this `{{{{`; {help}"))]);
    }
}
