//! Portolan: a static-site generator for multilingual investment-promotion portals.

pub mod asset;
pub mod base;
pub mod diag;
pub mod fact;
pub mod memo;
