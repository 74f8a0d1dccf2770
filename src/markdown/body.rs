//! What Markdown becomes: a body and everything it refers to.

use std::borrow::Cow;

use crate::base::{Html, ShortDigest, Span};
use serde::{Deserialize, Serialize};

/// One Markdown text, parsed: HTML with slots for what only the whole site knows, and everything the text refers to.
///
/// A body is complete when it is made: whoever renders it walks [`Body::pieces`] once and writes each slot's value. All
/// spans are byte ranges in the author's file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Body {
    /// The HTML in order; two [`BodyPiece::Html`] never stand side by side.
    pub pieces: Vec<BodyPiece>,
    /// Every link of the text, in order; `Piece::Link` and `Piece::LinkText` count in it.
    pub links: Vec<LinkRef>,
    /// Every picture written as `![alt](path "caption")`; `Component::Image` counts in it.
    pub images: Vec<ImageRef>,
    /// Every `{{ fact … }}`; `Piece::Fact` counts in it.
    pub facts: Vec<FactRef>,
    /// Everything that is drawn later; `Piece::Component` counts in it.
    pub components: Vec<ComponentRef>,
    /// The headings in order, with the ids they have in the HTML.
    pub headings: Vec<Heading>,
    /// The text without its markup, one line a block.
    pub plain: PlainText,
    /// Whether some code is highlighted, so that the page needs the colours for it.
    pub has_code: bool,
    /// What a translation is made from, block by block.
    pub segments: Vec<Segment>,
}

/// A stretch of a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BodyPiece {
    /// HTML as it is.
    Html(Html),
    /// Stands inside `href="…"`: the address that link `slot` leads to, escaped for an attribute.
    Link {
        /// Index in [`Body::links`].
        slot: usize,
    },
    /// A link without a text: the title of its target, escaped for text.
    LinkText {
        /// Index in [`Body::links`].
        slot: usize,
    },
    /// A fact as the reader's language writes it; phrasing content.
    Fact {
        /// Index in [`Body::facts`].
        slot: usize,
    },
    /// A picture, chart or film; flow content where [`ComponentRef::block`] is set, else phrasing content.
    Component {
        /// Index in [`Body::components`].
        slot: usize,
    },
    /// A string of the interface, escaped for text and for attributes.
    Text {
        /// The string's key.
        key: Cow<'static, str>,
    },
}

/// A link as the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkRef {
    /// Where it leads.
    pub target: Target,
    /// The whole link in the author's file.
    pub span: Span,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// `@id` or `@id#anchor`: a record.
    Record {
        /// The record's id.
        id: String,
        /// The id of a heading of its text.
        anchor: Option<String>,
    },
    /// `@@name`: the list page of a collection.
    Collection {
        /// The collection's name.
        name: String,
    },
    /// `#id`: a heading of this very text, with [`super::Options::id_prefix`] already before it.
    Anchor(String),
    /// A path to a source file or an attached file, as written.
    Path(String),
    /// The whole address of a page or file of this site ([`super::Options::own`]): what it says below the site's root.
    Own(String),
    /// `http`, `https`, `mailto` or `tel`; its address already stands in the HTML and has no slot there.
    External(String),
}

/// A picture as the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ImageRef {
    /// Path to the picture, as written.
    pub path: String,
    /// What it shows, for those who cannot see it; not empty unless an error was reported.
    pub alt: String,
    /// The caption; empty when there is none.
    pub title: String,
    /// The whole picture in the author's file.
    pub span: Span,
}

/// `{{ fact field }}` or `{{ fact record#field }}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FactRef {
    /// The record that has the fact; `None` is the record whose text this is.
    pub record: Option<String>,
    /// The field's key.
    pub field: String,
    /// Where it stands.
    pub setting: Setting,
    /// From `{{` to `}}`.
    pub span: Span,
}

/// Where a fact stands, as far as that decides how it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Setting {
    /// By itself in a cell of a table.
    Alone,
    /// At the beginning of a sentence.
    Opening,
    /// Within a sentence.
    Within {
        /// The last words before it.
        after: String,
    },
}

/// Something drawn later.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ComponentRef {
    /// What it is.
    pub component: Component,
    /// Whether it stands by itself between paragraphs; only a picture may also stand inside a line.
    pub block: bool,
    /// The whole of it in the author's file.
    pub span: Span,
}

/// The things that can be drawn later.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Component {
    /// `![alt](path "caption")`.
    Image {
        /// Index in [`Body::images`].
        image: usize,
    },
    /// `{{ figure path "caption" }}`: a picture whose alternative text stands with the record.
    Figure {
        /// Path to the picture, as written.
        path: String,
        /// The caption.
        caption: Option<String>,
    },
    /// `{{ chart field }}` or `{{ chart record#field }}`: a bar chart of a table field.
    Chart {
        /// The record that has the field; `None` is the record whose text this is.
        record: Option<String>,
        /// The field's key.
        field: String,
    },
    /// `{{ video path poster "title" }}`.
    Video {
        /// Path to the film, as written.
        path: String,
        /// Path to the picture shown before it plays, as written.
        poster: String,
        /// What the film is called.
        title: String,
    },
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6, after [`super::Options::heading_shift`].
    pub level: u8,
    /// Its `id` in the HTML; unique in the text.
    pub id: String,
    /// Its text without markup.
    pub text: PlainText,
    /// The whole heading in the author's file.
    pub span: Span,
}

/// Text without markup, with gaps for what only the whole site knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlainText {
    /// The text; each [`PlainText::GAP`] in it stands for the next of `gaps`.
    pub text: String,
    /// What fills the gaps, in order.
    pub gaps: Vec<Gap>,
}

/// What fills a gap of a [`PlainText`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Gap {
    /// Index in [`Body::facts`].
    Fact(usize),
    /// The title of the target of the link with this index in [`Body::links`].
    LinkText(usize),
}

impl PlainText {
    /// Stands in the text for something filled in later: the object replacement character, which no author's text keeps.
    pub const GAP: char = '\u{FFFC}';

    /// The text with its gaps filled.
    #[must_use]
    pub fn fill(&self, fill: impl Fn(Gap) -> String) -> String {
        let mut parts = self.text.split(PlainText::GAP);
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for (part, gap) in parts.zip(&self.gaps) {
            filled.push_str(&fill(*gap));
            filled.push_str(part);
        }
        filled
    }
}

/// The kind of block that a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SegmentKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A cell of a table.
    Cell,
    /// A term of a definition list.
    Term,
    /// What a definition list says of a term.
    Definition,
    /// The alternative text of a picture.
    Alt,
    /// The caption of a picture or chart, the title of a film.
    Caption,
}

/// A block of text that a translation is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Of the fingerprint of its text alone: a paragraph that becomes a list item says what it said. A fact stands in the text
    /// as `{{ fact … }}`, so that a corrected figure leaves it as it is. The text itself is not kept: it stands in
    /// [`Body::plain`], and a site has many.
    pub mark: ShortDigest,
}
