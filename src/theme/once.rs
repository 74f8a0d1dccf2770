//! Pieces of pages that stand on many pages: made once, and used again.
//!
//! A card or a row of a list is the same wherever its record is shown. `{{ once(template="_row.html", card=card, level=2) }}`
//! puts into a page what that template makes of the arguments, and makes it only where nobody has asked for the same before.
//! For that to be true the template gets nothing but the arguments, `lang` and `root`: no `page`, no `site`, and nothing
//! that the caller has set. Arguments are cards and plain values, because only what can be told apart quickly is worth it.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, Weak};

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::problem;
use crate::base::{Digest, fingerprint};
use crate::view::model::DIGEST;

/// The argument that names the template.
const TEMPLATE: &str = "template";

/// Stands among the values of a piece, so that a piece in a piece is seen: it could go in a circle.
const PIECE: &str = "once";

/// As much is kept, in bytes. Pages that show the same cards are made one after another, so that little of what is let
/// go when there is more is asked for again; and a preview that runs for days does not grow.
const MOST: usize = 4 << 20;

/// What a piece takes besides its HTML, in bytes: its fingerprint and its place in the map.
const EACH: usize = 112;

/// Room in bytes for most pieces.
const PIECE_ROOM: usize = 1024;

/// The pieces made so far with the templates of a theme.
#[derive(Debug)]
pub(super) struct Pieces {
    tera: Weak<Tera>,
    made: RwLock<Made>,
}

/// Pieces by what they are made from, and how many bytes they take.
#[derive(Debug, Default)]
struct Made {
    pieces: HashMap<Digest, Value>,
    bytes: usize,
}

/// An argument, as far as it tells a piece from others.
#[derive(Hash)]
enum Given<'a> {
    Nothing,
    Flag(bool),
    Number(i128),
    Text(&'a str, bool),
    Card(&'a str),
}

impl Pieces {
    /// None yet, of the templates of `tera`.
    pub(super) fn of(tera: Weak<Tera>) -> Pieces {
        Pieces { tera, made: RwLock::default() }
    }

    /// What `once` stands for in a page: HTML that is not escaped again.
    ///
    /// # Errors
    /// When an argument is neither a card nor a plain value, there is no such template, or it makes a mistake.
    pub(super) fn html(&self, args: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
        let template: &str = args.must_get(TEMPLATE)?;
        if !value(state, PIECE)?.is_undefined() {
            return Err(Error::message("`once` stands in a template that `once` has called"));
        }
        let (lang, root) = (value(state, "lang")?, value(state, "root")?);
        let key = key(template, [&lang, &root], args)?;
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner).pieces.get(&key).cloned();
        if let Some(html) = made {
            return Ok(html);
        }
        let mut context = Context::new();
        for (name, value) in args.iter().filter(|(name, _)| name.as_str() != Some(TEMPLATE)) {
            context.insert_value(name.as_str().unwrap_or_default().to_owned(), value.clone());
        }
        context.insert_value("lang", lang);
        context.insert_value("root", root);
        context.insert_value(PIECE, Value::from(true));
        let html = Value::safe_string(&self.render(template, &context)?);
        self.keep(key, html.clone());
        Ok(html)
    }

    fn render(&self, template: &str, context: &Context) -> TeraResult<String> {
        // Whoever calls this renders with these very templates.
        let tera = self.tera.upgrade().ok_or_else(|| Error::message("the theme is gone"))?;
        if !tera.contains_template(template) {
            return Err(Error::message(format!("Unknown template `{template}`")));
        }
        let mut html = Vec::with_capacity(PIECE_ROOM);
        tera.render_to(template, context, &mut html).map_err(problem::passed_on)?;
        Ok(String::from_utf8(html)?)
    }

    fn keep(&self, key: Digest, html: Value) {
        let bytes = EACH + html.as_str().map_or(0, str::len);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.bytes + bytes > MOST {
            *made = Made::default();
        }
        // Another thread may have made the same meanwhile.
        if made.pieces.insert(key, html).is_none() {
            made.bytes += bytes;
        }
    }
}

/// A value of the page, undefined when it has none of this name.
fn value(state: &State<'_>, name: &str) -> TeraResult<Value> {
    Ok(state.get(name)?.unwrap_or_else(Value::undefined))
}

/// The fingerprint of everything that a piece is made from.
fn key(template: &str, page: [&Value; 2], args: &Kwargs) -> TeraResult<Digest> {
    let mut all = Vec::with_capacity(8);
    for value in page {
        all.push(("", given("", value)?));
    }
    for (name, value) in args.iter() {
        let name = name.as_str().unwrap_or_default();
        all.push((name, given(name, value)?));
    }
    Ok(fingerprint(&(template, all)))
}

fn given<'v>(name: &str, value: &'v Value) -> TeraResult<Given<'v>> {
    let first = || value.as_map()?.first().filter(|(name, _)| name.as_str() == Some(DIGEST));
    let card = || first()?.1.as_str();
    Ok(match value {
        _ if value.is_none() || value.is_undefined() => Given::Nothing,
        _ => match (value.as_str(), value.as_bool(), value.as_i128(), card()) {
            (Some(text), ..) => Given::Text(text, value.is_safe()),
            (_, Some(flag), ..) => Given::Flag(flag),
            (_, _, Some(number), _) => Given::Number(number),
            (.., Some(card)) => Given::Card(card),
            _ => {
                let kind = value.name();
                let problem =
                    format!("`once` takes cards and plain values, but `{name}` is a value of type {kind}");
                return Err(Error::message(problem));
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::view::model::{Card, Ready};

    fn card(title: &str) -> Ready {
        Ready::of(Card { title: title.to_owned(), ..Card::default() })
    }

    /// Templates with `once`, and how often a piece was made.
    fn theme(page: &str, piece: &str) -> (Arc<Tera>, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let tera = Arc::new_cyclic(|itself: &Weak<Tera>| {
            let mut tera = Tera::default();
            let pieces = Pieces::of(itself.clone());
            tera.register_function("once", move |args: Kwargs, state: &State<'_>| pieces.html(&args, state));
            tera.register_function("made", move |_: Kwargs, _: &State<'_>| {
                counted.fetch_add(1, Ordering::Relaxed);
                ""
            });
            tera.add_raw_templates([("page.html", page), ("_piece.html", piece)]).expect("they are right");
            tera
        });
        (tera, count)
    }

    fn page(tera: &Tera, lang: &str, root: &str, cards: &[Ready]) -> String {
        let mut context = Context::new();
        context.insert("lang", lang);
        context.insert("root", root);
        context.insert("cards", cards);
        tera.render("page.html", &context).expect("a page")
    }

    #[test]
    fn a_piece_is_made_once_for_each_card_language_root_and_argument() {
        let (tera, count) = theme(
            "{% for card in cards %}{{ once(template=\"_piece.html\", card=card, level=2) }}{% endfor %}",
            "{{ made() }}<b>{{ lang }} {{ root }}{{ card.title }} {{ level }}</b>",
        );
        assert_eq!(
            page(&tera, "vi", "../", &[card("a<"), card("b")]),
            "<b>vi ../a&lt; 2</b><b>vi ../b 2</b>"
        );
        assert_eq!(count.load(Ordering::Relaxed), 2);
        assert_eq!(page(&tera, "vi", "../", &[card("b"), card("a<"), card("b")]).matches("<b>").count(), 3);
        assert_eq!(count.load(Ordering::Relaxed), 2);
        assert_eq!(page(&tera, "en", "../", &[card("b")]), "<b>en ../b 2</b>");
        assert_eq!(page(&tera, "vi", "", &[card("b")]), "<b>vi b 2</b>");
        assert_eq!(page(&tera, "vi", "../", &[card("c")]), "<b>vi ../c 2</b>");
        assert_eq!(count.load(Ordering::Relaxed), 5);
        let (tera, _) = theme(
            "{% for level in [2, \"2\", true, none] %}{{ once(template=\"_piece.html\", level=level) }}{% endfor %}",
            "{% if level is number %}1{% elif level is string %}2{% elif level is bool %}3{% else %}4{% endif %}",
        );
        assert_eq!(page(&tera, "vi", "", &[]), "1234");
    }

    #[test]
    fn what_is_kept_does_not_grow_without_bound() {
        let pieces = Pieces::of(Weak::new());
        let html = Value::safe_string(&"x".repeat(MOST / 10));
        for n in 0..100 {
            pieces.keep(fingerprint(&n), html.clone());
            let made = pieces.made.read().expect("nobody has panicked");
            let kept = made.pieces.len() * (MOST / 10 + EACH);
            assert!(made.bytes == kept && kept <= MOST && kept > 0, "{kept}");
        }
        pieces.keep(fingerprint(&99), html);
        assert!(pieces.made.read().expect("nobody has panicked").bytes <= MOST);
    }
}
