//! What stands before the items of a list that is none to Markdown: `a)`, `(1)`, `①`, `가.`, `・`, `Điều 5.`

mod words;

use super::script;
use words::{eastern, outline, titled};

/// The number, letter or dot before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enumerator<'t> {
    /// What it is, with the marks around it: those of one list have the same.
    shape: (NumeralKind, Option<char>, Option<char>),
    /// The words before and behind the number, where it has any: `Điều 5.`, `2단계:`.
    words: [&'t str; 2],
    /// Its place in each order that has it: letters are counted in the English way and in the Vietnamese.
    at: [Option<usize>; 3],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumeralKind {
    Number,
    Small,
    Capital,
    Eastern,
    Circled,
    Dot(char),
    /// As many of one sign as its place says: `*`, `**`.
    Stars,
}

/// The letters that Vietnamese laws count points by.
const VIETNAMESE: &str = "abcdđeghiklmnopqrstuvxy";
/// The figures of notes, which do not stand in their order in Unicode.
const RAISED: &str = "¹²³⁴⁵⁶⁷⁸⁹";
const ROMAN: &str = "i ii iii iv v vi vii viii ix x xi xii";
const EASTERN: &[&str] = &[
    "アイウエオカキクケコサシスセソタチツテト",
    "가나다라마바사아자차카타파하",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "甲乙丙丁戊己庚辛壬癸",
];

impl<'t> Enumerator<'t> {
    /// Whether a line that begins with a letter of ASCII may have one: most lines begin with a word and no number.
    pub(super) fn may_begin(line: &str) -> bool {
        line.bytes().take(5).any(|byte| matches!(byte, b')' | b'.')) || titled(line).is_some()
    }

    /// The enumerator with which a line begins, and how long it is.
    pub(super) fn read(line: &'t str) -> Option<(Enumerator<'t>, usize)> {
        let wordless =
            || dot(line).or_else(|| stars(line)).or_else(|| circled(line)).or_else(|| article(line));
        wordless().or_else(|| label(line)).or_else(|| outline(line)).or_else(|| titled(line))
    }

    /// That of an item which is one to Markdown too, from its sign to the end of its line.
    pub(super) fn of_item(line: &'t str) -> Option<(Enumerator<'t>, usize)> {
        let first = line.chars().next()?;
        let bullet =
            || (Enumerator::bare((NumeralKind::Dot(first), None, None), [None; 3]), first.len_utf8());
        if matches!(first, '-' | '+' | '*') { Some(bullet()) } else { label(line) }
    }

    /// Whether an item with this one comes next after one with the other.
    pub(super) fn follows(&self, before: &Enumerator<'_>) -> bool {
        let next = |(own, last): (&Option<usize>, &Option<usize>)| {
            own.zip(*last).is_some_and(|(own, last)| own == last + 1)
        };
        match (self.shape.0, before.shape.0) {
            (NumeralKind::Dot(own), NumeralKind::Dot(last)) => {
                own == last || is_bullet(own) && is_bullet(last)
            }
            _ => {
                self.shape == before.shape
                    && self.words == before.words
                    && self.at.iter().zip(&before.at).any(next)
            }
        }
    }

    /// One without words around it.
    fn bare(shape: (NumeralKind, Option<char>, Option<char>), at: [Option<usize>; 3]) -> Enumerator<'t> {
        Enumerator { shape, words: [""; 2], at }
    }
}

/// A dot or dash, with a space behind it or glued to a word; the dots of East Asia and of Word's fonts need none.
fn dot(line: &str) -> Option<(Enumerator<'_>, usize)> {
    let mut letters = line.chars();
    let (first, after) = (letters.next()?, letters.next()?);
    let is_dot = match first {
        '-' | '+' | '*' => after.is_alphabetic(),
        '–' | '—' | '−' | '－' | '＋' | '＊' | '※' => {
            after.is_whitespace() || after.is_alphabetic()
        }
        // The Korean letter that stands for a dot.
        'ㅇ' => after.is_whitespace(),
        // Two of them stand for a name that is not told, `○○市`, or for a number of stars.
        _ => is_bullet(first) && after != first && !after.is_numeric(),
    };
    is_dot.then(|| (Enumerator::bare((NumeralKind::Dot(first), None, None), [None; 3]), first.len_utf8()))
}

/// The marks of notes under a table: `*`, `**`, alone or in brackets.
fn stars(line: &str) -> Option<(Enumerator<'_>, usize)> {
    let open = line.chars().next().filter(|c| matches!(c, '(' | '（'));
    let inner = &line[open.map_or(0, char::len_utf8)..];
    let rest = inner.trim_start_matches('*');
    let count = inner.len() - rest.len();
    let close = rest.chars().next().filter(|c| matches!(c, ')' | '）'));
    let after = &rest[close.map_or(0, char::len_utf8)..];
    let fits = (1..=4).contains(&count)
        && (open.is_none() || close.is_some())
        && (close.is_some() || after.starts_with(char::is_whitespace))
        && !after.trim().is_empty();
    let stars = || Enumerator::bare((NumeralKind::Stars, open, close), [Some(count), None, None]);
    fits.then(|| (stars(), line.len() - after.len()))
}

/// A sign that stands for nothing but a dot before an item: Korean texts have another for each level, `□`, `○`, `▶`.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '・' | '･' | '·' | '∙' | '⋅' | '⦁' | '◦' | '‣' | '➢' | '➤' | '✓' | '✔' | '❖' | '★' | '☆' | '☞' | 'ㅇ' | '〇'
            | '■'..='□' | '▣'..='▫' | '▲'..='△' | '▶'..='▷' | '►'..='▻' | '◆'..='◈' | '○' | '◎'..='●'
            | '\u{f000}'..='\u{f0ff}'
    )
}

fn circled(line: &str) -> Option<(Enumerator<'_>, usize)> {
    let first = line.chars().next()?;
    let start = match first {
        '¹' | '²' | '³' | '⁴'..='⁹' => '¹',
        '①'..='⑳' => '①',
        '⑴'..='⒇' => '⑴',
        'ⓐ'..='ⓩ' => 'ⓐ',
        '❶'..='❿' => '❶',
        'Ⅰ'..='Ⅻ' => 'Ⅰ',
        'ⅰ'..='ⅻ' => 'ⅰ',
        '㉠'..='㉭' => '㉠',
        '㉮'..='㉻' => '㉮',
        _ => return None,
    };
    let raised = RAISED.chars().position(|c| c == first);
    let at = [raised.or_else(|| (first as usize).checked_sub(start as usize)), None, None];
    Some((Enumerator::bare((NumeralKind::Circled, Some(start), None), at), first.len_utf8()))
}

/// A number or letter with a mark behind it, and perhaps a bracket before it.
fn label(line: &str) -> Option<(Enumerator<'_>, usize)> {
    let open = line.chars().next().filter(|c| matches!(c, '(' | '（' | '[' | '［' | '【' | '〔'));
    let inner = &line[open.map_or(0, char::len_utf8)..];
    // No label is longer than `viii`. Most lines begin with a word instead, which no mark ends.
    let mut letters = inner.char_indices().take(6);
    let (length, close) = letters.find(|(_, c)| !c.is_alphanumeric()).filter(|(_, c)| is_mark(*c))?;
    let (label, rest) = inner.split_at(length);
    let behind = &rest[close.len_utf8()..];
    let after = behind.chars().next()?;
    let (kind, at) = place(label)?;
    let fits = match close {
        ')' | '）' => !matches!(open, Some('[' | '［' | '【' | '〔')),
        ']' | '］' | '】' | '〕' => {
            matches!(open, Some('[' | '［' | '【' | '〔')) && !matches!(after, '(' | ':')
        }
        '.' | '．' | '、' if open.is_some() => false,
        '/' | '-' => {
            open.is_none() && (after.is_whitespace() || kind == NumeralKind::Number && begins_title(behind))
        }
        // Where words have no spaces between them, a full stop has none behind it: `1.概要`; elsewhere it is forgotten.
        '.' => {
            after.is_whitespace()
                || script::is_ideographic(after)
                || begins_title(behind)
                || kind == NumeralKind::Number && begins_word(behind)
        }
        '．' | '、' => kind != NumeralKind::Small,
        _ => false,
    };
    let length = line.len() - rest.len() + close.len_utf8();
    fits.then(|| (Enumerator::bare((kind, open, Some(close)), at), length))
}

/// What stands behind a label.
fn is_mark(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '］' | '】' | '〕' | '.' | '．' | '、' | '/' | '-')
}

/// Whether a text begins with a word of its own, glued to what stands before it: `Một`, `**Một**`, `“Một”`, `토지`. Of `A.B`
/// each letter is one of a name that is cut short.
fn begins_title(text: &str) -> bool {
    let mut letters = text.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return false };
    let is_long = second.map_or(!first.is_uppercase(), |second| !second.is_uppercase() && second != '.');
    match first {
        '*' | '_' | '[' | '“' | '"' | '«' | '「' | '『' | '《' => {
            second.is_some_and(|c| !c.is_whitespace())
        }
        _ => first.is_alphabetic() && !first.is_lowercase() && is_long,
    }
}

/// Whether a text begins with a word of at least two letters: `1.một`, but not `1.a`.
fn begins_word(text: &str) -> bool {
    text.chars().take_while(|c| c.is_alphabetic()).nth(1).is_some()
}

/// An article or chapter of a law: `第１条`, `第二章`, `제3조`.
fn article(line: &str) -> Option<(Enumerator<'_>, usize)> {
    let open = line.chars().next().filter(|c| matches!(c, '第' | '제'))?;
    let inner = &line[open.len_utf8()..];
    let is_unit = |c: char| "条條章節节款項项編编조장절항".contains(c);
    let (length, unit) = inner.char_indices().take(4).find(|(_, c)| is_unit(*c))?;
    let (kind, at) = place(&inner[..length])?;
    let enumerator = Enumerator::bare((kind, Some(open), Some(unit)), at);
    Some((enumerator, open.len_utf8() + length + unit.len_utf8()))
}

/// What a label counts in, and its place there.
fn place(label: &str) -> Option<(NumeralKind, [Option<usize>; 3])> {
    // None is longer than `viii`.
    if label.chars().nth(4).is_some() {
        return None;
    }
    let digits: Option<String> = label.chars().map(script::digit).collect();
    if let Some(digits) = digits.filter(|digits| (1..=2).contains(&digits.len())) {
        return Some((NumeralKind::Number, [digits.parse().ok(), None, None]));
    }
    if let Some(number) = eastern(label) {
        return Some((NumeralKind::Eastern, [Some(number), None, None]));
    }
    let one = label.chars().next().filter(|_| label.chars().count() == 1);
    let lettered = one.and_then(|one| EASTERN.iter().find_map(|order| order.chars().position(|c| c == one)));
    if lettered.is_some() {
        return Some((NumeralKind::Eastern, [lettered, None, None]));
    }
    // Nearly every short word is told here to be none.
    let is_roman = || label.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    if one.is_none() && !is_roman() {
        return None;
    }
    let small = label.to_lowercase();
    let kind = if small == label { NumeralKind::Small } else { NumeralKind::Capital };
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
            ("□ 개요", "○ 일시"),
            ("ㅇ 일시", "ㅇ 장소"),
            ("◎概要", "◎目的"),
            ("1.概要", "2.目的"),
            ("1.Một việc", "2.Hai việc"),
            ("1.một việc", "2.hai việc"),
            ("1.LAND", "2.WATER"),
            ("1.**Đất**", "2.**Nước**"),
            ("1.“Đất”", "2.“Nước”"),
            ("1.토지", "2.물"),
            ("가.토지", "나.물"),
            ("a.Đất", "b.Nước"),
            ("I.Đất", "II.Nước"),
            ("A.Đất", "B.Nước"),
            ("1/Đất", "2/Nước"),
            ("1-Đất", "2-Nước"),
            ("1.1.Vị trí", "1.2.Quy mô"),
            ("Điều 5.Đất", "Điều 6.Nước"),
            ("Ⅰ．概要", "Ⅱ．目的"),
            ("第１条　目的", "第２条　定義"),
            ("第一章 总则", "第二章 范围"),
            ("제1조 목적", "제2조 정의"),
            ("A．概要", "B．目的"),
            ("Điều 5. Đất", "Điều 6. Nước"),
            ("Khoản 9: Đất", "Khoản 10: Nước"),
            ("Bước 1: Nộp", "Bước 2: Nhận"),
            ("Giai đoạn 1 – Đất", "Giai đoạn 2 – Nước"),
            ("Chương I. Đất", "Chương II. Nước"),
            ("Phương án A: đất", "Phương án B: nước"),
            ("Năm 2022: 10 ha", "Năm 2023: 12 ha"),
            ("Phụ lục 1", "Phụ lục 2"),
            ("Article 5. Land", "Article 6. Water"),
            ("Step 1: apply", "Step 2: receive"),
            ("第一步：申请", "第二步：领取"),
            ("步骤1：申请", "步骤2：领取"),
            ("十、土地", "十一、水"),
            ("第十条 土地", "第十一条 水"),
            ("ステップ１：申請", "ステップ２：受領"),
            ("1단계: 신청", "2단계: 수령"),
            ("제1단계 신청", "제2단계 수령"),
            ("단계 1. 신청", "단계 2. 수령"),
            ("1.1. Vị trí", "1.2. Quy mô"),
            ("1.1 Vị trí", "1.2 Quy mô"),
            ("1/ Đất", "2/ Nước"),
            ("a- Đất", "b- Nước"),
            ("* Số liệu sơ bộ", "** Ước tính"),
            ("(*) Số liệu sơ bộ", "(**) Ước tính"),
            ("¹ Sơ bộ", "² Ước tính"),
            ("[1] Báo cáo", "[2] Kế hoạch"),
            ("· Đất", "· Nước"),
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
            ("• đất", "– nước"),
            ("○○市", "○○県"),
            ("第一回は", "第二回は"),
            ("1.5公顷", "2.5公顷"),
            ("1.a", "2.b"),
            ("1-a", "2-b"),
            ("1/2 ha", "2/3 ha"),
            ("1.50 USD", "2.50 USD"),
            ("A.B. Nguyễn", "B.C. Trần"),
            ("a、b", "b、c"),
            ("1.5 ha", "1.6 ha"),
            ("1.5 MW", "1.6 MW"),
            ("Điều 5. Đất", "Điều 7. Nước"),
            ("Điều 5. Đất", "Khoản 6. Nước"),
            ("Năm 2022 đạt 10 ha.", "Năm 2023 đạt 12 ha."),
            ("lúc 8:00", "lúc 9:00"),
            ("2022年は10ha", "2023年は12ha"),
            ("một, hai", "ba, bốn"),
            ("[1](a)", "[2](b)"),
        ] {
            assert!(!follow(first, second), "{first} {second}");
        }
    }
}
