//! What maps name must be there, and what a map of the whole country must say and show.

use crate::base::{PerLang, Place};
use crate::content::NamedMap;
use crate::diag::Diagnostic;
use crate::geo::{Bounds, Degrees, Position};
use crate::site::declared::no_collection;
use crate::site::reference::check_term;
use crate::site::{Site, place};

/// Checks what maps name, and what a map of the whole country must say and show.
pub(in crate::site) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for map in site.content.named_maps() {
        for name in &map.collections {
            if !site.content.collections.contains_key(&name.text) {
                all.push(no_collection(site, &name.text, name.place.clone()));
            }
        }
        for name in &map.labels {
            check_term(site, place::PLACES, name, all);
            let entry = site.entry(place::PLACES, &name.text);
            if entry.is_some_and(|entry| entry.position.is_none()) {
                let missing = Diagnostic::error("no-position", name.place.clone()).with("id", &name.text);
                all.push(missing.help("add"));
            }
        }
        let own = Claim {
            what: "national-map",
            name: &map.id.text,
            bounds: &map.bounds,
            place: &map.id.place,
            legal_origin: &map.legal_origin,
            islands: &map.islands,
        };
        own.check(all);
    }
    if let Some(tiles) = site.content.maps.as_ref().and_then(|maps| maps.tiles.as_ref()) {
        let claim = Claim {
            what: "national-tiles",
            name: tiles.path.as_str(),
            bounds: &tiles.set.bounds,
            place: &tiles.place,
            legal_origin: &tiles.legal_origin,
            islands: &tiles.islands,
        };
        claim.check(all);
    }
    super::tiles::check(site, all);
}

/// The box around the mainland, in 1e-7 degrees: south, west, north, east.
const MAINLAND: [i32; 4] = [84_000_000, 1_021_000_000, 234_000_000, 1_095_000_000];

/// The middle of the Hoàng Sa and of the Trường Sa archipelago, in 1e-7 degrees: latitude, longitude.
const ISLANDS: [(i32, i32); 2] = [(165_000_000, 1_120_000_000), (100_000_000, 1_140_000_000)];

/// The middle of both archipelagos.
#[must_use]
pub fn islands() -> [Position; 2] {
    ISLANDS.map(|(lat, lon)| Position {
        lat: Degrees::of_units(lat).unwrap_or_default(),
        lon: Degrees::of_units(lon).unwrap_or_default(),
    })
}

/// Whether bounds hold most of the country, so that the rules for maps of the whole country hold.
fn is_national(bounds: &Bounds) -> bool {
    let Bounds { south, west, north, east } = *bounds;
    let [least_lat, least_lon, most_lat, most_lon] = MAINLAND.map(i64::from);
    let common = |low: Degrees, high: Degrees, least: i64, most: i64| {
        (i64::from(high.units()).min(most) - i64::from(low.units()).max(least)).max(0)
    };
    let shown = common(south, north, least_lat, most_lat) * common(west, east, least_lon, most_lon);
    2 * shown > (most_lat - least_lat) * (most_lon - least_lon)
}

impl NamedMap {
    /// Whether it shows most of the country, so that the rules for maps of the whole country hold.
    #[must_use]
    pub fn is_national(&self) -> bool {
        is_national(&self.bounds)
    }
}

/// What a map, or what maps are laid on, says of itself.
struct Claim<'a> {
    /// The code of the finding.
    what: &'static str,
    name: &'a str,
    bounds: &'a Bounds,
    /// Where it is declared.
    place: &'a Place,
    legal_origin: &'a PerLang<String>,
    islands: &'a (bool, Place),
}

impl Claim<'_> {
    /// Law 27/2018/QH14 and its practice: what shows the whole country shows both archipelagos, and says where it comes from.
    fn check(&self, all: &mut Vec<Diagnostic>) {
        let (declared, place) = self.islands;
        let national = is_national(self.bounds);
        if !national && !declared {
            return;
        }
        let wrong = |place: &Place| Diagnostic::error(self.what, place.clone()).with("id", self.name);
        if !declared {
            all.push(wrong(self.place).help("declare"));
        }
        if national && self.legal_origin.is_empty() {
            all.push(wrong(self.place).help("origin"));
        }
        if islands().iter().any(|at| !self.bounds.contains(*at)) {
            all.push(wrong(if *declared { place } else { self.place }).help("extent"));
        }
    }
}
