//! Marks: where things are, and links to their pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Frame, Point, escape};
use crate::geo::{Position, Shape};

/// The radius of a mark.
pub const RADIUS: i32 = 6;

/// A thing that stands on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark<'a> {
    /// Where.
    pub at: Position,
    /// What it is besides a point.
    pub shape: Option<&'a Shape>,
    /// Whether it is really there, or shown there for want of better.
    pub exact: bool,
    /// What it is called.
    pub title: &'a str,
    /// The language of the title, when it is another than the map's.
    pub tag: Option<&'a str>,
    /// Where a link leads.
    pub href: Option<String>,
    /// How many things it stands for.
    pub count: usize,
}

/// More marks than this would hide the map and each other.
const MANY: usize = 120;

/// The side of the square whose marks become one, in units.
const CELL: f64 = 32.0;

/// The marks of a picture: where there are too many, each square of it has one that stands for all of its own. It has the
/// title of their first, and leads where `leads` says.
#[must_use]
pub fn gathered<'a>(
    marks: Vec<Mark<'a>>,
    frame: &Frame,
    leads: impl Fn(usize) -> Option<String>,
) -> Vec<Mark<'a>> {
    if marks.len() <= MANY {
        return marks;
    }
    let mut squares: BTreeMap<(i64, i64), (usize, Mark<'a>)> = BTreeMap::new();
    for (at, mark) in marks.into_iter().enumerate() {
        let (x, y) = frame.point(mark.at);
        let square = ((y / CELL).floor() as i64, (x / CELL).floor() as i64);
        match squares.get_mut(&square) {
            Some((_, known)) => {
                known.count += mark.count;
                known.shape = None;
            }
            None => _ = squares.insert(square, (at, mark)),
        }
    }
    let one = |(first, mark): (usize, Mark<'a>)| match mark.count {
        1 => mark,
        _ => Mark { exact: false, href: leads(first), ..mark },
    };
    squares.into_values().map(one).collect()
}

/// Where each mark is drawn: things at the same point stand around it, so that each can be seen and followed.
pub(super) fn spread(marks: &[Mark<'_>], frame: &Frame) -> Vec<Point> {
    let whole: Vec<(i64, i64)> = marks
        .iter()
        .map(|mark| frame.point(mark.at))
        .map(|(x, y)| (x.round() as i64, y.round() as i64))
        .collect();
    let mut drawn = Vec::with_capacity(whole.len());
    for (at, point) in whole.iter().enumerate() {
        let before = whole[..at].iter().filter(|other| *other == point).count();
        let (dx, dy) = around(before);
        let inside =
            |value: f64, most: i32| value.clamp(f64::from(RADIUS + 1), f64::from(most - RADIUS - 1)).round();
        drawn.push((inside(point.0 as f64 + dx, frame.width), inside(point.1 as f64 + dy, frame.height)));
    }
    drawn
}

/// The place of the `n`-th thing at a point: rings of six, twelve, eighteen around the first.
fn around(n: usize) -> Point {
    if n == 0 {
        return (0.0, 0.0);
    }
    let (mut ring, mut first) = (1, 1);
    while n >= first + 6 * ring {
        first += 6 * ring;
        ring += 1;
    }
    let angle = std::f64::consts::TAU * (n - first) as f64 / (6 * ring) as f64;
    let radius = (ring * (2 * RADIUS as usize + 2)) as f64;
    (radius * angle.sin(), -radius * angle.cos())
}

/// Writes a mark: a disc where a thing is, an open ring where it is only shown.
pub(super) fn write(svg: &mut String, mark: &Mark<'_>, (x, y): Point) {
    let (class, fill, stroke) =
        if mark.exact { ("is-exact", "#b3261e", "#fff") } else { ("is-near", "#fff", "#b3261e") };
    let tag = mark.tag.map_or(String::new(), |tag| format!(" lang=\"{tag}\""));
    let title = format!("<title{tag}>{}</title>", escape(mark.title));
    let radius = if mark.count > 1 { RADIUS + 3 } else { RADIUS };
    let circle = format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{stroke}\"");
    match &mark.href {
        Some(href) => {
            let href = escape(href);
            let _ = write!(svg, "<a href=\"{href}\">{title}<circle class=\"map-marker {class}\" {circle}/>");
        }
        None => {
            let _ = write!(svg, "<circle class=\"map-marker {class}\" {circle}>{title}</circle>");
        }
    }
    if mark.count > 1 {
        let _ = write!(
            svg,
            "<text class=\"map-count\" x=\"{x}\" y=\"{}\" fill=\"#b3261e\" stroke=\"none\">{}</text>",
            y + 3.0,
            mark.count
        );
    }
    if mark.href.is_some() {
        svg.push_str("</a>");
    }
}
