//! The built program in pseudo-terminals: the story that the office lives by, and every way out.

mod cover_now;
mod lives;
mod printing;

use crate::cli::House;
use crate::terminal::Terminal;
use serde_json::json;
use std::time::{Duration, Instant};

/// Manager MD, receptionist JN (PIN 1937, may cover fulfilment), clerk PM (PIN 2748), paper on the shelf, one customer.
fn office() -> House {
    let house = House::new();
    let made = house.perform(&[
        json!({"verb": "staff.add", "code": "JN", "name": "Jana Nováková", "desk": "front", "pin": "1937"}),
        json!({"verb": "staff.add", "code": "PM", "name": "Petr Malý", "desk": "back", "pin": "2748"}),
        json!({"verb": "competence.sign_off", "staff": "JN", "duty": "fulfilment", "level": "cover"}),
        json!({"verb": "item.add", "code": "PAP", "name": "Papír A4", "unit": "pc", "price": "129.00", "vat": "21"}),
        json!({"verb": "stock.receive", "item": "PAP", "bin": "A1", "quantity": "10"}),
        json!({"verb": "customer.add", "name": "Horák Stavby s.r.o."}),
        json!({"verb": "setting.change", "key": "drawer", "value": "optional"}),
    ]);
    assert!(made.iter().all(|answer| answer["ok"] == true), "{made:#?}");
    house.types_at_once();
    house
}

fn person(house: &House, terminal: &str, code: &str, pin: &str) -> Terminal {
    let mut person = Terminal::open(&house.path(), &["--terminal", terminal]);
    person.sees("PIN");
    person.keys(&format!("{code}\r{pin}\r"));
    person.sees("F2 Front desk");
    person
}

const F2: &str = "\x1bOQ";
const F3: &str = "\x1bOR";
const F4: &str = "\x1bOS";

#[test]
fn an_order_from_the_counter_to_the_pickup_across_a_covered_lunch() {
    let house = office();
    let mut jana = person(&house, "hall", "JN", "1937");
    let mut petr = person(&house, "shelves", "PM", "2748");
    petr.sees("Nothing to pick");

    // Jana takes an order: the customer by a part of the name, the item while typing.
    jana.sees("Who is here?");
    jana.keys("\x0b");
    jana.sees("What next?");
    jana.keys("new order\r");
    jana.sees("Needed by");
    jana.keys("horak");
    jana.sees("C-00001");
    jana.keys("\r");
    jana.sees("Horák Stavby s.r.o.");
    jana.keys("pap");
    jana.sees("129.00");
    jana.keys("\r3");
    jana.sees("€468.27");
    jana.keys("\x13");
    jana.sees("SO-2026-0001 taken: to pick");

    // It appears on Petr's terminal by itself; he picks it and puts it on a shelf.
    petr.sees("SO-2026-0001");
    petr.keys("\r");
    petr.sees("Pick SO-2026-0001");
    petr.keys("\r");
    petr.sees("Where is P-2026-0001 put?");

    // He asks Jana to cover his lunch, and she does.
    petr.keys("P3\r");
    petr.sees("P-2026-0001 is ready on P3.");
    petr.keys(F4);
    petr.sees("[Somebody covers me]");
    petr.sees("ask Jana Nováková");
    petr.keys("\x13");
    petr.sees("Jana Nováková is asked to cover fulfilment until");
    jana.sees("Petr Malý asks you to cover fulfilment until");
    jana.keys(F4);
    jana.sees("asks you to cover fulfilment");
    jana.keys("1937\r");
    jana.sees("COVERING fulfilment for Petr");

    // Another order comes in; Jana picks it herself while Petr is away.
    let placed = house.perform(&[json!({"verb": "order.place", "customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2"}]})]);
    let second = placed[0]["subject"].as_str().unwrap();
    jana.keys(F3);
    jana.sees(second);
    jana.keys("a");
    jana.sees("Pick all of SO-");
    jana.keys("\r");
    jana.sees("Where is P-2026-0002 put?");
    jana.keys("P4\r");
    jana.sees("P4 is no shelf yet; near it: P3.");
    jana.keys("\r");
    jana.sees("P-2026-0002 is ready on P4.");

    // The customer comes for the first one: paid, handed over, with a slip.
    jana.keys(F2);
    jana.keys("0001");
    jana.sees("SO-2026-0001");
    jana.keys("\r");
    jana.sees("h hand over");
    jana.keys("p");
    jana.sees("To pay: €468.27");
    jana.sees("This pays all of it.");
    jana.keys("\r");
    jana.sees("Payment R-2026-0001 taken");
    jana.keys("\r");
    jana.keys("h");
    jana.sees("Hand over P-2026-0001");
    jana.keys("Josef\r");
    jana.sees("Slip SL-2026-0001");
    jana.keys("\x1b");

    // Lunch is over: handed back, and Petr sees what was done before he goes on.
    std::thread::sleep(Duration::from_millis(100));
    jana.keys(F4);
    jana.sees("Hand fulfilment back to Petr Malý");
    jana.keys("\r");
    petr.sees("covered fulfilment for you: F4 shows what was done");
    petr.keys(F4);
    petr.sees("Jana Nováková stood in for Petr");
    petr.keys("a");
    petr.sees("Accept all of CS-2026-0001?");
    petr.keys("y");
    petr.sees("CS-2026-0001 is accepted.");
    house.is_clean();
}

/// What the program's threads do: "R" runs, "S" waits, "T" is stopped.
fn state(terminal: &Terminal) -> String {
    let pid = terminal.child.process_id().unwrap_or_default();
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task"));
    let threads = tasks.into_iter().flatten().flatten().map(|task| {
        let told = |name: &str| std::fs::read_to_string(task.path().join(name)).unwrap_or_default();
        let status = told("status");
        let state = status.lines().find_map(|line| line.strip_prefix("State:"));
        format!(
            "{}:{} {}",
            told("comm").trim(),
            state.unwrap_or_default().trim(),
            told("wchan")
        )
    });
    threads.collect::<Vec<_>>().join(", ")
}

/// Everything that is painted until the program has ended, and its exit code.
fn end(mut terminal: Terminal) -> (u32, String) {
    let started = Instant::now();
    let status = loop {
        if let Some(status) = terminal.child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > Duration::from_secs(2) {
            while let Ok((_, bytes)) = terminal.painted.try_recv() {
                terminal.screen.process(&bytes);
            }
            panic!(
                "it does not end ({}):\n{}",
                state(&terminal),
                terminal.screen.screen().contents()
            );
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let mut painted = Vec::new();
    while let Ok((_, bytes)) = terminal.painted.recv_timeout(Duration::from_millis(100)) {
        painted.extend(bytes);
    }
    (
        status.exit_code(),
        String::from_utf8_lossy(&painted).into_owned(),
    )
}

#[test]
fn every_way_out_leaves_a_plain_terminal() {
    let house = office();
    for way in ["key", "TERM", "HUP", "INT"] {
        let mut jana = person(&house, "hall", "JN", "1937");
        jana.sees("Who is here?");
        if way == "key" {
            jana.keys("\x11");
        } else {
            let pid = jana.child.process_id().unwrap().to_string();
            let killed = std::process::Command::new("kill")
                .args(["-s", way, &pid])
                .status();
            assert!(killed.unwrap().success());
        }
        let (code, painted) = end(jana);
        assert_eq!(code, 0, "{way}");
        for restored in ["\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l"] {
            assert!(
                painted.contains(restored),
                "{way} leaves out {restored:?}: {painted:?}"
            );
        }
    }
    house.is_clean();
}

#[test]
fn stopped_and_resumed_it_gives_the_terminal_back_and_draws_it_anew() {
    let house = office();
    let mut jana = person(&house, "hall", "JN", "1937");
    jana.sees("Who is here?");
    let pid = jana.child.process_id().unwrap().to_string();
    let signal = |name: &str| {
        let sent = std::process::Command::new("kill")
            .args(["-s", name, &pid])
            .status();
        assert!(sent.unwrap().success());
    };
    signal("TSTP");
    let mut painted = String::new();
    while !painted.contains("\x1b[?1049l") {
        let (_, bytes) = jana
            .painted
            .recv_timeout(std::time::Duration::from_secs(20))
            .unwrap();
        painted.push_str(&String::from_utf8_lossy(&bytes));
        jana.screen.process(&bytes);
    }
    assert!(!jana.screen.screen().contents().contains("Who is here?"));
    // It stops a moment after it has left the screen; a CONT before that would be lost.
    let stat = format!("/proc/{pid}/stat");
    for _ in 0..400 {
        let stopped = std::fs::read_to_string(&stat).is_ok_and(|stat| stat.contains(") T "));
        if stopped || !std::path::Path::new("/proc/self").exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    signal("CONT");
    jana.sees("Who is here?");
    jana.keys("2");
    jana.sees("Nothing here. n takes a new order");
    jana.keys("\x11");
    let (code, _) = end(jana);
    assert_eq!(code, 0);
}

#[test]
fn a_closed_window_ends_it() {
    let house = office();
    let mut jana = person(&house, "hall", "JN", "1937");
    jana.sees("Who is here?");
    // The window goes when nobody reads any more: the reader leaves at the next paint.
    jana.painted = std::sync::mpsc::channel().1;
    jana.keys("x");
    drop(jana.master.take());
    jana.keys = Box::new(std::io::sink());
    end(jana);
    let listed = house.run(["check"], "");
    assert!(listed.status.success());
}

#[test]
fn a_storm_of_sizes_and_half_a_sequence_do_no_harm() {
    let house = office();
    let mut jana = person(&house, "hall", "JN", "1937");
    for (columns, rows) in [
        (1, 1),
        (40, 12),
        (300, 100),
        (2, 50),
        (80, 24),
        (39, 11),
        (120, 36),
    ] {
        let size = portable_pty::PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        jana.master.as_ref().unwrap().resize(size).unwrap();
        std::thread::sleep(Duration::from_millis(30));
    }
    jana.keys("\x1b[");
    std::thread::sleep(Duration::from_millis(50));
    jana.keys("A");
    jana.keys("hora");
    jana.sees("Horák Stavby");
    jana.keys("\x11");
    assert_eq!(end(jana).0, 0);
}
