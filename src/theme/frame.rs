//! What is the same on all pages of a language and menu entry: values for templates made once, and parts rendered once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use tera::{Context, Tera, TeraResult, Value};

use crate::view::View;
use crate::view::model::Chrome;

/// The folder below `templates/` whose templates are the same on all pages of a language and menu entry.
///
/// Each is rendered once for each depth of address, and stands in every other template as `shared.<name>`. It gets `site`,
/// `lang`, `root` and `here`: the page's own address where the menu or the mark leads to it, else empty. It gets no
/// `page`, because it is not about one.
pub(super) const FOLDER: &str = "shared/";

/// More values than the menu entries and languages of any site have; those of former states of a site are let go.
const MOST: usize = 1000;

/// The values made and parts rendered so far.
#[derive(Debug, Default)]
pub(super) struct RenderCache {
    chromes: RwLock<HashMap<usize, (Arc<Chrome>, Value)>>,
    parts: RwLock<HashMap<PartKey, (Arc<Chrome>, Value)>>,
}

/// The chrome by its address, the way to the root, and where the page is if the menu leads to it.
type PartKey = (usize, String, String);

impl RenderCache {
    /// Puts `site` and `shared` into the context of a page.
    pub(super) fn put(&self, tera: &Tera, view: &View, context: &mut Context) -> TeraResult<()> {
        let site = self.chrome(&view.chrome);
        context.insert_value("site", site.clone());
        context.insert_value("shared", self.parts(tera, view, site)?);
        Ok(())
    }

    fn chrome(&self, chrome: &Arc<Chrome>) -> Value {
        // A value of this map keeps its address alive, so no other value can be there.
        let address = Arc::as_ptr(chrome) as usize;
        if let Some((_, value)) = read(&self.chromes).get(&address) {
            return value.clone();
        }
        let value = Value::from_serializable(&**chrome);
        keep(&self.chromes, address, (chrome.clone(), value.clone()));
        value
    }

    fn parts(&self, tera: &Tera, view: &View, site: Value) -> TeraResult<Value> {
        let chrome = &view.chrome;
        let url = &view.page.url;
        let is_entry = chrome.home_url == *url || chrome.menu.iter().any(|entry| entry.url == *url);
        let here = if is_entry { url.as_str() } else { "" };
        let key = (Arc::as_ptr(chrome) as usize, view.root.clone(), here.to_owned());
        if let Some((_, value)) = read(&self.parts).get(&key) {
            return Ok(value.clone());
        }
        let mut context = Context::new();
        context.insert_value("site", site);
        context.insert("lang", &view.lang);
        context.insert("root", &view.root);
        context.insert("here", here);
        let mut parts: BTreeMap<&str, Value> = BTreeMap::new();
        for template in tera.get_template_names() {
            let name = template.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".html"));
            if let Some(name) = name {
                // Escaped already, where it had to be.
                parts.insert(name, Value::safe_string(&tera.render(template, &context)?));
            }
        }
        let value = Value::from_serializable(&parts);
        keep(&self.parts, key, (chrome.clone(), value.clone()));
        Ok(value)
    }
}

fn keep<K: std::hash::Hash + Eq>(
    map: &RwLock<HashMap<K, (Arc<Chrome>, Value)>>,
    key: K,
    made: (Arc<Chrome>, Value),
) {
    let mut map = map.write().unwrap_or_else(PoisonError::into_inner);
    if map.len() >= MOST {
        map.clear();
    }
    map.insert(key, made);
}

fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}
