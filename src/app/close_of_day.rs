//! The backup at the close of day: whichever terminal is open makes it, once. And the one that somebody asks for.

use super::clerk::Report;
use crate::cli::faults_of;
use crate::model::Clock;
use crate::office::{
    ABANDONED_AFTER, Backup, Keep, Office, Reads, Refused, back_up, backup_folder, newest_backup,
};
use crate::records::setting::Setting;
use chrono::{Days, NaiveDateTime, NaiveTime};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// The first look waits until the screens are up and somebody has begun to work.
const FIRST_LOOK_AFTER: Duration = Duration::from_secs(5);

/// How often it is looked whether the day has closed.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Looks every minute, on a thread of its own, and reports what it has made, or why it could not.
pub(super) fn watch(file: PathBuf, clock: Arc<dyn Clock>, to: Sender<Report>) {
    std::thread::spawn(move || {
        std::thread::sleep(FIRST_LOOK_AFTER);
        loop {
            let report = match due(&file, &clock) {
                Ok(Some(keep)) => Some(make(&file, Some(keep), &clock)),
                Ok(None) => None,
                Err(refused) => Some(Err(refused)),
            };
            if let Some(report) = report
                && to.send(Report::BackedUp(report)).is_err()
            {
                return;
            }
            std::thread::sleep(LOOK_EVERY);
        }
    });
}

/// Makes a backup at once, on a thread of its own, kept as those of the close of day, and reports where it went.
pub(super) fn begin(file: &Path, clock: &Arc<dyn Clock>, to: Sender<Report>) {
    let (file, clock) = (file.to_owned(), clock.clone());
    std::thread::spawn(move || {
        let made = rule(&file, &clock).and_then(|keep| make(&file, keep, &clock));
        // Nobody hears it where the program ends first.
        drop(to.send(Report::BackedUpNow(made)));
    });
}

/// Which backups the office keeps; `None`: all of them.
fn rule(file: &Path, clock: &Arc<dyn Clock>) -> Result<Option<Keep>, Refused> {
    let mut office = Office::open_to_read(file, clock.clone())?;
    let rule = office.read(|reader| Setting::BackupKeep.get(reader))?;
    Ok(Keep::parse(&rule))
}

fn make(file: &Path, keep: Option<Keep>, clock: &Arc<dyn Clock>) -> Result<Backup, Refused> {
    let folder = backup_folder(file);
    let made = back_up(
        file,
        &folder,
        keep,
        clock,
        &mut |copy| faults_of(copy, false),
        &mut |_, _| true,
    )?;
    match made.faults.first() {
        None => Ok(made),
        Some(first) => Err(Refused::rule("backup-faults")
            .with("path", made.path.display().to_string())
            .with("place", first)),
    }
}

/// Whether the last close of day has no backup yet; with the rule of keeping.
fn due(file: &Path, clock: &Arc<dyn Clock>) -> Result<Option<Keep>, Refused> {
    let mut office = Office::open_to_read(file, clock.clone())?;
    let zone = office.facts().zone;
    let id = office.id()?;
    let (at, keep, founded, now) = office.read(|reader| {
        let row = reader.row("select founded_at from office", &[])?;
        Ok((
            Setting::BackupAt.get(reader)?,
            Setting::BackupKeep.get(reader)?,
            row.map_or(Ok(0), |row| row.int(0))?,
            reader.now(),
        ))
    })?;
    let (Ok(at), Some(keep)) = (NaiveTime::parse_from_str(&at, "%H:%M"), Keep::parse(&keep)) else {
        return Ok(None);
    };
    let now = now.local(zone).naive_local();
    let closed = last_close(now, at);
    let founded = crate::model::Instant(founded).local(zone).naive_local();
    let folder = backup_folder(file);
    let newest = newest_backup(&id, &folder);
    let made = newest.is_some_and(|newest| newest >= closed);
    let is_due = founded < closed && !made && !somebody_makes_one(&folder);
    Ok(is_due.then_some(keep))
}

/// The last time that the day closed.
fn last_close(now: NaiveDateTime, at: NaiveTime) -> NaiveDateTime {
    let today = now.date().and_time(at);
    if now >= today {
        today
    } else {
        today.checked_sub_days(Days::new(1)).unwrap_or(today)
    }
}

/// Another terminal is at it.
fn somebody_makes_one(folder: &Path) -> bool {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| {
            let is_partial = entry.file_name().to_string_lossy().ends_with(".partial");
            let age = entry
                .metadata()
                .and_then(|found| found.modified())
                .ok()
                .and_then(|at| at.elapsed().ok());
            is_partial && age.is_some_and(|age| age < ABANDONED_AFTER)
        })
}

#[cfg(test)]
mod tests {
    use super::last_close;
    use chrono::{NaiveDate, NaiveTime};

    #[test]
    fn the_last_close_is_today_or_yesterday() {
        let at = NaiveTime::from_hms_opt(18, 0, 0).unwrap_or_default();
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let moment = |hour| day.and_hms_opt(hour, 0, 0).unwrap_or_default();
        assert_eq!(last_close(moment(19), at), moment(18));
        assert_eq!(
            last_close(moment(9), at),
            moment(18) - chrono::TimeDelta::days(1)
        );
    }
}
