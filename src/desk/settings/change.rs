//! A manager decides something for the whole office.

use crate::model::number::two_ways;
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Datum, Permit, Reads, Receipt, Refused, Shown, Verb};
use crate::records::setting::Setting;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Changes one setting of the office; every terminal follows at once.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeSetting {
    /// Its name: "cash-rounding", "cash-limit", "backup-at" ...
    pub key: String,
    /// What it shall be.
    pub value: String,
    /// What stood in `value` when it was shown: refused with both values where somebody else has changed it since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl Verb for ChangeSetting {
    const NAME: &'static str = "setting.change";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let setting =
            Setting::parse(&self.key).ok_or_else(|| Refused::not_found("setting", &self.key))?;
        let before = setting.get(permit)?;
        let zone = permit.facts().zone;
        let value = setting.checked(&self.value, zone).ok_or_else(|| {
            if setting.kind().is_number() && two_ways(&self.value).is_some() {
                return Refused::misread("bad-money", &self.value);
            }
            let (values, max, choices) = setting.kind().possible();
            Refused::rule("bad-setting")
                .with("key", setting.as_str())
                .with("setting", Datum::Word(setting.word()))
                .with("value", self.value.chars().take(40).collect::<String>())
                .with("values", values)
                .with("max", max)
                .with("choices", choices)
        })?;
        self.shown
            .against()
            .field("value", &before, Some(&value))?
            .done()?;
        permit.write(
            "insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
            &[setting.as_str().into(), value.as_str().into()],
        )?;
        Ok(Receipt::about(setting.as_str())
            .with("before", before)
            .with("value", value))
    }
}
