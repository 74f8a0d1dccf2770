//! Names that a reader would call the same, and the id that one of them was written for.

use std::collections::HashMap;

use super::fold;
use crate::base::{Known, PerLang, is_other_number};

/// The form in which names are compared: folded, letters and digits only. `Thuỷ Nguyên`, `thủy nguyên` and `thuy-nguyen`
/// are one.
#[must_use]
pub fn name_key(text: &str) -> String {
    let mut key = fold(text);
    key.retain(char::is_alphanumeric);
    key
}

/// An id with each of its names, and with none: what [`meant`] looks through.
pub fn named<'n>(id: &'n str, names: &'n PerLang<String>) -> impl Iterator<Item = (&'n str, &'n str)> {
    std::iter::once((id, "")).chain(names.iter().map(move |(_, name)| (id, name.as_str())))
}

/// The id that was most likely meant by `wanted`, of `named`: pairs of an id and a name, several for one id. See [`Called`].
#[must_use]
pub fn meant<'n>(wanted: &str, named: impl IntoIterator<Item = (&'n str, &'n str)>) -> Option<&'n str> {
    let named: Vec<(&str, &str)> = named.into_iter().collect();
    let called = Called::of(named.iter().copied());
    let meant = called.meant(wanted, |_| true)?;
    named.iter().map(|(id, _)| *id).find(|id| *id == meant)
}

/// Ids with what each is called, folded once and then asked for any number of wrong words.
#[derive(Clone, Debug, Default)]
pub struct Called {
    ids: Vec<String>,
    by_id: HashMap<String, usize>,
    by_key: HashMap<String, Owners>,
    near_ids: Known,
    near_names: Known,
}

/// Whose id or name something is, as positions among the ids.
#[derive(Clone, Debug, Default)]
struct Owners {
    of_any: Vec<usize>,
    of_name: Vec<usize>,
}

impl Called {
    /// Takes pairs of an id and a name, several for one id; an empty name is none.
    #[must_use]
    pub fn of<'n>(named: impl IntoIterator<Item = (&'n str, &'n str)>) -> Called {
        let mut called = Called::default();
        let mut names = Vec::new();
        for (id, name) in named {
            let (owner, key) = (called.owner(id), name_key(name));
            if !key.is_empty() {
                let owners = called.by_key.entry(key.clone()).or_default();
                owners.note(owner, true);
                names.push(key);
            }
        }
        called.near_ids = Known::of(called.ids.iter().map(String::as_str));
        called.near_names = Known::of(names.iter().map(String::as_str));
        called
    }

    fn owner(&mut self, id: &str) -> usize {
        if let Some(owner) = self.by_id.get(id) {
            return *owner;
        }
        let (owner, key) = (self.ids.len(), name_key(id));
        self.ids.push(id.to_owned());
        self.by_id.insert(id.to_owned(), owner);
        if !key.is_empty() {
            self.by_key.entry(key).or_default().note(owner, false);
        }
        owner
    }

    /// Whether there is this very id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The id that was most likely meant by `wanted`, of those that `fit`.
    ///
    /// A name that is the same wins, then an id that is nearly the same, then a name that is. Nothing is picked of several ids
    /// that have the very name.
    pub fn meant(&self, wanted: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
        let key = name_key(wanted);
        if let Some(found) = self.equal(&key, &fits) {
            return found.ok();
        }
        let near = self.near_ids.nearest(wanted, &fits);
        near.or_else(|| {
            let owners = |name: &str| self.by_key.get(name).map_or(&[][..], |owners| &owners.of_name);
            let first =
                |name: &str| self.ids_of(owners(name)).find(|id| fits(id) && !is_other_number(wanted, id));
            first(self.near_names.nearest(&key, |name| first(name).is_some())?)
        })
    }

    /// The id that has this very name.
    #[must_use]
    pub fn same(&self, wanted: &str) -> Option<&str> {
        self.equal(&name_key(wanted), |_| true)?.ok()
    }

    /// The id that has the name of this key; an error where several have it.
    fn equal(&self, key: &str, fits: impl Fn(&str) -> bool) -> Option<Result<&str, ()>> {
        let mut equal = self.ids_of(&self.by_key.get(key)?.of_any).filter(|id| fits(id));
        let first = equal.next()?;
        Some(if equal.all(|other| other == first) { Ok(first) } else { Err(()) })
    }

    fn ids_of<'c>(&'c self, owners: &'c [usize]) -> impl Iterator<Item = &'c str> {
        owners.iter().map(|owner| self.ids[*owner].as_str())
    }
}

impl Owners {
    fn note(&mut self, owner: usize, is_name: bool) {
        for owners in [Some(&mut self.of_any), is_name.then_some(&mut self.of_name)].into_iter().flatten() {
            if owners.last() != Some(&owner) {
                owners.push(owner);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Called, meant};

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

    #[test]
    fn only_what_fits_is_meant() {
        let named = [
            ("capital", "Vốn đầu tư"),
            ("capital", "Capital"),
            ("funds", "Vốn đầu tư"),
            ("area", "Diện tích"),
        ];
        let called = Called::of(named);
        for (wanted, without, id) in [
            ("vốn đầu tư", "", None),
            ("vốn đầu tư", "funds", Some("capital")),
            ("vốn đầu tư", "capital", Some("funds")),
            ("Von dau tư", "area", None),
            ("captial", "", Some("capital")),
            ("captial", "capital", None),
            ("dien tic", "", Some("area")),
            ("dien tic", "area", None),
        ] {
            let fits = |id: &str| id != without;
            assert_eq!(called.meant(wanted, fits), id, "{wanted} without {without}");
            assert_eq!(
                meant(wanted, named.into_iter().filter(|(id, _)| fits(id))),
                id,
                "{wanted} without {without}"
            );
        }
        assert_eq!(called.same("DIỆN TÍCH"), Some("area"));
        assert_eq!((called.same("dien tic"), called.same("vốn đầu tư")), (None, None));
        assert!(called.has("area") && !called.has("Diện tích"));
    }
}
