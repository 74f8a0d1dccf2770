//! Maps of a whole site: pages, pictures, files and links in five languages, and what is said of mistakes.

use std::collections::BTreeSet;

use portolan::site::{MapRoute, Route};

use crate::fixture::{FIVE, Files, Made, between, files};

/// A coast, a river, a named map over two collections, records with a place of their own and without.
const MAPS: &str = r#"
=== content/_maps/maps.toml
path = { vi = "ban-do", en = "map", ja = "map", ko = "map", zh = "map" }
[[layer]]
id = "coast"
file = "coast.geojson"
kind = "land"
name = { vi = "Đất liền", en = "Land", ja = "陸地", ko = "육지", zh = "陆地" }
licence = "ODbL 1.0"
source = { vi = "© Bản đồ mở", en = "© Open map", ja = "© 公開地図", ko = "© 공개 지도", zh = "© 开放地图" }
url = "https://example.org/licence"
[[layer]]
id = "rivers"
file = "rivers.geojson"
kind = "river"
licence = "CC0"
source = { vi = "Sở", en = "Office", ja = "局", ko = "청", zh = "局" }
[[map]]
id = "bay"
title = { vi = "Bản đồ vịnh", en = "Map of the bay", ja = "湾の地図", ko = "만 지도", zh = "海湾地图" }
summary = { vi = "Các khu quanh vịnh.", en = "Zones around the bay.", ja = "湾の団地。", ko = "만의 단지.", zh = "海湾园区。" }
south = "20.50"
west = "106.38"
north = "21.05"
east = "107.15"
layers = ["coast", "rivers"]
collections = ["zones", "works"]
labels = ["airport", "port"]
locator = true
legal_origin = { vi = "Vẽ lại", en = "Redrawn", ja = "再作図", ko = "재작도", zh = "重绘" }
=== content/_maps/coast.geojson
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Đất","name:en":"Mainland"},"geometry":{"type":"Polygon","coordinates":[[[106.0,20.3],[106.7,20.6],[106.8,20.7],[106.9,20.9],[107.0,21.3],[106.0,21.3],[106.0,20.3]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[107.0,20.7],[107.1,20.7],[107.1,20.8],[107.0,20.8],[107.0,20.7]]]}}]}
=== content/_maps/rivers.geojson
{"type":"MultiLineString","coordinates":[[[106.3,21.0],[106.5,20.9],[106.7,20.85],[107.3,20.7]]]}
=== content/_data/places.toml
[vocabulary]
title = { vi = "Địa điểm", en = "Places", ja = "場所", ko = "장소", zh = "地点" }
path = { vi = "dia-diem", en = "places" }
[[entry]]
id = "city"
name = { vi = "Thành phố", en = "City", ja = "市", ko = "시", zh = "市" }
position = { lat = "20.85", lon = "106.68", source = "Land office", accuracy = 3000 }
boxes = [{ south = "20.50", west = "106.38", north = "21.05", east = "107.15" }]
[[entry]]
id = "ward"
name = { vi = "Phường", en = "Ward", ja = "坊", ko = "동", zh = "坊" }
parent = "city"
[[entry]]
id = "airport"
name = { vi = "Sân bay", en = "Airport", ja = "空港", ko = "공항", zh = "机场" }
position = { lat = "20.8194", lon = "106.7249" }
[[entry]]
id = "port"
name = { vi = "Cảng biển", en = "Seaport", ja = "港湾", ko = "항만", zh = "海港" }
position = { lat = "20.7980", lon = "106.9050" }
=== content/zones/_collection.toml
title = { vi = "Khu", en = "Zones", ja = "団地", ko = "단지", zh = "园区" }
singular = { vi = "Khu", en = "Zone", ja = "団地", ko = "단지", zh = "园区" }
path = { vi = "khu", en = "zones", ja = "zones", ko = "zones", zh = "zones" }
menu = 1
[fields.position]
type = "place"
within = "city"
label = { vi = "Tọa độ", en = "Coordinates", ja = "座標", ko = "좌표", zh = "坐标" }
[fields.kind]
type = "enum"
facet = true
card = true
label = { vi = "Loại hình", en = "Kind", ja = "種類", ko = "종류", zh = "类别" }
[fields.kind.values]
park = { vi = "Khu công nghiệp", en = "Park", ja = "工業団地", ko = "산업단지", zh = "园区" }
port = { vi = "Khu cảng", en = "Harbour <area>", ja = "港区", ko = "항구", zh = "港区" }
=== content/works/_collection.toml
title = { vi = "Dự án", en = "Works", ja = "案件", ko = "사업", zh = "项目" }
singular = { vi = "Dự án", en = "Work", ja = "案件", ko = "사업", zh = "项目" }
path = { vi = "du-an", en = "works", ja = "works", ko = "works", zh = "works" }
menu = 2
[fields.zone]
type = "ref"
to = "zones"
label = { vi = "Khu", en = "Zone", ja = "団地", ko = "단지", zh = "园区" }
[fields.location]
type = "place"
facet = true
label = { vi = "Địa điểm", en = "Location", ja = "所在地", ko = "위치", zh = "地点" }
=== content/zones/north/record.toml
position = { lat = "20.9", lon = "106.6", accuracy = 50, source = "Land office" }
kind = "park"
=== content/zones/quay/record.toml
position = { polygon = [{ lat = "20.80", lon = "106.90" }, { lat = "20.82", lon = "106.90" }, { lat = "20.82", lon = "106.92" }, { lat = "20.80", lon = "106.92" }] }
kind = "port"
=== content/works/plant/record.toml
zone = "north"
location = "ward"
=== content/works/road/record.toml
location = "ward"
=== content/works/idea/record.toml
"#;

fn maps() -> Files {
    let texts = [
        ("zones/north", ["Khu bắc", "North zone", "北団地", "북부 단지", "北园区"]),
        ("zones/quay", ["Khu cảng & bến", "Quay <zone>", "港湾団地", "항만 단지", "港口园区"]),
        ("works/plant", ["Nhà máy", "Plant", "工場", "공장", "工厂"]),
        ("works/road", ["Đường", "Road", "道路", "도로", "道路"]),
        ("works/idea", ["Ý tưởng", "Idea", "構想", "구상", "构想"]),
    ];
    let codes = ["vi", "en", "ja", "ko", "zh"];
    let mut all = files(FIVE).and(MAPS);
    for (folder, titles) in texts {
        for (code, title) in codes.iter().zip(titles) {
            let text = format!("+++\ntitle = \"{title}\"\n+++\n{code}\n");
            all = all.with(&format!("content/{folder}/{code}.md"), text);
        }
    }
    all
}

#[test]
fn a_site_with_maps_has_their_pages_pictures_and_files_in_every_language() {
    let made = maps().make().sound();
    assert_eq!(made.said(), "");
    let addresses: BTreeSet<String> = made.addresses().into_iter().collect();
    for code in ["vi", "en", "ja", "ko", "zh"] {
        let segment = if code == "vi" { "ban-do" } else { "map" };
        for path in [
            format!("{code}/{segment}/"),
            format!("{code}/{segment}/zones/"),
            format!("{code}/{segment}/works/"),
            format!("{code}/{segment}/type/zones/"),
            format!("maps/{code}/bay.map.svg"),
            format!("maps/{code}/zones.map.svg"),
            format!("maps/{code}/bay.js"),
            format!("maps/{code}/north.svg"),
            format!("maps/{code}/plant.svg"),
            format!("maps/{code}/road.svg"),
            format!("{code}/data/zones.geojson"),
            format!("{code}/data/works.kml"),
        ] {
            assert!(addresses.contains(&path), "`{path}` is not among\n{}", made.addresses().join("\n"));
        }
        assert!(!addresses.contains(&format!("maps/{code}/idea.svg")), "nobody says where the idea is");
    }
    assert!(addresses.contains("maps/bay.layers.js"));
    assert!(addresses.contains("vi/ban-do/loai-hinh/park/"));
    assert!(addresses.contains("ja/map/kind/park/"));
}

#[test]
fn a_site_without_maps_has_none() {
    let made = maps().without("content/_maps/maps.toml").make().sound();
    assert!(!made.addresses().iter().any(|path| path.contains("/map/") || path.starts_with("maps")));
    assert!(!made.html("vi/khu/north/").contains("locator"));
}

#[test]
fn a_collection_may_do_without() {
    let schema = between(MAPS, "=== content/works/_collection.toml\n", "===")[0].to_owned();
    let made =
        maps().with("content/works/_collection.toml", format!("maps = false\n{schema}")).make().sound();
    let addresses = made.addresses();
    assert!(!addresses.contains(&"maps/vi/plant.svg".to_owned()));
    assert!(!addresses.contains(&"vi/ban-do/works/".to_owned()));
    assert!(addresses.contains(&"vi/ban-do/zones/".to_owned()));
}

/// Every address that the page at `path` links to, made whole.
fn targets(made: &Made, path: &str, html: &str) -> Vec<String> {
    let mut all = Vec::new();
    for attribute in [" href=\"", " src=\""] {
        for target in between(html, attribute, "\"") {
            if target.contains(':') || target.starts_with('#') {
                continue;
            }
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in target.split('#').next().unwrap_or_default().split('/') {
                match part {
                    ".." => _ = parts.pop(),
                    part => parts.push(part),
                }
            }
            all.push(parts.join("/"));
        }
    }
    let assets: Vec<String> = made.build.theme.assets.values().map(|asset| asset.path.clone()).collect();
    // Codes are no routes; what they are holds elsewhere.
    all.retain(|target| !assets.contains(target) && !target.starts_with("codes/"));
    all
}

#[test]
fn every_link_of_maps_leads_somewhere() {
    let made = maps().make().sound();
    let addresses: BTreeSet<String> = made.addresses().into_iter().collect();
    for (path, html) in made.everything() {
        let is_page = path.is_empty() || path.ends_with('/') || path.ends_with(".svg");
        for target in targets(&made, &path, &html).iter().filter(|_| is_page) {
            assert!(addresses.contains(target), "`{path}` leads to `{target}`");
        }
    }
}

#[test]
fn a_record_shows_where_it_is_and_says_whose_place_that_is() {
    let made = maps().make().sound();
    let page =
        |path: &str| between(&made.html(path), "<figure class=\"locator\">", "</figure>")[0].to_owned();
    let exact = page("en/zones/north/");
    assert!(exact.contains("src=\"../../../maps/en/north.svg\""), "{exact}");
    assert!(exact.contains("Coordinates: 20.9000, 106.6000 (accurate to 50\u{a0}m)"), "{exact}");
    assert!(exact.contains("Land office") && exact.contains("© Open map, ODbL 1.0"), "{exact}");
    assert!(exact.contains("href=\"geo:20.9,106.6\""), "{exact}");
    assert!(exact.contains("href=\"../../../en/map/zones/#north\""), "{exact}");
    assert!(page("en/works/plant/").contains("Shown at North zone"));
    let road = page("ja/works/road/");
    assert!(road.contains("正確な位置は公表されていません（記載は「坊」のみ）"), "{road}");
    assert!(!road.contains("geo:") && !road.contains("20.8"), "{road}");
    assert!(!made.html("en/works/idea/").contains("class=\"locator\""));
}

/// A city or a district is no place: nothing is marked, its surroundings are shown.
#[test]
fn a_place_known_by_its_district_alone_gets_no_mark() {
    let locator = |made: &Made, id: &str| made.html(&format!("maps/en/{id}.svg"));
    let marks = |svg: &str| {
        svg.matches("<circle").count()
            - between(svg, "class=\"map-dot\"", "</g>")[0].matches("<circle").count()
    };
    let made = maps().make().sound();
    assert_eq!(marks(&locator(&made, "north")), 1);
    assert_eq!(marks(&locator(&made, "plant")), 1, "the zone that it names has a place");
    let road = locator(&made, "road");
    assert_eq!(marks(&road), 0, "{road}");
    assert!(!road.contains("is-own"), "a point is no area: {road}");
    // A district with coordinates is named where it is; one with an outline is drawn.
    let places = between(MAPS, "=== content/_data/places.toml\n", "===")[0];
    let known = |position: &str| {
        let ward = format!("parent = \"city\"\nposition = {position}\n");
        let places = places.replacen("parent = \"city\"\n", &ward, 1);
        locator(&maps().with("content/_data/places.toml", places).make().sound(), "road")
    };
    let named = known(r#"{ lat = "20.75", lon = "106.60" }"#);
    assert!(marks(&named) == 0 && named.contains(">Ward</text>"), "{named}");
    let outline = known(
        r#"{ polygon = [{ lat = "20.70", lon = "106.55" }, { lat = "20.80", lon = "106.55" }, { lat = "20.75", lon = "106.65" }] }"#,
    );
    assert!(
        marks(&outline) == 0 && outline.contains("is-own") && outline.contains(">Ward</text>"),
        "{outline}"
    );
}

/// An airport or an opera house is a place, not an area: whoever is there is at its position. It is told from a district by
/// what its entry says: a point, with a source, and exact.
#[test]
fn a_spot_is_a_position_and_a_district_is_none() {
    let site = |known: &str, more: &str| {
        let places = between(MAPS, "=== content/_data/places.toml\n", "===")[0];
        let point = "lat = \"20.8194\", lon = \"106.7249\"";
        let spot = format!("position = {{ {point}{known} }}\n{more}");
        let places = places.replacen(&format!("position = {{ {point} }}\n"), &spot, 1);
        let road = "location = \"airport\"\n";
        maps().with("content/_data/places.toml", places).with("content/works/road/record.toml", road)
    };
    let exact = ", accuracy = 10, source = \"Airports office\"";
    let made = site(exact, "").make().sound();
    let page =
        |path: &str| between(&made.html(path), "<figure class=\"locator\">", "</figure>")[0].to_owned();
    let road = page("en/works/road/");
    assert!(road.contains("Shown at Airport: 20.8194, 106.7249 (accurate to 10\u{a0}m)"), "{road}");
    assert!(road.contains("Airports office") && road.contains("href=\"geo:20.8194,106.7249\""), "{road}");
    assert!(made.html("en/map/").contains("<li id=\"road\" class=\"map-item is-exact\">"));
    assert!(made.html("maps/en/bay.js").contains("\"area\":false"));
    for (known, more, why) in [
        (", source = \"Airports office\"", "", "nobody says how exact that is"),
        (", accuracy = 10", "", "nobody says where it is from"),
        (", accuracy = 2500, source = \"Airports office\"", "", "so large is no spot"),
        (
            exact,
            "boxes = [{ south = \"20.80\", west = \"106.70\", north = \"20.84\", east = \"106.75\" }]\n",
            "it has an extent",
        ),
        (
            exact,
            "[[entry]]\nid = \"gate\"\nname = { vi = \"Cổng\", en = \"Gate\" }\nparent = \"airport\"\n",
            "others lie in it",
        ),
    ] {
        let html = site(known, more).make().sound().html("en/works/road/");
        assert!(html.contains("Exact place not published; named only as"), "{why}: {html}");
    }
}

/// Every number of an overview says of which area it is: beside it where there is room, and always in the list of marks.
#[test]
fn a_number_of_an_area_bears_its_name() {
    let made = maps().make().sound();
    for (code, name) in [("vi", "Thành phố"), ("en", "City"), ("ja", "市"), ("ko", "시"), ("zh", "市")]
    {
        let html = made.html(&format!("{code}/{}/", if code == "vi" { "ban-do" } else { "map" }));
        let svg = between(&html, "<svg class=\"map-picture\"", "</svg>")[0];
        assert!(svg.contains(&format!(">{name}</text>")), "{svg}");
        let list = between(&html, "<ul class=\"map-areas\">", "</ul>")[0];
        let row = format!("<li data-of=\"road\"><a href=\"#road\"><span>{name}</span> <b>1</b></a></li>");
        assert!(list.contains(&row), "{list}");
        assert!(
            made.html(&format!("maps/{code}/bay.js"))
                .contains(&format!("\"areaName\":{{\"text\":\"{name}\"}}"))
        );
    }
    // Where all is published, there is nothing to name.
    assert!(!made.html("en/map/zones/").contains("map-areas"));
}

#[test]
fn the_page_of_a_map_has_a_picture_and_the_same_as_a_list() {
    let made = maps().make().sound();
    let html = made.html("en/map/");
    let svg = between(&html, "<svg class=\"map-picture\"", "</svg>")[0];
    for (path, title) in [("zones/north", "North zone"), ("works/plant", "Plant")] {
        assert!(svg.contains(&format!("<a href=\"../../en/{path}/\"><title>{title}</title>")), "{svg}");
        assert!(html.contains(&format!("<a href=\"../../en/{path}/\">{title}</a>")), "{html}");
    }
    assert!(svg.contains("Quay &lt;zone&gt;"));
    // Of the road no more is known than a ward: no disc, no ring.
    assert!(svg.contains("<a href=\"../../en/works/road/\"><title>Road</title><rect"), "{svg}");
    assert!(html.contains("<li id=\"road\" class=\"map-item is-unplaced\">"), "{html}");
    assert!(html.contains("Position not published: counted at the place that is named"), "{html}");
    assert!(html.contains("<li id=\"plant\" class=\"map-item is-near\">"));
    assert!(html.contains("Legal origin of the map: Redrawn"));
    assert!(html.contains("&lt;a href=&quot;https://example.vn/en/map/&quot;&gt;"), "{html}");
    assert!(html.contains("hreflang=\"zh-Hans\" href=\"https://example.vn/zh/map/\""));
    let narrow = made.html("en/map/kind/port/");
    assert!(narrow.contains("Quay") && !narrow.contains("Plant"), "{narrow}");
    let list = made.html("en/zones/");
    assert!(list.contains("<a href=\"../../en/map/zones/\">Map: Zones</a>"), "{list}");
    assert!(made.html("sitemap.xml").contains("https://example.vn/ko/map/zones/"));
    assert!(made.html("en/sitemap/").contains("../../en/map/works/"));
}

#[test]
fn a_map_of_the_country_names_both_archipelagos_in_every_language() {
    let named = format!(
        "{}\n[[map]]\nid = \"country\"\n{}\nsouth = \"6\"\nwest = \"102\"\nnorth = \"23.5\"\neast = \"118\"\nlayers = [\"coast\"]\n\
         shows_hoang_sa_truong_sa = true\n{}\n",
        between(MAPS, "=== content/_maps/maps.toml\n", "===")[0],
        "title = { vi = \"Việt Nam\", en = \"Viet Nam\", ja = \"ベトナム\", ko = \"베트남\", zh = \"越南\" }",
        "legal_origin = { vi = \"Nhà nước\", en = \"State\", ja = \"国\", ko = \"국가\", zh = \"国家\" }",
    );
    let made = maps().with("content/_maps/maps.toml", named).make().sound();
    for (code, first, second) in [
        ("vi", "Quần đảo Hoàng Sa", "Quần đảo Trường Sa"),
        ("en", "Hoang Sa Islands", "Truong Sa Islands"),
        ("ja", "ホアンサ群島", "チュオンサ群島"),
        ("ko", "호앙사 군도", "쯔엉사 군도"),
        ("zh", "黄沙群岛", "长沙群岛"),
    ] {
        let segment = if code == "vi" { "ban-do" } else { "map" };
        for path in [format!("{code}/{segment}/country/"), format!("maps/{code}/country.map.svg")] {
            let html = made.html(&path);
            assert!(html.contains(&format!(">{first}</text>")), "{path}");
            assert!(html.contains(&format!(">{second}</text>")), "{path}");
        }
    }
}

#[test]
fn data_of_maps_can_be_read_by_others() {
    let made = maps().make().sound();
    let collection: serde_json::Value =
        serde_json::from_str(&made.html("en/data/zones.geojson")).expect("GeoJSON");
    assert_eq!(collection["type"], "FeatureCollection");
    let features = collection["features"].as_array().expect("features");
    assert_eq!(features.len(), 2);
    let quay = features.iter().find(|feature| feature["id"] == "quay").expect("the quay");
    assert_eq!(quay["geometry"]["type"], "Polygon");
    let ring = quay["geometry"]["coordinates"][0].as_array().expect("a ring");
    assert_eq!(ring.len(), 5);
    assert_eq!(ring[0], ring[4]);
    let at = |n: usize, part: usize| ring[n][part].as_f64().expect("a number");
    let twice: f64 = (0..4).map(|n| at(n, 0) * at(n + 1, 1) - at(n + 1, 0) * at(n, 1)).sum();
    assert!(twice > 0.0, "outlines run to the left");
    for (path, corner) in [("en/data/zones.geojson", "[106.92,20.8]"), ("en/data/zones.kml", "106.92,20.8")] {
        let file = made.html(path);
        let zeros = file.contains("106.920") || file.contains("20.8000");
        assert!(file.contains(corner) && !zeros, "as it was written, with no more zeros: {file}");
    }
    assert_eq!(quay["properties"]["url"], "https://example.vn/en/zones/quay/");
    assert_eq!(quay["properties"]["facts"]["Kind"], "Harbour <area>");
    assert!(made.html("en/data/zones.geojson").contains("[106.6000,20.9000]"), "as exact as 50 m are");
    let works = made.html("ja/data/works.geojson");
    assert!(works.contains("\"exact\":false") && works.contains("正確な位置は公表されていません"), "{works}");
    assert!(works.contains("\"id\":\"road\",\"geometry\":null"), "{works}");
    let works = made.html("ja/data/works.kml");
    assert!(
        between(&works, "<Placemark id=\"road\">", "</Placemark>")[0].ends_with("</description>"),
        "{works}"
    );
    for code in ["vi", "zh"] {
        let kml = made.html(&format!("{code}/data/zones.kml"));
        let names = between(&kml, "<Placemark id=\"", "\"");
        assert_eq!(names.len(), 2, "{kml}");
        assert!(kml.contains("<coordinates>106.6000,20.9000</coordinates>"), "{kml}");
    }
    assert!(made.html("vi/data/zones.kml").contains("Khu cảng &amp; bến"));
}

#[test]
fn scripts_of_maps_are_one_call_with_data() {
    let made = maps().make().sound();
    let argument = |path: &str, function: &str| -> serde_json::Value {
        let script = made.html(path);
        let inner = script.strip_prefix(&format!("{function}(")).and_then(|rest| rest.strip_suffix(");\n"));
        assert!(!script.contains('<'), "{script}");
        serde_json::from_str(inner.unwrap_or_else(|| panic!("{script}"))).expect("data")
    };
    let layers = argument("maps/bay.layers.js", "portolanMapLayers");
    assert_eq!(layers["bounds"][0].to_string(), "20.5");
    assert_eq!(layers["layers"][0]["geometry"]["type"], "MultiPolygon");
    assert_eq!(layers["layers"][1]["geometry"]["type"], "MultiLineString");
    let data = argument("maps/en/bay.js", "portolanMapData");
    let items = data["items"].as_array().expect("items");
    assert_eq!(items.len(), 4);
    let plant = items.iter().find(|item| item["id"] == "plant").expect("the plant");
    assert_eq!(plant["terms"]["type"][0], "works");
    assert_eq!(plant["exact"], false);
    assert_eq!(plant["area"], false);
    let road = items.iter().find(|item| item["id"] == "road").expect("the road");
    assert_eq!(road["area"], true);
    assert_eq!(plant["url"], "en/works/plant/");
    assert_eq!(data["labels"][0]["text"], "Airport");
}

#[test]
fn pictures_are_small_and_the_same_twice() {
    let (first, second) = (maps().make().sound(), maps().make().sound());
    let pictures = |made: &Made| {
        let all = made.everything().into_iter();
        all.filter(|(path, _)| path.starts_with("maps/") || path.contains("/data/")).collect::<Vec<_>>()
    };
    let (first, second) = (pictures(&first), pictures(&second));
    assert!(first.len() > 40);
    assert_eq!(first, second);
    for (path, svg) in first.iter().filter(|(path, _)| path.ends_with(".svg")) {
        assert!(svg.len() < 30_000, "{path} has {} bytes", svg.len());
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>"), "{path}");
        assert!(!svg.contains("<script") && !svg.contains(" style="), "{path}");
        assert!(svg.contains("class=\"map-scale\"") && svg.contains("class=\"map-source\""), "{path}");
    }
}

#[test]
fn pictures_are_well_formed() {
    let made = maps().make().sound();
    for (path, svg) in made.everything() {
        let is_xml = path.ends_with(".svg") || path.ends_with(".kml");
        if let Some(Err(error)) = is_xml.then(|| roxmltree::Document::parse(&svg)) {
            panic!("{path}: {error}\n{svg}");
        }
    }
}

#[test]
fn a_thousand_locator_maps_share_what_they_are_drawn_over() {
    let mut all = maps();
    for n in 0..1000 {
        let place = format!(
            "position = {{ lat = \"20.{}\", lon = \"106.{}\" }}\nkind = \"park\"\n",
            600 + n % 400,
            400 + n / 2
        );
        all = all.with(&format!("content/zones/z{n}/record.toml"), place);
        all =
            all.with(&format!("content/zones/z{n}/vi.md"), format!("+++\ntitle = \"Khu {n}\"\n+++\nKhu.\n"));
    }
    let made = all.make();
    let views = made.build.views();
    let routes = made.build.site.pages.routes.iter();
    let locators =
        routes.filter(|route| matches!(route, Route::Map(MapRoute::Locator { lang, .. }) if lang.0 == 0));
    let sizes: Vec<usize> =
        locators.map(|route| made.build.render(&views, route).expect("a map").len()).collect();
    assert!(sizes.len() >= 1000, "{}", sizes.len());
    let most = sizes.iter().max().expect("some");
    assert!(*most < 10_000, "{most} bytes");
}

#[test]
fn an_edited_place_moves_its_map() {
    use portolan::pipeline::{Memory, assemble_again};
    let mut memory = Memory::default();
    let mut build = |files: Files| {
        let files = files.into_files();
        let read = portolan::source::Snapshot::from_files(
            files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())),
        );
        Made { build: assemble_again(read.value, &Default::default(), &mut memory, read.diagnostics) }
    };
    let first = build(maps());
    assert!(first.addresses().contains(&"maps/vi/north.svg".to_owned()));
    let away = "position = { lat = \"20.9\", lon = \"105.6\" }\nkind = \"park\"\n";
    let second = build(maps().with("content/zones/north/record.toml", away));
    assert!(!second.addresses().contains(&"maps/vi/north.svg".to_owned()));
    let toml = between(MAPS, "=== content/_maps/maps.toml\n", "===")[0].replace("106.38", "105.00");
    let third =
        build(maps().with("content/zones/north/record.toml", away).with("content/_maps/maps.toml", toml));
    assert!(third.addresses().contains(&"maps/vi/north.svg".to_owned()));
    let fresh = maps().make();
    assert_eq!(build(maps()).everything(), fresh.everything());
}

/// Titles, summaries and names may hold whatever TOML can write; files of XML hold only what XML can.
#[test]
fn whatever_stands_in_titles_xml_stays_readable() {
    let strange = "A\\u0001\\u0008\\u000b\\u001f\\u007f\\u0085\\ufffe\\uffff<&>'\\\"B\\t港";
    let schema = between(MAPS, "=== content/works/_collection.toml\n", "===")[0];
    let schema = format!(
        "date = \"day\"\n{schema}[outputs]\nfeed = true\n[fields.day]\ntype = \"date\"\nlabel = {{ vi = \"N{strange}\" }}\n"
    );
    let toml = between(MAPS, "=== content/_maps/maps.toml\n", "===")[0];
    let toml =
        toml.replace("© Bản đồ mở", strange).replace("Map of the bay", strange).replace("Vẽ lại", strange);
    let places = between(MAPS, "=== content/_data/places.toml\n", "===")[0];
    let record = "zone = \"north\"\nlocation = \"ward\"\nday = \"2026-01-02\"\n";
    let mut all = maps()
        .with("content/works/_collection.toml", schema.replace("Works", &format!("W{strange}")))
        .with("content/_maps/maps.toml", toml)
        .with("content/_data/places.toml", places.replace("Sân bay", strange).replace("Land office", strange))
        .with("content/works/plant/record.toml", record);
    for path in ["works/plant/vi.md", "works/plant/en.md", "zones/north/vi.md", "zones/quay/ja.md"] {
        let text = format!("+++\ntitle = \"{strange}\"\nsummary = \"{strange}\"\n+++\n\u{fffe}\n");
        all = all.with(&format!("content/{path}"), text);
    }
    let made = all.make().sound();
    let mut seen = BTreeSet::new();
    for (path, xml) in made.everything() {
        let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind);
        if !matches!(kind, "svg" | "kml" | "xml") {
            continue;
        }
        seen.insert(kind.to_owned());
        if let Err(error) = roxmltree::Document::parse(&xml) {
            panic!("{path}: {error}\n{xml}");
        }
        assert!(!xml.contains(portolan::base::is_forbidden), "{path}: {xml:?}");
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["kml", "svg", "xml"]);
    let feed = made.addresses().into_iter().find(|path| path.starts_with("vi/") && path.ends_with(".xml"));
    let feed = made.html(&feed.expect("a feed"));
    // What ends a line in some programs leaves a space; here there are two such.
    assert!(feed.contains("<title>A  &lt;&amp;&gt;&#39;&quot;B\t港</title>"), "{feed}");
}

/// A site in five languages whose maps are written in one says so of every word that it borrows.
#[test]
fn words_of_another_language_say_which() {
    let mut toml = String::new();
    for line in between(MAPS, "=== content/_maps/maps.toml\n", "===")[0].lines() {
        let kept = match line.split_once(", en = ") {
            Some((vi, _)) if !line.starts_with("path") => format!("{vi} }}"),
            _ => line.to_owned(),
        };
        toml.push_str(&kept);
        toml.push('\n');
    }
    let places = between(MAPS, "=== content/_data/places.toml\n", "===")[0];
    let places = places.replace(
        r#"{ vi = "Cảng biển", en = "Seaport", ja = "港湾", ko = "항만", zh = "海港" }"#,
        r#"{ vi = "Cảng biển" }"#,
    );
    let schema = between(MAPS, "=== content/zones/_collection.toml\n", "===")[0];
    let schema = schema.replace(
        r#"{ vi = "Khu cảng", en = "Harbour <area>", ja = "港区", ko = "항구", zh = "港区" }"#,
        r#"{ vi = "Khu cảng" }"#,
    );
    let made = maps()
        .with("content/_maps/maps.toml", toml)
        .with("content/_data/places.toml", places)
        .with("content/zones/_collection.toml", schema)
        .make()
        .sound();
    let html = made.html("ja/map/");
    assert!(html.contains("<span lang=\"vi\">Vẽ lại</span>"), "{html}");
    assert!(html.contains("<li class=\"map-key is-land\" lang=\"vi\">Đất liền</li>"), "{html}");
    assert!(html.contains("lang=\"vi\">Cảng biển</text>"), "{html}");
    assert!(made.html("ja/map/kind/port/").contains("</span> <bdi lang=\"vi\">Khu cảng</bdi></span></h1>"));
    let own = made.html("vi/ban-do/");
    assert!(own.contains(">Vẽ lại<") || own.contains("Vẽ lại</span>"), "{own}");
    assert!(!between(&own, "<svg class=\"map-picture\"", "</svg>")[0].contains("</text lang"), "{own}");
    assert!(own.contains(">Cảng biển</text>") && !own.contains("lang=\"vi\">Cảng biển</text>"), "{own}");
    for path in ["maps/ja/bay.map.svg", "maps/ko/north.svg"] {
        let svg = made.html(path);
        let notes = between(&svg, "<g class=\"map-source\"", "</g>")[0];
        assert!(notes.contains(" lang=\"vi\">"), "{notes}");
        assert!(svg.contains("lang=\"vi\">Cảng biển</text>"), "{svg}");
    }
    let script = made.html("maps/ja/bay.js");
    let data = script.strip_prefix("portolanMapData(").and_then(|rest| rest.strip_suffix(");\n"));
    let data: serde_json::Value = serde_json::from_str(data.expect("a call")).expect("data");
    assert_eq!((&data["title"], &data["tag"]), (&"Bản đồ vịnh".into(), &"vi".into()));
    assert_eq!(
        (data["originTag"].as_str(), data["attributions"][0]["tag"].as_str()),
        (Some("vi"), Some("vi"))
    );
    let quay = data["items"].as_array().and_then(|items| items.iter().find(|item| item["id"] == "quay"));
    let fact = &quay.expect("the quay")["facts"][0];
    assert_eq!((fact["text"].as_str(), fact["tag"].as_str()), (Some("Khu cảng"), Some("vi")), "{fact}");
    assert!(data["labels"].as_array().expect("labels").iter().any(|label| label["tag"] == "vi"));
}

/// What is said around a borrowed name is borrowed with it, so that an attribute too has one language, and says which.
#[test]
fn what_is_said_around_a_borrowed_name_has_its_language() {
    let schema = between(MAPS, "=== content/zones/_collection.toml\n", "===")[0];
    let schema = schema.replacen(
        r#"title = { vi = "Khu", en = "Zones", ja = "団地", ko = "단지", zh = "园区" }"#,
        r#"title = { vi = "Khu" }"#,
        1,
    );
    let places = between(MAPS, "=== content/_data/places.toml\n", "===")[0];
    let places = places.replace(
        r#"{ vi = "Phường", en = "Ward", ja = "坊", ko = "동", zh = "坊" }"#,
        r#"{ vi = "Phường" }"#,
    );
    let draft = "+++\ntitle = \"x\"\nstatus = \"draft\"\n+++\n";
    let made = maps()
        .with("content/zones/_collection.toml", schema)
        .with("content/_data/places.toml", places)
        .with("content/zones/north/ja.md", draft)
        .make()
        .sound();
    let html = made.html("ja/map/zones/");
    assert!(html.contains("<h1 lang=\"vi\">Bản đồ: Khu</h1>"), "{html}");
    assert!(html.contains("aria-label=\"Bản đồ: Khu, 2 mục\" lang=\"vi\""), "{html}");
    let svg = between(&html, "<svg class=\"map-picture\"", "</svg>")[0];
    assert!(svg.contains("><g lang=\"ja\">") && svg.ends_with("</g>"), "names are the reader's: {svg}");
    assert!(html.contains("alt=&quot;Bản đồ: Khu, 2 mục&quot; lang=&quot;vi&quot;"), "{html}");
    let narrow = made.html("ja/map/zones/kind/port/");
    assert!(narrow.contains("<h1 lang=\"vi\">Bản đồ: Khu<span class=\"h1-facet\" lang=\"ja\">"), "{narrow}");
    let list = made.html("ja/zones/kind/port/");
    assert!(list.contains("<h1 lang=\"vi\">Khu<span class=\"h1-facet\" lang=\"ja\">"), "{list}");
    assert!(list.contains("lang=\"vi\">Bản đồ: Khu</a>"), "{list}");
    let works = made.html("ja/map/works/");
    for (tag, note) in
        [("en", "Shown at North zone"), ("vi", "Vị trí cụ thể chưa công bố; chỉ nêu tên: Phường")]
    {
        let note = format!("<span class=\"map-item-note\" lang=\"{tag}\">{note}</span>");
        assert!(works.contains(&note), "{works}");
    }
    let plant = made.html("ja/works/plant/");
    assert!(plant.contains("<span class=\"locator-caption\" lang=\"en\">Shown at North zone"), "{plant}");
    assert!(plant.contains("alt=\"位置図：工場\">"), "{plant}");
    let north = made.html("ja/zones/north/");
    assert!(north.contains("alt=\"Location map: North zone\" lang=\"en\">"), "{north}");
    let locator = made.html("maps/ja/north.svg");
    assert!(locator.contains("aria-label=\"Location map: North zone\" lang=\"en\""), "{locator}");
    let english = made.html("en/map/works/");
    assert!(english.contains("<span class=\"map-item-note\">Shown at North zone</span>"), "{english}");
}

/// A map of many records says in each language how many a mark stands for, and leads to the list of its page.
#[test]
fn a_picture_of_a_thousand_records_is_small_and_leads_to_all_of_them() {
    let mut all = maps();
    for n in 0..1000 {
        let (lat, lon) = (205_200_000 + n * 7919 % 5_000_000, 1_064_200_000 + n * 104_729 % 7_000_000);
        let degrees = |units: i32| format!("{}.{:07}", units / 10_000_000, units % 10_000_000);
        let place = format!("position = {{ lat = \"{}\", lon = \"{}\" }}\n", degrees(lat), degrees(lon));
        all = all.with(&format!("content/zones/z{n}/record.toml"), place);
        let text = format!("+++\ntitle = \"Khu công nghiệp và hậu cần số {n}\"\n+++\n");
        all = all.with(&format!("content/zones/z{n}/vi.md"), text);
    }
    let made = all.make().sound();
    for (code, said) in [
        ("vi", "mục ở khu vực này: xem danh sách"),
        ("en", "entries in this area: see the list"),
        ("ja", "この周辺の"),
        ("ko", "이 일대"),
        ("zh", "此区域的"),
    ] {
        let svg = made.html(&format!("maps/{code}/zones.map.svg"));
        assert!(svg.len() <= 30_000, "{code}: {}", svg.len());
        assert!(svg.contains(said), "{code}: {svg}");
        let segment = if code == "vi" { "ban-do" } else { "map" };
        let page = made.html(&format!("{code}/{segment}/zones/"));
        let inline = between(&page, "<svg class=\"map-picture\"", "</svg>")[0];
        assert!(inline.len() <= 30_000, "{code}: {}", inline.len());
        for link in between(inline, "<a href=\"#", "\"") {
            assert!(page.contains(&format!("<li id=\"{link}\"")), "{code}: {link}");
        }
    }
}

/// Layers as large as any are drawn; those that are larger are refused with advice.
#[test]
fn a_layer_of_too_many_points_is_refused() {
    let coast = between(MAPS, "=== content/_maps/coast.geojson\n", "===")[0];
    let large = coast.to_owned() + &" ".repeat(64 << 20);
    let made = maps().with("content/_maps/coast.geojson", large).make();
    assert!(made.said().contains("mapshaper"), "{}", made.said());
    let ring: Vec<String> = (0..50_001).map(|n| format!("[106.{n:06},20.{:06}]", n % 7)).collect();
    let line = format!("{{\"type\":\"LineString\",\"coordinates\":[{}]}}", ring.join(","));
    let made = maps()
        .with("content/zones/north/line.geojson", line)
        .with("content/zones/north/record.toml", "position = { file = \"line.geojson\" }\nkind = \"park\"\n")
        .make();
    assert!(made.said().contains("50,000 points"), "{}", made.said());
}

#[test]
fn a_hole_of_a_kml_file_is_kept_in_the_downloads() {
    let ring = |points: &str| format!("<LinearRing><coordinates>{points}</coordinates></LinearRing>");
    let kml = format!(
        "<kml><Placemark><Polygon><outerBoundaryIs>{}</outerBoundaryIs><innerBoundaryIs>{}</innerBoundaryIs></Polygon></Placemark></kml>",
        ring("106.5,20.8 106.7,20.8 106.7,20.9 106.5,20.9 106.5,20.8"),
        ring("106.55,20.83 106.65,20.83 106.65,20.87 106.55,20.87 106.55,20.83"),
    );
    let facts = "position = { file = \"quay.kml\" }\nkind = \"port\"\n";
    let made = maps()
        .with("content/zones/quay/record.toml", facts)
        .with("content/zones/quay/quay.kml", &kml)
        .make()
        .sound();
    assert_eq!(made.html("en/data/zones.kml").matches("<innerBoundaryIs>").count(), 1);
    let geojson: serde_json::Value =
        serde_json::from_str(&made.html("en/data/zones.geojson")).expect("GeoJSON");
    let features = geojson["features"].as_array().expect("features");
    let quay = features.iter().find(|feature| feature["geometry"]["type"] == "Polygon").expect("an area");
    assert_eq!(quay["geometry"]["coordinates"].as_array().map(Vec::len), Some(2), "{quay}");
}
