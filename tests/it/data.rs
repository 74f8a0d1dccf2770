//! Open data: what readers take away of collections and of the tables of records.

use std::io::Read as _;

use serde_json::Value as Json;

use crate::fixture::{FIVE, Files, Made, files};

const ZONES: &str = r#"
=== content/_data/places.toml
[[entry]]
id = "bay"
name = { vi = "Vịnh", en = "Bay" }
position = { lat = "20.80", lon = "106.90" }
=== content/zones/_collection.toml
title = { vi = "Khu công nghiệp", en = "Zones", ja = "工業団地", ko = "산업단지", zh = "工业区" }
path = { vi = "khu", en = "zones", ja = "zones", ko = "zones", zh = "zones" }
order = ["weight"]
[fields.area]
type = "area"
unit = "ha"
label = { vi = "Diện tích", en = "Area", ja = "面積" }
[fields.rent]
type = "money"
currency = "USD"
label = { vi = "Giá thuê", en = "Rent" }
[fields.capital]
type = "money"
label = { vi = "Vốn", en = "Capital" }
[fields.opened]
type = "date"
label = { vi = "Khai trương", en = "Opened" }
[fields.kind]
type = "enum"
values = { park = { vi = "Khu", en = "Park" }, ez = { vi = "Khu kinh tế", en = "Economic zone" } }
label = { vi = "Loại", en = "Kind" }
[fields.phone]
type = "phone"
label = { vi = "Điện thoại", en = "Phone" }
[fields.remark]
type = "text"
label = { vi = "Nhận xét", en = "Remark" }
[fields.at]
type = "place"
label = { vi = "Vị trí", en = "Position" }
[fields.ways]
type = "distances"
from = "at"
places = ["bay"]
label = { vi = "Khoảng cách", en = "Distance" }
=== content/zones/north/record.toml
weight = 1
updated = 2024-05-06
as_of = "2023-12"
source = { text = "Sở", lang = "vi" }
area = { value = "1329.1", as_of = 2024-01-02, source = { text = "Quy hoạch", lang = "vi" }, approx = "about" }
rent = { min = 5, max = "6.5", per = ["m2", "month"] }
capital = { value = "3623.22", scale = "million", currency = "USD" }
opened = 2007-03-08
kind = "park"
phone = "+842253842894"
remark = "=HYPERLINK(\"https://evil.example\")"
at = { lat = "20.86", lon = "106.56" }
=== content/zones/north/vi.md
+++
title = "Khu \"Bắc\"; một, hai"
summary = "Tóm tắt."
+++
=== content/zones/south/record.toml
weight = 2
area = 401
capital = { value = 3300, scale = "million", currency = "VND" }
opened = "2013"
kind = "ez"
remark = "-2+3"
=== content/zones/south/vi.md
+++
title = "Nam"
+++
=== content/numbers/_collection.toml
title = { vi = "Số liệu", en = "Figures" }
path = { vi = "so-lieu", en = "figures" }
schema_org = "Dataset"
[fields.by_year]
type = "table"
hidden = true
label = { vi = "Theo năm", en = "By year" }
[fields.by_year.columns.year]
type = "date"
label = { vi = "Năm", en = "Year" }
[fields.by_year.columns.sum]
type = "money"
currency = "USD"
scale = "million"
label = { vi = "Vốn", en = "Capital" }
=== content/numbers/fdi/record.toml
source = { text = "Cục", lang = "vi" }
by_year = [{ year = "2022", sum = "2082.6" }, { year = "2023", sum = "3623.22" }]
=== content/numbers/fdi/vi.md
+++
title = "FDI"
+++
=== content/numbers/bare/record.toml
=== content/numbers/bare/vi.md
+++
title = "Không có bảng"
+++
"#;

fn zones() -> Files {
    files(FIVE).and(ZONES).on_day("2024-06-01")
}

fn made() -> Made {
    zones().make().sound()
}

fn bytes(made: &Made, address: &str) -> Vec<u8> {
    let route = made.route(address).unwrap_or_else(|| panic!("{address}: {:?}", made.addresses()));
    made.build.bytes_of(&made.build.views(), route).expect("it is made")
}

/// The files of a workbook, unpacked.
fn unpacked(workbook: &[u8]) -> Vec<(String, String)> {
    let four = |at: usize| u32::from_le_bytes(workbook[at..at + 4].try_into().expect("four bytes")) as usize;
    let two =
        |at: usize| usize::from(u16::from_le_bytes(workbook[at..at + 2].try_into().expect("two bytes")));
    let mut files = Vec::new();
    let mut at = 0;
    while workbook[at..].starts_with(b"PK\x03\x04") {
        let (packed, name) = (four(at + 18), two(at + 26));
        let start = at + 30 + name;
        let mut text = String::new();
        let content =
            miniz_oxide::inflate::decompress_to_vec(&workbook[start..start + packed]).expect("packed");
        assert_eq!(content.len(), four(at + 22));
        assert_eq!(crc32fast::hash(&content) as usize, four(at + 14));
        content.as_slice().read_to_string(&mut text).expect("text");
        files.push((String::from_utf8_lossy(&workbook[at + 30..start]).into_owned(), text));
        at = start + packed;
    }
    files
}

#[test]
fn a_program_gets_each_part_of_a_fact_in_a_column_of_its_own() {
    let csv = made().html("vi/data/zones.csv");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "id,url,title,title.lang,summary,updated,as_of,source,\
         area,area.max,area.approx,area.unit,area.as_of,area.source,area.note,\
         rent,rent.max,rent.approx,rent.scale,rent.currency,rent.per,rent.as_of,rent.source,rent.note,\
         capital,capital.max,capital.approx,capital.scale,capital.currency,capital.per,capital.as_of,capital.source,capital.note,\
         opened,opened.as_of,opened.source,opened.note,kind,kind.name,phone,remark,\
         at,at.name,at.lat,at.lon,at.accuracy_m,at.source,ways.bay,ways.bay.unit,ways.bay.by,ways.bay.source"
    );
    assert_eq!(
        lines[1],
        "north,https://example.vn/vi/khu/north/,\"Khu \"\"Bắc\"\"; một, hai\",vi,Tóm tắt.,2024-05-06,2023-12,Sở,\
         1329.1,,about,ha,2024-01-02,Quy hoạch,,\
         5,6.5,,1,USD,m2/month,2023-12,Sở,,\
         3623.22,,,1000000,USD,,2023-12,Sở,,\
         2007-03-08,,,,park,Khu,+842253842894,\"'=HYPERLINK(\"\"https://evil.example\"\")\",\
         ,,20.86,106.56,,,36,km,air,"
    );
    assert!(lines[2].contains(",401,,,ha,,,,") && lines[2].contains(",'-2+3,"), "{}", lines[2]);
    assert_eq!(lines.len(), 4, "two records, and an end");
}

#[test]
fn a_spreadsheet_opens_its_table_by_double_click() {
    let made = made();
    let csv = made.html("vi/data/zones-excel.csv");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    // A price is a range somewhere, and sums are in several currencies.
    assert_eq!(
        lines[0],
        "\u{feff}Tên;Diện tích (ha);Diện tích – mức chính xác;Giá thuê, từ (USD/m²/tháng);Giá thuê, đến (USD/m²/tháng);Vốn;Vốn – đơn vị;\
         Khai trương;Loại;Điện thoại;Nhận xét;Vị trí;Khoảng cách – Vịnh (km);Cập nhật lần cuối;Trang web"
    );
    assert!(
        lines[1].contains(";1329,1;khoảng;5;6,5;3623220000;USD;2007-03-08;Khu;'+842253842894;"),
        "{}",
        lines[1]
    );
    assert!(lines[2].contains(";401;;;;3300000000;đồng;2013;"), "{}", lines[2]);
    assert!(
        made.html("en/data/zones-excel.csv").contains(";1329.1;about;5;6.5;"),
        "the marks of the language"
    );
}

#[test]
fn a_workbook_has_typed_cells_and_notes() {
    let made = made();
    let files = unpacked(&bytes(&made, "vi/data/zones.xlsx"));
    let sheet = |name: &str| &files.iter().find(|(file, _)| file.ends_with(name)).expect("a file of it").1;
    for (name, text) in &files {
        roxmltree::Document::parse(text).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    }
    let data = sheet("sheet1.xml");
    assert!(data.contains("<c r=\"B2\" s=\"5\"><v>1329.1</v></c>"), "{data}");
    assert!(data.contains("<c r=\"F2\" s=\"4\"><v>3623220000</v></c>"), "{data}");
    assert!(data.contains("<c r=\"H2\" s=\"3\"><v>39149</v></c>"), "a day is one: {data}");
    assert!(data.contains("<c r=\"H3\" s=\"0\" t=\"inlineStr\""), "a year is none: {data}");
    assert!(data.contains("s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">&#39;=HYPERLINK"), "{data}");
    assert!(data.contains("state=\"frozen\"") && data.contains("<autoFilter ref=\"A1:O3\"/>"), "{data}");
    assert!(!data.contains("<f>"));
    let notes = sheet("sheet2.xml");
    for word in
        ["khoảng 1.329,1\u{a0}ha", "Quy hoạch", "3.623,22\u{a0}triệu\u{a0}USD", "https://example.vn/vi/khu/"]
    {
        assert!(notes.contains(word), "{word}: {notes}");
    }
    assert!(
        sheet("core.xml").contains(">2024-06-01T00:00:00Z<"),
        "the day of the edition, whatever the clock says"
    );
    assert_eq!(bytes(&made, "vi/data/zones.xlsx"), bytes(&self::made(), "vi/data/zones.xlsx"));
}

#[test]
fn json_files_are_as_their_schema_says() {
    let made = made();
    let read = |address: &str| -> Json { serde_json::from_str(&made.html(address)).expect("JSON") };
    for (collection, tables) in
        [("zones", vec!["zones"]), ("numbers", vec!["numbers", "numbers/fdi.by-year"])]
    {
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        compiler.add_resource("schema.json", read(&format!("data/{collection}.schema.json"))).expect("JSON");
        let schema = compiler.compile("schema.json", &mut schemas).expect("a schema");
        for (code, table) in
            ["vi", "en", "ja", "ko", "zh"].iter().flat_map(|code| tables.iter().map(move |t| (code, t)))
        {
            let found = read(&format!("{code}/data/{table}.json"));
            schemas.validate(&found, schema).unwrap_or_else(|problem| panic!("{code} {table}: {problem:#}"));
        }
    }
    let text = made.html("en/data/zones.json");
    assert!(
        text.contains("\"capital\":{\"value\":3623.22,\"scale\":1000000,\"unit\":\"USD\",\"text\":\"USD"),
        "{text}"
    );
    assert!(text.contains("\"remark\":\"=HYPERLINK("), "a program takes no text for a formula: {text}");
    let fdi = read("vi/data/numbers/fdi.by-year.json");
    assert_eq!(fdi["rows"][1]["sum"]["source"], "Cục");
}

#[test]
fn pages_name_their_files_and_only_tables_with_rows_have_any() {
    let made = made();
    let list = made.html("vi/khu/");
    for file in ["zones.xlsx", "zones.csv", "zones-excel.csv", "zones.json"] {
        assert!(list.contains(&format!("href=\"../../vi/data/{file}\" download")), "{file}: {list}");
    }
    let addresses = made.addresses();
    assert!(addresses.iter().any(|path| path == "ja/data/numbers/fdi.by-year.xlsx"));
    assert!(!addresses.iter().any(|path| path.contains("bare.")), "{addresses:?}");
    let numbers = zones()
        .and("\n=== content/numbers/_collection.toml\ntitle = { vi = \"Số\" }\n[outputs]\ndata = false\n");
    let made = numbers.make();
    assert!(!made.addresses().iter().any(|path| path.contains("/data/numbers")), "{:?}", made.addresses());
}

/// A collection whose figures claim something, whose times are of every kind, and of whose fields two are called alike.
const CLAIMS: &str = r#"
=== content/claims/_collection.toml
title = { vi = "Số", en = "Claims" }
path = { vi = "so", en = "claims" }
[groups.in]
label = { vi = "Vào", en = "In" }
[groups.out]
label = { vi = "Ra", en = "Out" }
[fields.size]
type = "area"
unit = "ha"
label = { vi = "Cỡ", en = "Size" }
[fields.when]
type = "period"
label = { vi = "Thời gian", en = "Time" }
[fields.came]
type = "integer"
group = "in"
label = { vi = "Đoàn", en = "Groups" }
[fields.went]
type = "integer"
group = "out"
label = { vi = "Đoàn", en = "Groups" }
[fields.stayed]
type = "integer"
group = "out"
label = { vi = "Đoàn", en = "Groups" }
=== content/claims/all.toml
[[record]]
id = "a"
title = { vi = "A", en = "A" }
size = { value = 5, approx = "up-to" }
when = "2024-Q2, 2024-Q4"
[[record]]
id = "b"
title = { vi = "B", en = "B" }
size = { value = 9, approx = "more-than" }
when = "2024-Q2..2024-Q4"
[[record]]
id = "c"
title = { vi = "C", en = "C" }
size = { min = 2, max = 3, approx = "about" }
when = "Q2, Q4"
"#;

#[test]
fn what_a_figure_claims_goes_with_it() {
    let made = files(FIVE).and(CLAIMS).make().sound();
    let csv = made.html("en/data/claims-excel.csv");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].contains(";Size, from (ha);Size, to (ha);Size – qualifier;Time;"), "{csv}");
    assert!(lines[1].starts_with("A;;5;up to;"), "no more than five is no five: {csv}");
    assert!(lines[2].starts_with("B;9;;more than;"), "{csv}");
    assert!(lines[3].starts_with("C;2;3;about;"), "{csv}");
    let csv = made.html("ja/data/claims-excel.csv");
    assert!(csv.contains(";超;"), "the word alone: {csv}");
}

#[test]
fn several_quarters_are_no_stretch_of_time() {
    let made = files(FIVE).and(CLAIMS).make().sound();
    let json: Json = serde_json::from_str(&made.html("en/data/claims.json")).expect("JSON");
    let when = |at: usize| json["records"][at]["facts"]["when"]["value"].as_str().map(str::to_owned);
    assert_eq!(when(0).as_deref(), Some("2024-Q2, 2024-Q4"));
    assert_eq!(when(1).as_deref(), Some("2024-Q2/2024-Q4"));
    assert_eq!(when(2).as_deref(), Some("Q2, Q4"));
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let csv = files(FIVE).and(CLAIMS).make().sound().html("en/data/claims-excel.csv");
    assert!(csv.contains(";In: Groups;Out: Groups (went);Out: Groups (stayed);"), "{csv}");
}

#[test]
fn what_no_decimal_can_hold_in_whole_units_is_said_in_words() {
    let large = "9999999999999999999999999999";
    let site = ZONES.replace(
        "{ value = \"3623.22\", scale = \"million\"",
        &format!("{{ value = \"{large}\", scale = \"million\""),
    );
    let csv = files(FIVE).and(&site).make().html("en/data/zones-excel.csv");
    assert!(!csv.contains(&format!(";{large};")) && csv.contains("million"), "{csv}");
}

#[test]
fn questions_are_taken_away_with_their_answers() {
    let asked = "\n=== content/asked/_collection.toml\ntitle = { vi = \"Hỏi\", en = \"Questions\" }\n\
        path = { vi = \"hoi\", en = \"questions\" }\nschema_org = \"FAQPage\"\n\
        === content/asked/q/vi.md\n+++\ntitle = \"Hỏi?\"\n+++\nTrả *lời*.\n";
    let made = files(FIVE).and(asked).make().sound();
    assert!(
        made.html("vi/data/asked.csv").contains(",answer")
            && made.html("vi/data/asked.csv").contains(",Trả lời.")
    );
    assert!(
        made.html("vi/data/asked-excel.csv").contains(";Trả lời;")
            && made.html("vi/data/asked-excel.csv").contains(";Trả lời.;")
    );
    assert!(made.html("vi/data/asked.json").contains("\"answer\":\"Trả lời.\""));
}

#[test]
fn coordinates_are_given_away_with_their_source() {
    let site = ZONES.replace(
        "lon = \"106.56\" }",
        "lon = \"-106.50\", source = { text = \"© OSM, ODbL\", lang = \"en\" } }",
    );
    let made = files(FIVE).and(&site).on_day("2024-06-01").make();
    let csv = made.html("vi/data/zones.csv");
    assert!(csv.contains(",20.86,-106.50,,\"© OSM, ODbL\","), "a number is no formula: {csv}");
    assert!(made.html("vi/data/zones.json").contains("\"source\":\"© OSM, ODbL\""));
    let notes = unpacked(&bytes(&made, "vi/data/zones.xlsx")).pop().expect("notes").1;
    assert!(notes.contains("© OSM, ODbL"), "{notes}");
}

#[test]
fn the_licence_is_told_in_every_file() {
    let config = FIVE.replace(
        "x_default =",
        "licence = { vi = \"CC BY\", en = \"CC BY\" }\nlicence_url = \"https://l.example/by/\"\nx_default =",
    );
    let made = files(&config).and(ZONES).on_day("2024-06-01").make().sound();
    assert!(
        made.html("vi/data/zones.json")
            .contains("\"licence\":\"CC BY\",\"licence_url\":\"https://l.example/by/\"")
    );
    for file in ["vi/data/zones.csv", "vi/data/zones-excel.csv", "vi/data/numbers/fdi.by-year.csv"] {
        let csv = made.html(file);
        let rows: Vec<&str> = csv.lines().skip(1).collect();
        assert!(rows.iter().all(|row| row.ends_with("CC BY – https://l.example/by/")), "{file}: {csv}");
    }
    assert!(made.html("vi/khu/").contains("<a rel=\"license\" href=\"https://l.example/by/\">CC BY</a>"));
    let notes = unpacked(&bytes(&made, "vi/data/zones.xlsx")).pop().expect("notes").1;
    assert!(notes.contains("CC BY – https://l.example/by/"), "{notes}");
}
