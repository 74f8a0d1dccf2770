//! What is written per language: title, summary, body, texts of pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::value::Name;
use crate::base::SourceSpan;
use crate::markdown::Body;

/// A record's text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The title, plain.
    pub title: String,
    /// Where it is written.
    pub place: SourceSpan,
    /// One or two sentences.
    pub summary: Option<Arc<Body>>,
    /// The address segment, where it is not the record's id.
    pub slug: Option<Name>,
    /// The body; empty when there is none.
    pub body: Arc<Body>,
    /// The collection's per-language fields.
    pub fields: IndexMap<String, TextField>,
    /// Alternative texts of pictures, by file name.
    pub alt: BTreeMap<String, Alternative>,
    /// How far it can be trusted.
    pub status: Status,
    /// Where that is said; the title's place where it is not.
    pub status_place: SourceSpan,
    /// Short fingerprints of the segments of the source that it was made from; none where nobody has told.
    pub made_from: Vec<String>,
}

/// What a picture shows, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The words.
    pub text: String,
    /// Where the picture is named.
    pub place: SourceSpan,
}

/// The value of a per-language field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextField {
    /// One line.
    Line(String),
    /// Paragraphs.
    Body(Arc<Body>),
}

/// How far a text can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Somebody answers for it.
    #[default]
    Reviewed,
    /// Made by a machine and not yet read.
    Machine,
    /// Not for publication.
    Draft,
}

impl Text {
    pub(super) fn new(title: String, place: SourceSpan, summary: Option<Arc<Body>>, body: Arc<Body>) -> Text {
        let (fields, alt) = (IndexMap::new(), BTreeMap::new());
        let made_from = Vec::new();
        let (status, status_place) = (Status::Reviewed, place.clone());
        Text { title, place, summary, slug: None, body, fields, alt, status, status_place, made_from }
    }

    /// What is written in plain lines besides the title: per-language fields, texts of pictures.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let own = self.fields.values().filter_map(|field| match field {
            TextField::Line(line) => Some(line.as_str()),
            TextField::Body(_) => None,
        });
        own.chain(self.alt.values().map(|alt| alt.text.as_str()))
    }

    /// Every piece of Markdown of the text.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        let own = self.fields.values().filter_map(|field| match field {
            TextField::Body(body) => Some(&**body),
            TextField::Line(_) => None,
        });
        self.summary.iter().map(|body| &**body).chain([&*self.body]).chain(own)
    }
}
