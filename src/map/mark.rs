//! Marks: where things are, and links to their pages.

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
    let circle = format!(
        "<circle class=\"map-marker {class}\" cx=\"{x}\" cy=\"{y}\" r=\"{RADIUS}\" fill=\"{fill}\" stroke=\"{stroke}\" \
         stroke-width=\"2\"><title{tag}>{}</title></circle>",
        escape(mark.title)
    );
    match &mark.href {
        Some(href) => {
            let (href, title) = (escape(href), escape(mark.title));
            let _ = write!(svg, "<a href=\"{href}\" aria-label=\"{title}\"{tag}>{circle}</a>");
        }
        None => svg.push_str(&circle),
    }
}
