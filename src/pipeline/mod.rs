//! The stages in their order: files → site → pages. Wires; decides nothing.

mod code;
mod data;
mod inputs;
mod languages;
mod memory;
mod search;
mod stage_clock;
mod write;

pub use memory::{Memory, SpecialWay};
pub use stage_clock::{Stage, StageClock};
pub use write::{Failure, Job, Progress};

use std::sync::Arc;

use crate::base::{Digest, Lang, SourcePath, fingerprint};
use crate::check::Findings;
use crate::config::{self, Config, Overrides};
use crate::content::{self, Author, Content};
use crate::diag::{Diagnostic, Reported, Severity, sort};
use crate::feed;
use crate::locale::{Catalogues, Locale};
use crate::markdown::{Options, Quotes};
use crate::site::{self, DataRoute, FeedFormat, FeedRoute, MapRoute, Route, Site};
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::view::{Commons, Media, Reads, Views};
use memory::digest_below;
use search::{SearchIndexes, SearchWords};

/// A site with all that its pages are made from.
#[derive(Debug)]
pub struct Build {
    /// The input.
    pub snapshot: Snapshot,
    /// The site.
    pub site: Site,
    /// The strings of the interface.
    pub catalogues: Arc<Catalogues>,
    /// The pictures.
    pub media: Media,
    /// The templates and assets.
    pub theme: Arc<Theme>,
    /// What pages share.
    commons: Commons,
    /// What is said of each language for the search.
    search_words: Arc<Vec<SearchWords>>,
    searches: SearchIndexes,
    /// What was found wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the files of a site say, each on its own: enough for a command that adds a file.
#[derive(Debug)]
pub struct Reading {
    /// How the site is to be made.
    pub config: Arc<Config>,
    /// The formats of each language.
    pub locales: Arc<Vec<Locale>>,
    /// The content, drafts included.
    pub content: Content,
}

/// Reads the files of a site, and adds the built-in files that it does not override.
pub fn read(snapshot: &mut Snapshot, overrides: &Overrides, all: &mut Vec<Diagnostic>) -> Reading {
    read_again(snapshot, overrides, (&mut Memory::default(), &StageClock::default()), all)
}

fn read_again(
    snapshot: &mut Snapshot,
    overrides: &Overrides,
    (memory, stages): (&mut Memory, &StageClock),
    all: &mut Vec<Diagnostic>,
) -> Reading {
    let (config, locales) = stages.of(Stage::Settings, || settings(snapshot, overrides, memory, all));
    let codes = config.codes();
    let options: Vec<Options> = locales.iter().map(|locale| markdown_options(locale, &config)).collect();
    let author = Author { codes: &codes, languages: &config.languages, options: &options };
    let before = memory.content.files_read();
    let content =
        stages.of(Stage::Content, || content::load(snapshot, &author, &mut memory.content).into(all));
    stages.saw_parsed(memory.content.files_read() - before);
    all.extend(content::astray(snapshot));
    content::name_hidden(all, snapshot, &content);
    Reading { config, locales, content }
}

fn settings(
    snapshot: &mut Snapshot,
    overrides: &Overrides,
    memory: &mut Memory,
    all: &mut Vec<Diagnostic>,
) -> (Arc<Config>, Arc<Vec<Locale>>) {
    snapshot.fill_from(theme::defaults());
    let config = memory.config(snapshot, overrides).into(all);
    let input = fingerprint(&(&config.languages, digest_below(snapshot, "i18n/format/")));
    let locales = memory.locales.of(input, || {
        let mut found = Vec::new();
        let locales = Arc::new(languages::locales(snapshot, &config, &mut found));
        Reported::new(locales, found)
    });
    (config, locales.into(all))
}

/// The fingerprint of all that a site is made from, before anything is looked at.
#[must_use]
pub fn input(snapshot: &Snapshot, overrides: &Overrides) -> Digest {
    let files: Vec<_> = snapshot.iter().map(|(path, file)| (path, file.digest)).collect();
    fingerprint(&(files, overrides))
}

/// Takes files through every stage up to the site.
#[must_use]
pub fn assemble(snapshot: Snapshot, overrides: &Overrides, found: Vec<Diagnostic>) -> Build {
    assemble_again(snapshot, overrides, &mut Memory::default(), found)
}

/// The same, for a site that was assembled before: only what has changed since is made again.
#[must_use]
pub fn assemble_again(
    snapshot: Snapshot,
    overrides: &Overrides,
    memory: &mut Memory,
    found: Vec<Diagnostic>,
) -> Build {
    assemble_timed(Reported::new(snapshot, found), overrides, memory, &StageClock::default())
}

/// The same, and `stages` is told how long each of them takes.
#[must_use]
pub fn assemble_timed(
    read: Reported<Snapshot>,
    overrides: &Overrides,
    memory: &mut Memory,
    stages: &StageClock,
) -> Build {
    let Reported { value: mut snapshot, diagnostics: mut all } = read;
    let Reading { config, locales, content } =
        read_again(&mut snapshot, overrides, (memory, stages), &mut all);
    let strings = fingerprint(&(&config.languages, digest_below(&snapshot, "i18n/")));
    let catalogues = stages.of(Stage::Settings, || {
        let found = memory.catalogues.of(strings, || {
            let mut found = Vec::new();
            let catalogues = Arc::new(languages::catalogues(&snapshot, &config, &locales, &mut found));
            Reported::new(catalogues, found)
        });
        found.into(&mut all)
    });
    let search_words = stages.of(Stage::Settings, || {
        let input = fingerprint(&(&config.languages, digest_below(&snapshot, "i18n/search/")));
        let found = memory.search_words.of(input, || {
            let mut found = Vec::new();
            Reported::new(Arc::new(search::words(&snapshot, &config, &mut found)), found)
        });
        found.into(&mut all)
    });
    let site =
        stages.of(Stage::Site, || site::assemble(&config, content, &locales, memory.before()).into(&mut all));
    let media = stages.of(Stage::Pictures, || {
        let changed = memory.site.as_ref().and_then(|before| site.changed_since(before));
        Media::of(&site, &snapshot, changed.as_ref(), &mut memory.probes).into(&mut all)
    });
    let input = fingerprint(&(&config.theme, strings, digest_below(&snapshot, "themes/")));
    let load = || theme::load(&snapshot, &config.theme, &catalogues).map(Arc::new);
    let theme = stages.of(Stage::Theme, || memory.theme.of(input, load).into(&mut all));
    all.extend(theme::check(&theme, &config.theme.0, &snapshot, &site.content.collections));
    stages.of(Stage::Site, || {
        let before = memory.site.as_ref().zip(memory.findings.as_ref());
        let findings = Findings::of(&site, before);
        all.extend(findings.all().cloned());
        memory.findings = Some(findings);
    });
    memory.site = Some(site.clone());
    keep_causes(&mut all);
    sort(&mut all);
    let environments = environments(&site.config, &snapshot, &catalogues, theme.digest);
    let commons = Commons::of(&site, environments, theme.components.clone());
    let searches = SearchIndexes::of(&site.config);
    Build { snapshot, site, catalogues, media, theme, commons, search_words, searches, diagnostics: all }
}

/// Without some things nothing else can be right, and whatever else is found only follows from that.
fn keep_causes(all: &mut Vec<Diagnostic>) {
    // What a newer program would take is no mistake.
    if all.iter().any(|found| found.code == "newer-format") {
        return all.retain(|found| found.code == "newer-format");
    }
    let hopeless = |found: &Diagnostic| matches!(found.code, "no-config" | "no-language");
    if !all.iter().any(hopeless) {
        return;
    }
    let is_cause = |found: &Diagnostic| {
        let path = found.place.as_ref().map(|place| place.path.as_str());
        matches!(found.code, "toml-syntax" | "not-utf8" | "unreadable") && path == Some(config::FILE)
    };
    // Where the settings cannot be read, that is why there are no languages.
    let unread = all.iter().any(is_cause);
    all.retain(|found| if unread { is_cause(found) } else { hopeless(found) });
}

/// What the pages of each language are made from besides their views: the theme, the strings that its readers may see, and
/// the formats of its chain.
fn environments(config: &Config, snapshot: &Snapshot, catalogues: &Catalogues, theme: Digest) -> Vec<Digest> {
    let code = |lang: Lang| &config.language(lang).code;
    let format = |lang: Lang| {
        let path = SourcePath::new(&format!("i18n/format/{}.toml", code(lang)));
        snapshot.get(&path).map(|file| file.digest)
    };
    let formats = |lang: Lang| config.chain(lang).into_iter().map(format).collect::<Vec<_>>();
    let of = |lang: Lang| fingerprint(&(theme, catalogues.fingerprint(code(lang)), formats(lang)));
    config.langs().map(of).collect()
}

fn markdown_options(locale: &Locale, config: &Config) -> Options {
    let [open, close, open_single, close_single] =
        locale.quote_marks().map(|mark| mark.chars().next().unwrap_or('"'));
    Options {
        tag: locale.tag().to_owned(),
        smart: locale.smart_punctuation().then_some(Quotes { open, close, open_single, close_single }),
        trusted_html: config.trusted_html,
        heading_shift: 0,
        top_level: 2,
        id_prefix: String::new(),
        own: config.own_urls().into_iter().map(|url| url.host_and_path().to_owned()).collect(),
        slug: crate::locale::slug,
    }
}

impl Build {
    /// Whether an author has to mend something before the site can be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|found| found.severity == Severity::Error)
    }

    /// The views of the site's pages.
    #[must_use]
    pub fn views(&self) -> Views<'_> {
        Views::new(&self.site, &self.catalogues, &self.media, &self.commons)
    }

    /// The bytes behind a route, whatever they are.
    ///
    /// # Errors
    /// A template's mistake, at its place.
    pub fn bytes_of(&self, views: &Views<'_>, route: &Route) -> Result<Vec<u8>, Box<Diagnostic>> {
        match route {
            Route::Data(data) => Ok(self.data(views, data)),
            _ => self.render(views, route).map(String::into_bytes),
        }
    }

    /// The text behind a route: the one way in which any page is made.
    ///
    /// # Errors
    /// A template's mistake, at its place.
    pub fn render(&self, views: &Views<'_>, route: &Route) -> Result<String, Box<Diagnostic>> {
        match *route {
            Route::Sitemap => Ok(feed::sitemap(&self.site)),
            Route::SitemapPart(part) => Ok(feed::sitemap_part(&self.site, part)),
            Route::Robots => Ok(feed::robots(&self.site)),
            Route::Permanent { lang: Some(lang), at } => match feed::permanent(&self.site, lang, at) {
                Some(page) => Ok(page),
                None => self.page(views, route),
            },
            Route::Card { .. } | Route::Calendar { .. } => Ok(views.text_file(route).unwrap_or_default()),
            Route::QrManifest => self.manifest(views),
            Route::Feed(ref route) => Ok(self.feed(views, route).0),
            Route::Llms => Ok(feed::llms(&self.site)),
            Route::Faq(lang) => Ok(feed::faq(&self.site, lang, &views.answers(lang).0)),
            Route::Events(lang) => Ok(views.events(lang).0.file()),
            Route::Letter { lang, quarter } => Ok(feed::letter(&views.letter(lang, quarter).0)),
            Route::Map(ref map) if !map.is_page() => Ok(self.map_file(views, map)),
            // A workbook is no text; what of it is none is left out.
            Route::Data(ref data) => Ok(String::from_utf8_lossy(&self.data(views, data)).into_owned()),
            Route::Twin(ref page) => self.page(views, page).map(|html| self.twin_of(page, &html)),
            _ => self.page(views, route),
        }
    }

    /// A page that was made, as Markdown.
    fn twin_of(&self, page: &Route, html: &str) -> String {
        let path = page.path(&self.site);
        feed::twin(html, feed::PageAddress { base: &self.site.config.base_url, path: &path })
    }

    fn page(&self, views: &Views<'_>, route: &Route) -> Result<String, Box<Diagnostic>> {
        let view = views.of(route).expect("every other route is a page");
        self.theme.html(&view)
    }

    /// What the template of a page sees; `None` for what is made without one.
    #[must_use]
    pub fn seen(&self, route: &Route) -> Option<Result<theme::Seen, Box<Diagnostic>>> {
        let is_bare = |lang, at| feed::permanent(&self.site, lang, at).is_some();
        if matches!(*route, Route::Permanent { lang: Some(lang), at } if is_bare(lang, at)) {
            return None;
        }
        self.views().of(route).map(|view| self.theme.seen(&view))
    }

    /// A feed, and what it read.
    fn feed(&self, views: &Views<'_>, route: &FeedRoute) -> (String, Reads) {
        let (found, reads) = views.feed(route);
        let own = self.site.config.base_url.join(&route.path(&self.site));
        let text = match route.format {
            FeedFormat::Atom => feed::atom(&found, &own),
            FeedFormat::Json => feed::json_feed(&found, &own),
        };
        (text, reads)
    }

    /// A file of open data.
    fn data(&self, views: &Views<'_>, route: &DataRoute) -> Vec<u8> {
        match (views.data(route), route) {
            (Some((table, _)), _) => feed::data(&table, route.format()),
            (None, DataRoute::Schema { collection }) => {
                feed::data_schema(&self.site, views, *collection).into_bytes()
            }
            (None, _) => Vec::new(),
        }
    }

    /// A picture or file of the maps.
    fn map_file(&self, views: &Views<'_>, route: &MapRoute) -> String {
        match *route {
            MapRoute::Data { lang, map } => feed::map_data(&self.site, views, lang, map),
            MapRoute::Layers { map } => feed::map_layers(&self.site, map),
            MapRoute::Places { lang, collection, format } => {
                feed::places(&self.site, views, lang, (collection, format))
            }
            MapRoute::Page { .. } | MapRoute::Overview { .. } | MapRoute::Locator { .. } => {
                views.picture(route).unwrap_or_default()
            }
        }
    }
}
