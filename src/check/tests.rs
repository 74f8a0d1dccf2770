//! Sites of a few lines, for the tests that stand beside each rule.

use super::Findings;
use crate::base::SourceSpan;
use crate::config::Overrides;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline;
use crate::site::assemble;
use crate::source::Snapshot;

/// Two collections and two vocabularies; a test writes what the record `north` says.
const BASE: &str = r#"
=== portolan.toml
[site]
base_url = "https://example.vn"
name = { vi = "Cảng", en = "Port" }
[[language]]
code = "vi"
name = "Tiếng Việt"
[[language]]
code = "en"
name = "English"
fallback = ["vi"]
=== content/_data/kinds.toml
[[entry]]
id = "liquid"
name = { vi = "Hàng lỏng", en = "Liquids" }
=== content/_data/places.toml
[[entry]]
id = "bay"
name = { vi = "Vịnh", en = "Bay" }
boxes = [{ south = "20.50", west = "106.38", north = "21.05", east = "107.15" }]
[[entry]]
id = "quay"
name = { vi = "Bến", en = "Quay" }
position = { lat = "20.7980", lon = "106.9050" }
=== content/zones/_collection.toml
title = { vi = "Khu", en = "Zones" }
singular = { vi = "Khu", en = "Zone" }
path = { vi = "khu", en = "zones" }
=== content/zones/all.toml
[[record]]
id = "northern"
title.vi = "Khu bắc"
=== content/berths/_collection.toml
title = { vi = "Cầu cảng", en = "Berths" }
singular = { vi = "Cầu cảng", en = "Berth" }
path = { vi = "cau-cang", en = "berths" }
[fields.length]
type = "distance"
unit = "m"
label = { vi = "Chiều dài", en = "Length" }
[fields.zone]
type = "ref"
to = "zones"
label = { vi = "Khu", en = "Zone" }
[fields.kind]
type = "term"
vocabulary = "kinds"
label = { vi = "Loại", en = "Kind" }
[fields.photo]
type = "image"
label = { vi = "Ảnh", en = "Photo" }
[fields.plan]
type = "file"
label = { vi = "Sơ đồ", en = "Plan" }
[fields.web]
type = "url"
label = { vi = "Trang", en = "Web" }
[fields.where]
type = "place"
within = "bay"
near = "centre"
label = { vi = "Vị trí", en = "Position" }
[fields.centre]
type = "place"
label = { vi = "Trung tâm", en = "Centre" }
[fields.number]
type = "text"
format = "document-number"
unique = true
label = { vi = "Số", en = "Number" }
[fields.opened]
type = "date"
past = true
label = { vi = "Mở", en = "Opened" }
=== content/berths/north/record.toml
=== content/berths/north/vi.md
+++
title = "Cầu cảng phía bắc"
+++
Nước sâu.
"#;

/// The facts of `north`.
pub(super) fn facts(toml: &str) -> String {
    format!("\n=== content/berths/north/record.toml\n{toml}\n")
}

/// The text of `north`.
pub(super) fn text(body: &str) -> String {
    format!("\n=== content/berths/north/vi.md\n+++\ntitle = \"Cầu cảng phía bắc\"\n+++\n{body}\n")
}

/// A field more for berths.
pub(super) fn field(toml: &str) -> String {
    let (_, schema) =
        files(BASE).find(|(path, _)| *path == "content/berths/_collection.toml").expect("part of the base");
    format!("\n=== content/berths/_collection.toml\n{schema}\n{toml}\n")
}

/// The settings, and more.
pub(super) fn settings(toml: &str) -> String {
    let (_, own) = files(BASE).find(|(path, _)| *path == "portolan.toml").expect("part of the base");
    format!("\n=== portolan.toml\n{own}\n{toml}\n")
}

/// A file of any kind.
pub(super) fn file(path: &str, content: &str) -> String {
    format!("\n=== {path}\n{content}\n")
}

fn files(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n=== ").skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")))
}

/// Asserts what the rules find, in the order of places: the code, the help, and what stands at the place; after an arrow what was meant.
/// `W` is a warning.
#[track_caller]
pub(super) fn check(input: &str, expected: &[&str]) {
    let all = files(BASE).chain(files(input)).map(|(path, text)| (path, text.as_bytes()));
    let mut snapshot = Snapshot::from_files(all).value;
    let reading = pipeline::read(&mut snapshot, &Overrides::default(), &mut Vec::new());
    let site = assemble(&reading.config, reading.content, &reading.locales, None).value;
    let findings = Findings::of(&site, None);
    let mut found: Vec<Diagnostic> = findings.all().cloned().collect();
    crate::diag::sort(&mut found);
    let found: Vec<String> = found.iter().map(|found| told(&snapshot, found)).collect();
    assert_eq!(found, expected);
}

fn told(snapshot: &Snapshot, found: &Diagnostic) -> String {
    let sign = if found.severity == Severity::Warning { "W " } else { "" };
    let help = found.help.map_or_else(String::new, |help| format!("/{help}"));
    let place = found.place.as_ref().map_or_else(String::new, |place| at(snapshot, place));
    let meant = found.arg("near").map_or_else(String::new, |near| format!(" → {near}"));
    format!("{sign}{}{help} {place}{meant}", found.code)
}

/// What stands at a place; the name of the file where that is all of it.
fn at(snapshot: &Snapshot, place: &SourceSpan) -> String {
    let text = snapshot.text(place.path.as_str()).and_then(|text| text.get(place.span.0..place.span.1));
    let text = text.filter(|text| !text.is_empty());
    text.map_or_else(|| place.path.to_string(), str::to_owned)
}

#[test]
fn a_sound_site_has_nothing_to_mend() {
    check("", &[]);
}
