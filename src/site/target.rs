//! What a link by a whole address of this very site leads to: it is to be written so that it works offline and below any other
//! address.

use super::redirect::is_ours;
use super::{Route, Site};
use crate::base::SourcePath;
use crate::locale::{decoded, nfc};
use crate::markdown::below;

/// What an address of this site's own leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Own<'a> {
    /// A page, under its own address or a former one.
    Page(&'a Route),
    /// An attached file.
    File(SourcePath),
    /// Something else that the site has, or a page in a language that is not made this time.
    Other,
}

impl Site {
    /// What a whole address says below the root of this very site; `None` for another's.
    #[must_use]
    pub fn below<'a>(&self, address: &'a str) -> Option<&'a str> {
        self.config.own_urls().into_iter().find_map(|own| below(own.host_and_path(), address))
    }

    /// What stands at an address below the site's root (`vi/du-an/`), whatever follows a `?` or `#`; `None` for nothing.
    #[must_use]
    pub fn own(&self, address: &str) -> Option<Own<'_>> {
        let path = plain(split(address).0);
        let page = path.strip_suffix("index.html").filter(|path| path.is_empty() || path.ends_with('/'));
        let path = page.unwrap_or(&path);
        let open = format!("{path}/");
        if let Some(route) = self.route_at(path).or_else(|| self.route_at(&open)) {
            return Some(Own::Page(route));
        }
        if let Some(route) = self.redirected(path) {
            return Some(Own::Page(route));
        }
        if let Some(file) = path.strip_prefix("files/") {
            return self.file("content", file).map(Own::File);
        }
        let top = path.split('/').next().unwrap_or_default();
        let made = self.built_languages();
        let unmade = self.config.lang(top).is_some_and(|lang| !made.contains(&lang));
        (is_ours(top) || unmade).then_some(Own::Other)
    }
}

/// An address below the site's root, and what follows it from a `?` or `#` on.
#[must_use]
pub fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

/// A path as it is written in a text, in the form of Unicode that files have here.
fn plain(path: &str) -> String {
    nfc(decoded(path).map_or_else(|| path.into(), Into::into)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{plain, split};

    #[test]
    fn an_address_is_read_as_browsers_write_it() {
        assert_eq!(split("vi/tin/?q=1#x"), ("vi/tin/", "?q=1#x"));
        assert_eq!(split("vi/tin/#x?y"), ("vi/tin/", "#x?y"));
        assert_eq!(split(""), ("", ""));
        assert_eq!(plain("files/a/b%E1%BA%A3n%20v%E1%BA%BD.pdf"), "files/a/bản vẽ.pdf");
        assert_eq!(plain("a%ffb%2"), "a%ffb%2");
    }
}
