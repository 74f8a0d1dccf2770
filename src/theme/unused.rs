//! Strings of a site's own that no template asks for: readers will never see them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{DEFAULT, defaults};
use crate::base::{SourcePath, nearest};
use crate::data;
use crate::diag::Diagnostic;
use crate::locale::Catalogues;
use crate::source::Snapshot;
use crate::view::STRINGS;

/// The strings that every site has: the program or its theme asks for them.
static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let is_catalogue = |path: &SourcePath| path.folder() == "i18n";
    let own = defaults().below("i18n/").filter(|(path, _)| is_catalogue(path));
    let tables = own.map(|(path, file)| data::parse(file.text().unwrap_or_default(), path, 0).value);
    let keys = tables.flat_map(|table| table.entries.into_iter().map(|(key, ..)| key));
    keys.chain(STRINGS.iter().map(|key| (*key).to_owned())).collect()
});

/// Reports strings that are in files of the site's own, and that certainly nobody asks for: no template and no script says the
/// key, or a part of it from which the whole may be made.
pub(super) fn strings(snapshot: &Snapshot, theme: &str, catalogues: &Catalogues) -> Vec<Diagnostic> {
    let own = catalogues.own_keys(|path| snapshot.get(path).is_some() && !snapshot.is_default(path));
    let own: Vec<_> = own.into_iter().filter(|(key, _)| !KNOWN.contains(*key)).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let folders = [format!("themes/{theme}/"), format!("themes/{DEFAULT}/")];
    let files = folders.iter().flat_map(|folder| snapshot.below(folder));
    let texts: Vec<&str> = files.filter_map(|(_, file)| file.text()).collect();
    if texts.iter().any(|text| asks_for_anything(text)) {
        return Vec::new();
    }
    let said: HashSet<&str> = texts.iter().flat_map(|text| text.split(|c: char| !is_of_key(c))).collect();
    let unused = own.into_iter().filter(|(key, _)| !may_be_asked(key, &said));
    let told = unused.map(|(key, place)| {
        let found = Diagnostic::warning("unused-string", place).with("key", key);
        found.near_or(nearest(key, KNOWN_ORDER.iter().map(String::as_str)), "remove")
    });
    told.collect()
}

/// The same in an order that is always the same.
static KNOWN_ORDER: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut keys: Vec<String> = KNOWN.iter().cloned().collect();
    keys.sort();
    keys
});

/// Whether a template asks for a key that it was given, which may be any.
fn asks_for_anything(text: &str) -> bool {
    let calls = text.match_indices("t(").filter(|(at, _)| !text[..*at].ends_with(is_of_key));
    let arguments = calls.map(|(at, call)| text[at + call.len()..].split(')').next().unwrap_or_default());
    let mut values = arguments.filter_map(|all| all.split_once("key")?.1.trim_start().strip_prefix('='));
    values.any(|value| !value.trim_start().starts_with(['"', '\'', '`']))
}

fn is_of_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

/// Whether a key is said, or a beginning or an end of it that a template may complete: `kind_` and `kind` of `kind_port`.
fn may_be_asked(key: &str, said: &HashSet<&str>) -> bool {
    if !key.chars().all(is_of_key) || said.contains(key) {
        return true;
    }
    let joints = key.match_indices(['_', '-']).map(|(at, _)| at);
    joints.into_iter().any(|at| said.contains(&key[..=at]) || said.contains(&key[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_may_be_put_together_may_be_asked_for() {
        let said = HashSet::from(["kind_", "-note", "whole_key"]);
        for key in ["kind_port", "berth-note", "whole_key", "a.b", "hai từ"] {
            assert!(may_be_asked(key, &said), "{key}");
        }
        for key in ["zzz", "kinds_port", "note", "whole"] {
            assert!(!may_be_asked(key, &said), "{key}");
        }
        for text in ["{{ t(key=name) }}", "{{ t(key = kind ~ \"_x\") }}", "{{ t(n=1, key=name) }}"] {
            assert!(asks_for_anything(text), "{text}");
        }
        for text in ["{{ t(key=\"a\") }}", "{{ t(key='a') }}", "{{ part(key=x) }}"] {
            assert!(!asks_for_anything(text), "{text}");
        }
    }
}
