//! Runs of Han characters and kana: the characters as they are compared, and which of them say little.

use hashbrown::HashMap;

use super::han::Han;

/// A character of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EastCharacter {
    pub(super) c: char,
    /// Whether it was hiragana, or belongs to a word that says little.
    pub(super) is_soft: bool,
}

/// Kana and Han characters as they are compared: `docs/search/folding.md`, 5.
pub(super) fn compared(run: &str, characters: &mut Vec<EastCharacter>) {
    characters.clear();
    let han = Han::table();
    let mut rest = run.chars();
    while let Some(c) = rest.next() {
        let is_soft = matches!(c, 'ぁ'..='ゖ');
        let kana = if is_soft { char::from_u32(u32::from(c) + 0x60).unwrap_or(c) } else { c };
        let c = match kana {
            // Transliterations of one name differ in exactly these.
            'ー' | 'ッ' => continue,
            'ヴ' => match rest.clone().next().and_then(sounded) {
                Some(syllable) => {
                    rest.next();
                    syllable
                }
                None => 'ブ',
            },
            'ァ'..='ヺ' => full_size(kana),
            c => han.simplified(c),
        };
        characters.push(EastCharacter { c, is_soft });
    }
}

/// The syllable that `ヴ` makes with a vowel, small or not.
fn sounded(vowel: char) -> Option<char> {
    match vowel {
        'ァ' | 'ア' | 'ぁ' | 'あ' => Some('バ'),
        'ィ' | 'イ' | 'ぃ' | 'い' => Some('ビ'),
        'ェ' | 'エ' | 'ぇ' | 'え' => Some('ベ'),
        'ォ' | 'オ' | 'ぉ' | 'お' => Some('ボ'),
        _ => None,
    }
}

fn full_size(kana: char) -> char {
    match kana {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        c => c,
    }
}

/// Words in Han characters that say little, by the character that each begins with.
#[derive(Clone, Debug, Default)]
pub(super) struct SoftRuns {
    by_first: HashMap<char, Vec<Vec<char>>>,
}

impl SoftRuns {
    pub(super) fn add(&mut self, word: &[EastCharacter]) {
        let word: Vec<char> = word.iter().map(|character| character.c).collect();
        if let Some(first) = word.first() {
            self.by_first.entry(*first).or_default().push(word);
        }
    }

    /// Makes soft what these words cover in a run.
    pub(super) fn soften(&self, run: &mut [EastCharacter]) {
        if self.by_first.is_empty() {
            return;
        }
        for at in 0..run.len() {
            for word in self.by_first.get(&run[at].c).into_iter().flatten() {
                let Some(covered) = run.get_mut(at..at + word.len()) else { continue };
                if covered.iter().map(|character| character.c).eq(word.iter().copied()) {
                    covered.iter_mut().for_each(|character| character.is_soft = true);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(run: &str) -> Vec<EastCharacter> {
        let mut characters = Vec::new();
        compared(run, &mut characters);
        characters
    }

    fn text(run: &str) -> String {
        read(run).iter().map(|character| character.c).collect()
    }

    #[test]
    fn transliterations_of_one_name_are_equal() {
        for (one, other) in [
            ("ディンブー", "ディンヴー"),
            ("ヴィン", "ビン"),
            ("カットハイ", "カトハイ"),
            ("ゔぁ", "バ"),
            ("ヴ", "ブ"),
            ("ヶ", "ゖ"),
            ("經濟區", "经济区"),
        ] {
            assert_eq!(text(one), text(other), "{one}");
        }
        assert_eq!(text("ッー"), "");
    }

    #[test]
    fn hiragana_and_words_of_the_list_are_soft() {
        let mut runs = SoftRuns::default();
        for word in ["方法", "的"] {
            runs.add(&read(word));
        }
        runs.add(&[]);
        let soft = |run: &str| {
            let mut run = read(run);
            runs.soften(&mut run);
            run.iter().map(|character| if character.is_soft { '~' } else { character.c }).collect::<String>()
        };
        assert_eq!(soft("投資の方法"), "投资~~~");
        assert_eq!(soft("方的𠀀方法方"), "方~𠀀~~方");
    }
}
