//! Addresses: a title in ASCII letters, digits and hyphens.
//!
//! A slug is read out over the telephone and typed from paper, so it has no letter that needs an input method. Titles in
//! Japanese, Korean or Chinese have no ASCII letters to keep and give an empty slug; their pages take the record's id.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The address form of a title: `Đình Vũ – Cát Hải` is `dinh-vu-cat-hai`. Idempotent.
///
/// Compatibility forms are unfolded too (full-width letters, `m²`), which adds to the canonical decomposition only what
/// would otherwise become a hyphen.
#[must_use]
pub fn slug(text: &str) -> String {
    const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for letter in NFKD.normalize_iter(text.chars()) {
        if is_mark(letter) {
            continue;
        }
        match ascii(letter) {
            "" if letter.is_ascii_alphanumeric() => {
                start_word(&mut slug, &mut gap);
                slug.push(letter.to_ascii_lowercase());
            }
            "" => gap = true,
            spelled => {
                start_word(&mut slug, &mut gap);
                slug.push_str(spelled);
            }
        }
    }
    slug
}

fn start_word(slug: &mut String, gap: &mut bool) {
    if std::mem::take(gap) && !slug.is_empty() {
        slug.push('-');
    }
}

/// Whether a character only marks the one before it. These blocks hold every mark that a Latin letter decomposes into.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// Latin letters that do not decompose; empty for all others.
fn ascii(letter: char) -> &'static str {
    match letter {
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => "",
    }
}
