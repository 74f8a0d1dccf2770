//! Aids for editors: what a form or an editor's program has to know of the keys that a site's files may have.
//!
//! [`Guide`] says in words what is to be written where; [`json_schemas`] says it in a form that programs read. Both follow from the
//! declarations of a site, and nothing that is published follows from them.

mod guide;
mod schema;

pub use guide::Guide;
pub use schema::{SchemaFile, json_schemas};
