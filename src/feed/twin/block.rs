//! Blocks of Markdown, one after another, within lists and quotations.

/// Blocks as they are written.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    out: String,
    /// What every line begins with, from the outermost list or quotation in.
    indents: Vec<String>,
    /// What the next line begins with in place of the innermost.
    marker: Option<String>,
    /// Whether the block before stands in a list.
    was_item: bool,
}

impl Blocks {
    /// Begins an item or a quotation; every further line of it begins with `indent`.
    pub(super) fn enter(&mut self, marker: &str, indent: &str) {
        self.indents.push(indent.to_owned());
        self.marker = Some(marker.to_owned());
    }

    pub(super) fn leave(&mut self) {
        self.indents.pop();
        self.marker = None;
    }

    /// Adds a block, which has no blank line.
    pub(super) fn add(&mut self, block: &str) {
        let is_next_item =
            self.marker.as_ref().is_some_and(|marker| !marker.starts_with('>')) && self.was_item;
        if !self.out.is_empty() && !is_next_item {
            let outside = self.indents.iter().take(self.indents.len() - usize::from(self.marker.is_some()));
            let blank: String = outside.map(String::as_str).collect();
            self.out.push_str(blank.trim_end());
            self.out.push('\n');
        }
        self.was_item = self.indents.iter().any(|indent| !indent.starts_with('>'));
        for line in block.split('\n') {
            let marker = self.marker.take();
            let around = self.indents.len() - usize::from(marker.is_some());
            self.indents[..around].iter().for_each(|indent| self.out.push_str(indent));
            self.out.push_str(marker.as_deref().unwrap_or_default());
            self.out.push_str(line);
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// A block of text that begins like a list, a heading or a rule, and is none.
pub(super) fn plain(block: &str) -> String {
    let digits = block.bytes().take_while(u8::is_ascii_digit).count();
    let at = match block[digits..].bytes().next() {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'#' | b'+' | b'-' | b'=' | b'|' | b'~' | b':') if digits == 0 => 0,
        _ => return block.to_owned(),
    };
    format!("{}\\{}", &block[..at], &block[at..])
}

/// Text in which nothing is a sign of Markdown.
pub(super) fn push_escaped(text: &str, out: &mut String) {
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let is_reference =
            || rest.clone().next().is_some_and(|next| next == '#' || next.is_ascii_alphabetic());
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' => out.extend(['\\', c]),
            // Whoever takes the text for HTML sees no element.
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' if is_reference() => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
}

/// Text between backticks, more than it has itself side by side.
pub(super) fn code(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(least));
    if least > 1 {
        return format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'));
    }
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

/// Rows of cells; the first is the head.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let line = |row: &[String]| {
        let cells = (0..width).map(|at| row.get(at).map_or("", String::as_str));
        cells.fold("|".to_owned(), |line, cell| format!("{line} {cell} |"))
    };
    let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(width)));
    lines.join("\n")
}
