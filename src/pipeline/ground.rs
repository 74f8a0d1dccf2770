use std::collections::HashSet;

use super::Build;
use crate::base::{Digest, Lang, SourcePath, fingerprint};
use crate::content::{Record, Status};
use crate::output::Ground;

impl Build {
    /// What the site's pages are made from, apart from the program: prose text by text, everything else as a whole.
    ///
    /// The plan of a site follows from settings, schemas, facts and the headings of texts (`site::Plan`), and what pages take
    /// from prose they say (`view::Views::with_prose`). So whatever is not known to be prose belongs to the frame.
    pub(super) fn ground(&self) -> Ground {
        let records = &self.site.content.records;
        let prose = records
            .iter()
            .flat_map(|record| self.site.config.langs().map(|lang| self.prose_file(record, lang)));
        let prose: Vec<Option<(&SourcePath, Digest)>> = prose.collect();
        let apart: HashSet<&SourcePath> = prose.iter().flatten().map(|(path, _)| *path).collect();
        let files = self.snapshot.iter().filter(|(path, _)| !apart.contains(path));
        let files: Vec<(&SourcePath, Digest)> = files.map(|(path, file)| (path, file.digest)).collect();
        let headings: Vec<_> = records.iter().map(|record| (&record.id, headings(record))).collect();
        let pictures: Vec<_> = self.media.files().map(|(path, _, files)| (path, files)).collect();
        let frame = fingerprint(&(&self.site.config, files, headings, pictures));
        Ground { frame: Some(frame), prose: prose.iter().map(fingerprint).collect() }
    }

    /// The positions in [`Ground::prose`] of texts.
    pub(super) fn parts_of_ground(&self, texts: &[(usize, Lang)]) -> Vec<usize> {
        let langs = self.site.config.langs().count();
        texts.iter().map(|(record, lang)| record * langs + lang.index()).collect()
    }

    /// The file that holds nothing but this text of the record.
    fn prose_file<'a>(&'a self, record: &'a Record, lang: Lang) -> Option<(&'a SourcePath, Digest)> {
        let path = &record.texts.get(lang)?.place.path;
        let file = self.snapshot.get(path).filter(|_| path.extension() == "md")?;
        Some((path, file.digest))
    }
}

/// What the plan takes from texts.
fn headings(record: &Record) -> Vec<(Lang, &str, Option<&str>, Status)> {
    record
        .texts
        .iter()
        .map(|(lang, text)| (lang, &*text.title, text.slug.as_ref().map(|slug| &*slug.text), text.status))
        .collect()
}
