//! Places as a reader's language writes them.

use super::html::link;
use super::known::ValueNotes;
use super::wording::WrittenValue;
use super::{Lens, known, wording};
use crate::base::Html;
use crate::content::{Figure, Form, Located, Name, Number, Record, Value};
use crate::fact::{Amount, Decimal, Quantity};
use crate::geo::{Position, Shape, kilometres};

/// A place of a record: coordinates in WGS 84 as maps take them, and how exact they are.
pub(super) fn located(lens: &Lens<'_>, located: &Located, record: &Record) -> WrittenValue {
    let file = match &located.form {
        Form::File { path, .. } => lens.site.file(&record.folder, &path.text),
        Form::Shape(_) => None,
    };
    let shape = lens.site.shape(&record.folder, located);
    let text = shape.map_or_else(String::new, |shape| place_text(lens, shape, located));
    let html = match file {
        Some(file) => link(&format!("{}{}", lens.root, lens.file_url(&file)), &text, None),
        None => Html::text(&text),
    };
    WrittenValue { html, text, tag: None }
}

/// The coordinates of a place and how exact they are.
pub(super) fn place_text(lens: &Lens<'_>, shape: &Shape, located: &Located) -> String {
    let place = shape_text(lens, shape, located);
    match located.accuracy {
        Some(metres) => {
            let distance = length(lens, metres, "m");
            lens.string_with("place_accuracy", &[("place", &place), ("distance", &distance)])
        }
        None => place,
    }
}

/// The position that a place is shown by. The middle of a line or an area is worked out, so that its numbers bear out nothing: it is
/// given to about ten metres where nobody says how exact it is.
pub(super) fn shown_middle(located: &Located, shape: &Shape) -> Position {
    const OF_MIDDLE: u32 = 4;
    match (located.decimals(), shape) {
        (None, Shape::Line(_) | Shape::Area(_)) => shape.middle().rounded(OF_MIDDLE),
        _ => shape.middle(),
    }
}

fn shape_text(lens: &Lens<'_>, shape: &Shape, located: &Located) -> String {
    let middle = shown_middle(located, shape).written(located.decimals());
    match shape {
        Shape::Point(_) => middle,
        Shape::Line(_) => lens.string_with("place_line", &[("place", &middle)]),
        Shape::Area(_) => lens.string_with("place_area", &[("place", &middle)]),
    }
}

/// How far it is to each place: by road where that was given, else along the great circle; `None` when neither is known.
pub(super) fn distances(
    lens: &Lens<'_>,
    from: &str,
    to: &[Name],
    given: Option<&Value>,
    record: &Record,
) -> Option<WrittenValue> {
    let all = distances_of(lens, (from, to), given, record).into_iter();
    let lines: Vec<WrittenValue> = all
        .filter_map(|one| match one.road {
            Some(road) => Some(by_road(lens, one.to, road, record)),
            None => by_air(lens, one.to, one.air),
        })
        .collect();
    let texts: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
    let items: Html = lines.iter().map(|line| Html::of("<li>{}</li>", &[&line.html])).collect();
    let html = Html::of("<ul class=\"values\">{}</ul>", &[&items]);
    (!lines.is_empty()).then(|| WrittenValue { text: lens.locale.list(&texts), html, tag: None })
}

/// How far it is to a place.
pub(super) struct Distance<'d> {
    /// The place.
    pub(super) to: &'d str,
    /// What the record says.
    pub(super) road: Option<&'d Figure>,
    /// Kilometres along the great circle, where it says nothing.
    pub(super) air: Decimal,
}

/// How far it is to the places that a field declares, as far as that is known, then to others that the record names.
pub(super) fn distances_of<'d>(
    lens: &Lens<'_>,
    (from, to): (&str, &'d [Name]),
    given: Option<&'d Value>,
    record: &Record,
) -> Vec<Distance<'d>> {
    let rows = if let Some(Value::Table(rows)) = given { rows.as_slice() } else { &[] };
    let roads = rows.iter().filter_map(|row| match row.as_slice() {
        [Some(Value::Term { id, .. }), Some(Value::Figure(road))] => {
            Some(Distance { to: &id.text, road: Some(road), air: Decimal::ZERO })
        }
        _ => None,
    });
    let mut roads: Vec<Distance<'d>> = roads.collect();
    let start = lens.shape_of(record, from).map(Shape::middle);
    let mut all = Vec::new();
    for name in to {
        let road = roads.iter().position(|road| road.to == name.text);
        let air = || {
            let air = kilometres(start?, lens.site.position(&name.text)?);
            Some(Distance { to: &name.text, road: None, air })
        };
        all.extend(road.map(|at| roads.remove(at)).or_else(air));
    }
    all.extend(roads.into_iter().filter(|road| to.iter().all(|name| name.text != road.to)));
    all
}

/// How many kilometres it is to a place: by road where that was given in kilometres, else along the great circle.
pub(super) fn distance(
    lens: &Lens<'_>,
    (from, to): (&str, &Name),
    given: Option<&Value>,
    record: &Record,
) -> Option<Decimal> {
    let all = distances_of(lens, (from, std::slice::from_ref(to)), given, record);
    let one = all.into_iter().find(|one| one.to == to.text)?;
    match one.road.map(|road| &road.number) {
        None => Some(one.air),
        Some(Number::Quantity(road)) if road.unit == "km" => Some(road.amount.low()),
        Some(_) => None,
    }
}

/// A distance that is measured, and where it is measured to.
fn by_air(lens: &Lens<'_>, id: &str, distance: Decimal) -> Option<WrittenValue> {
    let mut written = distance_text(lens, "distance_air", id, &length(lens, distance, "km"));
    let located = lens.site.entry("places", id)?.position.as_ref()?;
    let folder = lens.site.content.vocabularies.get("places")?.path.folder();
    let place = place_text(lens, lens.site.shape(folder, located)?, located);
    let to = lens.string_with("distance_to", &[("place", &place)]);
    if let Some(name) = &located.source {
        let (label, named) =
            (lens.string("source_label"), known::source_html(lens, &wording::source(lens, name)));
        written.html.write(
            "<div class=\"fact-origin\"><span>{}</span> <span>{}{}</span></div>",
            &[&to, &label, &named],
        );
    } else if located.accuracy.is_some() {
        written.html.write("<div class=\"fact-origin\">{}</div>", &[&to]);
    }
    Some(written)
}

/// A distance that a record states, and its source.
fn by_road(lens: &Lens<'_>, id: &str, road: &Figure, record: &Record) -> WrittenValue {
    let mut written = distance_text(lens, "distance_road", id, &wording::number(lens, &road.number));
    let value = Value::Figure(Box::new(road.clone()));
    let known = ValueNotes {
        source: road.source.as_ref().map(|cited| wording::source(lens, cited)),
        ..known::of_value(lens, &value, record)
    };
    written.html.push(&known::html(lens, &known));
    written
}

fn distance_text(lens: &Lens<'_>, key: &str, id: &str, distance: &str) -> WrittenValue {
    let place = wording::term(lens, "places", id);
    let text = lens.string_with(key, &[("place", &place.text), ("distance", distance)]);
    let html = lens.sentence(key, &[("place", &place.html), ("distance", &Html::text(distance))]);
    WrittenValue { html, text, tag: None }
}

/// A length in the reader's language.
pub(super) fn length(lens: &Lens<'_>, length: Decimal, unit: &str) -> String {
    let amount = Amount::One(length);
    lens.locale.quantity(&Quantity { amount, unit: unit.to_owned(), approx: None })
}
