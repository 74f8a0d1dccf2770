//! Which texts a page was made from.
//!
//! Nearly every edit changes the prose of one text: its summary, its body, words of its pictures. Whatever else follows from
//! a text (its title, its address, that it is there) stands in the plan of the site, and is compared as a whole. So a page
//! that has taken nothing from the prose that has changed needs no new view. What it takes is noted here, where alone
//! views come to a record's texts; `tests/it/tidy.rs` sees to that.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::{Lens, Shared};
use crate::base::Lang;
use crate::content::{Record, Text};

/// The texts whose prose was asked for, by record and language.
#[derive(Debug, Default)]
pub(super) struct Asked(RefCell<BTreeSet<(usize, Lang)>>);

impl Asked {
    /// The texts, ascending.
    pub(super) fn texts(self) -> Vec<(usize, Lang)> {
        self.0.into_inner().into_iter().collect()
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

    /// Does a part of the page's work that another page may take over, and tells whose prose it asked for.
    pub(super) fn apart<T>(self, work: impl FnOnce(&Lens<'_>) -> T) -> Shared<T> {
        let asked = Asked::default();
        let result = work(&Lens { asked: Some(&asked), ..self });
        (result, asked.texts())
    }

    /// Notes what a part took that was made for this page or for another.
    pub(super) fn also_asked(&self, texts: &[(usize, Lang)]) {
        if let Some(asked) = self.asked {
            asked.0.borrow_mut().extend(texts);
        }
    }

    fn note(&self, record: &Record, langs: impl IntoIterator<Item = Lang>) {
        if let Some(asked) = self.asked
            && let Some((index, _)) = self.site.record(&record.id)
        {
            asked.0.borrow_mut().extend(langs.into_iter().map(|lang| (index, lang)));
        }
    }
}
