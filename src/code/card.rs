use super::line::{Tagged, escaped, folded};

/// Whom to reach, and how: a desk, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ContactCard {
    /// What it is called.
    pub name: Tagged,
    /// What it belongs to.
    pub organisation: Option<Tagged>,
    /// Mail addresses.
    pub emails: Vec<String>,
    /// Telephone numbers in E.164.
    pub phones: Vec<String>,
    /// A page about it.
    pub url: String,
    /// BCP 47 of the reader's language.
    pub tag: String,
    /// The day of the last change as `20260102`.
    pub changed: Option<String>,
}

impl ContactCard {
    /// What a code holds: vCard 3.0, which every telephone takes, with nothing that could be left out and no folding,
    /// because each byte makes the code's modules smaller.
    #[must_use]
    pub fn short(&self) -> String {
        let name = escaped(&self.name.text);
        let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:3.0".to_owned()];
        lines.extend([format!("N:{name}"), format!("FN:{name}")]);
        lines.extend(self.organisation.iter().map(|name| format!("ORG:{}", escaped(&name.text))));
        lines.extend(self.emails.iter().map(|email| format!("EMAIL:{}", escaped(email))));
        lines.extend(self.phones.iter().map(|phone| format!("TEL:{}", escaped(phone))));
        lines.extend([format!("URL:{}", self.url), "END:VCARD".to_owned()]);
        lines.join("\r\n")
    }

    /// The same as a file: vCard 4.0 (RFC 6350).
    #[must_use]
    pub fn file(&self) -> String {
        let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:4.0".to_owned(), "KIND:org".to_owned()];
        lines.push(self.name.line("FN"));
        lines.extend(self.organisation.iter().map(|name| name.line("ORG")));
        lines.extend(self.emails.iter().map(|email| format!("EMAIL;TYPE=work:{}", escaped(email))));
        lines.extend(self.phones.iter().map(|phone| format!("TEL;VALUE=uri;TYPE=work:tel:{phone}")));
        lines.extend([format!("URL:{}", self.url), format!("LANG:{}", self.tag)]);
        lines.extend(self.changed.iter().map(|day| format!("REV:{day}T000000Z")));
        lines.push("END:VCARD".to_owned());
        folded(&lines)
    }
}
