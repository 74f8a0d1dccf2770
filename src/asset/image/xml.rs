//! A strict reader of the XML that drawing programs write: elements, attributes, text.
//!
//! What it does not understand is an error, never skipped, so that a browser cannot see an element that a check did
//! not see. It keeps no tree, and does not expand entities beyond the five that XML has from the start.

/// One piece of a document; comments are left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name key="value">`; names as written, values with their references replaced.
    Start { name: &'a str, attributes: Vec<(&'a str, String)>, empty: bool },
    /// `</name>`.
    End(&'a str),
    /// Between tags, with references replaced.
    Text(String),
    /// `<?target body?>`.
    Instruction { target: &'a str, body: &'a str },
    /// `<!DOCTYPE …>`; `declares` if it has declarations of its own.
    Doctype { declares: bool },
}

/// Not well-formed, or not understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// Reads a document from its first character.
pub(super) struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Reader<'a> {
        Reader { rest: text }
    }

    fn read(&mut self) -> Result<Option<Token<'a>>, Malformed> {
        while let Some(comment) = self.rest.strip_prefix("<!--") {
            self.rest = comment;
            self.until("-->")?;
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        let Some(tag) = self.rest.strip_prefix('<') else {
            let end = self.rest.find('<').unwrap_or(self.rest.len());
            let text = unescape(&self.rest[..end])?;
            self.rest = &self.rest[end..];
            return Ok(Some(Token::Text(text)));
        };
        self.rest = tag;
        self.markup().map(Some)
    }

    /// What stands behind a `<`.
    fn markup(&mut self) -> Result<Token<'a>, Malformed> {
        if self.take("?") {
            let inside = self.until("?>")?;
            let (target, body) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            return Ok(Token::Instruction { target, body });
        }
        if self.take("![CDATA[") {
            return Ok(Token::Text(self.until("]]>")?.to_owned()));
        }
        if self.take("!DOCTYPE") {
            return self.doctype();
        }
        if self.take("/") {
            let name = self.name()?;
            self.space();
            return if self.take(">") { Ok(Token::End(name)) } else { Err(Malformed) };
        }
        self.start()
    }

    fn start(&mut self) -> Result<Token<'a>, Malformed> {
        let name = self.name()?;
        let mut attributes = Vec::new();
        loop {
            let spaced = self.space();
            if self.take("/>") {
                return Ok(Token::Start { name, attributes, empty: true });
            }
            if self.take(">") {
                return Ok(Token::Start { name, attributes, empty: false });
            }
            if !spaced {
                return Err(Malformed);
            }
            let key = self.name()?;
            self.space();
            if !self.take("=") {
                return Err(Malformed);
            }
            self.space();
            attributes.push((key, unescape(self.quoted()?)?));
        }
    }

    fn doctype(&mut self) -> Result<Token<'a>, Malformed> {
        loop {
            let at = self.rest.find(['>', '[', '"', '\'']).ok_or(Malformed)?;
            let sign = self.rest.as_bytes()[at];
            if sign == b'"' || sign == b'\'' {
                self.rest = &self.rest[at..];
                self.quoted()?;
                continue;
            }
            self.rest = &self.rest[at + 1..];
            return Ok(Token::Doctype { declares: sign == b'[' });
        }
    }

    fn quoted(&mut self) -> Result<&'a str, Malformed> {
        let value = match self.rest.as_bytes().first() {
            Some(b'"') => (self.rest[1..]).split_once('"'),
            Some(b'\'') => (self.rest[1..]).split_once('\''),
            _ => None,
        };
        let (value, rest) = value.ok_or(Malformed)?;
        self.rest = rest;
        Ok(value)
    }

    fn name(&mut self) -> Result<&'a str, Malformed> {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.');
        let end = self.rest.find(|c| !is_name(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        if name.is_empty() { Err(Malformed) } else { Ok(name) }
    }

    /// Everything before `end`, which is passed over.
    fn until(&mut self, end: &str) -> Result<&'a str, Malformed> {
        let (inside, rest) = self.rest.split_once(end).ok_or(Malformed)?;
        self.rest = rest;
        Ok(inside)
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) -> bool {
        let rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let spaced = rest.len() < self.rest.len();
        self.rest = rest;
        spaced
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Result<Token<'a>, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        let token = self.read().transpose();
        if matches!(token, Some(Err(Malformed))) {
            self.rest = "";
        }
        token
    }
}

/// Replaces character references and the five entities that need no declaration.
fn unescape(text: &str) -> Result<String, Malformed> {
    if text.contains('<') {
        return Err(Malformed);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (name, after) = after.split_once(';').ok_or(Malformed)?;
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => reference(name).ok_or(Malformed)?,
        });
        rest = after;
    }
    plain.push_str(rest);
    Ok(plain)
}

fn reference(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    let plain = digits.bytes().all(|digit| digit.is_ascii_alphanumeric());
    u32::from_str_radix(digits, radix).ok().filter(|_| plain).and_then(char::from_u32)
}
