//! Numbers that have words beside them, or other numbers before them: `Điều 5.`, `第一步：`, `1.2.`

use std::ops::Range;

use super::super::script;
use super::{Enumerator, NumeralKind, begins_title, place};

/// A number of several parts: `1.1. Vị trí`, `2.3.1 Quy mô`. Of two parts without a full stop behind, `1.5 ha`, only what a
/// capital letter follows, or one that has none.
pub(super) fn outline(line: &str) -> Option<(Enumerator<'_>, usize)> {
    let length = line.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number = line[..length].strip_suffix('.').unwrap_or(&line[..length]);
    let (above, last) = number.rsplit_once('.')?;
    let mut after = line[length..].chars();
    let shape = (NumeralKind::Number, None, Some('.'));
    let sound = above.split('.').chain([last]).all(|part| (1..=2).contains(&part.len()));
    let item = || Enumerator { shape, words: [above, ""], at: [last.parse().ok(), None, None] };
    if number.len() < length && begins_title(&line[length..]) {
        return sound.then(|| (item(), length));
    }
    let spaced = after.next().is_some_and(char::is_whitespace);
    let (first, second) = (after.next()?, after.next()?);
    let is_title = first.is_alphabetic() && !first.is_lowercase() && !second.is_uppercase();
    let fits = spaced && sound && (number.len() < length || above.contains('.') || is_title);
    fits.then(|| (item(), length))
}

/// A number with words beside it and a mark behind: `Điều 5.`, `Bước 1:`, `Step 2 – `, `第一步：`, `2단계:`.
pub(super) fn titled(line: &str) -> Option<(Enumerator<'_>, usize)> {
    let TitleEnd { length, mark, counts } = end_of_title(line)?;
    let title = line[..length].trim_end();
    let (number, kind, at) = if counts { figure_in(title) } else { letter_in(title) }?;
    let words = [title[..number.start].trim_end(), title[number.end..].trim_start()];
    let sound = |words: &str| words.chars().all(|c| c.is_alphabetic() || c == ' ');
    // On a line of its own a number counts whatever it stands behind; `第一回は` begins a sentence.
    let short = (mark.is_some() || words[1].is_empty())
        && words[0].split(' ').count() <= 3
        && !words[1].contains(' ');
    let fits = words != [""; 2] && words.into_iter().all(sound) && short;
    fits.then_some((
        Enumerator { shape: (kind, None, mark), words, at },
        length + mark.map_or(0, char::len_utf8),
    ))
}

/// Where the words and the number before a line end.
struct TitleEnd {
    length: usize,
    /// The mark behind them; none where nothing else stands on the line.
    mark: Option<char>,
    /// Whether a figure is among them.
    counts: bool,
}

fn end_of_title(line: &str) -> Option<TitleEnd> {
    /// How many characters these words have at most.
    const MOST: usize = 24;
    let mut last = None;
    let mut counts = false;
    for (at, c) in line.char_indices().take(MOST) {
        if is_mere_letter(c) {
            last = Some(c);
            continue;
        }
        // Asked for behind a mark alone: nearly all of these characters are letters.
        let after = || line[at + c.len_utf8()..].chars().next();
        let spaced = || after().is_none_or(char::is_whitespace);
        let ends = match c {
            '\r' | '\n' => return Some(TitleEnd { length: at, mark: None, counts }),
            ',' | ';' => return None,
            '.' => {
                spaced()
                    || after().is_some_and(script::is_ideographic)
                    || counts && begins_title(&line[at + 1..])
            }
            ':' => !after().is_some_and(|after| after.is_ascii_digit() || after == '/'),
            '-' | '–' | '—' => spaced() || last.is_some_and(char::is_whitespace),
            ')' | '：' | '．' | '、' | '）' => true,
            // Of words that have no spaces between them, one ends the number.
            ' ' | '\u{3000}' => counts && last.is_some_and(|last| script::is_cjk(last) && !is_eastern(last)),
            _ => false,
        };
        if ends {
            return Some(TitleEnd { length: at, mark: Some(c), counts });
        }
        counts |= script::digit(c).is_some() || is_eastern(c);
        last = Some(c);
    }
    (line.chars().nth(MOST).is_none()).then_some(TitleEnd { length: line.len(), mark: None, counts })
}

/// Whether a character is of the letters that texts are mostly made of and that neither end nor number anything: Latin ones,
/// kana, Hangul.
fn is_mere_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ḁ'..='ỿ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '가'..='힣')
}

/// Where a number stands among a few words, of which kind it is, and its place in its order.
type NumberAt = (Range<usize>, NumeralKind, [Option<usize>; 3]);

/// The one number among a few words.
fn figure_in(title: &str) -> Option<NumberAt> {
    /// How many digits a year has.
    const MOST: usize = 4;
    let group = |is: &dyn Fn(char) -> bool| {
        let start = title.find(is)?;
        let length = title[start..].find(|c| !is(c)).unwrap_or(title.len() - start);
        Some(start..start + length)
    };
    if let Some(digits) = group(&|c| script::digit(c).is_some()) {
        let plain: String = title[digits.clone()].chars().filter_map(script::digit).collect();
        let at = plain.parse().ok().filter(|_| plain.len() <= MOST)?;
        return Some((digits, NumeralKind::Number, [Some(at), None, None]));
    }
    let numerals = group(&is_eastern)?;
    let at = eastern(&title[numerals.clone()])?;
    Some((numerals, NumeralKind::Eastern, [Some(at), None, None]))
}

/// The Roman number or letter behind a few words.
fn letter_in(title: &str) -> Option<NumberAt> {
    let start = title.rfind(' ')? + 1;
    let (kind, at) = place(&title[start..])
        .filter(|(kind, _)| matches!(kind, NumeralKind::Small | NumeralKind::Capital))?;
    Some((start..title.len(), kind, at))
}

/// A Chinese numeral of small numbers.
fn is_eastern(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The number that Chinese numerals write, up to 99: `三`, `十二`, `二十一`.
pub(super) fn eastern(numerals: &str) -> Option<usize> {
    let digit = |part: &str| match part.chars().count() {
        1 => "一二三四五六七八九".chars().position(|c| part.starts_with(c)).map(|at| at + 1),
        _ => None,
    };
    let Some((tens, ones)) = numerals.split_once('十') else { return digit(numerals) };
    let tens = if tens.is_empty() { 1 } else { digit(tens)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones)? };
    Some(tens * 10 + ones)
}
