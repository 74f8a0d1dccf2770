use serde::{Deserialize, Serialize};
use std::hash::Hash;

/// A language of the site, as its position in `portolan.toml`.
///
/// The first language is the one that texts are written in first. Codes, tags and names stand in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Lang(pub u8);

impl Lang {
    /// How many languages a site may have: a language is known by its position, which is one byte.
    pub const MOST: usize = 255;

    /// The language at a position in `portolan.toml`.
    ///
    /// # Panics
    /// Never for a site's own languages: no more than [`Lang::MOST`] are taken from its settings.
    #[must_use]
    pub fn at(index: usize) -> Lang {
        Lang(u8::try_from(index).expect("a site has fewer than 256 languages"))
    }

    /// The position as an index.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A value for some of the languages of a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PerLang<T>(Vec<Option<T>>);

impl<T> Default for PerLang<T> {
    fn default() -> Self {
        PerLang(Vec::new())
    }
}

impl<T> PerLang<T> {
    /// The value in exactly this language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&T> {
        self.0.get(lang.index())?.as_ref()
    }

    /// Puts a value in; the former value of that language is returned.
    pub fn set(&mut self, lang: Lang, value: T) -> Option<T> {
        if self.0.len() <= lang.index() {
            self.0.resize_with(lang.index() + 1, || None);
        }
        self.0[lang.index()].replace(value)
    }

    /// The value in the first language of `chain` that has one, and that language.
    #[must_use]
    pub fn pick(&self, chain: &[Lang]) -> Option<(Lang, &T)> {
        chain.iter().find_map(|lang| self.get(*lang).map(|value| (*lang, value)))
    }

    /// The values in the languages of `chain`, in its order.
    pub fn iter_by<'a>(&'a self, chain: &'a [Lang]) -> impl Iterator<Item = (Lang, &'a T)> {
        chain.iter().filter_map(|lang| self.get(*lang).map(|value| (*lang, value)))
    }

    /// The languages that have a value, with it, in the order of the configuration.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        self.0.iter().enumerate().filter_map(|(index, value)| {
            let lang = Lang::at(index);
            value.as_ref().map(|value| (lang, value))
        })
    }

    /// Whether no language has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}
