//! Cutting lines and areas to a box.

use super::{Area, Point};

/// A side of a box: whether a point is inside of it, and where the way between two points crosses it.
#[derive(Clone, Copy)]
enum BoxSide {
    Left(f64),
    Top(f64),
    Right(f64),
    Bottom(f64),
}

impl BoxSide {
    fn all((left, top, right, bottom): Area) -> [BoxSide; 4] {
        [BoxSide::Left(left), BoxSide::Top(top), BoxSide::Right(right), BoxSide::Bottom(bottom)]
    }

    fn has(self, (x, y): Point) -> bool {
        match self {
            BoxSide::Left(edge) => x >= edge,
            BoxSide::Top(edge) => y >= edge,
            BoxSide::Right(edge) => x <= edge,
            BoxSide::Bottom(edge) => y <= edge,
        }
    }

    fn crossing(self, (ax, ay): Point, (bx, by): Point) -> Point {
        match self {
            BoxSide::Left(edge) | BoxSide::Right(edge) => (edge, ay + (by - ay) * (edge - ax) / (bx - ax)),
            BoxSide::Top(edge) | BoxSide::Bottom(edge) => (ax + (bx - ax) * (edge - ay) / (by - ay), edge),
        }
    }
}

/// The part of an area's ring within the box, by Sutherland and Hodgman: what leaves it and comes back goes along its
/// side. Empty when nothing of it is inside.
pub(super) fn ring(points: Vec<Point>, area: Area) -> Vec<Point> {
    let mut points = points;
    for side in BoxSide::all(area) {
        let Some(mut before) = points.last().copied() else { break };
        let mut kept = Vec::with_capacity(points.len() + 4);
        for point in points {
            match (side.has(before), side.has(point)) {
                (true, true) => kept.push(point),
                (true, false) => kept.push(side.crossing(before, point)),
                (false, true) => kept.extend([side.crossing(before, point), point]),
                (false, false) => {}
            }
            before = point;
        }
        points = kept;
    }
    if points.len() < 3 { Vec::new() } else { points }
}

/// The parts of a line within the box.
pub(super) fn line(points: &[Point], area: Area) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for pair in points.windows(2) {
        let Some((start, end)) = segment(pair[0], pair[1], area) else {
            open = false;
            continue;
        };
        match parts.last_mut().filter(|part| open && part.last() == Some(&start)) {
            Some(part) => part.push(end),
            None => parts.push(vec![start, end]),
        }
        open = end == pair[1];
    }
    parts
}

/// The part of a straight way within the box.
fn segment(mut a: Point, mut b: Point, area: Area) -> Option<(Point, Point)> {
    for side in BoxSide::all(area) {
        match (side.has(a), side.has(b)) {
            (true, true) => {}
            (true, false) => b = side.crossing(a, b),
            (false, true) => a = side.crossing(a, b),
            (false, false) => return None,
        }
    }
    Some((a, b))
}
