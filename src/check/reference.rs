//! What a record names in its facts and texts is there.

use rayon::prelude::*;
use typed_index_collections::TiVec;

use crate::base::SourcePath;
use crate::content::{FieldType, Record, RecordId, Value};
use crate::diag::Diagnostic;
use crate::markdown::Target;
use crate::site::Site;

use super::declared::check_vocabulary;
use super::file::check_attachment;
use super::link::check_address;
use super::picture::check_image;
use super::record::check_record;
use super::source::check_source;
use super::term::check_term;
use super::{Findings, named, place, prose};

/// What a record refers to, and what is wrong with that.
#[derive(Clone, Debug)]
pub(super) struct References {
    pub(super) found: Vec<Diagnostic>,
    /// Whether something else may change what is found while this record does not change: a text names a heading of another
    /// record, a place is measured against its, or something is wrong.
    leans_on_others: bool,
    /// The files that it names.
    pub(super) files: Vec<SourcePath>,
}

/// Checks the references of every record. What was found in the site `before` still holds for records that are the same.
pub(super) fn check(site: &Site, before: Option<(&Site, &Findings)>) -> TiVec<RecordId, References> {
    let known = before.and_then(|(before, found)| Some((site.changed_since(before)?, &found.references)));
    let known = |index: RecordId| {
        let (changed, references) = known.as_ref()?;
        let references = references.get(index).filter(|references| !references.leans_on_others)?;
        (!changed.contains(&index)).then(|| references.clone())
    };
    let records = site.content.records.raw.par_iter().enumerate();
    let check =
        |(index, record)| known(RecordId::from(index)).unwrap_or_else(|| References::of(site, record));
    records.map(check).collect::<Vec<References>>().into()
}

impl References {
    fn of(site: &Site, record: &Record) -> References {
        let mut found = FactCheck { site, record, found: Vec::new() }.run();
        for (lang, text) in record.texts.iter() {
            found.extend(prose::check_text(site, record, lang, text));
        }
        let mut links = record.texts.iter().flat_map(|(_, text)| text.bodies()).flat_map(|body| &body.links);
        let leans_on_others = links.any(|link| match &link.target {
            Target::Record { anchor, .. } => anchor.is_some(),
            Target::Path(path) => path.contains('#'),
            // What stands at an address follows from other records.
            Target::Own(_) => true,
            _ => false,
        });
        // What a wrong name may have meant depends on what everything else is called.
        let leans_on_others = leans_on_others || !found.is_empty() || place::leans_on_others(site, record);
        References { found, leans_on_others, files: named::of_record(site, record) }
    }
}

/// The facts of a record, looked at one after the other.
struct FactCheck<'a> {
    site: &'a Site,
    record: &'a Record,
    found: Vec<Diagnostic>,
}

impl FactCheck<'_> {
    fn run(mut self) -> Vec<Diagnostic> {
        let (site, record) = (self.site, self.record);
        let collection = site.collection_of(record);
        for (field, fact) in &*record.facts {
            collection.fields[field.as_str()]
                .kind
                .each(&fact.value, &mut |kind, value| self.value(kind, value));
            if let Some(source) = fact.remarks.as_ref().and_then(|remarks| remarks.source.as_ref()) {
                check_source(site, source, &mut self.found);
            }
        }
        if let Some(image) = &record.meta.image {
            check_image(site, record, image, &mut self.found);
        }
        if let Some(source) = &record.meta.source {
            check_source(site, source, &mut self.found);
        }
        self.found
    }

    fn value(&mut self, kind: &FieldType, value: &Value) {
        let (site, record, all) = (self.site, self.record, &mut self.found);
        match value {
            Value::Record(name) => {
                let to = if let FieldType::Ref { to } = kind { to.as_deref() } else { None };
                check_record(site, to, name, all);
            }
            Value::Term { vocabulary, id } => {
                // Whether the vocabulary exists is asked where it is declared; that of places is declared nowhere.
                if matches!(kind, FieldType::Place { .. }) {
                    check_vocabulary(site, vocabulary, id.place.clone(), all);
                }
                check_term(site, vocabulary, id, all);
            }
            Value::Image(name) => check_image(site, record, name, all),
            Value::Url(url) => check_address(site, url, all),
            Value::File { path: name, .. } => check_attachment(site, &record.folder, name, all),
            Value::Figure(figure) => {
                if let Some(source) = &figure.source {
                    check_source(site, source, all);
                }
            }
            Value::Located(located) => all.extend(place::check(site, record, kind, located)),
            Value::Table(rows) => rows.iter().for_each(|row| self.road(kind, row)),
            _ => {}
        }
    }

    /// A distance by road names a place and needs a source.
    fn road(&mut self, kind: &FieldType, row: &[Option<Value>]) {
        row.iter().flatten().for_each(|value| self.value(kind, value));
        if let [Some(Value::Term { id, .. }), Some(Value::Figure(figure))] = row
            && figure.source.is_none()
            && self.record.meta.source.is_none()
        {
            let unsaid = Diagnostic::error("no-source", id.place.clone()).with("id", &id.text);
            self.found.push(unsaid.help("add"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts};

    #[test]
    fn every_kind_of_fact_that_names_something_is_followed() {
        check(
            &facts("zone = \"norther\"\nkind = \"liquids\"\nphoto = \"a.jpg\"\nplan = \"b.pdf\""),
            &[
                "no-record/near \"norther\" → northern",
                "no-term/near \"liquids\" → liquid",
                "no-file/put \"a.jpg\"",
                "no-file/put \"b.pdf\"",
            ],
        );
    }

    #[test]
    fn what_is_there_needs_no_word() {
        check(&facts("zone = \"northern\"\nkind = \"liquid\""), &[]);
    }
}
