//! A manager says yes or no to a holiday.

use super::absence::{Absence, State};
use super::ask_absence::{tell, with_arrangements};
use crate::cover::arrangement::away::{Touched, in_short, one_is_away};
use crate::cover::shift::coverer_is_away;
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Grants an absence that was asked for, or declines it with a word why. Whoever asked is told. Covers that they have agreed to for that
/// time fall through: the owners are told, and the next best person is asked; the answer names them, and
/// the standing arrangements that it falls into, whose other side is told with who could stand in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideAbsence {
    /// Its number.
    pub absence: String,
    /// Yes or no.
    pub approve: bool,
    /// What to tell whoever asked; a no needs a reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Verb for DecideAbsence {
    const NAME: &'static str = "absence.decide";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let absence = Absence::find(permit, &self.absence)?;
        if absence.state != State::Asked {
            return Err(absence
                .refuse("absence-not-asked")
                .with("decided", crate::office::Datum::Word(absence.state.word())));
        }
        let now = permit.now();
        if absence.span.until <= now {
            return Err(absence.refuse("absence-over"));
        }
        let row = permit.row(
            "select active from staff where id = $1",
            &[absence.staff.0.into()],
        )?;
        if self.approve && !row.map_or(Ok(false), |row| row.flag(0))? {
            return Err(Refused::rule("staff-gone").with("name", absence.name));
        }
        let words = if self.approve {
            text::optional("words", &self.words)?
        } else {
            text::name("words", &self.words).map_err(|refused| refused.labelled("roster-reason"))?
        };
        let state = if self.approve {
            State::Approved
        } else {
            State::Declined
        };
        let me = permit.staff();
        permit.write(
            "update absence set state = $2, decided_at = $3, decided_by = $4, words = $5 where id = $1",
            &[
                absence.id.into(),
                state.as_str().into(),
                now.0.into(),
                me.0.into(),
                words.as_str().into(),
            ],
        )?;
        let fallen = if self.approve {
            coverer_is_away(permit, absence.staff, absence.span)?
        } else {
            Vec::new()
        };
        let touched = if self.approve {
            Touched::by(permit, absence.staff, absence.span)?
        } else {
            Vec::new()
        };
        let arrangements = one_is_away(permit, absence.staff, absence.span, &touched)?;
        let kind = match (self.approve, touched.is_empty()) {
            (true, true) => "absence-approved",
            (true, false) => "absence-approved-touches",
            (false, _) => "absence-declined",
        };
        let data = serde_json::json!({"touches": in_short(&touched), "absence": absence.number, "absence_kind": absence.kind, "words": words, "from_at": absence.span.from.0, "until_at": absence.span.until.0});
        tell(permit, absence.staff, kind, data)?;
        let receipt = Receipt::about(absence.number.as_str())
            .with("absence", absence.number)
            .with("state", state.as_str())
            .with("name", absence.name)
            .with("covers", fallen);
        Ok(with_arrangements(permit, receipt, arrangements))
    }
}
