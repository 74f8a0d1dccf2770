//! The files of a site that are no pages: `sitemap.xml`, `robots.txt`, a feed per language, redirects, places, data of
//! maps, the table of QR codes, open data.

mod atom;
mod data;
mod json_text;
mod letter;
mod machine;
mod manifest;
mod place;
mod redirect;
mod sitemap;
mod twin;
mod viewer;

pub use atom::{atom, json_feed};
pub use data::{data, schema as data_schema};
pub use letter::letter;
pub use machine::{faq, llms};
pub use manifest::{ManifestRow, manifest};
pub use place::places;
pub use redirect::{permanent, redirects};
pub use sitemap::{robots, sitemap, sitemap_part};
pub use twin::{PageAddress, twin};
pub use viewer::{data as map_data, layers as map_layers};
