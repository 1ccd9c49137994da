//! Founding an office: a new file with its name, its currency and its first person, the manager.

use super::journal::{Writing as NewLine, text_of};
use super::{Office, Pin, Refused, is_usable_currency, sealed};
use crate::model::{Clock, Duty, Level, StaffId};
use crate::store;
use std::path::Path;
use std::sync::Arc;

/// What must be known before an office can begin.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The office's name, as on papers.
    pub name: String,
    /// ISO 4217, two decimals.
    pub currency: String,
    /// IANA name of the time zone, such as "Europe/Prague".
    pub zone: String,
    /// "en" or "cs".
    pub language: String,
    /// The manager's name.
    pub manager: String,
    /// The manager's sign-in code.
    pub code: String,
    /// The manager's PIN.
    pub pin: Pin,
}

impl Office {
    /// Makes the file and founds the office in it. The manager owns every duty, so that a one-person office works at once.
    ///
    /// # Errors
    /// Where the file exists, cannot be written, the clock shows a year that cannot be, or currency or zone are unknown; nothing is left
    /// behind then.
    pub fn found(path: &Path, clock: Arc<dyn Clock>, founding: &Founding) -> Result<Self, Refused> {
        if !is_usable_currency(&founding.currency) {
            return Err(Refused::usage("bad-currency").with("value", &founding.currency));
        }
        if founding.zone.parse::<chrono_tz::Tz>().is_err() {
            return Err(Refused::usage("bad-zone").with("value", &founding.zone));
        }
        let now = clock.now();
        if clock.may_be_wrong() && !now.is_possible() {
            return Err(Refused::rule("clock-impossible").with("clock", now));
        }
        founding.pin.hashed()?;
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        {
            store::private_folder(folder).map_err(|_| {
                Refused::store("store-read-only").with("path", folder.display().to_string())
            })?;
        }
        if path.exists() {
            return Err(store::FileFault::Exists(path.to_owned()).into());
        }
        // Under another name until it is whole: whatever ends the program, no torso has the office's name.
        let partial = store::beside(path, ".partial");
        store::remove(&partial);
        let mut engine = store::create(&partial)?;
        let result = store::Engine::record_changes(&mut engine, sealed::WATCHED)
            .and_then(|()| store::Engine::begin(&mut engine))
            .map_err(Refused::from)
            .and_then(|()| write_first_rows(&mut engine, founding, now, None))
            .map(drop);
        let result = result.and_then(|()| Ok(store::Engine::commit(&mut engine)?));
        drop(engine);
        let result = result.and_then(|()| Ok(store::name_new(&partial, path)?));
        if let Err(refused) = result {
            store::remove(&partial);
            return Err(refused);
        }
        // Nobody else can have done anything in it yet.
        Self::open(path, clock).inspect_err(|_| store::remove(path))
    }
}

fn write_first_rows(
    engine: &mut dyn store::Engine,
    founding: &Founding,
    now: crate::model::Instant,
    told: Option<&super::Line>,
) -> Result<super::journal::Head, Refused> {
    engine.run(
        "insert into office (id, name, currency, zone, language, founded_at) values (1, $1, $2, $3, $4, $5)",
        &[(&founding.name).into(), (&founding.currency).into(), (&founding.zone).into(), (&founding.language).into(), now.0.into()],
    )?;
    engine.run(
        "insert into staff (id, code, name, desk, language, pin_hash, made_seq) values (1, $1, $2, 'front', $3, $4, 1)",
        &[(&founding.code).into(), (&founding.manager).into(), (&founding.language).into(), founding.pin.hashed()?.into()],
    )?;
    for duty in Duty::ALL {
        engine.run(
            "insert into competence (staff, duty, level, signed_by, signed_at, seq) values (1, $1, $2, 1, $3, 1)",
            &[duty.as_str().into(), Level::Own.as_str().into(), now.0.into()],
        )?;
    }
    engine.run(
        "insert into bin (id, code, own) values (1, '@parcels', 1), (2, '@history', 1)",
        &[],
    )?;
    let head = super::journal::head(engine)?;
    let data = serde_json::json!({"ask": {"name": founding.name, "currency": founding.currency, "zone": founding.zone, "language": founding.language, "manager": founding.manager}, "got": {"staff": founding.code}});
    let line = NewLine {
        staff: Some(StaffId(1)),
        terminal: "founding",
        sign_in: None,
        duty: Some(Duty::Management),
        cover: None,
        review: false,
        verb: "office.found",
        subject: &founding.code,
        order: None,
        data: data.to_string(),
    };
    let rows = sealed::pack(&engine.take_changes()?);
    let rows = told.map_or(Some(rows), |told| told.rows.clone());
    super::journal::append(engine, &head, now, line, rows)
}

/// Founds the office that a journal's first line tells of; its manager's PIN is not known.
pub(super) fn replay(
    engine: &mut dyn store::Engine,
    line: &super::Line,
) -> Result<super::journal::Head, Refused> {
    let (ask, got) = (line.ask(), line.got());
    let founding = Founding {
        name: text_of(&ask, "name"),
        currency: text_of(&ask, "currency"),
        zone: text_of(&ask, "zone"),
        language: text_of(&ask, "language"),
        manager: text_of(&ask, "manager"),
        code: text_of(&got, "staff"),
        pin: Pin::new("0582")?,
    };
    write_first_rows(engine, &founding, line.at, Some(line))
}
