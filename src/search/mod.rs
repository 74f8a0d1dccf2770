//! The index that search reads in a browser, without a server: from what pages say to a few scripts per language.
//!
//! In go the pages of a language, each as a [`Document`] in the words that its reader sees, and what the site says of the
//! language ([`Words`]). An [`Indexer`] makes a [`SearchEntry`] of each page, whatever the others are, so that entries are made
//! side by side and kept between runs; [`parts`] makes the scripts of all entries. [`Tokenizer`] folds text into tokens, exactly
//! as `search-core.js` folds what is typed.
//!
//! Nothing here knows a language: which words say little, which endings are written on, which words mean one thing is data.
//! Nothing here sorts by a collation, reads a file or knows an address.

mod character;
mod document;
mod east;
mod entry;
mod facets;
mod folded;
mod form;
mod group;
mod han;
mod hangul;
mod index;
mod latin;
mod level;
mod lexicon;
mod meta;
mod part;
mod place;
mod postings;
mod row;
mod rules;
mod scope;
mod spelling;
mod stem;
mod table;
mod terms;
mod token;
mod tokenizer;
mod utf16;
mod words;

pub use document::{Document, ShortAnswer};
pub use entry::{Indexer, SearchEntry};
pub use index::parts;
pub use part::SearchPart;
pub use rules::FoldRules;
pub use scope::Scope;
pub use stem::Stem;
pub use token::{Token, Tokens};
pub use tokenizer::Tokenizer;
pub use words::Words;
