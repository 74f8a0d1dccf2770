//! Facts as a reader's language writes them.

use super::html::{link, span};
use super::model::{
    CardFact, ComponentView, DateText, FactGroup, FactOrigin, FactView, IndexMapHash, Source,
};
use super::{Lens, iso_period};
use crate::asset::image::Use;
use crate::base::{Html, Lang, PerLang};
use crate::content::{Cited, Fact, Field, FieldType, Name, Number, Record, Value};
use crate::fact::{Amount, Approx, Date, Decimal, Money, Months, Period, Quantity};
use crate::locale::DateStyle;
use crate::site::FilterKey;

/// A value written out: as plain text, as HTML, and in which language when not the reader's.
pub(super) struct WrittenValue {
    pub(super) text: String,
    pub(super) html: Html,
    pub(super) tag: Option<String>,
}

impl WrittenValue {
    pub(super) fn plain(text: String) -> WrittenValue {
        WrittenValue { html: Html::text(&text), text, tag: None }
    }
}

impl Lens<'_> {
    /// The label of a field, and its language when not the reader's; its name in words when nobody has labelled it.
    pub(super) fn label(&self, name: &str, field: &Field) -> (String, Option<String>) {
        match self.site.word(&field.label, self.lang) {
            Some((label, found)) => (label.to_owned(), found.map(|lang| self.tag(lang))),
            None => (name.replace(['_', '-'], " "), None),
        }
    }

    /// A date for machines and for readers.
    pub(super) fn date(&self, date: Date, style: DateStyle) -> DateText {
        DateText { iso: date.iso(), text: self.locale.date(date, style) }
    }

    /// Where a fact comes from.
    pub(super) fn source(&self, cited: &Cited) -> Source {
        if let Some((words, found)) = self.site.word(&cited.words, self.lang) {
            let tag = found.map(|lang| self.tag(lang));
            return Source { text: words.to_owned(), tag, url: None };
        }
        match self.site.record(&cited.text) {
            Some((index, record)) => {
                let (found, title) = self.title(record);
                let url = self.has_address(record).then(|| self.record_url(index));
                Source { text: title.to_owned(), tag: self.other(found), url }
            }
            None => {
                let (text, tag) =
                    self.withheld_title(&cited.text).unwrap_or_else(|| (cited.text.clone(), None));
                Source { text, tag, url: None }
            }
        }
    }

    /// A fact of a record, with what is known about it.
    pub(super) fn fact(&self, name: &str, field: &Field, fact: &Fact, record: &Record) -> FactView {
        let (label, _) = self.label(name, field);
        let written = match &fact.value {
            Value::Table(rows) => self.table(&label, rows, &field.kind, record),
            value => self.value(value, &field.kind, record),
        };
        let mut view = self.plain_fact(name, field, written);
        let known = self.known_fact(fact, record);
        (view.as_of, view.source) = (known.as_of, known.source);
        (view.note, view.note_tag) = (known.note, known.note_tag);
        if let Value::Figure(figure) = &fact.value {
            view.age = self.age(figure.as_of.or(self.meta(record).as_of), record);
        }
        view
    }

    /// How old what speaks of a date is, when it is older than the collection or the site wants it.
    fn age(&self, as_of: Option<Date>, record: &Record) -> Option<String> {
        let limit = self.site.collection_of(record).stale_after.or(self.site.config.stale_after)?;
        let today = self.today();
        let as_of = as_of.filter(|date| limit.is_passed(date, &today))?;
        let age = Months::since(&as_of, &today);
        let (key, count) = age.years().map_or(("age_months", age.0), |years| ("age_years", years));
        Some(self.string_counted(key, count))
    }

    /// Where a fact comes from, when from elsewhere than the rest of the record.
    pub(super) fn own_source(&self, source: Option<&Cited>, record: &Record) -> Option<Source> {
        let own = self.meta(record).source.as_ref();
        source.filter(|name| own.is_none_or(|own| own.text != name.text)).map(|name| self.source(name))
    }

    /// A value in the reader's language.
    pub(super) fn value(&self, value: &Value, kind: &FieldType, record: &Record) -> WrittenValue {
        match value {
            Value::Figure(figure) => WrittenValue::plain(self.number(&figure.number)),
            Value::Date(date) => self.time(&date.iso(), self.locale.date(*date, DateStyle::Short)),
            Value::Period(period) => self.period(period),
            Value::Record(name) => self.record_link(name, record),
            Value::Term { vocabulary, id } => self.term_in(vocabulary, &id.text, record),
            Value::Located(located) => self.located(located, record),
            Value::Choice(key) => self.choice(key, kind),
            Value::Url(url) => {
                let html = link(&self.web_address(&url.text), &url.text, None);
                WrittenValue { html, text: url.text.clone(), tag: None }
            }
            Value::Email(address) => WrittenValue {
                html: link(&format!("mailto:{address}"), address, None),
                text: address.clone(),
                tag: None,
            },
            Value::Phone(number) => WrittenValue {
                html: link(&format!("tel:{number}"), number, None),
                text: number.clone(),
                tag: None,
            },
            Value::File { path, title } => self.file(record, path, title),
            Value::Image(name) => self.image(record, name),
            Value::Flag(flag) => WrittenValue::plain(self.string(if *flag { "yes" } else { "no" })),
            Value::Text(text) => WrittenValue::plain(text.clone()),
            Value::Words(words) => self.words(words),
            Value::List(values) => self.several(values, kind, record),
            Value::Table(rows) => self.table(&self.string("table_label"), rows, kind, record),
        }
    }

    /// A figure in the reader's language.
    pub(super) fn number(&self, number: &Number) -> String {
        match number {
            Number::Money(money) => self.locale.money(money),
            Number::Quantity(quantity) => self.quantity(quantity),
        }
    }

    fn quantity(&self, quantity: &Quantity) -> String {
        match quantity.unit.as_str() {
            "" => self.locale.amount(&quantity.amount, quantity.approx),
            "percent" => self.locale.percent(&quantity.amount, quantity.approx),
            _ => self.locale.quantity(quantity),
        }
    }

    pub(super) fn time(&self, iso: &str, text: String) -> WrittenValue {
        // Quarters and halves have no form that a `time` element may carry.
        let machine = !iso.contains(['Q', 'H', '/', ',']);
        let html = if machine {
            Html::of("<time datetime=\"{}\">{}</time>", &[&iso, &text])
        } else {
            Html::text(&text)
        };
        WrittenValue { html, text, tag: None }
    }

    fn period(&self, period: &Period) -> WrittenValue {
        self.time(&iso_period(period), self.locale.period(period, DateStyle::Short))
    }

    /// A text that is written in each language.
    fn words(&self, words: &PerLang<String>) -> WrittenValue {
        let (text, found) = self.site.word(words, self.lang).unwrap_or(("", None));
        WrittenValue { tag: found.map(|lang| self.tag(lang)), ..WrittenValue::plain(text.to_owned()) }
    }

    fn record_link(&self, name: &Name, by: &Record) -> WrittenValue {
        let Some((index, record)) = self.site.record(&name.text) else {
            let (title, tag) = self.withheld_title(&name.text).unwrap_or_else(|| (name.text.clone(), None));
            return WrittenValue { html: span(&title, tag.as_deref()), text: title, tag };
        };
        if let Some(former) = self.former_title(record, by) {
            return former;
        }
        let (found, text) = self.title(record);
        let tag = self.other(found);
        let html = if self.has_address(record) {
            link(&format!("{}{}", self.root, self.record_url(index)), text, tag.as_deref())
        } else {
            span(text, tag.as_deref())
        };
        WrittenValue { html, text: text.to_owned(), tag }
    }

    pub(super) fn term(&self, vocabulary: &str, id: &str) -> WrittenValue {
        let Some(entry) = self.site.entry(vocabulary, id) else { return WrittenValue::plain(id.to_owned()) };
        let (name, found) = self.site.word(&entry.name, self.lang).unwrap_or((id, None));
        let name = self.short_name(entry, found).unwrap_or(name);
        let tag = found.map(|lang| self.tag(lang));
        let html = match self.term_url(vocabulary, id) {
            Some(url) => link(&format!("{}{url}", self.root), name, tag.as_deref()),
            None => span(name, tag.as_deref()),
        };
        WrittenValue { html, text: name.to_owned(), tag }
    }

    /// The label of a value of an enumeration.
    pub(super) fn choice(&self, key: &str, kind: &FieldType) -> WrittenValue {
        let kind = if let FieldType::List(of) = kind { of } else { kind };
        let FieldType::Enum { values } = kind else { return WrittenValue::plain(key.to_owned()) };
        let names = values.iter().find(|(value, _)| value == key);
        let name = names.and_then(|(_, names)| self.site.word(names, self.lang));
        let (name, found) = name.unwrap_or((key, None));
        let tag = found.map(|lang| self.tag(lang));
        WrittenValue { html: span(name, tag.as_deref()), text: name.to_owned(), tag }
    }

    fn file(&self, record: &Record, path: &Name, title: &PerLang<String>) -> WrittenValue {
        let (name, found) = self.site.word(title, self.lang).unwrap_or((&path.text, None));
        let tag = found.map(|lang| self.tag(lang));
        let href = self.site.file(&record.folder, &path.text).map(|file| self.file_url(&file));
        let html = match href {
            Some(href) => link(&format!("{}{href}", self.root), name, tag.as_deref()),
            None => span(name, tag.as_deref()),
        };
        WrittenValue { html, text: name.to_owned(), tag }
    }

    fn image(&self, record: &Record, name: &Name) -> WrittenValue {
        let file = self.site.file(&record.folder, &name.text);
        let shown = file.and_then(|file| self.picture_of(record, &file, &name.text, Use::Inline));
        match shown {
            Some(shown) => {
                let mut html = Html::default();
                let text = if shown.alt.is_empty() { name.text.clone() } else { shown.alt.clone() };
                let tag = shown.alt_tag.clone();
                self.draw_component(&mut html, &ComponentView::Picture(shown));
                WrittenValue { text, html, tag }
            }
            None => WrittenValue::plain(name.text.clone()),
        }
    }

    /// The facts of a record under their headings.
    pub(super) fn groups(&self, record: &Record, facts: &IndexMapHash<FactView>) -> Vec<FactGroup> {
        let collection = self.site.collection_of(record);
        let headings =
            std::iter::once(None).chain(collection.groups.iter().map(|(key, label)| Some((key, label))));
        let groups = headings.map(|heading| {
            let key = heading.map(|(key, _)| key);
            let shown = |field: &Field| !field.hidden && field.group.as_ref() == key;
            let fields = collection.fields.iter().filter(|(_, field)| shown(field));
            let word = heading.and_then(|(_, label)| self.site.word(label, self.lang));
            FactGroup {
                label: word.map(|(label, _)| label.to_owned()),
                label_tag: word.and_then(|(_, found)| found).map(|lang| self.tag(lang)),
                keys: fields
                    .filter(|(name, _)| facts.0.contains_key(*name))
                    .map(|(name, _)| name.clone())
                    .collect(),
            }
        });
        groups.filter(|group| !group.keys.is_empty()).collect()
    }

    /// The dates and sources of the facts that are shown in one line each, when some of them return: each is then said once,
    /// and the facts bear its number.
    pub(super) fn origins(groups: &[FactGroup], facts: &mut IndexMapHash<FactView>) -> Vec<FactOrigin> {
        let mut origins: Vec<FactOrigin> = Vec::new();
        let mut bearers = Vec::new();
        for key in groups.iter().flat_map(|group| &group.keys) {
            let Some(fact) = facts.0.get(key) else { continue };
            if fact.r#type == "table" || (fact.as_of.is_none() && fact.source.is_none()) {
                continue;
            }
            let same = |origin: &FactOrigin| origin.as_of == fact.as_of && origin.source == fact.source;
            let number = origins.iter().position(same).unwrap_or_else(|| {
                origins.push(FactOrigin { as_of: fact.as_of.clone(), source: fact.source.clone() });
                origins.len() - 1
            });
            bearers.push((key, number + 1));
        }
        if bearers.len() == origins.len() {
            return Vec::new();
        }
        for (key, number) in bearers {
            facts.0.entry(key.clone()).and_modify(|fact| fact.origin = Some(number));
        }
        origins
    }

    /// The facts of a record by field, hidden ones included.
    pub(super) fn by_field(&self, record: &Record) -> IndexMapHash<FactView> {
        let fields = self.site.collection_of(record).fields.iter();
        let facts =
            fields.filter_map(|(name, field)| Some((name.clone(), self.any_fact(name, field, record)?)));
        IndexMapHash(facts.collect())
    }

    /// A field's value, whether it is the same in every language or written in each.
    fn any_fact(&self, name: &str, field: &Field, record: &Record) -> Option<FactView> {
        if let FieldType::Distances { from, to } = &field.kind {
            let given = self.facts(record).get(name).map(|fact| &fact.value);
            let written = self.distances(from, to, given, record)?;
            return Some(self.plain_fact(name, field, written));
        }
        if !field.per_language {
            return Some(self.fact(name, field, self.facts(record).get(name)?, record));
        }
        let (found, text) = self.every_prose(record).find(|(_, text)| text.fields.contains_key(name))?;
        let (plain, html) = match &text.fields[name] {
            crate::content::TextField::Line(line) => (line.clone(), Html::text(line)),
            crate::content::TextField::Body(body) => {
                (self.plain(&body.plain, body, Some(record)), self.body(body, text, Some(record), found))
            }
        };
        Some(self.plain_fact(name, field, WrittenValue { text: plain, html, tag: self.other(found) }))
    }

    /// A fact of which nothing but its value is known.
    fn plain_fact(&self, name: &str, field: &Field, written: WrittenValue) -> FactView {
        let (label, label_tag) = self.label(name, field);
        FactView {
            key: name.to_owned(),
            label,
            label_tag,
            text: written.text,
            html: written.html,
            tag: written.tag,
            r#type: type_name(&field.kind),
            as_of: None,
            source: None,
            age: None,
            origin: None,
            note: None,
            note_tag: None,
        }
    }

    /// The facts that a card shows.
    pub(super) fn card_facts(&self, record: &Record) -> Vec<CardFact> {
        let collection = self.site.collection_of(record);
        let shown = collection
            .fields
            .iter()
            .filter(|(name, field)| field.card && collection.date.as_ref() != Some(name));
        let facts = shown.filter_map(|(name, field)| {
            let fact = self.any_fact(name, field, record)?;
            let FactView { key, label, label_tag, text, tag, as_of, source, age, .. } = fact;
            let date = as_of.as_ref().map(|date| self.string_with("as_of", &[("date", &date.text)]));
            let told: Vec<String> = date.into_iter().chain(age.clone()).collect();
            let told = Some(told.join("; ")).filter(|told| !told.is_empty());
            Some(CardFact { key, label, label_tag, text, tag, as_of, source, age, told })
        });
        facts.collect()
    }

    /// What a filter page is about, in words.
    pub(super) fn filter_label(&self, key: &FilterKey, field: &Field) -> WrittenValue {
        match key {
            FilterKey::Term(vocabulary, id) => self.term(vocabulary, id),
            FilterKey::Choice(key) => self.choice(key, &field.kind),
            FilterKey::Record(id) => match self.site.record(id) {
                Some((_, record)) => {
                    let (found, title) = self.title(record);
                    WrittenValue { tag: self.other(found), ..WrittenValue::plain(title.to_owned()) }
                }
                None => WrittenValue::plain(id.clone()),
            },
            FilterKey::Yes => WrittenValue::plain(self.string("yes")),
            FilterKey::Range(low, high) => WrittenValue::plain(self.range(*low, *high, field)),
        }
    }

    /// A bracket of a filter: `200–300 ha`, `dưới 100 ha`, `trên 500 ha`.
    fn range(&self, low: Option<Decimal>, high: Option<Decimal>, field: &Field) -> String {
        let number = |amount, approx| match field.kind.one() {
            FieldType::Money { currency, scale } => {
                let currency = currency.clone().unwrap_or_default();
                self.locale.money(&Money { amount, scale: *scale, currency, per: Vec::new(), approx })
            }
            kind => self.quantity(&Quantity { amount, unit: unit(kind), approx }),
        };
        let (amount, approx) = match (low, high) {
            (Some(low), Some(high)) => (Amount::Range(low, high), None),
            (None, Some(high)) => (Amount::One(high), Some(Approx::LessThan)),
            (Some(low), None) => {
                return self.string_with("range_from", &[("value", &number(Amount::One(low), None))]);
            }
            (None, None) => return self.string("all"),
        };
        number(amount, approx)
    }

    /// The BCP 47 tag of a language when it is not the reader's.
    pub(super) fn other(&self, lang: Lang) -> Option<String> {
        (lang != self.lang).then(|| self.tag(lang))
    }
}

fn unit(kind: &FieldType) -> String {
    match kind {
        FieldType::Quantity { unit } => unit.clone().unwrap_or_default(),
        FieldType::Percent => "percent".to_owned(),
        _ => String::new(),
    }
}

/// The name by which templates know a type.
fn type_name(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Integer => "integer",
        FieldType::Decimal => "decimal",
        FieldType::Percent => "percent",
        FieldType::Money { .. } => "money",
        FieldType::Quantity { .. } => "quantity",
        FieldType::Date => "date",
        FieldType::Period => "period",
        FieldType::Place { .. } => "place",
        FieldType::Distances { .. } => "distances",
        FieldType::Ref { .. } => "ref",
        FieldType::Term { .. } => "term",
        FieldType::Enum { .. } => "enum",
        FieldType::Url => "url",
        FieldType::Email => "email",
        FieldType::Phone => "phone",
        FieldType::File => "file",
        FieldType::Image => "image",
        FieldType::Flag => "flag",
        FieldType::Text | FieldType::Unknown => "text",
        FieldType::Markdown => "markdown",
        FieldType::List(_) => "list",
        FieldType::Table(_) => "table",
    }
}
