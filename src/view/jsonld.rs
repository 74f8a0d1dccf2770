//! schema.org descriptions for search engines.

use serde::Serialize;

use super::event::{self, NotHeld};
use super::model::Link;
use super::{Lens, body, card, data, iso_period, picture};
use crate::base::Html;
use crate::content::{CollectionId, Record, RecordId, Value};
use crate::fact::{Date, Period};
use crate::site::Route;

/// The least letters by which search engines take the description of a set of data.
const LEAST_DESCRIPTION: usize = 50;

/// One thing that a page describes. Its fields are printed as they stand: every page has one, and a tree of values in between
/// costs several times as much as the text.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Thing {
    Organisation(JsonOrganisation),
    Record(Box<Described>),
    Questions(Questions),
    Trail(Trail),
}

#[derive(Serialize)]
struct Script {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing>,
}

/// Who publishes the site.
#[derive(Clone, Serialize)]
pub(super) struct JsonOrganisation {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "contactPoint", skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<JsonContact>,
}

/// A record, whatever it is to schema.org.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Described {
    #[serde(rename = "@type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(flatten)]
    dates: Dates,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<JsonNamed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<JsonSpot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    distribution: Vec<JsonFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<JsonOrganisation>,
    creator: Option<JsonOrganisation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<JsonOrganisation>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Dates {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
}

#[derive(Serialize)]
struct JsonNamed {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

/// Where something is.
#[derive(Serialize)]
struct JsonSpot {
    #[serde(rename = "@type")]
    kind: &'static str,
    latitude: String,
    longitude: String,
}

/// A file of data.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonFile {
    #[serde(rename = "@type")]
    kind: &'static str,
    encoding_format: &'static str,
    content_url: String,
}

/// Whom to reach, and in which languages.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonContact {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    url: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    telephone: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    email: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    available_language: Vec<String>,
}

/// Questions whose answers stand on the page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Questions {
    #[serde(rename = "@type")]
    kind: &'static str,
    in_language: String,
    main_entity: Vec<Question>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    accepted_answer: JsonAnswer,
}

#[derive(Serialize)]
struct JsonAnswer {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: String,
}

/// The way to a page from the home page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Trail {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: String,
    item: String,
}

/// All descriptions of a page as the text of a script element.
pub(super) fn script(mut graph: Vec<Thing>, breadcrumbs: &[Link], lens: &Lens<'_>, canonical: &str) -> Html {
    if breadcrumbs.len() > 1 {
        graph.push(trail(breadcrumbs, lens, canonical));
    }
    if graph.is_empty() {
        return Html::default();
    }
    Html::script(&Script { context: "https://schema.org", graph })
}

fn trail(breadcrumbs: &[Link], lens: &Lens<'_>, canonical: &str) -> Thing {
    let last = breadcrumbs.len() - 1;
    let items = breadcrumbs.iter().enumerate().map(|(index, link)| {
        // Links may name `index.html`; an address in a description never does.
        let path = link.url.strip_suffix("index.html").unwrap_or(&link.url);
        let item = if index == last { canonical.to_owned() } else { lens.site.config.base_url.join(path) };
        Step { kind: "ListItem", position: index + 1, name: link.label.clone(), item }
    });
    Thing::Trail(Trail { kind: "BreadcrumbList", item_list_element: items.collect() })
}

/// Who publishes the site.
pub(super) fn organisation_jsonld(lens: &Lens<'_>) -> Thing {
    let url = Some(lens.absolute(&Route::Home(lens.lang)));
    Thing::Organisation(JsonOrganisation { url, contacts: contacts(lens), ..publisher(lens) })
}

/// Who publishes the site, by name alone.
fn publisher(lens: &Lens<'_>) -> JsonOrganisation {
    let config = &lens.site.config;
    let entry = config.organisation.as_ref().and_then(|(id, _)| lens.site.entry("organisations", id));
    let name = entry.and_then(|entry| lens.site.word(&entry.name, lens.lang));
    let name = name.or_else(|| lens.site.word(&config.name, lens.lang)).map_or("", |(name, _)| name);
    JsonOrganisation {
        kind: "GovernmentOrganization",
        name: name.to_owned(),
        url: None,
        contacts: Vec::new(),
    }
}

/// Those who answer readers and can be reached.
fn contacts(lens: &Lens<'_>) -> Vec<JsonContact> {
    let Some((desks, field)) = lens.site.desks() else { return Vec::new() };
    let records = lens.site.members(desks);
    records.filter_map(|index| contact(lens, index, field)).collect()
}

/// A record that answers readers; `None` for one that cannot be reached.
fn contact(lens: &Lens<'_>, index: RecordId, field: &str) -> Option<JsonContact> {
    let record = &lens.site.content.records[index];
    let (mut telephone, mut email, mut available_language) = (Vec::new(), Vec::new(), Vec::new());
    for (name, fact) in lens.facts(record) {
        fact.value.walk(&mut |value| match value {
            Value::Email(address) => email.push(address.clone()),
            Value::Phone(number) => telephone.push(number.clone()),
            Value::Text(code) if name == field => {
                let lang = lens.site.config.lang(code);
                available_language.push(lang.map_or_else(|| code.clone(), |lang| lens.tag(lang)));
            }
            _ => {}
        });
    }
    (!telephone.is_empty() || !email.is_empty()).then(|| JsonContact {
        kind: "ContactPoint",
        name: lens.title(record).1.to_owned(),
        url: lens.absolute(&Route::Record { lang: lens.lang, record: index }),
        telephone,
        email,
        available_language,
    })
}

/// A record, with its summary, as its collection's type of schema.org; `None` when the collection names none.
pub(super) fn record_jsonld(lens: &Lens<'_>, index: RecordId, summary: Option<&str>) -> Option<Thing> {
    let record = &lens.site.content.records[index];
    let collection = lens.site.collection_of(record);
    let Some(kind) = collection.schema_org.as_deref().filter(|kind| *kind != "FAQPage") else {
        // One who answers readers is a contact of the publisher.
        let contact = collection.contact.as_ref().and_then(|field| contact(lens, index, field))?;
        return Some(Thing::Organisation(JsonOrganisation { contacts: vec![contact], ..publisher(lens) }));
    };
    let (found, title) = lens.title(record);
    let is_news = kind == "NewsArticle";
    let publisher = matches!(kind, "NewsArticle" | "Dataset" | "Article").then(|| publisher(lens));
    let (creator, publisher) = if kind == "Dataset" { (publisher, None) } else { (None, publisher) };
    let image = picture::share_picture(lens, record);
    Some(Thing::Record(Box::new(Described {
        kind: kind.to_owned(),
        headline: is_news.then(|| title.to_owned()),
        name: (!is_news).then(|| title.to_owned()),
        url: lens.absolute(&Route::Record { lang: lens.lang, record: index }),
        description: summary.map(|summary| description(lens, kind, record, summary)),
        in_language: (kind != "Place" && kind != "Event").then(|| lens.tag(found)),
        image: image.map(|image| lens.site.config.base_url.join(&image)),
        dates: dates(lens, kind, record),
        event_status: if kind == "Event" { event::called(lens, record).map(status_address) } else { None },
        location: if kind == "Event" { venue(lens, record) } else { None },
        author: publisher.clone().filter(|_| is_news),
        creator,
        publisher,
        geo: if kind == "Place" { spot(lens, index) } else { None },
        ..data_set(lens, kind, index)
    })))
}

/// The summary. Search engines take no set of data that is described in less than fifty letters, and in Chinese a whole
/// sentence has fewer: there its text goes on.
fn description(lens: &Lens<'_>, kind: &str, record: &Record, summary: &str) -> String {
    if kind != "Dataset" || summary.chars().count() >= LEAST_DESCRIPTION {
        return summary.to_owned();
    }
    let (_, text) = lens.prose(record);
    let text = body::plain(lens, &text.body.plain, &text.body, Some(record));
    let space = if summary.ends_with('。') { "" } else { " " };
    format!("{summary}{space}{}", card::excerpt(&text)).trim_end().to_owned()
}

/// What only a set of data says of itself: the time that it speaks of, its licence, its files.
fn data_set(lens: &Lens<'_>, kind: &str, index: RecordId) -> Described {
    if kind != "Dataset" {
        return Described::default();
    }
    let record = &lens.site.content.records[index];
    let period = lens.facts(record).values().find_map(|fact| match &fact.value {
        Value::Period(period) => covered(period),
        _ => None,
    });
    let files = data::files_of(lens, index).into_iter().map(|route| JsonFile {
        kind: "DataDownload",
        encoding_format: route.format().media_type(),
        content_url: lens.absolute(&Route::Data(route)),
    });
    Described {
        temporal_coverage: period.or_else(|| lens.meta(record).as_of.and_then(iso8601)),
        license: lens.site.config.licence_url.clone(),
        distribution: files.collect(),
        ..Described::default()
    }
}

/// A period as ISO 8601 writes it: quarters and halves of years by their days.
fn covered(period: &Period) -> Option<String> {
    let iso = iso_period(period);
    if !iso.contains(['Q', 'H']) {
        return Some(iso).filter(|iso| !iso.is_empty());
    }
    let written = |(year, month, day): (i16, u8, u8)| format!("{year:04}-{month:02}-{day:02}");
    let start = written(period.start()?.first_day());
    Some(format!("{start}/{}", period.end().map_or_else(|| "..".to_owned(), |end| written(end.last_day()))))
}

/// Where a record is, as far as anybody says so: the middle of what has an extent.
fn spot(lens: &Lens<'_>, index: RecordId) -> Option<JsonSpot> {
    let found = lens.whereabouts(index).filter(|found| found.basis.is_published())?;
    let written = found.shape.middle().written(found.located.decimals());
    let (latitude, longitude) = written.split_once(", ")?;
    let (latitude, longitude) = (latitude.to_owned(), longitude.to_owned());
    Some(JsonSpot { kind: "GeoCoordinates", latitude, longitude })
}

fn dates(lens: &Lens<'_>, kind: &str, record: &Record) -> Dates {
    let field = lens.site.collection_of(record).date.as_ref();
    let value = field.and_then(|field| lens.facts(record).get(field)).map(|fact| &fact.value);
    let (start, end) = match value {
        Some(Value::Date(date)) => (Some(*date), None),
        Some(Value::Period(period)) => {
            (period.start(), period.end().filter(|_| !matches!(period, Period::One(_))))
        }
        _ => (None, None),
    };
    let updated = lens.meta(record).updated.and_then(iso8601).filter(|_| kind != "Place" && kind != "Event");
    let dates = Dates { date_modified: updated, ..Dates::default() };
    let start = start.and_then(iso8601);
    match kind {
        "Event" => Dates { start_date: start, end_date: end.and_then(iso8601), ..dates },
        "NewsArticle" | "Legislation" | "Article" => Dates { date_published: start, ..dates },
        _ => dates,
    }
}

fn status_address(called: NotHeld) -> &'static str {
    match called {
        NotHeld::Off => "https://schema.org/EventCancelled",
        NotHeld::Later => "https://schema.org/EventPostponed",
    }
}

/// Where an event takes place: its first fact that is a place.
fn venue(lens: &Lens<'_>, record: &Record) -> Option<JsonNamed> {
    let place = lens.facts(record).values().find_map(|fact| match &fact.value {
        Value::Term { vocabulary, id } if vocabulary == "places" => lens.site.entry(vocabulary, &id.text),
        _ => None,
    });
    let (name, _) = lens.site.word(&place?.name, lens.lang)?;
    Some(JsonNamed { kind: "Place", name: name.to_owned() })
}

/// A list of questions whose answers stand on the page.
pub(super) fn faq_jsonld(lens: &Lens<'_>, collection: CollectionId) -> Thing {
    let order = lens.site.orders.lists[collection].get(lens.lang).map_or(&[][..], Vec::as_slice);
    let questions = order.iter().map(|index| {
        let record = &lens.site.content.records[*index];
        let (_, text) = lens.prose(record);
        let answer = body::plain(lens, &text.body.plain, &text.body, Some(record));
        Question {
            kind: "Question",
            name: text.title.clone(),
            accepted_answer: JsonAnswer { kind: "Answer", text: answer.trim().to_owned() },
        }
    });
    Thing::Questions(Questions {
        kind: "FAQPage",
        in_language: lens.tag(lens.lang),
        main_entity: questions.collect(),
    })
}

/// The dates that schema.org can hold: days, months and years.
fn iso8601(date: Date) -> Option<String> {
    match date {
        Date::Quarter { .. } | Date::Half { .. } => None,
        _ => Some(date.iso()),
    }
}
