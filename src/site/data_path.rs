//! Which files of open data there are, and where.

use super::address::Addressed;
use super::{DataFormat, DataRoute, Route};
use crate::base::Lang;
use crate::content::{CollectionId, FieldId, FieldType, Record, Value};
use crate::locale::slug;

impl DataRoute {
    /// The address below the site's root.
    #[must_use]
    pub fn path(&self, site: &Addressed) -> String {
        let code = |lang: Lang| &site.config.language(lang).code;
        let name = |collection: CollectionId| &site.content.collections[collection].name;
        match *self {
            DataRoute::Records { lang, collection, format } => {
                format!("{}/data/{}{}", code(lang), name(collection), format.suffix())
            }
            DataRoute::Rows { lang, record, field, format } => {
                let record = &site.content.records[record];
                let fields = &site.collection_of(record).fields;
                let field = fields.get_index(field).map_or_else(String::new, |(field, _)| slug(field));
                let folder = name(record.collection);
                // No id has a dot, so that no other table of another record has the same name.
                format!("{}/data/{folder}/{}.{field}{}", code(lang), record.id, format.suffix())
            }
            DataRoute::Schema { collection } => format!("data/{}.schema.json", name(collection)),
        }
    }
}

impl Addressed {
    /// Whether the records of a collection can be taken away.
    #[must_use]
    pub fn has_data(&self, collection: CollectionId) -> bool {
        let declared = &self.content.collections[collection];
        declared.list && declared.data && self.members(collection).len() > 0
    }

    /// The tables of a record that can be taken away: those of a data set.
    pub fn series<'a>(&'a self, record: &'a Record) -> impl Iterator<Item = FieldId> + 'a {
        let collection = self.collection_of(record);
        let is_data_set = collection.is_data_set() && self.has_data(record.collection);
        let fields = collection.fields.iter_enumerated().filter(move |_| is_data_set);
        let names = move |position| collection.fields.name(position);
        fields
            .filter(move |(position, field)| is_series(record, names(*position), &field.kind))
            .map(|(position, _)| position)
    }
}

/// Whether a record has rows in a field.
fn is_series(record: &Record, field: &str, kind: &FieldType) -> bool {
    let rows = || match record.facts.get(field).map(|fact| &fact.value) {
        Some(Value::Table(rows)) => !rows.is_empty(),
        _ => false,
    };
    matches!(kind, FieldType::Table(_)) && rows()
}

/// Every file of open data that belongs to a language.
pub(super) fn routes(site: &Addressed, lang: Lang, routes: &mut Vec<Route>) {
    for collection in site.content.collections.positions().filter(|collection| site.has_data(*collection)) {
        let records = |format| DataRoute::Records { lang, collection, format };
        routes.extend(DataFormat::ALL.map(|format| Route::Data(records(format))));
        for record in site.members(collection) {
            for field in site.series(&site.content.records[record]) {
                let rows = |format| DataRoute::Rows { lang, record, field, format };
                routes.extend(DataFormat::ALL.map(|format| Route::Data(rows(format))));
            }
        }
    }
}

/// Those that all languages share.
pub(super) fn shared_routes(site: &Addressed) -> impl Iterator<Item = Route> {
    let collections = site.content.collections.positions().filter(|collection| site.has_data(*collection));
    collections.map(|collection| Route::Data(DataRoute::Schema { collection }))
}
