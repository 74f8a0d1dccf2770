//! What a site takes from elsewhere, installed on this machine: the packages of its theme.
//!
//! Comes in: what a theme asks for. Goes out: files of the theme, put into a snapshot. It writes below `.portolan` alone, says
//! nothing itself, and a site that lacks what it could not install is made all the same.

mod npm;

pub use npm::{Fetching, Lack, NpmNotice, WantedPackages, add_installed, add_missing};
