//! A page as Markdown, for programs that read text: made of the page itself, so that all that its template shows is in it.

mod block;
mod piece;

use self::block::{Blocks, code, plain, push_escaped, table};
use self::piece::{MarkupPiece, StartTag, decoded, pieces};
use crate::config::BaseUrl;

/// Where a page stands.
#[derive(Clone, Copy, Debug)]
pub struct PageAddress<'a> {
    /// The address of the site.
    pub base: &'a BaseUrl,
    /// The address of the page below it.
    pub path: &'a str,
}

/// What stands in `main` of a page, and under it the page's address.
#[must_use]
pub fn twin(html: &str, address: PageAddress<'_>) -> String {
    let main = html.split_once("<main").map_or("", |(_, after)| after);
    let main = main.split_once('>').map_or("", |(_, after)| after);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut writer = TwinWriter::of(address);
    writer.write(main);
    let own = address.base.join(address.path);
    writer.blocks.add("---");
    writer.blocks.add(&format!("<{own}>"));
    writer.blocks.finish()
}

/// Ends a line within a block.
const BREAK: &str = "\\\n";

/// Writes the Markdown of markup.
struct TwinWriter<'a> {
    address: PageAddress<'a>,
    blocks: Blocks,
    /// The text of the present block.
    line: String,
    /// Where in it the present link begins, and where that leads.
    link: Option<(usize, String)>,
    /// Where in it emphasis began.
    marks: Vec<(usize, &'static str)>,
    /// The next number of each list around, or none.
    lists: Vec<Option<usize>>,
    rows: Option<Vec<Vec<String>>>,
    is_cell: bool,
    /// How many columns the present cell has.
    joint: usize,
    is_term: bool,
    is_pre: bool,
    /// Within `pre` or `code`, which keep their text as it is.
    raw: Option<String>,
}

impl<'a> TwinWriter<'a> {
    fn of(address: PageAddress<'a>) -> TwinWriter<'a> {
        TwinWriter {
            address,
            blocks: Blocks::default(),
            line: String::new(),
            link: None,
            marks: Vec::new(),
            lists: Vec::new(),
            rows: None,
            is_cell: false,
            joint: 1,
            is_term: false,
            is_pre: false,
            raw: None,
        }
    }

    fn write(&mut self, html: &str) {
        // How deep within something that is left out.
        let mut out = 0;
        let mut is_after_span = false;
        for piece in pieces(html) {
            // Style sheets keep apart what stands side by side.
            if std::mem::replace(&mut is_after_span, piece == MarkupPiece::Close("span"))
                && matches!(piece, MarkupPiece::Open(tag) if tag.name == "span")
            {
                self.text(" ");
            }
            match piece {
                MarkupPiece::Open(tag) if out > 0 || tag.is_left_out() => out += usize::from(!tag.is_void()),
                MarkupPiece::Close(_) if out > 0 => out -= 1,
                MarkupPiece::Text(_) if out > 0 => {}
                MarkupPiece::Open(tag) => self.open(&tag),
                MarkupPiece::Close(name) => self.close(name),
                MarkupPiece::Text(text) => self.text(&decoded(text)),
            }
        }
        self.end_block();
    }

    fn text(&mut self, text: &str) {
        if let Some(raw) = &mut self.raw {
            raw.push_str(text);
            return;
        }
        let is_space = |c: char| c.is_ascii_whitespace();
        if text.starts_with(is_space) {
            self.space();
        }
        for (at, word) in text.split(is_space).filter(|word| !word.is_empty()).enumerate() {
            if at > 0 {
                self.space();
            }
            push_escaped(word, &mut self.line);
        }
        if text.ends_with(is_space) {
            self.space();
        }
    }

    fn space(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
            self.line.push(' ');
        }
    }

    fn open(&mut self, tag: &StartTag<'_>) {
        match tag.name {
            "a" => {
                let address = tag.get("href").map(|href| self.absolute(&decoded(href)));
                self.end_link();
                self.link = address.map(|address| (self.line.len(), address));
            }
            "img" => self.picture(tag),
            "strong" | "b" => self.mark("**"),
            "em" | "i" => self.mark("*"),
            "del" | "s" => self.mark("~~"),
            "br" if self.is_cell => self.space(),
            "br" => self.line.push_str(BREAK),
            "code" if self.raw.is_none() => self.raw = Some(String::new()),
            "td" | "th" => self.begin_cell(tag),
            "dt" => {
                self.end_term();
                self.blocks.enter("- ", "  ");
                self.is_term = true;
                self.mark("**");
            }
            "dd" => self.space(),
            name if is_block(name) => self.open_block(name),
            _ => {}
        }
    }

    fn open_block(&mut self, name: &str) {
        self.end_block();
        match name {
            "pre" => (self.raw, self.is_pre) = (Some(String::new()), true),
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(1)),
            "li" if !self.is_cell => match self.lists.last_mut() {
                Some(Some(number)) => {
                    let marker = format!("{number}. ");
                    *number += 1;
                    self.blocks.enter(&marker, &" ".repeat(marker.len()));
                }
                _ => self.blocks.enter("- ", "  "),
            },
            "blockquote" => self.blocks.enter("> ", "> "),
            "table" => self.rows = Some(Vec::new()),
            "tr" => self.rows.iter_mut().for_each(|rows| rows.push(Vec::new())),
            "hr" => self.blocks.add("---"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => self.end_link(),
            "strong" | "b" | "em" | "i" | "del" | "s" => self.end_mark(),
            "dt" => {
                self.end_mark();
                self.line.truncate(self.line.trim_end().len());
                self.line.push_str(": ");
            }
            "code" => self.end_code(),
            "td" | "th" => self.end_cell(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_heading(name),
            name if is_block(name) => self.close_block(name),
            _ => {}
        }
    }

    fn close_block(&mut self, name: &str) {
        if name == "pre" {
            let text = self.raw.take().unwrap_or_default();
            self.is_pre = false;
            self.blocks.add(&code(&text, 3));
            return;
        }
        self.end_block();
        match name {
            "ul" | "ol" => drop(self.lists.pop()),
            "li" if !self.is_cell => self.blocks.leave(),
            "blockquote" => self.blocks.leave(),
            "table" => {
                let rows = self.rows.take().unwrap_or_default();
                let filled: Vec<Vec<String>> = rows.into_iter().filter(|row| !row.is_empty()).collect();
                if !filled.is_empty() {
                    self.blocks.add(&table(&filled));
                }
            }
            "dl" | "div" => self.end_term(),
            _ => {}
        }
    }

    /// Ends a run of text. In a cell there are no blocks, but words side by side.
    fn end_block(&mut self) {
        if self.is_cell {
            self.space();
            return;
        }
        let line = self.take_line();
        if !line.is_empty() {
            self.blocks.add(&plain(&line));
        }
    }

    fn take_line(&mut self) -> String {
        self.end_link();
        while !self.marks.is_empty() {
            self.end_mark();
        }
        let line = std::mem::take(&mut self.line);
        let mut words = line.trim_matches(' ');
        // A break at an end breaks nothing.
        while let Some(inner) = words.strip_suffix(BREAK).or_else(|| words.strip_prefix(BREAK)) {
            words = inner.trim_matches(' ');
        }
        words.to_owned()
    }

    fn end_heading(&mut self, name: &str) {
        let level = name[1..].parse().unwrap_or(1);
        let line = self.take_line().replace(BREAK, " ");
        if !line.is_empty() {
            self.blocks.add(&format!("{} {line}", "#".repeat(level)));
        }
    }

    fn end_term(&mut self) {
        self.end_block();
        if std::mem::take(&mut self.is_term) {
            self.blocks.leave();
        }
    }

    fn begin_cell(&mut self, tag: &StartTag<'_>) {
        self.end_block();
        self.is_cell = true;
        let joint = tag.get("colspan").and_then(|span| span.parse::<usize>().ok()).unwrap_or(1);
        if let Some(row) = self.rows.as_mut().and_then(|rows| rows.last_mut()) {
            // A cell that is joint with others is the first of them.
            row.extend(std::iter::repeat_n(String::new(), joint.clamp(1, 100)));
        }
        self.joint = joint.clamp(1, 100);
    }

    fn end_cell(&mut self) {
        let text = self.take_line().replace('|', "\\|");
        self.is_cell = false;
        let joint = self.joint;
        if let Some(row) = self.rows.as_mut().and_then(|rows| rows.last_mut()) {
            let at = row.len().saturating_sub(joint);
            row[at..].iter_mut().take(1).for_each(|cell| cell.clone_from(&text));
        }
    }

    fn end_code(&mut self) {
        // Code within `pre` is the text of that.
        if let Some(text) = self.raw.take_if(|_| !self.is_pre) {
            self.line.push_str(&code(&text, 1));
        }
    }

    fn mark(&mut self, sign: &'static str) {
        self.marks.push((self.line.len(), sign));
        self.line.push_str(sign);
    }

    /// Ends emphasis, which stands close around its words.
    fn end_mark(&mut self) {
        let Some((start, sign)) = self.marks.pop() else { return };
        let end = self.line.trim_end().len().max(start);
        if end <= start + sign.len() {
            self.line.truncate(start);
            return;
        }
        let is_spaced = end < self.line.len();
        self.line.truncate(end);
        self.line.push_str(sign);
        if is_spaced {
            self.line.push(' ');
        }
    }

    fn end_link(&mut self) {
        let Some((start, address)) = self.link.take() else { return };
        let text = self.line.split_off(start.min(self.line.len()));
        let words = text.trim();
        if words.is_empty() {
            self.line.push_str(&text);
            return;
        }
        let before = &text[..text.len() - text.trim_start().len()];
        let after = &text[text.trim_end().len()..];
        self.line.push_str(&format!("{before}[{words}]({address}){after}"));
    }

    fn picture(&mut self, tag: &StartTag<'_>) {
        let (Some(alt), Some(source)) = (tag.get("alt"), tag.get("src")) else { return };
        if alt.is_empty() {
            return;
        }
        let address = self.absolute(&decoded(source));
        self.line.push_str("![");
        push_escaped(&decoded(alt), &mut self.line);
        self.line.push_str(&format!("]({address})"));
    }

    /// An address of the page for the whole world, as a link of Markdown takes it.
    fn absolute(&self, href: &str) -> String {
        let has_scheme = href.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
        let whole = if has_scheme { href.to_owned() } else { self.joined(href) };
        if whole.contains([' ', '(', ')', '<', '>']) {
            format!("<{}>", whole.replace(['<', '>'], ""))
        } else {
            whole
        }
    }

    fn joined(&self, href: &str) -> String {
        let (path, rest) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
        if path.is_empty() {
            return format!("{}{rest}", self.address.base.join(self.address.path));
        }
        let own = self.address.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = own.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop()),
                "." | "" => {}
                part => parts.push(part),
            }
        }
        let end = if path.ends_with('/') && !parts.is_empty() { "/" } else { "" };
        format!("{}{rest}", self.address.base.join(&format!("{}{end}", parts.join("/"))))
    }
}

/// Whether an element stands by itself, apart from the text around.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "blockquote"
            | "pre"
            | "table"
            | "thead"
            | "tbody"
            | "tr"
            | "caption"
            | "hr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "video"
    )
}

#[cfg(test)]
mod tests;
