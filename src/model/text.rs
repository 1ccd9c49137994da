//! Text that people write: folded for searching, checked before it is kept, and made harmless before it is shown.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name, in characters.
pub const NAME_CHARACTERS_MAX: i64 = 200;

/// The longest note, in characters.
pub const NOTE_CHARACTERS_MAX: i64 = 2_000;

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// Nothing but spaces.
    Empty,
    /// More than this many characters.
    TooLong(i64),
    /// A control, bidi or zero-width character.
    Hidden,
}

/// Lower case without diacritics, single spaces: "Žluťoučký  kůň" becomes "zlutoucky kun".
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The words of a text for a search, folded: letters and digits only.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a search finds a text by: its words, and those with an apostrophe, a dash or dots in them as one word too: "O'Briant" is found
/// by "briant" and by "obriant", "s.r.o." by "sro".
#[must_use]
pub fn index_words(text: &str) -> Vec<String> {
    let mut found = words(text);
    for word in fold(text).split(' ').filter(|word| !word.contains('@')) {
        let whole: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        if !whole.is_empty() && !found.contains(&whole) {
            found.push(whole);
        }
    }
    found
}

/// The pattern of texts that have this one anywhere in them, for `like $1 escape '!'`.
#[must_use]
pub fn anywhere(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// The digits of a telephone number.
#[must_use]
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a character has no shape of its own and could hide or turn what stands around it.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks on one letter beyond which a text is no name but a prank.
const MARKS_MAX: usize = 4;

fn has_mark_flood(text: &str) -> bool {
    let mut marks = 0;
    text.chars().any(|c| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks > MARKS_MAX
    })
}

/// A name as it is kept: trimmed, single spaces, NFC.
///
/// # Errors
/// Empty, longer than [`NAME_CHARACTERS_MAX`], or with hidden characters.
pub fn check_name(text: &str) -> Result<String, NameFault> {
    if text.chars().any(is_hidden) || has_mark_flood(text) {
        return Err(NameFault::Hidden);
    }
    let name = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect::<String>();
    if name.is_empty() {
        Err(NameFault::Empty)
    } else if name.chars().count() > usize::try_from(NAME_CHARACTERS_MAX).unwrap_or(usize::MAX) {
        Err(NameFault::TooLong(NAME_CHARACTERS_MAX))
    } else {
        Ok(name)
    }
}

/// A note as it is kept: NFC, lines kept, ends trimmed; may be empty.
///
/// # Errors
/// Longer than [`NOTE_CHARACTERS_MAX`], or with hidden characters other than line breaks.
pub fn check_note(text: &str) -> Result<String, NameFault> {
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|c| is_hidden(c) && c != '\n') || has_mark_flood(&text) {
        return Err(NameFault::Hidden);
    }
    if text.chars().count() > usize::try_from(NOTE_CHARACTERS_MAX).unwrap_or(usize::MAX) {
        return Err(NameFault::TooLong(NOTE_CHARACTERS_MAX));
    }
    Ok(text.trim().nfc().collect())
}

/// The text with every character that a terminal, a printer or a reader could be misled by shown as '·'.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_hidden) {
        Cow::Owned(
            text.chars()
                .map(|c| if is_hidden(c) { '·' } else { c })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// As [`safe`], for a text of several lines.
#[must_use]
pub fn safe_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(safe).collect();
    lines.join("\n")
}

/// Written JSON in which every character that a terminal or a reader could be misled by stands as `\u`: it reads as the same value.
/// JSON has such characters nowhere but in its texts.
#[must_use]
pub fn safe_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(|c| is_hidden(c) && c != '\n') {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 16);
    let mut units = [0; 2];
    for c in json.chars() {
        if is_hidden(c) && c != '\n' {
            for unit in c.encode_utf16(&mut units) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Bytes as people compare them: two hexadecimal digits each.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The code with which somebody signs in: "Jana Nováková" is "JN".
#[must_use]
pub fn initials(name: &str) -> String {
    let letters: String = fold(name)
        .split(' ')
        .filter_map(|word| word.chars().find(char::is_ascii_alphanumeric))
        .take(3)
        .collect();
    if letters.is_empty() {
        "M".to_owned()
    } else {
        letters.to_uppercase()
    }
}
