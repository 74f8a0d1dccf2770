use super::clip;
use super::label::{LabelWish, place};
use super::*;
use crate::content::LayerKind;
use crate::fact::Decimal;
use crate::geo::{Bounds, Degrees, Position, Shape};

fn degrees(text: &str) -> Degrees {
    Degrees::new(Decimal::from_str_exact(text).expect("a decimal")).expect("an angle")
}

fn at(lat: &str, lon: &str) -> Position {
    Position { lat: degrees(lat), lon: degrees(lon) }
}

fn bay() -> Bounds {
    Bounds {
        south: degrees("20.5"),
        west: degrees("106.38"),
        north: degrees("21.05"),
        east: degrees("107.15"),
    }
}

#[test]
fn mercator_agrees_with_proj() {
    // pyproj 3.7.2, EPSG:4326 to EPSG:3857.
    for (lat, lon, x, y) in [
        ("0", "0", 0.0, 0.0),
        ("20.8619", "106.562", 11_862_427.576, 2_375_419.236),
        ("20.5", "106.38", 11_842_167.431, 2_332_357.813),
        ("-33.9", "151.2", 16_831_507.008, -4_015_382.360),
    ] {
        let (east, north) = mercator(at(lat, lon));
        assert!((east - x).abs() < 0.01 && (north - y).abs() < 0.01, "{lat}, {lon}: {east}, {north}");
    }
}

#[test]
fn corners_of_an_extent_are_corners_of_its_picture() {
    let frame = Frame::new(bay(), 640);
    assert_eq!(frame.point(at("21.05", "106.38")), (0.0, 0.0));
    let (x, y) = frame.point(at("20.5", "107.15"));
    assert!((x - 640.0).abs() < 1e-6 && (y - f64::from(frame.height)).abs() < 0.5, "{x}, {y}");
    let there = at("20.8", "106.7");
    let (lat, lon) = frame.degrees(frame.point(there));
    assert!((lat - 20.8).abs() < 1e-9 && (lon - 106.7).abs() < 1e-9, "{lat}, {lon}");
}

const BOX: Area = (0.0, 0.0, 10.0, 10.0);

#[test]
fn an_area_is_cut_along_the_sides_of_the_box() {
    let cut = clip::ring(vec![(5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0)], BOX);
    let corners = [(5.0, 5.0), (10.0, 5.0), (10.0, 10.0), (5.0, 10.0)];
    assert!(corners.iter().all(|corner| cut.contains(corner)), "{cut:?}");
    assert!(clip::ring(vec![(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], BOX).is_empty());
    let around = clip::ring(vec![(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)], BOX);
    assert!(around.iter().all(|(x, y)| (0.0..=10.0).contains(x) && (0.0..=10.0).contains(y)), "{around:?}");
    assert!(around.contains(&(0.0, 0.0)) && around.contains(&(10.0, 10.0)));
}

#[test]
fn a_line_that_leaves_and_comes_back_has_two_parts() {
    let parts = clip::line(&[(2.0, 5.0), (15.0, 5.0), (15.0, 8.0), (2.0, 8.0), (2.0, 9.0)], BOX);
    assert_eq!(parts, vec![vec![(2.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (2.0, 8.0), (2.0, 9.0)]]);
    assert!(clip::line(&[(-5.0, 5.0), (5.0, -8.0)], BOX).is_empty(), "beside a corner");
    assert_eq!(clip::line(&[(-5.0, 5.0), (15.0, 5.0)], BOX), vec![vec![(0.0, 5.0), (10.0, 5.0)]]);
}

#[test]
fn a_shortened_line_is_never_off_by_more_than_its_tolerance() {
    let wave: Vec<Point> = (0..1000)
        .map(|n| {
            let x = f64::from(n) / 10.0;
            (x, 20.0 * (x / 7.0).sin() + 0.3 * (x * 13.0).cos())
        })
        .collect();
    let short = shorten::line(&wave, 0.5);
    assert!(short.len() < 100, "{}", short.len());
    assert_eq!((short.first(), short.last()), (wave.first(), wave.last()));
    for point in &wave {
        let near = short.windows(2).map(|pair| {
            let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let along = ((point.0 - pair[0].0) * dx + (point.1 - pair[0].1) * dy) / (dx * dx + dy * dy);
            let along = along.clamp(0.0, 1.0);
            (point.0 - pair[0].0 - along * dx).hypot(point.1 - pair[0].1 - along * dy)
        });
        assert!(near.fold(f64::INFINITY, f64::min) <= 0.5 + 1e-9, "{point:?}");
    }
    let ring: Vec<Point> =
        (0..360).map(|n| f64::from(n).to_radians()).map(|a| (50.0 * a.cos(), 50.0 * a.sin())).collect();
    let short = shorten::ring(&ring, 0.5);
    assert!((8..60).contains(&short.len()), "{}", short.len());
}

/// The points of a path, as a browser reads them.
fn points(data: &str) -> Vec<Vec<(i64, i64)>> {
    let mut lines: Vec<Vec<(i64, i64)>> = Vec::new();
    for part in data.split('M').skip(1) {
        let spaced = part.replace('l', " ").replace('z', "").replace('-', " -");
        let numbers: Vec<i64> = spaced.split_whitespace().map(|n| n.parse().expect("a number")).collect();
        let mut line: Vec<(i64, i64)> = Vec::new();
        for pair in numbers.chunks(2) {
            let last = line.last().copied().unwrap_or_default();
            line.push((last.0 + pair[0], last.1 + pair[1]));
        }
        lines.push(line);
    }
    lines
}

#[test]
fn a_path_says_the_points_that_it_was_written_from() {
    let mut data = String::new();
    path::write(&mut data, &[(-3.4, 2.0), (10.0, -7.6), (10.2, -7.7), (0.0, 0.0)], false);
    path::write(&mut data, &[(1.0, 1.0), (9.0, 1.0), (9.0, 9.0), (1.0, 1.2)], true);
    path::write(&mut data, &[(1.0, 1.0), (1.2, 1.0), (1.3, 1.4)], true);
    assert_eq!(points(&data), vec![vec![(-3, 2), (10, -8), (0, 0)], vec![(1, 1), (9, 1), (9, 9)]], "{data}");
    assert!(data.contains('z') && !data.contains('.'));
}

#[test]
fn names_in_five_scripts_never_cover_each_other() {
    let names = [
        "Quần đảo Hoàng Sa",
        "Cảng hàng không quốc tế Cát Bi",
        "Cat Bi International Airport",
        "カットビ国際空港",
        "ラックフェン深水港",
        "깟비 국제공항",
        "락후옌 심수항",
        "吉碑国际机场",
        "沥县深水港",
        "Hải Phòng",
        "海防市",
    ];
    let all: Vec<(String, Point)> = (0..120)
        .map(|n| {
            let (x, y) = (f64::from(n * 37 % 600) + 20.0, f64::from(n * 53 % 440) + 20.0);
            (names[n as usize % names.len()].to_owned(), (x, y))
        })
        .collect();
    let wishes: Vec<LabelWish<'_>> = all
        .iter()
        .map(|(text, at)| LabelWish { text, tag: None, at: *at, mark: Some(4.0), beside: false })
        .collect();
    let taken = [(0.0, 440.0, 160.0, 480.0)];
    let placed = place(&wishes, 16, (0.0, 0.0, 640.0, 480.0), &taken);
    assert!(placed.len() > 12, "{}", placed.len());
    assert_eq!(placed[0].wish, 0, "the first name has the first choice");
    for (at, one) in placed.iter().enumerate() {
        assert!(!meet(one.area, taken[0]));
        assert!(placed[..at].iter().all(|other| !meet(one.area, other.area)), "{one:?}");
        assert!(one.area.0 >= 0.0 && one.area.2 <= 640.0 && one.area.1 >= 0.0 && one.area.3 <= 480.0);
    }
}

#[test]
fn wide_letters_are_wider() {
    assert_eq!(width("海防市", 16), 48);
    assert_eq!(width("깟비", 10), 20);
    assert!(width("Hải Phòng", 16) < 9 * 16 && width("Hải Phòng", 16) > 4 * 16);
}

#[test]
fn lines_of_words_are_broken_where_their_language_allows() {
    let lines = wrap("Nguồn bản đồ: © Những người đóng góp OpenStreetMap (ODbL 1.0)", 11, 200);
    assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 11) <= 200), "{lines:?}");
    let lines = wrap(&"地图数据".repeat(20), 11, 200);
    assert!(lines.len() > 3 && lines.iter().all(|line| width(line, 11) <= 200), "{lines:?}");
    assert_eq!(wrap("", 11, 200), Vec::<String>::new());
}

/// A coast of so many points.
fn coast(count: i32) -> Shape {
    let points = (0..count).map(|n| {
        let angle = f64::from(n) / f64::from(count) * std::f64::consts::TAU;
        let far = 2.5e6 + 3e5 * (angle * 9.0).sin() + 4e4 * (angle * 331.0).sin();
        let unit = |middle: i32, off: f64| Degrees::of_units(middle + off.round() as i32).expect("an angle");
        Position { lat: unit(207_700_000, far * angle.sin()), lon: unit(1_067_600_000, far * angle.cos()) }
    });
    Shape::Area(vec![points.collect()])
}

fn base(shape: &Shape) -> Base {
    let frame = Frame::new(bay(), 480);
    Base::new(Backdrop {
        frame,
        layers: layers(&frame, &[GroundLayer { kind: LayerKind::Land, shapes: vec![shape] }]),
        labels: vec![Label { text: "Cảng".to_owned(), at: at("20.8", "106.9"), dot: true, tag: None }],
        size: 15,
        notes: vec![("© OpenStreetMap".to_owned(), None)],
        scale: format!("{} m", Backdrop::bar(&frame)),
    })
}

#[test]
fn a_coast_of_a_hundred_thousand_points_makes_a_small_picture() {
    let shape = coast(100_000);
    let base = base(&shape);
    let mark = Mark {
        at: at("20.8", "106.9"),
        shape: None,
        kind: MarkKind::Exact,
        title: "Khu <A>".into(),
        tag: None,
        href: None,
        area: None,
        count: 1,
        of: None,
    };
    let heading = PictureHeading { title: "Bản đồ", tag: "vi", names: "vi", alone: true };
    let svg = base.picture(&[mark], &heading);
    assert!(svg.len() < 30_000, "{}", svg.len());
    assert!(svg.contains("Khu &lt;A&gt;") && svg.contains("role=\"img\""));
    assert_eq!(Backdrop::bar(&Frame::new(bay(), 480)), 20_000);
}

#[test]
fn things_at_one_point_stand_beside_each_other() {
    let frame = Frame::new(bay(), 480);
    let mark = Mark {
        at: at("20.8", "106.7"),
        shape: None,
        kind: MarkKind::Near,
        title: "".into(),
        tag: None,
        href: None,
        area: None,
        count: 1,
        of: None,
    };
    let marks = vec![mark; 30];
    let drawn = mark::spread(&marks, &frame);
    for (n, (x, y)) in drawn.iter().enumerate() {
        let apart = drawn[..n].iter().map(|(other_x, other_y)| (x - other_x).hypot(y - other_y));
        assert!(apart.fold(f64::INFINITY, f64::min) >= f64::from(2 * mark::RADIUS), "{n}: {x}, {y}");
    }
}

#[test]
fn layers_for_a_viewer_are_geojson() {
    let frame = Frame::new(bay(), 640);
    let shape = coast(1000);
    let value = geometry(&frame, &[&shape]).expect("a geometry");
    assert_eq!(value["type"], "MultiPolygon");
    let ring = value["coordinates"][0][0].as_array().expect("a ring");
    assert_eq!(ring.first(), ring.last());
    assert!(geometry(&frame, &[]).is_none());
}

/// So many things all over the bay, each with a link and a long name.
fn crowd(count: i32) -> Vec<Mark<'static>> {
    let mark = |n: i32| {
        let unit = |units: i32| Degrees::of_units(units).expect("an angle");
        let of =
            |factor: i64, most: i64| i32::try_from(i64::from(n) * factor % most).expect("a small number");
        let (down, along) = (of(7919 * 31, 5_000_000), of(104_729, 7_000_000));
        let at = Position { lat: unit(205_200_000 + down), lon: unit(1_064_200_000 + along) };
        let title = format!("Khu công nghiệp và dịch vụ hậu cần số {n}").into();
        let href = Some(format!("../../vi/khu/khu-cong-nghiep-va-dich-vu-so-{n}/"));
        Mark {
            at,
            shape: None,
            kind: if n % 3 > 0 { MarkKind::Exact } else { MarkKind::Near },
            title,
            tag: None,
            href,
            area: None,
            count: 1,
            of: None,
        }
    };
    (0..count).map(mark).collect()
}

fn many(all: &[usize]) -> Many {
    Many {
        title: format!("{} mục ở khu vực này: xem danh sách", all.len()),
        area: None,
        href: Some(format!("#{}", all[0])),
        of: None,
    }
}

#[test]
fn what_has_no_position_is_counted_at_the_name_of_its_area_apart_from_what_has_one() {
    let frame = Frame::new(bay(), 640);
    let of = |kind, title: &'static str| Mark { kind, title: title.into(), ..crowd(1).remove(0) };
    let all =
        [of(MarkKind::Area, "a"), of(MarkKind::Exact, "b"), of(MarkKind::Area, "c"), of(MarkKind::Near, "d")];
    let counts = |reach: f64| {
        let gathered = mark::gathered(&all, &frame, reach, many);
        gathered.iter().map(|mark| (mark.kind, mark.count)).collect::<Vec<_>>()
    };
    assert_eq!(counts(0.0), [(MarkKind::Area, 2), (MarkKind::Exact, 1), (MarkKind::Near, 1)]);
    assert_eq!(counts(32.0), [(MarkKind::Area, 2), (MarkKind::Near, 2)]);
    let svg = base(&coast(100)).overview(
        &all,
        &PictureHeading { title: "Bản đồ", tag: "vi", names: "vi", alone: true },
        many,
    );
    let marks = &svg[svg.rfind("class=\"map-markers\"").expect("marks")..];
    assert_eq!(
        (marks.matches("class=\"is-unplaced\"").count(), marks.matches("<circle").count()),
        (1, 2),
        "{marks}"
    );
    assert!(marks.contains("<a href=\"#0\">") && marks.contains(">2</text>"), "{marks}");
}

#[test]
fn where_marks_would_hide_the_map_those_near_to_each_other_are_one() {
    let frame = Frame::new(bay(), 640);
    let all = crowd(10_000);
    let gathered = mark::gathered(&all, &frame, 32.0, many);
    assert!((100..400).contains(&gathered.len()), "{}", gathered.len());
    assert_eq!(gathered.iter().map(|mark| mark.count).sum::<usize>(), 10_000);
    for (n, mark) in gathered.iter().enumerate() {
        assert_eq!(mark.href.as_deref().is_some_and(|href| href.starts_with('#')), mark.count > 1);
        let (x, y) = frame.point(mark.at);
        let others =
            gathered[..n].iter().map(|other| (frame.point(other.at), other.radius() + mark.radius()));
        for ((other_x, other_y), both) in others {
            assert!((x - other_x).hypot(y - other_y) > f64::from(both), "{n}: {x}, {y}");
        }
    }
}

#[test]
fn a_picture_of_any_number_of_marks_is_small() {
    let shape = coast(100_000);
    let base = base(&shape);
    let heading = PictureHeading { title: "Bản đồ", tag: "vi", names: "vi", alone: true };
    for count in [0, 1, 60, 120, 121, 1000, 10_000, 30_000] {
        let all = crowd(count);
        let svg = base.overview(&all, &heading, many);
        assert!(svg.len() <= 30_000, "{count}: {}", svg.len());
        assert_eq!(svg, base.overview(&all, &heading, many));
        let links = svg.matches("<a href=").count();
        assert_eq!(links, svg.matches("</title><circle").count(), "each says what it leads to");
        assert!(links >= (count as usize).min(20), "{count}: {links}");
        if count <= 20 {
            assert_eq!(links, count as usize, "nothing is gathered without need");
        }
    }
}

/// Shapes of so many points that are hard to shorten or to count: a comb, a spiral, crumbs, and many large areas.
fn tangles(count: i32) -> [Vec<Shape>; 4] {
    let at = |x: f64, y: f64| {
        let unit = |units: f64| Degrees::of_units(units.round() as i32).expect("an angle");
        Position { lat: unit(205_500_000.0 + y * 4e6), lon: unit(1_064_000_000.0 + x * 7e6) }
    };
    let along = |n: i32| f64::from(n) / f64::from(count);
    let comb = (0..count).map(|n| at(along(n), f64::from(n % 2)));
    let spiral = (0..count).map(|n| {
        let angle = along(n) * 2000.0;
        at(0.5 + along(n) * angle.cos() / 2.0, 0.5 + along(n) * angle.sin() / 2.0)
    });
    let square = |n: i32, side: f64| {
        let (x, y) = (f64::from(n * 619 % 9973) / 9973.0, f64::from(n * 1_129 % 9967) / 9967.0);
        let corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)];
        Shape::area(vec![corners.iter().map(|(dx, dy)| at(x + dx, y + dy)).collect()]).expect("an area")
    };
    let squares = |side: f64| (0..count / 4).map(|n| square(n, side)).collect();
    [
        vec![Shape::area(vec![comb.collect()]).expect("an area")],
        vec![Shape::line(spiral.collect()).expect("a line")],
        squares(0.001),
        squares(0.3),
    ]
}

#[test]
fn whatever_a_layer_holds_its_picture_and_its_data_are_small() {
    let frame = Frame::new(bay(), 640);
    for (which, shapes) in tangles(20_000).iter().enumerate() {
        let shapes: Vec<&Shape> = shapes.iter().collect();
        let data = geometry(&frame, &shapes).map_or(0, |geometry| geometry.to_string().len());
        assert!(data <= 300_000, "{which}: {data}");
        let drawn = layers(&frame, &[GroundLayer { kind: LayerKind::Land, shapes }]);
        assert!(drawn.len() <= 18_300, "{which}: {}", drawn.len());
        assert!(which == 2 || drawn.len() > 2_000, "{which}: {}", drawn.len());
    }
}

#[test]
fn a_tangled_line_is_shortened_as_truly_as_any() {
    let comb: Vec<Point> = (0..2_000).map(|n| (f64::from(n), f64::from(n % 2) * 10.0)).collect();
    assert_eq!(shorten::line(&comb, 0.5), comb);
    assert!(shorten::line(&comb, 10.0).len() < 10);
}

#[test]
fn a_hole_goes_before_what_it_is_in() {
    let frame = Frame::new(bay(), 640);
    let ring = |west: f64, side: f64| {
        let unit = |units: f64| Degrees::of_units(units.round() as i32).expect("an angle");
        let corner =
            |x: f64, y: f64| Position { lat: unit(206e6 + y * side), lon: unit(1_064e6 + west + x * side) };
        vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)]
    };
    let areas: Vec<Shape> = (0..5_000)
        .map(|n| f64::from(n) * 600.0)
        .map(|west| Shape::area(vec![ring(west, 3e6), ring(west + 1e6, 4e5)]).expect("an area"))
        .collect();
    let value = geometry(&frame, &areas.iter().collect::<Vec<_>>()).expect("a geometry");
    let polygons = value["coordinates"].as_array().expect("polygons");
    assert!(polygons.len() > 100, "{}", polygons.len());
    let width = |ring: &serde_json::Value| {
        let east = ring.as_array().expect("a ring").iter().map(|at| at[0].as_f64().expect("a number"));
        east.clone().fold(f64::MIN, f64::max) - east.fold(f64::MAX, f64::min)
    };
    assert!(polygons.iter().all(|rings| width(&rings[0]) > 0.2), "a hole stands alone");
}

#[test]
fn a_coast_that_ends_at_a_pole_is_cut_like_any_other() {
    let south =
        Bounds { south: degrees("-85"), west: degrees("-180"), north: degrees("85"), east: degrees("180") };
    let frame = Frame::new(south, 640);
    let ice = vec![at("-90", "-180"), at("-90", "180"), at("-70", "180"), at("-75", "0"), at("-70", "-180")];
    let ice = Shape::area(vec![ice]).expect("an area");
    let geometry = geometry(&frame, &[&ice]).expect("it reaches into the map");
    assert!(!geometry.to_string().contains("null"), "{geometry}");
    let mark = |lat: &str| frame.point(at(lat, "0")).1;
    assert!(mark("90") < mark("85") && mark("-90") > mark("-85") && mark("-90").is_finite());
}

/// Extents of a centimetre in one direction, or of the whole globe, have pictures as others have.
#[test]
fn extents_of_any_form_have_pictures() {
    for (south, west, north, east) in [
        ("20", "106", "20.0000001", "106.0000001"),
        ("20", "106", "20.0000001", "107"),
        ("-85", "106", "85", "106.0000001"),
        ("-85", "-180", "85", "180"),
        ("84.9999999", "-180", "85", "180"),
    ] {
        let bounds =
            Bounds { south: degrees(south), west: degrees(west), north: degrees(north), east: degrees(east) };
        let frame = Frame::new(bounds, 640);
        assert!((160..=1280).contains(&frame.height), "{}", frame.height);
        assert!(Backdrop::bar(&frame) >= 1);
        let line = Shape::line(vec![at("-90", "-180"), at("90", "180")]).expect("two points");
        let point = Shape::line(vec![at("20", "106"), at("20", "106")]).expect("two points");
        let layer = GroundLayer { kind: LayerKind::Road, shapes: vec![&line, &point] };
        let ground = Backdrop {
            frame,
            layers: layers(&frame, &[layer]),
            labels: Vec::new(),
            size: 16,
            notes: Vec::new(),
            scale: "1 m".to_owned(),
        };
        let svg = Base::new(ground)
            .picture(&[], &PictureHeading { title: "x", tag: "en", names: "en", alone: true });
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}
