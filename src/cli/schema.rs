//! `portolan schema`: the JSON Schemas of a site as files, and the rules by which editors find them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::argument::SchemaOptions;
use super::messages::within_own;
use super::report::Report;
use crate::config::{self, Overrides};
use crate::diag::UiLang;
use crate::editor::{Guide, SchemaFile, json_schemas};
use crate::output::{self, InputDigests, Output};
use crate::{pipeline, source};

/// Where the schemas are unless somebody says otherwise, below the site's folder.
const FOLDER: &str = ".portolan/schema";

/// The rules for taplo, which is also what the extension Even Better TOML runs.
const RULES: &str = "taplo.toml";

/// `portolan schema`
pub(super) fn schema(options: &SchemaOptions) -> Outcome {
    let lang: UiLang = options.ui_lang.into();
    let report = Report::new(super::argument::ReportFormat::Text, lang, false);
    match write(&options.root, &options.output, lang) {
        Ok(files) => {
            let folder = options.root.join(&options.output);
            Report::done(&done(folder.strip_prefix(".").unwrap_or(&folder), files, lang));
            Outcome::Clean
        }
        Err(SchemaFailure::NoSite) => {
            let root = options.root.display();
            report.environment(&match lang {
                UiLang::En => {
                    format!("there is no {} in {root}: name the site's folder with `--root`", config::FILE)
                }
                UiLang::Vi => {
                    format!("không có {} trong {root}: hãy chỉ thư mục của trang bằng `--root`", config::FILE)
                }
            })
        }
        Err(SchemaFailure::Own(own)) => {
            report.content(within_own(&options.root.join(&options.output), own).of(lang))
        }
        Err(SchemaFailure::Environment(problem)) => report.environment(&problem),
    }
}

/// Writes the schemas again where a site has them, so that they know a new record; whether it has.
pub(super) fn refresh(root: &Path, lang: UiLang) -> bool {
    root.join(FOLDER).join(RULES).is_file() && write(root, Path::new(FOLDER), lang).is_ok()
}

enum SchemaFailure {
    NoSite,
    /// The folder to write into touches a part of the site.
    Own(&'static str),
    Environment(String),
}

impl From<output::Error> for SchemaFailure {
    fn from(error: output::Error) -> SchemaFailure {
        SchemaFailure::Environment(error.to_string())
    }
}

/// Writes the schemas of what can be read: while a site has mistakes, its author needs them most.
fn write(root: &Path, folder: &Path, lang: UiLang) -> Result<usize, SchemaFailure> {
    if !root.join(config::FILE).is_file() {
        return Err(SchemaFailure::NoSite);
    }
    if let Some(own) = source::within_own(root, &root.join(folder), Some(".portolan")) {
        return Err(SchemaFailure::Own(own));
    }
    let read = source::read(root).map_err(|error| SchemaFailure::Environment(error.to_string()))?;
    let (mut snapshot, mut found) = (read.value, read.diagnostics);
    let reading = pipeline::read(&mut snapshot, &Overrides::default(), &mut found);
    let guide = Guide { content: &reading.content, config: &reading.config, locales: &reading.locales, lang };
    let files = json_schemas(&guide);
    let output = Output::open(&root.join(folder), None, InputDigests::default())?;
    for file in &files {
        output.put(&file.name, format!("{:#}\n", file.schema).as_bytes())?;
    }
    output.put(RULES, rules(&files, folder).as_bytes())?;
    output.finish(None)?;
    Ok(files.len())
}

/// The association of files and schemas. Paths are as taplo takes them: from the folder that the editor has open.
fn rules(files: &[SchemaFile], folder: &Path) -> String {
    let mut text = String::from(
        "# Which schema is for which file. To use it, copy this file to `.taplo.toml` beside portolan.toml, or name it in\n\
         # the setting `evenBetterToml.taplo.configFile.path` of the editor. Written by `portolan schema`, together with the\n\
         # schemas: run that again after a change to a collection, a vocabulary or the list of records.\n",
    );
    let folder: PathBuf = folder.components().collect();
    let folder = folder.to_string_lossy().replace('\\', "/");
    for file in files {
        let _ = write!(text, "\n[[rule]]\ninclude = [\"{}\"]\n", file.include);
        if !file.exclude.is_empty() {
            let _ = writeln!(text, "exclude = [\"{}\"]", file.exclude.join("\", \""));
        }
        let _ = write!(text, "[rule.schema]\nenabled = true\npath = \"{folder}/{}\"\n", file.name);
    }
    text
}

fn done(folder: &Path, files: usize, lang: UiLang) -> String {
    let folder = folder.display();
    match lang {
        UiLang::En => format!(
            "wrote {files} schemas and {RULES} to {folder}\n\
             copy {RULES} to `.taplo.toml` beside portolan.toml: VS Code with Even Better TOML, and taplo, then complete and check as you type"
        ),
        UiLang::Vi => format!(
            "đã ghi {files} lược đồ và {RULES} vào {folder}\n\
             hãy chép {RULES} thành `.taplo.toml` cạnh portolan.toml: VS Code có Even Better TOML, và taplo, sẽ gợi ý và kiểm tra ngay khi gõ"
        ),
    }
}
