use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::lines::{Lines, SourceText};
use super::message;
use super::ui_lang::UiLang;
use super::unseen;
use super::{Diagnostic, Finding, Severity};
use crate::base::{SourcePath, SourceSpan};

/// How many of the other places of one finding are named, and how many kinds of what follows from it.
const MOST_NAMED: usize = 5;
/// A longer line is shown in part.
const MOST_OF_LINE: usize = 1000;
/// So much stands beside the marked part of such a line.
const BESIDE: usize = 120;
/// A place of more lines is shown by its first.
const MOST_LINES: usize = 50;

/// The text behind a path, when there is one.
type Find<'t> = Box<dyn Fn(&SourcePath) -> Option<SourceText<'t>> + 't>;

/// Writes findings for people and for programs. The lines of a file are looked up once for all that stands in it.
pub struct Printer<'t> {
    lang: UiLang,
    find: Find<'t>,
    files: RefCell<HashMap<SourcePath, Option<Rc<Lines<'t>>>>>,
    /// Whether every place is named, and not only the first.
    whole: bool,
}

/// A part of a text around a place.
pub(super) struct Excerpt {
    /// The lines, or a part of one.
    pub(super) text: String,
    /// The place in it.
    pub(super) marked: Range<usize>,
    /// The number of its first line, from 1.
    line: usize,
    /// Where the place is, as it would be told from the excerpt alone.
    column: usize,
}

impl<'t> Printer<'t> {
    /// `find` gives a file's text; one without text (a picture), and one that is meant as a whole, is shown by its path alone.
    pub fn new(lang: UiLang, find: impl Fn(&SourcePath) -> Option<SourceText<'t>> + 't) -> Printer<'t> {
        Printer { lang, find: Box::new(find), files: RefCell::default(), whole: false }
    }

    /// Names every place of a finding when `whole`, and not only the first.
    #[must_use]
    pub fn naming_all(self, whole: bool) -> Printer<'t> {
        Printer { whole, ..self }
    }

    fn lines(&self, path: &SourcePath) -> Option<Rc<Lines<'t>>> {
        if let Some(known) = self.files.borrow().get(path) {
            return known.clone();
        }
        let lines = (self.find)(path).map(|page| Rc::new(Lines::new(page)));
        self.files.borrow_mut().insert(path.clone(), lines.clone());
        lines
    }

    /// Writes a finding as the terminal shows it: headline, file, line, the source line with a caret, help, where it is the same,
    /// and what follows from it.
    #[must_use]
    pub fn terminal(&self, finding: &Finding<'_>, colour: bool) -> String {
        let found = finding.first;
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let message = found.message(self.lang);
        let notes: Vec<String> = [self.again(finding), self.follows(finding)].into_iter().flatten().collect();
        let help = found.help_text(self.lang);
        let place = found.place.as_ref().filter(|place| !place.is_file());
        let excerpts = [place, found.other.as_ref()].map(|place| self.excerpt_of(place?));
        let mut group =
            annotate_snippets::Group::with_title(level.primary_title(message.as_str()).id(found.code));
        match (&found.place, &excerpts[0]) {
            (Some(place), Some(excerpt)) => {
                group = group.element(excerpt.snippet(place, AnnotationKind::Primary));
            }
            (Some(place), None) => {
                group = group.element(annotate_snippets::Origin::path(unseen::path(&place.path)));
            }
            _ => {}
        }
        if let (Some(other), Some(excerpt)) = (&found.other, &excerpts[1]) {
            group = group.element(excerpt.snippet(other, AnnotationKind::Context));
        }
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        for note in &notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut written = renderer.render(&[group]).to_string();
        for (place, excerpt) in [&found.place, &found.other].into_iter().zip(&excerpts) {
            if let (Some(place), Some(excerpt)) = (place, excerpt) {
                self.correct(&mut written, place, excerpt);
            }
        }
        written
    }

    /// Of a line that is shown in part, and of one that lies otherwise on disk, the column was told as it stands in what is
    /// shown; here it is told as it stands in the file.
    fn correct(&self, written: &mut String, place: &SourceSpan, excerpt: &Excerpt) {
        let Some(lines) = self.lines(&place.path) else { return };
        let at = lines.position(place);
        let path = unseen::path(&place.path);
        let right = format!("{path}:{}:{}", at.line, at.column);
        let shown = format!("{path}:{}:{}", excerpt.line, excerpt.column);
        if right != shown
            && let Some(at) = written.find(&format!(" {shown}")).map(|at| at + 1)
        {
            written.replace_range(at..at + shown.len(), &right);
        }
    }

    fn excerpt_of(&self, place: &SourceSpan) -> Option<Excerpt> {
        Some(excerpt(&*self.lines(&place.path)?, place))
    }

    /// `file:line:column`, or the file alone.
    fn position_text(&self, place: &SourceSpan) -> String {
        match self.lines(&place.path).filter(|_| !place.is_file()) {
            Some(lines) => {
                let at = lines.position(place);
                format!("{}:{}:{}", unseen::path(&place.path), at.line, at.column)
            }
            None => unseen::path(&place.path).into_owned(),
        }
    }

    /// The first of some places, and how many are left.
    fn places(&self, found: &[&Diagnostic]) -> String {
        let most = if self.whole { usize::MAX } else { MOST_NAMED };
        let mut named: Vec<String> = Vec::new();
        for place in found.iter().filter_map(|found| found.place.as_ref()).take(most) {
            named.push(self.position_text(place));
        }
        let rest = found.len() - named.len();
        if rest > 0 && !named.is_empty() {
            named.push(message::more(rest, self.lang));
        }
        named.join(", ")
    }

    fn again(&self, finding: &Finding<'_>) -> Option<String> {
        let places = self.places(&finding.again);
        (!finding.again.is_empty()).then(|| message::again(finding.again.len(), &places, self.lang))
    }

    fn follows(&self, finding: &Finding<'_>) -> Option<String> {
        let follows = &finding.follows;
        let most = if self.whole { follows.len() } else { MOST_NAMED.min(follows.len()) };
        let mut lines = vec![message::follows(finding.following(), self.lang)];
        for found in &follows[..most] {
            let all: Vec<&Diagnostic> = [found.first].into_iter().chain(found.again.clone()).collect();
            lines.push(format!("- {}: {}", found.first.message(self.lang), self.places(&all)));
        }
        let rest: usize = follows[most..].iter().map(|found| 1 + found.again.len()).sum();
        if rest > 0 {
            lines.push(format!("- {}", message::more(rest, self.lang)));
        }
        (!follows.is_empty()).then(|| lines.join("\n"))
    }

    /// Findings as programs get them: one list, in which what follows stands behind its cause and names it by its position in
    /// the list.
    #[must_use]
    pub fn json(&self, findings: &[Finding<'_>]) -> Vec<Value> {
        let mut list = Vec::new();
        for finding in findings {
            let cause = list.len();
            list.push(self.object(finding, None));
            list.extend(finding.follows.iter().map(|found| self.object(found, Some(cause))));
        }
        list
    }

    fn object(&self, finding: &Finding<'_>, follows: Option<usize>) -> Value {
        let found = finding.first;
        let most = if self.whole { usize::MAX } else { MOST_NAMED };
        let again = finding.again.iter().filter_map(|found| found.place.as_ref()).take(most);
        json!({
            "severity": match found.severity { Severity::Error => "error", Severity::Warning => "warning" },
            "code": found.code,
            "message": found.message(self.lang),
            "help": found.help_text(self.lang),
            "place": found.place.as_ref().map(|place| self.place(place)),
            "other": found.other.as_ref().map(|place| self.place(place)),
            "count": 1 + finding.again.len(),
            "again": again.map(|place| self.place(place)).collect::<Vec<_>>(),
            "follows": follows,
        })
    }

    /// A place as programs get it: `line` and `column` counted from 1, the column in characters; `start` and `end` in bytes; all of
    /// the file as it lies on disk.
    #[must_use]
    pub fn place(&self, place: &SourceSpan) -> Value {
        match self.lines(&place.path) {
            Some(lines) if !place.is_file() => {
                let at = lines.position(place);
                json!({ "file": place.path.as_str(), "line": at.line, "column": at.column,
                        "start": at.start, "end": at.end })
            }
            _ => json!({ "file": place.path.as_str(), "line": 1, "column": 1, "start": 0, "end": 0 }),
        }
    }

    /// The line in which a place begins, or the part of it around the place, and where the place is in that; nothing for a file as
    /// a whole.
    #[must_use]
    pub fn line_around(&self, place: &SourceSpan) -> Option<(String, Range<usize>)> {
        let Excerpt { text, marked, .. } = self.excerpt_of(Some(place).filter(|place| !place.is_file())?)?;
        let end = text[marked.start..].find('\n').map_or(text.len(), |end| marked.start + end);
        let marked = marked.start..marked.end.min(end);
        Some((text[..end].to_owned(), marked))
    }
}

/// The lines that a place touches, and no more of them than can be read.
fn excerpt(lines: &Lines<'_>, place: &SourceSpan) -> Excerpt {
    let marked = lines.clamp(place);
    let first = lines.line_of(marked.start);
    let last = lines.line_of(marked.end.saturating_sub(1).max(marked.start));
    let mut span = lines.span(first..first + 1);
    let whole = lines.span(first..last + 1);
    if last - first < MOST_LINES && whole.len() <= MOST_OF_LINE * 2 {
        span = whole;
    }
    let (mut before, mut after) = ("", "");
    if span.len() > MOST_OF_LINE * 2 {
        let text = lines.text(span.clone());
        let from = text.floor_char_boundary((marked.start - span.start).saturating_sub(BESIDE));
        let to = text.floor_char_boundary(
            (marked.end - span.start).min(marked.start - span.start + MOST_OF_LINE) + BESIDE,
        );
        (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        span = span.start + from..span.start + to;
    }
    let shown = lines.text(span.clone());
    let at = |byte: usize| byte.clamp(span.start, span.end) - span.start + before.len();
    let marked = at(marked.start)..at(marked.end);
    let text = unseen::masked(format!("{before}{shown}{after}"));
    let line_start = text[..marked.start].rfind('\n').map_or(0, |newline| newline + 1);
    let column = text[line_start..marked.start].chars().count() + 1;
    Excerpt { text, marked, line: first + 1, column }
}

impl Excerpt {
    fn snippet<'e>(
        &'e self,
        place: &'e SourceSpan,
        kind: AnnotationKind,
    ) -> Snippet<'e, annotate_snippets::Annotation<'e>> {
        Snippet::source(self.text.as_str())
            .line_start(self.line)
            .path(unseen::path(&place.path))
            .annotation(kind.span(self.marked.clone()))
    }
}
