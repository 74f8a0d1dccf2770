//! The table of a list: its records in rows, the fields that its collection names for it in columns.

use indexmap::IndexSet;

use super::head::{self, Head};
use super::model::{Link, ListCell, ListColumn, ListRow, ListTable, PageContent};
use super::wording::WrittenValue;
use super::{Lens, data, fact, listing, place, wording};
use crate::base::Html;
use crate::content::{Collection, CollectionId, Field, FieldType, Number, Record, Value};
use crate::fact::{Amount, Date, Decimal, Quantity, Scale};
use crate::locale::{DateStyle, price_unit};
use crate::site::Route;

/// The table of a collection.
pub(super) fn page(lens: &Lens<'_>, index: CollectionId) -> (Head, PageContent) {
    let collection = &lens.site.content.collections[index];
    let heading = listing::list_head(lens, collection, &lens.site.content.intros[index], false);
    let (rows, unfilled, columns) = filled(lens, index);
    let table = ListTable {
        title: heading.title,
        title_tag: heading.title_tag,
        list_url: lens.list_url(index),
        columns,
        rows,
        unfilled,
        data: data::downloads(lens, index),
    };
    let route = Route::Table { lang: lens.lang, collection: index };
    let mut head = head::plain(lens, "table", lens.string_with("table_title", &[("title", &table.title)]));
    let list = Link { label: table.title.clone(), tag: table.title_tag.clone(), url: table.list_url.clone() };
    let own = Link { label: lens.string("table_view"), tag: None, url: route.href(lens.site) };
    head.breadcrumbs = head::trail(lens, vec![list, own]);
    head.updated = lens.newest(index).map(|date| wording::date(lens, date, DateStyle::Long));
    head.written = lens.site.written_in(&route);
    (head, PageContent::Table(Box::new(table)))
}

/// The records that fill a column of figures, those that fill none, and what the columns say.
fn filled(lens: &Lens<'_>, index: CollectionId) -> (Vec<ListRow>, Vec<ListRow>, Vec<ListColumn>) {
    let records = lens.site.orders.lists[index].get(lens.lang).map_or(&[][..], Vec::as_slice);
    let records: Vec<&Record> = records.iter().map(|record| &lens.site.content.records[*record]).collect();
    let mut shown = shown(lens, &lens.site.content.collections[index], &records);
    let mut drafts: Vec<Vec<Option<Draft>>> =
        records.iter().map(|record| shown.iter().map(|shown| draft(lens, shown, record)).collect()).collect();
    drop_unfilled(&mut shown, &mut drafts);
    let has_figures = shown.iter().any(ShownColumn::is_figure);
    let columns = shown.iter().enumerate().map(|(at, shown)| {
        let cells = drafts.iter_mut().filter_map(|cells| cells[at].as_mut());
        column(lens, shown, cells.collect())
    });
    let columns: Vec<ListColumn> = columns.collect();
    let (mut rows, mut unfilled) = (Vec::new(), Vec::new());
    for (record, drafts) in records.into_iter().zip(drafts) {
        let counts = |(draft, shown): (&Option<Draft>, &ShownColumn<'_>)| {
            draft.is_some() && (shown.is_figure() || !has_figures)
        };
        let is_filled = drafts.iter().zip(&shown).any(counts);
        let cells = drafts.into_iter().map(|draft| Some(draft?.cell));
        let row = row(lens, record, cells.collect());
        if is_filled { rows.push(row) } else { unfilled.push(row) }
    }
    (rows, unfilled, columns)
}

/// Leaves out the columns of which no record says anything.
fn drop_unfilled(shown: &mut Vec<ShownColumn<'_>>, drafts: &mut [Vec<Option<Draft>>]) {
    let columns = 0..shown.len();
    let filled: Vec<bool> = columns.map(|at| drafts.iter().any(|cells| cells[at].is_some())).collect();
    let mut kept = filled.iter().copied();
    shown.retain(|_| kept.next().unwrap_or_default());
    for cells in drafts {
        let mut kept = filled.iter().copied();
        cells.retain(|_| kept.next().unwrap_or_default());
    }
}

fn row(lens: &Lens<'_>, record: &Record, cells: Vec<Option<ListCell>>) -> ListRow {
    let (found, title) = lens.title(record);
    let meta = lens.meta(record);
    let position = lens.site.record(&record.id).map(|(position, _)| position);
    ListRow {
        id: record.id.clone(),
        title: title.to_owned(),
        title_tag: lens.other(found),
        url: position.map(|position| lens.record_url(position)).unwrap_or_default(),
        cells,
        as_of: meta.as_of.map(|date| wording::date(lens, date, DateStyle::ShortWithin)),
        source: meta.source.as_ref().map(|cited| wording::source(lens, cited)),
    }
}

/// What a column shows.
struct ShownColumn<'s> {
    name: &'s str,
    field: &'s Field,
    /// The place to which it shows the distance.
    to: Option<String>,
}

impl ShownColumn<'_> {
    fn is_figure(&self) -> bool {
        self.to.is_some() || self.field.kind.is_figure()
    }
}

/// The columns of a table: one for each of its fields, and for distances one for each place.
fn shown<'s>(lens: &Lens<'_>, collection: &'s Collection, records: &[&Record]) -> Vec<ShownColumn<'s>> {
    let fields = collection.table.iter().filter_map(|name| collection.fields.get_key_value(name));
    let columns = fields.flat_map(|(name, field)| match &field.kind {
        FieldType::Distances { to, .. } => {
            let declared = to.iter().map(|name| name.text.as_str());
            let named = records.iter().flat_map(|record| match lens.facts(record).get(name) {
                Some(fact) => destinations(&fact.value),
                None => Vec::new(),
            });
            let places: IndexSet<&str> = declared.chain(named).collect();
            places.into_iter().map(|place| ShownColumn { name, field, to: Some(place.to_owned()) }).collect()
        }
        _ => vec![ShownColumn { name, field, to: None }],
    });
    columns.collect()
}

/// The places to which a record says the distance.
fn destinations(value: &Value) -> Vec<&str> {
    let Value::Table(rows) = value else { return Vec::new() };
    let places = rows.iter().filter_map(|row| match row.first() {
        Some(Some(Value::Term { id, .. })) => Some(id.text.as_str()),
        _ => None,
    });
    places.collect()
}

/// A cell before it is known what the others of its column are measured in.
struct Draft {
    cell: ListCell,
    number: Option<Number>,
}

fn draft(lens: &Lens<'_>, shown: &ShownColumn<'_>, record: &Record) -> Option<Draft> {
    if let Some(to) = &shown.to {
        return distance(lens, shown, to, record);
    }
    let view = fact::any_fact(lens, shown.name, shown.field, record)?;
    let value = lens.facts(record).get(shown.name).map(|fact| &fact.value);
    let sort = match value {
        Some(Value::Date(date)) => Some(days(Some(*date), Some(*date))),
        Some(Value::Period(period)) => Some(days(period.start(), period.end())),
        _ => None,
    };
    let number = if let Some(Value::Figure(figure)) = value { Some(figure.number.clone()) } else { None };
    let (as_of, source, age) = (view.as_of, view.source, view.age);
    let cell =
        ListCell { text: view.text, html: view.html, tag: view.tag, sort, as_of, source, age, way: None };
    Some(Draft { cell, number })
}

/// The first and the last day of a time, by which times of any precision stand in order: of two that begin together, first
/// the shorter. What has no year stands last, what has no end after what has one.
fn days(start: Option<Date>, end: Option<Date>) -> String {
    let day = |day: Option<(i16, u8, u8)>| match day {
        Some((year, month, day)) => format!("{year:04}-{month:02}-{day:02}"),
        None => "9999-99-99".to_owned(),
    };
    format!("{}/{}", day(start.map(|date| date.first_day())), day(end.map(|date| date.last_day())))
}

/// How far it is from a record to a place, and whether along roads.
fn distance(lens: &Lens<'_>, shown: &ShownColumn<'_>, place: &str, record: &Record) -> Option<Draft> {
    let FieldType::Distances { from, to } = &shown.field.kind else { return None };
    let given = lens.facts(record).get(shown.name).map(|fact| &fact.value);
    let all = place::distances_of(lens, (from, to), given, record);
    let one = all.into_iter().find(|one| one.to == place)?;
    let number = match one.road {
        Some(road) => road.number.clone(),
        None => {
            Number::Quantity(Quantity { amount: Amount::One(one.air), unit: "km".to_owned(), approx: None })
        }
    };
    let known = one.road.map(|road| {
        let date = road.as_of.map(|date| wording::date(lens, date, DateStyle::ShortWithin));
        (date, road.source.as_ref().map(|cited| wording::source(lens, cited)))
    });
    let (as_of, source) = known.unwrap_or_default();
    let WrittenValue { text, html, tag } = WrittenValue::plain(wording::number(lens, &number));
    let way = Some(lens.string(if one.road.is_some() { "table_road" } else { "table_air" }));
    let cell = ListCell { text, html, tag, sort: None, as_of, source, age: None, way };
    Some(Draft { cell, number: Some(number) })
}

/// What stands over a column. Where all its figures are measured alike, the column says in what, and they do not.
fn column(lens: &Lens<'_>, shown: &ShownColumn<'_>, mut cells: Vec<&mut Draft>) -> ListColumn {
    let (label, label_tag) = match &shown.to {
        Some(to) => {
            let place = wording::term(lens, "places", to);
            (lens.string_with("search_distance", &[("place", &place.text)]), None)
        }
        None => wording::label(lens, shown.name, shown.field),
    };
    let is_figure = shown.is_figure();
    let alike = are_alike(&cells);
    let unit = cells.first().filter(|_| alike).and_then(|first| unit(lens, first.number.as_ref()?));
    let unit = unit.filter(|_| cells.iter().all(|cell| cell.number.as_ref().is_some_and(is_whole)));
    for Draft { cell, number, .. } in &mut cells {
        let Some(number) = number.as_ref().filter(|_| alike) else { continue };
        cell.sort = Some(rank(number).to_string());
        if unit.is_some() {
            cell.text = bare(lens, number);
            cell.html = Html::text(&cell.text);
        }
    }
    let sort = match (is_figure, &shown.field.kind) {
        (true, _) => alike.then_some("number"),
        (false, FieldType::Date | FieldType::Period) => Some("code"),
        (false, _) => Some("text"),
    };
    ListColumn { key: shown.name.to_owned(), label, label_tag, unit, is_figure, sort }
}

/// Whether all cells are single figures of one unit, or of one currency for the same.
fn are_alike(cells: &[&mut Draft]) -> bool {
    let measure = |cell: &Draft| match cell.number.clone()? {
        Number::Quantity(quantity) => Some((quantity.unit, None)),
        Number::Money(money) => Some((money.currency, Some(money.per))),
    };
    let first = cells.first().and_then(|cell| measure(cell));
    first.is_some() && cells.iter().all(|cell| measure(cell) == first)
}

/// What a figure is measured in, as the head of a column says it. A sign that belongs to the figure stays with it.
fn unit(lens: &Lens<'_>, number: &Number) -> Option<String> {
    match number {
        Number::Quantity(quantity) if ["", "percent"].contains(&quantity.unit.as_str()) => None,
        Number::Quantity(quantity) => Some(lens.locale.unit_name(&quantity.unit).to_owned()),
        Number::Money(money) => Some(price_unit(lens.locale, &money.currency, &money.per)),
    }
}

/// Whether a figure is stated in whole units: of millions and billions each language writes its own.
fn is_whole(number: &Number) -> bool {
    !matches!(number, Number::Money(money) if money.scale != Scale::One)
}

/// A figure without what it is measured in.
fn bare(lens: &Lens<'_>, number: &Number) -> String {
    match number {
        Number::Quantity(quantity) => lens.locale.amount(&quantity.amount, quantity.approx),
        Number::Money(money) => lens.locale.amount(&money.amount, money.approx),
    }
}

/// What a figure is ordered by among figures of its unit; of a range, its lower end.
fn rank(number: &Number) -> Decimal {
    match number {
        Number::Quantity(quantity) => quantity.amount.low().normalize(),
        Number::Money(money) => {
            let low = money.amount.low();
            low.checked_mul(money.scale.factor()).unwrap_or(low).normalize()
        }
    }
}
