//! Tables: scrollable sideways, with cells that say what they head.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::body::{Gap, PlainText, SegmentKind, Setting};
use super::buffer::{BufferPoint, SlotMark};
use super::misread;
use super::writer::Writer;
use crate::diag::Diagnostic;

/// The table being written. Tables do not nest.
#[derive(Default)]
pub(super) struct TableWriter {
    alignments: Vec<Alignment>,
    /// How many tables there were, this one included.
    count: usize,
    cell: usize,
    in_body: bool,
    has_rows: bool,
    /// Where the tag and the content of the open cell begin.
    open: Option<(usize, BufferPoint)>,
}

impl TableWriter {
    /// Whether a cell is open.
    pub(super) fn is_in_cell(&self) -> bool {
        self.open.is_some()
    }
}

impl Writer<'_> {
    pub(super) fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.open_block();
        let count = self.table.count + 1;
        self.table = TableWriter { alignments, count, ..TableWriter::default() };
        // A wide table scrolls by itself, so it must be reachable by keyboard and have a name of its own.
        self.out.push("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        self.out.mark(SlotMark::Text("table_label"));
        if count > 1 {
            self.out.push(&format!(" {count}"));
        }
        self.out.push("\">\n<table>\n");
    }

    /// Reports a row that has more cells than the head, since the parser drops them, and a line of text that it takes for
    /// a row because no empty line stands before it.
    pub(super) fn count_cells(&mut self, range: Range<usize>) {
        let row = self.source.text[range.clone()].trim_end();
        if !row.contains('|') {
            let place = self.place(range.start..range.start + row.len());
            return self.report(Diagnostic::warning("table-text", place).help("empty"));
        }
        // Nothing is lost with cells that are empty.
        let filled = row.trim_end_matches(['|', ' ', '\t']);
        let (cells, columns) = (misread::cells(filled), self.table.alignments.len());
        if cells <= columns {
            return;
        }
        let help = if row.contains('`') { "code" } else { "head" };
        let place = self.place(range.start..range.start + row.len());
        let diagnostic =
            Diagnostic::error("table-cells", place).with("cells", cells).with("columns", columns);
        self.report(diagnostic.help(help));
    }

    pub(super) fn open_row(&mut self) {
        self.table.cell = 0;
        if !self.table.in_body {
            self.out.push("<thead>\n");
        } else if !self.table.has_rows {
            self.table.has_rows = true;
            self.out.push("<tbody>\n");
        }
        self.out.push("<tr>");
    }

    pub(super) fn close_head(&mut self) {
        self.table.in_body = true;
        self.out.push("</tr>\n</thead>\n");
    }

    pub(super) fn close_table(&mut self) {
        if self.table.has_rows {
            self.out.push("</tbody>\n");
        }
        self.out.push("</table>\n</div>\n");
    }

    pub(super) fn open_cell(&mut self) {
        let tag = self.out.html.len();
        self.out.push(if self.table.in_body { "<td" } else { "<th scope=\"col\"" });
        self.out.push(self.alignment());
        self.out.push(">");
        self.table.open = Some((tag, self.out.point()));
    }

    fn alignment(&self) -> &'static str {
        match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        }
    }

    /// A fact that opens a cell with more in it opens a sentence.
    fn settle_fact(&mut self) {
        let cell = self.gatherer.block();
        let Some(Gap::Fact(first)) = cell.gaps.first().copied() else { return };
        let mut all = cell.text.trim().chars();
        let is_alone = all.next() == Some(PlainText::GAP) && all.next().is_none();
        let setting = &mut self.body.facts[first].setting;
        if *setting == Setting::Alone && !is_alone {
            *setting = Setting::Opening;
        }
    }

    pub(super) fn close_cell(&mut self) {
        self.settle_fact();
        self.gatherer.end(SegmentKind::Cell);
        self.table.cell += 1;
        let Some((tag, content)) = self.table.open.take() else { return };
        if self.table.in_body {
            self.out.push("</td>");
        } else if self.out.is_blank_since(content) {
            // An empty corner heads nothing.
            self.out.html.truncate(tag);
            self.out.push("<td></td>");
        } else {
            self.out.push("</th>");
        }
    }
}
