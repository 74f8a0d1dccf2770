//! Whole sites in memory, from files to what an author or a reader sees.

mod fallback;
mod fixture;
mod message;
mod page;
mod schema;
mod tidy;
