use std::net::{IpAddr, SocketAddr};

use axum::http::header::{COOKIE, HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};

/// The two ends of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer {
    /// Who asks.
    pub(super) remote: SocketAddr,
    /// What was asked.
    pub(super) local: SocketAddr,
}

/// Who may ask.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    pub(super) port: u16,
    /// What other machines have to know; none may ask where there is none.
    pub(super) token: Option<String>,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Pass,
    Refuse(StatusCode, &'static str),
    /// The token was right: it becomes a cookie, and leaves the address.
    Admit {
        location: String,
        cookie: String,
    },
}

const COOKIE_NAME: &str = "portolan=";

impl Peer {
    /// Whether the request comes from this machine.
    pub(super) fn is_here(&self) -> bool {
        self.remote.ip().to_canonical().is_loopback()
    }
}

impl Guard {
    /// Judges a request by its head.
    pub(super) fn judge(&self, peer: Peer, method: &Method, uri: &Uri, headers: &HeaderMap) -> Verdict {
        let refuse = |reason| Verdict::Refuse(StatusCode::FORBIDDEN, reason);
        let mut hosts = headers.get_all(HOST).iter();
        let host = hosts.next().and_then(|host| host.to_str().ok()).map(str::to_ascii_lowercase);
        let Some(host) = host.filter(|host| hosts.next().is_none() && self.is_ours(host, peer)) else {
            // A page of a stranger may have its name point at this machine; it cannot change what its browser sends here.
            return refuse("this name is not served here");
        };
        if uri.authority().is_some_and(|named| !named.as_str().eq_ignore_ascii_case(&host)) {
            return refuse("this name is not served here");
        }
        if is_foreign(headers, &host) {
            return refuse("this request comes from another site");
        }
        if let Some(verdict) = self.token(peer, uri, headers) {
            return verdict;
        }
        let is_reading = *method == Method::GET || *method == Method::HEAD;
        if !is_reading && !is_deliberate(headers) {
            return refuse("this request does not come from the preview");
        }
        Verdict::Pass
    }

    /// Whether a request asks for this server by a name that it has.
    fn is_ours(&self, host: &str, peer: Peer) -> bool {
        let port = format!(":{}", self.port);
        let name = host.strip_suffix(&port).or((self.port == 80).then_some(host));
        let Some(name) = name else { return false };
        let local = match peer.local.ip().to_canonical() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        matches!(name, "127.0.0.1" | "localhost" | "[::1]") && peer.is_here()
            || self.token.is_some() && name == local
    }

    fn token(&self, peer: Peer, uri: &Uri, headers: &HeaderMap) -> Option<Verdict> {
        let denied = Verdict::Refuse(StatusCode::UNAUTHORIZED, "open the address that the terminal shows");
        let Some(token) = &self.token else { return (!peer.is_here()).then_some(denied) };
        let mut asked =
            uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.strip_prefix("token="));
        if let Some(given) = asked.next() {
            if !is_same(given, token) {
                return Some(denied);
            }
            let cookie = format!("{COOKIE_NAME}{token}; HttpOnly; SameSite=Strict; Path=/");
            return Some(Verdict::Admit { location: without_token(uri), cookie });
        }
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut given = cookies
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().strip_prefix(COOKIE_NAME));
        let known = peer.is_here() || given.any(|given| is_same(given, token));
        (!known).then_some(denied)
    }
}

/// Whether a browser says that another site asks. A link from elsewhere may lead here; nothing else may.
fn is_foreign(headers: &HeaderMap, host: &str) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let origin = text(ORIGIN).is_some_and(|origin| !origin.eq_ignore_ascii_case(&format!("http://{host}")));
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let mode = text(HeaderName::from_static("sec-fetch-mode"));
    let elsewhere = matches!(site, Some("cross-site" | "same-site"));
    origin || (elsewhere && mode != Some("navigate"))
}

/// Whether a request that changes something was made by a script of ours: a form of another site has no such header,
/// and its browser would ask before it sends one.
fn is_deliberate(headers: &HeaderMap) -> bool {
    headers.contains_key(ORIGIN) && headers.get("x-portolan").is_some_and(|value| value == "1")
}

/// Compares in a time that does not tell how much of it is right.
fn is_same(given: &str, token: &str) -> bool {
    let differs = given.bytes().zip(token.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    given.len() == token.len() && differs == 0
}

/// The address below the root without its token; never one that leads to another machine.
fn without_token(uri: &Uri) -> String {
    let kept: Vec<&str> =
        uri.query().unwrap_or_default().split('&').filter(|pair| !pair.starts_with("token=")).collect();
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    let path = path.replace('\\', "%5C");
    if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) }
}
