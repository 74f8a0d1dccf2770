//! What prose names: the targets of its links, facts of records, pictures and files that it shows.

use super::astray;
use super::declared::check_list;
use super::file::{check_attachment, check_file};
use super::link::{check_anchor, check_own};
use super::picture::{check_alt, check_unused_alt};
use super::record::no_record;
use crate::base::{Lang, SourcePath, SourceSpan};
use crate::content::{Name, Record, Text, Value};
use crate::diag::{Diagnostic, Severity, Subject};
use crate::markdown::{Body, Component, Target};
use crate::site::Site;

/// Checks the texts that belong to no record: those of the home page and of lists.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for texts in site.content.intros.iter().chain([&site.content.home]) {
        for (lang, text) in texts.iter() {
            BodyCheck::new(site, None, lang, text).text(all);
        }
    }
}

/// Checks a text of a record.
pub(super) fn check_text(site: &Site, record: &Record, lang: Lang, text: &Text) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    BodyCheck::new(site, Some(record), lang, text).text(&mut all);
    all
}

struct BodyCheck<'a> {
    site: &'a Site,
    record: Option<&'a Record>,
    lang: Lang,
    folder: &'a str,
    path: &'a SourcePath,
    text: &'a Text,
}

impl<'a> BodyCheck<'a> {
    fn new(site: &'a Site, record: Option<&'a Record>, lang: Lang, text: &'a Text) -> BodyCheck<'a> {
        BodyCheck { site, record, lang, folder: text.place.path.folder(), path: &text.place.path, text }
    }

    fn text(&self, all: &mut Vec<Diagnostic>) {
        self.text.bodies().for_each(|body| self.run(body, all));
        check_unused_alt(self.site, self.record, self.text, all);
    }

    fn run(&self, body: &Body, all: &mut Vec<Diagnostic>) {
        for link in &body.links {
            self.link(&link.target, SourceSpan::new(self.path, link.span.clone()), all);
        }
        for fact in &body.facts {
            self.fact(
                fact.record.as_deref(),
                &fact.field,
                SourceSpan::new(self.path, fact.span.clone()),
                all,
            );
        }
        for image in &body.images {
            let name =
                Name { text: image.path.clone(), place: SourceSpan::new(self.path, image.span.clone()) };
            check_file(self.site, self.folder, &name, all);
        }
        for part in &body.components {
            self.component(&part.component, SourceSpan::new(self.path, part.span.clone()), all);
        }
    }

    fn link(&self, target: &Target, place: SourceSpan, all: &mut Vec<Diagnostic>) {
        match target {
            Target::Record { id, anchor } => match self.site.record(id) {
                None => all.push(no_record(self.site, id, place)),
                Some((_, record)) => {
                    let (_, text) = self.site.text(record, self.lang);
                    if let Some(anchor) = anchor {
                        all.extend(check_anchor(self.site, text, anchor, place));
                    }
                }
            },
            Target::Collection { name } => {
                check_list(self.site, name, place, all);
            }
            Target::Anchor(anchor) => all.extend(check_anchor(self.site, self.text, anchor, place)),
            Target::Path(path) => self.path_link(path, place, all),
            Target::Own(address) => check_own(self.site, address, place, all),
            Target::External(address) => all.extend(astray::preview(self.site, address, place)),
        }
    }

    fn path_link(&self, path: &str, place: SourceSpan, all: &mut Vec<Diagnostic>) {
        if let Some(near) = astray::home(self.site, self.lang, path) {
            let missing = Diagnostic::error("no-file", place).with("path", path);
            all.push(missing.with("near", near).help("home"));
            return;
        }
        match self.site.record_at(self.folder, path) {
            Some(index) => {
                let (_, text) = self.site.text(&self.site.content.records[index], self.lang);
                if let Some((_, anchor)) = path.split_once('#') {
                    all.extend(check_anchor(self.site, text, anchor, place));
                }
            }
            None => {
                let (file, _) = self.site.file_and_part(self.folder, path);
                if self.site.file(self.folder, file).is_none() {
                    let missing = Diagnostic::error("no-file", place).with("path", file);
                    let lies_at = SourcePath::new(&format!("{}/{file}", self.folder));
                    let missing = missing.needs(Subject::File(lies_at));
                    all.push(astray::meant(self.site, self.folder, path, missing));
                    return;
                }
                check_attachment(self.site, self.folder, &Name { text: file.to_owned(), place }, all);
            }
        }
    }

    fn fact(&self, id: Option<&str>, field: &str, place: SourceSpan, all: &mut Vec<Diagnostic>) {
        if let Some(id) = id
            && self.site.record(id).is_none()
        {
            let missing = no_record(self.site, id, place);
            // A sentence without its figure cannot be published.
            all.push(Diagnostic { severity: Severity::Error, ..missing });
            return;
        }
        if self.site.fact(self.record, id, field).is_none() {
            let owner = id.and_then(|id| self.site.record(id).map(|(_, record)| record)).or(self.record);
            let near = owner.and_then(|owner| fact_like(self.site, owner, field));
            let missing = Diagnostic::error("no-fact", place).with("field", field);
            let mut missing = match fact_of_another(self.site, field).filter(|_| id.is_none()) {
                Some(of_another) => missing.with("near", of_another).help("record"),
                None => missing.near_or(near, if field.contains(PARTED) { "form" } else { "add" }),
            };
            if let Some(owner) = owner {
                let collection = &self.site.collection_of(owner).name;
                let needs = [Subject::fact(&owner.id, field), Subject::field(collection, field)];
                missing.needs = needs.into_iter().collect();
            }
            all.push(missing);
        }
    }

    fn component(&self, component: &Component, place: SourceSpan, all: &mut Vec<Diagnostic>) {
        match component {
            Component::Image { .. } => {}
            Component::Figure { path, .. } => {
                let name = Name { text: path.clone(), place: place.clone() };
                if check_file(self.site, self.folder, &name, all) {
                    check_alt(self.text, path, place, all);
                }
            }
            Component::Video { path, poster, .. } => {
                check_attachment(
                    self.site,
                    self.folder,
                    &Name { text: path.clone(), place: place.clone() },
                    all,
                );
                check_file(self.site, self.folder, &Name { text: poster.clone(), place }, all);
            }
            Component::Chart { record, field } => {
                self.fact(record.as_deref(), field, place.clone(), all);
                if let Some((_, fact)) = self.site.fact(self.record, record.as_deref(), field)
                    && !matches!(fact.value, Value::Table(_))
                {
                    all.push(Diagnostic::error("no-chart", place).with("field", field).help("table"));
                }
            }
        }
    }
}

/// The fact of a record that is called so, or the only one whose field has all the words of the name: `area` for `total_area`.
fn fact_like<'a>(site: &'a Site, owner: &'a Record, name: &str) -> Option<&'a str> {
    let wanted: Vec<&str> = words(name).collect();
    let has_all = |field: &&str| wanted.iter().all(|word| words(field).any(|own| own == *word));
    site.fact_called(owner, name).or_else(|| {
        let mut found = owner.facts.keys().map(|field| field.as_str()).filter(has_all);
        found.next().filter(|_| !wanted.is_empty() && found.next().is_none())
    })
}

fn words(field: &str) -> impl Iterator<Item = &str> {
    field.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What may stand between a record and its field where `#` belongs; no field's name has it.
const PARTED: [char; 4] = ['.', ':', '/', ' '];

/// The fact of another record that was named without the `#` between the two: `zone.total_area`, `zone total_area`.
fn fact_of_another(site: &Site, written: &str) -> Option<String> {
    let at = written.find(PARTED)?;
    let (first, last) = (&written[..at], written[at + 1..].trim());
    [(first, last), (last, first)].into_iter().find_map(|(id, field)| {
        let id = id.trim_start_matches('@');
        let (_, owner) = site.record(id)?;
        let field = if owner.facts.contains_key(field) { Some(field) } else { fact_like(site, owner, field) };
        Some(format!("{id}#{}", field?))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, text};

    #[test]
    fn links_and_facts_in_prose_lead_somewhere() {
        check(&text("[a](@northen)"), &["no-record/near [a](@northen) → northern"]);
        check(&text("[a](@@berth)"), &["no-list/near [a](@@berth) → berths"]);
        check(&text("{{ fact lenght }}"), &["no-fact/add {{ fact lenght }}"]);
        check(
            &(facts("length = 400") + &text("{{ fact lenght }}")),
            &["no-fact/near {{ fact lenght }} → length"],
        );
        check(
            &(facts("length = 400") + &text("{{ fact north.length }}")),
            &["no-fact/record {{ fact north.length }} → north#length"],
        );
    }

    #[test]
    fn a_sentence_without_its_figure_cannot_be_published() {
        check(&text("{{ fact west#length }}"), &["no-record/form {{ fact west#length }}"]);
    }
}
