//! What pages are made from, cut into what changes often and the rest.

use std::collections::HashSet;

use super::Build;
use crate::base::{Digest, Lang, SourcePath, fingerprint};
use crate::content::{Record, Status};
use crate::output::Ground;
use crate::view::Taken;

impl Build {
    /// What the site's pages are made from, apart from the program: strings by the language of those who read them, prose
    /// text by text, everything else as a whole.
    ///
    /// The plan of a site follows from settings, schemas, facts and the headings of texts (`site::Plan`), and what pages take
    /// from strings and prose they say (`view::Taken`). So whatever is neither belongs to the frame.
    pub(super) fn ground(&self) -> Ground {
        let records = &self.site.content.records;
        let langs = || self.site.config.langs();
        let code = |lang: Lang| &self.site.config.language(lang).code;
        let strings: Vec<Digest> = langs().map(|lang| self.catalogues.fingerprint(code(lang))).collect();
        let words: Vec<SourcePath> =
            langs().map(|lang| SourcePath::new(&format!("i18n/{}.toml", code(lang)))).collect();
        let prose = records.iter().flat_map(|record| langs().map(|lang| self.prose(record, lang)));
        let prose: Vec<Option<(&SourcePath, Digest)>> = prose.collect();
        let mut apart: HashSet<&SourcePath> = prose.iter().flatten().map(|(path, _)| *path).collect();
        apart.extend(&words);
        let files = self.snapshot.iter().filter(|(path, _)| !apart.contains(path));
        let files: Vec<(&SourcePath, Digest)> = files.map(|(path, file)| (path, file.digest)).collect();
        let headings: Vec<_> = records.iter().map(|record| (&record.id, headings(record))).collect();
        let pictures: Vec<_> = self.media.files().map(|(path, _, files)| (path, files)).collect();
        let frame = fingerprint(&(&self.site.config, files, headings, pictures));
        let parts = strings.into_iter().chain(prose.iter().map(fingerprint)).collect();
        Ground { frame: Some(frame), parts }
    }

    /// The positions in [`Ground::parts`] of what was taken.
    pub(super) fn parts_of_ground(&self, taken: &Taken) -> Vec<usize> {
        let langs = self.site.config.langs().count();
        let strings = taken.strings.iter().map(|lang| lang.index());
        let texts =
            taken.texts.iter().map(|(record, lang)| langs + usize::from(*record) * langs + lang.index());
        strings.chain(texts).collect()
    }

    /// The file that holds nothing but this text of the record.
    fn prose<'a>(&'a self, record: &'a Record, lang: Lang) -> Option<(&'a SourcePath, Digest)> {
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
