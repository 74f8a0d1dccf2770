//! The questions of a site with their answers, for programs that answer in its name.

use super::reads::{ReadLog, Reads};
use super::{Lens, Views, body, card, wording};
use crate::base::Lang;
use crate::content::{FieldType, Record, RecordId, Value};
use crate::fact::Date;
use crate::site::Route;

/// A question and its answer.
#[derive(Clone, Debug)]
pub struct AnsweredQuestion {
    /// The id of its record.
    pub id: String,
    /// Where it stands, for the whole world.
    pub url: String,
    /// The question.
    pub question: String,
    /// BCP 47 of question and answer.
    pub tag: String,
    /// The answer in a sentence.
    pub short: String,
    /// The answer without markup.
    pub text: String,
    /// What it rests on: title, and address where it has one.
    pub basis: Vec<(String, Option<String>)>,
    /// The day of which it is true.
    pub date: Option<Date>,
}

impl Views<'_> {
    /// The questions of a language, and what they read.
    #[must_use]
    pub fn answers(&self, lang: Lang) -> (Vec<AnsweredQuestion>, Reads) {
        let log = ReadLog::default();
        let lens = Lens { log: Some(&log), ..self.lens(lang, "") };
        let collections = self.site.content.collections.positions().filter(|at| self.site.has_questions(*at));
        let records = collections.flat_map(|at| self.site.orders.lists[at].get(lang).into_iter().flatten());
        let answers = records.map(|record| answer(&lens, *record)).collect();
        (answers, log.reads())
    }
}

fn answer(lens: &Lens<'_>, index: RecordId) -> AnsweredQuestion {
    let record = &lens.site.content.records[index];
    let (found, text) = lens.prose(record);
    AnsweredQuestion {
        id: record.id.clone(),
        url: lens.absolute(&Route::Record { lang: lens.lang, record: index }),
        question: text.title.clone(),
        tag: lens.tag(found),
        short: card::summary(lens, record).0.unwrap_or_default(),
        text: body::plain(lens, &text.body.plain, &text.body, Some(record)).trim().to_owned(),
        basis: basis(lens, record),
        date: date(lens, record),
    }
}

/// The documents that a record names in the first field for such, and its source. What other fields name is told with their
/// names, and is no basis: a newer law that nobody has compared.
fn basis(lens: &Lens<'_>, record: &Record) -> Vec<(String, Option<String>)> {
    let mut basis: Vec<(String, Option<String>)> = Vec::new();
    let mut add = |title: String, url: Option<String>| {
        if basis.iter().all(|(known, _)| *known != title) {
            basis.push((title, url));
        }
    };
    let facts = lens.facts(record);
    let mut fields = lens.site.collection_of(record).fields.iter();
    let first = fields.find(|(_, field)| is_for_documents(lens, &field.kind));
    if let Some(fact) = first.and_then(|(name, _)| facts.get(name)) {
        fact.value.walk(&mut |value| {
            let Value::Record(name) = value else { return };
            let Some((index, named)) = lens.site.record(&name.text) else { return };
            if lens.site.collection_of(named).schema_org.as_deref() == Some("Legislation") {
                let url = lens.absolute(&Route::Record { lang: lens.lang, record: index });
                add(lens.title(named).1.to_owned(), Some(url));
            }
        });
    }
    if let Some(cited) = &lens.meta(record).source {
        let source = wording::source(lens, cited);
        let url = source.url.map(|url| lens.site.config.base_url.join(&url));
        add(source.text, url);
    }
    basis
}

fn is_for_documents(lens: &Lens<'_>, kind: &FieldType) -> bool {
    let FieldType::Ref { to: Some(to) } = kind.one() else { return false };
    let named = lens.site.content.collections.get(to);
    named.is_some_and(|named| named.schema_org.as_deref() == Some("Legislation"))
}

/// The day that a record says it is of, else that of its last change.
fn date(lens: &Lens<'_>, record: &Record) -> Option<Date> {
    let meta = lens.meta(record);
    let field = lens.site.collection_of(record).date.as_ref();
    let own = field.and_then(|field| match &lens.facts(record).get(field)?.value {
        Value::Date(date) => Some(*date),
        _ => None,
    });
    own.or(meta.as_of).or(meta.updated)
}
