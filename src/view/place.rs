//! Places as a reader's language writes them.

use super::Lens;
use super::cell::ValueNotes;
use super::fact::WrittenValue;
use super::html::{link, span};

use super::model::Source;
use crate::base::Html;
use crate::content::{Figure, Form, Located, Name, Record, Value};
use crate::fact::{Amount, Decimal, Quantity};
use crate::geo::{Position, Shape, kilometres};

impl Lens<'_> {
    /// A place of a record: coordinates in WGS 84 as maps take them, and how exact they are.
    pub(super) fn located(&self, located: &Located, record: &Record) -> WrittenValue {
        let file = match &located.form {
            Form::File { path, .. } => self.site.file(&record.folder, &path.text),
            Form::Shape(_) => None,
        };
        let shape = self.site.shape(&record.folder, located);
        let text = shape.map_or_else(String::new, |shape| self.place_text(shape, located));
        let html = match file {
            Some(file) => link(&format!("{}{}", self.root, self.file_url(&file)), &text, None),
            None => Html::text(&text),
        };
        WrittenValue { html, text, tag: None }
    }

    /// The coordinates of a place and how exact they are.
    pub(super) fn place_text(&self, shape: &Shape, located: &Located) -> String {
        let place = self.shape(shape, located.decimals());
        match located.accuracy {
            Some(metres) => {
                let distance = self.length(metres, "m");
                self.string_with("place_accuracy", &[("place", &place), ("distance", &distance)])
            }
            None => place,
        }
    }

    fn shape(&self, shape: &Shape, decimals: Option<u32>) -> String {
        let middle = shape.middle().written(decimals);
        match shape {
            Shape::Point(_) => middle,
            Shape::Line(_) => self.string_with("place_line", &[("place", &middle)]),
            Shape::Area(_) => self.string_with("place_area", &[("place", &middle)]),
        }
    }

    /// How far it is to each place: by road where that was given, else along the great circle; `None` when neither is known.
    pub(super) fn distances(
        &self,
        from: &str,
        to: &[Name],
        given: Option<&Value>,
        record: &Record,
    ) -> Option<WrittenValue> {
        let rows = if let Some(Value::Table(rows)) = given { rows.as_slice() } else { &[] };
        let roads: Vec<(&str, &Figure)> = rows
            .iter()
            .filter_map(|row| match row.as_slice() {
                [Some(Value::Term { id, .. }), Some(Value::Figure(road))] => {
                    Some((id.text.as_str(), &**road))
                }
                _ => None,
            })
            .collect();
        let by_road = |id: &str| roads.iter().find(|(known, _)| *known == id).map(|(_, road)| *road);
        let start = self.shape_of(record, from).map(Shape::middle);
        let declared = to.iter().filter_map(|name| match by_road(&name.text) {
            Some(road) => Some(self.by_road(&name.text, road, record)),
            None => Some(self.by_air(&name.text, start?)?),
        });
        let others = roads.iter().filter(|(id, _)| to.iter().all(|name| name.text != *id));
        let lines: Vec<WrittenValue> =
            declared.chain(others.map(|(id, road)| self.by_road(id, road, record))).collect();
        let texts: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
        let items: Html = lines.iter().map(|line| Html::of("<li>{}</li>", &[&line.html])).collect();
        let html = Html::of("<ul class=\"values\">{}</ul>", &[&items]);
        (!lines.is_empty()).then(|| WrittenValue { text: self.locale.list(&texts), html, tag: None })
    }

    /// A distance that is measured, and where it is measured to.
    fn by_air(&self, id: &str, start: Position) -> Option<WrittenValue> {
        let distance = kilometres(start, self.site.position(id)?);
        let mut written = self.distance("distance_air", id, &self.length(distance, "km"));
        let located = self.site.entry("places", id)?.position.as_ref()?;
        let folder = self.site.content.vocabularies.get("places")?.path.folder();
        let place = self.place_text(self.site.shape(folder, located)?, located);
        let to = self.string_with("distance_to", &[("place", &place)]);
        if let Some(name) = &located.source {
            let (label, named) = (self.string("source_label"), self.source_html(&self.source(name)));
            written.html.write(
                "<div class=\"fact-origin\"><span>{}</span> <span>{}{}</span></div>",
                &[&to, &label, &named],
            );
        } else if located.accuracy.is_some() {
            written.html.write("<div class=\"fact-origin\">{}</div>", &[&to]);
        }
        Some(written)
    }

    /// A source by its name, which leads to its page.
    pub(super) fn source_html(&self, source: &Source) -> Html {
        match &source.url {
            Some(url) => link(&format!("{}{url}", self.root), &source.text, source.tag.as_deref()),
            None => span(&source.text, source.tag.as_deref()),
        }
    }

    /// A distance that a record states, and its source.
    fn by_road(&self, id: &str, road: &Figure, record: &Record) -> WrittenValue {
        let mut written = self.distance("distance_road", id, &self.number(&road.number));
        let value = Value::Figure(Box::new(road.clone()));
        let known = ValueNotes {
            source: road.source.as_ref().map(|cited| self.source(cited)),
            ..self.known(&value, record)
        };
        written.html.push(&self.known_html(&known));
        written
    }

    fn distance(&self, key: &str, id: &str, distance: &str) -> WrittenValue {
        let place = self.term("places", id);
        let text = self.string_with(key, &[("place", &place.text), ("distance", distance)]);
        let html = self.sentence(key, &[("place", &place.html), ("distance", &Html::text(distance))]);
        WrittenValue { html, text, tag: None }
    }

    /// A length in the reader's language.
    pub(super) fn length(&self, length: Decimal, unit: &str) -> String {
        let amount = Amount::One(length);
        self.locale.quantity(&Quantity { amount, unit: unit.to_owned(), approx: None })
    }
}
