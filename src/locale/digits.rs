//! The decimal digits of an exact number, in a place of fixed size.
//!
//! Rust's decimal type rounds a product that does not fit its 96 bits, and says nothing. Moving the decimal point over
//! digits cannot round, allocates nothing, and groups of thousands or of ten thousand are then slices.

use crate::fact::Decimal;

/// Enough for the 29 digits of a decimal, moved by the twelve places of a trillion, with room to spare.
const ROOM: usize = 48;

/// A number as its significant digits. No trailing zero stands after the decimal point.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    /// ASCII, without leading zeros; none at all for zero.
    all: [u8; ROOM],
    len: usize,
    /// How many digits stand after the decimal point; more than `len` for `0.05`.
    places: usize,
    pub(super) negative: bool,
}

impl Digits {
    /// The digits of a number, without its trailing zeros.
    pub(super) fn of(value: Decimal) -> Digits {
        let mut digits = Digits {
            all: [b'0'; ROOM],
            len: 0,
            places: value.scale() as usize,
            negative: value.is_sign_negative() && !value.is_zero(),
        };
        // Division of 128-bit numbers is slow, and few figures need it.
        match u64::try_from(value.mantissa().unsigned_abs()) {
            Ok(mantissa) => digits.set(mantissa),
            Err(_) => digits.set_wide(value.mantissa().unsigned_abs()),
        }
        digits.trim();
        digits
    }

    fn set(&mut self, mut mantissa: u64) {
        while mantissa > 0 {
            self.all[self.len] = b'0' + (mantissa % 10) as u8;
            mantissa /= 10;
            self.len += 1;
        }
        self.all[..self.len].reverse();
    }

    fn set_wide(&mut self, mut mantissa: u128) {
        while mantissa > 0 {
            self.all[self.len] = b'0' + (mantissa % 10) as u8;
            mantissa /= 10;
            self.len += 1;
        }
        self.all[..self.len].reverse();
    }

    fn trim(&mut self) {
        if self.len == 0 {
            self.places = 0;
        }
        while self.places > 0 && self.len > 0 && self.all[self.len - 1] == b'0' {
            self.len -= 1;
            self.places -= 1;
        }
    }

    /// Ten to the `power` times as much.
    pub(super) fn times(mut self, power: usize) -> Digits {
        let moved = power.min(self.places);
        self.places -= moved;
        if self.len > 0 {
            self.all[self.len..self.len + power - moved].fill(b'0');
            self.len += power - moved;
        }
        self
    }

    /// The part of it that ten to the `power` makes a whole.
    pub(super) fn over(mut self, power: usize) -> Digits {
        self.places += power;
        self.trim();
        self
    }

    /// The digits before the decimal point; none when that part is zero.
    pub(super) fn integer(&self) -> &str {
        ascii(&self.all[..self.len.saturating_sub(self.places)])
    }

    /// How many places stand after the decimal point.
    pub(super) fn places(&self) -> usize {
        self.places
    }

    /// The digits after the decimal point but for zeros at their beginning, and how many zeros those are.
    pub(super) fn fraction(&self) -> (usize, &str) {
        let start = self.len.saturating_sub(self.places);
        (self.places.saturating_sub(self.len), ascii(&self.all[start..self.len]))
    }
}

fn ascii(digits: &[u8]) -> &str {
    std::str::from_utf8(digits).expect("digits are ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(digits: &Digits) -> String {
        let (zeros, fraction) = digits.fraction();
        format!("{}.{}{fraction}", digits.integer(), "0".repeat(zeros))
    }

    #[test]
    fn the_point_moves_and_nothing_is_lost() {
        let figure = |text: &str| Digits::of(Decimal::from_str_exact(text).expect(text));
        assert_eq!(shown(&figure("3623.220").times(6)), "3623220000.");
        assert_eq!(shown(&figure("0.05").times(1)), ".5");
        assert_eq!(shown(&figure("10970").over(3)), "10.97");
        assert_eq!(shown(&figure("5").over(4)), ".0005");
        assert_eq!(shown(&figure("0.000").times(12)), ".");
        let widest = figure("-79228162514264337593543950335");
        assert!(widest.negative);
        assert_eq!(shown(&widest.times(12)), "79228162514264337593543950335000000000000.");
        assert_eq!(
            shown(&figure("0.0000000000000000000000000001").over(12)),
            format!(".{}1", "0".repeat(39))
        );
    }
}
