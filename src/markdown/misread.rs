//! Finds what its author meant as a table, a box or a paragraph and what this form of Markdown reads as something else.

use std::ops::Range;

use super::bullet;
use super::code;
use super::line::{self, is_delimiter_row};
use super::scan;
use super::script::is_cjk;
use super::writer::Writer;
use crate::base::nearest;
use crate::diag::Diagnostic;

/// Words that begin a box in other programs, with ours.
const BOXES: &[(&str, &str)] = &[
    ("note", "NOTE"),
    ("info", "NOTE"),
    ("abstract", "NOTE"),
    ("summary", "NOTE"),
    ("example", "NOTE"),
    ("details", "NOTE"),
    ("tip", "TIP"),
    ("hint", "TIP"),
    ("success", "TIP"),
    ("important", "IMPORTANT"),
    ("warning", "WARNING"),
    ("attention", "WARNING"),
    ("caution", "CAUTION"),
    ("danger", "CAUTION"),
    ("error", "CAUTION"),
];

/// The box of ours for the word that begins one of another program's.
fn our_box(word: &str) -> Option<&'static str> {
    BOXES.iter().find(|(theirs, _)| word.eq_ignore_ascii_case(theirs)).map(|(_, ours)| *ours)
}

/// What begins a box at the start of a line in another program, and the box of ours for it.
fn foreign_box(line: &str) -> Option<(&str, &'static str)> {
    let sign = ["!!!", "???", "[!", ":::"].into_iter().find(|sign| line.starts_with(sign))?;
    let rest = line[sign.len()..].trim_start_matches([':', '+', ' ', '{', '.']);
    let word = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len())];
    let ours = match our_box(word) {
        Some(ours) => ours,
        None if sign == ":::" && !word.is_empty() => "NOTE",
        None => return None,
    };
    let end = line.len() - rest.len() + word.len();
    let closed = line[end..].starts_with([']', '}']);
    Some((&line[..end + usize::from(closed)], ours))
}

/// What a line says between `[!` and `]`, where nothing else stands on it.
fn unknown_kind(line: &str) -> Option<&str> {
    /// Longer ones are words of a sentence.
    const LONGEST: usize = 40;
    let (kind, behind) = line.strip_prefix("[!")?.split_once(']')?;
    let is_kind =
        kind.contains(char::is_alphabetic) && kind.chars().count() <= LONGEST && !kind.contains('[');
    (is_kind && behind.trim().is_empty()).then_some(kind)
}

/// Words that somebody may write for each kind of box, in the languages of our authors and without their spaces.
const KINDS: &[(&str, &[&str])] = &[
    (
        "NOTE",
        &[
            "ghichú",
            "ghichu",
            "chúthích",
            "chuthich",
            "chúý",
            "chuy",
            "thôngtin",
            "thongtin",
            "注",
            "備考",
            "备注",
            "参考",
            "참고",
            "비고",
            "메모",
        ],
    ),
    ("TIP", &["mẹo", "meo", "gợiý", "goiy", "ヒント", "提示", "팁"]),
    ("IMPORTANT", &["lưuý", "luuy", "quantrọng", "quantrong", "重要", "중요"]),
    ("WARNING", &["cảnhbáo", "canhbao", "警告", "경고"]),
    ("CAUTION", &["thậntrọng", "thantrong", "nguyhiểm", "nguyhiem", "注意", "危険", "危险", "주의"]),
];

/// The kind of box that was meant by another word.
fn meant_kind(word: &str) -> Option<&'static str> {
    let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let said = KINDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(kind, _)| *kind);
    let near = || nearest(&word, KINDS.iter().map(|(kind, _)| *kind));
    said.or_else(|| our_box(&word))
        .or_else(|| KINDS.iter().map(|(kind, _)| *kind).find(|kind| Some(*kind) == near()))
}

/// The words behind a fence that no reader sees: of them only the first is read, as the language of the code. What stands
/// in quotation marks or has a sign in it is an attribute as other programs take it.
fn words_of_fence(info: &str, is_language: impl Fn(&str) -> bool) -> bool {
    let unquoted: String = info.split('"').step_by(2).collect();
    let is_word = |word: &&str| word.chars().all(|c| c.is_alphabetic() || ",.!?".contains(c));
    let first = unquoted.split_whitespace().next().unwrap_or_default();
    let words = unquoted.split_whitespace().filter(is_word).count();
    let most = if words > 1 && is_language(first) { 2 } else { 1 };
    words > most || (words > 0 && is_word(&first) && !first.is_ascii())
}

/// What the lines of a paragraph look like.
#[derive(Debug, PartialEq, Eq)]
enum Columns {
    /// A table without the row of `---` under its head.
    Undelimited,
    /// A table whose row of `---` has another number of columns than its head.
    Uneven { head: usize, delimiters: usize },
    /// Cells with tabs between them, as spreadsheets copy them.
    Tabs,
}

/// How many cells a row has: `|` ends one, also in code, unless a backslash stands before it.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let bytes = row.as_bytes();
    let ends = |at: &usize| bytes[*at] == b'|' && (*at == 0 || bytes[at - 1] != b'\\');
    let pipes = (0..bytes.len()).filter(ends).count();
    pipes + usize::from(bytes.is_empty() || !ends(&(bytes.len() - 1)))
}

/// What a paragraph looks like, and where in it the line begins that shows it.
fn columns(paragraph: &str) -> Option<(Columns, Range<usize>)> {
    let mut rows: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in paragraph.split_inclusive('\n') {
        let row = line.trim_start_matches([' ', '\t', '>']);
        rows.push((at + line.len() - row.len(), row.trim_end()));
        at += line.len();
    }
    let place = |nth: usize| rows[nth].0..rows[nth].0 + rows[nth].1.len();
    for (nth, (_, row)) in rows.iter().enumerate() {
        let next = rows.get(nth + 1).map(|(_, next)| *next);
        if let Some(next) = next.filter(|next| next.contains('|') && is_delimiter_row(next))
            && row.contains('|')
        {
            return Some((Columns::Uneven { head: cells(row), delimiters: cells(next) }, place(nth)));
        }
        let ends = row.ends_with('|') && cells(row) > 1;
        if row.starts_with('|') && (ends || next.is_some_and(|next| next.starts_with('|'))) {
            return Some((Columns::Undelimited, place(nth)));
        }
    }
    let pipes = cells(rows[0].1);
    if rows.len() > 1 && pipes > 1 && rows.iter().all(|(_, row)| cells(row) == pipes && row.contains(" | ")) {
        return Some((Columns::Undelimited, place(0)));
    }
    let tabs = |row: &str| without_sign(row).matches('\t').count();
    let first = rows.iter().position(|(_, row)| tabs(row) > 0)?;
    let next = rows.get(first + 1).is_some_and(|(_, row)| tabs(row) > 0);
    (next || tabs(rows[first].1) > 1).then(|| (Columns::Tabs, place(first)))
}

/// A line without the sign of a list before its first tab, which word processors put there: `•⇥Mục`, `1.⇥Mục`, `o⇥Mục`.
fn without_sign(row: &str) -> &str {
    let Some((sign, rest)) = row.split_once('\t') else { return row };
    let mut letters = sign.chars();
    let (first, second, last) = (letters.next(), letters.next(), sign.chars().next_back());
    let is_dot = second.is_none() && first.is_some_and(|c| !c.is_alphanumeric() && c != '|' || c == 'o');
    let is_number = sign.len() <= "viii.".len() && matches!(last, Some('.' | ')'));
    if is_dot || is_number { rest } else { row }
}

/// Whether the text of an indented code block is a paragraph that somebody began with four spaces.
pub(super) fn is_prose(code: &str) -> bool {
    let code = code.trim();
    let count = |is: fn(char) -> bool| code.chars().filter(|&c| is(c)).count();
    let letters = count(char::is_alphabetic);
    let signs = count(|c| matches!(c, '{' | '}' | '=' | '<' | '>' | '$' | '\\' | '|' | '─'..='╿'));
    let shaped = code.lines().any(|line| {
        line.trim().contains("   ")
            || ["#", "//", "$ ", "--"].iter().any(|sign| line.trim_start().starts_with(sign))
    });
    if shaped || signs * 20 > letters {
        return false;
    }
    let words = code.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
    if code.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        return words > 2 || count(is_cjk) > 5;
    }
    // English prose is told from commands by how it begins and ends.
    let mut start = code.chars();
    let begins =
        start.next().is_some_and(char::is_uppercase) && !start.next().is_some_and(char::is_uppercase);
    begins && words > 3 && code.ends_with(['.', '!', '?', ':', ';', ','])
}

impl Writer<'_> {
    /// Looks at a paragraph of the prepared text before it is written.
    pub(super) fn look_at_paragraph(&mut self, range: &Range<usize>) {
        self.look_for_admonition(range.start);
        self.look_at_number(range.start, true);
        if !self.has_columns || scan::find(&self.source.text[range.clone()], [b'|', b'\t']).is_none() {
            return;
        }
        let Some((columns, line)) = columns(self.source.text[range.clone()].trim_end()) else { return };
        self.report_columns(columns, range.start + line.start..range.start + line.end);
    }

    fn report_columns(&mut self, columns: Columns, line: Range<usize>) {
        let code = self.source.text[line.clone()].contains('`');
        let place = self.place(line);
        let diagnostic = match columns {
            Columns::Undelimited => Diagnostic::warning("table-head", place).help("row"),
            Columns::Tabs => Diagnostic::warning("table-tabs", place).help("bars"),
            Columns::Uneven { head, delimiters } => Diagnostic::warning("table-columns", place)
                .with("head", head)
                .with("delimiters", delimiters)
                .help(if code { "code" } else { "row" }),
        };
        self.report(diagnostic);
    }

    /// Looks whether a line of text begins a box as other programs write it.
    pub(super) fn look_for_admonition(&mut self, at: usize) {
        let marker = self.source.marker();
        let rest = &self.source.text[at..];
        let line = rest.trim_start_matches(|c| matches!(c, ' ' | '>') || Some(c) == marker);
        if !line.starts_with([':', '!', '?', '[']) {
            return;
        }
        let first = line.lines().next().unwrap_or_default();
        let start = at + rest.len() - line.len();
        let Some((opening, ours)) = foreign_box(first) else {
            self.look_at_kind(first, start);
            return;
        };
        let opening = opening.to_owned();
        let place = self.place(start..start + opening.len());
        let diagnostic = Diagnostic::warning("box-form", place).with("opening", opening).with("kind", ours);
        self.report(diagnostic.help("alert"));
    }

    /// Reports a quotation that begins with the name of an unknown kind of box.
    fn look_at_kind(&mut self, line: &str, start: usize) {
        let before = &self.source.text[..start];
        let is_quoted = before[before.rfind('\n').map_or(0, |end| end + 1)..].contains('>');
        let Some(kind) = unknown_kind(line).filter(|_| is_quoted) else { return };
        let opening = self.source.clean(&line[..kind.len() + "[!]".len()]).into_owned();
        let place = self.place(start..start + kind.len() + "[!]".len());
        let found = Diagnostic::warning("box-kind", place).with("opening", opening);
        self.report(found.near_or(meant_kind(kind), "known"));
    }

    /// Looks whether a quotation of one line is a figure that something is greater than: `> 500 ha`.
    pub(super) fn look_at_quotation(&mut self, range: Range<usize>) {
        let quotation = self.source.text[range.clone()].trim_end();
        let inside = quotation.strip_prefix('>').unwrap_or(quotation).trim_start_matches([' ', '\t']);
        let is_figure = bullet::begins_with_amount(inside) && !inside.contains('\n');
        if is_figure && !is_sentence(inside) && line::number(inside.as_bytes(), 0).is_none() {
            let place = self.place(range.start..range.start + quotation.len());
            self.report(Diagnostic::warning("quotation-figure", place).help("escape"));
        }
    }

    /// Looks whether a lone sign under a line was to be an item of a list or a sign, and made a heading of the line.
    pub(super) fn look_at_underline(&mut self, range: &Range<usize>) {
        let heading = self.source.text[range.clone()].trim_end();
        let Some((_, line)) = heading.rsplit_once('\n') else { return };
        let sign = line.trim_start_matches([' ', '\t', '>']);
        if matches!(sign, "-" | "--" | "=" | "==") {
            let end = range.start + heading.len();
            let place = self.place(end - sign.len()..end);
            let found = Diagnostic::warning("heading-underline", place).with("sign", sign);
            self.report(found.help("escape"));
        }
    }

    /// Looks whether an indented code block is no code.
    pub(super) fn look_at_indented(&mut self, code: &str, range: Range<usize>) {
        let place = self.place(range);
        if code.lines().any(|line| line.trim().contains('\t')) {
            self.report(Diagnostic::warning("table-tabs", place).help("bars"));
        } else if is_prose(code) {
            self.report(Diagnostic::warning("code-prose", place).help("indent"));
        }
    }

    /// Looks whether a fenced block is a box as other programs write it.
    pub(super) fn look_at_fence(&mut self, info: &str, range: Range<usize>) {
        let end = range.start + self.source.text[range.clone()].find('\n').unwrap_or(range.len());
        let Some(ours) = info.strip_prefix('{').and_then(|info| our_box(info.trim_end_matches('}'))) else {
            if words_of_fence(info, code::is_language) {
                let found = Diagnostic::warning("fence-words", self.place(range.start..end));
                self.report(found.with("words", info).help("above"));
            }
            return;
        };
        let diagnostic = Diagnostic::warning("box-form", self.place(range.start..end));
        self.report(diagnostic.with("opening", info).with("kind", ours).help("alert"));
    }
}

/// Whether a text that begins with a number is what somebody said: longer than a figure with its unit, and ended.
fn is_sentence(text: &str) -> bool {
    let is_ended =
        text.ends_with(['.', '。', '．', '!', '！', '?', '？', '…', '"', '”', '」', '』', ')', '）']);
    is_ended && text.chars().count() > 20
}

#[cfg(test)]
mod tests {
    use super::{Columns, cells, columns, foreign_box, is_prose, meant_kind, unknown_kind, words_of_fence};

    #[test]
    fn cells_are_counted_as_the_parser_counts_them() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b | c", 3),
            ("a \\| b | c", 2),
            ("|a||b|", 3),
            ("`a|b`", 2),
        ] {
            assert_eq!(cells(row), count, "{row}");
        }
    }

    #[test]
    fn rows_are_known_without_their_delimiters() {
        let seen = |text| columns(text).map(|(columns, _)| columns);
        assert_eq!(seen("| a | b |\n| 1 | 2 |"), Some(Columns::Undelimited));
        assert_eq!(seen("Bảng:\n| a | b |"), Some(Columns::Undelimited));
        assert_eq!(seen("Năm | Vốn\n2022 | 10"), Some(Columns::Undelimited));
        assert_eq!(seen("| a | b | c |\n|---|---|"), Some(Columns::Uneven { head: 3, delimiters: 2 }));
        assert_eq!(seen("Năm\tVốn\n2022\t10"), Some(Columns::Tabs));
        assert_eq!(seen("Năm\tVốn\tLao động"), Some(Columns::Tabs));
        for text in [
            "|x| ≤ 5",
            "Trang chủ | Giới thiệu",
            "a\tb",
            "Một\nhai | ba",
            "x || y",
            "•\tMột\n•\tHai",
            "1.\tMột\n2.\tHai",
        ] {
            assert_eq!(seen(text), None, "{text}");
        }
    }

    #[test]
    fn prose_is_told_from_code() {
        for text in [
            "Căn cứ Luật Đầu tư số 61/2020/QH14;",
            "海防市是港口城市。",
            "하이퐁은 항구 도시입니다.",
            "The zone has a deep-sea port.",
            "Xem [bản đồ](@ban-do) của khu.",
        ] {
            assert!(is_prose(text), "{text}");
        }
        for text in [
            "cargo build --release",
            "SELECT a FROM b WHERE c;",
            "let tên = \"Hải Phòng\";",
            "├── Khu công nghiệp",
            "# chạy lệnh này trước",
            "Năm      Vốn đăng ký",
            "Hải Phòng",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }

    #[test]
    fn boxes_of_other_programs_are_known() {
        assert_eq!(foreign_box(":::tip[Mẹo]"), Some((":::tip", "TIP")));
        assert_eq!(foreign_box("::: {.callout-note}"), Some(("::: {.callout-note}", "NOTE")));
        assert_eq!(foreign_box("!!! danger \"x\""), Some(("!!! danger", "CAUTION")));
        assert_eq!(foreign_box("[!NOTE] x"), Some(("[!NOTE]", "NOTE")));
        for text in [":::", "!!! Lưu ý", "???", ":smile:", "[!x]"] {
            assert_eq!(foreign_box(text), None, "{text}");
        }
    }
    #[test]
    fn kinds_of_boxes_that_there_are_not_are_known_by_what_they_say() {
        let seen = |line| unknown_kind(line).map(meant_kind);
        for (line, kind) in [
            ("[!GHICHU]", Some("NOTE")),
            ("[!LƯU Ý]", Some("IMPORTANT")),
            ("[!Cảnh báo] ", Some("WARNING")),
            ("[!注意]", Some("CAUTION")),
            ("[!참고]", Some("NOTE")),
            ("[!NOTES]", Some("NOTE")),
            ("[!WARNIG]", Some("WARNING")),
            ("[!Hải Phòng]", None),
        ] {
            assert_eq!(seen(line), Some(kind), "{line}");
        }
        for line in ["[!]", "[!1]", "[!Lưu ý] là", "[Lưu ý]", "!Lưu ý"] {
            assert_eq!(seen(line), None, "{line}");
        }
    }

    #[test]
    fn words_behind_a_fence_that_vanish_are_told_from_what_other_programs_read() {
        let lost = |info| words_of_fence(info, |word| word == "bash");
        for info in
            ["Lưu ý quan trọng", "Important note", "Chú", "注意", "bash Cài đặt phần mềm", "Lưu ý: a b"]
        {
            assert!(lost(info), "{info}");
        }
        for info in [
            "",
            "rust",
            "c++",
            "bash linenos",
            "rust,ignore",
            "toml title=\"Một tệp hay\"",
            "js {1,3-4}",
            "{.python .numberLines}",
            "bash hl_lines=\"1 2\" linenums",
        ] {
            assert!(!lost(info), "{info}");
        }
    }
}
