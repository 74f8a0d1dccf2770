/// A page with the client before the end of its head.
pub(super) fn with_client(html: &str, stamp: &str, ui: &str) -> String {
    let client = format!(
        "<meta name=\"portolan-preview\" content=\"{stamp}\">\n\
         <link rel=\"stylesheet\" href=\"/_portolan/client.css\">\n\
         <script src=\"/_portolan/client.js\" data-ui=\"{ui}\" defer></script>\n"
    );
    let at = html.find("</head>").unwrap_or(html.len());
    format!("{}{client}{}", &html[..at], &html[at..])
}

/// What stands for a page that was never made: the client tells why, and shows the page when there is one.
pub(super) const BLANK: &str = "<!doctype html>\n<html><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Portolan</title>\n\
    </head>\n<body></body></html>\n";
