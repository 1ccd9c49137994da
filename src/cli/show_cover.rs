//! What `swingdoor show` says of covers: one with its sheet, a standing arrangement, and what somebody missed.

use super::show::rows_as_json;
use crate::cover::arrangement::Arrangement;
use crate::cover::handback::{missed, missed_json, missed_paper, sheet, sheet_json};
use crate::office::{Reader, Reads, Refused};
use crate::words::Words;
use serde_json::{Value, json};

/// A cover with its sheet.
pub(super) fn cover_of(reader: &mut Reader<'_>, number: &str) -> Result<Value, Refused> {
    let sheet = sheet(reader, number)?;
    let status = match sheet.cover.status(reader.now()) {
        crate::cover::shift::Status::Asked => "asked",
        crate::cover::shift::Status::Running => "running",
        crate::cover::shift::Status::Planned => "planned",
        crate::cover::shift::Status::Ended => "ended",
    };
    let Value::Object(rest) = sheet_json(&sheet) else {
        return Ok(Value::Null);
    };
    let cover = sheet.cover;
    let mut shown = json!({"number": cover.number, "status": status, "kind": cover.kind, "duties": cover.duties.to_string(), "reason": cover.reason, "owner": sheet.owner, "coverer": sheet.coverer,
        "begins_at": cover.begins_at, "accepted_at": cover.accepted_at, "starts_at": cover.starts_at, "ends_at": cover.ends_at, "ended_at": cover.ended_at, "ended": cover.ended_how, "note": cover.note, "hand_back": cover.hand_back, "seen_at": cover.seen_at});
    if let Value::Object(fields) = &mut shown {
        fields.extend(rest);
    }
    Ok(shown)
}

/// A standing arrangement with the newest covers that were begun from it.
pub(super) fn arrangement_of(reader: &mut Reader<'_>, number: &str) -> Result<Value, Refused> {
    let found = Arrangement::find(reader, number)?;
    let covers = rows_as_json(
        reader,
        "select number, begins_at, starts_at, ends_at, ended_at, ended_how from cover where arrangement = $1 order by id desc limit 50",
        found.id,
        &[
            "number",
            "begins_at",
            "starts_at",
            "ends_at",
            "ended_at",
            "ended",
        ],
    )?;
    let at = |minute: i64| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let named = |reader: &mut Reader<'_>, id| crate::records::staff::name(reader, id);
    Ok(
        json!({"number": found.number, "owner": named(reader, found.owner)?, "coverer": named(reader, found.coverer)?, "duties": found.duties.to_string(), "reason": found.reason,
        "weekdays": found.weekdays.to_string(), "starts": at(found.minutes.0), "ends": at(found.minutes.1), "first_date": found.days.0.to_string(), "last_date": found.days.1.map(|day| day.to_string()),
        "made_by": named(reader, found.made_by)?, "agreed_at": found.agreed_at, "ended_at": found.ended_at, "covers": covers}),
    )
}

/// What somebody missed while they were away, with the paper of it.
pub(super) fn missed_of(
    reader: &mut Reader<'_>,
    code: &str,
    words: &Words,
) -> Result<Value, Refused> {
    let (staff, name, _) = crate::records::staff::find(reader, code)?;
    let found = missed(reader, staff)?;
    let mut value = missed_json(&found);
    let lines = missed_paper(&found, &name, words, reader.now(), 80);
    value["text"] = lines.join("\n").into();
    Ok(value)
}
