//! How a cover or a request comes to its end where those whom it concerns are told of it.

use super::{Permit, Reads, Refused, Writing};
use crate::model::{CoverEnd, CoverId, Instant, StaffId};
use crate::store::{Engine, Row};
use serde_json::{Value, json};

/// An end that somebody, or the clock, brings about.
#[derive(Debug, Clone, Copy)]
pub struct CoverEnding<'a> {
    /// Of which cover or request.
    pub cover: CoverId,
    /// How.
    pub how: CoverEnd,
    /// The last word, or why not.
    pub words: &'a str,
    /// Who has left, or may not cover any more, where that is why.
    pub because_of: Option<StaffId>,
}

/// Who ends it, when, and in which line of the journal.
#[derive(Debug, Clone, Copy)]
struct By {
    staff: StaffId,
    now: Instant,
    seq: i64,
}

impl Permit<'_> {
    /// Ends a cover or a request that is not ended, and tells those whom it concerns, but not whoever ends it. Whether something was
    /// done under it.
    ///
    /// # Errors
    /// What the store reports.
    pub fn end_cover(&mut self, ending: CoverEnding<'_>) -> Result<bool, Refused> {
        let by = By::whoever_acts(self);
        end(self.engine(), by, ending)
    }

    /// A request is answered: that it was made counts as read by whoever was asked.
    ///
    /// # Errors
    /// What the store reports.
    pub fn cover_is_answered(&mut self, cover: CoverId) -> Result<(), Refused> {
        let by = By::whoever_acts(self);
        answered(self.engine(), by, cover)
    }
}

impl By {
    fn whoever_acts(permit: &Permit<'_>) -> Self {
        Self {
            staff: permit.staff(),
            now: permit.now(),
            seq: permit.seq(),
        }
    }
}

impl Writing<'_> {
    /// Whoever has left their last screen covers for nobody any more. A cover whose time was over before that ended by the clock.
    pub(super) fn end_covers_of(&mut self, staff: StaffId) -> Result<(), Refused> {
        let running = self.engine.run(
            "select id, ends_at from cover
             where coverer = $1 and ended_at is null and starts_at is not null
               and not exists (select 1 from sign_in where staff = $1 and closed_at is null and screen = 1) order by id",
            &[staff.0.into()],
        )?;
        let by = By {
            staff,
            now: self.now,
            seq: self.last.seq + 1,
        };
        for row in running {
            let how = if row.int(1)? <= by.now.0 {
                CoverEnd::TimedOut
            } else {
                CoverEnd::SignedOut
            };
            let ending = CoverEnding {
                cover: CoverId(row.int(0)?),
                how,
                words: "",
                because_of: None,
            };
            end(&mut *self.engine, by, ending)?;
        }
        Ok(())
    }
}

/// A cover as it is when it ends.
struct Ending {
    number: String,
    duties: String,
    owner: Option<i64>,
    asked: Option<i64>,
    coverer: Option<i64>,
    /// Who planned it, for themselves or for others.
    planner: Option<i64>,
    /// Who carries the cover that it was to go on with.
    goes_on_from: Option<i64>,
    has_begun: bool,
    /// It was offered to its owner.
    is_offer: bool,
    for_one_order: bool,
    from: Instant,
    ends: Instant,
    /// Something was done under it.
    has_acts: bool,
}

impl Ending {
    fn read(engine: &mut dyn Engine, cover: CoverId) -> Result<Self, Refused> {
        let rows = engine.run(
            "select c.number, c.duties, c.owner, c.asked, c.coverer, p.coverer, c.starts_at, c.accepted_at, c.orders,
                    coalesce(c.starts_at, c.begins_at, c.asked_at), c.ends_at, exists (select 1 from journal j where j.cover = c.id),
                    (select j.staff from journal j where j.seq = c.seq and j.verb = 'cover.plan')
             from cover c left join cover p on p.id = c.parent where c.id = $1",
            &[cover.0.into()],
        )?;
        let row = rows.first();
        let row = row.ok_or_else(|| Refused::not_found("cover", &cover.0.to_string()))?;
        let has = |column| Ok::<_, Refused>(row.int_or_none(column)?.is_some());
        let (owner, asked, coverer) = (
            row.int_or_none(2)?,
            row.int_or_none(3)?,
            row.int_or_none(4)?,
        );
        let asks_owner = coverer.is_some() && asked.is_some() && asked == owner;
        Ok(Self {
            number: row.text(0)?,
            duties: row.text(1)?,
            owner,
            asked,
            coverer,
            planner: row.int_or_none(12)?,
            goes_on_from: row.int_or_none(5)?,
            has_begun: has(6)?,
            is_offer: asks_owner && !has(6)? && !has(7)?,
            for_one_order: has(8)?,
            from: Instant(row.int(9)?),
            ends: Instant(row.int(10)?),
            has_acts: row.flag(11)?,
        })
    }

    /// Where nothing was done under it, or it was for one order and its owner took it back, there is no sheet to look at.
    fn leaves_a_sheet(&self, how: CoverEnd) -> bool {
        self.has_acts && !(how == CoverEnd::TakenBack && self.for_one_order)
    }

    /// Who is told, each with the kind of the notice: of what ran, both; of what never began, whoever asked or planned it, whoever was asked
    /// and whoever had agreed or offered. Who did not answer in time need not do anything any more.
    fn told(&self, ending: &CoverEnding<'_>) -> Vec<(i64, &'static str)> {
        let how = ending.how;
        let cut_short = how == CoverEnd::ByManager && ending.because_of.is_some();
        let over = if cut_short {
            "cover-cut-short"
        } else {
            "cover-over"
        };
        let to_owner = if self.leaves_a_sheet(how) {
            "cover-sheet"
        } else {
            over
        };
        let never = match how {
            CoverEnd::Declined if self.is_offer => "cover-offer-declined",
            CoverEnd::Withdrawn if self.is_offer => "cover-offer-withdrawn",
            CoverEnd::Declined => "cover-declined",
            CoverEnd::NeverBegun => "cover-never-begun",
            _ => "cover-withdrawn",
        };
        let asked = self.asked.filter(|_| how != CoverEnd::NeverBegun);
        let all = if self.has_begun {
            vec![(self.owner, to_owner), (self.coverer, over)]
        } else {
            let asker = self.goes_on_from.or(self.owner);
            vec![
                (asker, never),
                (self.coverer, never),
                (asked, never),
                (self.planner, never),
            ]
        };
        let mut told: Vec<(i64, &'static str)> = Vec::new();
        for (to, kind) in all {
            if let Some(to) = to.filter(|to| told.iter().all(|(known, _)| known != to)) {
                told.push((to, kind));
            }
        }
        told
    }
}

fn end(engine: &mut dyn Engine, by: By, ending: CoverEnding<'_>) -> Result<bool, Refused> {
    let cover = Ending::read(engine, ending.cover)?;
    let (how, at) = (ending.how, cover.ends.min(by.now));
    let declined = how == CoverEnd::Declined;
    let seen = (!cover.leaves_a_sheet(how)).then_some(by.now.0);
    engine.change(
        "update cover set ended_at = $2, ended_how = $3, ended_by = $4, hand_back = $5, seen_at = $6, declined = $7 where id = $1 and ended_at is null",
        &[
            ending.cover.0.into(),
            at.0.into(),
            how.as_str().into(),
            (!how.is_by_the_clock()).then_some(by.staff.0).into(),
            if declined { "" } else { ending.words }.into(),
            seen.into(),
            if declined { ending.words } else { "" }.into(),
        ],
    )?;
    answered(engine, by, ending.cover)?;
    let data = facts(engine, by, &ending, &cover, at)?.to_string();
    for (to, kind) in cover.told(&ending) {
        if to != by.staff.0 {
            engine.insert(
                "insert into notice (at, staff, kind, cover, data, seq) values ($1, $2, $3, $4, $5, $6)",
                &[
                    by.now.0.into(),
                    to.into(),
                    kind.into(),
                    ending.cover.0.into(),
                    data.as_str().into(),
                    by.seq.into(),
                ],
            )?;
        }
    }
    Ok(cover.has_acts)
}

/// What all of these notices say: of what ran, who covered and who ended it; of what never began, who has made it so.
fn facts(
    engine: &mut dyn Engine,
    by: By,
    ending: &CoverEnding<'_>,
    cover: &Ending,
    at: Instant,
) -> Result<Value, Refused> {
    let acts = name(engine, by.staff.0)?;
    let because = ending.because_of.map_or(by.staff.0, |person| person.0);
    let who = match cover.coverer {
        Some(coverer) if cover.has_begun => name(engine, coverer)?,
        _ => name(engine, because)?,
    };
    let ended_by = if ending.how.is_by_the_clock() {
        ""
    } else {
        acts.as_str()
    };
    Ok(
        json!({"cover": cover.number, "name": who, "duties": cover.duties, "how": ending.how.as_str(), "by": ended_by, "at": at.0, "from": cover.from.0, "until": cover.ends.0, "words": ending.words}),
    )
}

fn name(engine: &mut dyn Engine, staff: i64) -> Result<String, Refused> {
    let rows = engine.run("select name from staff where id = $1", &[staff.into()])?;
    let name = rows.first().map(|row: &Row| row.text(0)).transpose()?;
    Ok(name.unwrap_or_default())
}

/// A request is answered, taken back or over: whoever was asked need not do anything any more, so that what they were told of it
/// counts as read.
fn answered(engine: &mut dyn Engine, by: By, cover: CoverId) -> Result<(), Refused> {
    engine.change(
        "update notice set read_at = $2, read_by = $3
         where cover = $1 and cover is not null and read_at is null and kind in ('cover-asked', 'cover-offered', 'cover-planned-asked', 'cover-planned-offered')",
        &[cover.0.into(), by.now.0.into(), by.staff.0.into()],
    )?;
    Ok(())
}
