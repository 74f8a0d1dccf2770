//! Lines with fewer points, by Douglas and Peucker.

use super::Point;

/// How often a stretch is divided where it is farthest off, before it is divided in its middle: a spiral or a comb, from
/// which each division takes but one point, would be measured once for each of its points otherwise. A coast needs no more
/// than forty.
const DEEP: u32 = 64;

/// The points of a line without which it would be off by more than `tolerance` units; its ends stay.
pub(super) fn line(points: &[Point], tolerance: f64) -> Vec<Point> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut kept = vec![false; points.len()];
    (kept[0], kept[points.len() - 1]) = (true, true);
    // Without recursion: a coast may have a hundred thousand points.
    let mut open = vec![(0, points.len() - 1, 0)];
    while let Some((first, last, depth)) = open.pop() {
        let square = square_to(points[first], points[last]);
        let mut farthest = (tolerance * tolerance, None);
        for (at, point) in points.iter().enumerate().take(last).skip(first + 1) {
            let far = square(*point);
            if far > farthest.0 {
                farthest = (far, Some(at));
            }
        }
        if let (_, Some(at)) = farthest {
            let at = if depth < DEEP { at } else { first.midpoint(last) };
            kept[at] = true;
            open.extend([(first, at, depth + 1), (at, last, depth + 1)]);
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// The same of a closed line, which is cut at its first point and at the one farthest from it.
pub(super) fn ring(points: &[Point], tolerance: f64) -> Vec<Point> {
    let Some(first) = points.first() else { return Vec::new() };
    let square = |(x, y): &Point| (x - first.0).powi(2) + (y - first.1).powi(2);
    let farthest = points.iter().enumerate().max_by(|(_, a), (_, b)| square(a).total_cmp(&square(b)));
    let cut = farthest.map_or(0, |(at, _)| at);
    let back: Vec<Point> = points[cut..].iter().chain([first]).copied().collect();
    let mut kept = line(&points[..=cut], tolerance);
    kept.extend(line(&back, tolerance).into_iter().skip(1));
    kept.pop();
    kept
}

/// The square of how far a point is from the straight way between two others.
fn square_to((ax, ay): Point, (bx, by): Point) -> impl Fn(Point) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    move |(x, y)| {
        let (x, y) = (x - ax, y - ay);
        let along = if length == 0.0 { 0.0 } else { ((x * dx + y * dy) / length).clamp(0.0, 1.0) };
        let (x, y) = (x - along * dx, y - along * dy);
        x * x + y * y
    }
}
