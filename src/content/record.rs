//! What a record is: its id, its typed facts, its texts.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::id::CollectionId;
use super::text::{Status, Text};
use super::value::{Cited, Name, Value};
use crate::base::{Lang, PerLang, SourceSpan, is_portable};
use crate::diag::Diagnostic;
use crate::fact::Date;

/// Keys that every record may have, whatever its collection.
pub(crate) const RESERVED: &[&str] = &[
    "id",
    "weight",
    "featured",
    "draft",
    "updated",
    "source",
    "as_of",
    "aliases",
    "slug",
    "code",
    "publish_on",
    "expires_on",
    "withdrawn",
    "successor",
    "image",
    "illustration",
    "valid_from",
    "valid_to",
    "former",
    "search_words",
    "title",
    "summary",
    "body",
    "alt",
];

/// Whether a record may be called that: an id must do as a part of an address and as the name of a folder anywhere.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    plain && is_portable(text) && !text.starts_with('-')
}

/// Whether this may stand in a permanent address: so short that the code of the whole address stays coarse.
#[must_use]
pub fn is_code(text: &str) -> bool {
    text.len() <= 12 && is_id(text)
}

/// Reports an id that no record can have. One that is missing has been reported as such.
pub(super) fn check_id(id: &str, place: &SourceSpan, all: &mut Vec<Diagnostic>) {
    if !id.is_empty() && !is_id(id) {
        let near = crate::locale::slug(id);
        let wrong = Diagnostic::error("id-form", place.clone()).with("id", id);
        all.push(wrong.near_or(Some(near.as_str()).filter(|near| is_portable(near)), "other"));
    }
}

/// A thing that the site speaks of: its facts, and its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Short, permanent, unique over the site.
    pub id: String,
    /// Position of its collection.
    pub collection: CollectionId,
    /// Where it is defined.
    pub place: SourceSpan,
    /// The folder that its files lie in.
    pub folder: String,
    /// What every record may say of itself.
    pub meta: Arc<Meta>,
    /// Its facts by field, in the order of the schema.
    pub facts: Arc<IndexMap<String, Fact>>,
    /// Its texts.
    pub texts: PerLang<Arc<Text>>,
}

impl Record {
    /// What lists and addresses take from the texts, by language: title, address segment, how far it can be trusted.
    #[must_use]
    pub fn headings(&self) -> Vec<(Lang, &str, Option<&str>, Status)> {
        let mut headings = Vec::new();
        for (lang, text) in self.texts.iter() {
            let slug = text.slug.as_ref().map(|slug| slug.text.as_str());
            headings.push((lang, text.title.as_str(), slug, text.status));
        }
        headings
    }

    /// Whether another state of this record is made of the very same values.
    #[must_use]
    pub fn is_same(&self, other: &Record) -> bool {
        Arc::ptr_eq(&self.meta, &other.meta)
            && Arc::ptr_eq(&self.facts, &other.facts)
            && self.texts.iter().count() == other.texts.iter().count()
            && self
                .texts
                .iter()
                .zip(other.texts.iter())
                .all(|((a_lang, a), (b_lang, b))| a_lang == b_lang && Arc::ptr_eq(a, b))
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fact {
    /// The value.
    pub value: Value,
    /// Where it was written.
    pub place: SourceSpan,
    /// What is known about a date or a period; figures and places have it in themselves.
    pub remarks: Option<Box<Remarks>>,
}

/// What is known about a date or a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Remarks {
    /// The date that it speaks of.
    pub as_of: Option<Date>,
    /// Where it comes from.
    pub source: Option<Cited>,
    /// A remark, per language.
    pub note: PerLang<String>,
}

/// What every record may say of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Meta {
    /// Smaller comes first.
    pub weight: Option<i64>,
    /// Shown on the home page.
    pub featured: bool,
    /// Not for publication.
    pub draft: bool,
    /// The day of the last change.
    pub updated: Option<Date>,
    /// Where the facts come from, unless a figure says otherwise.
    pub source: Option<Cited>,
    /// The date that the facts speak of, unless a figure says otherwise.
    pub as_of: Option<Date>,
    /// Former addresses.
    pub aliases: Vec<Name>,
    /// Address segments, where they are not the id.
    pub slug: PerLang<Name>,
    /// Not shown before this day.
    pub publish_on: Option<Date>,
    /// Not shown after this day.
    pub expires_on: Option<Date>,
    /// What stands in its permanent address, where it is not derived from the id.
    pub code: Option<Name>,
    /// Not shown any more, whatever the day of the edition is, and a page says so and names this day.
    pub withdrawn: Option<Date>,
    /// The record that took its place, by id.
    pub successor: Option<Name>,
    /// The cover picture.
    pub image: Option<Name>,
    /// Whether the cover is a drawing of no real thing, which readers are told.
    pub illustration: bool,
    /// Valid since.
    pub valid_from: Option<Date>,
    /// Valid until.
    pub valid_to: Option<Date>,
    /// Former names, oldest first.
    pub former: Vec<Former>,
    /// What readers call it who search for it.
    pub search_words: PerLang<Vec<String>>,
}

/// A name that a thing had.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Former {
    /// The name.
    pub name: PerLang<String>,
    /// Until when.
    pub until: Option<Date>,
}

impl Former {
    /// The name that something had on a day; `None` when it had the one that it has now.
    #[must_use]
    pub fn on(all: &[Former], day: Date) -> Option<&Former> {
        let dated = all.iter().filter_map(|former| Some((former.until?.last_day(), former)));
        let then = dated.filter(|(until, _)| day.first_day() <= *until);
        then.min_by_key(|(until, _)| *until).map(|(_, former)| former)
    }
}
