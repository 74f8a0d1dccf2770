use crate::base::{PerLang, SourcePath, SourceSpan};
use crate::data::{self, Fields, Localised};
use crate::diag::Diagnostic;

/// Of what issues of a newsletter are made, quarter by quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct NewsletterSettings {
    /// The address segment of its pages, by language.
    pub segment: PerLang<String>,
    /// The collections that it tells of, in their order; none where there is no newsletter.
    pub collections: Vec<(String, SourceSpan)>,
}

/// Reads `[newsletter]`.
pub(super) fn read(
    root: &mut Fields<'_>,
    languages: Localised<'_>,
    path: &SourcePath,
    all: &mut Vec<Diagnostic>,
) -> NewsletterSettings {
    let Some((table, span)) = root.table("newsletter") else { return NewsletterSettings::default() };
    let mut fields = Fields::new(table, path, span);
    if fields.peek("collections").is_none() {
        fields.missing("collections");
    }
    let named = fields.texts("collections").into_iter();
    let newsletter = NewsletterSettings {
        segment: data::segments(&mut fields, languages),
        collections: named.map(|(name, (start, end))| (name, SourceSpan::new(path, start..end))).collect(),
    };
    fields.finish(all);
    newsletter
}
