//! A template's mistake, as Tera words it → a diagnostic at its place in the theme, with the name that was meant.

use std::collections::BTreeMap;

use super::defaults;
use crate::base::{SourcePath, SourceSpan, nearest};
use crate::diag::Diagnostic;

/// How Tera begins to say that there is nothing of a name, by what it would be: a word of `diag/words.toml`.
const NAMES: &[(&str, &str)] = &[
    ("Unknown filter `", "filter"),
    ("Unknown test `", "test"),
    ("Unknown function `", "function"),
    ("Unknown component `", "component"),
    ("Unknown template `", "template"),
    ("Block `", "block"),
    ("Field `", "field"),
    ("Variable `", "variable"),
    ("there is no interface string `", "string"),
];

/// The filters, tests and functions that Tera brings; our own functions are those that a theme registers.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];
const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];
const FUNCTIONS: &[&str] = &["range", "super", "throw"];

/// More names than these are not listed.
const MOST_LISTED: usize = 20;

/// The templates of a theme.
pub(super) struct Templates<'t> {
    /// Where each stands, by name.
    pub(super) paths: &'t BTreeMap<String, SourcePath>,
    /// What each says; none when only places are wanted.
    pub(super) texts: &'t [(&'t str, &'t str)],
    /// The functions that were registered besides those of Tera.
    pub(super) functions: &'t [&'static str],
}

impl Templates<'_> {
    /// A template's mistake as a diagnostic.
    pub(super) fn diagnostic(&self, error: &tera::Error) -> Diagnostic {
        let (problem, place) = match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                let path = self.paths.get(report.filename());
                let place = path.map(|path| SourceSpan::new(path, report.span().range.clone()));
                (report.message().to_string(), place)
            }
            tera::ErrorKind::CircularExtend { tpl: name, .. }
            | tera::ErrorKind::CircularInclude { tpl: name, .. } => {
                (error.to_string(), self.paths.get(name).map(SourceSpan::file))
            }
            tera::ErrorKind::MissingParent { current, parent } => {
                (format!("Unknown template `{parent}`"), self.parent_place(current))
            }
            _ => self.first_report(&error.to_string()),
        };
        let place = place.unwrap_or_else(|| SourceSpan::file(&SourcePath::new("themes")));
        let problem = problem.trim_end_matches('.');
        self.displaced(problem, &place)
            .or_else(|| self.unknown_name(problem, &place))
            .or_else(|| unexpected(problem, &place))
            .unwrap_or_else(|| Diagnostic::error("template", place).with("problem", problem).help("look"))
    }

    fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(other, _)| *other == name).map_or("", |(_, text)| text)
    }

    /// The templates that one is made from, the nearest first.
    fn ancestors<'a>(&'a self, name: &'a str) -> Vec<&'a str> {
        let mut found = Vec::new();
        let mut next = extended(self.text(name));
        while let Some(parent) = next.filter(|parent| !found.contains(parent)) {
            found.push(parent);
            next = extended(self.text(parent));
        }
        found
    }

    /// Where a template names the one that it is made from.
    fn parent_place(&self, name: &str) -> Option<SourceSpan> {
        let (path, text) = (self.paths.get(name)?, self.text(name));
        let Some(parent) = extended(text) else { return Some(SourceSpan::file(path)) };
        let at = parent.as_ptr() as usize - text.as_ptr() as usize;
        Some(SourceSpan::new(path, at..at + parent.len()))
    }

    /// Mistakes of several templates come as one text, each with a line `--> file:line:column`; one is enough to begin with.
    fn first_report(&self, report: &str) -> (String, Option<SourceSpan>) {
        let mut lines = report.lines();
        let problem = lines.next().unwrap_or_default();
        let problem = problem.strip_prefix("error: ").unwrap_or(problem).to_owned();
        let mut place = || {
            let mut parts = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
            let (column, line): (usize, usize) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            let name = parts.next()?;
            let mut rows = self.text(name).split_inclusive('\n');
            let before: usize = rows.by_ref().take(line.checked_sub(1)?).map(str::len).sum();
            let row = rows.next().unwrap_or_default();
            let at: usize = row.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
            let end = at + named_length(&row[at..], &problem);
            Some(SourceSpan::new(self.paths.get(name)?, before + at..before + end))
        };
        let place = place();
        (problem, place)
    }

    /// A template of the program fills a block that one of the site's own, standing in the place of another, has no more.
    fn displaced(&self, problem: &str, place: &SourceSpan) -> Option<Diagnostic> {
        let (block, _) = problem.strip_prefix("Block `")?.split_once('`')?;
        let (name, _) = self.paths.iter().find(|(_, path)| **path == place.path)?;
        let is_ours = |name: &str| {
            let own = self.paths.get(name).and_then(|path| defaults().get(path)).and_then(|file| file.text());
            own == Some(self.text(name))
        };
        let cause = self.ancestors(name).into_iter().find(|name| !is_ours(name)).filter(|_| is_ours(name))?;
        let displaced = Diagnostic::error("template-displaced", SourceSpan::file(self.paths.get(cause)?));
        Some(displaced.with("template", name).with("block", block).with("own", cause).help("add"))
    }

    fn unknown_name(&self, problem: &str, place: &SourceSpan) -> Option<Diagnostic> {
        let known = |(opening, kind): &(&str, &'static str)| Some((*kind, problem.strip_prefix(*opening)?));
        let (kind, rest) = NAMES.iter().find_map(known)?;
        let (name, rest) = rest.split_once('`')?;
        let own = self.paths.iter().find(|(_, path)| **path == place.path).map_or("", |(name, _)| name);
        let known: Vec<&str> = match kind {
            "filter" => FILTERS.to_vec(),
            "test" => TESTS.to_vec(),
            "function" => self.functions.iter().chain(FUNCTIONS).copied().collect(),
            "template" => self.paths.keys().map(String::as_str).collect(),
            "block" => self.ancestors(own).into_iter().flat_map(|name| blocks(self.text(name))).collect(),
            "string" => crate::view::STRINGS.to_vec(),
            _ => rest.split_once(": ").map_or(Vec::new(), |(_, known)| known.split(", ").collect()),
        };
        let unknown = Diagnostic::error("template-name", place.clone()).with("kind", kind).with("name", name);
        let near = nearest(name, known.iter().copied());
        let otherwise = match known.len() {
            _ if kind == "string" => "string",
            1..=MOST_LISTED => "known",
            _ => "look",
        };
        Some(unknown.with("known", known.join(", ")).near_or(near, otherwise))
    }
}

/// What stands where something else is needed.
fn unexpected(problem: &str, place: &SourceSpan) -> Option<Diagnostic> {
    let (found, expected) = problem.strip_prefix("Found ")?.split_once(" but expected ")?;
    let quoted = |text: &str| if text.contains([' ', '`']) { text.to_owned() } else { format!("`{text}`") };
    let unexpected = Diagnostic::error("template-syntax", place.clone());
    Some(unexpected.with("found", quoted(found)).with("expected", quoted(expected)).help("close"))
}

/// The template that one says it is made from.
fn extended(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("extends")?;
    let quote = rest.trim_start().chars().next()?;
    rest.trim_start()[quote.len_utf8()..].split(quote).next()
}

/// The names of the blocks of a template.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    let tags = text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
    tags.filter_map(|tag| tag.strip_prefix("block ")?.split_whitespace().next())
}

/// How long the name is that a problem speaks of, where it stands at the beginning of `text`, perhaps in quotation marks.
fn named_length(text: &str, problem: &str) -> usize {
    let name = problem.split('`').nth(1).unwrap_or_default();
    let quotes = usize::from(text.starts_with(['"', '\'']));
    if text[quotes..].starts_with(name) { name.len() + 2 * quotes } else { 0 }
}

#[cfg(test)]
mod tests {
    use tera::Tera;

    #[test]
    fn the_filters_tests_and_functions_that_are_offered_are_there() {
        let uses = |opening: &str, names: &[&str], closing: &str| {
            names.iter().map(|name| format!("{opening}{name}{closing}")).collect::<String>()
        };
        let mut tera = Tera::default();
        let filters = uses("{{ x | ", super::FILTERS, " }}");
        let tests = uses("{% if x is ", super::TESTS, " %}{% endif %}");
        let functions = uses("{{ ", super::FUNCTIONS, "() }}").replace("super()", "1");
        tera.add_raw_template("x", &(filters + &tests + &functions)).expect("all of them are known");
    }
}
