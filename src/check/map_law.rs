//! What maps name must be there, and what a map of the whole country must say and show.

use super::declared::no_collection;
use super::term::check_term;
use crate::base::{PerLang, SourceSpan};
use crate::diag::Diagnostic;
use crate::geo::{Bounds, Degrees};
use crate::site::{PLACES, Site, islands};

/// Checks what maps name, and what a map of the whole country must say and show.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for map in site.content.named_maps() {
        for name in &map.collections {
            if !site.content.collections.contains_key(&name.text) {
                all.push(no_collection(site, &name.text, name.place.clone()));
            }
        }
        for name in &map.labels {
            check_term(site, PLACES, name, all);
            let entry = site.entry(PLACES, &name.text);
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
}

/// The box around the mainland, in 1e-7 degrees: south, west, north, east.
const MAINLAND: [i32; 4] = [84_000_000, 1_021_000_000, 234_000_000, 1_095_000_000];

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

/// What a map, or what maps are laid on, says of itself.
struct Claim<'a> {
    /// The code of the finding.
    what: &'static str,
    name: &'a str,
    bounds: &'a Bounds,
    /// Where it is declared.
    place: &'a SourceSpan,
    legal_origin: &'a PerLang<String>,
    islands: &'a (bool, SourceSpan),
}

impl Claim<'_> {
    /// Law 27/2018/QH14 and its practice: what shows the whole country shows both archipelagos, and says where it comes from.
    fn check(&self, all: &mut Vec<Diagnostic>) {
        let (declared, place) = self.islands;
        let national = is_national(self.bounds);
        if !national && !declared {
            return;
        }
        let wrong = |place: &SourceSpan| Diagnostic::error(self.what, place.clone()).with("id", self.name);
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

#[cfg(test)]
mod tests {
    use super::is_national;
    use crate::check::tests::{check, file};
    use crate::geo::{Bounds, Degrees};

    fn map(bounds: [&str; 4], more: &str) -> String {
        let [south, west, north, east] = bounds;
        let layer = "[[layer]]\nid = \"coast\"\nfile = \"coast.geojson\"\nkind = \"land\"\nlicence = \"CC0\"\n\
             source = { vi = \"Sở\", en = \"Office\" }\n";
        let map = format!(
            "{layer}[[map]]\nid = \"land\"\ntitle = {{ vi = \"Bản đồ\", en = \"Map\" }}\nlayers = [\"coast\"]\n\
             south = \"{south}\"\nwest = \"{west}\"\nnorth = \"{north}\"\neast = \"{east}\"\n{more}"
        );
        let coast =
            "{\"type\":\"Polygon\",\"coordinates\":[[[106.5,20.5],[107,20.5],[107,21],[106.5,20.5]]]}";
        file("content/_maps/coast.geojson", coast) + &file("content/_maps/maps.toml", &map)
    }

    const COUNTRY: [&str; 4] = ["6", "102", "24", "118"];
    const ORIGIN: &str = "legal_origin = { vi = \"Cục\", en = \"Agency\" }\n";

    #[test]
    fn a_map_of_the_country_shows_its_islands_and_says_where_it_comes_from() {
        check(&map(COUNTRY, &format!("shows_hoang_sa_truong_sa = true\n{ORIGIN}")), &[]);
        check(&map(COUNTRY, ORIGIN), &["national-map/declare \"land\""]);
        check(&map(COUNTRY, "shows_hoang_sa_truong_sa = true"), &["national-map/origin \"land\""]);
        let mainland = ["8", "102", "24", "110"];
        check(
            &map(mainland, &format!("shows_hoang_sa_truong_sa = true\n{ORIGIN}")),
            &["national-map/extent true"],
        );
    }

    #[test]
    fn a_map_of_a_city_is_no_map_of_the_country() {
        check(&map(["20.5", "106.4", "21", "107"], ""), &[]);
        check(
            &map(["20.5", "106.4", "21", "107"], "collections = [\"berth\"]"),
            &["no-collection/near \"berth\" → berths"],
        );
        check(&map(["20.5", "106.4", "21", "107"], "labels = [\"bay\"]"), &["no-position/add \"bay\""]);
    }

    #[test]
    fn half_of_the_mainland_is_not_most_of_it() {
        let degrees = |units| Degrees::of_units(units).expect("in range");
        let bounds = |north| Bounds {
            south: degrees(84_000_000),
            west: degrees(1_021_000_000),
            north: degrees(north),
            east: degrees(1_095_000_000),
        };
        assert!(!is_national(&bounds(159_000_000)));
        assert!(is_national(&bounds(159_000_010)));
    }
}
