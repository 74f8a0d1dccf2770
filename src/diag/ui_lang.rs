//! The languages in which the program speaks to editors.

/// The language that Portolan speaks to the editor in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UiLang {
    /// English.
    #[default]
    En,
    /// Vietnamese.
    Vi,
}

impl UiLang {
    /// The code by which browsers know the language.
    #[must_use]
    pub fn code(self) -> &'static str {
        pick(self, "en", "vi")
    }
}

/// The words of one of the two languages.
pub(super) fn pick<'a>(lang: UiLang, en: &'a str, vi: &'a str) -> &'a str {
    match lang {
        UiLang::En => en,
        UiLang::Vi => vi,
    }
}
