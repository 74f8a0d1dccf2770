//! What a schema declares by name, with what each of it is called: for the author who writes a label where a key belongs.

use std::ops::Deref;
use std::sync::OnceLock;

use crate::base::PerLang;
use crate::data::How;
use crate::locale::{Called, named};

/// Declared things by their keys. What they are called is worked out for the first wrong key, and then known for all others; it
/// follows from the things, so that two of these are equal when the things are.
#[derive(Clone, Debug, Default)]
pub struct Keyed<C> {
    things: C,
    called: OnceLock<Called>,
}

/// Things by key, with labels for readers.
pub trait Labels {
    /// Each key, with the names of what it stands for.
    fn labels(&self) -> impl Iterator<Item = (&str, &PerLang<String>)>;
}

impl<C: Labels> Keyed<C> {
    /// The key whose label, in any language, was written in its place, or that was nearly written.
    pub fn meant(&self, wanted: &str) -> Option<&str> {
        self.meant_of(wanted, |_| true)
    }

    /// The key that is called so.
    pub(super) fn called(&self, wanted: &str, how: How) -> Option<&str> {
        match how {
            How::Same => self.index().same(wanted),
            How::Near => self.meant(wanted),
        }
    }

    /// What was meant, of those keys that `fit`.
    pub fn meant_of(&self, wanted: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
        self.index().meant(wanted, fits)
    }

    fn index(&self) -> &Called {
        let called = || Called::of(self.things.labels().flat_map(|(key, label)| named(key, label)));
        self.called.get_or_init(called)
    }
}

impl Labels for Vec<(String, PerLang<String>)> {
    fn labels(&self) -> impl Iterator<Item = (&str, &PerLang<String>)> {
        self.iter().map(|(key, names)| (key.as_str(), names))
    }
}

impl<C> Deref for Keyed<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.things
    }
}

impl<C> From<C> for Keyed<C> {
    fn from(things: C) -> Keyed<C> {
        Keyed { things, called: OnceLock::new() }
    }
}

impl<'k, C> IntoIterator for &'k Keyed<C>
where
    &'k C: IntoIterator,
{
    type Item = <&'k C as IntoIterator>::Item;
    type IntoIter = <&'k C as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.things.into_iter()
    }
}

impl<C: PartialEq> PartialEq for Keyed<C> {
    fn eq(&self, other: &Keyed<C>) -> bool {
        self.things == other.things
    }
}

impl<C: Eq> Eq for Keyed<C> {}

#[cfg(test)]
mod tests {
    use super::{How, Keyed};
    use crate::base::{Lang, PerLang};

    #[test]
    fn what_was_asked_makes_no_difference() {
        let mut names = PerLang::default();
        names.set(Lang(0), "Còn trống".to_owned());
        let asked = Keyed::from(vec![("free".to_owned(), names)]);
        let other = asked.clone();
        assert_eq!(asked.meant("còn trông"), Some("free"));
        assert_eq!(asked.called("CÒN TRỐNG", How::Same), Some("free"));
        assert_eq!(asked.called("frei", How::Same), None);
        assert_eq!(asked.called("frei", How::Near), Some("free"));
        assert_eq!(asked.meant_of("còn trống", |key| key != "free"), None);
        assert_eq!(asked, other);
    }
}
