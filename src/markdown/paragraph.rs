//! Paragraphs, and the components in running text.

use std::ops::Range;

use super::body::{Component, ComponentRef, FactRef, Gap, SegmentKind, Setting};
use super::buffer::{BufferPoint, SlotMark};
use super::component::{self, Call, CallMistake, CallTarget};
use super::foreign::is_foreign;
use super::run::Joined;
use super::writer::Writer;
use crate::diag::Diagnostic;

/// A paragraph being written.
pub(super) struct OpenParagraph {
    /// Before its `<p>`.
    before: BufferPoint,
    /// After its `<p>`.
    inside: BufferPoint,
    /// How many components stood before it.
    components: usize,
}

impl OpenParagraph {
    /// Follows HTML that was put in before the paragraph.
    pub(super) fn shift(&mut self, bytes: usize) {
        self.before.html += bytes;
        self.inside.html += bytes;
    }
}

impl Writer<'_> {
    pub(super) fn open_paragraph(&mut self, range: Range<usize>) {
        self.open_block();
        self.look_at_paragraph(&range);
        let before = self.out.point();
        self.out.push("<p>");
        let inside = self.out.point();
        self.paragraph = Some(OpenParagraph { before, inside, components: self.body.components.len() });
    }

    pub(super) fn close_paragraph(&mut self) {
        self.gatherer.end(SegmentKind::Paragraph);
        let Some(paragraph) = self.paragraph.take() else { return };
        if self.is_one_component(&paragraph) {
            // What stands alone needs no paragraph around it, and most of it may not stand in one.
            self.out.html.truncate(paragraph.before.html);
            if let Some((at, SlotMark::Component(slot))) = self.out.marks.last_mut() {
                *at = paragraph.before.html;
                self.body.components[*slot].block = true;
            }
            self.out.push("\n");
        } else {
            self.refuse_blocks(&paragraph);
            self.out.push("</p>\n");
        }
    }

    fn is_one_component(&self, paragraph: &OpenParagraph) -> bool {
        self.out.html[paragraph.inside.html..].trim().is_empty()
            && matches!(self.out.marks[paragraph.inside.marks..], [(_, SlotMark::Component(_))])
    }

    /// Takes out of a paragraph what may not stand beside text, and says so.
    fn refuse_blocks(&mut self, paragraph: &OpenParagraph) {
        let components = self.body.components.split_off(paragraph.components);
        let marks = self.out.marks.split_off(paragraph.inside.marks);
        let mut next = 0;
        for (at, mark) in marks {
            let SlotMark::Component(_) = mark else {
                self.out.marks.push((at, mark));
                continue;
            };
            let component = components[next].clone();
            next += 1;
            if matches!(component.component, Component::Image { .. }) {
                self.out.marks.push((at, SlotMark::Component(self.body.components.len())));
                self.body.components.push(component);
            } else {
                self.report(misplaced(&component, self.place_of(&component.span), "alone"));
            }
        }
    }

    /// Writes text with the components in it.
    pub(super) fn expand(&mut self, joined: &Joined) {
        self.look_for_lost_notes(joined);
        self.look_for_lost_links(joined);
        self.look_for_lost_comments(joined);
        self.look_for_misspelt_addresses(joined);
        self.look_for_foreign_braces(joined);
        let mut written = 0;
        while let Some(start) = component::opening(joined, written) {
            self.linked_text(joined, written..start);
            let Some(call) = component::read(joined, start) else {
                self.tell_of_unclosed(joined.source_of(start..start + 2));
                written = start;
                break;
            };
            written = call.range.end;
            let range = joined.source_of(call.range.clone());
            match component::understand(&call) {
                Ok(CallTarget::Fact { record, field }) => self.fact(record, field, range),
                Ok(CallTarget::Component(component)) => self.component(component, range),
                Err(mistake) => {
                    self.refuse_call(&call, mistake, range);
                    self.linked_text(joined, call.range);
                }
            }
        }
        self.linked_text(joined, written..joined.text.len());
    }

    /// Writes a range of joined text that holds neither component nor address.
    pub(super) fn joined_text(&mut self, joined: &Joined, range: Range<usize>) {
        let mut from = range.start;
        let mut escaped = false;
        for cut in joined.escapes(range.clone()) {
            self.text(&joined.text[from..cut], escaped);
            (from, escaped) = (cut, true);
        }
        self.text(&joined.text[from..range.end], escaped);
    }

    fn fact(&mut self, record: Option<String>, field: String, range: Range<usize>) {
        let slot = self.body.facts.len();
        let written = match &record {
            Some(record) => format!("{{{{ fact {record}#{field} }}}}"),
            None => format!("{{{{ fact {field} }}}}"),
        };
        self.body.facts.push(FactRef { record, field, setting: self.setting(), span: self.span(range) });
        self.out.mark(SlotMark::Fact(slot));
        self.gatherer.gap(Gap::Fact(slot), written);
    }

    /// Where a fact stands that comes next. One that opens a cell of a table may turn out to be all that is in it; see
    /// [`Writer::close_cell`].
    fn setting(&self) -> Setting {
        let before = self.gatherer.block().text.as_str();
        match opens_sentence(before) {
            true if before.trim().is_empty() && self.table.is_in_cell() => Setting::Alone,
            true => Setting::Opening,
            false => Setting::Within { after: last_words(before).to_owned() },
        }
    }

    fn component(&mut self, component: Component, range: Range<usize>) {
        let component = ComponentRef { component, block: false, span: self.span(range.clone()) };
        if self.paragraph.is_none() || !self.links.is_empty() {
            self.report(misplaced(&component, self.place(range), "alone"));
            return;
        }
        match &component.component {
            Component::Figure { caption: Some(caption), .. } => {
                self.gatherer.aside(SegmentKind::Caption, caption)
            }
            Component::Video { title, .. } => self.gatherer.aside(SegmentKind::Caption, title),
            _ => {}
        }
        self.out.mark(SlotMark::Component(self.body.components.len()));
        self.body.components.push(component);
    }

    /// Nothing closes the braces at a range. Where a tag of another program stands behind them, `{{<youtube x>}}`, the parser has
    /// taken it for HTML.
    fn tell_of_unclosed(&mut self, range: Range<usize>) {
        let tag = self.source.text[range.end..].strip_prefix('<');
        let name = tag.and_then(|tag| tag.split(|c: char| c.is_whitespace() || c == '>').next());
        let place = self.place(range);
        self.report(match name.filter(|name| !name.is_empty()) {
            Some(name) => {
                let unknown = Diagnostic::error("component-unknown", place).with("name", format!("<{name}"));
                unknown.with("open", "{{").help("foreign")
            }
            None => {
                let unclosed = Diagnostic::error("component-unclosed", place);
                unclosed.with("open", "{{").with("close", "}}").help("literal")
            }
        });
    }

    fn refuse_call(&mut self, call: &Call, mistake: CallMistake, range: Range<usize>) {
        let place = self.place(range);
        let name = &call.name;
        let diagnostic = match mistake {
            CallMistake::Unknown { .. } if is_foreign(name) => {
                // The name of `{{< youtube x >}}` is its second word.
                let second = call.arguments.first().filter(|_| !name.contains(char::is_alphanumeric));
                let name = second.map_or_else(|| name.clone(), |second| format!("{name} {second}"));
                let unknown = Diagnostic::error("component-unknown", place).with("name", name);
                unknown.with("open", "{{").help("foreign")
            }
            CallMistake::Unknown { near: Some(near), .. } => {
                Diagnostic::error("component-unknown", place).with("name", name).near(Some(near))
            }
            CallMistake::Unknown { near: None, fact: Some(fact) } => {
                Diagnostic::error("component-unknown", place)
                    .with("name", name)
                    .with("fact", fact)
                    .with("open", "{{")
                    .help("fact")
            }
            CallMistake::Unknown { near: None, fact: None } => Diagnostic::error("component-unknown", place)
                .with("name", name)
                .with("open", "{{")
                .help("known"),
            CallMistake::Arguments { usage, help } => Diagnostic::error("component-arguments", place)
                .with("name", name)
                .with("usage", usage)
                .help(help),
            CallMistake::Remote { path } => {
                Diagnostic::error("image-remote", place).with("path", path).help("attach")
            }
        };
        self.report(diagnostic);
    }
}

fn misplaced(component: &ComponentRef, place: crate::base::SourceSpan, help: &'static str) -> Diagnostic {
    let name = match component.component {
        Component::Image { .. } => "image",
        Component::Figure { .. } => "figure",
        Component::Chart { .. } => "chart",
        Component::Video { .. } => "video",
    };
    Diagnostic::error("component-place", place).with("name", name).help(help)
}

/// Whether a sentence begins after this text of a block.
fn opens_sentence(before: &str) -> bool {
    let is_opening = |c: char| matches!(c, '"' | '\'' | '“' | '‘' | '«' | '「' | '『' | '《' | '(' | '（');
    let before = before.trim_end_matches(is_opening);
    let text = before.trim_end();
    let is_closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | '』' | '》' | ')' | '）');
    let end = text.trim_end_matches(is_closing).chars().next_back();
    match end {
        None => true,
        Some('.' | '!' | '?') => text.len() < before.len(),
        Some(end) => matches!(end, '。' | '！' | '？'),
    }
}

/// The last words of a text: what a fact may repeat with its own first words.
fn last_words(text: &str) -> &str {
    const MOST: usize = 24;
    let start = text.char_indices().rev().take(MOST).last().map_or(0, |(at, _)| at);
    &text[start..]
}
