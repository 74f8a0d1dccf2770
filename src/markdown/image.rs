//! Pictures: `![alternative text](path "caption")`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::body::{Component, ComponentRef, ImageRef, SegmentKind};
use super::buffer::SlotMark;
use super::run::Joined;
use super::writer::{Capture, Writer};
use crate::base::on_disk;
use crate::diag::Diagnostic;

/// A picture whose alternative text is being read.
pub(super) struct OpenImage {
    path: String,
    title: String,
    alt: String,
    range: Range<usize>,
    /// How many pictures are open inside this one's alternative text.
    nested: usize,
}

impl<'p> Writer<'p> {
    pub(super) fn open_image(&mut self, path: &str, title: &str, range: Range<usize>) {
        let path = self.source.clean(path).into_owned();
        let title = self.source.clean(title).into_owned();
        self.capture = Some(Capture::Image(OpenImage { path, title, alt: String::new(), range, nested: 0 }));
    }

    /// Alternative text is read aloud: of what may stand in it, only the words count.
    pub(super) fn image_event(&mut self, event: Event<'p>, range: Range<usize>) {
        let struck = match event {
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => self.is_struck(range),
            _ => true,
        };
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = &event {
            self.definitions.mention(id);
        }
        let Some(Capture::Image(image)) = &mut self.capture else { return };
        match event {
            Event::Start(Tag::Image { .. }) => image.nested += 1,
            Event::End(TagEnd::Image) if image.nested > 0 => image.nested -= 1,
            Event::End(TagEnd::Image) => self.close_image(),
            Event::Code(code) => image.alt.push_str(&self.source.clean(&code)),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ if !struck => image.alt.push('~'),
            _ => {}
        }
    }

    pub(super) fn image_text(&mut self, text: &Joined) {
        if let Some(start) = super::component::opening(text, 0) {
            let end = text.text[start..].find("}}").map_or(text.text.len(), |end| start + end + 2);
            let place = self.place(text.source_of(start..end));
            self.report(Diagnostic::error("component-place", place).with("name", "{{ }}").help("alt"));
        }
        if let Some(Capture::Image(image)) = &mut self.capture {
            image.alt.push_str(&text.text);
        }
    }

    fn close_image(&mut self) {
        let Some(Capture::Image(image)) = self.capture.take() else { return };
        let OpenImage { path, title, alt, range, .. } = image;
        let place = self.place(range.clone());
        if path.trim().is_empty() {
            self.report(Diagnostic::error("image-without-path", place).help("write"));
            self.text(&alt, false);
            return;
        }
        if super::link::is_remote(&path) && on_disk(&path).is_none() {
            self.report(Diagnostic::error("image-remote", place).with("path", path).help("attach"));
            self.text(&alt, false);
            return;
        }
        if alt.trim().is_empty() {
            self.report(Diagnostic::error("image-without-alt", place).with("path", &path).help("write"));
        }
        self.gatherer.aside(SegmentKind::Alt, &alt);
        self.gatherer.aside(SegmentKind::Caption, &title);
        let span = self.span(range);
        let component = Component::Image { image: self.body.images.len() };
        self.out.mark(SlotMark::Component(self.body.components.len()));
        self.body.components.push(ComponentRef { component, block: false, span: span.clone() });
        self.body.images.push(ImageRef { path, alt, title, span });
    }
}
