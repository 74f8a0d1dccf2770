//! What things are called: an organisation, a place or a record by the name that it had when a record speaks of it.

use std::collections::HashMap;

use super::html::{link, short, span};
use super::model::{FormerView, TermView};
use super::wording::WrittenValue;
use super::{Lens, wording};
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

/// The day that a record speaks of: that of the record itself, else that of its facts.
pub(super) fn day_of(lens: &Lens<'_>, record: &Record) -> Option<Date> {
    let field = lens.site.collection_of(record).date.as_ref();
    let own = match field.and_then(|field| lens.facts(record).get(field)).map(|fact| &fact.value) {
        Some(Value::Date(date)) => Some(*date),
        Some(Value::Period(period)) => period.start(),
        _ => None,
    };
    own.or(lens.meta(record).as_of)
}

/// An entry of a vocabulary as `record` names it.
pub(super) fn term_in(lens: &Lens<'_>, vocabulary: &str, id: &str, record: &Record) -> WrittenValue {
    let Some(entry) = lens.site.entry(vocabulary, id) else { return WrittenValue::plain(id.to_owned()) };
    let url = lens.term_url(vocabulary, id);
    written_name(lens, &named(lens, entry, day_of(lens, record)), url.as_deref())
}

/// An entry by its position, as a text of `own` names it where a link stands around it already.
pub(super) fn term_words(
    lens: &Lens<'_>,
    (words, entry): (VocabularyId, EntryId),
    own: Option<&Record>,
) -> Option<WrittenValue> {
    let (_, words) = lens.site.content.vocabularies.get_index(words)?;
    let (_, entry) = words.entries.get_index(entry)?;
    Some(written_name(lens, &named(lens, entry, own.and_then(|own| day_of(lens, own))), None))
}

fn named<'n>(lens: &'n Lens<'_>, entry: &'n Entry, day: Option<Date>) -> Named<'n> {
    let then = day.and_then(|day| Former::on(&entry.former, day));
    let then = then.and_then(|former| Some((lens.site.word(&former.name, lens.lang)?, former.until)));
    if let Some(((name, lender), until)) = then {
        return Named { name, short: None, lender, when: until.map(When::Until) };
    }
    let (name, lender) = lens.site.word(&entry.name, lens.lang).unwrap_or((&entry.id, None));
    let is_over = |until: &Date| until.last_day() < lens.today().first_day();
    let is_early = |since: &Date| day.is_some_and(|day| day.last_day() < since.first_day());
    let when = (entry.valid_to.filter(is_over).map(When::Until))
        .or(entry.valid_from.filter(is_early).map(When::Since))
        .or((!entry.former.is_empty()).then_some(When::Formerly(&entry.former)));
    Named { name, short: wording::short_name(lens, entry, lender), lender, when }
}

/// What things are called side by side where there is little room: by their short names, unless two would be alike.
pub(super) fn briefly<'k, K: 'k, N>(
    lens: &Lens<'_>,
    keys: impl Iterator<Item = &'k K>,
    name: impl Fn(&Lens<'_>, &K) -> N,
    text: impl Fn(&N) -> &String,
) -> Vec<N> {
    let brief = lens.brief();
    let keys: Vec<&K> = keys.collect();
    let mut names: Vec<N> = keys.iter().map(|key| name(&brief, key)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    names.iter().for_each(|name| *counts.entry(text(name)).or_default() += 1);
    let alike: Vec<bool> = names.iter().map(|name| counts[text(name).as_str()] > 1).collect();
    for (position, key) in keys.iter().enumerate().filter(|(position, _)| alike[*position]) {
        names[position] = name(lens, key);
    }
    names
}

/// A record as another names it: by the name that it had on the day of that one.
pub(super) fn former_title(lens: &Lens<'_>, named: &Record, by: &Record) -> Option<WrittenValue> {
    let url = lens.site.record(&named.id).filter(|_| lens.has_address(named));
    let url = url.map(|(index, _)| lens.record_url(index));
    Some(written_name(lens, &former_name(lens, named, by)?, url.as_deref()))
}

/// The same where a link stands around it already, as in a text.
pub(super) fn former_words(lens: &Lens<'_>, named: &Record, by: &Record) -> Option<WrittenValue> {
    Some(written_name(lens, &former_name(lens, named, by)?, None))
}

fn former_name<'n>(lens: &Lens<'_>, named: &'n Record, by: &Record) -> Option<Named<'n>> {
    let former = Former::on(&lens.meta(named).former, day_of(lens, by)?)?;
    let (name, lender) = lens.site.word(&former.name, lens.lang)?;
    Some(Named { name, short: None, lender, when: former.until.map(When::Until) })
}

/// A name with what is said of its time, all of it in the language of the name.
fn written_name(lens: &Lens<'_>, named: &Named<'_>, url: Option<&str>) -> WrittenValue {
    let tag = named.lender.map(|lang| lens.tag(lang));
    let words = match named.short {
        Some(name) => short(name, named.name),
        None => Html::text(named.name),
    };
    let html = match url {
        Some(url) => link(&format!("{}{url}", lens.root), &words, tag.as_deref()),
        None => span(&words, tag.as_deref()),
    };
    let name = WrittenValue { text: named.short.unwrap_or(named.name).to_owned(), html, tag };
    let speaking = lens.speaking(named.lender);
    match &named.when {
        None => name,
        Some(when) => with_time(&speaking, name, when),
    }
}

fn with_time(lens: &Lens<'_>, name: WrittenValue, when: &When<'_>) -> WrittenValue {
    let date = |key: &str, date: &Date| {
        WrittenValue::plain(lens.string_with(key, &[("date", &lens.locale.date(*date, DateStyle::Within))]))
    };
    let when = match when {
        When::Until(day) => date("until", day),
        When::Since(day) => date("since", day),
        When::Formerly(former) => formerly(lens, former),
    };
    WrittenValue {
        text: lens.string_with("name_when", &[("name", &name.text), ("when", &when.text)]),
        html: lens.sentence("name_when", &[("name", &name.html), ("when", &when.html)]),
        tag: name.tag,
    }
}

fn formerly(lens: &Lens<'_>, former: &[Former]) -> WrittenValue {
    let names: Vec<(&str, Option<Lang>)> =
        former.iter().filter_map(|former| lens.site.word(&former.name, lens.lang)).collect();
    let texts: Vec<String> = names.iter().map(|(name, _)| (*name).to_owned()).collect();
    let parts: Vec<Html> =
        names.iter().map(|(name, lender)| span(name, lender.map(|lang| lens.tag(lang)).as_deref())).collect();
    WrittenValue {
        text: lens.string_with("formerly", &[("name", &lens.locale.list(&texts))]),
        html: lens.sentence("formerly", &[("name", &wording::list_of(lens, &parts))]),
        tag: None,
    }
}

/// The former names of something, for its own page.
pub(super) fn former(lens: &Lens<'_>, former: &[Former]) -> Vec<FormerView> {
    let names = former.iter().filter_map(|former| {
        let (name, found) = lens.site.word(&former.name, lens.lang)?;
        let until = former.until.map(|date| wording::date(lens, date, DateStyle::Within));
        Some(FormerView { name: name.to_owned(), tag: found.map(|lang| lens.tag(lang)), until })
    });
    names.collect()
}

/// From when and until when something is what it is.
pub(super) fn validity(lens: &Lens<'_>, from: Option<Date>, to: Option<Date>) -> Option<String> {
    let date = |date| lens.locale.date(date, DateStyle::Within);
    match (from, to) {
        (Some(from), Some(to)) => Some(lens.locale.period(&Period::Range(from, to), DateStyle::Within)),
        (Some(from), None) => Some(lens.string_with("since", &[("date", &date(from))])),
        (None, Some(to)) => Some(lens.string_with("until", &[("date", &date(to))])),
        (None, None) => None,
    }
}

/// What is known of an entry besides its name, for its own page.
pub(super) fn term_view(lens: &Lens<'_>, entry: &Entry) -> Option<TermView> {
    let short = lens.site.word(&entry.short, lens.lang);
    let view = TermView {
        short: short.map(|(short, _)| short.to_owned()),
        short_tag: short.and_then(|(_, found)| found).map(|lang| lens.tag(lang)),
        former: former(lens, &entry.former),
        valid: validity(lens, entry.valid_from, entry.valid_to),
        url: entry.url.clone(),
    };
    let has_more = view.short.is_some() || !view.former.is_empty();
    (has_more || view.valid.is_some() || view.url.is_some()).then_some(view)
}
