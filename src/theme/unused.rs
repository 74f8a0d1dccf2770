//! Strings and style sheets of a site's own that no template asks for: readers will never see them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::stray::meant;
use super::{DEFAULT, defaults, packages};
use crate::base::{SourcePath, SourceSpan, nearest};
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

/// Whether a template calls a function with an argument that it was given, which may be any.
fn asks_for_anything(text: &str) -> bool {
    values(text, "t(", "key").any(|value| !value.starts_with(['"', '\'', '`']))
}

/// What stands as an argument in the calls of a function, with whatever follows it there.
fn values<'t>(text: &'t str, call: &'t str, argument: &'t str) -> impl Iterator<Item = &'t str> {
    let calls = text.match_indices(call).filter(|(at, _)| !text[..*at].ends_with(is_of_key));
    let arguments = calls.map(|(at, call)| text[at + call.len()..].split(')').next().unwrap_or_default());
    arguments
        .filter_map(move |all| Some(all.split_once(argument)?.1.trim_start().strip_prefix('=')?.trim_start()))
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

/// The extra style sheet of a site, as an asset: every page has it, after those of the theme.
const OWN_STYLE: &str = "css/own.css";

/// The template of the program that asks for it, which the heads of pages include.
const OWN_STYLE_PART: &str = "\"_own_style.html\"";

/// Reports style sheets of the site's own that no page has: no template, script or other sheet names them, and no template
/// puts the name of an asset together.
pub(super) fn styles(snapshot: &Snapshot, theme: &str) -> Vec<Diagnostic> {
    let folder = format!("themes/{theme}/");
    let assets = format!("{folder}assets/");
    // Another theme is none of this site's, but what lies beside the themes was meant for this one.
    let is_meant = |path: &SourcePath| path.as_str().starts_with(&folder) || path.folder() == "themes";
    let is_sheet = |path: &&SourcePath| path.extension() == "css" && is_meant(path);
    let sheets: Vec<&SourcePath> = snapshot.own_below("themes/").filter(is_sheet).collect();
    if sheets.is_empty() {
        return Vec::new();
    }
    let installed = packages(snapshot, theme, false).map_or_else(Vec::new, |packages| packages.files);
    let folders = [&folder, &format!("themes/{DEFAULT}/")];
    let files = folders.iter().flat_map(|folder| snapshot.below(folder));
    let texts: Vec<_> = files.filter_map(|(path, file)| Some((path, file.text()?))).collect();
    let is_any = |value: &str| value.contains('~') || !value.starts_with(['"', '\'', '`']);
    let is_free = texts.iter().any(|(_, text)| values(text, "asset(", "path").any(is_any));
    // Who has a base of their own may have left out what asks for the extra sheet in that of the program.
    let base = texts.iter().find(|(path, _)| path.as_str().ends_with("/templates/base.html"));
    let asks = base.is_some_and(|(_, text)| text.contains(OWN_STYLE_PART));
    let is_named = |sheet: &SourcePath, name: &str| {
        let counts = |path: &SourcePath| name != OWN_STYLE || asks || !snapshot.is_default(path);
        texts.iter().any(|(path, text)| *path != sheet && counts(path) && names(text, path, name))
    };
    let mut found = Vec::new();
    for sheet in sheets {
        let name = sheet.as_str().strip_prefix(&assets);
        let is_used = name.is_some_and(|name| {
            is_free || installed.iter().any(|(asset, _)| asset == name) || is_named(sheet, name)
        });
        // Of a file of a wrong name, or among the templates, that is said.
        let is_told = sheet.as_str().starts_with(&format!("{folder}templates/"))
            || (name.is_some() && meant(snapshot, &folder, sheet).is_some());
        if !is_used && !is_told {
            let name = name.unwrap_or_else(|| sheet.as_str().strip_prefix(&folder).unwrap_or(sheet.as_str()));
            let unused = Diagnostic::warning("unused-style", SourceSpan::file(sheet)).with("name", name);
            let unused = unused.with("own", format!("{assets}{OWN_STYLE}"));
            found.push(unused.help(if name == OWN_STYLE { "link" } else { "own" }));
        }
    }
    found
}

/// Whether a file of a theme names an asset: templates by its whole name, sheets and scripts by that of its file at least.
fn names(text: &str, path: &SourcePath, asset: &str) -> bool {
    if path.extension() == "html" {
        return ['"', '\'', '`'].iter().any(|mark| text.contains(&format!("{mark}{asset}{mark}")));
    }
    matches!(path.extension().as_str(), "css" | "js" | "mjs")
        && text.contains(asset.rsplit('/').next().unwrap_or(asset))
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
