//! Which files a page is written in.

use crate::base::{SourcePath, SourceSpan};
use crate::site::{Route, Site};

/// Where what a page shows is written, the text first.
pub(super) fn sources(site: &Site, route: &Route) -> Vec<SourceSpan> {
    let settings = SourceSpan::file(&SourcePath::new(crate::config::FILE));
    match *route {
        Route::Record { lang, record } => {
            let record = &site.content.records[record];
            let text = site.text(record, lang).1.place.clone();
            let same = text == record.place;
            [text].into_iter().chain((!same).then(|| record.place.clone())).collect()
        }
        Route::List { lang, collection, .. }
        | Route::Table { lang, collection }
        | Route::Archive { lang, collection, .. } => {
            let intro = site.content.intros.get(collection).and_then(|intro| intro.pick(site.chain(lang)));
            let schema = SourceSpan::file(&site.content.collections[collection].path);
            intro.map(|(_, text)| text.place.clone()).into_iter().chain([schema]).collect()
        }
        Route::Home(lang) => {
            let text = site.content.home.pick(site.chain(lang)).map(|(_, text)| text.place.clone());
            text.into_iter().chain([settings]).collect()
        }
        Route::Terms { vocabulary, .. } => {
            vec![SourceSpan::file(&site.content.vocabularies[vocabulary].path)]
        }
        Route::Term { vocabulary, entry, .. } => {
            vec![site.content.vocabularies[vocabulary].entries[entry].place.clone()]
        }
        Route::Map(_) => {
            let maps = site.content.maps.as_ref().map(|maps| SourceSpan::file(&maps.path));
            maps.into_iter().chain([settings]).collect()
        }
        _ => vec![settings],
    }
}
