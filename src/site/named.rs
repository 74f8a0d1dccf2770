//! Which files of the content folder anybody names.

use std::collections::HashSet;

use super::{Own, Site};
use crate::base::SourcePath;
use crate::content::{Form, Record, Text, Value};
use crate::diag::Diagnostic;
use crate::markdown::{Component, Target};

/// The files that a record's facts and texts name.
pub(super) fn of_record(site: &Site, record: &Record) -> Vec<SourcePath> {
    let mut named = Vec::new();
    let of_site = |url: &str| own_file(site, site.below(url)?);
    let mut note = |path: &str| named.extend(site.file(&record.folder, path));
    record.meta.image.iter().for_each(|image| note(&image.text));
    for fact in record.facts.values() {
        fact.value.walk(&mut |value| match value {
            Value::Image(path) | Value::File { path, .. } => note(&path.text),
            Value::Located(located) => {
                if let Form::File { path, .. } = &located.form {
                    note(&path.text);
                }
            }
            _ => {}
        });
    }
    for fact in record.facts.values() {
        fact.value.walk(&mut |value| {
            if let Value::Url(url) = value {
                named.extend(of_site(&url.text));
            }
        });
    }
    record.texts.iter().for_each(|(_, text)| of_text(site, text, &mut named));
    named
}

fn of_text(site: &Site, text: &Text, named: &mut Vec<SourcePath>) {
    let folder = text.place.path.folder();
    for body in text.bodies() {
        for link in &body.links {
            match &link.target {
                Target::Path(path) => named.extend(site.file(folder, site.file_and_part(folder, path).0)),
                Target::Own(address) => named.extend(own_file(site, address)),
                _ => {}
            }
        }
        let mut note = |path: &str| named.extend(site.file(folder, path));
        body.images.iter().for_each(|image| note(&image.path));
        for part in &body.components {
            match &part.component {
                Component::Figure { path, .. } => note(path),
                Component::Video { path, poster, .. } => {
                    [path, poster].into_iter().for_each(|path| note(path))
                }
                Component::Image { .. } | Component::Chart { .. } => {}
            }
        }
    }
}

fn own_file(site: &Site, address: &str) -> Option<SourcePath> {
    match site.own(address)? {
        Own::File(path) => Some(path),
        _ => None,
    }
}

/// The files that belong to no record: those of the home page, of lists, places and maps.
fn of_rest(site: &Site) -> Vec<SourcePath> {
    let content = &site.content;
    let mut named = Vec::new();
    for texts in content.intros.iter().chain([&content.home]) {
        texts.iter().for_each(|(_, text)| of_text(site, text, &mut named));
    }
    for words in content.vocabularies.values() {
        for located in words.entries.values().filter_map(|entry| entry.position.as_ref()) {
            if let Form::File { path, .. } = &located.form {
                named.extend(site.file(words.path.folder(), &path.text));
            }
        }
    }
    if let Some(maps) = &content.maps {
        named.extend(maps.files.iter().cloned());
    }
    named
}

/// The file that was meant by a name of which it has been told that there is no such file.
fn meant_in(found: &Diagnostic) -> Option<SourcePath> {
    let (_, near) = found.args.iter().find(|(key, _)| *key == "near" && found.code == "no-file")?;
    SourcePath::joined(found.place.as_ref()?.path.folder(), near)
}

impl Site {
    /// The files of the content folder that nobody names, so that they are not published. What a draft may name in the end,
    /// and what has been told of because of its name, is not among them.
    #[must_use]
    pub fn unnamed_files(&self) -> Vec<&SourcePath> {
        let files = &self.content.files;
        if files.is_empty() {
            return Vec::new();
        }
        let rest = of_rest(self);
        let withheld: Vec<SourcePath> =
            self.withheld.values().flat_map(|record| of_record(self, record)).collect();
        let records = self.checked.iter().flat_map(|checked| &checked.files);
        let meant: Vec<SourcePath> =
            self.checked.iter().flat_map(|checked| &checked.found).filter_map(meant_in).collect();
        let named = records.chain(&rest).chain(&withheld).chain(&meant);
        let named: HashSet<&SourcePath> = named.collect();
        let waits = |path: &SourcePath| {
            let mut folder = path.folder();
            while !self.waiting.contains(folder) {
                let Some((above, _)) = folder.rsplit_once('/') else { return false };
                folder = above;
            }
            true
        };
        let is_unnamed =
            |path: &&SourcePath| !named.contains(path) && !self.content.told.contains(*path) && !waits(path);
        files.keys().filter(is_unnamed).collect()
    }
}
