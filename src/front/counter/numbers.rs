//! Numbers as people say them: "13", "so13", "0013", "SO-2026-0013", "2026-13", "p5".

use super::search::{Match, order_columns, orders};
use crate::model::text::fold;
use crate::office::{Reader, Reads, Refused};
use crate::records::document::{self, Document};
use chrono::Datelike as _;

/// How many earlier years are looked through for a number without a year.
const YEARS_BACK: i32 = 3;

/// How many longer numbers with the same end are shown.
const LONGER_MAX: usize = 3;

/// The series of numbers on slips, labels and receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    Order,
    Parcel,
    Slip,
    Receipt,
}

/// A number as it was typed.
#[derive(Debug, PartialEq, Eq)]
struct Said<'a> {
    series: Series,
    year: Option<i32>,
    digits: &'a str,
}

/// Reads a number; `None` where the text is none.
fn read(text: &str) -> Option<Said<'_>> {
    let rest = text.trim_start_matches(['#', ' ']);
    let letters = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let (word, rest) = rest.split_at(letters);
    let series = match word {
        "" | "so" => Series::Order,
        "p" => Series::Parcel,
        "sl" => Series::Slip,
        "r" => Series::Receipt,
        _ => return None,
    };
    let rest = rest.trim_start_matches(['-', ' ', '#']);
    let (year, digits) = match rest.split_once(['-', '/']) {
        Some((year, digits)) if year.len() == 4 => (Some(year.parse().ok()?), digits),
        Some(_) => return None,
        None => (None, rest),
    };
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && digits.len() <= 8).then_some(Said {
        series,
        year,
        digits,
    })
}

/// The orders that a number may mean: the one of this year, newer ones that end in the same digits, and those of earlier years.
pub(super) fn by_number(reader: &mut Reader<'_>, text: &str) -> Result<Vec<Match>, Refused> {
    let folded = fold(text);
    let Some(said) = read(&folded) else {
        // An order from elsewhere keeps the number that it had there.
        return with_number(reader, Series::Order, text.trim());
    };
    let this_year = reader.now().local(reader.facts().zone).year();
    let Ok(number) = said.digits.parse::<i64>() else {
        return Ok(Vec::new());
    };
    let prefix = match said.series {
        Series::Order => "SO",
        Series::Parcel => "P",
        Series::Slip => "SL",
        Series::Receipt => "R",
    };
    let mut found = Vec::new();
    let mut add = |reader: &mut Reader<'_>, year: i32, number: i64| -> Result<(), Refused> {
        let number = format!("{prefix}-{year}-{number:04}");
        for one in with_number(reader, said.series, &number)? {
            if !found.iter().any(|known: &Match| known.key == one.key) {
                found.push(one);
            }
        }
        Ok(())
    };
    if let Some(year) = said.year {
        add(reader, year, number)?;
        return Ok(found);
    }
    add(reader, this_year, number)?;
    if said.series == Series::Order && said.digits.len() >= 2 {
        for longer in longer(reader, this_year, said.digits, number)? {
            add(reader, this_year, longer)?;
        }
    }
    for back in 1..=YEARS_BACK {
        add(reader, this_year - back, number)?;
    }
    if found.is_empty() {
        return with_number(reader, Series::Order, text.trim());
    }
    Ok(found)
}

/// The receipts and slips that a number may mean: that of this year, or the newest before it.
pub(super) fn papers(reader: &mut Reader<'_>, text: &str) -> Result<Vec<Document>, Refused> {
    let folded = fold(text);
    let Some(said) = read(&folded) else {
        return Ok(Vec::new());
    };
    let prefix = match said.series {
        Series::Slip => "SL",
        Series::Receipt => "R",
        Series::Order | Series::Parcel => return Ok(Vec::new()),
    };
    let Ok(number) = said.digits.parse::<i64>() else {
        return Ok(Vec::new());
    };
    let this_year = reader.now().local(reader.facts().zone).year();
    let years = match said.year {
        Some(year) => year..=year,
        None => this_year - YEARS_BACK..=this_year,
    };
    for year in years.rev() {
        let found = document::find(reader, &format!("{prefix}-{year}-{number:04}"))?;
        if let Some(found) = found {
            return Ok(vec![found]);
        }
    }
    Ok(Vec::new())
}

/// The newest numbers of this year that end in these digits and are longer.
fn longer(
    reader: &mut Reader<'_>,
    year: i32,
    digits: &str,
    number: i64,
) -> Result<Vec<i64>, Refused> {
    let series = format!("SO-{year}");
    let row = reader.row(
        "select next from counter where series = $1",
        &[series.into()],
    )?;
    let last = row.map_or(Ok(0), |row| row.int(0))? - 1;
    let step = 10_i64.pow(u32::try_from(digits.len()).unwrap_or(8));
    let newest = last - (last - number).rem_euclid(step);
    let below = std::iter::successors(Some(newest), |one| Some(one - step));
    Ok(below
        .take_while(|one| *one > number)
        .take(LONGER_MAX)
        .collect())
}

fn with_number(
    reader: &mut Reader<'_>,
    series: Series,
    number: &str,
) -> Result<Vec<Match>, Refused> {
    let number = number.to_uppercase();
    let sql = match series {
        Series::Order => concat!(
            order_columns!(),
            " from orders o cross join customer c on c.id = o.customer where o.number = $1"
        ),
        Series::Parcel => concat!(
            order_columns!(),
            " from parcel p cross join orders o on o.id = p.orders cross join customer c on c.id = o.customer where p.number = $1"
        ),
        Series::Slip | Series::Receipt => concat!(
            order_columns!(),
            " from document d cross join orders o on o.id = d.orders cross join customer c on c.id = o.customer
             where d.number = coalesce((select f.number from payment p cross join payment f on f.id = p.act where p.number = $1), $1)
             union all ",
            order_columns!(),
            " from document_also a cross join orders o on o.id = a.orders cross join customer c on c.id = o.customer
             where a.number = coalesce((select f.number from payment p cross join payment f on f.id = p.act where p.number = $1), $1)"
        ),
    };
    orders(reader, sql, &[number.into()])
}

/// Whether a text is a number of this office's papers and so nobody's name.
pub(super) fn is_number(text: &str) -> bool {
    read(&fold(text)).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Said, Series, read};

    #[test]
    fn numbers_are_read_as_people_say_them() {
        let order = |year, digits| Said {
            series: Series::Order,
            year,
            digits,
        };
        assert_eq!(read("13"), Some(order(None, "13")));
        assert_eq!(read("so13"), Some(order(None, "13")));
        assert_eq!(read("so-2026-0013"), Some(order(Some(2026), "0013")));
        assert_eq!(read("2026/13"), Some(order(Some(2026), "13")));
        assert_eq!(read("# 0013"), Some(order(None, "0013")));
        assert_eq!(read("p5").map(|said| said.series), Some(Series::Parcel));
        for text in ["", "so", "pap-a4", "12-34", "horak"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
