//! Pictures, figures, films, tables and charts → HTML, or a mark where the theme has a template of its own for it.
//!
//! Most themes have none, and what is written here is as fast as it is simple. The templates of the program in
//! `templates/components/` say the same, for whoever copies one: `tests/it/component.rs` holds both together. A mark carries
//! what the template is to see, so that it is part of a page's fingerprint, and goes wherever HTML goes: into lists, cells
//! and other texts. The theme puts HTML in its place before any template sees it.

use super::Lens;
use super::html::lang;
use super::model::{
    BarChart, ComponentView, FactTable, Film, Picture, PictureFigure, TableCell, TableColumn,
};
use crate::base::Html;

/// How a mark begins. Text and Markdown cannot contain it: of both, `<` stays only in elements.
const OPEN: &str = "<?portolan ";

/// How a mark ends. The JSON in it has no `<`.
const CLOSE: &str = "<?>";

/// HTML with what `draw` makes of its marks; `None` when it has none.
///
/// # Errors
/// What `draw` fails with.
pub fn draw_marked<E>(
    html: &str,
    mut draw: impl FnMut(&ComponentView) -> Result<String, E>,
) -> Result<Option<String>, E> {
    if !html.contains(OPEN) {
        return Ok(None);
    }
    let (mut drawn, mut rest) = (String::with_capacity(html.len()), html);
    while let Some((before, marked)) = rest.split_once(OPEN) {
        drawn.push_str(before);
        let read = |(json, after)| Some((serde_json::from_str(json).ok()?, after));
        rest = match marked.split_once(CLOSE).and_then(read) {
            Some((component, after)) => {
                drawn.push_str(&draw(&component)?);
                after
            }
            // Only an author whose HTML is trusted can write what looks like a mark and is none.
            None => {
                drawn.push_str(OPEN);
                marked
            }
        };
    }
    drawn.push_str(rest);
    Ok(Some(drawn))
}

fn mark(html: &mut Html, component: &ComponentView) {
    // The same as `OPEN` and `CLOSE`.
    html.write("<?portolan {}<?>", &[&Html::script(component)]);
}

/// Whether the theme has a template of its own for a component.
fn is_drawn_by_theme(lens: &Lens<'_>, name: &str) -> bool {
    lens.commons.drawn_by_theme.contains(&name)
}

/// Appends a component.
pub(super) fn draw(lens: &Lens<'_>, html: &mut Html, component: &ComponentView) {
    if is_drawn_by_theme(lens, component.name()) {
        return mark(html, component);
    }
    match component {
        ComponentView::Picture(shown) => picture(html, shown),
        ComponentView::Figure(figure) => draw_figure(lens, html, figure),
        ComponentView::Video(film) => draw_film(lens, html, film),
        ComponentView::Table(table) => draw_table(html, table),
        ComponentView::Chart(chart) => draw_chart(html, chart),
    }
}

fn draw_picture(lens: &Lens<'_>, html: &mut Html, shown: &Picture) {
    if is_drawn_by_theme(lens, "picture") {
        mark(html, &ComponentView::Picture(shown.clone()));
    } else {
        picture(html, shown);
    }
}

fn draw_figure(lens: &Lens<'_>, html: &mut Html, figure: &PictureFigure) {
    html.write("<figure class=\"figure\">", &[]);
    draw_picture(lens, html, &figure.picture);
    if let Some(caption) = &figure.caption {
        html.write("<figcaption>{}</figcaption>", &[&caption]);
    }
    html.write("</figure>", &[]);
}

/// A film stands as its poster and a link: nothing is loaded before the reader wants it.
fn draw_film(lens: &Lens<'_>, html: &mut Html, film: &Film) {
    html.write("<figure class=\"figure video\"><a href=\"{}\">", &[&film.url]);
    if let Some(poster) = &film.poster {
        draw_picture(lens, html, poster);
    }
    html.write("</a><figcaption>{}</figcaption></figure>", &[&film.title]);
}

/// A picture in every form and width that there is of it.
fn picture(html: &mut Html, shown: &Picture) {
    // The addresses in `srcset` already lead from the page; `src` is below the root and is the last of them.
    let largest =
        shown.srcset.rsplit(", ").next().and_then(|last| last.split(' ').next()).unwrap_or(&shown.src);
    html.write("<picture>", &[]);
    for source in &shown.sources {
        html.write(
            "<source type=\"{}\" srcset=\"{}\" sizes=\"{}\">",
            &[&&*source.r#type, &source.srcset, &&*shown.sizes],
        );
    }
    html.write(
        "<img src=\"{}\" srcset=\"{}\" sizes=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\" loading=\"lazy\" decoding=\"async\"></picture>",
        &[&largest, &shown.srcset, &&*shown.sizes, &shown.width, &shown.height, &shown.alt],
    );
}

/// A table in a frame of its own name that scrolls sideways where the page is narrow.
fn draw_table(html: &mut Html, table: &FactTable) {
    html.write(
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table><thead><tr>",
        &[&table.label],
    );
    for column in &table.columns {
        let lang = lang(column.tag.as_deref());
        html.write("<th scope=\"col\"{}{}>{}</th>", &[&class(column), &lang, &column.label]);
    }
    html.write("</tr></thead><tbody>", &[]);
    for row in &table.rows {
        html.write("<tr>", &[]);
        for (position, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            draw_cell(html, position, cell, column);
        }
        html.write("</tr>", &[]);
    }
    html.write("</tbody></table></div>{}", &[&table.origin_html]);
}

fn draw_cell(html: &mut Html, position: usize, cell: &TableCell, column: &TableColumn) {
    let lang = lang(cell.tag.as_deref());
    match position {
        0 => html.write("<th scope=\"row\"{}>{}{}</th>", &[&lang, &cell.html, &cell.origin_html]),
        _ => html.write("<td{}{}>{}{}</td>", &[&class(column), &lang, &cell.html, &cell.origin_html]),
    }
}

fn class(column: &TableColumn) -> Html {
    if column.is_figure { Html::of(" class=\"num\"", &[]) } else { Html::default() }
}

/// Only the bars are drawn: the words beside them are text, which wraps, grows and is read aloud like any other.
fn draw_chart(html: &mut Html, chart: &BarChart) {
    html.write(
        "<figure class=\"figure chart\"><figcaption>{}</figcaption><ul class=\"chart-rows\">",
        &[&chart.title],
    );
    for bar in &chart.bars {
        html.write(
            "<li><span class=\"chart-label\">{}</span> <span class=\"chart-value\">{}</span>\
             <svg viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect class=\"chart-track\" width=\"1000\" height=\"14\"></rect>\
             <rect class=\"chart-bar\" width=\"{}\" height=\"14\"></rect></svg></li>",
            &[&bar.label, &bar.value, &bar.length],
        );
    }
    html.write("</ul></figure>", &[]);
}

#[cfg(test)]
mod tests {
    use super::{CLOSE, ComponentView, OPEN, draw_marked, mark};
    use crate::base::Html;
    use crate::view::model::{BarChart, FactTable, TableCell};

    #[test]
    fn marks_give_back_what_they_carry_wherever_they_stand() {
        let chart =
            ComponentView::Chart(BarChart { title: format!("a {OPEN}{CLOSE} & {{}}"), bars: Vec::new() });
        let mut html = Html::text("<?portolan x<?>");
        mark(&mut html, &chart);
        let cell = TableCell { html, ..TableCell::default() };
        let inner = cell.html.clone();
        let table = FactTable {
            label: String::new(),
            columns: Vec::new(),
            rows: vec![vec![cell]],
            origin_html: Html::default(),
        };
        let mut html = Html::text("before ");
        mark(&mut html, &ComponentView::Table(table));
        html.push(" between ");
        html.push(&inner);
        let mut seen = Vec::new();
        let drawn = draw_marked::<()>(html.as_str(), |component| {
            seen.push(component.clone());
            Ok(component.name().to_owned())
        });
        assert_eq!(drawn, Ok(Some("before table between &lt;?portolan x&lt;?&gt;chart".to_owned())));
        assert_eq!(seen[1], chart);
        assert!(matches!(&seen[0], ComponentView::Table(table) if table.rows[0][0].html == inner));
    }

    #[test]
    fn html_without_marks_stays() {
        assert_eq!(draw_marked::<()>("<p>a</p>", |_| Err(())), Ok(None));
        for written in ["a<?portolan {}<?>b", "a<?portolan b", "<?portolan <?portolan "] {
            assert_eq!(draw_marked::<()>(written, |_| Err(())), Ok(Some(written.to_owned())));
        }
    }
}
