//! Blocks that hold other blocks: quotations, alerts, lists, definition lists.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Tag, TagEnd};

use super::body::SegmentKind;
use super::buffer::SlotMark;
use super::writer::Writer;

impl Writer<'_> {
    pub(super) fn open_container(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        self.open_block();
        match tag {
            Tag::BlockQuote(None) => {
                self.look_at_quotation(range);
                self.out.push("<blockquote>\n");
            }
            Tag::BlockQuote(Some(kind)) => self.open_alert(*kind),
            Tag::List(start) => self.open_list(*start, range),
            Tag::Item => {
                self.open_item(range);
                self.tight.push(SegmentKind::Item);
            }
            Tag::DefinitionList => self.out.push("<dl>\n"),
            Tag::DefinitionListTitle => {
                self.out.push("<dt>");
                self.tight.push(SegmentKind::Term);
            }
            Tag::DefinitionListDefinition => {
                self.out.push("<dd>");
                self.tight.push(SegmentKind::Definition);
            }
            _ => {}
        }
    }

    pub(super) fn close_container(&mut self, tag: TagEnd) {
        self.end_tight();
        match tag {
            TagEnd::BlockQuote(None) => self.out.push("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.push("</div>\n"),
            TagEnd::List(ordered) => {
                self.close_list();
                self.out.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.close_item("</li>\n"),
            TagEnd::DefinitionList => self.out.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close_item("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close_item("</dd>\n"),
            _ => {}
        }
    }

    fn close_item(&mut self, tag: &str) {
        self.out.push(tag);
        self.tight.pop();
    }

    fn open_alert(&mut self, kind: BlockQuoteKind) {
        let (class, key) = match kind {
            BlockQuoteKind::Note => ("note", "alert_note"),
            BlockQuoteKind::Tip => ("tip", "alert_tip"),
            BlockQuoteKind::Important => ("important", "alert_important"),
            BlockQuoteKind::Warning => ("warning", "alert_warning"),
            BlockQuoteKind::Caution => ("caution", "alert_caution"),
        };
        self.out.push("<div class=\"alert alert-");
        self.out.push(class);
        self.out.push("\" role=\"note\">\n<p class=\"alert-title\">");
        self.out.mark(SlotMark::Text(key));
        self.out.push("</p>\n");
    }

    /// The box of a task list shows a state and is not for ticking; its name says the state in words.
    pub(super) fn task_marker(&mut self, done: bool) {
        const CLASS: &str = " class=\"task\"";
        let html = &mut self.out.html;
        for (inside, item) in [("<li>", ">"), ("<li>\n<p>", ">\n<p>")] {
            if html.ends_with(inside) {
                html.insert_str(html.len() - item.len(), CLASS);
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.shift(CLASS.len());
                }
                break;
            }
        }
        self.out.push(if done {
            "<input type=\"checkbox\" checked disabled aria-label=\""
        } else {
            "<input type=\"checkbox\" disabled aria-label=\""
        });
        self.out.mark(SlotMark::Text(if done { "task_done" } else { "task_open" }));
        self.out.push("\"> ");
    }
}
