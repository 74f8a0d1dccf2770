//! The words of names, offered where a word is misspelt.

use super::entry::SearchEntry;
use super::lexicon::Lexicon;
use super::utf16;

/// Every word of names, with the commonest way to write it.
pub(super) fn spelling(entries: &[&SearchEntry]) -> String {
    let mut ways = Lexicon::default();
    let mut times: Vec<u32> = Vec::new();
    for entry in entries {
        for (way, count) in entry.spellings.iter().zip(&entry.times) {
            let at = ways.number(way) as usize;
            if at == times.len() {
                times.push(0);
            }
            times[at] += count;
        }
    }
    let mut all: Vec<Way<'_>> =
        ways.words().iter().zip(times).map(|(line, times)| Way::of(line, times)).collect();
    let order = |a: &Way<'_>, b: &Way<'_>| {
        utf16::order(a.term, b.term).then(b.times.cmp(&a.times)).then_with(|| utf16::order(a.shown, b.shown))
    };
    all.sort_unstable_by(order);
    all.dedup_by_key(|way| way.term);
    let lines: Vec<&str> = all.iter().map(|way| way.line).collect();
    lines.join(",")
}

/// A way to write a term, and how often it stands.
struct Way<'l> {
    line: &'l str,
    term: &'l str,
    shown: &'l str,
    times: u32,
}

impl<'l> Way<'l> {
    fn of(line: &'l str, times: u32) -> Way<'l> {
        let (term, shown) = line.split_once('=').unwrap_or((line, line));
        Way { line, term, shown, times }
    }
}
