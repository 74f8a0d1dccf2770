//! The geometries of KML, and what is said of coordinates that programs of a country with decimal commas have written.

use super::geometry::{Geometry, Pairs, decimal};
use super::{Degrees, Mistake, Position};
use crate::fact::Decimal;

/// How each packed file begins.
const PACKED: &str = "PK\u{3}\u{4}";

/// What goes round a polygon, and round each of its holes.
const OUTER: &str = "outerBoundaryIs";
const INNER: &str = "innerBoundaryIs";

/// The geometries of a KML document, wherever in it they are.
pub(super) fn kml(text: &str, parts: &mut Vec<Geometry>) -> Result<(), Mistake> {
    if text.starts_with(PACKED) {
        return Err(Mistake::Packed);
    }
    let document = roxmltree::Document::parse(text).map_err(|error| Mistake::Syntax(error.to_string()))?;
    for node in document.descendants() {
        match node.tag_name().name() {
            "Point" => {
                let pairs = lines(node, "Point")?.concat();
                if pairs.len() > 1 {
                    return Err(Mistake::Several);
                }
                parts.push(Geometry::Point(pairs));
            }
            "LineString" => parts.push(Geometry::Line(lines(node, "LineString")?.concat())),
            "Polygon" => polygon(lines(node, OUTER)?, lines(node, INNER)?, parts),
            _ => {}
        }
    }
    Ok(())
}

/// The outline first, wherever it stands; holes are those of the first outline.
fn polygon(outlines: Vec<Pairs>, mut holes: Vec<Pairs>, parts: &mut Vec<Geometry>) {
    let mut outlines = outlines.into_iter();
    let mut rings: Vec<Pairs> = outlines.next().into_iter().collect();
    rings.append(&mut holes);
    parts.push(Geometry::Area(rings));
    parts.extend(outlines.map(|outline| Geometry::Area(vec![outline])));
}

/// The coordinates of each line below a KML element that stand in an element of this name.
fn lines(node: roxmltree::Node<'_, '_>, within: &str) -> Result<Vec<Pairs>, Mistake> {
    let named = |node: &roxmltree::Node<'_, '_>| node.tag_name().name() == within;
    let found = node.descendants().filter(|inner| inner.tag_name().name() == "coordinates");
    let found = found.filter(|inner| inner.ancestors().any(|around| named(&around)));
    // A comment or a section of raw characters divides the text of an element.
    let text = |inner: roxmltree::Node<'_, '_>| {
        inner
            .descendants()
            .filter(roxmltree::Node::is_text)
            .filter_map(|text| text.text())
            .collect::<String>()
    };
    found.map(|inner| tuples(&text(inner), within == "Point")).collect()
}

/// `106.56,20.86,0 106.57,20.86,0`: longitude, latitude, height.
fn tuples(text: &str, is_point: bool) -> Result<Pairs, Mistake> {
    if let Some(meant) = with_points(text, is_point) {
        return Err(Mistake::Comma(meant));
    }
    let all: Result<Pairs, &str> = text.split_whitespace().map(|one| tuple(one).ok_or(one)).collect();
    all.map_err(|wrong| match closed_up(text) {
        Some(meant) => Mistake::Blanks(meant),
        None => Mistake::Syntax(format!("`{wrong}` is no pair of coordinates")),
    })
}

/// Two numbers and a height, which no place has.
fn tuple(text: &str) -> Option<(Decimal, Decimal)> {
    let numbers: Vec<&str> = text.trim_end_matches(',').split(',').collect();
    match numbers[..] {
        [east, north] | [east, north, _] => decimal(east).zip(decimal(north)),
        _ => None,
    }
}

/// The first tuple as it was meant where its numbers are divided in another way: `106.7, 20.8, 0`, `106.7; 20.8`, `106.7 20.8`.
fn closed_up(text: &str) -> Option<String> {
    let pieces: Vec<&str> = if text.contains([',', ';']) {
        text.split([',', ';']).map(str::trim).take(3).collect()
    } else {
        Some(text.split_whitespace().collect()).filter(|words: &Vec<&str>| words.len() <= 3)?
    };
    let mut numbers = Vec::new();
    for piece in pieces {
        // The last number of a tuple and the first of the next stand in one piece.
        let mut words = piece.split_whitespace();
        numbers.push(words.next()?);
        if words.next().is_some() {
            break;
        }
    }
    let height = numbers.get(2).is_none_or(|height| decimal(height).is_some());
    let is_meant = height && position(numbers.first()?, numbers.get(1)?).is_some();
    is_meant.then(|| numbers.join(","))
}

/// The first tuple as it was meant where every number has a decimal comma: `106,7 20,8`, `106,7,20,8`, `106,7; 20,8`. None
/// where the text may mean what it says.
fn with_points(text: &str, is_point: bool) -> Option<String> {
    if !text.contains(',') || text.contains('.') {
        return None;
    }
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == ';').collect();
    let words: Vec<&str> =
        words.iter().map(|word| word.trim_matches(',')).filter(|word| !word.is_empty()).collect();
    let first: Vec<&str> = words.first()?.split(',').collect();
    if let [east, east_part, north, north_part] | [east, east_part, north, north_part, _] = first[..] {
        return meant(&format!("{east}.{east_part}"), &format!("{north}.{north_part}"));
    }
    let numbers: Vec<String> = words.iter().map(|word| word.replace(',', ".")).collect();
    if is_point || text.contains(';') {
        let plain = words.iter().take(2).all(|word| word.split(',').count() <= 2);
        return match &numbers[..] {
            [east, north] | [east, north, _] if plain => meant(east, north),
            [east, north, ..] if plain && text.contains(';') => meant(east, north),
            _ => None,
        };
    }
    many(&words, &numbers)
}

/// The same for a line or an outline: pairs of whole numbers that leap about, and lie close together when they are decimals.
fn many(words: &[&str], numbers: &[String]) -> Option<String> {
    let is_even = words.len() >= 4 && words.len().is_multiple_of(2) && words.first() != words.last();
    if !is_even || words.iter().any(|word| word.split(',').count() != 2) {
        return None;
    }
    let read = |pair: &[String]| position(pair.first()?, pair.get(1)?);
    let decimals: Vec<Position> = numbers.chunks(2).map(read).collect::<Option<_>>()?;
    let whole = |word: &&str| word.split_once(',').and_then(|(east, _)| decimal(east));
    let whole: Vec<Decimal> = words.iter().map(whole).collect::<Option<_>>()?;
    let leaps = whole.chunks(2).all(|pair| (pair[0] - pair[1]).abs() > Decimal::from(NEAR));
    let near = |of: fn(&Position) -> Degrees| {
        let (least, most) = (decimals.iter().map(of).min()?, decimals.iter().map(of).max()?);
        (most.0.abs_diff(least.0) < u32::from(NEAR) * DEGREE).then_some(())
    };
    near(|at| at.lat).and(near(|at| at.lon))?;
    leaps.then(|| meant(&numbers[0], &numbers[1])).flatten()
}

/// Within how many degrees a place of one piece lies.
const NEAR: u16 = 10;
const DEGREE: u32 = 10_000_000;

/// A tuple, where its numbers are a longitude and a latitude.
fn meant(east: &str, north: &str) -> Option<String> {
    position(east, north).map(|_| format!("{east},{north}"))
}

fn position(east: &str, north: &str) -> Option<Position> {
    Position::new(decimal(north)?, decimal(east)?).ok()
}
