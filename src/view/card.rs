//! A record in short, and lists of records.

use super::model::{Card, DateText, Neighbour, SharedValue};
use super::wording::iso_period;
use super::{Lens, body, fact, picture, wording};
use crate::asset::image::Use;
use crate::content::{Record, RecordId, Value};
use crate::locale::DateStyle;

/// How long a summary made from the text is, in characters.
const EXCERPT: usize = 160;

/// The cards of records, in order.
pub(super) fn cards(lens: &Lens<'_>, records: &[RecordId]) -> Vec<SharedValue> {
    records.iter().map(|index| of(lens, *index)).collect()
}

/// A record in short.
pub(super) fn of(lens: &Lens<'_>, index: RecordId) -> SharedValue {
    let make = |lens: &Lens<'_>| SharedValue::of(&make_card(lens, index));
    let Some(kept) = lens.commons.cards.get(&lens.lang).and_then(|cards| cards.get(index)) else {
        return make(lens);
    };
    let (root, (card, reads)) = kept.get_or_init(|| {
        let (card, reads) = lens.recorded(|lens| make_card(lens, index));
        // Nothing else on a card has addresses that begin at the page.
        let is_bound = card.picture.is_some() || card.body_html.is_some();
        (is_bound.then(|| lens.root.to_owned()), (SharedValue::of(&card), reads))
    });
    if root.as_ref().is_some_and(|root| root != lens.root) {
        return make(lens);
    }
    lens.also_read(reads);
    card.clone()
}

fn make_card(lens: &Lens<'_>, index: RecordId) -> Card {
    let record = &lens.site.content.records[index];
    let collection = lens.site.collection_of(record);
    let (found, text) = lens.prose(record);
    let (summary, summary_tag) = summary(lens, record);
    let body_html = (!collection.pages).then(|| body::html(lens, &text.body, text, Some(record), found));
    Card {
        id: record.id.clone(),
        collection: collection.name.clone(),
        singular: lens.site.word(&collection.singular, lens.lang).map_or("", |(name, _)| name).to_owned(),
        title: text.title.clone(),
        title_tag: lens.other(found),
        summary,
        summary_tag,
        url: lens.record_url(index),
        date: record_date(lens, record),
        facts: fact::card_facts(&lens.brief(), record),
        picture: picture::cover(lens, record, Use::Card),
        featured: lens.meta(record).featured,
        body_html,
        body_tag: lens.other(found),
        anchor: record.id.clone(),
    }
}

/// The record's summary, else the beginning of its text; and its language when not the reader's.
pub(super) fn summary(lens: &Lens<'_>, record: &Record) -> (Option<String>, Option<String>) {
    let (found, text) = lens.prose(record);
    let summary = match &text.summary {
        Some(summary) => body::plain(lens, &summary.plain, summary, Some(record)),
        None => excerpt(&body::plain(lens, &text.body.plain, &text.body, Some(record))),
    };
    let summary = Some(summary.trim().to_owned()).filter(|summary| !summary.is_empty());
    let tag = summary.as_ref().and_then(|_| lens.other(found));
    (summary, tag)
}

/// The date of a record, by the field that its collection names.
pub(super) fn record_date(lens: &Lens<'_>, record: &Record) -> Option<DateText> {
    let field = lens.site.collection_of(record).date.as_ref()?;
    match &lens.facts(record).get(field)?.value {
        Value::Date(date) => Some(wording::date(lens, *date, DateStyle::Short)),
        Value::Period(period) => {
            Some(DateText { iso: iso_period(period), text: lens.locale.period(period, DateStyle::Short) })
        }
        _ => None,
    }
}

/// A link to a record by its title.
pub(super) fn neighbour(lens: &Lens<'_>, index: RecordId) -> Neighbour {
    let record = &lens.site.content.records[index];
    let (found, title) = lens.title(record);
    Neighbour { title: title.to_owned(), title_tag: lens.other(found), url: lens.record_url(index) }
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
