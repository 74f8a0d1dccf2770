use crate::base::{SourcePath, SourceSpan};
use crate::diag::Diagnostic;

use super::Format;

/// What keeps a picture from being published; becomes a [`Diagnostic`] where the author refers to the picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureProblem {
    code: &'static str,
    help: &'static str,
    args: Vec<(&'static str, String)>,
}

impl PictureProblem {
    /// The stable name of the rule: `image-broken`, `image-too-large`, `image-wrong-extension`, `image-unsupported`
    /// or `svg-unsafe`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Which of the code's help texts applies.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.help
    }

    /// The problem at the place where the picture is asked for.
    #[must_use]
    pub fn diagnostic(self, place: SourceSpan) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.code, place).help(self.help);
        self.args.into_iter().fold(diagnostic, |diagnostic, (name, value)| diagnostic.with(name, value))
    }

    fn new(code: &'static str, help: &'static str, path: &SourcePath) -> PictureProblem {
        PictureProblem { code, help, args: vec![("path", path.to_string())] }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> PictureProblem {
        self.args.push((name, value.to_string()));
        self
    }

    /// `help` says in which way: `empty`, `truncated`, `no-size` or `damaged`.
    pub(super) fn broken(path: &SourcePath, help: &'static str) -> PictureProblem {
        PictureProblem::new("image-broken", help, path)
    }

    pub(super) fn too_large(path: &SourcePath, width: u32, height: u32) -> PictureProblem {
        PictureProblem::new("image-too-large", "pixels", path).with("size", format!("{width} × {height} px"))
    }

    /// A vector picture of too many bytes.
    pub(super) fn heavy(path: &SourcePath, bytes: usize, allowed: usize) -> PictureProblem {
        const KIB: usize = 1024;
        PictureProblem::new("image-too-large", "bytes", path)
            .with("size", format!("{} KiB", bytes.div_ceil(KIB)))
            .with("allowed", format!("{} KiB", allowed / KIB))
    }

    pub(super) fn wrong_extension(path: &SourcePath, format: Format) -> PictureProblem {
        let name = path.file_name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        PictureProblem::new("image-wrong-extension", "rename", path)
            .with("format", format.name())
            .with("name", format!("{stem}.{}", format.extensions()[0]))
    }

    pub(super) fn unsupported(path: &SourcePath, format: &str, help: &'static str) -> PictureProblem {
        PictureProblem::new("image-unsupported", help, path).with("format", format)
    }

    /// Not a picture at all, or of a kind that nobody here knows.
    pub(super) fn unknown(path: &SourcePath) -> PictureProblem {
        PictureProblem::unsupported(path, "unknown", "unknown")
    }

    /// `what` is the element, attribute or rule that could do harm, as written in the file.
    pub(super) fn unsafe_svg(path: &SourcePath, help: &'static str, what: &str) -> PictureProblem {
        // An address can be as long as a picture.
        let mut what: String = what.chars().filter(|c| !c.is_control()).take(60).collect();
        if what.is_empty() {
            what.push('?');
        }
        PictureProblem::new("svg-unsafe", help, path).with("what", what)
    }
}
