use super::*;
use crate::fact::Decimal;

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("a decimal")
}

fn at(lat: &str, lon: &str) -> Position {
    Position::new(decimal(lat), decimal(lon)).expect("a position")
}

/// One unit of the last digit: 1e-7 degrees, the centimetre that surveys are exact to.
#[track_caller]
fn near(found: Position, lat: &str, lon: &str) {
    let wanted = at(lat, lon);
    let off = (found.lat.0 - wanted.lat.0).abs().max((found.lon.0 - wanted.lon.0).abs());
    assert!(off <= 1, "{found} is not {lat}, {lon}");
}

fn placed(system: &str, east: &str, north: &str) -> Result<Position, Mistake> {
    System::parse(system).expect("a system").plane().position(decimal(east), decimal(north))
}

#[test]
fn points_of_the_land_office_are_exact_to_the_last_digit() {
    for (east, north, lat, lon) in [
        ("600000", "2306000", "20.844150976", "106.712764948"),
        ("585000", "2308000", "20.862964926", "106.568742128"),
        ("610500", "2303500", "20.820975190", "106.813486742"),
    ] {
        near(placed("EPSG:9210", east, north).expect("a position"), lat, lon);
    }
}

#[test]
fn every_zone_agrees_with_proj() {
    let vectors = include_str!("../../tests/geo/vectors.tsv");
    let mut zones = std::collections::BTreeSet::new();
    for line in vectors.lines().filter(|line| !line.starts_with('#')) {
        let [zone, east, north, lat, lon] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        near(placed(&format!("EPSG:{zone}"), east, north).expect("a position"), lat, lon);
        zones.insert(zone);
    }
    assert_eq!(zones.len(), System::names().count() - 1, "every zone has vectors");
}

#[test]
fn a_zone_has_many_names() {
    let zone = System::parse("EPSG:9210");
    assert!(zone.is_some());
    for name in [
        "VN-2000 105°45'",
        "VN-2000 / TM-3 105-45",
        "vn2000 105.75",
        "VN-2000 TM3 zone 105°45′",
        " epsg:9210 ",
    ] {
        assert_eq!(System::parse(name), zone, "{name}");
    }
    assert_eq!(System::parse("VN-2000 / TM-3 zone 482"), System::parse("VN-2000 105°"));
    assert_eq!(System::parse("EPSG:4326"), Some(System::Wgs84));
    for name in ["VN-2000", "VN-2000 105°44'", "EPSG:32648", "UTM 48N", "VN-2000 UTM 50N", ""] {
        assert_eq!(System::parse(name), None, "{name}");
    }
    for name in System::names() {
        assert_eq!(System::parse(&name).map(|system| system.to_string()), Some(name));
    }
}

#[test]
fn the_universal_grid_and_degrees_of_the_country_are_systems() {
    assert_eq!(System::parse("VN-2000 / UTM zone 48N"), System::parse("EPSG:3405"));
    assert_eq!(System::parse("vn-2000 geographic"), System::parse("EPSG:4756"));
    assert!(System::parse("EPSG:4756").is_some_and(System::has_degrees));
    assert_eq!(placed("EPSG:4756", "20.8", "106.5"), Err(Mistake::LatLon));
    assert_eq!(placed("EPSG:3406", "2306000", "600000"), Err(Mistake::EastNorth));
}

#[test]
fn metres_of_the_wrong_zone_are_found_in_the_right_one() {
    let wrong = System::parse("VN-2000 105°").expect("a system");
    let there = placed("VN-2000 105°", "600000", "2306000").expect("a position");
    let right = System::parse("EPSG:9210").expect("a system");
    let found = wrong.mistaken(there).find(|(system, _)| *system == right).expect("the zone");
    near(found.1, "20.844150976", "106.712764948");
    assert_eq!(System::Wgs84.mistaken(there).count(), 0);
}

#[test]
fn degrees_minutes_and_seconds_are_read_in_every_usual_form() {
    let place = at("20.8619444", "106.562");
    for text in [
        "20°51'43\"N 106°33'43.2\"E",
        "106°33'43.2\"E, 20°51'43\"N",
        "20° 51′ 43″ B; 106° 33′ 43.2″ Đ",
        "20 51 43 N 106 33 43.2 E",
        "20º51’43''n, 106º33’43.2''e",
        "20°51.71666666667'N 106.562°E",
    ] {
        assert_eq!(dms(text), Ok(place), "{text}");
    }
    assert_eq!(dms("20°51'43\"S 106°33'43.2\"W"), Ok(at("-20.8619444", "-106.562")));
    assert_eq!(dms("20°51'43,5\"N 106°33'43\"E"), Err(Mistake::Comma("43.5".to_owned())));
    for text in [
        "",
        "20.86, 106.56",
        "20°51'43\"N",
        "20°51'43\"N 106°33'43\"N",
        "20°61'43\"N 106°33'43\"E",
        "20'51°43\"N 106°33'43\"E",
        "20.5°51'43\"N 106°33'43\"E",
        "20°51'43\"N 106°33'43\"Đ",
        "20°51'43\"N 106°33'43\"E north",
    ] {
        assert_eq!(dms(text), Err(Mistake::Dms), "{text}");
    }
    assert_eq!(dms("106°33'43\"N 20°51'43\"E"), Err(Mistake::LatLon));
}

#[test]
fn numbers_that_lie_nowhere_are_told_apart() {
    assert_eq!(Position::new(decimal("106.5"), decimal("20.8")), Err(Mistake::LatLon));
    assert_eq!(Position::new(decimal("91"), decimal("181")), Err(Mistake::Range));
    assert_eq!(placed("EPSG:9210", "2306000", "600000"), Err(Mistake::EastNorth));
    assert_eq!(placed("EPSG:9210", "48600000", "2306000"), Err(Mistake::Metres));
}

#[test]
fn decimals_follow_accuracy() {
    let digits = |metres: &str| decimals(decimal(metres));
    let all = ["0", "0.05", "0.5", "1", "5", "50", "100", "1100", "2200", "30000", "100000"];
    assert_eq!(all.map(digits), [7, 7, 6, 5, 5, 4, 3, 2, 2, 1, 0]);
    let place = at("20.8629649", "106.5687421");
    assert_eq!(place.written(Some(2)), "20.86, 106.57");
    assert_eq!(place.written(Some(0)), "21, 107");
    assert_eq!(at("20.9", "106.6").written(Some(4)), "20.9000, 106.6000");
    assert_eq!(at("-20.9", "106.6834").written(None), "-20.9000, 106.6834");
    assert_eq!(at("36", "138").written(None), "36, 138");
    assert_eq!(place.rounded(3), at("20.863", "106.569"));
}

#[test]
fn minutes_and_seconds_bear_out_few_decimals() {
    for (text, digits) in [
        ("20°51'N 106°33'E", 2),
        ("20°51.7'N 106°33'E", 3),
        ("20°51'43\"N 106°33'43\"E", 4),
        ("20°51'43\"N 106°33'43.2\"E", 5),
        ("20 51 43.1234 B; 106 33 43.2 Đ", 7),
        ("20.86194°N 106.562°E", 5),
    ] {
        assert_eq!(dms_digits(text), digits, "{text}");
    }
}

#[test]
fn a_position_has_seven_decimals() {
    assert_eq!(at("20.8619", "-0.00000006").to_string(), "20.8619000, -0.0000001");
}

fn square(points: &[(&str, &str)]) -> Shape {
    Shape::area(vec![points.iter().map(|(lat, lon)| at(lat, lon)).collect()]).expect("an area")
}

#[test]
fn an_area_knows_its_inside_and_how_far_it_is() {
    let zone = square(&[("20.80", "106.70"), ("20.80", "106.80"), ("20.90", "106.80"), ("20.90", "106.70")]);
    assert!(zone.contains(at("20.85", "106.75")));
    assert!(!zone.contains(at("20.95", "106.75")));
    assert_eq!(zone.metres_from(at("20.85", "106.75")), 0);
    // A hundredth of a degree of latitude.
    assert_eq!(zone.metres_from(at("20.91", "106.75")), 1112);
    assert_eq!(zone.middle(), at("20.85", "106.75"));
    assert_eq!(zone.crossing(), None);
}

#[test]
fn a_side_in_the_east_is_nearer_than_its_degrees_say() {
    let zone = square(&[("20.80", "106.70"), ("20.80", "106.80"), ("20.90", "106.80"), ("20.90", "106.70")]);
    // A hundredth of a degree of longitude, where the meridians have come nearer to each other.
    assert_eq!(zone.metres_from(at("20.85", "106.81")), 1039);
    assert_eq!(zone.metres_from(at("20.85", "106.69")), 1039);
}

#[test]
fn a_line_ends_where_it_ends() {
    let Ok(road) = Shape::line(vec![at("20.80", "106.70"), at("20.90", "106.70"), at("20.90", "106.80")])
    else {
        panic!("a line")
    };
    // Were it closed, its third side would go by here.
    assert!(road.metres_from(at("20.85", "106.75")) > 4000);
    assert!(!road.contains(at("20.88", "106.72")));
}

#[test]
fn boxes_meet_where_they_have_room_in_common() {
    let at = |south, west, north, east| {
        let side = |degrees: i32| Degrees::of_units(degrees * 10_000_000).expect("degrees");
        Bounds { south: side(south), west: side(west), north: side(north), east: side(east) }
    };
    let middle = at(10, 10, 20, 20);
    for near in [at(15, 15, 25, 25), at(5, 5, 15, 15), at(12, 12, 13, 13), at(0, 0, 30, 30)] {
        assert!(middle.meets(&near) && near.meets(&middle), "{near}");
    }
    let beside =
        [at(10, 20, 20, 30), at(10, 0, 20, 10), at(20, 10, 30, 20), at(0, 10, 10, 20), at(30, 30, 40, 40)];
    for far in beside {
        assert!(!middle.meets(&far) && !far.meets(&middle), "{far}");
    }
}

#[test]
fn the_middle_of_what_lies_on_both_sides_of_the_180th_meridian_is_there() {
    let fiji = r#"{"type":"MultiPolygon","coordinates":[
        [[[179.5,-17],[180,-17],[180,-16],[179.5,-16],[179.5,-17]]],
        [[[-180,-17],[-179.5,-17],[-179.5,-16],[-180,-16],[-180,-17]]]]}"#;
    let fiji = read(fiji, "geojson", None).expect("an area");
    assert_eq!(fiji.middle(), at("-16.5", "180"));
    assert_eq!(fiji.long_side(), None);
    assert!(fiji.contains(at("-16.5", "179.7")) && fiji.contains(at("-16.5", "-179.7")));
    let east = square(&[("-17", "179.9"), ("-16", "179.9"), ("-16", "-179.5"), ("-17", "-179.5")]);
    assert_eq!(east.middle(), at("-16.5", "-179.8"));
    assert!(east.long_side().is_some(), "it was not cut");
    // Most of the world is not over there.
    let world = square(&[("-60", "-170"), ("-60", "0"), ("70", "170"), ("70", "0")]);
    assert_eq!(world.middle(), at("5", "0"));
}

#[test]
fn kml_keeps_its_holes_and_all_of_its_text() {
    let ring = |points: &str| format!("<LinearRing><coordinates>{points}</coordinates></LinearRing>");
    let outer = format!(
        "<outerBoundaryIs>{}</outerBoundaryIs>",
        ring("106,20 <!-- the corner -->107,20 <![CDATA[107,21]]> 106,2<!-- -->1 106,20")
    );
    let hole = |points| format!("<innerBoundaryIs>{}</innerBoundaryIs>", ring(points));
    let holes = hole("106.4,20.4 106.6,20.4 106.6,20.6 106.4,20.6 106.4,20.4")
        + &hole("106.1,20.1 106.2,20.1 106.2,20.2 106.1,20.1");
    for polygon in [format!("{outer}{holes}"), format!("{holes}{outer}")] {
        let text = format!("<kml><Placemark><Polygon>{polygon}</Polygon></Placemark></kml>");
        let Ok(Shape::Area(rings)) = read(&text, "kml", None) else { panic!("no area in {text}") };
        assert_eq!(rings[0], [at("20", "106"), at("20", "107"), at("21", "107"), at("21", "106")]);
        assert_eq!(rings.len(), 3);
        let zone = Shape::Area(rings);
        assert!(zone.contains(at("20.3", "106.3")) && !zone.contains(at("20.5", "106.5")));
        assert_eq!(zone.polygons().len(), 1, "one polygon with two holes");
    }
}

#[test]
fn a_ring_that_crosses_itself_says_where() {
    let bow = square(&[("20.80", "106.70"), ("20.90", "106.80"), ("20.80", "106.80"), ("20.90", "106.70")]);
    assert_eq!(bow.crossing(), Some((1, 3)));
    let spike = square(&[("0", "0"), ("0", "3"), ("3", "3"), ("0", "2"), ("3", "1")]);
    assert!(spike.crossing().is_some(), "a corner on another side");
}

#[test]
fn distances_are_along_the_great_circle() {
    // One degree of the meridian, and a pair of places in the north of Viet Nam.
    assert_eq!(kilometres(at("20", "106"), at("21", "106")), decimal("111"));
    assert_eq!(kilometres(at("20.8619", "106.5620"), at("20.8194", "106.7249")), decimal("18"));
    assert_eq!(kilometres(at("20.80", "106.70"), at("20.80", "106.75")), decimal("5.2"));
}

#[test]
fn geojson_gives_a_point_a_line_or_an_area() {
    let read = |text: &str| read(text, "geojson", None);
    let point =
        r#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[106.562,20.8619,3]}}"#;
    assert_eq!(read(point), Ok(Shape::Point(at("20.8619", "106.562"))));
    let line = r#"{"type":"LineString","coordinates":[[106,20],[107,21]]}"#;
    assert_eq!(read(line), Shape::line(vec![at("20", "106"), at("21", "107")]));
    let areas = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
        {"type":"Feature","geometry":null},
        {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[5,5],[6,5],[6,6],[5,5]]]]}}]}"#;
    let Ok(Shape::Area(rings)) = read(areas) else { panic!("no area") };
    assert_eq!(rings.len(), 2);
    assert_eq!(rings[0].len(), 3, "the first point is not repeated");
}

#[test]
fn geojson_of_a_land_office_names_its_system() {
    let text = r#"{"type":"Point","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9210"}},"coordinates":[600000,2306000]}"#;
    let Ok(Shape::Point(found)) = read(text, "geojson", None) else { panic!("no point") };
    near(found, "20.844150976", "106.712764948");
    let other = text.replace("9210", "32648");
    assert!(matches!(read(&other, "geojson", None), Err(Mistake::UnknownSystem(_))));
    let bare = r#"{"type":"Point","coordinates":[600000,2306000]}"#;
    assert_eq!(read(bare, "geojson", None), Err(Mistake::NoSystem));
    let Ok(Shape::Point(found)) = read(bare, "geojson", System::parse("EPSG:9210")) else {
        panic!("no point")
    };
    near(found, "20.844150976", "106.712764948");
}

#[test]
fn a_layer_holds_many_things_with_names() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Sông","name:en":"River","width":3},"geometry":
          {"type":"MultiLineString","coordinates":[[[106,20],[107,21]],[[105,20],[105,21]]]}},
        {"type":"Feature","properties":null,"geometry":{"type":"MultiPoint","coordinates":[[1,1],[2,2]]}},
        {"type":"Feature","properties":{},"geometry":null}]}"#;
    let found = features(text).expect("a layer");
    assert_eq!(found.iter().map(|one| one.shapes.len()).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(found[0].words["name:en"], "River");
    assert_eq!(found[0].words.len(), 2);
    assert_eq!(features(r#"{"type":"FeatureCollection","features":[]}"#), Err(Mistake::Empty));
    assert!(matches!(features("{}"), Err(Mistake::Syntax(_))));
    assert_eq!(features(&" ".repeat((64 << 20) + 1)), Err(Mistake::Large));
}

#[test]
fn an_area_is_polygons_that_run_to_the_left() {
    let turn = |ring: &Ring| {
        let next = ring.iter().skip(1).chain(ring.first());
        ring.iter()
            .zip(next)
            .map(|(a, b)| i64::from(a.lon.0) * i64::from(b.lat.0) - i64::from(b.lon.0) * i64::from(a.lat.0))
            .sum::<i64>()
    };
    let ring = |points: &[(&str, &str)]| points.iter().map(|(lat, lon)| at(lat, lon)).collect::<Ring>();
    let outline = ring(&[("0", "0"), ("4", "0"), ("4", "4"), ("0", "4")]);
    let hole = ring(&[("1", "1"), ("1", "2"), ("2", "2"), ("2", "1")]);
    let island = ring(&[("6", "6"), ("6", "7"), ("7", "7")]);
    let polygons = Shape::area(vec![outline, hole, island]).expect("an area").polygons();
    assert_eq!(polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert!(turn(&polygons[0][0]) > 0 && turn(&polygons[0][1]) < 0 && turn(&polygons[1][0]) > 0);
}

#[test]
fn kml_gives_the_same() {
    let text = r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><Polygon>
        <outerBoundaryIs><LinearRing><coordinates>106.7,20.8,0 106.8,20.8,0
          106.8,20.9,0 106.7,20.8,0</coordinates></LinearRing></outerBoundaryIs>
        </Polygon></Placemark></Document></kml>"#;
    assert_eq!(
        read(text, "kml", None),
        Ok(square(&[("20.8", "106.7"), ("20.8", "106.8"), ("20.9", "106.8")]))
    );
}

#[test]
fn a_file_that_is_no_place_says_why() {
    let said = |text: &str, extension: &str| read(text, extension, None).expect_err("a mistake");
    assert!(matches!(said("{", "geojson"), Mistake::Syntax(_)));
    assert!(matches!(said("{}", "geojson"), Mistake::Syntax(_)));
    assert!(matches!(said("<kml>", "kml"), Mistake::Syntax(_)));
    assert_eq!(said("<kml/>", "kml"), Mistake::Empty);
    assert_eq!(said(r#"{"type":"FeatureCollection","features":[]}"#, "geojson"), Mistake::Empty);
    assert_eq!(said(r#"{"type":"MultiPoint","coordinates":[[1,1],[2,2]]}"#, "geojson"), Mistake::Several);
    assert_eq!(said(r#"{"type":"Point","coordinates":[20.8,106.5]}"#, "geojson"), Mistake::LatLon);
    assert_eq!(said(r#"{"type":"LineString","coordinates":[[106,20]]}"#, "geojson"), Mistake::Few);
}

#[test]
fn an_area_of_nothing_is_none() {
    assert_eq!(Shape::area(Vec::new()), Err(Mistake::Few));
    assert_eq!(Shape::area(vec![Vec::new()]), Err(Mistake::Few));
    let here = at("20", "106");
    assert_eq!(Shape::area(vec![vec![here, here, here]]), Err(Mistake::Few));
}

/// Whatever a file holds, it is a shape with points or a mistake.
#[test]
fn strange_files_are_a_shape_or_a_mistake() {
    let geometries = [
        "[]",
        "[[]]",
        "[[[]]]",
        "[[[[]]]]",
        "[0]",
        "[106,20]",
        "[[106,20]]",
        "[[106,20],[106,20]]",
        "[[[106,20]]]",
        "[[[106,20],[106,20],[106,20],[106,20],[106,20]]]",
        "[[[106,20],[107,20],[107,21],[106,20]],[]]",
        "[180,90]",
        "[-180,-90]",
        "[180.00000001,0]",
        "[1e28,1e28]",
        "[7.9e28,-7.9e28]",
        "[1e300,1]",
        "[1e-300,1]",
        "[-0.0,0]",
        "[79228162514264337593543950335,79228162514264337593543950335]",
        "[123456789012345678901234567890,1]",
        "[[180,-90],[-180,90],[180,90]]",
        "null",
        "{}",
        "\"\"",
    ];
    let crs = [
        "",
        ",\"crs\":{\"properties\":{\"name\":\"EPSG:9210\"}}",
        ",\"crs\":{\"properties\":{\"name\":\"EPSG:4756\"}}",
    ];
    for kind in ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"] {
        for (coordinates, crs) in geometries.iter().flat_map(|one| crs.iter().map(move |crs| (one, crs))) {
            let text = format!("{{\"type\":\"{kind}\",\"coordinates\":{coordinates}{crs}}}");
            let found = features(&text).into_iter().flatten().flat_map(|feature| feature.shapes);
            for shape in found.chain(read(&text, "geojson", None).ok()) {
                assert!(shape.bounds().contains(shape.middle()), "{text}");
                let _ = (shape.crossing(), shape.polygons());
            }
        }
    }
    let inner =
        ["", "<coordinates/>", "<coordinates> </coordinates>", "<coordinates>1e28,1e28</coordinates>"];
    for kind in ["Point", "LineString", "Polygon", "MultiGeometry"] {
        for inner in inner {
            assert!(
                read(&format!("<kml><{kind}>{inner}</{kind}></kml>"), "kml", None).is_err(),
                "{kind} {inner}"
            );
        }
    }
    for name in [
        "VN-2000 79228162514264337593543950335",
        "VN-2000 79228162514264337593543950335-1",
        "EPSG:99999999999",
    ] {
        assert_eq!(System::parse(name), None);
    }
    assert!(dms("79228162514264337593543950335°59.9' N 106° E").is_err());
}

fn of_kml(kind: &str, coordinates: &str) -> Result<Shape, Mistake> {
    let inner = format!("<coordinates>{coordinates}</coordinates>");
    let inner = match kind {
        "Polygon" => format!("<outerBoundaryIs><LinearRing>{inner}</LinearRing></outerBoundaryIs>"),
        _ => inner,
    };
    read(&format!("<kml><{kind}>{inner}</{kind}></kml>"), "kml", None)
}

#[test]
fn coordinates_with_decimal_commas_are_told_how_to_be_written() {
    for (kind, written, meant) in [
        ("Point", "106,7 20,8", "106.7,20.8"),
        ("Point", "106,7,20,8", "106.7,20.8"),
        ("Point", "106,7,20,8,0", "106.7,20.8"),
        ("Point", "106,7 20,8 0", "106.7,20.8"),
        ("Point", "106,7; 20,8", "106.7,20.8"),
        ("Point", "106,6834\t20,8629", "106.6834,20.8629"),
        ("LineString", "106,56 20,86 106,57 20,87", "106.56,20.86"),
        ("LineString", "106,56,20,86 106,57,20,87", "106.56,20.86"),
        ("Polygon", "106,5 20,8 106,6 20,8 106,6 20,9 106,5 20,8", "106.5,20.8"),
    ] {
        assert_eq!(of_kml(kind, written), Err(Mistake::Comma(meant.to_owned())), "{written}");
        assert!(of_kml("Point", meant).is_ok(), "{meant}");
    }
    for (kind, written) in [
        ("Point", "106,20"),
        ("Point", "106,20,5"),
        ("Point", " 106.7,20.8 "),
        ("Point", "106.7,20.8,"),
        ("LineString", "106,20 107,21"),
        ("LineString", "10,50 11,50 11,51 10,51"),
        ("LineString", "106,20,0 107,21,0"),
        ("Polygon", "106,20 107,20 107,21 106,20"),
        ("Polygon", "106,20 107,20 107,21 106,21 106,20"),
        ("Polygon", "10,5 20,5 20,15 10,15"),
    ] {
        assert!(of_kml(kind, written).is_ok(), "{kind} {written}");
    }
    assert_eq!(of_kml("Point", "106.7,20.8 106.8,20.9"), Err(Mistake::Several));
}

#[test]
fn coordinates_that_are_divided_otherwise_are_told_how_to_be_written() {
    for (kind, written, meant) in [
        ("Point", "106.7, 20.8, 0", "106.7,20.8,0"),
        ("Point", "106.7, 20.8", "106.7,20.8"),
        ("Point", "106.7 ,20.8", "106.7,20.8"),
        ("Point", "106.7,20.8, 0", "106.7,20.8,0"),
        ("Point", "106.7;20.8", "106.7,20.8"),
        ("Point", "106.7 20.8", "106.7,20.8"),
        ("LineString", "106.7, 20.8 106.8, 20.9", "106.7,20.8"),
        ("LineString", "106.7, 20.8, 0 106.8, 20.9, 0", "106.7,20.8,0"),
    ] {
        assert_eq!(of_kml(kind, written), Err(Mistake::Blanks(meant.to_owned())), "{written}");
        assert!(of_kml("Point", meant).is_ok(), "{meant}");
    }
    assert!(matches!(of_kml("Point", "north"), Err(Mistake::Syntax(_))));
    assert_eq!(read("PK\u{3}\u{4}\u{14}", "kml", None), Err(Mistake::Packed));
}

#[test]
fn a_hole_lies_in_its_outline() {
    let area = |outline: &str, hole: &str| {
        let ring = |name: &str, ring: &str| {
            format!("<{name}><LinearRing><coordinates>{ring}</coordinates></LinearRing></{name}>")
        };
        let (outer, inner) = (ring("outerBoundaryIs", outline), ring("innerBoundaryIs", hole));
        let kml = read(&format!("<kml><Polygon>{inner}{outer}</Polygon></kml>"), "kml", None);
        let ring = |ring: &str| format!("[[{}]]", ring.replace(' ', "],["));
        let json = format!("{{\"type\":\"Polygon\",\"coordinates\":[{},{}]}}", ring(outline), ring(hole));
        assert_eq!(read(&json, "geojson", None), kml);
        kml
    };
    let bay = "0,0 10,0 10,10 6,10 6,4 4,4 4,10 0,10 0,0";
    for hole in ["1,1 2,1 2,2 1,1", "0,0 3,1 3,3 0,0", "4,2 6,2 5,4 4,2"] {
        assert!(area(bay, hole).is_ok(), "{hole}");
    }
    for hole in ["20,1 21,1 21,2 20,1", "9,1 12,1 12,2 9,1", "4.5,6 5.5,6 5,9 4.5,6"] {
        assert_eq!(area(bay, hole), Err(Mistake::Hole), "{hole}");
    }
}
