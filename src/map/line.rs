//! Words on lines.

use super::label::width;

/// A text in lines of at most `most` units in letters of `size`: broken at spaces, and between any two ideographs.
#[must_use]
pub fn wrap(text: &str, size: i32, most: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let longer = format!("{line}{word}");
        if !line.is_empty() && width(longer.trim_end(), size) > most {
            lines.push(line.trim_end().to_owned());
            word.trim_start().clone_into(&mut line);
        } else {
            line = longer;
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What may not be broken, each with the space behind it.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        // Marks that close a clause stay with what they close.
        let wide = ('\u{3040}'..='\u{9fff}').contains(&c);
        if wide && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
        if c == ' ' {
            words.push(std::mem::take(&mut word));
        }
    }
    words.push(word);
    words
}
