//! What is measured by a unit: an area is never given in kilometres, nor in people.

use crate::base::SourceSpan;
use crate::diag::Diagnostic;

/// Units that measure the same, by their codes. Each of a group can stand for another; a unit of no group is the site's own.
const MEASURES: &[&[&str]] = &[
    &["ha", "m2", "km2"],
    &["m", "km"],
    &["m3"],
    &["m3-day"],
    &["kv"],
    &["mva", "mw"],
    &["kwh"],
    &["tonne", "dwt"],
    &["teu"],
    &["percent"],
    &["rank"],
    // Things that are counted stand in one column: projects, then increases of their capital.
    &[
        "person",
        "enterprise",
        "project",
        "delegation",
        "document",
        "country",
        "type",
        "group",
        "times",
        "increase",
        "transaction",
    ],
    &["year", "month", "day", "hour", "minute"],
];

fn measure(unit: &str) -> Option<&'static [&'static str]> {
    MEASURES.iter().copied().find(|units| units.contains(&unit))
}

/// Whether a figure in one of two units can be one in the other; of a unit of the site's own nobody knows.
pub(super) fn alike(own: &str, unit: &str) -> bool {
    match (measure(own), measure(unit)) {
        (Some(own), Some(other)) => own == other,
        _ => true,
    }
}

/// The same of units that are known.
pub(super) fn alike_known(own: &str, unit: &str) -> bool {
    measure(unit).is_some() && alike(own, unit)
}

/// `unit` stands where figures are in `own`, and measures something else.
pub(super) fn other(own: &str, unit: &str, place: SourceSpan) -> Diagnostic {
    let known = measure(own).unwrap_or_default().join(", ");
    let wrong = Diagnostic::error("other-measure", place).with("unit", unit).with("own", own);
    wrong.with("known", known).help("units")
}
