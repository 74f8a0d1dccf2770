//! Source files → collections, vocabularies and records: typed facts, and texts per language.
//!
//! Each file is read on its own, in parallel; nothing here knows whether a reference leads anywhere or what a page will
//! look like. The result is the same whatever order the files come in.

mod amount;
mod cited;
mod collect;
mod collection;
mod content_cache;
mod declared;
mod effect;
mod facet;
mod facts;
mod field;
mod folder;
mod form;
mod front;
mod hidden;
mod id;
mod keyed;
pub mod ledger;
mod located;
mod maps;
mod meant;
mod measure;
mod memory;
mod misnamed;
mod parse;
mod patch;
mod read;
mod record;
mod row;
mod rule;
mod schema;
mod stray;
mod tell;
mod text;
mod text_file;
mod text_keys;
mod tiles;
mod value;
mod vocabulary;

pub use collection::{Collection, Findable, SortKey};
pub(crate) use collection::{FINDABLE, SCHEMA_ORG};
pub use facet::Facet;
pub(crate) use field::TYPES;
pub use field::{Field, FieldType, Rules, Unique};
pub(crate) use form::RANK;
pub use form::{BLANK, parse_decimal};
pub use hidden::name_hidden;
pub use id::{CollectionId, EntryId, FieldId, LayerId, NamedMapId, RecordId, VocabularyId};
pub use keyed::{Keyed, Labels};
pub(crate) use located::{FORMS, SIDES};
pub use maps::{LAYER_KINDS, Layer, LayerFeature, LayerKind, Maps, NamedMap};
pub(crate) use meant::{email, own_path, phone, url};
pub use memory::ContentMemory;
pub use misnamed::{FACTS, meant_name};
pub(crate) use read::APPROX;
pub(crate) use record::RESERVED;
pub use record::{Fact, Former, Meta, Record, Remarks, is_code, is_id};
pub(crate) use rule::FORMATS as TEXT_FORMATS;
pub(crate) use stray::{Near, astray};
pub(crate) use tell::labelled;
pub use text::{Status, Text, TextField};
pub use text_file::Author;
pub use tiles::Tiles;
pub use value::{Cited, Figure, Form, Located, Name, Number, Value};
pub use vocabulary::{Entry, Vocabulary};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use typed_index_collections::TiVec;

use crate::base::{ByName, Digest, PerLang, SourcePath};
use crate::diag::Reported;
use crate::geo::{Mistake, Shape, System};
use crate::source::Snapshot;

/// Everything that the content folder says.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// By folder name.
    pub collections: ByName<CollectionId, Collection>,
    /// By file name.
    pub vocabularies: ByName<VocabularyId, Vocabulary>,
    /// The codes on paper, in the order of the ledger.
    pub ledger: Vec<ledger::Printed>,
    /// By collection, then by id.
    pub records: TiVec<RecordId, Record>,
    /// The home page's text.
    pub home: PerLang<Arc<Text>>,
    /// The text of each collection's list page, in the order of the collections.
    pub intros: TiVec<CollectionId, PerLang<Arc<Text>>>,
    /// Every other file: pictures and attachments, with the fingerprint of each.
    pub files: BTreeMap<SourcePath, Digest>,
    /// Those of them that have been told of because of their names.
    pub told: BTreeSet<SourcePath>,
    /// What the files that places name hold, by path and the system that the place names.
    pub shapes: BTreeMap<(SourcePath, Option<System>), Result<Shape, Mistake>>,
    /// What maps are drawn from, and which there are.
    pub maps: Option<Arc<Maps>>,
}

impl Content {
    /// Where each record stands, for work that runs in parallel.
    pub fn par_record_ids(&self) -> impl IndexedParallelIterator<Item = RecordId> + use<> {
        (0..self.records.len()).into_par_iter().map(RecordId::from)
    }
}

/// Reads the content of a site. Files that `memory` has read before are not read again.
#[must_use]
pub fn load(snapshot: &Snapshot, author: &Author<'_>, memory: &mut ContentMemory) -> Reported<Content> {
    collect::load(snapshot, author, memory)
}
