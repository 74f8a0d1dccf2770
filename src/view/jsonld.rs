//! schema.org descriptions for search engines.

use serde_json::{Map, Value as Json, json};

use super::Lens;
use super::model::Link;
use crate::base::Html;
use crate::content::{CollectionId, Record, RecordId, Value};
use crate::fact::{Date, Period};
use crate::site::Route;

/// All descriptions of a page as the text of a script element.
pub(super) fn script(mut graph: Vec<Json>, breadcrumbs: &[Link], lens: &Lens<'_>, canonical: &str) -> Html {
    if breadcrumbs.len() > 1 {
        graph.push(trail(breadcrumbs, lens, canonical));
    }
    if graph.is_empty() {
        return Html::default();
    }
    Html::script(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

fn trail(breadcrumbs: &[Link], lens: &Lens<'_>, canonical: &str) -> Json {
    let last = breadcrumbs.len() - 1;
    let items = breadcrumbs.iter().enumerate().map(|(index, link)| {
        // Links may name `index.html`; an address in a description never does.
        let path = link.url.strip_suffix("index.html").unwrap_or(&link.url);
        let url = if index == last { canonical.to_owned() } else { lens.site.config.base_url.join(path) };
        json!({ "@type": "ListItem", "position": index + 1, "name": link.label, "item": url })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}

impl Lens<'_> {
    /// Who publishes the site.
    pub(super) fn organisation_jsonld(&self) -> Json {
        let config = &self.site.config;
        let entry = config.organisation.as_ref().and_then(|(id, _)| self.site.entry("organisations", id));
        let name = entry.and_then(|entry| self.site.word(&entry.name, self.lang));
        let name = name.or_else(|| self.site.word(&config.name, self.lang)).map_or("", |(name, _)| name);
        json!({
            "@type": "GovernmentOrganization",
            "name": name,
            "url": self.absolute(&Route::Home(self.lang)),
        })
    }

    /// A record as its collection's type of schema.org; `None` when the collection names none.
    pub(super) fn record_jsonld(&self, index: RecordId) -> Option<Json> {
        let record = &self.site.content.records[index];
        let collection = self.site.collection_of(record);
        let kind = collection.schema_org.as_deref().filter(|kind| *kind != "FAQPage")?;
        let (found, title) = self.title(record);
        let mut thing = Map::new();
        thing.insert("@type".into(), json!(kind));
        thing.insert(if kind == "NewsArticle" { "headline" } else { "name" }.into(), json!(title));
        thing.insert("url".into(), json!(self.absolute(&Route::Record { lang: self.lang, record: index })));
        if let (Some(summary), _) = self.summary(record) {
            thing.insert("description".into(), json!(summary));
        }
        if kind != "Place" && kind != "Event" {
            thing.insert("inLanguage".into(), json!(self.tag(found)));
        }
        if let Some(image) = self.share_picture(record) {
            thing.insert("image".into(), json!(self.site.config.base_url.join(&image)));
        }
        self.dates(&mut thing, kind, record);
        if kind == "Event" {
            self.venue(&mut thing, record);
        }
        if matches!(kind, "NewsArticle" | "Dataset" | "Article") {
            let name = self.organisation_jsonld()["name"].clone();
            let role = if kind == "Dataset" { "creator" } else { "publisher" };
            thing.insert(role.into(), json!({ "@type": "GovernmentOrganization", "name": name }));
        }
        Some(Json::Object(thing))
    }

    fn dates(&self, thing: &mut Map<String, Json>, kind: &str, record: &Record) {
        let field = self.site.collection_of(record).date.as_ref();
        let value = field.and_then(|field| record.facts.get(field)).map(|fact| &fact.value);
        let (start, end) = match value {
            Some(Value::Date(date)) => (Some(*date), None),
            Some(Value::Period(period)) => {
                (period.start(), period.end().filter(|_| !matches!(period, Period::One(_))))
            }
            _ => (None, None),
        };
        let (start_key, end_key) = match kind {
            "Event" => ("startDate", "endDate"),
            "NewsArticle" | "Legislation" | "Article" => ("datePublished", ""),
            _ => ("", ""),
        };
        for (key, date) in [(start_key, start), (end_key, end)] {
            if let Some(date) = date.and_then(iso8601).filter(|_| !key.is_empty()) {
                thing.insert(key.into(), json!(date));
            }
        }
        if let Some(updated) =
            record.meta.updated.and_then(iso8601).filter(|_| kind != "Place" && kind != "Event")
        {
            thing.insert("dateModified".into(), json!(updated));
        }
    }

    /// Where an event takes place: its first fact that is a place.
    fn venue(&self, thing: &mut Map<String, Json>, record: &Record) {
        let place = record.facts.values().find_map(|fact| match &fact.value {
            Value::Term { vocabulary, id } if vocabulary == "places" => self.site.entry(vocabulary, &id.text),
            _ => None,
        });
        if let Some((name, _)) = place.and_then(|entry| self.site.word(&entry.name, self.lang)) {
            thing.insert("location".into(), json!({ "@type": "Place", "name": name }));
        }
    }

    /// A list of questions whose answers stand on the page.
    pub(super) fn faq_jsonld(&self, collection: CollectionId) -> Json {
        let order = self.site.orders.lists[collection].get(self.lang).map_or(&[][..], Vec::as_slice);
        let questions = order.iter().map(|index| {
            let record = &self.site.content.records[*index];
            let (_, text) = self.prose(record);
            let answer = self.plain(&text.body.plain, &text.body, Some(record));
            json!({
                "@type": "Question",
                "name": text.title,
                "acceptedAnswer": { "@type": "Answer", "text": answer.trim() },
            })
        });
        json!({ "@type": "FAQPage", "inLanguage": self.tag(self.lang), "mainEntity": questions.collect::<Vec<_>>() })
    }
}

/// The dates that schema.org can hold: days, months and years.
fn iso8601(date: Date) -> Option<String> {
    match date {
        Date::Quarter { .. } | Date::Half { .. } => None,
        _ => Some(date.iso()),
    }
}
