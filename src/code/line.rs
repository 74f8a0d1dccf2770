/// The longest line of a card or calendar file in bytes, without its end: RFC 6350 §3.2, RFC 5545 §3.1.
const LONGEST: usize = 75;

/// A text and the language that it is in, which need not be the reader's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tagged {
    /// In plain words.
    pub text: String,
    /// BCP 47.
    pub tag: String,
}

impl Tagged {
    /// The line of a property.
    pub(super) fn line(&self, property: &str) -> String {
        format!("{property};LANGUAGE={}:{}", self.tag, escaped(&self.text))
    }
}

/// A text as the value of a property: RFC 6350 §3.4, RFC 5545 §3.3.11.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written
}

/// The lines of a file, each ended as the formats ask and folded before it gets too long, never inside a character.
pub(super) fn folded(lines: &[String]) -> String {
    let mut file = String::new();
    for line in lines {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LONGEST {
                file.push_str("\r\n ");
                length = 1;
            }
            file.push(c);
            length += c.len_utf8();
        }
        file.push_str("\r\n");
    }
    file
}
