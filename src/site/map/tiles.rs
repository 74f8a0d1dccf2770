//! Which maps lie on the site's set of tiles, and where that is published.

use crate::content::{NamedMap, Tiles};
use crate::locale::slug;
use crate::site::Site;

impl Site {
    /// The set of tiles that a map may be laid on. From a disk none can be: a browser reads no pieces of files there.
    #[must_use]
    pub fn tiles_on(&self, map: &NamedMap) -> Option<&Tiles> {
        let tiles = self.content.maps.as_ref()?.tiles.as_ref()?;
        (!self.config.offline && tiles.set.bounds.meets(&map.bounds)).then_some(tiles)
    }

    /// The set of tiles that is published.
    #[must_use]
    pub fn tiles(&self) -> Option<&Tiles> {
        self.content.named_maps().iter().find_map(|map| self.tiles_on(map))
    }
}

impl Tiles {
    /// Where the file is published, below the site's root; the name changes with the bytes.
    #[must_use]
    pub fn address(&self) -> String {
        let name = self.path.as_str().rsplit('/').next().unwrap_or_default();
        let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let stem = if stem.is_ascii() && !stem.is_empty() { stem } else { "tiles".to_owned() };
        format!("maps/{stem}.{}.pmtiles", self.digest.short(8))
    }
}
