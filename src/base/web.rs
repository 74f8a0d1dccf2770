//! Web addresses as people write them: whether a host can be one, and which address was meant by a misspelt one.

use super::nearest;

/// What people type for the dot of a host: `e,vn`, `e。vn`.
const DOTS: [char; 7] = [',', ';', '。', '．', '，', '、', '｡'];

/// Whether these letters before `//` were meant to be `https:`.
pub(crate) fn is_scheme(text: &str) -> bool {
    let word = text.trim().trim_end_matches(COLONS).to_lowercase();
    let like = word.starts_with('h') || word.contains("ttp");
    like && nearest(&word, ["https", "http"]).is_some()
}

/// What people type for the colon behind a scheme.
const COLONS: [char; 5] = [':', '：', ';', '；', '.'];

/// A host and what stands before and behind it: the name of a user, and the port, the path and the rest.
fn parts(rest: &str) -> (&str, &str, &str) {
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let start = rest[..end].rfind('@').map_or(0, |at| at + 1);
    let host = &rest[start..end];
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let length = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name.len(),
        _ => host.len(),
    };
    (&rest[..start], &host[..length], &rest[start + length..])
}

/// Whether a browser would look for a website under this name: labels with dots between them, or an address in brackets.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return address.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.' | b'%'));
    }
    let is_out = |c: char| match c {
        '-' | '_' | '%' => false,
        c if c.is_ascii() => !c.is_ascii_alphanumeric(),
        c => {
            DOTS.contains(&c)
                || COLONS.contains(&c)
                || c.is_whitespace()
                || super::is_odd_space(c)
                || is_mark(c)
        }
    };
    host.strip_suffix('.')
        .unwrap_or(host)
        .split('.')
        .all(|label| !label.is_empty() && !label.contains(is_out))
}

/// Signs of East Asian typography and quotation, which no host has.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

/// What stands in the place of the host of an address with `http://` or `https://`, where that cannot be one.
#[must_use]
pub fn wrong_host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let (_, host, behind) = parts(rest);
    // The scheme twice: `http://https://e.vn`.
    let is_twice = host.trim_end_matches(':').eq_ignore_ascii_case("https")
        || host.trim_end_matches(':').eq_ignore_ascii_case("http");
    (is_web && (!is_host(host) || (is_twice && behind.starts_with("//")))).then_some(host)
}

/// The web address that was meant by a misspelt one: without its scheme, with a sign too many or too few in it, with a comma for a
/// dot or a blank in its host. Only where nothing is guessed: the host has a dot, and ends like one.
#[must_use]
pub fn meant_address(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['<', '>', '"', '“', '”']);
    let (scheme, mut rest) = without_scheme(text);
    // What was pasted behind another scheme has its own.
    let mut inner = scheme;
    while let (Some(found), behind) = without_scheme(rest) {
        (inner, rest) = (Some(found), behind);
    }
    let (user, host, behind) = parts(rest);
    if inner.is_none() && host.contains(char::is_whitespace) {
        return None;
    }
    let scheme = inner.unwrap_or("https");
    let host: String = host.chars().filter(|c| !c.is_whitespace() && !super::is_odd_space(*c)).collect();
    let host = host.split(|c| c == '.' || DOTS.contains(&c)).filter(|label| !label.is_empty());
    let host = host.collect::<Vec<&str>>().join(".");
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_name = last.chars().count() > 1 && last.chars().all(char::is_alphabetic);
    let is_number = host.bytes().filter(|byte| *byte == b'.').count() == 3
        && host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_sound = host.contains('.') && (is_name || is_number) && is_host(&host);
    let behind = behind.replace('\\', "/");
    (is_sound && user.is_empty() && !behind.contains(char::is_whitespace))
        .then(|| format!("{scheme}://{host}{behind}"))
}

/// An address without what was meant as its scheme: `hhttps://`, `htpp://`, `https//`, `http:/`, `https: //`, `https:`, `http:\\`.
fn without_scheme(text: &str) -> (Option<&'static str>, &str) {
    /// Longer words are none.
    const LONGEST: usize = 10;
    let sign = |c: char| COLONS[..4].contains(&c) || matches!(c, '/' | '\\');
    let Some(end) = text.find(sign).filter(|end| *end <= LONGEST && is_scheme(&text[..*end])) else {
        return (None, text.trim_start_matches(['/', '\\']));
    };
    let word = text[..end].trim().to_lowercase();
    let rest = text[end..].trim_start_matches(|c: char| sign(c) || c.is_whitespace());
    (Some(if nearest(&word, ["https", "http"]) == Some("http") { "http" } else { "https" }), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_told_from_what_is_none() {
        for address in [
            "https://e.vn",
            "http://e.vn:8080/x,y",
            "https://user:pass@e.vn/",
            "https://localhost/x",
            "HTTPS://E.VN",
            "https://e.vn.",
            "https://hảiphòng.vn/đầu-tư",
            "https://日本語.jp",
            "http://10.0.0.1/a",
            "https://[::1]:80/x",
            "https://a_b.e.vn?x=a,b",
            "mailto:a@b.vn",
            "https://https.vn//x",
        ] {
            assert_eq!(wrong_host(address), None, "{address}");
        }
        for (address, host) in [
            ("https://e,vn/x", "e,vn"),
            ("https://e .vn", "e .vn"),
            ("https:///e.vn", ""),
            ("https://", ""),
            ("https://e..vn", "e..vn"),
            ("http://https://e.vn", "https:"),
            ("https://e。vn/", "e。vn"),
            ("https://e.vn:/x", "e.vn:"),
            ("https://(e.vn)", "(e.vn)"),
            ("https://.e.vn", ".e.vn"),
        ] {
            assert_eq!(wrong_host(address), Some(host), "{address}");
        }
    }

    #[test]
    fn an_address_is_mended_only_where_nothing_is_guessed() {
        for (text, meant) in [
            ("www.haiphong.gov.vn", "https://www.haiphong.gov.vn"),
            ("haiphong.gov.vn/vi?x=1", "https://haiphong.gov.vn/vi?x=1"),
            ("htpp://a.vn/x", "http://a.vn/x"),
            ("hhttps://a.vn", "https://a.vn"),
            ("https//a.vn", "https://a.vn"),
            ("https//:a.vn", "https://a.vn"),
            ("http:/a.vn", "http://a.vn"),
            ("https:a.vn", "https://a.vn"),
            ("https: //a.vn", "https://a.vn"),
            ("https;//a.vn", "https://a.vn"),
            ("https：//a.vn", "https://a.vn"),
            ("http:\\\\a.vn\\b", "http://a.vn/b"),
            ("https:///a.vn", "https://a.vn"),
            ("http://https://a.vn/x", "https://a.vn/x"),
            ("https://e,vn/x,y", "https://e.vn/x,y"),
            ("https://e. vn", "https://e.vn"),
            ("https://cang hai phong.vn/x", "https://canghaiphong.vn/x"),
            ("https://e..vn", "https://e.vn"),
            ("https://10,0,0,1/a", "https://10.0.0.1/a"),
        ] {
            assert_eq!(meant_address(text).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "ftp://a.vn",
            "Cổng thông tin",
            "so@haiphong.gov.vn",
            "báo cáo.pdf a",
            "https://",
            "https://localhost",
            "1.5",
            "",
        ] {
            assert_eq!(meant_address(text), None, "{text}");
        }
    }
}
