//! Addresses as a request writes them.

use std::borrow::Cow;

use axum::http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// An address below the server's root, written as a header needs it.
pub(super) fn address(path: &str) -> String {
    const CODED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b'#');
    format!("/{}", utf8_percent_encode(path, CODED))
}

/// Undoes the writing of an address once; what is no UTF-8 is no address of ours.
pub(super) fn decoded(path: &str) -> Option<String> {
    percent_decode_str(path).decode_utf8().ok().map(Cow::into_owned)
}

/// A parameter of an address.
pub(super) fn parameter(uri: &Uri, name: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
    decoded(&value.replace('+', " "))
}
