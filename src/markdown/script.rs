//! What a character is to the rules of line breaking and emphasis in East Asian text.

/// A Chinese character, kana or bopomofo: written without spaces between words.
pub(super) fn is_ideographic(c: char) -> bool {
    // Nearly every character of a text lies below this line; the test keeps the tables out of its way.
    if c < '\u{2E80}' {
        return false;
    }
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}'
        | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{312F}'
        | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// A letter of the Korean alphabet, alone or in a syllable. Korean writes spaces between words.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{FFA0}'..='\u{FFDC}')
}

/// Wide on its own account: ideographs, kana and the punctuation and forms that go with them, but no Hangul.
pub(super) fn is_wide(c: char) -> bool {
    c >= '\u{2E80}'
        && !is_hangul(c)
        && (is_ideographic(c)
            || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3200}'..='\u{33FF}' | '\u{FE30}'..='\u{FE4F}'
                | '\u{FF00}'..='\u{FFEF}'))
}

/// A mark that Chinese and Japanese share with Latin writing, and write without spaces: quotation marks, dash, ellipsis,
/// middle dot.
pub(super) fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '―' | '…' | '‥' | '·')
}

/// The digit that a character is, in either width.
pub(super) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// Belongs to Chinese, Japanese or Korean writing.
pub(super) fn is_cjk(c: char) -> bool {
    is_wide(c) || is_hangul(c)
}

/// Opens a bracket or a quotation.
pub(super) fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '«'
            | '‹'
            | '“'
            | '‘'
            | '„'
            | '‚'
            | '「'
            | '『'
            | '（'
            | '【'
            | '《'
            | '〈'
            | '〔'
            | '〖'
            | '［'
            | '｛'
            | '｢'
            | '〝'
    )
}

/// Closes a bracket or a quotation, or ends a clause: emphasis does not begin before it.
pub(super) fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '»'
            | '›'
            | '”'
            | '’'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '〗'
            | '］'
            | '｝'
            | '｣'
            | '〟'
            | '、'
            | '。'
            | '，'
            | '．'
            | '！'
            | '？'
            | '：'
            | '；'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '|'
    )
}
