//! Names on a picture: how wide they are, and where each finds room.

use super::{Area, Point, meet};

/// How wide a text is in letters of `size` units: no font is asked, so rather too wide than too narrow.
#[must_use]
pub fn width(text: &str, size: i32) -> i32 {
    let hundredths: i32 = text.chars().map(of_letter).sum();
    (hundredths * size + 99) / 100
}

/// The width of a character in hundredths of the letters' size.
fn of_letter(c: char) -> i32 {
    match c {
        // Marks that stand on the letter before them.
        '\u{300}'..='\u{36f}' => 0,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | 'ì' | 'í' | 'ỉ' | 'ĩ'
        | 'ị' | 'I' => 32,
        'm' | 'w' | 'M' | 'W' => 88,
        // Hangul, kana, ideographs and the full-width forms.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 100,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' => 100,
        c if c.is_uppercase() => 70,
        _ => 57,
    }
}

/// A name that looks for room.
#[derive(Clone, Debug)]
pub(super) struct LabelWish<'a> {
    pub(super) text: &'a str,
    /// Its language, when it is another than the map's.
    pub(super) tag: Option<&'a str>,
    /// What it names.
    pub(super) at: Point,
    /// How much of the picture around that point is taken by its mark; `None` for a name that stands on what it names.
    pub(super) mark: Option<f64>,
    /// Whether it stands beside its mark or nowhere: at a corner, it might be read as the name of the next.
    pub(super) beside: bool,
}

/// A name that has found room.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedLabel {
    /// The position of its wish.
    pub(super) wish: usize,
    /// The middle of its base line.
    pub(super) x: i32,
    /// Its base line.
    pub(super) y: i32,
    pub(super) area: Area,
}

/// Gives each name the first place around what it names where it covers nothing, the first name first. Names that find
/// none are left out. `taken` is covered already.
pub(super) fn place(wishes: &[LabelWish<'_>], size: i32, frame: Area, taken: &[Area]) -> Vec<PlacedLabel> {
    let mut placed: Vec<PlacedLabel> = Vec::new();
    for (wish, found) in wishes.iter().enumerate() {
        let free = |area: Area| {
            let inside = area.0 >= frame.0 && area.1 >= frame.1 && area.2 <= frame.2 && area.3 <= frame.3;
            inside
                && taken.iter().all(|other| !meet(area, *other))
                && placed.iter().all(|other| !meet(area, other.area))
        };
        let chosen = candidates(found, size).into_iter().find(|(_, _, area)| free(*area));
        if let Some((x, y, area)) = chosen {
            placed.push(PlacedLabel { wish, x, y, area });
        }
    }
    placed
}

/// The places around a point in the order in which readers like them: to the right, above, below, to the left, and the
/// corners. Each with the middle of the base line and the box of the letters.
fn candidates(wish: &LabelWish<'_>, size: i32) -> Vec<(i32, i32, Area)> {
    let (wide, high) = (f64::from(width(wish.text, size)), f64::from(size) * 1.2);
    let at = |dx: f64, dy: f64| {
        let (x, y) = ((wish.at.0 + dx).round(), (wish.at.1 + dy).round());
        let area = (x - wide / 2.0, y - high / 2.0, x + wide / 2.0, y + high / 2.0);
        // Letters stand a third of their size below their middle.
        (x as i32, y as i32 + size * 35 / 100, area)
    };
    let Some(mark) = wish.mark else {
        return vec![at(0.0, 0.0), at(0.0, -high / 2.0), at(0.0, high / 2.0)];
    };
    let (side, over) = (mark + 2.0 + wide / 2.0, mark + 1.0 + high / 2.0);
    let corner = mark / 2.0 + 2.0 + wide / 2.0;
    let sides = [at(side, 0.0), at(0.0, -over), at(0.0, over), at(-side, 0.0)];
    let corners = [at(corner, -over), at(corner, over), at(-corner, -over), at(-corner, over)];
    sides.into_iter().chain(corners.into_iter().filter(|_| !wish.beside)).collect()
}
