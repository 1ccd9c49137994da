//! Notes and coins as one counts them: "5x1000 + 3x500 + 37.50".

use crate::model::Money;
use crate::office::Refused;

/// The sum of parts with "+" between them, each an amount or how many of it ("12x100", "12*100").
///
/// # Errors
/// `amount-two-ways` where an amount can be read in two ways, `bad-tally` where a part is neither.
pub(super) fn tally(text: &str) -> Result<Money, Refused> {
    let bad = || Refused::rule("bad-tally").with("value", text);
    let mut sum = Money::ZERO;
    for one in text.split('+') {
        let part = part(one).ok_or_else(|| match Refused::misread("bad-money", worth(one)) {
            misread if misread.id == "bad-money" => bad(),
            two_ways => two_ways,
        })?;
        if part < Money::ZERO || one.contains(['-', '\u{2212}']) {
            return Err(bad());
        }
        sum = sum.plus(part).ok_or_else(bad)?;
    }
    // Whoever means that nothing is in it says so with a plain 0: "0x5" is a slip of the finger, and a count is kept as it is made.
    if sum == Money::ZERO && text.contains(TIMES) {
        return Err(bad());
    }
    Ok(sum)
}

/// What stands behind "times" in a part, or all of it.
fn worth(part: &str) -> &str {
    part.rsplit(TIMES).next().unwrap_or(part).trim()
}

/// What may stand between how many there are and what each is worth.
const TIMES: [char; 4] = ['x', 'X', '×', '*'];

fn part(text: &str) -> Option<Money> {
    let Some((times, worth)) = text.split_once(TIMES) else {
        return Money::parse(text.trim());
    };
    let times: i64 = times.trim().parse().ok().filter(|times| *times >= 0)?;
    let worth = Money::parse(worth.trim())?;
    worth.0.checked_mul(times).map(Money)
}

#[cfg(test)]
mod tests {
    use super::tally;
    use crate::model::Money;

    #[test]
    fn notes_and_coins_add_up_and_a_plain_amount_is_itself() {
        for (typed, sum) in [
            ("1234,50", 123_450),
            ("1 234.50", 123_450),
            ("5x1000 + 3x500+37", 653_700),
            ("2*0,50 + 0x1000", 100),
            ("0", 0),
        ] {
            assert_eq!(tally(typed).unwrap(), Money(sum), "{typed}");
        }
        for typed in [
            "",
            "x",
            "5x",
            "x5",
            "5 1000x",
            "1+",
            "-1x5",
            "1x-5",
            "-0",
            "-5",
            "100 + -20",
            "0x5",
            "0x5 + 0x10",
            "9223372036854775807x9",
        ] {
            assert_eq!(tally(typed).unwrap_err().id, "bad-tally", "{typed}");
        }
        for typed in ["1,234+5", "37+ 1.234", "5x1,234"] {
            assert_eq!(tally(typed).unwrap_err().id, "amount-two-ways", "{typed}");
        }
    }
}
