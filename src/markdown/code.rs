//! Code blocks, coloured when their language is known.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::CodeBlockKind;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::escape;
use super::writer::{Capture, Writer};

/// A code block being read.
pub(super) struct CodeBlock {
    lang: String,
    pub(super) text: String,
    /// Where it stands, when four spaces and no fence make it code.
    indented: Option<Range<usize>>,
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
        let mut indented = None;
        let lang = match kind {
            CodeBlockKind::Fenced(info) => {
                let info = self.source.clean(info);
                self.look_at_fence(&info, range);
                info.split([' ', '\t', ',']).next().unwrap_or_default().to_owned()
            }
            CodeBlockKind::Indented => {
                indented = Some(range);
                String::new()
            }
        };
        self.capture = Some(Capture::Code(CodeBlock { lang, text: String::new(), indented }));
    }

    pub(super) fn close_code(&mut self) {
        let Some(Capture::Code(CodeBlock { lang, text, indented })) = self.capture.take() else { return };
        if let Some(range) = indented {
            self.look_at_indented(&text, range);
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

fn syntax(lang: &str) -> Option<&'static SyntaxReference> {
    let syntax = SYNTAXES.find_syntax_by_token(lang)?;
    (syntax.name != "Plain Text").then_some(syntax)
}
