//! Who works when in the sample office, who stands in for whom, what is being learned, and what the desks ask each other.

use super::Stage;
use crate::back::picking::{Pick, Ready};
use crate::cover::cards::ReadCard;
use crate::cover::handback::AcceptSheet;
use crate::cover::roster::{AskAbsence, SetWeek};
use crate::cover::shift::{Accept, Ask, End, Plan};
use crate::cover::{arrangement, training};
use crate::desk::questions;
use crate::desk::settings::ChangeSetting;
use crate::desk::staff::SignOff;

use crate::model::{AbsenceKind, CoverReason, Duty, Instant, Level};
use crate::office::Refused;
use chrono::{DateTime, Datelike, Timelike};

/// How many minutes before now the office opened where it would be closed by the usual hours, and after now it closes.
const AROUND_NOW: (i64, i64) = (4 * 60, 5 * 60);

/// The times of the day around now: a lively office is open when it is looked at.
struct Today {
    weekdays: &'static str,
    opens: Instant,
    closes: Instant,
    /// Now, at the half-hour before.
    half: Instant,
}

impl Stage {
    fn local(&self, at: Instant) -> DateTime<chrono_tz::Tz> {
        at.local(self.office.facts().zone)
    }

    fn clock_of(&self, at: Instant) -> String {
        self.local(at).format("%H:%M").to_string()
    }

    /// The usual hours where now is within them, else hours around now within the same day.
    fn day_of_now(&self) -> Today {
        let local = self.local(self.now);
        let minute = i64::from(local.hour() * 60 + local.minute());
        let midnight = self.now.plus_minutes(-minute);
        let midnight = Instant(midnight.0 - midnight.0.rem_euclid(60_000));
        let half = midnight.plus_minutes(minute - minute % 30);
        let is_usual =
            local.weekday().number_from_monday() <= 5 && (10 * 60..13 * 60).contains(&minute);
        let (weekdays, opens, closes) = if is_usual {
            (
                "mo-fr",
                midnight.plus_minutes(8 * 60),
                midnight.plus_minutes(17 * 60),
            )
        } else {
            (
                "mo-su",
                half.plus_minutes(-AROUND_NOW.0).max(midnight),
                half.plus_minutes(AROUND_NOW.1)
                    .min(midnight.plus_minutes(24 * 60)),
            )
        };
        Today {
            weekdays,
            opens,
            closes,
            half,
        }
    }

    /// Hours as they are written: of these spans what lies within the day.
    fn hours(&self, today: &Today, spans: &[(Instant, Instant)]) -> String {
        let within: Vec<String> = spans
            .iter()
            .map(|(from, until)| ((*from).max(today.opens), (*until).min(today.closes)))
            .filter(|(from, until)| from < until)
            .map(|(from, until)| format!("{}-{}", self.clock_of(from), self.clock_of(until)))
            .collect();
        within.join(",")
    }

    /// Everybody's usual week; the back office is one person alone towards its end.
    pub(super) fn weeks(&mut self) -> Result<(), Refused> {
        let today = self.day_of_now();
        let (opens, closes, half) = (today.opens, today.closes, today.half);
        let open = format!(
            "{} {}",
            today.weekdays,
            self.hours(&today, &[(opens, closes)])
        );
        let setting = ChangeSetting {
            key: "open-hours".to_owned(),
            value: open,
            shown: crate::office::Shown::default(),
        };
        self.as_person(0, &setting)?;
        let lunch = half.plus_minutes(60);
        let weeks: [(&str, Vec<(Instant, Instant)>); 5] = [
            ("MD", vec![(opens, half.plus_minutes(120))]),
            ("JN", vec![(opens, lunch), (lunch.plus_minutes(30), closes)]),
            (
                "PM",
                vec![
                    (opens, half.plus_minutes(-30)),
                    (half.plus_minutes(30), closes.plus_minutes(-30)),
                ],
            ),
            (
                "EH",
                vec![
                    (opens.plus_minutes(60), half),
                    (half.plus_minutes(30), closes),
                ],
            ),
            (
                "TK",
                vec![
                    (opens.plus_minutes(30), lunch.plus_minutes(30)),
                    (lunch.plus_minutes(60), closes),
                ],
            ),
        ];
        for (staff, spans) in weeks {
            let week = SetWeek {
                staff: staff.to_owned(),
                weekdays: today.weekdays.to_owned(),
                hours: self.hours(&today, &spans),
                desk: None,
                from: None,
                shown: crate::office::Shown::default(),
            };
            self.as_person(0, &week)?;
        }
        let soon = self.local(self.now.plus_minutes(12 * 24 * 60));
        let running_out = SignOff {
            staff: "TK".to_owned(),
            duty: Duty::Fulfilment,
            level: "cover".to_owned(),
            until: Some(soon.format("%Y-%m-%d").to_string()),
            discount_max: None,
            shown: crate::office::Shown::default(),
        };
        self.as_person(0, &running_out)?;
        Ok(())
    }

    /// Yesterday Jana stood in for Petr: two orders were picked, and he has seen the sheet.
    pub(super) fn yesterday(&mut self) -> Result<(), Refused> {
        let ask = Ask {
            duties: vec![Duty::Fulfilment],
            reason: CoverReason::Lunch,
            until: "30m".to_owned(),
            of: Some("JN".to_owned()),
            instead: None,
            note: String::new(),
        };
        let asked = self.as_person(2, &ask)?;
        let cover = asked.text("cover").to_owned();
        self.clock.advance_seconds(75);
        self.as_person(
            1,
            &Accept {
                cover: cover.clone(),
            },
        )?;
        for place in ["P1", "P4"] {
            self.clock.advance_seconds(300);
            let order = self.some_order(None);
            let placed = self.as_person(1, &order)?;
            let picked = self.as_person(
                1,
                &Pick {
                    order: placed.text("order").to_owned(),
                    lines: Vec::new(),
                    place: None,
                },
            )?;
            let ready = Ready {
                parcel: picked.text("parcel").to_owned(),
                place: place.to_owned(),
            };
            self.as_person(1, &ready)?;
        }
        self.clock.advance_seconds(900);
        let end = End {
            cover: cover.clone(),
            note: "Oba balíky čekají u pultu.".to_owned(),
        };
        self.as_person(1, &end)?;
        self.as_person(2, &AcceptSheet { cover, line: None })?;
        Ok(())
    }

    /// Covers that are agreed for later, absences, what is to be learned, and what the desks ask each other. `short`: the order
    /// of which something was not found, `waiting`: the one that waits for goods.
    pub(super) fn plans(&mut self, short: &str, waiting: &str) -> Result<(), Refused> {
        self.clock.set(self.now.plus_minutes(-40));
        let today = self.day_of_now();
        self.standing(&today)?;
        let later = today.half.plus_minutes(150);
        // Where the day is over by then: tomorrow.
        let begins = if later.plus_minutes(60) <= today.closes {
            later
        } else {
            today.opens.plus_minutes(26 * 60)
        };
        let errand = Plan {
            duties: vec![Duty::Stock],
            reason: CoverReason::Errand,
            from: begins.to_string(),
            until: begins.plus_minutes(60).to_string(),
            of: Some("TK".to_owned()),
            owner: Some("PM".to_owned()),
            note: "Petr jede na poštu.".to_owned(),
        };
        let planned = self.as_person(2, &errand)?;
        self.as_person(
            4,
            &Accept {
                cover: planned.text("cover").to_owned(),
            },
        )?;
        let day = |stage: &Self, days: i64| {
            let at = stage.now.plus_minutes(days * 24 * 60);
            stage.local(at).format("%Y-%m-%d").to_string()
        };
        let holiday = AskAbsence {
            kind: AbsenceKind::Holiday,
            from: Some(day(self, 7)),
            until: Some(day(self, 10)),
            note: "Family visit".to_owned(),
            staff: None,
        };
        self.as_person(3, &holiday)?;
        let course = AskAbsence {
            kind: AbsenceKind::Training,
            from: Some(day(self, 2)),
            until: Some(day(self, 2)),
            note: "Kurz v Praze".to_owned(),
            staff: Some("TK".to_owned()),
        };
        self.as_person(0, &course)?;
        let learns = training::Plan {
            staff: "JN".to_owned(),
            duty: Duty::Stock,
            level: Level::Cover,
            due: day(self, 21),
            trainer: Some("PM".to_owned()),
        };
        self.as_person(0, &learns)?;
        self.steps()?;
        self.questions(short, waiting)
    }

    /// What Jana has done so far on her way to own fulfilment.
    fn steps(&mut self) -> Result<(), Refused> {
        let card = "order.pick".to_owned();
        let read = ReadCard {
            card: card.clone(),
            duty: None,
        };
        self.as_person(1, &read)?;
        let practised = training::Practised {
            duty: Duty::Fulfilment,
            card: card.clone(),
            result: "5/5, 4 min".to_owned(),
        };
        self.as_person(1, &practised)?;
        let supervised = training::Supervised {
            staff: "JN".to_owned(),
            duty: Duty::Fulfilment,
            card,
            result: "samostatně, bez chyby".to_owned(),
        };
        self.as_person(2, &supervised)?;
        Ok(())
    }

    /// Petr covers Jana's break at the counter, every day.
    fn standing(&mut self, today: &Today) -> Result<(), Refused> {
        let starts = today.half.plus_minutes(60);
        let arranged = arrangement::Make {
            owner: "JN".to_owned(),
            coverer: "PM".to_owned(),
            duties: vec![Duty::Reception],
            weekdays: today.weekdays.to_owned(),
            starts: self.clock_of(starts),
            ends: self.clock_of(starts.plus_minutes(30)),
            reason: CoverReason::Lunch,
            from: None,
            until: None,
        };
        let made = self.as_person(1, &arranged)?;
        let agree = arrangement::Agree {
            arrangement: made.subject.clone(),
        };
        self.as_person(2, &agree)?;
        Ok(())
    }

    fn questions(&mut self, short: &str, waiting: &str) -> Result<(), Refused> {
        let boards = questions::Ask {
            words: "Kdy přijdou ty magnetické tabule? Zákazník se ptá podruhé.".to_owned(),
            order: Some(waiting.to_owned()),
            customer: None,
            to: "stock".to_owned(),
            urgent: false,
        };
        self.as_person(1, &boards)?;
        let rest = questions::Ask {
            words: "Pošleme zbytek zvlášť, nebo počkáme?".to_owned(),
            order: Some(short.to_owned()),
            customer: None,
            to: "TK".to_owned(),
            urgent: false,
        };
        let asked = self.as_person(2, &rest)?;
        self.clock.advance_seconds(420);
        let answer = questions::Answer {
            question: asked.text("question").to_owned(),
            words: "Zvlášť, zákazník to první potřebuje dnes.".to_owned(),
        };
        self.as_person(4, &answer)?;
        let call = questions::NoteCall {
            from: "Skladník Papírny Větřní".to_owned(),
            phone: "+420 380 000 111".to_owned(),
            words: "Paleta A4 dorazí zítra ráno, prosí uvolnit rampu.".to_owned(),
            to: "stock".to_owned(),
            customer: None,
            urgent: false,
        };
        self.as_person(1, &call)?;
        let promise = questions::Promise {
            customer: Some("C-00001".to_owned()),
            order: None,
            name: String::new(),
            phone: String::new(),
            due: self.now.plus_minutes(45).to_string(),
            to: None,
            words: "Cena za 40 balení s potiskem.".to_owned(),
        };
        self.as_person(1, &promise)?;
        Ok(())
    }
}
