//! A record that something names is there, and is of the collection that is asked for; what was meant, where it is not.

use crate::base::{Lang, PerLang, SourceSpan};
use crate::content::{CollectionId, Name, Record, is_id, labelled};
use crate::diag::{Diagnostic, Subject, UiLang};
use crate::site::{Meant, Own, Route, Site};

/// A name leads to a record, of the collection `to` where one is declared. Where there is no such collection, the declaration is
/// reported and not the name.
pub(super) fn check_record(site: &Site, to: Option<&str>, name: &Name, all: &mut Vec<Diagnostic>) {
    let wanted = to.and_then(|to| site.content.collections.get_index_of(to));
    let Some((_, target)) = site.record(&name.text) else {
        all.push(no_record_of(site, wanted, &name.text, name.place.clone()));
        return;
    };
    if let (Some(to), Some(wanted)) = (to, wanted)
        && target.collection != wanted
    {
        let wrong = Diagnostic::error("wrong-collection", name.place.clone()).with("id", &name.text);
        let wrong = wrong.with("found", &site.collection_of(target).name).with("wanted", to);
        let (_, text) = site.text(target, Lang(0));
        let meant = site.record_called(&name.text, Some(wanted));
        let meant = meant.or_else(|| site.record_called(&text.title, Some(wanted)));
        let near = match &meant {
            Some(Meant::One(id)) => Some(id.as_str()),
            _ => None,
        };
        all.push(wrong.near_or(near, "form"));
    }
}

/// A record that is kept back today may be there tomorrow, so naming it is no mistake; the link leads to its list meanwhile.
pub(super) fn no_record(site: &Site, id: &str, place: SourceSpan) -> Diagnostic {
    no_record_of(site, None, id, place)
}

/// The same, where only records of one collection may stand.
fn no_record_of(site: &Site, collection: Option<CollectionId>, id: &str, place: SourceSpan) -> Diagnostic {
    if site.withheld.contains_key(id) {
        return Diagnostic::warning("withheld-record", place)
            .with("id", id)
            .with("day", site.today.iso())
            .help("link");
    }
    let missing = Diagnostic::error("no-record", place).with("id", id).needs(Subject::Record(id.to_owned()));
    let meant = at_address(site, collection, id).or_else(|| site.record_called(id, collection));
    match collection.filter(|_| meant.is_none()) {
        Some(wanted) => instead(site, wanted, id, missing),
        None => meaning(missing, id, meant, "form"),
    }
}

/// The record whose page stands at an address of this site that was copied in the place of an id.
fn at_address(site: &Site, collection: Option<CollectionId>, address: &str) -> Option<Meant> {
    let path = site.below(address).or_else(|| address.strip_prefix('/'))?;
    let Some(Own::Page(Route::Record { record, .. })) = site.own(path) else { return None };
    let record = &site.content.records[*record];
    collection.is_none_or(|wanted| wanted == record.collection).then(|| Meant::One(record.id.clone()))
}

/// Adds what was meant by `wanted`: the help `near` for one nearly right id, `named` for one that was called by its name,
/// `several`, or `otherwise`.
pub(super) fn meaning(
    missing: Diagnostic,
    wanted: &str,
    meant: Option<Meant>,
    otherwise: &'static str,
) -> Diagnostic {
    match meant {
        Some(Meant::One(id)) if is_id(wanted) => missing.near(Some(&id)),
        Some(Meant::One(id)) => missing.with("near", id).help("named"),
        Some(Meant::Several(ids)) => {
            let known: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            missing.with("known", known.join(", ")).help("several")
        }
        None => missing.help(otherwise),
    }
}

/// What stands where a record of a collection is wanted is a record of another, or an entry of a vocabulary; whatever it is,
/// the records that may stand there are listed.
fn instead(site: &Site, wanted: CollectionId, id: &str, missing: Diagnostic) -> Diagnostic {
    let Some((name, _)) = site.content.collections.get_index(wanted) else { return missing.help("form") };
    let own = site.content.records.iter().filter(|record| record.collection == wanted);
    let titled: Vec<(&str, PerLang<String>)> =
        own.take(MOST_KNOWN).map(|record| (record.id.as_str(), titles(record))).collect();
    let listed =
        |editor| labelled(titled.iter().map(|(id, titles)| (*id, titles)), &site.config.codes(), editor);
    let missing = missing.with("wanted", name).with("known_en", listed(UiLang::En));
    let missing = missing.with("known_vi", listed(UiLang::Vi));
    let mut words =
        site.content.vocabularies.keys().filter_map(|words| Some((words, site.term_called(id, words)?)));
    match words.next() {
        Some((words, Meant::One(_))) if !titled.is_empty() => missing.with("vocabulary", words).help("entry"),
        _ if titled.is_empty() => missing.help("form"),
        _ => missing.help("known"),
    }
}

/// How many records are looked at to be listed.
const MOST_KNOWN: usize = 13;

fn titles(record: &Record) -> PerLang<String> {
    let mut titles = PerLang::default();
    for (lang, text) in record.texts.iter() {
        titles.set(lang, text.title.clone());
    }
    titles
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, file};

    #[test]
    fn a_record_of_another_collection_is_no_zone() {
        check(
            &(facts("zone = \"south\"") + &file("content/berths/south/vi.md", "+++\ntitle = \"Nam\"\n+++\n")),
            &["wrong-collection/form \"south\""],
        );
    }

    #[test]
    fn a_title_in_the_place_of_an_id_is_understood() {
        check(&facts("zone = \"Khu bắc\""), &["no-record/named \"Khu bắc\" → northern"]);
    }

    #[test]
    fn the_address_of_a_record_in_the_place_of_its_id_is_understood() {
        for address in ["/vi/khu/northern/", "https://example.vn/en/zones/northern/"] {
            check(
                &facts(&format!("zone = \"{address}\"")),
                &[&format!("no-record/named \"{address}\" → northern")],
            );
        }
        check(&facts("zone = \"/vi/cau-cang/north/\""), &["no-record/known \"/vi/cau-cang/north/\""]);
    }

    #[test]
    fn a_record_that_is_kept_back_may_be_named() {
        let draft =
            file("content/zones/all.toml", "[[record]]\nid = \"northern\"\ntitle.vi = \"Khu\"\ndraft = true");
        check(&(facts("zone = \"northern\"") + &draft), &["W withheld-record/link \"northern\""]);
    }
}
