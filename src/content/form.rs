//! The forms in which values are written.

use crate::base::{SourceSpan, wrong_host};
use crate::data::{Node, TomlValue};
use crate::diag::Diagnostic;
use crate::fact::Decimal;

/// What stands where an author still has to write something: `portolan new` leaves it, and it is never published.
pub const BLANK: &str = "…";

/// The unit of ranks, which languages write as ordinals.
pub(crate) const RANK: &str = "rank";

/// Reports that the value of `key` is still to be written.
pub(super) fn blank(key: &str, place: SourceSpan) -> Diagnostic {
    Diagnostic::error("to-fill", place).with("key", key).help("write")
}

/// Whether a value is still to be written.
pub(super) fn is_blank(node: &Node) -> bool {
    matches!(&node.value, TomlValue::Text(text) if text.trim() == BLANK)
}

/// Reads a decimal with `.` before its decimals and no group marks; `None` for anything else.
#[must_use]
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let framed =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
    (plain && framed).then(|| Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).ok())?
}

/// `1.329` may be the 1,329 of a Vietnamese document: the mistake that makes a figure wrong by a thousand.
pub(super) fn looks_like_thousands(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some((whole, decimals)) = digits.split_once('.') else { return false };
    decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0')
}

pub(super) fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let sound = |rest: &str| !rest.contains(|c: char| c.is_whitespace() || c.is_control());
    rest.is_some_and(sound) && wrong_host(text).is_none()
}

pub(super) fn is_email(text: &str) -> bool {
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"?&".contains(c);
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(strange)
    })
}

/// E.164: `+`, then 7 to 15 digits.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
