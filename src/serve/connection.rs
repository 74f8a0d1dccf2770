use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use super::guard::Peer;
use super::lock;

/// How many connections are held at once; more than a few tabs need, and fewer than a process may have files.
const MOST: usize = 200;
/// How long the head of a request may take, and how long a connection may rest between two.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of a request's head is read.
const MOST_HEAD: usize = 64 * 1024;

/// Connections that are open.
#[derive(Default)]
pub(super) struct Connections(Mutex<Vec<Arc<Connection>>>);

struct Connection {
    close: Notify,
    /// A request is being answered, or events are being sent.
    busy: AtomicBool,
    /// When it was last of use, in milliseconds since `start`.
    used: AtomicU64,
    start: Instant,
}

impl Connections {
    /// Makes room for one more: the connection that rested longest is closed, one that never asked anything before others.
    fn admit(&self, start: Instant) -> Arc<Connection> {
        let connection = Arc::new(Connection {
            close: Notify::new(),
            busy: AtomicBool::new(false),
            used: AtomicU64::new(0),
            start,
        });
        let mut open = lock(&self.0);
        if open.len() >= MOST {
            let resting = open.iter().enumerate().filter(|(_, other)| !other.busy.load(Relaxed));
            // All are busy only when somebody opened hundreds of streams of events: then the oldest goes.
            let at = resting.min_by_key(|(_, other)| other.used.load(Relaxed)).map_or(0, |(at, _)| at);
            open.remove(at).close.notify_one();
        }
        open.push(connection.clone());
        connection
    }

    fn leave(&self, connection: &Arc<Connection>) {
        lock(&self.0).retain(|other| !Arc::ptr_eq(other, connection));
    }
}

/// Takes connections for ever. None has a thread of its own, and none can keep others out.
pub(super) async fn accept(listener: TcpListener, router: Router, connections: Arc<Connections>) {
    let start = Instant::now();
    loop {
        let Ok((stream, remote)) = listener.accept().await else {
            // The process has no file to spare; connections that end give some back.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let Ok(local) = stream.local_addr() else { continue };
        let (router, connections) = (router.clone(), connections.clone());
        let connection = connections.admit(start);
        tokio::spawn(async move {
            let talk = talk(stream, Peer { remote, local }, router, connection.clone());
            tokio::select! {
                () = talk => {}
                () = connection.close.notified() => {}
            }
            connections.leave(&connection);
        });
    }
}

async fn talk(stream: TcpStream, peer: Peer, router: Router, connection: Arc<Connection>) {
    // Answers are small and wanted at once.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        let (service, connection) = (service.clone(), connection.clone());
        async move { answer(service, request, &connection).await }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(MOST_HEAD);
    // That a browser goes away in the middle of a sentence is nothing to speak of.
    let _ = http.serve_connection(TokioIo::new(stream), answer).await;
}

async fn answer(
    service: TowerToHyperService<Router>,
    request: Request<Incoming>,
    connection: &Connection,
) -> Result<Response<Body>, Infallible> {
    let is_stream = request.uri().path() == "/_portolan/events";
    connection.busy.store(true, Relaxed);
    let response = service.call(request).await;
    let now = u64::try_from(connection.start.elapsed().as_millis()).unwrap_or(u64::MAX);
    connection.used.store(now.max(1), Relaxed);
    connection.busy.store(is_stream, Relaxed);
    response
}
