//! Lines → the data of an SVG path, in whole units.

use std::fmt::Write as _;

use super::Point;

/// Writes a line, or an area's ring: its first point, then the way to each next one. What is nothing in whole units is
/// left out, and of an area whatever has no inside.
pub(super) fn write(data: &mut String, points: &[Point], closed: bool) {
    let mut whole: Vec<(i64, i64)> =
        points.iter().map(|(x, y)| (x.round() as i64, y.round() as i64)).collect();
    whole.dedup();
    if closed && whole.len() > 1 && whole.first() == whole.last() {
        whole.pop();
    }
    if whole.len() < if closed { 3 } else { 2 } {
        return;
    }
    let (mut x, mut y) = whole[0];
    let _ = write!(data, "M{x}{}{y}l", if y < 0 { "" } else { " " });
    let mut first = true;
    for (next_x, next_y) in &whole[1..] {
        let (dx, dy) = (next_x - x, next_y - y);
        if !first && dx >= 0 {
            data.push(' ');
        }
        let _ = write!(data, "{dx}{}{dy}", if dy < 0 { "" } else { " " });
        (x, y, first) = (*next_x, *next_y, false);
    }
    if closed {
        data.push('z');
    }
}
