//! The picture itself.

use std::fmt::Write as _;
use std::sync::Arc;

use super::fit::{Outline, Room, fitted};
use super::label::{LabelWish, PlacedLabel, place, width};
use super::mark::{self, Many, Mark, MarkKind};
use super::{Area, Frame, Point, clip, escape, path, wrap};
use crate::content::LayerKind;
use crate::geo::{Position, Shape};

/// What a map is drawn from in one language.
#[derive(Clone, Debug)]
pub struct Backdrop {
    /// What it shows.
    pub frame: Frame,
    /// Sea and layers ([`layers`]), which are the same in every language.
    pub layers: Arc<str>,
    /// Names, the most important first.
    pub labels: Vec<Label>,
    /// The size of names, in units.
    pub size: i32,
    /// Sources, origin in law: a paragraph each, with its language when that is another than the map's.
    pub notes: Vec<(String, Option<String>)>,
    /// The scale bar: [`Backdrop::bar`] metres, as the reader's language writes them.
    pub scale: String,
}

/// Things of one kind.
#[derive(Clone, Debug)]
pub struct GroundLayer<'a> {
    /// How they are drawn.
    pub kind: LayerKind,
    /// The things.
    pub shapes: Vec<&'a Shape>,
}

/// A name on a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The name.
    pub text: String,
    /// What it names.
    pub at: Position,
    /// Whether a dot is drawn there.
    pub dot: bool,
    /// The language of the name, when it is another than the map's.
    pub tag: Option<String>,
}

/// What a picture says of itself.
#[derive(Clone, Copy, Debug)]
pub struct PictureHeading<'a> {
    /// What it shows.
    pub title: &'a str,
    /// The tag of the title's language.
    pub tag: &'a str,
    /// The tag of the language in which names are written on it, where they say no other.
    pub names: &'a str,
    /// Whether it is a file of its own, which brings its colours.
    pub alone: bool,
}

/// What all pictures of one map in one language and size have in common.
#[derive(Clone, Debug)]
pub struct Base {
    frame: Frame,
    size: i32,
    /// Sea and layers.
    ground: Arc<str>,
    labels: Vec<Label>,
    /// Scale bar: its length in units and what it says.
    scale: (i32, String),
    /// Lines below the picture.
    notes: Vec<(String, Option<String>)>,
}

/// What a picture of many marks may weigh, in bytes.
const MOST_BYTES: usize = 30_000;

/// What the paths of its ground may, and those of what is marked: beyond that their lines become coarser.
const MOST_GROUND: usize = 18_000;
const MOST_SHAPES: usize = 5_000;

/// More marks than this would hide the map and each other.
const MANY: usize = 120;

/// Marks nearer to each other than this, in units, become one where there are too many: twice the largest radius, and air.
const REACH: f64 = 32.0;

/// By how many units a line may be off: where there is room for it, and at most.
const FINEST: f64 = 0.5;
const COARSEST: f64 = 8.0;

/// The size of the letters below the picture and beside the scale bar.
const SMALL: i32 = 11;

/// The colours of a file of its own, by the classes that a theme knows as well.
const STYLE: &str = include_str!("style.css");

impl Backdrop {
    /// How many metres the scale bar of a picture is long: 1, 2 or 5 with zeros, at most a quarter of its width.
    #[must_use]
    pub fn bar(frame: &Frame) -> u32 {
        let most = f64::from(frame.width) / 4.0 / frame.units_per_metre();
        let steps = (0..7).flat_map(|zeros| [1, 2, 5].map(|first| first * 10_u32.pow(zeros)));
        steps.take_while(|metres| f64::from(*metres) <= most).last().unwrap_or(1)
    }
}

impl Base {
    /// Draws what all pictures of a map share.
    #[must_use]
    pub fn new(ground: Backdrop) -> Base {
        let frame = ground.frame;
        let bar = f64::from(Backdrop::bar(&frame)) * frame.units_per_metre();
        let lines = ground.notes.iter().flat_map(|(note, tag)| {
            // No font is asked, and some are a tenth wider than most.
            wrap(note, SMALL, frame.width * 9 / 10).into_iter().map(|line| (line, tag.clone()))
        });
        Base {
            frame,
            size: ground.size,
            ground: ground.layers,
            labels: ground.labels,
            scale: (bar.round() as i32, ground.scale),
            notes: lines.collect(),
        }
    }

    /// What it shows.
    #[must_use]
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// Units from left to right.
    #[must_use]
    pub fn width(&self) -> i32 {
        self.frame.width
    }

    /// Units from top to bottom, the lines below the map included.
    #[must_use]
    pub fn height(&self) -> i32 {
        let lines = i32::try_from(self.notes.len()).unwrap_or(0);
        self.frame.height + if lines > 0 { lines * (SMALL + 4) + 5 } else { 0 }
    }

    /// The picture with these marks.
    #[must_use]
    pub fn picture(&self, marks: &[Mark<'_>], heading: &PictureHeading<'_>) -> String {
        let shapes: Vec<&Shape> = marks.iter().filter_map(|mark| mark.shape).collect();
        self.drawn(marks, &shapes, None, heading)
    }

    /// The picture without a mark: where something lies of which no more is known than its surroundings, and the name of
    /// these.
    #[must_use]
    pub fn surroundings(&self, shape: &Shape, name: Option<&Label>, heading: &PictureHeading<'_>) -> String {
        // What is named once already needs no second name.
        let name = name.filter(|name| self.labels.iter().all(|label| label.text != name.text));
        self.drawn(&[], &[shape], name, heading)
    }

    fn drawn(
        &self,
        marks: &[Mark<'_>],
        shapes: &[&Shape],
        name: Option<&Label>,
        heading: &PictureHeading<'_>,
    ) -> String {
        // In a page, sources and origin stand below the picture as text.
        let (width, height) = (self.width(), if heading.alone { self.height() } else { self.frame.height });
        let linked = marks.iter().any(|mark| mark.href.is_some());
        let title = escape(heading.title);
        let mut svg = String::with_capacity(self.ground.len() + 4096);
        if heading.alone {
            svg.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" ");
        } else {
            svg.push_str("<svg ");
        }
        // What is one image has no links in it.
        let role = if linked { "group" } else { "img" };
        let _ = write!(
            svg,
            "class=\"map-picture\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"{role}\" \
             aria-label=\"{title}\" lang=\"{}\" font-family=\"system-ui,-apple-system,'Segoe UI','Noto Sans',sans-serif\">",
            heading.tag
        );
        if heading.alone {
            let _ = write!(svg, "<title>{title}</title><style>{}</style>", STYLE.trim());
        }
        let other = heading.names != heading.tag;
        if other {
            let _ = write!(svg, "<g lang=\"{}\">", heading.names);
        }
        svg.push_str(&self.ground);
        self.write_shapes(&mut svg, shapes);
        let drawn = mark::spread(marks, &self.frame);
        self.write_labels(&mut svg, name, marks, &drawn);
        svg.push_str(mark::GROUP);
        for (mark, at) in marks.iter().zip(&drawn) {
            mark::write(&mut svg, mark, *at);
        }
        svg.push_str("</g>");
        self.write_foot(&mut svg);
        if heading.alone {
            self.write_notes(&mut svg);
        }
        if other {
            svg.push_str("</g>");
        }
        svg.push_str("</svg>");
        svg
    }

    /// The picture with these marks, however many: those of one area, and where they are too many or weigh too much all that
    /// are near to each other, are one mark, whose words and link `many` gives for their positions.
    #[must_use]
    pub fn overview(
        &self,
        marks: &[Mark<'_>],
        heading: &PictureHeading<'_>,
        many: impl Fn(&[usize]) -> Many,
    ) -> String {
        let mut reach = REACH;
        if marks.len() <= MANY {
            let svg = self.picture(&mark::gathered(marks, &self.frame, 0.0, &many), heading);
            if svg.len() <= MOST_BYTES {
                return svg;
            }
        }
        loop {
            let svg = self.picture(&mark::gathered(marks, &self.frame, reach, &many), heading);
            // Beyond its width there is but one mark left.
            if svg.len() <= MOST_BYTES || reach > f64::from(self.frame.width) {
                return svg;
            }
            reach *= 1.2;
        }
    }

    /// Lines and areas of what is marked.
    fn write_shapes(&self, svg: &mut String, shapes: &[&Shape]) {
        let parts: Vec<Vec<Outline>> = shapes.iter().map(|shape| cut(&self.frame, shape)).collect();
        let drawn = drawn(parts, MOST_SHAPES);
        if drawn.iter().all(String::is_empty) {
            return;
        }
        svg.push_str(
            "<g class=\"map-zone is-own\" fill=\"#b3261e\" fill-opacity=\".15\" fill-rule=\"evenodd\" stroke=\"#b3261e\">",
        );
        for (shape, data) in shapes.iter().zip(drawn).filter(|(_, data)| !data.is_empty()) {
            let line = if matches!(shape, Shape::Area(_)) { "" } else { " class=\"is-line\" fill=\"none\"" };
            let _ = write!(svg, "<path d=\"{data}\"{line}/>");
        }
        svg.push_str("</g>");
    }

    /// Names: first `own`, then those of the map, those of areas beside their numbers, and those of what is marked.
    fn write_labels(&self, svg: &mut String, own: Option<&Label>, marks: &[Mark<'_>], drawn: &[Point]) {
        let around = |(x, y): Point, radius: f64| (x - radius, y - radius, x + radius, y + radius);
        let points: Vec<Point> = self.labels.iter().map(|label| self.frame.point(label.at)).collect();
        let dots = self.labels.iter().zip(&points).filter(|(label, _)| label.dot);
        let radius = |mark: &Mark<'_>| f64::from(mark.radius());
        let mut taken: Vec<Area> =
            marks.iter().zip(drawn).map(|(mark, at)| around(*at, radius(mark) + 1.0)).collect();
        taken.extend(dots.clone().map(|(_, at)| around(*at, DOT)));
        taken.push(self.bar_area());
        let named = self.labels.iter().zip(&points).map(|(label, at)| LabelWish {
            text: &label.text,
            tag: label.tag.as_deref(),
            at: *at,
            mark: label.dot.then(|| {
                // A name stands clear of a mark that covers its dot.
                let mut all = marks.iter().zip(drawn);
                let covering = all.find(|(mark, (x, y))| (x - at.0).hypot(y - at.1) < radius(mark));
                covering.map_or(DOT, |(mark, _)| 2.0 * radius(mark))
            }),
            beside: false,
        });
        let areas = marks.iter().zip(drawn).filter_map(|(mark, at)| self.area_wish(mark, *at));
        // What is marked is named when there is room after all places have been.
        let marked =
            marks.iter().zip(drawn).filter(|(mark, _)| mark.kind == MarkKind::Exact && mark.href.is_some());
        let marked = marked.map(|(mark, at)| LabelWish {
            text: &mark.title,
            tag: mark.tag,
            at: *at,
            mark: Some(radius(mark) + 1.0),
            beside: false,
        });
        let fits = |wish: &LabelWish<'_>| width(wish.text, self.size) * 5 <= self.frame.width * 2;
        let own = own.map(|label| LabelWish {
            text: &label.text,
            tag: label.tag.as_deref(),
            at: self.frame.point(label.at),
            mark: None,
            beside: false,
        });
        let wishes: Vec<LabelWish<'_>> =
            own.into_iter().chain(named).chain(areas).chain(marked.filter(fits)).collect();
        let placed = place(&wishes, self.size, self.frame.area(-3.0), &taken);
        svg.push_str("<g class=\"map-dot\" fill=\"#12303f\">");
        for (_, (x, y)) in dots {
            let _ = write!(svg, "<circle cx=\"{}\" cy=\"{}\" r=\"2.5\"/>", x.round(), y.round());
        }
        svg.push_str("</g>");
        self.write_names(svg, &wishes, &placed);
    }

    /// Names where they have found room.
    fn write_names(&self, svg: &mut String, wishes: &[LabelWish<'_>], placed: &[PlacedLabel]) {
        let _ = write!(
            svg,
            "<g class=\"map-label\" font-size=\"{}\" text-anchor=\"middle\" fill=\"#12303f\" stroke=\"#fff\" stroke-width=\"3\" \
             stroke-linejoin=\"round\" paint-order=\"stroke\" aria-hidden=\"true\">",
            self.size
        );
        for name in placed {
            let _ = write!(
                svg,
                "<text x=\"{}\" y=\"{}\"{}>{}</text>",
                name.x,
                name.y,
                lang(wishes[name.wish].tag),
                escape(wishes[name.wish].text)
            );
        }
        svg.push_str("</g>");
    }

    /// The name of the area that a mark stands in for. One that the map names already needs no second name.
    fn area_wish<'m>(&self, mark: &'m Mark<'_>, at: Point) -> Option<LabelWish<'m>> {
        let name = mark.area.as_ref()?;
        let is_new = self.labels.iter().all(|label| label.text != name.text);
        is_new.then(|| LabelWish {
            text: &name.text,
            tag: name.tag.as_deref(),
            at,
            mark: Some(f64::from(mark.radius()) + 1.0),
            beside: true,
        })
    }

    /// The box of the scale bar and its words.
    fn bar_area(&self) -> Area {
        let high = f64::from(self.frame.height);
        let wide = f64::from(self.scale.0.max(width(&self.scale.1, SMALL)));
        (6.0, high - 30.0, 14.0 + wide, high - 4.0)
    }

    /// Scale bar and frame.
    fn write_foot(&self, svg: &mut String) {
        let (bar, words) = &self.scale;
        let base = self.frame.height - 10;
        let _ = write!(
            svg,
            "<g class=\"map-scale\" font-size=\"{SMALL}\" fill=\"#12303f\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">\
             <text x=\"10\" y=\"{}\">{}</text><path d=\"M10 {}v6h{bar}v-6\" fill=\"none\" stroke=\"#12303f\" stroke-width=\"1.5\"/></g>",
            base - 8,
            escape(words),
            base - 6,
        );
        let _ = write!(
            svg,
            "<rect class=\"map-frame\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#5b7480\"/>",
            self.frame.width - 1,
            self.frame.height - 1
        );
    }

    /// The lines below.
    fn write_notes(&self, svg: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        let _ = write!(svg, "<g class=\"map-source\" font-size=\"{SMALL}\" fill=\"#3b5560\">");
        for ((line, tag), y) in
            self.notes.iter().zip((0..).map(|n| self.frame.height + (n + 1) * (SMALL + 4)))
        {
            let _ = write!(svg, "<text x=\"1\" y=\"{y}\"{}>{}</text>", lang(tag.as_deref()), escape(line));
        }
        svg.push_str("</g>");
    }
}

/// The attribute that says in which language a text is, when that is another than the picture's.
fn lang(tag: Option<&str>) -> String {
    tag.map_or(String::new(), |tag| format!(" lang=\"{tag}\""))
}

/// The radius of a place's dot, with a little air.
const DOT: f64 = 3.5;

/// The sea, then each layer as one path, with lines as coarse as the size of the picture asks for.
#[must_use]
pub fn layers(frame: &Frame, layers: &[GroundLayer<'_>]) -> Arc<str> {
    let mut svg = format!(
        "<rect class=\"map-sea\" width=\"{}\" height=\"{}\" fill=\"#dcebf2\"/>",
        frame.width, frame.height
    );
    let parts = layers.iter().flat_map(|layer| {
        let parts = layer.shapes.iter().flat_map(|shape| cut(frame, shape));
        let (areas, lines): (Vec<Outline>, Vec<Outline>) = parts.partition(|part| part.is_area);
        [areas, lines]
    });
    let drawn = drawn(parts.collect(), MOST_GROUND);
    for (layer, data) in layers.iter().zip(drawn.chunks(2)) {
        let (class, fill, stroke, more) = look(layer.kind);
        let more = if more.is_empty() { String::new() } else { format!(" {more}") };
        let [areas, lines] = data else { continue };
        if !areas.is_empty() {
            let _ = write!(
                svg,
                "<path class=\"{class}\" d=\"{areas}\" fill=\"{fill}\" fill-rule=\"evenodd\" stroke=\"{stroke}\" stroke-width=\".75\"{more}/>"
            );
        }
        if !lines.is_empty() {
            let _ = write!(
                svg,
                "<path class=\"{class} is-line\" d=\"{lines}\" fill=\"none\" stroke=\"{stroke}\"{more}/>"
            );
        }
    }
    svg.into()
}

/// The data of a path for each group of parts, all together of no more than `most` bytes.
fn drawn(groups: Vec<Vec<Outline>>, most: usize) -> Vec<String> {
    let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
    let room = Room { finest: FINEST, coarsest: COARSEST, cost: |part: &Outline| data(part).len(), most };
    let mut parts = fitted(&groups.concat(), &room).into_iter();
    sizes.into_iter().map(|size| parts.by_ref().take(size).map(|part| data(&part)).collect()).collect()
}

/// The class of a kind of layers, and its colours where no style says otherwise: of areas, of lines, and the rest.
fn look(kind: LayerKind) -> (&'static str, &'static str, &'static str, &'static str) {
    match kind {
        LayerKind::Land => ("map-land", "#f6f2e7", "#86a0ad", ""),
        LayerKind::Water => ("map-water", "#dcebf2", "#86a0ad", ""),
        LayerKind::River => ("map-river", "#cfe4ee", "#93bdd2", ""),
        LayerKind::Road => ("map-road", "#d9b675", "#c99b4a", ""),
        LayerKind::Boundary => ("map-boundary", "none", "#8a6d8a", "stroke-dasharray=\"5 3\""),
        LayerKind::Zone => ("map-zone", "#cfe3d6", "#3f7d5c", ""),
        LayerKind::Label => ("map-names", "none", "none", ""),
    }
}

/// What of a shape is in the picture, and a little more, so that no cut is seen.
fn cut(frame: &Frame, shape: &Shape) -> Vec<Outline> {
    // Cuts lie beyond the picture; below it stand words, so there they lie on its frame.
    let area = (-4.0, -4.0, f64::from(frame.width) + 4.0, f64::from(frame.height));
    let points = |line: &[Position]| line.iter().map(|at| frame.point(*at)).collect::<Vec<Point>>();
    match shape {
        Shape::Point(_) => Vec::new(),
        Shape::Line(line) => {
            let parts = clip::line(&points(line), area).into_iter();
            parts.map(|points| Outline { points, is_area: false, is_inner: false }).collect()
        }
        Shape::Area(rings) => {
            let rings = rings.iter().map(|ring| clip::ring(points(ring), area)).enumerate();
            rings.map(|(at, points)| Outline { points, is_area: true, is_inner: at > 0 }).collect()
        }
    }
}

/// A part as the data of a path.
fn data(part: &Outline) -> String {
    let mut data = String::new();
    path::write(&mut data, &part.points, part.is_area);
    data
}
