//! The tokens of one text, in one string.

/// What a text is looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// What is looked up.
    pub term: &'t str,
    /// The word with its marks, where it has any.
    pub exact: Option<&'t str>,
    /// The word as it stood.
    pub shown: &'t str,
    /// Whether it is a word of Latin letters and digits.
    pub is_word: bool,
    /// Whether a question may contain it without meaning it.
    pub is_soft: bool,
    /// Whether it is a pair over a space.
    pub is_gap: bool,
    /// Whether its last character ends a run of two or more.
    pub is_tail: bool,
}

/// Tokens in the order of their text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    text: String,
    list: Vec<Kept>,
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    term: Stretch,
    exact: Option<Stretch>,
    shown: Stretch,
    is_word: bool,
    is_soft: bool,
    is_gap: bool,
    is_tail: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    start: usize,
    end: usize,
}

impl Kept {
    fn of(term: Stretch) -> Kept {
        Kept { term, exact: None, shown: term, is_word: false, is_soft: false, is_gap: false, is_tail: false }
    }
}

impl Tokens {
    /// The tokens, one by one.
    pub fn iter(&self) -> impl Iterator<Item = Token<'_>> {
        let text = |span: Stretch| &self.text[span.start..span.end];
        self.list.iter().map(move |kept| Token {
            term: text(kept.term),
            exact: kept.exact.map(text),
            shown: text(kept.shown),
            is_word: kept.is_word,
            is_soft: kept.is_soft,
            is_gap: kept.is_gap,
            is_tail: kept.is_tail,
        })
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.list.clear();
    }

    /// Adds a token as it is. The string keeps a form once that is the same as the term.
    pub(super) fn push(&mut self, token: Token<'_>) {
        let term = self.keep(token.term);
        let exact = token.exact.map(|exact| self.keep(exact));
        let shown = if token.shown == token.term { term } else { self.keep(token.shown) };
        let Token { is_word, is_soft, is_gap, is_tail, .. } = token;
        self.list.push(Kept { term, exact, shown, is_word, is_soft, is_gap, is_tail });
    }

    /// Adds a pair of characters.
    pub(super) fn push_pair(&mut self, pair: [char; 2], is_soft: bool) {
        let start = self.text.len();
        pair.into_iter().for_each(|c| self.text.push(c));
        let term = Stretch { start, end: self.text.len() };
        self.list.push(Kept { is_soft, ..Kept::of(term) });
    }

    /// Says that what was added last ends a run.
    pub(super) fn end_run(&mut self) {
        if let Some(last) = self.list.last_mut() {
            last.is_tail = true;
        }
    }

    /// Says that what was added last is a pair over a space.
    pub(super) fn bridge(&mut self) {
        if let Some(last) = self.list.last_mut() {
            last.is_gap = true;
        }
    }

    /// Which token was added last, to be named to [`Tokens::push_beside`].
    pub(super) fn last(&self) -> usize {
        self.list.len().saturating_sub(1)
    }

    /// Adds the pair of the terms of two words side by side, the second of which was added last.
    pub(super) fn push_beside(&mut self, first: usize) {
        let (Some(first), Some(second)) = (self.list.get(first), self.list.last()) else { return };
        let (first, second) = (first.term, second.term);
        let start = self.text.len();
        self.text.extend_from_within(first.start..first.end);
        self.text.push('_');
        self.text.extend_from_within(second.start..second.end);
        let term = Stretch { start, end: self.text.len() };
        self.list.push(Kept { is_soft: true, is_gap: true, ..Kept::of(term) });
    }

    /// Who types nothing but soft words means them.
    pub(super) fn settle(&mut self) {
        if self.list.iter().all(|token| token.is_soft) {
            self.list.iter_mut().for_each(|token| token.is_soft = token.is_gap);
        }
    }

    fn keep(&mut self, text: &str) -> Stretch {
        let start = self.text.len();
        self.text.push_str(text);
        Stretch { start, end: self.text.len() }
    }
}

impl<'t> Token<'t> {
    /// A term and nothing else to say of it.
    pub(super) fn of(term: &'t str) -> Token<'t> {
        Token {
            term,
            exact: None,
            shown: term,
            is_word: false,
            is_soft: false,
            is_gap: false,
            is_tail: false,
        }
    }
}
