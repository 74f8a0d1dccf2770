//! Small pieces of HTML that are the same whatever the theme.

use serde::Serializer;

use crate::base::{Html, Inline};

/// The attribute that names a language other than the page's.
pub(super) fn lang(tag: Option<&str>) -> Option<Html> {
    tag.map(|tag| Html::of(" lang=\"{}\"", &[&tag]))
}

/// A link; with the language of its text when that differs from the page's.
pub(super) fn link(href: &str, text: &(impl Inline + ?Sized), tag: Option<&str>) -> Html {
    Html::of("<a href=\"{}\"{}>{}</a>", &[&href, &lang(tag), &text])
}

/// Text in its own language, when that differs from the page's.
pub(super) fn span(text: &(impl Inline + ?Sized), tag: Option<&str>) -> Html {
    match tag {
        Some(tag) => Html::of("<span lang=\"{}\">{}</span>", &[&tag, &text]),
        None => Html::of("{}", &[&text]),
    }
}

/// A short name, with the whole one in its `title`.
pub(super) fn short(name: &str, whole: &str) -> Html {
    Html::of("<abbr title=\"{}\">{}</abbr>", &[&whole, &name])
}

/// Gives templates HTML that they do not escape; every other text they do.
pub(super) fn safe<S: Serializer>(html: &Html, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&tera::Value::safe_string(html.as_str()), serializer)
}

/// The same, for HTML that may be missing.
pub(super) fn safe_option<S: Serializer>(html: &Option<Html>, serializer: S) -> Result<S::Ok, S::Error> {
    match html {
        Some(html) => safe(html, serializer),
        None => serializer.serialize_none(),
    }
}
