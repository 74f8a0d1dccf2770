use super::data::harmless;
use crate::content::ledger::Printed;
use crate::site::Site;
use crate::site::code::CodeFile;
use crate::view::CodeText;

/// What the table of all codes says of one.
#[derive(Clone, Debug, Hash)]
pub struct ManifestRow {
    cells: [String; COLUMNS.len()],
}

const COLUMNS: [&str; 12] =
    ["code", "id", "collection", "kind", "lang", "title", "url", "svg", "png", "version", "level", "printed"];

/// The place of the version among the columns.
const VERSION: usize = 9;

impl ManifestRow {
    /// The row of a code whose version is not known yet. `files` show it, the drawing first; `printed` says that it is on paper.
    #[must_use]
    pub fn new(site: &Site, printed: Option<&Printed>, text: &CodeText, files: &[CodeFile]) -> ManifestRow {
        let file = &files[0];
        let record = &site.content.records[file.record];
        let lang = file.lang.unwrap_or_else(|| site.config.built_languages()[0]);
        let picture = files.iter().find(|file| file.mm.is_some());
        let cells = [
            site.codes.of[file.record].clone().unwrap_or_default(),
            record.id.clone(),
            site.collection_of(record).name.clone(),
            file.kind.name().to_owned(),
            file.lang.map_or_else(String::new, |lang| site.config.language(lang).code.clone()),
            site.text(record, lang).1.title.clone(),
            // Cards and appointments are no addresses, and too long for a cell.
            if text.text.starts_with("http") { text.text.clone() } else { String::new() },
            file.path(site),
            picture.map_or_else(String::new, |picture| picture.path(site)),
            String::new(),
            text.level.letter().to_owned(),
            printed.and_then(|printed| printed.day).map_or_else(String::new, |day| day.iso()),
        ];
        ManifestRow { cells }
    }

    /// The same row with the version of the code, 1 to 40.
    #[must_use]
    pub fn with_version(mut self, version: usize) -> ManifestRow {
        self.cells[VERSION] = version.to_string();
        self
    }
}

/// The table of all codes, as spreadsheets open it by double click: UTF-8 with its mark, and line ends of Windows.
#[must_use]
pub fn manifest(rows: &[ManifestRow]) -> String {
    let mut csv = format!("\u{feff}{}\r\n", COLUMNS.join(","));
    for row in rows {
        csv.push_str(&row.cells.each_ref().map(|text| field(text)).join(","));
        csv.push_str("\r\n");
    }
    csv
}

/// A cell that no spreadsheet takes for a formula.
fn field(text: &str) -> String {
    let text = harmless(text);
    if text.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(field("@a"), "'@a");
        assert_eq!(field("Cảng, bến"), "\"Cảng, bến\"");
        assert_eq!(field("港"), "港");
    }
}
