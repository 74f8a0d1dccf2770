//! A set of tiles that no map lies on is published for nobody.

use crate::diag::Diagnostic;
use crate::site::Site;

/// Some map shows what the tiles show.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    let Some(tiles) = site.content.maps.as_ref().and_then(|maps| maps.tiles.as_ref()) else { return };
    let maps = site.content.named_maps();
    if !maps.is_empty() && !maps.iter().any(|map| map.bounds.meets(&tiles.set.bounds)) {
        let apart = Diagnostic::warning("tiles-apart", tiles.place.clone()).with("path", &tiles.path);
        all.push(apart.help("cut"));
    }
}
