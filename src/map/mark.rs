//! Marks: where things are, and links to their pages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Frame, Point, escape};
use crate::geo::{Position, Shape};

/// The radius of a mark that stands for one thing.
pub(super) const RADIUS: i32 = 6;

/// A thing that stands on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark<'a> {
    /// Where.
    pub at: Position,
    /// What it is besides a point.
    pub shape: Option<&'a Shape>,
    /// How it is known that it is there.
    pub kind: MarkKind,
    /// What it is called.
    pub title: Cow<'a, str>,
    /// The language of the title, when it is another than the map's.
    pub tag: Option<&'a str>,
    /// What is written beside it: the name of the area that it stands in for.
    pub area: Option<AreaName<'a>>,
    /// Where a link leads.
    pub href: Option<String>,
    /// How many things it stands for.
    pub count: usize,
    /// The ids of these, for the viewer's filters, where they are several and not too many to name.
    pub of: Option<String>,
}

/// The name of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaName<'a> {
    /// The name.
    pub text: Cow<'a, str>,
    /// Its language, when it is another than the map's.
    pub tag: Option<Cow<'a, str>>,
}

/// How it is known where a marked thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// It is there: a disc.
    Exact,
    /// Something is there that it belongs to: a ring.
    Near,
    /// Nobody says where in the area that bears this name it is: no position, but a number in a square at the name.
    Area,
}

/// What a mark says that stands for several things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Many {
    /// How many there are, in words.
    pub title: String,
    /// The names of the areas that they are known by.
    pub area: Option<AreaName<'static>>,
    /// Where a link leads.
    pub href: Option<String>,
    /// Their ids, where the viewer is to know them.
    pub of: Option<String>,
}

impl Mark<'_> {
    /// The radius of its disc, in which the number of what it stands for has room.
    pub(super) fn radius(&self) -> i32 {
        match self.count {
            0 | 1 if self.kind != MarkKind::Area => RADIUS,
            0..100 => RADIUS + 3,
            100..1000 => RADIUS + 5,
            _ => RADIUS + 8,
        }
    }
}

/// How near to each other the numbers of areas, in units, are one number: their squares would cover each other.
pub(super) const AREAS: f64 = 20.0;

/// The marks of a picture, where all of a sort that are nearer than `reach` units to the first of them are one: so none
/// covers another. What that says of its things, `many` tells: it is given the positions of them all. What is known to be somewhere is never counted with what is not.
pub(super) fn gathered<'a>(
    marks: &[Mark<'a>],
    frame: &Frame,
    reach: f64,
    many: impl Fn(&[usize]) -> Many,
) -> Vec<Mark<'a>> {
    let is_area = |mark: &Mark<'_>| mark.kind == MarkKind::Area;
    let mut firsts: Vec<(Point, Vec<usize>, Mark<'a>)> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let (x, y) = frame.point(mark.at);
        let reach = if is_area(mark) { reach.max(AREAS) } else { reach };
        let near = |((near_x, near_y), _, first): &&mut (Point, Vec<usize>, Mark<'a>)| {
            is_area(first) == is_area(mark) && (x - near_x).hypot(y - near_y) < reach
        };
        match firsts.iter_mut().find(near) {
            Some((_, all, first)) => {
                all.push(at);
                first.count += mark.count;
            }
            None => firsts.push(((x, y), vec![at], mark.clone())),
        }
    }
    let one = |(_, all, mark): (Point, Vec<usize>, Mark<'a>)| {
        if mark.count < 2 {
            return mark;
        }
        let Many { title, area, href, of } = many(&all);
        let kind = if is_area(&mark) { MarkKind::Area } else { MarkKind::Near };
        Mark { shape: None, kind, title: title.into(), tag: None, area, href, of, ..mark }
    };
    firsts.into_iter().map(one).collect()
}

/// Where each mark is drawn: things at the same point stand around it, so that each can be seen and followed.
pub(super) fn spread(marks: &[Mark<'_>], frame: &Frame) -> Vec<Point> {
    let mut before: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    let place = |mark: &Mark<'_>| {
        let (x, y) = frame.point(mark.at);
        let (x, y) = (x.round(), y.round());
        let known = before.entry((x as i64, y as i64)).or_default();
        let (dx, dy) = around(*known);
        *known += 1;
        let edge = mark.radius() + 1;
        let inside = |value: f64, most: i32| value.clamp(f64::from(edge), f64::from(most - edge)).round();
        (inside(x + dx, frame.width), inside(y + dy, frame.height))
    };
    marks.iter().map(place).collect()
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

/// Begins what marks are written into: what they have in common.
pub(super) const GROUP: &str = "<g class=\"map-markers\" fill=\"#b3261e\" stroke=\"#fff\" stroke-width=\"2\" font-size=\"10\" \
                                text-anchor=\"middle\">";

/// Writes a mark: a disc where a thing is, an open ring where something is that it belongs to, a square at the name of an
/// area; with a number where it stands for many.
pub(super) fn write(svg: &mut String, mark: &Mark<'_>, (x, y): Point) {
    let tag = mark.tag.map_or(String::new(), |tag| format!(" lang=\"{tag}\""));
    let title = format!("<title{tag}>{}</title>", escape(&mark.title));
    let (name, form) = form(mark, (x, y));
    let Some(href) = &mark.href else {
        let _ = write!(svg, "<{name}{form}>{title}</{name}>");
        count(svg, mark, (x, y));
        return;
    };
    let of = mark.of.as_ref().map_or(String::new(), |of| format!(" data-of=\"{}\"", escape(of)));
    let _ = write!(svg, "<a href=\"{}\"{of}>{title}<{name}{form}/>", escape(href));
    count(svg, mark, (x, y));
    svg.push_str("</a>");
}

/// The element of a mark and its attributes.
fn form(mark: &Mark<'_>, (x, y): Point) -> (&'static str, String) {
    let radius = mark.radius();
    let open = "fill=\"#fff\" stroke=\"#b3261e\"";
    match mark.kind {
        MarkKind::Exact => ("circle", format!(" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"")),
        MarkKind::Near => {
            ("circle", format!(" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"is-near\" {open}"))
        }
        MarkKind::Area => {
            let (left, top, side) = (x - f64::from(radius), y - f64::from(radius), 2 * radius);
            let size = format!("width=\"{side}\" height=\"{side}\" rx=\"2\"");
            ("rect", format!(" x=\"{left}\" y=\"{top}\" {size} class=\"is-unplaced\" {open}"))
        }
    }
}

/// Writes how many things a mark stands for; in a square a single one too.
fn count(svg: &mut String, mark: &Mark<'_>, (x, y): Point) {
    if mark.count > 1 || mark.kind == MarkKind::Area {
        let _ = write!(svg, "<text x=\"{x}\" y=\"{}\" stroke=\"none\">{}</text>", y + 3.0, mark.count);
    }
}
