//! A record in short, and lists of records.

use super::model::{Card, DateText, Neighbour, Picture, SharedValue};
use super::{Lens, Views};
use crate::asset::image::Use;
use crate::base::{Lang, SourcePath};
use crate::content::{Record, RecordId, Value};
use crate::fact::Period;
use crate::locale::DateStyle;

/// How long a summary made from the text is, in characters.
const EXCERPT: usize = 160;

/// A record in two sentences.
#[derive(Debug)]
pub struct Brief {
    /// Its title.
    pub title: String,
    /// Its summary, where it has one of its own.
    pub summary: Option<String>,
}

impl Views<'_> {
    /// A record in two sentences, for whoever lists it outside of pages.
    #[must_use]
    pub fn brief(&self, lang: Lang, record: RecordId) -> Brief {
        let lens = self.lens(lang, "");
        let record = &self.site.content.records[record];
        let (_, text) = lens.prose(record);
        let summary = text.summary.as_ref().and_then(|_| lens.summary(record).0);
        Brief { title: text.title.clone(), summary }
    }
}

impl Lens<'_> {
    /// The cards of records, in order.
    pub(super) fn cards(&self, records: &[RecordId]) -> Vec<SharedValue> {
        records.iter().map(|index| self.card(*index)).collect()
    }

    /// A record in short.
    pub(super) fn card(&self, index: RecordId) -> SharedValue {
        let make = |lens: &Lens<'_>| SharedValue::of(&lens.make_card(index));
        let Some(kept) = self.commons.cards.get(&self.lang).and_then(|cards| cards.get(index)) else {
            return make(self);
        };
        let (root, (card, reads)) = kept.get_or_init(|| {
            let (card, reads) = self.recorded(|lens| lens.make_card(index));
            // Nothing else on a card has addresses that begin at the page.
            let is_bound = card.picture.is_some() || card.body_html.is_some();
            (is_bound.then(|| self.root.to_owned()), (SharedValue::of(&card), reads))
        });
        if root.as_ref().is_some_and(|root| root != self.root) {
            return make(self);
        }
        self.also_read(reads);
        card.clone()
    }

    fn make_card(&self, index: RecordId) -> Card {
        let record = &self.site.content.records[index];
        let collection = self.site.collection_of(record);
        let (found, text) = self.prose(record);
        let (summary, summary_tag) = self.summary(record);
        let body_html = (!collection.pages).then(|| self.body(&text.body, text, Some(record), found));
        Card {
            id: record.id.clone(),
            collection: collection.name.clone(),
            singular: self.site.word(&collection.singular, self.lang).map_or("", |(name, _)| name).to_owned(),
            title: text.title.clone(),
            title_tag: self.other(found),
            summary,
            summary_tag,
            url: self.record_url(index),
            date: self.record_date(record),
            facts: self.brief().card_facts(record),
            picture: self.cover(record, Use::Card),
            featured: self.meta(record).featured,
            body_html,
            body_tag: self.other(found),
            anchor: record.id.clone(),
        }
    }

    /// The record's summary, else the beginning of its text; and its language when not the reader's.
    pub(super) fn summary(&self, record: &Record) -> (Option<String>, Option<String>) {
        let (found, text) = self.prose(record);
        let summary = match &text.summary {
            Some(summary) => self.plain(&summary.plain, summary, Some(record)),
            None => excerpt(&self.plain(&text.body.plain, &text.body, Some(record))),
        };
        let summary = Some(summary.trim().to_owned()).filter(|summary| !summary.is_empty());
        let tag = summary.as_ref().and_then(|_| self.other(found));
        (summary, tag)
    }

    /// The date of a record, by the field that its collection names.
    pub(super) fn record_date(&self, record: &Record) -> Option<DateText> {
        let field = self.site.collection_of(record).date.as_ref()?;
        match &self.facts(record).get(field)?.value {
            Value::Date(date) => Some(self.date(*date, DateStyle::Short)),
            Value::Period(period) => {
                Some(DateText { iso: iso_period(period), text: self.locale.period(period, DateStyle::Short) })
            }
            _ => None,
        }
    }

    /// The cover of a record, with its text in the reader's language.
    pub(super) fn cover(&self, record: &Record, used: Use) -> Option<Picture> {
        let image = self.meta(record).image.as_ref()?;
        let file = self.site.file(&record.folder, &image.text)?;
        let caption = self.meta(record).illustration.then(|| self.string("illustration"));
        self.picture_of(record, &file, &image.text, used).map(|picture| Picture { caption, ..picture })
    }

    /// A picture of a record, which calls it `name`, with its text in the reader's language.
    pub(super) fn picture_of(
        &self,
        record: &Record,
        file: &SourcePath,
        name: &str,
        used: Use,
    ) -> Option<Picture> {
        let mut picture = self.media.picture(file, used, self.root)?;
        let alt = self.every_prose(record).find_map(|(lang, text)| Some((lang, text.alt.get(name)?)));
        if let Some((found, alt)) = alt {
            alt.text.clone_into(&mut picture.alt);
            picture.alt_tag = self.other(found);
        }
        Some(picture)
    }

    /// A link to a record by its title.
    pub(super) fn neighbour(&self, index: RecordId) -> Neighbour {
        let record = &self.site.content.records[index];
        let (found, title) = self.title(record);
        Neighbour { title: title.to_owned(), title_tag: self.other(found), url: self.record_url(index) }
    }
}

/// A period as machines write it: a date, or two with a slash.
pub(crate) fn iso_period(period: &Period) -> String {
    match (period.start(), period.end()) {
        (Some(start), Some(end)) if start == end => start.iso(),
        (Some(start), Some(end)) => format!("{}/{}", start.iso(), end.iso()),
        (Some(start), None) => format!("{}/..", start.iso()),
        _ => String::new(),
    }
}

/// The beginning of a text, cut between words where the language has spaces.
pub(super) fn excerpt(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = flat.char_indices().nth(EXCERPT) else { return flat };
    let head = &flat[..end];
    let cut = head.rfind(' ').filter(|space| *space > end / 2).unwrap_or(end);
    format!("{}…", head[..cut].trim_end_matches([',', ';', ':', '、', '，', ' ']))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_ends_between_words() {
        let text = "Thành phố cảng ".repeat(20);
        let short = excerpt(&text);
        assert!(short.ends_with("phố…") || short.ends_with("cảng…") || short.ends_with("Thành…"), "{short}");
        assert_eq!(excerpt("một  dòng\nngắn"), "một dòng ngắn");
        assert_eq!(excerpt(&"港".repeat(200)).chars().count(), 161);
    }
}
