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
    let written = parts(bare).into_iter().map(|part| match part.trim() {
        // Dashes of all lengths, and the sign for less.
        "-" | "‐" | "‑" | "–" | "—" | "−" => "-".to_owned(),
        "/" | "∕" | "／" => "/".to_owned(),
        // A letter of Icelandic and one of Ewe look the same.
        part => {
            let part = in_capitals(part.replace(['\u{d0}', '\u{189}'], "Đ"));
            let stroke = STROKES.iter().find(|(plain, _)| *plain == part);
            stroke.map_or(part, |(_, right)| (*right).to_owned())
        }
    });
    let written: Vec<String> = written.collect();
    in_order(&written).unwrap_or_else(|| written.concat())
}

/// Kinds of documents by their abbreviations (Decree 30/2020/NĐ-CP, appendix III), as far as the Party has them too.
const KINDS: &[&str] = &[
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ",
    "CV", "CĐ", "KL", "GM",
];

/// Those whose documents have the stroke behind the number, `408/QĐ-UBND`, by how their abbreviations begin.
const STATE: &[&str] = &["UBND", "HĐND", "CP", "TTg", "CTN", "UBTVQH", "QH", "BQL", "TTCP", "NHNN", "KTNN"];

/// Ministries, whose abbreviations begin with the same letter as those of the Party's boards.
const MINISTRIES: &[&str] = &[
    "BKHĐT", "BTC", "BXD", "BCT", "BNV", "BTNMT", "BNNPTNT", "BNNMT", "BGTVT", "BCA", "BQP", "BYT", "BGDĐT",
    "BTTTT", "BKHCN", "BLĐTBXH", "BTP", "BVHTTDL", "BNG",
];

/// Who is meant by an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Issuer {
    State,
    Party,
}

fn issuer(part: &str) -> Option<Issuer> {
    let is_party = part.ends_with("TW") || part.ends_with("TU") || matches!(part, "HU" | "QU" | "ĐU");
    let plain = part.trim_end_matches(|c: char| c.is_ascii_digit());
    // A province's department: `SXD`.
    let is_department = plain.len() > 2 && plain.starts_with('S') && plain.chars().all(char::is_uppercase);
    let is_state = STATE.contains(&plain) || MINISTRIES.contains(&plain) || is_department;
    match (is_party, is_state) {
        (true, _) => Some(Issuer::Party),
        (_, true) => Some(Issuer::State),
        _ => None,
    }
}

/// A number with its marks where they belong, by who issued it: the State's stroke stands behind the number, `408/QĐ-UBND`, the
/// Party's behind the kind, `50-NQ/TW`. None where a part is not known.
fn in_order(written: &[String]) -> Option<String> {
    let mut parts = written.iter().step_by(2).map(String::as_str);
    let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && part.len() < 8;
    let number = parts.next().filter(|number| is_number(number))?;
    let mut rest: Vec<&str> = parts.collect();
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let year = rest.first().copied().filter(is_year);
    rest.drain(..usize::from(year.is_some()));
    let is_kind = |part: &str| KINDS.contains(&part);
    let issuers: Vec<Issuer> = rest.iter().filter_map(|part| issuer(part)).collect();
    match (&rest[..], year, &issuers[..]) {
        ([kind, _], None, [Issuer::Party]) if is_kind(kind) => Some(format!("{number}-{kind}/{}", rest[1])),
        ([_, ..], year, [Issuer::State, others @ ..]) if !others.contains(&Issuer::Party) => {
            let year = year.map(|year| format!("/{year}")).unwrap_or_default();
            Some(format!("{number}{year}/{}", rest.join("-")))
        }
        _ => None,
    }
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
            ("408-QĐ/UBND", "408/QĐ-UBND"),
            ("408-QĐ-UBND", "408/QĐ-UBND"),
            ("408/QĐ/UBND", "408/QĐ-UBND"),
            ("31-2021-NĐ-CP", "31/2021/NĐ-CP"),
            ("31-2021/NĐ/CP", "31/2021/NĐ-CP"),
            ("143/2025-QH15", "143/2025/QH15"),
            ("1338-UBND/KT", "1338/UBND-KT"),
            ("12-TB/SXD", "12/TB-SXD"),
            ("50/NQ-TW", "50-NQ/TW"),
            ("12/QĐ/TU", "12-QĐ/TU"),
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
            "12-QĐ/BTCTU",
            "05-QC/BCSĐ",
            "1338/UBND-KT-TH",
            "7-2023/ABC",
            "12345/TTr-SKHĐT",
            "1",
            "",
        ] {
            assert_eq!(document_number(number), number);
        }
    }
}
