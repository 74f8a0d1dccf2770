//! Tells stars and underscores that are signs from those that are emphasis, and lets emphasis stand beside punctuation
//! where no space separates words.
//!
//! `CommonMark` decides by the neighbours of a run of `*` whether it opens or closes emphasis. By its rules the stars of
//! `20*30*5 m` are emphasis and so are those of `(*) … (**)`: here they are signs. And by its rules neither the second
//! run of `**重要：**投資` closes nor the first of `これは**「重要」**です` opens, since it takes for granted that a space
//! follows punctuation: here a marker between such a run and the punctuation lets them. A single star is as likely a
//! sign, of multiplication or of a note, so it is only mended where a quotation stands between two of them.
//!
//! The parser has a mended rule for punctuation upstream; once a release has it, the markers can go.

use std::ops::Range;

use super::prepared::Preparation;
use super::scan;
use super::script::{closes, is_cjk, opens};

/// What stood before in the paragraph.
#[derive(Default)]
pub(super) struct Emphasis {
    /// Where the last single star ended that may open emphasis.
    single: Option<usize>,
    /// Whether a single star is open.
    stressed: bool,
    /// Whether a run of two stars is open, and whether one of two tildes is.
    strong: bool,
    struck: bool,
}

impl Emphasis {
    /// Forgets what stood before, where a paragraph ends.
    pub(super) fn end_line(&mut self, source: &str, next: usize) {
        if source[next..].trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) {
            *self = Emphasis::default();
        }
    }

    /// Looks at a run of `*`, `_` or `~`.
    pub(super) fn run(&mut self, source: &str, run: Range<usize>, findings: &mut Preparation) {
        let (before, after) = (&source[..run.start], &source[run.end..]);
        // Beside the start or the end of a text a run stands as beside a space.
        let left = before.chars().next_back().unwrap_or('\n');
        let right = after.chars().next().unwrap_or('\n');
        let sign = source.as_bytes()[run.start];
        if sign == b'~' && run.len() != 2 {
            return;
        }
        if left != '\\' && self.is_sign(before, &source[run.clone()], after) {
            return findings.stand_in(run);
        }
        if sign == b'_' {
            return;
        }
        let side = place((left, right), run.len());
        let mended = side.filter(|_| run.len() > 1 || self.is_quotation(source, &run, (left, right)));
        match mended {
            Some(MarkerSide::Before) => findings.marker(run.start),
            Some(MarkerSide::After) => findings.marker(run.end),
            None => {}
        }
        match run.len() {
            1 => {
                self.single = Some(run.end);
                self.stressed = if self.stressed { left.is_whitespace() } else { !right.is_whitespace() };
            }
            2 if left.is_whitespace() && right.is_whitespace() => {}
            2 if sign == b'*' => self.strong = !self.strong,
            2 => self.struck = !self.struck,
            _ => {}
        }
    }

    /// Whether a run is a sign and no emphasis.
    fn is_sign(&self, before: &str, run: &str, after: &str) -> bool {
        if is_blank(before, run, after) {
            return true;
        }
        let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
            return false;
        };
        // `(*)` marks a note.
        if opens(left) && closes_bracket(right) || left == right && matches!(left, '"' | '\'') {
            return true;
        }
        let digits = left.is_numeric() && right.is_numeric();
        // `2*a*3` is a formula: no language that puts spaces between words stresses a part of one with figures.
        let formula = left.is_ascii_alphanumeric()
            && right.is_ascii_alphanumeric()
            && (left.is_ascii_digit() || right.is_ascii_digit());
        match run {
            "*" => {
                formula
                    || is_wildcard(left, right)
                    || !self.stressed && is_between_groups(left, right, after)
                    || ends_in_quantity(before) && begins_with_quantity(after)
                    || !self.stressed && is_within_word(left, after)
            }
            "**" => !self.strong && digits,
            "~~" => !self.struck && digits,
            _ => false,
        }
    }

    /// Whether a single star that would be mended opens or closes a quotation, `は*「重要」*です`, or closes emphasis
    /// that nothing but emphasis can have opened, `、*重要（予定）*です`.
    fn is_quotation(&self, source: &str, run: &Range<usize>, (left, right): (char, char)) -> bool {
        if quotes(right) {
            return true;
        }
        let Some(open) = self.single else { return false };
        let inside = source[open..run.start].chars().next();
        let outside = source[..open - 1].chars().next_back();
        let bare = |c: char| c.is_whitespace() || !(c.is_alphanumeric() || closes_bracket(c));
        quotes(left) && inside.is_some_and(quotes) || outside.is_none_or(bare)
    }
}

/// Whether a run is to be filled in, or stands for anything: `____`, `__/__/2024`, `*.*`. Nothing is stressed that has
/// neither letter nor figure. A run alone on its line is a rule across the page.
fn is_blank(before: &str, run: &str, after: &str) -> bool {
    /// How many bytes of signs stand between two such runs.
    const MOST: usize = 3;
    let sign = run.chars().next().unwrap_or_default();
    let between = |c: char| match sign {
        '_' => matches!(c, '/' | ':' | '.' | '-' | ',' | ';' | '／' | '：'),
        '*' => matches!(c, '/' | '.'),
        _ => false,
    };
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let spaced = |c: char| c.is_whitespace() || between(c);
    let next = after.trim_start_matches(between);
    let last = before.trim_end_matches(between);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let beside = !letter(left) && !letter(right) || left.is_some_and(between) || right.is_some_and(between);
    let near = |signs: usize| (1..=MOST).contains(&signs);
    left.is_none_or(|c| spaced(c) || opens(c)) && near(after.len() - next.len()) && next.starts_with(sign)
        || right.is_none_or(|c| spaced(c) || closes(c))
            && near(before.len() - last.len())
            && last.ends_with(sign)
        || run.starts_with("____") && beside && !is_line(before, after)
}

/// Whether nothing else stands on a line.
fn is_line(before: &str, after: &str) -> bool {
    let spaces = [' ', '\t', '\r'];
    let (before, after) = (before.trim_end_matches(spaces), after.trim_start_matches(spaces));
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}

/// Whether a star stands for any name, as in `"*.pdf"`, `plans/*.png` and `src/*`: emphasis neither begins behind a slash or a
/// mark of quotation with a point, nor ends behind a slash.
fn is_wildcard(left: char, right: char) -> bool {
    match left {
        '/' => !right.is_alphanumeric(),
        _ => right == '.' && (opens(left) || quotes(left) || left == '`'),
    }
}

/// A mark of quotation, which groups no factors as a round bracket may.
fn quotes(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '«'
            | '»'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
    )
}

/// Whether a star stands between two things in brackets or quotation marks, `[1]*[2]`, `“a”*“b”`. The quotation marks of East
/// Asia are not among them: beside those stands emphasis, for no space does. A link behind it is stressed, too.
fn is_between_groups(left: char, right: char, after: &str) -> bool {
    let is_link = || right == '[' && after.find(']').is_some_and(|end| after[end + 1..].starts_with('('));
    matches!(left, ')' | ']' | '}' | '”' | '’' | '»' | '）' | '］')
        && matches!(right, '(' | '[' | '{' | '“' | '‘' | '«' | '（' | '［')
        && !is_link()
}

fn closes_bracket(c: char) -> bool {
    closes(c)
        && !matches!(
            c,
            '、' | '。' | '，' | '．' | '！' | '？' | '：' | '；' | ',' | '.' | ';' | ':' | '!' | '?' | '|'
        )
}

/// Whether a text ends in a figure, with its unit or what it measures: `20`, `20 m`, `4（米）`, `(3+2)`.
fn ends_in_quantity(text: &str) -> bool {
    /// How many letters a unit has, and how many characters a bracket that says what is measured.
    const UNIT: usize = 4;
    const BRACKET: usize = 24;
    let mut rest = text.chars().rev().peekable();
    if rest.next_if(|c| matches!(c, ')' | '）')).is_some() {
        let inside = rest.by_ref().take(BRACKET).take_while(|c| !matches!(c, '(' | '（' | '\n'));
        if inside.filter(|c| c.is_numeric()).count() > 0 {
            return true;
        }
    }
    let unit =
        |c: char| c.is_alphabetic() || matches!(c, '%' | '°' | '′' | '″' | '㎡' | '㎥' | '㎞' | '㎝' | '㎜');
    let letters = std::iter::from_fn(|| rest.next_if(|&c| unit(c))).take(UNIT).count();
    if letters > 0 {
        rest.next_if(|&c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'));
    }
    rest.next().is_some_and(char::is_numeric)
}

/// Whether a text begins with a figure, perhaps in a bracket or with a sign before it.
fn begins_with_quantity(text: &str) -> bool {
    text.trim_start_matches(['(', '（', '-', '−', '+']).starts_with(char::is_numeric)
}

/// Whether a star stands within a word that has no other: `a*b + c*d`. In a language with spaces between words, emphasis
/// that begins within a word ends there.
fn is_within_word(left: char, after: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() && !is_cjk(c);
    let end = scan::looked(after.find(|c: char| c == '*' || c.is_whitespace()), after.len());
    letter(left) && after.starts_with(letter) && !end.is_some_and(|end| after[end..].starts_with('*'))
}

/// The side of a run on which the marker goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkerSide {
    Before,
    After,
}

fn place((before, after): (char, char), run: usize) -> Option<MarkerSide> {
    if before.is_whitespace() || after.is_whitespace() || before == '\\' || before == '_' || after == '_' {
        // Beside a space the rules are right; `\*` is no run; and a letter beside `_` would stop its own emphasis.
        return None;
    }
    let cjk = is_cjk(before) || is_cjk(after);
    match (before.is_alphanumeric(), after.is_alphanumeric()) {
        // Vietnamese glues particles to a closing quotation mark, `**"quan trọng"**nhé`.
        (false, true) if !opens(before) && (cjk || run >= 2) => Some(MarkerSide::Before),
        (true, false) if !closes(after) && cjk => Some(MarkerSide::After),
        _ => None,
    }
}
