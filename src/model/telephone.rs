//! Telephone numbers as people say and write them: with or without the country's code, spaces, dashes and "linka 12".

use super::text::digits;

/// How many digits of a number are compared, from its end: those of a Czech number without the country's code.
pub const END_DIGITS: usize = 9;

/// The fewest digits by which a number is found, from its beginning or from its end.
const DIGITS_MIN: usize = 3;

/// Country codes that are left out where a number is said at home.
const HOME: [&str; 2] = ["420", "421"];

/// What stands before a number.
const BEFORE: [&str; 9] = [
    "telefon", "phone", "tel.", "tel:", "tel", "mobil", "mob.", "mob", "t:",
];

/// What stands between a number and that of a telephone behind it.
const EXTENSION: [&str; 8] = ["linka", "l.", "klapka", "kl.", "ext.", "ext", "x", "#"];

/// What was typed, where it can be a telephone number or a part of one. Digits only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The beginnings that the last nine digits of a number may have.
    pub heads: Vec<String>,
    /// The last digits of a number, backwards; none where a country's code says that these are the first.
    pub back: Option<String>,
    /// All digits, for numbers of other countries.
    pub all: String,
}

const fn belongs(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '+' | ' ' | '\u{a0}' | '(' | ')' | '-' | '.' | '/'
    )
}

/// The number itself and what follows it.
fn split(text: &str) -> (&str, &str) {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// The last nine digits of a number as it is kept; the tables compute the same (`phone_end`).
#[must_use]
pub fn end_of(phone: &str) -> String {
    let own = digits(split(phone).0);
    let all = if own.is_empty() { digits(phone) } else { own };
    last(&all).to_owned()
}

fn last(digits: &str) -> &str {
    &digits[digits.len().saturating_sub(END_DIGITS)..]
}

impl Typed {
    /// Reads what was typed; `None` where it is no number.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        let number = BEFORE
            .iter()
            .find_map(|word| lower.strip_prefix(word))
            .unwrap_or(&lower);
        let (number, rest) = split(number.trim_start());
        let extension = rest.is_empty() || EXTENSION.iter().any(|word| rest.starts_with(word));
        let typed = digits(number);
        if !extension || typed.len() < DIGITS_MIN {
            return None;
        }
        let plus = number.starts_with('+');
        let all = typed.strip_prefix("00").unwrap_or(&typed).to_owned();
        let mut heads = Vec::new();
        if !plus {
            heads.push(last(&typed).to_owned());
        }
        if all.len() > END_DIGITS {
            heads.push(last(&all).to_owned());
        }
        let home = HOME.iter().find_map(|code| all.strip_prefix(code));
        heads.extend(home.map(str::to_owned));
        heads.retain(|head| !head.is_empty() && head.len() <= END_DIGITS);
        heads.sort();
        heads.dedup();
        let back = (!plus).then(|| last(&typed).chars().rev().collect::<String>());
        Some(Self { heads, back, all })
    }

    /// Whether this is long enough to be somebody's whole number.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.all.len() >= 6
    }
}

#[cfg(test)]
mod tests {
    use super::{Typed, end_of};

    #[test]
    fn every_way_of_saying_a_number_leads_to_the_same_nine_digits() {
        for said in [
            "777210331",
            "777 210 331",
            "777-210-331",
            "+420 777 210 331",
            "+420777210331",
            "00420777210331",
            "420 777 210 331",
            "tel. 777 210 331",
            "777 210 331 linka 12",
            "(777) 210.331",
        ] {
            let typed = Typed::read(said).unwrap();
            assert!(
                typed.heads.iter().any(|head| head == "777210331"),
                "{said}: {typed:?}"
            );
            assert_eq!(end_of(said), "777210331", "{said}");
        }
    }

    #[test]
    fn a_number_is_found_from_its_end_and_while_it_is_typed() {
        let typed = Typed::read("210 331").unwrap();
        assert_eq!(typed.back.as_deref(), Some("133012"));
        assert_eq!(Typed::read("331").unwrap().back.as_deref(), Some("133"));
        assert_eq!(Typed::read("+420 331").unwrap().back, None);
        assert!(
            Typed::read("+420 777")
                .unwrap()
                .heads
                .contains(&"777".to_owned())
        );
        assert_eq!(Typed::read("so13"), None);
        assert_eq!(Typed::read("12"), None);
        assert_eq!(Typed::read("Firma 2000"), None);
    }
}
