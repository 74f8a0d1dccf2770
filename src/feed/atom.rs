use std::fmt::Write as _;

use super::json_text::{JsonText, quoted};
use crate::base::escape;
use crate::fact::Date;
use crate::view::{FeedItem, FeedView};

/// A feed in Atom 1.0. `own` is its address for the whole world.
#[must_use]
pub fn atom(feed: &FeedView, own: &str) -> String {
    let (home, own, title) = (escape(&feed.home), escape(own), escape(&feed.title));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id><title>{title}</title><updated>{}</updated>\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/><link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\
         <author><name>{}</name></author>\n",
        feed.tag,
        escape(&feed.id),
        moment(feed.updated),
        escape(&feed.author),
    );
    feed.items.iter().for_each(|item| entry(&mut xml, item));
    xml.push_str("</feed>\n");
    xml
}

fn entry(xml: &mut String, item: &FeedItem) {
    let _ = writeln!(
        xml,
        "<entry><id>{}</id><title>{}</title><link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\
         {}<updated>{}</updated><summary>{}</summary></entry>",
        escape(&item.id),
        escape(&item.title),
        escape(&item.url),
        item.published.map(|day| format!("<published>{}</published>", moment(day))).unwrap_or_default(),
        moment(item.updated),
        escape(item.summary.as_deref().unwrap_or_default()),
    );
}

/// A feed as JSON Feed 1.1. `own` is its address for the whole world.
#[must_use]
pub fn json_feed(feed: &FeedView, own: &str) -> String {
    let mut out = JsonText::default();
    out.text("version", "https://jsonfeed.org/version/1.1");
    out.text("title", &feed.title);
    out.text("home_page_url", &feed.home);
    out.text("feed_url", own);
    out.text("language", &feed.tag);
    out.raw("authors", &format!("[{{\"name\":{}}}]", quoted(&feed.author)));
    let items: Vec<String> = feed.items.iter().map(|item| json_item(item, &feed.tag)).collect();
    out.raw("items", &format!("[\n{}\n]", items.join(",\n")));
    out.done() + "\n"
}

fn json_item(item: &FeedItem, tag: &str) -> String {
    let mut out = JsonText::default();
    out.text("id", &item.id);
    out.text("url", &item.url);
    out.text("title", &item.title);
    out.words("summary", item.summary.as_deref());
    out.text("content_text", &item.text);
    out.words("date_published", item.published.map(moment).as_deref());
    out.text("date_modified", &moment(item.updated));
    out.text("language", tag);
    out.done()
}

/// The beginning of a date as RFC 3339.
fn moment(date: Date) -> String {
    let (year, month, day) = date.first_day();
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}
