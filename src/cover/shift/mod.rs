//! The life of a cover shift: asked for, planned or declared, accepted, begun, extended, handed on, ended.
//!
//! A cover that begins on a terminal asks for the coverer's own PIN (`Office::check_pin`): declared, begun or accepted. The cover for
//! one customer asks for none: it reaches one order, for thirty minutes at most. What happens when something else happens:
//!
//! | case | decided |
//! | --- | --- |
//! | midnight | nothing: a cover has moments, not a day; "23:30 to 0:30" ends on the next day |
//! | a clock change | plans and arrangements go by the clock on the wall, lengths (twelve hours) by real time |
//! | the machine's time zone changes | nothing: the clock on the wall is that of the office's own zone, which stays as it was founded |
//! | the clock jumps back | the journal's time stands still until it has caught up, for reading as for writing; what is over stays over |
//! | the clock jumps ahead | what had to end meanwhile is timed out, planned covers were never begun |
//! | the competence runs out half-way | that duty is lent no more from that instant; the cover runs on for the others |
//! | it is withdrawn half-way | the same; with the last duty the cover ends, as ended by a manager; plans beyond it are withdrawn |
//! | the coverer leaves the office half-way | their covers end as ended by a manager, what they planned is withdrawn, arrangements end, and hold again if they are taken back |
//! | the owner is at a screen | they are asked first; taken over without asking only when they are away, ill, or have not answered in the office's minutes |
//! | somebody is asked and does not answer | F4 shows it to who asked; after the office's minutes whoever can may accept, after twice as long management has it in the band and the inbox |
//! | nobody can do all that is asked for | each duty is a request of its own, to those who can |
//! | both sign out | the coverer's last screen ends the cover (signed out), after asking; the owner is told, and sees the sheet first thing |
//! | the coverer reports sick, or a holiday is granted over it | a cover that runs ends, an agreed one goes to the next best as a request; owner and management are told |
//! | it is extended | the other one is told; by the coverer alone it is reviewed, and not beyond the office's longest cover |
//! | it ends | both are told how, when and by whom; for 120 seconds what was open can be saved, and what was picked put on its shelf |
//! | the owner returns on another terminal | the first write is refused until they take it back with F4, and have seen the sheet |
//! | the coverer sits at two terminals | one cover, acting at both; signing out of one leaves it running |
//! | a request to somebody who just left | it waits in their inbox, and the asker is told that nobody is at a screen; somebody inactive is refused |
//! | longer than the day | twelve hours at most, within the coverer's hours; a cover begun early is shortened to that |
//! | overlapping | refused with the other cover: of one coverer and duty, or of one owner and duty, however it began, asked for now or planned; one that is late is not in the way |
//! | for somebody by whom one is covered at that time | refused with the cover or the arrangement that stands: one of the two is away then |
//! | for oneself | refused, also on the way through a swap or a hand-on |

mod accept;
mod accept_screen;
mod ask;
mod begin;
pub(in crate::cover) mod clash;
mod consent;
mod cover;
mod declare;
mod decline;
mod details;
mod dialog;
mod dialog_draw;
mod dialog_keys;
mod dialog_parts;
mod dialogs;
mod draft;
mod draft_lines;
mod end;
mod extend;
mod fall_through;
mod hand_on;
mod offer;
mod offers;
mod own_request;
mod people;
mod plan;
mod plan_form;
pub(in crate::cover) mod said;
mod screen;
mod side;
mod submit;
mod swap;
pub(in crate::cover) mod whom;
pub(in crate::cover) mod whose;

pub use accept::Accept;
pub use accept_screen::{AcceptScreen, Request};
pub use ask::Ask;
pub use begin::Begin;
pub(in crate::cover) use clash::must_not_be_mutual;
pub(in crate::cover) use consent::must_not_be_lent;
pub use cover::{Cover, Listed, Status};
pub use declare::Declare;
pub use decline::Decline;
pub(in crate::cover) use details::arranged_on;
pub use dialog::CoverDialog;
pub use dialogs::end_form;
pub use draft::{AskedNote, Draft, OrderNote, draft};
pub use end::End;
pub use extend::Extend;
pub(in crate::cover) use fall_through::{Falls, coverer_is_away};
pub use hand_on::HandOn;
pub use offer::Offer;
pub use offers::offers;
pub use own_request::{Own, OwnRequest, own_request};
pub use people::Found as CoverFound;
pub use plan::Plan;
pub use plan_form::plan_form;
pub(in crate::cover) use plan_form::reasons;
pub use said::{begun, ended};
pub use screen::{AllCovers, Covers};
pub use swap::Swap;

use crate::model::cover::COVER_HOURS_MAX;
use crate::model::time::parse_when;
use crate::model::{Duties, Duty, Instant, Level, StaffId};
use crate::office::{Reads, Refused};

/// The end that was asked for: after now, and not longer than a cover may run.
pub(super) fn end_of(reads: &impl Reads, text: &str, from: Instant) -> Result<Instant, Refused> {
    let now = reads.now();
    let at = parse_when(text, now, reads.facts().zone).ok_or_else(|| {
        Refused::rule("bad-date").with("value", text.chars().take(40).collect::<String>())
    })?;
    if at <= now {
        return Err(Refused::rule("cover-end-past").with("at", at));
    }
    if at > from.plus_minutes(COVER_HOURS_MAX * 60) {
        return Err(Refused::rule("cover-too-long").with("hours", COVER_HOURS_MAX));
    }
    Ok(at)
}

/// The duties that were named: at least one, none of them management, which nobody can cover.
pub(in crate::cover) fn duties_of(named: &[Duty]) -> Result<Duties, Refused> {
    let duties: Duties = named.iter().copied().collect();
    if duties.is_empty() {
        return Err(Refused::rule("cover-without-duty"));
    }
    if duties.has(Duty::Management) {
        return Err(Refused::rule("management-not-covered"));
    }
    Ok(duties)
}

/// Refuses unless the person is at work, trained to cover every one of the duties now, owns none of them, and covers none already.
pub(in crate::cover) fn may_cover(
    reads: &mut impl Reads,
    person: StaffId,
    duties: Duties,
) -> Result<(), Refused> {
    consent::must_be_at_work_now(reads, person)?;
    let name = crate::records::staff::name(reads, person)?;
    for duty in duties.iter() {
        match level_in(reads, person, duty)? {
            Some(Level::Own) => {
                return Err(Refused::rule("owns-already")
                    .with("name", name)
                    .with("duty", duty));
            }
            Some(Level::Cover) => {}
            Some(Level::Aware) | None => {
                return Err(Refused::not_allowed("not-trained")
                    .with("name", name)
                    .with("duty", duty));
            }
        }
    }
    let now = reads.now();
    let rows = reads.rows(
        "select number, duties from cover where coverer = $1 and ended_at is null and starts_at is not null and ends_at > $2",
        &[person.0.into(), now.0.into()],
    )?;
    for row in rows {
        let running: Duties = row.word(1, Duties::parse)?;
        if let Some(duty) = running.and(duties).iter().next() {
            return Err(Refused::rule("covers-already")
                .with("name", name)
                .with("duty", duty)
                .with("cover", row.text(0)?));
        }
    }
    Ok(())
}

/// How well a person knows a duty now.
pub(in crate::cover) fn level_in(
    reads: &mut impl Reads,
    person: StaffId,
    duty: Duty,
) -> Result<Option<Level>, Refused> {
    let now = reads.now();
    let row = reads.row(
        "select c.level from competence c join staff s on s.id = c.staff
         where c.staff = $1 and c.duty = $2 and (c.valid_until is null or c.valid_until > $3) and s.active = 1",
        &[person.0.into(), duty.as_str().into(), now.0.into()],
    )?;
    Ok(row.map(|row| row.word(0, Level::parse)).transpose()?)
}

/// Refuses unless the person owns every one of the duties now.
pub(in crate::cover) fn must_own(
    reads: &mut impl Reads,
    person: StaffId,
    duties: Duties,
) -> Result<(), Refused> {
    for duty in duties.iter() {
        if level_in(reads, person, duty)? != Some(Level::Own) {
            let name = crate::records::staff::name(reads, person)?;
            return Err(Refused::not_allowed("not-owner")
                .with("name", name)
                .with("duty", duty));
        }
    }
    Ok(())
}
