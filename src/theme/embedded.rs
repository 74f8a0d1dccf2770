use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::base::SourcePath;
use crate::source::Snapshot;

static HARBOUR: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/harbour");
static I18N: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/i18n");

static DEFAULTS: LazyLock<Snapshot> = LazyLock::new(|| {
    let mut snapshot = Snapshot::default();
    add(&mut snapshot, &HARBOUR, "themes/harbour");
    add(&mut snapshot, &I18N, "i18n");
    snapshot
});

/// Built-in files that a site may override: the default theme, the strings of the interface, the rules of the languages.
#[must_use]
pub fn defaults() -> &'static Snapshot {
    &DEFAULTS
}

fn add(snapshot: &mut Snapshot, folder: &Dir<'_>, prefix: &str) {
    let mut diagnostics = Vec::new();
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        snapshot.insert(&SourcePath::new(&format!("{prefix}/{path}")), file.contents(), &mut diagnostics);
    }
    assert!(diagnostics.is_empty(), "the embedded files are UTF-8: {diagnostics:?}");
    for inner in folder.dirs() {
        add(snapshot, inner, prefix);
    }
}
