//! What is wrong, where, and how to mend it: an author's mistake as a value.
//!
//! Stages collect diagnostics and return a value all the same ([`Reported`]); nothing is printed here. A diagnostic
//! carries a code and its arguments; the sentences, in English and Vietnamese, stand in `messages/*.toml`, so that the
//! terminal, the JSON report and the browser speak from one text.

mod details;
mod fold;
mod lines;
mod message;
mod render;
mod subject;
mod ui_lang;
mod unseen;

pub use details::Details;
pub use fold::{Count, Finding, fold, worst};
pub use lines::SourceText;
pub use message::number;
pub use render::Printer;
pub use subject::Subject;
pub use ui_lang::UiLang;
pub use unseen::half_width;

use std::collections::HashSet;

use crate::base::SourceSpan;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site would be wrong; a build does not succeed.
    Error,
    /// The site is made, but an editor should look at it.
    Warning,
}

/// One thing that an author should mend.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of the rule, as in `error[unknown-key]`; a table of `messages/*.toml`.
    pub code: &'static str,
    /// What the message's `{names}` stand for.
    pub args: Details<(&'static str, String)>,
    /// Where; `None` when no file is to blame.
    pub place: Option<SourceSpan>,
    /// Which of the code's help texts applies.
    pub help: Option<&'static str>,
    /// A second place that the message speaks of, such as the first use of a name used twice.
    pub other: Option<SourceSpan>,
    /// What nobody can know of before this is mended; whatever needs it follows from this.
    pub hides: Details<Subject>,
    /// What was looked for in vain.
    pub needs: Details<Subject>,
}

impl Diagnostic {
    /// Something that makes the site wrong.
    #[must_use]
    pub fn error(code: &'static str, place: SourceSpan) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code,
            args: Details::default(),
            place: Some(place),
            help: None,
            other: None,
            hides: Details::default(),
            needs: Details::default(),
        }
    }

    /// Something that an editor should look at.
    #[must_use]
    pub fn warning(code: &'static str, place: SourceSpan) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, place) }
    }

    /// Gives the message's `{name}` its value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds the help text `name` of the code's messages.
    #[must_use]
    pub fn help(mut self, name: &'static str) -> Diagnostic {
        self.help = Some(name);
        self
    }

    /// Adds the help text `near` with `{near}`, when there is a near name. What is said to be wrong is no way out.
    #[must_use]
    pub fn near(self, near: Option<&str>) -> Diagnostic {
        match near.filter(|near| !self.says(near)) {
            Some(near) => self.with("near", near).help("near"),
            None => self,
        }
    }

    /// Adds the help text `near` with `{near}`, or `otherwise` when there is no near name.
    #[must_use]
    pub fn near_or(self, near: Option<&str>, otherwise: &'static str) -> Diagnostic {
        match near.filter(|near| !self.says(near)) {
            Some(_) => self.near(near),
            None => self.help(otherwise),
        }
    }

    /// Whether this very word is what the message is about, which its first argument names.
    fn says(&self, word: &str) -> bool {
        self.args.first().is_some_and(|(_, written)| written == word)
    }

    /// Whether what is meant differs from what was written in small and capital letters alone.
    fn is_of_letters_case(&self) -> bool {
        let near = self.arg("near").filter(|_| self.help == Some("near"));
        let differs =
            |written: &str, near: &str| written != near && written.to_lowercase() == near.to_lowercase();
        near.zip(self.args.first()).is_some_and(|(near, (_, written))| differs(written, near))
    }

    /// Points at a second place as well.
    #[must_use]
    pub fn other(mut self, place: SourceSpan) -> Diagnostic {
        self.other = Some(place);
        self
    }

    /// Says what cannot be known while this is not mended.
    #[must_use]
    pub fn hides(mut self, subject: Subject) -> Diagnostic {
        self.hides.push(subject);
        self
    }

    /// Says what was looked for in vain: where another mistake hides that, this one follows from it.
    #[must_use]
    pub fn needs(mut self, subject: Subject) -> Diagnostic {
        self.needs.push(subject);
        self
    }

    /// What the message's `{name}` stands for.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Whether something found makes the site wrong.
#[must_use]
pub fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|found| found.severity == Severity::Error)
}

/// The value of a stage, and what it found wrong on the way.
#[derive(Clone, Debug, Default)]
pub struct Reported<T> {
    /// Always there, as good as the input allows.
    pub value: T,
    /// In the order in which they were found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// A value with what was found.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Reported<T> {
        Reported { value, diagnostics }
    }

    /// The same findings with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reported<U> {
        Reported { value: change(self.value), diagnostics: self.diagnostics }
    }

    /// Moves the diagnostics into `all` and returns the value.
    pub fn into(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}

/// That a value or key lacks its quotation marks need not be told where it is told what should stand there.
const LEAST: &[&str] = &["unquoted", "key-form", "list-form", "table-form"];

/// Codes whose help names what is meant, without the quotation marks that it needs.
const NAMED: &[&str] = &["unknown-value", "no-term", "no-record", "wrong-collection"];

/// Of a value that could not be read, nothing else is said.
const UNREAD: &[&str] = &["toml-syntax", "backslash", "open-quote", "section-form"];

/// Writes what was meant as it has to stand, where the marks around it were forgotten.
fn in_marks(found: &mut Diagnostic) {
    for (_, near) in found.args.iter_mut().filter(|(name, _)| *name == "near") {
        *near = format!("\"{near}\"");
    }
}

/// Orders diagnostics by place, errors before warnings at the same place, and drops repetitions.
///
/// Of a value that could not be read at all, nothing else is said.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    let places = |of: &dyn Fn(&Diagnostic) -> bool, all: &[Diagnostic]| -> HashSet<Option<SourceSpan>> {
        all.iter().filter(|found| of(found)).map(|found| found.place.clone()).collect()
    };
    let is_unread = |found: &Diagnostic| UNREAD.contains(&found.code);
    let unread = places(&is_unread, diagnostics);
    diagnostics.retain(|found| is_unread(found) || !unread.contains(&found.place));
    let is_least = |found: &Diagnostic| LEAST.contains(&found.code);
    let least = places(&is_least, diagnostics);
    // What is only doubtful leaves the mistake to be told.
    let says = |found: &Diagnostic| !is_least(found) && found.severity == Severity::Error;
    let told = places(&|found| says(found) && least.contains(&found.place), diagnostics);
    let bare = places(&|found| matches!(found.code, "unquoted" | "list-form"), diagnostics);
    diagnostics.retain(|found| !is_least(found) || !told.contains(&found.place));
    if !bare.is_empty() {
        let named = |found: &&mut Diagnostic| NAMED.contains(&found.code) && bare.contains(&found.place);
        diagnostics.iter_mut().filter(named).for_each(in_marks);
    }
    diagnostics.sort_by(|a, b| {
        (&a.place, a.severity, a.code, &*a.args).cmp(&(&b.place, b.severity, b.code, &*b.args))
    });
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, UiLang};
    use crate::base::{SourcePath, SourceSpan};

    fn help(written: &str, near: Option<&str>) -> Option<String> {
        let found = Diagnostic::warning("unknown-currency", SourceSpan::file(&SourcePath::new("a.toml")));
        found.with("currency", written).near_or(near, "add").help_text(UiLang::En)
    }

    #[test]
    fn what_was_written_is_no_way_out() {
        assert_eq!(help("USD", Some("USD")), help("USD", None));
        assert_eq!(help("USDD", Some("USD")).as_deref(), Some("did you mean `USD`?"));
        assert_eq!(
            help("usd", Some("USD")).as_deref(),
            Some("small and capital letters differ here; did you mean `USD`?")
        );
    }
}
