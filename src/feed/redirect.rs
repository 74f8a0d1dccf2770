use crate::base::Lang;
use crate::base::escape;
use crate::site::code::Leads;
use crate::site::{PermanentId, Route, Site};
use crate::view::root_of;

/// A small page at every former address: it leads on at once, and by a link where a browser will not.
#[must_use]
pub fn redirects(site: &Site) -> Vec<(String, String)> {
    let pages = site.pages.redirects.iter().map(|(path, route)| {
        let file = if path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
        (file, redirect(site, path, route))
    });
    pages.collect()
}

/// What is at a permanent address in one language: the way to the record's page. `None` where a page says what became of it.
#[must_use]
pub fn permanent(site: &Site, lang: Lang, at: PermanentId) -> Option<String> {
    let Leads::Record(record) = site.permanent(at).leads else { return None };
    let path = Route::Permanent { lang: Some(lang), at }.path(site);
    Some(redirect(site, &path, &Route::Record { lang, record }))
}

/// The page at `path` that leads to `route`.
fn redirect(site: &Site, path: &str, route: &Route) -> String {
    let target = escape(&format!("{}{}", root_of(path), route.href(site)));
    let canonical = escape(&site.config.base_url.join(&route.path(site)));
    // The address may break at each slash: a narrow page with a strict policy has no style that breaks it.
    let shown = canonical.replace('/', "/<wbr>");
    let lang = route.lang().map_or("", |lang| &site.config.language(lang).tag);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{canonical}</title>\
         <meta name=\"robots\" content=\"noindex\"><link rel=\"canonical\" href=\"{canonical}\">\
         <meta http-equiv=\"refresh\" content=\"0; url={target}\"></head>\
         <body><p><a href=\"{target}\">{shown}</a></p></body></html>\n"
    )
}
