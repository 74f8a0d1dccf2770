//! The files of a site that are no pages: `sitemap.xml`, `robots.txt`, a feed per language, redirects.

mod atom;
mod redirect;
mod sitemap;

pub use atom::feed;
pub use redirect::redirects;
pub use sitemap::{robots, sitemap};
