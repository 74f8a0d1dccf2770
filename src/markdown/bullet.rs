//! Lists of one item that are none: a minus or plus before a figure, the star of a note.
//!
//! `CommonMark` takes `- 3,2 %` for an item, and the sign is gone from the page; so is the star of `* Số liệu sơ bộ` under
//! a table. A list of one item that begins with a figure, or whose star the text before it has as a mark, is text here.
//! Where it would then run together with the line above, or may well be a list, it stays one and is told.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::line;
use super::prepared::Prepared;
use super::script;
use super::writer::Writer;
use crate::diag::Diagnostic;

/// Lists without numbers whose author may have meant something else.
#[derive(Default)]
pub(super) struct Bullets {
    open: Vec<OpenBlock>,
    /// How many code blocks are open: a star in code marks nothing.
    code: usize,
    /// Whether the text since the last heading, without its lists, has a star that marks something.
    has_star: bool,
    /// How many items of lists are open.
    items: usize,
    found: Vec<FoundBullet>,
}

/// A sign that was taken for an item's.
pub(super) struct FoundBullet {
    /// Where it stands in the author's text.
    pub(super) at: usize,
    /// Whether it is told; otherwise it is kept from the parser.
    pub(super) is_told: bool,
}

/// A block of the text, or the text itself.
#[derive(Default)]
struct OpenBlock {
    kind: BlockKind,
    start: usize,
    /// How many items a list has, and how many blocks an item.
    parts: usize,
    /// Whether an item has blocks besides running text.
    is_rich: bool,
    /// What its last block was, and the last one before that.
    last: BlockKind,
    before: BlockKind,
    /// The list that was its last block and may be none.
    pending: Option<Pending>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum BlockKind {
    #[default]
    None,
    Paragraph,
    Bullets,
    Numbers,
    Item,
    Table,
    Other,
}

/// A list of one item.
struct Pending {
    at: usize,
    /// What becomes of it where no list follows at once, and where one does.
    alone: Fate,
    beside: Fate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    List,
    Told,
    Text,
}

impl Bullets {
    /// Follows the parser.
    pub(super) fn follow(&mut self, prepared: &Prepared<'_>, event: &Event<'_>, range: &Range<usize>) {
        if self.open.is_empty() {
            self.open.push(OpenBlock::default());
        }
        match event {
            Event::Start(tag) => {
                if let Some(kind) = kind(tag) {
                    self.code += usize::from(matches!(tag, Tag::CodeBlock(_)));
                    self.has_star &= !matches!(tag, Tag::Heading { .. });
                    self.start(prepared, kind, range.start);
                }
            }
            Event::End(tag) if is_block(*tag) => {
                self.code -= usize::from(*tag == TagEnd::CodeBlock && self.code > 0);
                self.end(prepared);
            }
            Event::Text(text) if self.code == 0 && !self.has_star && self.items == 0 => {
                self.has_star = marks(prepared, text, range);
            }
            _ => {}
        }
    }

    fn start(&mut self, prepared: &Prepared<'_>, kind: BlockKind, start: usize) {
        let Some(around) = self.open.last_mut() else { return };
        let next = matches!(kind, BlockKind::Bullets | BlockKind::Numbers)
            && line_above(&prepared.text, start).is_some();
        let pending = around.pending.take();
        around.before = std::mem::replace(&mut around.last, kind);
        around.parts += 1;
        around.is_rich |= kind != BlockKind::Paragraph;
        self.items += usize::from(kind == BlockKind::Item);
        self.open.push(OpenBlock { kind, start, ..OpenBlock::default() });
        self.settle(pending, next);
    }

    /// Ends the innermost block.
    fn end(&mut self, prepared: &Prepared<'_>) {
        let Some(mut block) = self.open.pop() else { return };
        self.settle(block.pending.take(), false);
        self.items -= usize::from(block.kind == BlockKind::Item);
        let nested = self.items > 0;
        let has_star = self.has_star;
        let Some(around) = self.open.last_mut() else { return };
        match block.kind {
            // What makes an item more than one block makes its list more than a line.
            BlockKind::Item => around.is_rich = block.is_rich || block.parts > 1,
            BlockKind::Bullets if block.parts == 1 && !block.is_rich && !nested => {
                around.pending = pending(prepared, block.start, around.before, has_star);
            }
            _ => {}
        }
    }

    fn settle(&mut self, pending: Option<Pending>, beside: bool) {
        let Some(Pending { at, alone, beside: otherwise }) = pending else { return };
        let fate = if beside { otherwise } else { alone };
        if fate != Fate::List {
            self.found.push(FoundBullet { at, is_told: fate == Fate::Told });
        }
    }

    /// The signs that were found.
    pub(super) fn found(mut self) -> Vec<FoundBullet> {
        while let Some(mut block) = self.open.pop() {
            self.settle(block.pending.take(), false);
        }
        self.found
    }
}

fn kind(tag: &Tag<'_>) -> Option<BlockKind> {
    is_block(tag.to_end()).then_some(match tag {
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::List(None) => BlockKind::Bullets,
        Tag::List(Some(_)) => BlockKind::Numbers,
        Tag::Item => BlockKind::Item,
        Tag::Table(_) => BlockKind::Table,
        _ => BlockKind::Other,
    })
}

fn is_block(tag: TagEnd) -> bool {
    super::list::is_block_end(tag)
}

/// The list of one item that begins at a place of the prepared text, if it may be none. `before` is the block before it.
fn pending(prepared: &Prepared<'_>, start: usize, before: BlockKind, has_star: bool) -> Option<Pending> {
    let text = &prepared.text;
    let start = start + text[start..].find(['-', '+', '*'])?;
    let line = text[start..].lines().next()?;
    let (sign, content) = (line.chars().next()?, line.get(1..)?.trim());
    let above = line_above(text, start);
    let at = prepared.original(start);
    let fate = |alone, beside| Some(Pending { at, alone, beside });
    let joins = above.is_some() && before == BlockKind::Paragraph;
    if sign == '*' {
        return match (has_star, before == BlockKind::Table) {
            (true, _) if joins => fate(Fate::Told, Fate::List),
            (true, _) => fate(Fate::Text, Fate::List),
            (false, true) => fate(Fate::Told, Fate::List),
            (false, false) => None,
        };
    }
    if !is_quantity(content) {
        return None;
    }
    let if_sign = |fate| if is_measured(sign, content) { fate } else { Fate::List };
    let is_list = matches!(before, BlockKind::Bullets | BlockKind::Numbers) && above.is_some();
    let last = above.or_else(|| last_line(text, start)).filter(|_| before == BlockKind::Paragraph);
    let announces = last.is_some_and(|line| line.ends_with([':', '：']));
    let ends = last.is_some_and(|line| line.ends_with(['.', '!', '?', ';', '。', '！', '？', '；']));
    let alone = match () {
        () if is_list || announces && joins => if_sign(Fate::Told),
        () if announces => if_sign(Fate::Text),
        () if joins && ends => Fate::Told,
        () => Fate::Text,
    };
    fate(alone, if_sign(Fate::Told))
}

/// The line above the one on which something stands, without what quotations have before it; `None` for an empty one.
fn line_above(text: &str, at: usize) -> Option<&str> {
    let end = text[..at].rfind('\n')?;
    let start = text[..end].rfind('\n').map_or(0, |start| start + 1);
    let line = text[start..end].trim_matches([' ', '\t', '\r', '>', '*', '_']);
    (!line.is_empty()).then_some(line)
}

/// The last line with anything on it above the one on which something stands.
fn last_line(text: &str, at: usize) -> Option<&str> {
    let end = text[..at].rfind('\n')?;
    let above = text[..end].trim_end_matches([' ', '\t', '\r', '\n', '>', '*', '_']);
    above.rsplit('\n').next().filter(|line| !line.is_empty())
}

/// Whether a text begins with a figure that is neither a day nor the number of an item.
pub(super) fn is_quantity(text: &str) -> bool {
    let figure = text.trim_start_matches(['~', '≈', '≤', '≥', '<', '>', '±', '∼', '～', ' ']);
    let figure = figure.trim_start_matches(CURRENCIES);
    let Some(length) = figure.find(|c: char| !is_part(c)).or(Some(figure.len())).filter(|length| *length > 0)
    else {
        return false;
    };
    let number = figure[..length].trim_end_matches(['.', ',', ' ']);
    let (begins, rest) = (number.starts_with(char::is_numeric), figure[number.len()..].trim_start());
    let is_day = rest.starts_with(['/', ':', '：', '年', '월', '月', '日', '일', '년'])
        || rest.starts_with("tháng ")
        || rest
            .strip_prefix(['-', '–'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && number.len() == 4);
    begins && !is_day && line::number(figure.as_bytes(), 0).is_none() && !number.contains(". ")
}

/// Whether a text begins with a figure, perhaps with a sign, a currency or a word that says how exact it is: `= 10 ha`, `USD 5`,
/// `khoảng 5 tỷ`.
pub(super) fn begins_with_amount(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "usd", "us$", "vnd", "vnđ", "eur", "jpy", "krw", "cny", "khoảng", "gần", "hơn", "trên", "dưới",
        "about", "over", "nearly", "approx.", "around", "約", "约", "약", "近",
    ];
    let is_aside = |c: char| c.is_whitespace() || matches!(c, '=' | '~' | '≈' | '±' | '+');
    let mut rest = text.trim_start_matches(is_aside).trim_start_matches(CURRENCIES);
    for _ in 0..2 {
        let lower = rest.to_lowercase();
        let Some(word) = WORDS.iter().find(|word| lower.starts_with(**word)) else { break };
        // Small and capital letters of these are of one length.
        rest = rest.get(word.len()..).unwrap_or_default().trim_start_matches(is_aside);
    }
    rest.starts_with(char::is_numeric)
}

const CURRENCIES: [char; 7] = ['$', '€', '£', '¥', '￥', '₩', '₫'];

/// Whether a character belongs to a figure.
fn is_part(c: char) -> bool {
    c.is_numeric() || matches!(c, '.' | ',' | '．' | '，' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// Whether a figure is one that a sign stands before more often than the dash of a list: a change, a temperature, a
/// telephone number.
fn is_measured(sign: char, text: &str) -> bool {
    const UNITS: &[&str] = &[
        "%",
        "％",
        "‰",
        "°",
        "℃",
        "℉",
        "pp",
        "điểm",
        "độ",
        "phần trăm",
        "percent",
        "퍼센트",
        "포인트",
        "个百分点",
        "ポイント",
    ];
    let rest = text.trim_start_matches(is_part);
    let digits = text.chars().filter(|c| script::digit(*c).is_some()).count();
    UNITS.iter().any(|unit| rest.starts_with(unit))
        || text.starts_with(CURRENCIES)
        || sign == '+' && digits >= 8 && rest.is_empty()
}

/// Whether a text has a star that marks a word or figure before it, or stands in brackets.
fn marks(prepared: &Prepared<'_>, text: &str, range: &Range<usize>) -> bool {
    let is_star = |c: char| c == '*' || prepared.stands_for(c) == Some("*");
    if !text.contains(is_star) {
        return false;
    }
    let after = prepared.text[range.end..].chars().next();
    let before = prepared.text[..range.start].chars().next_back();
    let mut last = before;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().or(after);
        let glued = last.is_some_and(|last| !last.is_whitespace() && last != '|');
        let ends = next.is_none_or(|next| next.is_whitespace() || next == '|' || script::closes(next));
        if is_star(c) && glued && ends {
            return true;
        }
        last = Some(c);
    }
    false
}

impl Writer<'_> {
    /// Reports the signs that stayed items of lists.
    pub(super) fn tell_of_bullets(&mut self) {
        let source = self.source;
        for &at in &source.bullets {
            let line = source.written[at..].lines().next().unwrap_or_default().trim_end();
            let sign = line.chars().next().unwrap_or_default();
            let place = self.place_of(&self.written_span(at..at + line.len()));
            let found = Diagnostic::warning("bullet-sign", place).with("sign", sign);
            self.report(found.help(if sign == '*' { "note" } else { "figure" }));
        }
    }
}
