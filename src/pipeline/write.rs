use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Build, Stage, StageClock};
use crate::asset::image;
use crate::base::{Digest, SourcePath, SourceSpan, fingerprint, fingerprint_bytes};
use crate::content::Value;
use crate::diag::{Diagnostic, sort};
use crate::feed;
use crate::markdown::{Component, Target};
use crate::memo::Memo;
use crate::output::{Error, Output, Provenance, Tally};
use crate::site::{Own, Route};
use crate::view::{Views, attachment};

/// Why a site was not written whole.
#[derive(Debug)]
pub enum Failure {
    /// The author has to mend something.
    Content(Vec<Diagnostic>),
    /// The world is in the way.
    Environment(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Environment(error)
    }
}

/// How far a run is: pages made, of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// The writing of a site into a folder.
pub struct Job<'a> {
    /// The folder that is to hold the site.
    pub folder: &'a Path,
    /// Where it is remembered what the folder's files were made from. Without it they are compared by their bytes.
    pub cache: Option<&'a Path>,
    /// The fingerprint of all that the site is made from ([`super::input`]), when the build reported nothing.
    pub input: Option<Digest>,
    /// Pictures made before.
    pub memo: &'a Memo,
    /// Is told how far the run is.
    pub progress: Progress<'a>,
    /// Is told how long it takes.
    pub stages: &'a StageClock,
}

impl Build {
    /// Writes the site into `folder`. Pictures are remembered in `memo`.
    ///
    /// # Errors
    /// When a picture or template turns out to be wrong, or the folder cannot be written. What was there before stays whole.
    pub fn write(&self, folder: &Path, memo: &Memo, progress: Progress<'_>) -> Result<Tally, Failure> {
        let stages = &StageClock::default();
        self.write_as(&Job { folder, cache: None, input: None, memo, progress, stages })
    }

    /// Writes the site as `job` wants it.
    ///
    /// # Errors
    /// See [`Build::write`].
    pub fn write_as(&self, job: &Job<'_>) -> Result<Tally, Failure> {
        let inputs = job.cache.map(|_| job.stages.of(Stage::Finish, || self.inputs())).unwrap_or_default();
        let output = Output::open(job.folder, job.cache, inputs)?;
        let mut problems = job.stages.of(Stage::Files, || self.write_files(&output, job.memo))?;
        if problems.is_empty() {
            // Pages wait for the disk much of the time. What finds them is made meanwhile, and written when they are there.
            let (pages, ()) = rayon::join(
                || self.write_pages(&output, job),
                || job.stages.of(Stage::Search, || self.make_search(&output)),
            );
            problems = pages?;
        }
        if problems.is_empty() {
            job.stages.of(Stage::Search, || self.write_search(&output))?;
            return Ok(job.stages.of(Stage::Finish, || output.finish(job.input))?);
        }
        output.abandon()?;
        sort(&mut problems);
        Err(Failure::Content(problems))
    }

    /// Assets, pictures and attachments: whatever pages need must be there before them.
    fn write_files(&self, output: &Output, memo: &Memo) -> Result<Vec<Diagnostic>, Error> {
        for asset in self.theme.assets.values() {
            output.put(&asset.path, &asset.bytes)?;
        }
        let mut problems = Vec::new();
        for (file, place) in self.attachments() {
            problems.extend(self.write_attachment(output, &file, place)?);
        }
        self.write_tiles(output)?;
        let pictures: Vec<_> = self.media.files().collect();
        let results: Vec<Result<Option<Diagnostic>, Error>> = pictures
            .par_iter()
            .map(|(path, probe, files)| self.write_picture(output, memo, (path, probe, files)))
            .collect();
        for result in results {
            problems.extend(result?);
        }
        problems.extend(self.write_codes(output, memo)?);
        Ok(problems)
    }

    fn write_attachment(
        &self,
        output: &Output,
        file: &SourcePath,
        place: SourceSpan,
    ) -> Result<Option<Diagnostic>, Error> {
        let address = attachment(file);
        // A text is published as it was normalised, which its own bytes decide.
        let key = self.snapshot.get(file).map(|found| fingerprint(&("attachment", found.digest)));
        if key.is_some_and(|key| output.stands(&address, key)) {
            return Ok(None);
        }
        match self.bytes(file, place) {
            Ok(bytes) => output.put_as(&address, key.unwrap_or_else(|| fingerprint_bytes(&bytes)), &bytes)?,
            Err(problem) => return Ok(Some(*problem)),
        }
        Ok(None)
    }

    /// The tiles that maps lie on, which may be larger than memory.
    fn write_tiles(&self, output: &Output) -> Result<(), Error> {
        let Some(tiles) = self.site.tiles() else { return Ok(()) };
        let file = self.snapshot.get(&tiles.path).expect("the site names only files of this snapshot");
        output.put_copy(&tiles.address(), (file.digest, file.len), |to| file.copy_to(to))
    }

    /// The bytes of a file of the content.
    ///
    /// # Errors
    /// A finding at `place` when it has gone or changed since it was read.
    pub fn bytes(&self, file: &SourcePath, place: SourceSpan) -> Result<Arc<[u8]>, Box<Diagnostic>> {
        let found = self.snapshot.get(file).expect("the site names only files of this snapshot");
        found.bytes().map_err(|error| {
            Box::new(Diagnostic::error("unreadable", place).with("path", file).with("problem", error))
        })
    }

    fn write_picture(
        &self,
        output: &Output,
        memo: &Memo,
        (path, probe, files): (&SourcePath, &image::Probe, &[(image::VariantSpec, String)]),
    ) -> Result<Option<Diagnostic>, Error> {
        let place = SourceSpan::file(path);
        let digest =
            self.snapshot.get(path).map(|file| file.digest).expect("pictures are files of this snapshot");
        files.iter().for_each(|(spec, _)| memo.keep(spec.key(digest)));
        let missing = files.iter().filter(|(spec, name)| !output.stands(name, spec.key(digest)));
        let missing: Vec<&(image::VariantSpec, String)> = missing.collect();
        if missing.is_empty() {
            return Ok(None);
        }
        let bytes = match self.bytes(path, place.clone()) {
            Ok(bytes) => bytes,
            Err(problem) => return Ok(Some(*problem)),
        };
        let specs: Vec<image::VariantSpec> = missing.iter().map(|(spec, _)| *spec).collect();
        match image::render(&bytes, probe, &specs, memo) {
            Ok(variants) => {
                for (variant, (spec, name)) in variants.iter().zip(missing) {
                    output.put_as(name, spec.key(digest), &variant.bytes)?;
                }
                Ok(None)
            }
            Err(problem) => Ok(Some(problem.diagnostic(place))),
        }
    }

    /// Files that texts or facts link to, each with the place of the first that does.
    #[must_use]
    pub fn attachments(&self) -> BTreeMap<SourcePath, SourceSpan> {
        let mut files = BTreeMap::new();
        let mut add = |folder: &str, path: &str, place: SourceSpan| {
            if let Some(file) = self.site.file(folder, path) {
                files.entry(file).or_insert(place);
            }
        };
        let content = &self.site.content;
        for record in &content.records {
            for fact in record.facts.values() {
                fact.value.walk(&mut |value| match value {
                    Value::File { path, .. } => add(&record.folder, &path.text, path.place.clone()),
                    Value::Url(url) => {
                        let own = self.site.below(&url.text).and_then(|below| self.site.own(below));
                        if let Some(Own::File(file)) = own {
                            add("", file.as_str(), url.place.clone());
                        }
                    }
                    _ => {}
                });
            }
        }
        let records = content.records.iter().map(|record| &record.texts);
        let texts = records.chain(&content.intros).chain([&content.home]).flat_map(|texts| texts.iter());
        for (_, text) in texts {
            let path = &text.place.path;
            for body in text.bodies() {
                for link in &body.links {
                    let place = || SourceSpan::new(path, link.span.clone());
                    match &link.target {
                        Target::Path(target) => {
                            let (file, _) = self.site.file_and_part(path.folder(), target);
                            add(path.folder(), file, place());
                        }
                        Target::Own(address) => {
                            if let Some(Own::File(file)) = self.site.own(address) {
                                add("", file.as_str(), place());
                            }
                        }
                        _ => {}
                    }
                }
                for part in &body.components {
                    if let Component::Video { path: film, .. } = &part.component {
                        add(path.folder(), film, SourceSpan::new(path, part.span.clone()));
                    }
                }
            }
        }
        files
    }

    fn write_pages(&self, output: &Output, job: &Job<'_>) -> Result<Vec<Diagnostic>, Error> {
        let views = self.views();
        let done = AtomicUsize::new(0);
        let routes = &self.site.pages.routes;
        let results: Vec<Result<Option<Diagnostic>, Error>> = routes
            .raw
            .par_iter()
            // It was written with the codes that it lists, data by the table, and a twin with its page.
            .filter(|route| !matches!(route, Route::QrManifest | Route::Data(_) | Route::Twin(_)))
            .map(|route| {
                let outcome = self.write_page(output, &views, route, job.stages);
                (job.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, routes.len());
                outcome
            })
            .collect();
        self.write_data(output, &views, job)?;
        for (path, html) in feed::redirects(&self.site) {
            output.put(&path, html.as_bytes())?;
        }
        let problems: Result<Vec<Option<Diagnostic>>, Error> = results.into_iter().collect();
        Ok(problems?.into_iter().flatten().collect())
    }

    /// Writes what is behind a route, unless it stands there already, made from the same view.
    fn write_page(
        &self,
        output: &Output,
        views: &Views<'_>,
        route: &Route,
        stages: &StageClock,
    ) -> Result<Option<Diagnostic>, Error> {
        let path = route.file(&self.site);
        let twin = self.site.twin(route).map(|twin| twin.file(&self.site));
        let all_stand =
            || [Some(&path), twin.as_ref()].into_iter().flatten().all(|path| output.stands_as_it_was(path));
        if stages.of(Stage::Write, all_stand) {
            return Ok(None);
        }
        let view = stages.of(Stage::Views, || {
            let (view, reads) = views.with_reads(route)?;
            let takes = Some(self.parts_of(&reads));
            Some((fingerprint(&view), takes, view))
        });
        let Some((key, takes, view)) = view else {
            return self.write_file(output, views, route, stages);
        };
        let record = match route {
            Route::Record { record, .. } => Some(self.site.content.records[*record].id.clone()),
            _ => None,
        };
        let provenance = Provenance { key, takes, record };
        stages.saw_view();
        let missing = [Some(&path), twin.as_ref()].into_iter().flatten();
        let missing: Vec<&String> = stages
            .of(Stage::Write, || missing.filter(|path| !output.stands(path, provenance.clone())).collect());
        if missing.is_empty() {
            return Ok(None);
        }
        stages.saw_page();
        let page = match stages.of(Stage::Render, || self.theme.bytes(&view)) {
            Ok(page) => page,
            Err(problem) => return Ok(Some(*problem)),
        };
        for one in missing {
            let bytes =
                if *one == path { Cow::Borrowed(&page) } else { Cow::Owned(self.twin_bytes(route, &page)) };
            stages.of(Stage::Write, || output.put_as(one, provenance.clone(), &bytes))?;
        }
        Ok(None)
    }

    fn twin_bytes(&self, route: &Route, page: &[u8]) -> Vec<u8> {
        self.twin_of(route, &String::from_utf8_lossy(page)).into_bytes()
    }

    /// Writes what is behind a route and is no page. Of what tells what it read, the next run knows whether it still stands.
    fn write_file(
        &self,
        output: &Output,
        views: &Views<'_>,
        route: &Route,
        stages: &StageClock,
    ) -> Result<Option<Diagnostic>, Error> {
        let path = route.file(&self.site);
        let noted = stages.of(Stage::Render, || match route {
            Route::Feed(feed) => Some(self.feed(views, feed)),
            Route::Faq(lang) => {
                let (answers, reads) = views.answers(*lang);
                Some((feed::faq(&self.site, *lang, &answers), reads))
            }
            Route::Letter { lang, quarter } => {
                let (letter, reads) = views.letter(*lang, *quarter);
                Some((feed::letter(&letter), reads))
            }
            Route::Events(lang) => {
                let (calendar, reads) = views.events(*lang);
                Some((calendar.file(), reads))
            }
            _ => None,
        });
        if let Some((text, reads)) = noted {
            let (key, takes) = (fingerprint_bytes(text.as_bytes()), Some(self.parts_of(&reads)));
            let provenance = Provenance { key, takes, record: None };
            return stages
                .of(Stage::Write, || output.put_from(&path, provenance, text.as_bytes()))
                .map(|()| None);
        }
        match stages.of(Stage::Render, || self.render(views, route)) {
            Ok(text) => stages.of(Stage::Write, || output.put(&path, text.as_bytes())).map(|()| None),
            Err(problem) => Ok(Some(*problem)),
        }
    }
}
