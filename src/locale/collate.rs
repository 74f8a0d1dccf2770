//! The order of names in a language.
//!
//! Collation is that of CLDR, so Vietnamese letters with hat, horn or bar are letters of their own and tones are told
//! apart only between equal words. Whole strings are compared, as ICU does; Vietnamese dictionaries compare syllable by
//! syllable, which differs only where one word's syllable begins another's and is not what readers of web lists expect.
//! Two different strings that a language takes for equal are put in the order of their code points, so that no list
//! depends on the order of its input.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale as Tag;

use super::Locale;

impl Locale {
    /// Which of two names comes first.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator().compare(a, b).then_with(|| a.cmp(b))
    }

    /// Bytes that compare as the names do: a list is sorted faster by keys made once.
    #[must_use]
    pub fn sort_key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(name.len() * 3);
        let Ok(()) = self.collator().write_sort_key_to(name, &mut key);
        // Keys hold no zero byte, so a zero ends the language's part before the code points break a tie.
        key.push(0);
        key.extend_from_slice(name.as_bytes());
        key
    }
}

impl Locale {
    /// The heading that a name stands under in an index: `Đ`, `ㄱ`, `あ`.
    #[must_use]
    pub fn index_heading(&self, name: &str) -> &str {
        let headings = &self.rules().index.headings;
        let after = headings.partition_point(|(_, least)| self.collator().compare(least, name).is_le());
        headings.get(after.saturating_sub(1)).map_or("", |(heading, _)| heading)
    }
}

/// The collator of a language; that of the root where CLDR has none.
pub(super) fn collator(tag: &Tag) -> CollatorBorrowed<'static> {
    let options = CollatorOptions::default();
    let root = || Collator::try_new(CollatorPreferences::default(), options);
    Collator::try_new(tag.into(), options).or_else(|_| root()).expect("the root collation is compiled in")
}
