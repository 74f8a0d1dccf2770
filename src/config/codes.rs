use crate::base::SourcePath;
use crate::data::{Fields, TomlValue};
use crate::diag::Diagnostic;

/// The smallest and largest print that a picture of a code is made for, in millimetres.
const PRINTS: std::ops::RangeInclusive<u32> = 20..=300;

/// What is made of QR codes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeSettings {
    /// Widths of the pictures for print, in millimetres, ascending.
    pub png_mm: Vec<u32>,
}

impl Default for CodeSettings {
    fn default() -> CodeSettings {
        CodeSettings { png_mm: vec![30] }
    }
}

/// Reads `[codes]`.
pub(super) fn read(root: &mut Fields<'_>, path: &SourcePath, all: &mut Vec<Diagnostic>) -> CodeSettings {
    let mut codes = CodeSettings::default();
    let Some((table, span)) = root.table("codes") else { return codes };
    let mut fields = Fields::new(table, path, span);
    if fields.peek("png_mm").is_some() {
        codes.png_mm.clear();
    }
    for node in fields.list("png_mm") {
        let TomlValue::Number(digits) = &node.value else {
            fields.wrong_type("png_mm", node, "whole number");
            continue;
        };
        match digits.parse().ok().filter(|mm| PRINTS.contains(mm)) {
            Some(mm) => codes.png_mm.push(mm),
            None => {
                let wrong = Diagnostic::error("code-size", fields.place(node.span)).with("size", digits);
                let (least, most) = (PRINTS.start(), PRINTS.end());
                all.push(wrong.with("least", least).with("most", most).help("range"));
            }
        }
    }
    codes.png_mm.sort_unstable();
    codes.png_mm.dedup();
    fields.finish(all);
    codes
}
