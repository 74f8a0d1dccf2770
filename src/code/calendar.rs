use super::line::{Tagged, escaped, folded};

/// Something that takes whole days, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Appointment {
    /// Unique in the world, and the same for ever.
    pub uid: String,
    /// What it is called.
    pub title: Tagged,
    /// A sentence about it.
    pub summary: Option<Tagged>,
    /// Where it is.
    pub place: Option<Tagged>,
    /// A page about it.
    pub url: String,
    /// Its first day as `20260102`.
    pub first: String,
    /// The day after its last.
    pub after: String,
    /// The day of the last change.
    pub changed: String,
}

impl Appointment {
    /// What a code holds: an event alone, as telephones take it, with nothing that could be left out.
    #[must_use]
    pub fn short(&self) -> String {
        let mut lines = vec!["BEGIN:VEVENT".to_owned(), format!("SUMMARY:{}", escaped(&self.title.text))];
        lines.extend(self.days());
        lines.extend(self.place.iter().map(|place| format!("LOCATION:{}", escaped(&place.text))));
        lines.extend([format!("URL:{}", self.url), "END:VEVENT".to_owned()]);
        lines.join("\r\n")
    }

    /// The same as a calendar file (RFC 5545).
    #[must_use]
    pub fn file(&self) -> String {
        let mut lines: Vec<String> =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portolan//Portolan//EN", "BEGIN:VEVENT"]
                .map(str::to_owned)
                .into();
        // A stamp from the clock would give another file each time.
        lines.extend([format!("UID:{}", escaped(&self.uid)), format!("DTSTAMP:{}T000000Z", self.changed)]);
        lines.extend(self.days());
        lines.push(self.title.line("SUMMARY"));
        lines.extend(self.summary.iter().map(|text| text.line("DESCRIPTION")));
        lines.extend(self.place.iter().map(|place| place.line("LOCATION")));
        lines.extend([format!("URL:{}", self.url), "TRANSP:TRANSPARENT".to_owned()]);
        lines.extend(["END:VEVENT", "END:VCALENDAR"].map(str::to_owned));
        folded(&lines)
    }

    fn days(&self) -> [String; 2] {
        [format!("DTSTART;VALUE=DATE:{}", self.first), format!("DTEND;VALUE=DATE:{}", self.after)]
    }
}
