//! The site that comes with the repository, built three ways: at a domain's root, below a path, and for a disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use portolan::config::Overrides;
use portolan::diag::{self, Printer, UiLang};
use portolan::memo::Memo;
use portolan::pipeline::{self, Build};
use portolan::source;

use super::html::{Element, Page};
use super::program::{Tree, is_own, repository, tree, trouble};

const LANGS: [(&str, &str); 5] = [("vi", "vi"), ("en", "en"), ("ja", "ja"), ("ko", "ko"), ("zh", "zh-Hans")];

/// A build of the site.
struct Demo {
    build: Build,
    files: Tree,
    pages: BTreeMap<String, Page>,
    base: &'static str,
}

static ROOT: LazyLock<Demo> = LazyLock::new(|| Demo::make("https://haiphongdipi.gov.vn", false));
static BELOW: LazyLock<Demo> = LazyLock::new(|| Demo::make("https://example.org/xtdt", false));
static OFFLINE: LazyLock<Demo> = LazyLock::new(|| Demo::make("https://haiphongdipi.gov.vn", true));

/// The site built at a domain's root, and its files.
pub(crate) fn root() -> (&'static Build, &'static Tree) {
    (&ROOT.build, &ROOT.files)
}

impl Demo {
    fn make(base: &'static str, offline: bool) -> Demo {
        let read = source::read(repository()).expect("the repository can be read");
        let overrides = Overrides { base_url: Some(base.to_owned()), offline, ..Overrides::default() };
        let build = pipeline::assemble(read.value, &overrides, read.diagnostics);
        let printer = Printer::new(UiLang::En, |path| build.snapshot.page(path));
        let said: Vec<String> =
            diag::fold(&build.diagnostics).iter().map(|found| printer.terminal(found, false)).collect();
        drop(printer);
        assert!(said.is_empty(), "the site has something to mend:\n{}", said.join("\n\n"));
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        // Pictures take seconds to make and are the same in every build, so they outlive the test.
        let memo = Memo::on_disk(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures"));
        build.write(folder.path(), &memo, &|_, _| {}).unwrap_or_else(|failure| panic!("{failure:?}"));
        let files: Tree = tree(folder.path()).into_iter().filter(|(path, _)| !is_own(path)).collect();
        let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
        // What only leads on is no page to read; where it leads is looked at in `codes`.
        let pages = pages.map(|(path, bytes)| (path, text(bytes)));
        let pages = pages.filter(|(_, html)| !html.contains("http-equiv=\"refresh\""));
        let pages = pages.map(|(path, html)| (path.clone(), Page::parse(&html))).collect();
        Demo { build, files, pages, base }
    }

    /// The page at an address.
    #[track_caller]
    fn page(&self, path: &str) -> &Page {
        self.pages.get(&index(path)).unwrap_or_else(|| panic!("there is no page {path}"))
    }

    /// The pages of a language, without the one for what is missing.
    fn of(&self, code: &str) -> impl Iterator<Item = (&String, &Page)> {
        let start = format!("{code}/");
        self.pages.iter().filter(move |(path, _)| path.starts_with(&start) && !path.ends_with("404.html"))
    }

    /// Every page but those for what is missing.
    fn proper(&self) -> impl Iterator<Item = (&String, &Page)> {
        self.pages.iter().filter(|(path, _)| !path.ends_with("404.html"))
    }

    /// The file behind an absolute address of this site.
    fn file_at<'a>(&self, address: &'a str) -> Option<(String, Option<&'a str>)> {
        let below = address.strip_prefix(self.base)?.strip_prefix('/')?;
        let (path, fragment) = below.split_once('#').map_or((below, None), |(path, rest)| (path, Some(rest)));
        Some((index(path), fragment))
    }

    /// The addresses of a page for the readers of each language: its alternates.
    fn alternates<'p>(&self, page: &'p Page) -> BTreeMap<&'p str, &'p str> {
        let links =
            page.links("alternate").filter_map(|link| Some((link.get("hreflang")?, link.get("href")?)));
        links.collect()
    }

    fn sitemap(&self) -> Vec<(String, BTreeMap<String, String>)> {
        let xml = text(&self.files["sitemap.xml"]);
        let entries = xml.split("<url>").skip(1).map(|entry| {
            let between = |text: &str, start: &str, end: &str| {
                text.split_once(start)
                    .and_then(|(_, rest)| rest.split_once(end))
                    .expect("it is there")
                    .0
                    .to_owned()
            };
            let links = entry.split("<xhtml:link ").skip(1);
            let links =
                links.map(|link| (between(link, "hreflang=\"", "\""), between(link, "href=\"", "\"")));
            (between(entry, "<loc>", "</loc>"), links.collect())
        });
        entries.collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("pages and feeds are UTF-8")
}

fn index(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Every address that a page asks a browser to go to or to load, with the element that does.
fn addresses(page: &Page) -> Vec<(&Element, &str)> {
    let mut found = Vec::new();
    for element in &page.elements {
        for name in ["href", "src", "poster", "action", "data"] {
            found.extend(element.get(name).map(|address| (element, address)));
        }
        if let Some(set) = element.get("srcset") {
            found.extend(set.split(", ").map(|part| (element, part.split(' ').next().unwrap_or_default())));
        }
    }
    found
}

/// Whether the element tells machines of an absolute address instead of leading there.
fn is_metadata(element: &Element) -> bool {
    let rel = element.get("rel").unwrap_or_default();
    element.name == "link" && (rel == "canonical" || rel == "alternate" && element.get("hreflang").is_some())
}

fn is_external(address: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:", "geo:"].iter().any(|scheme| address.starts_with(scheme))
}

/// The path that a relative address of the page `from` leads to; `None` when it climbs out of the site.
fn joined(from: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn unescaped(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("addresses are UTF-8")
}

/// What is wrong with an address inside the site; `None` when it leads to a file, and its fragment to an element there.
fn dead(demo: &Demo, from: &str, address: &str) -> Option<String> {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, rest)| (path, Some(rest)));
    // What is compared is for the script of the page.
    let path = path.split('?').next().unwrap_or_default();
    let file = match path.strip_prefix('/') {
        _ if path.is_empty() => from.to_owned(),
        Some(absolute) => {
            let root = demo.build.site.config.base_url.root();
            match absolute.strip_prefix(&root[1..]) {
                Some(below) => index(below),
                None => return Some(format!("{address} leads out of {root}")),
            }
        }
        None => match joined(from, &unescaped(path)) {
            Some(path) => index(&path),
            None => return Some(format!("{address} climbs out of the site")),
        },
    };
    if !demo.files.contains_key(&file) {
        return Some(format!("{address}: no file {file}"));
    }
    let fragment = unescaped(fragment?);
    let there = demo.pages.get(&file)?;
    let known = there.elements.iter().any(|element| element.get("id") == Some(&fragment));
    (!known).then(|| format!("{address}: nothing called {fragment} in {file}"))
}

#[track_caller]
fn none(mut wrong: Vec<String>) {
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

#[test]
fn every_link_leads_to_a_file_and_every_fragment_to_an_element() {
    for demo in [&*ROOT, &*BELOW, &*OFFLINE] {
        let wrong = demo.pages.iter().flat_map(|(from, page)| {
            let internal = addresses(page)
                .into_iter()
                .filter(|(element, address)| !is_external(address) && !is_metadata(element));
            internal.filter_map(move |(_, address)| {
                dead(demo, from, address).map(|problem| format!("{from}: {problem}"))
            })
        });
        none(wrong.collect());
    }
}

#[test]
fn pages_name_no_address_that_depends_on_where_the_site_lies() {
    for demo in [&*ROOT, &*BELOW, &*OFFLINE] {
        let wrong = demo.proper().flat_map(|(from, page)| {
            let all = addresses(page).into_iter().filter(|(element, _)| !is_metadata(element));
            let bad = all.filter(|(_, address)| {
                // The site's own name may stand in a text; the way to one of its pages may not.
                let own = address.strip_prefix(demo.base).is_some_and(|rest| rest.len() > 1);
                address.starts_with('/') || own || address.is_empty()
            });
            bad.map(move |(_, address)| format!("{from}: `{address}`"))
        });
        none(wrong.collect());
    }
}

#[test]
fn offline_every_link_names_its_file_and_nothing_is_fetched() {
    let demo = &*OFFLINE;
    let mut wrong = Vec::new();
    for (from, page) in &demo.pages {
        for (element, address) in addresses(page) {
            let path = address.split('#').next().unwrap_or_default();
            if is_external(address) || is_metadata(element) || path.is_empty() {
                continue;
            }
            if path.ends_with('/') || path.starts_with('/') || path == "." || path == ".." {
                wrong.push(format!("{from}: {address}"));
            }
        }
    }
    // What saves a page is asked for by a button that is not shown there.
    let loaded = |path: &str| path.ends_with(".js") && !path.starts_with("assets/js/save.");
    for (path, bytes) in demo.files.iter().filter(|(path, _)| loaded(path)) {
        let script = text(bytes);
        for call in ["fetch(", "XMLHttpRequest", "import(", "sendBeacon"] {
            if script.contains(call) {
                wrong.push(format!("{path} has {call}"));
            }
        }
    }
    none(wrong);
}

#[test]
fn nothing_is_loaded_from_elsewhere_and_nothing_is_inline() {
    let mut wrong = Vec::new();
    for (from, page) in &ROOT.pages {
        for element in &page.elements {
            let mut say = |problem: &str| wrong.push(format!("{from}: <{}> {problem}", element.name));
            let loads = matches!(
                element.name.as_str(),
                "script" | "img" | "source" | "iframe" | "video" | "audio" | "embed" | "object"
            );
            let remote = |address: &str| {
                address.starts_with("http") || address.starts_with("//") || address.starts_with("data:")
            };
            if (loads || element.name == "link" && !is_metadata(element))
                && ["src", "href", "srcset", "data"].iter().filter_map(|name| element.get(name)).any(remote)
            {
                say("loads from elsewhere");
            }
            if element.name == "style" || element.get("style").is_some() {
                say("has its style inline");
            }
            if element.name == "script"
                && element.get("src").is_none()
                && element.get("type") != Some("application/ld+json")
            {
                say("has its script inline");
            }
            if element.attributes.keys().any(|name| name.starts_with("on")) {
                say("has a handler inline");
            }
            if element.get("href").is_some_and(|href| href.trim().to_lowercase().starts_with("javascript")) {
                say("leads to a script");
            }
        }
    }
    for (path, bytes) in ROOT.files.iter().filter(|(path, _)| path.ends_with(".css")) {
        let css = text(bytes);
        if css.contains("url(http") || css.contains("url(//") || css.contains("@import") {
            wrong.push(format!("{path} loads from elsewhere"));
        }
    }
    none(wrong);
}

#[test]
fn stylesheets_name_files_that_are_there() {
    let mut wrong = Vec::new();
    for (path, bytes) in ROOT.files.iter().filter(|(path, _)| path.ends_with(".css")) {
        for part in text(bytes).split("url(").skip(1) {
            let address = part.split(')').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
            let file = joined(path, address);
            if !address.starts_with(['#', 'd'])
                && !file.as_ref().is_some_and(|file| ROOT.files.contains_key(file))
            {
                wrong.push(format!("{path}: {address}"));
            }
        }
    }
    none(wrong);
}

#[test]
fn browsers_have_nothing_to_put_right() {
    let wrong = ROOT
        .pages
        .iter()
        .flat_map(|(path, page)| page.errors.iter().map(move |error| format!("{path}: {error}")));
    none(wrong.collect());
}

#[test]
fn an_id_stands_once_on_a_page() {
    let mut wrong = Vec::new();
    for (path, page) in &ROOT.pages {
        let mut seen = BTreeSet::new();
        for id in page.elements.iter().filter_map(|element| element.get("id")) {
            if id.is_empty() || !seen.insert(id) {
                wrong.push(format!("{path}: #{id}"));
            }
        }
    }
    none(wrong);
}

#[test]
fn every_page_has_its_head() {
    let mut wrong = Vec::new();
    for (path, page) in &ROOT.pages {
        let mut say = |good: bool, problem: &str| {
            if !good {
                wrong.push(format!("{path}: {problem}"));
            }
        };
        say(page.all("h1").count() == 1, "has not one h1");
        say(page.all("h1").all(|heading| !heading.text.trim().is_empty()), "has an empty h1");
        say(
            page.all("title").next().is_some_and(|title| title.text.trim().chars().count() > 3),
            "has no title",
        );
        say(page.meta("description").is_some_and(|text| !text.trim().is_empty()), "has no description");
        say(page.all("main").count() == 1, "has not one main");
        let canonical: Vec<&str> = page.links("canonical").filter_map(|link| link.get("href")).collect();
        say(canonical.len() == 1, "has not one canonical address");
        for address in canonical {
            let there = ROOT.file_at(address).is_some_and(|(file, _)| ROOT.files.contains_key(&file));
            say(there, &format!("its canonical address {address} leads nowhere"));
        }
        say(page.meta("og:title").is_some() && page.meta("og:locale").is_some(), "has no Open Graph");
        if let Some(image) = page.meta("og:image") {
            let there = ROOT.file_at(image).is_some_and(|(file, _)| ROOT.files.contains_key(&file));
            say(there, &format!("its picture {image} is not there"));
        }
    }
    none(wrong);
}

#[test]
fn titles_differ_between_the_pages_of_a_language() {
    let mut wrong = Vec::new();
    for (code, _) in LANGS {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, page) in ROOT.of(code) {
            if let Some(other) =
                seen.insert(page.all("title").next().map_or("", |title| title.text.trim()), path)
            {
                wrong.push(format!("{path} and {other}"));
            }
        }
    }
    none(wrong);
}

#[test]
fn headings_skip_no_level() {
    let mut wrong = Vec::new();
    for (path, page) in &ROOT.pages {
        let mut before = 1;
        for heading in page
            .elements
            .iter()
            .filter(|element| matches!(element.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
        {
            let level: u8 = heading.name[1..].parse().expect("a digit");
            if level > before + 1 {
                wrong.push(format!("{path}: h{before}, then h{level} `{}`", heading.text.trim()));
            }
            before = level;
        }
    }
    none(wrong);
}

#[test]
fn every_page_is_in_the_language_of_its_address() {
    let mut wrong = Vec::new();
    for (code, tag) in LANGS {
        for (path, page) in ROOT.of(code) {
            if page.one("html").get("lang") != Some(tag) {
                wrong.push(format!("{path}: {:?}", page.one("html").get("lang")));
            }
        }
    }
    let known: BTreeSet<&str> = LANGS.iter().map(|(_, tag)| *tag).collect();
    for (path, page) in &ROOT.pages {
        for element in &page.elements {
            if let Some(lang) = element.get("lang")
                && !known.contains(lang)
            {
                wrong.push(format!("{path}: <{} lang={lang:?}>", element.name));
            }
        }
    }
    none(wrong);
}

#[test]
fn text_in_another_script_says_its_language() {
    // Kana and Hangul belong to one language each; such text on a page of another must carry its tag.
    let kana = |c: char| ('\u{3041}'..='\u{30fa}').contains(&c);
    let hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let mut wrong = Vec::new();
    for (path, page) in &ROOT.pages {
        for element in page.elements.iter().filter(|element| {
            matches!(
                element.name.as_str(),
                "a" | "p" | "li" | "h1" | "h2" | "h3" | "td" | "th" | "span" | "dd" | "dt"
            )
        }) {
            let inner_tagged = page.elements.iter().any(|inner| {
                inner.get("lang").is_some()
                    && inner.around.iter().any(|at| std::ptr::eq(&page.elements[*at], element))
            });
            let lang = page.lang(element).unwrap_or_default();
            for (script, tag) in [(&kana as &dyn Fn(char) -> bool, "ja"), (&hangul, "ko")] {
                if !inner_tagged
                    && element.text.contains(script)
                    && lang != tag
                    && !element.text.contains("（")
                {
                    wrong.push(format!("{path} ({lang}): <{}> {}", element.name, element.text.trim()));
                }
            }
        }
    }
    none(wrong);
}

#[test]
fn translations_name_each_other() {
    let mut wrong = Vec::new();
    for (path, page) in ROOT.proper() {
        let own = page.links("canonical").find_map(|link| link.get("href")).unwrap_or_default();
        let alternates = ROOT.alternates(page);
        let noindex = page.meta("robots").is_some_and(|robots| robots.contains("noindex"));
        if noindex != alternates.is_empty() {
            wrong.push(format!("{path}: noindex and alternates do not agree"));
        }
        if noindex {
            continue;
        }
        if !alternates.contains_key("x-default") {
            wrong.push(format!("{path}: no x-default"));
        }
        if path != "index.html" && !alternates.iter().any(|(tag, url)| *tag != "x-default" && *url == own) {
            wrong.push(format!("{path}: does not name itself"));
        }
        for (tag, url) in &alternates {
            let Some(other) = ROOT.file_at(url).and_then(|(file, _)| ROOT.pages.get(&file)) else {
                wrong.push(format!("{path}: {tag} leads to {url}, which is no page"));
                continue;
            };
            if *tag != "x-default" && other.one("html").get("lang") != Some(tag) {
                wrong.push(format!("{path}: {url} is not in {tag}"));
            }
            if *tag != "x-default" && path != "index.html" && ROOT.alternates(other) != alternates {
                wrong.push(format!("{path}: {url} names other translations"));
            }
        }
    }
    none(wrong);
}

#[test]
fn borrowed_pages_are_left_out_of_what_machines_read() {
    let listed: BTreeSet<String> = ROOT.sitemap().into_iter().map(|(address, _)| address).collect();
    let mut borrowed = 0;
    // Pages that are there for paper are for nobody who searches, nor are those that search themselves.
    let own = ["/codes/", "/search/", "/tim-kiem/"];
    let on_screen = |path: &str| !path.starts_with("q/") && !own.iter().any(|part| path.contains(part));
    for (path, page) in ROOT.proper().filter(|(path, _)| on_screen(path)) {
        let address = format!("{}/{}", ROOT.base, path.strip_suffix("index.html").unwrap_or(path));
        let canonical = page.links("canonical").find_map(|link| link.get("href")).unwrap_or_default();
        let is_hidden = page.meta("robots").is_some_and(|robots| robots.contains("noindex"));
        if canonical == address {
            // A list of which nothing is written in its language is borrowed too, though it stands nowhere else.
            assert_eq!(listed.contains(&address), !is_hidden, "{path} in the site map");
            borrowed += usize::from(is_hidden);
            continue;
        }
        borrowed += 1;
        assert!(!listed.contains(&address), "{path} is borrowed but in the site map");
        assert!(page.meta("robots").is_some_and(|robots| robots.contains("noindex")), "{path}");
        for (code, _) in LANGS {
            assert!(
                !text(&ROOT.files[&format!("{code}/feed.xml")]).contains(&address),
                "{path} is in the feed"
            );
        }
    }
    // Every written page is listed, and nothing else is.
    let written = ROOT.proper().filter(|(path, _)| on_screen(path)).count() - borrowed;
    assert_eq!(listed.len(), written);
}

#[test]
fn the_site_map_agrees_with_the_pages() {
    for demo in [&*ROOT, &*BELOW] {
        let mut wrong = Vec::new();
        let root = format!("{}/", demo.base);
        let homes: BTreeSet<String> = LANGS.iter().map(|(code, _)| format!("{root}{code}/")).collect();
        for (address, links) in demo.sitemap() {
            if address == root || homes.contains(&address) {
                assert_eq!(links.get("x-default"), Some(&root), "{address}");
            }
            let Some(page) = demo.file_at(&address).and_then(|(file, _)| demo.pages.get(&file)) else {
                wrong.push(format!("{address} is no page"));
                continue;
            };
            let alternates = demo.alternates(page).into_iter();
            let alternates: BTreeMap<String, String> =
                alternates.map(|(tag, url)| (tag.to_owned(), url.to_owned())).collect();
            if alternates != links.into_iter().collect() {
                wrong.push(format!("{address}: other translations than on the page"));
            }
        }
        none(wrong);
    }
}

#[test]
fn feeds_name_pages_of_their_language() {
    for (code, tag) in LANGS {
        let feed = text(&ROOT.files[&format!("{code}/feed.xml")]);
        assert!(feed.contains(&format!("xml:lang=\"{tag}\"")), "{code}");
        let entries: Vec<&str> = feed.split("<entry>").skip(1).collect();
        assert!(entries.len() >= 6, "{code}: {}", entries.len());
        for entry in entries {
            let id = entry.split("<id>").nth(1).and_then(|rest| rest.split("</id>").next()).expect("an id");
            let (file, _) = ROOT.file_at(id).expect("an address of this site");
            assert!(file.starts_with(&format!("{code}/q/")) && ROOT.files.contains_key(&file), "{id}");
            let link = entry.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
            let (page, _) = ROOT.file_at(link).expect("an address of this site");
            assert!(page.starts_with(&format!("{code}/")) && ROOT.files.contains_key(&page), "{link}");
            assert!(text(&ROOT.files[&file]).contains(link), "{id} leads to {link}");
        }
    }
}

#[test]
fn descriptions_for_machines_are_json() {
    let mut kinds = BTreeSet::new();
    for (path, page) in &ROOT.pages {
        for script in page.all("script").filter(|script| script.get("type") == Some("application/ld+json")) {
            let json: serde_json::Value =
                serde_json::from_str(&script.text).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(json["@context"], "https://schema.org", "{path}");
            for thing in json["@graph"].as_array().expect("a graph") {
                kinds.insert(thing["@type"].as_str().expect("a type").to_owned());
                let url = thing["url"].as_str().or(thing["itemListElement"][0]["item"].as_str());
                let file = url.and_then(|url| ROOT.file_at(url));
                assert!(
                    url.is_none() || file.is_some_and(|(file, _)| ROOT.files.contains_key(&file)),
                    "{path}: {url:?}"
                );
            }
        }
    }
    for kind in
        ["Place", "Event", "NewsArticle", "FAQPage", "BreadcrumbList", "GovernmentOrganization", "Dataset"]
    {
        assert!(kinds.contains(kind), "no page is described as {kind}: {kinds:?}");
    }
}

#[test]
fn every_picture_is_described_and_has_its_size() {
    let mut wrong = Vec::new();
    for (path, page) in &ROOT.pages {
        for picture in page.all("img") {
            let sized = ["width", "height"]
                .iter()
                .all(|side| picture.get(side).is_some_and(|px| px.parse::<u32>().is_ok_and(|px| px > 0)));
            // The ornaments of the theme say nothing.
            let of_theme = picture.get("src").is_some_and(|src| src.contains("assets/"));
            let ornament = of_theme && picture.get("alt") == Some("");
            let described = ornament || picture.get("alt").is_some_and(|alt| alt.trim().chars().count() > 2);
            if !sized || !described {
                wrong.push(format!("{path}: {:?} {:?}", picture.get("src"), picture.get("alt")));
            }
        }
        for drawing in page.all("svg").filter(|svg| svg.get("role") == Some("img")) {
            if drawing.get("aria-label").is_none_or(|label| label.trim().is_empty()) {
                wrong.push(format!("{path}: a drawing without words"));
            }
        }
    }
    none(wrong);
}

/// Ids below a collection's folder.
fn ids(demo: &Demo, collection: &str) -> Vec<String> {
    let site = &demo.build.site;
    let index = site
        .content
        .collections
        .get_index_of(collection)
        .unwrap_or_else(|| panic!("no collection {collection}"));
    let records = site.content.records.iter().filter(|record| record.collection == index);
    records.map(|record| record.id.clone()).collect()
}

const PROJECTS: [&str; 16] = [
    "tien-lang-2",
    "san-bay-tien-lang",
    "tien-lang-1",
    "vinh-quang",
    "an-hoa",
    "giang-bien-2",
    "thuy-nguyen-ip",
    "tam-hung-ngu-lao",
    "nomura-2",
    "an-hung-dai-ban",
    "trang-due-3",
    "cau-cuu",
    "ngu-phuc",
    "tan-trao",
    "bac-cat-hai",
    "nam-trang-cat",
];

#[test]
fn the_records_that_were_asked_for_have_their_pages_in_five_languages() {
    let mut projects = ids(&ROOT, "projects");
    projects.sort();
    let mut wanted = PROJECTS.map(str::to_owned).to_vec();
    wanted.sort();
    assert_eq!(projects, wanted);
    for (collection, least) in [
        ("zones", 13),
        ("events", 6),
        ("news", 8),
        ("documents", 28),
        ("statistics", 6),
        ("faq", 10),
        ("desks", 5),
    ] {
        let found = ids(&ROOT, collection).len();
        assert!(found >= least, "{collection}: {found} of {least}");
    }
    let site = &ROOT.build.site;
    let mut borrowed = 0;
    for record in &site.content.records {
        for lang in site.config.langs() {
            let collection = &site.content.collections[record.collection];
            borrowed += usize::from(!site.is_translated(record, lang));
            let route = portolan::site::Route::Record { lang, record: site.index.by_id[&record.id] };
            let path = route.path(site);
            let (file, anchor) =
                path.split_once('#').map_or((path.as_str(), None), |(file, anchor)| (file, Some(anchor)));
            let page = ROOT.page(file);
            assert_eq!(anchor.is_some(), !collection.pages);
            let there = anchor
                .is_none_or(|anchor| page.elements.iter().any(|element| element.get("id") == Some(anchor)));
            assert!(there, "{path}");
        }
    }
    // A few are left untranslated, to show how a page is borrowed.
    assert!((1..=40).contains(&borrowed), "{borrowed} texts are borrowed");
}

#[test]
fn the_figures_of_projects_say_their_source_and_date() {
    let mut wrong = Vec::new();
    for (code, _) in LANGS {
        let section = if code == "vi" { "vi/du-an" } else { &format!("{code}/projects") };
        for id in PROJECTS {
            let page = ROOT.page(&format!("{section}/{id}/"));
            let origin = page.classed("origin").next();
            // The list is of 2023; what became of a park since has a source of its own year.
            let years = ["2023", "2025", "2026"];
            let dated = origin.is_some_and(|origin| years.iter().any(|year| origin.text.contains(year)));
            let inside = |link: &&Element| link.around.iter().any(|at| page.elements[*at].is("origin"));
            let linked = page.all("a").filter(inside).any(|link| link.get("href").is_some());
            if page.all("table").filter(|table| table.is("facts")).count() != 1 || !dated || !linked {
                wrong.push(format!("{section}/{id}: {:?}", origin.map(|origin| origin.text.trim())));
            }
        }
    }
    none(wrong);
}

/// The visible words of a page; no-break spaces are spaces.
fn words(page: &Page) -> String {
    page.text().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn figures_are_written_as_officials_write_them() {
    type Row = (&'static str, [&'static str; 5]);
    const TABLE: &[Row] = &[
        (
            "fdi-2023",
            [
                "3.623,22 triệu USD",
                "USD 3,623.22 million",
                "36億2,322万米ドル",
                "36억 2,322만 달러",
                "36.2322亿美元",
            ],
        ),
        (
            "",
            [
                "3.623,22 triệu USD",
                "USD 3,623.22 million",
                "36億2,322万米ドル",
                "36억 2,322만 달러",
                "36.2322亿美元",
            ],
        ),
        (
            "budget-2024",
            [
                "10.970 triệu đồng",
                "VND 10,970 million",
                "109億7,000万ドン",
                "109억 7,000만 동",
                "109.7亿越南盾",
            ],
        ),
        ("zones-2023", ["63,8%", "63.8%", "63.8%", "63.8%", "63.8%"]),
        ("nam-trang-cat", ["202 ha", "202 ha", "202ヘクタール", "202헥타르", "202公顷"]),
        ("nam-trang-cat", ["200,39 ha", "200.39 ha", "200.39ヘクタール", "200.39헥타르", "200.39公顷"]),
        ("japan-2023-02-meeting", ["Tháng 02/2023", "February 2023", "2023年2月", "2023년 2월", "2023年2月"]),
        ("japan-2023-09-opera", ["Tháng 9/2023", "September 2023", "2023年9月", "2023년 9월", "2023年9月"]),
    ];
    let site = &ROOT.build.site;
    let mut wrong = Vec::new();
    for (id, wanted) in TABLE {
        for (lang, wanted) in site.config.langs().zip(wanted) {
            let route = match site.index.by_id.get(*id) {
                Some(record) => portolan::site::Route::Record { lang, record: *record },
                None => portolan::site::Route::Home(lang),
            };
            let path = route.path(site);
            // Words may begin a sentence, and months a cell.
            if !words(ROOT.page(&path)).to_lowercase().contains(&wanted.to_lowercase()) {
                wrong.push(format!("{path}: no `{wanted}`"));
            }
        }
    }
    none(wrong);
}

#[test]
fn ranges_are_written_as_each_language_writes_them() {
    let site = &ROOT.build.site;
    let marks = ["–", "–", "〜", "~", "—"];
    let mut ranges = 0;
    let mut wrong = Vec::new();
    for (index, record) in site.content.records.iter_enumerated() {
        for fact in record.facts.values() {
            let portolan::content::Value::Figure(figure) = &fact.value else { continue };
            let portolan::content::Number::Quantity(quantity) = &figure.number else { continue };
            let portolan::fact::Amount::Range(low, high) = quantity.amount else { continue };
            if !low.is_integer() || !high.is_integer() || high > 999.into() {
                continue;
            }
            ranges += 1;
            for (lang, mark) in site.config.langs().zip(marks) {
                let path = portolan::site::Route::Record { lang, record: index }.path(site);
                let wanted = format!("{low}{mark}{high}");
                if !words(ROOT.page(&path)).contains(&wanted) {
                    wrong.push(format!("{path}: no `{wanted}`"));
                }
            }
        }
    }
    none(wrong);
    assert!(ranges > 0, "the content has ranges");
}

#[test]
fn chinese_pages_keep_to_the_agreed_words() {
    let mut wrong = Vec::new();
    for (path, page) in ROOT.of("zh") {
        let words = words(page);
        for word in ["兆", "长锐", "廷武", "廷雨", "千米"] {
            if words.contains(word) {
                wrong.push(format!("{path}: {word}"));
            }
        }
    }
    none(wrong);
}

#[test]
fn no_page_shows_what_only_authors_should_see() {
    let mut wrong = Vec::new();
    for (path, page) in &ROOT.pages {
        let words = words(page);
        for trace in
            ["{{", "}}", "{%", "[object", "TODO", "undefined", "](", "@trang-due", "\u{fffd}", "None"]
        {
            if words.contains(trace) {
                wrong.push(format!("{path}: {trace}"));
            }
        }
        for element in page
            .elements
            .iter()
            .filter(|element| matches!(element.name.as_str(), "a" | "button" | "h2" | "h3" | "th" | "dt"))
        {
            let named = !element.text.trim().is_empty() || element.get("aria-label").is_some();
            let with_picture = page.elements.iter().any(|inner| {
                inner.name == "img"
                    && inner.around.iter().any(|at| std::ptr::eq(&page.elements[*at], element))
            });
            if !named && !with_picture {
                wrong.push(format!("{path}: an empty <{}>", element.name));
            }
        }
    }
    none(wrong);
}

#[test]
fn names_of_published_files_stand_on_every_system() {
    let mut wrong = Vec::new();
    let mut folded: BTreeMap<String, &String> = BTreeMap::new();
    for path in ROOT.files.keys() {
        wrong.extend(trouble(path).map(|problem| format!("{path} {problem}")));
        if let Some(other) = folded.insert(path.to_lowercase(), path) {
            wrong.push(format!("{path} and {other} differ only by letter case"));
        }
    }
    none(wrong);
}

#[test]
fn every_published_picture_and_file_is_used_by_a_page() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (from, page) in &ROOT.pages {
        let internal = addresses(page).into_iter().filter(|(_, address)| !is_external(address));
        used.extend(internal.filter_map(|(_, address)| joined(from, &unescaped(address.split('#').next()?))));
        used.extend(page.meta("og:image").and_then(|image| ROOT.file_at(image)).map(|(file, _)| file));
    }
    // Covers are made in every size of a card, whether or not a list shows them as cards.
    let picture = |path: &str| path.rsplit_once('-').map_or(path, |(stem, _)| stem).to_owned();
    let shown: BTreeSet<String> = used.iter().map(|path| picture(path)).collect();
    let media =
        ROOT.files.keys().filter(|path| path.starts_with("media/") && !shown.contains(&picture(path)));
    let files = ROOT.files.keys().filter(|path| path.starts_with("files/") && !used.contains(*path));
    none(media.chain(files).cloned().collect());
}

/// Whoever a figure is from has a name, in the reader's language or one that is told: no address of the web stands for it.
#[test]
fn every_source_has_a_name() {
    let mut wrong = Vec::new();
    for (path, page) in &ROOT.pages {
        let is_source = |element: &&Element| {
            let class = element.attributes.get("class").map_or("", String::as_str);
            matches!(
                class,
                "fact-from" | "fact-origin" | "figure-source" | "origin" | "fact-source" | "locator-from"
            )
        };
        for source in page.elements.iter().filter(is_source) {
            let is_address = |word: &str| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                let host = word.split('/').next().unwrap_or_default();
                let ends = [".com", ".vn", ".asia", ".org", ".net"];
                ends.iter().any(|end| host.ends_with(end)) && host == host.to_lowercase()
            };
            // A name may end with the address of its publisher, in brackets; nothing is an address alone.
            let words: Vec<&str> = source.text.split_whitespace().collect();
            let alone =
                words.iter().enumerate().any(|(at, word)| is_address(word) && !word.contains('(') && at < 2);
            if alone || words.iter().any(|word| word.contains("://")) {
                wrong.push(format!("{path}: {}", source.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_activities_of_the_programme_add_up_to_its_budget() {
    type Sums = BTreeMap<String, (i64, i64)>;
    let read = |path: &str| -> serde_json::Value {
        serde_json::from_str(&text(&ROOT.files[path])).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let activities = read("vi/data/activities.json");
    let activities = activities["records"].as_array().expect("records");
    let number = |value: &serde_json::Value| value["value"].as_i64().expect("a whole number");
    let id = |value: &serde_json::Value| value["id"].as_str().expect("an id").to_owned();
    for (field, table) in [("activity_group", "by-group"), ("lead", "by-lead")] {
        let key = |facts: &serde_json::Value| match &facts[field] {
            serde_json::Value::Array(several) => several.iter().map(id).collect::<Vec<_>>().join(" "),
            one => id(one),
        };
        let mut sums = Sums::new();
        for activity in activities {
            let sum = sums.entry(key(&activity["facts"])).or_default();
            *sum = (sum.0 + number(&activity["facts"]["budget"]), sum.1 + 1);
        }
        let rows = read(&format!("vi/data/statistics/budget-2024.{table}.json"));
        let rows = rows["rows"].as_array().expect("rows").iter();
        let told: Sums =
            rows.map(|row| (key(row), (number(&row["budget"]), number(&row["activities"])))).collect();
        assert_eq!(sums, told, "{table}");
        let whole = sums.values().fold((0, 0), |whole, sum| (whole.0 + sum.0, whole.1 + sum.1));
        assert_eq!(whole, (10_970, 24));
    }
}
