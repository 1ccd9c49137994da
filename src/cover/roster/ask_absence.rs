//! "May I have the first week of December off?" and "I am at lunch."

use super::{date_of, is_manager, works_here};
use crate::cover::arrangement::away::{Touched, in_short, one_is_away};
use crate::cover::shift::coverer_is_away;
use crate::model::absence::SICK_DAYS_BACK_MAX;
use crate::model::roster::Span;
use crate::model::time::{parse_date, parse_when};
use crate::model::{AbsenceKind, Duty, Instant, Right, StaffId, UnderCover};
use crate::office::{self, Concern, Permit, Reads, Receipt, Refused, Verb, owners};
use crate::records::notice::{self, Notice, Reader};
use crate::records::roster::{midnight, today};
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Says that one is away, or asks for it. Illness, errands and meals of one's own count at once; anything else waits for a
/// manager. What a manager enters, for themselves or for others, counts at once. Covers that they carry or have agreed to for that time
/// fall through: the owners and management are told, and the next best person is asked; the answer names them.
/// Of standing arrangements that it falls into those whom they concern are told, with who could stand in instead; the answer names them, too.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskAbsence {
    /// Why.
    pub kind: AbsenceKind,
    /// From when: "2026-11-30" (the whole day), "13:00" (today) or "2026-11-30 13:00"; none: from now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Until when: "2026-12-04" (the whole day), "13:00" or "45m" (after it began); none: the end of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What others should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The code of somebody else, for whom a manager enters it; none: oneself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<String>,
}

impl Verb for AskAbsence {
    const NAME: &'static str = "absence.ask";
    const RIGHT: Right = Right::SelfOr(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut office::Reader<'_>, me: StaffId) -> Result<Concern, Refused> {
        let Some(code) = filled(self.staff.as_ref()) else {
            return Ok(Concern::of([Some(me)]));
        };
        let (who, name) = works_here(reader, code)?;
        let owners = owners(reader, Duty::Management)?;
        let refused = Refused::not_allowed("absence-for-another")
            .with("name", name)
            .with("who", owners);
        Ok(Concern::of([Some(who)]).otherwise(refused))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let me = permit.staff();
        let manages = is_manager(permit)?;
        let (who, name) = match filled(self.staff.as_ref()) {
            Some(code) => works_here(permit, code)?,
            None => (me, staff::name(permit, me)?),
        };
        let note = text::optional("note", &self.note)?;
        let span = self.span(permit)?;
        must_be_free(permit, who, &name, span)?;
        let counts = manages || self.kind.counts_at_once();
        let number = permit.next_yearly("AB")?;
        let (now, seq) = (permit.now(), permit.seq());
        permit.write(
            "insert into absence (number, staff, kind, starts_at, ends_at, note, asked_at, asked_by, state, decided_at, decided_by, seq)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            &[
                number.as_str().into(),
                who.0.into(),
                self.kind.as_str().into(),
                span.from.0.into(),
                span.until.0.into(),
                note.into(),
                now.0.into(),
                me.0.into(),
                if counts { "approved" } else { "asked" }.into(),
                counts.then_some(now.0).into(),
                counts.then_some(me.0).into(),
                seq.into(),
            ],
        )?;
        let fallen = if counts {
            coverer_is_away(permit, who, span)?
        } else {
            Vec::new()
        };
        let touched = Touched::by(permit, who, span)?;
        let data = serde_json::json!({"absence": number, "name": name, "absence_kind": self.kind, "from_at": span.from.0, "until_at": span.until.0, "touches": in_short(&touched)});
        let arrangements = if counts {
            one_is_away(permit, who, span, &touched)?
        } else {
            Vec::new()
        };
        if !counts {
            let kind = if touched.is_empty() {
                "absence-asked"
            } else {
                "absence-asked-touches"
            };
            for manager in staff::managers(permit)? {
                tell(permit, manager, kind, data.clone())?;
            }
        } else if who != me {
            tell(permit, who, "absence-entered", data)?;
        }
        let receipt = Receipt::about(number.as_str())
            .with("absence", number)
            .with("state", if counts { "approved" } else { "asked" })
            .with("from", span.from.to_string())
            .with("until", span.until.to_string())
            .with("covers", fallen);
        Ok(with_arrangements(permit, receipt, arrangements))
    }
}

fn filled(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

impl AskAbsence {
    fn span(&self, permit: &Permit<'_>) -> Result<Span, Refused> {
        let (now, zone, today) = (permit.now(), permit.facts().zone, today(permit));
        let bad = |text: &str| {
            Refused::rule("bad-date").with("value", text.chars().take(40).collect::<String>())
        };
        let from = match filled(self.from.as_ref()) {
            None => now,
            Some(text) if parse_date(text, today).is_some() => {
                midnight(date_of(permit, text)?, zone)
            }
            Some(text) => {
                // A time of the day is today's, also when it is over.
                let is_time = text.len() <= 5 && text.contains(':');
                let before = Instant(midnight(today, zone).0 - 1);
                parse_when(text, if is_time { before } else { now }, zone)
                    .ok_or_else(|| bad(text))?
            }
        };
        let first = from.local(zone).date_naive();
        let until = match filled(self.until.as_ref()) {
            None => midnight(first.succ_opt().unwrap_or(first), zone),
            Some(text) => match parse_date(text, first) {
                Some(date) => midnight(date.succ_opt().ok_or_else(|| bad(text))?, zone),
                None => parse_when(text, from, zone).ok_or_else(|| bad(text))?,
            },
        };
        let span = Span { from, until };
        if until <= from {
            return Err(Refused::rule("absence-ends-first")
                .with("from", from)
                .with("until", until));
        }
        if self.kind.is_too_long(span) {
            return Err(Refused::rule("absence-too-long")
                .with("what", crate::office::Datum::Word(self.kind.word()))
                .with("days", self.kind.minutes_max() / (24 * 60))
                .with("hours", self.kind.minutes_max() / 60));
        }
        let back = if self.kind == AbsenceKind::Sick {
            midnight(today, zone).plus_minutes(-SICK_DAYS_BACK_MAX * 24 * 60)
        } else {
            midnight(today, zone)
        };
        if from < back || until <= now && self.kind != AbsenceKind::Sick {
            return Err(Refused::rule("absence-past").with("at", from));
        }
        Ok(span)
    }
}

/// Refuses where somebody is away by then already, or has asked to be.
fn must_be_free(
    permit: &mut Permit<'_>,
    who: StaffId,
    name: &str,
    span: Span,
) -> Result<(), Refused> {
    let row = permit.row(
        "select number, kind, starts_at, ends_at from absence
         where staff = $1 and starts_at < $3 and ends_at > $2 and (state = 'asked' or state = 'approved') order by starts_at limit 1",
        &[who.0.into(), span.from.0.into(), span.until.0.into()],
    )?;
    let Some(row) = row else { return Ok(()) };
    let kind = row.word(1, AbsenceKind::parse)?;
    Err(Refused::rule("absences-overlap")
        .with("name", name)
        .with("absence", row.text(0)?)
        .with("what", crate::office::Datum::Word(kind.word()))
        .with("from", Instant(row.int(2)?))
        .with("until", Instant(row.int(3)?)))
}

/// The answer names the arrangements that the absence falls into; one that was given by an earlier version did not.
pub(super) fn with_arrangements(
    permit: &Permit<'_>,
    receipt: Receipt,
    arrangements: Vec<String>,
) -> Receipt {
    if permit.answers("arrangements") {
        receipt.with("arrangements", arrangements)
    } else {
        receipt
    }
}

/// Puts a word about an absence into somebody's inbox.
pub(super) fn tell(
    permit: &mut Permit<'_>,
    to: StaffId,
    kind: &'static str,
    data: serde_json::Value,
) -> Result<(), Refused> {
    let to = Reader::Person(to);
    notice::tell(
        permit,
        &Notice {
            to,
            kind,
            order: None,
            cover: None,
            data,
        },
    )
}
