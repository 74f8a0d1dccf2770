//! What things are called: an organisation, a place or a record by the name that it had when a record speaks of it.

use std::collections::HashMap;

use super::Lens;
use super::fact::WrittenValue;
use super::html::{link, short, span};
use super::model::{FormerView, TermView};
use crate::base::{Html, Lang};
use crate::content::{Entry, EntryId, Former, Record, Value, VocabularyId};
use crate::fact::{Date, Period};
use crate::locale::DateStyle;

/// A name, the language of it when not the reader's, and what is said of its time.
struct Named<'a> {
    name: &'a str,
    /// What stands in its place where there is little room.
    short: Option<&'a str>,
    lender: Option<Lang>,
    when: Option<When<'a>>,
}

enum When<'a> {
    Until(Date),
    Since(Date),
    Formerly(&'a [Former]),
}

impl Lens<'_> {
    /// The day that a record speaks of: that of the record itself, else that of its facts.
    fn day_of(&self, record: &Record) -> Option<Date> {
        let field = self.site.collection_of(record).date.as_ref();
        let own = match field.and_then(|field| self.facts(record).get(field)).map(|fact| &fact.value) {
            Some(Value::Date(date)) => Some(*date),
            Some(Value::Period(period)) => period.start(),
            _ => None,
        };
        own.or(self.meta(record).as_of)
    }

    /// An entry of a vocabulary as `record` names it.
    pub(super) fn term_in(&self, vocabulary: &str, id: &str, record: &Record) -> WrittenValue {
        let Some(entry) = self.site.entry(vocabulary, id) else { return WrittenValue::plain(id.to_owned()) };
        let url = self.term_url(vocabulary, id);
        self.written_name(&self.named(entry, self.day_of(record)), url.as_deref())
    }

    /// An entry by its position, as a text of `own` names it where a link stands around it already.
    pub(super) fn term_words(
        &self,
        (words, entry): (VocabularyId, EntryId),
        own: Option<&Record>,
    ) -> Option<WrittenValue> {
        let (_, words) = self.site.content.vocabularies.get_index(words)?;
        let (_, entry) = words.entries.get_index(entry)?;
        Some(self.written_name(&self.named(entry, own.and_then(|own| self.day_of(own))), None))
    }

    fn named<'n>(&'n self, entry: &'n Entry, day: Option<Date>) -> Named<'n> {
        let then = day.and_then(|day| Former::on(&entry.former, day));
        let then = then.and_then(|former| Some((self.site.word(&former.name, self.lang)?, former.until)));
        if let Some(((name, lender), until)) = then {
            return Named { name, short: None, lender, when: until.map(When::Until) };
        }
        let (name, lender) = self.site.word(&entry.name, self.lang).unwrap_or((&entry.id, None));
        let is_over = |until: &Date| until.last_day() < self.today().first_day();
        let is_early = |since: &Date| day.is_some_and(|day| day.last_day() < since.first_day());
        let when = (entry.valid_to.filter(is_over).map(When::Until))
            .or(entry.valid_from.filter(is_early).map(When::Since))
            .or((!entry.former.is_empty()).then_some(When::Formerly(&entry.former)));
        Named { name, short: self.short_name(entry, lender), lender, when }
    }

    /// The short name of an entry where there is little room, in the language of its whole one: a short name in a foreign
    /// language says less to a reader than a long one in their own.
    pub(super) fn short_name<'n>(&'n self, entry: &'n Entry, lender: Option<Lang>) -> Option<&'n str> {
        let (short, own) = self.site.word(&entry.short, self.lang).filter(|_| self.is_brief)?;
        (own == lender).then_some(short)
    }

    /// What things are called side by side where there is little room: by their short names, unless two would be alike.
    pub(super) fn briefly<'k, K: 'k, N>(
        &self,
        keys: impl Iterator<Item = &'k K>,
        name: impl Fn(&Lens<'_>, &K) -> N,
        text: impl Fn(&N) -> &String,
    ) -> Vec<N> {
        let brief = self.brief();
        let keys: Vec<&K> = keys.collect();
        let mut names: Vec<N> = keys.iter().map(|key| name(&brief, key)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        names.iter().for_each(|name| *counts.entry(text(name)).or_default() += 1);
        let alike: Vec<bool> = names.iter().map(|name| counts[text(name).as_str()] > 1).collect();
        for (position, key) in keys.iter().enumerate().filter(|(position, _)| alike[*position]) {
            names[position] = name(self, key);
        }
        names
    }

    /// A record as another names it: by the name that it had on the day of that one.
    pub(super) fn former_title(&self, named: &Record, by: &Record) -> Option<WrittenValue> {
        let url = self.site.record(&named.id).filter(|_| self.has_address(named));
        let url = url.map(|(index, _)| self.record_url(index));
        Some(self.written_name(&self.former_name(named, by)?, url.as_deref()))
    }

    /// The same where a link stands around it already, as in a text.
    pub(super) fn former_words(&self, named: &Record, by: &Record) -> Option<WrittenValue> {
        Some(self.written_name(&self.former_name(named, by)?, None))
    }

    fn former_name<'n>(&self, named: &'n Record, by: &Record) -> Option<Named<'n>> {
        let former = Former::on(&self.meta(named).former, self.day_of(by)?)?;
        let (name, lender) = self.site.word(&former.name, self.lang)?;
        Some(Named { name, short: None, lender, when: former.until.map(When::Until) })
    }

    /// A name with what is said of its time, all of it in the language of the name.
    fn written_name(&self, named: &Named<'_>, url: Option<&str>) -> WrittenValue {
        let tag = named.lender.map(|lang| self.tag(lang));
        let words = match named.short {
            Some(name) => short(name, named.name),
            None => Html::text(named.name),
        };
        let html = match url {
            Some(url) => link(&format!("{}{url}", self.root), &words, tag.as_deref()),
            None => span(&words, tag.as_deref()),
        };
        let name = WrittenValue { text: named.short.unwrap_or(named.name).to_owned(), html, tag };
        let speaking = self.speaking(named.lender);
        match &named.when {
            None => name,
            Some(when) => speaking.with_time(name, when),
        }
    }

    fn with_time(&self, name: WrittenValue, when: &When<'_>) -> WrittenValue {
        let date = |key: &str, date: &Date| {
            WrittenValue::plain(
                self.string_with(key, &[("date", &self.locale.date(*date, DateStyle::Within))]),
            )
        };
        let when = match when {
            When::Until(day) => date("until", day),
            When::Since(day) => date("since", day),
            When::Formerly(former) => self.formerly(former),
        };
        WrittenValue {
            text: self.string_with("name_when", &[("name", &name.text), ("when", &when.text)]),
            html: self.sentence("name_when", &[("name", &name.html), ("when", &when.html)]),
            tag: name.tag,
        }
    }

    fn formerly(&self, former: &[Former]) -> WrittenValue {
        let names: Vec<(&str, Option<Lang>)> =
            former.iter().filter_map(|former| self.site.word(&former.name, self.lang)).collect();
        let texts: Vec<String> = names.iter().map(|(name, _)| (*name).to_owned()).collect();
        let parts: Vec<Html> = names
            .iter()
            .map(|(name, lender)| span(name, lender.map(|lang| self.tag(lang)).as_deref()))
            .collect();
        WrittenValue {
            text: self.string_with("formerly", &[("name", &self.locale.list(&texts))]),
            html: self.sentence("formerly", &[("name", &self.list_of(&parts))]),
            tag: None,
        }
    }

    /// The former names of something, for its own page.
    pub(super) fn former(&self, former: &[Former]) -> Vec<FormerView> {
        let names = former.iter().filter_map(|former| {
            let (name, found) = self.site.word(&former.name, self.lang)?;
            let until = former.until.map(|date| self.date(date, DateStyle::Within));
            Some(FormerView { name: name.to_owned(), tag: found.map(|lang| self.tag(lang)), until })
        });
        names.collect()
    }

    /// From when and until when something is what it is.
    pub(super) fn validity(&self, from: Option<Date>, to: Option<Date>) -> Option<String> {
        let date = |date| self.locale.date(date, DateStyle::Within);
        match (from, to) {
            (Some(from), Some(to)) => Some(self.locale.period(&Period::Range(from, to), DateStyle::Within)),
            (Some(from), None) => Some(self.string_with("since", &[("date", &date(from))])),
            (None, Some(to)) => Some(self.string_with("until", &[("date", &date(to))])),
            (None, None) => None,
        }
    }

    /// What is known of an entry besides its name, for its own page.
    pub(super) fn term_view(&self, entry: &Entry) -> Option<TermView> {
        let short = self.site.word(&entry.short, self.lang);
        let view = TermView {
            short: short.map(|(short, _)| short.to_owned()),
            short_tag: short.and_then(|(_, found)| found).map(|lang| self.tag(lang)),
            former: self.former(&entry.former),
            valid: self.validity(entry.valid_from, entry.valid_to),
            url: entry.url.clone(),
        };
        let has_more = view.short.is_some() || !view.former.is_empty();
        (has_more || view.valid.is_some() || view.url.is_some()).then_some(view)
    }
}
