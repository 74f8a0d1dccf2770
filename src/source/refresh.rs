use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::folder::{file, filtered, read_file, twin, unreadable};
use super::{Snapshot, SourceFile, capital, is_input, site_path};
use crate::base::SourcePath;
use crate::diag::Diagnostic;

/// Reads again what lies at `paths` on the disk below `root`, files or folders, whether it is there or not; the rest of
/// the snapshot stays. The result is what [`super::read`] would have made of the whole site.
///
/// `found` is what reading has found so far, and is kept up to date with it. Returned are the paths at which something
/// is different now; none after a save without a change.
pub fn refresh(
    snapshot: &mut Snapshot,
    root: &Path,
    paths: &BTreeSet<PathBuf>,
    found: &mut Vec<Diagnostic>,
) -> BTreeSet<SourcePath> {
    let scopes = outermost(paths.iter().filter_map(|path| scope(root, path)).collect());
    let is_affected = |problem: &Diagnostic| {
        problem.place.as_ref().is_some_and(|place| is_within(place.path.as_str(), &scopes))
    };
    let (before, kept): (Vec<Diagnostic>, Vec<Diagnostic>) =
        std::mem::take(found).into_iter().partition(is_affected);
    *found = kept;
    let mut after = Vec::new();
    let mut changed = BTreeSet::new();
    for scope in &scopes {
        let fresh = read_scope(snapshot, root, scope, &mut after);
        changed.extend(replace(snapshot, scope, fresh));
    }
    let told = |problem: &Diagnostic| problem.place.as_ref().map(|place| place.path.clone());
    let (old, new): (HashSet<&Diagnostic>, HashSet<&Diagnostic>) =
        (before.iter().collect(), after.iter().collect());
    changed.extend(old.symmetric_difference(&new).filter_map(|problem| told(problem)));
    found.extend(after);
    changed
}

/// What has to be read again for a change at `path`, below the root; `None` when no input lies there.
///
/// On a disk, one name may be there in two spellings of Unicode at once, of which one counts. So beyond ASCII the
/// folder is read again as a whole.
fn scope(root: &Path, path: &Path) -> Option<String> {
    let path = match site_path(root, path) {
        Ok(path) => path.as_str().to_owned(),
        // A name that is no Unicode was reported when the site was opened; here its folder is looked at.
        Err(_) => site_path(root, path.parent()?).ok()?.as_str().to_owned(),
    };
    if !is_input(&SourcePath::new(&path)) {
        return None;
    }
    let plain: Vec<&str> = path.split('/').take_while(|part| part.is_ascii()).collect();
    Some(plain.join("/"))
}

/// The scopes that lie in no other.
fn outermost(all: BTreeSet<String>) -> BTreeSet<String> {
    let inner = |scope: &String| scope.rsplit_once('/').is_some_and(|(folder, _)| is_within(folder, &all));
    all.iter().filter(|scope| !inner(scope)).cloned().collect()
}

/// Whether a path is one of the scopes or lies below one.
fn is_within(path: &str, scopes: &BTreeSet<String>) -> bool {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().any(|end| scopes.contains(&path[..end]))
}

/// Reads a file or folder. What cannot be read is reported, and counts as absent.
fn read_scope(old: &Snapshot, root: &Path, scope: &str, found: &mut Vec<Diagnostic>) -> Snapshot {
    let mut fresh = Snapshot::default();
    if has_link(root, scope) {
        return fresh;
    }
    // Such a folder lies no deeper.
    if scope.matches('/').count() < 2 {
        found.extend(capital::folders(root, scope));
    }
    if capital::is_meant(scope) {
        return fresh;
    }
    let mut seen = BTreeSet::new();
    for entry in filtered(WalkDir::new(root.join(scope))) {
        let Some((path, place)) = file(root, entry, found) else { continue };
        if !path.as_str().is_ascii() && !seen.insert(path.clone()) {
            found.push(twin(&path));
        }
        let known = old.get(&path).and_then(SourceFile::known);
        let read = read_file(&mut fresh, (&path, &place), known, found);
        found.extend(read.err().and_then(|error| unreadable(&path, error)));
    }
    fresh
}

/// Whether a folder above `scope` is a link, which is not followed.
fn has_link(root: &Path, scope: &str) -> bool {
    let folders = scope.match_indices('/').map(|(at, _)| &scope[..at]);
    folders
        .into_iter()
        .any(|folder| root.join(folder).symlink_metadata().is_ok_and(|found| found.is_symlink()))
}

/// Puts what a scope holds now in the place of what it held; returns the paths that differ.
fn replace(snapshot: &mut Snapshot, scope: &str, fresh: Snapshot) -> BTreeSet<SourcePath> {
    let own = SourcePath::new(scope);
    let folder = format!("{scope}/");
    let old: Vec<SourcePath> = snapshot
        .get(&own)
        .map(|_| own)
        .into_iter()
        .chain(snapshot.below(&folder).map(|(path, _)| path.clone()))
        .collect();
    let mut changed = BTreeSet::new();
    let is_own = |path: &SourcePath| snapshot.get(path).is_some_and(|file| !file.is_default);
    let old: Vec<SourcePath> =
        old.into_iter().filter(|path| fresh.get(path).is_none() && is_own(path)).collect();
    for path in old {
        snapshot.remove(&path);
        changed.insert(path);
    }
    let files = Arc::make_mut(&mut snapshot.files);
    for (path, file) in fresh.files.iter() {
        let former = files.insert(path.clone(), file.clone());
        if former.is_none_or(|known| known.digest != file.digest) {
            changed.insert(path.clone());
        }
    }
    changed
}
