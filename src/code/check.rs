//! The way back: the bytes of a file → the modules that it shows → the text that a camera reads.

use super::png::DOTS_PER_METRE;
use super::{NARROWEST, QUIET, Symbol};

/// Why a code must not be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// The file does not show modules on a grid with white around them.
    Shape,
    /// Dark and light are too near.
    Contrast,
    /// A module is narrower than a camera tells apart; in hundredths of a millimetre.
    Narrow(u32),
    /// Nothing can be read from it.
    Unreadable,
    /// Something else is read from it.
    OtherText(String),
}

/// How far dark and light must be apart, of 255: the best grade of symbol contrast in ISO/IEC 15415.
const CONTRAST: u32 = 255 * 70 / 100;

/// Reads what a symbol says. What a camera needs to find it, its corners and its rulers, is compared with what must be there,
/// because a search for them in a picture takes twenty times as long and finds no more in modules that lie on a grid.
///
/// # Errors
/// When it has no such marks, nothing can be read, or another text than `text`.
pub fn text(symbol: &Symbol, text: &str) -> Result<(), CodeProblem> {
    if !is_found(symbol) {
        return Err(CodeProblem::Unreadable);
    }
    let grid = rqrr::SimpleGrid::from_func(symbol.side, |x, y| symbol.dark[y * symbol.side + x]);
    match rqrr::Grid::new(grid).decode() {
        Ok((_, found)) if found == text => Ok(()),
        Ok((_, found)) => Err(CodeProblem::OtherText(found)),
        Err(_) => Err(CodeProblem::Unreadable),
    }
}

/// Whether the marks are there by which a camera finds a symbol: the finder patterns with the white beside them, and the
/// timing patterns between them (ISO/IEC 18004 §6.3.3 to §6.3.5).
fn is_found(symbol: &Symbol) -> bool {
    let side = symbol.side;
    let dark = |x: usize, y: usize| symbol.dark[y * side + x];
    let corner = |left: usize, top: usize| {
        (0..8 * 8_usize).all(|n| {
            let (x, y) = (n % 8, n / 8);
            // Squares within each other, of which the outermost is the white towards the middle of the symbol.
            let from_middle = |n: usize, start: usize| if start > 0 { n.abs_diff(4) } else { n.abs_diff(3) };
            let ring = from_middle(x, left).max(from_middle(y, top));
            dark(left + x, top + y) != matches!(ring, 2 | 4)
        })
    };
    let ruler = |n: usize| dark(n, 6) == n.is_multiple_of(2) && dark(6, n) == n.is_multiple_of(2);
    side >= 21 && corner(0, 0) && corner(side - 8, 0) && corner(0, side - 8) && (8..side - 8).all(ruler)
}

/// The symbol that a drawing of [`Symbol::svg`] shows, from its text alone.
///
/// # Errors
/// When it is no well-formed XML, shows none, or with too little contrast.
pub fn svg(svg: &str) -> Result<Symbol, CodeProblem> {
    roxmltree::Document::parse(svg).map_err(|_| CodeProblem::Shape)?;
    let whole: usize = attribute(svg, "viewBox=\"0 0 ").ok_or(CodeProblem::Shape)?;
    let light = colour(svg, "<path fill=\"#").ok_or(CodeProblem::Shape)?;
    let dark = colour(svg, "<path stroke=\"#").ok_or(CodeProblem::Shape)?;
    if light.saturating_sub(dark) < CONTRAST {
        return Err(CodeProblem::Contrast);
    }
    let path = svg.split("\" d=\"M0 .5").nth(1).and_then(|rest| rest.split('"').next());
    let mut grid = Grid::new(whole);
    let (mut x, mut y) = (0_i64, 0_i64);
    for step in path.ok_or(CodeProblem::Shape)?.split('m').skip(1) {
        let parsed = step.split_once('h').and_then(|(way, run)| {
            let (dx, dy) = way.split_once(' ')?;
            Some((dx.parse::<i64>().ok()?, dy.parse::<i64>().ok()?, run.parse::<i64>().ok()?))
        });
        let (dx, dy, run) = parsed.filter(|(.., run)| *run <= 200).ok_or(CodeProblem::Shape)?;
        (x, y) = (x + dx, y + dy);
        (0..run).try_for_each(|n| grid.darken(x + n, y))?;
        x += run;
    }
    grid.symbol()
}

/// The symbol that a picture of [`Symbol::png`] shows, and the width of its modules in hundredths of a millimetre.
///
/// # Errors
/// When it shows none, or its modules are too narrow for a camera.
pub fn png(bytes: &[u8]) -> Result<Symbol, CodeProblem> {
    let mut reader =
        ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().map_err(|_| CodeProblem::Shape)?;
    let (width, height, depth, dense) = {
        let info = reader.info();
        (info.width as usize, info.height as usize, info.bit_depth, info.pixel_dims)
    };
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(CodeProblem::Shape)?];
    reader.next_frame(&mut pixels).map_err(|_| CodeProblem::Shape)?;
    if depth != ::png::BitDepth::One || width != height || dense.is_none_or(|d| d.xppu != DOTS_PER_METRE) {
        return Err(CodeProblem::Shape);
    }
    let stride = width.div_ceil(8);
    let dark = |x: usize, y: usize| pixels[y * stride + x / 8] & (0x80 >> (x % 8)) == 0;
    // The first dark pixel ends the quiet zone, whose width gives that of a module.
    let margin = (0..width).find(|at| dark(*at, *at)).ok_or(CodeProblem::Shape)?;
    let scale = margin / QUIET;
    if scale == 0 || margin % QUIET != 0 || width % scale != 0 {
        return Err(CodeProblem::Shape);
    }
    let mut grid = Grid::new(width / scale);
    for (y, rows) in pixels.chunks_exact(stride * scale).enumerate() {
        // What the first row of a module shows, every other must.
        if rows.chunks_exact(stride).any(|row| row != &rows[..stride]) {
            return Err(CodeProblem::Shape);
        }
        for x in 0..width / scale {
            let first = dark(x * scale, y * scale);
            if (1..scale).any(|n| dark(x * scale + n, y * scale) != first) {
                return Err(CodeProblem::Shape);
            }
            if first {
                grid.darken(i64::try_from(x).unwrap_or(-1), i64::try_from(y).unwrap_or(-1))?;
            }
        }
    }
    let width = u32::try_from(scale).unwrap_or(u32::MAX).saturating_mul(100_000) / DOTS_PER_METRE;
    if width < NARROWEST {
        return Err(CodeProblem::Narrow(width));
    }
    grid.symbol()
}

/// Modules with the white around them.
struct Grid {
    whole: usize,
    dark: Vec<bool>,
}

impl Grid {
    fn new(whole: usize) -> Grid {
        let whole = whole.min(200);
        Grid { whole, dark: vec![false; whole * whole] }
    }

    fn darken(&mut self, x: i64, y: i64) -> Result<(), CodeProblem> {
        let at = |n: i64| usize::try_from(n).ok().filter(|n| *n < self.whole).ok_or(CodeProblem::Shape);
        let (x, y) = (at(x)?, at(y)?);
        self.dark[y * self.whole + x] = true;
        Ok(())
    }

    /// The symbol within, when there is white around it and it is as large as one can be.
    fn symbol(&self) -> Result<Symbol, CodeProblem> {
        let side = self.whole.checked_sub(2 * QUIET).filter(|side| *side >= 21 && (*side - 17) % 4 == 0);
        let side = side.ok_or(CodeProblem::Shape)?;
        let inner = |n: usize| (QUIET..QUIET + side).contains(&n);
        let at = |n: usize| (n % self.whole, n / self.whole);
        let spilled = self.dark.iter().enumerate().any(|(n, dark)| {
            let (x, y) = at(n);
            *dark && !(inner(x) && inner(y))
        });
        if spilled {
            return Err(CodeProblem::Shape);
        }
        let row = |y: usize| &self.dark[(y + QUIET) * self.whole + QUIET..][..side];
        Ok(Symbol { side, dark: (0..side).flat_map(row).copied().collect() })
    }
}

/// The whole number behind a mark.
fn attribute(svg: &str, before: &str) -> Option<usize> {
    let rest = svg.split(before).nth(1)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// How light the colour behind a mark is, of 255, as `#rgb` or `#rrggbb`.
fn colour(svg: &str, before: &str) -> Option<u32> {
    let digits = svg.split(before).nth(1)?.split('"').next()?;
    let value = |text: &str| u32::from_str_radix(text, 16).ok();
    let [red, green, blue] = match digits.len() {
        3 => [0, 1, 2].map(|at| Some(value(digits.get(at..=at)?)? * 17)),
        6 => [0, 2, 4].map(|at| value(digits.get(at..at + 2)?)),
        _ => return None,
    };
    // The weights of Rec. 709.
    Some((red? * 2126 + green? * 7152 + blue? * 722) / 10_000)
}
