//! Notes and coins as one counts them: "5x1000 + 3x500 + 37.50".

use crate::model::Money;

/// The sum of parts with "+" between them, each an amount or how many of it ("12x100", "12*100"). `None` where one of them is neither.
pub(super) fn tally(text: &str) -> Option<Money> {
    text.split('+')
        .map(part)
        .try_fold(Money::ZERO, |sum, part| sum.plus(part?))
}

fn part(text: &str) -> Option<Money> {
    let Some((times, worth)) = text.split_once(['x', 'X', '×', '*']) else {
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
            assert_eq!(tally(typed), Some(Money(sum)), "{typed}");
        }
        for typed in [
            "",
            "x",
            "5x",
            "x5",
            "5 1000x",
            "1+",
            "-1x5",
            "9223372036854775807x9",
        ] {
            assert_eq!(tally(typed), None, "{typed}");
        }
    }
}
