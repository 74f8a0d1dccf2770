//! Paths of an editor's computer, written where a file of the site belongs: `C:\Tài liệu\a.pdf`, `anh\bia.jpg`.

/// The ends of files that people name in texts and facts.
const ENDS: &[&str] = &[
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "csv", "zip", "rar", "jpg", "jpeg",
    "png", "gif", "webp", "svg", "mp4", "webm", "mp3", "vtt", "kml", "geojson", "json", "md", "html", "htm",
    "txt",
];

/// Whether a text ends as the names of files do.
#[must_use]
pub fn is_file_name(text: &str) -> bool {
    let extension = text.trim().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| ENDS.contains(&extension.as_str()))
}

/// The name of a file by its place on a computer: `C:\Tài liệu\a.pdf`, `file:///…`, `\\máy\a.pdf`, `/home/an/a.pdf`.
#[must_use]
pub fn on_disk(address: &str) -> Option<&str> {
    let address = address.trim();
    let mut letters = address.chars();
    let drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.next() == Some(':')
        && matches!(letters.next(), Some('/' | '\\'));
    let lower = address.to_ascii_lowercase();
    let homes = ["\\", "file:", "/home/", "/users/", "/mnt/", "/media/", "/volumes/", "~/", "~\\"];
    if !drive && !homes.iter().any(|start| lower.starts_with(start)) {
        return None;
    }
    address.rsplit(['/', '\\']).next().filter(|name| !name.is_empty())
}

/// The same for a place on a drive that is named behind other words: `Tệp C:\a\b.pdf`.
#[must_use]
pub fn disk_within(text: &str) -> Option<&str> {
    let starts = text.match_indices(":\\").filter_map(|(at, _)| at.checked_sub(1));
    let mut drives = starts.filter(|at| {
        let is_alone = !text.get(..*at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        text.is_char_boundary(*at) && is_alone
    });
    drives.next().and_then(|at| on_disk(&text[at..]))
}

/// What was meant by the path of a file in which folders are parted by `\`, as Windows shows it. Between quotation marks of
/// TOML `\b` and `\n` are other characters, so what is asked for is what was typed there.
#[must_use]
pub fn with_slashes(typed: &str) -> Option<String> {
    if !typed.contains('\\') || !is_file_name(typed) {
        return None;
    }
    // A text of several lines may end with the name of a file as well.
    let is_line = ["\\n", "\\t", "\\r"].iter().any(|sign| typed.contains(sign));
    if (is_line || typed.contains("\\\""))
        && typed.contains(' ')
        && on_disk(typed).is_none()
        && disk_within(typed).is_none()
    {
        return None;
    }
    let parts: Vec<&str> = typed.split('\\').filter(|part| !part.is_empty() && *part != ".").collect();
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{disk_within, on_disk, with_slashes};

    #[test]
    fn a_place_on_a_computer_is_known() {
        for (address, name) in [
            ("C:\\Users\\An Tran\\KH 867.pdf", Some("KH 867.pdf")),
            ("d:/a/b.pdf", Some("b.pdf")),
            ("file:///C:/a.pdf", Some("a.pdf")),
            ("\\\\may-chu\\chung\\a.pdf", Some("a.pdf")),
            ("/home/an/a.pdf", Some("a.pdf")),
            ("~/a.pdf", Some("a.pdf")),
            ("C:a", None),
            ("/vi/tin-tuc/", None),
            ("anh\\a.jpg", None),
            ("https://a.vn/home/a.pdf", None),
        ] {
            assert_eq!(on_disk(address), name, "{address}");
        }
    }

    #[test]
    fn a_drive_is_known_behind_other_words() {
        assert_eq!(disk_within("Tệp C:\\tai-lieu\\new.pdf"), Some("new.pdf"));
        assert_eq!(disk_within("Ghi chú:\\a.pdf"), None);
        assert_eq!(disk_within("é:\\a.pdf"), None);
    }

    #[test]
    fn folders_are_parted_by_slashes() {
        for (typed, meant) in [
            ("anh\\bia.jpg", Some("anh/bia.jpg")),
            ("anh\\\\bia.jpg", Some("anh/bia.jpg")),
            (".\\anh\\nen.jpg", Some("anh/nen.jpg")),
            ("tài liệu\\kế hoạch.pdf", Some("tài liệu/kế hoạch.pdf")),
            ("anh/bia.jpg", None),
            ("Một dòng\\nxem tệp a.pdf", None),
            ("Tệp C:\\tai-lieu\\new.pdf", Some("Tệp C:/tai-lieu/new.pdf")),
            ("a\\b", None),
        ] {
            assert_eq!(with_slashes(typed).as_deref(), meant, "{typed}");
        }
    }
}
