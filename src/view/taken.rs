//! What a page was made from, as far as that changes often.
//!
//! Nearly every edit changes the prose of one text: its summary, its body, words of its pictures. Whatever else follows from
//! a text (its title, its address, that it is there) stands in the plan of the site, and is compared as a whole. So a page
//! that has taken nothing from the prose that has changed needs no new view. What it takes is noted here, where alone
//! views come to a record's texts; `tests/it/tidy.rs` sees to that. The strings of the interface are noted likewise,
//! language by language.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Lens;
use crate::base::Lang;
use crate::content::{Record, RecordId, Text};

/// What was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The prose of texts, by record and language, ascending.
    pub texts: Vec<(RecordId, Lang)>,
    /// Strings of the interface, by the language that asked for them, ascending.
    pub strings: Vec<Lang>,
}

/// What has been taken so far.
#[derive(Debug, Default)]
pub(super) struct Asked {
    texts: RefCell<BTreeSet<(RecordId, Lang)>>,
    strings: RefCell<BTreeSet<Lang>>,
}

impl Asked {
    pub(super) fn taken(self) -> Taken {
        Taken {
            texts: self.texts.into_inner().into_iter().collect(),
            strings: self.strings.into_inner().into_iter().collect(),
        }
    }
}

impl Lens<'_> {
    /// The title of a record, and its language.
    pub(super) fn title<'r>(&'r self, record: &'r Record) -> (Lang, &'r str) {
        let (found, text) = self.site.text(record, self.lang);
        (found, &text.title)
    }

    /// The text of a record, and its language.
    pub(super) fn prose<'r>(&'r self, record: &'r Record) -> (Lang, &'r Text) {
        let (found, text) = self.site.text(record, self.lang);
        self.note(record, [found]);
        (found, text)
    }

    /// The texts of a record, the best for the reader first.
    pub(super) fn every_prose<'r>(
        &'r self,
        record: &'r Record,
    ) -> impl Iterator<Item = (Lang, &'r Text)> + use<'r> {
        self.note(record, record.texts.iter().map(|(lang, _)| lang));
        record.texts.iter_by(self.site.chain(self.lang)).map(|(lang, text)| (lang, &**text))
    }

    /// The title of a record that is kept back today, and its language when not the reader's.
    pub(super) fn withheld_title(&self, id: &str) -> Option<(String, Option<String>)> {
        let (found, text) = self.site.withheld.get(id)?.texts.pick(self.site.chain(self.lang))?;
        Some((text.title.clone(), self.other(found)))
    }

    /// Does a part of the page's work that another page may take over, and tells what that took.
    pub(super) fn apart<T>(self, work: impl FnOnce(&Lens<'_>) -> T) -> (T, Taken) {
        let asked = Asked::default();
        let result = work(&Lens { asked: Some(&asked), ..self });
        (result, asked.taken())
    }

    /// Notes what a part took that was made for this page or for another.
    pub(super) fn also_took(&self, taken: &Taken) {
        if let Some(asked) = self.asked {
            asked.texts.borrow_mut().extend(&taken.texts);
            asked.strings.borrow_mut().extend(&taken.strings);
        }
    }

    /// Notes that strings of the interface were asked for in these languages.
    pub(super) fn note_strings(&self, langs: impl IntoIterator<Item = Lang>) {
        if let Some(asked) = self.asked {
            asked.strings.borrow_mut().extend(langs);
        }
    }

    fn note(&self, record: &Record, langs: impl IntoIterator<Item = Lang>) {
        if let Some(asked) = self.asked
            && let Some((index, _)) = self.site.record(&record.id)
        {
            asked.texts.borrow_mut().extend(langs.into_iter().map(|lang| (index, lang)));
        }
    }
}
