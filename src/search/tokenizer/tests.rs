use super::*;
use crate::search::stem::Stem;
use crate::search::{Token, Words};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn read(name: &str) -> String {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name);
    std::fs::read_to_string(place).expect("a readable file")
}

/// By language, the rules that the vectors suppose.
fn rules() -> BTreeMap<String, FoldRules> {
    let words: BTreeMap<String, Words> = serde_json::from_str(&read("vectors-rules.json")).expect("words");
    words.iter().map(|(code, words)| (code.clone(), FoldRules::of(words))).collect()
}

/// The tokens as the vectors write them.
fn written(text: &str, rules: &FoldRules) -> String {
    let mut tokenizer = Tokenizer::new(rules);
    let write = |token: Token<'_>| {
        let (gap, soft) = (if token.is_gap() { "+" } else { "" }, if token.is_soft() { "~" } else { "" });
        let exact = token.exact().map(|exact| format!("={exact}"));
        format!("{gap}{soft}{}{}", token.term(), exact.unwrap_or_default())
    };
    tokenizer.tokens(text).iter().map(write).collect::<Vec<String>>().join(" ")
}

#[test]
fn every_vector_holds() {
    let rules = rules();
    let vectors = read("vectors.tsv");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in vectors.lines().skip(1) {
        let mut cells = line.split('\t');
        let (code, input, expected) = (cells.next(), cells.next(), cells.next());
        let input = input.unwrap_or_default();
        let text: String = serde_json::from_str(&format!("\"{input}\"")).expect("a string of JSON");
        let tokens = written(&text, &rules[code.unwrap_or_default()]);
        if tokens != expected.unwrap_or_default() {
            wrong.push(format!("{input}\n  wanted {}\n  got    {tokens}", expected.unwrap_or_default()));
        }
        count += 1;
    }
    assert!(wrong.is_empty() && count >= 380, "{count} vectors\n{}", wrong.join("\n"));
}

#[test]
fn the_last_character_of_a_run_is_known() {
    let rules = FoldRules::default();
    let mut tokenizer = Tokenizer::new(&rules);
    let tails = tokenizer.tokens("海防市 港 하이퐁 시 hải phòng");
    let tails: Vec<&str> =
        tails.iter().filter(|token| token.tail().is_some()).map(|token| token.term()).collect();
    assert_eq!(tails, ["防市", "이퐁"]);
}

/// Letters, digits and signs that our languages are written with.
const LETTERS: &str = "[a-zA-ZÀ-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ0-9ぁ-ゖァ-ヺー一-龥가-힣А-я .,'’・·（）/–-]{0,30}";

proptest! {
    #[test]
    fn any_text_has_tokens(text in any::<String>()) {
        for rules in rules().values() {
            written(&text, rules);
        }
    }

    #[test]
    fn a_text_has_the_tokens_of_its_levelled_form(text in LETTERS) {
        // Not where a sign is left between what it would have stood within: `1..2`, `a's's`.
        prop_assume!(!text.contains(['.', ',', '\'', '’', '・', '·']));
        let rules = FoldRules::default();
        let levelled = Leveller::default().level(&text).to_owned();
        prop_assert_eq!(written(&text, &rules), written(&levelled, &rules));
    }

    #[test]
    fn a_term_is_its_own_term(text in LETTERS) {
        // Endings that are cut may leave another ending, which is why words are never cut twice; and one of three thousand Han
        // characters becomes one that has another itself.
        prop_assume!(!text.contains('薴'));
        let rules = FoldRules::default();
        let terms: Vec<String> = Tokenizer::new(&rules).tokens(&text).iter().filter(|token| !token.is_gap()).map(|token| token.term().to_owned()).collect();
        for term in terms {
            let mut tokenizer = Tokenizer::new(&rules);
            let again: Vec<&str> = tokenizer.tokens(&term).iter().map(|token| token.term()).collect();
            prop_assert_eq!(again, [&*term], "{:?}", text);
        }
    }

    #[test]
    fn tokens_of_a_text_do_not_depend_on_what_was_folded_before(one in LETTERS, other in LETTERS) {
        let rules = FoldRules::of(&Words { stem: Some(Stem::English), ..Words::default() });
        let mut tokenizer = Tokenizer::new(&rules);
        let told = |tokens: &Tokens| -> Vec<String> {
            let tell = |token: Token<'_>| {
                let tail = token.tail().map(|tail| tokens.term(tail));
                format!("{} {:?} {} {} {} {:?} {tail:?}", token.term(), token.exact(), token.shown(), token.is_soft(), token.is_figure(), token.gap())
            };
            tokens.iter().map(tell).collect()
        };
        tokenizer.tokens(&one);
        let again = told(tokenizer.tokens(&other));
        prop_assert_eq!(again, told(Tokenizer::new(&rules).tokens(&other)));
    }
}
