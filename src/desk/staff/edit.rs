//! A person's name, home desk or language changes, or they leave.

use crate::model::{Desk, Duty, Right, StaffId, UnderCover};
use crate::office::{Permit, Pin, Reads, Receipt, Refused, Shown, Verb};
use crate::records::staff::managers;
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Changes a person; fields that are not given stay. Who is no longer active, or gets a new PIN, is signed out everywhere. What was
/// arranged with who leaves ends; who is back has their standing arrangements again.
/// The last active manager stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditStaff {
    /// The person's code.
    pub staff: String,
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new home desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<Desk>,
    /// "en" or "cs".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// A new PIN, when the old one is forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// False: they have left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// What their badge sends when it is scanned; an empty one takes the badge away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<String>,
    /// What stood in these fields when they were shown: refused with both values where somebody else has changed one since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl EditStaff {
    /// Somebody leaves the office or is back; all else stays.
    pub(super) fn of_activity(staff: String, active: bool) -> Self {
        Self {
            staff,
            active: Some(active),
            ..Self::default()
        }
    }
}

impl Verb for EditStaff {
    const NAME: &'static str = "staff.edit";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn prepare(&self) -> Result<(), Refused> {
        self.pin
            .as_ref()
            .map_or(Ok(()), |pin| pin.hashed().map(drop))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, old_name, _) = staff::find(permit, &self.staff)?;
        self.not_overtaken(permit, id)?;
        let name = text::name("name", self.name.as_deref().unwrap_or(&old_name))?;
        if let Some(language) = self
            .language
            .as_deref()
            .filter(|language| !matches!(*language, "en" | "cs"))
        {
            return Err(Refused::rule("bad-language").with("value", language));
        }
        if self.active == Some(false) {
            another_manager_is_left(permit, id.0)?;
            let now = permit.now();
            permit.write("update sign_in set closed_at = $2, how = 'left the office' where staff = $1 and closed_at is null", &[id.0.into(), now.0.into()])?;
            // What waits for them goes to their desk, so that nothing is without somebody.
            permit.write(
                "update thread set to_staff = null, to_desk = (select s.desk from staff s where s.id = $1) where to_staff = $1 and state <> 'settled'",
                &[id.0.into()],
            )?;
            crate::records::cover::end_all_of(permit, id)?;
        }
        let is_back = self.active == Some(true) && !is_active(permit, id)?;
        let hash = self
            .pin
            .as_ref()
            .map(|pin| pin.hashed().map(str::to_owned))
            .transpose()?;
        permit.write(
            "update staff set name = $2, desk = coalesce($3, desk), language = coalesce($4, language), active = coalesce($5, active),
                    pin_hash = coalesce($6, pin_hash),
                    wrong_pins = case when $6 is null then wrong_pins else 0 end,
                    locked_until = case when $6 is null then locked_until else null end
             where id = $1",
            &[id.0.into(), name.into(), self.desk.map(Desk::as_str).into(), self.language.clone().into(), self.active.into(), hash.into()],
        )?;
        if self.pin.is_some() {
            // Who knew the old one may sit at an open screen. The terminal at which it is set anew stays open.
            let (now, here) = (permit.now(), permit.terminal().to_owned());
            permit.write(
                "update sign_in set closed_at = $2, how = 'pin-reset' where staff = $1 and closed_at is null and terminal <> $3",
                &[id.0.into(), now.0.into(), here.into()],
            )?;
        }
        if is_back {
            crate::records::cover::take_back_arrangements_of(permit, id)?;
        }
        if let Some(badge) = &self.badge {
            let badge = staff::badge(badge)?;
            if let Some(badge) = &badge {
                staff::must_be_free(permit, badge, Some(id))?;
            }
            permit.write(
                "update staff set badge = $2 where id = $1",
                &[id.0.into(), badge.into()],
            )?;
        }
        Ok(Receipt::about(staff::code(permit, id)?))
    }
}

impl EditStaff {
    /// What was shown is still so.
    fn not_overtaken(&self, permit: &mut Permit<'_>, id: StaffId) -> Result<(), Refused> {
        if self.shown.is_empty() {
            return Ok(());
        }
        let row = permit.row(
            "select name, desk, language, coalesce(badge, ''), active from staff where id = $1",
            &[id.0.into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("staff", &self.staff))?;
        let desk = row.word(1, Desk::parse)?;
        self.shown
            .against()
            .field("name", &row.text(0)?, self.name.as_ref())?
            .field("desk", &desk, self.desk.as_ref())?
            .field("language", &row.text(2)?, self.language.as_ref())?
            .field("badge", &row.text(3)?, self.badge.as_ref())?
            .field("active", &row.flag(4)?, self.active.as_ref())?
            .done()
    }
}

fn is_active(permit: &mut Permit<'_>, staff: StaffId) -> Result<bool, Refused> {
    let row = permit.row("select active from staff where id = $1", &[staff.0.into()])?;
    Ok(row.map_or(Ok(false), |row| row.flag(0))?)
}

fn another_manager_is_left(permit: &mut Permit<'_>, leaving: i64) -> Result<(), Refused> {
    let managers = managers(permit)?;
    if managers.iter().any(|manager| manager.0 != leaving) {
        Ok(())
    } else {
        Err(Refused::rule("last-manager"))
    }
}
