//! What is said of a value that was refused: what it is not, and how what was meant is written.

use super::field::FieldType;
use super::form::{RANK, parse_decimal};
use super::keyed::Keyed;
use super::meant::{self, MeantFigure};
use super::read::Reader;
use super::value::Value;
use crate::base::{Lang, PerLang};
use crate::data::{self, How, Node, Table, quoted, wrong_type};
use crate::diag::{Diagnostic, UiLang};
use crate::locale::{name_key, written};

/// What the ends of a range are called by those who do not know how they are called here.
const ENDS: &[[&str; 2]] =
    &[["from", "to"], ["start", "end"], ["begin", "end"], ["tu", "den"], ["low", "high"], ["min", "max"]];

/// How many values a message lists at most.
const MOST_LISTED: usize = 12;

impl Reader<'_> {
    /// Nothing of the type that is wanted; `near` is how the value would have to be written.
    pub(super) fn no(&mut self, key: &str, node: &Node, wanted: &'static str, near: Option<&str>) {
        let wrong = wrong_type(key, node, wanted, self.place(node));
        self.diagnostics.push(match near {
            Some(near) => wrong.with("near", near).help("write"),
            None => wrong,
        });
    }

    /// Not what is written as one string.
    pub(super) fn no_word(&mut self, key: &str, kind: &FieldType, node: &Node) -> Option<Value> {
        let near = match (&node.value, kind) {
            (data::TomlValue::Number(digits), FieldType::Phone) => {
                self.no_contact(key, node, digits, "phone-form");
                return None;
            }
            (data::TomlValue::Number(text), FieldType::Enum { values }) => {
                self.no_choice(key, values, node, text);
                return None;
            }
            (data::TomlValue::List(items), _) => meant::unlisted(kind, items),
            (data::TomlValue::Number(text) | data::TomlValue::Date(text), FieldType::Text) => {
                Some(quoted(text))
            }
            _ => None,
        };
        self.no(key, node, "string", near.as_deref());
        None
    }

    pub(super) fn no_number<T>(&mut self, key: &str, kind: &FieldType, node: &Node) -> Option<T> {
        let near = match &node.value {
            data::TomlValue::List(items) => meant::unlisted(kind, items),
            _ => None,
        };
        self.no(key, node, "number", near.as_deref());
        None
    }

    /// Whether a table gives the two ends of a range under keys that a file has no use for, which is told.
    pub(super) fn ends_apart(&mut self, key: &str, kind: &FieldType, table: &Table, node: &Node) -> bool {
        let known = |key: &str| table.get(key).is_some();
        let Some([first, second]) = ENDS.iter().find(|[first, second]| known(first) && known(second)) else {
            return false;
        };
        if known("value") || (known("min") && known("max")) {
            return false;
        }
        let ends = [first, second].map(|key| table.get(key).cloned());
        let [Some(low), Some(high)] = ends else { return false };
        let alone = table.entries.len() == 2;
        let wrong = Diagnostic::error("range-keys", self.place(node)).with("key", key);
        let wrong = wrong.with("first", first).with("second", second);
        let near = meant::unlisted(kind, &[low, high]);
        self.diagnostics.push(match (near, kind) {
            (Some(near), _) if alone => wrong.with("near", near).help("write"),
            (Some(near), FieldType::Period) => wrong.with("near", format!("value = {near}")).help("instead"),
            (Some(near), _) => {
                let near = near.trim_matches(['{', '}', ' ']).to_owned();
                wrong.with("near", near).help("instead")
            }
            (None, FieldType::Period) => wrong.help("period"),
            (None, _) => wrong.help("figure"),
        });
        true
    }

    /// A single value where a list is wanted; what is in it is looked at all the same.
    pub(super) fn no_list(&mut self, key: &str, of: &FieldType, node: &Node) -> Option<Value> {
        let before = self.diagnostics.len();
        let parts = parts(of, node);
        if let FieldType::Enum { values } = of
            && let Some(written) = choices(values, &parts)
        {
            let wrong = wrong_type(key, node, "array", self.place(node));
            self.diagnostics.push(wrong.with("near", written).help("write"));
            return None;
        }
        let values: Vec<Value> = parts.iter().filter_map(|part| self.value(key, of, part)).collect();
        let whole = values.len() == parts.len() && self.diagnostics.len() == before;
        // Whether a name is an id is known where all ids are.
        let sound = |part: &Node| match (&part.value, of) {
            (
                data::TomlValue::Text(text),
                FieldType::Ref { .. } | FieldType::Term { .. } | FieldType::Place { .. },
            ) => super::is_id(text),
            _ => true,
        };
        let written = parts.iter().filter(|part| sound(part)).map(meant::single).collect::<Option<Vec<_>>>();
        let written = written.filter(|written| whole && written.len() == parts.len());
        let wrong = wrong_type(key, node, "array", self.place(node));
        // What is wrong with a part is learned first. A name that is no id is told where all ids are known; that it lacks brackets is learned when the id stands there.
        let names = parts.iter().any(|part| !sound(part));
        if self.diagnostics.len() > before && !parts.is_empty() {
            return None;
        }
        if names && whole {
            return (!values.is_empty()).then_some(Value::List(values));
        }
        self.diagnostics.push(match written {
            Some(written) => wrong.with("near", format!("[{}]", written.join(", "))).help("write"),
            None => wrong.help("brackets"),
        });
        (!values.is_empty()).then_some(Value::List(values))
    }

    /// No value of an enumeration: the one whose label was written, or all of them.
    pub(super) fn no_choice(
        &mut self,
        key: &str,
        values: &Keyed<Vec<(String, PerLang<String>)>>,
        node: &Node,
        text: &str,
    ) {
        let unknown =
            Diagnostic::error("unknown-value", self.place(node)).with("value", text).with("key", key);
        let entries = || values.iter().map(|(key, names)| (key.as_str(), names));
        let unknown = unknown.with("allowed_en", labelled(entries(), self.languages, UiLang::En));
        let unknown = unknown.with("allowed_vi", labelled(entries(), self.languages, UiLang::Vi));
        self.diagnostics.push(unknown.near_or(values.meant(text), "labels"));
    }

    pub(super) fn no_scale(&mut self, node: &Node, text: &str) {
        let near = written::scale(text).map(|scale| quoted(meant::scale_name(scale)));
        let wrong = wrong_type("scale", node, "scale", self.place(node));
        self.diagnostics.push(match near {
            Some(near) => wrong.with("near", near).help("write"),
            None => wrong,
        });
    }

    /// No web address, mail address or telephone number.
    pub(super) fn no_contact(&mut self, key: &str, node: &Node, text: &str, code: &'static str) {
        let source = self.languages.first().map_or("", String::as_str);
        let near = match code {
            "url-form" => meant::url(text),
            "email-form" => meant::email(text),
            _ => meant::phone(text, source),
        };
        let wrong = Diagnostic::error(code, self.place(node)).with("key", key).with("value", text);
        self.diagnostics.push(match near {
            Some(near) => wrong.with("near", quoted(&near)).help("near"),
            None => wrong.help("form"),
        });
    }

    /// No number as files have them: what figure is meant, and how it is written here.
    pub(super) fn number_form(&mut self, key: &str, kind: &FieldType, node: &Node, text: &str) {
        if matches!(kind, FieldType::Quantity { unit: Some(unit) } if unit == RANK) {
            let wrong = Diagnostic::error("rank-form", self.place(node)).with("key", key).with("value", text);
            self.diagnostics.push(wrong.near_or(ranked(text).as_deref(), "count"));
            return;
        }
        let wrong = Diagnostic::error("number-form", self.place(node)).with("key", key).with("value", text);
        let plain = if plain_number(text) { "comma" } else { "write" };
        self.diagnostics.push(match meant::figure(kind, text) {
            Some(meant) => tell(wrong, meant, plain),
            None => wrong.help("form"),
        });
    }
}

/// The one number in words for a rank: `thứ 2`, `2nd`, `第2位`.
fn ranked(text: &str) -> Option<String> {
    let digits: String = text.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
    let mut numbers = digits.split_ascii_whitespace();
    let only = numbers.next().filter(|_| numbers.next().is_none())?;
    only.parse::<u32>().ok().filter(|rank| *rank > 0).map(|rank| rank.to_string())
}

/// Says how a figure is written; one that leaves nothing open with the help `plain`.
pub(super) fn tell(wrong: Diagnostic, meant: MeantFigure, plain: &'static str) -> Diagnostic {
    match meant {
        MeantFigure::Two { decimal, thousands } => {
            wrong.with("decimal", decimal).with("thousands", thousands).help("which")
        }
        MeantFigure::Scaled { form, scale, currency } if plain != "beside" => {
            wrong.with("near", form).with("scale", scale).with("currency", currency).help("scaled")
        }
        MeantFigure::Scaled { form, .. } | MeantFigure::Form(form) => wrong.with("near", form).help(plain),
        MeantFigure::Unscaled { sum, whole, scale, currency } => {
            let wrong = wrong.with("whole", whole).with("scale", scale).with("currency", currency);
            match *sum {
                MeantFigure::Two { decimal, thousands } => {
                    wrong.with("decimal", decimal).with("thousands", thousands).help("unscaled-which")
                }
                sum => tell(wrong, sum, "unscaled"),
            }
        }
    }
}

/// Whether a text has nothing but digits and marks.
fn plain_number(text: &str) -> bool {
    parse_decimal(&text.replace([',', ' '], "")).is_some()
        || text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-'))
}

/// The list of the values of an enumeration that were meant by all of these.
fn choices(values: &Keyed<Vec<(String, PerLang<String>)>>, parts: &[Node]) -> Option<String> {
    let meant = |part: &Node| match &part.value {
        data::TomlValue::Text(text) => values.called(text, How::Same),
        _ => None,
    };
    let meant = parts.iter().map(meant).collect::<Option<Vec<_>>>().filter(|meant| !meant.is_empty())?;
    Some(format!("[{}]", meant.into_iter().map(quoted).collect::<Vec<_>>().join(", ")))
}

/// The elements of a list that was written as one value: names between commas, of what has no commas in its names.
fn parts(of: &FieldType, node: &Node) -> Vec<Node> {
    use FieldType::{Enum, Place, Ref, Term, Text};
    let data::TomlValue::Text(text) = &node.value else { return vec![node.clone()] };
    if !matches!(of, Enum { .. } | Place { .. } | Ref { .. } | Term { .. } | Text) {
        return vec![node.clone()];
    }
    let names = text.split([',', ';', '、', '，']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Node { span: node.span, value: data::TomlValue::Text(name.to_owned()) }).collect()
}

/// Ids with what readers of the editor's language see in their place: `held (Đã diễn ra), planned (Dự kiến)`; of many, the first.
pub(crate) fn labelled<'n>(
    entries: impl Iterator<Item = (&'n str, &'n PerLang<String>)>,
    languages: &[String],
    editor: UiLang,
) -> String {
    let lang = languages.iter().position(|known| known == editor.code()).and_then(|at| u8::try_from(at).ok());
    let mut listed = Vec::new();
    for (id, names) in entries {
        if listed.len() == MOST_LISTED {
            listed.push("…".to_owned());
            break;
        }
        let own = lang.and_then(|lang| names.get(Lang(lang)));
        let name = own.or_else(|| names.iter().next().map(|(_, name)| name));
        listed.push(match name.filter(|name| name_key(name) != name_key(id)) {
            Some(name) => format!("`{id}` ({name})"),
            None => format!("`{id}`"),
        });
    }
    listed.join(", ")
}
