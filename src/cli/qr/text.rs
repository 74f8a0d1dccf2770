//! The ledger's text, edited without touching what stands in it already: paper cannot be corrected, and comments are people's.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::base::Lang;
use crate::content::ledger::{self, Printed};

/// The line that every entry begins with.
const HEADER: &str = "[[printed]]";

/// The head of a new ledger.
const HEAD: &str = "\
# QR codes on paper, and where they led when they were printed. Keep this file with the site: from it every build makes sure
# that these codes arrive. `portolan qr publish` adds to it, `portolan qr withdraw` says what is gone.
# Các mã QR đã in và nơi chúng dẫn tới lúc in. Hãy giữ tệp này cùng với trang: nhờ nó mỗi lần dựng đều bảo đảm mã đến đúng nơi.
";

/// What is published of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublishedRecord {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) collection: String,
    pub(super) day: String,
    pub(super) base_url: String,
    /// By language's code.
    pub(super) titles: Vec<(String, String)>,
    /// By language's code; from the first slash.
    pub(super) addresses: Vec<(String, String)>,
}

/// The ledger with these entries, and how many of them were new or had something new. `None` when it cannot be edited: it is
/// written in another way than this program's.
pub(super) fn published(
    text: &str,
    codes: &[String],
    entries: &[PublishedRecord],
) -> Option<(String, usize)> {
    let ended = ended(text);
    let known = ledger::parse(&ended, codes).value;
    let blocks = blocks(&ended);
    if known.len() != blocks.len() {
        return None;
    }
    let sorted = known.is_sorted_by(|a, b| a.id.text <= b.id.text);
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, printed) in known.iter().enumerate() {
        by_code.entry(&printed.code.text).or_insert(index);
    }
    // What is put in, by place; of two at one place the first goes first.
    let mut edits: BTreeMap<usize, String> = BTreeMap::new();
    let mut changed = 0;
    let mut entries: Vec<&PublishedRecord> = entries.iter().collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries.dedup_by(|a, b| a.code == b.code);
    for entry in entries {
        if let Some(&own) = by_code.get(entry.code.as_str()) {
            let additions = additions(&known[own], blocks[own].end, codes, entry);
            changed += usize::from(!additions.is_empty());
            for (at, addition) in additions {
                edits.entry(at).or_default().push_str(&addition);
            }
            continue;
        }
        let next = known.partition_point(|printed| !sorted || printed.id.text <= entry.id);
        let written = match blocks.get(next) {
            Some(next) => edits.entry(next.start).or_default(),
            None => edits.entry(ended.len()).or_default(),
        };
        let block = block(entry);
        *written += &if next < blocks.len() { block + "\n" } else { format!("\n{block}") };
        changed += 1;
    }
    if changed == 0 {
        return ledger::parse(text, codes).diagnostics.is_empty().then(|| (text.to_owned(), 0));
    }
    let head = if ended.is_empty() { HEAD } else { "" };
    let edited = head.to_owned() + &applied(&ended, &edits);
    let entries = ledger::parse(&edited, codes);
    (entries.diagnostics.is_empty() && entries.value.len() >= known.len()).then_some((edited, changed))
}

/// The ledger in which the entry of `id` says that the record is gone for good. `None` when it cannot be edited.
pub(super) fn withdrawn(
    text: &str,
    codes: &[String],
    id: &str,
    (day, successor): (&str, Option<&str>),
) -> Option<String> {
    let text = ended(text);
    let known = ledger::parse(&text, codes).value;
    let blocks = blocks(&text);
    if known.len() != blocks.len() {
        return None;
    }
    let mut edits = BTreeMap::new();
    for (printed, block) in known.iter().zip(&blocks).filter(|(printed, _)| printed.id.text == id) {
        let mut lines = String::new();
        if printed.withdrawn.is_none() {
            let _ = write!(lines, "\nwithdrawn = {day}");
        }
        if let Some(successor) = successor.filter(|_| printed.successor.is_none()) {
            let _ = write!(lines, "\nsuccessor = {}", quoted(successor));
        }
        edits.insert(block.end, lines);
    }
    let edited = applied(&text, &edits);
    let entries = ledger::parse(&edited, codes);
    entries.diagnostics.is_empty().then_some(edited)
}

/// The text with one end of its last line, so that no entry ends where the text does.
fn ended(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() { String::new() } else { text.to_owned() + "\n" }
}

/// The text with what is put in.
fn applied(text: &str, edits: &BTreeMap<usize, String>) -> String {
    let mut edited = String::with_capacity(text.len() + edits.values().map(String::len).sum::<usize>());
    let mut done = 0;
    for (at, addition) in edits {
        edited.push_str(&text[done..*at]);
        edited.push_str(addition);
        done = *at;
    }
    edited + &text[done..]
}

/// Where an entry stands: from the comments before it to the end of its last line, without the line's end.
struct EntryLines {
    start: usize,
    end: usize,
}

fn blocks(text: &str) -> Vec<EntryLines> {
    let mut blocks: Vec<EntryLines> = Vec::new();
    let mut at = 0;
    // Where comments began that may belong to the next entry.
    let mut lead: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare == HEADER {
            let start = lead.take().filter(|_| !blocks.is_empty()).unwrap_or(at);
            blocks.push(EntryLines { start, end: at + line.trim_end().len() });
        } else if bare.is_empty() {
            lead = None;
        } else if bare.starts_with('#') {
            lead.get_or_insert(at);
        } else {
            lead = None;
            if let Some(block) = blocks.last_mut() {
                block.end = at + line.trim_end().len();
            }
        }
        at += line.len();
    }
    blocks
}

/// What is new in an entry that stands in the ledger: addresses, each with the place where it goes.
fn additions(known: &Printed, end: usize, codes: &[String], entry: &PublishedRecord) -> Vec<(usize, String)> {
    let mut additions = Vec::new();
    for (index, code) in codes.iter().enumerate() {
        let lang = Lang::at(index);
        let Some((_, address)) = entry.addresses.iter().find(|(own, _)| own == code) else { continue };
        match known.addresses.get(lang) {
            Some(list) if list.iter().any(|known| known.text == *address) => {}
            Some(list) => {
                let last = list.last().map_or(end, |last| last.place.span.1);
                additions.push((last, format!(", {}", quoted(address))));
            }
            None => additions.push((end, format!("\naddress.{code} = [{}]", quoted(address)))),
        }
    }
    additions
}

fn block(entry: &PublishedRecord) -> String {
    let mut block = format!(
        "{HEADER}\nid = {}\ncode = {}\ncollection = {}\nday = {}\nbase_url = {}\n",
        quoted(&entry.id),
        quoted(&entry.code),
        quoted(&entry.collection),
        entry.day,
        quoted(&entry.base_url),
    );
    for (code, title) in &entry.titles {
        let _ = writeln!(block, "title.{code} = {}", quoted(title));
    }
    for (code, address) in &entry.addresses {
        let _ = writeln!(block, "address.{code} = [{}]", quoted(address));
    }
    block
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::{PublishedRecord, published, withdrawn};

    fn codes() -> Vec<String> {
        ["vi", "en"].map(str::to_owned).into()
    }

    fn entry(id: &str, address: &str) -> PublishedRecord {
        PublishedRecord {
            id: id.to_owned(),
            code: id.to_owned(),
            collection: "berths".to_owned(),
            day: "2026-01-02".to_owned(),
            base_url: "https://example.vn".to_owned(),
            titles: vec![("vi".to_owned(), "Cầu \"bắc\"".to_owned())],
            addresses: vec![("vi".to_owned(), address.to_owned())],
        }
    }

    #[test]
    fn entries_are_sorted_and_a_second_run_changes_nothing() {
        let (text, count) =
            published("", &codes(), &[entry("b", "/vi/b/"), entry("a", "/vi/a/")]).expect("new");
        assert_eq!(count, 2);
        assert!(text.find("id = \"a\"") < text.find("id = \"b\""), "{text}");
        assert!(text.contains("title.vi = \"Cầu \\\"bắc\\\"\""), "{text}");
        let again = published(&text, &codes(), &[entry("b", "/vi/b/"), entry("a", "/vi/a/")]);
        assert_eq!(again, Some((text.clone(), 0)));
        let both = published("", &codes(), &[entry("a", "/vi/a/"), entry("b", "/vi/b/")]);
        assert_eq!(both, Some((text, 2)));
    }

    #[test]
    fn what_is_new_is_put_where_it_belongs_and_comments_stay() {
        let (text, _) = published("", &codes(), &[entry("a", "/vi/a/"), entry("c", "/vi/c/")]).expect("new");
        let text = text.replace(
            "[[printed]]\nid = \"c\"",
            "# the fair of Tokyo\n[[printed]]\nid = \"c\" # five hundred",
        );
        let mut moved = entry("c", "/vi/new/");
        moved.addresses.push(("en".to_owned(), "/en/c/".to_owned()));
        let (edited, count) =
            published(&text, &codes(), &[moved, entry("b", "/vi/b/")]).expect("can be edited");
        assert_eq!(count, 2);
        assert!(
            edited.contains("address.vi = [\"/vi/c/\", \"/vi/new/\"]\naddress.en = [\"/en/c/\"]\n"),
            "{edited}"
        );
        assert!(edited.contains("# the fair of Tokyo\n[[printed]]\nid = \"c\" # five hundred"), "{edited}");
        let places = ["id = \"a\"", "id = \"b\"", "# the fair", "id = \"c\""].map(|part| edited.find(part));
        assert!(places.is_sorted(), "{edited}");
        // Everything that stood there still does.
        assert!(text.lines().filter(|line| !line.starts_with("address")).all(|line| edited.contains(line)));
    }

    #[test]
    fn a_ledger_without_order_or_a_last_line_end_can_be_added_to() {
        let (text, _) = published("", &codes(), &[entry("a", "/vi/a/"), entry("c", "/vi/c/")]).expect("new");
        let blocks: Vec<&str> = text.split("\n[[printed]]\n").collect();
        let turned = format!("[[printed]]\n{}\n[[printed]]\n{}", blocks[2], blocks[1]);
        for end in ["", "\n", "\n\n \n"] {
            let turned = turned.trim_end().to_owned() + end;
            let mut moved = entry("a", "/vi/a/");
            moved.addresses.push(("en".to_owned(), "/en/a/".to_owned()));
            let wanted = [moved, entry("b", "/vi/b/"), entry("b", "/vi/b/")];
            let (edited, count) = published(&turned, &codes(), &wanted).expect("can be edited");
            assert_eq!(count, 2);
            assert!(
                edited.contains(
                    "address.vi = [\"/vi/a/\"]\naddress.en = [\"/en/a/\"]\n\n[[printed]]\nid = \"b\""
                ),
                "{edited}"
            );
            assert!(edited.ends_with("address.vi = [\"/vi/b/\"]\n"), "{edited}");
            assert_eq!(published(&turned, &codes(), &[entry("c", "/vi/c/")]), Some((turned.clone(), 0)));
            let gone = withdrawn(&turned, &codes(), "a", ("2026-05-06", None)).expect("can be edited");
            assert!(gone.ends_with("address.vi = [\"/vi/a/\"]\nwithdrawn = 2026-05-06\n"), "{gone}");
        }
    }

    #[test]
    fn what_is_gone_is_noted_once() {
        let (text, _) = published("", &codes(), &[entry("a", "/vi/a/"), entry("b", "/vi/b/")]).expect("new");
        let gone = withdrawn(&text, &codes(), "a", ("2026-05-06", Some("b"))).expect("can be edited");
        assert!(
            gone.contains(
                "address.vi = [\"/vi/a/\"]\nwithdrawn = 2026-05-06\nsuccessor = \"b\"\n\n[[printed]]"
            ),
            "{gone}"
        );
        assert_eq!(withdrawn(&gone, &codes(), "a", ("2026-07-08", None)), Some(gone));
    }
}
