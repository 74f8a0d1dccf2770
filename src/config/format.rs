use crate::data::{Fields, TomlValue};
use crate::diag::Diagnostic;

/// The form of sites that this program knows.
///
/// It is raised when a site that was right before would be wrong or mean something else, and never for what is only added. A
/// site without `format` is one of the first form.
pub const FORMAT: u32 = 1;

/// Reports a site that is made for another program than this.
pub(super) fn check(root: &mut Fields<'_>) {
    let Some(node) = root.peek("format") else { return };
    let TomlValue::Number(digits) = &node.value else {
        root.integer("format");
        return;
    };
    let node = root.node("format").unwrap_or(node);
    let known = FORMAT.to_string();
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    // Numbers without leading zeros are in the order of their length and then of their digits, however long they are.
    let code = match (digits.len(), digits.as_str()).cmp(&(known.len(), known.as_str())) {
        std::cmp::Ordering::Greater if is_whole => "newer-format",
        _ if is_whole && digits != "0" => return,
        _ => "no-format",
    };
    let found = Diagnostic::error(code, root.place(node.span)).with("format", digits).with("known", known);
    root.diagnostics.push(found.help(if code == "newer-format" { "update" } else { "write" }));
}
