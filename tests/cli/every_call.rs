//! Every write, sync, open, cut and removal of every writing command goes wrong once: one clear sentence, the right exit code, nothing
//! that was answered lost, every rule held, and the same command works when it is tried again.

use super::faulty::Watched;
use super::{House, extract, orders_on, text};
use crate::chance::{fast_folder, on_all_processors, times};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Output;

/// How many orders the sample office has.
const DEMO_ORDERS: usize = 19;

/// A command that writes, and what must be so after it was tried again with nothing in its way.
struct Command {
    name: &'static str,
    /// The office's file.
    file: &'static str,
    /// Its arguments, in this folder.
    arguments: fn(&Path) -> Vec<String>,
    input: String,
    /// How many orders are on file at the end.
    orders: usize,
}

fn words(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(|word| (*word).to_owned()).collect()
}

fn inside(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

fn commands() -> Vec<Command> {
    let orders: String = (0..3)
        .map(|nth| {
            let order = json!({"verb": "order.place", "id": format!("n{nth}"), "customer": "C-00001", "lines": [{"item": "PEN", "quantity": "2"}]});
            format!("{order}\n")
        })
        .collect();
    let command = |name, arguments, input: &str, orders| Command {
        name,
        file: match name {
            "init" | "demo" | "load" => "new.swing",
            _ => "office.swing",
        },
        arguments,
        input: input.to_owned(),
        orders,
    };
    vec![
        command("do", |_| words(&["do", "--as", "MD"]), &orders, 5),
        command(
            "import",
            |_| {
                words(&[
                    "import",
                    "customers",
                    extract("customers.csv").to_str().unwrap(),
                    "--as",
                    "MD",
                ])
            },
            "",
            2,
        ),
        command("backup", |_| words(&["backup"]), "", 2),
        command(
            "restore",
            |folder| {
                words(&[
                    "restore",
                    "--replace",
                    "--as",
                    "MD",
                    &inside(folder, "kept.swing"),
                ])
            },
            "",
            2,
        ),
        command(
            "export",
            |folder| words(&["export", &inside(folder, "out")]),
            "",
            2,
        ),
        command(
            "init",
            |_| words(&["init", "--office", "New", "--manager", "Ann Lee"]),
            "4826\n",
            0,
        ),
        command("demo", |_| words(&["demo", "--make-only"]), "", DEMO_ORDERS),
        command(
            "load",
            |folder| words(&["restore", &inside(folder, "exported")]),
            "",
            2,
        ),
        command(
            "export one",
            |folder| {
                words(&[
                    "export",
                    &inside(folder, "one.json"),
                    "--customer",
                    "C-00001",
                ])
            },
            "",
            2,
        ),
    ]
}

/// An office with two orders, and a backup of it beside.
fn start() -> House {
    let house = House::new();
    let order = |id: &str| json!({"verb": "order.place", "id": id, "customer": "C-00001", "lines": [{"item": "PEN", "quantity": "2"}]});
    let made = house.perform(&[
        json!({"verb": "customer.add", "name": "Anna Bílá"}),
        json!({"verb": "item.add", "code": "PEN", "name": "Pen", "unit": "pc", "price": "2.00", "vat": "21"}),
        json!({"verb": "stock.receive", "item": "PEN", "bin": "A1", "quantity": "100"}),
        order("a"),
        order("b"),
    ]);
    assert!(made.iter().all(|answer| answer["ok"] == true), "{made:#?}");
    let out = house.run(["backup"], "");
    let backup = String::from_utf8(out.stdout).unwrap();
    let backup = Path::new(backup.lines().next().unwrap()).to_owned();
    std::fs::rename(&backup, house.folder.path().join("kept.swing")).unwrap();
    let _ = std::fs::remove_dir_all(house.folder.path().join("office-backups"));
    let exported = inside(house.folder.path(), "exported");
    assert!(house.run(["export", &exported], "").status.success());
    house
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), to).unwrap();
        } else {
            std::fs::create_dir(&to).unwrap();
            copy(&entry.path(), &to);
        }
    }
}

/// The numbers of the orders that were answered.
fn answered(out: &Output, said: &str) -> Vec<String> {
    let lines = String::from_utf8_lossy(&out.stdout).into_owned();
    let lines = lines.lines().filter(|line| line.starts_with('{'));
    let answers = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    answers
        .filter_map(|answer| {
            if answer["ok"] == true {
                return Some(answer["subject"].as_str().unwrap().to_owned());
            }
            let refused = answer["refused"].as_str().unwrap();
            assert!(refused.starts_with("store-"), "{said}: {answer}");
            assert!(
                answer["text"].as_str().unwrap().len() > 10,
                "{said}: {answer}"
            );
            None
        })
        .collect()
}

fn fails_at(command: &Command, start: &House, at: u64, how: &str, for_good: bool) {
    let said = format!("{} with {how} at {at}, for good {for_good}", command.name);
    let folder = fast_folder();
    copy(start.folder.path(), folder.path());
    let mut switches = vec![
        ("FAULTY_AT", at.to_string()),
        ("FAULTY_HOW", how.to_owned()),
    ];
    if for_good {
        switches.push(("FAULTY_GOOD", "yes".to_owned()));
    }
    let arguments = (command.arguments)(folder.path());
    let watched = Watched {
        folder: folder.path(),
        file: command.file,
        how: switches,
    };
    let out = watched.run(&arguments, &command.input);
    let output = text(&out);
    assert!(!output.contains("panicked"), "{said}: {output}");
    let code = out.status.code();
    let may = if how == "die" { None } else { Some(4) };
    assert!(code == Some(0) || code == may, "{said}: {code:?}: {output}");
    if code == Some(4) {
        let sentence = output.lines().any(|line| line.len() > 20);
        assert!(sentence, "{said}: no sentence in {output:?}");
    }
    let file = folder.path().join(command.file);
    let told = answered(&out, &said);
    // A file that is still to be made is whole or not there.
    let there = if file.exists() || command.file == "office.swing" {
        orders_on(&file)
    } else {
        Vec::new()
    };
    for number in &told {
        let found = there.iter().filter(|there| *there == number).count();
        assert_eq!(found, 1, "{said}: {number} of {there:?}");
    }
    // Nothing is in the way of the next try; what the first one made stays and is not made again.
    let watched = Watched {
        folder: folder.path(),
        file: command.file,
        how: Vec::new(),
    };
    let again = watched.run(&arguments, &command.input);
    let when_done = match command.name {
        "import" => 1,
        "export" | "export one" | "init" | "load" => 4,
        _ => 0,
    };
    let expected = match code {
        Some(0) => vec![when_done],
        // Killed: it was done by then, or it was not.
        None => vec![when_done, 0],
        // The disk failed at the very end: it was done, or it was not, and that is what is said.
        _ if output.contains("Look whether it was saved") => vec![when_done, 0],
        _ => vec![0],
    };
    let found = again.status.code().unwrap();
    assert!(
        expected.contains(&found),
        "{said}: {found}: {}",
        text(&again)
    );
    assert_eq!(orders_on(&file).len(), command.orders, "{said}");
}

/// How many calls of a command can fail.
fn calls_of(command: &Command, start: &House) -> u64 {
    let folder = fast_folder();
    copy(start.folder.path(), folder.path());
    let counted = folder.path().with_extension("count");
    let watched = Watched {
        folder: folder.path(),
        file: command.file,
        how: vec![("FAULTY_COUNT", counted.to_str().unwrap().to_owned())],
    };
    let out = watched.run(&(command.arguments)(folder.path()), &command.input);
    assert!(out.status.success(), "{}: {}", command.name, text(&out));
    let calls = std::fs::read_to_string(&counted).unwrap();
    std::fs::remove_file(&counted).unwrap();
    let calls: u64 = calls.trim().parse().unwrap();
    assert!(calls > 3, "{}: {calls} calls", command.name);
    calls
}

#[test]
#[cfg(target_os = "linux")]
fn whatever_write_fails_nothing_is_lost_and_the_next_try_works() {
    let (start, commands) = (start(), commands());
    let mut faults = Vec::new();
    for command in &commands {
        let calls = calls_of(command, &start);
        // The sample office makes the same kinds of calls more than a thousand times: at length every fifth.
        let (short, long) = match command.name {
            "demo" => (1, calls / 5),
            _ => (2, calls),
        };
        let step = (calls / times(short, long)).max(1);
        let ways = [
            ("full", false),
            ("full", true),
            ("io", false),
            ("io", true),
            ("short", false),
            ("die", false),
        ];
        for (nth, (how, for_good)) in ways.into_iter().enumerate() {
            // The short run tries each way elsewhere.
            let first = 1 + (nth as u64) * step / 6;
            for at in (first..=calls).step_by(usize::try_from(step).unwrap()) {
                faults.push((command, at, how, for_good));
            }
        }
    }
    on_all_processors(0..faults.len() as u64, |nth, _| {
        let (command, at, how, for_good) = faults[usize::try_from(nth).unwrap()];
        fails_at(command, &start, at, how, for_good);
    });
}
