//! Raw HTML of authors who are not trusted with it.
//!
//! Raw HTML comes in fragments, an opening tag here and its closing tag three paragraphs on, so only the whole text can
//! be made sound. Three steps: [`scan`] drops from each fragment the tags that are not allowed, and tells the author;
//! the assembled HTML goes through `ammonia`, which checks again as a browser would read it and mends the nesting; then
//! our own tags get back what was hidden from it. Hidden is every attribute we wrote and every slot, behind one
//! attribute whose name holds the text's fingerprint, which no author can write into that very text.

mod restore;
mod rule;
mod scan;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use ammonia::UrlRelative;

use super::body::{LinkRef, Target};
use super::buffer::{Buffer, SlotMark};
use super::escape;
use super::open_tag;
use super::run::{Fragment, Joined};
use super::writer::{Capture, Writer};
use crate::base::wrong_host;
use crate::base::{fingerprint_bytes, is_forbidden};
use crate::diag::Diagnostic;

impl Writer<'_> {
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let fragment = Fragment { text: html.into(), range };
        self.tags.are_inline = true;
        self.raw_html(Joined::new(self.source, &[fragment]));
    }

    pub(super) fn close_html(&mut self) {
        let Some(Capture::Html(html)) = self.capture.take() else { return };
        self.look_at_raw_element(&html);
        self.tags.begin_block();
        self.raw_html(html);
        self.end_tight();
    }

    fn raw_html(&mut self, mut html: Joined) {
        self.blank_numbers(&mut html);
        let html = &html;
        if let Some(start) = super::component::opening(html, 0)
            && super::component::read(html, start).is_some()
        {
            let place = self.place(html.source_of(start..start + 2));
            self.report(Diagnostic::warning("component-in-html", place).help("lines"));
        }
        // Up to where trusted HTML is written.
        let mut written = 0;
        for part in scan::parts(&html.text) {
            self.look_at_part(html, &part);
            if !self.options.trusted_html {
                self.safe_part(html, part);
            } else if let scan::FragmentPart::Address { range, value, .. } = part
                && let Some(slot) = self.raw_link(html, range.clone(), &value)
            {
                self.out.push(&html.text[written..range.start]);
                self.raw_address(&html.text[range.clone()], slot);
                written = range.end;
            }
        }
        if self.options.trusted_html {
            self.out.push(&html.text[written..]);
        }
    }

    /// Gathers the words of a part, and reports what is odd about it.
    fn look_at_part(&mut self, html: &Joined, part: &scan::FragmentPart) {
        match part {
            scan::FragmentPart::Kept(range) => {
                open_tag::look_for_markdown(self, html, range.clone());
                self.raw_text(&html.text[range.clone()]);
            }
            scan::FragmentPart::Text(range) => self.raw_text(&html.text[range.clone()]),
            scan::FragmentPart::Tag(range) => {
                let place = html.source_of(range.clone());
                open_tag::follow_tag(self, &html.text[range.clone()], place.clone());
                self.look_at_tag(&html.text[range.clone()], place);
            }
            scan::FragmentPart::Open { range, close } => self.tell_of_html(html, range.clone(), close),
            // No comment stands in another: one that seems to was to end before it.
            scan::FragmentPart::Comment(range) if html.text[range.start + 4..range.end].contains("<!--") => {
                self.tell_of_html(html, range.start..range.start + 4, "-->");
            }
            _ => {}
        }
    }

    /// Writes what may stay of a part of HTML that is not trusted.
    fn safe_part(&mut self, html: &Joined, part: scan::FragmentPart) {
        match part {
            scan::FragmentPart::Tag(range) if self.tags.are_too_deep() => {
                escape::text(&mut self.out.html, &html.text[range]);
            }
            scan::FragmentPart::Tag(range) | scan::FragmentPart::Kept(range) => {
                self.out.push_raw(&html.text[range])
            }
            scan::FragmentPart::Text(range) => escape::text(&mut self.out.html, &html.text[range]),
            scan::FragmentPart::Removed { what, range } => {
                let place = self.place(html.source_of(range));
                let removed = Diagnostic::warning("html-removed", place).with("what", what);
                self.report(removed.help("markdown"));
            }
            scan::FragmentPart::Address { range, value, stays: true } => {
                match self.raw_link(html, range.clone(), &value) {
                    Some(slot) => {
                        let held = format!("href=\"{}\"", self.held_address(slot));
                        self.out.push_raw(&held);
                    }
                    None => self.out.push_raw(&html.text[range]),
                }
            }
            scan::FragmentPart::Address { .. }
            | scan::FragmentPart::Comment(_)
            | scan::FragmentPart::Open { .. } => {}
        }
    }

    /// Notes the address of a tag; returns the slot of one that is this very site's.
    fn raw_link(&mut self, html: &Joined, range: Range<usize>, value: &str) -> Option<usize> {
        let address = value.trim().replace("&amp;", "&");
        let start = address.get(..7)?.to_ascii_lowercase();
        if !(start.starts_with("http:") || start.starts_with("https:")) {
            return None;
        }
        if wrong_host(&address).is_some() {
            let place = self.place(html.source_of(range.clone()));
            self.report(super::link::no_host(&address, place));
        }
        let own = self.options.below(&address).map(str::to_owned);
        let is_own = own.is_some();
        let target = own.map_or(Target::External(address), Target::Own);
        let span = self.span(html.source_of(range));
        self.body.links.push(LinkRef { target, span });
        is_own.then(|| self.body.links.len() - 1)
    }

    /// Writes the attribute of a trusted tag with a slot for what it says.
    fn raw_address(&mut self, attribute: &str, slot: usize) {
        let name = attribute.split(['=', ' ', '\t', '\n']).next().unwrap_or_default();
        self.out.push(name);
        self.out.push("=\"");
        self.out.mark(SlotMark::Link(slot));
        self.out.push("\"");
    }

    /// What stands for the address of a slot until the HTML is clean: no author can write it into this very text.
    fn held_address(&mut self, slot: usize) -> String {
        let text = &self.source.text;
        let name = self.held.get_or_insert_with(|| held(text));
        format!("#{name}-{slot}")
    }

    /// Blanks out the characters that no page may have and that raw HTML names by their numbers: `&#1;`.
    fn blank_numbers(&mut self, html: &mut Joined) {
        let mut at = 0;
        while let Some(found) = html.text[at..].find("&#") {
            let start = at + found;
            at = start + 2;
            if let Some((c, length)) = numbered(&html.text[at..]).filter(|(c, _)| is_forbidden(*c)) {
                let place = self.place(html.source_of(start..at + length));
                let found = Diagnostic::warning("character-left-out", place).with("char", c);
                self.report(found.help("delete"));
                html.text.replace_range(start..at + length, &" ".repeat(2 + length));
            }
        }
    }

    /// Notes whether a link is open that was written as HTML, since no link may stand in it, and reports a heading that
    /// the page has already.
    fn look_at_tag(&mut self, tag: &str, place: Range<usize>) {
        let name = tag.split(['>', ' ', '\n', '\t']).next().unwrap_or_default();
        match () {
            () if name.eq_ignore_ascii_case("<a") => self.anchors += 1,
            () if name.eq_ignore_ascii_case("</a") => self.anchors = self.anchors.saturating_sub(1),
            () if name.eq_ignore_ascii_case("<h1") && self.options.top_level > 1 => {
                let place = self.place(place);
                self.report(Diagnostic::warning("heading-html", place).help("markdown"));
            }
            () => {}
        }
    }

    /// Gathers the words between tags; they are text to readers and translators as well.
    fn raw_text(&mut self, part: &str) {
        for word in part.split_whitespace() {
            if self.gatherer.last().is_some_and(|last| last != ' ') {
                self.gatherer.push(" ");
            }
            self.gatherer.push(word);
        }
    }
}

/// What stands behind a hidden number.
enum Hidden {
    /// The attributes of a tag of ours: a range of the HTML.
    Attributes(Range<usize>),
    /// A whole tag of ours that raw HTML may not have.
    Tag(Range<usize>),
    /// A slot.
    Slot(SlotMark),
}

/// Makes HTML with raw parts sound. `ids` are the ids that are taken; `is_block` tells components that stand alone.
pub(super) fn sanitise(
    out: &Buffer,
    text: &str,
    ids: &mut BTreeMap<String, Option<usize>>,
    is_block: impl Fn(usize) -> bool,
) -> Buffer {
    let name = held(text);
    let (html, hidden) = hide(out, &name, is_block);
    let clean = cleaner(&name).clean(&html).to_string();
    restore::restore(&clean, out, &hidden, (&name, ids))
}

/// The name of what is hidden in a text, which holds the fingerprint of that.
fn held(text: &str) -> String {
    format!("data-p{}", fingerprint_bytes(text.as_bytes()).short(24))
}

fn cleaner(name: &str) -> ammonia::Builder<'_> {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(rule::TAGS.iter().copied().collect())
        .tag_attributes(rule::attributes())
        .generic_attributes(rule::ANYWHERE.iter().copied().chain([name]).collect::<HashSet<_>>())
        .url_schemes(rule::SCHEMES.iter().copied().collect())
        .url_relative(UrlRelative::Custom(Box::new(own_page)))
        .link_rel(Some("noopener"))
        .clean_content_tags(HashSet::from(["script", "style"]));
    cleaner
}

/// Of addresses without a scheme only a place on the same page is known to lead somewhere.
fn own_page(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with('#').then_some(Cow::Borrowed(address))
}

/// Copies the HTML with our attributes and slots hidden. Outside the raw parts every `<` and `>` is of our tags, since
/// text and attributes are escaped.
fn hide(out: &Buffer, name: &str, is_block: impl Fn(usize) -> bool) -> (String, Vec<Hidden>) {
    let mut hiding = Hiding { out, name, html: String::new(), hidden: Vec::new(), next_mark: 0 };
    let mut at = 0;
    for raw in &out.raw {
        hiding.ours(at..raw.start, &is_block);
        hiding.slots(raw.start, &is_block);
        hiding.html.push_str(&out.html[raw.clone()]);
        at = raw.end;
    }
    hiding.ours(at..out.html.len(), &is_block);
    hiding.slots(out.html.len(), &is_block);
    (hiding.html, hiding.hidden)
}

struct Hiding<'o> {
    out: &'o Buffer,
    name: &'o str,
    html: String,
    hidden: Vec<Hidden>,
    next_mark: usize,
}

impl Hiding<'_> {
    fn ours(&mut self, range: Range<usize>, is_block: &impl Fn(usize) -> bool) {
        let out = self.out;
        let mut at = range.start;
        while at < range.end {
            let tag = out.html[at..range.end].find('<').map_or(range.end, |found| at + found);
            self.text(at..tag, is_block);
            if tag == range.end {
                break;
            }
            self.slots(tag, is_block);
            let end = out.html[tag..range.end].find('>').map_or(range.end, |found| tag + found + 1);
            self.tag(tag..end);
            at = end;
        }
    }

    /// Copies text, with the slots that stand in it.
    fn text(&mut self, range: Range<usize>, is_block: &impl Fn(usize) -> bool) {
        let out = self.out;
        let mut at = range.start;
        while let Some(&(mark, _)) = out.marks.get(self.next_mark).filter(|(mark, _)| *mark < range.end) {
            self.html.push_str(&out.html[at..mark]);
            self.slots(mark, is_block);
            at = mark;
        }
        self.html.push_str(&out.html[at..range.end]);
    }

    /// Hides the slots that stand up to and at `place`.
    fn slots(&mut self, place: usize, is_block: &impl Fn(usize) -> bool) {
        while let Some(&(_, mark)) = self.out.marks.get(self.next_mark).filter(|(mark, _)| *mark <= place) {
            self.next_mark += 1;
            let block = matches!(mark, SlotMark::Component(slot) if is_block(slot));
            let (name, number) = (self.name, self.hidden.len());
            // The void elements stand where a browser lets a block, or a word, stand.
            let element = if block { "hr" } else { "br" };
            self.html.push_str(&format!("<{element} {name}=\"{number}\">"));
            self.hidden.push(Hidden::Slot(mark));
        }
    }

    fn tag(&mut self, range: Range<usize>) {
        let out = self.out;
        let tag = &out.html[range.clone()];
        let (name, number) = (self.name, self.hidden.len());
        if tag.starts_with("<input") {
            self.html.push_str(&format!("<br {name}=\"{number}\">"));
            self.hidden.push(Hidden::Tag(range.clone()));
        } else if let Some(space) = tag.find(' ') {
            self.html.push_str(&format!("{} {name}=\"{number}\">", &tag[..space]));
            self.hidden.push(Hidden::Attributes(range.start + space..range.end - 1));
        } else {
            self.html.push_str(tag);
        }
        // The slots inside a tag come back with its attributes.
        let inside = out.marks[self.next_mark..].iter().take_while(|(mark, _)| *mark < range.end);
        self.next_mark += inside.count();
    }
}

/// The character whose number stands behind `&#`, and how long that is with its `;`.
fn numbered(text: &str) -> Option<(char, usize)> {
    let number = &text[..text.bytes().take(9).position(|byte| byte == b';')?];
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    Some((char::from_u32(code.ok()?)?, number.len() + 1))
}
