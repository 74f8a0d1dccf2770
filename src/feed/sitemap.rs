use std::fmt::Write as _;

use crate::base::Lang;
use crate::site::{Route, Site};
use crate::view::escape;

/// Every page that is really written in its language, with its translations; borrowed pages are left out.
#[must_use]
pub fn sitemap(site: &Site) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for route in &site.plan.routes {
        let written = written(site, route);
        if route.lang().is_some_and(|lang| written.contains(&lang)) {
            entry(&mut xml, site, route, &written);
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

fn entry(xml: &mut String, site: &Site, route: &Route, written: &[Lang]) {
    let address = |route: &Route| escape(&site.config.base_url.join(&route.path(site)));
    let _ = write!(xml, "<url><loc>{}</loc>", address(route));
    if let Route::Record { record, .. } = route
        && let Some(updated) = site.content.records[*record].meta.updated
    {
        let _ = write!(xml, "<lastmod>{}</lastmod>", updated.iso());
    }
    for lang in written {
        let tag = &site.config.language(*lang).tag;
        let _ = write!(
            xml,
            "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>",
            address(&route.in_lang(*lang))
        );
    }
    xml.push_str("</url>\n");
}

/// The languages in which a page is really written; none for pages that search engines should not have.
#[must_use]
fn written(site: &Site, route: &Route) -> Vec<Lang> {
    let made = site.config.made();
    match route {
        Route::Record { record, .. } => {
            let record = &site.content.records[*record];
            made.into_iter().filter(|lang| site.is_translated(record, *lang)).collect()
        }
        Route::Home(_) if !site.content.home.is_empty() => {
            made.into_iter().filter(|lang| site.content.home.get(*lang).is_some()).collect()
        }
        Route::Home(_)
        | Route::List { .. }
        | Route::Terms { .. }
        | Route::Term { .. }
        | Route::SiteMap(_) => made,
        Route::Map(route) if route.is_page() => made,
        Route::Chooser | Route::NotFound(_) | Route::Feed(_) => Vec::new(),
        Route::Sitemap | Route::Robots | Route::Map(_) => Vec::new(),
        Route::Permanent { .. } | Route::Card { .. } | Route::Calendar { .. } => Vec::new(),
        Route::Sheet { .. } | Route::QrManifest => Vec::new(),
    }
}

/// Everything may be read; the site map is named.
#[must_use]
pub fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.config.base_url.join("sitemap.xml"))
}
