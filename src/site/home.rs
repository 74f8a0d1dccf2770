//! What the home page shows, by the settings.

use super::Site;
use super::declared::check_vocabulary;
use super::names::Meant;
use super::reference::{check_list, check_term, no_record};
use crate::config::HomeFigure;
use crate::content::{Name, Record};
use crate::diag::{Diagnostic, Subject};

/// Reports figures, lists and the organisation of the home page that there are not.
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

impl Site {
    /// The fact of a record that is called so: by its label, or nearly by its field.
    pub(super) fn fact_called<'a>(&'a self, owner: &'a Record, name: &str) -> Option<&'a str> {
        self.collection_of(owner).fields.meant_of(name, |field| owner.facts.contains_key(field))
    }
}
