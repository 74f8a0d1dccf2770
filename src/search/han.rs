//! Traditional Han characters as simplified ones, so that either finds the other.
//!
//! `han.tsv` contains data of OpenCC (`TSCharacters`), Apache License 2.0: of each character the first choice, one to one.

use std::sync::LazyLock;

/// The table, read once by whoever first meets a Han character.
#[derive(Clone, Debug)]
pub(super) struct Han {
    /// The first character that has another.
    first: u32,
    /// By place after the first; 0 where a character stays.
    simplified: Vec<u16>,
}

impl Han {
    pub(super) fn table() -> &'static Han {
        static TABLE: LazyLock<Han> = LazyLock::new(|| Han::of(include_str!("han.tsv")));
        &TABLE
    }

    fn of(lines: &str) -> Han {
        let rows: Vec<(u32, u16)> = lines.lines().filter_map(row).collect();
        let first = rows.iter().map(|(from, _)| *from).min().unwrap_or_default();
        let last = rows.iter().map(|(from, _)| *from).max().unwrap_or_default();
        let mut simplified = vec![0; (last - first) as usize + 1];
        for (from, to) in rows {
            simplified[(from - first) as usize] = to;
        }
        Han { first, simplified }
    }

    /// The simplified character, or the character itself.
    pub(super) fn simplified(&self, c: char) -> char {
        let at = u32::from(c).checked_sub(self.first).map(|at| at as usize);
        let other = at.and_then(|at| self.simplified.get(at)).filter(|other| **other != 0);
        other.and_then(|other| char::from_u32(u32::from(*other))).unwrap_or(c)
    }

    /// Every character with another, and that one, in the order of the former.
    pub(super) fn rows(&self) -> impl Iterator<Item = (char, char)> {
        let last = self.first + u32::try_from(self.simplified.len()).unwrap_or_default();
        let all = (self.first..last).filter_map(char::from_u32);
        all.map(|c| (c, self.simplified(c))).filter(|(c, other)| c != other)
    }
}

/// The two characters of a line, both of the basic plane.
fn row(line: &str) -> Option<(u32, u16)> {
    let (from, to) = line.split_once('\t')?;
    Some((u32::from(from.chars().next()?), u16::try_from(u32::from(to.chars().next()?)).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_in_the_table() {
        let lines: Vec<(char, char)> = include_str!("han.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?)))
            .collect();
        assert_eq!(lines.len(), 2966);
        let table = Han::table();
        assert!(lines.iter().all(|(from, to)| table.simplified(*from) == *to));
        assert_eq!(table.rows().count(), lines.len());
        assert_eq!(
            ['a', '港', '\u{20000}', '\u{10ffff}'].map(|c| table.simplified(c)),
            ['a', '港', '\u{20000}', '\u{10ffff}']
        );
    }
}
