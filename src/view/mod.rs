//! Site × route → [`View`]: everything that a template may see, written out in the reader's language.
//!
//! A view is made anew for each page and is complete; its fingerprint, with that of its template, tells whether a page
//! made before is still right. Nothing here knows a template or touches a disk.
//!
//! A [`Lens`] is the site as a reader of one language sees it from one page. Functions look through it, part by part, each part
//! using those before it:
//!
//! 1. `wording`, `known`, `name`, `place`: figures, dates, labels, what is known about them, what things are called;
//! 2. `component`, `picture`, `address`: what may stand anywhere in HTML;
//! 3. `value`, `sentence`, `chart`, `body`, `fact`: values, facts and texts with facts in them;
//! 4. `card`, `contact`, `head`, `map`, `jsonld`, `chrome`: parts that pages have in common;
//! 5. `record`, `listing`, `table`, `code`, `search`, `page`: whole pages.

mod address;
mod answers;
mod archive;
mod body;
mod card;
mod chart;
mod chrome;
mod code;
mod component;
mod contact;
mod data;
pub mod data_table;
mod event;
mod fact;
mod feed;
mod head;
mod html;
mod jsonld;
mod known;
mod listing;
mod map;
mod media;
pub mod model;
mod name;
mod newsletter;
mod page;
mod picture;
mod place;
mod reads;
mod record;
mod search;
mod sentence;
mod table;
mod value;
mod wording;

pub use answers::AnsweredQuestion;
pub use code::CodeText;
pub use component::draw_marked;
pub use feed::{FeedItem, FeedView};
pub use map::{MapFeature, MapStage, StageField};
pub use media::{Media, Probes};
pub use model::{Attribution, View};
pub use newsletter::{LetterItem, LetterView};

pub(crate) use wording::iso_period;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_encode_byte;
use typed_index_collections::TiVec;

use crate::base::{Digest, Html, Lang, SourcePath};
use crate::content::{CollectionId, Record, RecordId};
use crate::fact::Decimal;
use crate::locale::{Catalogues, Locale};
use crate::site::{Route, Site};
use chrome::MenuPlace;
use map::Bases;
use model::{Chrome, SharedValue};
use reads::ReadLog;
pub use reads::{Input, Reads};
pub use search::{SearchFrame, SearchTarget};

/// The strings of the interface that the program itself asks for; the others are the theme's.
pub const STRINGS: &[&str] = &[
    "home",
    "all",
    "all_of",
    "yes",
    "no",
    "other",
    "table_label",
    "as_of",
    "age_years",
    "age_months",
    "illustration",
    "range_from",
    "page_of_title",
    "table_title",
    "table_view",
    "table_air",
    "table_road",
    "labelled",
    "sitemap",
    "search_title",
    "search_lists",
    "search_date",
    "search_distance",
    "million_of",
    "notfound_title",
    "alert_note",
    "alert_tip",
    "alert_important",
    "alert_warning",
    "alert_caution",
    "footnotes_title",
    "footnote_back",
    "task_done",
    "task_open",
    "code_label",
    "code_contact_label",
    "code_calendar_label",
    "code_alt",
    "code_alt_of",
    "code_shared",
    "code_card_file",
    "code_calendar_file",
    "gone",
    "gone_since",
    "gone_successor",
    "gone_list",
    "gone_contact",
    "codes_title",
    "codes_labels_of",
    "codes_posters_of",
    "distance_to",
    "until",
    "since",
    "name_when",
    "formerly",
    "map",
    "map_of",
    "map_alt",
    "map_gathered",
    "map_area",
    "map_overview",
    "map_place",
    "map_unpublished",
    "map_at",
    "map_source",
    "map_licence",
    "map_origin",
    "map_exact",
    "map_shown_near",
    "map_lent",
    "map_kind",
    "map_download",
    "data_sheet",
    "data_notes",
    "data_record",
    "data_field",
    "data_value",
    "data_as_of",
    "data_source",
    "data_note",
    "data_unit",
    "data_page",
    "data_updated",
    "data_publisher",
    "data_licence",
    "data_day",
    "data_measured",
    "data_low",
    "data_high",
    "data_part",
    "data_calendar",
    "hoang_sa",
    "truong_sa",
];

/// Makes the view of any route of a site.
#[derive(Debug)]
pub struct Views<'a> {
    site: &'a Site,
    catalogues: &'a Catalogues,
    media: &'a Media,
    commons: &'a Commons,
}

/// What pages share, made when the first of them is: header and footer of each language and menu entry, and the cards that
/// stand for a record on other pages.
#[derive(Debug)]
pub struct Commons {
    /// By language.
    environments: Vec<Digest>,
    /// The components that the theme has templates of its own for.
    drawn_by_theme: Vec<&'static str>,
    chromes: BTreeMap<(Lang, Option<MenuPlace>), KeptChrome>,
    bases: Bases,
    /// By language and record. Addresses of pictures begin with the way to the root, so a card that has one is kept with the
    /// way that it was made for.
    cards: BTreeMap<Lang, TiVec<RecordId, CachedCard>>,
}

/// Header and footer, once they are made, with what they took.
type KeptChrome = OnceLock<(Arc<Chrome>, Reads)>;

/// A card, once it is made, with what it took, and the way to the root from the page that it was made for if it is right
/// nowhere else.
type CachedCard = OnceLock<(Option<String>, (SharedValue, Reads))>;

impl Commons {
    /// Room for a site's. `environments` are, by language, the fingerprints of whatever templates reach besides the view:
    /// assets, and the strings of the language and of those that it borrows from. `drawn_by_theme` names the components
    /// ([`model::ComponentView`]) that the theme has templates of its own for.
    #[must_use]
    pub fn of(site: &Site, environments: Vec<Digest>, drawn_by_theme: Vec<&'static str>) -> Commons {
        let collections = || site.content.collections.positions().map(MenuPlace::Collection);
        let places = || [None, Some(MenuPlace::Maps)].into_iter().chain(collections().map(Some));
        let keys = site
            .config
            .built_languages()
            .into_iter()
            .flat_map(|lang| places().map(move |place| (lang, place)));
        let chromes = keys.map(|key| (key, OnceLock::new())).collect();
        let room = || std::iter::repeat_with(OnceLock::new).take(site.content.records.len()).collect();
        let cards = site.config.built_languages().into_iter().map(|lang| (lang, room())).collect();
        Commons { environments, drawn_by_theme, chromes, bases: Bases::of(site), cards }
    }
}

impl<'a> Views<'a> {
    /// Views of a site.
    #[must_use]
    pub fn new(
        site: &'a Site,
        catalogues: &'a Catalogues,
        media: &'a Media,
        commons: &'a Commons,
    ) -> Views<'a> {
        Views { site, catalogues, media, commons }
    }

    /// The site seen from a page of `lang` that lies `root` below it.
    fn lens<'l>(&'l self, lang: Lang, root: &'l str) -> Lens<'l> {
        Lens {
            log: None,
            is_brief: false,
            site: self.site,
            lang,
            locale: &self.site.locales[lang.index()],
            catalogues: self.catalogues,
            media: self.media,
            commons: self.commons,
            root,
        }
    }
}

/// The site as a reader of one language sees it from one page.
#[derive(Clone, Copy)]
pub(crate) struct Lens<'a> {
    pub(crate) site: &'a Site,
    pub(crate) lang: Lang,
    pub(crate) locale: &'a Locale,
    catalogues: &'a Catalogues,
    media: &'a Media,
    commons: &'a Commons,
    /// Where the page's reads are noted; `None` when nobody compares them.
    log: Option<&'a ReadLog>,
    /// Whether things are called by their short names, as where there is little room.
    is_brief: bool,
    /// From the page to the site's root: `../../`.
    root: &'a str,
}

impl Lens<'_> {
    /// The BCP 47 tag of a language.
    fn tag(&self, lang: Lang) -> String {
        self.site.config.language(lang).tag.clone()
    }

    /// The same when it is not the reader's.
    fn other(&self, lang: Lang) -> Option<String> {
        (lang != self.lang).then(|| self.tag(lang))
    }

    /// A string of the interface. A key of [`STRINGS`] that no language has was reported with the catalogues.
    fn string(&self, key: &str) -> String {
        self.string_with(key, &[])
    }

    fn string_with(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.message(key, None, args)
    }

    /// A string of the interface in the form of a number, which stands at its `{n}`.
    fn string_counted(&self, key: &str, count: u32) -> String {
        self.message(key, Some(count.into()), &[])
    }

    fn message(&self, key: &str, n: Option<Decimal>, args: &[(&str, &str)]) -> String {
        self.note_strings([self.lang]);
        let code = &self.site.config.language(self.lang).code;
        self.catalogues
            .message(code, key, n, args)
            .map_or_else(String::new, |message| message.text.into_owned())
    }

    /// A string of the interface as HTML, filled with HTML.
    fn sentence(&self, key: &str, args: &[(&str, &Html)]) -> Html {
        Html::sentence(&self.string(key), args)
    }

    /// The same page in the language that a name or a text on it is borrowed from, for the words around it.
    fn speaking(self, lender: Option<Lang>) -> Self {
        let Some(lang) = lender else { return self };
        Lens { lang, locale: &self.site.locales[lang.index()], ..self }
    }

    /// The same page where there is little room: cards, cells of tables, values of filters.
    fn brief(self) -> Self {
        Lens { is_brief: true, ..self }
    }

    /// A label and what it stands before.
    fn labelled(&self, label: &str, text: &str) -> String {
        self.string_with("labelled", &[("label", label), ("text", text)])
    }

    /// Whether a record is shown anywhere; one of a collection without pages and list is only spoken of.
    fn has_address(&self, record: &Record) -> bool {
        let collection = self.site.collection_of(record);
        collection.pages || collection.list
    }

    /// The absolute address of a route.
    fn absolute(&self, route: &Route) -> String {
        self.site.config.base_url.join(&route.path(self.site))
    }

    /// Address of a record's page below the root.
    fn record_url(&self, record: RecordId) -> String {
        Route::Record { lang: self.lang, record }.href(self.site)
    }

    /// Address of a collection's list below the root.
    fn list_url(&self, collection: CollectionId) -> String {
        Route::List { lang: self.lang, collection, filter: None, page: 1 }.href(self.site)
    }

    /// Address of a term's page, where its vocabulary has pages.
    fn term_url(&self, vocabulary: &str, id: &str) -> Option<String> {
        let (position, _, words) = self.site.content.vocabularies.get_full(vocabulary)?;
        let entry = words.entries.get_index_of(id).filter(|entry| self.site.has_term(position, *entry))?;
        Some(Route::Term { lang: self.lang, vocabulary: position, entry, page: 1 }.href(self.site))
    }

    /// Address of an attached file below the root; characters that mean something else in an address are written as codes.
    fn file_url(&self, file: &SourcePath) -> String {
        let mut url = String::new();
        for c in attachment(file).chars() {
            match u8::try_from(c) {
                Ok(byte) if br##" "#%<>?\^`{|}"##.contains(&byte) => url.push_str(percent_encode_byte(byte)),
                _ => url.push(c),
            }
        }
        url
    }
}

/// Where an attached file is published: below the folder of its record, whatever the language.
#[must_use]
pub fn attachment(file: &SourcePath) -> String {
    let below = file.as_str().strip_prefix("content/").unwrap_or(file.as_str());
    format!("files/{below}")
}

/// Where a part of the index of a language is published, by its name: `meta`, `t0`.
#[must_use]
pub fn search_part(code: &str, part: &str) -> String {
    format!("{SEARCH_PARTS}/{code}/{part}.js")
}

/// The folder of the indexes, below the site's root.
pub const SEARCH_PARTS: &str = "assets/search";

/// The way from a page to the site's root.
#[must_use]
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}
