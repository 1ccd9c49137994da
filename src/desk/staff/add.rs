//! Somebody new works here.

use crate::model::{Desk, Duty, Instant, Level, Right, StaffId, UnderCover};
use crate::office::{Permit, Pin, Reads, Receipt, Refused, Verb};
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Adds a person. Who adds them signs off, in the same line, that they own the duties of their home desk, or those named.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddStaff {
    /// What they sign in with; not taken.
    pub code: String,
    /// Their name.
    pub name: String,
    /// Where they usually sit.
    pub desk: Desk,
    /// 4 to 12 digits.
    pub pin: Pin,
    /// "en" or "cs"; none: the office's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The duties they own from the start; none: all of their home desk. Give an empty list for somebody who is to be trained first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duties: Option<Vec<Duty>>,
    /// What their badge sends when it is scanned: it names them at the sign-in, and their PIN is still typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub badge: String,
}

impl Verb for AddStaff {
    const NAME: &'static str = "staff.add";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn prepare(&self) -> Result<(), Refused> {
        self.pin.hashed().map(drop)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let code = text::name("code", &self.code)?;
        let name = text::name("name", &self.name)?;
        if code.contains(char::is_whitespace) || code.chars().count() > 12 {
            return Err(Refused::rule("bad-code").with("value", code));
        }
        // A journal that was written when codes could differ by their case alone is played again as it was.
        let taken = permit.row_of_code(
            "select code from staff where upper(code) in ($1, $2, $3)",
            &code,
            0,
        )?;
        let taken = taken.map(|row| row.text(0)).transpose()?;
        if let Some(taken) = taken.filter(|taken| *taken == code || !permit.is_replayed()) {
            return Err(Refused::rule("name-taken")
                .with("kind", "staff")
                .with("name", taken));
        }
        // A code that is free as a code may still be somebody's badge; one that was taken then is played again as it was.
        let badge = staff::badge(&self.badge)?;
        for wanted in badge.iter().chain([&code]) {
            if !permit.is_replayed() {
                staff::must_be_free(permit, wanted, None)?;
            }
        }
        let language = self
            .language
            .clone()
            .unwrap_or_else(|| permit.facts().language.clone());
        if !matches!(language.as_str(), "en" | "cs") {
            return Err(Refused::rule("bad-language").with("value", language));
        }
        let seq = permit.seq();
        let id = permit.insert(
            "insert into staff (code, name, desk, language, pin_hash, badge, made_seq) values ($1, $2, $3, $4, $5, $6, $7)",
            &[code.as_str().into(), name.into(), self.desk.as_str().into(), language.into(), self.pin.hashed()?.into(), badge.into(), seq.into()],
        )?;
        let home: Vec<Duty> = self.desk.duties().collect();
        for duty in self.duties.as_ref().unwrap_or(&home) {
            write_competence(permit, StaffId(id), *duty, Level::Own, None)?;
        }
        Ok(Receipt::about(code.as_str()).with("staff", code))
    }
}

/// Writes a competence as signed off by whoever holds the permit.
pub(super) fn write_competence(
    permit: &mut Permit<'_>,
    staff: StaffId,
    duty: Duty,
    level: Level,
    until: Option<Instant>,
) -> Result<(), Refused> {
    let (now, signer, seq) = (permit.now(), permit.staff(), permit.seq());
    permit.write(
        "insert into competence (staff, duty, level, valid_until, signed_by, signed_at, seq) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (staff, duty) do update set level = excluded.level, valid_until = excluded.valid_until,
             signed_by = excluded.signed_by, signed_at = excluded.signed_at, seq = excluded.seq",
        &[staff.0.into(), duty.as_str().into(), level.as_str().into(), until.map(|at| at.0).into(), signer.0.into(), now.0.into(), seq.into()],
    )?;
    Ok(())
}
