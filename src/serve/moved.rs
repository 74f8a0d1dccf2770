use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::identity::Identity;
use crate::base::{Digest, SourcePath, fingerprint};
use crate::pipeline::Build;
use crate::site::Route;

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
