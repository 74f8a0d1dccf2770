//! A path that leads nowhere: what was written in place of an address, and which address was meant.

use crate::base::{Lang, SourcePath, SourceSpan, on_disk, with_slashes};
use crate::content::{email, phone, url};
use crate::diag::Diagnostic;
use crate::locale::decoded;
use crate::site::{Meant, Route, Site, split};

/// What a path that leads nowhere was meant to be.
enum Astray {
    /// An address, as it has to be written.
    Near(String),
    /// The address of the record's page, copied from a browser: a link names the record.
    Page(String),
    /// A file of another name, which differs in what readers overlook.
    Case(String),
    /// Several records are called so.
    Several(Vec<String>),
}

/// Adds to the report of a file that is not there what was meant by its path.
pub(super) fn meant(site: &Site, folder: &str, path: &str, missing: Diagnostic) -> Diagnostic {
    let plain = decoded(path);
    let plain = plain.as_deref().unwrap_or(path);
    if let Some(found) = on_a_computer(plain) {
        return found(missing);
    }
    match astray(site, folder, plain) {
        Some(Astray::Near(near)) => missing.near(Some(&near)),
        Some(Astray::Page(near)) => missing.with("near", near).help("page"),
        Some(Astray::Case(near)) => missing.with("near", near).help("case"),
        Some(Astray::Several(ids)) => {
            let known: Vec<String> = ids.iter().map(|id| format!("`@{id}`")).collect();
            missing.with("known", known.join(", ")).help("several")
        }
        None => put(site, folder, missing),
    }
}

/// The same for a file that is shown or attached, which is no page.
pub(super) fn meant_file(site: &Site, folder: &str, path: &str, missing: Diagnostic) -> Diagnostic {
    if ["https://", "http://"].iter().any(|scheme| path.trim_start().starts_with(scheme)) {
        return missing.help("remote");
    }
    if let Some(found) = on_a_computer(path) {
        return found(missing);
    }
    match site.file_like(folder, path) {
        Some((near, true)) => missing.with("near", near).help("case"),
        Some((near, false)) => missing.near(Some(near)),
        None => put(site, folder, missing),
    }
}

/// The message for a path of an editor's own computer.
fn on_a_computer(path: &str) -> Option<impl Fn(Diagnostic) -> Diagnostic> {
    let (near, help) = match (on_disk(path), with_slashes(path)) {
        (Some(name), _) => (written(name), "disk"),
        (None, Some(near)) => (written(&near), "slash"),
        (None, None) => return None,
    };
    Some(move |missing: Diagnostic| missing.with("near", &near).help(help))
}

/// How many files a message lists at most.
const FEW: usize = 6;

/// Says where the file belongs; where a few lie there already, which.
fn put(site: &Site, folder: &str, missing: Diagnostic) -> Diagnostic {
    let prefix = SourcePath::new(&format!("{folder}/"));
    let beside = site
        .content
        .files
        .range(&prefix..)
        .map_while(|(file, _)| file.as_str().strip_prefix(prefix.as_str()));
    let names: Vec<&str> = beside.take(FEW + 1).collect();
    if names.is_empty() || names.len() > FEW {
        return missing.help("put");
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    missing.with("known", names.join(", ")).help("beside")
}

fn astray(site: &Site, folder: &str, path: &str) -> Option<Astray> {
    outside(site, path).or_else(|| {
        let (path, anchor) = path.split_once('#').map_or((path, ""), |(path, anchor)| (path, anchor));
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        page(site, path, &anchor)
            .or_else(|| id(site, path, &anchor))
            .or_else(|| file(site, folder, path))
            .or_else(|| title(site, path, &anchor))
    })
}

/// An address without the letters that tell its kind: `www.…`, a mail address, a telephone number.
fn outside(site: &Site, path: &str) -> Option<Astray> {
    if email(path).is_some_and(|found| path == found) {
        return Some(Astray::Near(format!("mailto:{path}")));
    }
    let host = path.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    let end = host.rsplit('.').next().unwrap_or_default();
    if host.starts_with("www.") || ENDS.contains(&end) && host.contains('.') || slashes(path) {
        return url(path).map(Astray::Near);
    }
    let source = site.config.languages.first().map_or("", |language| language.code.as_str());
    phone(path, source).map(|number| Astray::Near(format!("tel:{number}")))
}

/// How the names of hosts end that no file is called by.
const ENDS: &[&str] =
    &["vn", "com", "net", "org", "gov", "edu", "info", "asia", "eu", "jp", "kr", "cn", "sg", "tw"];

/// Whether a scheme without its colon stands first: `https//`.
fn slashes(path: &str) -> bool {
    path.split_once("//").is_some_and(|(scheme, _)| scheme.starts_with('h') && !scheme.contains(['.', '/']))
}

/// An address of this site as a browser shows it, from its first slash; anything before that was cut off.
fn page_at(site: &Site, path: &str, anchor: &str) -> Option<String> {
    let base = site.config.base_url.root();
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = decoded(path).unwrap_or_else(|| path.to_owned());
    let path = path.trim_start_matches('/');
    let below = path.strip_prefix(base.trim_matches('/')).map(|path| path.trim_start_matches('/'));
    let below = below.into_iter().chain([path]);
    let mut forms = below.flat_map(|path| {
        let path = path.trim_end_matches("index.html").trim_end_matches('/');
        [format!("{path}/"), path.to_owned()]
    });
    forms.find_map(|path| reference(site, site.route_at(&path)?)).map(|near| format!("{near}{anchor}"))
}

/// How a page is named in a link.
fn reference(site: &Site, route: &Route) -> Option<String> {
    match *route {
        Route::Record { record, .. } => Some(format!("@{}", site.content.records[record].id)),
        Route::List { collection, .. } => {
            Some(format!("@@{}", site.content.collections.get_index(collection)?.0))
        }
        _ => None,
    }
}

fn page(site: &Site, path: &str, anchor: &str) -> Option<Astray> {
    page_at(site, path, anchor).map(Astray::Page)
}

/// A record's id without its `@`, or the path of its text as other programs link it: `../projects/x.md`.
fn id(site: &Site, path: &str, anchor: &str) -> Option<Astray> {
    let known = |id: &str| site.record(id).is_some().then(|| Astray::Near(format!("@{id}{anchor}")));
    let list = |name: &str| site.content.collections.get(name).filter(|list| list.list);
    if !path.contains('/') {
        let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
        let found = known(path).or_else(|| known(stem));
        return found.or_else(|| list(path).map(|_| Astray::Near(format!("@@{path}"))));
    }
    let codes = || site.config.languages.iter().map(|language| language.code.as_str());
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let last = parts.next()?;
    let is_page = last.contains(".md") || last.contains(".htm");
    let stem = last.split('.').next().unwrap_or(last);
    let whole = ["index", "_index", "readme"].contains(&stem.to_lowercase().as_str())
        || codes().any(|code| code == stem);
    let folder = if whole { parts.next() } else { None };
    match folder {
        Some(folder) => known(folder),
        None if is_page || !last.contains('.') => known(stem),
        None => None,
    }
}

/// A file beside the text whose name is nearly the same.
fn file(site: &Site, folder: &str, path: &str) -> Option<Astray> {
    let (near, same) = site.file_like(folder, path)?;
    Some(if same { Astray::Case(written(near)) } else { Astray::Near(written(near)) })
}

/// A path as it stands in a link: between `<` and `>` where it has spaces.
fn written(path: &str) -> String {
    if path.contains([' ', '(', ')']) { format!("<{path}>") } else { path.to_owned() }
}

/// A title where the id belongs.
fn title(site: &Site, path: &str, anchor: &str) -> Option<Astray> {
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    if last.contains('.') {
        return None;
    }
    Some(match site.record_called(last, None)? {
        Meant::One(id) => Astray::Near(format!("@{id}{anchor}")),
        Meant::Several(ids) => Astray::Several(ids),
    })
}

/// The whole address of the home page that a path means, as browsers show it: `/`, `/vi/`, `/en/index.html`. A link by it leads
/// there wherever the site lies.
pub(super) fn home(site: &Site, lang: Lang, path: &str) -> Option<String> {
    let (path, rest) = split(path);
    let anchor = rest.find('#').map_or("", |at| &rest[at..]);
    let plain = path.strip_suffix("index.html").unwrap_or(path);
    let is_whole = path.starts_with('/') || plain.ends_with('/');
    let plain = plain.strip_prefix(site.config.base_url.root().as_str()).unwrap_or(plain).trim_matches('/');
    let language = |code: &str| site.config.lang(code).is_some();
    if !is_whole || plain.starts_with('.') || !(plain.is_empty() || language(plain)) {
        return None;
    }
    let code = if plain.is_empty() { site.config.language(lang).code.as_str() } else { plain };
    let page = [format!("{code}/"), String::new()].into_iter().find(|page| site.own(page).is_some())?;
    Some(format!("{}{anchor}", site.config.base_url.join(&page)))
}

/// Reports an address that only this computer, or this office, can open: that of the preview.
pub(super) fn preview(site: &Site, address: &str, place: SourceSpan) -> Option<Diagnostic> {
    let path = own_computer(address)?;
    let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    let near = page_at(site, path, &anchor);
    let local = Diagnostic::error("link-local", place).with("address", address);
    Some(local.near_or(near.as_deref(), "record"))
}

/// The path of an address of this computer, or of one in the same office.
fn own_computer(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or(host) };
    (is_private(name) || name.starts_with("[::1]") || name.eq_ignore_ascii_case("localhost")).then_some(path)
}

/// Whether an address of four numbers is this computer's, or one that only its network knows.
fn is_private(name: &str) -> bool {
    let numbers: Option<Vec<u8>> = name.split('.').map(|part| part.parse().ok()).collect();
    match numbers.as_deref() {
        Some([0 | 10 | 127, _, _, _] | [192, 168, _, _] | [169, 254, _, _]) => true,
        Some([172, second, _, _]) => (16..32).contains(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_private, own_computer};
    use crate::check::tests::{check, facts, text};

    #[test]
    fn what_was_written_in_place_of_an_address_is_understood() {
        check(&text("[a](northern)"), &["no-file/near [a](northern) → @northern"]);
        check(&text("[a](berths)"), &["no-file/near [a](berths) → @@berths"]);
        check(&text("[a](www.example.vn)"), &["no-file/near [a](www.example.vn) → https://www.example.vn"]);
        check(&facts("plan = \"C:/x/y.pdf\""), &["no-file/disk \"C:/x/y.pdf\" → y.pdf"]);
    }

    #[test]
    fn addresses_of_the_same_office_are_known() {
        assert_eq!(own_computer("http://127.0.0.1:8080/vi/"), Some("/vi/"));
        assert_eq!(own_computer("https://[::1]/x"), Some("/x"));
        assert_eq!(own_computer("https://example.vn/x"), None);
        for (name, private) in
            [("10.0.0.1", true), ("172.31.0.1", true), ("172.32.0.1", false), ("11.0.0.1", false)]
        {
            assert_eq!(is_private(name), private, "{name}");
        }
    }
}
