//! The folder of a theme → compiled templates and assets under fingerprinted names.
//!
//! A site's own files stand before those of the default theme, file by file: a site changes one template by putting a
//! file of that name into `themes/<theme>/templates/`. Templates get a view and pure functions, nothing else. What is the
//! same on many pages stands in `templates/shared/` and is rendered once for all of them. Parts of texts and facts look as
//! the templates in `templates/components/` say.

mod asset;
mod chosen;
mod component;
mod embedded;
mod frame;
mod manifest;
mod part;
mod problem;
mod stray;
mod unbroken;
mod unused;

pub use asset::Asset;
pub use chosen::check;
pub use embedded::defaults;
pub use manifest::{Packages, packages};
pub use part::{TemplateOrigin, ThemePart, built_in, built_in_names, own_path, parts};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use frame::RenderCache;
use problem::Templates;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::base::{Digest, SourcePath, SourceSpan, fingerprint, nearest};
use crate::diag::{Diagnostic, Reported};
use crate::fact::Decimal;
use crate::locale::Catalogues;
use crate::source::{self, Snapshot};
use crate::view::View;

/// The theme that is there without being installed.
pub const DEFAULT: &str = "harbour";

/// Bytes that most pages have room in.
const PAGE: usize = 32 * 1024;

/// A theme ready for use.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// By the name that templates use: `css/site.css`.
    pub assets: BTreeMap<String, Asset>,
    /// Of everything that pages depend on besides their view: templates, strings, names of assets.
    pub digest: Digest,
    /// The components that there is a template for which is not the program's.
    pub components: Vec<&'static str>,
    paths: BTreeMap<String, SourcePath>,
    is_built_in: bool,
    /// The functions that templates may call, besides those of Tera.
    functions: Vec<&'static str>,
    /// Why no template can be used, if none can.
    broken: Option<Box<Diagnostic>>,
    frame: RenderCache,
}

/// Compiles the theme `name`.
#[must_use]
pub fn load(
    snapshot: &Snapshot,
    (name, place): &(String, SourceSpan),
    catalogues: &Arc<Catalogues>,
) -> Reported<Theme> {
    let name = name.as_str();
    let mut all = Vec::new();
    let mut paths = BTreeMap::new();
    for theme in [DEFAULT, name] {
        let folder = format!("themes/{theme}/templates/");
        for (path, file) in snapshot.below(&folder).filter(|(path, _)| path.extension() == "html") {
            if file.text().is_some() {
                paths.insert(path.as_str()[folder.len()..].to_owned(), path.clone());
            }
        }
    }
    if snapshot.below(&format!("themes/{name}/")).next().is_none() {
        let folders = snapshot.below("themes/").filter_map(|(path, _)| path.as_str().split('/').nth(1));
        let near = nearest(name, folders);
        all.push(Diagnostic::error("no-theme", place.clone()).with("theme", name).near_or(near, "folder"));
    }
    all.extend(source::names(snapshot, "themes/", |_| true));
    all.extend(stray::strays(snapshot, name));
    all.extend(unused::strings(snapshot, name, catalogues));
    all.extend(unused::styles(snapshot, name));
    manifest::check(snapshot, &[DEFAULT, name], &mut all);
    let assets = asset::load(snapshot, &[DEFAULT, name], &mut all);
    let mut tera = Tera::default();
    let functions = register(&mut tera, catalogues.clone(), &assets);
    let text = |path: &SourcePath| snapshot.get(path).and_then(|file| file.text()).unwrap_or_default();
    let templates: Vec<(&str, &str)> = paths.iter().map(|(name, path)| (name.as_str(), text(path))).collect();
    let names: Vec<(&String, &String)> = assets.iter().map(|(name, asset)| (name, &asset.path)).collect();
    let digest = fingerprint(&(&templates, names));
    let outcome = tera.add_raw_templates(templates.iter().copied());
    let broken = outcome.err().map(|error| {
        let templates = Templates { paths: &paths, texts: &templates, functions: &functions };
        Box::new(templates.diagnostic(&error))
    });
    all.extend(broken.as_deref().cloned());
    let components = component::own(&paths, snapshot);
    let is_built_in = paths.values().all(|path| snapshot.is_default(path));
    let frame = RenderCache::default();
    Reported::new(
        Theme { tera, assets, digest, components, paths, is_built_in, functions, broken, frame },
        all,
    )
}

/// Gives a theme its functions, and keeps their names for messages about a mistyped one.
struct Functions<'t> {
    tera: &'t mut Tera,
    names: Vec<&'static str>,
}

impl Functions<'_> {
    fn add<F: tera::Function<R> + 'static, R: tera::FunctionResult + 'static>(
        &mut self,
        name: &'static str,
        function: F,
    ) {
        self.tera.register_function(name, function);
        self.names.push(name);
    }
}

/// The functions that templates may call. They are functions of their arguments and of the page's language. Returned are their
/// names.
fn register(
    tera: &mut Tera,
    catalogues: Arc<Catalogues>,
    assets: &BTreeMap<String, Asset>,
) -> Vec<&'static str> {
    let mut functions = Functions { tera, names: Vec::new() };
    functions.add("t", move |args: Kwargs, state: &State<'_>| -> TeraResult<String> {
        let key: Cow<'_, str> = args.must_get("key")?;
        let lang: Option<Value> = state.get("lang")?;
        let lang = lang.as_ref().and_then(Value::as_str).unwrap_or_default();
        let n = args.get::<i64>("n")?.map(Decimal::from);
        let mut values: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for (name, value) in args.iter() {
            let name = name.as_str().unwrap_or_default();
            if name != "key" && name != "n" {
                values.push((name, value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)));
            }
        }
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
        match catalogues.message(lang, &key, n, &values) {
            Some(message) => Ok(message.text.into_owned()),
            None => Err(tera::Error::message(format!("there is no interface string `{key}` in i18n"))),
        }
    });
    let paths: BTreeMap<String, String> =
        assets.iter().map(|(name, asset)| (name.clone(), asset.path.clone())).collect();
    let there: BTreeSet<String> = assets.keys().cloned().collect();
    functions.add("has_asset", move |args: Kwargs, _: &State<'_>| -> TeraResult<bool> {
        let path: String = args.must_get("path")?;
        Ok(there.contains(&path))
    });
    functions.add("asset", move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let path: Cow<'_, str> = args.must_get("path")?;
        paths
            .get(&*path)
            .cloned()
            .ok_or_else(|| tera::Error::message(format!("the theme has no asset `{path}`")))
    });
    functions.names
}

/// What a template sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The template's file.
    pub file: SourcePath,
    /// Its variables.
    pub variables: serde_json::Value,
}

impl Theme {
    /// What the template of a page sees.
    ///
    /// # Errors
    /// As [`Theme::html`]: a part that is the same on many pages is rendered to be seen.
    pub fn seen(&self, view: &View) -> Result<Seen, Box<Diagnostic>> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        let templates = Templates { paths: &self.paths, texts: &[], functions: &self.functions };
        let report = |error: tera::Error| Box::new(templates.diagnostic(&error));
        let unwritten = |error: serde_json::Error| report(tera::Error::message(error.to_string()));
        let context = self.context(view).map_err(report)?;
        let mut variables = serde_json::to_value(view).map_err(unwritten)?;
        let names = variables.as_object().into_iter().flat_map(|seen| seen.keys().cloned());
        for name in names.chain(["site", "shared"].map(str::to_owned)).collect::<Vec<_>>() {
            variables[&name] = serde_json::to_value(context.get(&name)).map_err(unwritten)?;
        }
        let file = self.paths.get(self.template(view)).cloned();
        Ok(Seen { file: file.unwrap_or_else(|| SourcePath::new(&view.template)), variables })
    }

    /// The HTML of a page.
    ///
    /// # Errors
    /// A template's mistake, at its place; the same for every page when no template can be used.
    pub fn html(&self, view: &View) -> Result<String, Box<Diagnostic>> {
        self.bytes(view).map(|bytes| String::from_utf8(bytes).expect("templates and values are text"))
    }

    /// The same as bytes, for a file: they are not checked once more to be UTF-8.
    ///
    /// # Errors
    /// As [`Theme::html`].
    pub fn bytes(&self, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        let template = self.template(view);
        let templates = Templates { paths: &self.paths, texts: &[], functions: &self.functions };
        let report = |error: tera::Error| Box::new(templates.diagnostic(&error));
        let context = self.context(view).map_err(report)?;
        let mut bytes = Vec::with_capacity(PAGE);
        self.tera.render_to(template, &context, &mut bytes).map_err(report)?;
        Ok(unbroken::unbroken(bytes))
    }

    /// What the template of a page sees, as it takes it.
    fn context(&self, view: &View) -> TeraResult<Context> {
        let mut context = if self.components.is_empty() {
            Context::from_serialize(view)?
        } else {
            component::Drawing { tera: &self.tera, view }.context()?
        };
        self.frame.put(&self.tera, view, &mut context)?;
        Ok(context)
    }

    /// Whether all its templates are the program's own.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        self.is_built_in
    }

    /// The template of a page: the one that its view names, or `record.html` where a collection names one that does not exist.
    fn template<'v>(&'v self, view: &'v View) -> &'v str {
        if self.tera.contains_template(&view.template) { &view.template } else { "record.html" }
    }
}
