//! Code blocks, coloured when their language is known.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::CodeBlockKind;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::escape;
use super::unclosed::Fence;
use super::writer::{Capture, Writer};

/// A code block being read.
pub(super) struct CodeBlock {
    lang: String,
    text: String,
    kind: CodeForm,
}

/// What makes it code.
enum CodeForm {
    Fenced(Fence),
    /// Four spaces before its lines, which stand there.
    Indented(Range<usize>),
}

impl CodeBlock {
    /// Appends code that ends at a place of the prepared text.
    pub(super) fn push(&mut self, code: &str, end: usize) {
        self.text.push_str(code);
        if let CodeForm::Fenced(fence) = &mut self.kind {
            fence.end = fence.end.max(end);
        }
    }
}

/// The grammars take about a millisecond to load, and few texts have code in them.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Classes begin with `sy-`, so that they cannot meet a theme's own.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "sy-" };

/// Longer code stays black: colouring runs at a quarter of a megabyte a second.
const MAX_COLOURED: usize = 64 * 1024;

impl Writer<'_> {
    pub(super) fn open_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.open_block();
        let (lang, kind) = match kind {
            CodeBlockKind::Fenced(info) => {
                let info = self.source.clean(info);
                self.look_at_fence(&info, range.clone());
                let lang = info.split([' ', '\t', ',']).next().unwrap_or_default().to_owned();
                (lang, CodeForm::Fenced(self.fence(range)))
            }
            CodeBlockKind::Indented => (String::new(), CodeForm::Indented(range)),
        };
        self.capture = Some(Capture::Code(CodeBlock { lang, text: String::new(), kind }));
    }

    pub(super) fn close_code(&mut self) {
        let Some(Capture::Code(CodeBlock { lang, text, kind })) = self.capture.take() else { return };
        match kind {
            CodeForm::Fenced(fence) => self.look_at_closing(fence),
            CodeForm::Indented(range) => self.look_at_indented(&text, range),
        }
        // Long lines scroll sideways, so the block must be reachable by keyboard.
        self.out.push("<pre class=\"code\" tabindex=\"0\"><code");
        if !lang.is_empty() {
            self.out.push(" class=\"language-");
            escape::attribute(&mut self.out.html, &lang);
            self.out.push("\"");
        }
        self.out.push(">");
        match coloured(&lang, &text) {
            Some(html) => {
                self.out.push(&html);
                self.body.has_code = true;
            }
            None => escape::text(&mut self.out.html, &text),
        }
        self.out.push("</code></pre>\n");
    }
}

/// The code as HTML with classes, when its language is known.
fn coloured(lang: &str, code: &str) -> Option<String> {
    if lang.is_empty() || code.len() > MAX_COLOURED {
        return None;
    }
    let syntax = syntax(lang)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in code.split_inclusive('\n') {
        // A grammar that fails on some input leaves the code black, which is what it says anyway.
        if line.ends_with('\n') {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        } else {
            generator.parse_html_for_line_which_includes_newline(&format!("{line}\n")).ok()?;
        }
    }
    Some(generator.finalize())
}

/// Whether code of this language is known.
pub(super) fn is_language(lang: &str) -> bool {
    syntax(lang).is_some()
}

fn syntax(lang: &str) -> Option<&'static SyntaxReference> {
    let syntax = SYNTAXES.find_syntax_by_token(lang)?;
    (syntax.name != "Plain Text").then_some(syntax)
}
