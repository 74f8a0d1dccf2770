//! Parts of files, as films and map tiles are asked for (RFC 9110, section 14).

use std::ops::RangeInclusive;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE,
    RANGE,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use tokio::task::spawn_blocking;

use crate::source::SourceFile;

/// Whether the browser has these very bytes already.
pub(super) fn is_known(tag: &str, asked: &HeaderMap) -> bool {
    asked.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes())
}

/// What of a file is asked for (RFC 9110, section 14).
enum RangeAsked {
    Whole,
    Part(RangeInclusive<u64>),
    /// A part that it does not have.
    Beyond,
}

/// Browsers take films and map tiles in parts, and some take them in no other way. Several parts at once, and what cannot be
/// read, are answered with the whole, as a server may.
fn asked_for(len: u64, tag: &str, asked: &HeaderMap) -> RangeAsked {
    let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
    // A browser that holds a part of other bytes needs the whole file.
    if text(IF_RANGE).is_some_and(|known| known != tag) {
        return RangeAsked::Whole;
    }
    let range = text(RANGE).and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((first, last)) = range.filter(|(first, last)| digits(first) && digits(last)) else {
        return RangeAsked::Whole;
    };
    // What is too large for a number lies beyond any file.
    let number = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap_or(u64::MAX));
    match (number(first), number(last)) {
        (Some(first), Some(last)) if last < first => RangeAsked::Whole,
        (Some(first), _) if first >= len => RangeAsked::Beyond,
        (Some(first), last) => RangeAsked::Part(first..=last.unwrap_or(u64::MAX).min(len - 1)),
        (None, Some(count)) if count == 0 || len == 0 => RangeAsked::Beyond,
        (None, Some(count)) => RangeAsked::Part(len.saturating_sub(count)..=len - 1),
        (None, None) => RangeAsked::Whole,
    }
}

/// A file, or the part of it that is asked for; `body` makes the bytes of a part.
pub(super) fn ranged(
    len: u64,
    (tag, content_type): (&str, &'static str),
    asked: &HeaderMap,
    body: impl FnOnce(RangeInclusive<u64>) -> Body,
) -> Response {
    let headers = [(CACHE_CONTROL, "no-cache"), (ACCEPT_RANGES, "bytes"), (ETAG, tag)]
        .map(|(name, value)| (name, value.to_owned()));
    if is_known(tag, asked) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let about = |range, count: u64| [(CONTENT_RANGE, range), (CONTENT_LENGTH, count.to_string())];
    let content_type = [(CONTENT_TYPE, content_type)];
    match asked_for(len, tag, asked) {
        RangeAsked::Beyond => {
            (StatusCode::RANGE_NOT_SATISFIABLE, headers, [(CONTENT_RANGE, format!("bytes */{len}"))])
                .into_response()
        }
        RangeAsked::Part(part) => {
            let range = format!("bytes {}-{}/{len}", part.start(), part.end());
            let about = about(range, part.end() - part.start() + 1);
            (StatusCode::PARTIAL_CONTENT, headers, content_type, about, body(part)).into_response()
        }
        RangeAsked::Whole if len == 0 => (headers, content_type).into_response(),
        RangeAsked::Whole => {
            let count = [(CONTENT_LENGTH, len.to_string())];
            (headers, content_type, count, body(0..=len - 1)).into_response()
        }
    }
}

/// A part of bytes in memory.
pub(super) fn within<'b>(bytes: &'b [u8], part: &RangeInclusive<u64>) -> &'b [u8] {
    let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
    &bytes[at(*part.start())..at(part.end() + 1)]
}

/// How much of a file is in memory for one request.
const PIECE: u64 = 256 * 1024;

/// A part of a file on disk, read while it is sent.
pub(super) fn pieces(file: SourceFile, part: RangeInclusive<u64>) -> Body {
    let (file, end) = (Arc::new(file), part.end() + 1);
    Body::from_stream(stream::unfold(*part.start(), move |at| {
        let file = file.clone();
        async move {
            let len = PIECE.min(end - at);
            if len == 0 {
                return None;
            }
            let read =
                spawn_blocking(move || file.part(at, usize::try_from(len).unwrap_or(usize::MAX))).await;
            // What has changed meanwhile is not sent to its end, so that nobody takes it for whole.
            Some((read.map_err(std::io::Error::other).flatten().map(Bytes::from), at + len))
        }
    }))
}
