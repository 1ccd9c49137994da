//! Weekdays in Czech: a preposition decides the case of the one behind it. "do soboty 28. 11.", "ve středu 25. 11.".

/// Each weekday: as it is called, and behind "do", "v", "po" and "před".
const CASES: [[&str; 5]; 7] = [
    ["pondělí", "pondělí", "pondělí", "pondělí", "pondělím"],
    ["úterý", "úterý", "úterý", "úterý", "úterým"],
    ["středa", "středy", "středu", "středě", "středou"],
    ["čtvrtek", "čtvrtka", "čtvrtek", "čtvrtku", "čtvrtkem"],
    ["pátek", "pátku", "pátek", "pátku", "pátkem"],
    ["sobota", "soboty", "sobotu", "sobotě", "sobotou"],
    ["neděle", "neděle", "neděli", "neděli", "nedělí"],
];

/// Prepositions, as they are before two consonants, and the case that they want, by its place among [`CASES`].
const PREPOSITIONS: [(&str, &str, usize); 12] = [
    ("do", "do", 1),
    ("od", "od", 1),
    ("z", "ze", 1),
    ("kolem", "kolem", 1),
    ("v", "ve", 2),
    ("na", "na", 2),
    ("za", "za", 2),
    ("přes", "přes", 2),
    ("po", "po", 3),
    ("k", "ke", 3),
    ("před", "před", 4),
    ("mezi", "mezi", 4),
];

/// Days that are said without "v": "v zítra 14:00" is nobody's Czech.
const WITHOUT: [&str; 2] = ["zítra", "včera"];

/// The same text, with each weekday before a date in the case that the preposition before it wants.
pub(super) fn in_case(text: String) -> String {
    let mut said = text;
    for [day, cases @ ..] in CASES {
        let mut from = 0;
        while let Some(at) = said[from..].find(day).map(|at| from + at) {
            from = at + day.len();
            let has_date = said[from..]
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit());
            let Some((begin, preposition)) = word_before(&said, at).filter(|_| has_date) else {
                continue;
            };
            let known = PREPOSITIONS
                .iter()
                .find(|(short, long, _)| [*short, *long].contains(&preposition));
            let Some((short, long, case)) = known else {
                continue;
            };
            let is_long =
                day.starts_with("st") || day.starts_with("čt") || day == "sobota" && *short == "z";
            let preposition = if is_long { long } else { short };
            let whole = format!("{preposition} {}", cases[case - 1]);
            said.replace_range(begin..from, &whole);
            from = begin + whole.len();
        }
    }
    for day in WITHOUT {
        while let Some((begin, at)) = said.find(day).and_then(|at| {
            let (begin, word) = word_before(&said, at)?;
            matches!(word, "v" | "ve").then_some((begin, at))
        }) {
            said.replace_range(begin..at, "");
        }
    }
    said
}

/// The word that stands before this place, with one blank between, and where it begins.
fn word_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let before = text[..at].strip_suffix([' ', '\u{a0}'])?;
    let begin = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |end| {
        end + before[end..].chars().next().map_or(1, char::len_utf8)
    });
    Some((begin, &before[begin..]))
}

#[cfg(test)]
mod tests {
    use super::in_case;
    use crate::words::{Lang, Words, named};
    use chrono::NaiveDate;

    #[test]
    fn a_weekday_stands_in_the_case_of_its_preposition() {
        for (text, right) in [
            ("do sobota 28. 11.", "do soboty 28. 11."),
            (
                "od středa 25. 11. do neděle 29. 11.",
                "od středy 25. 11. do neděle 29. 11.",
            ),
            ("v středa 25. 11.", "ve středu 25. 11."),
            ("v pátek 27. 11.", "v pátek 27. 11."),
            (
                "na sobota 28. 11. a po čtvrtek 26. 11.",
                "na sobotu 28. 11. a po čtvrtku 26. 11.",
            ),
            ("před neděle 29. 11.", "před nedělí 29. 11."),
            (
                "zápis je až z středa 25. 11.",
                "zápis je až ze středy 25. 11.",
            ),
            ("v zítra 14:00 nikdo", "zítra 14:00 nikdo"),
            ("sobota 28. 11.", "sobota 28. 11."),
            ("zavřeno sobota 28. 11.", "zavřeno sobota 28. 11."),
            ("do sobota", "do sobota"),
        ] {
            assert_eq!(in_case(text.to_owned()), right);
        }
    }

    #[test]
    fn a_message_that_ends_on_a_day_says_it_as_people_do() {
        let words = Words::new(Lang::Cs, "CZK", chrono_tz::Europe::Prague);
        let saturday = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap_or_default();
        let day = words.short_day(saturday);
        let said = words.presence_lunch(day.as_str());
        assert_eq!(said, "na obědě do soboty 28.\u{a0}11.");
        let said =
            words.cover_enter_cover_nobody(named::Duties("sklad"), named::Until(day.as_str()));
        assert_eq!(said, "zastoupí do soboty 28.\u{a0}11.: sklad");
    }
}
