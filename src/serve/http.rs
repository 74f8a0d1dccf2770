use std::convert::Infallible;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, LOCATION, REFERRER_POLICY,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use futures_util::stream::{self, Stream};
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::answer::Answer;
use super::edition::{Change, PreviewState, Visibility};
use super::editor::Editor;
use super::guard::{Guard, Peer, Verdict};
use super::page_status::{self, Asker};
use super::query::{decoded, parameter};
use super::range::{is_known, pieces, ranged, within};
use super::session::Session;
use super::{client, content_type, inject};
use crate::base::{Digest, SourcePath, fingerprint_bytes};
use crate::diag::UiLang;
use crate::fact::Date;

/// No request has a larger body.
const MOST_BODY: usize = 64 * 1024;
/// No body takes longer to arrive.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a browser hears that the server is there.
const PULSE: Duration = Duration::from_secs(15);
/// What a preview may load: itself. Small pictures inside of styles are part of the styles.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'self'";

/// What requests are answered from.
pub(super) struct AppState {
    pub(super) session: Arc<Session>,
    pub(super) guard: Guard,
    pub(super) editor: Option<Editor>,
}

type Shared = State<Arc<AppState>>;

/// Every address that is answered.
pub(super) fn router(desk: Arc<AppState>) -> Router {
    Router::new()
        .route("/_portolan/events", get(events))
        .route("/_portolan/state", get(state_of))
        .route("/_portolan/view", post(view))
        .route("/_portolan/open", post(open))
        .route("/_portolan/{file}", get(file))
        .fallback(get(site))
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .layer(middleware::from_fn_with_state(desk.clone(), guarded))
        .with_state(desk)
}

/// Lets only those requests through that come from where they may, and says on every answer what a browser may do with it.
async fn guarded(
    State(desk): Shared,
    Extension(peer): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let verdict = desk.guard.judge(peer, request.method(), request.uri(), request.headers());
    let mut response = match verdict {
        Verdict::Pass => next.run(request).await,
        Verdict::Refuse(status, reason) => (status, reason).into_response(),
        Verdict::Admit { location, cookie } => {
            (StatusCode::FOUND, [(LOCATION, location), (SET_COOKIE, cookie)]).into_response()
        }
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let own = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(own, HeaderValue::from_static("same-origin"));
    response
}

/// `GET` of anything that is the site's.
async fn site(State(desk): Shared, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(path) = decoded(uri.path()).filter(|path| path.starts_with('/')) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
    let work = spawn_blocking(move || {
        let session = &desk.session;
        let edition = session.current();
        let answer = session.guarded(&path, || session.answer(&edition, &path[1..]));
        // Whatever went wrong while the answer was made may have given a state of its own.
        (session.stamp(&session.current()), answer.unwrap_or(Answer::Nothing), ui(session.lang))
    });
    match work.await {
        Ok((stamp, answer, ui)) => written(answer, (&stamp, ui), &query, &headers),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn written(answer: Answer, (stamp, ui): (&str, &str), query: &str, asked: &HeaderMap) -> Response {
    match answer {
        Answer::Page { html, found } => {
            let status = if found { StatusCode::OK } else { StatusCode::NOT_FOUND };
            let bytes = inject::with_client(&html, stamp, ui).into_bytes();
            let mut response = tagged(bytes, content_type::of(""), stamp, asked);
            if response.status() == StatusCode::OK {
                *response.status_mut() = status;
            }
            if let Ok(stamp) = HeaderValue::from_str(stamp) {
                response.headers_mut().insert(HeaderName::from_static("x-portolan-build"), stamp);
            }
            response
        }
        Answer::File { bytes, content_type, immutable } => {
            let tag = tag("", fingerprint_bytes(&bytes));
            let body = |part: RangeInclusive<u64>| Body::from(within(&bytes, &part).to_vec());
            lasting(ranged(bytes.len() as u64, (&tag, content_type), asked, body), immutable)
        }
        Answer::Stored { file, content_type, immutable } => {
            let (tag, len) = (tag("", file.digest), file.len);
            lasting(ranged(len, (&tag, content_type), asked, |part| pieces(*file, part)), immutable)
        }
        Answer::Moved(path) => {
            let location = match path.split_once('#') {
                Some((page, anchor)) => format!("{page}{query}#{anchor}"),
                None => path + query,
            };
            let headers = [(LOCATION, location), (CACHE_CONTROL, "no-store".to_owned())];
            (StatusCode::TEMPORARY_REDIRECT, headers).into_response()
        }
        Answer::Nothing => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The name of these very bytes.
fn tag(stamp: &str, digest: Digest) -> String {
    format!("\"{stamp}-{}\"", digest.short(16))
}

/// Says that an address always has the same bytes, if so.
fn lasting(mut response: Response, immutable: bool) -> Response {
    if immutable {
        let long = HeaderValue::from_static("private, max-age=86400, immutable");
        response.headers_mut().insert(CACHE_CONTROL, long);
    }
    response
}

/// Bytes with their fingerprint, or the word that the browser has them already.
fn tagged(bytes: Vec<u8>, content_type: &'static str, stamp: &str, asked: &HeaderMap) -> Response {
    let tag = tag(stamp, fingerprint_bytes(&bytes));
    let known = is_known(&tag, asked);
    let headers = [(CACHE_CONTROL, "no-cache".to_owned()), (ETAG, tag)];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(CONTENT_TYPE, content_type)], bytes).into_response()
}

/// `GET /_portolan/events`: a state at once, and each that follows.
async fn events(State(desk): Shared, headers: HeaderMap) -> impl axum::response::IntoResponse {
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| {
        let (run, number) = id.split_once(':')?;
        (run == desk.session.run).then(|| number.parse().ok())?
    });
    let mut states = desk.session.subscribe();
    states.mark_changed();
    let listening = Listening { session: desk.session.clone(), states, last };
    Sse::new(stream_of(listening)).keep_alive(KeepAlive::new().interval(PULSE).text("still here"))
}

/// A browser that listens.
struct Listening {
    session: Arc<Session>,
    states: watch::Receiver<Arc<PreviewState>>,
    /// What it heard of last.
    last: Option<u64>,
}

fn stream_of(listening: Listening) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listening, async |mut listening| {
        listening.states.changed().await.ok()?;
        let edition = listening.states.borrow_and_update().clone();
        let session = &listening.session;
        let change = listening.last.map_or_else(Change::unknown, |last| session.since(last));
        let data = session.event(&edition, &change).to_string();
        listening.last = Some(edition.number);
        let event = Event::default().event("build").id(session.stamp(&edition)).data(data);
        Some((Ok(event), listening))
    })
}

/// `GET /_portolan/state?path=/vi/du-an/x/`
async fn state_of(State(desk): Shared, Extension(peer): Extension<Peer>, uri: Uri) -> Response {
    let asked = parameter(&uri, "path").unwrap_or_default();
    let path = asked.trim_start_matches('/').split(['?', '#']).next().unwrap_or_default().to_owned();
    let asker = Asker {
        lang: desk.session.lang,
        can_open: desk.editor.is_some() && peer.is_here(),
        lan: desk.guard.token.is_some(),
    };
    let work = spawn_blocking(move || {
        let session = &desk.session;
        session.guarded("/_portolan/state", || page_status::of(&session.current(), &path, asker))
    });
    match work.await {
        Ok(Ok(state)) => json(&state),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn json(value: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], value.to_string()).into_response()
}

/// `POST /_portolan/view`
async fn view(State(desk): Shared, body: Body) -> Response {
    let asked = match posted(body).await {
        Ok(asked) => asked,
        Err(status) => return status.into_response(),
    };
    let flag = |name: &str| asked[name].as_bool().unwrap_or(false);
    let as_of = match asked["as_of"].as_str() {
        None => None,
        Some(text) => match Date::parse(text) {
            Some(date) => Some(date),
            None => return StatusCode::BAD_REQUEST.into_response(),
        },
    };
    let view = Visibility { drafts: flag("drafts"), future: flag("future"), as_of };
    // The answer does not wait for the site: that it was made again is told as an event.
    drop(spawn_blocking(move || {
        let session = &desk.session;
        session.guarded("/_portolan/view", || session.show(&view))
    }));
    StatusCode::NO_CONTENT.into_response()
}

/// `POST /_portolan/open`: only a file of this site, and only for somebody at this machine.
async fn open(State(desk): Shared, Extension(peer): Extension<Peer>, body: Body) -> Response {
    let Some(editor) = desk.editor.as_ref().filter(|_| peer.is_here()) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let asked = match posted(body).await {
        Ok(asked) => asked,
        Err(status) => return status.into_response(),
    };
    let path = SourcePath::new(asked["path"].as_str().unwrap_or_default());
    let edition = desk.session.current();
    let known = edition.build.as_ref().is_some_and(|build| build.snapshot.get(&path).is_some());
    let place = desk.session.root().join(path.as_str());
    // A file that comes with the program is on no disk.
    if !known || !place.is_file() {
        return StatusCode::NOT_FOUND.into_response();
    }
    match editor.open(&place, asked["line"].as_u64().unwrap_or(1)) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// The JSON of a request, which is short and comes soon.
async fn posted(body: Body) -> Result<Value, StatusCode> {
    let read = axum::body::to_bytes(body, MOST_BODY);
    let bytes: Bytes = match tokio::time::timeout(PATIENCE, read).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => return Err(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => return Err(StatusCode::REQUEST_TIMEOUT),
    };
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| StatusCode::BAD_REQUEST)?;
    if value.is_object() { Ok(value) } else { Err(StatusCode::BAD_REQUEST) }
}

/// `GET /_portolan/client.js` and the others; `/_portolan/side` is the page with two languages.
async fn file(uri: Uri, headers: HeaderMap) -> Response {
    let name = uri.path().trim_start_matches("/_portolan/");
    let name = if name == "side" { "side.html" } else { name };
    match client::file(name) {
        Some(bytes) => tagged(bytes.to_vec(), content_type::of(name), "", &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn ui(lang: UiLang) -> &'static str {
    lang.code()
}
