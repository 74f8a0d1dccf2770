//! What a page gives the index.

use super::place::TextPlace;

/// What search knows of one page in one language, in the words that its reader sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Document {
    /// The permanent id.
    pub id: String,
    /// The address from the site's root.
    pub url: String,
    /// The place of its collection among [`super::Scope::collections`].
    pub collection: u32,
    /// The title.
    pub title: String,
    /// Former names, aliases, short names and the record's own search words, in this language.
    pub former: Vec<String>,
    /// The number of a document; empty where it has none.
    pub number: String,
    /// The permanent code for paper; empty where it has none.
    pub code: String,
    /// The title and former names in the other languages.
    pub names: Vec<String>,
    /// Names of the sectors, places and organisations that facts refer to.
    pub terms: Vec<String>,
    /// The headings in the text.
    pub headings: Vec<String>,
    /// The summary; empty where there is none.
    pub summary: String,
    /// Names in other languages of what `terms` names, and the title of the collection.
    pub related: Vec<String>,
    /// Facts as they are shown, each with its label.
    pub facts: Vec<(String, String)>,
    /// The text, a paragraph a line.
    pub body: String,
    /// What a question brings.
    pub answer: Option<ShortAnswer>,
    /// Values by which results are narrowed, under the facet's name.
    pub facets: Vec<(String, Vec<String>)>,
    /// Whole numbers by which results are narrowed, under the range's name.
    pub ranges: Vec<(String, u64)>,
    /// The date as the number that `YYYYMMDD` makes; 0 where it has none.
    pub date: u32,
}

/// The short answer to a question, which is shown among the results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ShortAnswer {
    /// The answer.
    pub text: String,
    /// What it rests on.
    pub basis: Vec<String>,
    /// When it was written, as it is shown.
    pub compiled: String,
}

impl Document {
    /// Every text with the place in which it stands, in parts between which a sign stands.
    pub(super) fn texts(&self, mut tell: impl FnMut(TextPlace, &[&str])) {
        let mut one = |place, text: &str| {
            if !text.is_empty() {
                tell(place, &[text]);
            }
        };
        one(TextPlace::Title, &self.title);
        one(TextPlace::Number, &self.number);
        one(TextPlace::Id, &self.id);
        one(TextPlace::Number, &self.code);
        one(TextPlace::Summary, &self.summary);
        let lists = [
            (TextPlace::Former, &self.former),
            (TextPlace::OtherName, &self.names),
            (TextPlace::Term, &self.terms),
            (TextPlace::Heading, &self.headings),
            (TextPlace::Related, &self.related),
        ];
        for (place, texts) in lists {
            texts.iter().for_each(|text| one(place, text));
        }
        self.body.split('\n').for_each(|line| one(TextPlace::Body, line));
        for (label, value) in &self.facts {
            tell(TextPlace::Fact, &[label, value]);
        }
    }
}
