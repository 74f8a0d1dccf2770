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
pub(super) struct Entry {
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
pub(super) fn published(text: &str, codes: &[String], entries: &[Entry]) -> Option<(String, usize)> {
    let known = ledger::parse(text, codes).value;
    let blocks = blocks(text);
    if known.len() != blocks.len() {
        return None;
    }
    let sorted = known.is_sorted_by(|a, b| a.id.text <= b.id.text);
    // What is put in, by place; of two at one place the first goes first.
    let mut edits: BTreeMap<usize, String> = BTreeMap::new();
    let mut changed = 0;
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    for entry in entries {
        let own = known.iter().position(|printed| printed.code.text == entry.code);
        match own {
            Some(own) => {
                let additions = additions(&known[own], blocks[own].end, codes, entry);
                changed += usize::from(!additions.is_empty());
                for (at, addition) in additions {
                    edits.entry(at).or_default().push_str(&addition);
                }
            }
            None => {
                let next = known.iter().position(|printed| sorted && printed.id.text > entry.id);
                let at = next.map_or(text.len(), |next| blocks[next].start);
                let written = edits.entry(at).or_default();
                if at == text.len() {
                    written.push('\n');
                }
                written.push_str(&block(entry));
                if at < text.len() {
                    written.push('\n');
                }
                changed += 1;
            }
        }
    }
    let head = if text.trim().is_empty() { HEAD } else { "" };
    let edited = head.to_owned() + &applied(text.trim_end_matches('\n'), text.len(), &edits);
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
    let known = ledger::parse(text, codes).value;
    let blocks = blocks(text);
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
    let edited = applied(text.trim_end_matches('\n'), text.len(), &edits);
    let entries = ledger::parse(&edited, codes);
    entries.diagnostics.is_empty().then_some(edited)
}

/// The text with what is put in.
fn applied(text: &str, whole: usize, edits: &BTreeMap<usize, String>) -> String {
    let mut edited = text.to_owned();
    for (at, addition) in edits.iter().rev() {
        let at = if *at == whole { edited.len() } else { *at };
        // At the end of the file a line has to be begun.
        let lead = if at == text.len() && addition.starts_with('\n') && !text.is_empty() { "\n" } else { "" };
        let lead = if addition.contains(HEADER) { lead } else { "" };
        edited.insert_str(at, &format!("{lead}{addition}"));
    }
    edited.trim_end_matches('\n').to_owned() + "\n"
}

/// Where an entry stands: from the comments before it to the end of its last line, without the line's end.
struct Block {
    start: usize,
    end: usize,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    // Where comments began that may belong to the next entry.
    let mut lead: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare == HEADER {
            let start = lead.take().filter(|_| !blocks.is_empty()).unwrap_or(at);
            blocks.push(Block { start, end: at + line.trim_end().len() });
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
fn additions(known: &Printed, end: usize, codes: &[String], entry: &Entry) -> Vec<(usize, String)> {
    let mut additions = Vec::new();
    for (index, code) in codes.iter().enumerate() {
        let lang = Lang(u8::try_from(index).expect("fewer than 256 languages"));
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

fn block(entry: &Entry) -> String {
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
    use super::{Entry, published, withdrawn};

    fn codes() -> Vec<String> {
        ["vi", "en"].map(str::to_owned).into()
    }

    fn entry(id: &str, address: &str) -> Entry {
        Entry {
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
