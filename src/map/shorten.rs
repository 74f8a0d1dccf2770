//! Lines with fewer points, by Douglas and Peucker.

use super::Point;

/// The points of a line without which it would be off by more than `tolerance` units; its ends stay.
pub(super) fn line(points: &[Point], tolerance: f64) -> Vec<Point> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut kept = vec![false; points.len()];
    (kept[0], kept[points.len() - 1]) = (true, true);
    // Without recursion: a coast may have a hundred thousand points.
    let mut open = vec![(0, points.len() - 1)];
    while let Some((first, last)) = open.pop() {
        let far = (first + 1..last).map(|at| (distance(points[at], points[first], points[last]), at));
        let farthest =
            far.fold(
                (tolerance, None),
                |best, (distance, at)| {
                    if distance > best.0 { (distance, Some(at)) } else { best }
                },
            );
        if let (_, Some(at)) = farthest {
            kept[at] = true;
            open.extend([(first, at), (at, last)]);
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

/// How far a point is from the straight way between two others.
fn distance((x, y): Point, (ax, ay): Point, (bx, by): Point) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx.hypot(dy);
    if length == 0.0 {
        return (x - ax).hypot(y - ay);
    }
    let along = (((x - ax) * dx + (y - ay) * dy) / (length * length)).clamp(0.0, 1.0);
    (x - ax - along * dx).hypot(y - ay - along * dy)
}
