//! What the roster's screen reads.

use super::absence::Absence;
use super::screen::Roster;
use crate::model::roster::{Hours, Working};
use crate::model::{AbsenceKind, Desk, Duty, Instant, Presence, StaffId, monday_of};
use crate::office::{Reader, Reads, Refused};
use crate::pane::Who;
use crate::records::presence::presence;
use crate::records::roster::{Day, day_number, days, open_day, today};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// One day, a band for each person.
    #[default]
    Day,
    /// A week, hours for each person and day.
    Week,
    /// Who is away, and who wants to be.
    Absences,
    /// Who is here now.
    Here,
}

impl Mode {
    pub(super) const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Absences, Self::Here];
}

/// What was set for one person and one day.
#[derive(Debug, Clone)]
pub(super) struct Otherwise {
    pub(super) hours: Hours,
    pub(super) note: String,
}

/// What was read.
#[derive(Debug, Default)]
pub struct View {
    /// The day that is shown, or the Monday of the week.
    pub(super) date: Option<NaiveDate>,
    pub(super) today: Option<NaiveDate>,
    pub(super) now: Option<Instant>,
    /// One day, or the seven of a week.
    pub(super) days: Vec<Day>,
    /// Everybody, front desk first, then by name.
    pub(super) people: Vec<Presence>,
    /// What is otherwise, by day and person.
    pub(super) otherwise: BTreeMap<(NaiveDate, StaffId), Otherwise>,
    pub(super) absences: Vec<Absence>,
    /// The numbers of the absences that run now.
    pub(super) running: BTreeMap<StaffId, String>,
}

/// How many absences are listed at most.
const ABSENCES_MAX: i64 = 100;

/// How long those that are over are shown, in days.
const OVER_DAYS: i64 = 7;

pub(super) fn read(
    mode: Mode,
    date: Option<NaiveDate>,
    reader: &mut Reader<'_>,
) -> Result<View, Refused> {
    let today = today(reader);
    let mut view = View {
        today: Some(today),
        now: Some(reader.now()),
        people: presence(reader)?,
        ..View::default()
    };
    view.people.sort_by_key(|person| person.desk);
    let now = reader.now();
    for row in reader.rows(
        "select staff, number from absence where state = 'approved' and ends_at > $1 and starts_at <= $1 order by ends_at, id",
        &[now.0.into()],
    )? {
        view.running.insert(StaffId(row.int(0)?), row.text(1)?);
    }
    // After midnight the night that still runs is looked at.
    let shown = match date {
        Some(date) => date,
        None => open_day(reader)?,
    };
    match mode {
        Mode::Day => {
            view.date = Some(shown);
            view.days = days(reader, shown, 1)?;
            view.otherwise = otherwise(reader, shown, 1)?;
        }
        Mode::Week => {
            let monday = monday_of(shown);
            view.date = Some(monday);
            view.days = days(reader, monday, 7)?;
            view.otherwise = otherwise(reader, monday, 7)?;
        }
        Mode::Absences => view.absences = absences(reader)?,
        Mode::Here => {}
    }
    Ok(view)
}

fn otherwise(
    reader: &mut Reader<'_>,
    first: NaiveDate,
    count: i64,
) -> Result<BTreeMap<(NaiveDate, StaffId), Otherwise>, Refused> {
    let mut all = BTreeMap::new();
    let from = day_number(first);
    for row in reader.rows(
        "select day, staff, hours, note from roster_day where day between $1 and $2",
        &[from.into(), (from + count - 1).into()],
    )? {
        let day = crate::records::roster::date_of(row.int(0)?);
        let hours = row.word(2, Hours::parse)?;
        let note = row.text(3)?;
        all.insert((day, StaffId(row.int(1)?)), Otherwise { hours, note });
    }
    Ok(all)
}

/// Those that wait, then those that run, come or ended lately.
fn absences(reader: &mut Reader<'_>) -> Result<Vec<Absence>, Refused> {
    let since = reader.now().plus_minutes(-OVER_DAYS * 24 * 60);
    let waiting = reader.rows(
        "select a.id, a.number, a.staff, s.name, a.kind, a.starts_at, a.ends_at, a.note, a.state, a.words
         from absence a cross join staff s on s.id = a.staff where a.state = 'asked' order by a.id limit $1",
        &[ABSENCES_MAX.into()],
    )?;
    let granted = reader.rows(
        "select a.id, a.number, a.staff, s.name, a.kind, a.starts_at, a.ends_at, a.note, a.state, a.words
         from absence a cross join staff s on s.id = a.staff where a.state = 'approved' and a.ends_at > $1 order by a.ends_at, a.id limit $2",
        &[since.0.into(), ABSENCES_MAX.into()],
    )?;
    let rows = waiting.iter().chain(&granted);
    rows.map(|row| {
        let mut absence = Absence::from_row(row)?;
        if !reader.may_see_why(absence.staff) {
            absence.note = String::new();
            absence.words = String::new();
            if !absence.kind.is_said_to_all() {
                absence.kind = AbsenceKind::Other;
            }
        }
        Ok(absence)
    })
    .collect()
}

impl View {
    pub(super) fn keys(&self, mode: Mode) -> Vec<i64> {
        if mode == Mode::Absences {
            self.absences.iter().map(|absence| absence.id).collect()
        } else {
            self.people.iter().map(|person| person.staff.0).collect()
        }
    }

    /// The person that is chosen.
    pub(super) fn chosen(&self, screen: &Roster) -> Option<&Presence> {
        let key = screen
            .list
            .chosen()
            .filter(|_| screen.mode != Mode::Absences)?;
        self.people.iter().find(|person| person.staff.0 == key)
    }

    /// The absence that is chosen.
    pub(super) fn absence(&self, screen: &Roster) -> Option<&Absence> {
        let key = screen
            .list
            .chosen()
            .filter(|_| screen.mode == Mode::Absences)?;
        self.absences.iter().find(|absence| absence.id == key)
    }

    /// What the chosen person works on the day that is shown.
    pub(super) fn working(&self, screen: &Roster) -> Option<&Working> {
        self.days.first()?.of(self.chosen(screen)?.staff)
    }

    /// The number of the absence that "back again" ends: the chosen person's for a manager, else one's own.
    pub(super) fn to_end(&self, screen: &Roster, who: &Who) -> Option<String> {
        let chosen = match screen.mode {
            Mode::Absences => self.absence(screen).map(|absence| absence.staff),
            Mode::Day | Mode::Week | Mode::Here => self.chosen(screen).map(|person| person.staff),
        };
        let others = chosen
            .filter(|_| who.may(Duty::Management))
            .and_then(|staff| self.running.get(&staff));
        others.or_else(|| self.running.get(&who.staff)).cloned()
    }

    /// Whether the day that is shown is not over.
    pub(super) fn is_coming(&self) -> bool {
        self.date.is_some() && self.date >= self.today
    }

    /// Whether the day that is shown is not over, and somebody is chosen.
    pub(super) fn is_open(&self, screen: &Roster, _who: &Who) -> bool {
        self.is_coming() && self.chosen(screen).is_some()
    }

    /// Whether the office is closed on the day that is shown although it has hours on that weekday.
    pub(super) fn is_closed(&self) -> bool {
        self.days.first().is_some_and(|day| {
            day.open.is_empty() && (day.holiday.is_some() || !day.name.is_empty())
        })
    }

    /// What was set for the chosen person on the day that is shown.
    pub(super) fn otherwise(&self, screen: &Roster) -> Option<&Otherwise> {
        self.otherwise
            .get(&(self.date?, self.chosen(screen)?.staff))
    }

    pub(super) fn is_otherwise(&self, screen: &Roster) -> bool {
        self.otherwise(screen).is_some()
    }

    /// At which desk somebody sits on the day that is shown.
    pub(super) fn desk(&self, screen: &Roster) -> Desk {
        self.working(screen)
            .map_or(Desk::Front, |working| working.desk)
    }
}
