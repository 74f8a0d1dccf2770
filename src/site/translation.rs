use std::collections::BTreeSet;

use super::Site;
use crate::base::{Lang, ShortDigest, fingerprint};
use crate::content::{Record, Status, Text};

/// How a record's text in one language stands to the text that it was translated from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Translation {
    /// There is none.
    Missing,
    /// It is not for publication.
    Draft,
    /// A machine made it and nobody has read it.
    Machine,
    /// Of the source's segments, this many are other than those it was made from.
    Stale(usize),
    /// It says what its source says, as far as anybody has told.
    Current,
}

/// What a translation of `text` is made from, as `made_from` in the head of a translation remembers it: the mark
/// of the title, the summary's and the body's segments and every other text, each once. Figures are no part of it, so a
/// corrected figure makes no translation stale.
#[must_use]
pub fn segments(text: &Text) -> Vec<String> {
    let title = ShortDigest::from(fingerprint(text.title.as_str()));
    let lines = text.lines().map(|line| fingerprint(line).into());
    let bodies = text.bodies().flat_map(|body| body.segments.iter().map(|segment| segment.mark));
    let mut seen = BTreeSet::new();
    let all = [title].into_iter().chain(bodies).chain(lines).filter(|mark| seen.insert(*mark));
    all.map(|mark| mark.to_string()).collect()
}

impl Site {
    /// The text that translations of a record are made from: that of the first language that has one.
    #[must_use]
    pub fn source_text<'r>(&self, record: &'r Record) -> Option<(Lang, &'r Text)> {
        record.texts.iter().next().map(|(lang, text)| (lang, &**text))
    }

    /// How a record's text in `lang` stands.
    #[must_use]
    pub fn translation(&self, record: &Record, lang: Lang) -> Translation {
        let Some(text) = record.texts.get(lang) else { return Translation::Missing };
        match (text.status, self.stale(record, lang, text)) {
            (Status::Draft, _) => Translation::Draft,
            (_, stale @ 1..) => Translation::Stale(stale),
            (Status::Machine, _) => Translation::Machine,
            (Status::Reviewed, _) => Translation::Current,
        }
    }

    /// How many segments of the source a translation has not seen. One that does not say what it was made from is taken
    /// at its word.
    fn stale(&self, record: &Record, lang: Lang, text: &Text) -> usize {
        let source = self.source_text(record).filter(|(source, _)| *source != lang);
        let Some((_, source)) = source.filter(|_| !text.made_from.is_empty()) else { return 0 };
        segments(source).iter().filter(|segment| !text.made_from.contains(segment)).count()
    }
}
