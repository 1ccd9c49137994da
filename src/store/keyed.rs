//! How a statement that inserts tells the key of its row, so that nobody has to look it up.

use super::changes::Shape;

/// How a statement that inserts into a keyed table gives the key.
#[derive(Debug, Clone)]
pub(super) struct Insert {
    pub(super) table: usize,
    pub(super) key: Vec<Given>,
}

#[derive(Debug, Clone)]
pub(super) enum Given {
    /// The place of an argument.
    Argument(usize),
    Number(i64),
}

/// The values of the key in `table (columns) values (values) ..`; none where one of them is neither an argument nor a number, or
/// several rows are given.
pub(super) fn key_given(after: &str, shape: &Shape) -> Option<Vec<Given>> {
    let (_, rest) = after.split_once('(')?;
    let (columns, rest) = rest.split_once(')')?;
    let rest = rest.trim_start().strip_prefix("values")?.trim_start();
    let (values, rest) = within_brackets(rest)?;
    if rest.trim_start().starts_with(',') {
        return None;
    }
    let columns: Vec<&str> = columns.split(',').map(str::trim).collect();
    let given = |place: &usize| {
        let column = shape.columns.get(*place)?;
        let nth = columns.iter().position(|name| name == column)?;
        let value = values.get(nth)?.trim();
        match value.strip_prefix('$') {
            Some(number) => Some(Given::Argument(
                number.parse::<usize>().ok()?.checked_sub(1)?,
            )),
            None => Some(Given::Number(value.parse().ok()?)),
        }
    };
    shape.key.iter().map(given).collect()
}

/// What stands between the first bracket and its counterpart, cut at its commas, and what follows.
fn within_brackets(text: &str) -> Option<(Vec<&str>, &str)> {
    let text = text.strip_prefix('(')?;
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (place, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => {
                parts.push(text.get(from..place)?);
                return Some((parts, text.get(place + 1..)?));
            }
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text.get(from..place)?);
                from = place + 1;
            }
            _ => {}
        }
    }
    None
}
