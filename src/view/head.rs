//! What a page says about itself, as far as pages of all kinds say it.

use super::jsonld::Thing;
use super::model::{DateText, Link};
use super::{Lens, wording};
use crate::base::{Lang, PerLang};
use crate::content::{Record, Status, Text};
use crate::locale::DateStyle;
use crate::site::Route;

/// What differs between kinds of pages when their head is written.
pub(super) struct Head {
    pub(super) kind: &'static str,
    pub(super) template: String,
    pub(super) title: String,
    /// The language of the title, when it is borrowed.
    pub(super) title_lang: Option<Lang>,
    pub(super) description: String,
    /// The languages in which the page really is written; empty for pages outside of search engines.
    pub(super) written: Vec<Lang>,
    /// The language whose text is shown.
    pub(super) shown: Lang,
    pub(super) breadcrumbs: Vec<Link>,
    pub(super) updated: Option<DateText>,
    pub(super) image: Option<String>,
    pub(super) machine: bool,
    pub(super) has_code: bool,
    pub(super) jsonld: Vec<Thing>,
}

/// The head of a page that is there in every language and says little.
pub(super) fn plain(lens: &Lens<'_>, kind: &'static str, title: String) -> Head {
    Head {
        kind,
        template: kind.to_owned(),
        description: title.clone(),
        breadcrumbs: trail(lens, Vec::new()),
        title,
        title_lang: None,
        written: lens.site.config.built_languages(),
        shown: lens.lang,
        updated: None,
        image: None,
        machine: false,
        has_code: false,
        jsonld: Vec::new(),
    }
}

/// Breadcrumbs: the home page, then `links`.
pub(super) fn trail(lens: &Lens<'_>, links: Vec<Link>) -> Vec<Link> {
    let url = Route::Home(lens.lang).href(lens.site);
    let home = Link { label: lens.string("home"), tag: None, url };
    std::iter::once(home).chain(links).collect()
}

/// A link by a name of the site's, with the name's language when it is borrowed; `otherwise` when there is none.
pub(super) fn link(lens: &Lens<'_>, words: &PerLang<String>, otherwise: &str, url: String) -> Link {
    let (label, found) = lens.site.word(words, lens.lang).unwrap_or((otherwise, None));
    Link { label: label.to_owned(), tag: found.map(|lang| lens.tag(lang)), url }
}

/// The languages that have a text of their own and are made into pages.
pub(super) fn written(lens: &Lens<'_>, has: impl Fn(Lang) -> bool) -> Vec<Lang> {
    lens.site.config.built_languages().into_iter().filter(|lang| has(*lang)).collect()
}

/// The day of a record's last change.
pub(super) fn updated(lens: &Lens<'_>, record: &Record) -> Option<DateText> {
    lens.meta(record).updated.map(|date| wording::date(lens, date, DateStyle::Long))
}

/// Whether nobody has read this text since a machine made it.
pub(super) fn is_machine(text: &Text) -> bool {
    text.status == Status::Machine
}
