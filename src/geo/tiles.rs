//! Sets of map tiles in one file: the header of PMTiles, version 3.
//!
//! Layout: <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>. Numbers are little-endian, degrees whole numbers
//! of 1e-7. Directories and tiles are the browser's business; here only is asked whether it will be able to read them.

use super::{Bounds, Degrees};

/// How long the header is, in bytes.
pub const HEADER: usize = 127;

/// A browser finds the header and the root directory in what it asks for first.
const FIRST_READ: u64 = 16 * 1024;

/// What the header of a set says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TileSet {
    /// What it covers.
    pub bounds: Bounds,
    /// What its tiles are.
    pub kind: TileKind,
    /// The zoom of its coarsest tiles.
    pub least_zoom: u8,
    /// The zoom of its finest tiles.
    pub most_zoom: u8,
}

/// What tiles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TileKind {
    /// Lines, areas and names (MVT).
    Vector,
    /// Pictures, of this media type.
    Picture(&'static str),
}

/// Why bytes are no set of tiles that a browser can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileMistake {
    /// They do not begin as PMTiles 3 does.
    Form,
    /// They end before what the header speaks of.
    Cut,
    /// Directories or tiles are packed with something other than gzip.
    Packing,
    /// Tiles of a kind that is not known.
    Kind,
    /// They cover nothing, or what is nowhere on Earth.
    Extent,
}

/// Reads the beginning of a file that is `len` bytes long.
///
/// # Errors
/// See [`TileMistake`].
pub fn tile_set(head: &[u8], len: u64) -> Result<TileSet, TileMistake> {
    if head.get(..8) != Some(b"PMTiles\x03") {
        return Err(TileMistake::Form);
    }
    let Some(head) = head.get(..HEADER) else { return Err(TileMistake::Cut) };
    // Root directory, metadata, leaf directories, tiles: where each begins, and how long it is.
    let sections = [8, 24, 40, 56].map(|at| (whole(head, at), whole(head, at + 8)));
    let ends = sections.map(|(start, long)| start.checked_add(long));
    if ends.iter().any(|end| end.is_none_or(|end| end > len)) {
        return Err(TileMistake::Cut);
    }
    let [(_, root), .., (_, tiles)] = sections;
    if root == 0 || ends[0].is_none_or(|end| end > FIRST_READ) || head[100] > head[101] || head[101] > 30 {
        return Err(TileMistake::Form);
    }
    // 1: not packed, 2: gzip.
    if !matches!((head[97], head[98]), (1 | 2, 1 | 2)) {
        return Err(TileMistake::Packing);
    }
    let kind = match head[99] {
        1 => TileKind::Vector,
        2 => TileKind::Picture("image/png"),
        3 => TileKind::Picture("image/jpeg"),
        4 => TileKind::Picture("image/webp"),
        _ => return Err(TileMistake::Kind),
    };
    let bounds = bounds(head).filter(|_| tiles > 0).ok_or(TileMistake::Extent)?;
    Ok(TileSet { bounds, kind, least_zoom: head[100], most_zoom: head[101] })
}

/// Eight bytes of the header as a number.
fn whole(head: &[u8], at: usize) -> u64 {
    head[at..at + 8].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// West, south, east, north, from byte 102 on.
fn bounds(head: &[u8]) -> Option<Bounds> {
    let degrees = |at: usize| {
        let bytes = [head[at], head[at + 1], head[at + 2], head[at + 3]];
        Degrees::of_units(i32::from_le_bytes(bytes))
    };
    let bounds =
        Bounds { west: degrees(102)?, south: degrees(106)?, east: degrees(110)?, north: degrees(114)? };
    let poles = -900_000_000..=900_000_000;
    let on_earth = poles.contains(&bounds.south.units()) && poles.contains(&bounds.north.units());
    (on_earth && bounds.west < bounds.east && bounds.south < bounds.north).then_some(bounds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A header with these bytes for compression (twice), kind and zooms, over the mainland of Hai Phong.
    fn header(facts: [u8; 5]) -> Vec<u8> {
        let mut head = b"PMTiles\x03".to_vec();
        for (start, long) in [(127_u64, 20_u64), (147, 10), (157, 0), (157, 43)] {
            head.extend(start.to_le_bytes());
            head.extend(long.to_le_bytes());
        }
        head.extend([0; 24]);
        head.push(1);
        head.extend(facts);
        for degrees in [1_063_800_000_i32, 205_000_000, 1_071_500_000, 210_500_000] {
            head.extend(degrees.to_le_bytes());
        }
        head.extend([0; 9]);
        head
    }

    const GOOD: [u8; 5] = [2, 2, 1, 0, 14];

    fn read(head: &[u8]) -> Result<TileSet, TileMistake> {
        tile_set(head, 200)
    }

    #[test]
    fn a_header_says_what_it_covers() {
        let set = read(&header(GOOD)).expect("it is one");
        assert_eq!(set.bounds.west.units(), 1_063_800_000);
        assert_eq!(set.bounds.north.units(), 210_500_000);
        assert_eq!((set.kind, set.least_zoom, set.most_zoom), (TileKind::Vector, 0, 14));
        let kinds = [(2, "image/png"), (3, "image/jpeg"), (4, "image/webp")];
        for (number, kind) in kinds {
            let set = read(&header([1, 1, number, 3, 3])).expect("it is one");
            assert_eq!(set.kind, TileKind::Picture(kind));
        }
    }

    #[test]
    fn what_a_browser_cannot_read_is_told_apart() {
        let wrong = |facts| read(&header(facts)).expect_err("it is none");
        assert_eq!(wrong([3, 2, 1, 0, 14]), TileMistake::Packing);
        assert_eq!(wrong([2, 4, 1, 0, 14]), TileMistake::Packing);
        assert_eq!(wrong([2, 0, 1, 0, 14]), TileMistake::Packing);
        assert_eq!(wrong([2, 2, 0, 0, 14]), TileMistake::Kind);
        assert_eq!(wrong([2, 2, 6, 0, 14]), TileMistake::Kind);
        assert_eq!(wrong([2, 2, 1, 9, 8]), TileMistake::Form);
        assert_eq!(wrong([2, 2, 1, 0, 99]), TileMistake::Form);
        let good = header(GOOD);
        assert_eq!(read(&good[..126]), Err(TileMistake::Cut));
        assert_eq!(read(b""), Err(TileMistake::Form));
        assert_eq!(read(b"PMTiles\x02"), Err(TileMistake::Form));
        assert_eq!(tile_set(&good, 199), Err(TileMistake::Cut));
        assert_eq!(tile_set(&good, 127), Err(TileMistake::Cut));
    }

    #[test]
    fn numbers_beyond_all_bounds_are_no_set() {
        let with = |at: usize, bytes: &[u8]| {
            let mut head = header(GOOD);
            head[at..at + bytes.len()].copy_from_slice(bytes);
            read(&head)
        };
        // A section that begins or ends beyond what a number can hold.
        assert_eq!(with(56, &[0xff; 16]), Err(TileMistake::Cut));
        assert_eq!(with(40, &[0xff; 8]), Err(TileMistake::Cut));
        assert_eq!(with(16, &[0; 8]), Err(TileMistake::Form), "no directory");
        assert_eq!(with(64, &[0; 8]), Err(TileMistake::Extent), "no tiles");
        assert_eq!(with(102, &1_071_500_000_i32.to_le_bytes()), Err(TileMistake::Extent), "no width");
        assert_eq!(with(110, &i32::MAX.to_le_bytes()), Err(TileMistake::Extent));
        assert_eq!(with(106, &i32::MIN.to_le_bytes()), Err(TileMistake::Extent));
        assert_eq!(with(114, &1_100_000_000_i32.to_le_bytes()), Err(TileMistake::Extent), "beyond the pole");
        assert_eq!(with(102, &[0; 16]), Err(TileMistake::Extent));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_much(tail in proptest::collection::vec(any::<u8>(), 0..140), len: u64) {
            let _ = tile_set(&tail, len);
            let mut head = b"PMTiles\x03".to_vec();
            head.extend(tail);
            if let Ok(set) = tile_set(&head, len) {
                prop_assert!(set.bounds.west < set.bounds.east && set.least_zoom <= set.most_zoom);
            }
        }
    }
}
