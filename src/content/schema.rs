//! A `_collection.toml` → a collection. The engine knows the types of fields, not their names. An unknown key, type or reference in a
//! schema is an error at its place.

use super::collection::{Collection, FINDABLE, Findable, SCHEMA_ORG, SortKey};
use super::facet::{Facet, facet};
use super::field::{Field, FieldType, Rules, TYPES, enum_values, scale};
use super::form::RANK;
use super::{declared, located, measure, rule};
use crate::base::{ByName, PerLang, SourcePath, SourceSpan, nearest};
use crate::data::{self, Declarations, Fields, Localised, Node, Table, TomlValue};
use crate::diag::{Diagnostic, Reported, Subject};
use crate::fact::Scale;

/// Reads the schema of the collection in the folder `name`.
#[must_use]
pub(super) fn parse(
    text: &str,
    path: &SourcePath,
    name: &str,
    languages: Localised<'_>,
) -> Reported<Collection> {
    let mut all = Vec::new();
    let table = data::parse(text, path, 0).into(&mut all);
    let mut root = Fields::new(&table, path, (0, 0));
    let required = root.texts("required");
    check_languages(&required, languages, path, &mut all);
    let Outputs { list, feed, data, archive } = outputs(&mut root, path, &mut all);
    let groups = groups(&mut root, languages);
    let pages = root.flag("pages", true);
    let collection = Collection {
        name: name.to_owned(),
        path: path.clone(),
        title: root.names("title", languages),
        singular: root.names("singular", languages),
        segment: data::segments(&mut root, languages),
        required: required.into_iter().map(|(code, _)| code).collect(),
        order: root.texts("order").into_iter().map(|(key, _)| sort_key(&key)).collect(),
        table: root.texts("table").into_iter().map(|(name, _)| name).collect(),
        template: root.text("template").map(str::to_owned),
        schema_org: root.choice("schema_org", SCHEMA_ORG),
        date: root.text("date").map(str::to_owned),
        page_size: root.count("page_size").unwrap_or(20),
        search: Findable::named(root.choice("search", FINDABLE).as_deref()),
        menu: root.integer("menu"),
        pages,
        codes: root.flag("codes", pages),
        list,
        feed,
        data,
        archive,
        group: root.text("group").map(str::to_owned),
        contact: root.text("contact").map(str::to_owned),
        maps: root.flag("maps", true),
        stale_after: root.months("stale_after"),
        groups,
        fields: fields(&mut root, "fields", &mut Declarations { path, languages, all: &mut all })
            .into_iter()
            .collect::<ByName<_, _>>()
            .into(),
        declared: table.clone(),
    };
    root.finish(&mut all);
    declared::check(&collection, &mut all);
    Reported::new(collection, all)
}

fn check_languages(
    codes: &[(String, (usize, usize))],
    languages: Localised<'_>,
    path: &SourcePath,
    all: &mut Vec<Diagnostic>,
) {
    for (code, span) in codes {
        if !languages.contains(code) {
            let place = SourceSpan::new(path, span.0..span.1);
            all.push(data::unknown_language(code, place, languages));
        }
    }
}

/// What is made of a collection as a whole.
struct Outputs {
    list: bool,
    feed: bool,
    data: bool,
    archive: bool,
}

fn outputs(root: &mut Fields<'_>, path: &SourcePath, all: &mut Vec<Diagnostic>) -> Outputs {
    let Some((table, span)) = root.table("outputs") else {
        return Outputs { list: true, feed: false, data: true, archive: false };
    };
    let mut fields = Fields::new(table, path, span);
    let outputs = Outputs {
        list: fields.flag("list", true),
        feed: fields.flag("feed", false),
        data: fields.flag("data", true),
        archive: fields.flag("archive", false),
    };
    fields.finish(all);
    outputs
}

fn groups(root: &mut Fields<'_>, languages: Localised<'_>) -> Vec<(String, PerLang<String>)> {
    let Some((table, span)) = root.table("groups") else { return Vec::new() };
    let keys: Vec<&String> = table.entries.iter().map(|(key, ..)| key).collect();
    let path = root.place(span).path;
    let mut groups = Vec::new();
    for key in keys {
        let Some(Node { value: TomlValue::Table(group), span }) = table.get(key) else { continue };
        let mut fields = Fields::new(group, &path, *span);
        groups.push((key.clone(), fields.names("label", languages)));
        fields.finish(&mut root.diagnostics);
    }
    groups
}

fn sort_key(text: &str) -> SortKey {
    match text.strip_prefix('-') {
        Some(field) => SortKey { field: field.to_owned(), descending: true },
        None => SortKey { field: text.to_owned(), descending: false },
    }
}

/// The key below which a table declares its columns.
const COLUMNS: &str = "columns";

fn fields(root: &mut Fields<'_>, key: &str, at: &mut Declarations<'_>) -> Vec<(String, Field)> {
    let Some((table, _)) = root.table(key) else { return Vec::new() };
    let mut fields = Vec::new();
    let is_column = key == COLUMNS;
    for (name, _, node) in &table.entries {
        match &node.value {
            TomlValue::Table(declared) => {
                let before = at.all.len();
                let field = field(declared, is_column, node.span, at);
                if *field.kind.one() == FieldType::Unknown {
                    let hidden = Subject::field(collection_of(at.path), name);
                    at.all[before..].iter_mut().for_each(|found| found.hides.push(hidden.clone()));
                }
                fields.push((name.clone(), field));
            }
            _ => root.wrong_type(name, node, "table"),
        }
    }
    fields
}

/// Ends the reading of a field of no type. Which keys and values are right depends on the type; that it is called otherwise
/// does not.
fn untyped(mut fields: Fields<'_>, all: &mut Vec<Diagnostic>) {
    if fields.peek("type").is_none() {
        fields.finish(all);
    } else {
        all.append(&mut fields.diagnostics);
    }
}

/// The collection whose schema this is.
fn collection_of(path: &SourcePath) -> &str {
    path.folder().rsplit('/').next().unwrap_or_default()
}

fn field(table: &Table, is_column: bool, span: (usize, usize), at: &mut Declarations<'_>) -> Field {
    let mut fields = Fields::new(table, at.path, span);
    let name = fields.required_text("type");
    let kind = field_type(&mut fields, &name, "type", at);
    let field = Field {
        kind,
        label: fields.names("label", at.languages),
        required: fields.flag("required", false),
        per_language: fields.flag("per_language", false),
        // A column is shown where its table is.
        card: !is_column && fields.flag("card", false),
        hidden: !is_column && fields.flag("hidden", false),
        facet: if is_column { None } else { facet(&mut fields) },
        group: if is_column { None } else { fields.text("group").map(str::to_owned) },
        rules: if is_column { Rules::default() } else { rule::read(&mut fields, at.path) },
    };
    let suits = match &field.facet {
        Some(Facet::Values) => field.kind.is_name(),
        Some(Facet::Bounds(_)) => field.kind.is_figure(),
        None => true,
    };
    if *field.kind.one() == FieldType::Unknown {
        untyped(fields, at.all);
        return field;
    }
    if is_column && matches!(field.kind.one(), FieldType::Table(_) | FieldType::Distances { .. }) {
        at.all.push(nested(&fields, "type", &name));
    }
    if !suits {
        let place = fields.place(fields.peek("facet").map_or(span, |node| node.span));
        at.all.push(Diagnostic::error("facet-type", place).with("type", &name).help("types"));
    }
    let is_text =
        matches!(field.kind, FieldType::Text) || (!is_column && matches!(field.kind, FieldType::Markdown));
    if field.per_language && !is_text {
        let place = fields.place(span);
        at.all.push(Diagnostic::error("per-language-type", place).with("type", &name).help("types"));
    }
    if *field.kind.one() == FieldType::Markdown && !field.per_language {
        let place = fields.place(span);
        let shared = matches!(field.kind, FieldType::Markdown) && !is_column;
        at.all.push(Diagnostic::error("markdown-shared", place).help(if shared {
            "per-language"
        } else {
            "text"
        }));
    }
    let suited = |key: &str| rule::suits(key, &field.kind, field.per_language);
    rule::check(&fields, suited, at.all);
    fields.finish(at.all);
    field
}

fn field_type(fields: &mut Fields<'_>, name: &str, key: &str, at: &mut Declarations<'_>) -> FieldType {
    let unit = |fields: &mut Fields<'_>, default: Option<&str>| {
        let unit = fields.text("unit").or(default)?.to_owned();
        if let (Some(own), Some(node)) = (default, fields.peek("unit"))
            && !measure::alike(own, &unit)
        {
            fields.diagnostics.push(measure::other(own, &unit, fields.place(node.span)));
        }
        Some(unit)
    };
    match name {
        "integer" => FieldType::Integer,
        "decimal" | "range" => FieldType::Decimal,
        "percent" => FieldType::Percent,
        "money" => FieldType::Money {
            currency: fields.text("currency").map(str::to_owned),
            scale: default_scale(fields),
        },
        "quantity" => FieldType::Quantity { unit: unit(fields, None) },
        "area" => FieldType::Quantity { unit: unit(fields, Some("ha")) },
        "distance" => FieldType::Quantity { unit: unit(fields, Some("km")) },
        "rank" => FieldType::Quantity { unit: Some(RANK.to_owned()) },
        "date" => FieldType::Date,
        "period" => FieldType::Period,
        "place" => located::place(fields),
        "distances" => located::distances(fields),
        "ref" => FieldType::Ref { to: fields.text("to").map(str::to_owned) },
        "term" => FieldType::Term { vocabulary: fields.required_text("vocabulary") },
        "enum" => FieldType::Enum { values: enum_values(fields, at.languages).into() },
        "url" => FieldType::Url,
        "email" => FieldType::Email,
        "phone" => FieldType::Phone,
        "file" => FieldType::File,
        "image" => FieldType::Image,
        "flag" => FieldType::Flag,
        "text" => FieldType::Text,
        "markdown" => FieldType::Markdown,
        "list" => elements(fields, at),
        "table" => FieldType::Table(self::fields(fields, COLUMNS, at).into()),
        _ => {
            // One that is missing, or no text, was reported as such.
            if let Some(Node { value: TomlValue::Text(_), span }) = fields.peek(key) {
                let place = fields.place(*span);
                let near = nearest(name, TYPES.iter().copied());
                let unknown = Diagnostic::error("unknown-type", place).with("type", name);
                at.all.push(unknown.with("allowed", TYPES.join(", ")).near_or(near, "allowed"));
            }
            FieldType::Unknown
        }
    }
}

/// The type of the elements of a list, which is declared beside that of the list, so there is no word for a third level.
fn elements(fields: &mut Fields<'_>, at: &mut Declarations<'_>) -> FieldType {
    let of = fields.required_text("of");
    if of == "list" {
        let place = fields.place(fields.peek("of").map_or((0, 0), |node| node.span));
        at.all.push(Diagnostic::error("list-of-list", place).help("table"));
        return FieldType::Unknown;
    }
    if of == "distances" {
        at.all.push(nested(fields, "of", &of));
        return FieldType::Unknown;
    }
    FieldType::List(Box::new(field_type(fields, &of, "of", at)))
}

/// A type that has no room where `key` asks for it.
fn nested(fields: &Fields<'_>, key: &str, name: &str) -> Diagnostic {
    let place = fields.place(fields.peek(key).map_or((0, 0), |node| node.span));
    Diagnostic::error("nested-type", place).with("type", name).help("field")
}

fn default_scale(fields: &mut Fields<'_>) -> Scale {
    let Some(text) = fields.text("scale") else { return Scale::One };
    scale(text).unwrap_or_else(|| {
        let node = fields.node("scale").expect("its text was just read").clone();
        fields.wrong_type("scale", &node, "scale");
        Scale::One
    })
}
