//! Links: where they lead, and the HTML around their text.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::body::{Gap, LinkRef, Target};
use super::buffer::{BufferPoint, SlotMark};
use super::escape;
use super::writer::Writer;
use crate::base::{is_scheme, meant_address, without_forbidden, wrong_host};
use crate::diag::Diagnostic;
use crate::locale::decoded;

/// A link whose text is being written.
pub(super) struct OpenLink {
    /// Index in the body's links; `None` for a link that leads nowhere allowed and is written as plain text.
    slot: Option<usize>,
    /// Where its text begins.
    point: BufferPoint,
    /// Whether its text is its address, which print has no other signs for.
    address: bool,
}

/// Why a link cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Refused {
    Empty,
    Scheme(String),
    /// `mailto:` or `tel:` with nothing behind it that a program could write to or call.
    Dead(&'static str),
}

/// The scheme that a browser would see in an address, in lower case.
///
/// Browsers drop tabs and line breaks anywhere in an address and control characters before it, so `java\tscript:` is one
/// scheme to them.
fn scheme(address: &str) -> Option<String> {
    let end = address.find(':')?;
    let scheme: String = address[..end]
        .chars()
        .skip_while(|c| *c <= ' ')
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then_some(scheme)
}

/// Whether an address leads out of the site: it has a scheme, or begins with `//`.
pub(super) fn is_remote(address: &str) -> bool {
    scheme(address).is_some() || begins_host(address)
}

/// Whether a browser would read a host name at the start; it takes `\` for `/`.
fn begins_host(address: &str) -> bool {
    let mut start = address.chars().filter(|c| *c > ' ');
    let mut slash = || matches!(start.next(), Some('/' | '\\'));
    slash() && slash()
}

/// Whether a scheme is followed by a host: `https:/a.vn` is taken by browsers for a path, and `https:\\a.vn` by other programs.
fn has_host(address: &str) -> bool {
    let rest = address.split_once(':').map_or("", |(_, rest)| rest);
    let mut start = rest.chars().filter(|c| *c > ' ');
    start.next() == Some('/') && start.next() == Some('/') && rest.len() > 2
}

fn target(address: &str, id_prefix: &str) -> Result<Target, Refused> {
    if let Some(name) = address.strip_prefix("@@") {
        return Ok(Target::Collection { name: name.to_owned() });
    }
    // Browsers copy addresses with `%20` and the like in them; ids and headings have none.
    let plain = |text: &str| decoded(text).unwrap_or_else(|| text.to_owned());
    if let Some(record) = address.strip_prefix('@') {
        let (id, anchor) = match record.split_once('#') {
            Some((id, anchor)) => (id, Some(plain(anchor))),
            None => (record, None),
        };
        return Ok(Target::Record { id: plain(id), anchor });
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Ok(Target::Anchor(super::heading::with_prefix(id_prefix, &plain(anchor))));
    }
    match scheme(address) {
        Some(scheme) if matches!(scheme.as_str(), "http" | "https") && !has_host(address) => {
            Err(Refused::Scheme(format!("{scheme}:")))
        }
        Some(scheme) if scheme == "mailto" && !is_mail(address) => Err(Refused::Dead("mailto:")),
        Some(scheme) if scheme == "tel" && !is_number(address) => Err(Refused::Dead("tel:")),
        Some(scheme) if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") => {
            Ok(Target::External(address.to_owned()))
        }
        Some(scheme) => Err(Refused::Scheme(format!("{scheme}:"))),
        None if begins_host(address) => Err(Refused::Scheme("//".to_owned())),
        None if address.trim().is_empty() => Err(Refused::Empty),
        None => Ok(Target::Path(address.to_owned())),
    }
}

/// What stands behind the scheme of an address, as it is read.
fn behind_scheme(address: &str) -> String {
    let behind = address.split_once(':').map_or(address, |(_, behind)| behind);
    decoded(behind).unwrap_or_else(|| behind.to_owned())
}

/// Whether a program can write to what `mailto:` says: to each address named, or, to share a page, to one that the reader
/// chooses.
fn is_mail(address: &str) -> bool {
    let behind = behind_scheme(address);
    let (to, rest) = behind.split_once('?').unwrap_or((&behind, ""));
    let is_address = |one: &str| {
        let parts = one.trim().rsplit_once('@');
        parts.is_some_and(|(name, host)| {
            let is_host = host.contains('.') && host.split('.').all(|part| !part.is_empty());
            !name.is_empty() && is_host && !one.trim().contains(char::is_whitespace)
        })
    };
    if to.trim().is_empty() { rest.contains('=') } else { to.split(',').all(is_address) }
}

/// Whether a telephone can call what `tel:` says.
fn is_number(address: &str) -> bool {
    /// The shortest numbers are those of emergency services.
    const FEWEST: usize = 3;
    let behind = behind_scheme(address);
    let number = behind.split(';').next().unwrap_or_default();
    let fits = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.()*#,–/".contains(c);
    number.chars().all(fits) && number.chars().filter(char::is_ascii_digit).count() >= FEWEST
}

impl<'p> Writer<'p> {
    pub(super) fn open_link(
        &mut self,
        kind: LinkType,
        (address, title): (CowStr<'p>, CowStr<'p>),
        range: Range<usize>,
    ) {
        let mut address = self.source.clean(&address).into_owned();
        if kind == LinkType::Email {
            address.insert_str(0, "mailto:");
        }
        let span = self.span(range.clone());
        let slot = match target(&address, &self.options.id_prefix) {
            Ok(target) => {
                if matches!(target, Target::External(_)) && wrong_host(&address).is_some() {
                    self.report(no_host(&address, self.place(range)));
                }
                let own = self.options.below(&address).filter(|_| matches!(target, Target::External(_)));
                let target = own.map_or(target, |below| Target::Own(below.to_owned()));
                self.body.links.push(LinkRef { target, span });
                Some(self.body.links.len() - 1)
            }
            Err(refused) => {
                self.report(refused_link(refused, &address, self.place(range)));
                None
            }
        };
        if let Some(slot) = slot {
            self.link_tag(slot, &title);
        }
        let point = self.out.point();
        let address = matches!(kind, LinkType::Autolink | LinkType::Email);
        self.links.push(OpenLink { slot, point, address });
    }

    /// Whether the text being written is the address of a link.
    pub(super) fn in_address(&self) -> bool {
        self.links.last().is_some_and(|link| link.address)
    }

    pub(super) fn link_tag(&mut self, slot: usize, title: &str) {
        let title = self.source.clean(title);
        let (title, _) = without_forbidden(&title);
        self.out.push("<a href=\"");
        let mut rel = "";
        if let Target::External(address) = &self.body.links[slot].target {
            escape::href(&mut self.out.html, address);
            if address.trim_start().to_ascii_lowercase().starts_with("http") {
                rel = " rel=\"noopener\"";
            }
        } else {
            self.out.mark(SlotMark::Link(slot));
        }
        self.out.push("\"");
        if !title.is_empty() {
            self.out.push(" title=\"");
            escape::attribute(&mut self.out.html, &title);
            self.out.push("\"");
        }
        self.out.push(rel);
        self.out.push(">");
    }

    pub(super) fn close_link(&mut self) {
        let Some(OpenLink { slot: Some(slot), point, .. }) = self.links.pop() else { return };
        if self.out.is_blank_since(point) {
            self.link_text(slot);
        }
        self.out.push("</a>");
    }

    /// Gives a link without a text the name of what it leads to: a link must say where it goes.
    fn link_text(&mut self, slot: usize) {
        let written = match &self.body.links[slot].target {
            Target::External(address) => {
                escape::text(&mut self.out.html, address);
                self.gatherer.push(address);
                return;
            }
            Target::Record { id, anchor: Some(anchor) } => format!("[](@{id}#{anchor})"),
            Target::Record { id, anchor: None } => format!("[](@{id})"),
            Target::Collection { name } => format!("[](@@{name})"),
            Target::Anchor(id) => format!("[](#{id})"),
            Target::Path(path) => format!("[]({path})"),
            Target::Own(path) => format!("[](/{path})"),
        };
        self.out.mark(SlotMark::LinkText(slot));
        self.gatherer.gap(Gap::LinkText(slot), written);
    }
}

fn refused_link(refused: Refused, address: &str, place: crate::base::SourceSpan) -> Diagnostic {
    match refused {
        Refused::Empty => Diagnostic::error("link-empty", place).help("target"),
        Refused::Dead(scheme) => {
            let behind = behind_scheme(address);
            let other = if scheme == "tel:" { "mailto:" } else { "tel:" };
            let near = format!("{other}{}", behind.trim());
            let fits = if scheme == "tel:" { is_mail(&near) } else { is_number(&near) };
            let dead = Diagnostic::error("link-dead", place).with("address", address.trim());
            let help = if scheme == "tel:" { "number" } else { "mail" };
            dead.near_or(Some(near.as_str()).filter(|_| fits), help)
        }
        Refused::Scheme(scheme) => {
            let wrong = Diagnostic::error("link-scheme", place).with("scheme", &scheme);
            match (scheme.as_str(), on_disk(address), misspelt(&scheme, address)) {
                (_, Some(file), _) => wrong.with("near", bracketed(file)).help("disk"),
                (_, _, Some(near)) => wrong.near(Some(&near)),
                ("//", ..) => wrong.help("host"),
                _ => wrong.help("scheme"),
            }
        }
    }
}

/// Says of a web address that no website can be found under its host.
pub(super) fn no_host(address: &str, place: crate::base::SourceSpan) -> Diagnostic {
    let address = address.trim();
    let wrong = Diagnostic::error("link-host", place).with("address", address);
    wrong.near_or(meant_address(address).as_deref(), "form")
}

/// The name of a file by its place on a computer: `C:\Tài liệu\a.pdf`, `file:///…`, `\\máy\a.pdf`.
pub(super) fn on_disk(address: &str) -> Option<String> {
    let plain = decoded(address);
    crate::base::on_disk(plain.as_deref().unwrap_or(address)).map(str::to_owned)
}

/// The name of a file as the target of a link.
pub(super) fn bracketed(name: String) -> String {
    if name.contains(' ') { format!("<{name}>") } else { name }
}

/// The address that was meant where `https` is misspelt: `hhttps://a.vn`, `htpp://a.vn`, `https:/a.vn`.
fn misspelt(scheme: &str, address: &str) -> Option<String> {
    meant_address(address).filter(|_| is_scheme(scheme))
}

#[cfg(test)]
mod tests {
    use super::{Refused, Target, is_remote, target};
    use crate::base::meant_address;

    #[test]
    fn a_scheme_is_seen_as_a_browser_sees_it() {
        for address in
            ["https:/a.vn", "https:", "hhttps://a.vn", "http:\\a.vn", "http:\\\\a.vn", "https:/\\a.vn"]
        {
            assert!(matches!(target(address, ""), Err(Refused::Scheme(_))), "{address:?}");
        }
        for address in ["javascript:alert(1)", " JaVaScRiPt:x", "java\tscript:x", "\u{1}data:text/html,x"] {
            assert!(matches!(target(address, ""), Err(Refused::Scheme(_))), "{address:?}");
        }
        assert_eq!(target("//example.org/", ""), Err(Refused::Scheme("//".into())));
        assert_eq!(target("\\\\example.org/", ""), Err(Refused::Scheme("//".into())));
        assert_eq!(target("HTTPS://a.vn", ""), Ok(Target::External("HTTPS://a.vn".into())));
        assert_eq!(target("tài-liệu:1.pdf", ""), Ok(Target::Path("tài-liệu:1.pdf".into())));
        assert!(is_remote("http://a.vn/x.jpg") && !is_remote("x.jpg") && !is_remote("/x.jpg"));
    }

    #[test]
    fn what_a_program_can_write_to_or_call_is_told_from_what_it_cannot() {
        for address in [
            "mailto:a@b.vn",
            "MAILTO:a@b.vn",
            "mailto:a@b.vn,c@d.gov.vn?subject=X%20y",
            "mailto:?subject=x&body=y",
            "mailto:a%40b.vn",
            "tel:115",
            "tel:+842253842614",
            "tel:+84 225 3842-614",
            "tel:(0225)3842614;ext=12",
        ] {
            assert!(matches!(target(address, ""), Ok(Target::External(_))), "{address}");
        }
        for address in [
            "mailto:",
            "mailto: ",
            "mailto:abc",
            "mailto:a@",
            "mailto:@b.vn",
            "mailto:a@b",
            "mailto:a@b..vn",
            "mailto:?",
        ] {
            assert_eq!(target(address, ""), Err(Refused::Dead("mailto:")), "{address}");
        }
        for address in ["tel:", "tel:abc", "tel:+", "tel:12", "tel:0225 số", "TEL:a@b.vn"] {
            assert_eq!(target(address, ""), Err(Refused::Dead("tel:")), "{address}");
        }
    }

    #[test]
    fn a_misspelt_address_is_put_right() {
        for (address, near) in [
            ("http:\\\\mpi.gov.vn", "http://mpi.gov.vn"),
            ("https:\\mpi.gov.vn\\a\\b", "https://mpi.gov.vn/a/b"),
            ("htpp:/\\mpi.gov.vn", "http://mpi.gov.vn"),
        ] {
            assert_eq!(meant_address(address).as_deref(), Some(near), "{address}");
            assert_eq!(target(near, ""), Ok(Target::External(near.to_owned())));
        }
    }

    #[test]
    fn a_target_is_a_record_a_collection_a_heading_or_a_path() {
        let record = |id: &str, anchor: Option<&str>| {
            Ok(Target::Record { id: id.into(), anchor: anchor.map(str::to_owned) })
        };
        assert_eq!(target("@trang-due", ""), record("trang-due", None));
        assert_eq!(target("@trang-due#gia", ""), record("trang-due", Some("gia")));
        assert_eq!(target("@@projects", ""), Ok(Target::Collection { name: "projects".into() }));
        assert_eq!(target("#gia", ""), Ok(Target::Anchor("gia".into())));
        assert_eq!(target("#gia", "faq-1"), Ok(Target::Anchor("faq-1-gia".into())));
        assert_eq!(target("../trang-due/vi.md#x", ""), Ok(Target::Path("../trang-due/vi.md#x".into())));
        assert_eq!(target(" ", ""), Err(Refused::Empty));
        // As browsers copy them.
        assert_eq!(target("#%C4%91%E1%BB%8Ba-ch%E1%BB%89", ""), Ok(Target::Anchor("địa-chỉ".into())));
        assert_eq!(target("@Tr%C3%A0ng%20Du%E1%BB%87#gi%C3%A1", ""), record("Tràng Duệ", Some("giá")));
    }
}
