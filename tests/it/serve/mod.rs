//! The preview: real files, real sockets, and a browser's half of the conversation.

mod code;
mod follow;
mod guard;
pub(crate) mod property;
mod ranges;
mod watch;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use portolan::config::Overrides;
use portolan::diag::UiLang;
use portolan::pipeline::Memory;
use portolan::serve::{Opening, Server, Session, Settings, StageCalls, Watch};
use portolan::source;
use serde_json::Value;

use crate::program::Site;

/// No answer takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A site that is shown while a test changes it.
struct Preview {
    site: Site,
    session: Arc<Session>,
    server: Server,
}

/// What the server said.
#[derive(Debug)]
struct Response {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Response {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Preview {
    fn of(site: Site) -> Preview {
        Preview::with(site, StageCalls::default(), Settings::default())
    }

    fn with(site: Site, stages: StageCalls, settings: Settings) -> Preview {
        Preview::watched(site, stages, settings, false)
    }

    fn watched(site: Site, stages: StageCalls, settings: Settings, poll: bool) -> Preview {
        let root = site.path("").canonicalize().expect("the folder is there");
        let read = source::read(&root).expect("the folder can be read");
        let (overrides, memory, lang) = (Overrides::default(), Memory::default(), UiLang::En);
        let opening = Opening { read, overrides, memory, lang };
        let session = Session::open(&root, opening, stages, Box::new(|_| {})).expect("a source of chance");
        let session = Arc::new(session);
        let watched = Arc::downgrade(&session);
        let sink = move |batch: &portolan::serve::Batch| {
            if let Some(session) = watched.upgrade() {
                session.refresh(&batch.paths, batch.since);
            }
        };
        Watch::start(&root, poll, sink).expect("the folder can be watched");
        let server = Server::start(session.clone(), settings).expect("a port is free");
        Preview { site, session, server }
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.server.port)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.server.port)).expect("the server is there");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        stream
    }

    /// Asks for an address as a browser would, with further lines of the head.
    fn ask(&self, line: &str, headers: &[&str], body: &str) -> Response {
        let host = format!("Host: {}", self.host());
        let mut head = vec![host.as_str(), "Connection: close"];
        head.extend(headers);
        self.ask_as(line, &head, body)
    }

    /// Asks with just these lines of the head.
    fn ask_as(&self, line: &str, headers: &[&str], body: &str) -> Response {
        let mut stream = self.connect();
        let head = headers.join("\r\n");
        write!(stream, "{line} HTTP/1.1\r\n{head}\r\n\r\n{body}").expect("the request is sent");
        answer(stream)
    }

    fn get(&self, path: &str) -> Response {
        self.ask(&format!("GET {path}"), &[], "")
    }

    fn post(&self, path: &str, body: &str) -> Response {
        let (origin, length) =
            (format!("Origin: http://{}", self.host()), format!("Content-Length: {}", body.len()));
        self.ask(&format!("POST {path}"), &[&origin, &length, "X-Portolan: 1"], body)
    }

    /// Waits until an address answers as wanted.
    #[track_caller]
    fn until(&self, path: &str, wanted: impl Fn(&Response) -> bool) -> Response {
        let start = Instant::now();
        loop {
            let response = self.get(path);
            if wanted(&response) {
                return response;
            }
            if start.elapsed() > PATIENCE {
                panic!("{path} never answered as wanted, at last: {response:#?}");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until a page says something.
    #[track_caller]
    fn until_said(&self, path: &str, words: &str) -> Response {
        self.until(path, |response| response.status == 200 && response.body.contains(words))
    }

    /// Waits until nothing happens any more, and says which state that is.
    fn settled(&self) -> u64 {
        loop {
            let number = self.session.current().number;
            std::thread::sleep(Duration::from_millis(400));
            if self.session.current().number == number {
                return number;
            }
        }
    }

    fn events(&self, headers: &[&str]) -> Events {
        let mut stream = self.connect();
        let head = format!("GET /_portolan/events HTTP/1.1\r\nHost: {}\r\n", self.host());
        let more: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        write!(stream, "{head}{more}\r\n").expect("the request is sent");
        Events { lines: BufReader::new(stream) }
    }

    fn state(&self, path: &str) -> Value {
        let response = self.get(&format!("/_portolan/state?path={path}"));
        serde_json::from_str(&response.body).unwrap_or_else(|error| panic!("{error}: {response:?}"))
    }
}

/// Reads an answer to its end.
fn answer(mut stream: TcpStream) -> Response {
    let mut bytes = Vec::new();
    if let Err(error) = stream.read_to_end(&mut bytes) {
        // A server that has said enough may close before it was told everything.
        assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}");
    }
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or_default();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    Response { status, headers, body: body.to_owned() }
}

/// What a browser hears.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event: its id and what it says.
    #[track_caller]
    fn next(&mut self) -> (String, Value) {
        let mut id = String::new();
        let start = Instant::now();
        loop {
            assert!(start.elapsed() < PATIENCE, "an event comes in time");
            let mut line = String::new();
            let read = self.lines.read_line(&mut line).expect("an event comes in time");
            assert_ne!(read, 0, "the stream ended");
            if let Some(value) = line.strip_prefix("id: ") {
                id = value.trim().to_owned();
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return (id, serde_json::from_str(data.trim()).expect("events are JSON"));
            }
        }
    }

    /// The next event of which something holds.
    #[track_caller]
    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> (String, Value) {
        for _ in 0..50 {
            let event = self.next();
            if wanted(&event.1) {
                return event;
            }
        }
        panic!("fifty events and none as wanted");
    }
}
