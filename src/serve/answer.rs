use std::sync::Arc;

use super::address::File;
use super::content_type;
use super::edition::{Found, PreviewState};
use super::inject;
use super::query::address;
use super::session::Session;
use crate::asset::image;
use crate::base::{Lang, SourcePath, SourceSpan};
use crate::pipeline::Build;
use crate::site::Route;
use crate::source::SourceFile;

/// What the site has at an address.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A page, as a build would write it.
    Page {
        /// The HTML.
        html: Arc<str>,
        /// Whether it is there, or stands for one that is not.
        found: bool,
    },
    /// A file that is no page.
    File {
        /// The bytes.
        bytes: Vec<u8>,
        /// The media type.
        content_type: &'static str,
        /// Whether other bytes would have another address.
        immutable: bool,
    },
    /// A file of the author's that is no page and stays on disk; it is read in pieces.
    Stored {
        /// The file.
        file: Box<SourceFile>,
        /// The media type.
        content_type: &'static str,
        /// Whether other bytes would have another address.
        immutable: bool,
    },
    /// What was asked for is at another address of the site now.
    Moved(String),
    /// There is nothing, and no page that says so.
    Nothing,
}

impl Session {
    /// What a state of the site has at `path`, which is decoded and has no leading slash.
    #[must_use]
    pub fn answer(&self, edition: &Arc<PreviewState>, path: &str) -> Answer {
        let Some(build) = &edition.build else { return self.stand_in(edition, path) };
        if let Some(found) = edition.find(path) {
            return self.found(edition, build, path, found);
        }
        match self.elsewhere(edition, build, path) {
            Some(other) => Answer::Moved(other),
            None => self.missing(edition, build, path),
        }
    }

    fn found(&self, edition: &Arc<PreviewState>, build: &Build, path: &str, found: Found<'_>) -> Answer {
        match found {
            Found::Page(Route::Data(data)) => {
                let route = Route::Data(data);
                match self.guarded(path, || build.bytes_of(&build.views(), &route)) {
                    Ok(Ok(bytes)) => file(bytes, path, false),
                    _ => Answer::Nothing,
                }
            }
            Found::Page(route) if !route.is_page() => match self.html(edition, path, &route) {
                Some(text) => file(text.as_bytes().to_vec(), path, false),
                None => Answer::Nothing,
            },
            Found::Page(route) => match self.html(edition, path, &route) {
                Some(html) => Answer::Page { html, found: true },
                None => self.stand_in(edition, path),
            },
            Found::Alias(route) => Answer::Moved(address(&route.href(&build.site))),
            Found::Script(script) => file(script.as_bytes().to_vec(), path, false),
            Found::Asset(asset) => file(asset.bytes.to_vec(), path, true),
            Found::File(found) => self.file(build, path, found),
        }
    }

    fn file(&self, build: &Build, path: &str, found: &File) -> Answer {
        match found {
            File::Attachment(source, place) => stored(build, (source, place), path, false),
            File::Tiles(source, place) => stored(build, (source, place), path, true),
            File::Code(code) => match self.guarded(path, || build.code(&build.views(), code)) {
                Ok(Ok(bytes)) => file(bytes, path, false),
                _ => Answer::Nothing,
            },
            File::Picture(source, probe, spec) => {
                let bytes = build.bytes(source, SourceSpan::file(source)).ok();
                let made = bytes.and_then(|bytes| {
                    self.guarded(path, || image::render(&bytes, probe, &[*spec], &self.memo)).ok()?.ok()
                });
                match made.and_then(|mut made| made.pop()) {
                    Some(picture) => file(picture.bytes, path, true),
                    None => Answer::Nothing,
                }
            }
        }
    }

    /// Where that which was once at `path`, or is nearly so written, is now.
    fn elsewhere(&self, edition: &Arc<PreviewState>, build: &Build, path: &str) -> Option<String> {
        let is_page = |path: &str| matches!(edition.find(path), Some(Found::Page(_)));
        if is_page(&format!("{path}/")) {
            return Some(address(&format!("{path}/")));
        }
        if let Some(folder) = path.strip_suffix("index.html").filter(|folder| is_page(folder)) {
            return Some(address(folder));
        }
        // The page for missing pages names addresses from the root of the place where the site will be.
        let root = build.site.config.base_url.root();
        let below = format!("/{path}");
        if root != "/"
            && let Some(path) = below.strip_prefix(root.as_str())
            && edition.find(path).is_some()
        {
            return Some(address(path));
        }
        if let Some(asset) = self.renewed(build, path) {
            return Some(asset);
        }
        self.moved(edition, path).map(|route| address(&route.href(&build.site)))
    }

    /// The address of a theme's file that a page of an earlier state still asks for.
    fn renewed(&self, build: &Build, path: &str) -> Option<String> {
        let name = path.strip_prefix("assets/")?;
        let (stem, extension) = name.rsplit_once('.')?;
        let (stem, _) = stem.rsplit_once('.')?;
        let asset = build.theme.assets.get(&format!("{stem}.{extension}"))?;
        Some(address(&asset.path))
    }

    /// The answer to a path that the site does not have: its last good page while something is to be mended, because it
    /// may be missing for that very reason, else the site's own page in the language of the path.
    fn missing(&self, edition: &Arc<PreviewState>, build: &Build, path: &str) -> Answer {
        if edition.has_errors()
            && let Some(html) = self.last_good_of(build, path)
        {
            return Answer::Page { html, found: true };
        }
        let is_file =
            path.rsplit('/').next().is_some_and(|name| name.contains('.') && !name.ends_with(".html"));
        let made = build.site.config.built_languages();
        let named = path.split('/').next().and_then(|code| build.site.config.lang(code));
        let lang = named.filter(|lang| made.contains(lang)).or(made.first().copied()).unwrap_or(Lang(0));
        let route = Route::NotFound(lang);
        match self.html(edition, &route.path(&build.site), &route) {
            Some(html) if !is_file => Answer::Page { html, found: false },
            Some(_) => Answer::Nothing,
            None => self.stand_in(edition, path),
        }
    }

    /// The last good page at a path, or an empty one that the client fills when there is something to show.
    fn stand_in(&self, _: &Arc<PreviewState>, path: &str) -> Answer {
        let html = self.last_good(path).unwrap_or_else(|| inject::BLANK.into());
        Answer::Page { html, found: true }
    }
}

fn stored(build: &Build, (source, place): (&SourcePath, &SourceSpan), path: &str, immutable: bool) -> Answer {
    let content_type = content_type::of(path);
    match build.snapshot.get(source).filter(|file| file.is_on_disk()) {
        Some(file) => Answer::Stored { file: Box::new(file.clone()), content_type, immutable },
        None => match build.bytes(source, place.clone()) {
            Ok(bytes) => Answer::File { bytes: bytes.to_vec(), content_type, immutable },
            Err(_) => Answer::Nothing,
        },
    }
}

fn file(bytes: Vec<u8>, path: &str, immutable: bool) -> Answer {
    Answer::File { bytes, content_type: content_type::of(path), immutable }
}
