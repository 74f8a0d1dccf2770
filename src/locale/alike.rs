//! Names that a reader would call the same, and the id that one of them was written for.

use super::fold;
use crate::base::{PerLang, nearest};

/// The form in which names are compared: folded, letters and digits only. `Thuỷ Nguyên`, `thủy nguyên` and `thuy-nguyen`
/// are one.
#[must_use]
pub fn name_key(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// An id with each of its names, and with none: what [`meant`] looks through.
pub fn named<'n>(id: &'n str, names: &'n PerLang<String>) -> impl Iterator<Item = (&'n str, &'n str)> {
    std::iter::once((id, "")).chain(names.iter().map(move |(_, name)| (id, name.as_str())))
}

/// The id that was most likely meant by `wanted`, of `named`: pairs of an id and a name, several for one id.
///
/// A name that is the same wins, then an id that is nearly the same, then a name that is. Nothing is picked of several ids
/// that have the very name.
#[must_use]
pub fn meant<'n>(wanted: &str, named: impl IntoIterator<Item = (&'n str, &'n str)>) -> Option<&'n str> {
    let named: Vec<(&str, &str)> = named.into_iter().collect();
    let key = name_key(wanted);
    if let Some(found) = equal(&key, named.iter().copied()) {
        return found.ok();
    }
    if let Some(id) = nearest(wanted, named.iter().map(|(id, _)| *id)) {
        return named.iter().map(|(known, _)| *known).find(|known| *known == id);
    }
    let keys: Vec<String> = named.iter().map(|(_, name)| name_key(name)).collect();
    let near = nearest(&key, keys.iter().map(String::as_str).filter(|name| !name.is_empty()))?;
    named.iter().zip(&keys).find(|(_, name)| *name == near).map(|((id, _), _)| *id)
}

/// The id that has this very name, of `named` as [`meant`] takes them.
#[must_use]
pub fn same<'n>(wanted: &str, named: impl IntoIterator<Item = (&'n str, &'n str)>) -> Option<&'n str> {
    equal(&name_key(wanted), named.into_iter())?.ok()
}

/// The id that has the name of this key; an error where several have it.
fn equal<'n>(key: &str, named: impl Iterator<Item = (&'n str, &'n str)>) -> Option<Result<&'n str, ()>> {
    let same = |(id, name): &(&str, &str)| !key.is_empty() && (name_key(id) == key || name_key(name) == key);
    let mut equal = named.filter(same).map(|(id, _)| id);
    let first = equal.next()?;
    Some(if equal.all(|other| other == first) { Ok(first) } else { Err(()) })
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_name_finds_its_id() {
        let named = [
            ("held", "Đã diễn ra"),
            ("held", "Took place"),
            ("held", "開催済み"),
            ("planned", "Dự kiến"),
            ("off", "Thuỷ lợi"),
        ];
        for (wanted, id) in [
            ("Đã diễn ra", "held"),
            ("da dien ra", "held"),
            ("ĐÃ DIỄN RA", "held"),
            ("Đã diển ra", "held"),
            ("took  place", "held"),
            ("開催済み", "held"),
            ("Thủy lợi", "off"),
            ("planed", "planned"),
        ] {
            assert_eq!(meant(wanted, named), Some(id), "{wanted}");
        }
        assert_eq!(meant("hoàn toàn khác", named), None);
        assert_eq!(meant("x", [("a", "x"), ("b", "X")]), None);
    }
}
