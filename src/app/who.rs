//! Who is signed in, read anew whenever rights may have changed.

use super::waiting::waiting;
use crate::cover::shift::{offers, own_request};
use crate::model::{Desk, Duties, Duty, Instant, StaffId, ThreadState};
use crate::office::{Reader, Reads, Refused, Standing, standing};
use crate::pane::{CoverOver, Who};
use crate::records::setting::Setting;
use crate::records::thread::{Mine, Thread, in_order};
use crate::records::training::{WARN_DAYS, running_out};
use crate::records::unanswered::unanswered;

/// Everything about a person that the screens need.
///
/// # Errors
/// `not-found`.
pub fn read(reader: &mut Reader<'_>, staff: StaffId, terminal: &str) -> Result<Who, Refused> {
    let row = reader.row(
        "select code, name, desk, language from staff where id = $1",
        &[staff.0.into()],
    )?;
    let row = row.ok_or_else(|| Refused::not_found("staff", &staff.0.to_string()))?;
    let desk = row.word(2, Desk::parse)?;
    let now = reader.now();
    let mine = reader.row(
        "select c.number, c.duties, coalesce(o.name, ''), c.ends_at from cover c left join staff o on o.id = c.owner
         where c.coverer = $1 and c.ended_at is null and c.starts_at is not null and c.ends_at > $2 order by c.orders is not null, c.id limit 1",
        &[staff.0.into(), now.0.into()],
    )?;
    let covering = mine
        .map(|row| {
            Ok::<_, Refused>((
                row.text(0)?,
                row.text(1)?,
                row.text(2)?,
                Instant(row.int(3)?),
            ))
        })
        .transpose()?;
    let for_customer = reader.row(
        "select c.number, o.number from cover c cross join orders o on o.id = c.orders
         where c.coverer = $1 and c.ended_at is null and c.ends_at > $2 limit 1",
        &[staff.0.into(), now.0.into()],
    )?;
    let for_customer = for_customer
        .map(|row| Ok::<_, Refused>((row.text(0)?, row.text(1)?)))
        .transpose()?;
    let told = unread(reader, desk, staff)?;
    let waits = threads_for(reader, staff)?;
    let first = reader.row(
        "select number, first_thing from cover where first_by = $1 and first_thing <> '' order by id limit 1",
        &[staff.0.into()],
    )?;
    let first = first.map(|row| Ok::<_, Refused>((row.text(0)?, row.text(1)?)));
    let lock_after = Setting::LockMinutes.get(reader)?.parse().unwrap_or(0);
    let standings = standing(reader, staff)?;
    let manages = standings.contains(&(Duty::Management, Standing::Owns));
    let unanswered = if manages {
        unanswered(reader, staff)?.len()
    } else {
        0
    };
    let presses = running_out(reader, (!manages).then_some(staff))?
        .into_iter()
        .find(|one| one.days < WARN_DAYS[2]);
    Ok(Who {
        staff,
        code: row.text(0)?,
        name: row.text(1)?,
        desk,
        language: row.text(3)?,
        terminal: terminal.to_owned(),
        standing: standings.clone(),
        covering,
        for_customer,
        is_last_screen: is_last_screen(reader, staff, terminal)?,
        waiting: waiting(reader, staff, &standings)?,
        asked: own_request(reader, staff)?,
        offers: offers(reader, staff, &standings)?,
        could_be_covered: could_be_covered(reader, staff)?,
        unread: told + i64::try_from(waits.len() + unanswered).unwrap_or(0),
        thread: waits.into_iter().next().map(|thread| {
            let asked = thread.state == ThreadState::Open;
            let words = if asked {
                thread.subject
            } else {
                thread.last.words
            };
            (thread.number, thread.asker, words, thread.urgent && asked)
        }),
        first: first.transpose()?,
        runs_out: presses.map(|one| (one.name, one.duty, one.days)),
        away_since: crate::cover::handback::away_since(reader, staff)?,
        over: None,
        colleagues: colleagues(reader, staff)?,
        clock_doubt: reader.clock_doubt(),
        lock_after_minutes: Some(lock_after).filter(|minutes| *minutes > 0),
    })
}

/// How the cover with this number ended, if it is over.
pub(super) fn over(reader: &mut Reader<'_>, number: &str) -> Result<Option<CoverOver>, Refused> {
    let now = reader.now();
    let row = reader.row(
        "select c.duties, coalesce(o.name, ''), coalesce(c.ended_how, 'timed-out'), coalesce(b.name, ''), coalesce(c.ended_at, c.ends_at)
         from cover c left join staff o on o.id = c.owner left join staff b on b.id = c.ended_by
         where c.number = $1 and (c.ended_at is not null or c.ends_at <= $2)",
        &[number.into(), now.0.into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(CoverOver {
        duties: row.word(0, Duties::parse)?,
        owner: row.text(1)?,
        how: row.text(2)?,
        by: row.text(3)?,
        at: Instant(row.int(4)?),
    }))
}

/// Whether somebody sits at no other screen than this one.
fn is_last_screen(
    reader: &mut Reader<'_>,
    staff: StaffId,
    terminal: &str,
) -> Result<bool, Refused> {
    let row = reader.row(
        "select 1 from sign_in where staff = $1 and closed_at is null and screen = 1 and terminal <> $2 limit 1",
        &[staff.0.into(), terminal.into()],
    )?;
    Ok(row.is_none())
}

/// Whether somebody else is trained in a duty that this person owns, and none of their duties is covered for them now.
fn could_be_covered(reader: &mut Reader<'_>, staff: StaffId) -> Result<bool, Refused> {
    let now = reader.now();
    let row = reader.row(
        "select 1 from competence mine cross join competence other on other.duty = mine.duty cross join staff s on s.id = other.staff
         where mine.staff = $1 and mine.level = 'own' and (mine.valid_until is null or mine.valid_until > $2)
           and other.level = 'cover' and (other.valid_until is null or other.valid_until > $2) and s.active = 1
           and not exists (select 1 from cover c where c.owner = $1 and c.ended_at is null and c.starts_at is not null and c.ends_at > $2 and c.orders is null) limit 1",
        &[staff.0.into(), now.0.into()],
    )?;
    Ok(row.is_some())
}

/// Everybody else who works here, by name.
fn colleagues(reader: &mut Reader<'_>, but: StaffId) -> Result<Vec<(String, String)>, Refused> {
    let rows = reader.rows(
        "select code, name from staff where active = 1 and id <> $1 order by name, id limit 100",
        &[but.0.into()],
    )?;
    rows.iter()
        .map(|row| Ok((row.text(0)?, row.text(1)?)))
        .collect()
}

/// What this desk and this person were told and have not read; of each a hundred at most, among the newest five hundred. A request
/// for a cover whose time is over without an answer needs none any more.
fn unread(reader: &mut Reader<'_>, desk: Desk, staff: StaffId) -> Result<i64, Refused> {
    let row = reader.row(
        "select (select count(*) from (select 1 from (select kind, cover from notice where desk = $1 and read_at is null and desk is not null order by id desc limit 500) as n
                 where n.kind not in ('cover-asked', 'cover-offered', 'cover-planned-asked', 'cover-planned-offered')
                    or not exists (select 1 from cover c where c.id = n.cover and c.ended_at is null and c.starts_at is null and c.ends_at <= $3) limit 100) as a)
              + (select count(*) from (select 1 from (select kind, cover from notice where staff = $2 and read_at is null and staff is not null order by id desc limit 500) as n
                 where n.kind not in ('cover-asked', 'cover-offered', 'cover-planned-asked', 'cover-planned-offered')
                    or not exists (select 1 from cover c where c.id = n.cover and c.ended_at is null and c.starts_at is null and c.ends_at <= $3) limit 100) as b)",
        &[desk.as_str().into(), staff.0.into(), reader.now().0.into()],
    )?;
    row.map_or(Ok(0), |row| Ok(row.int(0)?))
}

/// The threads that wait for a person, the most urgent first.
fn threads_for(reader: &mut Reader<'_>, staff: StaffId) -> Result<Vec<Thread>, Refused> {
    let (now, mine) = (reader.now(), Mine::of(reader, staff)?);
    let mut open = Thread::open(reader)?;
    open.retain(|thread| mine.waits_for(thread, now));
    Ok(in_order(open, now))
}

/// Codes and names for the sign-in dialog: who sat at this terminal last comes first.
pub(super) fn people(
    reader: &mut Reader<'_>,
    terminal: &str,
) -> Result<Vec<(String, String)>, Refused> {
    let rows = reader.rows(
        "select s.code, s.name from staff s
         left join (select staff, max(id) as last from (select id, staff, terminal from sign_in order by id desc limit 200) as recent where terminal = $1 group by staff) here on here.staff = s.id
         where s.active = 1 order by here.last desc nulls last, s.name limit 9",
        &[terminal.into()],
    )?;
    rows.iter()
        .map(|row| Ok((row.text(0)?, row.text(1)?)))
        .collect()
}
