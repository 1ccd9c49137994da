//! Names with one wrong letter: what may have been meant where nothing is found as it was typed.

use crate::model::text::words;
use std::fmt::Write as _;

/// How many letters of a word are tried; what follows is looked for as it was typed.
const LETTERS_MAX: usize = 6;

/// A shorter word has too many neighbours.
const LETTERS_MIN: usize = 4;

/// A typed text with more words is looked for as it is.
const WORDS_MAX: usize = 3;

/// Full-text queries for a text, each with one word misspelt in one way; the likelier ways first.
pub(super) fn queries(text: &str) -> Vec<String> {
    let words = words(text);
    if words.len() > WORDS_MAX {
        return Vec::new();
    }
    let ways: [fn(&str) -> Vec<String>; 2] = [other_letters, missing_letters];
    let all = ways
        .iter()
        .flat_map(|way| (0..words.len()).map(move |nth| (way, nth)));
    all.filter_map(|(way, nth)| query(&words, nth, *way))
        .collect()
}

/// The query in which this word is misspelt in this way.
fn query(words: &[String], wrong: usize, way: fn(&str) -> Vec<String>) -> Option<String> {
    let word = words.get(wrong)?;
    if word.chars().count() < LETTERS_MIN || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let mut query = String::from("(");
    for (nth, near) in way(word).iter().enumerate() {
        let or = if nth == 0 { "" } else { " OR " };
        let _ = write!(query, "{or}\"{near}\"*");
    }
    query.push(')');
    let others = words.iter().enumerate().filter(|(nth, _)| *nth != wrong);
    for (_, other) in others {
        let short: String = other.chars().take(8).collect();
        let _ = write!(query, " AND \"{short}\"*");
    }
    Some(query)
}

/// With another letter, with two that changed places, and without one that is too many.
fn other_letters(word: &str) -> Vec<String> {
    let letters = beginning(word);
    let mut near = Vec::new();
    for at in 0..letters.len() {
        for letter in 'a'..='z' {
            let mut other = letters.clone();
            other[at] = letter;
            near.push(other);
        }
        let mut less = letters.clone();
        less.remove(at);
        near.push(less);
        if at + 1 < letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(at, at + 1);
            near.push(swapped);
        }
    }
    sorted(near)
}

/// With a letter that is missing.
fn missing_letters(word: &str) -> Vec<String> {
    let letters = beginning(word);
    let mut near = Vec::new();
    for at in 0..letters.len() {
        for letter in 'a'..='z' {
            let mut more = letters.clone();
            more.insert(at, letter);
            near.push(more);
        }
    }
    sorted(near)
}

fn beginning(word: &str) -> Vec<char> {
    word.chars().take(LETTERS_MAX).collect()
}

fn sorted(near: Vec<Vec<char>>) -> Vec<String> {
    let mut near: Vec<String> = near.into_iter().map(String::from_iter).collect();
    near.sort_unstable();
    near.dedup();
    near
}

#[cfg(test)]
mod tests {
    use super::{missing_letters, other_letters};

    #[test]
    fn one_letter_more_less_other_or_swapped_is_near() {
        for word in ["borak", "hrak", "hroak"] {
            assert!(other_letters("horak").contains(&word.to_owned()), "{word}");
        }
        assert!(missing_letters("hork").contains(&"horak".to_owned()));
    }
}
