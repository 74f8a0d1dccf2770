//! Puts back what was hidden from the cleaner.

use std::collections::BTreeMap;

use super::super::buffer::{Buffer, SlotMark};
use super::Hidden;

/// Reads cleaned HTML and returns it with our attributes and slots, and with ids that no two elements share.
pub(super) fn restore(
    clean: &str,
    out: &Buffer,
    hidden: &[Hidden],
    (name, ids): (&str, &mut BTreeMap<String, Option<usize>>),
) -> Buffer {
    let mut restored = Buffer::default();
    let mut at = 0;
    while let Some(found) = clean[at..].find('<') {
        let start = at + found;
        restored.push(&clean[at..start]);
        at = end_of_tag(clean, start);
        let tag = &clean[start..at];
        match number(tag, name).and_then(|number| hidden.get(number)) {
            Some(Hidden::Slot(mark)) => restored.mark(*mark),
            Some(Hidden::Tag(range)) => restored.copy(out, range.clone()),
            Some(Hidden::Attributes(range)) => {
                restored.push(&tag[..tag.find(' ').unwrap_or(tag.len())]);
                restored.copy(out, range.clone());
                restored.push(">");
            }
            None => raw(&without_taken_id(tag, ids), name, &mut restored),
        }
    }
    restored.push(&clean[at..]);
    restored
}

/// Writes a tag of the author's, whose address may be a slot.
fn raw(tag: &str, name: &str, restored: &mut Buffer) {
    let slot = tag.split_once(&format!("=\"#{name}-")).and_then(|(before, rest)| {
        let (slot, after) = rest.split_once('"')?;
        Some((before, slot.parse().ok()?, after))
    });
    let Some((before, slot, after)) = slot else { return restored.push(tag) };
    restored.push(before);
    restored.push("=\"");
    restored.mark(SlotMark::Link(slot));
    restored.push("\"");
    restored.push(after);
}

/// Where the tag that begins at `start` ends; the cleaner writes attributes in double quotes.
fn end_of_tag(html: &str, start: usize) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

/// The number in a tag of ours.
fn number(tag: &str, name: &str) -> Option<usize> {
    let start = tag.find(name)? + name.len();
    let rest = tag[start..].strip_prefix("=\"")?;
    rest[..rest.find('"')?].parse().ok()
}

/// A tag without its id, when something else has that id.
fn without_taken_id(tag: &str, ids: &mut BTreeMap<String, Option<usize>>) -> String {
    let Some(start) = tag.find(" id=\"") else { return tag.to_owned() };
    let value = start + " id=\"".len();
    let Some(end) = tag[value..].find('"').map(|end| value + end) else { return tag.to_owned() };
    let id = &tag[value..end];
    if !id.is_empty() && ids.insert(id.to_owned(), None).is_none() {
        return tag.to_owned();
    }
    format!("{}{}", &tag[..start], &tag[end + 1..])
}
