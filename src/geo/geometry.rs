//! A geometry as a file has it, before it is known in which system.

use super::{Mistake, Plane, Position, Shape};
use crate::fact::Decimal;

/// Pairs as the file has them: east, then north.
pub(super) type Pairs = Vec<(Decimal, Decimal)>;

/// A geometry before its system is known.
pub(super) enum Geometry {
    Point(Pairs),
    Line(Pairs),
    /// An outline and its holes.
    Area(Vec<Pairs>),
}

impl Geometry {
    pub(super) fn place(self, plane: &Plane, declared: bool) -> Result<Shape, Mistake> {
        let position = |(east, north): (Decimal, Decimal)| {
            let found: Result<Position, Mistake> = plane.position(east, north);
            // Beyond any degrees: metres, most likely, which mean nothing without their system.
            let metres = !declared && east.abs().max(north.abs()) > Decimal::from(360);
            found.map_err(|mistake| if metres { Mistake::NoSystem } else { mistake })
        };
        let all = |pairs: Pairs| pairs.into_iter().map(position).collect::<Result<Vec<_>, _>>();
        match self {
            Geometry::Point(pairs) => all(pairs)?.first().map(|at| Shape::Point(*at)).ok_or(Mistake::Empty),
            Geometry::Line(pairs) => Shape::line(all(pairs)?),
            Geometry::Area(rings) => Shape::area(rings.into_iter().map(all).collect::<Result<_, _>>()?),
        }
    }
}

/// A number as it is written.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text)).ok()
}
