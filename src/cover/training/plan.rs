//! "Jana learns fulfilment by the end of January, Petr teaches her."

use crate::model::time::parse_date;
use crate::model::{Duty, Level, Right, StaffId, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb, owners};
use crate::records::notice::{self, Notice, Reader};
use crate::records::roster::{day_number, midnight, today};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Plans that somebody reaches a level in a duty by a day. It is done by itself when that is signed off.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The code of whoever learns.
    pub staff: String,
    /// What.
    pub duty: Duty,
    /// "cover" or "own".
    pub level: Level,
    /// The day by which it is to be signed off: "2027-01-31"; today at the earliest.
    pub due: String,
    /// The code of whoever teaches, who owns the duty or management; none: whoever does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainer: Option<String>,
}

impl Verb for Plan {
    const NAME: &'static str = "training.plan";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, name, active) = staff::find(permit, &self.staff)?;
        if !active {
            return Err(Refused::rule("trainee-gone").with("name", name));
        }
        if self.level == Level::Aware || (self.duty == Duty::Management && self.level != Level::Own)
        {
            return Err(Refused::rule("level-not-planned").with("duty", self.duty));
        }
        self.not_reached(permit, id, &name)?;
        let today = today(permit);
        let due = parse_date(&self.due, today)
            .ok_or_else(|| Refused::rule("bad-date").with("value", &self.due))?;
        if due < today {
            let zone = permit.facts().zone;
            return Err(Refused::rule("date-past").with("at", midnight(due, zone)));
        }
        let trainer = self.trainer(permit, id)?;
        let number = permit.next_yearly("TP")?;
        let (now, seq) = (permit.now(), permit.seq());
        permit.insert(
            "insert into training_plan (number, staff, duty, level, trainer, due_day, made_at, seq) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                number.as_str().into(),
                id.0.into(),
                self.duty.as_str().into(),
                self.level.as_str().into(),
                trainer.map(|trainer| trainer.0).into(),
                day_number(due).into(),
                now.0.into(),
                seq.into(),
            ],
        )?;
        let people = [Some(id), trainer];
        for person in people
            .into_iter()
            .flatten()
            .filter(|one| *one != permit.staff())
            .collect::<Vec<_>>()
        {
            notice::tell(
                permit,
                &Notice {
                    to: Reader::Person(person),
                    kind: "training-planned",
                    order: None,
                    cover: None,
                    data: serde_json::json!({"name": name, "duties": self.duty.as_str(), "words": due.to_string()}),
                },
            )?;
        }
        Ok(Receipt::about(number.as_str())
            .with("plan", number)
            .with("name", name))
    }
}

impl Plan {
    /// They do not have that level already, and nothing is planned for them in this duty.
    fn not_reached(&self, permit: &mut Permit<'_>, id: StaffId, name: &str) -> Result<(), Refused> {
        let now = permit.now();
        let has = permit.row(
            "select level from competence where staff = $1 and duty = $2 and (level = $3 or level = 'own') and (valid_until is null or valid_until > $4)",
            &[id.0.into(), self.duty.as_str().into(), self.level.as_str().into(), now.0.into()],
        )?;
        // A plan that is fulfilled signs its level off: it must not take a higher one away.
        if has
            .as_ref()
            .is_some_and(|row| row.text(0).is_ok_and(|level| level != self.level.as_str()))
        {
            return Err(Refused::rule("level-reached")
                .with("name", name)
                .with("duty", self.duty)
                .with("level", Level::Own));
        }
        // What runs out soon is learnt anew in time, so only what stays is in the way.
        let stays = permit.row(
            "select 1 from competence where staff = $1 and duty = $2 and valid_until is null",
            &[id.0.into(), self.duty.as_str().into()],
        )?;
        if let (Some(row), Some(_)) = (has, stays) {
            return Err(Refused::rule("level-reached")
                .with("name", name)
                .with("duty", self.duty)
                .with("level", row.word(0, Level::parse)?));
        }
        let open = permit.row(
            "select number from training_plan where staff = $1 and duty = $2 and ended_at is null",
            &[id.0.into(), self.duty.as_str().into()],
        )?;
        match open {
            Some(row) => Err(Refused::rule("planned-already")
                .with("plan", row.text(0)?)
                .with("name", name)
                .with("duty", self.duty)),
            None => Ok(()),
        }
    }

    fn trainer(
        &self,
        permit: &mut Permit<'_>,
        trainee: StaffId,
    ) -> Result<Option<StaffId>, Refused> {
        let Some(code) = self
            .trainer
            .as_deref()
            .map(str::trim)
            .filter(|code| !code.is_empty())
        else {
            return Ok(None);
        };
        let (id, name, active) = staff::find(permit, code)?;
        if id == trainee {
            return Err(Refused::rule("trainer-oneself").with("duty", self.duty));
        }
        if !active {
            return Err(Refused::rule("trainee-gone").with("name", name));
        }
        let now = permit.now();
        let owns = permit.row(
            "select 1 from competence where staff = $1 and (duty = $2 or duty = 'management') and level = 'own' and (valid_until is null or valid_until > $3)",
            &[id.0.into(), self.duty.as_str().into(), now.0.into()],
        )?;
        if owns.is_none() {
            let who = owners(permit, self.duty)?;
            return Err(Refused::rule("trainer-not-owner")
                .with("duty", self.duty)
                .with("who", who));
        }
        Ok(Some(id))
    }
}
