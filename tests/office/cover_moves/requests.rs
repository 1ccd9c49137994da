//! What somebody asks for next: any verb about covers, on something that is there, most often by whom it concerns.

use super::{Moves, PEOPLE};
use serde_json::{Value, json};
use swingdoor::model::{Clock, Instant};
use swingdoor::office::Reads;

impl Moves {
    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
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
    pub(super) fn request(&mut self) -> (usize, &'static str, Value) {
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
}
