//! Whole sites, from files to what an author or a reader sees: what the program writes, says and survives.

mod again;
mod aside;
mod codes;
mod corpus;
mod count;
mod demo;
mod fallback;
mod fixture;
mod html;
mod key;
mod known;
mod manual;
mod map;
mod markup;
mod meant;
mod message;
mod new;
#[cfg(unix)]
mod npm;
mod order;
mod output;
mod page;
mod place;
mod program;
mod property;
mod schema;
mod schema_file;
mod sentence;
mod serve;
mod short;
mod theme;
mod tidy;
mod tidy_circles;
mod tidy_names;
mod tiles;
mod translation;
