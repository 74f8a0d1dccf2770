//! Ordered lists: which of them are none, and that each item shows the number that was written.
//!
//! `CommonMark` takes every number with a full stop at the start of a block for an item of a list, and shows the first
//! number and what follows by counting. So `2024. 3. 15.`, the Korean way to write a date, becomes three lists in each
//! other, `15. tháng 3` a list of one item, and a `1990.` after `1986.` is shown as `1987.` Here a number is text where
//! it can be no list's; where it may be one, it is shown as written, and reported when no list counts so.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::bullet::{self, Bullets};
use super::line;
use super::prepared::Prepared;
use super::writer::Writer;
use crate::diag::Diagnostic;

/// Few lists go further: a greater number is a year, or part of a figure.
const GREATEST: u64 = 99;

/// An ordered list as the parser reads it.
struct OrderedList {
    items: Vec<Item>,
    /// Whether blank lines stand between its items.
    loose: bool,
    /// The last number of the list before it in the same block.
    before: Option<u64>,
}

struct Item {
    number: u64,
    /// Where the number stands in the author's text.
    at: usize,
    /// How many blocks besides running text it holds, and how many paragraphs.
    blocks: usize,
    paragraphs: usize,
    /// Whether a month follows, as in `1. tháng 7`: a day.
    is_day: bool,
    /// The number of a list of one item that begins on the same line.
    inner: Option<u64>,
}

/// A block that holds blocks.
#[derive(Default)]
struct Container {
    list: Option<OrderedList>,
    /// The last number of the last ordered list in it.
    last: Option<u64>,
}

/// Where numbers stand, in the author's text, that the parser takes for items of lists and that can be none; and other
/// signs that may be none.
pub(super) fn no_lists(
    prepared: &Prepared<'_>,
    extensions: pulldown_cmark::Options,
) -> (Vec<usize>, Vec<bullet::FoundBullet>) {
    let mut none = Vec::new();
    let mut bullets = Bullets::default();
    let mut open = vec![Container::default()];
    for (event, range) in Parser::new_ext(&prepared.text, extensions).into_offset_iter() {
        bullets.follow(prepared, &event, &range);
        match event {
            Event::Start(tag) => start(prepared, &mut open, &tag, range),
            Event::End(tag) => end(&mut open, tag, &mut none),
            _ => {}
        }
    }
    (none, bullets.found())
}

fn start(prepared: &Prepared<'_>, open: &mut Vec<Container>, tag: &Tag<'_>, range: Range<usize>) {
    if !is_block(tag) {
        return;
    }
    let before = open.last().and_then(|block| block.last);
    // What is counted for an item is what stands directly in it; its own container is the innermost.
    if let Some(item) = open.iter_mut().rev().nth(1).and_then(|block| block.list.as_mut()?.items.last_mut()) {
        match tag {
            Tag::Paragraph => item.paragraphs += 1,
            _ => item.blocks += 1,
        }
    }
    if let (Tag::Paragraph, [.., list, _]) = (tag, &mut open[..])
        && let Some(list) = &mut list.list
    {
        list.loose = true;
    }
    let mut container = Container::default();
    match tag {
        Tag::List(Some(_)) => container.list = Some(OrderedList { items: Vec::new(), loose: false, before }),
        Tag::Item => {
            if let Some(list) = open.last_mut().and_then(|block| block.list.as_mut()) {
                list.items.extend(item(prepared, range.start));
            }
        }
        _ => {}
    }
    open.push(container);
}

/// The item that begins at a place of the prepared text.
fn item(prepared: &Prepared<'_>, start: usize) -> Option<Item> {
    let bytes = prepared.text.as_bytes();
    let digits = start + bytes[start..].iter().position(u8::is_ascii_digit)?;
    let (number, end) = line::number(bytes, digits)?;
    let is_day = line::begins_month(&prepared.text[end..]);
    Some(Item { number, at: prepared.original(digits), blocks: 0, paragraphs: 0, is_day, inner: None })
}

fn end(open: &mut Vec<Container>, tag: TagEnd, none: &mut Vec<usize>) {
    if !is_block_end(tag) {
        return;
    }
    let Some(Container { list: Some(list), .. }) = open.pop() else { return };
    let text: Vec<usize> = list.none();
    if let [only] = &list.items[..]
        && let Some(outer) =
            open.iter_mut().rev().nth(1).and_then(|block| block.list.as_mut()?.items.last_mut())
        && outer.blocks == 1
        && outer.paragraphs == 0
    {
        outer.inner = Some(only.number);
    }
    if let Some(around) = open.last_mut()
        && text.len() < list.items.len()
    {
        around.last = list.items.last().map(|item| item.number);
    }
    none.extend(text);
}

fn is_block(tag: &Tag<'_>) -> bool {
    is_block_end(tag.to_end())
}

pub(super) fn is_block_end(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::MetadataBlock(_)
    )
}

impl OrderedList {
    /// Where the items stand that can be none.
    fn none(&self) -> Vec<usize> {
        let numbers: Vec<u64> = self.items.iter().map(|item| item.number).collect();
        let follows = |nth: usize| match nth.checked_sub(1) {
            Some(before) => numbers.get(nth).is_some_and(|&number| number == numbers[before] + 1),
            None => self.before.is_some_and(|before| before + 1 == numbers[0]),
        };
        let counts = (1..numbers.len()).any(follows);
        let is_none = |nth: usize, item: &Item| {
            if item.inner.is_some_and(|inner| inner <= GREATEST) {
                return true;
            }
            let alone = !(follows(nth) || nth + 1 < numbers.len() && follows(nth + 1));
            let simple = item.blocks == 0 && item.paragraphs <= 1;
            let apart = self.items.len() == 1 || self.loose && (item.number > GREATEST || !counts);
            (item.number > 1 || item.is_day) && alone && simple && apart
        };
        self.items
            .iter()
            .enumerate()
            .filter(|(nth, item)| is_none(*nth, item))
            .map(|(_, item)| item.at)
            .collect()
    }
}

/// The lists being written.
#[derive(Default)]
pub(super) struct Lists {
    /// Innermost last; `None` for a list without numbers.
    open: Vec<Option<Counted>>,
    /// The last number of the last ordered list, by depth.
    last: Vec<Option<u64>>,
    /// Whether the last line of text began with a number that is no item's.
    is_number: bool,
}

/// An ordered list being written.
struct Counted {
    start: u64,
    /// Whether it goes on where the list before it ended.
    continues: bool,
    /// The number that the next item has by counting.
    next: u64,
    items: usize,
    /// Where the numbers of the first and of the last item stand, in the prepared text.
    first: Range<usize>,
    item: Range<usize>,
    /// Whether something was said about its numbers: one finding of a list is enough to look at it.
    told: bool,
}

impl Writer<'_> {
    pub(super) fn open_list(&mut self, start: Option<u64>, range: Range<usize>) {
        let depth = self.lists.open.len();
        self.lists.last.resize(depth + 1, None);
        let Some(start) = start else {
            self.lists.open.push(None);
            return self.out.push("<ul>\n");
        };
        let first = self.number(range.start).map_or(range.start..range.start, |(_, place)| place);
        if let Some(Some(outer)) = self.lists.open.last_mut()
            && !outer.told
            && self.source.text[outer.item.end..first.start.max(outer.item.end)]
                .trim_matches([' ', '\t'])
                .is_empty()
        {
            outer.told = true;
            let (number, place) = (outer.next.saturating_sub(1), outer.item.clone());
            let diagnostic = self.about_number("list-in-list", number, place);
            self.report(diagnostic.help("lines"));
        }
        let zero = first.len() == "01.".len() && self.source.text[first.clone()].starts_with('0');
        let continues = self.lists.last[depth].is_some_and(|last| last + 1 == start);
        let item = first.clone();
        self.lists.open.push(Some(Counted {
            start,
            continues,
            next: start,
            items: 0,
            first,
            item,
            told: false,
        }));
        // `01.` is counted with the zero that it is written with.
        self.out.push(if zero { "<ol class=\"leading-zero\"" } else { "<ol" });
        self.out.push(&if start == 1 { ">\n".to_owned() } else { format!(" start=\"{start}\">\n") });
    }

    /// Reports a line that begins with a number like the one before it and is shown on one line with it: these numbers
    /// are text.
    pub(super) fn look_at_number(&mut self, at: usize, begins: bool) {
        let Some(marker) = self.source.marker() else { return };
        let rest = &self.source.text[at..];
        let line = rest.trim_start_matches([' ', '\t', '>', '-', '+', '*']);
        let number = line.strip_prefix(marker).and_then(|line| line::number(line.as_bytes(), 0));
        let before = std::mem::replace(&mut self.lists.is_number, number.is_some());
        if let Some((_, end)) = number.filter(|_| before && !begins) {
            let start = at + rest.len() - line.len() + marker.len_utf8();
            let place = self.place(start..start + end);
            self.report(Diagnostic::warning("list-lines", place).help("empty"));
        }
    }

    /// The number of the item that begins at a place of the prepared text, and where it stands with its full stop.
    fn number(&self, start: usize) -> Option<(u64, Range<usize>)> {
        let bytes = self.source.text.as_bytes();
        let digits = start + bytes[start..].iter().position(u8::is_ascii_digit)?;
        line::number(bytes, digits).map(|(number, end)| (number, digits..end))
    }

    pub(super) fn open_item(&mut self, range: Range<usize>) {
        self.look_at_number(range.start, true);
        let written = match self.lists.open.last() {
            Some(Some(_)) => self.number(range.start),
            _ => None,
        };
        let (Some(Some(list)), Some((number, place))) = (self.lists.open.last_mut(), written) else {
            return self.out.push("<li>");
        };
        // An excerpt has no list: what counts there is the number as written.
        self.gatherer.number(&self.source.text[place.clone()]);
        let counted = std::mem::replace(&mut list.next, number + 1);
        list.items += 1;
        list.item = place.clone();
        if number == counted {
            return self.out.push("<li>");
        }
        let tell = !std::mem::replace(&mut list.told, true);
        self.out.push(&format!("<li value=\"{number}\">"));
        if tell {
            let diagnostic = self.about_number("list-number", number, place);
            self.report(diagnostic.with("before", counted.saturating_sub(1)).help("count"));
        }
    }

    pub(super) fn close_list(&mut self) {
        let Some(list) = self.lists.open.pop() else { return };
        // Of an item in which nothing stands.
        self.gatherer.number("");
        let depth = self.lists.open.len();
        self.lists.last.truncate(depth + 1);
        let Some(list) = list else { return };
        self.lists.last[depth] = Some(list.next.saturating_sub(1));
        let odd = list.start > GREATEST || list.items == 1 && list.start > 1;
        if odd && !list.continues && !list.told {
            let diagnostic = self.about_number("list-start", list.start, list.first);
            self.report(diagnostic.help("begin"));
        }
    }

    /// Something about a number, which is written with a backslash before its `sign` when it is no item of a list.
    fn about_number(&self, code: &'static str, number: u64, place: Range<usize>) -> Diagnostic {
        let sign =
            self.source.text[place.clone()].trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
        Diagnostic::warning(code, self.place(place)).with("number", number).with("sign", sign)
    }
}
