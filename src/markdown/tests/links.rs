//! Links and pictures.

use super::super::{Component, Target, parse};
use super::{check, check_reports, options, origin, shown};

#[test]
fn links_lead_to_records_lists_headings_files_and_other_sites() {
    let text = "[a](@trang-due) [b](@trang-due#gia-thue) [c](@@projects) [d](#x) [e](../trang-due/vi.md#x) \
                [f](layout.pdf) <https://a.vn/?b=1&c=2> [g](mailto:x@y.vn) <x@y.vn> [h](tel:+84225 \"gọi\")";
    let body = parse(text, &origin(), &options("vi")).value;
    let record =
        |anchor: Option<&str>| Target::Record { id: "trang-due".into(), anchor: anchor.map(str::to_owned) };
    let targets: Vec<Target> = body.links.iter().map(|link| link.target.clone()).collect();
    assert_eq!(
        targets,
        [
            record(None),
            record(Some("gia-thue")),
            Target::Collection { name: "projects".into() },
            Target::Anchor("x".into()),
            Target::Path("../trang-due/vi.md#x".into()),
            Target::Path("layout.pdf".into()),
            Target::External("https://a.vn/?b=1&c=2".into()),
            Target::External("mailto:x@y.vn".into()),
            Target::External("mailto:x@y.vn".into()),
            Target::External("tel:+84225".into()),
        ]
    );
    assert_eq!(
        shown(&body),
        "<p><a href=\"{link 0}\">a</a> <a href=\"{link 1}\">b</a> <a href=\"{link 2}\">c</a> \
         <a href=\"{link 3}\">d</a> <a href=\"{link 4}\">e</a> <a href=\"{link 5}\">f</a> \
         <a href=\"https://a.vn/?b=1&amp;c=2\" rel=\"noopener\">https://a.vn/?b=1&amp;c=2</a> \
         <a href=\"mailto:x@y.vn\">g</a> <a href=\"mailto:x@y.vn\">x@y.vn</a> \
         <a href=\"tel:+84225\" title=\"gọi\">h</a></p>\n"
    );
    assert_eq!(&text[body.links[1].span.clone()], "[b](@trang-due#gia-thue)");
}

#[test]
fn a_link_without_a_text_takes_the_name_of_its_target() {
    check("vi", "Xem [](@trang-due).", "<p>Xem <a href=\"{link 0}\">{text of 0}</a>.</p>");
    check("ja", "[ ](@@projects)を見る", "<p><a href=\"{link 0}\"> {text of 0}</a>を見る</p>");
    check("en", "[](https://a.vn)", "<p><a href=\"https://a.vn\" rel=\"noopener\">https://a.vn</a></p>");
    check("vi", "[![sơ đồ](a.jpg)](@x)", "<p><a href=\"{link 0}\">{component 0}</a></p>");
}

#[test]
fn a_link_to_a_strange_scheme_is_told_and_becomes_text() {
    let scheme = "links lead to records (`@id`), files, `https:`, `mailto:` or `tel:`";
    for address in ["javascript:alert(1)", "data:text/html,x", "vbscript:x"] {
        let name = address.split_inclusive(':').next().unwrap();
        let text = format!("Bấm [vào đây]({address}) nhé");
        let message = format!("a link may not lead to `{name}`; {scheme}");
        check_reports(&text, &[("link-scheme", &format!("[vào đây]({address})"), &message)]);
        assert_eq!(super::html("vi", &text), "<p>Bấm vào đây nhé</p>\n");
    }
    check_reports(
        "[a](file:///home/b.pdf)",
        &[(
            "link-scheme",
            "[a](file:///home/b.pdf)",
            "a link may not lead to `file:`; this is a place on your own computer, which readers cannot reach: put the \
             file beside this text and link to its name: `b.pdf`",
        )],
    );
    check_reports(
        "[a](//b.vn)",
        &[("link-scheme", "[a](//b.vn)", "a link may not lead to `//`; write the address with `https://`")],
    );
    check_reports(
        "[a](<java&#9;script:x>)",
        &[(
            "link-scheme",
            "[a](<java&#9;script:x>)",
            &format!("a link may not lead to `javascript:`; {scheme}"),
        )],
    );
    check_reports(
        "[a]()",
        &[(
            "link-empty",
            "[a]()",
            "this link leads nowhere; put an address or `@id` of a record between the brackets",
        )],
    );
}

#[test]
fn a_picture_alone_is_a_block_and_in_a_line_is_not() {
    let text = "Trước\n\n![Sơ đồ *khu* A](a.jpg \"Chú thích\")\n\nBiểu tượng ![lá](b.png) ở đây";
    let body = parse(text, &origin(), &options("vi")).value;
    assert_eq!(shown(&body), "<p>Trước</p>\n{component 0}\n<p>Biểu tượng {component 1} ở đây</p>\n");
    assert_eq!(body.components[0].component, Component::Image { image: 0 });
    assert_eq!([body.components[0].block, body.components[1].block], [true, false]);
    let image = &body.images[0];
    assert_eq!([image.path.as_str(), &image.alt, &image.title], ["a.jpg", "Sơ đồ khu A", "Chú thích"]);
    assert_eq!(&text[image.span.clone()], "![Sơ đồ *khu* A](a.jpg \"Chú thích\")");
}

#[test]
fn a_picture_needs_a_path_on_this_site_and_words() {
    let attach = "put the file into the record's folder and write its name";
    check_reports(
        "![ảnh](https://x.vn/a.jpg)",
        &[(
            "image-remote",
            "![ảnh](https://x.vn/a.jpg)",
            &format!("`https://x.vn/a.jpg` would be loaded from another site; {attach}"),
        )],
    );
    check_reports(
        "![ảnh](data:image/png;base64,AA)",
        &[(
            "image-remote",
            "![ảnh](data:image/png;base64,AA)",
            &format!("`data:image/png;base64,AA` would be loaded from another site; {attach}"),
        )],
    );
    check_reports(
        "![ảnh]()",
        &[(
            "image-without-path",
            "![ảnh]()",
            "this picture does not say which file; write the file's name between the round brackets: `![what it shows](picture.jpg)`",
        )],
    );
    check_reports(
        "![ {{ fact a }} ](a.jpg)",
        &[(
            "component-place",
            "{{ fact a }}",
            "`{{ }}` cannot stand here; alternative text is words only; put the component into the text beside the picture",
        )],
    );
    assert_eq!(super::html("vi", "![ảnh](//x.vn/a.jpg)"), "<p>ảnh</p>\n");
}

#[test]
fn places_point_into_the_authors_file() {
    let front = "+++\ntitle = \"Tràng Duệ\"\n+++\n";
    let mut at = origin();
    at.offset = front.len();
    let file = format!("{front}Xem [](@a) và [x](javascript:y)");
    let reported = parse(&file[front.len()..], &at, &options("vi"));
    assert_eq!(&file[reported.value.links[0].span.clone()], "[](@a)");
    let (start, end) = reported.diagnostics[0].place.as_ref().unwrap().span;
    assert_eq!(&file[start..end], "[x](javascript:y)");
}

#[test]
fn a_line_that_gives_an_address_to_no_link_is_told() {
    let told = |text: &str| -> Vec<String> {
        let found = parse(text, &origin(), &options("ko")).diagnostics;
        found
            .iter()
            .map(|found| {
                let (start, _) = found.place.as_ref().expect("a place").span;
                let line = text[start..].lines().next().unwrap_or_default();
                format!("{} {}: {line}", found.code, found.arg("name").unwrap_or_default())
            })
            .collect()
    };
    for line in ["[붙임]: 계획서", "[2024]: 5号", "[Ghi chú]: Mật", "[備考]: 要確認", "[a]: https://a.vn"]
    {
        let name = line.split_inclusive("]:").next().unwrap_or_default();
        let expected = vec![format!("definition-unused {name}: {line}")];
        assert_eq!(told(line), expected);
        assert_eq!(told(&format!("본문 2*3*4\n\n> {line}\n\n본문")), expected);
        assert_eq!(told(&format!("\\{line}")), [""; 0]);
    }
    for text in [
        "[a] [b][A] [c][]\n\n[a]: https://a.vn\n[c]: https://c.vn",
        "![ảnh][a]\n\n[a]: a.jpg",
        "![ảnh của [b]][a]\n\n[a]: a.jpg\n[b]: https://b.vn",
        "[hai\nchữ]\n\n[Hai chữ]: https://a.vn",
        "[//]: # (không hiện)\n\n[comment]: <> (không hiện)",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn a_second_address_of_one_name_is_told() {
    let told = |text: &str| {
        let found = parse(text, &origin(), &options("vi")).diagnostics;
        let covered = |place: &crate::base::SourceSpan| text[place.span.0..place.span.1].to_owned();
        let places = |it: &crate::diag::Diagnostic| {
            (
                it.code,
                it.place.as_ref().map(covered),
                it.other.as_ref().map(|it| covered(it).trim_end().to_owned()),
            )
        };
        found.iter().map(places).collect::<Vec<_>>()
    };
    let twice = |second: &str, first: &str| {
        vec![("definition-twice", Some(second.to_owned()), Some(first.to_owned()))]
    };
    for (text, second, first) in [
        ("[a]\n\n[a]: https://x.vn\n[A]: https://y.vn", "[A]: https://y.vn", "[a]: https://x.vn"),
        ("[a]: https://x.vn\n\n[a]\n\n[a]: https://y.vn\n\nb", "[a]: https://y.vn", "[a]: https://x.vn"),
        (
            "[ 가  나 ]: https://x.vn\n\n> [가 나]\n>\n> [가 나]: https://y.vn",
            "[가 나]: https://y.vn",
            "[ 가  나 ]: https://x.vn",
        ),
        (
            "- [a]\n- b\n\n  [a]: https://x.vn\n  [a]: https://y.vn\n- c",
            "[a]: https://y.vn",
            "[a]: https://x.vn",
        ),
        (
            "x[^1] [a]\n\n[^1]: y\n\n    [a]: https://x.vn\n\n[a]: https://y.vn",
            "[a]: https://y.vn",
            "[a]: https://x.vn",
        ),
    ] {
        assert_eq!(told(text), twice(second, first), "{text}");
    }
    for text in [
        "[a] và [b]\n\n[a]: https://x.vn\n[b]: https://y.vn",
        "[a]\n\n[a]: https://x.vn\n\n```\n[a]: https://y.vn\n```",
        "[a]\n\n[a]: https://x.vn\n\n\\[a]: b",
        "[a]\n\n[a]: https://x.vn\n\n[A]:  https://x.vn",
        "[a]\n\n[a]: https://x.vn\n\n    [a]: b",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}
