//! No key is taken and ignored: every key that a file of a site may have changes a page, a file or what is said.
//!
//! The keys are those of the JSON Schemas, so a new one is asked for here until the site below has it.

use std::collections::BTreeSet;

use portolan::config::Overrides;
use portolan::diag::UiLang;
use portolan::editor::{Guide, json_schemas};
use portolan::pipeline;
use portolan::site::Route;
use portolan::source::Snapshot;
use portolan::view::Views;
use rayon::prelude::*;
use serde_json::Value as Json;
use toml::Value;

use crate::fixture::{Files, Made, files};

pub(crate) const LANGS: [&str; 3] = ["vi", "en", "ja"];

/// A site that has every key, and one record that lacks what is required.
const SITE: &str = r#"
=== portolan.toml
format = 1
[site]
base_url = "https://example.vn"
theme = "own"
build_date = 2024-06-01
stale_after = "1y"
name = { vi = "Cảng", en = "Port" }
tagline = { vi = "Một dòng", en = "A line" }
notice = { vi = "Bản thử", en = "A trial" }
organisation = "office"
licence = { vi = "Giấy phép", en = "Licence" }
licence_url = "https://example.org/licence"
markdown = true
trusted_html = true
x_default = "en"
[codes]
png_mm = [40]
[search]
path = { vi = "tim", en = "find" }
[newsletter]
path = { vi = "ban-tin", en = "letters" }
collections = ["things"]
[[language]]
code = "vi"
tag = "vi-VN"
name = "Tiếng Việt"
og_locale = "vi_VN"
[[language]]
code = "en"
tag = "en-GB"
name = "English"
og_locale = "en_GB"
[[language]]
code = "ja"
fallback = ["en"]
[[home.figure]]
fact = "north#price"
label = { vi = "Giá phía bắc", en = "Northern price" }
[[home.section]]
collection = "things"
limit = 1
layout = "list"
[[home.section]]
collection = "things"
featured = true
=== themes/own/templates/special.html
{% extends "record.html" %}{% block highlights %}<p>special</p>{% endblock highlights %}
=== content/_data/organisations.toml
[vocabulary]
title = { vi = "Cơ quan", en = "Organisations" }
path = { vi = "co-quan", en = "organisations" }
pages = true
[[entry]]
id = "office"
name = { vi = "Sở", en = "Office" }
url = "https://example.org"
search_words = { vi = ["cơ quan đầu mối"] }
valid_from = 2001-02-03
valid_to = 2031-02-03
former = [{ name = { vi = "Ban", en = "Board" }, until = 2023-01-31 }]
=== content/_data/places.toml
[[entry]]
id = "bay"
name = { vi = "Vịnh", en = "Bay" }
short = { vi = "V.", en = "B." }
position = { lat = "20.85", lon = "106.68" }
boxes = [{ south = "20.5", west = "106.3", north = "21.1", east = "107.2" }]
[[entry]]
id = "ward"
name = { vi = "Phường", en = "Ward" }
parent = "bay"
[[entry]]
id = "pier"
name = { vi = "Cầu", en = "Pier" }
position = { east = 600000, north = 2306000, system = "VN-2000 105°45'" }
[[entry]]
id = "quay"
name = { vi = "Bến", en = "Quay" }
position = { dms = "20°48'00\"N 106°54'00\"E", source = { text = "Sổ", lang = "vi" }, accuracy = 30, within = "sea" }
[[entry]]
id = "sea"
name = { vi = "Biển", en = "Sea" }
boxes = [{ south = "20", west = "106", north = "22", east = "108" }]
[[entry]]
id = "ice"
name = { vi = "Băng", en = "Ice" }
boxes = [{ south = "80", west = "10", north = "81", east = "11" }]
[[entry]]
id = "canal"
name = { vi = "Kênh", en = "Canal" }
position = { line = [{ lat = "20.8", lon = "106.6" }, { dms = "20°49'00\"N 106°54'00\"E" }] }
[[entry]]
id = "yard"
name = { vi = "Bãi", en = "Yard" }
position = { system = "EPSG:9210", polygon = [{ east = 600000, north = 2306000 }, { east = 601000, north = 2306000 }, { east = 601000, north = 2307000 }] }
[[entry]]
id = "park"
name = { vi = "Khu", en = "Park" }
position = { file = "park.geojson" }
=== content/_data/park.geojson
{"type":"Point","coordinates":[106.7,20.8]}
=== content/_maps/maps.toml
path = { vi = "ban-do", en = "chart" }
[[layer]]
id = "coast"
file = "coast.geojson"
kind = "land"
name = { vi = "Đất", en = "Land" }
licence = "CC0"
source = { vi = "Sở", en = "Office" }
url = "https://example.org/coast"
name_property = "nom"
[[layer]]
id = "river"
file = "river.geojson"
kind = "river"
licence = "CC0"
source = { vi = "Cục", en = "Bureau" }
[[map]]
id = "bay"
title = { vi = "Vịnh", en = "Bay" }
summary = { vi = "Quanh vịnh", en = "Around the bay" }
south = "20.5"
west = "106.3"
north = "21.1"
east = "107.2"
layers = ["coast"]
collections = ["things"]
labels = ["bay", "pier", "canal", "yard", "park"]
locator = true
legal_origin = { vi = "Vẽ lại", en = "Redrawn" }
note = { vi = "Không có đảo xa", en = "Without far islands" }
shows_hoang_sa_truong_sa = false
[tiles]
file = "bay.pmtiles"
licence = "ODbL"
source = { vi = "Người góp", en = "People" }
url = "https://example.org/tiles"
legal_origin = { vi = "Trích", en = "Cut" }
shows_hoang_sa_truong_sa = false
=== content/_maps/coast.geojson
{"type":"Feature","properties":{"nom":"Coast"},"geometry":{"type":"Polygon","coordinates":[[[106.4,20.6],[106.9,20.6],[106.9,20.9],[106.4,20.6]]]}}
=== content/_maps/river.geojson
{"type":"LineString","coordinates":[[106.4,20.6],[106.9,20.9]]}
=== content/things/_collection.toml
title = { vi = "Vật", en = "Things" }
singular = { vi = "Vật", en = "Thing" }
path = { vi = "vat", en = "stuff" }
required = ["vi"]
order = ["-weight"]
table = ["price", "size"]
template = "special"
stale_after = "2y"
schema_org = "Article"
date = "day"
menu = 2
search = "late"
group = "kind"
[outputs]
feed = true
archive = true
[groups.main]
label = { vi = "Chính", en = "Main" }
[fields.day]
type = "date"
required = true
[fields.price]
type = "money"
currency = "VND"
scale = "billion"
label = { vi = "Giá", en = "Price" }
card = true
group = "main"
[fields.size]
type = "quantity"
unit = "km2"
facet = [10, 20]
[fields.rank]
type = "rank"
[fields.spot]
type = "place"
within = "bay"
near = "base"
near_km = 1
[fields.base]
type = "place"
[fields.far]
type = "distances"
from = "spot"
places = ["quay"]
[fields.other]
type = "ref"
to = "others"
[fields.owner]
type = "term"
vocabulary = "organisations"
[fields.kind]
type = "enum"
values = { a = { vi = "Loại A", en = "Kind A" }, b = { vi = "Loại B", en = "Kind B" } }
[fields.paper]
type = "file"
[fields.tags]
hidden = true
type = "list"
of = "text"
[fields.line]
type = "text"
per_language = true
[fields.number]
type = "text"
format = "document-number"
unique = true
[fields.issued]
type = "date"
past = true
since = 1945-09-02
[fields.rows]
type = "table"
[fields.rows.columns.number]
type = "text"
format = "document-number"
unique = true
[fields.rows.columns.issued]
type = "date"
past = true
since = 1945-09-02
[fields.rows.columns.name]
type = "text"
per_language = true
required = true
label = { vi = "Tên", en = "Name" }
[fields.rows.columns.cost]
type = "money"
currency = "USD"
scale = "million"
[fields.rows.columns.area]
type = "quantity"
unit = "ha"
[fields.rows.columns.spot]
type = "place"
within = "bay"
near = "base"
near_km = 1
[fields.rows.columns.other]
type = "ref"
to = "others"
[fields.rows.columns.owner]
type = "term"
vocabulary = "organisations"
[fields.rows.columns.kind]
type = "enum"
values = { a = { vi = "A", en = "A" } }
[fields.rows.columns.notes]
type = "list"
of = "text"
[fields.rows.columns.paper]
type = "file"
=== content/things/north/record.toml
weight = 3
featured = true
draft = false
updated = 2024-02-02
source = { text = "Báo", lang = "vi" }
as_of = 2022-01-31
image = "north.png"
illustration = true
publish_on = 2020-01-01
expires_on = 2040-01-01
code = "n-1"
valid_from = 2011-01-01
valid_to = 2041-01-01
former = [{ name = { vi = "Cũ", en = "Old" }, until = 2015-05-31 }]
aliases = ["/old-north/"]
search_words = { vi = ["bến ngoài"], en = ["outer berth"] }
slug = { vi = "phia-bac", en = "the-north" }
day = { value = 2023-03-04, as_of = 2023-03-05, source = { text = "Lịch", lang = "vi" }, note = { vi = "Dự kiến", en = "Planned" } }
price = { value = 5, currency = "USD", scale = "million", per = ["m2"], approx = "about", as_of = 2023-05-05, source = { text = "Sổ giá", lang = "vi" }, note = { vi = "Ghi chú", en = "Remark" } }
size = { min = 5, max = 6, unit = "ha" }
rank = 2
spot = { lat = "20.80", lon = "106.70", accuracy = 20, source = { text = "Bản vẽ", lang = "vi" }, within = "bay" }
base = { lat = "20.801", lon = "106.70" }
far = [{ to = "bay", road = { value = 12, unit = "m", approx = "about", as_of = 2023-06-06, source = { text = "Sở đường", lang = "vi" }, note = { vi = "Tạm", en = "So far" } } }]
other = "east"
owner = "office"
kind = "a"
paper = { path = "north.txt", title = { vi = "Tệp", en = "Paper" } }
tags = ["x"]
number = "408/QD-UBND"
issued = 2042-01-01
[[rows]]
number = "409/QD-UBND"
issued = 2042-01-01
cost = 3
area = 5
name = { vi = "Hàng", en = "Row" }
[[rows]]
number = "409/QD-UBND"
name = { vi = "Lô", en = "Plot" }
cost = { value = 7, currency = "EUR", scale = "billion", per = ["m2"], approx = "about", as_of = 2023-07-07, source = { text = "Nguồn ô", lang = "vi" }, note = { vi = "Ô", en = "Cell" } }
area = { min = 1, max = 2, unit = "km2" }
spot = { lat = "20.80", lon = "106.71", accuracy = 40, source = { text = "Ô vẽ", lang = "vi" }, within = "bay" }
other = "east"
owner = "office"
kind = "a"
notes = ["y"]
paper = { path = "north.txt", title = { vi = "Tệp ô", en = "Cell paper" } }
=== content/things/north/north.txt
Text.
=== content/things/north/vi.md
+++
title = "Phía bắc"
summary = "Tóm tắt"
line = "Dòng"
status = "machine"
alt = { "north.png" = "Ảnh" }
+++
Văn <b onclick="x">bản</b>.
=== content/things/gone/record.toml
withdrawn = 2024-01-01
successor = "north"
day = 2023-01-01
=== content/things/gone/vi.md
+++
title = "Đã gỡ"
slug = "da-go"
+++
=== content/things/second/record.toml
day = 2023-01-05
number = "408/QD-UBND"
weight = 1
kind = "b"
price = 6
size = 7
base = "ward"
=== content/things/second/vi.md
+++
title = "Thứ hai"
slug = "thu-hai"
+++
=== content/things/third/record.toml
weight = 2
rows = [{ kind = "a" }]
=== content/things/third/vi.md
+++
title = "Thứ ba"
+++
=== content/others/_collection.toml
title = { vi = "Khác", en = "Others" }
pages = false
codes = false
contact = "serves"
maps = false
[fields.serves]
type = "list"
of = "text"
=== content/others/list.toml
[[record]]
id = "east"
serves = ["vi"]
title = { vi = "Phía đông", en = "East" }
summary = { vi = "Tóm tắt đông", en = "Summary of the east" }
body = { vi = "Văn bản đông", en = "Text of the east" }
=== content/codes/_collection.toml
title = { vi = "Mã", en = "Codes" }
codes = false
[outputs]
list = false
=== content/codes/list.toml
[[record]]
id = "row"
title = { vi = "Hàng", en = "Row" }
summary = { vi = "Tóm tắt hàng", en = "Summary of the row" }
body = { vi = "Văn bản hàng", en = "Text of the row" }
=== content/codes/one/record.toml
=== content/codes/one/vi.md
+++
title = "Một"
+++
=== content/maps/_collection.toml
title = { vi = "Bản đồ", en = "Charts" }
maps = false
page_size = 1
[outputs]
data = false
[fields.at]
type = "place"
[fields.count]
type = "integer"
card = true
=== content/maps/three/record.toml
=== content/maps/three/vi.md
+++
title = "Ba"
+++
=== content/maps/two/record.toml
at = "ward"
count = { value = 3, as_of = 2020-01-01 }
=== content/maps/two/vi.md
+++
title = "Hai"
+++
"#;

/// Keys that only say what is right: each with a value that something on the site is not right by.
const RULES: &[(&str, &str, &str)] = &[
    ("portolan", "format", "2"),
    ("collection", "required", "[\"en\"]"),
    ("collection", "search", "\"never\""),
    ("collection", "fields/*/within", "\"ice\""),
    ("collection", "fields/*/near", "\"nothing\""),
    ("collection", "fields/*/near_km", "0.001"),
    ("collection", "fields/*/since", "2100-01-01"),
    ("collection", "fields/*/columns/*/since", "2100-01-01"),
    ("collection", "fields/*/to", "\"codes\""),
    ("collection", "fields/*/vocabulary", "\"places\""),
    ("collection", "fields/*/columns/*/within", "\"ice\""),
    ("collection", "fields/*/columns/*/near", "\"nothing\""),
    ("collection", "fields/*/columns/*/near_km", "0.001"),
    ("collection", "fields/*/columns/*/to", "\"codes\""),
    ("record", "draft", "true"),
    ("record", "publish_on", "2030-01-01"),
    ("record", "expires_on", "2021-01-01"),
    ("record", "*/within", "\"ice\""),
    ("record", "*/*/within", "\"ice\""),
    ("vocabulary", "entry/position/within", "\"ice\""),
    ("vocabulary", "entry/boxes", "[{ south = \"1\", west = \"1\", north = \"2\", east = \"2\" }]"),
    ("maps", "map/shows_hoang_sa_truong_sa", "true"),
    ("maps", "tiles/shows_hoang_sa_truong_sa", "true"),
];

/// Keys whose effect is no page and no message, each with the test that looks at it.
const ELSEWHERE: &[(&str, &str)] = &[
    // Pictures of codes are made where the site is written: `codes`.
    ("portolan", "codes/png_mm"),
    ("portolan", "codes"),
    // Shown where a theme has the software for tiles: `tiles`.
    ("maps", "tiles/legal_origin"),
];

/// What one reader reads wherever a place may be written: it is looked at in a vocabulary.
const PLACE: &[&str] = &["lat", "lon", "dms", "east", "north", "line", "polygon", "file", "system"];

/// Whether the same key is looked at elsewhere.
fn is_repeated(kind: &str, key: &str) -> bool {
    let (around, last) = key.rsplit_once('/').unwrap_or(("", key));
    let is_place = PLACE.contains(&last) && kind != "maps";
    is_place && around != "entry/position" || ["*/road/min", "*/road/max"].contains(&key)
}

/// What comes of a site: every page and file, and what is said.
struct Outcome {
    codes: Vec<&'static str>,
    files: Vec<(String, Result<String, &'static str>)>,
    indexes: Vec<String>,
}

/// Of the index of each language the part that has the digests of all others.
fn indexes(made: &Made) -> Vec<String> {
    let config = &made.build.site.config;
    let code = |lang| config.language(lang).code.clone();
    let part =
        |code: String| made.build.search_part(&format!("assets/search/{code}/meta.js")).map(str::to_owned);
    config.built_languages().into_iter().map(code).filter_map(part).collect()
}

impl Outcome {
    fn of(files: &Files) -> Outcome {
        let made = files.make();
        let views = made.build.views();
        let routes = made.build.site.pages.routes.iter();
        let pages = routes.map(|route| (route.path(&made.build.site), rendered(&made, &views, route)));
        let redirects = portolan::feed::redirects(&made.build.site).into_iter();
        let files = pages.chain(redirects.map(|(path, text)| (path, Ok(text)))).collect();
        Outcome { codes: made.codes(), files, indexes: indexes(&made) }
    }

    /// Whether something else comes of these files; nothing more is made once that is seen.
    fn differs_from(&self, files: &Files) -> bool {
        let made = files.make();
        let addresses: Vec<String> = made.addresses();
        let redirects = portolan::feed::redirects(&made.build.site);
        let paths = addresses.iter().chain(redirects.iter().map(|(path, _)| path));
        if made.codes() != self.codes || !paths.eq(self.files.iter().map(|(path, _)| path)) {
            return true;
        }
        let views = made.build.views();
        let mut pages = made.build.site.pages.routes.iter().zip(&self.files);
        pages.any(|(route, (_, before))| rendered(&made, &views, route) != *before)
            || redirects
                .iter()
                .zip(&self.files[addresses.len()..])
                .any(|((_, text), (_, before))| before.as_ref() != Ok(text))
            || indexes(&made) != self.indexes
    }
}

fn rendered(made: &Made, views: &Views<'_>, route: &Route) -> Result<String, &'static str> {
    made.build.render(views, route).map_err(|problem| problem.code)
}

/// The files of a kind, as the schemas call it.
fn kind_of(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["portolan.toml"] => Some("portolan"),
        ["content", "_data", name] if name.ends_with(".toml") => Some("vocabulary"),
        ["content", "_maps", "maps.toml"] => Some("maps"),
        ["content", _, "_collection.toml"] => Some("collection"),
        ["content", _, _, "record.toml"] => Some("record"),
        ["content", _, name] if name.ends_with(".toml") => Some("table"),
        _ => None,
    }
}

/// Every key that a schema knows, as a path; names that a site gives itself are `*`.
fn keys(schema: &Json, root: &Json, own: &BTreeSet<String>, path: &str, all: &mut BTreeSet<String>) {
    if path.matches("columns").count() > 1 {
        return;
    }
    if let Some(name) = schema["$ref"].as_str() {
        let found = root.pointer(name.trim_start_matches('#')).expect("a definition");
        keys(found, root, own, path, all);
    }
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        if LANGS.contains(&key.as_str()) || inner == &Json::Bool(false) {
            continue;
        }
        let key = if own.contains(key) { "*" } else { key };
        let path = if path.is_empty() { key.to_owned() } else { format!("{path}/{key}") };
        if key != "*" {
            all.insert(path.clone());
        }
        keys(inner, root, own, &path, all);
    }
    if schema["items"].is_object() {
        keys(&schema["items"], root, own, path, all);
    }
    if schema["additionalProperties"].is_object() {
        keys(&schema["additionalProperties"], root, own, &format!("{path}/*"), all);
    }
    for inner in schema["anyOf"].as_array().into_iter().flatten() {
        keys(inner, root, own, path, all);
    }
}

/// Changes the first value behind a path: to `new`, or takes it away. Whether there was one.
fn change(value: &mut Value, path: &[&str], new: Option<&Value>) -> bool {
    let Some((first, rest)) = path.split_first() else { return false };
    match value {
        Value::Array(items) => items.iter_mut().any(|item| change(item, path, new)),
        Value::Table(table) if *first == "*" => {
            table.iter_mut().any(|(_, inner)| !rest.is_empty() && change(inner, rest, new))
        }
        Value::Table(table) if rest.is_empty() => match new {
            Some(new) => table.insert((*first).to_owned(), new.clone()).is_some(),
            None => table.remove(*first).is_some(),
        },
        Value::Table(table) => table.get_mut(*first).is_some_and(|inner| change(inner, rest, new)),
        _ => false,
    }
}

/// The site without what the first file of the kind has behind a path, or with something else there.
fn changed(site: &Files, kind: &str, path: &str, new: Option<&Value>) -> Option<Files> {
    let steps: Vec<&str> = path.split('/').collect();
    site.clone().into_files().into_iter().find_map(|(name, bytes)| {
        let of_kind =
            kind_of(&name).is_some_and(|found| found == kind || (kind, found) == ("table", "record"));
        let text = String::from_utf8(bytes).ok().filter(|_| of_kind)?;
        let mut value = Value::Table(text.parse().expect("TOML"));
        change(&mut value, &steps, new)
            .then(|| site.clone().with(&name, toml::to_string(&value).expect("TOML")))
    })
}

/// The site, every TOML file written as the changed ones will be.
pub(crate) fn whole() -> Files {
    let mut site = files(SITE).with("content/things/north/north.png", picture());
    site = site.with("content/_maps/bay.pmtiles", include_bytes!("../fixtures/hai-phong.pmtiles"));
    for (name, bytes) in site.clone().into_files() {
        if kind_of(&name).is_some() {
            let value: toml::Table = String::from_utf8(bytes).expect("text").parse().expect("TOML");
            site = site.with(&name, toml::to_string(&value).expect("TOML"));
        }
    }
    site
}

pub(crate) fn picture() -> Vec<u8> {
    let mut png = Vec::new();
    let image = image::RgbImage::from_pixel(1300, 700, image::Rgb([10, 20, 30]));
    image.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).expect("a picture");
    png
}

/// The schemas of a site, each with its kind, and the names of fields that the site gives itself.
pub(crate) fn schemas_of(site: &Files) -> (Vec<(String, Json)>, BTreeSet<String>) {
    let all = site.clone().into_files();
    let read = Snapshot::from_files(all.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let mut snapshot = read.value;
    let reading = pipeline::read(&mut snapshot, &Overrides::default(), &mut Vec::new());
    let guide = Guide {
        content: &reading.content,
        config: &reading.config,
        locales: &reading.locales,
        lang: UiLang::En,
    };
    let names = reading.content.collections.values().flat_map(|collection| collection.fields.iter());
    let mut own = BTreeSet::new();
    for (name, field) in names {
        own.insert(name.clone());
        if let portolan::content::FieldType::Table(columns) = &field.kind {
            own.extend(columns.iter().map(|(name, _)| name.clone()));
        }
    }
    let kind =
        |name: &str| name.trim_end_matches(".schema.json").rsplit('.').next().expect("a name").to_owned();
    let schemas = json_schemas(&guide).into_iter().map(|file| (kind(&file.name), file.schema));
    (schemas.collect(), own)
}

/// The keys of every schema of the site, by kind.
fn all_keys(site: &Files) -> BTreeSet<(String, String)> {
    let (schemas, own) = schemas_of(site);
    let mut found = BTreeSet::new();
    for (kind, schema) in schemas {
        let own = if ["record", "table"].contains(&kind.as_str()) { own.clone() } else { BTreeSet::new() };
        let mut keys_of = BTreeSet::new();
        keys(&schema, &schema, &own, "", &mut keys_of);
        found.extend(keys_of.into_iter().map(|key| (kind.clone(), key)));
    }
    // A table has the keys of a record, and those of its texts.
    let records: BTreeSet<String> =
        found.iter().filter(|(kind, _)| kind == "record").map(|(_, key)| key.clone()).collect();
    found.retain(|(kind, key)| {
        kind != "table" || !records.contains(key.strip_prefix("record/").unwrap_or(key))
    });
    found
}

#[test]
fn no_key_is_taken_and_ignored() {
    let site = whole();
    let before = Outcome::of(&site);
    let asked = |(kind, key): &&(String, String)| {
        !ELSEWHERE.contains(&(kind.as_str(), key.as_str())) && !is_repeated(kind, key)
    };
    let all = all_keys(&site);
    assert!(all.len() > 200, "the schemas have more keys than {}", all.len());
    let wrong = all.par_iter().filter(asked).filter_map(|(kind, key)| {
        let rule = RULES.iter().find(|(of, path, _)| (*of, *path) == (kind, key));
        let new = rule.map(|(_, _, new)| {
            let table: toml::Table = format!("new = {new}").parse().expect("TOML");
            table["new"].clone()
        });
        match changed(&site, kind, key, new.as_ref()) {
            None => Some(format!("{kind}: the site above has no `{key}`")),
            Some(changed) if !before.differs_from(&changed) => {
                Some(format!("{kind}: `{key}` changes nothing"))
            }
            Some(_) => None,
        }
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}\n{}\n", files(SITE).make().said(), wrong.join("\n"));
}

/// Keys of the front matter, which no schema knows.
#[test]
fn no_key_of_a_text_is_taken_and_ignored() {
    let site = files(SITE).with("content/things/north/north.png", picture());
    let before = Outcome::of(&site);
    for (path, line) in [
        ("things/north/vi.md", "title = \"Phía bắc\""),
        ("things/north/vi.md", "summary = \"Tóm tắt\""),
        ("things/north/vi.md", "line = \"Dòng\""),
        ("things/north/vi.md", "status = \"machine\""),
        ("things/north/vi.md", "alt = { \"north.png\" = \"Ảnh\" }"),
        ("things/second/vi.md", "slug = \"thu-hai\""),
    ] {
        let path = format!("content/{path}");
        let text = String::from_utf8(site.clone().into_files()[&path].clone()).expect("text");
        assert!(text.contains(line), "{line}");
        assert!(before.differs_from(&site.clone().with(&path, text.replace(line, ""))), "{line}");
    }
}

/// The keys that may stand where `around` makes a table of whatever it is given, as the report of one that may not names them.
pub(crate) fn known_keys(site: &Files, path: &str, around: &dyn Fn(&str) -> String) -> Vec<String> {
    let made = site.clone().with(path, around("no_such_key = 1")).make();
    let found = made.build.diagnostics.iter().find(|found| found.arg("key") == Some("no_such_key"));
    let known = found.and_then(|found| found.arg("known")).unwrap_or_else(|| panic!("{}", made.said()));
    known.split(", ").map(str::to_owned).collect()
}

const LEDGER: &str = r#"
[[printed]]
id = "north"
code = "n-1"
base_url = "https://old.example.vn"
day = 2024-01-05
address.vi = ["/vi/vat/cu/"]
[[printed]]
id = "lost"
code = "lost"
title.vi = "Mất"
withdrawn = 2024-01-06
successor = "second"
[[printed]]
id = "away"
code = "away"
collection = "things"
withdrawn = 2024-01-06
"#;

/// What is printed is kept in a file without a schema.
#[test]
fn no_key_of_the_ledger_is_taken_and_ignored() {
    let site = files(SITE).with("content/things/north/north.png", picture());
    let keys =
        known_keys(&site, "codes.toml", &|line| format!("[[printed]]\nid = \"a\"\ncode = \"a\"\n{line}\n"));
    let before = Outcome::of(&site.clone().with("codes.toml", LEDGER));
    for key in &keys {
        let mut value = Value::Table(LEDGER.parse().expect("TOML"));
        assert!(change(&mut value, &["printed", key], None), "the ledger above has no `{key}`");
        let text = toml::to_string(&value).expect("TOML");
        // The day of print is shown by `portolan qr list`.
        assert!(key == "day" || before.differs_from(&site.clone().with("codes.toml", text)), "{key}");
    }
}

/// What a theme says of itself, and of the packages that it takes.
#[test]
fn no_key_of_a_theme_is_taken_and_ignored() {
    const PATH: &str = "themes/own/theme.toml";
    const THEME: &str = "[npm]\nonly_with = \"content/none\"\nonline = true\nfiles.\"a.js\" = \"a.js\"\n\
                         [npm.also]\nonly_with = \"content/none\"\nonline = true\nfiles.\"b.js\" = \"b.js\"\n";
    let site = files(SITE);
    assert_eq!(known_keys(&site, PATH, &str::to_owned), ["npm"]);
    let packages = |theme: &toml::Table, offline: bool| {
        let all = site.clone().with(PATH, toml::to_string(theme).expect("TOML"));
        let all =
            all.with("themes/own/package.json", "{}").with("themes/own/package-lock.json", "{}").into_files();
        let read = Snapshot::from_files(all.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        portolan::theme::packages(&read.value, "own", offline).map_or_else(Vec::new, |taken| taken.files)
    };
    for section in ["npm", "npm.also"] {
        let keys = known_keys(&site, PATH, &|line| format!("[{section}]\n{line}\n"));
        for key in keys.iter().filter(|key| *key != "also") {
            // Of all that hinders the taking, only this key is there.
            let mut with: toml::Table = THEME.parse().expect("TOML");
            for path in [["npm", ""], ["npm", "also"]] {
                let mut table = &mut with;
                for name in path.iter().filter(|name| !name.is_empty()) {
                    table = table[*name].as_table_mut().expect("a table");
                }
                let own = path == if section == "npm" { ["npm", ""] } else { ["npm", "also"] };
                table.retain(|name, _| name == "files" || name == "also" || (own && name == key));
            }
            let mut without = with.clone();
            let npm = without["npm"].as_table_mut().expect("a table");
            let table = if section == "npm" { npm } else { npm["also"].as_table_mut().expect("a table") };
            assert!(table.remove(key).is_some(), "the theme above has no `{key}`");
            assert_ne!(packages(&with, true), packages(&without, true), "{section}.{key}");
        }
    }
    let told = site.with(PATH, "name = \"own\"\ndescription = \"mine\"\n").make().codes();
    assert_eq!(told.iter().filter(|code| **code == "unused-note").count(), 2, "{told:?}");
}
