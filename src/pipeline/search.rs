use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::Build;
use crate::base::{Lang, SourcePath, SourceSpan, fingerprint_bytes};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::output::{Error, Output, Provenance};
use crate::search::{FoldRules, Indexer, Scope, SearchEntry, SearchPart, Words, parts};
use crate::source::Snapshot;
use crate::view::{Input, Reads, SEARCH_PARTS, search_part};

/// What is said of a language for the search, made ready.
#[derive(Debug, Default)]
pub(super) struct SearchWords {
    words: Words,
    rules: FoldRules,
}

/// So many pages at least are read in the same room: most words of a page have been met in others.
const TOGETHER: usize = 256;

/// The indexes of a site, each made when it is first asked for.
#[derive(Debug)]
pub(super) struct SearchIndexes {
    /// By language.
    made: Vec<OnceLock<SearchIndex>>,
}

/// The index of a language.
#[derive(Debug)]
struct SearchIndex {
    parts: Vec<SearchPart>,
    /// What it was made from.
    reads: Reads,
}

impl SearchIndexes {
    pub(super) fn of(config: &Config) -> SearchIndexes {
        SearchIndexes { made: config.langs().map(|_| OnceLock::new()).collect() }
    }
}

/// Reads what is said of each language for the search; of a language without a file nothing is known.
pub(super) fn words(snapshot: &Snapshot, config: &Config, all: &mut Vec<Diagnostic>) -> Vec<SearchWords> {
    let of = |lang: Lang| {
        let path = SourcePath::new(&format!("i18n/search/{}.toml", config.language(lang).code));
        let words: Words = toml::from_str(snapshot.text(path.as_str()).unwrap_or_default()).unwrap_or_else(
            |error: toml::de::Error| {
                let place = SourceSpan::new(&path, error.span().unwrap_or(0..0));
                let wrong = Diagnostic::error("search-words", place).with("reason", error.message());
                all.push(wrong.help("look"));
                Words::default()
            },
        );
        SearchWords { rules: FoldRules::of(&words), words }
    };
    config.langs().map(of).collect()
}

impl Build {
    /// A part of the index of a language, as it is published at `path`.
    #[must_use]
    pub fn search_part(&self, path: &str) -> Option<&str> {
        let below = path.strip_prefix(SEARCH_PARTS)?.strip_prefix('/')?;
        let (code, name) = below.strip_suffix(".js")?.split_once('/')?;
        let lang = self.site.config.lang(code)?;
        let built = self.site.config.built_languages().contains(&lang);
        let index = built.then(|| self.search_index(lang))?;
        index.parts.iter().find(|part| part.name == name).map(|part| part.script.as_str())
    }

    /// Makes the index of each language that does not stand there as it was.
    pub(super) fn make_search(&self, output: &Output) {
        let languages = self.site.config.built_languages();
        languages.par_iter().filter(|lang| !self.index_stands(output, **lang)).for_each(|lang| {
            self.search_index(*lang);
        });
    }

    fn index_stands(&self, output: &Output, lang: Lang) -> bool {
        output.stand_as_they_were(&format!("{SEARCH_PARTS}/{}/", self.site.config.language(lang).code))
    }

    /// Writes the index of each language, unless it stands there as it was.
    pub(super) fn write_search(&self, output: &Output) -> Result<(), Error> {
        self.site.config.built_languages().par_iter().try_for_each(|lang| self.write_index(output, *lang))
    }

    fn write_index(&self, output: &Output, lang: Lang) -> Result<(), Error> {
        if self.index_stands(output, lang) {
            return Ok(());
        }
        let code = &self.site.config.language(lang).code;
        let index = self.search_index(lang);
        let takes = self.parts_of(&index.reads);
        index.parts.par_iter().try_for_each(|part| {
            let key = fingerprint_bytes(part.script.as_bytes());
            let provenance = Provenance { key, takes: Some(takes.clone()), record: None };
            let path = search_part(code, &part.name);
            if output.stands(&path, provenance.clone()) {
                return Ok(());
            }
            output.put_as(&path, provenance, part.script.as_bytes())
        })
    }

    fn search_index(&self, lang: Lang) -> &SearchIndex {
        self.searches.made[lang.index()].get_or_init(|| self.make_search_index(lang))
    }

    fn make_search_index(&self, lang: Lang) -> SearchIndex {
        let views = self.views();
        let (frame, of_frame) = views.search_frame(lang);
        let SearchWords { words, rules } = &self.search_words[lang.index()];
        let mut words = words.clone();
        words.same.extend_from_slice(&frame.same);
        let entry = |indexer: &mut Indexer<'_>, target| {
            let (document, reads) = views.search_document(lang, target, &frame);
            (indexer.entry(document), reads)
        };
        let (targets, of_targets) = views.search_targets(lang);
        let made = targets.into_par_iter().with_min_len(TOGETHER).map_init(|| Indexer::new(rules), entry);
        let (entries, reads): (Vec<SearchEntry>, Vec<Reads>) = made.unzip();
        let reads: BTreeSet<Input> = reads.into_iter().chain([of_frame, of_targets]).flatten().collect();
        let scope = Scope {
            lang: &self.site.config.language(lang).code,
            words: &words,
            rules,
            collections: &frame.collections,
            questions: frame.questions,
            facets: &frame.facets,
            ranges: &frame.ranges,
        };
        let parts = parts(&entries, &scope, |bytes| fingerprint_bytes(bytes).first());
        SearchIndex { parts, reads: reads.into_iter().collect() }
    }
}
