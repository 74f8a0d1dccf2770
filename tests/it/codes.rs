//! Codes on paper: every code of the demonstration site is read as a telephone would, and all of them still arrive after
//! pages were renamed, moved and withdrawn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use portolan::base::Lang;
use portolan::code::check;
use portolan::config::Overrides;
use portolan::pipeline::{self, Build};
use portolan::site::Route;
use portolan::site::code::{CodeKind, Leads};
use portolan::source;
use rayon::prelude::*;

use crate::demo;
use crate::fixture::{FIVE, between, files};
use crate::html::Page;
use crate::program::{Site, repository};

const BASE: &str = "https://haiphongdipi.gov.vn/";

/// What a telephone reads from a picture.
fn read(width: usize, dark: impl Fn(usize, usize) -> bool) -> String {
    let mut picture = rqrr::PreparedImage::prepare_from_bitmap(width, width, dark);
    let grids = picture.detect_grids();
    assert_eq!(grids.len(), 1, "one code in a picture");
    grids[0].decode().expect("it can be read").1
}

fn read_png(bytes: &[u8]) -> String {
    let picture = image::load_from_memory(bytes).expect("a picture").to_luma8();
    let width = picture.width() as usize;
    assert_eq!(picture.width(), picture.height());
    // Every third pixel: what a telephone sees from some way off.
    let pixel = |n: usize| u32::try_from(n * 3).expect("few");
    read(width / 3, |x, y| picture.get_pixel(pixel(x), pixel(y)).0[0] < 128)
}

fn read_svg(bytes: &[u8]) -> String {
    let symbol = check::svg(std::str::from_utf8(bytes).expect("text")).expect("a code");
    read(symbol.whole() * 3, |x, y| symbol.at(x / 3, y / 3))
}

/// The rows of the table of all codes, by column.
fn manifest(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut rows = Vec::new();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').trim_end().split("\r\n").collect();
    for line in &lines[1..] {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                c => cells.last_mut().expect("one at least").push(c),
            }
        }
        rows.push(lines[0].split(',').map(str::to_owned).zip(cells).collect());
    }
    rows
}

/// Where a page that only leads on leads, below the site's root.
fn onward(path: &str, html: &str) -> Option<String> {
    let target = between(html, "http-equiv=\"refresh\" content=\"0; url=", "\"").first().copied()?.to_owned();
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part)
        }
    }
    Some(parts.join("/"))
}

#[test]
fn every_code_of_the_demo_leads_to_its_record_in_its_language() {
    let (build, files) = demo::root();
    let rows = manifest(std::str::from_utf8(&files["qr-manifest.csv"]).expect("text"));
    let langs = ["vi", "en", "ja", "ko", "zh"];
    let mut seen: BTreeSet<(String, String, String)> = BTreeSet::new();
    let drawn: BTreeSet<&String> = files.keys().filter(|path| path.starts_with("codes/")).collect();
    let mut listed = BTreeSet::new();
    for row in &rows {
        let cell = |name: &str| row[name].as_str();
        listed.extend([cell("svg"), cell("png")].into_iter().filter(|path| !path.is_empty()));
        seen.insert((cell("id").to_owned(), cell("kind").to_owned(), cell("lang").to_owned()));
    }
    // Every code is in the table, and the table has no others.
    assert_eq!(drawn.iter().map(|path| path.as_str()).collect::<BTreeSet<_>>(), listed);
    for collection in ["projects", "zones", "events", "desks"] {
        for record in build.site.content.records.iter() {
            if build.site.collection_of(record).name == collection {
                for lang in langs.iter().chain(&[""]) {
                    let key = (record.id.clone(), "page".to_owned(), (*lang).to_owned());
                    assert!(seen.contains(&key), "{key:?}");
                }
            }
        }
    }
    let arrive = |row: &BTreeMap<String, String>| {
        let cell = |name: &str| row[name].as_str();
        let text = read_svg(&files[cell("svg")]);
        if !cell("png").is_empty() {
            assert_eq!(read_png(&files[cell("png")]), text, "{}", cell("png"));
        }
        let (record, found) = build.site.record(cell("id")).expect("a record");
        if cell("kind") == "calendar" {
            assert!(text.contains("BEGIN:VEVENT") && text.contains("DTSTART;VALUE=DATE:"), "{text}");
            return;
        }
        if cell("kind") == "contact" {
            assert!(
                text.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\n") && text.ends_with("END:VCARD"),
                "{text}"
            );
            assert!(
                text.contains(&format!(
                    "FN:{}",
                    found
                        .texts
                        .get(lang_of(&build.site, cell("lang")))
                        .expect("a text")
                        .title
                        .replace(',', "\\,")
                        .replace(';', "\\;")
                )),
                "{text}"
            );
            return;
        }
        assert!(text.len() <= 40, "{text}");
        assert_eq!(text, cell("url"));
        let path = text.strip_prefix(BASE).expect("the site's own address");
        let file = format!("{path}index.html");
        let html = std::str::from_utf8(&files[&file]).expect("text");
        let routes =
            |lang: &str| Route::Record { lang: lang_of(&build.site, lang), record }.path(&build.site);
        if cell("lang").is_empty() {
            let page = Page::parse(html);
            let links = page.all("a").filter_map(|link| Some((link.get("data-lang")?, link.get("href")?)));
            let links: BTreeMap<&str, &str> = links.collect();
            assert_eq!(links.len(), 5, "{file}");
            for (lang, href) in links {
                assert_eq!(href.trim_start_matches("../"), routes(lang), "{file}");
            }
            assert_eq!(page.meta("robots"), Some("noindex"));
        } else {
            // One hop, and there it is.
            let target = onward(&file, html).unwrap_or_else(|| panic!("{file} leads nowhere"));
            assert_eq!(target, routes(cell("lang")));
            let page =
                Page::parse(std::str::from_utf8(&files[&format!("{target}index.html")]).expect("text"));
            let tag = if cell("lang") == "zh" { "zh-Hans" } else { cell("lang") };
            assert_eq!(page.one("html").get("lang"), Some(tag));
            let title = &build.site.text(found, lang_of(&build.site, cell("lang"))).1.title;
            assert!(page.one("h1").text.contains(title.as_str()), "{target} is not about {title}");
        }
    };
    rows.par_iter().for_each(arrive);
    let contacts = rows.iter().filter(|row| row["kind"] == "contact").count();
    assert_eq!(contacts, 5 * 5);
    // A month is no appointment: of one event the day is known.
    let appointments = rows.iter().filter(|row| row["kind"] == "calendar");
    let appointments: Vec<&str> = appointments.map(|row| row["id"].as_str()).collect();
    assert_eq!(appointments, ["ground-breaking-2026-01"; 5]);
}

fn lang_of(site: &portolan::site::Site, code: &str) -> Lang {
    site.config.lang(code).expect("a language of the site")
}

/// The demonstration site in a folder of its own.
fn copy() -> Site {
    let site = Site::empty();
    let copy = |from: &Path, to: &str| site.put(to, fs::read(from).expect("a readable file"));
    copy(&repository().join("portolan.toml"), "portolan.toml");
    let mut folders = vec![repository().join("content")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below =
                    path.strip_prefix(repository()).expect("below it").to_string_lossy().replace('\\', "/");
                copy(&path, &below);
            }
        }
    }
    site
}

fn build(site: &Site) -> Build {
    let read = source::read(&site.path("")).expect("a readable site");
    pipeline::assemble(read.value, &Overrides::default(), read.diagnostics)
}

fn errors(build: &Build) -> Vec<&'static str> {
    let errors = build.diagnostics.iter().filter(|found| found.severity == portolan::diag::Severity::Error);
    errors.map(|found| found.code).collect()
}

/// What stands at an address after following whatever leads on, one hop at most; with the address.
fn follow(build: &Build, path: &str) -> (String, String) {
    let at = |path: &str| -> String {
        if let Some(route) = build.site.route_at(path) {
            return build.render(&build.views(), route).expect("it can be made");
        }
        let file = format!("{path}index.html");
        let former = portolan::feed::redirects(&build.site).into_iter().find(|(known, _)| *known == file);
        former.unwrap_or_else(|| panic!("nothing stands at /{path}")).1
    };
    let html = at(path);
    match onward(&format!("{path}index.html"), &html) {
        Some(target) => {
            let html = at(&target);
            assert_eq!(onward(&target, &html), None, "/{path} takes more than one hop");
            (target, html)
        }
        None => (path.to_owned(), html),
    }
}

fn edit(site: &Site, path: &str, change: impl FnOnce(String) -> String) {
    let changed = change(site.read(path));
    site.put(path, changed);
}

const LEDGER: &str = "codes.toml";

#[test]
fn what_is_printed_arrives_after_renaming_moving_withdrawing_and_deleting() {
    let site = copy();
    let published = site.run(&["qr", "publish", "--all", "--date", "2026-11-21"]);
    assert_eq!(published.code, Some(0), "{}", published.err);
    let before = build(&site);
    assert_eq!(errors(&before), [""; 0]);
    let printed = before.site.content.ledger.clone();
    assert!(printed.len() > 60, "{}", printed.len());
    let ledger = site.read(LEDGER);
    assert_eq!(site.run(&["qr", "publish", "--all", "--date", "2027-01-01"]).code, Some(0));
    assert_eq!(site.read(LEDGER), ledger, "a second run has nothing to add");
    let listed = site.run(&["qr"]);
    assert_eq!(listed.out.lines().count(), printed.len(), "{}", listed.out);

    // Ten slugs, in every language.
    let projects: Vec<&str> = printed
        .iter()
        .filter(|printed| printed.collection == "projects")
        .map(|printed| printed.id.text.as_str())
        .collect();
    for id in &projects[..10] {
        let slug: String =
            ["vi", "en", "ja", "ko", "zh"].map(|lang| format!("{lang} = \"{id}-khu-moi\"")).join(", ");
        edit(&site, &format!("content/projects/{id}/record.toml"), |text| {
            format!("slug = {{ {slug} }}\n{text}")
        });
    }
    // A collection with all its records.
    edit(&site, "content/zones/_collection.toml", |text| {
        let moved = text.lines().map(|line| match line.split_once(" = ") {
            Some((key, _)) if key.starts_with("path.") => format!("{key} = \"moved-zones\""),
            _ => line.to_owned(),
        });
        moved.collect::<Vec<_>>().join("\n")
    });
    edit(&site, "content/events/japan-2023-03-sports/record.toml", |text| {
        format!("withdrawn = 2026-11-01\nsuccessor = \"japan-2023-02-meeting\"\n{text}")
    });
    edit(&site, "content/events/japan-2023-09-opera/record.toml", |text| {
        format!("expires_on = 2020-01-31\n{text}")
    });
    site.remove("content/news/news-japan-50");
    // Without a word that is a mistake.
    let silent = build(&site);
    assert_eq!(errors(&silent), ["printed-gone"]);
    let said = site.run(&["check"]);
    assert!(said.err.contains("portolan qr withdraw news-japan-50"), "{}", said.err);
    let withdrawn = site.run(&["qr", "withdraw", "news-japan-50", "--date", "2026-11-20"]);
    assert_eq!(withdrawn.code, Some(0), "{}", withdrawn.err);

    let after = build(&site);
    assert_eq!(errors(&after), [""; 0]);
    let gone = [("japan-2023-03-sports", "2026"), ("japan-2023-09-opera", "2020"), ("news-japan-50", "2026")];
    let mut moved = 0;
    for printed in &printed {
        let id = &printed.id.text;
        let year = gone.iter().find(|(gone, _)| gone == id).map(|(_, year)| *year);
        for code in ["vi", "en", "ja", "ko", "zh"] {
            let lang = lang_of(&after.site, code);
            let old = printed.addresses.get(lang).into_iter().flatten().map(|name| name.text[1..].to_owned());
            let paths = old.chain([format!("{code}/q/{}/", printed.code.text)]);
            for path in paths {
                let (target, html) = follow(&after, &path);
                match year {
                    Some(year) => says_so(&target, &html, year),
                    None => {
                        let (record, _) = after.site.record(id).expect("it is still there");
                        assert_eq!(target, Route::Record { lang, record }.path(&after.site), "{path}");
                        moved += usize::from(target != path);
                    }
                }
            }
        }
        let (_, html) = follow(&after, &format!("q/{}/", printed.code.text));
        match year {
            Some(year) => says_so("q", &html, year),
            None => assert_eq!(between(&html, "data-lang=\"", "\"").len(), 5),
        }
    }
    // Every code took its hop, and so did the old addresses of ten projects and twelve zones.
    assert!(moved >= (printed.len() - 3) * 5 + 22 * 5, "{moved}");
    let (_, html) = follow(&after, &format!("en/q/{}/", code_of(&printed, "japan-2023-03-sports")));
    assert!(html.contains("Replaced by:"), "{html}");

    // A second run adds the new addresses and leaves what stands there.
    assert_eq!(site.run(&["qr", "publish", "--collection", "zones", "--date", "2027-01-01"]).code, Some(0));
    let renewed = build(&site);
    let zone =
        renewed.site.content.ledger.iter().find(|printed| printed.collection == "zones").expect("a zone");
    assert_eq!(zone.addresses.get(Lang(0)).expect("addresses").len(), 2);
    assert!(site.read(LEDGER).contains("day = 2026-11-21") && !site.read(LEDGER).contains("2027"));
}

fn code_of(printed: &[portolan::content::ledger::Printed], id: &str) -> String {
    printed.iter().find(|printed| printed.id.text == id).expect("it was printed").code.text.clone()
}

/// A page says in five languages that something is not published any more, and since when.
#[track_caller]
fn says_so(path: &str, html: &str, year: &str) {
    let page = Page::parse(html);
    let sections: Vec<_> = page.classed("permanent-gone").collect();
    let tags: BTreeSet<&str> = sections.iter().filter_map(|section| section.get("lang")).collect();
    assert_eq!(tags, ["vi", "en", "ja", "ko", "zh-Hans"].into(), "{path}");
    assert!(sections.iter().all(|section| section.text.contains(year)), "{path}: {html}");
    let own = path.split('/').next().filter(|code| code.len() == 2);
    if let Some(code) = own {
        assert!(sections[0].get("lang").is_some_and(|tag| tag.starts_with(code)), "{path}");
    }
    assert_eq!(page.meta("robots"), Some("noindex"));
    assert!(page.all("a").filter_map(|link| link.get("href")).count() >= 5, "{path}");
}

const EVENTS: &str = r#"
=== content/fairs/_collection.toml
title = { vi = "Hội chợ", en = "Fairs" }
singular = { vi = "Hội chợ", en = "Fair" }
path = { vi = "hoi-cho", en = "fairs" }
schema_org = "Event"
date = "when"
[fields.when]
type = "period"
label = { vi = "Thời gian", en = "Date" }
=== content/fairs/osaka/record.toml
when = "2026-12-30..2026-12-31"
updated = 2026-11-01
=== content/fairs/osaka/vi.md
+++
title = "Hội chợ Osaka; cảng, biển"
summary = "Hai ngày."
+++
=== content/fairs/osaka/ja.md
+++
title = "大阪フェア"
+++
=== content/fairs/month/record.toml
when = "2026-12"
=== content/fairs/month/vi.md
+++
title = "Cuối năm"
+++
"#;

#[test]
fn an_event_with_a_day_has_a_calendar_code_and_a_month_has_none() {
    let made = files(FIVE).and(EVENTS).make().sound();
    let site = &made.build.site;
    let kinds = |id: &str| {
        let (record, _) = site.record(id).expect("a record");
        site.code_files(record).into_iter().filter(|file| file.kind == CodeKind::Calendar).collect::<Vec<_>>()
    };
    assert_eq!(kinds("month"), []);
    assert_eq!(kinds("osaka").len(), 5);
    let ics = made.html("ja/data/osaka.ics");
    for line in [
        "DTSTAMP:20261101T000000Z",
        "DTSTART;VALUE=DATE:20261230",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY;LANGUAGE=ja:大阪フェア",
        "UID:osaka@example.vn",
        "URL:https://example.vn/ja/q/osaka/",
    ] {
        assert!(ics.split("\r\n").any(|own| own == line), "{line} in {ics}");
    }
    assert!(made.html("vi/data/osaka.ics").contains("SUMMARY;LANGUAGE=vi:Hội chợ Osaka\\; cảng\\, biển\r\n"));
    // A borrowed text says in which language it is.
    let borrowed = made.html("ko/data/osaka.ics");
    for line in ["SUMMARY;LANGUAGE=vi:Hội chợ Osaka\\; cảng\\, biển", "DESCRIPTION;LANGUAGE=vi:Hai ngày."]
    {
        assert!(borrowed.split("\r\n").any(|own| own == line), "{line} in {borrowed}");
    }
    assert!(made.route("ja/data/month.ics").is_none());
    let file = &kinds("osaka")[0];
    let svg = made.build.code(&made.build.views(), file).expect("it can be read");
    let text = read_svg(&svg);
    assert!(text.starts_with("BEGIN:VEVENT\r\n") && text.contains("DTEND;VALUE=DATE:20270101"), "{text}");
    let page = made.html("ja/fairs/osaka/");
    assert!(page.contains("codes/ja/osaka-calendar.svg") && page.contains("ja/data/osaka.ics"), "{page}");
    assert!(!made.html("ja/fairs/month/").contains("-calendar.svg"));
}

#[test]
fn a_collection_can_do_without_codes_and_a_record_without_a_page_can_have_one() {
    let none = files(FIVE)
        .and(&EVENTS.replace("date = \"when\"\n", "date = \"when\"\ncodes = false\n"))
        .make()
        .sound();
    assert!(
        !none
            .addresses()
            .iter()
            .any(|path| path.contains("/q/") || path.starts_with("q/") || path.contains("codes"))
    );
    assert!(!none.html("ja/fairs/osaka/").contains("codes/"));
    assert!(none.build.site.codes.permanent.is_empty());
    let listed = EVENTS.replace("date = \"when\"\n", "date = \"when\"\npages = false\ncodes = true\n");
    let listed = files(FIVE).and(&listed).make().sound();
    let html = listed.html("ja/q/osaka/");
    assert!(html.contains("url=../../../ja/fairs/#osaka\""), "{html}");
}

#[test]
fn a_code_that_was_given_to_another_id_still_counts() {
    let ledger = "\n=== codes.toml\n[[printed]]\nid = \"osaka\"\ncode = \"osaka\"\naddress.ja = [\"/ja/fairs/osaka/\"]\n";
    let renamed = EVENTS
        .replace("fairs/osaka/", "fairs/osaka-2026/")
        .replace("when = \"2026-12-30", "code = \"osaka\"\nwhen = \"2026-12-30");
    let made = files(FIVE).and(&renamed).and(ledger).make().sound();
    let (target, _) = follow(&made.build, "ja/fairs/osaka/");
    assert_eq!(target, "ja/fairs/osaka-2026/");
    let (target, _) = follow(&made.build, "ja/q/osaka/");
    assert_eq!(target, "ja/fairs/osaka-2026/");
    // A record that gets another code keeps the printed one as well.
    let again = EVENTS.replace("when = \"2026-12-30", "code = \"fair\"\nwhen = \"2026-12-30");
    let made = files(FIVE).and(&again).and(ledger).make().sound();
    for path in ["ja/q/osaka/", "ja/q/fair/"] {
        assert_eq!(follow(&made.build, path).0, "ja/fairs/osaka/");
    }
    // A page that stands at an old address wins there.
    let taken = EVENTS
        .replace("fairs/osaka/", "fairs/tokyo/")
        .replace("when = \"2026-12-30", "code = \"osaka\"\nslug.ja = \"x\"\nwhen = \"2026-12-30");
    let taken = files(FIVE).and(&taken).and(ledger).and("\n=== content/fairs/other/record.toml\nslug.ja = \"osaka\"\n=== content/fairs/other/vi.md\n+++\ntitle = \"Khác\"\n+++\n");
    let made = taken.make().sound();
    assert_eq!(follow(&made.build, "ja/fairs/osaka/").0, "ja/fairs/osaka/");
    assert_eq!(follow(&made.build, "ja/q/osaka/").0, "ja/fairs/x/");
}

#[test]
fn what_is_withdrawn_is_gone_whatever_the_day_of_the_edition_is() {
    // Nothing in the site is as new as the day on which somebody says so.
    let gone = EVENTS.replace("when = \"2026-12-30", "withdrawn = 2026-11-21\nwhen = \"2026-12-30");
    for made in [files(FIVE).and(&gone).make(), files(FIVE).and(&gone).on_day("2020-01-01").make()] {
        let made = made.sound();
        assert!(made.route("ja/fairs/osaka/").is_none());
        says_so("ja/q/osaka/", &made.html("ja/q/osaka/"), "2026");
    }
}

/// A ledger of two records in five languages, one of which has a text in no more than one.
const PRINTED: &str = r#"
=== codes.toml
[[printed]]
id = "osaka"
code = "osaka"
title.vi = "Hội chợ"
title.ja = "大阪フェア"
address.vi = ["/vi/hoi-cho/osaka/"]
address.ja = ["/ja/fairs/osaka/"]
address.zh = ["/zh/fairs/osaka/", "/zh/older/osaka/"]
[[printed]]
id = "month"
code = "month"
title.vi = "Cuối năm"
"#;

#[test]
fn codes_of_a_language_that_was_renamed_or_taken_out_still_arrive() {
    let renamed =
        FIVE.replace("code = \"zh\"", "code = \"zh-hans\"").replace("zh = \"港口\"", "zh-hans = \"港口\"");
    let removed =
        FIVE.split("[[language]]\ncode = \"zh\"").next().expect("the others").replace(", zh = \"港口\"", "");
    for (config, left) in [(renamed, 5), (removed, 4)] {
        let made = files(&config).and(EVENTS).and(PRINTED).make().sound();
        for (path, target) in [
            ("zh/q/osaka/", "q/osaka/"),
            ("zh/fairs/osaka/", "q/osaka/"),
            ("zh/older/osaka/", "q/osaka/"),
            // Nothing says that it was printed in this language, but nothing says the contrary.
            ("zh/q/month/", "q/month/"),
        ] {
            let (found, html) = follow(&made.build, path);
            assert_eq!(found, target, "{path}");
            assert_eq!(between(&html, "data-lang=\"", "\"").len(), left, "{path}");
        }
        assert_eq!(follow(&made.build, "ja/q/osaka/").0, "ja/fairs/osaka/");
    }
    // Neither what names no folder nor what names ours is a language.
    let strange = PRINTED.replace("address.zh", "address.\"../zh\"");
    let made = files(FIVE).and(EVENTS).and(&strange).make();
    assert!(made.codes().contains(&"language-code"), "{}", made.said());
}

#[test]
fn a_build_of_one_language_keeps_the_printed_codes_of_the_others() {
    let made =
        files(FIVE).and(EVENTS).and(PRINTED).asking(|ask| ask.lang = Some("en".to_owned())).make().sound();
    for lang in ["vi", "ja", "ko", "zh"] {
        for code in ["osaka", "month"] {
            assert_eq!(follow(&made.build, &format!("{lang}/q/{code}/")).0, format!("q/{code}/"));
        }
    }
    assert_eq!(follow(&made.build, "en/q/osaka/").0, "en/fairs/osaka/");
}

#[test]
fn a_hostile_ledger_leads_nowhere_else() {
    let ledger = "\n=== codes.toml\n[[printed]]\nid = \"osaka\"\ncode = \"../../x\"\n[[printed]]\nid = \"osaka\"\ncode = \"osaka\"\naddress.ja = [\"/../../etc/passwd\", \"/assets/x/\", \"/ja/<b>/\"]\n";
    let made = files(FIVE).and(EVENTS).and(ledger).make();
    let mut codes = made.codes();
    codes.retain(|code| !code.starts_with("untranslated"));
    assert_eq!(codes, ["code-form", "alias-form", "alias-form", "alias-form"], "{}", made.said());
    assert!(made.build.site.pages.redirects.is_empty());
    assert!(made.build.site.codes.permanent.iter().all(|found| matches!(found.leads, Leads::Record(_))));
}

#[test]
fn only_what_is_known_is_published() {
    let site = Site::new();
    let none = site.run(&["qr"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
    let nothing = site.run(&["qr", "publish"]);
    assert_eq!((nothing.code, nothing.err.contains("--all")), (Some(1), true), "{}", nothing.err);
    let wrong = site.run(&["qr", "publish", "raod", "--ui-lang", "vi"]);
    assert_eq!(
        (wrong.code, wrong.err.contains("có phải ý bạn là `road`?")),
        (Some(1), true),
        "{}",
        wrong.err
    );
    // Without --date the day of the site counts.
    assert_eq!(site.run(&["qr", "publish", "news/road"]).code, Some(0));
    assert!(
        site.read(LEDGER)
            .contains("id = \"road\"\ncode = \"road\"\ncollection = \"news\"\nday = 2024-02-06\n")
    );
    let shown = site.run(&["qr", "withdraw", "road"]);
    assert_eq!((shown.code, shown.err.contains("withdrawn = ")), (Some(1), true), "{}", shown.err);
    let listed = site.run(&["qr", "list"]);
    assert_eq!(listed.out, "road\t2024-02-06\troad\t/vi/tin-tuc/road/\n");
}

#[test]
fn a_second_build_reads_no_code_again() {
    let site = Site::new();
    site.build();
    let first = build(&site);
    let memo = portolan::memo::Memo::on_disk(&site.path(".portolan/cache"));
    assert!(first.check_codes(&memo).is_empty());
    assert_eq!((memo.tally().found, memo.tally().made), (3, 0));
    // A title is no part of what a camera sees.
    site.text("road", "vi", "Khác.");
    let again = portolan::memo::Memo::on_disk(&site.path(".portolan/cache"));
    assert!(build(&site).check_codes(&again).is_empty());
    assert_eq!(again.tally().made, 0);
}
