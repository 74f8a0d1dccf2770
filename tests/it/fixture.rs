//! Sites in memory: a test says which files there are, and looks at what comes of them.

use std::collections::BTreeMap;

use portolan::config::Overrides;
use portolan::diag::{self, Diagnostic, Finding, Printer, Severity, UiLang};
use portolan::fact::Date;
use portolan::pipeline::{self, Build};
use portolan::site::Route;
use portolan::source::Snapshot;

/// Two languages, of which the second borrows from the first.
pub(crate) const TWO: &str = r#"
=== portolan.toml
[site]
base_url = "https://example.vn"
name = { vi = "Cảng", en = "Port" }
[[language]]
code = "vi"
tag = "vi"
name = "Tiếng Việt"
og_locale = "vi_VN"
[[language]]
code = "en"
tag = "en"
name = "English"
og_locale = "en_GB"
fallback = ["vi"]
"#;

/// The five languages of the demonstration site.
pub(crate) const FIVE: &str = r#"
=== portolan.toml
[site]
base_url = "https://example.vn"
x_default = "en"
name = { vi = "Cảng", en = "Port", ja = "港", ko = "항구", zh = "港口" }
[[language]]
code = "vi"
tag = "vi"
name = "Tiếng Việt"
og_locale = "vi_VN"
[[language]]
code = "en"
tag = "en"
name = "English"
og_locale = "en_GB"
fallback = ["vi"]
[[language]]
code = "ja"
tag = "ja"
name = "日本語"
og_locale = "ja_JP"
fallback = ["en", "vi"]
[[language]]
code = "ko"
tag = "ko"
name = "한국어"
og_locale = "ko_KR"
fallback = ["en", "vi"]
[[language]]
code = "zh"
tag = "zh-Hans"
name = "简体中文"
og_locale = "zh_CN"
fallback = ["en", "vi"]
"#;

/// The files of a site, and what its builder asks for.
#[derive(Clone, Default)]
pub(crate) struct Files {
    files: BTreeMap<String, Vec<u8>>,
    overrides: Overrides,
}

/// Files from text: each begins after a line `=== path`.
pub(crate) fn files(text: &str) -> Files {
    let mut all = Files::default();
    for part in text.split("\n=== ").skip(1) {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        // Blank lines between two files belong to neither.
        let content = format!("{}\n", content.trim_end_matches('\n'));
        all.files.insert(path.trim().to_owned(), content.into_bytes());
    }
    all
}

/// The site that the files make.
pub(crate) fn site(text: &str) -> Made {
    files(text).make()
}

impl Files {
    /// The same files and those of `text`, which replace others of their name.
    pub(crate) fn and(mut self, text: &str) -> Files {
        self.files.extend(files(text).files);
        self
    }

    /// The same files and one more.
    pub(crate) fn with(mut self, path: &str, content: impl AsRef<[u8]>) -> Files {
        self.files.insert(path.to_owned(), content.as_ref().to_owned());
        self
    }

    /// The files themselves.
    pub(crate) fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files
    }

    /// The same files but one.
    pub(crate) fn without(mut self, path: &str) -> Files {
        self.files.remove(path).expect("only a file that is there can be taken away");
        self
    }

    /// Built as on this day.
    pub(crate) fn on_day(mut self, day: &str) -> Files {
        self.overrides.as_of = Some(Date::parse(day).expect("a date"));
        self
    }

    /// Built with these wishes of the command line.
    pub(crate) fn asking(mut self, ask: impl FnOnce(&mut Overrides)) -> Files {
        ask(&mut self.overrides);
        self
    }

    /// What the files make.
    pub(crate) fn make(&self) -> Made {
        let read =
            Snapshot::from_files(self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        Made { build: pipeline::assemble(read.value, &self.overrides, read.diagnostics) }
    }
}

/// A site that was put together, with everything that was found wrong.
pub(crate) struct Made {
    pub(crate) build: Build,
}

impl Made {
    /// Everything that was found, as the terminal shows it in English.
    pub(crate) fn said(&self) -> String {
        self.said_in(UiLang::En)
    }

    /// Everything that was found, as the terminal shows it.
    pub(crate) fn said_in(&self, lang: UiLang) -> String {
        let printer = self.printer(lang);
        let all: Vec<String> =
            diag::fold(&self.build.diagnostics).iter().map(|found| printer.terminal(found, false)).collect();
        all.join("\n\n")
    }

    /// One finding as the terminal shows it.
    pub(crate) fn terminal(&self, found: &Diagnostic, lang: UiLang) -> String {
        self.printer(lang).terminal(&Finding::alone(found), false)
    }

    /// Everything that was found, as programs get it.
    pub(crate) fn json(&self) -> serde_json::Value {
        self.printer(UiLang::En).json(&diag::fold(&self.build.diagnostics)).into()
    }

    fn printer(&self, lang: UiLang) -> Printer<'_> {
        Printer::new(lang, |path| self.build.snapshot.page(path))
    }

    /// The codes of everything that was found, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.build.diagnostics.iter().map(|found| found.code).collect()
    }

    /// The site itself, which must have nothing to mend.
    #[track_caller]
    pub(crate) fn sound(self) -> Made {
        let errors = self.build.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let errors: Vec<String> = errors.map(|found| self.terminal(found, UiLang::En)).collect();
        assert!(errors.is_empty(), "\n{}\n", errors.join("\n\n"));
        self
    }

    /// The route behind an address: `vi/du-an/`.
    pub(crate) fn route(&self, address: &str) -> Option<&Route> {
        self.build.site.pages.routes.iter().find(|route| route.path(&self.build.site) == address)
    }

    /// The addresses of all pages.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.build.site.pages.routes.iter().map(|route| route.path(&self.build.site)).collect()
    }

    /// What is published at an address.
    #[track_caller]
    pub(crate) fn html(&self, address: &str) -> String {
        let Some(route) = self.route(address) else {
            panic!("nothing is published at `{address}`, but at:\n{}", self.addresses().join("\n"));
        };
        match self.build.render(&self.build.views(), route) {
            Ok(html) => html,
            Err(problem) => panic!("\n{}\n", self.terminal(&problem, UiLang::En)),
        }
    }

    /// Every page and file that is made from a template or as XML, with its address.
    pub(crate) fn everything(&self) -> Vec<(String, String)> {
        let views = self.build.views();
        let pages = self.build.site.pages.routes.iter().map(|route| {
            let html = self.build.render(&views, route);
            let html = html.unwrap_or_else(|problem| panic!("\n{}\n", self.terminal(&problem, UiLang::En)));
            (route.path(&self.build.site), html)
        });
        pages.chain(portolan::feed::redirects(&self.build.site)).collect()
    }
}

/// What stands between two marks, each time.
pub(crate) fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    let parts = text.split(before).skip(1);
    parts.map(|part| part.split_once(after).map_or(part, |(inner, _)| inner)).collect()
}

/// The `<main>` of a page without its tags, each element's text on a line of its own.
pub(crate) fn main_text(html: &str) -> String {
    let main = between(html, "<main", "</main>").first().copied().unwrap_or_default();
    let main = main.split_once('>').map_or(main, |(_, inner)| inner);
    visible(main)
}

/// Markup as its text, lines and elements apart.
pub(crate) fn visible(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !matches!(name.as_str(), "a" | "b" | "span" | "time" | "em" | "strong" | "") {
            text.push('\n');
        }
        text.push_str(words);
    }
    let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&#x27;", "'");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace('\u{a0}', " ");
    let lines = text
        .lines()
        .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Asserts that `text` has all of `parts`, in this order.
#[track_caller]
pub(crate) fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let Some(at) = rest.find(part) else {
            panic!("`{part}` is missing (after what stands before it) in\n{text}")
        };
        rest = &rest[at + part.len()..];
    }
}
