use crate::base::wrong_host;

/// Where a site is published: `https://haiphongdipi.gov.vn` or `https://example.org/xtdt`, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    whole: String,
    path_start: usize,
}

impl Default for BaseUrl {
    fn default() -> Self {
        BaseUrl::parse("https://example.org").expect("a constant address of the right form")
    }
}

impl BaseUrl {
    /// Reads an `http` or `https` address without query and fragment; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<BaseUrl> {
        let whole = text.trim_end_matches('/');
        let rest = whole.strip_prefix("https://").or_else(|| whole.strip_prefix("http://"))?;
        let strange = |c: char| c.is_whitespace() || c.is_control() || "?#\"'<>\\{}|^`".contains(c);
        let host = rest.split('/').next()?;
        if wrong_host(whole).is_some() || rest.contains(strange) || rest.contains("//") {
            return None;
        }
        Some(BaseUrl { whole: whole.to_owned(), path_start: whole.len() - rest.len() + host.len() })
    }

    /// The absolute address of a path relative to the site's root (`vi/du-an/`).
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}/{path}", self.whole)
    }

    /// The address without its scheme.
    #[must_use]
    pub fn host_and_path(&self) -> &str {
        self.whole.split_once("://").map_or(&self.whole, |(_, rest)| rest)
    }

    /// The path below the host with slashes at both ends: `/` or `/xtdt/`.
    #[must_use]
    pub fn root(&self) -> String {
        format!("{}/", &self.whole[self.path_start..])
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn addresses_are_joined_below_their_path() {
        let url = BaseUrl::parse("https://haiphong.gov.vn/xtdt/").expect("a good address");
        assert_eq!(url.join("vi/du-an/"), "https://haiphong.gov.vn/xtdt/vi/du-an/");
        assert_eq!(url.root(), "/xtdt/");
        assert_eq!(BaseUrl::default().root(), "/");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "haiphong.gov.vn",
            "ftp://x.vn",
            "https://",
            "https://x.vn/?a",
            "https://x y.vn",
            "https://x,vn",
            "https://x..vn/a",
            "http://https://x.vn",
            "javascript:x",
        ] {
            assert_eq!(BaseUrl::parse(text), None, "{text}");
        }
    }
}
