//! Who knows what, how well, until when, and what is still missing before they may stand in: the matrix, the path, the plan.

mod draw;
mod drop;
mod forms;
mod matrix;
mod path;
mod plan;
mod plan_list;
mod practised;
mod screen;
mod supervised;

pub use drop::DropPlan;
pub use matrix::{Cell, Matrix, Person, Planned, matrix};
pub use plan::Plan;
pub use practised::Practised;
pub use screen::Training;
pub use supervised::Supervised;

use crate::cover::cards::duty_counted;
use crate::model::{Duty, StaffId};
use crate::office::{Permit, Reads, Refused};
use crate::records::text;

/// Writes a step on the way to the next level, by a card that counts for the duty. `trainer` is there for a supervised one only, and somebody else.
fn write_step(
    permit: &mut Permit<'_>,
    staff: StaffId,
    duty: Duty,
    step: &'static str,
    card: &str,
    trainer: Option<StaffId>,
    result: &str,
) -> Result<(), Refused> {
    let card = text::name("card", card)?;
    // A line that is older than this rule is played again as it was.
    if !permit.is_replayed() && duty_counted(&card, Some(duty)) != Some(duty) {
        return Err(Refused::rule("card-of-other-duty")
            .with("card", card)
            .with("duty", duty));
    }
    let result = text::optional("result", result)?;
    let (now, seq) = (permit.now(), permit.seq());
    permit.insert(
        "insert into training_step (staff, duty, step, card, at, trainer, result, seq) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            staff.0.into(),
            duty.as_str().into(),
            step.into(),
            card.into(),
            now.0.into(),
            trainer.map(|trainer| trainer.0).into(),
            result.into(),
            seq.into(),
        ],
    )?;
    Ok(())
}
