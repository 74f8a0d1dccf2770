//! What the home page shows, by the settings.

use super::Site;
use super::declared::check_vocabulary;
use super::reference::{check_list, check_term, no_record};
use crate::base::nearest;
use crate::content::Name;
use crate::diag::{Diagnostic, Subject};

/// The figure that was meant: a fact of the record of that name, or of the one that is nearest to it.
fn near(site: &Site, figure: &str) -> Option<String> {
    let (id, field) = figure.split_once('#')?;
    let (_, record) = site.record(id).or_else(|| site.record(nearest(id, site.ids())?))?;
    let field = nearest(field, record.facts.keys().map(String::as_str))?;
    Some(format!("{}#{field}", record.id))
}

/// Reports figures, lists and the organisation of the home page that there are not.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for (figure, place) in &site.config.home.figures {
        let found = figure.split_once('#').and_then(|(id, field)| site.fact(None, Some(id), field));
        let kept_back = figure.split_once('#').filter(|(id, _)| site.withheld.contains_key(*id));
        if let Some((id, _)) = kept_back {
            all.push(no_record(site, id, place.clone()));
        } else if found.is_none() {
            let missing = Diagnostic::error("home-figure", place.clone()).with("figure", figure);
            let mut missing = missing.near_or(near(site, figure).as_deref(), "form");
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
