//! What the bar of the preview says of a page.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::edition::{Found, PreviewState};
use super::events::{findings, line};
use super::query::address as written;
use super::sources::sources;
use crate::base::{Lang, SourcePath};
use crate::content::Record;
use crate::diag::UiLang;
use crate::pipeline::Build;
use crate::site::{Route, Site, Translation};

/// How a page stands in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TranslationState {
    /// Somebody answers for its text.
    Current,
    /// Of the text that it was translated from, this many parts have changed since.
    Stale(usize),
    /// It shows the text of another language.
    Fallback,
    /// There is no such page.
    Missing,
    /// Its text is not for publication.
    Draft,
    /// Its text was made by a machine and nobody has read it.
    Machine,
}

impl TranslationState {
    fn name(self) -> &'static str {
        match self {
            TranslationState::Current => "current",
            TranslationState::Stale(_) => "stale",
            TranslationState::Fallback => "fallback",
            TranslationState::Missing => "missing",
            TranslationState::Draft => "draft",
            TranslationState::Machine => "machine",
        }
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asker {
    /// The language in which the editor is spoken to.
    pub(super) lang: UiLang,
    /// Whether files can be opened for this browser.
    pub(super) can_open: bool,
    /// Whether the server can be reached from other machines.
    pub(super) lan: bool,
}

/// What the bar shows about the page at `path`, which has no leading slash.
pub(super) fn of(edition: &PreviewState, path: &str, asker: Asker) -> Value {
    let (errors, warnings) = edition.counts();
    let found = match edition.find(path) {
        Some(Found::Page(route)) => Some(route),
        _ => None,
    };
    let (languages, places) = match (&edition.build, found) {
        (Some(build), Some(route)) => (languages(build, &route), sources(&build.site, &route)),
        _ => (Vec::new(), Vec::new()),
    };
    let paths: BTreeSet<&SourcePath> = places.iter().map(|place| &place.path).collect();
    let here = |found: &crate::diag::Diagnostic| {
        found.place.as_ref().is_some_and(|place| paths.contains(&place.path))
    };
    let text = |path: &SourcePath| edition.build.as_ref()?.snapshot.get(path)?.text();
    let sources = places.iter().map(|place| {
        json!({ "path": place.path.as_str(), "line": text(&place.path).map_or(1, |text| line(place, text)) })
    });
    let day = edition.build.as_ref().map(|build| build.site.today.iso());
    json!({
        "languages": languages,
        "sources": sources.collect::<Vec<_>>(),
        "diagnostics": findings(edition, asker.lang, here),
        "errors": errors,
        "warnings": warnings,
        "view": {
            "drafts": edition.view.drafts,
            "future": edition.view.future,
            "as_of": edition.view.as_of.map(|day| day.iso()),
            "edition": day,
        },
        "can_open": asker.can_open,
        "lan": asker.lan,
    })
}

fn languages(build: &Build, route: &Route) -> Vec<Value> {
    let site = &build.site;
    let made = site.built_languages();
    let state = |lang: Lang| {
        let language = site.config.language(lang);
        // The choice of languages belongs to none: it leads to their home pages.
        let there = if *route == Route::Chooser { Route::Home(lang) } else { route.in_lang(lang) };
        let is_made = made.contains(&lang);
        let standing = if is_made { standing(build, &there, lang) } else { TranslationState::Missing };
        json!({
            "code": language.code,
            "tag": language.tag,
            "name": language.name,
            "state": standing.name(),
            "stale": if let TranslationState::Stale(parts) = standing { parts } else { 0 },
            "url": is_made.then(|| written(&address(site, there))),
            "here": route.lang() == Some(lang),
        })
    };
    site.config.langs().map(state).collect()
}

/// The address of a page, or of its list where that has fewer pages in this language.
fn address(site: &Site, route: Route) -> String {
    match route {
        Route::List { lang, collection, filter, page } if page > 1 && !site.pages.routes.contains(&route) => {
            Route::List { lang, collection, filter, page: 1 }.path(site)
        }
        route => route.path(site),
    }
}

fn standing(build: &Build, route: &Route, lang: Lang) -> TranslationState {
    let Route::Record { record, .. } = *route else { return TranslationState::Current };
    let record = &build.site.content.records[record];
    match build.site.translation(record, lang) {
        Translation::Current => TranslationState::Current,
        Translation::Stale(parts) => TranslationState::Stale(parts),
        Translation::Machine => TranslationState::Machine,
        Translation::Draft => TranslationState::Draft,
        // A draft that is not shown is a text all the same.
        Translation::Missing if has_file(build, record, lang) => TranslationState::Draft,
        Translation::Missing => TranslationState::Fallback,
    }
}

/// Whether the record's folder has a text in this language.
fn has_file(build: &Build, record: &Record, lang: Lang) -> bool {
    let name = format!("{}/{}.md", record.folder, build.site.config.language(lang).code);
    let path = SourcePath::new(&name);
    let alone = record.place.path.folder() == record.folder;
    alone && record.place.path.file_name() == "record.toml" && build.snapshot.get(&path).is_some()
}
