//! Numbers of Vietnamese documents as their offices write them (Decree 30/2020/NĐ-CP): `408/QĐ-UBND`, `50-NQ/TW`.

/// Abbreviations that are typed without the stroke of `Đ` by whoever has no Vietnamese keyboard, and by many systems. Those that
/// are words of their own with `D`, such as `UBND` and `HD`, are not among them.
const STROKES: &[(&str, &str)] = &[
    ("QD", "QĐ"),
    ("ND", "NĐ"),
    ("CD", "CĐ"),
    ("DA", "ĐA"),
    ("HDND", "HĐND"),
    ("HDBT", "HĐBT"),
    ("KHDT", "KHĐT"),
    ("BKHDT", "BKHĐT"),
    ("SKHDT", "SKHĐT"),
    ("DTNN", "ĐTNN"),
    ("KTDN", "KTĐN"),
    ("GDDT", "GDĐT"),
    ("BGDDT", "BGDĐT"),
    ("LDTBXH", "LĐTBXH"),
    ("BLDTBXH", "BLĐTBXH"),
    ("DCTC", "ĐCTC"),
    ("TLDLDVN", "TLĐLĐVN"),
];

/// A number as it has to be written: `Đ` where it is meant, hyphens between letters, no blanks, and not the word "number".
#[must_use]
pub fn document_number(written: &str) -> String {
    let bare = ["Số:", "Số", "số:", "số", "No.", "no."].iter();
    let bare = bare.filter_map(|word| written.trim().strip_prefix(word)).next().unwrap_or(written).trim();
    let mut number = String::with_capacity(bare.len());
    for part in parts(bare) {
        let part = part.trim();
        match part {
            // Dashes of all lengths, and the sign for less.
            "-" | "‐" | "‑" | "–" | "—" | "−" => number.push('-'),
            "/" | "∕" | "／" => number.push('/'),
            // A letter of Icelandic and one of Ewe look the same.
            part => {
                let part = in_capitals(part.replace(['\u{d0}', '\u{189}'], "Đ"));
                let stroke = STROKES.iter().find(|(plain, _)| *plain == part);
                number.push_str(stroke.map_or(&part, |(_, right)| right));
            }
        }
    }
    number
}

/// Abbreviations that are not written in capitals throughout.
const CASED: &[&str] = &["TTg", "CTr", "TTr", "KHCTr"];

/// An abbreviation in the letters that it is written in, where it was typed in small ones: `qđ`, `ttg`.
fn in_capitals(part: String) -> String {
    let capitals = part.to_uppercase();
    let cased = CASED.iter().find(|cased| cased.to_uppercase() == capitals);
    let is_small = part.starts_with(char::is_alphabetic)
        && !part.contains(|c: char| c.is_uppercase() || c.is_whitespace());
    match cased {
        Some(cased) => (*cased).to_owned(),
        None if is_small => capitals,
        None => part,
    }
}

/// The parts of a number, and what stands between them.
fn parts(number: &str) -> Vec<&str> {
    let is_mark = |c: char| "-‐‑–—−/∕／".contains(c);
    let mut parts = Vec::new();
    let mut rest = number;
    while let Some(at) = rest.find(is_mark) {
        let end = at + rest[at..].chars().next().map_or(0, char::len_utf8);
        parts.extend([&rest[..at], &rest[at..end]]);
        rest = &rest[end..];
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::document_number;

    #[test]
    fn a_number_is_written_as_its_office_writes_it() {
        for (written, right) in [
            ("408/QD-UBND", "408/QĐ-UBND"),
            ("31/2021/ND-CP", "31/2021/NĐ-CP"),
            ("12/2023/NQ-HDND", "12/2023/NQ-HĐND"),
            ("10610/BKHDT-DTNN", "10610/BKHĐT-ĐTNN"),
            ("408/QÐ-UBND", "408/QĐ-UBND"),
            ("408/QĐ–UBND", "408/QĐ-UBND"),
            ("408 / QĐ - UBND", "408/QĐ-UBND"),
            ("Số: 408/QĐ-UBND", "408/QĐ-UBND"),
            ("0408/qđ-ubnd ", "0408/QĐ-UBND"),
            ("408/qd-ubnd", "408/QĐ-UBND"),
            ("12/2023/tt-bkhđt", "12/2023/TT-BKHĐT"),
            ("03/2014/QĐ-TTG", "03/2014/QĐ-TTg"),
            ("76-ctr/tu", "76-CTr/TU"),
        ] {
            assert_eq!(document_number(written), right);
            assert_eq!(document_number(right), right);
        }
    }

    #[test]
    fn what_is_right_stays() {
        for number in [
            "143/2025/QH15",
            "90/2015/TTLT-BTC-BKHĐT",
            "50-NQ/TW",
            "76-CTr/TU",
            "867/KH-BQL",
            "12/HD-SXD",
            "1338/UBND-KT",
            "03/2014/QĐ-TTg",
            "",
        ] {
            assert_eq!(document_number(number), number);
        }
    }
}
