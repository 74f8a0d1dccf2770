//! Places: coordinates of every form on the pages of five languages, how exact they are, where they come from, how far
//! it is.

use crate::fixture::{FIVE, Files, files, in_order, main_text};

/// A zone whose place is written in different ways, two named places, one of them with a road to it.
const ZONES: &str = r#"
=== content/_data/places.toml
[vocabulary]
title = { vi = "Địa điểm", en = "Places" }
path = { vi = "dia-diem", en = "places" }
[[entry]]
id = "bay"
name = { vi = "Vịnh", en = "Bay", ja = "湾", ko = "만", zh = "湾" }
boxes = [{ south = "20.50", west = "106.38", north = "21.05", east = "107.15" }]
[[entry]]
id = "airport"
name = { vi = "Sân bay", en = "Airport", ja = "空港", ko = "공항", zh = "机场" }
parent = "bay"
position = { lat = "20.8194", lon = "106.7249" }
[[entry]]
id = "port"
name = { vi = "Cảng biển", en = "Seaport", ja = "港湾", ko = "항만", zh = "海港" }
parent = "bay"
position = { lat = "20.7980", lon = "106.9050" }
=== content/zones/_collection.toml
title = { vi = "Khu", en = "Zones", ja = "団地", ko = "단지", zh = "园区" }
singular = { vi = "Khu", en = "Zone", ja = "団地", ko = "단지", zh = "园区" }
path = { vi = "khu", en = "zones" }
[fields.position]
type = "place"
within = "bay"
label = { vi = "Tọa độ", en = "Coordinates", ja = "座標", ko = "좌표", zh = "坐标" }
[fields.boundary]
type = "place"
within = "bay"
near = "position"
label = { vi = "Ranh giới", en = "Boundary", ja = "境界", ko = "경계", zh = "边界" }
[fields.distances]
type = "distances"
from = "position"
places = ["airport", "port"]
label = { vi = "Khoảng cách", en = "Distances", ja = "距離", ko = "거리", zh = "距离" }
=== content/zones/north/record.toml
position = { east = 585000, north = 2308000, system = "VN-2000 105°45'", accuracy = 50, source = "Land office" }
distances = [{ to = "port", road = { value = 45, source = "Road office" } }]
=== content/zones/north/vi.md
+++
title = "Khu bắc"
+++
Khu.
=== content/zones/north/en.md
+++
title = "North zone"
+++
A zone.
=== content/zones/north/ja.md
+++
title = "北団地"
+++
団地。
=== content/zones/north/ko.md
+++
title = "북부 단지"
+++
단지.
=== content/zones/north/zh.md
+++
title = "北园区"
+++
园区。
"#;

fn zones() -> Files {
    files(FIVE).and(ZONES)
}

#[test]
fn a_place_its_accuracy_its_source_and_its_distances_are_shown_in_every_language() {
    let made = zones().make().sound();
    let shown: [(&str, &[&str]); 5] = [
        (
            "vi/khu/north/",
            &[
                "Tọa độ",
                "20.8630, 106.5687 (sai số không quá 50 m)",
                "Land office",
                "Khoảng cách",
                "Sân bay: 17 km theo đường chim bay",
                "Cảng biển: 45 km theo đường bộ",
                "Road office",
            ],
        ),
        (
            "en/zones/north/",
            &[
                "Coordinates",
                "20.8630, 106.5687 (accurate to 50 m)",
                "Land office",
                "Distances",
                "Airport: 17 km as the crow flies",
                "Seaport: 45 km by road",
                "Road office",
            ],
        ),
        (
            "ja/zones/north/",
            &["20.8630, 106.5687（誤差50m以内）", "空港：直線距離17km", "港湾：道路距離45km"],
        ),
        (
            "ko/zones/north/",
            &["20.8630, 106.5687(오차 50m 이내)", "공항: 직선거리 17km", "항만: 도로 거리 45km"],
        ),
        (
            "zh/zones/north/",
            &["20.8630, 106.5687（误差不超过50米）", "机场：直线距离17公里", "海港：公路距离45公里"],
        ),
    ];
    for (address, parts) in shown {
        let page = made.html(address);
        in_order(&main_text(&page).replace('\u{a0}', " "), parts);
    }
}

/// What stands on the English page for the zone at this position.
fn said_of(position: &str) -> String {
    let record = format!("position = {position}\n");
    let page = zones().with("content/zones/north/record.toml", record).make().sound().html("en/zones/north/");
    main_text(&page).replace('\u{a0}', " ")
}

#[test]
fn every_form_of_a_point_is_the_same_place() {
    // As exact as it is written: a metre is the fifth decimal of a degree, a second the fourth.
    for (position, shown) in [
        (r#"{ lat = "20.8629649", lon = "106.5687421" }"#, "20.8629649, 106.5687421"),
        (r#"{ dms = "20°51'46.67364\"N 106°34'07.47156\"E" }"#, "20.8629649, 106.5687421"),
        (r#"{ dms = "20°51'46.7\"N 106°34'07.5\"E" }"#, "20.86297, 106.56875"),
        (r#"{ dms = "20°51'47\"N 106°34'07\"E" }"#, "20.8631, 106.5686"),
        (r#"{ dms = "20°51'N 106°34'E", accuracy = 2 }"#, "20.85000, 106.56667"),
        (r#"{ east = "585000", north = 2308000.0, system = "EPSG:9210" }"#, "20.86296, 106.56874"),
        (r#"{ east = "585000.25", north = 2308000, system = "EPSG:9210" }"#, "20.8629649, 106.5687445"),
        (r#"{ system = "VN-2000 / TM-3 105-45", east = 585000, north = 2308000 }"#, "20.86296, 106.56874"),
    ] {
        in_order(&said_of(position), &[shown, "km as the crow flies"]);
    }
}

#[test]
fn an_area_and_a_line_are_shown_by_their_middle() {
    let area = r#"{ polygon = [{ lat = "20.80", lon = "106.70" }, { lat = "20.80", lon = "106.80" }, { lat = "20.90", lon = "106.75" }] }"#;
    in_order(&said_of(area), &["area around 20.85, 106.75"]);
    let line = area.replace("polygon", "line");
    in_order(&said_of(&line), &["line around 20.85, 106.75"]);
}

#[test]
fn a_boundary_in_a_file_is_shown_with_a_link_to_it() {
    let polygon = r#"{ "type": "Polygon", "coordinates": [[[106.55, 20.85], [106.58, 20.85], [106.58, 20.87], [106.55, 20.87], [106.55, 20.85]]] }"#;
    let kml = "<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>106.55,20.85 106.58,20.85 106.58,20.87 \
               106.55,20.87 106.55,20.85</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>";
    for (name, text) in [("bounds.geojson", polygon), ("bounds.kml", kml)] {
        let record = format!(
            "position = {{ lat = \"20.86\", lon = \"106.56\" }}\nboundary = {{ file = \"{name}\", accuracy = 5 }}\n"
        );
        let made = zones()
            .with("content/zones/north/record.toml", record)
            .with(&format!("content/zones/north/{name}"), text)
            .make()
            .sound();
        let page = made.html("en/zones/north/");
        let text = main_text(&page).replace('\u{a0}', " ");
        in_order(&text, &["Boundary", "area around 20.86000, 106.56500 (accurate to 5 m)"]);
        assert!(page.contains(&format!("{name}\">area around")), "{page}");
    }
}

#[test]
fn points_that_somebody_made_up_are_told_apart_from_their_zones() {
    // As far off as the points of a rental site that were held against confirmed ones: 2.3 to 9.8 km.
    for (off, found) in
        [("20.8826", "2.3"), ("20.8862", "2.7"), ("20.8988", "4.1"), ("20.9186", "6.3"), ("20.9500", "9.8")]
    {
        let record = format!(
            "position = {{ lat = \"20.8619\", lon = \"106.5620\" }}\nboundary = {{ lat = \"{off}\", lon = \"106.5620\" }}\n"
        );
        let made = zones().with("content/zones/north/record.toml", record).make();
        assert_eq!(made.codes(), ["far-off"], "{found} km");
        assert!(made.said().contains(&format!("this is {found} km from `position`")), "{}", made.said());
    }
}

#[test]
fn a_project_is_held_against_the_zone_that_it_names() {
    let projects = r#"
=== content/projects/_collection.toml
title = { vi = "Dự án", en = "Projects" }
singular = { vi = "Dự án", en = "Project" }
path = { vi = "du-an", en = "projects" }
[fields.zone]
type = "ref"
to = "zones"
label = { vi = "Khu", en = "Zone" }
[fields.position]
type = "place"
near = "zone"
label = { vi = "Tọa độ", en = "Coordinates" }
[fields.distances]
type = "distances"
from = "zone"
places = ["airport"]
label = { vi = "Khoảng cách", en = "Distances" }
=== content/projects/all.toml
[[record]]
id = "mill"
zone = "north"
position = { lat = "20.9040", lon = "106.5687" }
title = { vi = "Nhà máy", en = "Mill" }
"#;
    let made = zones().and(projects).make();
    assert!(made.said().contains("this is 4.6 km from `zone`"), "{}", made.said());
    let page = main_text(&made.html("en/projects/mill/")).replace('\u{a0}', " ");
    in_order(&page, &["Airport: 17 km as the crow flies"]);
}

#[test]
fn the_place_that_is_measured_to_says_how_exact_it_is_and_who_says_so() {
    let places = crate::fixture::between(ZONES, "=== content/_data/places.toml\n", "===")[0].replace(
        "position = { lat = \"20.8194\", lon = \"106.7249\" }",
        "position = { lat = \"20.8194\", lon = \"106.7249\", accuracy = 300, source = \"Airport office\" }",
    );
    let made = zones().with("content/_data/places.toml", places).make().sound();
    let text = main_text(&made.html("en/zones/north/"));
    in_order(&text, &["Measured to 20.819, 106.725 (accurate to 300 m)", "Source: Airport office"]);
    assert!(main_text(&made.html("ja/zones/north/")).contains("測定先：20.819, 106.725"));
}

#[test]
fn a_place_on_both_sides_of_the_180th_meridian_is_there() {
    let fiji = r#"{"type":"MultiPolygon","coordinates":[[[[179.5,-17],[180,-17],[180,-16],[179.5,-16],[179.5,-17]]],[[[-180,-17],[-179.5,-17],[-179.5,-16],[-180,-16],[-180,-17]]]]}"#;
    let site = "
=== content/isles/_collection.toml
title.vi = \"Đảo\"
[fields.position]
type = \"place\"
label.vi = \"Vị trí\"
=== content/isles/fiji/record.toml
position = { file = \"fiji.geojson\" }
=== content/isles/fiji/vi.md
+++
title = \"Fiji\"
+++
Text.
";
    let made = files(FIVE).and(site).with("content/isles/fiji/fiji.geojson", fiji).make().sound();
    let page = main_text(&made.html("vi/isles/fiji/"));
    assert!(page.contains("-16.5, 180.0"), "{page}");
}
