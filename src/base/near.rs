//! The name that was most likely meant by a wrong one.

mod kin;

use hashbrown::HashMap;

use kin::Kinship;

/// The entry of `candidates` that is nearest to `wanted`, when one is near enough to be what the author meant.
///
/// Distance is Damerau-Levenshtein over characters after lower-casing; [`most_mistakes`] says how many there may be. Ties go
/// to the candidate that comes first. Of very many candidates only some are compared, see [`Compared`]. Where the same
/// candidates are asked again and again, [`Known`] gives the same answers for less.
#[must_use]
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut search = Search::new(wanted);
    let (mut compared, mut letters) = (Compared::default(), Letters::default());
    for candidate in candidates {
        if compared.takes(candidate.as_bytes(), search.opening) {
            letters.set(candidate);
            search.compare(candidate, &letters);
        }
    }
    search.found()
}

/// Whether both words have numbers, in figures or as Roman numerals, and others: what has another number is another thing, no
/// other spelling.
#[must_use]
pub fn is_other_number(one: &str, other: &str) -> bool {
    let (mut a, mut b) = (Letters::default(), Letters::default());
    a.set(one);
    b.set(other);
    a.is_other_number(&b)
}

/// Candidates that are asked for again and again, each made ready to be compared: [`Known::nearest`] gives what [`nearest`]
/// gives, and costs no more for very many of them than for some.
#[derive(Clone, Debug, Default)]
pub struct Known {
    first: Vec<Candidate>,
    /// Of the rest, those that begin alike, by as many bytes as a word may open with.
    alike: HashMap<Vec<u8>, Vec<Candidate>>,
}

#[derive(Clone, Debug)]
struct Candidate {
    text: String,
    letters: Letters,
}

impl Known {
    /// Takes candidates in the order in which [`nearest`] would.
    #[must_use]
    pub fn of<'a>(candidates: impl IntoIterator<Item = &'a str>) -> Known {
        let mut known = Known::default();
        for candidate in candidates {
            if known.first.len() < Compared::MOST {
                known.first.push(Candidate::of(candidate));
                continue;
            }
            for length in 0..=OPENING.min(candidate.len()) {
                let opening = candidate.as_bytes()[..length].to_ascii_lowercase();
                let alike = known.alike.entry(opening).or_default();
                if alike.len() < Compared::MOST {
                    alike.push(Candidate::of(candidate));
                }
            }
        }
        known
    }

    /// The nearest of those that `fit`.
    pub fn nearest(&self, wanted: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
        let mut search = Search::new(wanted);
        let alike = self.alike.get(&search.opening.to_ascii_lowercase());
        for candidate in self.first.iter().chain(alike.into_iter().flatten()) {
            if fits(&candidate.text) {
                search.compare(&candidate.text, &candidate.letters);
            }
        }
        search.found()
    }
}

impl Candidate {
    fn of(text: &str) -> Candidate {
        let mut letters = Letters::default();
        letters.set(text);
        Candidate { text: text.to_owned(), letters }
    }
}

/// How many bytes two names begin with that are taken to begin alike.
const OPENING: usize = 3;

/// Which of many candidates are compared: so many whatever they are, and as many again of those that begin like the word. A
/// site of a hundred thousand records may have as many links that lead nowhere, and each is told.
#[derive(Default)]
struct Compared {
    first: usize,
    alike: usize,
}

impl Compared {
    const MOST: usize = 250;

    fn takes(&mut self, candidate: &[u8], opening: &[u8]) -> bool {
        if self.first < Compared::MOST {
            self.first += 1;
            return true;
        }
        let is_alike = self.alike < Compared::MOST
            && candidate.get(..opening.len()).is_some_and(|own| own.eq_ignore_ascii_case(opening));
        self.alike += usize::from(is_alike);
        is_alike
    }
}

/// A word as it is compared: in lower case, letter by letter.
#[derive(Clone, Debug, Default)]
struct Letters {
    all: Vec<char>,
    /// A bit for each letter that is in it; some letters share theirs.
    kinds: u64,
    /// Of the name of a file or an id that has numbers: which, in their order.
    numbers: Option<u64>,
}

impl Letters {
    fn set(&mut self, word: &str) {
        self.all.clear();
        if word.is_ascii() {
            self.all.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            self.all.extend(word.chars().flat_map(char::to_lowercase));
        }
        let (mut kinds, mut is_id) = (0, true);
        for letter in &self.all {
            kinds |= 1 << (u32::from(*letter).wrapping_mul(0x9E37_79B1) >> 26);
            is_id &= letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
        }
        self.kinds = kinds;
        self.numbers = if is_id { kin::numbers(&self.all) } else { None };
    }

    fn is_other_number(&self, other: &Letters) -> bool {
        self.numbers.zip(other.numbers).is_some_and(|(own, other)| own != other)
    }

    /// Whether it may have all letters of another.
    fn covers(&self, other: &Letters) -> bool {
        other.kinds & !self.kinds == 0
    }

    /// No fewer mistakes than these lie between two words: every letter that only one of them has is one.
    fn least_distance(&self, other: &Letters) -> usize {
        let only = |a: u64, b: u64| (a & !b).count_ones() as usize;
        only(self.kinds, other.kinds)
            .max(only(other.kinds, self.kinds))
            .max(self.all.len().abs_diff(other.all.len()))
    }
}

/// How many mistakes two words of these lengths may have between them, to be one word and no two: less than a third of the
/// longer one, none of two letters. `made_from` is no slip of `valid_from`, nor `vn` of `en`.
fn most_mistakes(own: usize, other: usize) -> usize {
    own.max(other) / 3
}

/// A word that leads nowhere, and the nearest that was found so far.
struct Search<'w, 'c> {
    opening: &'w [u8],
    letters: Letters,
    positions: Positions,
    best: Option<(usize, &'c str)>,
    /// The closest that has the words of this one, and whether it is the only one so close.
    kin: Option<(Kinship, &'c str, bool)>,
}

impl<'w, 'c> Search<'w, 'c> {
    fn new(wanted: &'w str) -> Search<'w, 'c> {
        let opening = wanted.as_bytes().get(..OPENING).unwrap_or(wanted.as_bytes());
        let mut letters = Letters::default();
        letters.set(wanted);
        Search { opening, positions: Positions::of(&letters.all), letters, best: None, kin: None }
    }

    /// The nearest: with one mistake, or else the only one that has the same words, or else with some more mistakes.
    fn found(&self) -> Option<&'c str> {
        let kin = self.kin.filter(|(_, _, is_only)| *is_only);
        match (self.best, kin) {
            (Some((0, best)), _) => Some(best),
            (_, Some((Kinship::Same, kin, _))) => Some(kin),
            (Some((1, best)), _) => Some(best),
            (_, Some((_, kin, _))) => Some(kin),
            (best, None) => best.map(|(_, best)| best),
        }
    }

    fn relate(&mut self, candidate: &'c str, letters: &Letters) {
        if !letters.covers(&self.letters) {
            return;
        }
        let Some(found) = Kinship::of(&self.letters.all, &letters.all) else { return };
        self.kin = match self.kin {
            Some((known, kin, _)) if known < found => Some((known, kin, self.kin.is_some_and(|kin| kin.2))),
            Some((known, kin, _)) if known == found => Some((known, kin, kin == candidate)),
            _ => Some((found, candidate, true)),
        };
    }

    fn compare(&mut self, candidate: &'c str, letters: &Letters) {
        self.relate(candidate, letters);
        let allowed = match self.best {
            Some((0, _)) => return,
            Some((nearest, _)) => nearest - 1,
            None => usize::MAX,
        };
        let allowed = allowed.min(most_mistakes(self.letters.all.len(), letters.all.len()));
        if self.letters.least_distance(letters) > allowed || self.letters.is_other_number(letters) {
            return;
        }
        if let Some(distance) = self.positions.distance(&self.letters.all, &letters.all, allowed) {
            self.best = Some((distance, candidate));
        }
    }
}

/// Where each letter stands in a word: a bit for each place, up to 64.
struct Positions {
    ascii: [u64; 128],
    other: Vec<(char, u64)>,
}

impl Positions {
    fn of(word: &[char]) -> Positions {
        let mut positions = Positions { ascii: [0; 128], other: Vec::new() };
        for (at, letter) in word.iter().enumerate().take(64) {
            *positions.of_letter(*letter) |= 1 << at;
        }
        positions
    }

    fn of_letter(&mut self, letter: char) -> &mut u64 {
        if letter.is_ascii() {
            return &mut self.ascii[letter as usize];
        }
        let at = self.other.iter().position(|(known, _)| *known == letter).unwrap_or(self.other.len());
        if at == self.other.len() {
            self.other.push((letter, 0));
        }
        &mut self.other[at].1
    }

    fn get(&self, letter: char) -> u64 {
        let other = || self.other.iter().find(|(known, _)| *known == letter).map_or(0, |(_, at)| *at);
        self.ascii.get(letter as usize).copied().unwrap_or_else(other)
    }

    /// Optimal-string-alignment distance of these positions' word `a` from `b`: insertions, deletions, substitutions and swaps of
    /// neighbours count one each. `None` when it is more than is allowed.
    ///
    /// A wrong name is compared with hundreds, so a row of the table of distances is one number, whose bits say where a distance
    /// goes up or down by one (H. Hyyrö, 2003). Longer words are seldom, and left to `strsim`, which counts each cell.
    fn distance(&self, a: &[char], b: &[char], allowed: usize) -> Option<usize> {
        let (before, a, b) = without_same_ends(a, b);
        if a.is_empty() || b.is_empty() {
            return Some(a.len().max(b.len())).filter(|distance| *distance <= allowed);
        }
        if before + a.len() > 64 {
            let distance = strsim::osa_distance(&String::from_iter(a), &String::from_iter(b));
            return Some(distance).filter(|distance| *distance <= allowed);
        }
        let last = 1 << (a.len() - 1);
        let (mut up, mut down, mut diagonal, mut before_it) = (u64::MAX, 0, 0_u64, 0_u64);
        let mut distance = a.len();
        for (at, letter) in b.iter().enumerate() {
            let same = self.get(*letter) >> before;
            let swapped = ((!diagonal & same) << 1) & before_it;
            diagonal = ((same & up).wrapping_add(up) ^ up) | same | down | swapped;
            let (right_up, right_down) = (down | !(diagonal | up), diagonal & up);
            distance = distance + usize::from(right_up & last != 0) - usize::from(right_down & last != 0);
            // Each letter that is left makes it less by one at most.
            if distance > allowed + (b.len() - at - 1) {
                return None;
            }
            let (right_up, right_down) = (right_up << 1 | 1, right_down << 1);
            (up, down, before_it) = (right_down | !(diagonal | right_up), right_up & diagonal, same);
        }
        Some(distance)
    }
}

/// What is left of two words without what both begin and end with, which is never a mistake; and how many letters both begin with.
fn without_same_ends<'l>(a: &'l [char], b: &'l [char]) -> (usize, &'l [char], &'l [char]) {
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[before..], &b[before..]);
    let behind = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (before, &a[..a.len() - behind], &b[..b.len() - behind])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_number_is_another_thing() {
        for (wanted, known) in
            [("409", "408"), ("decision-409", "decision-408"), ("fdi-2022", "fdi-2023"), ("ha2", "ha3")]
        {
            assert_eq!(nearest(wanted, [known]), None, "{wanted}");
            assert_eq!(Known::of([known]).nearest(wanted, |_| true), None, "{wanted}");
        }
        assert_eq!(nearest("decison-408", ["decision-409", "decision-408"]), Some("decision-408"));
        assert_eq!(nearest("trang-due3", ["trang-due-3"]), Some("trang-due-3"));
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (wanted, known) in [
            ("so-do-2026.pdf", "so-do-2024.pdf"),
            ("anh03.jpg", "anh01.jpg"),
            ("deep-c-3", "deep-c-ii"),
            ("deep-c-iii", "deep-c-ii"),
            ("bao_cao_q1.xlsx", "bao_cao_q2.xlsx"),
        ] {
            assert_eq!(nearest(wanted, [known]), None, "{wanted}");
            assert!(is_other_number(wanted, known) && !is_other_number(wanted, wanted), "{wanted}");
        }
        assert_eq!(
            nearest("deep-c-3", ["deep-c-ii", "deep-c-iii"]),
            Some("deep-c-iii"),
            "one number in two forms"
        );
    }

    #[test]
    fn what_has_the_same_words_is_found() {
        let known = [
            "northern",
            "cang-bien.jpg",
            "quyet-dinh-408.pdf",
            "luong-tau",
            "haiphong-port",
            "vsip-hai-phong",
        ];
        for (wanted, found) in [
            ("north", "northern"),
            ("cang.jpg", "cang-bien.jpg"),
            ("408.pdf", "quyet-dinh-408.pdf"),
            ("luong", "luong-tau"),
            ("tau", "luong-tau"),
            ("port-haiphong", "haiphong-port"),
            ("nothern", "northern"),
        ] {
            assert_eq!(nearest(wanted, known), Some(found), "{wanted}");
            assert_eq!(Known::of(known).nearest(wanted, |_| true), Some(found), "{wanted}");
        }
        for wanted in ["n", "jpg", "bien.png", "409.pdf"] {
            assert_eq!(nearest(wanted, known), None, "{wanted}");
        }
        assert_eq!(nearest("plan", ["plan-2024", "plan-2025"]), None, "nobody knows which");
        assert_eq!(nearest("made", ["made-up", "made"]), Some("made"));
    }

    #[test]
    fn a_typing_mistake_finds_its_word() {
        let names = ["capital", "area", "sector", "diện-tích"];
        assert_eq!(nearest("captial", names), Some("capital"));
        assert_eq!(nearest("diện-tich", names), Some("diện-tích"));
        assert_eq!(nearest("Area", names), Some("area"));
        assert_eq!(nearest("employment", names), None);
        assert_eq!(nearest("area", names), Some("area"), "the very word");
        assert_eq!(
            nearest("bate", ["gate", "rate", "date"]),
            Some("gate"),
            "the first of those that are equally near"
        );
    }

    #[test]
    fn what_is_too_far_is_another_word() {
        for (wanted, known) in [
            ("made_from", "valid_from"),
            ("khong", "rk"),
            ("vn", "en"),
            ("area", "date"),
            ("abc", "xyc2"),
            ("a", "b"),
        ] {
            assert_eq!(nearest(wanted, [known]), None, "{wanted}");
            assert_eq!(Known::of([known]).nearest(wanted, |_| true), None, "{wanted}");
        }
        assert_eq!(nearest("valid_form", ["valid_from"]), Some("valid_from"));
        assert_eq!(nearest("nwes", ["news"]), Some("news"));
        assert_eq!(nearest("usd", ["USD"]), Some("USD"), "capitals are no mistake to count");
    }

    #[test]
    fn of_very_many_candidates_those_that_begin_alike_are_compared() {
        let many: Vec<String> = (0..100_000).map(|number| format!("berth-{number}")).collect();
        let names = || many.iter().map(String::as_str).chain(["port-north"]);
        assert_eq!(nearest("port-nroth", names()), Some("port-north"));
        let mut compared = Compared::default();
        let taken = names().filter(|name| compared.takes(name.as_bytes(), b"ber")).count();
        assert_eq!(taken, 2 * Compared::MOST, "whatever there is");
    }

    #[test]
    fn candidates_that_are_known_give_the_same() {
        let words = ["Bến", "bến", "BENT", "be", "", "Cảng", "cang-bien", "ber-1000", "Điện"];
        let many: Vec<String> =
            (0..1000).map(|at| format!("{}{}", words[at % words.len()], at / 7)).collect();
        let names = || many.iter().map(String::as_str);
        let known = Known::of(names());
        for wanted in many.iter().map(|name| name.replace('1', "7")).chain(words.map(str::to_owned)) {
            assert_eq!(known.nearest(&wanted, |_| true), nearest(&wanted, names()), "{wanted}");
        }
        let fits = |name: &str| name.ends_with('3');
        assert_eq!(
            known.nearest("be12", fits),
            Known::of(names().filter(|name| fits(name))).nearest("be12", |_| true)
        );
    }

    /// The whole table, as the definition has it.
    fn whole(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let cost = usize::from(a[i - 1] != b[j - 1]);
                        let steps = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost];
                        let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        steps
                            .into_iter()
                            .chain(swap.then(|| table[i - 2][j - 2] + 1))
                            .min()
                            .unwrap_or_default()
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn long_words_are_compared_whole() {
        let (before, behind) = ("khu-công-nghiệp-".repeat(4), "-hải-phòng".repeat(7));
        let words = ["", "ab", "ba", "axb", "ế", "xxxx"].map(|part| format!("{before}{part}{behind}"));
        let letters = |word: &str| word.chars().collect::<Vec<char>>();
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (letters(a), letters(b)))) {
            for (a, b) in [(&a[..], &b[..]), (&a[60..], &b[60..]), (&a[40..80], &b[40..80])] {
                let right = whole(a, b);
                assert_eq!(Positions::of(a).distance(a, b, right), Some(right), "{a:?} {b:?}");
                assert!(right == 0 || Positions::of(a).distance(a, b, right - 1).is_none(), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn what_is_passed_over_is_too_far() {
        let words: Vec<Vec<char>> = (0..3_usize.pow(5))
            .flat_map(|number| {
                (0..=5).map(move |length| {
                    (0..length).map(|at| ['a', 'b', 'ế'][number / 3_usize.pow(at) % 3]).collect()
                })
            })
            .collect();
        let letters = |word: &[char]| {
            let mut letters = Letters::default();
            letters.set(&word.iter().collect::<String>());
            letters
        };
        for (a, b) in words.iter().step_by(7).flat_map(|a| words.iter().step_by(5).map(move |b| (a, b))) {
            let right = whole(a, b);
            assert!(letters(a).least_distance(&letters(b)) <= right, "{a:?} {b:?}");
            for allowed in 0..4 {
                let found = Positions::of(a).distance(a, b, allowed);
                assert_eq!(found, Some(right).filter(|right| *right <= allowed), "{a:?} {b:?}");
            }
        }
    }
}
