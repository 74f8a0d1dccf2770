/// Where the bytes of a normalised text stand in the file that it was read from.
///
/// Editors and programs open the file, which may begin with a byte order mark, end its lines as Windows does, and write
/// accents apart from their letters; stages see none of that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    /// In order. Between two steps the file has the very bytes of the text.
    steps: Vec<Step>,
}

/// From here on the file is ahead of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Step {
    /// A byte of the text.
    text: usize,
    /// The byte of the file.
    file: usize,
    /// How many characters the file has had more than the text.
    more: isize,
}

impl Offsets {
    /// Notes that the text's byte `text` is the file's byte `file`, and that the file had `more` characters up to there. The
    /// notes come in order.
    pub fn step(&mut self, text: usize, file: usize, more: isize) {
        let last = self.steps.last().copied().unwrap_or_default();
        if (file.wrapping_sub(text), more) != (last.file.wrapping_sub(last.text), last.more) {
            self.steps.push(Step { text, file, more });
        }
    }

    /// Whether the text is the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The byte of the file where a byte of the text stands.
    #[must_use]
    pub fn in_file(&self, at: usize) -> usize {
        let after = self.steps.partition_point(|step| step.text <= at);
        let last = after.checked_sub(1).map_or(Step::default(), |before| self.steps[before]);
        let file = last.file + (at - last.text);
        // Inside of a letter whose accents stand apart there is no such byte: it ends before the next.
        self.steps.get(after).map_or(file, |next| file.min(next.file))
    }

    /// How many characters the file has had more than the text before this byte of it.
    #[must_use]
    pub fn more_characters(&self, at: usize) -> isize {
        let after = self.steps.partition_point(|step| step.text <= at);
        after.checked_sub(1).map_or(0, |before| self.steps[before].more)
    }
}
