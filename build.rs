//! Tells cargo which folders are embedded in the binary, so that a new file in them is seen.

fn main() {
    for folder in ["themes/harbour", "i18n", "src/cli/starter", "src/serve/client", "docs/diagnostics"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
