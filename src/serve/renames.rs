//! Where pages were earlier in a session, and which records have got another id since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Digest, Lang, SourcePath, fingerprint};
use crate::content::VocabularyId;
use crate::pipeline::Build;
use crate::site::{FeedFormat, FeedRoute, FilterKey, Route, Site};

/// How many former addresses are remembered; more come together only when whole branches are switched.
const MOST: usize = 20_000;

/// Where pages were earlier in this session, so that a tab that shows one can follow.
#[derive(Default)]
pub(super) struct Moved {
    /// The last state looked at.
    last: Option<(u64, Arc<Build>)>,
    gone: BTreeMap<String, Identity>,
    renamed: Renamed,
}

/// Records that got another id.
#[derive(Default)]
pub(super) struct Renamed {
    names: BTreeMap<String, String>,
    /// What records that are gone consisted of, with their ids.
    lost: BTreeMap<Digest, String>,
}

impl Moved {
    /// Takes note of what is no more where it was; states that are older than the last one tell nothing.
    pub(super) fn settle(&mut self, number: u64, build: &Arc<Build>) {
        if self.last.as_ref().is_some_and(|(last, _)| *last >= number) {
            return;
        }
        // With the same pages everything is where it was.
        if let Some((_, before)) = self.last.take()
            && !Arc::ptr_eq(&before.site.pages, &build.site.pages)
        {
            self.compare(&before, build);
        }
        self.last = Some((number, build.clone()));
    }

    fn compare(&mut self, before: &Build, after: &Build) {
        let (old, new) = (&before.site.pages, &after.site.pages.by_path);
        let left = old.by_path.iter().filter(|(path, _)| !new.contains_key(*path));
        let known = left.filter_map(|(path, route)| {
            Some((path.clone(), Identity::of(&before.site, &old.routes[*route])?))
        });
        self.gone.extend(known);
        self.gone.retain(|path, _| !new.contains_key(path));
        while self.gone.len() > MOST {
            self.gone.pop_first();
        }
        self.renamed.compare(before, after);
    }

    /// The page that was once at `path`.
    pub(super) fn find(&self, build: &Build, path: &str) -> Option<Route> {
        self.gone.get(path)?.route(&build.site, &self.renamed)
    }
}

impl Renamed {
    /// The id that a record has now.
    pub(super) fn now(&self, id: &str) -> Option<&str> {
        let mut now = self.names.get(id)?;
        // A name taken back and forth would lead round in circles.
        for _ in 0..16 {
            match self.names.get(now) {
                Some(next) => now = next,
                None => break,
            }
        }
        Some(now)
    }

    fn compare(&mut self, before: &Build, after: &Build) {
        let ids = |build: &Build| -> BTreeSet<String> {
            build.site.ids().map(str::to_owned).chain(build.site.withheld.keys().cloned()).collect()
        };
        let (old, new) = (ids(before), ids(after));
        let gone: Vec<&String> = old.difference(&new).collect();
        let come: Vec<&String> = new.difference(&old).collect();
        for id in &gone {
            self.lost.extend(content(before, id).map(|digest| (digest, (*id).clone())));
        }
        for id in &come {
            let was = content(after, id).and_then(|digest| self.lost.get(&digest).cloned());
            // The record of a table whose id alone was changed is the one that is gone.
            let was = was.or_else(|| match (&gone[..], &come[..]) {
                ([old], [new]) if is_row(before, old) && file(before, old) == file(after, new) => {
                    Some((*old).clone())
                }
                _ => None,
            });
            self.names.remove(*id);
            if let Some(was) = was {
                self.names.insert(was, (*id).clone());
            }
        }
        while self.lost.len() > MOST {
            self.lost.pop_first();
        }
    }
}

/// The file that a record is defined in.
fn file<'b>(build: &'b Build, id: &str) -> Option<&'b SourcePath> {
    Some(&build.site.record(id)?.1.place.path)
}

/// Whether a record has no folder of its own.
fn is_row(build: &Build, id: &str) -> bool {
    file(build, id).is_some_and(|path| path.file_name() != "record.toml" && path.extension() == "toml")
}

/// The fingerprint of the files that a record with a folder is written in, which a renamed folder keeps.
fn content(build: &Build, id: &str) -> Option<Digest> {
    let (_, record) = build.site.record(id).filter(|_| !is_row(build, id))?;
    let texts = record.texts.iter().map(|(_, text)| &text.place.path);
    let files: BTreeSet<&SourcePath> = [&record.place.path].into_iter().chain(texts).collect();
    let digest = |path: &SourcePath| build.snapshot.get(path).map(|file| file.digest);
    let files: Vec<_> = files.into_iter().map(|path| (path.file_name(), digest(path))).collect();
    Some(fingerprint(&files))
}

/// What a page is about, in words that outlive the site that it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The code of the language.
    code: String,
    subject: PageSubject,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum PageSubject {
    Home,
    SiteMap,
    Search,
    Feed(FeedFormat),
    Record(String),
    List { collection: String, filter: Option<(String, FilterKey)>, page: usize },
    Table(String),
    Terms(String),
    Term { vocabulary: String, entry: String, page: usize },
}

impl Identity {
    /// What the page behind `route` is about; `None` for pages that cannot move.
    pub(super) fn of(site: &Site, route: &Route) -> Option<Identity> {
        let code = site.config.language(route.lang()?).code.clone();
        let words = |at: VocabularyId| site.content.vocabularies.get_index(at).map(|(name, _)| name.clone());
        let subject = match *route {
            Route::Chooser
            | Route::NotFound(_)
            | Route::Sitemap
            | Route::SitemapPart(_)
            | Route::Robots
            | Route::Map(_)
            | Route::Data(_)
            | Route::Twin(_) => {
                return None;
            }
            // Permanent addresses do not move, and what is at the others is found by them.
            Route::Permanent { .. } | Route::Card { .. } | Route::Calendar { .. } => return None,
            Route::Sheet { .. } | Route::QrManifest => {
                return None;
            }
            Route::Home(_) => PageSubject::Home,
            Route::SiteMap(_) => PageSubject::SiteMap,
            Route::Search(_) => PageSubject::Search,
            Route::Feed(FeedRoute { of: None, format, .. }) => PageSubject::Feed(format),
            Route::Feed(_) | Route::Events(_) | Route::Faq(_) | Route::Llms => return None,
            Route::Record { record, .. } => PageSubject::Record(site.content.records.get(record)?.id.clone()),
            Route::List { collection, filter, page, .. } => {
                let (name, declared) = site.content.collections.get_index(collection)?;
                let filter = match filter {
                    Some((filter, value)) => {
                        let filter = site.orders.filters[collection].get(filter)?;
                        let (field, _) = declared.fields.get_index(filter.field)?;
                        Some((field.clone(), filter.values.get(value)?.key.clone()))
                    }
                    None => None,
                };
                PageSubject::List { collection: name.clone(), filter, page }
            }
            // A year stays what it is; another address of the list moves it, and the list is at hand.
            Route::Archive { .. } | Route::Issues(_) | Route::Issue { .. } | Route::Letter { .. } => {
                return None;
            }
            Route::Table { collection, .. } => {
                PageSubject::Table(site.content.collections.get_index(collection)?.0.clone())
            }
            Route::Terms { vocabulary, .. } => PageSubject::Terms(words(vocabulary)?),
            Route::Term { vocabulary, entry, page, .. } => {
                let (name, found) = site.content.vocabularies.get_index(vocabulary)?;
                let (entry, _) = found.entries.get_index(entry)?;
                PageSubject::Term { vocabulary: name.clone(), entry: entry.clone(), page }
            }
        };
        Some(Identity { code, subject })
    }

    /// The page about the same in another state of the site.
    pub(super) fn route(&self, site: &Site, renamed: &Renamed) -> Option<Route> {
        let lang =
            site.config.lang(&self.code).filter(|lang| site.config.built_languages().contains(lang))?;
        let route = match &self.subject {
            PageSubject::Home => Route::Home(lang),
            PageSubject::SiteMap => Route::SiteMap(lang),
            PageSubject::Search => Route::Search(lang),
            PageSubject::Feed(format) => Route::Feed(FeedRoute { lang, of: None, format: *format }),
            PageSubject::Record(id) => {
                let (record, found) = site.record(id).or_else(|| site.record(renamed.now(id)?))?;
                // One without a page stands on its list.
                let list = Route::List { lang, collection: found.collection, filter: None, page: 1 };
                if site.collection_of(found).pages { Route::Record { lang, record } } else { list }
            }
            PageSubject::List { collection, filter, page } => {
                list(site, lang, collection, (filter.as_ref(), *page))?
            }
            PageSubject::Table(name) => {
                Route::Table { lang, collection: site.content.collections.get_index_of(name)? }
            }
            PageSubject::Terms(name) => {
                Route::Terms { lang, vocabulary: site.content.vocabularies.get_index_of(name)? }
            }
            PageSubject::Term { vocabulary, entry, page } => {
                let (vocabulary, _, words) = site.content.vocabularies.get_full(vocabulary)?;
                let entry = words.entries.get_index_of(entry)?;
                let first = Route::Term { lang, vocabulary, entry, page: 1 };
                let same = Route::Term { lang, vocabulary, entry, page: *page };
                if site.pages.routes.contains(&same) { same } else { first }
            }
        };
        site.pages.routes.contains(&route).then_some(route)
    }
}

/// The same page of the same list, or its first page, or that of the whole list.
fn list(
    site: &Site,
    lang: Lang,
    name: &str,
    (filter, page): (Option<&(String, FilterKey)>, usize),
) -> Option<Route> {
    let (collection, _, declared) = site.content.collections.get_full(name)?;
    let position = filter.and_then(|(field, key)| {
        let field = declared.fields.get_index_of(field)?;
        let filters = &site.orders.filters[collection];
        let filter = filters.position(|filter| filter.field == field)?;
        Some((filter, filters[filter].values.position(|value| value.key == *key)?))
    });
    let of = |filter, page| Route::List { lang, collection, filter, page };
    let wishes = [of(position, page), of(position, 1), of(None, 1)];
    wishes.into_iter().find(|route| site.pages.routes.contains(route))
}
