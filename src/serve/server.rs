use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use super::connection::{self, Connections};
use super::editor::Editor;
use super::guard::Guard;
use super::http::{self, AppState};
use super::random;
use super::session::Session;

/// How many ports are tried after the one that was wished for.
const TRIES: u16 = 50;

/// How a site is to be served.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The port, or 0 for any that is free.
    pub port: u16,
    /// Whether other machines may ask, too.
    pub lan: bool,
    /// What files are opened with.
    pub editor: Option<Editor>,
}

/// A server that runs until it is dropped.
pub struct Server {
    runtime: Option<Runtime>,
    /// The port that it got.
    pub port: u16,
    /// What other machines have to know, where they may ask.
    pub token: Option<String>,
}

impl Server {
    /// Serves a session. A port that is taken is no failure: the next free one is taken.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(session: Arc<Session>, settings: Settings) -> io::Result<Server> {
        let (listeners, port) = listen(settings.port, settings.lan)?;
        let token = if settings.lan { Some(random::hex(4)?) } else { None };
        let guard = Guard { port, token: token.clone() };
        let desk = Arc::new(AppState { session, guard, editor: settings.editor });
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(8)
            .thread_name("portolan-serve")
            .enable_all()
            .build()?;
        let router = http::router(desk);
        let connections = Arc::new(Connections::default());
        for listener in listeners {
            listener.set_nonblocking(true)?;
            let _inside = runtime.enter();
            let listener = tokio::net::TcpListener::from_std(listener)?;
            runtime.spawn(connection::accept(listener, router.clone(), connections.clone()));
        }
        Ok(Server { runtime: Some(runtime), port, token })
    }

    /// The address for this machine.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// The address for other machines, which holds the token.
    #[must_use]
    pub fn lan_address(&self) -> Option<String> {
        let token = self.token.as_ref()?;
        let ip = match own_address()? {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        Some(format!("http://{ip}:{}/?token={token}", self.port))
    }

    /// Waits until somebody presses ctrl-C.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn until_interrupted(&self) -> io::Result<()> {
        match &self.runtime {
            Some(runtime) => runtime.block_on(tokio::signal::ctrl_c()),
            None => Ok(()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Streams of events never end by themselves, and a picture that is half made can be made again.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_millis(200));
        }
    }
}

/// Listens at the first port from `wished` that is free.
fn listen(wished: u16, lan: bool) -> io::Result<(Vec<TcpListener>, u16)> {
    let mut port = wished;
    loop {
        match listen_at(port, lan) {
            Err(error)
                if error.kind() == io::ErrorKind::AddrInUse
                    && wished != 0
                    && port - wished < TRIES
                    && port < u16::MAX =>
            {
                port += 1;
            }
            result => return result,
        }
    }
}

/// Listens in both families of addresses, because `localhost` may mean either. Where there is only one, that will do.
fn listen_at(port: u16, lan: bool) -> io::Result<(Vec<TcpListener>, u16)> {
    let v4 = if lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    // A system may let two programs have one port when only one of them takes all addresses.
    if lan && port != 0 {
        drop(TcpListener::bind((Ipv4Addr::LOCALHOST, port))?);
    }
    let first = TcpListener::bind((v4, port))?;
    let port = first.local_addr()?.port();
    let second = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
    match second {
        Ok(second) => Ok((vec![first, second], port)),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
        Err(_) => Ok((vec![first], port)),
    }
}

/// The address by which other machines reach this one. Nothing is sent: the system only says which way it would take.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}
