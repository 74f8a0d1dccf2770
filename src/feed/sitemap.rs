use std::fmt::Write as _;

use crate::base::Lang;
use crate::base::escape;
use crate::content::RecordId;
use crate::fact::Date;
use crate::site::{MOST_ADDRESSES, MapRoute, Route, Site, TERM_PAGE};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Every page that is really written in its language, with its translations; borrowed pages are left out. Where one file
/// cannot hold them, the list of its parts.
#[must_use]
pub fn sitemap(site: &Site) -> String {
    let parts: Vec<&Route> =
        site.pages.routes.iter().filter(|route| matches!(route, Route::SitemapPart(_))).collect();
    if parts.is_empty() {
        return urls(site, 0, usize::MAX);
    }
    let mut xml = format!("{HEAD}<sitemapindex xmlns=\"{SCHEMA}\">\n");
    for part in parts {
        let address = escape(&site.config.base_url.join(&part.path(site)));
        let _ = writeln!(xml, "<sitemap><loc>{address}</loc></sitemap>");
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

/// A part of the site map, counted from 1.
#[must_use]
pub fn sitemap_part(site: &Site, part: usize) -> String {
    urls(site, (part - 1) * MOST_ADDRESSES, MOST_ADDRESSES)
}

fn urls(site: &Site, first: usize, most: usize) -> String {
    let mut xml = format!("{HEAD}<urlset xmlns=\"{SCHEMA}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    let listed = site.pages.routes.iter().filter(|route| site.is_listed(route));
    for route in listed.skip(first).take(most) {
        entry(&mut xml, site, route, &site.written_in(route));
    }
    xml.push_str("</urlset>\n");
    xml
}

/// The newest change of what a page shows; of what says nothing of that, the day of the edition.
fn newest(site: &Site, route: &Route) -> Date {
    let record = |record: &RecordId| site.content.records[*record].meta.updated;
    let of = |records: &[RecordId]| records.iter().filter_map(record).max();
    let all = || site.index.updated.iter().flatten().max().copied();
    let found = match *route {
        Route::Record { record: index, .. } => record(&index).or_else(&all),
        Route::List { lang, collection, filter: Some((filter, value)), page } => {
            let records = &site.orders.filters[collection][filter].values[value].records;
            let size = site.content.collections[collection].page_size;
            of(shown(records.get(lang).map_or(&[][..], Vec::as_slice), page, size))
        }
        Route::List { collection, .. } => site.index.updated[collection],
        Route::Term { lang, vocabulary, entry, page } => {
            let records = site.orders.terms[vocabulary][entry].get(lang);
            of(shown(records.map_or(&[][..], Vec::as_slice), page, TERM_PAGE))
        }
        Route::Map(MapRoute::Page { lang, map, .. }) => {
            of(site.maps.maps[map].members.get(lang).map_or(&[][..], Vec::as_slice))
        }
        _ => all(),
    };
    found.unwrap_or(site.today)
}

/// What stands on one page of a list, counted from 1.
fn shown(records: &[RecordId], page: usize, size: usize) -> &[RecordId] {
    let start = ((page - 1) * size).min(records.len());
    &records[start..(start + size).min(records.len())]
}

/// A date as site maps take it: a day, a month or a year.
fn w3c(date: Date) -> String {
    match date {
        Date::Quarter { .. } | Date::Half { .. } => {
            let (year, month, _) = date.first_day();
            Date::Month { year, month }.iso()
        }
        date => date.iso(),
    }
}

fn entry(xml: &mut String, site: &Site, route: &Route, written: &[Lang]) {
    let address = |route: &Route| escape(&site.config.base_url.join(&route.path(site)));
    let _ = write!(xml, "<url><loc>{}</loc>", address(route));
    let _ = write!(xml, "<lastmod>{}</lastmod>", w3c(newest(site, route)));
    let mut alternate = |tag: &str, address: &str| {
        let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\"/>");
    };
    for lang in written {
        alternate(&site.config.language(*lang).tag, &address(&route.in_lang(*lang)));
    }
    // The choice of languages and the home pages are one page for search engines.
    if *route == Route::Chooser {
        site.homes().into_iter().for_each(|lang| {
            alternate(&site.config.language(lang).tag, &address(&Route::Home(lang)));
        });
    }
    if let Some(default) = site.default_of(route, written) {
        alternate("x-default", &address(&default));
    }
    xml.push_str("</url>\n");
}

/// Everything may be read; the site map is named.
#[must_use]
pub fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.config.base_url.join("sitemap.xml"))
}

#[cfg(test)]
mod tests {
    use super::{sitemap, sitemap_part};
    use crate::config::Overrides;
    use crate::pipeline::assemble;
    use crate::site::{MOST_ADDRESSES, Route};
    use crate::source::Snapshot;

    const CONFIG: &str = "[site]\nbase_url = \"https://x.example\"\nname.vi = \"X\"\n\
        [[language]]\ncode = \"vi\"\ntag = \"vi\"\nname = \"Tiếng Việt\"\nog_locale = \"vi_VN\"\n";
    const NEWS: &str = "title.vi = \"Tin\"\npath.vi = \"tin\"\n";

    #[test]
    fn a_site_map_of_many_addresses_has_parts_that_hold_each_once() {
        let rows: String = (0..7)
            .map(|number| {
                format!("[[record]]\nid = \"n{number}\"\ntitle.vi = \"Tin {number}\"\ntext.vi = \"Bài.\"\n")
            })
            .collect();
        let files = [
            ("portolan.toml", CONFIG.as_bytes()),
            ("content/news/_collection.toml", NEWS.as_bytes()),
            ("content/news/all.toml", rows.as_bytes()),
        ];
        let read = Snapshot::from_files(files);
        let build = assemble(read.value, &Overrides::default(), read.diagnostics);
        let site = &build.site;
        let index = sitemap(site);
        let parts: Vec<usize> = site
            .pages
            .routes
            .iter()
            .filter_map(|route| match route {
                Route::SitemapPart(part) => Some(*part),
                _ => None,
            })
            .collect();
        assert!(parts.len() > 1 && index.contains("<loc>https://x.example/sitemap-2.xml</loc>"), "{index}");
        let texts: Vec<String> = parts.iter().map(|part| sitemap_part(site, *part)).collect();
        let count = |text: &String| text.matches("<url>").count();
        assert!(texts.iter().all(|text| (1..=MOST_ADDRESSES).contains(&count(text))), "{texts:?}");
        let listed = site.pages.routes.iter().filter(|route| site.is_listed(route)).count();
        assert_eq!(texts.iter().map(count).sum::<usize>(), listed);
        for number in 0..7 {
            let address = format!("<loc>https://x.example/vi/tin/n{number}/</loc>");
            assert_eq!(texts.iter().filter(|text| text.contains(&address)).count(), 1, "{address}");
        }
    }
}
