//! Files of a theme that nobody reads, with what they were most likely meant to be.

use super::{DEFAULT, component};
use crate::base::{FileKind, SourcePath, SourceSpan, is_near, nearest, parts};
use crate::content::Near;
use crate::diag::Diagnostic;
use crate::source::Snapshot;

/// The site's own files of its theme that nobody reads: templates are in `templates/` and end in `.html`, whatever is published
/// is in `assets/`. Beside those may lie what it is made from.
pub(super) fn strays(snapshot: &Snapshot, name: &str) -> Vec<Diagnostic> {
    let folder = format!("themes/{name}/");
    let is_read = |path: &SourcePath| match path.as_str()[folder.len()..].split_once('/') {
        None => !path.file_name().starts_with("theme.") || path.file_name() == "theme.toml",
        Some(("templates", _)) => path.file_name().ends_with(".html"),
        Some((top, _)) => top == "assets" || nearest(top, ["assets", "templates"]).is_none(),
    };
    let is_own = |path: &SourcePath| snapshot.own_below(&folder).any(|own| own == path);
    let mut found = Vec::new();
    for path in snapshot.own_below(&folder) {
        let meant = meant(snapshot, &folder, path);
        if meant.is_some() || !is_read(path) {
            let near = Near { is_there: &is_own, otherwise: "theme" };
            found.push(Diagnostic::warning("stray-file", SourceSpan::file(path)).meant_or(path, meant, near));
        }
    }
    found
}

/// The name that a file was meant to have: one without what Windows hides, and with the letters of what the program looks for.
pub(super) fn meant(snapshot: &Snapshot, folder: &str, path: &SourcePath) -> Option<String> {
    let below = &path.as_str()[folder.len()..];
    let (inner, name) = below.rsplit_once('/').unwrap_or(("", below));
    let lower = name.to_lowercase();
    let found = match below.split_once('/') {
        None => {
            let (stem, kind) = parts(&lower);
            (kind != FileKind::Text && is_near(stem, kind, "theme")).then(|| "theme.toml".to_owned())?
        }
        Some(("templates", template)) if component::meant(snapshot, template).is_some() => {
            component::meant(snapshot, template)?
        }
        Some((top @ ("templates" | "assets"), _)) => {
            let bare = lower.trim_end_matches(".txt");
            let plain = if bare.ends_with(".htm") { format!("{bare}l") } else { bare.to_owned() };
            let is_known = [folder, &format!("themes/{DEFAULT}/")]
                .into_iter()
                .any(|theme| snapshot.get(&SourcePath::new(&format!("{theme}{inner}/{plain}"))).is_some());
            let is_template = top == "templates" && plain.ends_with(".html") && !name.ends_with(".html");
            (is_known || is_template).then_some(plain)?
        }
        Some(_) => return None,
    };
    (found != name).then_some(found)
}
