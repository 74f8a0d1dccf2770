//! Portolan: a static-site generator for multilingual investment-promotion portals.

pub mod base;
pub mod diag;
pub mod memo;
pub mod fact;
pub mod locale;
pub mod source;
pub mod data;
pub mod config;
pub mod markdown;
pub mod content;
pub mod site;
pub mod asset;
pub mod view;
pub mod theme;
pub mod feed;
pub mod check;
pub mod output;
pub mod pipeline;
pub mod cli;
