//! Pictures, figures, films, tables and charts → HTML by the theme's own templates.
//!
//! A view writes them without a template, so that a site which has none for them pays nothing. Where it has one in
//! [`FOLDER`], the view leaves a mark instead; here the mark gives way to what the template makes of it, and the templates
//! of pages see HTML as ever.

use std::collections::BTreeMap;

use tera::{Context, Tera, TeraResult, Value};

use crate::base::{SourcePath, nearest};
use crate::source::Snapshot;
use crate::view::model::ComponentView;
use crate::view::{View, draw_marked};

/// The folder below `templates/` whose templates draw components.
///
/// Each gets what it draws under its own name (`picture`), `lang` and `root`, and nothing of the page.
pub(super) const FOLDER: &str = "components/";

fn template(name: &str) -> String {
    format!("{FOLDER}{name}.html")
}

/// The components that there is a template for which is not the program's.
pub(super) fn own(paths: &BTreeMap<String, SourcePath>, snapshot: &Snapshot) -> Vec<&'static str> {
    let is_own = |name: &&str| paths.get(&template(name)).is_some_and(|path| !snapshot.is_default(path));
    ComponentView::NAMES.into_iter().filter(is_own).collect()
}

/// The name that a template was most likely to have, when it lies among those of components and is none, nor a part that
/// another template names.
pub(super) fn meant(snapshot: &Snapshot, template: &str) -> Option<String> {
    let name = template.strip_prefix(FOLDER)?.strip_suffix(".html")?;
    let near = nearest(name, ComponentView::NAMES).filter(|near| *near != name)?;
    let is_named =
        snapshot.below("themes/").any(|(_, file)| file.text().is_some_and(|text| text.contains(template)));
    (!is_named).then(|| format!("{near}.html"))
}

/// The components of one page.
pub(super) struct Drawing<'t> {
    pub(super) tera: &'t Tera,
    pub(super) view: &'t View,
}

impl Drawing<'_> {
    /// What the template of the page sees, with its components drawn.
    pub(super) fn context(&self) -> TeraResult<Context> {
        let value = Value::try_from_serializable(self.view)?;
        self.context_of(value)
    }

    /// The entries of a map, each under its name.
    fn context_of(&self, value: Value) -> TeraResult<Context> {
        let value = self.drawn(&value)?.unwrap_or(value);
        let mut context = Context::new();
        for (name, value) in value.into_map().unwrap_or_default() {
            context.insert_value(name.to_string(), value);
        }
        Ok(context)
    }

    /// A value with the components in its HTML drawn; `None` when there are none, as in most.
    fn drawn(&self, value: &Value) -> TeraResult<Option<Value>> {
        if let Some(items) = value.as_array() {
            let drawn = items.iter().map(|item| self.drawn(item)).collect::<TeraResult<Vec<_>>>()?;
            let all = || items.iter().zip(&drawn).map(|(item, drawn)| drawn.as_ref().unwrap_or(item).clone());
            return Ok(drawn.iter().any(Option::is_some).then(|| all().collect::<Vec<Value>>().into()));
        }
        if let Some(map) = value.as_map() {
            let mut changed = None;
            for (key, value) in map {
                if let Some(drawn) = self.drawn(value)? {
                    changed.get_or_insert_with(|| map.clone()).insert(key.clone(), drawn);
                }
            }
            return Ok(changed.map(Value::from));
        }
        // Text that is no HTML is nobody's mark.
        let html = value.as_str().filter(|_| value.is_safe());
        let drawn = html.map(|html| draw_marked(html, |component| self.draw(component))).transpose()?;
        Ok(drawn.flatten().map(|html| Value::safe_string(&html)))
    }

    fn draw(&self, component: &ComponentView) -> TeraResult<String> {
        let mut context = self.context_of(Value::try_from_serializable(component)?)?;
        context.insert("lang", &self.view.lang);
        context.insert("root", &self.view.root);
        let html = self.tera.render(&template(component.name()), &context)?;
        Ok(html.trim().to_owned())
    }
}
