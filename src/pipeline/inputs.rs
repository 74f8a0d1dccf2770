//! What pages are made from, cut into what changes often and the rest.

use std::collections::HashSet;

use super::Build;
use crate::base::{Digest, Lang, SourcePath, fingerprint};
use crate::content::{Record, RecordId};
use crate::output::InputDigests;
use crate::view::Input;

impl Build {
    /// What the site's pages are made from, apart from the program: whatever pages say that they read ([`Input`]), part by
    /// part, and everything else as a whole: settings, the plan of the site, pictures, and the files of everything that is
    /// neither a record nor a string.
    pub(super) fn inputs(&self) -> InputDigests {
        let site = &self.site;
        let strings = site.config.langs().map(|lang| self.strings(lang));
        let (words, strings): (Vec<SourcePath>, Vec<Digest>) = strings.unzip();
        let records = &site.content.records;
        let texts = records.iter().flat_map(|record| record.texts.iter().map(|(_, text)| &text.place.path));
        let own = records.iter().map(|record| &record.place.path);
        let apart: HashSet<&SourcePath> = texts.chain(own).chain(&words).collect();
        let files = self.snapshot.iter().filter(|(path, _)| !apart.contains(path));
        let files: Vec<(&SourcePath, Digest)> = files.map(|(path, file)| (path, file.digest)).collect();
        let pictures: Vec<_> = self.media.files().map(|(path, _, files)| (path, files)).collect();
        let frame = fingerprint(&(&site.config, files, site.plan_digest(), pictures));
        let newest = site.index.updated.iter().map(fingerprint);
        let parts = strings.into_iter().chain([fingerprint(&site.today)]).chain(newest);
        let parts = parts.chain(records.iter().flat_map(|record| self.of_record(record)));
        InputDigests { frame: Some(frame), parts: parts.collect() }
    }

    /// The positions in [`InputDigests::parts`] of what was read.
    pub(super) fn parts_of(&self, reads: &[Input]) -> Vec<usize> {
        reads.iter().map(|input| self.part_of(*input)).collect()
    }

    fn part_of(&self, input: Input) -> usize {
        let langs = self.site.config.langs().count();
        let collections = self.site.content.collections.len();
        let first_of = |record: RecordId| langs + 1 + collections + usize::from(record) * (2 + langs);
        match input {
            Input::Strings(lang) => lang.index(),
            Input::Today => langs,
            Input::Updated(collection) => langs + 1 + usize::from(collection),
            Input::Facts(record) => first_of(record),
            Input::Heads(record) => first_of(record) + 1,
            Input::Prose(record, lang) => first_of(record) + 2 + lang.index(),
        }
    }

    /// A record's facts, its headings, and its prose language by language, as far as their files tell.
    fn of_record<'a>(&'a self, record: &'a Record) -> impl Iterator<Item = Digest> + 'a {
        let file = |path: &SourcePath| self.snapshot.get(path).map(|file| file.digest);
        let own = [fingerprint(&file(&record.place.path)), fingerprint(&record.headings())];
        let prose = self.site.config.langs().map(move |lang| {
            let path = record.texts.get(lang).map(|text| &text.place.path);
            fingerprint(&path.map(|path| (path, file(path))))
        });
        own.into_iter().chain(prose)
    }

    /// The file of a language's strings, and what it and those that it borrows from say.
    fn strings(&self, lang: Lang) -> (SourcePath, Digest) {
        let code = &self.site.config.language(lang).code;
        (SourcePath::new(&format!("i18n/{code}.toml")), self.catalogues.fingerprint(code))
    }
}
