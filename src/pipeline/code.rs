use std::collections::HashMap;

use rayon::prelude::*;

use super::Build;
use crate::base::{Digest, fingerprint};
use crate::code::check::{self, CodeProblem};
use crate::code::{EPOCH, Symbol};
use crate::content::RecordId;
use crate::content::ledger::Printed;
use crate::diag::Diagnostic;
use crate::feed::{self, ManifestRow};
use crate::memo::{self, Memo};
use crate::output::{Error, Output};
use crate::site::Route;
use crate::site::code::CodeFile;
use crate::view::{CodeText, Views};

/// Why the bytes of a code cannot be had.
enum Fault {
    /// The code is no good.
    Problem(CodeProblem),
    /// There is no QR code for so long a text.
    TooLong,
}

/// A code and the files that show it.
struct MadeCode {
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
        let records = self.site.content.par_record_ids();
        let found = records.filter_map(|record| self.codes_of(self.texts_of(&views, record), memo).err());
        found.map(|found| *found).collect()
    }

    /// Writes every code, after it was read again from the bytes that are written, and the table of them.
    pub(super) fn write_codes(&self, output: &Output, memo: &Memo) -> Result<Vec<Diagnostic>, Error> {
        if !self.site.has_codes() {
            return Ok(Vec::new());
        }
        let views = self.views();
        let records = self.site.content.par_record_ids();
        let problems: Result<Vec<Option<Box<Diagnostic>>>, Error> =
            records.map(|record| self.write_codes_of(output, &views, record, memo)).collect();
        let problems: Vec<Diagnostic> = problems?.into_iter().flatten().map(|problem| *problem).collect();
        if problems.is_empty() {
            self.write_manifest(output, &views)?;
        }
        Ok(problems)
    }

    /// Writes the codes of a record, unless they stand there already, made from the same texts.
    fn write_codes_of(
        &self,
        output: &Output,
        views: &Views<'_>,
        record: RecordId,
        memo: &Memo,
    ) -> Result<Option<Box<Diagnostic>>, Error> {
        let texts = self.texts_of(views, record);
        memo.keep(read_key(&texts));
        let stands =
            |file: &CodeFile, text: &CodeText| output.stands(&file.path(&self.site), key(text, file));
        let missing = texts.iter().flat_map(|(text, files)| files.iter().map(move |file| (text, file)));
        let missing: Vec<&CodeFile> =
            missing.filter(|(text, file)| !stands(file, text)).map(|(_, file)| file).collect();
        if missing.is_empty() {
            return Ok(None);
        }
        match self.codes_of(texts.clone(), memo) {
            Ok(codes) => {
                for made in &codes {
                    for (file, bytes) in made.files.iter().filter(|(file, _)| missing.contains(&file)) {
                        output.put_as(&file.path(&self.site), key(&made.text, file), bytes)?;
                    }
                }
                Ok(None)
            }
            Err(problem) => Ok(Some(problem)),
        }
    }

    /// Writes the table of all codes, whose versions are found out only when something else in it is new.
    fn write_manifest(&self, output: &Output, views: &Views<'_>) -> Result<(), Error> {
        let name = Route::QrManifest.path(&self.site);
        let rows = self.rows(views);
        let key = fingerprint(&(EPOCH, rows.iter().map(|(.., row)| row).collect::<Vec<_>>()));
        if output.stands(&name, key) {
            return Ok(());
        }
        match self.table(rows) {
            Ok(csv) => output.put_as(&name, key, csv.as_bytes()),
            // It would have been found out when the code was written.
            Err(_) => Ok(()),
        }
    }

    /// The table of all codes.
    ///
    /// # Errors
    /// When a code cannot be made.
    pub(super) fn manifest(&self, views: &Views<'_>) -> Result<String, Box<Diagnostic>> {
        self.table(self.rows(views))
    }

    /// The rows of the table without the versions of the codes, each with the text and the drawing that it tells of.
    fn rows(&self, views: &Views<'_>) -> Vec<(CodeText, CodeFile, ManifestRow)> {
        let ledger = self.site.content.ledger.iter();
        let printed: HashMap<&str, &Printed> =
            ledger.rev().map(|printed| (printed.code.text.as_str(), printed)).collect();
        let records = self.site.content.par_record_ids();
        let rows = records.flat_map_iter(|record| {
            let code = self.site.codes.of[record].as_deref();
            let printed = code.and_then(|code| printed.get(code).copied());
            self.texts_of(views, record).into_iter().map(move |(text, mut files)| {
                let row = ManifestRow::new(&self.site, printed, &text, &files);
                (text, files.swap_remove(0), row)
            })
        });
        rows.collect()
    }

    fn table(&self, rows: Vec<(CodeText, CodeFile, ManifestRow)>) -> Result<String, Box<Diagnostic>> {
        let rows = rows.into_par_iter().map(|(text, file, row)| {
            let symbol = Symbol::of(&text.text, text.level);
            let symbol = symbol.ok_or_else(|| Box::new(self.bad_code(&file, &Fault::TooLong)))?;
            Ok(row.with_version(symbol.version()))
        });
        let rows: Result<Vec<ManifestRow>, Box<Diagnostic>> = rows.collect();
        Ok(feed::manifest(&rows?))
    }

    /// The texts of a record's codes, each with the files that show it, the drawing first.
    fn texts_of(&self, views: &Views<'_>, record: RecordId) -> Vec<(CodeText, Vec<CodeFile>)> {
        let mut files = self.site.code_files(record);
        files.sort_by_key(|file| (file.lang, file.kind, file.mm));
        let codes = files.chunk_by(|a, b| (a.lang, a.kind) == (b.lang, b.kind));
        codes.map(|files| (views.code(&files[0]), files.to_vec())).collect()
    }

    /// The codes of a record, read again.
    fn codes_of(
        &self,
        texts: Vec<(CodeText, Vec<CodeFile>)>,
        memo: &Memo,
    ) -> Result<Vec<MadeCode>, Box<Diagnostic>> {
        // One entry for all codes of a record: a file for each would cost more than it saves.
        let key = read_key(&texts);
        let mut codes = Vec::new();
        for (text, files) in texts {
            let first = files[0].clone();
            codes.push(made(text, files).map_err(|fault| Box::new(self.bad_code(&first, &fault)))?);
        }
        let wrong = |made: &MadeCode, problem: CodeProblem| {
            // A drawing has no width of its own; only a picture can be too fine.
            let picture = made.files.iter().find(|(file, _)| file.mm.is_some());
            let narrow = picture.filter(|_| matches!(problem, CodeProblem::Narrow(_)));
            Box::new(self.bad_code(&narrow.unwrap_or(&made.files[0]).0, &Fault::Problem(problem)))
        };
        // The way from bytes to modules is short and is always gone; the way from modules to text is long.
        for made in &codes {
            shown(made).map_err(|problem| wrong(made, problem))?;
        }
        let read = || -> Result<Vec<u8>, Box<Diagnostic>> {
            for made in &codes {
                check::text(&made.symbol, &made.text.text).map_err(|problem| wrong(made, problem))?;
            }
            Ok(Vec::new())
        };
        memo.bytes(key, read)?;
        Ok(codes)
    }

    fn bad_code(&self, file: &CodeFile, fault: &Fault) -> Diagnostic {
        let record = &self.site.content.records[file.record];
        let place = record.meta.code.as_ref().map_or(&record.place, |code| &code.place).clone();
        let (problem, help) = match fault {
            Fault::TooLong => ("long", "shorter"),
            Fault::Problem(CodeProblem::Narrow(_)) => ("narrow", "larger"),
            Fault::Problem(CodeProblem::Contrast) => ("contrast", "report"),
            Fault::Problem(CodeProblem::Shape) => ("shape", "report"),
            Fault::Problem(CodeProblem::Unreadable) => ("unreadable", "report"),
            Fault::Problem(CodeProblem::OtherText(_)) => ("other", "report"),
        };
        let path = file.path(&self.site);
        Diagnostic::error("code-check", place).with("path", path).with("problem", problem).help(help)
    }
}

/// A code and its files, from the text that it holds.
fn made(text: CodeText, files: Vec<CodeFile>) -> Result<MadeCode, Fault> {
    let symbol = Symbol::of(&text.text, text.level).ok_or(Fault::TooLong)?;
    let mut written = Vec::new();
    for file in files {
        let bytes = match file.mm {
            None => symbol.svg(&text.title).into_bytes(),
            Some(mm) => symbol.png(mm).ok_or(Fault::Problem(CodeProblem::Narrow(0)))?,
        };
        written.push((file, bytes));
    }
    Ok(MadeCode { text, symbol, files: written })
}

/// What decides the bytes of a code's file.
fn key(text: &CodeText, file: &CodeFile) -> Digest {
    fingerprint(&("code", EPOCH, text, file.mm))
}

/// What decides whether the codes of a record can be read: what they say and how their modules are laid, which follows from
/// text and level.
fn read_key(texts: &[(CodeText, Vec<CodeFile>)]) -> Digest {
    let read: Vec<_> = texts.iter().map(|(text, _)| (&text.text, text.level)).collect();
    memo::key("qr-read", EPOCH, fingerprint(&read), &())
}

/// Whether every file, from its bytes alone, shows the code's modules.
fn shown(made: &MadeCode) -> Result<(), CodeProblem> {
    for (file, bytes) in &made.files {
        let symbol = match file.mm {
            None => check::svg(std::str::from_utf8(bytes).map_err(|_| CodeProblem::Shape)?)?,
            Some(_) => check::png(bytes)?,
        };
        if symbol != made.symbol {
            return Err(CodeProblem::Unreadable);
        }
    }
    Ok(())
}

/// Reads a code from each of its files.
fn judged(made: &MadeCode) -> Result<(), CodeProblem> {
    shown(made)?;
    check::text(&made.symbol, &made.text.text)
}

#[cfg(test)]
mod tests {
    use super::{CodeProblem, judged, made};
    use crate::code::Level;
    use crate::content::RecordId;
    use crate::site::code::{CodeFile, CodeKind};
    use crate::view::CodeText;

    #[test]
    fn a_file_that_was_damaged_after_it_was_drawn_is_found_out() {
        let text = "https://example.vn/ja/q/n017/".to_owned();
        let text = CodeText { text, level: Level::M, title: "title".to_owned() };
        let drawing = CodeFile { record: RecordId::from(0), lang: None, kind: CodeKind::Page, mm: None };
        let picture = CodeFile { mm: Some(30), ..drawing.clone() };
        let Ok(mut code) = made(text, vec![drawing, picture]) else { panic!("it can be drawn") };
        assert_eq!(judged(&code), Ok(()));
        let whole = code.files.clone();
        // Every short gap of the drawing is filled.
        let svg = String::from_utf8(whole[0].1.clone()).expect("text");
        code.files[0].1 = svg.replace("m1 0h1", "m0 0h2").into_bytes();
        assert_eq!(judged(&code), Err(CodeProblem::Unreadable));
        code.files.clone_from(&whole);
        let last = code.files[1].1.len() - 40;
        code.files[1].1[last] ^= 0xff;
        assert_eq!(judged(&code), Err(CodeProblem::Shape));
        code.files = whole;
        code.text.text.push('x');
        assert!(matches!(judged(&code), Err(CodeProblem::OtherText(_))));
    }
}
