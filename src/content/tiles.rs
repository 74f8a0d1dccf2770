//! The set of map tiles of a site (`[tiles]` in `content/_maps/maps.toml`): a ground to move about on, of which the site needs
//! none. Its own header says what it covers.

use super::folder::MAPS;
use super::read::Reader;
use crate::base::{Digest, PerLang, SourcePath, SourceSpan};
use crate::data::{Fields, Node, Table};
use crate::diag::Diagnostic;
use crate::geo::{HEADER, TileMistake, TileSet, tile_set};
use crate::source::Snapshot;

/// A set of tiles that maps may be laid on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiles {
    /// The file.
    pub path: SourcePath,
    /// Where it is named.
    pub place: SourceSpan,
    /// The fingerprint of the file.
    pub digest: Digest,
    /// What its header says.
    pub set: TileSet,
    /// Under which terms it may be shown.
    pub licence: String,
    /// Whose it is, as every map that shows it must say.
    pub source: PerLang<String>,
    /// Where its terms stand.
    pub url: Option<String>,
    /// Where it comes from in law.
    pub legal_origin: PerLang<String>,
    /// Whether it is declared to show the two archipelagos, and where that, or the file, is written.
    pub islands: (bool, SourceSpan),
}

impl Reader<'_> {
    /// The set of tiles, unless its file is none.
    pub(super) fn tiles(
        &mut self,
        table: &Table,
        span: (usize, usize),
        snapshot: &Snapshot,
    ) -> Option<Tiles> {
        let mut fields = Fields::new(table, self.path, span);
        let name = fields.required_text("file");
        let file = fields.peek("file").filter(|_| !name.is_empty());
        let found = file.and_then(|node| self.tile_file(&name, node, snapshot));
        let place = file.map_or_else(|| fields.place(span), |node| self.place(node));
        let flag = "shows_hoang_sa_truong_sa";
        let flag_place = fields.peek(flag).map_or_else(|| place.clone(), |node| self.place(node));
        let (licence, source) = (fields.required_text("licence"), fields.localised("source", self.languages));
        if source.is_empty() {
            fields.missing("source");
        }
        let url = self.address(&mut fields, "url");
        let legal_origin = fields.localised("legal_origin", self.languages);
        let islands = (fields.flag(flag, false), flag_place);
        fields.finish(&mut self.diagnostics);
        let (path, digest, set) = found?;
        Some(Tiles { path, place, digest, set, licence, source, url, legal_origin, islands })
    }

    fn tile_file(
        &mut self,
        name: &str,
        node: &Node,
        snapshot: &Snapshot,
    ) -> Option<(SourcePath, Digest, TileSet)> {
        let wrong = Diagnostic::error("tiles-file", self.place(node)).with("path", name);
        let path = SourcePath::joined(MAPS, name).filter(|path| path.as_str().starts_with(MAPS));
        let Some((path, file)) = path.and_then(|path| Some((path.clone(), snapshot.get(&path)?))) else {
            self.diagnostics.push(wrong.help("put"));
            return None;
        };
        // A text was changed when it was read, and is none.
        let head = if file.text().is_some() { Ok(Vec::new()) } else { file.part(0, HEADER) };
        let set = match head {
            Ok(head) => tile_set(&head, file.len),
            Err(error) => {
                let unreadable = Diagnostic::error("unreadable", self.place(node)).with("path", &path);
                self.diagnostics.push(unreadable.with("problem", error));
                return None;
            }
        };
        match set {
            Ok(set) => Some((path, file.digest, set)),
            Err(mistake) => {
                self.diagnostics.push(wrong.help(match mistake {
                    TileMistake::Form => "form",
                    TileMistake::Cut => "cut",
                    TileMistake::Packing => "packing",
                    TileMistake::Kind => "kind",
                    TileMistake::Extent => "extent",
                }));
                None
            }
        }
    }
}
