use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Build;
use crate::asset::image;
use crate::base::{Place, SourcePath};
use crate::content::Value;
use crate::diag::{Diagnostic, sort};
use crate::feed;
use crate::markdown::Target;
use crate::memo::Memo;
use crate::output::{Error, Output, Tally};
use crate::view::attachment;

/// Why a site was not written whole.
#[derive(Debug)]
pub enum Failure {
    /// The author has to mend something.
    Author(Vec<Diagnostic>),
    /// The world is in the way.
    World(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::World(error)
    }
}

/// How far a run is: pages made, of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

impl Build {
    /// Writes the site into `folder`. Pictures are remembered in `memo`.
    ///
    /// # Errors
    /// When a picture or template turns out to be wrong, or the folder cannot be written. What was there before stays whole.
    pub fn write(&self, folder: &Path, memo: &Memo, progress: Progress<'_>) -> Result<Tally, Failure> {
        let output = Output::open(folder)?;
        let mut problems = self.write_files(&output, memo)?;
        if problems.is_empty() {
            problems = self.write_pages(&output, progress)?;
        }
        if problems.is_empty() {
            return Ok(output.finish()?);
        }
        output.abandon()?;
        sort(&mut problems);
        Err(Failure::Author(problems))
    }

    /// Assets, pictures and attachments: whatever pages need must be there before them.
    fn write_files(&self, output: &Output, memo: &Memo) -> Result<Vec<Diagnostic>, Error> {
        for asset in self.theme.assets.values() {
            output.put(&asset.path, &asset.bytes)?;
        }
        for file in self.attachments() {
            let bytes = self.snapshot.get(&file).map(crate::source::SourceFile::bytes);
            if let Some(Ok(bytes)) = bytes {
                output.put(&attachment(&file), &bytes)?;
            }
        }
        let pictures: Vec<_> = self.media.files().collect();
        let results: Vec<Result<Option<Diagnostic>, Error>> = pictures
            .par_iter()
            .map(|(path, probe, files)| self.write_picture(output, memo, path, probe, files))
            .collect();
        let problems: Result<Vec<Option<Diagnostic>>, Error> = results.into_iter().collect();
        Ok(problems?.into_iter().flatten().collect())
    }

    fn write_picture(
        &self,
        output: &Output,
        memo: &Memo,
        path: &SourcePath,
        probe: &image::Probe,
        files: &[(image::VariantSpec, String)],
    ) -> Result<Option<Diagnostic>, Error> {
        let place = Place::file(path);
        let file = self.snapshot.get(path).expect("the picture was read from this snapshot");
        let bytes = match file.bytes() {
            Ok(bytes) => bytes,
            Err(error) => {
                let problem = Diagnostic::error("unreadable", place).with("path", path);
                return Ok(Some(problem.with("problem", error)));
            }
        };
        let specs: Vec<image::VariantSpec> = files.iter().map(|(spec, _)| *spec).collect();
        match image::render(&bytes, probe, &specs, memo) {
            Ok(variants) => {
                for (variant, (_, name)) in variants.iter().zip(files) {
                    output.put(name, &variant.bytes)?;
                }
                Ok(None)
            }
            Err(problem) => Ok(Some(problem.diagnostic(place))),
        }
    }

    /// Files that texts or facts link to.
    fn attachments(&self) -> Vec<SourcePath> {
        let mut files = Vec::new();
        for record in &self.site.content.records {
            for fact in record.facts.values() {
                let values = if let Value::List(values) = &fact.value {
                    values.as_slice()
                } else {
                    std::slice::from_ref(&fact.value)
                };
                for value in values {
                    if let Value::File { path, .. } = value {
                        files.extend(self.site.file(&record.folder, &path.text));
                    }
                }
            }
            for (_, text) in record.texts.iter() {
                let folder = text.place.path.folder();
                for link in &text.body.links {
                    if let Target::Path(path) = &link.target {
                        files.extend(self.site.file(folder, path));
                    }
                }
                for part in &text.body.components {
                    if let crate::markdown::Component::Video { path, .. } = &part.component {
                        files.extend(self.site.file(folder, path));
                    }
                }
            }
        }
        files.sort();
        files.dedup();
        files
    }

    fn write_pages(&self, output: &Output, progress: Progress<'_>) -> Result<Vec<Diagnostic>, Error> {
        let views = self.views();
        let done = AtomicUsize::new(0);
        let total = self.site.routes.len();
        let results: Vec<Result<Option<Diagnostic>, Error>> = self
            .site
            .routes
            .par_iter()
            .map(|route| {
                let outcome = match self.render(&views, route) {
                    Ok(page) => output.put(&route.file(&self.site), page.as_bytes()).map(|()| None),
                    Err(problem) => Ok(Some(*problem)),
                };
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
                outcome
            })
            .collect();
        for (path, html) in feed::redirects(&self.site) {
            output.put(&path, html.as_bytes())?;
        }
        let problems: Result<Vec<Option<Diagnostic>>, Error> = results.into_iter().collect();
        Ok(problems?.into_iter().flatten().collect())
    }
}
