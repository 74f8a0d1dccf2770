//! The words of the interface in all languages, and which language stands in for which.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::Catalogue;
use crate::diag::Diagnostic;
use crate::fact::Decimal;

/// Every catalogue with its chain of languages that stand in for it.
#[derive(Clone, Debug, Default)]
pub struct Catalogues {
    all: IndexMap<String, (Catalogue, Vec<String>)>,
}

/// A text of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<'c> {
    /// Its places filled.
    pub text: Cow<'c, str>,
    /// The tag of the language it was borrowed from: the `lang` attribute to write.
    pub borrowed: Option<&'c str>,
}

impl Catalogues {
    /// Takes catalogues, each with the codes of its chain, the nearest first. Codes without a catalogue are passed over.
    #[must_use]
    pub fn new(all: impl IntoIterator<Item = (Catalogue, Vec<String>)>) -> Catalogues {
        let keyed = all.into_iter().map(|(catalogue, chain)| {
            let code = String::from(catalogue.locale().code());
            (code, (catalogue, chain))
        });
        Catalogues { all: keyed.collect() }
    }

    /// The catalogue of a language.
    #[must_use]
    pub fn catalogue(&self, code: &str) -> Option<&Catalogue> {
        self.all.get(code).map(|(catalogue, _)| catalogue)
    }

    /// The text of a key for the readers of a language, from the first catalogue of its chain that has it.
    ///
    /// A borrowed text has the plural forms and the number marks of its own language.
    #[must_use]
    pub fn message(
        &self,
        code: &str,
        key: &str,
        n: Option<Decimal>,
        args: &[(&str, &str)],
    ) -> Option<Message<'_>> {
        let (own, chain) = self.all.get(code)?;
        if let Some(text) = own.message(key, n, args) {
            return Some(Message { text, borrowed: None });
        }
        chain.iter().filter_map(|code| self.catalogue(code)).find_map(|lender| {
            let text = lender.message(key, n, args)?;
            Some(Message { text, borrowed: Some(lender.locale().tag()) })
        })
    }

    /// What the catalogues lack of each other: keys that only some have, and translations with other places to fill.
    ///
    /// A missing text that no language of the chain has is an error, for nothing could be shown; the others are warnings.
    #[must_use]
    pub fn differences(&self) -> Vec<Diagnostic> {
        let mut first: BTreeMap<&str, &Catalogue> = BTreeMap::new();
        for (catalogue, _) in self.all.values() {
            for key in catalogue.keys() {
                first.entry(key).or_insert(catalogue);
            }
        }
        let mut found = Vec::new();
        for (catalogue, chain) in self.all.values() {
            for (key, origin) in &first {
                if catalogue.contains(key) {
                    found.extend(names_differ(key, origin, catalogue));
                } else {
                    found.push(self.missing(key, origin, catalogue, chain));
                }
            }
        }
        found
    }

    fn missing(&self, key: &str, origin: &Catalogue, lacking: &Catalogue, chain: &[String]) -> Diagnostic {
        let mut lenders = chain.iter().filter_map(|code| self.catalogue(code));
        let diagnostic = match lenders.any(|lender| lender.contains(key)) {
            true => Diagnostic::warning("missing-string", lacking.place(key)).help("borrowed"),
            false => Diagnostic::error("missing-string", lacking.place(key)).help("add"),
        };
        diagnostic.with("key", key).with("lang", lacking.locale().code()).other(origin.place(key))
    }
}

/// A name that a text fills in one language and not in another: a fact that some readers would not see.
///
/// `n` is exempt, for a form such as `one` may spell its number.
fn names_differ(key: &str, origin: &Catalogue, catalogue: &Catalogue) -> Option<Diagnostic> {
    let (wanted, found) = (origin.names(key), catalogue.names(key));
    let name = wanted.symmetric_difference(&found).find(|name| **name != "n")?;
    let diagnostic = Diagnostic::warning("string-names", catalogue.place(key)).other(origin.place(key));
    let help = if wanted.contains(name) { "add" } else { "remove" };
    Some(diagnostic.with("key", key).with("name", name).help(help))
}
