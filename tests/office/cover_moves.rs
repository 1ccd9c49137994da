//! Whatever people do with covers, training, sign-ins and the clock, in whatever order: nobody acts without authority at that
//! instant, nobody has two covers over one duty, every ended cover has its sheet, and an owner always gets back to work.

use super::property::ready;
use crate::chance::{Chance, fast_folder, on_all_processors, times};
use crate::stage::{MORNING, pin};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use swingdoor::cli::VerbRow;
use swingdoor::cover::handback::sheet;
use swingdoor::model::{Clock, Duties, Duty, FixedClock, Instant};
use swingdoor::office::{Office, Reads, Session, SignOut};

/// Code, PIN and terminal of everybody who plays.
const PEOPLE: [(&str, &str, &str); 4] = [
    ("MD", "1234", "office"),
    ("JN", "1111", "hall"),
    ("PM", "2222", "shelves"),
    ("EV", "3333", "door"),
];

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

struct Moves {
    office: Office,
    clock: FixedClock,
    sessions: Vec<Session>,
    chance: Chance,
    done: u64,
    refused: u64,
}

/// What somebody may do at an instant, read from the file apart from the program's own rule.
fn may_act(office: &mut Office, staff: i64, duty: &str, at: Instant) -> (bool, Vec<i64>) {
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
    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.chance.place(all.len())]
    }

    /// One of the things that a query lists, and mostly the person whom it concerns.
    fn one_with(&mut self, sql: &'static str) -> (usize, String) {
        let rows = self.office.read(|reader| reader.rows(sql, &[])).unwrap();
        if rows.is_empty() {
            return (0, "none".to_owned());
        }
        let row = &rows[self.chance.place(rows.len())];
        let code = row.text_or_none(1).unwrap();
        let concerned = PEOPLE
            .iter()
            .position(|person| Some(person.0) == code.as_deref());
        let who = match concerned {
            Some(nth) if self.chance.below(8) > 0 => nth,
            _ => self.chance.place(PEOPLE.len()),
        };
        (who, row.text(0).unwrap())
    }

    /// What is asked for next: by whom, a verb and its fields.
    fn request(&mut self) -> (usize, &'static str, Value) {
        let duty = self.one_of(&["fulfilment", "stock", "reception", "sales"]);
        let back = matches!(duty, "fulfilment" | "stock");
        // Who owns it, and who is trained, as it was at the beginning.
        let owner = if back { 2 } else { 1 };
        let trained = self.one_of(&[3, if back { 1 } else { 2 }]);
        let anyone = self.chance.place(PEOPLE.len());
        let (owner, trained) = match self.chance.below(8) {
            0 => (anyone, trained),
            1 => (owner, anyone),
            _ => (owner, trained),
        };
        let code = |nth: usize| PEOPLE[nth].0;
        let until = self.one_of(&["10m", "30m", "30m", "2h", "11h", "13h"]);
        let from = self.one_of(&["5m", "10m", "20m", "1h", "3h", "20h"]);
        match self.chance.below(31) {
            0 => (
                trained,
                "cover.declare",
                json!({"duties": [duty], "reason": "sick", "until": until, "for": (code(owner))}),
            ),
            1 => (
                trained,
                "cover.declare",
                json!({"duties": [duty], "reason": "sick", "until": until}),
            ),
            2 => (
                owner,
                "cover.ask",
                json!({"duties": [duty], "reason": "lunch", "until": until, "of": (code(trained))}),
            ),
            3 => (
                owner,
                "cover.ask",
                json!({"duties": [duty], "reason": "lunch", "until": until}),
            ),
            4 | 5 => (
                owner,
                "cover.plan",
                json!({"duties": [duty], "reason": "lunch", "from": from, "until": until, "of": (code(trained))}),
            ),
            6 => (
                trained,
                "cover.plan",
                json!({"duties": [duty], "reason": "lunch", "from": from, "until": until, "of": (code(trained))}),
            ),
            7 => (
                0,
                "cover.plan",
                json!({"duties": [duty], "reason": "errand", "from": from, "until": until, "for": (code(owner))}),
            ),
            8..=10 => {
                let (who, cover) = self.one_with(
                    "select c.number, s.code from cover c left join staff s on s.id = c.asked where c.ended_at is null and c.starts_at is null and (c.coverer is null or c.asked <> c.coverer)",
                );
                (who, "cover.accept", json!({"cover": cover}))
            }
            11..=13 => {
                let (who, cover) = self.one_with(
                    "select c.number, s.code from cover c left join staff s on s.id = c.coverer where c.ended_at is null and c.begins_at is not null and c.starts_at is null",
                );
                // Shortly before its time, most often.
                if self.chance.below(3) > 0 {
                    self.go_to_the_beginning_of(&cover);
                }
                (who, "cover.begin", json!({"cover": cover}))
            }
            14 => {
                let (who, cover) = self.one_with(
                    "select c.number, s.code from cover c left join staff s on s.id = c.asked where c.ended_at is null and c.starts_at is null",
                );
                (
                    who,
                    "cover.decline",
                    json!({"cover": cover, "reason": "no time"}),
                )
            }
            15 => {
                let (who, cover) = self.one_with(
                    "select c.number, s.code from cover c left join staff s on s.id = c.coverer where c.ended_at is null and c.accepted_at is not null and c.starts_at is null",
                );
                (
                    who,
                    "cover.swap",
                    json!({"cover": cover, "with": (code(trained))}),
                )
            }
            16..=18 => {
                let (who, cover) = self.one_with(
                    "select c.number, s.code from cover c left join staff s on s.id = c.coverer where c.ended_at is null and c.starts_at is not null order by c.id desc limit 3",
                );
                match self.chance.below(3) {
                    0 => (
                        who,
                        "cover.hand_on",
                        json!({"cover": cover, "to": (code(trained))}),
                    ),
                    1 => (who, "cover.extend", json!({"cover": cover, "until": until})),
                    _ => (who, "cover.end", json!({"cover": cover, "note": "done"})),
                }
            }
            19 => (
                self.one_of(&[owner, trained, 0]),
                "arrangement.make",
                json!({"owner": (code(owner)), "coverer": (code(trained)), "duties": [duty], "weekdays": "mo-su", "starts": (self.one_of(&["10:10", "12:00", "23:30"])), "ends": (self.one_of(&["11:00", "12:30", "1:00"])), "reason": "lunch"}),
            ),
            20 => {
                let (who, arrangement) = self.one_with(
                    "select a.number, s.code from arrangement a join staff s on s.id = case when a.made_by = a.coverer then a.owner else a.coverer end where a.ended_at is null and a.agreed_at is null",
                );
                (
                    who,
                    "arrangement.agree",
                    json!({"arrangement": arrangement}),
                )
            }
            21 => {
                let (who, arrangement) = self.one_with(
                    "select a.number, s.code from arrangement a join staff s on s.id = a.coverer where a.ended_at is null",
                );
                let word = self.one_of(&[
                    "arrangement.begin",
                    "arrangement.begin",
                    "arrangement.begin",
                    "arrangement.end",
                ]);
                (who, word, json!({"arrangement": arrangement}))
            }
            22 => {
                let (who, cover) = self.one_with(
                    "select c.number, s.code from cover c left join staff s on s.id = c.owner where c.seen_at is null and c.starts_at is not null",
                );
                (who, "handback.accept", json!({"cover": cover}))
            }
            23 => {
                let level = self.one_of(&["cover", "cover", "cover", "own", "aware", "none"]);
                let mut fields = json!({"staff": (code(trained)), "duty": duty, "level": level});
                if self.chance.below(3) == 0 && level != "none" {
                    fields["until"] =
                        json!(self.one_of(&["2026-11-23", "2026-11-24", "2026-12-24"]));
                }
                (0, "competence.sign_off", fields)
            }
            24 => (
                self.one_of(&[1, 2, 3]),
                "order.place",
                json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]}),
            ),
            25 => (
                self.one_of(&[1, 2, 3]),
                "stock.receive",
                json!({"item": "PAP", "bin": "A1", "quantity": "1"}),
            ),
            26 => (
                0,
                "roster.set_day",
                json!({"staff": (code(trained)), "date": (self.one_of(&["2026-11-23", "2026-11-24", "2026-11-25"])), "hours": (self.one_of(&["off", "8-17", "0-24", "22-6", "9-12 13-18"]))}),
            ),
            27 => (
                self.one_of(&[trained, owner]),
                "absence.ask",
                json!({"kind": (self.one_of(&["lunch", "sick", "errand", "holiday"])), "until": (self.one_of(&["30m", "2h", "2026-11-24"]))}),
            ),
            28 => {
                let (who, absence) = self.one_with(
                    "select a.number, s.code from absence a join staff s on s.id = a.staff where a.state = 'asked' or a.state = 'approved' order by a.id desc limit 4",
                );
                match self.chance.below(3) {
                    0 => (
                        0,
                        "absence.decide",
                        json!({"absence": absence, "approve": (self.chance.below(4) > 0)}),
                    ),
                    1 => (who, "absence.end", json!({"absence": absence})),
                    _ => (who, "absence.withdraw", json!({"absence": absence})),
                }
            }
            29 => (
                0,
                self.one_of(&["calendar.close", "calendar.open"]),
                json!({"date": (self.one_of(&["2026-11-23", "2026-11-24"])), "name": "closed"}),
            ),
            _ => {
                let (_, order) =
                    self.one_with("select number, '' from orders where pickable = 1 limit 3");
                (
                    self.one_of(&[1, 2, 3]),
                    "order.pick",
                    json!({"order": order}),
                )
            }
        }
    }

    /// Moves the clock on to shortly before or after the time of a planned cover.
    fn go_to_the_beginning_of(&mut self, cover: &str) {
        let begins = self.office.read(|reader| {
            reader.row(
                "select begins_at from cover where number = $1",
                &[cover.into()],
            )
        });
        if let Some(row) = begins.unwrap() {
            let at = Instant(row.int(0).unwrap()).plus_minutes(self.one_of(&[-16, -15, -3, 0, 4]));
            if at > self.clock.now() {
                self.clock.set(at);
            }
        }
    }

    fn step(&mut self) {
        match self.chance.below(12) {
            0 | 1 => {
                let minutes = self.one_of(&[1, 4, 9, 14, 31, 125, 700, 1_500]);
                self.clock.advance_seconds(minutes * 60);
            }
            2 if self.chance.below(4) == 0 => self.clock.advance_seconds(-3_600),
            3 => self.sign_in_or_out(),
            4 if self.chance.below(8) == 0 => {
                let active = self.chance.below(2) == 0;
                self.perform(0, "staff.edit", json!({"staff": "EV", "active": active}));
            }
            _ => {
                let (who, verb, fields) = self.request();
                if ["cover", "arrangement", "absence"]
                    .iter()
                    .any(|field| fields[*field] == "none")
                {
                    return;
                }
                self.perform(who, verb, fields);
            }
        }
        self.no_two_covers();
    }

    fn sign_in_or_out(&mut self) {
        let nth = self.chance.place(PEOPLE.len());
        let session = self.sessions[nth].clone();
        if self.chance.below(3) == 0 {
            self.office.sign_out(&session, SignOut::Left).unwrap();
        } else {
            self.sign_in(nth);
        }
    }

    fn sign_in(&mut self, nth: usize) {
        let (code, digits, terminal) = PEOPLE[nth];
        if let Ok(session) = self.office.sign_in(terminal, code, &pin(digits), true) {
            self.sessions[nth] = session;
        }
    }

    fn perform(&mut self, nth: usize, name: &'static str, fields: Value) -> Option<&'static str> {
        let verb = VerbRow::find(name).unwrap();
        let person = self.sessions[nth].clone();
        let last = self
            .office
            .read(|reader| reader.row("select max(at) from journal", &[]));
        let at = self
            .clock
            .now()
            .max(Instant(last.unwrap().unwrap().int(0).unwrap()));
        let may = verb.right.duty().map(|duty| {
            let may = may_act(&mut self.office, person.staff.0, duty.as_str(), at);
            (duty, may)
        });
        let said = format!("{name} {fields} by {}", PEOPLE[nth].0);
        let result = self
            .office
            .transaction(|writing| (verb.perform)(writing, &person, fields, None));
        match result {
            Ok(receipt) => {
                self.done += 1;
                let line = self.office.read(|reader| {
                    reader.row(
                        "select at, cover from journal where seq = $1",
                        &[receipt.seq.0.into()],
                    )
                });
                let line = line.unwrap().unwrap();
                assert_eq!(line.int(0).unwrap(), at.0, "{said}");
                let cover = line.int_or_none(1).unwrap();
                if let Some((duty, (owns, covers))) = may {
                    match cover {
                        None => assert!(owns, "{said}: without owning {duty:?}"),
                        Some(cover) => assert!(
                            covers.contains(&cover),
                            "{said}: without a cover of {duty:?}"
                        ),
                    }
                }
                None
            }
            Err(refused) => {
                self.refused += 1;
                assert!(
                    !matches!(
                        refused.class,
                        swingdoor::office::Class::Store | swingdoor::office::Class::Usage
                    ),
                    "{said}: {refused:?}"
                );
                Some(refused.id)
            }
        }
    }

    fn no_two_covers(&mut self) {
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

    fn every_sheet_is_whole(&mut self) {
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
    fn nobody_is_locked_out(&mut self) {
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
                let last = self
                    .office
                    .read(|reader| reader.row("select max(at) from journal", &[]));
                let at = self
                    .clock
                    .now()
                    .max(Instant(last.unwrap().unwrap().int(0).unwrap()));
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

/// A stage with one person more, and everybody trained at the other desk.
fn template(folder: &Path) -> (std::path::PathBuf, Vec<Session>) {
    let mut stage = ready();
    let eva = stage.eva(&[Duty::Fulfilment, Duty::Stock, Duty::Reception, Duty::Sales]);
    let path = folder.join("template.swing");
    stage.copy_to(&path);
    (
        path,
        vec![
            stage.manager.clone(),
            stage.jana.clone(),
            stage.petr.clone(),
            eva,
        ],
    )
}

/// Plays one sequence on a fresh copy of the template. Gives what was done and what was refused.
fn play(template: &Path, run: &Path, sessions: &[Session], seed: u64) -> (u64, u64) {
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", run.display()));
    }
    std::fs::copy(template, run).unwrap();
    let clock = FixedClock::at(MORNING);
    let mut moves = Moves {
        office: Office::open(run, Arc::new(clock.clone())).unwrap(),
        clock,
        sessions: sessions.to_vec(),
        chance: Chance(seed),
        done: 0,
        refused: 0,
    };
    for _ in 0..(10 + moves.chance.below(50)) {
        moves.step();
    }
    let counts = (moves.done, moves.refused);
    moves.every_sheet_is_whole();
    moves.nobody_is_locked_out();
    let faults = swingdoor::cli::check(&mut moves.office).unwrap();
    assert!(faults.is_empty(), "{faults:#?}");
    if seed.is_multiple_of(16) {
        let faults = swingdoor::cli::check_deep(&mut moves.office, run, &mut |_, _| {}).unwrap();
        assert!(faults.is_empty(), "{faults:#?}");
    }
    counts
}

/// PINs that cost next to nothing to check: of a thousand sequences most of the time went into signing in.
fn with_cheap_pins(template: &Path) {
    use argon2::password_hash::phc::{ParamsString, PasswordHash, Salt};
    #[expect(
        clippy::disallowed_methods,
        reason = "the program itself makes no such PIN"
    )]
    let connection = rusqlite::Connection::open(template).unwrap();
    for (code, digits, _) in PEOPLE {
        let params = argon2::Params::new(8, 1, 1, Some(32)).unwrap();
        let argon2 = argon2::Argon2::new(
            argon2::Algorithm::Argon2id,
            argon2::Version::V0x13,
            params.clone(),
        );
        let salt = Salt::new(&[7; 16]).unwrap();
        let mut hash = [0; 32];
        argon2
            .hash_password_into(digits.as_bytes(), &salt, &mut hash)
            .unwrap();
        let known = PasswordHash {
            algorithm: argon2::Algorithm::Argon2id.ident(),
            version: Some(argon2::Version::V0x13.into()),
            params: ParamsString::try_from(&params).unwrap(),
            salt: Some(salt),
            hash: Some(argon2::password_hash::phc::Output::new(&hash).unwrap()),
        };
        let changed = connection
            .execute(
                "update staff set pin_hash = ?1 where code = ?2",
                (known.to_string(), code),
            )
            .unwrap();
        assert_eq!(changed, 1);
    }
}

/// `SWINGDOOR_SEED=n` begins with that seed: the one that a failure names.
#[test]
fn covers_in_any_sequence_keep_every_rule() {
    let folder = fast_folder();
    let (template, sessions) = template(folder.path());
    with_cheap_pins(&template);
    let first: u64 = std::env::var("SWINGDOOR_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    let last = first + times(60, 100_000);
    let played = on_all_processors(first..last, |seed, processor| {
        let run = folder.path().join(format!("run-{processor}.swing"));
        play(&template, &run, &sessions, seed)
    });
    let done: u64 = played.iter().map(|(done, _)| done).sum();
    let refused: u64 = played.iter().map(|(_, refused)| refused).sum();
    assert!(
        done > refused / 2,
        "most steps are refused: {done} of {}",
        done + refused
    );
}
