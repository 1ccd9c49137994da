//! "What I missed": for somebody who was away, what happened in their duties meanwhile, and what waits for them.

use super::rows::{Rows, SheetRow, Tone};
use crate::model::text::safe;
use crate::model::{Duties, Duty, Instant, StaffId};
use crate::office::{Reads, Refused, Standing, standing};
use crate::pane::{Place, Talk, addressee_of};
use crate::records::thread::{Mine, Thread, in_order};
use crate::ui::text;
use crate::words::{Words, named};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A gap between two sign-ins is an absence from four hours on: a night, not a lunch.
const AWAY_MINUTES_MIN: i64 = 4 * 60;

/// An absence that is spoken of at sign-in: a day.
const AWAY_MINUTES_TOLD: i64 = 24 * 60;

/// What happened to one order, or besides orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The order's number; empty: besides.
    pub order: String,
    /// The customer's name.
    pub customer: String,
    /// Which verbs, and how often each.
    pub verbs: Vec<(String, i64)>,
    /// Who did it.
    pub who: Vec<String>,
    /// When it last was touched.
    pub last: Instant,
}

/// What somebody missed.
#[derive(Debug, Clone, Default)]
pub struct Missed {
    /// Since when they were away; none: they were not.
    pub since: Option<Instant>,
    /// Covers made in their name whose sheet they have not seen: number, who stood in.
    pub sheets: Vec<(String, String)>,
    /// Orders that others took meanwhile and that are still to be kept: number, customer, when.
    pub promised: Vec<(String, String, Instant)>,
    /// Threads that wait for them.
    pub threads: Vec<Thread>,
    /// What others did in their duties, what was touched last first.
    pub happened: Vec<Happened>,
}

/// Since when a person is back from an absence of a day or more, as their present sign-in says; none: they were not away so long.
///
/// # Errors
/// What the store reports.
pub fn away_since(reads: &mut impl Reads, staff: StaffId) -> Result<Option<Instant>, Refused> {
    let gap = gaps(reads, staff)?.into_iter().next();
    Ok(gap
        .filter(|(from, until)| until.0 - from.0 >= AWAY_MINUTES_TOLD * 60_000)
        .map(|(from, _)| from))
}

/// The times between a person's sign-ins at screens, newest first: from when until when.
fn gaps(reads: &mut impl Reads, staff: StaffId) -> Result<Vec<(Instant, Instant)>, Refused> {
    let rows = reads.rows(
        "select opened_at, closed_at from sign_in where staff = $1 and screen = 1 order by id desc limit 40",
        &[staff.0.into()],
    )?;
    let mut gaps = Vec::new();
    for pair in rows.windows(2) {
        let Some(closed) = pair[1].int_or_none(1)? else {
            continue;
        };
        gaps.push((Instant(closed), Instant(pair[0].int(0)?)));
    }
    Ok(gaps)
}

/// What a person missed since their last absence began. Reads at most three thousand lines of the journal.
///
/// # Errors
/// What the store reports.
pub fn missed(reads: &mut impl Reads, staff: StaffId) -> Result<Missed, Refused> {
    let now = reads.now();
    let mut found = Missed {
        since: gaps(reads, staff)?
            .into_iter()
            .find(|(from, until)| until.0 - from.0 >= AWAY_MINUTES_MIN * 60_000)
            .map(|(from, _)| from),
        ..Missed::default()
    };
    for row in reads.rows(
        "select c.number, s.name from cover c cross join staff s on s.id = c.coverer
         where c.owner = $1 and c.seen_at is null and c.starts_at is not null and (c.ended_at is not null or c.ends_at <= $2)
           and exists (select 1 from journal j where j.cover = c.id) order by c.id limit 50",
        &[staff.0.into(), now.0.into()],
    )? {
        found.sheets.push((row.text(0)?, row.text(1)?));
    }
    let mine = Mine::of(reads, staff)?;
    let mut threads = Thread::open(reads)?;
    threads.retain(|thread| mine.waits_for(thread, now));
    found.threads = in_order(threads, now);
    if let Some(since) = found.since {
        let owned: Duties = standing(reads, staff)?
            .into_iter()
            .filter(|(_, standing)| *standing == Standing::Owns)
            .map(|(duty, _)| duty)
            .collect();
        let from = first_line_after(reads, since)?;
        happened(reads, staff, owned, from, &mut found)?;
    }
    Ok(found)
}

/// The last journal line up to this moment. Times in the journal never go back, so that halving finds it.
fn first_line_after(reads: &mut impl Reads, since: Instant) -> Result<i64, Refused> {
    let row = reads.row("select coalesce(max(seq), 0) from journal", &[])?;
    let (mut low, mut high) = (0, row.map_or(Ok(0), |row| row.int(0))?);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        let row = reads.row("select at from journal where seq = $1", &[middle.into()])?;
        if row.map_or(Ok(i64::MAX), |row| row.int(0))? <= since.0 {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(low)
}

fn happened(
    reads: &mut impl Reads,
    staff: StaffId,
    owned: Duties,
    from: i64,
    found: &mut Missed,
) -> Result<(), Refused> {
    let rows = reads.rows(
        "select j.at, j.verb, j.duty, coalesce(o.number, ''), coalesce(c.name, ''), coalesce(s.name, ''), o.promised_at, coalesce(o.open, 0) from journal j
         left join orders o on o.id = j.orders left join customer c on c.id = o.customer left join staff s on s.id = j.staff
         where j.seq > $1 and j.duty is not null and j.staff <> $2 order by j.seq desc limit 3000",
        &[from.into(), staff.0.into()],
    )?;
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        if !owned.has(row.word(2, Duty::parse)?) {
            continue;
        }
        let (order, customer, verb, who) = (row.text(3)?, row.text(4)?, row.text(1)?, row.text(5)?);
        if let Some(due) = row.int_or_none(6)?
            && row.flag(7)?
            && verb == "order.place"
        {
            let promise = (order.clone(), customer.clone(), Instant(due));
            found.promised.push(promise);
        }
        let at = *places.entry(order.clone()).or_insert_with(|| {
            found.happened.push(Happened {
                order,
                customer,
                verbs: Vec::new(),
                who: Vec::new(),
                last: Instant(row.int(0).unwrap_or_default()),
            });
            found.happened.len() - 1
        });
        let one = &mut found.happened[at];
        match one.verbs.iter_mut().find(|(known, _)| *known == verb) {
            Some((_, times)) => *times += 1,
            None => one.verbs.push((verb, 1)),
        }
        if !one.who.contains(&who) {
            one.who.push(who);
        }
    }
    found.promised.sort_by_key(|(.., due)| *due);
    found.promised.truncate(50);
    Ok(())
}

/// As rows: sheets first, then what was promised and asked, then what happened.
pub(super) fn missed_rows(missed: &Missed, words: &Words, now: Instant) -> Vec<SheetRow> {
    let mut rows = Rows::default();
    if !missed.sheets.is_empty() {
        rows.heading(words.missed_sheets());
    }
    for (number, coverer) in &missed.sheets {
        let left = format!("{number}  {coverer}");
        rows.add(
            Tone::Review,
            left,
            String::new(),
            Some(Place::Cover(number.clone())),
        );
    }
    if !missed.promised.is_empty() {
        rows.heading(words.sheet_head_promised());
    }
    for (order, customer, due) in &missed.promised {
        let tone = if *due <= now {
            Tone::Problem
        } else {
            Tone::Plain
        };
        let left = format!("{order}  {customer}");
        rows.add(
            tone,
            left,
            words.when(*due, now),
            Some(Place::Order(order.clone())),
        );
    }
    if !missed.threads.is_empty() {
        rows.heading(words.missed_threads());
    }
    for thread in &missed.threads {
        let pressing = thread.urgent || thread.is_overdue(now);
        let tone = if pressing { Tone::Problem } else { Tone::Plain };
        let left = format!(
            "{}  {} → {}: {}",
            thread.number,
            thread.asker,
            addressee_of(thread, words),
            thread.subject
        );
        let right = words.when(thread.due_at.unwrap_or(thread.asked_at), now);
        let place = Place::Talk(Talk::Thread(thread.number.clone()));
        rows.add(tone, left, right, Some(place));
    }
    if !missed.happened.is_empty() {
        rows.heading(words.missed_happened());
    }
    for one in &missed.happened {
        let verbs: Vec<String> = one
            .verbs
            .iter()
            .map(|(verb, times)| {
                let what = words.word("verb", &verb.replace('.', "-"));
                if *times > 1 {
                    format!("{what} ({times}×)")
                } else {
                    what
                }
            })
            .collect();
        let of = if one.order.is_empty() {
            words.sheet_head_other()
        } else {
            format!("{}  {}", one.order, one.customer)
        };
        let left = format!("{of}: {}", verbs.join(", "));
        let place = Some(one.order.clone()).filter(|order| !order.is_empty());
        rows.add(
            Tone::Plain,
            left,
            one.who.join(", "),
            place.map(Place::Order),
        );
    }
    rows.0
}

/// Since when, as a sentence.
pub(super) fn missed_heading(missed: &Missed, words: &Words, now: Instant) -> String {
    match missed.since {
        Some(since) => words.missed_since(words.when(since, now)),
        None => words.missed_not_away(),
    }
}

/// What somebody missed as a paper of so many columns.
#[must_use]
pub fn missed_paper(
    missed: &Missed,
    name: &str,
    words: &Words,
    now: Instant,
    columns: usize,
) -> Vec<String> {
    let title = words.missed_title_of(named::Name(name), named::When(words.date_time(now)));
    let mut lines = text::wrap(&safe(&title), columns);
    lines.push(missed_heading(missed, words, now));
    lines.extend(super::rows::on_paper(
        &missed_rows(missed, words, now),
        columns,
    ));
    lines
}

/// With names for scripts.
#[must_use]
pub fn missed_json(missed: &Missed) -> Value {
    let sheets: Vec<_> = missed
        .sheets
        .iter()
        .map(|(cover, coverer)| json!({"cover": cover, "coverer": coverer}))
        .collect();
    let promised: Vec<_> = missed
        .promised
        .iter()
        .map(|(order, customer, due)| json!({"order": order, "customer": customer, "due": due}))
        .collect();
    let questions: Vec<_> = missed
        .threads
        .iter()
        .map(|thread| json!({"question": thread.number, "kind": thread.kind, "subject": thread.subject, "from": thread.asker, "state": thread.state}))
        .collect();
    let happened: Vec<_> = missed
        .happened
        .iter()
        .map(|one| {
            let verbs: serde_json::Map<String, Value> = one
                .verbs
                .iter()
                .map(|(verb, times)| (verb.clone(), (*times).into()))
                .collect();
            json!({"order": one.order, "customer": one.customer, "verbs": verbs, "who": one.who, "last": one.last})
        })
        .collect();
    json!({"since": missed.since, "sheets": sheets, "promised": promised, "questions": questions, "happened": happened})
}
