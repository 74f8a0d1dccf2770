//! A parsed body → HTML, once every slot's value is known: addresses, titles, figures, pictures, charts.

use super::Lens;
use super::fact::WrittenValue;
use super::html::{lang, span};
use super::model::{ComponentView, Film, Picture, PictureFigure};
use crate::asset::image::Use;
use crate::base::{Html, Lang};
use crate::content::{Record, Text};
use crate::markdown::{Body, BodyPiece, Component, Gap, PlainText, Target};
use crate::site::{Own, Route, split};

impl Lens<'_> {
    /// The HTML of `body`, a part of `text`, which is in the language `written`.
    pub(super) fn body(&self, body: &Body, text: &Text, own: Option<&Record>, written: Lang) -> Html {
        let mut html = Html::default();
        for piece in &body.pieces {
            match piece {
                BodyPiece::Html(part) => html.push(part),
                BodyPiece::Link { slot } => {
                    html.push(&self.address(&body.links[*slot].target, text, written))
                }
                BodyPiece::LinkText { slot } => {
                    html.push(&self.link_text(&body.links[*slot].target, written, own))
                }
                BodyPiece::Fact { slot } => {
                    let value = self.said(&body.facts[*slot], own).html;
                    // In a borrowed text, figures are the reader's own words.
                    let lang = lang(self.tag_within(written).as_deref());
                    html.write("<span class=\"fact\"{}>{}</span>", &[&lang, &value]);
                }
                BodyPiece::Component { slot } => self.component(&mut html, body, *slot, text, own),
                // Most of these stand in attributes, which cannot say that their language is another than the text's.
                BodyPiece::Text { key } => {
                    html.push(&self.speaking(Some(written)).string(key));
                }
            }
        }
        html
    }

    /// Plain text of a body with its gaps filled.
    pub(super) fn plain(&self, plain: &PlainText, body: &Body, own: Option<&Record>) -> String {
        plain.fill(|gap| match gap {
            Gap::Fact(slot) => self.said(&body.facts[slot], own).text,
            Gap::LinkText(slot) => self.title_of(&body.links[slot].target, own).text,
        })
    }

    /// What a link leads to, as `own` names it in a text: a record by the name that it had on the day of that one.
    fn title_of(&self, target: &Target, own: Option<&Record>) -> WrittenValue {
        let named = |record: &Record| {
            own.and_then(|own| self.former_words(record, own)).unwrap_or_else(|| {
                let (found, title) = self.title(record);
                words(title, self.other(found))
            })
        };
        match target {
            Target::Record { id, .. } => match self.site.record(id) {
                Some((_, record)) => named(record),
                None => {
                    let (title, tag) = self.withheld_title(id).unwrap_or_else(|| (id.clone(), None));
                    words(&title, tag)
                }
            },
            Target::Collection { name } => {
                let list = self.site.content.collections.get(name);
                let title = list.and_then(|list| self.site.word(&list.title, self.lang));
                title.map_or_else(
                    || words(name, None),
                    |(title, found)| words(title, found.map(|lang| self.tag(lang))),
                )
            }
            Target::Own(address) => match self.site.own(address) {
                Some(Own::Page(Route::Record { record, .. })) => named(&self.site.content.records[*record]),
                Some(Own::Page(Route::Term { vocabulary, entry, .. })) => self
                    .term_words((*vocabulary, *entry), own)
                    .unwrap_or_else(|| words(&self.site.config.base_url.join(address), None)),
                _ => words(&self.site.config.base_url.join(address), None),
            },
            Target::Anchor(text) | Target::Path(text) | Target::External(text) => words(text, None),
        }
    }

    /// The title of what a link leads to, within a text in the language `written`.
    fn link_text(&self, target: &Target, written: Lang, own: Option<&Record>) -> Html {
        let title = self.title_of(target, own);
        // What is in a language of its own says so itself.
        let around = self.tag_within(written).filter(|_| title.tag.is_none());
        match around {
            Some(tag) => Html::of("<span lang=\"{}\">{}</span>", &[&tag, &title.html]),
            None => title.html,
        }
    }

    /// The reader's language, where it has to be named within a text that is in another.
    fn tag_within(&self, written: Lang) -> Option<String> {
        (written != self.lang).then(|| self.tag(self.lang))
    }

    /// Where a whole address leads from this page: one of this very site is to work offline as well.
    pub(super) fn web_address(&self, address: &str) -> String {
        let own = self.site.below(address).and_then(|below| self.own_url(below));
        own.map_or_else(|| address.to_owned(), |below| format!("{}{below}", self.root))
    }

    /// The address below the root of what an address of this site's own leads to, with its query and fragment.
    fn own_url(&self, address: &str) -> Option<String> {
        let rest = split(address).1;
        match self.site.own(address)? {
            Own::Page(route) => {
                let url = route.href(self.site);
                // The root itself, from the root.
                let url = if url.is_empty() && self.root.is_empty() { "./".to_owned() } else { url };
                // A record without a page of its own is an anchor itself.
                Some(if url.contains('#') { url } else { url + rest })
            }
            Own::File(file) => Some(self.file_url(&file) + rest),
            Own::Other => None,
        }
    }

    /// The address that a link leads to from this page.
    fn address(&self, target: &Target, text: &Text, written: Lang) -> String {
        let below = match target {
            Target::Record { id, anchor } => {
                let Some((index, record)) = self.site.record(id) else {
                    let list =
                        self.site.withheld.get(id).filter(|record| self.site.collection_of(record).list);
                    let home = || crate::site::Route::Home(self.lang).href(self.site);
                    return format!(
                        "{}{}",
                        self.root,
                        list.map_or_else(home, |record| self.list_url(record.collection))
                    );
                };
                let url = self.record_url(index);
                let lent = self.title(record).0 == Lens { lang: written, ..*self }.title(record).0;
                match anchor {
                    // A record without a page of its own is an anchor itself.
                    Some(anchor) if lent => format!("{}#{anchor}", url.split('#').next().unwrap_or_default()),
                    _ => url,
                }
            }
            Target::Collection { name } => match self.site.content.collections.get_index_of(name) {
                Some(collection) => self.list_url(collection),
                None => return "#".to_owned(),
            },
            Target::Anchor(anchor) => return format!("#{anchor}"),
            Target::External(address) => return address.clone(),
            Target::Own(address) => match self.own_url(address) {
                Some(below) => below,
                None => return self.site.config.base_url.join(address),
            },
            Target::Path(path) => {
                let folder = text.place.path.folder();
                let (file, part) = self.site.file_and_part(folder, path);
                match (self.site.record_at(folder, path), self.site.file(folder, file)) {
                    (Some(index), _) => {
                        let anchor =
                            path.split_once('#').map_or(String::new(), |(_, anchor)| format!("#{anchor}"));
                        self.record_url(index) + &anchor
                    }
                    (None, Some(file)) => {
                        self.file_url(&file) + &part.map_or(String::new(), |part| format!("#{part}"))
                    }
                    (None, None) => return "#".to_owned(),
                }
            }
        };
        format!("{}{below}", self.root)
    }

    fn component(&self, html: &mut Html, body: &Body, slot: usize, text: &Text, own: Option<&Record>) {
        let part = &body.components[slot];
        match &part.component {
            Component::Image { image } => {
                let image = &body.images[*image];
                let caption = Some(image.title.clone()).filter(|title| !title.is_empty());
                if let Some(picture) = self.inline_picture(text, &image.path, &image.alt) {
                    let figure = |picture| ComponentView::Figure(PictureFigure { picture, caption });
                    let drawn = if part.block { figure(picture) } else { ComponentView::Picture(picture) };
                    self.draw_component(html, &drawn);
                }
            }
            Component::Figure { path, caption } => {
                let alt = text.alt.get(path).map_or("", |alt| alt.text.as_str());
                if let Some(picture) = self.inline_picture(text, path, alt) {
                    let caption = caption.clone();
                    self.draw_component(html, &ComponentView::Figure(PictureFigure { picture, caption }));
                }
            }
            Component::Chart { record, field } => {
                if let Some((owner, fact)) = self.fact_of(own, record.as_deref(), field) {
                    self.chart(html, owner, field, &fact.value);
                }
            }
            Component::Video { path, poster, title } => self.video(html, text, [path, poster, title]),
        }
    }

    fn inline_picture(&self, text: &Text, path: &str, alt: &str) -> Option<Picture> {
        let file = self.site.file(text.place.path.folder(), path)?;
        let mut picture = self.media.picture(&file, Use::Inline, self.root)?;
        alt.clone_into(&mut picture.alt);
        Some(picture)
    }

    fn video(&self, html: &mut Html, text: &Text, [path, poster, title]: [&str; 3]) {
        let folder = text.place.path.folder();
        let Some(film) = self.site.file(folder, path) else { return };
        let url = format!("{}{}", self.root, self.file_url(&film));
        let poster = self.inline_picture(text, poster, title);
        self.draw_component(html, &ComponentView::Video(Film { url, poster, title: title.to_owned() }));
    }
}

/// Words, and their language when not the reader's.
fn words(text: &str, tag: Option<String>) -> WrittenValue {
    WrittenValue { text: text.to_owned(), html: span(text, tag.as_deref()), tag }
}
