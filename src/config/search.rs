use crate::base::{PerLang, SourcePath};
use crate::data::{self, Fields, Localised};
use crate::diag::Diagnostic;

/// How readers search the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SearchSettings {
    /// The address segment of the page, by language.
    pub segment: PerLang<String>,
}

/// Reads `[search]`.
pub(super) fn read(
    root: &mut Fields<'_>,
    languages: Localised<'_>,
    path: &SourcePath,
    all: &mut Vec<Diagnostic>,
) -> SearchSettings {
    let Some((table, span)) = root.table("search") else { return SearchSettings::default() };
    let mut fields = Fields::new(table, path, span);
    let search = SearchSettings { segment: data::segments(&mut fields, languages) };
    fields.finish(all);
    search
}
