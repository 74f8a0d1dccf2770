//! Lines as many and as fine as there is room for.

use std::collections::BTreeMap;

use super::{Area, Point, shorten};

/// A line, or one around an area, in units of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outline {
    pub(super) points: Vec<Point>,
    pub(super) is_area: bool,
    /// Whether it is another ring of the same area as the part before it: a hole in that, most often.
    pub(super) is_inner: bool,
}

/// How much room there is.
pub(super) struct Room<Cost> {
    /// By how many units a line may be off where there is room for it.
    pub(super) finest: f64,
    /// By how many at most.
    pub(super) coarsest: f64,
    /// What a part takes of it.
    pub(super) cost: Cost,
    /// How much there is.
    pub(super) most: usize,
}

impl Outline {
    /// With fewer points; with none when nothing of it is left.
    fn shortened(&self, tolerance: f64) -> Outline {
        let Outline { points, is_area, is_inner } = self;
        let mut points =
            if *is_area { shorten::ring(points, tolerance) } else { shorten::line(points, tolerance) };
        if points.len() < if *is_area { 3 } else { 2 } {
            points = Vec::new();
        }
        Outline { points, is_area: *is_area, is_inner: *is_inner }
    }

    /// The box around it.
    fn area(&self) -> Area {
        let none = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
        self.points
            .iter()
            .fold(none, |found, (x, y)| (found.0.min(*x), found.1.min(*y), found.2.max(*x), found.3.max(*y)))
    }
}

/// The parts as they are drawn, each in its place; of what is left out there are no points.
///
/// They become coarser until there is room for all. Where that would leave too many, or next to nothing, as of a hundred
/// thousand small fields, a part of them stands for all.
pub(super) fn fitted<Cost>(parts: &[Outline], room: &Room<Cost>) -> Vec<Outline>
where
    Cost: Fn(&Outline) -> usize,
{
    let size = |parts: &[Outline]| parts.iter().map(&room.cost).sum::<usize>();
    let shortened = |parts: &[Outline], tolerance: f64| -> Vec<Outline> {
        parts.iter().map(|part| part.shortened(tolerance)).collect()
    };
    let fine = shortened(parts, room.finest);
    if size(&fine) <= room.most {
        return fine;
    }
    let mut tolerance = room.finest;
    let mut before: Option<Vec<Outline>> = None;
    loop {
        tolerance *= 1.5;
        let drawn = shortened(&fine, tolerance);
        match size(&drawn) {
            small if small < room.most / 4 => return sampled(before.unwrap_or(fine), room),
            fitting if fitting <= room.most => return drawn,
            _ if tolerance >= room.coarsest => return sampled(drawn, room),
            _ => before = Some(drawn),
        }
    }
}

/// Of each square of the picture the largest part, where the squares are as large as there is room for.
///
/// An inner ring stays where its area does, as long as it is larger than a square. A line as tangled as to fill the room
/// alone has only some of its points.
fn sampled<Cost>(mut parts: Vec<Outline>, room: &Room<Cost>) -> Vec<Outline>
where
    Cost: Fn(&Outline) -> usize,
{
    let share = (room.most / 8).max(1);
    for part in &mut parts {
        let times = (room.cost)(part).div_ceil(share);
        if times > 1 {
            part.points = part.points.iter().step_by(times).copied().collect();
        }
    }
    let costs: Vec<usize> = parts.iter().map(&room.cost).collect();
    let areas: Vec<Area> = parts.iter().map(Outline::area).collect();
    let mut kept = Vec::new();
    // Beyond the width of any picture there are but four squares, one at each side of its corner.
    for cell in (0..16).map(|power| f64::from(1 << power)) {
        kept = chosen(&parts, &areas, cell);
        let taken = costs.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cost, _)| cost);
        if taken.sum::<usize>() <= room.most {
            break;
        }
    }
    for (part, _) in parts.iter_mut().zip(kept).filter(|(_, kept)| !kept) {
        part.points.clear();
    }
    parts
}

/// Whether each part stays when each square of so many units has but one.
fn chosen(parts: &[Outline], areas: &[Area], cell: f64) -> Vec<bool> {
    let extent = |at: usize| areas[at].2 - areas[at].0 + areas[at].3 - areas[at].1;
    let mut squares: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    let drawn = |part: &Outline| !part.points.is_empty();
    let outer = parts.iter().enumerate().filter(|(_, part)| drawn(part) && !part.is_inner);
    for (at, _) in outer {
        let (left, top, right, bottom) = areas[at];
        let square = |from: f64, to: f64| (f64::midpoint(from, to) / cell).floor() as i64;
        let first = squares.entry((square(top, bottom), square(left, right))).or_insert(at);
        if extent(at) > extent(*first) {
            *first = at;
        }
    }
    let mut kept = vec![false; parts.len()];
    squares.into_values().for_each(|at| kept[at] = true);
    // The rings of an area go with its first.
    let mut first = false;
    for (at, part) in parts.iter().enumerate() {
        if part.is_inner {
            kept[at] = first && drawn(part) && extent(at) > cell;
        } else {
            first = kept[at];
        }
    }
    kept
}
