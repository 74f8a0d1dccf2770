//! The pages of a list's years and months.

use std::collections::BTreeSet;

use super::head::Head;
use super::model::{Group, Link, List, PageContent};
use super::{Lens, card, head, listing};
use crate::content::{CollectionId, RecordId};
use crate::fact::Date;
use crate::site::{Archive, Route};

/// What happened in a year, month by month, or in a month.
pub(super) fn page(lens: &Lens<'_>, index: CollectionId, period: Date) -> (Head, PageContent) {
    let collection = &lens.site.content.collections[index];
    let mut list = listing::list_head(lens, collection, &lens.site.content.intros[index], false);
    list.all_url = lens.list_url(index);
    let all = &lens.site.orders.archives[index];
    let found = all.iter().find(|found| found.period == period);
    let records = found.map_or(&[][..], |found| &found.records);
    list.total = records.len();
    if let Date::Year(year) = period {
        let months = all.iter().filter(|found| found.period.year() == year && found.period != period);
        divide(lens, index, (period, records), &months.collect::<Vec<_>>(), &mut list);
    } else {
        list.items = card::cards(lens, records);
    }
    let route = |period| Route::Archive { lang: lens.lang, collection: index, period };
    let link = |period| Link {
        label: listing::archive_label(lens, period),
        tag: None,
        url: route(period).href(lens.site),
    };
    let own = Link { label: list.title.clone(), tag: list.title_tag.clone(), url: list.all_url.clone() };
    let year = Date::Year(period.year());
    let trail = [own, link(year)].into_iter().chain((period != year).then(|| link(period)));
    list.title = lens.labelled(&list.title, &listing::archive_label(lens, period));
    let mut head = head::plain(lens, "list", list.title.clone());
    head.breadcrumbs = head::trail(lens, trail.collect());
    head.written = lens.site.written_in(&route(period));
    (head, PageContent::List(Box::new(list)))
}

/// Divides a year into its months, and what is dated by the year, a half or a quarter alone.
fn divide(
    lens: &Lens<'_>,
    collection: CollectionId,
    (year, records): (Date, &[RecordId]),
    months: &[&Archive],
    list: &mut List,
) {
    list.archive = months.iter().map(|month| listing::archive_link(lens, collection, month)).collect();
    let group = |period: Date, anchor: String, records: &[RecordId]| Group {
        label: listing::archive_label(lens, period),
        anchor,
        items: card::cards(lens, records),
    };
    for month in months {
        let (_, number, _) = month.period.first_day();
        list.groups.push(group(month.period, format!("month-{number}"), &month.records));
    }
    let of_months: BTreeSet<&RecordId> = months.iter().flat_map(|month| &month.records).collect();
    let apart: Vec<RecordId> = records.iter().filter(|record| !of_months.contains(record)).copied().collect();
    if !apart.is_empty() {
        list.groups.push(group(year, "year".to_owned(), &apart));
    }
}
