//! Key figures on the home page that a reader could take for each other.

use crate::base::Lang;
use crate::config::HomeFigure;
use crate::diag::Diagnostic;
use crate::site::Site;

/// Two key figures that bear one label: in whichever language, one of them is taken for the other.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    let figures = &site.config.home.figures;
    for (at, figure) in figures.iter().enumerate() {
        let same = |lang: Lang| {
            let label = label(site, figure, lang)?;
            let mut before = figures[..at].iter();
            let first = before.find(|other| self::label(site, other, lang) == Some(label))?;
            Some((label, first))
        };
        if let Some((label, first)) = site.config.langs().find_map(same) {
            let twice = Diagnostic::warning("tile-label", figure.place.clone()).with("label", label);
            let code = &site.config.language(Lang(0)).code;
            all.push(twice.with("code", code).other(first.place.clone()).help("label"));
        }
    }
}

/// What a key figure is called in a language; `None` for one that leads nowhere, which `home` reports.
fn label<'a>(site: &'a Site, figure: &'a HomeFigure, lang: Lang) -> Option<&'a str> {
    let (id, name) = figure.fact.split_once('#')?;
    let (_, record) = site.record(id)?;
    let field = site.collection_of(record).fields.get(name)?;
    let word = site.word(&figure.label, lang).or_else(|| site.word(&field.label, lang));
    Some(word.map_or(name, |(label, _)| label))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, settings};

    #[test]
    fn two_figures_of_one_label_are_taken_for_each_other() {
        let figures = |label: &str| {
            let figure = "[[home.figure]]\nfact = \"north#length\"\n";
            settings(&format!("{figure}{figure}{label}")) + &facts("length = 400")
        };
        check(&figures(""), &["W tile-label/label \"north#length\""]);
        check(&figures("label = { vi = \"Bến\", en = \"Quay\" }"), &[]);
    }
}
