//! Who is refused, and who is served all the same.

use std::io::{Read as _, Write as _};
use std::net::{TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use portolan::serve::{Settings, StageCalls};

use super::{PATIENCE, Preview, answer};
use crate::program::{Site, portolan};

#[test]
fn a_name_that_is_not_this_machines_is_refused() {
    let preview = Preview::of(Site::new());
    let port = preview.server.port;
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("localhost:{}", port.wrapping_add(1)),
        "localhost".to_owned(),
        format!("evil@localhost:{port}"),
        format!("10.0.0.1:{port}"),
        String::new(),
    ] {
        let response = preview.ask_as("GET /vi/", &[&format!("Host: {host}"), "Connection: close"], "");
        assert!(matches!(response.status, 400 | 403), "`{host}`: {response:?}");
        assert!(!response.body.contains("<html"), "`{host}`");
    }
    let twice = format!("Host: localhost:{port}\r\nHost: evil.example");
    assert!(matches!(preview.ask_as("GET /vi/", &[&twice, "Connection: close"], "").status, 400 | 403));
    assert!(matches!(preview.ask_as("GET /vi/", &["Connection: close"], "").status, 400 | 403));
    let absolute = preview.ask("GET http://evil.example/vi/", &[], "");
    assert!(matches!(absolute.status, 400 | 403), "{absolute:?}");
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("LOCALHOST:{port}")] {
        let response = preview.ask_as("GET /vi/", &[&format!("Host: {host}"), "Connection: close"], "");
        assert_eq!(response.status, 200, "{host}");
    }
}

#[test]
fn another_site_is_refused() {
    let preview = Preview::of(Site::new());
    let port = preview.server.port;
    for origin in [
        "http://evil.example".to_owned(),
        "null".to_owned(),
        format!("https://127.0.0.1:{port}"),
        format!("http://localhost:{port}"),
        format!("http://127.0.0.1:{}", port.wrapping_add(1)),
    ] {
        let header = format!("Origin: {origin}");
        assert_eq!(preview.ask("GET /vi/", &[&header], "").status, 403, "{origin}");
        assert_eq!(preview.ask("GET /_portolan/events", &[&header], "").status, 403, "{origin}");
        let body = ["X-Portolan: 1", "Content-Length: 2", &header];
        assert_eq!(preview.ask("POST /_portolan/view", &body, "{}").status, 403, "{origin}");
    }
    // A picture or script of another site's page comes without an origin, but browsers tell.
    let inside = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"];
    assert_eq!(preview.ask("GET /vi/", &inside, "").status, 403);
    let link = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"];
    assert_eq!(preview.ask("GET /vi/", &link, "").status, 200);
    // Nothing is changed by a form, which any page can send.
    let own = format!("Origin: http://127.0.0.1:{port}");
    assert_eq!(preview.ask("POST /_portolan/view", &["Content-Length: 2", &own], "{}").status, 403);
    assert_eq!(
        preview.ask("POST /_portolan/view", &["Content-Length: 2", "X-Portolan: 1"], "{}").status,
        403
    );
    assert_eq!(preview.post("/_portolan/view", "{}").status, 204);
}

#[test]
fn what_is_not_the_sites_cannot_be_reached() {
    let site = Site::new();
    site.put("secret.txt", "the secret");
    site.put("content/news/port/private.txt", "the secret");
    let preview = Preview::of(site);
    for path in [
        "/../secret.txt",
        "/files/../../secret.txt",
        "/files/news/port/..%2f..%2f..%2f..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/files/%2e%2e/%2e%2e/secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%5csecret.txt",
        "/files\\..\\..\\secret.txt",
        "/..%c0%afsecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/....//secret.txt",
        "//etc/passwd",
        "/files//etc/passwd",
        "/%2fetc%2fpasswd",
        "/files/%00/../../secret.txt",
        "/secret.txt",
        "/portolan.toml",
        "/content/news/port/record.toml",
        "/files/news/port/record.toml",
        "/files/news/port/private.txt",
        "/media/../secret.txt",
        "/assets/../../secret.txt",
        "/_portolan/../secret.txt",
        "/_portolan/..%2f..%2fsecret.txt",
        "/_portolan/client.rs",
    ] {
        let response = preview.get(path);
        assert!(matches!(response.status, 400 | 404), "{path}: {response:?}");
        assert!(!response.body.contains("the secret") && !response.body.contains("root:"), "{path}");
    }
    assert_eq!(preview.get("/files/news/port/plan.pdf").body, "%PDF-1.4 a plan");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_content_is_not_followed() {
    let site = Site::new();
    site.put("secret.pdf", "%PDF the secret");
    let record = "published = 2024-01-01\nupdated = 2024-01-01\nplan = \"secret.pdf\"\n";
    site.put("content/news/road/record.toml", record);
    std::os::unix::fs::symlink("../../../secret.pdf", site.path("content/news/road/secret.pdf"))
        .expect("a link can be made");
    let preview = Preview::of(site);
    assert_eq!(preview.get("/files/news/road/secret.pdf").status, 404);
    // Nor when a file becomes one while it is shown.
    assert_eq!(preview.get("/files/news/port/plan.pdf").status, 200);
    preview.site.remove("content/news/port/plan.pdf");
    std::os::unix::fs::symlink("../../../secret.pdf", preview.site.path("content/news/port/plan.pdf"))
        .expect("a link can be made");
    let gone = preview.until("/files/news/port/plan.pdf", |response| response.status == 404);
    assert!(!gone.body.contains("the secret"));
}

#[test]
fn an_endless_body_ends_with_the_connection() {
    let preview = Preview::of(Site::new());
    for length in ["Transfer-Encoding: chunked", "Content-Length: 99999999999"] {
        let mut stream = preview.connect();
        let host = preview.host();
        let head = format!(
            "POST /_portolan/view HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nX-Portolan: 1\r\n{length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("the request is sent");
        let chunk = format!("1000\r\n{}\r\n", " ".repeat(0x1000));
        let mut sent = 0;
        while stream.write_all(chunk.as_bytes()).is_ok() {
            sent += chunk.len();
            assert!(sent < 64 << 20, "the server takes whatever comes");
        }
        assert!(matches!(answer(stream).status, 0 | 413));
    }
    let oversized = " ".repeat(70_000);
    assert!(matches!(preview.post("/_portolan/view", &oversized).status, 0 | 413));
    assert_eq!(preview.get("/vi/").status, 200);
}

#[test]
fn a_thousand_idle_connections_keep_nobody_out() {
    let site = Site::new();
    // A process of its own, so that its files are not ours.
    let mut child = site
        .command(&["serve", "--port", "0"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut address = String::new();
    let mut out = std::io::BufReader::new(child.stdout.take().expect("it was asked for"));
    std::io::BufRead::read_line(&mut out, &mut address).expect("it says where it is");
    let port: u16 = address
        .trim()
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
        .expect("a port");
    let ask = |stream: &mut TcpStream| {
        write!(stream, "GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").expect("the request is sent");
        let mut start = [0; 12];
        stream.read_exact(&mut start).expect("an answer comes");
        assert_eq!(&start, b"HTTP/1.1 200");
    };
    let connect = || {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("the server takes connections");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        stream
    };
    // The tab listens for events, and goes on to do so.
    let mut events = connect();
    write!(events, "GET /_portolan/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").expect("it is sent");
    let mut head = [0; 12];
    events.read_exact(&mut head).expect("an answer comes");
    let mut idle = std::collections::VecDeque::new();
    for _ in 0..1000 {
        idle.push_back(connect());
        // The server gives up the oldest; so do we, because a process may not have a thousand files.
        if idle.len() > 400 {
            idle.pop_front();
        }
    }
    let start = Instant::now();
    ask(&mut connect());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    site.text("road", "vi", "Sửa lúc đông khách.");
    let mut heard = String::new();
    while !heard.contains("content/news/road/vi.md") {
        let mut bytes = [0; 1024];
        let read = events.read(&mut bytes).expect("the tab is told");
        assert_ne!(read, 0, "the tab's stream ended");
        heard.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
    child.kill().expect("it can be stopped");
    child.wait().expect("it ends");
}

#[test]
fn another_machine_needs_the_token() {
    let settings = Settings { lan: true, ..Settings::default() };
    let preview = Preview::with(Site::new(), StageCalls::default(), settings);
    let socket = UdpSocket::bind("0.0.0.0:0").expect("a socket");
    let own = socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr());
    let Some(own) = own.ok().filter(|own| !own.ip().is_loopback()) else {
        // A machine in no network has no other address to ask from.
        return;
    };
    let (ip, port) = (own.ip(), preview.server.port);
    let token = preview.server.token.clone().expect("there is one with --lan");
    assert_eq!(token.len(), 32);
    let ask = |path: &str, header: &str| {
        let mut stream = TcpStream::connect((ip, port)).expect("the server is there for others");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {ip}:{port}\r\nConnection: close\r\n{header}\r\n")
            .expect("sent");
        answer(stream)
    };
    for path in
        ["/vi/", "/_portolan/events", "/_portolan/client.js", "/vi/?token=", "/vi/?token=0", "/nothing"]
    {
        assert_eq!(ask(path, "").status, 401, "{path}");
    }
    assert_eq!(ask("/vi/", "Cookie: portolan=0\r\n").status, 401);
    let admitted = ask(&format!("/vi/?a=1&token={token}"), "");
    assert_eq!((admitted.status, admitted.header("location")), (302, "/vi/?a=1"));
    let cookie = admitted.header("set-cookie");
    assert_eq!(cookie, format!("portolan={token}; HttpOnly; SameSite=Strict; Path=/"));
    // An address cannot be made to lead elsewhere.
    assert_eq!(ask(&format!("//evil.example/?token={token}"), "").header("location"), "/evil.example/");
    let cookie = format!("Cookie: a=b; portolan={token}\r\n");
    assert_eq!(ask("/vi/", &cookie).status, 200);
    assert_eq!(ask("/_portolan/state?path=/vi/", &cookie).status, 200);
    // Files are not opened for somebody who does not sit here.
    let mut stream = TcpStream::connect((ip, port)).expect("the server is there for others");
    let head = format!("Host: {ip}:{port}\r\nOrigin: http://{ip}:{port}\r\nX-Portolan: 1\r\n{cookie}");
    write!(
        stream,
        "POST /_portolan/open HTTP/1.1\r\n{head}Connection: close\r\nContent-Length: 2\r\n\r\n{{}}"
    )
    .expect("sent");
    assert_eq!(answer(stream).status, 403);
    // This machine needs none.
    assert_eq!(preview.get("/vi/").status, 200);
}

#[test]
fn a_taken_port_is_said_and_the_next_one_used() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("it has one").port();
    let site = Site::new();
    let mut child = site
        .command(&["serve", "--port", &port.to_string(), "--ui-lang", "vi"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut address = String::new();
    let mut out = std::io::BufReader::new(child.stdout.take().expect("it was asked for"));
    std::io::BufRead::read_line(&mut out, &mut address).expect("it says where it is");
    assert_ne!(address.trim(), format!("http://localhost:{port}/"));
    assert!(address.starts_with("http://localhost:"), "{address}");
    child.kill().expect("it can be stopped");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&format!("cổng {port} đang được chương trình khác dùng")), "{said}");
    assert!(portolan().arg("--version").output().is_ok());
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_leaves_nothing_behind() {
    let site = Site::new();
    let mut child = site
        .command(&["serve", "--port", "0"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut address = String::new();
    let mut out = std::io::BufReader::new(child.stdout.take().expect("it was asked for"));
    std::io::BufRead::read_line(&mut out, &mut address).expect("it says where it is");
    std::thread::sleep(Duration::from_millis(300));
    let pid = child.id().to_string();
    let sent =
        std::process::Command::new("kill").args(["-INT", &pid]).status().expect("there is such a command");
    assert!(sent.success());
    let start = Instant::now();
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(!site.has(".portolan"));
    assert!(!site.has("public"));
}
