//! `portolan theme`: what pages are made with, parts of it for the site to change, and what a template sees.

use std::path::Path;

use serde_json::json;

use super::Outcome;
use super::argument::{CopyOptions, ListOptions, ReportFormat, ThemeAction, ThemeOptions, VarsOptions};
use super::messages::{Bilingual, Refusal};
use super::report::Report;
use crate::base::nearest;
use crate::config::{self, Overrides};
use crate::diag::UiLang;
use crate::locale::decoded;
use crate::output::create;
use crate::pipeline::{self, Build};
use crate::site::Route;
use crate::source::{self, Snapshot};
use crate::theme::{self, TemplateOrigin, ThemePart};

/// `portolan theme`
pub(super) fn theme(options: &ThemeOptions) -> Outcome {
    let lang: UiLang = options.ui_lang.into();
    let format = match &options.action {
        ThemeAction::List(list) => list.format,
        ThemeAction::Copy(_) | ThemeAction::Vars(_) => ReportFormat::Text,
    };
    let report = Report::new(format, lang, false);
    let done = match &options.action {
        ThemeAction::List(list) => parts(options, list, &report),
        ThemeAction::Copy(copy) => copied(options, copy),
        ThemeAction::Vars(vars) => seen(options, vars),
    };
    match done {
        Ok(()) => Outcome::Clean,
        Err(Refusal::Content(said)) => report.content(said.of(lang)),
        Err(Refusal::Environment(problem)) => report.environment(&problem),
    }
}

/// The files of a site with those that every site has, and the name of its theme.
fn read(root: &Path) -> Result<(Snapshot, String), Refusal> {
    if !root.join(config::FILE).is_file() {
        return Err(no_site(root));
    }
    let read = source::read(root).map_err(|error| Refusal::Environment(error.to_string()))?;
    let mut snapshot = read.value;
    let reading = pipeline::read(&mut snapshot, &Overrides::default(), &mut Vec::new());
    Ok((snapshot, reading.config.theme.0.clone()))
}

fn no_site(root: &Path) -> Refusal {
    let root = root.display();
    Refusal::Content(Bilingual {
        en: format!("there is no {} in {root}: name the site's folder with `--root`", config::FILE),
        vi: format!("không có {} trong {root}: hãy chỉ thư mục của trang bằng `--root`", config::FILE),
    })
}

/// `portolan theme list`
fn parts(options: &ThemeOptions, list: &ListOptions, report: &Report) -> Result<(), Refusal> {
    let (snapshot, theme) = read(&options.root)?;
    let parts = theme::parts(&snapshot, &theme);
    match list.format {
        ReportFormat::Json => Report::document(&parts.iter().map(in_json).collect()),
        ReportFormat::Text => {
            let lang = options.ui_lang.into();
            let width = parts.iter().map(|part| part.name.chars().count()).max().unwrap_or_default();
            let line = |part: &ThemePart| format!("{:width$}  {}", part.name, origin(part, &theme).of(lang));
            report.lines(&parts.iter().map(line).collect::<Vec<_>>());
        }
    }
    Ok(())
}

fn origin(part: &ThemePart, theme: &str) -> Bilingual {
    let said = match part.origin {
        TemplateOrigin::BuiltIn => Bilingual { en: "built in".to_owned(), vi: "có sẵn".to_owned() },
        TemplateOrigin::Site => Bilingual { en: "site".to_owned(), vi: "của trang".to_owned() },
        TemplateOrigin::Theme => {
            Bilingual { en: format!("theme {theme}"), vi: format!("giao diện {theme}") }
        }
    };
    if !part.replaces {
        return said;
    }
    Bilingual {
        en: format!("{}, instead of the built-in one", said.en),
        vi: format!("{}, thay cho bản có sẵn", said.vi),
    }
}

fn in_json(part: &ThemePart) -> serde_json::Value {
    let kind = match part.name.split('/').next() {
        Some("templates") => "template",
        Some("assets") => "asset",
        _ if part.name.starts_with("i18n/format/") => "format",
        _ => "strings",
    };
    let origin = match part.origin {
        TemplateOrigin::BuiltIn => "built in",
        TemplateOrigin::Site => "site",
        TemplateOrigin::Theme => "theme",
    };
    let path = (part.origin != TemplateOrigin::BuiltIn).then(|| part.path.as_str());
    json!({ "name": part.name, "kind": kind, "origin": origin, "file": path, "replaces": part.replaces })
}

/// `portolan theme copy`: either all that was named is written, or nothing is.
fn copied(options: &ThemeOptions, copy: &CopyOptions) -> Result<(), Refusal> {
    let (_, theme) = read(&options.root)?;
    let known = theme::built_in_names();
    let mut wanted: Vec<&str> = Vec::new();
    for name in &copy.names {
        let named = named(name, &known)?;
        // Of a folder, what the site has already stays; a file that is there is what somebody did not know.
        let is_file = named.len() == 1;
        for name in named {
            let path = theme::own_path(name, &theme);
            let is_there = options.root.join(path.as_str()).exists();
            if is_there && is_file {
                return Err(there(path.as_str()));
            }
            if !is_there && !wanted.contains(&name) {
                wanted.push(name);
            }
        }
    }
    for name in wanted {
        let path = theme::own_path(name, &theme);
        write(&options.root.join(path.as_str()), name)
            .map_err(|error| Refusal::Environment(format!("{path}: {error}")))?;
        Report::done(&wrote(path.as_str(), options.ui_lang.into()));
    }
    Ok(())
}

fn write(file: &Path, name: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let bytes = theme::built_in(name).map_or_else(|| Ok([].into()), source::SourceFile::bytes)?;
    create(file, &bytes)
}

fn there(path: &str) -> Refusal {
    Refusal::Content(Bilingual {
        en: format!("{path} is there already, and nothing is written over it: nothing was copied"),
        vi: format!("đã có {path} và lệnh này không ghi đè tệp nào: chưa sao chép gì cả"),
    })
}

fn wrote(path: &str, lang: UiLang) -> String {
    match lang {
        UiLang::En => format!("{path}: written; from now on it stands in the place of the built-in one"),
        UiLang::Vi => format!("{path}: đã ghi; từ nay tệp này thay cho bản có sẵn"),
    }
}

/// The files that somebody names: by their name, by the end of it, or by a folder.
fn named<'k>(name: &str, known: &'k [String]) -> Result<Vec<&'k str>, Refusal> {
    let name = name.replace('\\', "/");
    let name = name.trim_start_matches("./").trim_end_matches('/');
    // A file of the theme may be named as it lies in the site.
    let name =
        name.strip_prefix("themes/").map_or(name, |rest| rest.split_once('/').map_or(rest, |(_, rest)| rest));
    let find = |fits: &dyn Fn(&str) -> bool| -> Vec<&'k str> {
        known.iter().map(String::as_str).filter(|known| fits(known)).collect()
    };
    let whole = find(&|known| known == name);
    if !whole.is_empty() {
        return Ok(whole);
    }
    let folder = find(&|known| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')));
    if !folder.is_empty() && !name.is_empty() {
        return Ok(folder);
    }
    let ends = find(&|known| known.strip_suffix(name).is_some_and(|rest| rest.ends_with('/')));
    match ends[..] {
        [_] if !name.is_empty() => Ok(ends),
        [_, ..] if !name.is_empty() => Err(several(name, &ends)),
        _ => {
            let last = |known: &'k str| known.rsplit('/').next().unwrap_or(known);
            let all = known.iter().flat_map(|known| [known.as_str(), last(known)]);
            Err(Refusal::unknown("built-in file", "tệp có sẵn", name, nearest(name, all)))
        }
    }
}

fn several(name: &str, all: &[&str]) -> Refusal {
    let all = all.join("`, `");
    Refusal::Content(Bilingual {
        en: format!("several files are called `{name}`: write which one, `{all}`"),
        vi: format!("có nhiều tệp tên `{name}`: hãy ghi rõ tệp nào, `{all}`"),
    })
}

/// `portolan theme vars`
fn seen(options: &ThemeOptions, vars: &VarsOptions) -> Result<(), Refusal> {
    if !options.root.join(config::FILE).is_file() {
        return Err(no_site(&options.root));
    }
    let read = source::read(&options.root).map_err(|error| Refusal::Environment(error.to_string()))?;
    let overrides = Overrides { drafts: vars.drafts, future: vars.drafts, ..Overrides::default() };
    let build = pipeline::assemble(read.value, &overrides, read.diagnostics);
    let route = route(&build, &vars.address)?;
    let seen = build.seen(route).ok_or_else(|| no_template(&vars.address))?;
    let seen = seen.map_err(|found| {
        Refusal::Content(Bilingual { en: found.message(UiLang::En), vi: found.message(UiLang::Vi) })
    })?;
    Report::document(&seen.variables);
    Report::done(&made_by(seen.file.as_str(), options.ui_lang.into()));
    Ok(())
}

fn made_by(file: &str, lang: UiLang) -> String {
    match lang {
        UiLang::En => format!("template: {file}"),
        UiLang::Vi => format!("mẫu trang: {file}"),
    }
}

/// The page at an address, however it was copied.
fn route<'b>(build: &'b Build, address: &str) -> Result<&'b Route, Refusal> {
    let decoded = decoded(address);
    let bare = decoded.as_deref().unwrap_or(address).split(['?', '#']).next().unwrap_or_default();
    let config = &build.site.config;
    let own = config.own_urls().into_iter().find_map(|url| bare.strip_prefix(url.join("").as_str()));
    let path = own.unwrap_or(bare).trim_start_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let routes = || build.site.pages.routes.iter();
    let found = routes().find(|route| route.path(&build.site).trim_end_matches('/') == path);
    found.ok_or_else(|| {
        let paths: Vec<String> = routes().map(|route| format!("/{}", route.path(&build.site))).collect();
        let near = nearest(&format!("/{path}/"), paths.iter().map(String::as_str));
        Refusal::unknown("page", "trang", address, near)
    })
}

fn no_template(address: &str) -> Refusal {
    Refusal::Content(Bilingual {
        en: format!("`{address}` is made without a template"),
        vi: format!("`{address}` không được tạo từ mẫu trang nào"),
    })
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::theme::built_in_names;

    #[test]
    fn a_file_is_named_by_its_end_where_that_is_enough() {
        let known = built_in_names();
        for name in [
            "templates/base.html",
            "base.html",
            "themes/own/templates/base.html",
            "./base.html",
            "templates\\base.html",
        ] {
            assert_eq!(named(name, &known).ok(), Some(vec!["templates/base.html"]), "{name}");
        }
        assert_eq!(named("shared/footer.html", &known).ok(), Some(vec!["templates/shared/footer.html"]));
        assert!(named("templates/shared/", &known).is_ok_and(|all| all.len() > 1));
        for name in ["vi.toml", "", "/", "templat", "base.htm", "..", "/etc/passwd"] {
            assert!(named(name, &known).is_err(), "{name}");
        }
    }
}
