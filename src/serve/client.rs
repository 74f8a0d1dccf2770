use include_dir::{Dir, include_dir};

/// What the preview adds to pages: a script, its styles, and the page with two languages side by side.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/serve/client");

/// A file of the client.
pub(super) fn file(name: &str) -> Option<&'static [u8]> {
    FILES.get_file(name).map(include_dir::File::contents)
}
