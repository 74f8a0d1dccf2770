//! The head of a text file: TOML between two lines of `+++`. Other generators have YAML between `---`.

use crate::base::{SourcePath, SourceSpan, is_blank};
use crate::diag::{Diagnostic, Subject};

/// A stretch of a file and the byte at which it begins.
pub(super) type FileStretch<'t> = (usize, &'t str);

/// Splits a text file into its front matter and its Markdown.
pub(super) fn split<'t>(
    source: &'t str,
    path: &SourcePath,
    all: &mut Vec<Diagnostic>,
) -> (FileStretch<'t>, FileStretch<'t>) {
    let nothing = (0, "");
    let first = line_at(source, 0);
    let place = |end| SourceSpan::new(path, 0..end);
    if is_fence(first, "+++") {
        return match between(source, &["+++"]) {
            Some(found) => found,
            None => {
                let open = Diagnostic::error("front-matter-open", place(3)).help("close");
                all.push(open.hides(Subject::File(path.clone())));
                (nothing, (source.len(), ""))
            }
        };
    }
    let none = Diagnostic::error("no-front-matter", place(first.trim_end_matches('\n').len()));
    let none = none.hides(Subject::File(path.clone()));
    match between(source, &["---", "..."]).filter(|_| is_fence(first, "---")) {
        Some(((_, front), body)) => {
            all.push(none.with("toml", as_toml(front).trim_end()).help("yaml"));
            (nothing, body)
        }
        None => {
            all.push(advised(none, source, first));
            (nothing, (0, source))
        }
    }
}

/// Says what to do about a text without front matter, by what stands in its place.
fn advised(none: Diagnostic, source: &str, first: &str) -> Diagnostic {
    let first = first.trim_end();
    let begun = source.trim_start();
    if begun.is_empty() {
        return none.help("empty");
    }
    if first.is_empty() && is_fence(line_at(begun, 0), "+++") {
        return none.help("blank");
    }
    if first.starts_with('＋') {
        return none.with("seen", first).help("wide");
    }
    if first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%") {
        return none.help("json");
    }
    let heading = begun.strip_prefix("# ").map(|rest| line_at(rest, 0).trim());
    if let Some(title) = heading.filter(|title| !is_blank(title)) {
        return none.with("title", quoted(title)).help("title");
    }
    // What only looks like the fence is shown with what cannot be seen in it.
    let seen = Some(first).filter(|line| line.contains("+++")).or(heading).unwrap_or_default();
    none.with("seen", seen).help("add")
}

/// What stands between the first line and the next that is a fence, and what comes after.
fn between<'t>(source: &'t str, fences: &[&str]) -> Option<(FileStretch<'t>, FileStretch<'t>)> {
    let start = line_at(source, 0).len();
    let mut at = start;
    while at < source.len() {
        let line = line_at(source, at);
        let after = at + line.len();
        if fences.iter().any(|fence| is_fence(line, fence)) {
            return Some(((start, &source[start..at]), (after, &source[after..])));
        }
        at = after;
    }
    None
}

/// The line that begins at a byte, with its end.
fn line_at(source: &str, at: usize) -> &str {
    let rest = &source[at..];
    rest.find('\n').map_or(rest, |end| &rest[..=end])
}

/// Whether a line is a fence: blanks behind it cannot be seen, and mean nothing.
fn is_fence(line: &str, fence: &str) -> bool {
    line.strip_prefix(fence).is_some_and(|rest| rest.trim_matches([' ', '\t', '\n']).is_empty())
}

/// Lines of YAML as an author would write them in TOML. What is neither a key with its value nor a list stays as it is.
fn as_toml(yaml: &str) -> String {
    let mut toml = String::new();
    let mut lines = yaml.lines().filter(|line| !line.trim().is_empty()).peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = line.split_once(':').filter(|_| !line.trim_start().starts_with('#')) else {
            toml += &format!("{line}\n");
            continue;
        };
        let (key, value) = (key.trim().trim_matches(['"', '\'']), value.trim());
        let mut below = Vec::new();
        let belongs = |next: &&str| next.starts_with([' ', '\t']) || next.trim_start().starts_with("- ");
        while let Some(next) = lines.next_if(belongs) {
            below.push(next.trim());
        }
        toml += &format!(
            "{} = {}\n",
            name(key),
            if below.is_empty() { one(key, value) } else { many(value, &below) }
        );
    }
    toml
}

fn name(key: &str) -> String {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !key.is_empty() && key.bytes().all(bare) { key.to_owned() } else { quoted(key) }
}

/// The lines below a key: a list, keys of its own, or a text of several lines.
fn many(value: &str, below: &[&str]) -> String {
    if value.starts_with(['|', '>']) {
        return quoted(&below.join(" "));
    }
    if below.iter().all(|line| line.starts_with("- ")) {
        let items: Vec<String> = below.iter().map(|line| one("", line[2..].trim())).collect();
        return format!("[{}]", items.join(", "));
    }
    let pair = |line: &&str| {
        line.split_once(':').map(|(key, value)| format!("{} = {}", name(key.trim()), one("", value.trim())))
    };
    match below.iter().map(pair).collect::<Option<Vec<_>>>() {
        Some(pairs) if value.is_empty() => format!("{{ {} }}", pairs.join(", ")),
        _ => quoted(&[&[value], below].concat().join(" ")),
    }
}

/// One value. Titles and the like are texts even where they look like a number.
fn one(key: &str, value: &str) -> String {
    let items = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Some(items) = items {
        let items = items.split(',').map(str::trim).filter(|item| !item.is_empty());
        return format!("[{}]", items.map(|item| one("", item)).collect::<Vec<_>>().join(", "));
    }
    let inner = |mark| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    if value.len() >= 2 && inner('"').is_some() {
        return value.to_owned();
    }
    if let Some(text) = inner('\'') {
        return quoted(&text.replace("''", "'"));
    }
    let is_text = matches!(key, "title" | "summary" | "slug");
    let digits = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    let is_number = value.starts_with(|c: char| c.is_ascii_digit()) && digits;
    let is_plain = matches!(value, "true" | "false") || (is_number && !value.starts_with('0'));
    if is_plain && !is_text { value.to_owned() } else { quoted(value) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(source: &str) -> (FileStretch<'_>, FileStretch<'_>, Vec<&'static str>) {
        let mut all = Vec::new();
        let (front, body) = split(source, &SourcePath::new("content/news/a/vi.md"), &mut all);
        (front, body, all.iter().filter_map(|found| found.help).collect())
    }

    #[test]
    fn blanks_behind_a_fence_mean_nothing() {
        assert_eq!(parts("+++ \na = 1\n+++\t \nText\n"), ((5, "a = 1\n"), (17, "Text\n"), vec![]));
        assert_eq!(parts("+++\n+++"), ((4, ""), (7, ""), vec![]));
        // What is more than a fence ends no front matter, so that nothing on its line is lost.
        assert_eq!(parts("+++\na = \"\"\"\n+++ x\n\"\"\"\n+++\n").0.1, "a = \"\"\"\n+++ x\n\"\"\"\n");
        assert_eq!(parts("+++\u{200b}\na = 1\n").2, ["add"]);
        assert_eq!(parts("+++\na = 1\n").2, ["close"]);
    }

    #[test]
    fn yaml_is_known_and_its_text_is_read() {
        assert_eq!(parts("---\ntitle: Abc\n---\nText"), ((0, ""), (19, "Text"), vec!["yaml"]));
        assert_eq!(parts("---\nText without an end").2, ["add"]);
    }

    #[test]
    fn the_lines_are_told_in_toml() {
        let yaml = "title: Abc \"x\"\nslug: 2024\nweight: 5\ndate: 2024-03-15\ndraft: true\ntags: [a, 'b']\n\
                    # note\nlist:\n  - một\n- hai\nalt:\n  a.jpg: Cảng\nsummary: >\n  Dài\n  dòng\nphone: 0225\n";
        let toml = "title = \"Abc \\\"x\\\"\"\nslug = \"2024\"\nweight = 5\ndate = 2024-03-15\ndraft = true\n\
                    tags = [\"a\", \"b\"]\n# note\nlist = [\"một\", \"hai\"]\nalt = { \"a.jpg\" = \"Cảng\" }\n\
                    summary = \"Dài dòng\"\nphone = \"0225\"\n";
        assert_eq!(as_toml(yaml), toml);
        assert!(toml::from_str::<toml::Table>(toml).is_ok());
    }
}
