use std::fmt::Write as _;

use super::{QUIET, Symbol};
use crate::base::escape;

/// Dark on light, whatever the page's colours are: many cameras read no inverted code.
const COLOURS: (&str, &str) = ("#000", "#fff");

/// How wide a module is shown where nobody says it, in pixels.
const PIXELS: usize = 8;

impl Symbol {
    /// The symbol as a drawing with whole coordinates: a ground, and one path of a stroke for each run of dark modules.
    /// `title` is what a screen reader says.
    #[must_use]
    pub fn svg(&self, title: &str) -> String {
        let whole = self.whole();
        let (dark, light) = COLOURS;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" width=\"{size}\" height=\"{size}\" \
             role=\"img\" shape-rendering=\"crispEdges\"><title>{}</title><path fill=\"{light}\" d=\"M0 0h{whole}v{whole}H0z\"/>\
             <path stroke=\"{dark}\" d=\"M0 .5",
            escape(title),
            size = whole * PIXELS,
        );
        // Where the pen stands.
        let mut pen = (0_usize, 0_usize);
        for y in 0..self.side {
            let row = &self.dark[y * self.side..][..self.side];
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run[0] {
                    let (to_x, to_y) = (x + QUIET, y + QUIET);
                    let sign = if to_x < pen.0 { "-" } else { "" };
                    let _ = write!(svg, "m{sign}{} {}h{}", to_x.abs_diff(pen.0), to_y - pen.1, run.len());
                    pen = (to_x + run.len(), to_y);
                }
                x += run.len();
            }
        }
        svg.push_str("\"/></svg>\n");
        svg
    }
}
