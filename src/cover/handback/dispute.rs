//! The owner does not agree with something that was done.

use super::{answer, answerable, cover_of_line};
use crate::model::{Addressee, CoverId, Duty, Right, StaffId, ThreadKind, ThreadState, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::text;
use crate::records::thread::{self, Opening, Thread};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Disputes one line of a hand-back sheet: a thread with whoever did it and with management, which stays in sight until it is
/// settled.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// The cover's number.
    pub cover: String,
    /// The journal number of the line.
    pub line: i64,
    /// What is wrong with it.
    pub words: String,
}

impl Verb for Dispute {
    const NAME: &'static str = "handback.dispute";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        Concern::judged(me, answerable(reader, me, &self.cover).map(drop))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let me = permit.staff();
        let (cover, chain) = answerable(permit, me, &self.cover)?;
        let words =
            text::name("words", &self.words).map_err(|refused| refused.labelled("sheet-words"))?;
        let of = cover_of_line(permit, &chain, self.line)?;
        answer(permit, of, self.line, "disputed", &words)?;
        super::seen(permit, &chain)?;
        let coverer = chain.iter().find(|one| one.id == of);
        let coverer = coverer.and_then(|one| one.coverer);
        let number = self.thread(permit, of, coverer, &words)?;
        Ok(Receipt::about(cover.number)
            .with("line", self.line)
            .with("question", number))
    }
}

impl Dispute {
    /// The thread of the dispute: the one that runs already, or a new one.
    fn thread(
        &self,
        permit: &mut Permit<'_>,
        cover: CoverId,
        coverer: Option<StaffId>,
        words: &str,
    ) -> Result<String, Refused> {
        let runs = permit.row(
            "select number from thread where cover = $1 and line = $2 and state <> 'settled' order by id desc limit 1",
            &[cover.0.into(), self.line.into()],
        )?;
        if let Some(row) = runs {
            let thread = Thread::find(permit, &row.text(0)?)?;
            thread::say(permit, &thread, words, ThreadState::Open)?;
            return Ok(thread.number);
        }
        let row = permit.row(
            "select j.orders, o.customer from journal j left join orders o on o.id = j.orders where j.seq = $1",
            &[self.line.into()],
        )?;
        let (mut order, mut customer) = (None, None);
        if let Some(row) = row {
            order = row.int_or_none(0)?.map(crate::model::OrderId);
            customer = row.int_or_none(1)?.map(crate::model::CustomerId);
        }
        let opening = Opening {
            kind: ThreadKind::Dispute,
            subject: None,
            words,
            order,
            customer,
            disputed: Some((cover, self.line)),
            to: still_here(permit, coverer)?
                .map_or(Addressee::Duty(Duty::Management), Addressee::Person),
            urgent: false,
            phone: String::new(),
            due_at: None,
        };
        thread::open(permit, &opening)
    }
}

/// The person, unless they have left the office.
fn still_here(permit: &mut Permit<'_>, staff: Option<StaffId>) -> Result<Option<StaffId>, Refused> {
    let Some(staff) = staff else { return Ok(None) };
    let row = permit.row(
        "select 1 from staff where id = $1 and active = 1",
        &[staff.0.into()],
    )?;
    Ok(row.map(|_| staff))
}
