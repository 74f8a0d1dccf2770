//! What is cut off the end of a word, so that `project` finds `projects`.

use serde::{Deserialize, Serialize};

/// The rules by which a language's words of plain letters lose their endings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stem {
    /// English plurals, `-ing`, `-ed`, `-ment`, `-ion`, and a final `e`.
    English,
}

impl Stem {
    /// Cuts the ending off a word in lower case.
    pub(super) fn cut(self, word: &mut String) {
        match self {
            Stem::English => english(word),
        }
    }
}

/// The rules of `docs/search/folding.md`, 4, in their order; of each step the first that fits.
fn english(word: &mut String) {
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    plural(word);
    derived(word);
    if word.len() > 3 && word.ends_with('e') {
        word.pop();
    }
}

fn plural(word: &mut String) {
    if word.ends_with("sses") {
        shorten(word, 2);
    } else if word.ends_with("ies") && word.len() > 4 {
        shorten(word, 3);
        word.push('y');
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word.pop();
    }
}

fn derived(word: &mut String) {
    let verb = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"));
    let verb = verb.filter(|verb| verb.len() > 2 && verb.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    if let Some(verb) = verb.map(str::len) {
        word.truncate(verb);
        let mut last = word.bytes().rev();
        let doubled = last.next().filter(|byte| last.next() == Some(*byte));
        if doubled.is_some_and(|byte| !b"aeioulsz".contains(&byte)) {
            word.pop();
        }
    } else if word.ends_with("ment") && word.len() > 8 {
        shorten(word, 4);
    } else if (word.ends_with("tion") || word.ends_with("sion")) && word.len() > 6 {
        shorten(word, 3);
    }
}

/// Takes so many letters, which are there, from the end of a word of ASCII.
fn shorten(word: &mut String, by: usize) {
    word.truncate(word.len() - by);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_lose_their_endings() {
        for (word, cut) in [
            ("projects", "project"),
            ("industries", "industry"),
            ("processes", "process"),
            ("ties", "tie"),
            ("status", "status"),
            ("basis", "basis"),
            ("planned", "plan"),
            ("called", "call"),
            ("calling", "call"),
            ("ring", "ring"),
            ("string", "string"),
            ("investment", "invest"),
            ("segment", "segment"),
            ("registration", "registrat"),
            ("nation", "nation"),
            ("zone", "zon"),
            ("the", "the"),
            ("cảng", "cảng"),
        ] {
            let mut stem = word.to_owned();
            Stem::English.cut(&mut stem);
            assert_eq!(stem, cut, "{word}");
        }
    }
}
