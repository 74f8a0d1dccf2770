//! `portolan explain`: the page of the documentation about a finding, which is there without a network as well.

use include_dir::{Dir, include_dir};

use super::Outcome;
use super::argument::{ExplainOptions, ReportFormat};
use super::messages::Refusal;
use super::report::Report;
use crate::base::nearest;
use crate::diag::UiLang;

/// The pages that a test writes from the messages of the program and the cases of its tests.
static ENGLISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/diagnostics/en");
static VIETNAMESE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/diagnostics/vi");

/// `portolan explain`
pub(super) fn explain(options: &ExplainOptions) -> Outcome {
    let lang: UiLang = options.ui_lang.into();
    let report = Report::new(ReportFormat::Text, lang, false);
    let Some(asked) = &options.code else {
        report.lines(&codes().into_iter().map(str::to_owned).collect::<Vec<_>>());
        return Outcome::Clean;
    };
    let code = bare(asked);
    match page(code, lang) {
        Some(page) => {
            report.lines(&[page.trim_end().to_owned()]);
            Outcome::Clean
        }
        None => match Refusal::unknown("finding", "thông báo", code, nearest(code, codes())) {
            Refusal::Content(said) => report.content(said.of(lang)),
            Refusal::Environment(problem) => report.environment(&problem),
        },
    }
}

/// A code without what is copied along with it: `error[unknown-key]:`.
fn bare(asked: &str) -> &str {
    let inner = asked.split_once('[').map_or(asked, |(_, inner)| inner);
    inner.split(']').next().unwrap_or(inner).trim_matches([':', '`', ' '])
}

fn pages(lang: UiLang) -> &'static Dir<'static> {
    match lang {
        UiLang::En => &ENGLISH,
        UiLang::Vi => &VIETNAMESE,
    }
}

fn page(code: &str, lang: UiLang) -> Option<&'static str> {
    pages(lang).get_file(format!("{code}.md"))?.contents_utf8()
}

/// The codes of all findings, in order.
fn codes() -> Vec<&'static str> {
    let names = ENGLISH.files().filter_map(|file| file.path().file_name()?.to_str()?.strip_suffix(".md"));
    let mut codes: Vec<&str> = names.collect();
    codes.sort_unstable();
    codes
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_code_is_taken_as_it_is_copied() {
        for asked in
            ["no-term", "error[no-term]", "error[no-term]: there is no entry", "[no-term]", "`no-term`"]
        {
            assert_eq!(bare(asked), "no-term");
        }
    }
}
