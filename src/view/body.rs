//! A parsed body → HTML, once every slot's value is known: addresses, titles, figures, pictures, charts.

use super::html::{lang, span};
use super::model::{ComponentView, Film, Picture, PictureFigure};
use super::wording::WrittenValue;
use super::{Lens, address, chart, component, name, sentence};
use crate::asset::image::Use;
use crate::base::{Html, Lang};
use crate::content::{Record, Text};
use crate::markdown::{Body, BodyPiece, Component, ComponentRef, Gap, PlainText, Target};
use crate::site::{Own, Route};

/// The HTML of `body`, a part of `text`, which is in the language `written`.
pub(super) fn html(lens: &Lens<'_>, body: &Body, text: &Text, own: Option<&Record>, written: Lang) -> Html {
    let mut html = Html::default();
    for piece in &body.pieces {
        match piece {
            BodyPiece::Html(part) => html.push(part),
            BodyPiece::Link { slot } => {
                html.push(&address::of(lens, &body.links[*slot].target, text, written))
            }
            BodyPiece::LinkText { slot } => {
                html.push(&link_text(lens, &body.links[*slot].target, written, own))
            }
            BodyPiece::Fact { slot } => {
                let value = sentence::said(lens, &body.facts[*slot], own).html;
                // In a borrowed text, figures are the reader's own words.
                let lang = lang(tag_within(lens, written).as_deref());
                html.write("<span class=\"fact\"{}>{}</span>", &[&lang, &value]);
            }
            BodyPiece::Component { slot } => {
                component(lens, &mut html, (body, &body.components[*slot]), text, own)
            }
            // Most of these stand in attributes, which cannot say that their language is another than the text's.
            BodyPiece::Text { key } => {
                html.push(&lens.speaking(Some(written)).string(key));
            }
        }
    }
    html
}

/// Plain text of a body with its gaps filled.
pub(super) fn plain(lens: &Lens<'_>, plain: &PlainText, body: &Body, own: Option<&Record>) -> String {
    plain.fill(|gap| match gap {
        Gap::Fact(slot) => sentence::said(lens, &body.facts[slot], own).text,
        Gap::LinkText(slot) => title_of(lens, &body.links[slot].target, own).text,
    })
}

/// What a link leads to, as `own` names it in a text: a record by the name that it had on the day of that one.
fn title_of(lens: &Lens<'_>, target: &Target, own: Option<&Record>) -> WrittenValue {
    let named = |record: &Record| {
        own.and_then(|own| name::former_words(lens, record, own)).unwrap_or_else(|| {
            let (found, title) = lens.title(record);
            words(title, lens.other(found))
        })
    };
    match target {
        Target::Record { id, .. } => match lens.site.record(id) {
            Some((_, record)) => named(record),
            None => {
                let (title, tag) = lens.withheld_title(id).unwrap_or_else(|| (id.clone(), None));
                words(&title, tag)
            }
        },
        Target::Collection { name } => {
            let list = lens.site.content.collections.get(name);
            let title = list.and_then(|list| lens.site.word(&list.title, lens.lang));
            title.map_or_else(
                || words(name, None),
                |(title, found)| words(title, found.map(|lang| lens.tag(lang))),
            )
        }
        Target::Own(address) => match lens.site.own(address) {
            Some(Own::Page(Route::Record { record, .. })) => named(&lens.site.content.records[*record]),
            Some(Own::Page(Route::Term { vocabulary, entry, .. })) => {
                name::term_words(lens, (*vocabulary, *entry), own)
                    .unwrap_or_else(|| words(&lens.site.config.base_url.join(address), None))
            }
            _ => words(&lens.site.config.base_url.join(address), None),
        },
        Target::Anchor(text) | Target::Path(text) | Target::External(text) => words(text, None),
    }
}

/// The title of what a link leads to, within a text in the language `written`.
fn link_text(lens: &Lens<'_>, target: &Target, written: Lang, own: Option<&Record>) -> Html {
    let title = title_of(lens, target, own);
    // What is in a language of its own says so itself.
    let around = tag_within(lens, written).filter(|_| title.tag.is_none());
    match around {
        Some(tag) => Html::of("<span lang=\"{}\">{}</span>", &[&tag, &title.html]),
        None => title.html,
    }
}

/// The reader's language, where it has to be named within a text that is in another.
fn tag_within(lens: &Lens<'_>, written: Lang) -> Option<String> {
    (written != lens.lang).then(|| lens.tag(lens.lang))
}

fn component(
    lens: &Lens<'_>,
    html: &mut Html,
    (body, part): (&Body, &ComponentRef),
    text: &Text,
    own: Option<&Record>,
) {
    match &part.component {
        Component::Image { image } => {
            let image = &body.images[*image];
            let caption = Some(image.title.clone()).filter(|title| !title.is_empty());
            if let Some(picture) = inline_picture(lens, text, &image.path, &image.alt) {
                let figure = |picture| ComponentView::Figure(PictureFigure { picture, caption });
                let drawn = if part.block { figure(picture) } else { ComponentView::Picture(picture) };
                component::draw(lens, html, &drawn);
            }
        }
        Component::Figure { path, caption } => {
            let alt = text.alt.get(path).map_or("", |alt| alt.text.as_str());
            if let Some(picture) = inline_picture(lens, text, path, alt) {
                let caption = caption.clone();
                component::draw(lens, html, &ComponentView::Figure(PictureFigure { picture, caption }));
            }
        }
        Component::Chart { record, field } => {
            if let Some((owner, fact)) = lens.fact_of(own, record.as_deref(), field) {
                chart::draw(lens, html, owner, field, &fact.value);
            }
        }
        Component::Video { path, poster, title } => video(lens, html, text, [path, poster, title]),
    }
}

fn inline_picture(lens: &Lens<'_>, text: &Text, path: &str, alt: &str) -> Option<Picture> {
    let file = lens.site.file(text.place.path.folder(), path)?;
    let mut picture = lens.media.picture(&file, Use::Inline, lens.root)?;
    alt.clone_into(&mut picture.alt);
    Some(picture)
}

fn video(lens: &Lens<'_>, html: &mut Html, text: &Text, [path, poster, title]: [&str; 3]) {
    let folder = text.place.path.folder();
    let Some(film) = lens.site.file(folder, path) else { return };
    let url = format!("{}{}", lens.root, lens.file_url(&film));
    let poster = inline_picture(lens, text, poster, title);
    component::draw(lens, html, &ComponentView::Video(Film { url, poster, title: title.to_owned() }));
}

/// Words, and their language when not the reader's.
fn words(text: &str, tag: Option<String>) -> WrittenValue {
    WrittenValue { text: text.to_owned(), html: span(text, tag.as_deref()), tag }
}
