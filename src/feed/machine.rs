//! What programs that answer in the site's name are given: its questions, and where everything is.

use super::json_text::{JsonText, quoted};
use crate::base::Lang;
use crate::site::{DataFormat, DataRoute, FeedFormat, FeedRoute, Route, Site};
use crate::view::AnsweredQuestion;

/// The questions of a language with their answers, each with what it rests on and its date.
#[must_use]
pub fn faq(site: &Site, lang: Lang, answers: &[AnsweredQuestion]) -> String {
    let word = |words| site.word(words, lang).map(|(word, _)| word);
    let mut out = JsonText::default();
    out.text("lang", &site.config.language(lang).tag);
    out.words("title", word(&site.config.name));
    out.text("url", &site.config.base_url.join(&Route::Home(lang).path(site)));
    out.words("licence", word(&site.config.licence));
    out.words("licence_url", site.config.licence_url.as_deref());
    let answers: Vec<String> = answers.iter().map(answer).collect();
    out.raw("questions", &format!("[\n{}\n]", answers.join(",\n")));
    out.done() + "\n"
}

fn answer(answer: &AnsweredQuestion) -> String {
    let basis = answer.basis.iter().map(|(title, url)| {
        let mut out = JsonText::default();
        out.text("title", title);
        out.words("url", url.as_deref());
        out.done()
    });
    let mut out = JsonText::default();
    out.text("id", &answer.id);
    out.text("url", &answer.url);
    out.text("lang", &answer.tag);
    out.raw("question", &quoted(&answer.question));
    out.text("answer", &answer.short);
    out.text("text", &answer.text);
    out.raw("basis", &format!("[{}]", basis.collect::<Vec<_>>().join(",")));
    out.words("date", answer.date.map(|date| date.iso()).as_deref());
    out.done()
}

/// A few lines for language models, as llmstxt.org has them: what the site is, and per language what there is for programs.
#[must_use]
pub fn llms(site: &Site) -> String {
    let langs = site.config.built_languages();
    let first = site.config.x_default.filter(|lang| langs.contains(lang)).unwrap_or(langs[0]);
    let word = |words| site.word(words, first).map_or("", |(word, _)| word);
    let [name, tagline] = [&site.config.name, &site.config.tagline].map(|words| plain(word(words)));
    let mut text = format!("# {name}\n\n");
    if !tagline.is_empty() {
        text.push_str(&format!("> {tagline}\n\n"));
    }
    langs.into_iter().for_each(|lang| text.push_str(&line(site, lang)));
    if site.config.markdown {
        text.push_str("- Each page is there as Markdown too: `index.md` behind its address\n");
    }
    if let Some((licence, _)) = site.word(&site.config.licence, first) {
        text.push_str(&format!("- {}\n", plain(licence)));
    }
    let map = site.config.base_url.join(&Route::Sitemap.path(site));
    text.push_str(&format!("- [sitemap.xml]({map})\n"));
    text
}

/// Words in Markdown, in which HTML would be HTML.
fn plain(words: &str) -> String {
    words.replace('<', "&lt;")
}

fn line(site: &Site, lang: Lang) -> String {
    let data = site.content.collections.positions().filter(|collection| site.has_data(*collection));
    let data = data.map(|collection| DataRoute::Records { lang, collection, format: DataFormat::Json });
    let feed = Route::Feed(FeedRoute { lang, of: None, format: FeedFormat::Json });
    let routes = [Route::Faq(lang), feed].into_iter().chain(data.map(Route::Data));
    let there = routes.filter(|route| site.pages.by_path.contains_key(&route.path(site)));
    let links = there.map(|route| {
        let path = route.path(site);
        let home = Route::Home(lang).path(site);
        let name = path.strip_prefix(home.trim_end_matches("index.html")).unwrap_or(&path);
        format!("[{name}]({})", site.config.base_url.join(&path))
    });
    let links: Vec<String> = links.collect();
    let home = site.config.base_url.join(&Route::Home(lang).path(site));
    let colon = if links.is_empty() { "" } else { ": " };
    format!("- [{}]({home}){colon}{}\n", plain(&site.config.language(lang).name), links.join(", "))
}
