//! Many diagnostics → the few that an author has to read: causes, each with what only follows from it, and what is
//! equal once.
//!
//! A diagnostic says what it hides and what it needs ([`Subject`]); that one follows from another is found here, and
//! nobody lists which codes follow from which.

use hashbrown::HashMap;

use super::{Diagnostic, Severity, Subject};

/// A mistake with all that is the same elsewhere, and all that follows from it.
#[derive(Clone, Debug)]
pub struct Finding<'d> {
    /// The first of the places where it was made.
    pub first: &'d Diagnostic,
    /// The same at other places, in their order.
    pub again: Vec<&'d Diagnostic>,
    /// What goes away with it, folded the same way. Nothing follows from these: causes of causes are told as one.
    pub follows: Vec<Finding<'d>>,
}

impl<'d> Finding<'d> {
    /// A diagnostic by itself.
    #[must_use]
    pub fn alone(first: &'d Diagnostic) -> Finding<'d> {
        Finding { first, again: Vec::new(), follows: Vec::new() }
    }

    /// Every diagnostic that is told with it, itself first.
    pub fn all(&self) -> impl Iterator<Item = &'d Diagnostic> {
        let follows =
            self.follows.iter().flat_map(|found| [found.first].into_iter().chain(found.again.clone()));
        [self.first].into_iter().chain(self.again.iter().copied()).chain(follows)
    }

    /// How many diagnostics follow from it.
    #[must_use]
    pub fn following(&self) -> usize {
        self.follows.iter().map(|found| 1 + found.again.len()).sum()
    }
}

/// How many of all diagnostics are errors, are warnings, and only follow from others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Those of both that go away with another.
    pub follow: usize,
}

impl Count {
    /// Counts.
    #[must_use]
    pub fn of(findings: &[Finding<'_>]) -> Count {
        let all = findings.iter().flat_map(Finding::all);
        let (mut errors, mut warnings) = (0, 0);
        for found in all {
            match found.severity {
                Severity::Error => errors += 1,
                Severity::Warning => warnings += 1,
            }
        }
        Count { errors, warnings, follow: findings.iter().map(Finding::following).sum() }
    }
}

/// Folds diagnostics that are in order, which stays.
#[must_use]
pub fn fold(all: &[Diagnostic]) -> Vec<Finding<'_>> {
    let roots = roots(all);
    let mut findings: Vec<Finding<'_>> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut equals = HashMap::new();
    for (index, found) in all.iter().enumerate().filter(|(index, _)| roots[*index] == *index) {
        let at = *equals.entry(key(found)).or_insert(findings.len());
        places.insert(index, at);
        match findings.get_mut(at) {
            Some(finding) => finding.again.push(found),
            None => findings.push(Finding::alone(found)),
        }
    }
    let mut equals = HashMap::new();
    for (index, found) in all.iter().enumerate().filter(|(index, _)| roots[*index] != *index) {
        let cause = places[&roots[index]];
        let follows = &mut findings[cause].follows;
        let at = *equals.entry((cause, key(found))).or_insert(follows.len());
        match follows.get_mut(at) {
            Some(finding) => finding.again.push(found),
            None => follows.push(Finding::alone(found)),
        }
    }
    findings
}

/// At most so many of the findings, in their order: causes of others before the rest, and errors before warnings.
#[must_use]
pub fn worst<'d>(findings: &[Finding<'d>], most: usize) -> Vec<Finding<'d>> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|at| (findings[*at].follows.is_empty(), findings[*at].first.severity));
    order.truncate(most);
    order.sort_unstable();
    order.into_iter().map(|at| findings[at].clone()).collect()
}

/// What makes two diagnostics equal: they say that the same is wrong and is to be mended in one way, wherever it stands.
type MistakeKey<'d> = (Severity, &'static str, Option<&'static str>, Vec<&'d str>);

fn key(found: &Diagnostic) -> MistakeKey<'_> {
    // What may stand at a place differs where records are written in a folder or in a table.
    let says = found.args.iter().filter(|(name, _)| !name.starts_with("known"));
    (found.severity, found.code, found.help, says.map(|(_, value)| value.as_str()).collect())
}

/// For each diagnostic the position of the one from which it follows in the end; its own when it follows from none.
fn roots(all: &[Diagnostic]) -> Vec<usize> {
    let hiding = hiding(all);
    let causes: Vec<usize> =
        all.iter().enumerate().map(|(index, found)| cause(index, found, &hiding)).collect();
    let root = |index: usize| {
        let mut at = index;
        // Whatever follows from itself by a long way round has no cause; none is as long as this.
        for _ in 0..LONGEST {
            if causes[at] == at {
                return at;
            }
            at = causes[at];
        }
        index
    };
    (0..all.len()).map(root).collect()
}

/// More causes than these do not stand behind one another: a file, a declaration, a key, a mention of it.
const LONGEST: usize = 8;

/// By subject, the first diagnostic that hides it; one that itself needs the subject only if there is no other.
fn hiding(all: &[Diagnostic]) -> HashMap<&Subject, usize> {
    let mut hiding: HashMap<&Subject, usize> = HashMap::new();
    for (index, found) in all.iter().enumerate() {
        for subject in &found.hides {
            let first = *hiding.entry(subject).or_insert(index);
            if all[first].needs.contains(subject) && !found.needs.contains(subject) {
                hiding.insert(subject, index);
            }
        }
    }
    hiding
}

/// The diagnostic that hides what this one needs; the whole before the part.
fn cause(index: usize, found: &Diagnostic, hiding: &HashMap<&Subject, usize>) -> usize {
    let hidden = |subject: &Subject| {
        let whole = subject.whole().and_then(|whole| hiding.get(&whole).copied());
        whole.or_else(|| hiding.get(subject).copied())
    };
    found.needs.iter().filter_map(hidden).find(|cause| *cause != index).unwrap_or(index)
}

#[cfg(test)]
mod tests {
    use super::{Count, Finding, fold, worst};
    use crate::base::{SourcePath, SourceSpan};
    use crate::diag::{Diagnostic, Subject};

    fn at(code: &'static str, byte: usize) -> Diagnostic {
        Diagnostic::error(code, SourceSpan::new(&SourcePath::new("a.toml"), byte..byte + 1))
    }

    /// Codes: each finding, how often it is there, and what follows.
    fn shown(findings: &[Finding<'_>]) -> Vec<String> {
        let one = |found: &Finding<'_>| format!("{} {}", found.first.code, 1 + found.again.len());
        let all = findings.iter().map(|found| {
            let follows: Vec<String> = found.follows.iter().map(one).collect();
            format!("{} [{}]", one(found), follows.join(", "))
        });
        all.collect()
    }

    #[test]
    fn what_follows_stands_under_its_cause_however_far_behind_it_is() {
        let field = Subject::field("projects", "capital");
        let fact = Subject::fact("port", "capital");
        let all = [
            at("no-fact", 1).needs(fact.clone()),
            at("unknown-key", 2).needs(field.clone()).hides(fact.clone()),
            at("unknown-field", 3).hides(field),
            at("no-record", 4).needs(Subject::Record("port".into())),
        ];
        assert_eq!(shown(&fold(&all)), ["unknown-field 1 [no-fact 1, unknown-key 1]", "no-record 1 []"]);
        assert_eq!(Count::of(&fold(&all)), Count { errors: 4, warnings: 0, follow: 2 });
    }

    #[test]
    fn a_part_is_hidden_with_its_whole() {
        let all = [
            at("toml-syntax", 1).hides(Subject::Vocabulary("places".into())),
            at("no-term", 2).with("id", "a").needs(Subject::entry("places", "a")),
            at("no-term", 3).with("id", "b").needs(Subject::entry("places", "b")),
            at("no-term", 4).with("id", "a").needs(Subject::entry("places", "a")),
            at("no-term", 5).with("id", "a").needs(Subject::entry("sectors", "a")),
        ];
        assert_eq!(shown(&fold(&all)), ["toml-syntax 1 [no-term 2, no-term 1]", "no-term 1 []"]);
    }

    #[test]
    fn the_same_is_told_once_with_all_its_places() {
        let all = [
            at("no-record", 1).with("id", "a"),
            at("no-record", 2).with("id", "b"),
            at("no-record", 3).with("id", "a"),
        ];
        assert_eq!(shown(&fold(&all)), ["no-record 2 []", "no-record 1 []"]);
    }

    #[test]
    fn of_many_findings_causes_and_then_errors_are_shown() {
        let place = |byte| SourceSpan::new(&SourcePath::new("a.toml"), byte..byte + 1);
        let all = [
            Diagnostic::warning("unused-file", place(1)),
            at("no-record", 2),
            at("unknown-field", 3).hides(Subject::field("projects", "capital")),
            at("unknown-key", 4).needs(Subject::field("projects", "capital")),
        ];
        let findings = fold(&all);
        let most = |most: usize| shown(&worst(&findings, most));
        assert_eq!(most(1), ["unknown-field 1 [unknown-key 1]"]);
        assert_eq!(
            most(2),
            ["no-record 1 []", "unknown-field 1 [unknown-key 1]"],
            "in the order of the files"
        );
        assert_eq!(most(9), shown(&findings));
    }

    #[test]
    fn a_circle_of_causes_loses_nothing() {
        let (a, b) = (Subject::Record("a".into()), Subject::Record("b".into()));
        let all = [
            at("one", 1).needs(a.clone()).hides(b.clone()),
            at("two", 2).needs(b).hides(a.clone()),
            at("three", 3).needs(a.clone()),
            at("four", 4).needs(a.clone()).hides(a),
        ];
        let findings = fold(&all);
        assert_eq!(findings.iter().flat_map(Finding::all).count(), all.len(), "{:?}", shown(&findings));
    }
}
