use crate::site::Site;
use crate::site::code::CodeFile;

/// What the table of all codes says of one.
#[derive(Clone, Debug)]
pub struct ManifestRow {
    /// The drawing.
    pub file: CodeFile,
    /// What it holds.
    pub text: String,
    /// 1 to 40.
    pub version: usize,
    /// The letter of the level asked for.
    pub level: &'static str,
}

const COLUMNS: &str = "code,id,collection,kind,lang,title,url,svg,png,version,level,printed";

/// The table of all codes, as spreadsheets open it by double click: UTF-8 with its mark, and line ends of Windows.
#[must_use]
pub fn manifest(site: &Site, rows: &[ManifestRow]) -> String {
    let mut csv = format!("\u{feff}{COLUMNS}\r\n");
    for row in rows {
        let record = &site.content.records[row.file.record];
        let code = site.plan.codes.of[row.file.record].as_deref().unwrap_or_default();
        let lang = row.file.lang.unwrap_or_else(|| site.config.made()[0]);
        let printed = site.content.ledger.iter().find(|printed| printed.code.text == code);
        let pictures = site.code_files(row.file.record);
        let picture = pictures.iter().filter(|other| other.mm.is_some());
        let mut picture = picture.filter(|other| (other.lang, other.kind) == (row.file.lang, row.file.kind));
        let fields = [
            code.to_owned(),
            record.id.clone(),
            site.collection_of(record).name.clone(),
            row.file.kind.name().to_owned(),
            row.file.lang.map_or_else(String::new, |lang| site.config.language(lang).code.clone()),
            site.text(record, lang).1.title.clone(),
            // Cards and appointments are no addresses, and too long for a cell.
            if row.text.starts_with("http") { row.text.clone() } else { String::new() },
            row.file.path(site),
            picture.next().map_or_else(String::new, |picture| picture.path(site)),
            row.version.to_string(),
            row.level.to_owned(),
            printed.and_then(|printed| printed.day).map_or_else(String::new, |day| day.iso()),
        ];
        csv.push_str(&fields.map(|text| field(&text)).join(","));
        csv.push_str("\r\n");
    }
    csv
}

/// A cell that no spreadsheet takes for a formula.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
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
