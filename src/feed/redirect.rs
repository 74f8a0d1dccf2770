use crate::site::Site;
use crate::view::{escape, root_of};

/// A small page at every former address: it leads on at once, and by a link where a browser will not.
#[must_use]
pub fn redirects(site: &Site) -> Vec<(String, String)> {
    let pages = site.plan.redirects.iter().map(|(path, route)| {
        let target = format!("{}{}", root_of(path), route.href(site));
        let canonical = escape(&site.config.base_url.join(&route.path(site)));
        let lang = route.lang().map_or("", |lang| &site.config.language(lang).tag);
        let target = escape(&target);
        let html = format!(
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{canonical}</title>\
             <meta name=\"robots\" content=\"noindex\"><link rel=\"canonical\" href=\"{canonical}\">\
             <meta http-equiv=\"refresh\" content=\"0; url={target}\"></head>\
             <body><p><a href=\"{target}\">{canonical}</a></p></body></html>\n"
        );
        let file = if path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
        (file, html)
    });
    pages.collect()
}
