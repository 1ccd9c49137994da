//! "I am at lunch until half past twelve: who stands in for me?"

use super::clash::{Wanted, must_be_active, must_be_bare, must_not_be_mutual, not_mutual};
use super::end::close;
use super::said::About;
use super::whom::with_level;
use super::{Cover, Status, duties_of, end_of, may_cover, must_own};
use crate::model::roster::Span;
use crate::model::{
    CoverEnd, CoverId, CoverReason, Desk, Duties, Duty, Instant, Level, Right, StaffId, UnderCover,
};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::presence::at_a_screen;
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks somebody, or anyone who can, to cover one's own duties. It begins when it is accepted. Asked of anyone, it is one request where
/// somebody can do all of it; else there is one for each duty, made to those who can, and the answer names what nobody can do (`nobody`).
/// What nobody has answered within the office's minutes may be accepted by whoever can. Somebody who is not at a screen now may
/// be asked: the answer says so (`present`), and the request waits for them until its time is over. As long as it is open, or a
/// cover of the duty runs or is agreed for that time, there is no second one; with `instead` it takes the place of the open one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// One's own duties that are to be covered.
    pub duties: Vec<Duty>,
    /// Why.
    pub reason: CoverReason,
    /// Until when: "12:30", "45m" or RFC 3339; at most twelve hours.
    pub until: String,
    /// The code of the person asked; none: anyone who can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The number of one's own request that waits for an answer and is withdrawn for this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// The hand-over note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Verb for Ask {
    const NAME: &'static str = "cover.ask";
    const RIGHT: Right = Right::OwnerOf;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let duties = duties_of(&self.duties)?;
        let concern = Concern::default().duties(duties);
        Ok(match must_own(reader, me, duties) {
            Ok(()) => concern,
            Err(refused) => concern.otherwise(refused),
        })
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let duties = duties_of(&self.duties)?;
        let asker = permit.staff();
        let now = permit.now();
        let until = end_of(permit, &self.until, now)?;
        let note = text::cover_note("note", &self.note)?;
        if let Some(number) = &self.instead {
            withdraw_own(permit, number)?;
        }
        let wanted = Wanted {
            duties,
            owner: Some(asker),
            span: Span { from: now, until },
            but: None,
        };
        must_be_bare(permit, &wanted)?;
        let asked = match &self.of {
            Some(code) => {
                let (id, ..) = staff::find(permit, code)?;
                if id == asker {
                    return Err(Refused::rule("cover-oneself"));
                }
                must_be_active(permit, id)?;
                may_cover(permit, id, duties)?;
                must_not_be_mutual(permit, Some(asker), id, wanted.span)?;
                Some(id)
            }
            None => None,
        };
        let groups = match asked {
            Some(_) => Groups::one(duties),
            None => Groups::of(permit, &wanted)?,
        };
        let mut numbers = Vec::new();
        for (duties, able) in &groups.asked {
            let to = match asked {
                Some(id) => vec![Reader::Person(id)],
                None if able.is_empty() => {
                    Desk::ALL.iter().map(|desk| Reader::Desk(*desk)).collect()
                }
                None => able.iter().map(|id| Reader::Person(*id)).collect(),
            };
            numbers.push(self.request(permit, *duties, asked, (until, &note), to)?);
        }
        let number = numbers.first().cloned().unwrap_or_default();
        let present = match asked {
            Some(id) => at_a_screen(permit, id)?,
            None => true,
        };
        let about = About {
            owner: Some(asker),
            coverer: asked,
            duties,
            until,
        };
        let receipt = Receipt::about(number.as_str())
            .with("cover", number)
            .with("covers", numbers)
            .with("nobody", groups.nobody.to_string())
            .with("present", present);
        about.put(permit, receipt)
    }
}

impl Ask {
    /// Writes one request, and tells those who are asked.
    fn request(
        &self,
        permit: &mut Permit<'_>,
        duties: Duties,
        asked: Option<StaffId>,
        (until, note): (Instant, &str),
        told: Vec<Reader>,
    ) -> Result<String, Refused> {
        let (asker, now) = (permit.staff(), permit.now());
        let number = permit.next_yearly("CS")?;
        let seq = permit.seq();
        let cover = permit.insert(
            "insert into cover (number, kind, duties, reason, owner, asked, asked_at, ends_at, note, seq)
             values ($1, 'asked', $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                number.as_str().into(),
                duties.to_string().into(),
                self.reason.as_str().into(),
                asker.0.into(),
                asked.map(|id| id.0).into(),
                now.0.into(),
                until.0.into(),
                note.into(),
                seq.into(),
            ],
        )?;
        let name = staff::name(permit, asker)?;
        let data = serde_json::json!({"cover": number, "name": name, "duties": duties.to_string(), "until": until.0});
        for to in told {
            notice::tell_of_cover(permit, to, "cover-asked", CoverId(cover), data.clone())?;
        }
        Ok(number)
    }
}

/// The request that another one takes the place of is open no more, and whoever was asked is told.
///
/// # Errors
/// `not-your-cover`; `cover-not-open` where it is answered by now.
fn withdraw_own(permit: &mut Permit<'_>, number: &str) -> Result<(), Refused> {
    let cover = Cover::find(permit, number)?;
    let (me, now) = (permit.staff(), permit.now());
    if cover.owner != Some(me) || cover.parent.is_some() {
        return Err(Refused::not_allowed("not-your-cover").with("cover", number));
    }
    if cover.status(now) != Status::Asked || cover.offered_by().is_some() {
        return Err(Refused::rule("cover-not-open").with("cover", number));
    }
    close(permit, &cover, CoverEnd::Withdrawn, "").map(drop)
}

/// What is asked of whom: everything of those who can do everything, else each duty of those who can do it.
struct Groups {
    asked: Vec<(Duties, Vec<StaffId>)>,
    /// What nobody can do now.
    nobody: Duties,
}

impl Groups {
    fn one(duties: Duties) -> Self {
        Self {
            asked: vec![(duties, Vec::new())],
            nobody: Duties::NONE,
        }
    }

    fn of(reads: &mut impl Reads, wanted: &Wanted) -> Result<Self, Refused> {
        let duties = wanted.duties;
        let able = able(reads, wanted, duties)?;
        if !able.is_empty() {
            return Ok(Self {
                asked: vec![(duties, able)],
                nobody: Duties::NONE,
            });
        }
        let (mut asked, mut nobody) = (Vec::new(), Duties::NONE);
        for duty in duties.iter() {
            let one = Duties::NONE.with(duty);
            let able = self::able(reads, wanted, one)?;
            if able.is_empty() {
                nobody = nobody.with(duty);
            } else {
                asked.push((one, able));
            }
        }
        if asked.is_empty() {
            // Nobody can now; whoever is trained or back later still finds the request.
            return Ok(Self {
                nobody,
                ..Self::one(duties)
            });
        }
        Ok(Self { asked, nobody })
    }
}

/// Who could cover all of these duties now.
fn able(reads: &mut impl Reads, wanted: &Wanted, duties: Duties) -> Result<Vec<StaffId>, Refused> {
    let mut able = Vec::new();
    for (id, ..) in with_level(reads, duties, Level::Cover)? {
        let able_now = Some(id) != wanted.owner
            && may_cover(reads, id, duties).is_ok()
            && not_mutual(reads, wanted.owner, id, wanted.span).is_ok();
        if able_now {
            able.push(id);
        }
    }
    Ok(able)
}
