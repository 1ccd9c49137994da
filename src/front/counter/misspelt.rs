//! Names with one wrong letter: what may have been meant where nothing is found as it was typed.
//!
//! A word of six letters has 330 neighbours, and each is looked up in the index by itself. So they are asked for in small lots, the
//! likelier ones first, until one lot finds somebody: no query takes longer than a letter typed may, whatever the number of customers.

use crate::model::text::words;

/// How many letters of a word are tried; what follows is looked for as it was typed.
const LETTERS_MAX: usize = 6;

/// A shorter word has too many neighbours.
const LETTERS_MIN: usize = 4;

/// A typed text with more words is looked for as it is.
const WORDS_MAX: usize = 3;

/// So many of its words are taken for the wrong one: the longest, in which a slip is likeliest.
const WRONG_MAX: usize = 2;

/// How many neighbours are looked up by one query.
const LOT: usize = 48;

/// By how many letters the other words are looked for where a slip may be in them too.
const BEGINNING_LETTERS: usize = 3;

/// By how many letters the other words are looked for.
const OTHER_LETTERS_MAX: usize = 8;

/// The words of a text in which one may be misspelt; none where there are too many.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let words = words(text);
    if words.len() > WORDS_MAX {
        return Vec::new();
    }
    words
}

/// The places of the words that may be wrong, the longest first.
pub(super) fn longest(words: &[String]) -> Vec<usize> {
    let may_be_wrong = |word: &String| {
        word.chars().count() >= LETTERS_MIN && word.chars().all(char::is_alphabetic)
    };
    let mut places: Vec<usize> = (0..words.len())
        .filter(|nth| words.get(*nth).is_some_and(may_be_wrong))
        .collect();
    places.sort_by_key(|nth| std::cmp::Reverse(words[*nth].chars().count()));
    places.truncate(WRONG_MAX);
    places
}

/// The query for the words beside this one; empty where there are none.
pub(super) fn others(words: &[String], wrong: usize) -> String {
    let others = words.iter().enumerate().filter(|(nth, _)| *nth != wrong);
    let begins: Vec<String> = others
        .map(|(_, word)| word.chars().take(OTHER_LETTERS_MAX).collect::<String>())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    begins.join(" AND ")
}

/// The same words, of which those beside a misspelt one are looked for by their beginning alone: a slip may be in their end as well.
/// Nothing where that changes nothing.
pub(super) fn shortened(words: &[String]) -> Option<Vec<String>> {
    let short = |word: &String| word.chars().take(BEGINNING_LETTERS).collect::<String>();
    let all: Vec<String> = words.iter().map(short).collect();
    (words.len() > 1 && all != words).then_some(all)
}

/// Full-text queries for words of which one of `wrong` is misspelt, the likelier ways first.
pub(super) fn queries(
    words: &[String],
    wrong: &[usize],
    beside: &[String],
) -> impl Iterator<Item = String> {
    let ways: [fn(&str) -> Vec<String>; 3] = [likely, missing_letters, other_letters];
    let all = ways
        .into_iter()
        .flat_map(|way| wrong.iter().map(move |nth| (way, *nth)));
    all.flat_map(|(way, nth)| {
        let others = others(beside, nth);
        let near = words.get(nth).map_or_else(Vec::new, |word| way(word));
        let lots: Vec<String> = near.chunks(LOT).map(|lot| query(lot, &others)).collect();
        lots
    })
}

/// One of these words, and the other words.
fn query(lot: &[String], others: &str) -> String {
    let near: Vec<String> = lot.iter().map(|word| format!("\"{word}\"*")).collect();
    let near = near.join(" OR ");
    if others.is_empty() {
        near
    } else {
        format!("({near}) AND {others}")
    }
}

/// Whether words meet a query as it is made here: of each of its parts one alternative is how a word begins.
pub(super) fn is_met(query: &str, words: &[String]) -> bool {
    let begins_one = |typed: &str| {
        let beginning = typed.trim_matches(['(', ')', '"', '*']);
        words.iter().any(|word| word.starts_with(beginning))
    };
    query
        .split(" AND ")
        .all(|part| part.split(" OR ").any(begins_one))
}

/// Two letters that changed places, one that is too many, one in place of another that sounds alike or lies beside it.
fn likely(word: &str) -> Vec<String> {
    let letters = beginning(word);
    let mut near = Vec::new();
    for at in 0..letters.len() {
        if at + 1 < letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(at, at + 1);
            near.push(swapped);
        }
        let mut less = letters.clone();
        less.remove(at);
        near.push(less);
    }
    let instead = |at: usize| alike(letters[at]).chars();
    for (at, letter) in (0..letters.len()).flat_map(|at| instead(at).map(move |c| (at, c))) {
        let mut other = letters.clone();
        other[at] = letter;
        near.push(other);
    }
    different(near, &letters)
}

/// Letters that are taken for this one by ear, or hit for it on a keyboard.
const fn alike(letter: char) -> &'static str {
    match letter {
        'a' => "eois",
        'b' => "pvn",
        'c' => "kszv",
        'd' => "tsf",
        'e' => "aiwr",
        'f' => "vdg",
        'g' => "khfj",
        'h' => "gj",
        'i' => "yeuo",
        'j' => "yihk",
        'k' => "cgql",
        'l' => "rk",
        'm' => "n",
        'n' => "mb",
        'o' => "uaip",
        'p' => "bo",
        'q' => "kw",
        'r' => "let",
        's' => "zcad",
        't' => "dry",
        'u' => "oyia",
        'v' => "wfbc",
        'w' => "ve",
        'x' => "ksz",
        'y' => "ijzu",
        'z' => "syx",
        _ => "",
    }
}

/// With any other letter in place of one.
fn other_letters(word: &str) -> Vec<String> {
    let letters = beginning(word);
    let mut near = Vec::new();
    for at in 0..letters.len() {
        for letter in 'a'..='z' {
            let mut other = letters.clone();
            other[at] = letter;
            near.push(other);
        }
    }
    different(near, &letters)
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
    different(near, &letters)
}

fn beginning(word: &str) -> Vec<char> {
    word.chars().take(LETTERS_MAX).collect()
}

/// Each once, without the word itself.
fn different(near: Vec<Vec<char>>, letters: &[char]) -> Vec<String> {
    let mut near: Vec<String> = near
        .into_iter()
        .filter(|other| other != letters)
        .map(String::from_iter)
        .collect();
    near.sort_unstable();
    near.dedup();
    near
}

#[cfg(test)]
mod tests {
    use super::{LOT, longest, missing_letters, other_letters, others, queries, words_of};

    #[test]
    fn one_letter_more_less_other_or_swapped_is_near() {
        let all: Vec<String> = queries(&words_of("horak"), &[0], &words_of("horak")).collect();
        for word in ["borak", "hrak", "hroak", "hoxak"] {
            let said = format!("\"{word}\"*");
            assert!(all.iter().any(|query| query.contains(&said)), "{word}");
        }
        assert!(other_letters("horak").contains(&"hoxak".to_owned()));
        assert!(missing_letters("hork").contains(&"horak".to_owned()));
        assert!(!other_letters("horak").contains(&"horak".to_owned()));
    }

    #[test]
    fn no_query_looks_up_more_words_than_a_lot() {
        let words = words_of("truhlarstvi benes");
        let wrong = longest(&words);
        assert_eq!(wrong, [0, 1]);
        for query in queries(&words, &wrong, &words) {
            let looked_up = query.matches("\"*").count();
            assert!(looked_up <= LOT + 1, "{looked_up}: {query}");
        }
        assert_eq!(others(&words, 0), "\"benes\"*");
        assert!(words_of("one two three four").is_empty());
        assert!(longest(&words_of("abc a1234")).is_empty());
    }
}
