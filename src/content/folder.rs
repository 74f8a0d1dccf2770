//! What the files of the content folder are called.

/// The folder itself.
pub(super) const FOLDER: &str = "content/";
/// The file that declares a collection.
pub(super) const SCHEMA: &str = "_collection.toml";
/// The file of a record's facts.
pub(super) const RECORD: &str = "record.toml";

/// Where maps are declared.
pub(super) const MAPS: &str = "content/_maps/";
