//! An issue of the newsletter as a mail message (RFC 5322, RFC 2045–2049) that a mail program opens as a draft to be sent: as
//! text, and as HTML in the few forms that all programs show.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::base::{Html, fingerprint_bytes};
use crate::view::{LetterItem, LetterView};

/// So many bytes make a line of 76 letters.
const LINE: usize = 57;
/// So many bytes of a subject make a word of at most 75 letters.
const WORD: usize = 42;

/// The message. Its bytes follow from the letter alone: it has no date, which the program that sends it gives.
#[must_use]
pub fn letter(letter: &LetterView) -> String {
    let (text, html) = (text(letter), html(letter).into_string());
    let boundary = format!("portolan-{}", fingerprint_bytes(html.as_bytes()).short(24));
    let mut message = String::from("MIME-Version: 1.0\r\nX-Unsent: 1\r\n");
    message.push_str(&format!("Subject: {}\r\n", encoded_words(&letter.subject)));
    message.push_str(&format!("Content-Language: {}\r\n", letter.tag));
    message.push_str(&format!("Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n"));
    for (kind, part) in [("plain", &text), ("html", &html)] {
        message.push_str(&format!("\r\n--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"));
        message.push_str("Content-Transfer-Encoding: base64\r\n\r\n");
        message.push_str(&lines(part));
    }
    message.push_str(&format!("\r\n--{boundary}--\r\n"));
    message
}

fn lines(text: &str) -> String {
    let lines = text.as_bytes().chunks(LINE).map(|line| STANDARD.encode(line));
    lines.collect::<Vec<String>>().join("\r\n")
}

/// A subject in words that every program reads, each of whole letters (RFC 2047).
fn encoded_words(subject: &str) -> String {
    let mut words = vec![String::new()];
    for letter in subject.chars().filter(|letter| !letter.is_control()) {
        if words.last().is_some_and(|word| word.len() + letter.len_utf8() > WORD) {
            words.push(String::new());
        }
        words.iter_mut().last().into_iter().for_each(|word| word.push(letter));
    }
    let encoded = words.iter().map(|word| format!("=?utf-8?B?{}?=", STANDARD.encode(word)));
    encoded.collect::<Vec<String>>().join("\r\n ")
}

fn text(letter: &LetterView) -> String {
    let mut text = format!("{}\r\n", letter.subject);
    for (heading, items) in &letter.parts {
        text.push_str(&format!("\r\n{heading}\r\n{}\r\n", "-".repeat(heading.chars().count())));
        for item in items {
            let date = item.date.iter().map(|date| format!("{date}\r\n")).collect::<String>();
            let summary = item.summary.iter().map(|summary| format!("{summary}\r\n")).collect::<String>();
            text.push_str(&format!("\r\n{}\r\n{date}{summary}{}\r\n", item.title, item.url));
        }
    }
    text.push_str(&format!("\r\n{}{}\r\n", letter.more, letter.url));
    text
}

/// Tables, and each element with its own style: mail programs know no style sheets.
fn html(letter: &LetterView) -> Html {
    let mut html = Html::of(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n</head>\n<body style=\"margin:0;padding:0;background:#f7f4ec\">\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"#f7f4ec\"><tr><td align=\"center\" style=\"padding:24px 12px\">\n<table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"#ffffff\" style=\"width:100%;max-width:600px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#16242f\">\n<tr><td bgcolor=\"#0b3a5b\" style=\"padding:24px;color:#ffffff\"><p style=\"margin:0;font-size:14px\">{}</p><h1 style=\"margin:4px 0 0;font-size:24px;line-height:1.3\">{}</h1></td></tr>\n",
        &[&letter.tag, &letter.subject, &letter.name, &letter.subject],
    );
    for (heading, items) in &letter.parts {
        html.write(
            "<tr><td style=\"padding:24px 24px 0\"><h2 style=\"margin:0;font-size:18px;color:#0b3a5b\">{}</h2></td></tr>\n",
            &[heading],
        );
        items.iter().for_each(|item| write_item(item, &mut html));
    }
    html.write(
        "<tr><td style=\"padding:24px;font-size:14px;color:#4a5a66\">{}<a href=\"{}\" style=\"color:#0b4f7d\">{}</a></td></tr>\n</table>\n</td></tr></table>\n</body>\n</html>\n",
        &[&letter.more, &letter.url, &letter.url],
    );
    html
}

fn write_item(item: &LetterItem, html: &mut Html) {
    html.write(
        "<tr><td style=\"padding:16px 24px 0\"><p style=\"margin:0;font-weight:bold\"><a href=\"{}\" style=\"color:#0b4f7d\">{}</a></p>",
        &[&item.url, &item.title],
    );
    if let Some(date) = &item.date {
        html.write("<p style=\"margin:4px 0 0;font-size:14px;color:#4a5a66\">{}</p>", &[date]);
    }
    if let Some(summary) = &item.summary {
        html.write("<p style=\"margin:4px 0 0\">{}</p>", &[summary]);
    }
    html.write("</td></tr>\n", &[]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_cut_between_letters() {
        let subject = "ニュースレター 2024年第1四半期 – ハイフォン投資促進ポータル\r\nBcc: x";
        let words = encoded_words(subject);
        assert!(
            words.lines().all(|line| line.len() <= 76 && line.trim_start().starts_with("=?utf-8?B?")),
            "{words}"
        );
        let decoded: String = words
            .split("\r\n ")
            .map(|word| {
                let inner = word.trim_start_matches("=?utf-8?B?").trim_end_matches("?=");
                String::from_utf8(STANDARD.decode(inner).expect("base64")).expect("whole letters")
            })
            .collect();
        assert_eq!(decoded, subject.replace("\r\n", ""));
    }

    #[test]
    fn what_a_letter_tells_is_no_markup() {
        let item = LetterItem {
            title: "<b>A</b>".to_owned(),
            url: "https://x.vn/\"".to_owned(),
            date: None,
            summary: Some("a & b".to_owned()),
        };
        let mut html = Html::default();
        write_item(&item, &mut html);
        let html = html.into_string();
        assert!(
            html.contains("&lt;b&gt;A&lt;/b&gt;")
                && html.contains("a &amp; b")
                && html.contains("https://x.vn/&quot;"),
            "{html}"
        );
    }
}
