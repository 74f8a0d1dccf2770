//! Walks the parser's events once and writes the body.
//!
//! Text goes one of three ways: into the HTML, into what is being captured (code, raw HTML, a picture's alternative
//! text), or, where it holds `{{ … }}`, through [`super::component`].

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

use super::body::{Body, SegmentKind};
use super::buffer::Buffer;
use super::code::CodeBlock;
use super::definition::Definitions;
use super::footnote::Notes;
use super::image::OpenImage;
use super::list::Lists;
use super::lookalike::ParagraphLines;
use super::lost_link::look_for_lost_stars;
use super::open_tag::{self, OpenTags};
use super::option::{Options, TextOrigin};
use super::paragraph::OpenParagraph;
use super::plain::Gatherer;
use super::prepared::Prepared;
use super::run::{Fragment, Joined};
use super::table::TableWriter;
use super::unclosed::Fences;
use super::{escape, heading, link, lookalike, misspelt, scan, script, smart};
use crate::base::{SourceSpan, Span};
use crate::diag::{Diagnostic, Reported};
use crate::locale::Called;

/// The body being written, and what is open in it.
pub(super) struct Writer<'p> {
    pub(super) options: &'p Options,
    pub(super) source: &'p Prepared<'p>,
    at: &'p TextOrigin,
    diagnostics: Vec<Diagnostic>,
    pub(super) body: Body,
    pub(super) out: Buffer,
    pub(super) gatherer: Gatherer,
    /// Text that came since the last other event.
    run: Vec<Fragment<'p>>,
    pub(super) capture: Option<Capture>,
    pub(super) paragraph: Option<OpenParagraph>,
    pub(super) links: Vec<link::OpenLink>,
    /// How many `<a>` are open that came as raw HTML.
    pub(super) anchors: usize,
    pub(super) lists: Lists,
    pub(super) levels: heading::Levels,
    /// Whether the text has a `|` or a tab, of which columns may be made.
    pub(super) has_columns: bool,
    /// Whether the text has a sign of full width where one of the keyboard's may be meant.
    pub(super) has_wide: bool,
    /// Whether the text may have a misspelt web address.
    pub(super) has_misspelt: bool,
    pub(super) definitions: Definitions,
    pub(super) table: TableWriter,
    pub(super) notes: Notes,
    /// The id that the author gave each heading.
    pub(super) chosen_ids: Vec<Option<String>>,
    /// What the text of a list item or definition is, where no paragraph holds it; innermost last.
    pub(super) tight: Vec<SegmentKind>,
    pub(super) lines: ParagraphLines<'p>,
    pub(super) fences: Fences,
    pub(super) tags: OpenTags,
    /// What is to be told of links that stayed text, and the heading that each was to lead to.
    pub(super) lost_headings: Vec<(Diagnostic, String)>,
    /// The name of what is hidden while raw HTML is cleaned, once it is asked for.
    pub(super) held: Option<String>,
}

/// Where text goes while something is open whose content is no running text.
pub(super) enum Capture {
    Code(CodeBlock),
    Html(Joined),
    Image(OpenImage),
}

/// Writes the body of a prepared text with the given extensions of `CommonMark`.
pub(super) fn write(
    source: &Prepared<'_>,
    at: &TextOrigin,
    options: &Options,
    extensions: pulldown_cmark::Options,
) -> Reported<Body> {
    let mut writer = Writer {
        options,
        source,
        at,
        diagnostics: Vec::new(),
        body: Body::default(),
        out: Buffer::default(),
        gatherer: Gatherer::with_room(source.text.len()),
        run: Vec::new(),
        capture: None,
        paragraph: None,
        links: Vec::new(),
        anchors: 0,
        lists: Lists::default(),
        levels: heading::Levels::default(),
        has_columns: scan::find(&source.text, [b'|', b'\t']).is_some(),
        has_wide: lookalike::has_wide(&source.text),
        has_misspelt: misspelt::may_be_in(&source.text),
        definitions: Definitions::default(),
        table: TableWriter::default(),
        notes: Notes::default(),
        chosen_ids: Vec::new(),
        tight: Vec::new(),
        lines: ParagraphLines::default(),
        fences: Fences::default(),
        tags: OpenTags::default(),
        lost_headings: Vec::new(),
        held: None,
    };
    writer.out.html.reserve(source.text.len() + source.text.len() / 4);
    let parser = Parser::new_ext(&source.text, extensions);
    writer.definitions = Definitions::of(parser.reference_definitions());
    for (event, range) in parser.into_offset_iter() {
        writer.event(event, range);
    }
    writer.finish()
}

impl<'p> Writer<'p> {
    fn event(&mut self, event: Event<'p>, range: Range<usize>) {
        if !self.definitions.is_empty() {
            for gap in self.definitions.follow(&event, &range) {
                self.look_for_second_definitions(gap);
            }
        }
        if let Event::Text(text) = event {
            self.look_at_line(range.start);
            if text.len() != range.len() && self.names_forbidden(&text, &range) {
                return;
            }
            match self.without_id(&range) {
                None => self.run.push(Fragment { text, range }),
                Some(shown) if shown > 0 && text.len() == range.len() => {
                    let text = CowStr::from(text[..shown].to_owned());
                    self.run.push(Fragment { text, range: range.start..range.start + shown });
                }
                Some(_) => {}
            }
            return;
        }
        self.lines.follow(&event);
        self.flush_run();
        if let Some(Capture::Image(_)) = self.capture {
            self.image_event(event, range);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Code(code) => self.code_span(&code),
            Event::Html(html) => self.run.push(Fragment { text: html, range }),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::SoftBreak => self.soft_break(range.end),
            Event::HardBreak => line_break(self, "<br>\n"),
            Event::Rule => {
                self.open_block();
                self.out.push("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task_marker(done),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, false),
        }
    }

    fn start(&mut self, tag: Tag<'p>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_paragraph(range),
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.strike(range.start..range.start + 1, range, "<del>"),
            Tag::Superscript => self.out.push("<sup>"),
            Tag::Subscript => self.out.push("<sub>"),
            Tag::Link { link_type, dest_url, title, id } => {
                let range = self.definitions.mention(&id).unwrap_or(range);
                self.open_link(link_type, (dest_url, title), range)
            }
            Tag::Image { dest_url, title, id, .. } => {
                self.definitions.mention(&id);
                self.open_image(&dest_url, &title, range)
            }
            Tag::Heading { level, id, classes, .. } => {
                self.open_heading(level as u8, id.as_deref(), &classes, range)
            }
            Tag::CodeBlock(kind) => self.open_code(&kind, range),
            Tag::HtmlBlock => {
                self.open_block();
                self.capture = Some(Capture::Html(Joined::default()));
            }
            Tag::FootnoteDefinition(name) => self.open_note(&name, range),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => self.open_row(),
            Tag::TableRow => {
                self.count_cells(range);
                self.open_row();
            }
            Tag::TableCell => self.open_cell(),
            Tag::MetadataBlock(_) => {}
            container => self.open_container(&container, range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if !matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ) {
            open_tag::end_text(self);
        }
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => self.strike(range.end - 1..range.end, range, "</del>"),
            TagEnd::Superscript => self.out.push("</sup>"),
            TagEnd::Subscript => self.out.push("</sub>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::FootnoteDefinition => self.close_note(),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.close_head(),
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => self.close_cell(),
            container => self.close_container(container),
        }
    }

    /// Writes the text that has come, now that all of it is known.
    fn flush_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        match &mut self.capture {
            Some(Capture::Code(code)) => {
                for fragment in &run {
                    code.push(&self.source.clean(&fragment.text), fragment.range.end);
                }
            }
            Some(Capture::Html(html)) => {
                for fragment in &run {
                    html.push(self.source, fragment);
                }
            }
            Some(Capture::Image(_)) => self.image_text(&Joined::new(self.source, &run)),
            None => self.running_text(&run),
        }
        // The vector's room is kept for the next run.
        self.run = run;
        self.run.clear();
    }

    fn running_text(&mut self, run: &[Fragment<'p>]) {
        self.look_for_lost_strokes(run);
        // Stars that the parser leaves as they are begin a fragment of their own.
        if run.iter().any(|fragment| fragment.text.starts_with('*')) {
            look_for_lost_stars(self, &Joined::new(self.source, run));
        }
        // Joining copies, and few texts have anything in them that may span fragments.
        let place =
            run.first().map_or(0, |first| first.range.start)..run.last().map_or(0, |last| last.range.end);
        let has_address = self.links.is_empty() && self.source.has_address(place);
        if has_address
            || self.has_wide
            || self.has_misspelt
            || run.iter().any(|fragment| scan::find(&fragment.text, [b'{', b'^', b']', b'<']).is_some())
        {
            self.expand(&Joined::new(self.source, run));
        } else {
            for fragment in run {
                self.text(&fragment.text, fragment.is_escaped(&self.source.text));
            }
        }
    }

    /// Writes text that holds no component. `escaped` keeps its first character as it is.
    pub(super) fn text(&mut self, text: &str, escaped: bool) {
        let text = self.source.clean(text);
        let quotes = self.options.smart.as_ref();
        let signs = match quotes {
            Some(_) => scan::find(&text, smart::SIGNS),
            None => scan::find(&text, smart::PRIMES),
        };
        if signs.is_none() || self.in_address() {
            return self.plain_text(&text);
        }
        let keep = if escaped { text.chars().next().map_or(0, char::len_utf8) } else { 0 };
        let text = self.gatherer.punctuated(&text, keep, quotes);
        self.plain_text(&text);
    }

    pub(super) fn plain_text(&mut self, text: &str) {
        escape::text(&mut self.out.html, text);
        self.gatherer.push(text);
    }

    fn code_span(&mut self, code: &str) {
        let code = self.source.clean(code);
        self.out.push("<code>");
        self.plain_text(&code);
        self.out.push("</code>");
    }

    /// `~~x~~` is struck out. A single `~` stays what Korean and Japanese mean by it, a range: `500~550`.
    fn strike(&mut self, sign: Range<usize>, whole: Range<usize>, tag: &str) {
        if self.is_struck(whole) {
            self.out.push(tag);
        } else {
            self.run.push(Fragment { text: CowStr::Borrowed("~"), range: sign });
        }
    }

    pub(super) fn is_struck(&self, whole: Range<usize>) -> bool {
        self.source.text[whole].starts_with("~~")
    }

    /// A line break in the source is a space, but between characters of a script without spaces it is nothing.
    fn soft_break(&mut self, end: usize) {
        self.look_for_admonition(end);
        self.look_at_number(end, false);
        // Official texts in Chinese and Japanese begin each paragraph with a space of full width, and no empty line before it.
        if self.source.text[end..].starts_with('\u{3000}') {
            return line_break(self, "<br>\n");
        }
        if !self.joins_lines(end) {
            line_break(self, "\n");
        }
    }

    fn joins_lines(&self, end: usize) -> bool {
        let tag = self.options.tag.as_str();
        if tag.starts_with("ko") {
            return false;
        }
        let east = tag.starts_with("ja") || tag.starts_with("zh");
        // In Japanese and Chinese a fact or a title ends and begins without spaces too, and so do the marks that they share
        // with Latin writing.
        let wide = |c: char| {
            script::is_wide(c) || (east && (c == super::PlainText::GAP || script::is_shared_mark(c)))
        };
        let Some(before) = self.gatherer.last() else { return false };
        // Around a quotation there is no space, whatever stands in it or beside it.
        let quotes = |c: char| east && matches!(c, '“' | '”');
        if quotes(before) || (east && before == '‘') {
            return true;
        }
        let rest = &self.source.text[end..];
        let rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '>' | '*' | '_' | '~' | '[' | '`')
                || Some(c) == self.source.marker()
        });
        // What a link without a text is called is filled in later.
        let filled = rest.starts_with("{{") || rest.starts_with("](");
        let after = if filled { Some(super::PlainText::GAP) } else { rest.chars().next() };
        after.is_some_and(|after| quotes(after) || (wide(before) && wide(after)))
    }

    /// Begins a block: the text of a tight list item that may stand before it is a block of its own.
    pub(super) fn open_block(&mut self) {
        self.end_tight();
        self.out.line();
    }

    pub(super) fn end_tight(&mut self) {
        self.gatherer.end(self.tight.last().copied().unwrap_or(SegmentKind::Paragraph));
    }

    /// A range of the prepared text in the author's file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.at.span(self.source.original(range.start)..self.source.original(range.end))
    }

    /// A range of the author's text in the author's file.
    pub(super) fn written_span(&self, range: Range<usize>) -> Span {
        self.at.span(range)
    }

    pub(super) fn place(&self, range: Range<usize>) -> SourceSpan {
        self.at.place(self.source.original(range.start)..self.source.original(range.end))
    }

    /// The place of something whose span is already counted in the author's file.
    pub(super) fn place_of(&self, span: &Span) -> SourceSpan {
        SourceSpan::new(&self.at.path, span.clone())
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports links to a heading that stayed text, now that each heading has its id.
    fn tell_of_headings(&mut self) {
        let lost = std::mem::take(&mut self.lost_headings);
        if lost.is_empty() {
            return;
        }
        let headings = self.body.headings.iter();
        let called = Called::of(headings.map(|heading| (heading.id.as_str(), heading.text.text.as_str())));
        for (found, wanted) in lost {
            self.report(match called.meant(&wanted, |_| true) {
                Some(near) => found.with("near", near).help("heading"),
                None => found.with("address", format!("#{wanted}")).help("address"),
            });
        }
    }

    fn finish(mut self) -> Reported<Body> {
        self.flush_run();
        open_tag::end_text(&mut self);
        open_tag::end_all(&mut self);
        self.end_tight();
        self.write_notes();
        self.look_for_second_definitions(self.definitions.seen()..self.source.text.len());
        self.look_for_lost_definitions();
        self.tell_of_bullets();
        let mut ids = self.notes.ids(&self.options.id_prefix);
        let twice = heading::give_ids(&mut self.body.headings, &self.chosen_ids, &mut ids, self.options);
        for (first, second) in twice {
            let id = self.chosen_ids[second].clone().unwrap_or_default();
            let place = self.place_of(&self.body.headings[second].span);
            let mut diagnostic = Diagnostic::error("heading-id-taken", place)
                .with("id", id)
                .with("open", "{")
                .with("close", "}")
                .help("other");
            if let Some(first) = first {
                diagnostic = diagnostic.other(self.place_of(&self.body.headings[first].span));
            }
            self.report(diagnostic);
        }
        self.tell_of_headings();
        let out = if self.out.raw.is_empty() || self.options.trusted_html {
            self.out
        } else {
            let is_block = |slot: usize| self.body.components.get(slot).is_some_and(|it| it.block);
            super::sanitise::sanitise(&self.out, &self.source.text, &mut ids, is_block)
        };
        let headings = &self.body.headings;
        self.body.pieces = out.into_pieces(|heading| headings[heading].id.clone());
        self.gatherer.finish(&mut self.body);
        Reported::new(self.body, self.diagnostics)
    }
}

fn line_break(writer: &mut Writer<'_>, html: &str) {
    writer.out.push(html);
    writer.gatherer.push(" ");
}
