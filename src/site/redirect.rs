//! Former addresses, and that no two pages have one address.

use std::cell::OnceCell;
use std::collections::HashMap;

use rayon::prelude::*;
use typed_index_collections::TiVec;

use super::address::Addressed;
use super::record_path::{index_file, slug_of};
use super::{Route, RouteId, code_path, schema_place};
use crate::base::{Lang, PerLang, SourceSpan, is_portable};
use crate::content::{Name, RecordId, own_path};
use crate::diag::Diagnostic;
use crate::locale::slug;

/// Folders of the output, and of the preview, that belong to no language.
const OUR_FOLDERS: &[&str] = &["assets", "media", "files", "codes", "maps", "_portolan"];

/// Whether a folder of this name at the root is one of those.
pub(super) fn is_ours(top: &str) -> bool {
    OUR_FOLDERS.iter().any(|own| own.eq_ignore_ascii_case(top))
}

/// Former addresses: `aliases = ["/vi/cu/"]` lead to the record in the language that the address begins with.
pub(super) fn redirects(site: &Addressed, all: &mut Vec<Diagnostic>) -> Vec<(String, Route)> {
    let made = site.built_languages();
    let mut redirects = Vec::new();
    for (record, found) in site.content.records.iter_enumerated() {
        for alias in &found.meta.aliases {
            let Some(path) = alias_path(site, alias, all) else { continue };
            let code = path.split('/').next().unwrap_or_default();
            let lang = site.config.lang(code).unwrap_or(Lang(0));
            if made.contains(&lang) {
                redirects.push((path, Route::Record { lang, record }));
            }
        }
    }
    redirects
}

pub(super) fn alias_path(site: &Addressed, alias: &Name, all: &mut Vec<Diagnostic>) -> Option<String> {
    if is_alias(&alias.text) {
        return Some(alias_address(&alias.text));
    }
    let below = site.config.own_urls().into_iter().find_map(|own| below(&alias.text, own.host_and_path()));
    let near = below.or_else(|| own_path(&alias.text)).unwrap_or_else(|| format!("/{}", alias.text.trim()));
    let near = Some(near).filter(|near| is_alias(near)).map(|near| format!("\"{near}\""));
    let wrong = Diagnostic::error("alias-form", alias.place.clone()).with("alias", shortened(&alias.text));
    all.push(wrong.near_or(near.as_deref(), why_none(&alias.text)));
    None
}

/// So much of an address as is enough to know it by.
fn shortened(address: &str) -> String {
    const ENOUGH: usize = 80;
    match address.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &address[..end]),
        None => address.to_owned(),
    }
}

/// The help for a path from the first slash that is none for all that.
fn why_none(alias: &str) -> &'static str {
    let longest = alias.split('/').map(str::len).max().unwrap_or_default();
    match alias {
        _ if !alias.starts_with('/') => "form",
        _ if alias.contains(['?', '#', '&']) => "query",
        _ if alias.contains(char::is_whitespace) => "space",
        _ if longest > LONG_PATH => "long",
        _ => "name",
    }
}

/// The path below an address without its scheme, whichever of the usual forms was copied.
fn below(address: &str, own: &str) -> Option<String> {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let path = bare(rest).strip_prefix(&bare(own))?.to_owned();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.starts_with('/').then(|| path.to_owned())
}

/// Whether this can be a former address.
fn is_alias(alias: &str) -> bool {
    let path = alias.trim_start_matches('/');
    let strange = |c: char| c.is_whitespace() || c.is_control() || "\\:*?\"<>|#%&".contains(c);
    let parts = path.strip_suffix('/').unwrap_or(path).split('/');
    // Names that begin with a dot are the manifest's and the server's.
    let hostile = parts.into_iter().any(|part| !is_portable(part) || part.starts_with('.'));
    let ours = path.split('/').next().is_some_and(is_ours);
    !hostile && !ours && !path.contains(strange) && alias.starts_with('/')
}

/// The address that an alias means: without its first slash, and with a last one unless it names a file.
fn alias_address(alias: &str) -> String {
    let path = alias.trim_start_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    if path.ends_with('/') || last.contains('.') { path.to_owned() } else { format!("{path}/") }
}

/// Every route by its address. Two pages cannot have one address; letter case does not tell them apart on an editor's disk.
pub(super) fn by_path(
    site: &Addressed,
    routes: &TiVec<RouteId, Route>,
    redirects: &[(String, Route)],
    all: &mut Vec<Diagnostic>,
) -> HashMap<String, RouteId> {
    let paths: Vec<String> = routes.raw.par_iter().map(|route| route.path(site)).collect();
    let places = AliasPlaces::default();
    let mut seen: HashMap<String, (&String, &Route)> = HashMap::with_capacity(paths.len());
    let pages = paths.iter().zip(routes);
    let aliases = redirects.iter().map(|(path, route)| (path, route));
    for (path, route) in pages.chain(aliases) {
        let place = || places.of(site, path, route);
        let parts = path.strip_suffix('/').unwrap_or(path).split('/').filter(|_| !path.is_empty());
        if let Some(segment) =
            parts.into_iter().find(|part| !is_written(site, route, part) && !is_segment(part))
        {
            all.push(wrong_segment(segment, place()));
            continue;
        }
        all.extend(too_long(path, place));
        // `/vi/` and an alias `/vi/index.html` are two addresses of one file.
        let key = index_file(path).to_lowercase();
        match seen.get(&key) {
            Some((first_path, first)) => {
                let twice = Diagnostic::error("address-twice", place()).with("path", format!("/{path}"));
                all.push(twice.other(places.of(site, first_path, first)).help("slug"));
            }
            None => {
                seen.insert(key, (path, route));
            }
        }
    }
    let is_file = |path: &str| seen.get(path).map(|(path, route)| (path.as_str(), *route));
    for (path, route) in redirects {
        let place = |path: &str, route: &Route| places.of(site, path, route);
        all.extend(below_file(path, route, is_file, place));
    }
    check_segments(site, all);
    let mut by_path = HashMap::with_capacity(paths.len());
    for (index, path) in routes.keys().zip(paths) {
        by_path.entry(path).or_insert(index);
    }
    by_path
}

/// A path that Windows opens nowhere, however short that of the folder is which the site is copied to.
const LONG_PATH: usize = 240;

/// A path that no system opens.
const LONGEST_PATH: usize = 1000;

/// Reports an address that is too long for a disk, or for some.
fn too_long(path: &str, place: impl Fn() -> SourceSpan) -> Option<Diagnostic> {
    let file = if path.len() > LONG_PATH { index_file(path) } else { return None };
    let letters = file.encode_utf16().count();
    let found = match file.len() {
        bytes if bytes > LONGEST_PATH => Diagnostic::error("path-long", place()),
        _ if letters > LONG_PATH => Diagnostic::warning("path-long", place()),
        _ => return None,
    };
    Some(found.with("length", letters).with("most", LONG_PATH).help("shorten"))
}

/// Reports an alias that lies below a file, which no disk can hold. Only files have a point in their names.
fn below_file<'a>(
    path: &str,
    route: &Route,
    is_file: impl Fn(&str) -> Option<(&'a str, &'a Route)>,
    place: impl Fn(&str, &Route) -> SourceSpan,
) -> Option<Diagnostic> {
    let key = index_file(path).to_lowercase();
    let folders = key.match_indices('/').map(|(at, _)| &key[..at]).filter(|folder| folder.contains('.'));
    let (file, other) = folders.into_iter().find_map(is_file)?;
    let below = Diagnostic::error("address-below", place(path, route)).with("path", format!("/{path}"));
    Some(below.with("file", format!("/{file}")).other(place(file, other)).help("other"))
}

/// Whether a part of an address can be a file or folder on every system, and is none that Portolan keeps for itself.
fn is_segment(part: &str) -> bool {
    is_portable(part)
        && !part.starts_with('.')
        && !part.contains(|c: char| c.is_whitespace() || "#%&".contains(c))
}

/// Whether the author wrote this part of an address as it is: it was looked at where it is written.
fn is_written(site: &Addressed, route: &Route, part: &str) -> bool {
    let written = |segments: &PerLang<String>| segments.iter().any(|(_, segment)| segment == part);
    match *route {
        Route::Record { .. } => true,
        Route::List { collection, .. }
        | Route::Table { collection, .. }
        | Route::Archive { collection, .. } => written(&site.content.collections[collection].segment),
        Route::Terms { vocabulary, .. } => written(&site.content.vocabularies[vocabulary].segment),
        Route::Term { vocabulary, entry, .. } => {
            let words = &site.content.vocabularies[vocabulary];
            written(&words.segment) || words.entries[entry].id == part
        }
        Route::Map(_) => site.content.maps.as_ref().is_some_and(|maps| written(&maps.segment)),
        _ => false,
    }
}

fn wrong_segment(segment: &str, place: SourceSpan) -> Diagnostic {
    let near = slug(segment);
    let near = Some(near.as_str()).filter(|near| is_segment(near));
    Diagnostic::error("segment", place).with("segment", segment).near_or(near, "other")
}

/// Slugs must do as a part of an address.
fn check_segments(site: &Addressed, all: &mut Vec<Diagnostic>) {
    for record in &site.content.records {
        for (lang, shared) in record.meta.slug.iter() {
            let Some(own) = record.texts.get(lang).and_then(|text| text.slug.as_ref()) else { continue };
            let twice = Diagnostic::error("slug-twice", shared.place.clone()).with("slug", &shared.text);
            let twice = twice.with("other", &own.text).other(own.place.clone());
            all.push(twice.help("one"));
        }
        let own = record.texts.iter().filter_map(|(_, text)| text.slug.as_ref());
        let shared = record.meta.slug.iter().map(|(_, slug)| slug);
        for Name { text, place } in own.chain(shared) {
            if slug(text) != *text || !is_segment(text) {
                all.push(wrong_segment(text, place.clone()));
            }
        }
    }
}

/// Where former addresses are written, by record and address. Made when the first is asked for, which is when something is
/// wrong: a record may have thousands of them, and every one may be wrong.
#[derive(Default)]
struct AliasPlaces<'s>(OnceCell<HashMap<(RecordId, String), &'s Name>>);

impl<'s> AliasPlaces<'s> {
    /// What says that a route has this address.
    fn of(&self, site: &'s Addressed, path: &str, route: &Route) -> SourceSpan {
        place_of(site, route, |record| {
            let written = self.0.get_or_init(|| written(site));
            written.get(&(record, path.to_owned())).copied()
        })
    }
}

/// Every former address where it is written first.
fn written(site: &Addressed) -> HashMap<(RecordId, String), &Name> {
    let mut written = HashMap::new();
    for (at, record) in site.content.records.iter_enumerated() {
        for alias in &record.meta.aliases {
            written.entry((at, alias_address(&alias.text))).or_insert(alias);
        }
    }
    written
}

fn place_of<'s>(
    site: &'s Addressed,
    route: &Route,
    alias: impl Fn(RecordId) -> Option<&'s Name>,
) -> SourceSpan {
    match *route {
        Route::Record { lang, record } => {
            let (at, record) = (record, &site.content.records[record]);
            alias(at).or_else(|| slug_of(record, lang)).map_or(&record.place, |name| &name.place).clone()
        }
        Route::Permanent { at, .. } => code_path::place(site, at),
        Route::List { collection, .. }
        | Route::Table { collection, .. }
        | Route::Archive { collection, .. } => schema_place(&site.content.collections[collection]),
        Route::Terms { vocabulary, .. } => SourceSpan::file(&site.content.vocabularies[vocabulary].path),
        Route::Term { vocabulary, entry, .. } => {
            site.content.vocabularies[vocabulary].entries[entry].place.clone()
        }
        Route::Map(_) if let Some(maps) = &site.content.maps => SourceSpan::file(&maps.path),
        _ => SourceSpan::file(&crate::base::SourcePath::new(crate::config::FILE)),
    }
}
