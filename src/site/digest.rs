//! Fingerprints of what the stages have made.
//!
//! Each value is taken apart field by field, so that a new field is no part of the site before somebody has said here whether
//! pages can see it.

use super::Site;
use super::code::Codes;
use super::index::Index;
use super::map::MapPlan;
use super::order::Orders;
use super::page::Pages;
use crate::base::{Digest, fingerprint};

impl Site {
    /// The fingerprint of the plan: of all that follows from settings and records and that a page can see without asking for a
    /// record's facts, headings or prose, for the day of the edition, or for the newest change of a collection.
    #[must_use]
    pub fn plan_digest(&self) -> Digest {
        let records =
            self.content.records.iter().map(|record| (&record.id, record.collection, &record.folder));
        let withheld = self.withheld.values();
        let withheld =
            withheld.map(|record| (&record.id, record.collection, &record.meta, record.headings()));
        // In which languages a list is introduced decides on where search engines find it.
        let introduced =
            self.content.intros.iter().map(|texts| texts.iter().map(|(lang, _)| lang).collect::<Vec<_>>());
        let Index { by_id: _, mentions, bearers, updated: _ } = &*self.index;
        let Orders { lists, positions, filters, terms, archives, issues, written } = &*self.orders;
        let MapPlan { maps, locators, placed } = &*self.maps;
        let Codes { of, permanent, lost: _, diagnostics: _ } = &*self.codes;
        let Pages { routes, by_path: _, redirects, diagnostics: _ } = &*self.pages;
        fingerprint(&(
            (records.collect::<Vec<_>>(), withheld.collect::<Vec<_>>()),
            (mentions, bearers),
            (lists, positions, filters, terms, archives, issues, written, introduced.collect::<Vec<_>>()),
            (maps, locators, placed),
            (&*self.addresses, of, permanent),
            (routes, redirects),
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::base::Digest;
    use crate::config::Overrides;
    use crate::pipeline::assemble;
    use crate::source::Snapshot;

    const SITE: [(&str, &str); 7] = [
        (
            "portolan.toml",
            "[site]\nbase_url = \"https://x.example\"\nname.vi = \"X\"\n[[language]]\ncode = \"vi\"\nname = \"Tiếng Việt\"\n",
        ),
        ("content/_data/kinds.toml", "[[entry]]\nid = \"port\"\nname.vi = \"Cảng\"\n"),
        (
            "content/news/_collection.toml",
            "title.vi = \"Tin\"\npath.vi = \"tin\"\norder = [\"title\"]\n[fields.kind]\ntype = \"term\"\nvocabulary = \"kinds\"\nlabel.vi = \"Loại\"\n[fields.on]\ntype = \"ref\"\nlabel.vi = \"Về\"\n",
        ),
        (RECORD, ""),
        (TEXT, "+++\ntitle = \"A\"\n+++\nMột.\n"),
        ("content/news/b/record.toml", ""),
        ("content/news/b/vi.md", "+++\ntitle = \"B\"\n+++\nHai.\n"),
    ];
    const RECORD: &str = "content/news/a/record.toml";
    const TEXT: &str = "content/news/a/vi.md";

    fn digest(changed: &str, text: &str) -> Digest {
        let text =
            |path: &str, own: &'static str| if path == changed { text.to_owned() } else { own.to_owned() };
        let files = SITE.map(|(path, own)| (path, text(path, own)));
        let read = Snapshot::from_files(files.iter().map(|(path, text)| (*path, text.as_bytes())));
        let build = assemble(read.value, &Overrides::default(), read.diagnostics);
        assert!(!build.has_errors(), "{:?}", build.diagnostics);
        build.site.plan_digest()
    }

    #[test]
    fn what_other_pages_show_of_a_record_is_part_of_the_plan() {
        let before = digest("", "");
        for (path, text) in [
            (RECORD, "on = \"b\"\n"),
            (RECORD, "source = \"b\"\n"),
            (TEXT, "+++\ntitle = \"C\"\n+++\nMột.\n"),
            (TEXT, "+++\ntitle = \"A\"\nslug = \"khac\"\n+++\nMột.\n"),
            (RECORD, "kind = \"port\"\n"),
            (RECORD, "code = \"k7\"\n"),
            (RECORD, "aliases = [\"/vi/cu/\"]\n"),
        ] {
            assert_ne!(digest(path, text), before, "{text}");
        }
        let prose = "+++\ntitle = \"A\"\n+++\nMột và hai.\n";
        assert_eq!(digest(TEXT, prose), before, "pages that show no prose of it stay");
    }
}
