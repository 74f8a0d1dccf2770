//! The shapes that templates see. A field added here is part of a page's fingerprint from the moment it compiles.

mod code;
mod component;
mod map;
mod ready;
mod search;
mod table;

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::html::{safe, safe_option};
use crate::base::{Digest, Html};

pub use code::{Code, PermanentRow, PermanentView, SheetItem, SheetSection, SheetView};
pub use component::{
    BarChart, ChartBar, ComponentView, FactTable, Film, PictureFigure, TableCell, TableColumn,
};
pub use map::{Attribution, DataFiles, Download, LegendItem, Map, MapArea, MapItem, PlaceView, TilesView};
pub use ready::SharedValue;
pub use search::{IndexGroup, IndexSection, SearchFacet, SearchLinks, SearchPage, SearchRange};
pub use table::{ListCell, ListColumn, ListRow, ListTable};

/// Everything that one page may use.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct View {
    /// The template's file name.
    #[serde(skip)]
    pub template: String,
    /// The language's code; decides which strings `t` gives.
    pub lang: String,
    /// From the page to the site's root: `../../`.
    pub root: String,
    /// What all pages of a language and menu entry share.
    #[serde(skip)]
    pub chrome: Arc<Chrome>,
    /// About the page itself.
    pub page: Page,
    /// What the page shows.
    #[serde(flatten)]
    pub part: PageContent,
}

/// What a page shows, under the name that its template uses.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PageContent {
    /// The home page.
    Home(Box<Home>),
    /// A list, also of a term.
    List(Box<List>),
    /// All records of a list in rows.
    Table(Box<ListTable>),
    /// A record.
    Record(Box<RecordView>),
    /// The choice of languages.
    Chooser(Chooser),
    /// The page of all pages.
    SiteMap(SiteMap),
    /// The page on which readers search.
    Search(Box<SearchPage>),
    /// The terms of a vocabulary.
    Terms(Terms),
    /// The page that is not there.
    NotFound(NotFound),
    /// What stands behind a code on paper.
    Permanent(PermanentView),
    /// Codes to print and cut out.
    Sheet(Box<SheetView>),
    /// A map.
    Map(Box<Map>),
}

/// What all pages of a language and menu entry share.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Chrome {
    /// The site's name.
    pub name: String,
    /// A line under the name.
    pub tagline: Option<String>,
    /// A line about the site.
    pub notice: Option<String>,
    /// The reader's language.
    pub lang: LanguageView,
    /// All languages.
    pub languages: Vec<LanguageView>,
    /// Address of the home page.
    pub home_url: String,
    /// The main menu.
    pub menu: Vec<MenuItem>,
    /// Links of the footer: free pages.
    pub footer: Vec<MenuItem>,
    /// Who publishes.
    pub organisation: Option<Organisation>,
    /// Address of the site map.
    pub sitemap_url: String,
    /// Where readers search.
    pub search: SearchLinks,
    /// Address of the newsletter.
    pub newsletter_url: Option<String>,
    /// Address of the feed.
    pub feed_url: Option<String>,
    /// The same as JSON Feed.
    pub json_feed_url: Option<String>,
    /// Address of the calendar of all events.
    pub events_url: Option<String>,
    /// Under which licence the site's data are given away.
    pub licence: Option<Licence>,
    /// The day of the edition.
    pub edition: DateText,
    /// Of the strings and assets that the page's template may use.
    #[serde(skip)]
    pub environment: Digest,
}

/// What readers may do with data that they take away.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Licence {
    /// `CC BY 4.0`
    pub name: String,
    /// Where its words stand.
    pub url: Option<String>,
}

/// A file for programs that belongs to a page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AlternateFile {
    /// Its media type.
    pub r#type: &'static str,
    /// What it is called.
    pub title: String,
    /// Below the root.
    pub url: String,
}

/// A language.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LanguageView {
    /// `zh`
    pub code: String,
    /// `zh-Hans`
    pub tag: String,
    /// `简体中文`
    pub name: String,
}

/// An entry of the menu.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MenuItem {
    /// Its text.
    pub label: String,
    /// The text's language, when it is another.
    pub tag: Option<String>,
    /// Where it leads.
    pub url: String,
    /// Whether the page belongs to it.
    pub active: bool,
}

/// Who publishes the site.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its site.
    pub url: Option<String>,
}

/// A date for machines and for readers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DateText {
    /// ISO 8601, or `2024-Q1`.
    pub iso: String,
    /// As the language writes it.
    pub text: String,
}

/// About a page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Page {
    /// `home`, `list`, `record` …
    pub kind: &'static str,
    /// The name by which the theme's template was chosen.
    pub template: String,
    /// The title, plain.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// For search engines and shared links.
    pub description: String,
    /// Address below the root.
    pub url: String,
    /// Absolute address that search engines should name.
    pub canonical: String,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// The page in other languages, itself included; only real translations.
    pub alternates: Vec<Alternate>,
    /// Absolute address for readers of no offered language.
    pub x_default: Option<String>,
    /// What it has for programs: feeds of what it is about.
    pub files: Vec<AlternateFile>,
    /// The language switch.
    pub switch: Vec<Switch>,
    /// From the home page down to this one.
    pub breadcrumbs: Vec<Link>,
    /// Open Graph.
    pub og: OpenGraph,
    /// JSON-LD, safe inside a script element.
    #[serde(serialize_with = "safe")]
    pub jsonld_html: Html,
    /// The day of the last change.
    pub updated: Option<DateText>,
    /// What the reader should know about the text.
    pub notice: Option<Notice>,
    /// Whether highlighted code needs its colours.
    pub has_code: bool,
}

/// The same page in another language, for search engines.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Alternate {
    /// BCP 47.
    pub hreflang: String,
    /// Absolute.
    pub url: String,
}

/// An entry of the language switch.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Switch {
    /// `zh`
    pub code: String,
    /// `zh-Hans`
    pub tag: String,
    /// `简体中文`
    pub name: String,
    /// Below the root.
    pub url: String,
    /// Whether it is the page's own.
    pub current: bool,
    /// Whether the page is written in that language.
    pub exact: bool,
}

/// A link.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Link {
    /// Its text.
    pub label: String,
    /// The text's language, when it is another.
    pub tag: Option<String>,
    /// Where it leads.
    pub url: String,
}

/// Open Graph.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OpenGraph {
    /// `website` or `article`.
    pub r#type: &'static str,
    /// `vi_VN`
    pub locale: String,
    /// The others.
    pub alternates: Vec<String>,
    /// Absolute address of a picture of 1200 by 630.
    pub image: Option<String>,
}

/// What the reader should know about the text.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Notice {
    /// `fallback`: the text is in another language; `machine`: nobody has read it yet.
    pub kind: &'static str,
    /// The name of the language shown.
    pub language: String,
    /// The page in that language, where it is made.
    pub url: Option<String>,
}

/// The home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Home {
    /// Its headline.
    pub title: String,
    /// The headline's language, when it is another.
    pub title_tag: Option<String>,
    /// A sentence.
    pub summary: Option<String>,
    /// The text.
    #[serde(serialize_with = "safe")]
    pub body_html: Html,
    /// The text's language, when it is another.
    pub body_tag: Option<String>,
    /// Key figures.
    pub figures: Vec<KeyFigure>,
    /// Excerpts of collections.
    pub sections: Vec<HomeSection>,
}

/// A key figure.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct KeyFigure {
    /// What it is.
    pub label: String,
    /// The label's language, when it is another.
    pub label_tag: Option<String>,
    /// As text.
    pub text: String,
    /// As HTML.
    #[serde(serialize_with = "safe")]
    pub html: Html,
    /// The record that it is a fact of.
    pub caption: String,
    /// The caption's language, when it is another.
    pub caption_tag: Option<String>,
    /// The date that it speaks of.
    pub as_of: Option<DateText>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// How old it is, when older than the site wants it.
    pub age: Option<String>,
    /// The record's page.
    pub url: String,
}

/// An excerpt of a collection.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeSection {
    /// The collection's name.
    pub collection: String,
    /// Heading.
    pub title: String,
    /// `cards`, `list`, `timeline`.
    pub layout: String,
    /// The whole list.
    pub url: String,
    /// The text of the link to it.
    pub all_label: String,
    /// The records.
    pub items: Vec<SharedValue>,
}

/// A list page.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct List {
    /// Heading.
    pub title: String,
    /// The heading's language, when it is another.
    pub title_tag: Option<String>,
    /// A sentence.
    pub summary: Option<String>,
    /// The introduction.
    #[serde(serialize_with = "safe")]
    pub intro_html: Html,
    /// The introduction's language, when it is another.
    pub intro_tag: Option<String>,
    /// The records of this page.
    pub items: Vec<SharedValue>,
    /// All records of the list, on however many pages.
    pub total: usize,
    /// The records by group, where the list is divided.
    pub groups: Vec<Group>,
    /// The pages of the list.
    pub pages: Vec<PageLink>,
    /// Address of the page before.
    pub prev: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// Ways to narrow the list.
    pub facets: Vec<FacetView>,
    /// How it is narrowed.
    pub current_facet: Option<CurrentFacet>,
    /// The list as a whole.
    pub all_url: String,
    /// The map of what it lists.
    pub map: Option<Link>,
    /// The files of what it lists.
    pub data: Vec<Download>,
    /// Address of the table of what it lists.
    pub table: Option<String>,
    /// The vocabulary, on the page of a term.
    pub vocabulary: Option<VocabularyLink>,
    /// What is known of the term besides its name.
    pub term: Option<TermView>,
    /// What the records of a term's first page refer to, by collection.
    pub related: Vec<Group>,
    /// The years of the list, or the months of a year, each with how many records it has.
    pub archive: Vec<ArchiveLink>,
    /// An issue of the newsletter as a message to be sent.
    pub letter: Option<String>,
    /// Whom to ask, on the page of a term.
    pub contacts: Vec<Contact>,
}

/// A year or month of a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ArchiveLink {
    /// The year or month in words.
    pub label: String,
    /// Its page.
    pub url: String,
    /// How many records it has, as the language writes it.
    pub count: String,
}

/// What is known of a term.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TermView {
    /// Its short name.
    pub short: Option<String>,
    /// The language of that, when not the page's.
    pub short_tag: Option<String>,
    /// Former names.
    pub former: Vec<FormerView>,
    /// From when and until when it is what it is, in words.
    pub valid: Option<String>,
    /// Its own site.
    pub url: Option<String>,
}

/// A vocabulary's page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct VocabularyLink {
    /// Its name.
    pub title: String,
    /// Its page.
    pub url: String,
}

/// A part of a divided list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Group {
    /// Heading.
    pub label: String,
    /// For links to it.
    pub anchor: String,
    /// Its records.
    pub items: Vec<SharedValue>,
}

/// A page of a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PageLink {
    /// From 1.
    pub n: usize,
    /// Its address.
    pub url: String,
    /// Whether it is this one.
    pub current: bool,
    /// Whether pages before it are left out.
    pub gap: bool,
}

/// A way to narrow a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FacetView {
    /// The field.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The name's language, when it is another.
    pub label_tag: Option<String>,
    /// Its values.
    pub values: Vec<FacetValue>,
}

/// A value of a filter.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FacetValue {
    /// Its name.
    pub label: String,
    /// The name's language, when it is another.
    pub tag: Option<String>,
    /// The narrowed list; the whole list when it is the current one.
    pub url: String,
    /// How many records.
    pub count: usize,
    /// The same, as the language writes it.
    pub count_text: String,
    /// Whether the page shows it.
    pub current: bool,
}

/// How a list is narrowed.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CurrentFacet {
    /// The field's name.
    pub facet: String,
    /// That name's language, when it is another.
    pub facet_tag: Option<String>,
    /// The value's name.
    pub label: String,
    /// That name's language, when it is another.
    pub tag: Option<String>,
}

/// A record in short.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its collection.
    pub collection: String,
    /// What one of the collection is called.
    pub singular: String,
    /// Its title.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// Its summary.
    pub summary: Option<String>,
    /// The summary's language, when it is another.
    pub summary_tag: Option<String>,
    /// Its page.
    pub url: String,
    /// Its date.
    pub date: Option<DateText>,
    /// Its most important facts.
    pub facts: Vec<CardFact>,
    /// Its cover.
    pub picture: Option<Picture>,
    /// Whether it is shown on the home page.
    pub featured: bool,
    /// Whole text, for records that have no page of their own.
    #[serde(serialize_with = "safe_option")]
    pub body_html: Option<Html>,
    /// That text's language, when it is another.
    pub body_tag: Option<String>,
    /// For links to it in its list.
    pub anchor: String,
}

/// A fact on a card.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CardFact {
    /// The field.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The name's language, when it is another.
    pub label_tag: Option<String>,
    /// Its value.
    pub text: String,
    /// The value's language, when it is another.
    pub tag: Option<String>,
    /// The date that it speaks of, when other than the record's.
    pub as_of: Option<DateText>,
    /// Where it comes from, when from elsewhere than the record.
    pub source: Option<Source>,
    /// How old it is, when older than the site wants it.
    pub age: Option<String>,
    /// That date and age in one line, for viewers of maps.
    pub told: Option<String>,
}

/// A picture in several sizes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// Of the original, in pixels.
    pub width: u32,
    /// Of the original, in pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
    /// The language of `alt`, when it is another.
    pub alt_tag: Option<String>,
    /// Modern formats, best first.
    pub sources: Vec<PictureSource>,
    /// The fallback's address.
    pub src: String,
    /// The fallback's sizes.
    pub srcset: String,
    /// How wide it is shown, for the browser's choice.
    pub sizes: Cow<'static, str>,
    /// A line below it.
    pub caption: Option<String>,
}

/// A picture in a modern format.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PictureSource {
    /// `image/webp`
    pub r#type: Cow<'static, str>,
    /// Addresses with widths, below the root; `root` is already before each.
    pub srcset: String,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Source {
    /// What it is called.
    pub text: String,
    /// The language of `text`, when it is another.
    pub tag: Option<String>,
    /// Its page.
    pub url: Option<String>,
}

/// A record's page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RecordView {
    /// Its id.
    pub id: String,
    /// Its collection.
    pub collection: String,
    /// What one of the collection is called.
    pub singular: String,
    /// Its title.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// Its summary.
    pub summary: Option<String>,
    /// The summary's language, when it is another.
    pub summary_tag: Option<String>,
    /// Its text.
    #[serde(serialize_with = "safe")]
    pub body_html: Html,
    /// The text's language, when it is another.
    pub body_tag: Option<String>,
    /// Its headings.
    pub toc: Vec<TocEntry>,
    /// The fields of its facts under their headings.
    pub groups: Vec<FactGroup>,
    /// Its facts by field.
    pub fact: IndexMapHash<FactView>,
    /// The dates and sources that several of its facts share: said once, and numbered. Empty when none is shared.
    pub origins: Vec<FactOrigin>,
    /// The date that its facts speak of.
    pub as_of: Option<DateText>,
    /// Where its facts come from.
    pub source: Option<Source>,
    /// Its date.
    pub date: Option<DateText>,
    /// Where it is.
    pub place: Option<PlaceView>,
    /// Its cover.
    pub picture: Option<Picture>,
    /// Former names.
    pub former: Vec<FormerView>,
    /// From when and until when it is what it is, in words.
    pub valid: Option<String>,
    /// Who answers for it to readers of this language: its own desk, and that of the language where its own does not speak it.
    pub contacts: Vec<Contact>,
    /// Address of the comparison with its neighbours in the list, where the list has a table.
    pub compare: Option<String>,
    /// Its QR codes.
    pub codes: Vec<Code>,
    /// The files of its tables.
    pub data: Vec<DataFiles>,
    /// What else is of interest.
    pub related: Vec<Related>,
    /// The record before it in its list.
    pub prev: Option<Neighbour>,
    /// The record after it in its list.
    pub next: Option<Neighbour>,
}

/// An ordered map that can be fingerprinted: its order is part of what a template sees.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct IndexMapHash<T>(pub IndexMap<String, T>);

impl<T: std::hash::Hash> std::hash::Hash for IndexMapHash<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.len().hash(state);
        self.0.iter().for_each(|entry| entry.hash(state));
    }
}

/// A heading in the contents list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TocEntry {
    /// 2 or 3.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Facts under a heading.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FactGroup {
    /// The heading; `None` for facts under none.
    pub label: Option<String>,
    /// The heading's language, when it is another.
    pub label_tag: Option<String>,
    /// The fields of the facts.
    pub keys: Vec<String>,
}

/// When facts were found, and where they come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FactOrigin {
    /// The date that they speak of.
    pub as_of: Option<DateText>,
    /// Where they come from.
    pub source: Option<Source>,
}

/// A fact.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FactView {
    /// The field.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The name's language, when it is another.
    pub label_tag: Option<String>,
    /// Its value, plain.
    pub text: String,
    /// Its value with links.
    #[serde(serialize_with = "safe")]
    pub html: Html,
    /// The value's language, when it is another.
    pub tag: Option<String>,
    /// The field's type.
    pub r#type: &'static str,
    /// The date that it speaks of, when other than the record's.
    pub as_of: Option<DateText>,
    /// Where it comes from, when from elsewhere than the record.
    pub source: Option<Source>,
    /// How old it is, when older than the site wants it.
    pub age: Option<String>,
    /// The number of its date and source among the record's `origins`, from 1.
    pub origin: Option<usize>,
    /// A remark.
    pub note: Option<String>,
    /// The remark's language, when it is another.
    pub note_tag: Option<String>,
}

/// A former name.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FormerView {
    /// The name.
    pub name: String,
    /// Its language, when it is another.
    pub tag: Option<String>,
    /// Until when.
    pub until: Option<DateText>,
}

/// Whom to ask.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Contact {
    /// The desk's name.
    pub title: String,
    /// The name's language, when it is another.
    pub title_tag: Option<String>,
    /// The desk's page.
    pub url: String,
    /// How to reach it.
    pub facts: Vec<FactView>,
}

/// Other records of interest.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Related {
    /// Heading.
    pub title: String,
    /// The whole list, where there is one.
    pub url: Option<String>,
    /// The records.
    pub items: Vec<SharedValue>,
}

/// The record before or after.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Neighbour {
    /// Its title.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// Its page.
    pub url: String,
}

/// The choice of languages.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Chooser {
    /// The languages, each with the site's name in it.
    pub languages: Vec<ChooserLanguage>,
}

/// A language to choose.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ChooserLanguage {
    /// `zh`
    pub code: String,
    /// `zh-Hans`
    pub tag: String,
    /// `简体中文`
    pub name: String,
    /// Its home page.
    pub url: String,
    /// The site's name.
    pub title: String,
    /// A line under it.
    pub tagline: Option<String>,
}

/// The page of all pages.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SiteMap {
    /// By collection.
    pub sections: Vec<SiteMapSection>,
    /// Address of the sheets of codes.
    pub codes_url: Option<String>,
}

/// A collection on the page of all pages.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SiteMapSection {
    /// Heading.
    pub title: String,
    /// The list, where there is one.
    pub url: Option<String>,
    /// The records.
    pub items: Vec<Neighbour>,
}

/// The terms of a vocabulary.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Terms {
    /// Heading.
    pub title: String,
    /// Each term with its page and the number of its records.
    pub items: Vec<FacetValue>,
}

/// The page that is not there.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NotFound {
    /// The lists, to go on from.
    pub links: Vec<Link>,
}
