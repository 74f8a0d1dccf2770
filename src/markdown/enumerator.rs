//! What stands before the items of a list that is none to Markdown: `a)`, `(1)`, `①`, `가.`, `・`.

use super::script;

/// The number, letter or dot before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enumerator {
    /// What it is, with the marks around it: those of one list have the same.
    shape: (Kind, Option<char>, Option<char>),
    /// Its place in each order that has it: letters are counted in the English way and in the Vietnamese.
    at: [Option<usize>; 3],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Small,
    Capital,
    Eastern,
    Circled,
    Dot(char),
}

/// The letters that Vietnamese laws count points by.
const VIETNAMESE: &str = "abcdđeghiklmnopqrstuvxy";
const ROMAN: &str = "i ii iii iv v vi vii viii ix x xi xii";
const EASTERN: &[&str] = &[
    "一二三四五六七八九十",
    "アイウエオカキクケコサシスセソタチツテト",
    "가나다라마바사아자차카타파하",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "甲乙丙丁戊己庚辛壬癸",
];

impl Enumerator {
    /// Whether a line that begins with a letter of ASCII may have one: most lines begin with a word.
    pub(super) fn may_begin(line: &str) -> bool {
        line.bytes().take(5).any(|byte| matches!(byte, b')' | b'.'))
    }

    /// The enumerator with which a line begins, and how long it is.
    pub(super) fn read(line: &str) -> Option<(Enumerator, usize)> {
        dot(line).or_else(|| circled(line)).or_else(|| label(line))
    }

    /// Whether an item with this one comes next after one with the other.
    pub(super) fn follows(&self, before: &Enumerator) -> bool {
        let next = |(own, last): (&Option<usize>, &Option<usize>)| {
            own.zip(*last).is_some_and(|(own, last)| own == last + 1)
        };
        let same_dot = matches!(self.shape.0, Kind::Dot(_));
        self.shape == before.shape && (same_dot || self.at.iter().zip(&before.at).any(next))
    }
}

/// A dot or dash, with a space behind it or glued to a word; the dots of East Asia and of Word's fonts need none.
fn dot(line: &str) -> Option<(Enumerator, usize)> {
    let mut letters = line.chars();
    let (first, after) = (letters.next()?, letters.next()?);
    let is_dot = match first {
        '-' | '+' | '*' => after.is_alphabetic(),
        '–' | '—' | '−' | '－' | '＋' | '＊' | '※' => {
            after.is_whitespace() || after.is_alphabetic()
        }
        '•'
        | '・'
        | '●'
        | '○'
        | '■'
        | '□'
        | '◆'
        | '◇'
        | '▪'
        | '◦'
        | '‣'
        | '➢'
        | '✓'
        | '✔'
        | '\u{f000}'..='\u{f0ff}' => true,
        _ => false,
    };
    let dot = Enumerator { shape: (Kind::Dot(first), None, None), at: [None; 3] };
    is_dot.then(|| (dot, first.len_utf8()))
}

fn circled(line: &str) -> Option<(Enumerator, usize)> {
    let first = line.chars().next()?;
    let start = match first {
        '①'..='⑳' => '①',
        '⑴'..='⒇' => '⑴',
        'ⓐ'..='ⓩ' => 'ⓐ',
        '❶'..='❿' => '❶',
        '㉠'..='㉭' => '㉠',
        '㉮'..='㉻' => '㉮',
        _ => return None,
    };
    let at = [Some(first as usize - start as usize), None, None];
    Some((Enumerator { shape: (Kind::Circled, Some(start), None), at }, first.len_utf8()))
}

/// A number or letter with a mark behind it, and perhaps a bracket before it.
fn label(line: &str) -> Option<(Enumerator, usize)> {
    let open = line.chars().next().filter(|c| matches!(c, '(' | '（'));
    let inner = &line[open.map_or(0, char::len_utf8)..];
    // No label is longer than `viii`.
    let mut letters = inner.char_indices().take(6);
    let (length, _) = letters.find(|(_, c)| !c.is_alphanumeric())?;
    let (label, rest) = inner.split_at(length);
    let close = rest.chars().next()?;
    let after = rest[close.len_utf8()..].chars().next()?;
    let (kind, at) = place(label)?;
    let fits = match close {
        ')' | '）' => true,
        '.' | '．' | '、' if open.is_some() => false,
        '.' => after.is_whitespace(),
        '．' | '、' => matches!(kind, Kind::Number | Kind::Eastern),
        _ => false,
    };
    let length = line.len() - rest.len() + close.len_utf8();
    fits.then_some((Enumerator { shape: (kind, open, Some(close)), at }, length))
}

/// What a label counts in, and its place there.
fn place(label: &str) -> Option<(Kind, [Option<usize>; 3])> {
    let digits: Option<String> = label.chars().map(script::digit).collect();
    if let Some(digits) = digits.filter(|digits| (1..=2).contains(&digits.len())) {
        return Some((Kind::Number, [digits.parse().ok(), None, None]));
    }
    let one = label.chars().next().filter(|_| label.chars().count() == 1);
    let eastern = one.and_then(|one| EASTERN.iter().find_map(|order| order.chars().position(|c| c == one)));
    if eastern.is_some() {
        return Some((Kind::Eastern, [eastern, None, None]));
    }
    let small = label.to_lowercase();
    let kind = if small == label { Kind::Small } else { Kind::Capital };
    let letter = |order: &str| one.and_then(|_| order.chars().position(|c| small.starts_with(c)));
    let roman = ROMAN.split(' ').position(|roman| roman == small);
    let at = [letter("abcdefghijklmnopqrstuvwxyz"), letter(VIETNAMESE), roman];
    at.iter().any(Option::is_some).then_some((kind, at))
}

#[cfg(test)]
mod tests {
    use super::Enumerator;

    /// Whether the second line counts on from the first.
    fn follow(first: &str, second: &str) -> bool {
        let read = |line| Enumerator::read(line).map(|(item, _)| item);
        read(second).zip(read(first)).is_some_and(|(second, first)| second.follows(&first))
    }

    #[test]
    fn items_of_one_list_follow_each_other() {
        for (first, second) in [
            ("a) đất", "b) nước"),
            ("d) đất", "đ)nước"),
            ("đ) đất", "e) nước"),
            ("d) land", "e) water"),
            ("i) land", "ii) water"),
            ("h) land", "i) water"),
            ("A. Đất", "B. Nước"),
            ("(1) 土地", "(2) 水"),
            ("（一）土地", "（二）水"),
            ("一、土地", "二、水"),
            ("２．土地", "３．水"),
            ("2. đất", "3. nước"),
            ("①土地", "②水"),
            ("가. 토지", "나. 물"),
            ("ㄱ) 토지", "ㄴ) 물"),
            ("・土地", "・水"),
            ("• đất", "• nước"),
            ("– đất", "– nước"),
            ("-Đất", "-Nước"),
            ("\u{f0b7} đất", "\u{f0b7} nước"),
        ] {
            assert!(follow(first, second), "{first} {second}");
        }
    }

    #[test]
    fn lines_of_prose_do_not() {
        for (first, second) in [
            ("a) đất", "c) nước"),
            ("a) đất", "B) nước"),
            ("(a) đất", "b) nước"),
            ("2024. 3. 15. 기준", "2025. 1. 1. 기준"),
            ("1.5 ha", "2.5 ha"),
            ("-5 °C", "-6 °C"),
            ("Đất (a)", "nước (b)"),
            ("A.B", "B.C"),
            ("甲方", "乙方"),
        ] {
            assert!(!follow(first, second), "{first} {second}");
        }
    }
}
