//! What is said when the program is called, instead of the file.

use super::{BaseUrl, Config, FILE};
use crate::base::{SourcePath, SourceSpan};
use crate::data;
use crate::diag::Diagnostic;
use crate::fact::Date;

/// What the command line says instead of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Overrides {
    /// Another address.
    pub base_url: Option<String>,
    /// Another day.
    pub as_of: Option<Date>,
    /// Show drafts.
    pub drafts: bool,
    /// Show what is not yet or no longer to be shown.
    pub future: bool,
    /// Write for a disk.
    pub offline: bool,
    /// Only this language.
    pub lang: Option<String>,
}

impl Overrides {
    /// Puts these in the place of what the file says.
    pub(super) fn apply(&self, config: &mut Config, all: &mut Vec<Diagnostic>) {
        if let Some(url) = &self.base_url {
            match BaseUrl::parse(url) {
                Some(url) => config.base_url = url,
                None => all.push(
                    Diagnostic::error("base-url", SourceSpan::file(&SourcePath::new(FILE)))
                        .with("url", url)
                        .help("form"),
                ),
            }
        }
        if let Some(code) = &self.lang {
            match config.lang(code) {
                Some(lang) => config.only = vec![lang],
                None => {
                    let place = SourceSpan::file(&SourcePath::new(FILE));
                    all.push(data::unknown_language(code, place, &config.codes()));
                }
            }
        }
        config.build_date = self.as_of.or(config.build_date);
        config.drafts |= self.drafts;
        config.future |= self.future;
        config.offline |= self.offline;
    }
}
