//! `portolan.toml` as a value: languages, addresses, names, what the home page shows.
//!
//! Nothing is taken from the environment: what may differ between two builds of one site (the day, the address, whether
//! drafts are shown) comes in as [`Overrides`] and is part of the value.

mod base_url;
mod codes;
mod format;
mod newsletter;
mod overrides;
mod search;

pub use base_url::BaseUrl;
pub use codes::CodeSettings;
pub use format::FORMAT;
pub use newsletter::NewsletterSettings;
pub use overrides::Overrides;
pub use search::SearchSettings;

use crate::base::{Lang, PerLang, SourcePath, SourceSpan, nearest};
use crate::data::{self, Fields, Node, TomlValue};
use crate::diag::{Diagnostic, Reported, Subject};
use crate::fact::{Date, Months};
use crate::source::Snapshot;

/// The file that makes a folder a site.
pub const FILE: &str = "portolan.toml";

/// How a site is to be made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// Where the site will be published.
    pub base_url: BaseUrl,
    /// The same as it is written, whatever the command line says.
    pub written_url: BaseUrl,
    /// The folder below `themes/`, and where it is named.
    pub theme: (String, SourceSpan),
    /// The day of the edition: decides what is past, expired, not yet published. `None`: told by the content.
    pub build_date: Option<Date>,
    /// In the order in which they are offered; the first is the language of the source texts.
    pub languages: Vec<Language>,
    /// The site's name.
    pub name: PerLang<String>,
    /// A line under the name.
    pub tagline: PerLang<String>,
    /// A line about the site in every footer.
    pub notice: PerLang<String>,
    /// Who publishes the site: an entry of the vocabulary `organisations`.
    pub organisation: Option<(String, SourceSpan)>,
    /// Under which licence the site's data may be used again.
    pub licence: PerLang<String>,
    /// The address of that licence.
    pub licence_url: Option<String>,
    /// Whether each page is there as Markdown too, for programs that read text.
    pub markdown: bool,
    /// What the home page shows.
    pub home: HomeSettings,
    /// What is made of QR codes.
    pub codes: CodeSettings,
    /// Of what issues of a newsletter are made.
    pub newsletter: NewsletterSettings,
    /// How readers search the site.
    pub search: SearchSettings,
    /// The language for readers of none that is offered: `x-default`.
    pub x_default: Option<Lang>,
    /// How old a figure may become before readers are told its age, where its collection does not say so.
    pub stale_after: Option<Months>,
    /// Raw HTML in Markdown is taken as it is; only for sites whose every author is trusted.
    pub trusted_html: bool,
    /// Drafts are shown.
    pub drafts: bool,
    /// What is not yet or no longer to be shown is shown.
    pub future: bool,
    /// Links name `index.html`, so that the site works from a disk.
    pub offline: bool,
    /// Only these languages are made; all when empty.
    pub only: Vec<Lang>,
}

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    /// In paths and file names: `zh`.
    pub code: String,
    /// Where that is written.
    pub code_place: SourceSpan,
    /// BCP 47, in `lang` and `hreflang`: `zh-Hans`.
    pub tag: String,
    /// Where that is written.
    pub place: SourceSpan,
    /// In the language itself: `简体中文`.
    pub name: String,
    /// Open Graph's name: `zh_CN`.
    pub og_locale: String,
    /// Where text comes from when this language has none, best first.
    pub fallback: Vec<Lang>,
}

/// What the home page shows below its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HomeSettings {
    /// Key figures.
    pub figures: Vec<HomeFigure>,
    /// Excerpts of collections.
    pub sections: Vec<SectionSettings>,
}

/// A key figure on the home page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HomeFigure {
    /// `record#field`.
    pub fact: String,
    /// Where it is named.
    pub place: SourceSpan,
    /// What it is called there; as the field is, where this is empty.
    pub label: PerLang<String>,
}

/// An excerpt of a collection on the home page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SectionSettings {
    /// The collection's folder name.
    pub collection: String,
    /// Where it is named.
    pub place: SourceSpan,
    /// How many records.
    pub limit: usize,
    /// Only featured records.
    pub featured: bool,
    /// How the theme sets it: `cards`, `list`, `timeline`.
    pub layout: String,
}

impl Config {
    /// A language's entry.
    #[must_use]
    pub fn language(&self, lang: Lang) -> &Language {
        &self.languages[lang.index()]
    }

    /// Where the site is published, and where its file says that it is: texts link to their own site by either.
    #[must_use]
    pub fn own_urls(&self) -> Vec<&BaseUrl> {
        let written = Some(&self.written_url).filter(|url| **url != self.base_url);
        [&self.base_url].into_iter().chain(written).collect()
    }

    /// All languages, in order.
    pub fn langs(&self) -> impl Iterator<Item = Lang> + Clone + use<> {
        (0..self.languages.len()).map(Lang::at)
    }

    /// The languages that are made into pages.
    #[must_use]
    pub fn built_languages(&self) -> Vec<Lang> {
        if self.only.is_empty() { self.langs().collect() } else { self.only.clone() }
    }

    /// The language itself, then those it borrows from, best first.
    #[must_use]
    pub fn chain(&self, lang: Lang) -> Vec<Lang> {
        let mut chain = vec![lang];
        chain.extend(&self.language(lang).fallback);
        chain
    }

    /// The language with a code.
    #[must_use]
    pub fn lang(&self, code: &str) -> Option<Lang> {
        self.langs().find(|lang| self.language(*lang).code == code)
    }

    /// The codes of all languages, in order.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        self.languages.iter().map(|language| language.code.clone()).collect()
    }
}

/// Reads the configuration of a site.
#[must_use]
pub fn parse(snapshot: &Snapshot, overrides: &Overrides) -> Reported<Config> {
    let path = SourcePath::new(FILE);
    let mut diagnostics = Vec::new();
    let text = snapshot.text(FILE).unwrap_or_else(|| {
        let missing = Diagnostic::error("no-config", SourceSpan::file(&path));
        let meant = snapshot.astray().find(|(_, meant)| *meant == FILE);
        diagnostics.push(match meant {
            Some((file, _)) => missing.with("file", file).help("rename"),
            None => missing.help("new"),
        });
        ""
    });
    let table = data::parse(text, &path, 0).into(&mut diagnostics);
    let mut root = Fields::new(&table, &path, (0, 0));
    format::check(&mut root);
    let languages = languages(&mut root, &path, &mut diagnostics);
    let mut config = site(&mut root, languages, &path, &mut diagnostics);
    config.home = home(&mut root, &config.codes(), &path, &mut diagnostics);
    config.codes = codes::read(&mut root, &path, &mut diagnostics);
    config.newsletter = newsletter::read(&mut root, &config.codes(), &path, &mut diagnostics);
    config.search = search::read(&mut root, &config.codes(), &path, &mut diagnostics);
    root.finish(&mut diagnostics);
    overrides.apply(&mut config, &mut diagnostics);
    if snapshot.text(FILE).is_none() {
        // Nothing else can be wrong in a file that is not there.
        diagnostics.truncate(1);
    }
    Reported::new(config, diagnostics)
}

fn languages(root: &mut Fields<'_>, path: &SourcePath, all: &mut Vec<Diagnostic>) -> Vec<Language> {
    let nodes = root.list("language");
    if nodes.is_empty() {
        all.push(Diagnostic::error("no-language", SourceSpan::file(path)).help("add"));
        return vec![no_language(path)];
    }
    let mut fallbacks = Vec::new();
    let mut languages: Vec<Language> = Vec::new();
    for node in nodes {
        let TomlValue::Table(table) = &node.value else {
            root.wrong_type("language", node, "table");
            continue;
        };
        let mut fields = Fields::new(table, path, node.span);
        let language = language(&mut fields, node);
        let fallback = fields.texts("fallback");
        let twice = languages.iter().find(|other| other.code == language.code);
        all.extend(wrong_code(fields.peek("code"), &language, twice));
        if languages.len() == Lang::MOST {
            all.push(
                Diagnostic::error("many-languages", fields.place(node.span))
                    .with("most", Lang::MOST)
                    .hides(Subject::Languages)
                    .help("split"),
            );
            break;
        }
        if is_code(&language.code) && twice.is_none() {
            languages.push(language);
            fallbacks.push(fallback);
        }
        fields.finish(all);
    }
    link_fallbacks(&mut languages, &fallbacks, path, all);
    if languages.is_empty() { vec![no_language(path)] } else { languages }
}

/// Whether a language can have this code: codes name folders and files.
pub(crate) fn is_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(plain)
}

/// What is wrong with a language's code; one that is missing was reported as such. `twice` is another language of the code.
fn wrong_code(written: Option<&Node>, language: &Language, twice: Option<&Language>) -> Option<Diagnostic> {
    let TomlValue::Text(written) = &written?.value else { return None };
    let said = |code| {
        let wrong = Diagnostic::error(code, language.code_place.clone()).with("code", written);
        wrong.hides(Subject::Languages)
    };
    if let Some(first) = twice {
        return Some(said("language-twice").other(first.code_place.clone()).help("other"));
    }
    let near = Some(language.code.as_str()).filter(|code| is_code(code));
    (!is_code(written)).then(|| said("language-code").near_or(near, "form"))
}

fn language(fields: &mut Fields<'_>, node: &Node) -> Language {
    // What is written in capital letters is told, but what follows goes by what was meant.
    let code = fields.required_text("code").to_lowercase();
    let code_place = fields.place(fields.peek("code").map_or(node.span, |node| node.span));
    let optional = |value: Option<&str>| value.unwrap_or(&code).to_owned();
    let tag = fields.peek("tag").or(fields.peek("code")).map_or(node.span, |node| node.span);
    Language {
        tag: optional(fields.text("tag")),
        place: fields.place(tag),
        name: optional(fields.text("name")),
        og_locale: optional(fields.text("og_locale")),
        fallback: Vec::new(),
        code,
        code_place,
    }
}

fn link_fallbacks(
    languages: &mut [Language],
    fallbacks: &[Vec<(String, (usize, usize))>],
    path: &SourcePath,
    all: &mut Vec<Diagnostic>,
) {
    let codes: Vec<String> = languages.iter().map(|language| language.code.clone()).collect();
    for (language, wanted) in languages.iter_mut().zip(fallbacks) {
        for (code, span) in wanted {
            match codes.iter().position(|known| known == code) {
                Some(index) => language.fallback.push(Lang::at(index)),
                None => all.push(data::unknown_language(code, SourceSpan::new(path, span.0..span.1), &codes)),
            }
        }
    }
}

/// What stands for the language of a site that has none, which was reported: BCP 47's tag for text of unknown language.
fn no_language(path: &SourcePath) -> Language {
    let code = "und".to_owned();
    let place = SourceSpan::file(path);
    Language {
        tag: code.clone(),
        code_place: place.clone(),
        place,
        name: code.clone(),
        og_locale: code.clone(),
        fallback: Vec::new(),
        code,
    }
}

fn site(
    root: &mut Fields<'_>,
    languages: Vec<Language>,
    path: &SourcePath,
    all: &mut Vec<Diagnostic>,
) -> Config {
    let empty = data::Table::default();
    let (table, span) = match root.table("site") {
        Some(found) => found,
        None => {
            root.missing("site");
            (&empty, (0, 0))
        }
    };
    let codes: Vec<String> = languages.iter().map(|language| language.code.clone()).collect();
    let mut fields = Fields::new(table, path, span);
    let base_url = base_url(&mut fields);
    let config = Config {
        written_url: base_url.clone(),
        base_url,
        theme: placed(&mut fields, "theme").unwrap_or_else(|| ("harbour".to_owned(), SourceSpan::file(path))),
        build_date: build_date(&mut fields),
        name: fields.names("name", &codes),
        tagline: fields.localised("tagline", &codes),
        notice: fields.localised("notice", &codes),
        organisation: placed(&mut fields, "organisation"),
        licence: fields.names("licence", &codes),
        licence_url: web_address(&mut fields, "licence_url"),
        markdown: fields.flag("markdown", false),
        x_default: x_default(&mut fields, &codes),
        stale_after: fields.months("stale_after"),
        trusted_html: fields.flag("trusted_html", false),
        languages,
        home: HomeSettings::default(),
        codes: CodeSettings::default(),
        newsletter: NewsletterSettings::default(),
        search: SearchSettings::default(),
        drafts: false,
        future: false,
        offline: false,
        only: Vec::new(),
    };
    fields.finish(all);
    config
}

fn x_default(fields: &mut Fields<'_>, codes: &[String]) -> Option<Lang> {
    let (code, place) = placed(fields, "x_default")?;
    let index = codes.iter().position(|known| *known == code);
    if index.is_none() {
        fields.diagnostics.push(data::unknown_language(&code, place, codes));
    }
    Some(Lang::at(index?))
}

fn base_url(fields: &mut Fields<'_>) -> BaseUrl {
    let Some(node) = fields.node("base_url") else {
        fields.missing("base_url");
        return BaseUrl::default();
    };
    let url = fields.text("base_url").unwrap_or_default();
    BaseUrl::parse(url).unwrap_or_else(|| {
        let place = fields.place(node.span);
        fields.diagnostics.push(Diagnostic::error("base-url", place).with("url", url).help("form"));
        BaseUrl::default()
    })
}

/// The address of a page of another site.
fn web_address(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let (url, place) = placed(fields, key)?;
    if BaseUrl::parse(&url).is_none() {
        let wrong = Diagnostic::error("url-form", place).with("key", key).with("value", &url);
        fields.diagnostics.push(wrong.help("form"));
        return None;
    }
    Some(url)
}

fn build_date(fields: &mut Fields<'_>) -> Option<Date> {
    let node = fields.node("build_date")?;
    let date = match &node.value {
        TomlValue::Date(text) | TomlValue::Text(text) => Date::parse(text),
        _ => None,
    };
    if date.is_none() {
        fields.wrong_type("build_date", node, "date");
    }
    date
}

/// A string and where it stands.
fn placed(fields: &mut Fields<'_>, key: &str) -> Option<(String, SourceSpan)> {
    let text = fields.text(key)?.to_owned();
    let span = fields.node(key)?.span;
    Some((text, fields.place(span)))
}

/// How a section of the home page looks. A theme may have looks of its own, but none whose name is a slip of ours.
fn layout(section: &mut Fields<'_>) -> String {
    const OURS: [&str; 3] = ["cards", "list", "timeline"];
    match section.peek("layout").map(|node| &node.value) {
        Some(TomlValue::Text(own)) if nearest(own, OURS).is_none() => {
            section.text("layout").map(str::to_owned)
        }
        _ => section.choice("layout", &OURS),
    }
    .unwrap_or_else(|| OURS[0].to_owned())
}

fn home(
    root: &mut Fields<'_>,
    codes: &[String],
    path: &SourcePath,
    all: &mut Vec<Diagnostic>,
) -> HomeSettings {
    let mut home = HomeSettings::default();
    let Some((table, span)) = root.table("home") else { return home };
    let mut fields = Fields::new(table, path, span);
    for node in fields.list("figure") {
        each_table(&mut fields, node, path, |figure| {
            if figure.peek("fact").is_none() {
                figure.missing("fact");
            }
            let label = figure.names("label", codes);
            let named = placed(figure, "fact");
            home.figures.extend(named.map(|(fact, place)| HomeFigure { fact, place, label }));
        });
    }
    for node in fields.list("section") {
        each_table(&mut fields, node, path, |section| {
            let Some((collection, place)) = placed(section, "collection") else {
                return section.missing("collection");
            };
            home.sections.push(SectionSettings {
                collection,
                place,
                limit: section.count("limit").unwrap_or(6),
                featured: section.flag("featured", false),
                layout: layout(section),
            });
        });
    }
    fields.finish(all);
    home
}

fn each_table<'a>(
    outer: &mut Fields<'a>,
    node: &'a Node,
    path: &'a SourcePath,
    read: impl FnOnce(&mut Fields<'a>),
) {
    match &node.value {
        TomlValue::Table(table) => {
            let mut fields = Fields::new(table, path, node.span);
            read(&mut fields);
            fields.finish(&mut outer.diagnostics);
        }
        _ => outer.wrong_type("section", node, "table"),
    }
}
