//! What a field's declaration asks of its values besides their type.

use super::field::{FieldType, Rules, Unique};
use crate::base::SourcePath;
use crate::data::{Fields, TomlValue};
use crate::diag::Diagnostic;

/// The keys of a declaration that are rules.
pub(super) const RULES: &[&str] = &["unique", "format", "past", "since"];

/// The forms that a text may have to have.
pub(crate) const FORMATS: &[&str] = &["document-number"];

/// Reads the rules of a field.
pub(super) fn read(fields: &mut Fields<'_>, path: &SourcePath) -> Rules {
    let unique = match fields.node("unique") {
        None => None,
        Some(node) => match &node.value {
            TomlValue::Flag(flag) => flag.then_some(Unique::Always),
            TomlValue::Text(text) if text == "year" => Some(Unique::Year),
            TomlValue::Text(_) => {
                unknown(fields, "unique", &["year"]);
                None
            }
            _ => {
                fields.wrong_type("unique", node, "true/false");
                None
            }
        },
    };
    let format = fields.text("format");
    if format.is_some_and(|format| !FORMATS.contains(&format)) {
        unknown(fields, "format", FORMATS);
    }
    let mut reader = super::read::Reader { path, languages: &[], diagnostics: Vec::new() };
    let since = fields.node("since").and_then(|node| reader.date_of("since", node));
    fields.diagnostics.append(&mut reader.diagnostics);
    Rules {
        unique,
        document_number: format == Some("document-number"),
        past: fields.flag("past", false),
        since,
    }
}

fn unknown(fields: &mut Fields<'_>, key: &'static str, allowed: &[&str]) {
    let Some(node) = fields.peek(key) else { return };
    let TomlValue::Text(value) = &node.value else { return };
    let wrong =
        Diagnostic::error("unknown-value", fields.place(node.span)).with("value", value).with("key", key);
    let near = crate::base::nearest(value, allowed.iter().copied());
    fields.diagnostics.push(wrong.with("allowed", allowed.join(", ")).near_or(near, "allowed"));
}

/// Whether a rule can be held by a field of this type.
pub(super) fn suits(key: &str, kind: &FieldType, per_language: bool) -> bool {
    match key {
        "unique" | "format" => *kind == FieldType::Text && !per_language,
        _ => matches!(kind, FieldType::Date | FieldType::Period),
    }
}

/// Reports the rules that are written and not `suited`.
pub(super) fn check(fields: &Fields<'_>, suited: impl Fn(&str) -> bool, all: &mut Vec<Diagnostic>) {
    for key in RULES.iter().filter(|key| !suited(key)) {
        if let Some(node) = fields.peek(key) {
            let wrong = Diagnostic::error("field-rule", fields.place(node.span)).with("key", key);
            all.push(wrong.help("types"));
        }
    }
}
