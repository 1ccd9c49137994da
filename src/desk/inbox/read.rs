//! What stands in an inbox: what one is to do first, threads that wait, then notices, page by page.

use super::notice::Notice;
use crate::model::Duty;
use crate::model::{Desk, ReadRight, StaffId};
use crate::office::{Reader, Reads, Refused, Value};
use crate::office::{Standing, standing};
use crate::pane::{Anchor, PAGE_ROWS, Page};
use crate::records::thread::{Mine, Thread, in_order};
use crate::records::training::{RunsOut, running_out};
use crate::records::unanswered::{Unanswered, unanswered};

/// What the list is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notices {
    /// For which desk.
    pub desk: Desk,
    /// For whom; none: nobody has signed in yet.
    pub staff: Option<StaffId>,
}

/// The filters, by their places.
pub(super) const FOR_ME: usize = 0;
pub(super) const MY_DESK: usize = 1;
pub(super) const OF_OTHERS: usize = 2;

/// One line of an inbox.
#[derive(Debug, Clone)]
pub struct Line {
    pub(super) key: i64,
    pub(super) what: What,
}

/// What a line is.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// What whoever came back does first, chosen from the sheet of this cover: its number, and the thing.
    First(String, String),
    /// A thread; whether it waits for whoever looks, and whether they may settle it.
    Thread {
        thread: Box<Thread>,
        waits: bool,
        may_settle: bool,
    },
    /// What somebody is trained in runs out soon: of whoever looks, or for a manager of anybody.
    RunsOut(RunsOut),
    /// A request for cover that nobody has answered, for whoever manages.
    Unanswered(Unanswered),
    /// Something they were told.
    Notice(Notice),
}

impl Line {
    fn notice(notice: Notice) -> Self {
        Self {
            key: notice.id * 4,
            what: What::Notice(notice),
        }
    }

    pub(super) fn thread(&self) -> Option<&Thread> {
        match &self.what {
            What::Thread { thread, .. } => Some(thread),
            What::First(..) | What::RunsOut(_) | What::Unanswered(_) | What::Notice(_) => None,
        }
    }

    /// Where the page after it begins: notices and settled threads go by their keys; what stands before them is short, and counted
    /// anew.
    pub(super) fn anchor(&self, filter: usize) -> Anchor {
        let by = match &self.what {
            What::Notice(notice) => notice.id,
            What::Thread { thread, .. } if filter > OF_OTHERS => thread.id,
            What::First(..) | What::RunsOut(_) | What::Unanswered(_) | What::Thread { .. } => {
                i64::MAX
            }
        };
        (by.into(), self.key)
    }
}

impl Notices {
    pub(super) fn lines(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Line>, Refused> {
        let Some(staff) = self.staff else {
            return Ok(Vec::new());
        };
        let (now, mine) = (reader.now(), Mine::of(reader, staff)?);
        let [before, after] = page.after_or(i64::MAX, i64::MIN);
        let before = int(&before);
        let of_thread = |thread: Thread| Line {
            key: thread.id * 4 + 1,
            what: What::Thread {
                waits: mine.waits_for(&thread, now),
                may_settle: mine.may_settle(&thread, now),
                thread: Box::new(thread),
            },
        };
        // Threads of others are for whoever knows a duty, and whom to call for whoever may see how customers are reached.
        let sees_others = reader.may_see(ReadRight::AnyDesk);
        let sees_phones = reader.may_see(ReadRight::CustomerDetails);
        let as_seen = |mut thread: Thread| {
            if !mine.takes_part(&thread, now) {
                if !sees_others {
                    return None;
                }
                if !sees_phones {
                    thread.phone.clear();
                }
            }
            Some(thread)
        };
        if page.filter > OF_OTHERS {
            let settled = Thread::settled_before(reader, before)?.into_iter();
            return Ok(settled.filter_map(as_seen).map(of_thread).collect());
        }
        let mut lines = Vec::new();
        if before == i64::MAX {
            let mut open = Thread::open(reader)?;
            open.retain(|thread| match page.filter {
                FOR_ME => mine.waits_for(thread, now),
                MY_DESK => thread.desk == Some(self.desk),
                _ => mine.waits_on(thread, now),
            });
            if page.filter == FOR_ME {
                lines = first_things(reader, staff)?;
                lines.extend(nobody_answers(reader, staff)?);
                lines.extend(runs_out(reader, staff)?);
            }
            let open = in_order(open, now).into_iter();
            lines.extend(open.filter_map(as_seen).map(of_thread));
            let after = int(&after);
            let seen = lines.iter().position(|line| line.key == after);
            lines.drain(..seen.map_or(0, |seen| seen + 1));
        }
        if page.filter != OF_OTHERS && lines.len() < PAGE_ROWS {
            let staff = (page.filter == FOR_ME).then_some(staff);
            let told = Notice::before(reader, self.desk, staff, before)?;
            lines.extend(told.into_iter().map(Line::notice));
        }
        lines.truncate(PAGE_ROWS);
        Ok(lines)
    }
}

fn int(value: &Value) -> i64 {
    match value {
        Value::Int(number) => *number,
        Value::Null | Value::Text(_) | Value::Blob(_) => 0,
    }
}

/// What runs out within a month: one's own; for whoever manages, everybody's.
fn runs_out(reader: &mut Reader<'_>, staff: StaffId) -> Result<Vec<Line>, Refused> {
    let manages = standing(reader, staff)?.contains(&(Duty::Management, Standing::Owns));
    let found = running_out(reader, (!manages).then_some(staff))?;
    let lines = found.into_iter().map(|one| Line {
        key: (one.staff.0 * 16 + one.duty as i64) * 4 + 3,
        what: What::RunsOut(one),
    });
    Ok(lines.collect())
}

/// Requests for cover that have waited for longer than the office lets them: for whoever manages.
fn nobody_answers(reader: &mut Reader<'_>, staff: StaffId) -> Result<Vec<Line>, Refused> {
    if !standing(reader, staff)?.contains(&(Duty::Management, Standing::Owns)) {
        return Ok(Vec::new());
    }
    let found = unanswered(reader, staff)?.into_iter();
    let lines = found.map(|one| Line {
        // No cover that is open has a first thing to do.
        key: one.id * 4 + 2,
        what: What::Unanswered(one),
    });
    Ok(lines.collect())
}

fn first_things(reader: &mut Reader<'_>, staff: StaffId) -> Result<Vec<Line>, Refused> {
    let rows = reader.rows(
        "select id, number, first_thing from cover where first_by = $1 and first_thing <> '' order by id",
        &[staff.0.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Line {
                key: row.int(0)? * 4 + 2,
                what: What::First(row.text(1)?, row.text(2)?),
            })
        })
        .collect()
}
