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
    /// Rises with each change.
    pub sequence: i64,
    /// `CANCELLED` or `TENTATIVE` where it does not take place on its day.
    pub status: Option<&'static str>,
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
        calendar(&[], std::slice::from_ref(self))
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = vec!["BEGIN:VEVENT".to_owned(), format!("UID:{}", escaped(&self.uid))];
        // A stamp from the clock would give another file each time.
        let stamp = format!("{}T000000Z", self.changed);
        lines.extend([format!("DTSTAMP:{stamp}"), format!("LAST-MODIFIED:{stamp}")]);
        lines.push(format!("SEQUENCE:{}", self.sequence));
        lines.extend(self.status.map(|status| format!("STATUS:{status}")));
        lines.extend(self.days());
        lines.push(self.title.line("SUMMARY"));
        lines.extend(self.summary.iter().map(|text| text.line("DESCRIPTION")));
        lines.extend(self.place.iter().map(|place| place.line("LOCATION")));
        lines.extend([format!("URL:{}", self.url), "TRANSP:TRANSPARENT".to_owned()]);
        lines.push("END:VEVENT".to_owned());
        lines
    }

    fn days(&self) -> [String; 2] {
        [format!("DTSTART;VALUE=DATE:{}", self.first), format!("DTEND;VALUE=DATE:{}", self.after)]
    }
}

/// Several appointments that readers subscribe to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CalendarFile {
    /// What the calendar is called.
    pub name: String,
    /// Its own address, where programs look for it again.
    pub source: String,
    /// What is in it.
    pub events: Vec<Appointment>,
}

impl CalendarFile {
    /// The file (RFC 5545, with the name, address and interval of RFC 7986).
    #[must_use]
    pub fn file(&self) -> String {
        let name = escaped(&self.name);
        let head = [
            format!("NAME:{name}"),
            format!("X-WR-CALNAME:{name}"),
            format!("SOURCE;VALUE=URI:{}", self.source),
            "REFRESH-INTERVAL;VALUE=DURATION:P1D".to_owned(),
        ];
        calendar(&head, &self.events)
    }
}

fn calendar(head: &[String], events: &[Appointment]) -> String {
    let frame = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portolan//Portolan//EN"].map(str::to_owned);
    let mut lines: Vec<String> = frame.into();
    lines.extend(head.iter().cloned());
    lines.extend(events.iter().flat_map(Appointment::lines));
    lines.push("END:VCALENDAR".to_owned());
    folded(&lines)
}
