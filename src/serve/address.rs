use std::collections::{BTreeMap, HashMap};

use crate::asset::image::{Probe, VariantSpec};
use crate::base::{Place, SourcePath};
use crate::pipeline::Build;
use crate::site::{Route, Site};
use crate::view::attachment;

/// The pages of a site by address, as [`Route::path`] writes it. Of two pages with one address, which is an error, the
/// first counts.
pub(super) type Pages = HashMap<String, Route>;

/// The addresses of all pages.
pub(super) fn pages(site: &Site) -> Pages {
    let mut pages = HashMap::with_capacity(site.plan.routes.len());
    for route in &site.plan.routes {
        pages.entry(route.path(site)).or_insert_with(|| route.clone());
    }
    pages
}

/// Whether `route`, which another state of the site had, is there and has this address. Only for the pages that an
/// editor has before him, nearly always those of records; of others it says no.
pub(super) fn is_at(site: &Site, route: &Route, path: &str) -> bool {
    let Route::Record { lang, record } = *route else { return false };
    let there = lang.index() < site.config.languages.len()
        && site.config.made().contains(&lang)
        && site.content.records.get(record).is_some_and(|record| site.collection_of(record).pages);
    there && route.path(site) == path
}

/// A file that is no page.
#[derive(Clone, Debug)]
pub(super) enum File {
    /// One that a text or fact links to, and the place that does.
    Attachment(SourcePath, Place),
    /// A picture in one of its sizes.
    Picture(SourcePath, Box<Probe>, VariantSpec),
}

/// The pictures and attachments of a site by address.
pub(super) fn files(build: &Build) -> BTreeMap<String, File> {
    let attachments = build.attachments().into_iter();
    let mut files: BTreeMap<String, File> =
        attachments.map(|(path, place)| (attachment(&path), File::Attachment(path, place))).collect();
    for (path, probe, variants) in build.media.files() {
        for (spec, name) in variants {
            files.insert(name, File::Picture(path.clone(), Box::new(probe.clone()), spec));
        }
    }
    files
}
