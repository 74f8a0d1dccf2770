//! What each language brings: its formats, and the strings of the interface.

use crate::base::{Lang, SourcePath, SourceSpan};
use crate::config::Config;
use crate::content;
use crate::diag::{Diagnostic, Severity};
use crate::locale::{Catalogue, Catalogues, Locale, RuleFile};
use crate::source::Snapshot;

/// The formats of each language.
pub(super) fn locales(snapshot: &Snapshot, config: &Config, all: &mut Vec<Diagnostic>) -> Vec<Locale> {
    let parse = |lang: Lang, chain: &[Locale], all: &mut Vec<Diagnostic>| {
        let language = config.language(lang);
        let path = SourcePath::new(&format!("i18n/format/{}.toml", language.code));
        let text = snapshot.text(path.as_str()).unwrap_or_default();
        let file = RuleFile { code: &language.code, tag: &language.tag, path: &path, text };
        let mut read = Locale::parse(&file, chain);
        // The file of rules does not say the tag; the configuration does.
        let tag = |found: &&mut Diagnostic| found.code == "language-tag";
        read.diagnostics.iter_mut().filter(tag).for_each(|found| found.place = Some(language.place.clone()));
        read.into(all)
    };
    // A chain is a list of other languages' own rules, so each is first read without one.
    let alone: Vec<Locale> = config.langs().map(|lang| parse(lang, &[], &mut Vec::new())).collect();
    let chained = config.langs().map(|lang| {
        let chain: Vec<Locale> =
            config.language(lang).fallback.iter().map(|lang| alone[lang.index()].clone()).collect();
        parse(lang, &chain, all)
    });
    chained.collect()
}

/// The strings of the interface in each language.
pub(super) fn catalogues(
    snapshot: &Snapshot,
    config: &Config,
    locales: &[Locale],
    all: &mut Vec<Diagnostic>,
) -> Catalogues {
    let (mut catalogues, mut unread) = (Vec::new(), Vec::new());
    for (lang, locale) in config.langs().zip(locales) {
        let language = config.language(lang);
        let path = SourcePath::new(&format!("i18n/{}.toml", language.code));
        if snapshot.get(&path).is_none() {
            let missing =
                Diagnostic::warning("no-strings", SourceSpan::file(&path)).with("language", &language.name);
            all.push(missing.with("path", &path).with("code", &language.code).help("copy"));
        }
        let text = snapshot.text(path.as_str()).unwrap_or_default();
        let read = Catalogue::parse(locale, &path, text);
        if snapshot.get(&path).is_none() || read.diagnostics.iter().any(|found| found.code == "string-file") {
            unread.push(path);
        }
        let catalogue = read.into(all);
        let chain = language.fallback.iter().map(|lang| config.language(*lang).code.clone());
        catalogues.push((catalogue, chain.collect()));
    }
    all.extend(misnamed_strings(snapshot, config));
    let catalogues = Catalogues::new(catalogues);
    // That a whole file is missing was said; its strings need not be listed one by one.
    let said = |found: &Diagnostic| found.place.as_ref().is_some_and(|place| unread.contains(&place.path));
    let differences = catalogues.differences(|path| snapshot.is_default(path)).into_iter();
    all.extend(differences.filter(|found| found.severity == Severity::Error || !said(found)));
    let files: Vec<String> = config.codes().iter().map(|code| format!("i18n/{code}.toml")).collect();
    // Of a string that some languages have, the differences have told already.
    for key in crate::view::STRINGS.iter().filter(|key| !catalogues.contains(key)) {
        let missing = Diagnostic::error("no-string", SourceSpan::file(&SourcePath::new(&files[0])));
        all.push(missing.with("key", key).with("files", files.join(", ")).help("add"));
    }
    catalogues
}

/// Files of strings and formats that nobody reads because of their names.
fn misnamed_strings(snapshot: &Snapshot, config: &Config) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for path in snapshot.own_below("i18n/") {
        if let Some(meant) = content::meant_name(path, &config.languages) {
            let beside = SourcePath::new(&format!("{}/{meant}", path.folder()));
            let help = if snapshot.own_below("i18n/").any(|own| *own == beside) { "copy" } else { "near" };
            found.push(
                Diagnostic::warning("stray-file", SourceSpan::file(path)).with("near", meant).help(help),
            );
        }
    }
    found
}
