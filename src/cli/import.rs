//! `swingdoor import`: a table that another program or `list --csv` has written becomes customers, items or orders. All of it or nothing.
//!
//! What a list of this program's own cannot carry is told: payments with their receipts, parcels, returns, and what is not on file
//! any more. Of an order it keeps what is owed.

use super::columns::{Row, column_map, keep_map, read};
use super::do_lines::{sign_out, words_of};
use super::import_rows::{Fate, customer, item, order};
use super::output::{Exit, Stop};
use super::place::Place;
use crate::office::{Office, Refused, Session};
use crate::words::named;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// What is imported, and from where.
pub(super) struct Import<'a> {
    pub(super) kind: &'a str,
    pub(super) file: &'a Path,
    pub(super) lines: Option<&'a Path>,
    pub(super) map: Option<&'a Path>,
    pub(super) dry_run: bool,
    pub(super) code: &'a str,
}

/// The rows of the second table by the order or customer they belong to; what is left at the end belongs to none.
pub(super) type Lines = BTreeMap<String, Vec<Row>>;

/// Carries the fates of the rows out of the transaction that a dry run, or a refusal, takes back.
type Fates = Vec<(u64, Result<Fate, Refused>)>;

pub(super) fn import(place: &Place<'_>, asked: &Import<'_>) -> Result<Exit, Stop> {
    let mut office = place.open()?;
    let pin = super::do_lines::pin(place)?;
    let session = office.sign_in(
        &format!("import-{}", std::process::id()),
        asked.code,
        &pin,
        false,
    )?;
    let words = words_of(place, &mut office, &session)?;
    let place = &Place {
        words: &words,
        ..*place
    };
    let outcome = run(place, asked, &mut office, &session);
    sign_out(place, &mut office, &session);
    outcome
}

fn run(
    place: &Place<'_>,
    asked: &Import<'_>,
    office: &mut Office,
    session: &Session,
) -> Result<Exit, Stop> {
    let map = column_map(asked, office.path())?;
    let table = read(asked.file, &map.fields, asked.kind)?;
    table.warn(place, asked.file);
    let rows = table.rows;
    let (second, owner, whole) = match asked.kind {
        "customers" => ("contacts", "customer", "customer"),
        _ => ("lines", "order", "order"),
    };
    let mut lines = Lines::new();
    if let Some(file) = asked.lines {
        let table = read(file, &map.fields, second)?;
        table.warn(place, file);
        for line in table.rows {
            let owner = line.get(owner).to_owned();
            lines.entry(owner).or_default().push(line);
        }
    }
    let mut fates: Fates = Vec::with_capacity(rows.len());
    let keep = !asked.dry_run;
    let outcome = office.transaction(|writing| {
        for row in &rows {
            let fate = match asked.kind {
                "customers" => customer(writing, session, row, &mut lines),
                "items" => item(writing, session, row),
                _ => order(writing, session, row, &mut lines),
            };
            fates.push((row.line, fate));
        }
        for line in lines.values().flatten() {
            let orphan = Refused::rule("not-found")
                .with("kind", whole)
                .with("name", line.get(owner));
            fates.push((line.line, Err(orphan)));
        }
        if keep && fates.iter().all(|(_, fate)| fate.is_ok()) {
            Ok(())
        } else {
            Err(Refused::rule("import-taken-back"))
        }
    });
    match outcome {
        Err(refused) if refused.id != "import-taken-back" => return Err(refused.into()),
        Err(_) => {}
        Ok(()) => {
            // The import stands, whatever becomes of the map.
            let kept = map
                .given
                .map(|text| keep_map(&text, asked.kind, office.path()));
            if let Some(Err(error)) = kept {
                super::output::say(&place.words.cli_import_map_not_kept(error.to_string()));
            }
        }
    }
    report(place, asked, &fates)
}

/// So many of what is not as it was are named.
const DIFFER_SHOWN_MAX: usize = 20;

/// Every row's fate in a dry run, the refused ones otherwise; then the sum.
fn report(place: &Place<'_>, asked: &Import<'_>, fates: &Fates) -> Result<Exit, Stop> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut refused = 0_usize;
    let mut differ = Vec::new();
    for (line, fate) in fates {
        match fate {
            Ok(fate) => {
                let subject = crate::model::text::safe(&fate.subject);
                if asked.dry_run {
                    writeln!(out, "{line}  {subject}")?;
                }
                if fate.differs {
                    differ.push(subject.into_owned());
                }
            }
            Err(why) => {
                refused += 1;
                writeln!(out, "{line}  {}", place.words.refused(why))?;
            }
        }
    }
    out.flush()?;
    if !differ.is_empty() {
        let count = differ.len();
        differ.truncate(DIFFER_SHOWN_MAX);
        super::output::say(
            &place
                .words
                .cli_import_differs(named::Count(count), named::Names(differ.join(", "))),
        );
    }
    let good = fates.len() - refused;
    super::output::say(&match (asked.dry_run, refused) {
        (true, _) => place
            .words
            .cli_import_dry(named::Good(good), named::Refused(refused)),
        (false, 0) => place.words.cli_import_done(good),
        (false, _) => place.words.cli_import_refused(refused),
    });
    Ok(if refused == 0 {
        Exit::Done
    } else {
        Exit::Refused
    })
}
