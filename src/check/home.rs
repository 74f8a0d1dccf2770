//! What the home page shows, by the settings.

use super::declared::{check_list, check_vocabulary};
use super::record::no_record;
use super::term::check_term;
use crate::config::HomeFigure;
use crate::content::Name;
use crate::diag::{Diagnostic, Subject};
use crate::site::{Meant, Site};

/// The figures, lists and the organisation that the settings name for the home page are there.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for HomeFigure { fact: figure, place, .. } in &site.config.home.figures {
        let found = figure.split_once('#').and_then(|(id, field)| site.fact(None, Some(id), field));
        let kept_back = figure.split_once('#').filter(|(id, _)| site.withheld.contains_key(*id));
        if let Some((id, _)) = kept_back {
            all.push(no_record(site, id, place.clone()));
        } else if found.is_none() {
            let missing = Diagnostic::error("home-figure", place.clone()).with("figure", figure);
            let mut missing = missing.near_or(figure_called(site, figure).as_deref(), "form");
            missing.needs.extend(figure.split_once('#').map(|(id, field)| Subject::fact(id, field)));
            all.push(missing);
        }
    }
    for section in &site.config.home.sections {
        check_list(site, &section.collection, section.place.clone(), all);
    }
    if let Some((id, place)) = &site.config.organisation {
        check_vocabulary(site, "organisations", place.clone(), all);
        check_term(site, "organisations", &Name { text: id.clone(), place: place.clone() }, all);
    }
}

/// The figure that is meant by a record and a field of which one or both are called by other names.
fn figure_called(site: &Site, figure: &str) -> Option<String> {
    let (record, label) = figure.split_once('#')?;
    let id = match site.record(record) {
        Some(_) => record.to_owned(),
        None => match site.record_called(record, None)? {
            Meant::One(id) => id,
            Meant::Several(_) => return None,
        },
    };
    let (_, owner) = site.record(&id)?;
    let known = owner.facts.get_key_value(label).map(|(field, _)| field.as_str());
    let field = known.or_else(|| site.fact_called(owner, label))?;
    Some(format!("{id}#{field}"))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, settings};

    #[test]
    fn a_key_figure_is_a_fact() {
        let figure =
            |fact: &str| settings(&format!("[[home.figure]]\nfact = \"{fact}\"")) + &facts("length = 400");
        check(&figure("north#length"), &[]);
        check(&figure("north#lenght"), &["home-figure/near \"north#lenght\" → north#length"]);
        check(
            &figure("Cầu cảng phía bắc#length"),
            &["home-figure/near \"Cầu cảng phía bắc#length\" → north#length"],
        );
        check(&figure("west#length"), &["home-figure/form \"west#length\""]);
    }
}
