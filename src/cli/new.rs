//! `portolan new`: a site in an empty folder, or a record in a site. The only place where sources are made.

mod blank;
mod record;
mod messages;
mod site;

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use super::Outcome;
use super::argument::NewOptions;
use super::report::Report;
use crate::config;
use crate::diag::UiLang;
use messages::CreateRefusal;

/// `portolan new`
pub(super) fn new(options: &NewOptions) -> Outcome {
    let lang: UiLang = options.ui_lang.into();
    let is_site = options.root.join(config::FILE).is_file();
    let made = match NewRequest::of(&options.what, is_site) {
        NewRequest::Record { collection, id } => record::add(options, &collection, &id),
        NewRequest::Site(folder) => site::start(Path::new(folder)),
    };
    match made {
        Ok(made) => {
            Report::done(&made.text(lang));
            Outcome::Clean
        }
        Err(refusal) => {
            refusal.print(lang);
            refusal.outcome()
        }
    }
}

/// What `new` was asked for.
#[derive(Debug, PartialEq, Eq)]
enum NewRequest<'a> {
    /// A site in this folder.
    Site(&'a str),
    /// A record in the site's folder.
    Record { collection: String, id: String },
}

impl<'a> NewRequest<'a> {
    /// Two plain words with a slash between them are a record; whoever means a folder of that name writes `./a/b`. Inside
    /// a site all plain words are one, and what completing a path leaves there: `content/projects/abc`, `projects/`. A site
    /// within a site is hardly meant; who means it writes `./portal`.
    fn of(what: &'a str, is_site: bool) -> NewRequest<'a> {
        let parts: Vec<&str> = what.split(['/', '\\']).collect();
        let record = |collection: &str, id: &str| NewRequest::Record {
            collection: collection.to_owned(),
            id: id.to_owned(),
        };
        let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.ends_with(':');
        match parts[..] {
            ["content", collection, id] if is_site => record(collection, id),
            ["content", collection, id, ""] if is_site => record(collection, id),
            [collection, ""] if is_site && plain(collection) => record(collection, ""),
            [collection, id] | [collection, id, ""] if plain(collection) && plain(id) => {
                record(collection, id)
            }
            [collection, ..] if is_site && parts.iter().all(|part| plain(part)) => {
                record(collection, &parts[1..].join("/"))
            }
            _ => NewRequest::Site(what),
        }
    }
}

/// Writes a file that is not there; never writes over one.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), CreateRefusal> {
    let write = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
    };
    write().map_err(|error| CreateRefusal::Environment {
        path: path.display().to_string(),
        error: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::NewRequest;

    #[test]
    fn two_words_with_a_slash_are_a_record() {
        let record = |collection: &str, id: &str| NewRequest::Record {
            collection: collection.to_owned(),
            id: id.to_owned(),
        };
        assert_eq!(NewRequest::of("projects/abc", false), record("projects", "abc"));
        assert_eq!(NewRequest::of("projects\\abc", true), record("projects", "abc"));
        assert_eq!(NewRequest::of("projects/abc/", true), record("projects", "abc"));
        assert_eq!(NewRequest::of("content/projects/abc", true), record("projects", "abc"));
        assert_eq!(NewRequest::of("projects/", true), record("projects", ""));
        assert_eq!(NewRequest::of("du-an", true), record("du-an", ""), "no site in a site");
        assert_eq!(NewRequest::of("projects/a/b", true), record("projects", "a/b"));
    }

    #[test]
    fn everything_else_is_a_folder() {
        for what in
            ["portal", "./projects/abc", "/srv/portal", "a/b/c", "..", "../portal", "portal/", "C:\\portal"]
        {
            assert_eq!(NewRequest::of(what, false), NewRequest::Site(what), "{what}");
        }
        for what in [".", "./portal", "/srv/portal", "../portal"] {
            assert_eq!(NewRequest::of(what, true), NewRequest::Site(what), "{what}");
        }
    }
}
