//! What an author of themes finds: the files of the program, what templates see, a style sheet of the site's own.

use crate::fixture::{TWO, files};
use crate::program::{Ran, Site, portolan};

const OWN: &str = "themes/harbour/assets/css/own.css";

/// `portolan theme …` in a site.
fn theme(site: &Site, arguments: &[&str]) -> Ran {
    Ran::of(portolan().arg("theme").args(arguments).arg("--root").arg(site.path("")))
}

/// The lines of a list, by name.
fn origin(list: &str, name: &str) -> String {
    let line = list.lines().find(|line| line.split("  ").next().is_some_and(|own| own.trim() == name));
    line.and_then(|line| line.split_once("  "))
        .map_or_else(String::new, |(_, origin)| origin.trim().to_owned())
}

#[test]
fn every_file_that_pages_are_made_with_is_listed_with_its_origin() {
    let site = Site::new();
    site.put("themes/harbour/templates/_footer.html", "<footer></footer>");
    site.put("themes/harbour/templates/_more.html", "more");
    let list = theme(&site, &["list"]);
    assert_eq!((list.code, list.err.as_str()), (Some(0), ""));
    for (name, expected) in [
        ("templates/base.html", "built in"),
        ("templates/shared/head.html", "built in"),
        ("assets/css/site.css", "built in"),
        ("i18n/vi.toml", "built in"),
        ("i18n/format/ja.toml", "built in"),
        ("templates/_footer.html", "site, instead of the built-in one"),
        ("templates/_more.html", "site"),
    ] {
        assert_eq!(origin(&list.out, name), expected, "{name}");
    }
    let list = theme(&site, &["list", "--format", "json"]).json();
    let of = |name: &str| list.as_array().expect("a list").iter().find(|part| part["name"] == name).cloned();
    let footer = of("templates/_footer.html").expect("the footer");
    assert_eq!(footer["file"], "themes/harbour/templates/_footer.html");
    assert_eq!((&footer["kind"], &footer["replaces"]), (&"template".into(), &true.into()));
    assert_eq!(of("i18n/format/vi.toml").expect("the formats")["kind"], "format");
    assert_eq!(of("i18n/vi.toml").expect("the strings")["file"], serde_json::Value::Null);
}

#[test]
fn the_files_of_a_theme_of_another_name_are_told_from_those_of_the_site() {
    let site = Site::new();
    let settings = site.read("portolan.toml").replace("[site]\n", "[site]\ntheme = \"bay\"\n");
    site.put("portolan.toml", settings);
    site.put("themes/bay/templates/record.html", "{% extends \"base.html\" %}");
    let list = theme(&site, &["list"]);
    assert_eq!(origin(&list.out, "templates/record.html"), "theme bay, instead of the built-in one");
    assert_eq!(origin(&list.out, "templates/base.html"), "built in");
    let list = theme(&site, &["list", "--ui-lang", "vi"]);
    assert_eq!(origin(&list.out, "templates/record.html"), "giao diện bay, thay cho bản có sẵn");
    theme(&site, &["copy", "_footer.html"]);
    assert!(site.has("themes/bay/templates/_footer.html"));
}

#[test]
fn a_copied_file_changes_nothing_until_it_is_changed() {
    let site = Site::new();
    site.build();
    let before = site.public();
    let ran = theme(&site, &["copy", "templates", "css/site.css", "i18n/vi.toml", "i18n/format"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.starts_with("themes/harbour/templates/_breadcrumbs.html: written; "), "{}", ran.err);
    for path in ["themes/harbour/assets/css/site.css", "i18n/vi.toml", "i18n/format/ko.toml"] {
        assert!(ran.err.contains(&format!("{path}: written")) && site.has(path), "{path}");
    }
    assert!(!site.has("i18n/en.toml"));
    site.build();
    assert_eq!(site.public(), before);
    let footer = site.read("themes/harbour/templates/_footer.html");
    site.put("themes/harbour/templates/_footer.html", format!("{footer}<p>Của trang</p>"));
    site.build();
    assert!(String::from_utf8_lossy(&site.public()["vi/index.html"]).contains("<p>Của trang</p>"));
}

#[test]
fn nothing_is_written_over_a_file() {
    let site = Site::new();
    site.put("themes/harbour/templates/_footer.html", "mine");
    let ran = theme(&site, &["copy", "_header.html", "_footer.html"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.err,
        "error: themes/harbour/templates/_footer.html is there already, and nothing is written over it: nothing was copied\n"
    );
    assert!(!site.has("themes/harbour/templates/_header.html"));
    let ran = theme(&site, &["copy", "templates/"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(site.read("themes/harbour/templates/_footer.html"), "mine");
    assert!(site.has("themes/harbour/templates/_header.html"));
}

#[test]
fn a_name_that_is_none_is_told_the_near_one() {
    let site = Site::new();
    for (name, said) in [
        ("bsae.html", "there is no built-in file `bsae.html`: did you mean `base.html`?"),
        ("../portolan.toml", "there is no built-in file `../portolan.toml`"),
        (
            "vi.toml",
            "several files are called `vi.toml`: write which one, `i18n/format/vi.toml`, `i18n/search/vi.toml`, `i18n/vi.toml`",
        ),
    ] {
        let ran = theme(&site, &["copy", name]);
        assert_eq!(
            (ran.code, ran.err.starts_with(&format!("error: {said}"))),
            (Some(1), true),
            "{}",
            ran.err
        );
    }
    let nowhere = Site::empty();
    for arguments in [&["list"][..], &["copy", "base.html"], &["vars", "/vi/"]] {
        let ran = theme(&nowhere, arguments);
        assert_eq!(ran.code, Some(1));
        assert!(ran.err.starts_with("error: there is no portolan.toml in "), "{}", ran.err);
    }
}

#[test]
fn what_a_template_sees_is_printed() {
    let site = Site::new();
    let ran = theme(&site, &["vars", "/en/news/port/"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), "template: themes/harbour/templates/news.html\n"));
    let seen = ran.json();
    assert_eq!((&seen["lang"], &seen["root"]), (&"en".into(), &"../../../".into()));
    assert_eq!(seen["page"]["title"], "The port");
    assert_eq!(seen["record"]["title"], "The port");
    assert!(seen["site"]["menu"].is_array() && seen["shared"]["head"].is_string());
    for address in ["en/news/port", "/en/news/port/index.html", "https://port.example/en/news/port/?x#y"] {
        assert_eq!(theme(&site, &["vars", address]).out, ran.out, "{address}");
    }
    for (address, part) in
        [("/", "chooser"), ("/vi/", "home"), ("/en/news/", "list"), ("/vi/sitemap/", "sitemap")]
    {
        let seen = theme(&site, &["vars", address]).json();
        assert!(seen[part].is_object(), "{address}");
    }
    let feed = theme(&site, &["vars", "/sitemap.xml"]);
    assert_eq!(
        (feed.code, feed.err.as_str()),
        (Some(1), "error: `/sitemap.xml` is made without a template\n")
    );
    let near = theme(&site, &["vars", "/en/news/prot/"]);
    assert_eq!(near.err, "error: there is no page `/en/news/prot/`: did you mean `/en/news/port/`?\n");
}

#[test]
fn a_style_sheet_of_the_sites_own_is_the_last_on_every_page() {
    let site = Site::new();
    site.build();
    let before = site.public();
    site.put(OWN, "body { background: url(../compass.svg) }");
    site.build();
    let after = site.public();
    let sheet = after.keys().find(|name| name.starts_with("assets/css/own.")).expect("the sheet").clone();
    let mut pages = 0;
    for (name, html) in after.iter().filter(|(name, _)| name.ends_with(".html")) {
        let (html, old) = (String::from_utf8_lossy(html), String::from_utf8_lossy(&before[name]));
        let last = html.rsplit("rel=\"stylesheet\"").next().unwrap_or_default();
        if !old.contains("rel=\"stylesheet\"") {
            // A page that only leads on is drawn with nothing.
            continue;
        }
        assert!(last.split('>').next().is_some_and(|tag| tag.contains(&sheet)), "{name}");
        let link = html.lines().find(|line| line.contains(&sheet)).expect("its line");
        assert_eq!(html.replace(&format!("{link}\n"), ""), old, "{name}");
        pages += 1;
    }
    assert!(pages > 10);
    site.remove(OWN);
    site.build();
    assert_eq!(site.public(), before);
    let ran = site.run(&["build", "--offline", "--output", "stick"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_style_sheet_that_no_page_has_is_told() {
    let told = |path: &str, text: &str| {
        let made = files(TWO).with(path, text).make();
        let found = made.build.diagnostics.iter().filter(|found| found.code == "unused-style");
        found.map(|found| (found.help.unwrap_or_default(), found.place.clone())).collect::<Vec<_>>().len()
    };
    for path in [
        "themes/harbour/own.css",
        "themes/own.css",
        "themes/harbour/assets/own.css",
        "themes/harbour/css/own.css",
        "themes/harbour/assets/css/more.css",
    ] {
        assert_eq!(told(path, "a{}"), 1, "{path}");
    }
    for path in [OWN, "themes/harbour/assets/css/site.css", "themes/harbour/assets/css/map.css"] {
        assert_eq!(told(path, "a{}"), 0, "{path}");
    }
    let base = "themes/harbour/templates/base.html";
    let more = "themes/harbour/assets/css/more.css";
    for (template, path, count) in [
        ("<html></html>", OWN, 1),
        ("{{ asset(path=\"css/own.css\") }}", OWN, 0),
        ("{% include \"_own_style.html\" %}", OWN, 0),
        ("{{ asset(path='css/more.css') }}", more, 0),
        ("{{ asset(path=\"css/\" ~ page.kind) }}", more, 0),
        ("{% set x = page.kind %}{{ asset(path=x) }}", more, 0),
    ] {
        let made = files(TWO).with(base, template).with(path, "a{}").make();
        let found = made.codes().into_iter().filter(|code| *code == "unused-style").count();
        assert_eq!(found, count, "{template}");
    }
    let imported = files(TWO).with(OWN, "@import \"more.css\";").with(more, "a{}").make();
    assert!(!imported.codes().contains(&"unused-style"), "{}", imported.said());
}
