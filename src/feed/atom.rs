use crate::base::Lang;
use crate::base::escape;
use crate::content::{Record, Value};
use crate::fact::Date;
use crate::site::{Route, Site};
use crate::view::{Brief, Views};

/// The newest records of a feed.
const NEWEST: usize = 20;

/// The feed of a language in Atom 1.0: the newest dated records that are written in it.
#[must_use]
pub fn feed(site: &Site, views: &Views<'_>, lang: Lang) -> String {
    let language = site.config.language(lang);
    let name = site.word(&site.config.name, lang).map_or("", |(name, _)| name);
    let home = escape(&site.config.base_url.join(&Route::Home(lang).path(site)));
    let own = escape(&site.config.base_url.join(&Route::Feed(lang).path(site)));
    let entries = newest(site, lang);
    let changed = entries.iter().map(|(date, record)| moment(record.meta.updated.unwrap_or(*date))).max();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{home}</id><title>{}</title><updated>{}</updated>\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/><link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\
         <author><name>{}</name></author>\n",
        language.tag,
        escape(name),
        changed.unwrap_or_else(|| moment(site.today)),
        escape(name),
    );
    for (date, record) in entries {
        let index = site.index.by_id[&record.id];
        let route = Route::Record { lang, record: index };
        xml.push_str(&entry(site, &route, (date, record), &views.brief(lang, index)));
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(site: &Site, route: &Route, (date, record): (Date, &Record), brief: &Brief) -> String {
    let absolute = |route: &Route| escape(&site.config.base_url.join(&route.path(site)));
    let address = absolute(route);
    // Programs know an item by its id; the address changes with a slug, what stands on paper does not.
    let permanent = site.permanent_of(site.index.by_id[&record.id], route.lang());
    let id = permanent.map_or_else(|| address.clone(), |permanent| absolute(&permanent));
    format!(
        "<entry><id>{id}</id><title>{}</title><link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\
         <published>{}</published><updated>{}</updated><summary>{}</summary></entry>\n",
        escape(&brief.title),
        moment(date),
        moment(record.meta.updated.unwrap_or(date)),
        escape(brief.summary.as_deref().unwrap_or_default()),
    )
}

/// Records of collections with a feed, written in this language and dated, newest first.
fn newest(site: &Site, lang: Lang) -> Vec<(Date, &Record)> {
    let mut dated: Vec<(Date, &Record)> = site
        .content
        .records
        .iter()
        .filter(|record| site.collection_of(record).feed && site.is_translated(record, lang))
        .filter_map(|record| Some((date(site, record)?, record)))
        .collect();
    dated.sort_by(|(a, a_record), (b, b_record)| b.cmp(a).then_with(|| a_record.id.cmp(&b_record.id)));
    dated.truncate(NEWEST);
    dated
}

fn date(site: &Site, record: &Record) -> Option<Date> {
    let field = site.collection_of(record).date.as_ref()?;
    match &record.facts.get(field)?.value {
        Value::Date(date) => Some(*date),
        Value::Period(period) => period.start(),
        _ => None,
    }
}

/// The beginning of a date as RFC 3339.
fn moment(date: Date) -> String {
    let (year, month, day) = date.first_day();
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}
