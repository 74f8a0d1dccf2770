//! The words the rest is written in: paths, places in a source file, fingerprints.
//!
//! Nothing here reads a file, knows a language or formats a message.

mod digest;
mod disk;
mod ends;
mod lang;
mod markup;
mod near;
mod offsets;
mod path;
mod id;
mod unseen;
mod web;

pub use digest::{Digest, ShortDigest, StreamingDigest, fingerprint, fingerprint_bytes};
pub use disk::{disk_within, is_file_name, on_disk, with_slashes};
pub(crate) use ends::{FileKind, is_near, parts, without_copy};
pub(crate) use id::ids;
pub use id::{ByName, Id, IdRange};
pub use lang::{Lang, PerLang};
pub use markup::{Html, Inline, escape};
pub use near::{Known, is_other_number, nearest};
pub use offsets::{InFile, Offsets};
pub use path::{SourcePath, SourceSpan, Span, is_device, is_portable, portable};
pub use unseen::{
    is_blank, is_forbidden, is_odd_space, is_unreadable, is_unseen, unreadable, without_forbidden,
};
pub(crate) use web::is_scheme;
pub use web::{meant_address, wrong_host};
