//! `portolan confirm`: says of translations that they say what their source says now.

use std::path::Path;

use super::Outcome;
use super::argument::{ConfirmOptions, ReportFormat};
use super::messages::{Bilingual, Refusal};
use super::report::Report;
use crate::base::{Lang, nearest};
use crate::config::Overrides;
use crate::content::{Record, Text};
use crate::diag::UiLang;
use crate::output::replace;
use crate::pipeline::{self, Reading};
use crate::site::segments;
use crate::source;

/// The key in the head of a translation.
const KEY: &str = "made_from";

/// `portolan confirm`
pub(super) fn confirm(options: &ConfirmOptions) -> Outcome {
    let lang: UiLang = options.ui_lang.into();
    let report = Report::new(ReportFormat::Text, lang, false);
    let read = match source::read(&options.root) {
        Ok(read) => read,
        Err(error) => return report.environment(&error.to_string()),
    };
    let (mut snapshot, mut found) = (read.value, read.diagnostics);
    let reading = pipeline::read(&mut snapshot, &Overrides::default(), &mut found);
    match confirmed(options, &reading) {
        Ok(files) => {
            files.iter().for_each(|file| Report::done(&said(file, lang)));
            Outcome::Clean
        }
        Err(Refusal::Content(said)) => report.content(said.of(lang)),
        Err(Refusal::Environment(problem)) => report.environment(&problem),
    }
}

fn said(file: &str, lang: UiLang) -> String {
    match lang {
        UiLang::En => format!("{file}: says what its source says"),
        UiLang::Vi => format!("{file}: đã khớp với bản gốc"),
    }
}

/// Writes into every translation asked for what it was made from; returns their files.
fn confirmed(options: &ConfirmOptions, reading: &Reading) -> Result<Vec<String>, Refusal> {
    let record = record(reading, &options.id)?;
    let Some((source, original)) = record.texts.iter().next() else { return Ok(Vec::new()) };
    let line = format!("{KEY} = [{}]", quoted(&segments(original)));
    let mut files = Vec::new();
    for (lang, text) in wanted(options, reading, record, source)? {
        if record.place.path == text.place.path || !text.place.path.as_str().ends_with(".md") {
            return Err(Refusal::Content(in_table(reading, lang)));
        }
        let path = text.place.path.as_str();
        mark(&options.root.join(path), &line)
            .map_err(|error| Refusal::Environment(format!("{path}: {error}")))?;
        files.push(path.to_owned());
    }
    Ok(files)
}

fn record<'r>(reading: &'r Reading, id: &str) -> Result<&'r Record, Refusal> {
    let id = id.rsplit('/').next().unwrap_or(id);
    let records = &reading.content.records;
    records.iter().find(|record| record.id == id).ok_or_else(|| {
        let near = nearest(id, records.iter().map(|record| record.id.as_str()));
        Refusal::unknown("record", "mục", id, near)
    })
}

/// The translations asked for: that in one language, or all.
fn wanted<'r>(
    options: &ConfirmOptions,
    reading: &Reading,
    record: &'r Record,
    source: Lang,
) -> Result<Vec<(Lang, &'r Text)>, Refusal> {
    let translations = record.texts.iter().filter(|(lang, _)| *lang != source);
    let Some(code) = &options.lang else {
        return Ok(translations.map(|(lang, text)| (lang, &**text)).collect());
    };
    let found = translations.into_iter().find(|(lang, _)| reading.config.language(*lang).code == *code);
    found.map(|(lang, text)| vec![(lang, &**text)]).ok_or_else(|| {
        Refusal::Content(Bilingual {
            en: format!("`{}` has no translation into `{code}`", record.id),
            vi: format!("`{}` chưa có bản dịch `{code}`", record.id),
        })
    })
}

fn in_table(reading: &Reading, lang: Lang) -> Bilingual {
    let name = &reading.config.language(lang).name;
    Bilingual {
        en: format!(
            "the text in {name} stands in a table; only texts of their own file remember their source"
        ),
        vi: format!("bản {name} nằm trong bảng; chỉ tệp chữ riêng mới ghi nhớ bản gốc"),
    }
}

fn quoted(segments: &[String]) -> String {
    segments.iter().map(|segment| format!("\"{segment}\"")).collect::<Vec<_>>().join(", ")
}

/// Puts `line` at the beginning of the head of a text, instead of an earlier one; everything else stays as it is, byte for byte.
fn mark(file: &Path, line: &str) -> std::io::Result<()> {
    let text = std::fs::read_to_string(file)?;
    replace(file, marked(&text, line).as_bytes())
}

fn marked(text: &str, line: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut marked = String::with_capacity(text.len() + line.len());
    let mut fences = 0;
    for own in text.split_inclusive('\n') {
        let bare = own.trim_start_matches('\u{feff}').trim_end();
        if fences == 1 && bare.split('=').next().is_some_and(|key| key.trim() == KEY) {
            continue;
        }
        marked.push_str(own);
        if bare == "+++" {
            fences += 1;
            // At the very beginning, because behind the name of a table the line would belong to that.
            if fences == 1 {
                marked.push_str(line);
                marked.push_str(end);
            }
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn the_line_is_put_first_and_replaces_an_earlier_one() {
        let text = "+++\ntitle = \"A\"\n+++\nmade_from = \"the body\"\n";
        let once = marked(text, "made_from = [\"1\"]");
        assert_eq!(once, "+++\nmade_from = [\"1\"]\ntitle = \"A\"\n+++\nmade_from = \"the body\"\n");
        assert_eq!(marked(&once, "made_from = [\"1\"]"), once);
        let windows = marked("\u{feff}+++\r\ntitle = \"A\"\r\n+++\r\n", "made_from = []");
        assert_eq!(windows, "\u{feff}+++\r\nmade_from = []\r\ntitle = \"A\"\r\n+++\r\n");
    }
}
