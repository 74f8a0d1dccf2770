//! A made-up site of hundreds of records: what is made of it, and that twice the records are twice the work.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use portolan::config::Overrides;
use portolan::memo::Memo;
use portolan::pipeline::{self, Build};
use portolan::site::Route;
use portolan::source;
use portolan::view::model::{PageContent, SharedValue};

use super::program::{Tree, is_own, repository, tree, trouble};

/// A corpus and what was made of it.
struct Corpus {
    build: Build,
    files: Tree,
}

static SMALL: LazyLock<Corpus> = LazyLock::new(|| Corpus::make(200));
static LARGE: LazyLock<Corpus> = LazyLock::new(|| Corpus::make(400));

impl Corpus {
    fn make(records: usize) -> Corpus {
        let home = tempfile::TempDir::new().expect("a temporary folder");
        let script = repository().join("tests/bench/corpus.py");
        let python = if cfg!(windows) { "python" } else { "python3" };
        let mut command = Command::new(python);
        command.arg(script).arg("--records").arg(records.to_string()).arg("--out").arg(home.path());
        let output = command.output().expect("Python is there to make the corpus");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read = source::read(home.path()).expect("the corpus can be read");
        let build = pipeline::assemble(read.value, &Overrides::default(), read.diagnostics);
        let codes: Vec<_> = build.diagnostics.iter().map(|found| (found.code, &found.place)).collect();
        assert!(codes.is_empty(), "{:?}", &codes[..codes.len().min(5)]);
        let public = home.path().join("public");
        let memo = Memo::on_disk(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures"));
        build.write(&public, &memo, &|_, _| {}).unwrap_or_else(|failure| panic!("{failure:?}"));
        let files = tree(&public).into_iter().filter(|(path, _)| !is_own(path)).collect();
        Corpus { build, files }
    }

    /// How many pages there are of each kind.
    fn kinds(&self) -> BTreeMap<&'static str, usize> {
        let mut kinds = BTreeMap::new();
        for route in &self.build.site.pages.routes {
            let kind = match route {
                Route::Chooser => "chooser",
                Route::Home(_) => "home",
                Route::List { .. } => "list",
                Route::Record { .. } => "record",
                Route::Table { .. } => "table",
                Route::Terms { .. } => "terms",
                Route::Term { .. } => "term",
                Route::SiteMap(_) => "sitemap",
                Route::NotFound(_) => "404",
                Route::Feed(_) => "feed",
                Route::Events(_) | Route::Calendar { .. } => "calendar",
                Route::Faq(_) | Route::Llms => "machine",
                Route::Sitemap | Route::SitemapPart(_) | Route::Robots => "file",
                Route::Map(_) => "map",
                Route::Data(_) => "data",
                _ => "code",
            };
            *kinds.entry(kind).or_insert(0) += 1;
        }
        kinds
    }

    /// The bytes of all files.
    fn bytes(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// How many cards all pages of a kind show together, and the most on one page.
    fn cards(&self, kind: &str) -> (usize, usize) {
        let views = self.build.views();
        let counts = self
            .build
            .site
            .pages
            .routes
            .iter()
            .filter_map(|route| views.of(route))
            .filter(|view| view.page.kind == kind);
        let counts: Vec<usize> = counts.map(|view| cards(&view.part)).collect();
        (counts.iter().sum(), counts.iter().copied().max().unwrap_or_default())
    }
}

fn cards(part: &PageContent) -> usize {
    let count = |items: &[SharedValue]| items.len();
    match part {
        PageContent::List(list) => {
            count(&list.items) + list.groups.iter().map(|group| count(&group.items)).sum::<usize>()
        }
        PageContent::Record(record) => record.related.iter().map(|related| count(&related.items)).sum(),
        PageContent::Home(home) => home.sections.iter().map(|section| count(&section.items)).sum(),
        _ => 0,
    }
}

#[test]
fn two_hundred_records_make_the_pages_that_can_be_counted_beforehand() {
    let corpus = &*SMALL;
    let kinds = corpus.kinds();
    assert_eq!(kinds["record"], 200 * 5);
    // 80 projects, 30 zones, 60 news, 20 events and 10 documents on pages of 20.
    assert_eq!(kinds["list"], (4 + 2 + 3 + 1 + 1) * 5);
    // 16 sectors and 40 places, of which one is borne by more than a page shows.
    assert_eq!(kinds["term"], (16 + 40 + 1) * 5);
    assert_eq!(
        (kinds["terms"], kinds["home"], kinds["sitemap"], kinds["404"], kinds["chooser"]),
        (10, 5, 5, 5, 1)
    );
    assert_eq!(kinds["file"], 2);
    // Of all news and of each collection that has a feed, in two forms.
    let feeds = corpus.build.site.content.collections.values().filter(|collection| collection.feed).count();
    assert_eq!(kinds["feed"], (1 + feeds) * 2 * 5);
    let files = ["file", "feed", "calendar", "data", "machine"]
        .map(|kind| kinds.get(kind).copied().unwrap_or_default());
    let files: usize = files.iter().sum();
    let pages = corpus.files.keys().filter(|path| path.ends_with(".html")).count();
    // Five collections in four formats and five languages, each with one schema.
    assert_eq!(kinds["data"], 5 * 4 * 5 + 5);
    assert_eq!(pages, corpus.build.site.pages.routes.len() - files);
    let others: Vec<&String> =
        corpus.files.keys().filter(|path| !path.ends_with(".html") && !path.starts_with("assets/")).collect();
    let pictures = others.iter().filter(|path| path.starts_with("media/")).count();
    assert_eq!(others.len(), pictures + files);
    assert!((40..=40 * 8).contains(&pictures), "{pictures}");
}

#[test]
fn names_of_a_large_site_stand_on_every_system() {
    for path in LARGE.files.keys() {
        assert_eq!(trouble(path), None, "{path}");
        assert!(
            path.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-./_".contains(c)),
            "{path}"
        );
    }
}

#[test]
fn twice_the_records_are_twice_the_work() {
    let (small, large) = (&*SMALL, &*LARGE);
    let ratio = |of: &dyn Fn(&Corpus) -> usize| of(large) as f64 / of(small) as f64;
    assert!((1.6..=2.1).contains(&ratio(&|corpus| corpus.files.len())), "files");
    assert!((1.6..=2.1).contains(&ratio(&Corpus::bytes)), "bytes: {} and {}", small.bytes(), large.bytes());
    for kind in ["list", "term"] {
        let ratio = ratio(&|corpus| corpus.cards(kind).0);
        assert!(ratio <= 2.1, "cards on pages of the kind {kind} grow {ratio}-fold");
    }
    // What a page shows is bounded, however many records there are.
    assert_eq!((small.cards("list").1, large.cards("list").1), (20, 20));
    assert_eq!((small.cards("term").1, large.cards("term").1), (20, 20));
    assert_eq!(small.cards("home").1, large.cards("home").1);
    assert!(large.cards("record").1 <= 60, "{}", large.cards("record").1);
}
