use qrcodegen::{QrCode, QrCodeEcc};

use super::QUIET;

/// How much of a symbol may be lost before it cannot be read any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 7 %
    L,
    /// 15 %: for leaflets.
    M,
    /// 25 %: for whatever hangs outdoors.
    Q,
    /// 30 %
    H,
}

impl Level {
    /// Its letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Level::L => "L",
            Level::M => "M",
            Level::Q => "Q",
            Level::H => "H",
        }
    }
}

/// A QR code as a square of modules, without the white around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Symbol {
    /// Modules on each side.
    pub side: usize,
    /// Whether each is dark, row by row.
    pub dark: Vec<bool>,
}

impl Symbol {
    /// The symbol of a text, at `level` or at a better one that takes no more room; `None` for a text that is too long for any.
    #[must_use]
    pub fn of(text: &str, level: Level) -> Option<Symbol> {
        let level = match level {
            Level::L => QrCodeEcc::Low,
            Level::M => QrCodeEcc::Medium,
            Level::Q => QrCodeEcc::Quartile,
            Level::H => QrCodeEcc::High,
        };
        let code = QrCode::encode_text(text, level).ok()?;
        let size = code.size();
        let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y)));
        let dark = dark.map(|(x, y)| code.get_module(x, y)).collect();
        Some(Symbol { side: usize::try_from(size).ok()?, dark })
    }

    /// 1 to 40.
    #[must_use]
    pub fn version(&self) -> usize {
        (self.side - 17) / 4
    }

    /// Modules on each side with the white around it.
    #[must_use]
    pub fn whole(&self) -> usize {
        self.side + 2 * QUIET
    }

    /// Whether a module is dark, counted from the corner of the white around the symbol.
    #[must_use]
    pub fn at(&self, x: usize, y: usize) -> bool {
        let inner = |n: usize| n.checked_sub(QUIET).filter(|n| *n < self.side);
        matches!((inner(x), inner(y)), (Some(x), Some(y)) if self.dark[y * self.side + x])
    }
}
