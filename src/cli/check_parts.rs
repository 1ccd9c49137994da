//! The parts of a check, each of which is read by itself.

use super::check::Fault;
use super::check_rules::{RULES, Rule};
use super::check_work::{sheets_hold, states_hold};
use super::proof;
use crate::office::{Datum, Reader, Reads, Refused, Row};

/// One part of the check, which is read by itself.
pub(super) struct Part {
    /// Where its faults stand among those of the others.
    pub(super) told: usize,
    pub(super) what: What,
}

/// What a part looks at.
pub(super) enum What {
    Engine,
    References,
    Rule(&'static Rule),
    /// Every row's digest, or only those of authority and money.
    Rows {
        deep: bool,
    },
    Schema,
    States,
    Sheets,
    Names,
}

/// All parts, the longest ones first.
pub(super) fn parts(deep: bool) -> Vec<Part> {
    let ends = [
        What::Rows { deep },
        What::Schema,
        What::States,
        What::Sheets,
        What::Names,
    ];
    let told = [What::Engine, What::References]
        .into_iter()
        .chain(RULES.iter().map(What::Rule))
        .chain(ends);
    let mut parts: Vec<Part> = told
        .enumerate()
        .map(|(told, what)| Part { told, what })
        .collect();
    parts.sort_by_key(|part| match part.what {
        What::Rows { .. } => 0,
        What::Engine => 1,
        What::References => 2,
        _ => 3,
    });
    parts
}

impl Part {
    /// What is wrong in this part. A word that is none of the program's ends it, and is told with its places.
    ///
    /// # Errors
    /// What the store reports.
    pub(super) fn faults(
        &self,
        reader: &mut Reader<'_>,
        progress: &mut dyn FnMut(i64, i64),
    ) -> Result<Vec<Fault>, Refused> {
        let mut faults = Vec::new();
        match self.look(reader, progress, &mut faults) {
            Ok(()) => {}
            Err(refused) => match refused.fact("word") {
                Some(Datum::Text(word)) => unknown_word(reader, word, &mut faults)?,
                _ => return Err(refused),
            },
        }
        Ok(faults)
    }

    fn look(
        &self,
        reader: &mut Reader<'_>,
        progress: &mut dyn FnMut(i64, i64),
        faults: &mut Vec<Fault>,
    ) -> Result<(), Refused> {
        match &self.what {
            What::Engine => {
                for row in reader.rows("pragma integrity_check(20)", &[])? {
                    let what = row.text(0)?;
                    if what != "ok" {
                        faults.push(Fault { invariant: 0, what });
                    }
                }
            }
            What::References => {
                for row in reader.rows("pragma foreign_key_check", &[])? {
                    faults.push(Fault {
                        invariant: 0,
                        what: refers_to_nothing(&row)?,
                    });
                }
            }
            What::Rule(rule) => {
                for row in reader.rows(rule.sql, &[])?.iter().take(20) {
                    faults.push(Fault {
                        invariant: rule.invariant,
                        what: row.text(0)?,
                    });
                }
            }
            What::Rows { deep } => proof::rows(reader, *deep, progress, faults)?,
            What::Schema => proof::schema(reader, faults)?,
            What::States => states_hold(reader, faults)?,
            What::Sheets => sheets_hold(reader, faults)?,
            What::Names => super::check_names::names(reader, faults)?,
        }
        Ok(())
    }
}

/// A row of a table that refers to a row of another one, which is not there.
fn refers_to_nothing(row: &Row) -> Result<String, Refused> {
    let (table, to) = (row.text(0)?, row.text(2)?);
    Ok(match row.int_or_none(1)? {
        Some(number) => format!("{table} {number} refers to nothing in {to}"),
        None => format!("a row of {table} refers to nothing in {to}"),
    })
}

/// Says of every row in which this word stands that the program does not know it.
fn unknown_word(
    reader: &mut Reader<'_>,
    word: &str,
    faults: &mut Vec<Fault>,
) -> Result<(), Refused> {
    for place in reader.places_of(word)?.iter().take(20) {
        let what = format!("{place}: {word:?} is no word of this program");
        faults.push(Fault { invariant: 0, what });
    }
    Ok(())
}
