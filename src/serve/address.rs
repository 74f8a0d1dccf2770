use std::collections::BTreeMap;

use crate::asset::image::{Probe, VariantSpec};
use crate::base::{SourcePath, SourceSpan};
use crate::pipeline::Build;
use crate::site::code::CodeFile;
use crate::view::attachment;

/// A file that is no page.
#[derive(Clone, Debug)]
pub(super) enum File {
    /// One that a text or fact links to, and the place that does.
    Attachment(SourcePath, SourceSpan),
    /// The tiles that maps lie on.
    Tiles(SourcePath, SourceSpan),
    /// A QR code, drawn when it is asked for.
    Code(CodeFile),
    /// A picture in one of its sizes.
    Picture(SourcePath, Box<Probe>, VariantSpec),
}

/// The pictures, attachments, tiles and codes of a site by address.
pub(super) fn files(build: &Build) -> BTreeMap<String, File> {
    let attachments = build.attachments().into_iter();
    let mut files: BTreeMap<String, File> =
        attachments.map(|(path, place)| (attachment(&path), File::Attachment(path, place))).collect();
    for (path, probe, variants) in build.media.files() {
        for (spec, name) in variants {
            files.insert(name, File::Picture(path.clone(), Box::new(probe.clone()), spec));
        }
    }
    if let Some(tiles) = build.site.tiles() {
        files.insert(tiles.address(), File::Tiles(tiles.path.clone(), tiles.place.clone()));
    }
    for file in build.site.content.records.keys().flat_map(|record| build.site.code_files(record)) {
        files.insert(file.path(&build.site), File::Code(file));
    }
    files
}
