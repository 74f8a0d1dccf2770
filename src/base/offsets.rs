/// Where the bytes of a normalised text stand in the file that it was read from.
///
/// Editors and programs open the file, which may begin with a byte order mark, end its lines as Windows does, and write
/// accents apart from their letters; stages see none of that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    /// In order. Between two steps the file has the very bytes of the text.
    steps: Vec<OffsetStep>,
}

/// From a byte of the text on, the file is ahead of it by something else than before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct OffsetStep {
    /// The byte of the text.
    text: usize,
    /// Where what stands before it ends in the file.
    end: InFile,
    /// Where it begins in the file; what lies between the two is not in the text.
    start: InFile,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InFile {
    /// The byte.
    pub byte: usize,
    /// How many characters the file has had more than the text.
    pub more: isize,
}

impl Offsets {
    /// Notes that in the file what stands before the text's byte `text` ends at `end`, and what stands after it starts at
    /// `start`. The notes come in order.
    pub fn step(&mut self, text: usize, end: InFile, start: InFile) {
        let ahead = |text: usize, at: InFile| (at.byte.wrapping_sub(text), at.more);
        match self.steps.last_mut() {
            Some(last) if last.text == text => last.start = start,
            last => {
                let last = last.map_or(OffsetStep::default(), |last| *last);
                if ahead(text, start) != ahead(last.text, last.start) {
                    self.steps.push(OffsetStep { text, end, start });
                }
            }
        }
    }

    /// Where in the file a byte of the text stands.
    #[must_use]
    pub fn start(&self, at: usize) -> InFile {
        self.reached(at, self.steps.partition_point(|step| step.text <= at))
    }

    /// Where in the file that ends which ends before a byte of the text.
    #[must_use]
    pub fn end(&self, at: usize) -> InFile {
        let after = self.steps.partition_point(|step| step.text < at);
        match self.steps.get(after) {
            Some(step) if step.text == at => step.end,
            _ => self.reached(at, after),
        }
    }

    /// The byte of the file that is reached from the step before `after`.
    fn reached(&self, at: usize, after: usize) -> InFile {
        let last = after.checked_sub(1).map_or(OffsetStep::default(), |before| self.steps[before]);
        let byte = last.start.byte + (at - last.text);
        // Inside of a letter whose accents stand apart there is no such byte: it ends before the next.
        let byte = self.steps.get(after).map_or(byte, |next| byte.min(next.end.byte));
        InFile { byte, more: last.start.more }
    }
}
