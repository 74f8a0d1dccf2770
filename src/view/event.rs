//! Whether an event takes place.

use super::Lens;
use crate::content::{Record, Value};

/// Why an event does not take place on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NotHeld {
    /// It does not take place.
    Off,
    /// It takes place on another day.
    Later,
}

/// What the choices of a record say: `cancelled` and `postponed` are keys that programs are told of.
pub(super) fn called(lens: &Lens<'_>, record: &Record) -> Option<NotHeld> {
    lens.facts(record).values().find_map(|fact| match &fact.value {
        Value::Choice(key) if key == "cancelled" => Some(NotHeld::Off),
        Value::Choice(key) if key == "postponed" => Some(NotHeld::Later),
        _ => None,
    })
}
