//! Where in a record a text stands, and what a mention there is worth.

use super::token::{SpacePair, Token};

/// The places of a record's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextPlace {
    Title,
    Former,
    Number,
    Id,
    OtherName,
    Term,
    Heading,
    Summary,
    Related,
    Fact,
    Body,
}

/// How mentions in a place count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// The text is a name: of all names that has a word the best counts.
    Name(Worth),
    /// All texts of the place together count, and which of these places it is.
    Mention(Worth, usize),
    /// The text is long: a word counts once, so much.
    Long(u32),
}

/// So many places count by [`Counting::Mention`].
pub(super) const MENTIONS: usize = 4;

/// What a mention is worth, and from how many tokens on a text takes half of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    most: u64,
    long: u64,
}

/// What one, two, three, four mentions or more are worth, in tenths of the first.
const OFTEN: [u64; 5] = [0, 10, 14, 16, 18];

impl Worth {
    /// What so many mentions among so many tokens are worth, rounded down.
    pub(super) fn of(self, mentions: u32, tokens: usize) -> u32 {
        let often = OFTEN[(mentions as usize).min(OFTEN.len() - 1)];
        let size = self.long + (tokens as u64).saturating_sub(1);
        u32::try_from(self.most * often * self.long / (10 * size)).unwrap_or(u32::MAX)
    }
}

impl TextPlace {
    pub(super) fn count(self) -> Counting {
        let worth = |most, long| Worth { most, long };
        match self {
            TextPlace::Title | TextPlace::Former => Counting::Name(worth(60, 30)),
            TextPlace::Number => Counting::Name(worth(60, 9999)),
            TextPlace::Id => Counting::Name(worth(32, 30)),
            TextPlace::OtherName => Counting::Name(worth(36, 30)),
            TextPlace::Term => Counting::Mention(worth(15, 1000), 0),
            TextPlace::Heading => Counting::Mention(worth(11, 60), 1),
            TextPlace::Summary => Counting::Mention(worth(11, 40), 2),
            TextPlace::Related => Counting::Mention(worth(5, 1000), 3),
            TextPlace::Fact => Counting::Long(4),
            TextPlace::Body => Counting::Long(3),
        }
    }

    pub(super) fn is_long(self) -> bool {
        matches!(self.count(), Counting::Long(_))
    }

    /// Whether the record itself is called so, in this language.
    pub(super) fn is_own_name(self) -> bool {
        matches!(self, TextPlace::Title | TextPlace::Former)
    }

    /// Whether the words of the place are offered for misspelt ones.
    pub(super) fn is_spelling(self) -> bool {
        self.is_own_name() || matches!(self, TextPlace::Number | TextPlace::OtherName | TextPlace::Term)
    }

    /// Whether the last character of a run counts as a term here: who types a name may stop at it.
    pub(super) fn keeps_tails(self) -> bool {
        self.is_own_name() || matches!(self, TextPlace::Number | TextPlace::Term)
    }

    /// Whether a token is looked up by. Names and summaries keep all but pairs that nobody types; long texts keep no soft
    /// tokens, and of numbers only years and numbers of documents.
    pub(super) fn keeps(self, token: &Token<'_>) -> bool {
        match token.gap() {
            None => !self.is_long() || !(token.is_soft() || token.is_figure()),
            Some(gap) => match self {
                TextPlace::Title | TextPlace::Former => true,
                TextPlace::Term => gap == SpacePair::Words,
                TextPlace::Summary | TextPlace::Heading => gap == SpacePair::Syllables,
                _ => false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{FoldRules, Tokenizer};

    #[test]
    fn a_mention_is_worth_less_in_a_longer_text() {
        let Counting::Name(title) = TextPlace::Title.count() else { panic!("a title is a name") };
        assert_eq!([1, 2, 4, 9].map(|mentions| title.of(mentions, 1)), [60, 84, 108, 108]);
        assert_eq!([0, 1, 31, 1000].map(|tokens| title.of(1, tokens)), [60, 60, 30, 1]);
    }

    #[test]
    fn numbers_that_nobody_looks_for_are_no_terms_of_long_texts() {
        let rules = FoldRules::default();
        let kept = |place: TextPlace, term| {
            Tokenizer::new(&rules).tokens(term).iter().all(|token| place.keeps(&token))
        };
        assert_eq!(
            ["7", "24", "408", "2023", "362322", "n017"].map(|term| kept(TextPlace::Body, term)),
            [false, false, true, true, false, true]
        );
        assert!(kept(TextPlace::Title, "7"));
    }
}
