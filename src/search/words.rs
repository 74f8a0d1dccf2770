//! What a site says of a language for search: `i18n/search/<code>.toml`.

use serde::{Deserialize, Serialize};

use super::stem::Stem;

/// The words of one language. The program knows none of its own: all it knows of a language stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// By which rules words lose their endings; left out, none does.
    pub stem: Option<Stem>,
    /// Words that a question may contain without meaning them.
    pub stop: Vec<String>,
    /// Particles and endings that are written on to a word in Hangul.
    pub endings: Vec<String>,
    /// Patterns by which a question is known, as regular expressions of a browser.
    pub ask: Vec<String>,
    /// Groups of words that mean one thing.
    pub same: Vec<Vec<String>>,
    /// Words for a kind of record, which say less than what the record is about.
    pub kinds: Vec<String>,
}

impl Words {
    /// The endings, the longer before the shorter, for the first that fits counts.
    pub(super) fn endings_by_length(&self) -> Vec<&str> {
        let mut endings: Vec<&str> =
            self.endings.iter().map(String::as_str).filter(|ending| !ending.is_empty()).collect();
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.chars().count()));
        endings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_endings_stand_before_shorter_ones() {
        let words = Words {
            endings: ["은", "에서", "", "하려면", "는"].map(str::to_owned).to_vec(),
            ..Words::default()
        };
        assert_eq!(words.endings_by_length(), ["하려면", "에서", "은", "는"]);
    }
    #[test]
    fn what_comes_with_the_program_is_read_and_says_nothing_twice() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("i18n/search");
        let mut languages = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let place = file.unwrap().path();
            let words: Words = toml::from_str(&std::fs::read_to_string(&place).unwrap()).unwrap();
            let lists =
                [&words.stop, &words.endings, &words.ask, &words.kinds].into_iter().chain(&words.same);
            for list in lists {
                let twice: Vec<&String> = list
                    .iter()
                    .filter(|word| list.iter().filter(|other| other == word).count() > 1)
                    .collect();
                assert!(twice.is_empty(), "{}: {twice:?}", place.display());
            }
            assert!(!words.stop.is_empty() && words.same.iter().all(|group| group.len() > 1));
            languages += 1;
        }
        assert_eq!(languages, 5);
    }

    #[test]
    fn a_key_that_is_none_is_told() {
        let error = toml::from_str::<Words>("stem = \"latin\"").unwrap_err().to_string();
        assert!(error.contains("english"), "{error}");
        assert!(toml::from_str::<Words>("stops = []").unwrap_err().to_string().contains("stop"));
    }
}
