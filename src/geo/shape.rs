//! Points, lines and areas.

use super::{Bounds, Degrees, Mistake, Position};
use serde::{Deserialize, Serialize};

/// A closed line; its first point is not repeated at its end.
pub type Ring = Vec<Position>;

/// The way round the globe and half of it, in units of [`Degrees`].
const ROUND: i64 = 3_600_000_000;
const HALF_ROUND: u32 = 1_800_000_000;

/// What a place is on a map.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// A point.
    Point(Position),
    /// A line of at least two points.
    Line(Vec<Position>),
    /// Surroundings and holes, at least one, of at least three points each; whatever an odd number of them goes round is
    /// inside.
    Area(Vec<Ring>),
}

impl Shape {
    /// A line.
    ///
    /// # Errors
    ///
    /// Fewer than two points.
    pub fn line(points: Vec<Position>) -> Result<Shape, Mistake> {
        if points.len() < 2 { Err(Mistake::Few) } else { Ok(Shape::Line(points)) }
    }

    /// An area; a ring may repeat its first point at its end.
    ///
    /// # Errors
    ///
    /// No ring, or one of fewer than three points.
    pub fn area(mut rings: Vec<Ring>) -> Result<Shape, Mistake> {
        for ring in &mut rings {
            if ring.len() > 1 && ring.first() == ring.last() {
                ring.pop();
            }
        }
        let few = rings.is_empty() || rings.iter().any(|ring| ring.len() < 3);
        if few { Err(Mistake::Few) } else { Ok(Shape::Area(rings)) }
    }

    /// The same, where an area is one outline, which comes first, and the holes in it.
    ///
    /// # Errors
    ///
    /// A hole that is none: it would move the middle of the area.
    pub(super) fn with_holes(self) -> Result<Shape, Mistake> {
        match &self {
            Shape::Area(rings) => {
                let exactly = rings.len() * rings[0].len() <= MOST_COMPARED;
                let Some(around) = bounds_of(rings[0].iter().copied()) else { return Ok(self) };
                let outline = (&rings[0][..], around);
                let all = rings[1..].iter().all(|hole| is_hole(hole, outline, exactly));
                if all { Ok(self) } else { Err(Mistake::Hole) }
            }
            _ => Ok(self),
        }
    }

    /// Its points.
    pub fn points(&self) -> impl Iterator<Item = Position> {
        let (one, many) = match self {
            Shape::Point(point) => (Some(*point), [].as_slice()),
            Shape::Line(points) => (None, std::slice::from_ref(points)),
            Shape::Area(rings) => (None, rings.as_slice()),
        };
        one.into_iter().chain(many.iter().flatten().copied())
    }

    /// The smallest box around it.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        bounds_of(self.points()).expect("a shape has points")
    }

    /// The middle of the box around it; of something on both sides of the 180th meridian, cut there as RFC 7946 wants it,
    /// of the box that goes over the meridian.
    #[must_use]
    pub fn middle(&self) -> Position {
        let bounds = self.bounds();
        let middle =
            Position { lat: bounds.south.middle(bounds.north), lon: bounds.west.middle(bounds.east) };
        if bounds.east.0.abs_diff(bounds.west.0) <= HALF_ROUND {
            return middle;
        }
        // Longitudes counted eastward from Greenwich: small in the east, large in the west.
        let eastward = || self.points().map(|at| i64::from(at.lon.0).rem_euclid(ROUND));
        let (Some(west), Some(east)) = (eastward().min(), eastward().max()) else { return middle };
        if east - west > i64::from(HALF_ROUND) {
            return middle;
        }
        let lon = (west + east) / 2;
        let lon = if lon > ROUND / 2 { lon - ROUND } else { lon };
        i32::try_from(lon).map_or(middle, |lon| Position { lon: Degrees(lon), ..middle })
    }

    /// A side that goes more than half round the globe: one that was meant to cross the 180th meridian.
    #[must_use]
    pub fn long_side(&self) -> Option<(Position, Position)> {
        self.sides().find(|(a, b)| a.lon.0.abs_diff(b.lon.0) > HALF_ROUND)
    }

    /// The straight lines between its points.
    pub(super) fn sides(&self) -> impl Iterator<Item = (Position, Position)> {
        let (lines, closed): (&[Vec<Position>], bool) = match self {
            Shape::Point(_) => (&[], false),
            Shape::Line(points) => (std::slice::from_ref(points), false),
            Shape::Area(rings) => (rings, true),
        };
        lines.iter().flat_map(move |line| {
            let next = line.iter().skip(1).chain(line.first().filter(|_| closed));
            line.iter().copied().zip(next.copied())
        })
    }

    /// Whether a position lies in the area; lines and points have no inside.
    #[must_use]
    pub fn contains(&self, at: Position) -> bool {
        let Shape::Area(_) = self else { return false };
        crosses(self.sides(), at)
    }

    /// Two sides of one ring that cross, by the numbers of the points at which they begin, counted from one.
    ///
    /// Sides are compared only with those that begin before they end on the map, so that a coast of many thousand points
    /// does not take forever.
    #[must_use]
    pub fn crossing(&self) -> Option<(usize, usize)> {
        let Shape::Area(rings) = self else { return None };
        rings.iter().find_map(|ring| {
            let count = ring.len();
            let side = |index: usize| (ring[index], ring[(index + 1) % count]);
            let west = |index: &usize| side(*index).0.lon.min(side(*index).1.lon);
            let east = |index: usize| side(index).0.lon.max(side(index).1.lon);
            let mut order: Vec<usize> = (0..count).collect();
            order.sort_by_key(west);
            order.iter().enumerate().find_map(|(position, &one)| {
                let others = order[position + 1..].iter().take_while(|other| west(other) <= east(one));
                let apart = |other: usize| (one + 1) % count != other && (other + 1) % count != one;
                let other = others.copied().find(|other| apart(*other) && meet(side(one), side(*other)))?;
                Some((one.min(other) + 1, one.max(other) + 1))
            })
        })
    }
}

impl Shape {
    /// An area as polygons: each an outline, counter-clockwise, and its holes, clockwise, as GeoJSON and KML want them.
    /// Empty for points and lines.
    #[must_use]
    pub fn polygons(&self) -> Vec<Vec<Ring>> {
        let Shape::Area(rings) = self else { return Vec::new() };
        let mut polygons: Vec<(Bounds, Vec<&Ring>)> = Vec::new();
        for ring in rings {
            let around = polygons.iter_mut().find(|(bounds, polygon)| {
                ring.first().is_some_and(|at| bounds.contains(*at) && goes_round(polygon[0], *at))
            });
            match around {
                Some((_, polygon)) => polygon.push(ring),
                None => polygons.extend(bounds_of(ring.iter().copied()).map(|bounds| (bounds, vec![ring]))),
            }
        }
        let turned = |(at, ring): (usize, &Ring)| turned(ring, at == 0);
        polygons.into_iter().map(|(_, rings)| rings.into_iter().enumerate().map(turned).collect()).collect()
    }
}

/// The smallest box around points; `None` when there are none.
fn bounds_of(mut points: impl Iterator<Item = Position>) -> Option<Bounds> {
    let first = points.next()?;
    let start = Bounds { south: first.lat, west: first.lon, north: first.lat, east: first.lon };
    Some(points.fold(start, |found, at| Bounds {
        south: found.south.min(at.lat),
        west: found.west.min(at.lon),
        north: found.north.max(at.lat),
        east: found.east.max(at.lon),
    }))
}

/// Whether a closed line goes round a position.
fn goes_round(ring: &[Position], at: Position) -> bool {
    crosses(ring.iter().copied().zip(ring.iter().skip(1).chain(ring.first()).copied()), at)
}

/// How many holes times points of an outline are compared at most; of more, the boxes around them are.
const MOST_COMPARED: usize = 4_000_000;

/// Of how many corners of a hole at most it is asked where they lie.
const MOST_ASKED: usize = 8;

/// Whether a ring lies in an outline; it may touch it.
fn is_hole(hole: &[Position], (outline, outer): (&[Position], Bounds), exactly: bool) -> bool {
    let Some(inner) = bounds_of(hole.iter().copied()) else { return true };
    let is_within = inner.south >= outer.south
        && inner.north <= outer.north
        && inner.west >= outer.west
        && inner.east <= outer.east;
    // Corners on the outline may be rounded to either side of it.
    is_within
        && (!exactly
            || hole.iter().take(MOST_ASKED).any(|at| goes_round(outline, *at) || outline.contains(at)))
}

/// Whether a way to the west from a position crosses an odd number of sides.
fn crosses(sides: impl Iterator<Item = (Position, Position)>, at: Position) -> bool {
    let crossed = sides.filter(|(a, b)| {
        let (low, high) = if a.lat < b.lat { (a, b) } else { (b, a) };
        low.lat <= at.lat && at.lat < high.lat && turn(*low, *high, at) > 0
    });
    crossed.count() % 2 == 1
}

/// A ring that goes round to the left, or to the right.
fn turned(ring: &[Position], left: bool) -> Ring {
    let flat = |at: &Position| (i128::from(at.lon.0), i128::from(at.lat.0));
    let next = ring.iter().skip(1).chain(ring.first());
    let twice: i128 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| {
            let ((ax, ay), (bx, by)) = (flat(a), flat(b));
            ax * by - bx * ay
        })
        .sum();
    let mut ring = ring.to_vec();
    if (twice > 0) != left {
        ring.reverse();
    }
    ring
}

/// Whether the way from `a` over `b` to `c` turns left (positive), right (negative) or not at all.
fn turn(a: Position, b: Position, c: Position) -> i128 {
    let flat = |at: Position| (i128::from(at.lon.0), i128::from(at.lat.0));
    let ((ax, ay), (bx, by), (cx, cy)) = (flat(a), flat(b), flat(c));
    ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)).signum()
}

/// Whether two sides have a point in common.
fn meet((a, b): (Position, Position), (c, d): (Position, Position)) -> bool {
    let (of_c, of_d, of_a, of_b) = (turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b));
    if of_c != of_d && of_a != of_b {
        return true;
    }
    let on = |a: Position, b: Position, at: Position| {
        let box_of = Shape::Line(vec![a, b]).bounds();
        box_of.contains(at)
    };
    (of_c == 0 && on(a, b, c))
        || (of_d == 0 && on(a, b, d))
        || (of_a == 0 && on(c, d, a))
        || (of_b == 0 && on(c, d, b))
}
