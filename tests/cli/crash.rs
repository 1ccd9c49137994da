//! Killed at any moment: what was answered exists, and exists once.

use super::House;
use crate::chance::{Chance, times};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use swingdoor::model::SystemClock;
use swingdoor::office::{Office, Reads};

/// How many lives each of the four writers has: together they die at 300 instants, in the long run at 10,000.
fn lives() -> u64 {
    times(75, 2_500)
}

pub(super) fn house_with_pens() -> House {
    let house = House::new();
    let made = house.perform(&[
        json!({"verb": "customer.add", "name": "Anna Bílá"}),
        json!({"verb": "item.add", "code": "PEN", "name": "Pen", "unit": "pc", "price": "2.00", "vat": "21"}),
        json!({"verb": "stock.receive", "item": "PEN", "bin": "A1", "quantity": "100000"}),
    ]);
    assert!(made.iter().all(|answer| answer["ok"] == true), "{made:#?}");
    house
}

fn spawn(house: &House) -> Child {
    Command::new(env!("CARGO_BIN_EXE_swingdoor"))
        .arg("--file")
        .arg(house.path())
        .args(["--lang", "en", "do", "--as", "MD"])
        .env("SWINGDOOR_PIN", "4826")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn order(id: &str) -> Value {
    json!({"verb": "order.place", "id": id, "customer": "C-00001", "note": id,
        "lines": [{"item": "PEN", "quantity": "1"}, {"item": "PEN", "quantity": "2"}]})
}

/// One life of a writer: places orders until it is killed, `after` so long from its first answer. What it was told, by id.
fn live_and_die(house: &House, name: &str, after: Duration) -> Vec<(String, Value)> {
    let mut child = spawn(house);
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn({
        let name = name.to_owned();
        move || {
            for nth in 0.. {
                let line = format!("{}\n", order(&format!("{name}-{nth}")));
                if input.write_all(line.as_bytes()).is_err() {
                    return;
                }
            }
        }
    });
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    output.read_line(&mut first).unwrap();
    let killer = std::thread::spawn(move || {
        std::thread::sleep(after);
        child.kill().unwrap();
        child.wait().unwrap();
    });
    let mut told = Vec::new();
    let mut line = first;
    // The last line may be cut off by the kill: half an answer is no answer.
    while line.ends_with('\n') {
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["ok"], true, "{answer}");
        told.push((format!("{name}-{}", told.len()), answer));
        line.clear();
        output.read_line(&mut line).unwrap();
    }
    killer.join().unwrap();
    writer.join().unwrap();
    told
}

#[test]
fn what_was_answered_exists_exactly_once_after_kill_9() {
    let house = house_with_pens();
    let mut told = Vec::new();
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4_u64)
            .map(|writer| {
                let house = &house;
                scope.spawn(move || {
                    let mut told = Vec::new();
                    let mut chance = Chance(writer + 1);
                    for life in 0..lives() {
                        let after = Duration::from_micros(chance.below(15_000));
                        told.extend(live_and_die(house, &format!("w{writer}-{life}"), after));
                    }
                    told
                })
            })
            .collect();
        for writer in writers {
            told.extend(writer.join().unwrap());
        }
    });
    house.is_clean();
    let mut office = Office::open_to_read(&house.path(), Arc::new(SystemClock)).unwrap();
    let found: Vec<(String, String)> = office
        .read(|reader| {
            let rows = reader.rows("select note, number from orders", &[])?;
            Ok(rows
                .iter()
                .map(|row| Ok((row.text(0)?, row.text(1)?)))
                .collect::<Result<_, swingdoor::store::StoreError>>()?)
        })
        .unwrap();
    let on_file: BTreeMap<&str, &str> = found
        .iter()
        .map(|(id, number)| (id.as_str(), number.as_str()))
        .collect();
    assert_eq!(found.len(), on_file.len(), "no order twice");
    for (id, answer) in &told {
        assert_eq!(
            on_file.get(id.as_str()).copied(),
            answer["subject"].as_str(),
            "{id}"
        );
    }
    assert!(
        told.len() >= 300,
        "the writers were answered {} times",
        told.len()
    );
    // The last request of a writer, sent again, is answered as it was.
    let (id, answer) = told.last().unwrap();
    assert_eq!(&house.perform(&[order(id)])[0], answer);
    // Killed between commit and answer: it is there, and asked again it is answered and not done again.
    let answered: BTreeSet<&str> = told.iter().map(|(id, _)| id.as_str()).collect();
    let unanswered: Vec<(&str, &str)> = on_file
        .iter()
        .filter(|(id, _)| !answered.contains(*id))
        .map(|(id, number)| (*id, *number))
        .collect();
    let least = times(1, 100);
    assert!(
        unanswered.len() as u64 >= least,
        "only {} kills fell between commit and answer",
        unanswered.len()
    );
    let again: Vec<Value> = unanswered.iter().map(|(id, _)| order(id)).collect();
    for ((id, number), answer) in unanswered.iter().zip(house.perform(&again)) {
        assert_eq!(answer["subject"].as_str(), Some(*number), "{id}");
    }
    let orders = office.read(|reader| reader.rows("select id from orders", &[]));
    assert_eq!(
        orders.unwrap().len(),
        found.len(),
        "asked again, done again"
    );
}

#[test]
fn eight_processes_share_one_file() {
    let house = house_with_pens();
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let house = &house;
            scope.spawn(move || {
                let lines: Vec<Value> = (0..40)
                    .map(|nth| order(&format!("p{writer}-{nth}")))
                    .collect();
                let answers = house.perform(&lines);
                assert_eq!(answers.len(), 40);
                assert!(
                    answers.iter().all(|answer| answer["ok"] == true),
                    "{answers:#?}"
                );
            });
        }
    });
    house.is_clean();
}
