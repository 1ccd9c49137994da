//! Who may read what, asked in the transaction that reads: whoever was dismissed a moment ago reads nothing more.

use super::{Reader, Reads, Refused, Session, Standing, standing};
use crate::model::{CoverId, CustomerId, Desk, Duties, Duty, ReadRight, StaffId};

/// Who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    staff: StaffId,
    sign_in: Option<i64>,
}

impl Viewer {
    /// Whoever is signed in.
    #[must_use]
    pub const fn of(session: &Session) -> Self {
        Self {
            staff: session.staff,
            sign_in: Some(session.id),
        }
    }

    /// Somebody whose PIN is being checked: their screens open meanwhile.
    #[must_use]
    pub const fn expected(staff: StaffId) -> Self {
        Self {
            staff,
            sign_in: None,
        }
    }

    /// Whether this refusal says that the sign-in of this viewer is over.
    #[must_use]
    pub fn is_signed_out_by(&self, refused: &Refused) -> bool {
        let id = self.sign_in.unwrap_or_default();
        refused.fact("sign_in") == Some(&super::Datum::Int(id))
    }
}

/// Somebody who reads, and what they may do at this moment.
#[derive(Debug)]
pub(super) struct Seen {
    staff: StaffId,
    standings: Vec<(Duty, Standing)>,
    /// Their covers that are for one customer only: no totals come with them.
    for_one: Vec<CoverId>,
}

impl Seen {
    pub(super) const fn staff(&self) -> StaffId {
        self.staff
    }

    fn standing(&self, duty: Duty) -> Standing {
        let known = self.standings.iter().find(|(known, _)| *known == duty);
        known.map_or(Standing::None, |(_, standing)| *standing)
    }

    fn may_see(&self, right: ReadRight) -> bool {
        if self.standing(Duty::Management) == Standing::Owns {
            return true;
        }
        match right {
            ReadRight::Anyone => true,
            ReadRight::Desk(_) | ReadRight::AnyDesk | ReadRight::CustomerDetails => {
                duties_of(right)
                    .iter()
                    .any(|duty| self.standing(duty) != Standing::None)
            }
            ReadRight::Totals(duty) => match self.standing(duty) {
                Standing::Owns => true,
                Standing::Covers(cover) => !self.for_one.contains(&cover),
                Standing::CouldCover | Standing::Aware | Standing::None => false,
            },
            ReadRight::Management => false,
        }
    }
}

/// The duties of which somebody has to know one.
fn duties_of(right: ReadRight) -> Duties {
    match right {
        ReadRight::Anyone => Duties::NONE,
        ReadRight::Desk(desk) => desk.duties().collect(),
        ReadRight::AnyDesk => Desk::ALL.iter().flat_map(|desk| desk.duties()).collect(),
        ReadRight::CustomerDetails => [
            Duty::Reception,
            Duty::Sales,
            Duty::Service,
            Duty::Accounting,
        ]
        .into_iter()
        .collect(),
        ReadRight::Totals(duty) => Duties::NONE.with(duty),
        ReadRight::Management => Duties::NONE.with(Duty::Management),
    }
}

impl Reader<'_> {
    /// From now on it reads for somebody at a screen.
    ///
    /// # Errors
    /// `not-signed-in`, `signed-out-left`, `signed-out-pin` or `signed-out-switched` where that sign-in is over.
    pub(super) fn is_read_by(&mut self, viewer: &Viewer) -> Result<(), Refused> {
        match viewer.sign_in {
            Some(sign_in) => self.must_be_open(sign_in, viewer.staff)?,
            None => {
                let row = self.row(
                    "select 1 from staff where id = $1 and active = 1",
                    &[viewer.staff.0.into()],
                )?;
                row.ok_or_else(|| Refused::not_allowed("not-signed-in"))?;
            }
        }
        let standings = standing(self, viewer.staff)?;
        let mut for_one = Vec::new();
        if standings
            .iter()
            .any(|(_, standing)| matches!(standing, Standing::Covers(_)))
        {
            for row in self.rows(
                "select id from cover where coverer = $1 and ended_at is null and starts_at is not null and orders is not null",
                &[viewer.staff.0.into()],
            )? {
                for_one.push(CoverId(row.int(0)?));
            }
        }
        self.seen_by = Some(Seen {
            staff: viewer.staff,
            standings,
            for_one,
        });
        Ok(())
    }

    /// Refuses where a sign-in is over.
    ///
    /// # Errors
    /// `not-signed-in`, `signed-out-left`, `signed-out-pin` or `signed-out-switched`.
    pub(super) fn must_be_open(&mut self, sign_in: i64, staff: StaffId) -> Result<(), Refused> {
        let row = self.row(
            "select s.active, i.closed_at, coalesce(i.how, ''), i.terminal from sign_in i join staff s on s.id = i.staff
             where i.id = $1 and i.staff = $2",
            &[sign_in.into(), staff.0.into()],
        )?;
        let over = |id| Refused::not_allowed(id).with("sign_in", sign_in);
        let Some(row) = row else {
            return Err(over("not-signed-in"));
        };
        if !row.flag(0)? {
            return Err(over("signed-out-left"));
        }
        if row.int_or_none(1)?.is_none() {
            return Ok(());
        }
        Err(match row.text(2)?.as_str() {
            "left the office" => over("signed-out-left"),
            "pin-reset" => over("signed-out-pin"),
            "switched" => {
                let next = self.row(
                    "select s.name from sign_in i join staff s on s.id = i.staff where i.terminal = $1 and i.id > $2 order by i.id limit 1",
                    &[row.text(3)?.into(), sign_in.into()],
                )?;
                let name = next.map_or(Ok(String::new()), |next| next.text(0))?;
                over("signed-out-switched").with("name", name)
            }
            _ => over("not-signed-in"),
        })
    }

    /// Whether whoever reads may see this as well: what they may not is left out.
    #[must_use]
    pub fn may_see(&self, right: ReadRight) -> bool {
        self.seen_by.as_ref().is_none_or(|seen| seen.may_see(right))
    }

    /// Whether this is the person who reads.
    #[must_use]
    pub fn is_oneself(&self, staff: StaffId) -> bool {
        self.seen_by.as_ref().is_none_or(|seen| seen.staff == staff)
    }

    /// Whether whoever reads may see how to reach a customer, what they bought and what they owe: by their duties, or because they
    /// work on an order of theirs now, picking it or covering for it.
    ///
    /// # Errors
    /// What the store reports.
    pub fn may_see_customer(&mut self, customer: CustomerId) -> Result<bool, Refused> {
        if self.may_see(ReadRight::CustomerDetails) {
            return Ok(true);
        }
        let (Some(seen), now) = (&self.seen_by, self.now()) else {
            return Ok(true);
        };
        let staff = seen.staff;
        let row = self.row(
            "select 1 from orders o where o.customer = $1 and (exists (select 1 from picking p where p.orders = o.id and p.staff = $2)
                 or exists (select 1 from cover c where c.orders = o.id and c.coverer = $2 and c.ended_at is null and c.starts_at is not null and c.ends_at > $3)) limit 1",
            &[customer.0.into(), staff.0.into(), now.0.into()],
        )?;
        Ok(row.is_some())
    }

    /// Refuses whoever may not see this customer.
    ///
    /// # Errors
    /// `view-not-yours`.
    pub fn must_see_customer(&mut self, customer: CustomerId) -> Result<(), Refused> {
        if self.may_see_customer(customer)? {
            return Ok(());
        }
        self.must_see(ReadRight::CustomerDetails)
    }

    /// Refuses whoever may not see this.
    ///
    /// # Errors
    /// `view-not-yours` with the duties of which one opens it, `view-totals` with the duty, or `view-management`.
    pub fn must_see(&self, right: ReadRight) -> Result<(), Refused> {
        if self.may_see(right) {
            return Ok(());
        }
        Err(match right {
            ReadRight::Totals(duty) => Refused::not_allowed("view-totals").with("duty", duty),
            ReadRight::Management => Refused::not_allowed("view-management"),
            ReadRight::Anyone
            | ReadRight::Desk(_)
            | ReadRight::AnyDesk
            | ReadRight::CustomerDetails => {
                Refused::not_allowed("view-not-yours").with("duties", duties_of(right))
            }
        })
    }
}
