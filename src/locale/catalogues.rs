//! The words of the interface in all languages, and which language stands in for which.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::Catalogue;
use super::catalogue::StringForms;
use crate::base::{Digest, SourcePath, SourceSpan, fingerprint};
use crate::diag::Diagnostic;
use crate::fact::Decimal;

/// Every catalogue with its chain of languages that stand in for it.
#[derive(Clone, Debug, Default)]
pub struct Catalogues {
    all: IndexMap<String, (Catalogue, Vec<String>)>,
}

/// A text of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterfaceText<'c> {
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
    ) -> Option<InterfaceText<'_>> {
        let (own, chain) = self.all.get(code)?;
        if let Some(text) = own.message(key, n, args) {
            return Some(InterfaceText { text, borrowed: None });
        }
        chain.iter().filter_map(|code| self.catalogue(code)).find_map(|lender| {
            let text = lender.message(key, n, args)?;
            Some(InterfaceText { text, borrowed: Some(lender.locale().tag()) })
        })
    }

    /// The fingerprint of every text that [`Catalogues::message`] may give the readers of a language, borrowed ones
    /// included. How numbers in them are written is not part of it.
    #[must_use]
    pub fn fingerprint(&self, code: &str) -> Digest {
        let (own, chain) = self.all.get(code).map(|(own, chain)| (own, &**chain)).unzip();
        let lenders = chain.unwrap_or_default().iter().filter_map(|code| self.catalogue(code));
        let mut texts: BTreeMap<&str, (&str, &StringForms)> = BTreeMap::new();
        for catalogue in own.into_iter().chain(lenders) {
            for (key, forms) in catalogue.texts() {
                texts.entry(key).or_insert((catalogue.locale().tag(), forms));
            }
        }
        fingerprint(&texts)
    }

    /// Whether any catalogue has the key.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.all.values().any(|(catalogue, _)| catalogue.contains(key))
    }

    /// What the catalogues lack of each other: keys that only some have, and translations with other places to fill.
    ///
    /// A missing text that no language of the chain has is an error, for nothing could be shown; the others are warnings.
    /// Of translations with other places it is the odd one that is told, and never one that `is_right`: the program's own.
    #[must_use]
    pub fn differences(&self, is_right: impl Fn(&SourcePath) -> bool) -> Vec<Diagnostic> {
        let mut first: BTreeMap<&str, &Catalogue> = BTreeMap::new();
        for (catalogue, _) in self.all.values() {
            for key in catalogue.keys() {
                first.entry(key).or_insert(catalogue);
            }
        }
        let mut found = Vec::new();
        let models: BTreeMap<&str, &Catalogue> =
            first.keys().filter_map(|key| Some((*key, self.model(key, &is_right)?))).collect();
        for (catalogue, chain) in self.all.values() {
            for (key, origin) in &first {
                if catalogue.contains(key) {
                    found.extend(models.get(key).and_then(|model| names_differ(key, model, catalogue)));
                } else {
                    found.push(self.missing(key, origin, catalogue, chain));
                }
            }
        }
        found
    }

    /// The catalogue whose text of a key has the places that all should have: one that is right, else the first of those that most
    /// agree with.
    fn model(&self, key: &str, is_right: impl Fn(&SourcePath) -> bool) -> Option<&Catalogue> {
        let all = || self.all.values().map(|(catalogue, _)| catalogue);
        let whole = |catalogue: &&Catalogue| catalogue.names(key).is_some();
        if let Some(right) = all().filter(whole).find(|catalogue| is_right(&catalogue.place(key).path)) {
            return Some(right);
        }
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for names in all().filter_map(|catalogue| catalogue.names(key)) {
            *counts.entry(names).or_default() += 1;
        }
        let most = counts.values().max().copied()?;
        all().find(|catalogue| catalogue.names(key).is_some_and(|names| counts.get(&names) == Some(&most)))
    }

    /// Each key of a file for which `is_own`, with the place where the first of those has it.
    pub(crate) fn own_keys(&self, is_own: impl Fn(&SourcePath) -> bool) -> BTreeMap<&str, SourceSpan> {
        let mut own = BTreeMap::new();
        for (catalogue, _) in self.all.values() {
            for key in catalogue.keys() {
                let place = catalogue.place(key);
                if is_own(&place.path) {
                    own.entry(key).or_insert(place);
                }
            }
        }
        own
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
    let (wanted, found) = (origin.names(key)?, catalogue.names(key)?);
    let name = wanted.symmetric_difference(&found).find(|name| **name != "n")?;
    let diagnostic = Diagnostic::warning("string-names", catalogue.place(key)).other(origin.place(key));
    let help = if wanted.contains(name) { "add" } else { "remove" };
    Some(diagnostic.with("key", key).with("name", name).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Severity, UiLang};
    use crate::locale::{Locale, RuleFile};

    const RULES: &str = include_str!("../../i18n/format/en.toml");

    fn catalogue(code: &str, text: &str) -> (Catalogue, Vec<Diagnostic>) {
        let path = SourcePath::new(&format!("i18n/format/{code}.toml"));
        let locale = Locale::parse(&RuleFile { code, tag: code, path: &path, text: RULES }, &[]).value;
        let read = Catalogue::parse(&locale, &SourcePath::new(&format!("i18n/{code}.toml")), text);
        (read.value, read.diagnostics)
    }

    fn good(code: &str, text: &str) -> Catalogue {
        let (catalogue, diagnostics) = catalogue(code, text);
        assert_eq!(diagnostics, [], "{code}");
        catalogue
    }

    const ENGLISH: &str = "results = { one = \"{n} entry\", other = \"{n} entries\" }\nas_of = \"As of {date}\"\nnext = \"Next\"";

    #[test]
    fn a_text_has_the_form_of_its_number_and_its_places_filled() {
        let english = good("en", ENGLISH);
        let results = |n: i64| english.message("results", Some(n.into()), &[]).expect("results");
        assert_eq!(results(1), "1 entry");
        assert_eq!(results(1_500), "1,500 entries");
        assert_eq!(english.message("results", None, &[("n", "many")]).as_deref(), Some("many entries"));
        assert_eq!(english.message("as_of", None, &[("date", "2024")]).as_deref(), Some("As of 2024"));
        assert_eq!(english.message("as_of", None, &[]).as_deref(), Some("As of {date}"));
        assert!(matches!(english.message("next", None, &[]), Some(Cow::Borrowed("Next"))));
        assert_eq!(english.message("nothing", None, &[]), None);
    }

    #[test]
    fn a_missing_text_is_borrowed_and_said_to_be() {
        let vi = good("vi", "next = \"Tiếp theo\"\nonly = \"Chỉ\"\nas_of = \"Tính đến {day}\"");
        let chain = vec![String::from("xx"), String::from("en")];
        let all = Catalogues::new([(good("en", ENGLISH), vec![]), (vi, chain)]);
        let message = |code, key| all.message(code, key, Some(2.into()), &[]);
        let text = |text| Some(Cow::Borrowed(text));
        assert_eq!(
            message("vi", "next"),
            Some(InterfaceText { text: Cow::Borrowed("Tiếp theo"), borrowed: None })
        );
        let borrowed = message("vi", "results").expect("English lends it");
        assert_eq!((Some(borrowed.text), borrowed.borrowed), (text("2 entries"), Some("en")));
        assert_eq!(message("en", "only"), None);
        assert_eq!(message("fr", "next"), None);

        let found = all.differences(|_| false);
        let shown: Vec<(Severity, String)> =
            found.iter().map(|one| (one.severity, one.message(UiLang::En))).collect();
        let expected = [
            (Severity::Error, "there is no text for `only` in `en`"),
            (Severity::Warning, "the translations of `as_of` do not all fill in `date`"),
            (Severity::Warning, "there is no text for `results` in `vi`"),
        ];
        assert_eq!(shown, expected.map(|(severity, message)| (severity, String::from(message))));
        assert!(found.iter().all(|one| one.help_text(UiLang::Vi).is_some() && one.other.is_some()));
    }

    #[test]
    fn a_fingerprint_is_of_what_readers_may_see() {
        let of = |english: &str, vietnamese: &str| {
            let chained = [(good("en", english), vec![]), (good("vi", vietnamese), vec![String::from("en")])];
            let all = Catalogues::new(chained);
            ["en", "vi"].map(|code| all.fingerprint(code))
        };
        let [english, vietnamese] = of("next = \"Next\"\nback = \"Back\"", "next = \"Tiếp\"");
        assert_ne!(english, vietnamese);
        let own = of("back = \"Back\"\nnext = \"Forward\"", "next = \"Tiếp\"");
        assert!(own[0] != english && own[1] == vietnamese, "Vietnamese readers never saw `Next`");
        let lent = of("next = \"Next\"\nback = \"Return\"", "next = \"Tiếp\"");
        assert!(lent[0] != english && lent[1] != vietnamese, "they see `Back`");
        let form = of("next = \"Next\"\nback = { other = \"Back\" }", "next = \"Tiếp\"");
        assert!(form[0] != english && form[1] != vietnamese);
        let taken = of("next = \"Next\"\nback = \"Back\"", "next = \"Tiếp\"\nback = \"Back\"");
        assert!(taken[0] == english && taken[1] != vietnamese, "what was borrowed is their own now");
    }

    #[test]
    fn mistakes_have_places_and_help() {
        let text = "a = 5\nb = { othr = \"x\", other = \"y\" }\nc = \"{name\"\nd = { one = \"x\" }\n\
                    e.all = \"x\"\ne.other = \"y\"\nf = { other = 1 }\ng = \"right\"";
        let (catalogue, found) = catalogue("en", text);
        let shown: Vec<(&str, &str)> = found
            .iter()
            .map(|one| {
                let (start, end) = one.place.as_ref().expect("a place").span;
                assert!(one.help_text(UiLang::Vi).is_some() && !one.message(UiLang::Vi).is_empty());
                (one.code, &text[start..end])
            })
            .collect();
        let expected = [
            ("string-type", "5"),
            ("plural-category", "othr"),
            ("string-braces", "\"{name\""),
            ("plural-without-other", "{ one = \"x\" }"),
            ("plural-category", "all"),
            ("string-type", "1"),
        ];
        assert_eq!(shown, expected);
        assert_eq!(found[1].help_text(UiLang::En).as_deref(), Some("did you mean `other`?"));
        let whole = catalogue.keys().filter(|key| catalogue.names(key).is_some());
        assert_eq!(whole.collect::<Vec<_>>(), ["b", "e", "g"]);
        assert_eq!(super::tests::catalogue("en", "a = ").1[0].code, "string-file");
    }
}
