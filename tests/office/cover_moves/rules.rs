//! What must hold whatever was done, read from the file apart from the program's own rules.

use super::{Moves, PEOPLE};
use serde_json::json;
use swingdoor::cli::VerbRow;
use swingdoor::cover::handback::sheet;
use swingdoor::model::{Duties, Duty, Instant};
use swingdoor::office::{Office, Reads};

/// A verb of each duty that is refused, when it is allowed, only because there is no such thing.
const ACTS: [(&str, &str, &str); 4] = [
    ("fulfilment", "order.pick", r#"{"order":"none"}"#),
    (
        "stock",
        "stock.write_off",
        r#"{"item":"none","bin":"A1","quantity":"1","reason":"wet"}"#,
    ),
    ("sales", "order.resume", r#"{"order":"none"}"#),
    (
        "reception",
        "parcel.hand_over",
        r#"{"parcel":"none","collected_by":"Somebody"}"#,
    ),
];

/// What somebody may do at an instant, read from the file apart from the program's own rule.
pub(super) fn may_act(
    office: &mut Office,
    staff: i64,
    duty: &str,
    at: Instant,
) -> (bool, Vec<i64>) {
    office
        .read(|reader| {
            let level = reader.row(
                "select level from competence where staff = $1 and duty = $2 and (valid_until is null or valid_until > $3)",
                &[staff.into(), duty.into(), at.0.into()],
            )?;
            let level = level.map(|row| row.text(0)).transpose()?;
            let rows = reader.rows(
                "select id, duties from cover where coverer = $1 and starts_at is not null and starts_at <= $2 and ends_at > $2 and ended_at is null",
                &[staff.into(), at.0.into()],
            )?;
            let mut covers = Vec::new();
            for row in rows {
                let duties = Duties::parse(&row.text(1)?).unwrap();
                if duties.has(Duty::parse(duty).unwrap()) && level.as_deref() == Some("cover") {
                    covers.push(row.int(0)?);
                }
            }
            Ok((level.as_deref() == Some("own"), covers))
        })
        .unwrap()
}

impl Moves {
    pub(super) fn no_two_covers(&mut self) {
        let at = self.office.read(|reader| Ok(reader.now())).unwrap();
        let rows = self.office.read(|reader| {
            reader.rows(
                "select coverer, duties, number from cover where ended_at is null and starts_at is not null and ends_at > $1 order by coverer",
                &[at.0.into()],
            )
        });
        let rows = rows.unwrap();
        for (nth, one) in rows.iter().enumerate() {
            for two in &rows[nth + 1..] {
                let shared = Duties::parse(&one.text(1).unwrap())
                    .unwrap()
                    .and(Duties::parse(&two.text(1).unwrap()).unwrap());
                assert!(
                    one.int(0).unwrap() != two.int(0).unwrap() || shared.is_empty(),
                    "{} and {}",
                    one.text(2).unwrap(),
                    two.text(2).unwrap()
                );
            }
        }
    }

    pub(super) fn every_sheet_is_whole(&mut self) {
        let (office, mut seen) = (&mut self.office, 0);
        office
            .read(|reader| {
                for row in reader.rows(
                    "select id, number from cover where starts_at is not null",
                    &[],
                )? {
                    let sheet = sheet(reader, &row.text(1)?)?;
                    for line in reader.rows(
                        "select seq from journal where cover = $1",
                        &[row.int(0)?.into()],
                    )? {
                        let seq = line.int(0)?;
                        assert!(
                            sheet.lines.iter().any(|line| line.seq == seq),
                            "{}",
                            row.text(1)?
                        );
                        seen += 1;
                    }
                }
                Ok(())
            })
            .unwrap();
    }

    /// Whoever owns a duty gets back to it: takes back what runs, looks at the sheets, and acts.
    pub(super) fn nobody_is_locked_out(&mut self) {
        for (nth, (code, ..)) in PEOPLE.iter().enumerate() {
            let session = self.sessions[nth].clone();
            let open = self.office.read(|reader| {
                reader.row("select 1 from sign_in where staff = $1 and terminal = $2 and closed_at is null", &[session.staff.0.into(), session.terminal.as_str().into()])
            });
            if open.unwrap().is_none() {
                self.sign_in(nth);
            }
            let staff = self.sessions[nth].staff.0;
            let active = self.office.read(|reader| {
                reader.row("select active from staff where id = $1", &[staff.into()])
            });
            if !active.unwrap().unwrap().flag(0).unwrap() {
                continue;
            }
            for (duty, verb, fields) in ACTS {
                let at = self.now();
                if !may_act(&mut self.office, staff, duty, at).0 {
                    continue;
                }
                let mut tries = 0;
                loop {
                    let said = self.perform(nth, verb, serde_json::from_str(fields).unwrap());
                    let word = match said {
                        Some("covered-now") => "cover.end",
                        Some("sheet-unseen") => "handback.accept",
                        Some("not-found") => break,
                        other => panic!("{duty} of {}: {other:?}", code),
                    };
                    let cover = self.held_by(nth, verb, fields);
                    let said = self.perform(nth, word, json!({"cover": cover}));
                    assert_eq!(said, None, "{word} {cover} by {}", code);
                    tries += 1;
                    assert!(tries < 40, "{duty} of {} is never free", code);
                }
            }
        }
    }

    /// The cover that a refusal names.
    fn held_by(&mut self, nth: usize, verb: &str, fields: &str) -> String {
        let (verb, person) = (VerbRow::find(verb).unwrap(), self.sessions[nth].clone());
        let fields = serde_json::from_str(fields).unwrap();
        let refused = self
            .office
            .transaction(|writing| (verb.perform)(writing, &person, fields, None))
            .unwrap_err();
        refused.json()["cover"].as_str().unwrap().to_owned()
    }
}
