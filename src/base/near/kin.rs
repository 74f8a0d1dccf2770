//! Words that are made of the same words: who writes `north` may mean `northern`, who writes `cang.jpg` `cang-bien.jpg`.

/// How one word is made of the words of another, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kinship {
    /// The same words, perhaps in another order.
    Same,
    /// Its words, and others before or behind.
    Longer,
    /// Its words, of which the last goes on.
    GoesOn,
}

/// So few letters say nothing of what a longer word means; of a word that goes on some more are needed.
const LEAST: usize = 2;
const LEAST_BEGINNING: usize = 4;

impl Kinship {
    /// How `candidate` is kin to `wanted`, both in lower case.
    pub(super) fn of(wanted: &[char], candidate: &[char]) -> Option<Kinship> {
        let ((wanted, own), (candidate, other)) = (split(wanted), split(candidate));
        if own != other {
            return None;
        }
        let (wanted, candidate): (Vec<&[char]>, Vec<&[char]>) =
            (words(wanted).collect(), words(candidate).collect());
        let last = wanted.last()?;
        if wanted.iter().map(|word| word.len()).sum::<usize>() < LEAST {
            return None;
        }
        if is_same(&wanted, &candidate) {
            return Some(Kinship::Same);
        }
        if candidate.windows(wanted.len()).any(|words| words == wanted) {
            return Some(Kinship::Longer);
        }
        let begins = candidate.get(..wanted.len())?;
        let before = wanted.len() - 1;
        let goes_on = last.len() >= LEAST_BEGINNING
            && last.iter().all(|letter| letter.is_alphabetic())
            && begins[before].starts_with(last)
            && begins[..before] == wanted[..before];
        goes_on.then_some(Kinship::GoesOn)
    }
}

fn is_same(wanted: &[&[char]], candidate: &[&[char]]) -> bool {
    if wanted.len() != candidate.len() {
        return false;
    }
    let (mut wanted, mut candidate) = (wanted.to_vec(), candidate.to_vec());
    wanted.sort_unstable();
    candidate.sort_unstable();
    wanted == candidate
}

/// The name of a file without its ending, and the ending, with its point; empty where it has none.
fn split(name: &[char]) -> (&[char], &[char]) {
    /// The most letters of an ending.
    const MOST: usize = 5;
    let at = name.iter().rposition(|letter| *letter == '.');
    let at = at.filter(|at| (1..=MOST).contains(&(name.len() - at - 1))).unwrap_or(name.len());
    name.split_at(at)
}

fn words(name: &[char]) -> impl Iterator<Item = &[char]> {
    name.split(|letter| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The numbers of a name as one value; `None` where it has none. A word of `i`, `v` and `x` beside others is a Roman numeral.
pub(super) fn numbers(name: &[char]) -> Option<u64> {
    let mut all = None;
    let mut add =
        |number: u64| all = Some(all.unwrap_or(7_u64).wrapping_mul(1_000_003).wrapping_add(number + 1));
    let is_alone = words(name).nth(1).is_none();
    for word in words(split(name).0) {
        if let Some(number) = roman(word).filter(|_| !is_alone) {
            add(number);
            continue;
        }
        for digits in word.split(|letter| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty()) {
            let digit = |letter: &char| u64::from(letter.to_digit(10).unwrap_or_default());
            add(digits
                .iter()
                .fold(0, |number: u64, letter| number.wrapping_mul(10).wrapping_add(digit(letter))));
        }
    }
    all
}

/// The number of a Roman numeral up to 39.
fn roman(word: &[char]) -> Option<u64> {
    let value = |letter: char| match letter {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let mut sum = 0;
    let mut values =
        word.iter().map(|letter| value(*letter)).collect::<Option<Vec<u64>>>()?.into_iter().peekable();
    while let Some(own) = values.next() {
        match values.next_if(|next| *next > own) {
            Some(next) => sum += next - own,
            None => sum += own,
        }
    }
    Some(sum).filter(|sum| (1..40).contains(sum))
}
