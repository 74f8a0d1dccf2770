//! Whole sites: what the program writes, says and survives.

mod corpus;
mod demo;
mod html;
mod output;
mod program;
mod property;
