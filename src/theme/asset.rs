use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{SourcePath, SourceSpan, fingerprint_bytes, nearest};
use crate::diag::Diagnostic;
use crate::source::Snapshot;

/// A file of the theme that browsers get.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Below the output: `assets/css/site.3f2a91bc.css`. The name changes with the bytes, so it may be cached for ever.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// The assets of several themes, later ones before earlier ones. Stylesheets come last, because they name other assets.
pub(super) fn load(
    snapshot: &Snapshot,
    themes: &[&str],
    all: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Asset> {
    let mut found: BTreeMap<String, SourcePath> = BTreeMap::new();
    for theme in themes {
        let folder = format!("themes/{theme}/assets/");
        for (path, _) in snapshot.below(&folder) {
            found.insert(path.as_str()[folder.len()..].to_owned(), path.clone());
        }
    }
    let (styles, others): (Vec<_>, Vec<_>) = found.iter().partition(|(name, _)| name.ends_with(".css"));
    let mut assets = BTreeMap::new();
    for (name, path) in others.into_iter().chain(styles) {
        let bytes = match snapshot.get(path).map(crate::source::SourceFile::bytes) {
            Some(Ok(bytes)) => bytes,
            Some(Err(error)) => {
                let problem = Diagnostic::error("unreadable", SourceSpan::file(path)).with("path", path);
                all.push(problem.with("problem", error));
                continue;
            }
            None => continue,
        };
        let bytes = match std::str::from_utf8(&bytes) {
            Ok(text) if name.ends_with(".css") => {
                let style = Style { text, name, path };
                Arc::from(style.linked(&assets, &found, all).into_bytes())
            }
            _ => bytes,
        };
        assets.insert(name.clone(), Asset { path: published(name, &bytes), bytes });
    }
    assets
}

fn published(name: &str, bytes: &[u8]) -> String {
    let digest = fingerprint_bytes(bytes).short(8);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{digest}.{extension}"),
        None => format!("assets/{name}.{digest}"),
    }
}

/// A stylesheet as the theme has it.
struct Style<'a> {
    text: &'a str,
    /// Among the assets.
    name: &'a str,
    path: &'a SourcePath,
}

impl Style<'_> {
    /// The sheet with the published names of the assets that it names by `url(…)`. One that is not among `files` is told
    /// of: browsers would ask for it in vain.
    fn linked(
        &self,
        assets: &BTreeMap<String, Asset>,
        files: &BTreeMap<String, SourcePath>,
        all: &mut Vec<Diagnostic>,
    ) -> String {
        let folder = self.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut linked = String::with_capacity(self.text.len());
        let mut rest = self.text;
        while let Some(start) = rest.find("url(") {
            let (before, after) = rest.split_at(start + 4);
            linked.push_str(before);
            let end = after.find(')').unwrap_or(after.len());
            let address = after[..end].trim_matches(['"', '\'', ' ']);
            let (file, part) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
            let wanted = joined(folder, file);
            if let Some(asset) = assets.get(&wanted) {
                linked.push_str(&"../".repeat(self.name.matches('/').count()));
                linked.push_str(asset.path.strip_prefix("assets/").unwrap_or(&asset.path));
                linked.push_str(part);
            } else {
                linked.push_str(&after[..end]);
                if is_own(address) && !files.contains_key(&wanted) {
                    let at = self.text.len() - after.len();
                    let missing = Diagnostic::warning("style-file", SourceSpan::new(self.path, at..at + end));
                    let near = nearest(&wanted, files.keys().map(String::as_str));
                    all.push(missing.with("address", address).with("wanted", &wanted).near_or(near, "add"));
                }
            }
            rest = &after[end..];
        }
        linked + rest
    }
}

/// Whether an address in a stylesheet is that of a file of the theme: not data, not of another host, not a part of the
/// page that the sheet is used by.
fn is_own(address: &str) -> bool {
    !address.is_empty() && !address.starts_with(['#', '/']) && !address.contains(':')
}

fn joined(folder: &str, address: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
