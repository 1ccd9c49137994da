//! Company and VAT ids with check digits, so that a slip of the finger is found while the customer still stands there.

/// A Czech company id (IČO) as eight digits; spaces are left out, leading zeros may be missing. `None` where it has another form or
/// its check digit is wrong.
///
/// The last digit is (11 - (8a + 7b + 6c + 5d + 4e + 3f + 2g) mod 11) mod 10 (Czech Statistical Office, ARES).
#[must_use]
pub fn czech_company_id(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if kept.is_empty() || kept.len() > 8 || !is_digits(&kept) {
        return None;
    }
    let padded = format!("{kept:0>8}");
    let all = digits(&padded);
    let (last, body) = all.split_last()?;
    let check = (11 - weighted(body, &[8, 7, 6, 5, 4, 3, 2]) % 11) % 10;
    (*last == check).then_some(padded)
}

/// A VAT id of the European Union in capitals without spaces: two letters of the country, then 2 to 12 letters and digits
/// (Directive 2006/112/EC, article 215). Those of AT, CZ, DE, PL and SK must have the right check digit. `None` where not so.
#[must_use]
pub fn vat_id(text: &str) -> Option<String> {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !".-".contains(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let (country, number) = kept.split_at_checked(2)?;
    let letters = country.chars().all(|c| c.is_ascii_uppercase());
    let plain = number.chars().all(|c| c.is_ascii_alphanumeric());
    if !letters || !plain || !(2..=12).contains(&number.len()) {
        return None;
    }
    let right = match country {
        "CZ" => is_czech(number),
        "SK" => number.len() == 10 && is_digits(number) && rest_of(number, 11) == 0,
        "DE" => number.len() == 9 && is_digits(number) && is_iso_7064(number),
        "PL" => number.len() == 10 && is_digits(number) && is_polish(number),
        "AT" => is_austrian(number),
        _ => true,
    };
    right.then_some(kept)
}

/// A legal person has its company id of eight digits there, a natural one their birth number of nine or ten, of which only those
/// since 1954, with ten, can be divided by eleven (Act 133/2000 Coll., section 13).
fn is_czech(number: &str) -> bool {
    is_digits(number)
        && match number.len() {
            8 => czech_company_id(number).is_some(),
            9 => true,
            10 => {
                rest_of(number, 11) == 0 || rest_of(&number[..9], 11) == 10 && number.ends_with('0')
            }
            _ => false,
        }
}

/// ISO 7064, MOD 11,10: of German VAT ids (`BZSt`).
fn is_iso_7064(number: &str) -> bool {
    let all = digits(number);
    let Some((last, body)) = all.split_last() else {
        return false;
    };
    let mut product = 10;
    for digit in body {
        let sum = match (digit + product) % 10 {
            0 => 10,
            sum => sum,
        };
        product = 2 * sum % 11;
    }
    (11 - product) % 10 == *last
}

/// The NIP: weights 6 5 7 2 3 4 5 6 7, the rest by eleven is the last digit.
fn is_polish(number: &str) -> bool {
    let all = digits(number);
    all.split_last()
        .is_some_and(|(last, body)| weighted(body, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == *last)
}

/// "U" and eight digits; every second one doubled and its digits added, then (96 - sum) mod 10 (BMF, UID).
fn is_austrian(number: &str) -> bool {
    let Some(rest) = number
        .strip_prefix('U')
        .filter(|rest| rest.len() == 8 && is_digits(rest))
    else {
        return false;
    };
    let all = digits(rest);
    all.split_last().is_some_and(|(last, body)| {
        let sum: u32 = (0..)
            .zip(body)
            .map(|(place, digit)| match place % 2 {
                0 => *digit,
                _ => digit / 5 + digit * 2 % 10,
            })
            .sum();
        (96 - sum) % 10 == *last
    })
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

fn rest_of(number: &str, divisor: u64) -> u64 {
    number
        .parse::<u64>()
        .map_or(divisor, |number| number % divisor)
}

#[cfg(test)]
mod tests {
    use super::{czech_company_id, vat_id};

    #[test]
    fn a_czech_company_id_has_the_right_last_digit() {
        // Ministry of Finance, Czech Statistical Office, Czech National Bank.
        for known in ["00006947", "00025593", "48136450"] {
            assert_eq!(czech_company_id(known).as_deref(), Some(known));
        }
        assert_eq!(czech_company_id("6947").as_deref(), Some("00006947"));
        assert_eq!(czech_company_id("481 36 450").as_deref(), Some("48136450"));
        for wrong in ["00006948", "48136405", "481364500", "4813645O", "", "-1"] {
            assert_eq!(czech_company_id(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_single_wrong_digit_is_found() {
        for place in 0..8 {
            for digit in '0'..='9' {
                let mut id: Vec<char> = "48136450".chars().collect();
                if id[place] == digit {
                    continue;
                }
                id[place] = digit;
                let id: String = id.into_iter().collect();
                // Of a rest of 0 and of 10 the same digit is made, 1: a slip between those two cannot be seen.
                if czech_company_id(&id).is_some() {
                    assert!(id.ends_with('1'), "{id}");
                }
            }
        }
    }

    #[test]
    fn vat_ids_are_checked_by_their_country() {
        // As the tax authorities give them in their examples.
        for known in [
            "CZ48136450",
            "DE136695976",
            "ATU13585627",
            "PL5260250274",
            "SK2021853504",
            "FR40303265045",
        ] {
            assert_eq!(vat_id(known).as_deref(), Some(known), "{known}");
        }
        assert_eq!(vat_id("cz 481 36 450").as_deref(), Some("CZ48136450"));
        for wrong in [
            "CZ48136451",
            "DE136695977",
            "ATU13585628",
            "PL5260250275",
            "SK2021853505",
            "48136450",
            "CZ",
            "C",
            "ČZ48136450",
        ] {
            assert_eq!(vat_id(wrong), None, "{wrong}");
        }
    }
}
