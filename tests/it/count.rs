//! How much a build does after each kind of edit. Counts do not depend on the machine; times do, and are measured by `tests/bench`.

use super::program::{Site, repository};

/// What a build did.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    parsed: u64,
    views: u64,
    rendered: u64,
    written: u64,
}

impl Counts {
    #[track_caller]
    fn of(site: &Site) -> Counts {
        let ran = site.run(&["build", "--timings", "--format", "json"]);
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
        let report = ran.json();
        let count = |value: &serde_json::Value| value.as_u64().expect("a count");
        let timings = &report["timings"];
        Counts {
            parsed: count(&timings["parsed"]),
            views: count(&timings["views"]),
            rendered: count(&timings["rendered"]),
            written: count(&report["output"]["written"]),
        }
    }
}

/// A site of thirty items, built once, and what that did.
fn built() -> (Site, Counts) {
    let site = Site::new();
    (0..27).for_each(|number| site.item(&format!("item-{number}"), number));
    let counts = Counts::of(&site);
    (site, counts)
}

#[test]
fn the_first_build_makes_everything_once() {
    let (site, first) = built();
    assert_eq!(first.parsed, 90, "thirty items, each with its facts and two texts");
    // What only leads on is made of no view.
    let leads_on = |html: &[u8]| String::from_utf8_lossy(html).contains("http-equiv=\"refresh\"");
    let pages = site.public().into_iter().filter(|(path, html)| path.ends_with(".html") && !leads_on(html));
    let pages = pages.count() as u64;
    assert_eq!((first.views, first.rendered), (pages, pages));
}

#[test]
fn nothing_changed_nothing_done() {
    let (site, _) = built();
    assert_eq!(Counts::of(&site), Counts { parsed: 0, views: 0, rendered: 0, written: 0 });
}

#[test]
fn a_body_renders_its_page() {
    let (site, first) = built();
    site.text("item-3", "en", "Another body.");
    let counts = Counts::of(&site);
    assert_eq!((counts.parsed, counts.rendered), (1, 1));
    assert!(
        (1..=4).contains(&counts.written),
        "its page, and the parts of the index that know its words: {counts:?}"
    );
    // Its page, and those that show a card of it.
    assert!((2..first.views / 6).contains(&counts.views), "{counts:?} of {first:?}");
}

#[test]
fn a_fact_renders_its_page_in_each_language() {
    let (site, first) = built();
    site.put("content/news/road/record.toml", "published = 2024-01-03\nupdated = 2024-01-03\narea = 13\n");
    let counts = Counts::of(&site);
    // With the four files of its collection in each language.
    assert_eq!((counts.parsed, counts.rendered, counts.written), (1, 2, 2 + 8));
    // Its pages, and those that show a card of it or name it.
    assert!((2..first.views / 3).contains(&counts.views), "{counts:?} of {first:?}");
}

#[test]
fn a_string_renders_the_pages_of_those_who_may_see_it() {
    let (site, first) = built();
    let strings = |lang: &str| {
        std::fs::read_to_string(repository().join(format!("i18n/{lang}.toml"))).expect("strings")
    };
    let [english, vietnamese] = [("en", "Home"), ("vi", "Trang chủ")].map(|(lang, word)| {
        site.put(&format!("i18n/{lang}.toml"), strings(lang).replacen(word, "Front page", 1));
        let counts = Counts::of(&site);
        assert_eq!(counts.views, counts.rendered, "{lang}: none but those that may show it is looked at");
        assert!(counts.rendered > first.rendered / 3, "{lang}: {counts:?} of {first:?}");
        assert!(counts.written <= counts.rendered, "{lang}: {counts:?}");
        counts.rendered
    });
    assert_eq!(english + vietnamese, first.rendered + 1, "only the choice of a language is in both");

    // English borrows from Vietnamese what it has no word for.
    let without: String = strings("en").split_inclusive('\n').filter(|line| !line.contains("Home")).collect();
    site.put("i18n/en.toml", without);
    assert_eq!(Counts::of(&site).rendered, english);
    site.put("i18n/vi.toml", strings("vi"));
    assert_eq!(Counts::of(&site).rendered, first.rendered, "both show it");
}

#[test]
fn a_template_renders_every_page_and_writes_those_that_differ() {
    let (site, first) = built();
    site.put(
        "themes/harbour/templates/notfound.html",
        "{% extends \"base.html\" %}{% block content %}<p>Gone</p>{% endblock content %}",
    );
    let counts = Counts::of(&site);
    assert_eq!((counts.parsed, counts.rendered, counts.written), (0, first.rendered, 2));
}

#[test]
fn a_title_renders_what_shows_it() {
    let (site, first) = built();
    site.put(
        "content/news/item-3/en.md",
        "+++\ntitle = \"Renamed\"\nsummary = \"en item-3.\"\n+++\nThe body.\n",
    );
    let counts = Counts::of(&site);
    assert!(counts.rendered > 1 && counts.rendered < first.rendered / 2, "{counts:?}");
    assert!(
        counts.views < first.views / 2,
        "none but those that may show it is looked at: {counts:?} of {first:?}"
    );
}

#[test]
fn a_file_that_somebody_spoilt_is_written_again() {
    let (site, _) = built();
    for spoil in [&b"mine"[..], b""] {
        site.put("public/en/news/road/index.html", spoil);
        let counts = Counts::of(&site);
        assert_eq!((counts.rendered, counts.written), (1, 1));
    }
    site.remove("public/vi/tin-tuc/road/index.html");
    assert_eq!(Counts::of(&site).written, 1);
}

#[test]
fn without_its_cache_a_build_compares() {
    let (site, first) = built();
    site.remove(".portolan/cache");
    let counts = Counts::of(&site);
    assert_eq!((counts.rendered, counts.written), (first.rendered, 0));
    assert_eq!(Counts::of(&site), Counts { parsed: 0, views: 0, rendered: 0, written: 0 });
}

#[test]
fn what_is_damaged_in_the_cache_is_made_again() {
    let (site, first) = built();
    let boxes = site.path(".portolan/cache/content");
    for (at, entry) in std::fs::read_dir(boxes).expect("a folder").enumerate() {
        let place = entry.expect("an entry").path();
        let mut bytes = std::fs::read(&place).expect("a file");
        let last = bytes.len() - 1;
        match at % 3 {
            0 => bytes.truncate(last),
            1 => bytes[last] ^= 1,
            _ => bytes.clear(),
        }
        std::fs::write(&place, bytes).expect("it can be written");
    }
    site.text("item-3", "en", "Another body.");
    let counts = Counts::of(&site);
    assert_eq!((counts.parsed, counts.rendered), (first.parsed, 1));
    site.text("item-3", "en", "A third body.");
    assert_eq!(Counts::of(&site).parsed, 1);
}

#[test]
fn what_was_found_is_told_every_time() {
    let (site, _) = built();
    site.put("content/news/item-4/en.md", "+++\ntitle = \"Four\"\nstatus = \"draft\"\n+++\nText.\n");
    site.put("content/news/item-5/en.md", "+++\ntitle = \"Five\"\n+++\n[nowhere](#nothing)\n");
    let first = site.run(&["build"]);
    let second = site.run(&["build"]);
    let findings = |err: &str| err.split("pages in").next().unwrap_or_default().to_owned();
    assert_eq!(findings(&first.err), findings(&second.err));
    assert_eq!(first.code, second.code);
    assert!(first.err.contains("nothing"), "{}", first.err);
}

#[test]
fn the_table_of_times_names_every_stage() {
    let site = Site::new();
    let ran = site.run(&["build", "--timings"]);
    for word in ["read", "content", "site", "views", "render", "write", "whole", "pages rendered"] {
        assert!(ran.err.contains(word), "{word}: {}", ran.err);
    }
    let vi = site.run(&["build", "--timings", "--ui-lang", "vi", "--output", "other"]);
    assert!(vi.err.contains("dựng"), "{}", vi.err);
}
