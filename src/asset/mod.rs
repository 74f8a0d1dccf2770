//! Turns the files that belong to a site into the files that browsers get: bytes and parameters in, bytes out.
//!
//! Names of results are known before the results are made, because they carry a fingerprint of what goes in, not of
//! what comes out: a page can be rendered while its pictures wait. Nothing here reads or writes a file (remembering is
//! `memo`'s affair), and nothing knows what a page or a record is.

pub mod image;
