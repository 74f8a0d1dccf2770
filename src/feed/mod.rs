//! The files of a site that are no pages: `sitemap.xml`, `robots.txt`, a feed per language, redirects, the table of QR codes.

mod atom;
mod manifest;
mod redirect;
mod sitemap;

pub use atom::feed;
pub use manifest::{ManifestRow, manifest};
pub use redirect::{permanent, redirects};
pub use sitemap::{robots, sitemap};
