use rayon::prelude::*;

use super::Build;
use crate::base::fingerprint;
use crate::code::check::{self, Problem};
use crate::code::{EPOCH, Symbol};
use crate::diag::Diagnostic;
use crate::feed::{self, ManifestRow};
use crate::memo::{self, Memo};
use crate::output::{Error, Output};
use crate::site::code::CodeFile;
use crate::view::{CodeText, Views};

/// Why the bytes of a code cannot be had.
enum Fault {
    /// The code is no good.
    Problem(Problem),
    /// There is no QR code for so long a text.
    TooLong,
}

/// What the table of all codes says of a record's, or what is wrong with one of them.
type Outcome = Result<Vec<ManifestRow>, Box<Diagnostic>>;

/// A code and the files that show it.
struct Made {
    text: CodeText,
    symbol: Symbol,
    files: Vec<(CodeFile, Vec<u8>)>,
}

impl Build {
    /// The bytes of one code, made and read again.
    ///
    /// # Errors
    /// When a camera could not read it.
    pub fn code(&self, views: &Views<'_>, file: &CodeFile) -> Result<Vec<u8>, Box<Diagnostic>> {
        let made = made(views.code(file), vec![file.clone()]);
        let made = made.and_then(|made| judged(&made).map(|()| made).map_err(Fault::Problem));
        let made = made.map_err(|fault| Box::new(self.bad_code(file, &fault)))?;
        Ok(made.files.into_iter().next().map_or_else(Vec::new, |(_, bytes)| bytes))
    }

    /// What is wrong with the codes of the site; what was read before is taken from `memo`.
    #[must_use]
    pub fn check_codes(&self, memo: &Memo) -> Vec<Diagnostic> {
        let views = self.views();
        let records = (0..self.site.content.records.len()).into_par_iter();
        let found = records.filter_map(|record| self.codes_of(&views, record, memo).err());
        found.map(|found| *found).collect()
    }

    /// The table of all codes.
    ///
    /// # Errors
    /// When a code cannot be made.
    pub(super) fn manifest(&self, views: &Views<'_>) -> Result<String, Box<Diagnostic>> {
        let records = (0..self.site.content.records.len()).into_par_iter();
        let rows: Result<Vec<Vec<ManifestRow>>, Box<Diagnostic>> =
            records.map(|record| Ok(rows(&self.made_of(views, record)?))).collect();
        Ok(feed::manifest(&self.site, &rows?.concat()))
    }

    /// Writes every code, after it was read again from the bytes that are written, and the table of them.
    pub(super) fn write_codes(&self, output: &Output, memo: &Memo) -> Result<Vec<Diagnostic>, Error> {
        if !self.site.has_codes() {
            return Ok(Vec::new());
        }
        let views = self.views();
        let records = (0..self.site.content.records.len()).into_par_iter();
        let written: Result<Vec<Outcome>, Error> = records
            .map(|record| match self.codes_of(&views, record, memo) {
                Ok(codes) => {
                    for (file, bytes) in codes.iter().flat_map(|made| &made.files) {
                        output.put(&file.path(&self.site), bytes)?;
                    }
                    Ok(Ok(rows(&codes)))
                }
                Err(problem) => Ok(Err(problem)),
            })
            .collect();
        let (mut all, mut problems) = (Vec::new(), Vec::new());
        for outcome in written? {
            match outcome {
                Ok(rows) => all.extend(rows),
                Err(problem) => problems.push(*problem),
            }
        }
        if problems.is_empty() {
            output.put("qr-manifest.csv", feed::manifest(&self.site, &all).as_bytes())?;
        }
        Ok(problems)
    }

    /// The codes of a record, read again.
    fn codes_of(&self, views: &Views<'_>, record: usize, memo: &Memo) -> Result<Vec<Made>, Box<Diagnostic>> {
        let codes = self.made_of(views, record)?;
        let wrong = |made: &Made, problem: Problem| {
            // A drawing has no width of its own; only a picture can be too fine.
            let picture = made.files.iter().find(|(file, _)| file.mm.is_some());
            let narrow = picture.filter(|_| matches!(problem, Problem::Narrow(_)));
            Box::new(self.bad_code(&narrow.unwrap_or(&made.files[0]).0, &Fault::Problem(problem)))
        };
        // The way from bytes to modules is short and is always gone; the way from modules to text is long.
        let mut seen = Vec::new();
        for made in &codes {
            let symbols = shown(&made.files).map_err(|problem| wrong(made, problem))?;
            seen.push((made, symbols));
        }
        // One entry for all codes of a record: a file for each would cost more than it saves.
        let input: Vec<_> = seen.iter().map(|(made, symbols)| (&made.text.text, symbols)).collect();
        let key = memo::key("qr-read", EPOCH, fingerprint(&input), &());
        let read = || -> Result<Vec<u8>, Box<Diagnostic>> {
            for (made, symbols) in &seen {
                for symbol in symbols {
                    check::text(symbol, &made.text.text).map_err(|problem| wrong(made, problem))?;
                }
            }
            Ok(Vec::new())
        };
        memo.bytes(key, read)?;
        Ok(codes)
    }

    /// The codes of a record.
    fn made_of(&self, views: &Views<'_>, record: usize) -> Result<Vec<Made>, Box<Diagnostic>> {
        let mut files = self.site.code_files(record);
        // Those that show the same code side by side, its drawing first.
        files.sort_by_key(|file| (file.lang, file.kind, file.mm));
        let codes = files.chunk_by(|a, b| (a.lang, a.kind) == (b.lang, b.kind));
        let codes = codes.map(|files| {
            made(views.code(&files[0]), files.to_vec())
                .map_err(|fault| Box::new(self.bad_code(&files[0], &fault)))
        });
        codes.collect()
    }

    fn bad_code(&self, file: &CodeFile, fault: &Fault) -> Diagnostic {
        let record = &self.site.content.records[file.record];
        let place = record.meta.code.as_ref().map_or(&record.place, |code| &code.place).clone();
        let (problem, help) = match fault {
            Fault::TooLong => ("long", "shorter"),
            Fault::Problem(Problem::Narrow(_)) => ("narrow", "larger"),
            Fault::Problem(Problem::Contrast) => ("contrast", "report"),
            Fault::Problem(Problem::Shape) => ("shape", "report"),
            Fault::Problem(Problem::Unreadable) => ("unreadable", "report"),
            Fault::Problem(Problem::OtherText(_)) => ("other", "report"),
        };
        let path = file.path(&self.site);
        Diagnostic::error("code-check", place).with("path", path).with("problem", problem).help(help)
    }
}

/// A code and its files, from the text that it holds.
fn made(text: CodeText, files: Vec<CodeFile>) -> Result<Made, Fault> {
    let symbol = Symbol::of(&text.text, text.level).ok_or(Fault::TooLong)?;
    let mut written = Vec::new();
    for file in files {
        let bytes = match file.mm {
            None => symbol.svg(&text.title).into_bytes(),
            Some(mm) => symbol.png(mm).ok_or(Fault::Problem(Problem::Narrow(0)))?,
        };
        written.push((file, bytes));
    }
    Ok(Made { text, symbol, files: written })
}

/// The symbols that files show, seen from their bytes alone; the same symbol once.
fn shown(files: &[(CodeFile, Vec<u8>)]) -> Result<Vec<Symbol>, Problem> {
    let mut symbols: Vec<Symbol> = Vec::new();
    for (file, bytes) in files {
        let symbol = match file.mm {
            None => check::svg(std::str::from_utf8(bytes).map_err(|_| Problem::Shape)?)?,
            Some(_) => check::png(bytes)?,
        };
        if !symbols.contains(&symbol) {
            symbols.push(symbol);
        }
    }
    Ok(symbols)
}

/// Reads a code from each of its files.
fn judged(made: &Made) -> Result<(), Problem> {
    shown(&made.files)?.iter().try_for_each(|symbol| check::text(symbol, &made.text.text))
}

/// What the table of all codes says of these.
fn rows(codes: &[Made]) -> Vec<ManifestRow> {
    let rows = codes.iter().map(|made| ManifestRow {
        file: made.files[0].0.clone(),
        text: made.text.text.clone(),
        version: made.symbol.version(),
        level: made.text.level.letter(),
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::{Problem, judged, made};
    use crate::code::Level;
    use crate::site::code::{CodeFile, CodeKind};
    use crate::view::CodeText;

    #[test]
    fn a_file_that_was_damaged_after_it_was_drawn_is_found_out() {
        let text = "https://example.vn/ja/q/n017/".to_owned();
        let text = CodeText { text, level: Level::M, title: "title".to_owned() };
        let drawing = CodeFile { record: 0, lang: None, kind: CodeKind::Page, mm: None };
        let picture = CodeFile { mm: Some(30), ..drawing.clone() };
        let Ok(mut code) = made(text, vec![drawing, picture]) else { panic!("it can be drawn") };
        assert_eq!(judged(&code), Ok(()));
        let whole = code.files.clone();
        // Every short gap of the drawing is filled.
        let svg = String::from_utf8(whole[0].1.clone()).expect("text");
        code.files[0].1 = svg.replace("m1 0h1", "m0 0h2").into_bytes();
        assert_eq!(judged(&code), Err(Problem::Unreadable));
        code.files.clone_from(&whole);
        let last = code.files[1].1.len() - 40;
        code.files[1].1[last] ^= 0xff;
        assert_eq!(judged(&code), Err(Problem::Shape));
        code.files = whole;
        code.text.text.push('x');
        assert!(matches!(judged(&code), Err(Problem::OtherText(_))));
    }
}
