//! Whatever is typed into whatever form, whatever a scanner sends in between and another terminal changes meanwhile: nothing is saved that
//! was neither typed nor shown, and nothing that was typed is lost unless it is said.

use super::Person;
use super::any_scan::{KNOWN, PAUSES_MS, UNKNOWN, elsewhere};
use crate::chance::{Chance, on_all_processors, times};
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::{Value, json};
use std::time::Duration;
use swingdoor::office::Reads;

/// Who sits where: terminal, code, PIN.
const PEOPLE: [(&str, &str, &str); 3] = [
    ("hall", "JN", "1937"),
    ("shelves", "PM", "2748"),
    ("upstairs", "MD", "4826"),
];

/// How they get to a form or a list. `⏎` is Enter, `⇥` Tab, `⎋` Esc, `②③⑨④` the function keys.
const HALL: [&str; 22] = [
    "②1",
    "②1hora⏎n",
    "②1hora⏎e",
    "②1hora⏎a",
    "②1hora⏎q",
    "②1hora⏎t",
    "②1hora⏎b",
    "②1SO-2026-0002⏎x",
    "②1SO-2026-0002⏎e",
    "②1SO-2026-0002⏎a",
    "②1SO-2026-0001⏎s",
    "②2",
    "②2n",
    "②2nC-00001⏎",
    "②2nC-00001⏎pap⏎2⏎",
    "②3",
    "②3n",
    "②3e",
    "②4n",
    "②5o",
    "⑨3p",
    "⑨3r",
];
const SHELVES: [&str; 16] = [
    "③1", "③1⏎", "③1q", "③2", "③2r", "③2a", "③2o", "③2m", "③2n", "③2e", "③2s", "③2c", "③2bw",
    "③3n", "⑨3p", "④",
];
const OFFICE: [&str; 14] = [
    "⑨5n",
    "⑨5e",
    "⑨5t",
    "⑨8⏎",
    "⑨8↓⏎",
    "⑨8↓↓↓⏎",
    "⑨2",
    "⑨2⏎",
    "⑨3p",
    "⑨4",
    "②3l",
    "②3m",
    "②3o",
    "②4n",
];

fn go(person: &mut Person, keys: &str) {
    for c in keys.chars() {
        person.press(match c {
            '②' => KeyCode::F(2),
            '③' => KeyCode::F(3),
            '④' => KeyCode::F(4),
            '⑨' => KeyCode::F(9),
            '⏎' => KeyCode::Enter,
            '⇥' => KeyCode::Tab,
            '⎋' => KeyCode::Esc,
            '↓' => KeyCode::Down,
            c => KeyCode::Char(c),
        });
    }
}

/// Back to where nothing is open, throwing away what is typed.
fn leave(person: &mut Person) {
    for _ in 0..6 {
        person.press(KeyCode::Esc);
        if asks_to_leave(person) {
            person.press(KeyCode::Char('y'));
        }
    }
}

fn asks_to_leave(person: &mut Person) -> bool {
    let screen = person.screen();
    screen.contains("y yes") || screen.contains("a ano")
}

fn is_form(person: &mut Person) -> bool {
    person.screen().contains("Ctrl-S")
}

/// What this terminal has written: the last line's number, and everything behind a line before it.
fn written(stage: &mut Stage, terminal: &str, after: i64) -> (i64, Vec<Value>) {
    let rows = stage.office.read(|reader| {
        reader.rows(
            "select seq, verb, data from journal where seq > $1 and terminal = $2 and verb not like 'picking.%' and verb not like 'session.%' order by seq",
            &[after.into(), terminal.into()],
        )
    });
    let rows = rows.unwrap();
    let last = rows.last().map_or(after, |row| row.int(0).unwrap());
    let data = rows
        .iter()
        .map(|row| json!({"verb": row.text(1).unwrap(), "data": serde_json::from_str::<Value>(&row.text(2).unwrap()).unwrap()}));
    (last, data.collect())
}

/// Letters and digits alone: numbers are written with spaces, and a code may be shown in capitals.
fn bare(text: &str) -> String {
    let plain = text.chars().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// What was typed is kept although it is not on the screen: a long field has gone on, or the form is longer than the screen.
fn is_in_draft(stage: &Stage, token: &str) -> bool {
    let holds = || {
        std::fs::read_dir(stage.folder()).unwrap().any(|entry| {
            let path = entry.unwrap().path();
            path.to_string_lossy().contains("draft-")
                && std::fs::read_to_string(path).is_ok_and(|text| text.contains(token))
        })
    };
    // Every key is kept in its turn.
    (0..300).any(|_| holds() || (std::thread::sleep(Duration::from_millis(10)), false).1)
}

/// Somebody at a form or a list, and what they have typed that must not be lost.
struct Round<'a> {
    stage: &'a mut Stage,
    person: &'a mut Person,
    terminal: &'static str,
    pin: &'static str,
    chance: &'a mut Chance,
    seen: i64,
    typed: Vec<String>,
    told: Vec<String>,
}

impl Round<'_> {
    /// Types something that stands nowhere else; it counts once it is seen in a form.
    fn types(&mut self) {
        let number = 1_001 + self.chance.below(8_900);
        let token = if self.chance.below(2) == 0 {
            format!("qz{number}")
        } else {
            number.to_string()
        };
        let before = self.person.screen();
        let forms = is_form(self.person);
        self.person.type_text(&token);
        self.person.shell.settle();
        let screen = self.person.screen();
        let is_new = !before.contains(&token) && screen.contains(&token);
        self.told.push(format!("types {token}"));
        if forms && is_new && is_form(self.person) {
            self.typed.push(token);
        }
    }

    /// A scanner in some state of its own.
    fn scans(&mut self) {
        let known = self.chance.below(2) == 0;
        let code = if known {
            KNOWN[self.chance.place(KNOWN.len())]
        } else {
            UNKNOWN[self.chance.place(UNKNOWN.len())]
        };
        let code = match self.chance.below(4) {
            0 => code.to_uppercase(),
            1 => code.to_lowercase(),
            2 => format!("]C1{code}"),
            _ => code.to_owned(),
        };
        // Two keys without an end are two fingers that rolled.
        let ends = if code.len() > 2 { 3 } else { 2 };
        let end = ["\r", "\t", ""][self.chance.place(ends)];
        let pause_ms = PAUSES_MS[self.chance.place(PAUSES_MS.len())];
        self.told
            .push(format!("scans {code:?}{end:?} {pause_ms} ms"));
        self.person.burst(&format!("{code}{end}"), pause_ms);
        let (_, lines) = written(self.stage, self.terminal, self.seen);
        // At the shelves a parcel and then its shelf are two scans.
        let lines = lines.iter().filter(|line| line["verb"] != "parcel.ready");
        let lines: Vec<_> = lines.collect();
        assert!(lines.is_empty(), "a scan saved {lines:?}: {}", self.story());
    }

    /// One thing that changes no letter of what is typed.
    fn disturb(&mut self) {
        match self.chance.below(12) {
            0..=3 => self.scans(),
            4 => {
                self.told.push("elsewhere".to_owned());
                elsewhere(self.stage, self.chance);
                self.person.shell.listen(Duration::from_millis(2));
            }
            5 => self.presses(KeyCode::Tab),
            6 => self.presses(KeyCode::BackTab),
            7 => {
                self.told.push("Ctrl-L".to_owned());
                self.person.ctrl('l');
            }
            8 => {
                self.told.push("resize".to_owned());
                self.person.shell.screen(80, 24);
            }
            9 => {
                self.told.push("locks".to_owned());
                self.person.press(KeyCode::F(12));
                self.person.type_text(self.pin);
                self.person.press(KeyCode::Enter);
            }
            10 if !self.typed.is_empty() => {
                self.told.push("Esc, n".to_owned());
                self.person.press(KeyCode::Esc);
                if asks_to_leave(self.person) {
                    self.person.press(KeyCode::Char('n'));
                }
            }
            _ => {
                self.presses(KeyCode::Tab);
                self.types();
            }
        }
    }

    fn presses(&mut self, key: KeyCode) {
        self.told.push(format!("{key:?}"));
        self.person.press(key);
    }

    /// Everything that was typed stands in the form, or in what is kept of it.
    fn nothing_is_lost(&mut self) {
        self.person.shell.settle();
        let screen = bare(&self.person.screen());
        // A scanned bin takes the place of a typed one, and the form says so.
        let said = ["insteadof", "teďmísto"];
        let said = said.iter().find_map(|said| screen.split_once(said));
        let said = said.map_or("", |(_, gone)| gone);
        self.typed.retain(|token| !said.contains(token));
        for token in self.typed.clone() {
            // A scan adds one to what was counted by hand.
            let counted = token
                .parse()
                .map_or(0..0, |count: u32| count + 1..count + 9);
            let counted = counted.map(|count| count.to_string());
            let stands = screen.contains(&token)
                || counted.into_iter().any(|count| screen.contains(&count))
                || is_in_draft(self.stage, &token);
            assert!(stands, "{token} is lost: {}", self.story());
        }
    }

    /// Saves: what was typed is saved as it was shown, or stands there still.
    fn saves(&mut self) {
        let before = self.person.screen();
        self.told.push("Ctrl-S".to_owned());
        self.person.ctrl('s');
        let (_, lines) = written(self.stage, self.terminal, self.seen);
        if lines.is_empty() {
            return self.nothing_is_lost();
        }
        let saved = bare(&json!(lines).to_string());
        let left = bare(&self.person.screen());
        for token in self.typed.clone() {
            let is_known = saved.contains(&token) || left.contains(&token);
            assert!(
                is_known,
                "{token} is not in {lines:?}: {}\n{before}",
                self.story()
            );
        }
        let shown = bare(&before);
        for line in &lines {
            for text in leaves(&line["data"]["ask"]) {
                // A name that has grown longer than its field is shown in part.
                let is_typed = text.contains("qz") || text.parse::<f64>().is_ok_and(|n| n > 999.0);
                let is_typed = is_typed && text.len() < 20;
                let text = bare(text.split('.').next().unwrap_or_default());
                assert!(
                    !is_typed || shown.contains(&text),
                    "{text} was saved and not shown: {line}: {}\n{before}",
                    self.story()
                );
            }
        }
    }

    fn story(&mut self) -> String {
        format!("{:?}\n{}", self.told, self.person.screen())
    }
}

/// Every text in a verb's data.
fn leaves(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(all) => all.iter().flat_map(leaves).collect(),
        Value::Object(all) => {
            // What it is about stands in the list, which may cut it.
            let other = all.iter().filter(|(name, _)| *name != "item");
            other.flat_map(|(_, value)| leaves(value)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

fn stage() -> Stage {
    let mut stage = Stage::new();
    stage.drawer();
    stage.anyone_may_owe();
    stage.receive("5000");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let goods = json!({"item": "PAP", "bin": "B2", "quantity": "5"});
    stage.does(&petr, "stock.receive", goods);
    let lines = json!([{"item": "PAP", "quantity": "2"}]);
    let order = json!({"customer": "C-00001", "lines": lines, "papers": ["delivery-note"]});
    let first = stage.does(&jana, "order.place", order).subject;
    stage.pick_and_ready(&first);
    stage.order("3000");
    stage
}

fn places(terminal: &str) -> &'static [&'static str] {
    match terminal {
        "hall" => &HALL,
        "shelves" => &SHELVES,
        _ => &OFFICE,
    }
}

/// So many rounds of one person in an office of their own.
fn day(seed: u64, rounds: u64) {
    let mut chance = Chance(seed);
    let mut stage = stage();
    let (terminal, code, pin) = PEOPLE[chance.place(PEOPLE.len())];
    let mut person = Person::at(&stage, terminal, code, pin);
    for nth in 0..rounds {
        let places = places(terminal);
        let keys = places[chance.place(places.len())];
        leave(&mut person);
        go(&mut person, keys);
        person.shell.settle();
        let (seen, _) = written(&mut stage, terminal, 0);
        let told = vec![format!("seed {seed}, round {nth}: {code} {keys}")];
        let mut round = Round {
            stage: &mut stage,
            person: &mut person,
            terminal,
            pin,
            chance: &mut chance,
            seen,
            typed: Vec::new(),
            told,
        };
        round.types();
        for _ in 0..4 {
            round.disturb();
            round.nothing_is_lost();
        }
        if is_form(round.person) && !round.typed.is_empty() {
            round.saves();
        }
    }
    stage.is_clean();
}

#[test]
fn what_is_typed_is_saved_as_shown_or_stands_there_still() {
    on_all_processors(0..times(4, 150), |seed, _| day(seed, times(8, 40)));
}
