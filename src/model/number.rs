//! Numbers as people type and paste them, and as programs write them.
//!
//! What somebody types is read in the one way in which it can be meant, or not at all: "1,234" and "1.234" are one thousand in one
//! office and one and a bit in the next, so neither is guessed. A program's number has a dot before its decimals.

/// Why a typed number was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misread {
    /// It is no number that is possible here.
    NoNumber,
    /// It can be meant in two ways.
    TwoWays(TwoWays),
}

/// Both readings of a number such as "1,234", in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoWays {
    /// With its mark between thousands: 1234.
    pub grouped: i64,
    /// With its mark before the decimals: 1.234.
    pub decimal: i64,
}

/// Digits in a group of thousands.
const GROUP: usize = 3;

/// Reads a typed number as that many smaller units: "1234", "1234,5", "1 234,5", "1.234,5" and "1,234.5" have one meaning each.
///
/// # Errors
/// [`Misread`]: another text, more decimals than there are units, or a number with two meanings.
pub fn typed(text: &str, decimals: u32) -> Result<i64, Misread> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let sign = |value: i64| if negative { -value } else { value };
    let (whole, fraction) = match split(text).ok_or(Misread::NoNumber)? {
        Split::One(whole, fraction) => (whole, fraction),
        Split::Two(whole, fraction) => {
            let read = |whole: &str, fraction: &str| {
                units(whole, fraction, 3).map(sign).ok_or(Misread::NoNumber)
            };
            return Err(Misread::TwoWays(TwoWays {
                grouped: read(&format!("{whole}{fraction}"), "")?,
                decimal: read(&whole, &fraction)?,
            }));
        }
    };
    units(&whole, &fraction, decimals)
        .map(sign)
        .ok_or(Misread::NoNumber)
}

/// Both readings of a text that has two.
#[must_use]
pub fn two_ways(text: &str) -> Option<TwoWays> {
    match typed(text.trim().trim_end_matches('%'), 3) {
        Err(Misread::TwoWays(both)) => Some(both),
        _ => None,
    }
}

/// Reads a program's number as that many smaller units: digits, and a dot before decimals. A comma is refused: what one program
/// means by it the next one would misread.
#[must_use]
pub fn written(text: &str, decimals: u32) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (digits, ""),
    };
    let value = units(whole, fraction, decimals)?;
    Some(if negative { -value } else { value })
}

/// The digits before and after the mark of the decimals.
enum Split {
    /// They can be split in this way only.
    One(String, String),
    /// The mark may as well stand between thousands.
    Two(String, String),
}

fn split(text: &str) -> Option<Split> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let marks: Vec<char> = text
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .map(|c| if is_space(c) { ' ' } else { c })
        .collect();
    if marks.iter().any(|mark| !matches!(mark, ' ' | '.' | ',')) {
        return None;
    }
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else {
        return Some(Split::One(text.to_owned(), String::new()));
    };
    let count = |mark: &char| marks.iter().filter(|other| *other == mark).count();
    let is_group_mark = |c: char| c == *first || *first == ' ' && is_space(c);
    if *last != ' ' && count(last) == 1 {
        let (whole, fraction) = text.split_once(*last)?;
        if fraction.is_empty() || whole.is_empty() {
            return None;
        }
        if marks.len() > 1 {
            return Some(Split::One(
                ungroup(whole, is_group_mark)?,
                fraction.to_owned(),
            ));
        }
        let groups = (1..=GROUP).contains(&whole.len()) && !whole.starts_with('0');
        let (whole, fraction) = (whole.to_owned(), fraction.to_owned());
        return Some(if groups && fraction.len() == GROUP {
            Split::Two(whole, fraction)
        } else {
            Split::One(whole, fraction)
        });
    }
    Some(Split::One(ungroup(text, is_group_mark)?, String::new()))
}

/// The digits of "1 234 567"; `None` where a group does not have its three digits.
fn ungroup(text: &str, is_mark: impl Fn(char) -> bool) -> Option<String> {
    let mut groups = text.split(is_mark);
    let first = groups.next()?;
    if first.is_empty() || first.len() > GROUP || first.starts_with('0') {
        return None;
    }
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != GROUP {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

/// Digits as that many smaller units; `None` for other characters, more decimals than that, or more than can be counted.
fn units(whole: &str, fraction: &str, decimals: u32) -> Option<i64> {
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) {
        return None;
    }
    let places = decimals as usize;
    if fraction.len() > places && fraction[places..].bytes().any(|byte| byte != b'0') {
        return None;
    }
    let kept = &fraction[..fraction.len().min(places)];
    let mut value: i64 = whole.parse().ok()?;
    for place in 0..places {
        let digit = kept
            .as_bytes()
            .get(place)
            .map_or(0, |byte| i64::from(byte - b'0'));
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    Some(value)
}
