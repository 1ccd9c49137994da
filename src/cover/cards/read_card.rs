//! Somebody has read a job card to its end: a step on their way to a duty.

use super::own::is_card_name;
use super::shelf::duty_counted;
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes that whoever is signed in has read a card to its end. Reading it again on the same day adds nothing. The
/// program writes it of a card that was open; no request can ask for it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadCard {
    /// The card: a verb, or another name that the office has given.
    pub card: String,
    /// The duty of the office's own card; ours know theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Duty>,
}

/// Within so many milliseconds a card counts once.
const ONCE_MILLISECONDS: i64 = 12 * 3_600_000;

impl Verb for ReadCard {
    const NAME: &'static str = "training.read_card";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;
    const IS_WITNESSED: bool = true;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        if !is_card_name(&self.card) {
            return Err(Refused::rule("bad-card-name").with("value", self.card.as_str()));
        }
        // What belongs to nobody's duty (covers, one's own PIN) is kept without one.
        let duty = duty_counted(&self.card, self.duty);
        let duty = duty.map_or("", Duty::as_str);
        let (now, staff) = (permit.now(), permit.staff());
        let known = permit.row(
            "select id from training_step where staff = $1 and duty = $2 and step = 'card-read' and card = $3 and at > $4 limit 1",
            &[
                staff.0.into(),
                duty.into(),
                self.card.as_str().into(),
                (now.0 - ONCE_MILLISECONDS).into(),
            ],
        )?;
        if known.is_none() {
            permit.write(
                "insert into training_step (staff, duty, step, card, at, seq) values ($1, $2, 'card-read', $3, $4, $5)",
                &[
                    staff.0.into(),
                    duty.into(),
                    self.card.as_str().into(),
                    now.0.into(),
                    permit.seq().into(),
                ],
            )?;
        }
        Ok(Receipt::about(self.card.as_str()).with("duty", duty))
    }
}
