//! The JSON Schemas: valid, kind to what is right, and of one mind with the program about what is wrong.

use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use portolan::base::SourcePath;
use portolan::config::Overrides;
use portolan::diag::{Severity, UiLang};
use portolan::editor::{Guide, SchemaFile, json_schemas};
use portolan::pipeline;
use portolan::source::{self, Snapshot};
use serde_json::Value;

/// The schemas of a site, ready to judge.
struct Judge {
    files: Vec<SchemaFile>,
    schemas: Schemas,
    indices: Vec<SchemaIndex>,
}

impl Judge {
    fn of(mut snapshot: Snapshot, lang: UiLang) -> Judge {
        let reading = pipeline::read(&mut snapshot, &Overrides::default(), &mut Vec::new());
        let guide =
            Guide { content: &reading.content, config: &reading.config, locales: &reading.locales, lang };
        let files = json_schemas(&guide);
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let mut indices = Vec::new();
        for file in &files {
            let url = format!("https://example.org/{}", file.name);
            compiler.add_resource(&url, file.schema.clone()).expect("a schema is added once");
            // A schema is held against the schema of schemas here.
            let index = compiler.compile(&url, &mut schemas);
            indices.push(index.unwrap_or_else(|error| panic!("{}: {error:#}", file.name)));
        }
        Judge { files, schemas, indices }
    }

    /// What the schema for `path` has against `text`.
    fn objection(&self, path: &str, text: &str) -> Option<String> {
        let parsed: toml::Table =
            toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        let name = schema_for(path);
        let position = self.files.iter().position(|file| file.name == name);
        let index = self.indices[position.unwrap_or_else(|| panic!("no schema {name} for {path}"))];
        let value = json(&toml::Value::Table(parsed));
        self.schemas.validate(&value, index).err().map(|error| format!("{error:#}"))
    }
}

/// The schema that the rules of `taplo.toml` give a file.
fn schema_for(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["portolan.toml"] => "portolan.schema.json".to_owned(),
        ["content", "_data", _] => "vocabulary.schema.json".to_owned(),
        ["content", "_maps", _] => "maps.schema.json".to_owned(),
        ["content", _, "_collection.toml"] => "collection.schema.json".to_owned(),
        ["content", collection, _] => format!("{collection}.table.schema.json"),
        ["content", collection, .., "record.toml"] => format!("{collection}.record.schema.json"),
        _ => panic!("{path} is no content file"),
    }
}

/// TOML as editors hand it to a schema: dates are strings.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), json(value))).collect())
        }
        other => serde_json::to_value(other).expect("TOML has no value that JSON has not"),
    }
}

/// The sites of the repository: its own, and the one that `new` starts.
const SITES: &[&str] = &["", "src/cli/starter"];

#[test]
fn every_file_of_the_repositorys_sites_is_accepted() {
    for site in SITES {
        let snapshot = source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(site))
            .expect("a site that can be read")
            .value;
        let tomls: Vec<(String, String)> = snapshot
            .iter()
            .filter(|(path, _)| path.extension() == "toml")
            .filter(|(path, _)| path.as_str() == "portolan.toml" || path.as_str().starts_with("content/"))
            .map(|(path, file)| (path.to_string(), file.text().expect("TOML is text").to_owned()))
            .collect();
        assert!(tomls.len() > 10, "{site}");
        for lang in [UiLang::En, UiLang::Vi] {
            let judge = Judge::of(snapshot.clone(), lang);
            for (path, text) in &tomls {
                assert_eq!(judge.objection(path, text), None, "{path}");
            }
        }
    }
}

const RECORD: &str = "content/things/thing/record.toml";

/// A site with a field of every type.
const SITE: &[(&str, &str)] = &[
    (
        "portolan.toml",
        r#"
[site]
base_url = "https://example.org"
name = { vi = "Cảng", en = "Port" }
[[language]]
code = "vi"
[[language]]
code = "en"
fallback = ["vi"]
"#,
    ),
    ("content/_data/sectors.toml", "[[entry]]\nid = \"port\"\nname = { vi = \"Cảng\", en = \"Port\" }\n"),
    ("content/_data/places.toml", "[[entry]]\nid = \"bay\"\nname = { vi = \"Vịnh\", en = \"Bay\" }\n"),
    ("content/others/_collection.toml", "title = { vi = \"Khác\", en = \"Others\" }\n"),
    ("content/others/other-one/record.toml", "weight = 1\n"),
    ("content/others/other-one/vi.md", "+++\ntitle = \"Một\"\n+++\n"),
    ("content/things/_collection.toml", THINGS),
    (RECORD, "area = 1\n"),
    ("content/things/thing/vi.md", "+++\ntitle = \"Vật\"\n+++\n"),
];

const THINGS: &str = r#"
title = { vi = "Vật", en = "Things" }
[groups.main]
label = { vi = "Chính", en = "Main" }
[fields]
count = { type = "integer", label.vi = "Số" }
ratio = { type = "decimal" }
share = { type = "percent" }
area = { type = "area", required = true, group = "main" }
power = { type = "quantity" }
price = { type = "money", currency = "USD", scale = "million" }
cost = { type = "money" }
day = { type = "date" }
span = { type = "period" }
place = { type = "place" }
any = { type = "ref" }
other = { type = "ref", to = "others" }
sector = { type = "term", vocabulary = "sectors" }
kind = { type = "enum", values.big = { vi = "Lớn", en = "Big" }, values.small = { vi = "Nhỏ", en = "Small" } }
site = { type = "url" }
mail = { type = "email" }
phone = { type = "phone" }
open = { type = "flag" }
words = { type = "text" }
said = { type = "text", per_language = true }
sectors = { type = "list", of = "term", vocabulary = "sectors" }
areas = { type = "list", of = "area", unit = "m2" }
rows = { type = "table", columns.name = { type = "text", required = true }, columns.km = { type = "distance" } }
"#;

/// What the program has against the site in which `path` says `text`.
fn errors(path: &str, text: &str) -> Vec<String> {
    let mut files: Vec<(&str, &[u8])> = SITE
        .iter()
        .filter(|(other, _)| *other != path)
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    files.push((path, text.as_bytes()));
    let read = Snapshot::from_files(files);
    let build = pipeline::assemble(read.value, &Overrides::default(), read.diagnostics);
    let about = SourcePath::new(path);
    let errors = build.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors
        .filter(|found| found.place.as_ref().is_some_and(|place| place.path == about))
        .map(|found| found.message(UiLang::En))
        .collect()
}

/// The schemas of [`SITE`].
fn judge() -> Judge {
    let files = SITE.iter().map(|(path, text)| (*path, text.as_bytes()));
    Judge::of(Snapshot::from_files(files).value, UiLang::En)
}

/// Both say the same of every text, and it is what the test says.
#[track_caller]
fn agree(path: &str, right: bool, texts: &[String]) {
    let judge = judge();
    for text in texts {
        let (errors, objection) = (errors(path, text), judge.objection(path, text));
        assert_eq!(errors.is_empty(), right, "the program on\n{text}\n{errors:?}");
        assert_eq!(objection.is_none(), right, "the schema on\n{text}\n{objection:?}");
    }
}

/// Records that have what is required, and one more line each.
fn records(lines: &[&str]) -> Vec<String> {
    let line = |line: &&str| {
        if line.starts_with("area ") { (*line).to_owned() } else { format!("area = 1\n{line}\n") }
    };
    lines.iter().map(line).collect()
}

#[test]
fn facts_that_the_program_takes_the_schema_takes() {
    let lines = [
        "count = 5",
        "count = \"5\"",
        "count = \"5.0\"",
        "count = { value = 5, source = \"words\" }",
        "ratio = 1.5",
        "ratio = \"+1329.1\"",
        "ratio = -3",
        "share = { min = 1, max = \"2.5\", approx = \"about\" }",
        "area = { value = 100, unit = \"m2\", as_of = 2023-06-19, note.vi = \"…?\" }",
        "power = { value = 2, unit = \"mw\" }",
        "price = 3",
        "price = { value = 1, scale = \"billion\", currency = \"VND\", per = [\"m2\", \"month\"] }",
        "cost = { value = 1, currency = \"USD\" }",
        "day = 2023-06-19",
        "day = \"2023-02\"",
        "day = \"2024-Q1\"",
        "day = \"2024-H2\"",
        "day = \"2024\"",
        "day = 2024",
        "span = \"2023..2025\"",
        "span = \"2024-Q2, 2024-Q4\"",
        "span = \"Q1\"",
        "span = \"2024-all\"",
        "span = \"..2022-12-20\"",
        "span = 2023-06-19",
        "span = 2024",
        "place = \"bay\"",
        "place = { lat = \"20.8\", lon = 106.9, source = \"other-one\" }",
        "place = { dms = \"20°51'43\\\"N 106°33'43\\\"E\", accuracy = 50, within = \"bay\" }",
        "place = { east = 600000, north = \"2306000.5\", system = \"VN-2000 105°45'\" }",
        "place = { system = \"EPSG:9210\", line = [{ east = 600000, north = 2306000 }, { east = 600100, north = 2306000 }] }",
        "place = { polygon = [{ lat = 1, lon = 1 }, { lat = 1, lon = 2 }, { lat = 2, lon = 1 }] }",
        "any = \"thing\"",
        "other = \"other-one\"",
        "sector = \"port\"",
        "kind = \"big\"",
        "site = \"https://example.com/a?b\"",
        "mail = \"a.b@example.org\"",
        "phone = \"+842253842894\"",
        "open = false",
        "words = \"\"",
        "sectors = [\"port\"]",
        "sectors = []",
        "areas = [1, { value = 2, unit = \"ha\" }]",
        "rows = [{ name = \"a\", km = 2 }, { name = \"b\" }]",
        "weight = -1",
        "featured = true",
        "draft = false",
        "updated = 2026-01-15",
        "source = \"other-one\"",
        "source = \"Báo Ví dụ, 2023\"",
        "as_of = \"2023-06\"",
        "aliases = [\"/vi/cu/\"]",
        "slug.vi = \"vat-1\"",
        "publish_on = 2020-01-01",
        "valid_from = \"2020\"",
        "former = [{ name.vi = \"Cũ\", until = \"2022\" }]",
    ];
    agree(RECORD, true, &records(&lines));
}

#[test]
fn facts_that_the_program_refuses_the_schema_refuses() {
    let lines = [
        "count = 5.5",
        "count = \"5.5\"",
        "count = \"five\"",
        "count = true",
        "ratio = \"1.329,1\"",
        "ratio = \"1 000\"",
        "ratio = \".5\"",
        "ratio = [1]",
        "share = { min = 1 }",
        "share = { value = 1, min = 0, max = 2 }",
        "share = {}",
        "share = { value = 1, approx = \"circa\" }",
        "share = { value = 1, unit = \"ha\" }",
        "share = { value = 1, note.fr = \"x\" }",
        "area = \"…\"",
        "area = { value = 1, units = \"m2\" }",
        "area = { value = 1, unit = \"hectare\" }",
        "areas = [true]",
        "price = { value = 1, scale = \"millions\" }",
        "price = { value = 1, unit = \"ha\" }",
        "cost = 5",
        "cost = { value = 5 }",
        "day = \"19/6/2023\"",
        "day = \"2023-13\"",
        "day = \"2023-02-30\"",
        "day = \"2024-Q5\"",
        "day = true",
        "day = 24",
        "day = 2023-06-19T10:00:00",
        "span = \"2023-2025\"",
        "span = \"..2025\"",
        "span = \"2024-Q2, Q9\"",
        "span = [2024]",
        "place = \"moon\"",
        "place = { lat = 91, lon = 1 }",
        "place = { lat = 1 }",
        "place = { lat = \"20,8\", lon = 106 }",
        "place = { lat = 1, lon = 1, dms = \"1 N 1 E\" }",
        "place = { lat = 1, lon = 1, accuracy = \"good\" }",
        "place = { lat = 1, lon = 1, within = \"moon\" }",
        "place = { east = 600000, north = 2306000, system = \"UTM\" }",
        "place = { line = [{ lat = 1, lon = 1 }] }",
        "any = \"nothing\"",
        "other = \"thing\"",
        "sector = \"ports\"",
        "sector = [\"port\"]",
        "kind = \"Big\"",
        "kind = \"huge\"",
        "site = \"example.org\"",
        "site = \"https://a b\"",
        "mail = \"a.example.org\"",
        "mail = \"a@b\"",
        "phone = \"0225 384\"",
        "open = \"yes\"",
        "words = 5",
        "words = \"…\"",
        "said = \"x\"",
        "sectors = \"port\"",
        "sectors = [\"port\", \"x\"]",
        "rows = [{ km = 2 }]",
        "rows = [{ name = \"a\", miles = 2 }]",
        "rows = { name = \"a\" }",
        "weight = \"1\"",
        "featured = \"yes\"",
        "updated = \"today\"",
        "source = \"no-such-record\"",
        "source = \"…\"",
        "aliases = [\"vi/cu/\"]",
        "aliases = \"/vi/cu/\"",
        "slug.vi = \"Vật\"",
        "slug.fr = \"x\"",
        "title.vi = \"x\"",
        "former = [{ nam.vi = \"Cũ\" }]",
        "captial = 5",
        "id = \"thing\"",
    ];
    agree(RECORD, false, &records(&lines));
    agree(RECORD, false, &["weight = 1\n".to_owned()]);
}

#[test]
fn tables_of_records_are_judged_alike() {
    let row = |line: &str| format!("[[record]]\nid = \"row\"\narea = 1\ntitle.vi = \"Dòng\"\n{line}\n");
    let right = [
        "",
        "title.en = \"x\"\nsaid.en = \"x\"",
        "body.vi = \"x\"\nsummary.vi = \"x\"",
        "price = { value = 1 }",
    ]
    .map(row);
    agree("content/things/rows.toml", true, &right);
    let wrong = ["said = \"x\"", "body.fr = \"x\"", "alt.vi = \"x\"", "price = \"much\""].map(row);
    agree("content/things/rows.toml", false, &wrong);
    let whole = [
        "[[record]]\narea = 1\ntitle.vi = \"x\"\n",
        "[[record]]\nid = \"Row\"\narea = 1\ntitle.vi = \"x\"\n",
        "[[records]]\nid = \"row\"\n",
    ];
    agree("content/things/rows.toml", false, &whole.map(str::to_owned));
}

#[test]
fn collections_are_judged_alike() {
    let path = "content/things/_collection.toml";
    let right = [
        "order = [\"-area\", \"title\"]",
        "required = [\"vi\"]",
        "page_size = 5\nmenu = 3\npages = false",
        "path.vi = \"vat\"",
        "schema_org = \"Place\"",
        "[outputs]\nfeed = true",
        "[fields.x]\ntype = \"area\"\nfacet = [1, \"2.5\"]",
        "[fields.x]\ntype = \"list\"\nof = \"money\"\ncurrency = \"USD\"",
        "[fields.x]\ntype = \"markdown\"\nper_language = true",
        "[fields.x]\ntype = \"flag\"\nfacet = true\ncard = true\nhidden = false",
        "[fields.x]\ntype = \"place\"\nwithin = \"bay\"",
        "[fields.x]\ntype = \"place\"\n[fields.y]\ntype = \"distances\"\nfrom = \"x\"\nplaces = []",
    ];
    let texts = |lines: &[&str]| -> Vec<String> {
        let base = "[fields.area]\ntype = \"area\"\n";
        let line = |line: &&str| {
            if line.starts_with('[') { format!("{base}{line}\n") } else { format!("{line}\n{base}") }
        };
        lines.iter().map(line).collect()
    };
    agree(path, true, &texts(&right));
    let wrong = [
        "required = [\"fr\"]",
        "path.vi = \"Vật thể\"",
        "schema_org = \"City\"",
        "[output]\nlist = true",
        "pagesize = 5",
        "title = \"Vật\"",
        "page_size = \"5\"",
        "[outputs]\nlist = \"yes\"",
        "[outputs]\nmap = true",
        "[fields.x]\nlabel.vi = \"x\"",
        "[fields.x]\ntype = \"areas\"",
        "[fields.x]\ntype = \"text\"\nunit = \"ha\"",
        "[fields.x]\ntype = \"term\"",
        "[fields.x]\ntype = \"distances\"",
        "[fields.x]\ntype = \"text\"\nwithin = \"bay\"",
        "[fields.x]\ntype = \"place\"\nwithin = \"moon\"",
        "[fields.x]\ntype = \"enum\"",
        "[fields.x]\ntype = \"list\"",
        "[fields.x]\ntype = \"list\"\nof = \"list\"",
        "[fields.x]\ntype = \"list\"\nof = \"term\"",
        "[fields.x]\ntype = \"area\"\nper_language = true",
        "[fields.x]\ntype = \"money\"\nscale = \"lots\"",
        "[fields.x]\ntype = \"text\"\nfacet = \"yes\"",
        "[fields.x]\ntype = \"text\"\nlabel.fr = \"x\"",
        "[fields.x]\ntype = \"table\"\ncolumns.a = { typ = \"text\" }",
        "[fields.x]\ntype = \"enum\"\nvalues.a = \"x\"",
        "[fields.weight]\ntype = \"integer\"",
        "[groups.g]\nname.vi = \"x\"",
    ];
    agree(path, false, &texts(&wrong));
}

/// Every type alone, in a list and in a column, per language and not: no combination is right to one and wrong to the other.
#[test]
fn every_type_is_judged_alike_wherever_it_may_stand() {
    let judge = judge();
    let path = "content/things/_collection.toml";
    let objection = judge.objection(path, "[fields.x]\ntype = \"nothing\"\n").expect("an objection");
    let types: Vec<&str> =
        objection.split('\'').skip(1).step_by(2).filter(|name| !name.contains(['/', '.', '#'])).collect();
    assert!(types.len() > 15, "{objection}");
    let needs = "vocabulary = \"organisations\"\nvalues = { a = { vi = \"A\" } }\nfrom = \"spot\"\n";
    let mut wrong = Vec::new();
    for kind in types {
        let own: String = needs
            .lines()
            .filter(|line| {
                matches!(
                    (kind, line.split(' ').next()),
                    ("term", Some("vocabulary")) | ("enum", Some("values")) | ("distances", Some("from"))
                )
            })
            .map(|line| format!("{line}\n"))
            .collect();
        for language in ["", "per_language = true\n", "per_language = false\n"] {
            for head in [
                "[fields.x]\n",
                "[fields.x]\ntype = \"list\"\n",
                "[fields.x]\ntype = \"table\"\n[fields.x.columns.y]\n",
            ] {
                let key = if head.contains("\"list\"") { "of" } else { "type" };
                let text =
                    format!("[fields.spot]\ntype = \"place\"\n{head}{key} = \"{kind}\"\n{own}{language}");
                let (errors, objection) = (errors(path, &text), judge.objection(path, &text));
                // What records of the site have is another matter.
                if errors.is_empty() != objection.is_none() {
                    wrong.push(format!("{text}{errors:?}\n{objection:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn vocabularies_are_judged_alike() {
    let path = "content/_data/sectors.toml";
    let text = |line: &str| format!("[[entry]]\nid = \"port\"\nname.vi = \"Cảng\"\n{line}\n");
    let right = [
        "",
        "short.vi = \"C\"\nurl = \"https://example.org\"\nparent = \"bay\"\n[[entry]]\nid = \"bay\"\nname.vi = \"Vịnh\"",
        "valid_to = 2025-06-30",
        "position = { lat = \"20.8\", lon = \"106.9\", source = \"Bản đồ\" }",
        "boxes = [{ south = 20, west = 106, north = 21, east = 107 }]",
        "former = [{ name.vi = \"x\" }]\n[vocabulary]\npages = true",
    ];
    agree(path, true, &right.map(text));
    let wrong = [
        "names.vi = \"x\"",
        "short = \"C\"",
        "valid_to = \"soon\"",
        "position = \"20.8, 106.9\"",
        "boxes = [{ south = 20, west = 106 }]",
        "former = \"x\"",
        "[vocabulary]\npage = true",
        "[[entries]]\nid = \"x\"",
        "[[entry]]\nname.vi = \"x\"",
        "[[entry]]\nid = \"x\"",
    ];
    agree(path, false, &wrong.map(text));
}

#[test]
fn settings_are_judged_alike() {
    let base = SITE[0].1;
    let more = |line: &str| format!("{base}{line}\n");
    let site = |line: &str| base.replace("[site]", &format!("[site]\n{line}"));
    let right = [
        more(""),
        more("[[home.section]]\ncollection = \"things\"\nlimit = 3\nlayout = \"own\""),
        more("[[home.figure]]\nfact = \"thing#area\""),
        site("theme = \"harbour\"\nbuild_date = 2026-01-15"),
        site("tagline.vi = \"x\"\ntrusted_html = false"),
        format!("format = 1\n{base}"),
    ];
    agree("portolan.toml", true, &right);
    let wrong = [
        more("[home]\nfigures = []"),
        more("[[home.section]]\ncollection = \"thing\""),
        more("[[home.section]]\nlimit = 3"),
        more("[[home.figure]]\nfact = \"thing#areas\""),
        more("[[home.figure]]\nfacts = \"thing#area\""),
        more("[[home.figure]]"),
        more("[[language]]\ntag = \"ko\""),
        more("[[language]]\ncode = \"KO\""),
        site("base = 1"),
        format!("format = 2\n{base}"),
        format!("format = 0\n{base}"),
        format!("format = \"1\"\n{base}"),
        site("organisation = \"nobody\""),
        site("build_date = \"soon\""),
        site("tagline.fr = \"x\""),
        base.replace("https://", ""),
        base.replace("fallback = [\"vi\"]", "fallback = [\"fr\"]"),
    ];
    agree("portolan.toml", false, &wrong);
}

#[test]
fn every_rule_names_its_files_and_every_description_is_written() {
    let judge = judge();
    for file in &judge.files {
        assert!(file.include.ends_with(".toml") && !file.include.starts_with('/'), "{}", file.include);
        let text = file.schema.to_string();
        assert!(!text.contains("\"description\":\"\""), "{}", file.name);
    }
    let things = judge.files.iter().find(|file| file.name == "things.record.schema.json").expect("a schema");
    let described =
        |key: &str| things.schema["properties"][key]["description"].as_str().unwrap_or_default().to_owned();
    assert_eq!(described("area"), "area: number, in ha");
    assert_eq!(described("kind"), "kind: one of these");
    assert_eq!(things.schema["properties"]["kind"]["x-taplo"]["docs"]["enumValues"][0], "Big");
}
