//! Portolan makes multilingual investment-promotion portals.
//!
//! A fact is written once, typed, with its unit, source and date; text is written per language; everything else is
//! derived. The modules below are the way that data takes, from an editor's files to a folder of pages; read them in this
//! order:
//!
//! 1. [`source`] reads every input file, once: [`source::Snapshot`].
//! 2. [`config`] is `portolan.toml` as a value: [`config::Config`].
//! 3. [`content`] reads each file on its own: collections declared as data, records with typed facts, coordinates that
//!    [`geo`] brings to one system, texts whose [`markdown`] keeps slots for what only the whole site knows.
//!    What of that an editor's program has to know is said by [`editor`].
//! 4. [`site`] is all of it as one value: addresses, orders, filters, who mentions whom.
//! 5. [`map`] draws maps; [`view`] makes, for one route, the one value that a template may see, written out by [`locale`] as officials of the
//!    reader's language write.
//! 6. [`theme`] turns a view into HTML; [`feed`] makes the files that are no pages; [`asset`] makes pictures, [`code`]
//!    QR codes, [`search`] the indexes in which readers look for something.
//! 7. [`output`] compares and writes. It and `source` are the only ones that touch a site's files, with [`memo`], which
//!    remembers pictures, and keeps what files gave from one run to the next. [`install`] fetches what a theme takes from npm.
//!
//! [`pipeline`] is these steps in a row, [`check`] holds rules about a finished site, [`serve`] shows a site while it is
//! written, [`cli`] is the program.
//!
//! Five words mean one thing each, everywhere:
//!
//! | word | what it is |
//! |---|---|
//! | record | a thing that the site speaks of (a project, a zone, a page of news): an id, facts, and a text per language |
//! | fact | a typed value of a record, written once for all languages, with its unit, source and date |
//! | edition | all that is published on one day: the content without drafts and without what is not yet or no longer shown |
//! | view | everything that the template of one page may use, written out in the reader's language |
//! | ledger | `codes.toml`: which codes stand on paper, so that each arrives for ever |
//!
//! What keeps it simple:
//!
//! - **The site is a value.** Between reading and writing, nothing touches disk, clock, network or environment; the day of
//!   the edition is an input. The same files give the same bytes on any machine, in any order, on any number of threads.
//! - **A page is a function of the site.** There is one way to make a page, whoever asks for it.
//! - **What a template sees is what invalidates it.** A template gets one [`view::View`] and functions of their arguments.
//! - **An author's mistake is a value** ([`diag::Diagnostic`]) with a place, a name and a way out; a stage that meets one
//!   goes on, so that all are reported together.
//!
//! An id is also a record's address unless its author gives a slug: titles get corrected, and a printed link must not die
//! of it.

pub mod base;
pub mod diag;
pub mod memo;
pub mod fact;
pub mod geo;
pub mod locale;
pub mod source;
pub mod data;
pub mod config;
pub mod markdown;
pub mod content;
pub mod editor;
pub mod site;
pub mod map;
pub mod asset;
pub mod code;
pub mod search;
pub mod view;
pub mod theme;
pub mod feed;
pub mod check;
pub mod output;
pub mod install;
pub mod pipeline;
pub mod serve;
pub mod cli;
