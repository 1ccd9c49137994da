//! Many short lives of the program in a terminal where everything happens that can: keys without sense, half an escape sequence,
//! pastes, the mouse, every size, stops, and each way out.

use super::{end, office, person};
use crate::chance::{Chance, times};
use crate::terminal::Terminal;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// What comes from a terminal, whole or not.
const PIECES: &[&str] = &[
    "\r",
    "\x1b",
    "\t",
    "\x1b[Z",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[H",
    "\x1b[F",
    "\x1b[5~",
    "\x1b[6~",
    "\x7f",
    "\x1b[3~",
    "\x1bOP",
    "\x1bOQ",
    "\x1bOR",
    "\x1bOS",
    "\x1b[15~",
    "\x1b[20~",
    "\x1b[24~",
    "\x01",
    "\x04",
    "\x0b",
    "\x0c",
    "\x12",
    "\x13",
    "\x14",
    "\x0e",
    "\x00",
    "\x1b[",
    "\x1bO",
    "\x1b[<",
    "\x1b[<0;5",
    "\x1b[200~",
    "\x1b[200~half a paste",
    "\x1b[201~",
    "\x1b]0;x",
    "\x1bP",
    "\x1b[<0;10;5M\x1b[<0;10;5m",
    "\x1b[<64;10;5M",
    "\x1b[<65;10;5M",
    "\x1b[<0;9999;9999M",
    "\x1b[M abc",
    "\x1b[1;5C",
    "\x1b[99999~",
    "\x1b[200~C-00001\x1b[201~",
    "\x1b[I",
    "\x1b[O",
    "JN\r1937\r",
    "PM\r2748\r",
    "hora",
    "n",
    "y",
    "e",
    "h",
    "p",
    "k",
    "1",
    "2",
    "3",
    "12,5",
    "PAP",
    "ř",
    "\u{301}",
    "漢",
    "\u{202e}",
    " ",
    "?",
    "/",
    "=",
    "-",
    "\u{feff}",
];

/// Sends one life's worth of them.
fn storm(terminal: &mut Terminal, chance: &mut Chance, pieces: u64) {
    let pid = terminal.child.process_id().unwrap().to_string();
    for _ in 0..pieces {
        match chance.below(60) {
            0 => {
                let size = portable_pty::PtySize {
                    rows: u16::try_from(1 + chance.below(100)).unwrap(),
                    cols: u16::try_from(1 + chance.below(300)).unwrap(),
                    pixel_width: 0,
                    pixel_height: 0,
                };
                terminal.master.as_ref().unwrap().resize(size).unwrap();
            }
            1 if chance.below(4) == 0 => {
                for signal in ["TSTP", "CONT"] {
                    let sent = Command::new("kill").args(["-s", signal, &pid]).status();
                    assert!(sent.unwrap().success());
                    std::thread::sleep(Duration::from_millis(20));
                }
                // A stop that came late is ended as well.
                let _ = Command::new("kill").args(["-s", "CONT", &pid]).status();
            }
            _ => terminal.keys(PIECES[chance.place(PIECES.len())]),
        }
        if chance.below(8) == 0 {
            while terminal
                .painted
                .recv_timeout(Duration::from_millis(2))
                .is_ok()
            {}
        }
    }
}

/// Memory in use now, in MiB.
fn memory(terminal: &Terminal) -> f64 {
    let pid = terminal.child.process_id().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let used = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = used.map_or("0", |used| used.trim().trim_end_matches(" kB"));
    kib.parse::<f64>().unwrap() / 1024.0
}

/// The program where no file may grow beyond so many bytes, as on a full disk, and what is temporary lies in this folder.
fn on_full_disk(file: &Path, temporary: &Path, bytes: u64) -> Terminal {
    let mut shell = portable_pty::CommandBuilder::new("sh");
    let limit = format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"",
        bytes / 512
    );
    shell.args(["-c", &limit, env!("CARGO_BIN_EXE_swingdoor")]);
    shell.env("TMPDIR", temporary);
    Terminal::of(shell, file, &[])
}

#[test]
#[cfg(target_os = "linux")]
fn whatever_a_terminal_sends_it_lives_and_ends_in_time() {
    let house = office();
    let (lives, pieces) = (times(8, 400), times(60, 500));
    let mut left = 0;
    for life in 0..lives {
        // Eight seeds, each with its share of the lives.
        let mut chance = Chance((life % 8 + 1) * 1_000_003 + life / 8);
        let mut jana = person(&house, "hall", "JN", "1937");
        jana.sees("Who is here?");
        let before = memory(&jana);
        storm(&mut jana, &mut chance, pieces);
        let pid = jana.child.process_id().unwrap().to_string();
        if jana.child.try_wait().unwrap().is_some() {
            // The palette has "quit" as well, and random keys find it now and then; a panic ends with another code.
            let (code, _) = end(jana);
            assert_eq!(code, 0, "life {life} ended by itself");
            left += 1;
            assert!(left * 4 <= lives, "{left} lives ended by themselves");
            continue;
        }
        // An unfinished paste is over, and what it held is let go.
        jana.keys("\x1b[201~");
        // A PIN that is being looked at takes memory for a moment.
        let grown = (0..20)
            .map(|_| {
                std::thread::sleep(Duration::from_millis(10));
                memory(&jana) - before
            })
            .fold(f64::MAX, f64::min);
        assert!(grown < 16.0, "life {life}: {grown} MiB more");
        let way = ["key", "TERM", "HUP", "INT", "window"][usize::try_from(life % 5).unwrap()];
        match way {
            // Twice: where something is typed and not saved, the first one asks.
            "key" => {
                jana.keys("\x11");
                std::thread::sleep(Duration::from_millis(60));
                // It may have ended by now.
                let _ = std::io::Write::write_all(&mut jana.keys, b"\x11");
            }
            "window" => {
                jana.painted = std::sync::mpsc::channel().1;
                drop(jana.master.take());
                jana.keys = Box::new(std::io::sink());
            }
            signal => {
                let sent = Command::new("kill").args(["-s", signal, &pid]).status();
                assert!(sent.unwrap().success());
            }
        }
        // A stop that was slower than all that was sent after it is ended now.
        std::thread::sleep(Duration::from_millis(100));
        let _ = Command::new("kill")
            .args(["-s", "CONT", &pid])
            .stderr(std::process::Stdio::null())
            .status();
        let (code, painted) = end(jana);
        assert!(!painted.contains("panicked"), "life {life}: {painted}");
        if way != "window" {
            assert_eq!(code, 0, "life {life} by {way}");
            assert!(
                painted.contains("\x1b[?1049l"),
                "life {life} by {way}: {painted:?}"
            );
        }
    }
    house.is_clean();
}

/// Jana signs in and begins a practice of the other desk.
fn practise(jana: &mut Terminal) {
    jana.sees("PIN");
    jana.keys("JN\r1937\r");
    jana.sees("F2 Front desk");
    jana.keys("\x0b");
    jana.sees("What next?");
    jana.keys("practise on\r");
    jana.sees("Practise: back office");
    jana.keys("\r");
}

#[test]
fn a_practice_copy_that_cannot_grow_says_so_and_leaves_no_torso() {
    let house = office();
    let temporary = tempfile::tempdir().unwrap();
    let bytes = std::fs::metadata(house.path()).unwrap().len();
    let mut jana = on_full_disk(&house.path(), temporary.path(), bytes / 2);
    practise(&mut jana);
    // A limit of the file's size is told otherwise than a full disk, for which the sentence names the room that is wanted.
    jana.sees("Reading or writing failed");
    let left = std::fs::read_dir(temporary.path()).unwrap().count();
    assert_eq!(left, 0);
    // The real work goes on.
    jana.sees("Who is here?");
    jana.keys("hora");
    jana.sees("Horák Stavby s.r.o.");
    drop(jana);
    house.is_clean();
}

#[test]
#[cfg(target_os = "linux")]
fn a_practice_copy_on_a_full_disk_says_what_it_needs_at_whichever_step_and_leaves_no_torso() {
    let house = office();
    // The lock, the empty file, its pages, and what is written into it afterwards.
    for call in [1, 2, 3, 6, 8, 12] {
        let temporary = tempfile::tempdir().unwrap();
        let mut program = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_swingdoor"));
        program.env("TMPDIR", temporary.path());
        program.env("LD_PRELOAD", crate::cli::fault_library());
        program.env("FAULTY_DIR", temporary.path());
        program.env("FAULTY_HOW", "full");
        program.env("FAULTY_GOOD", "1");
        program.env("FAULTY_AT", call.to_string());
        let mut jana = Terminal::of(program, &house.path(), &["--terminal", &call.to_string()]);
        practise(&mut jana);
        jana.sees("The disk is full: a practice copy needs up to 1 MB");
        let left = std::fs::read_dir(temporary.path()).unwrap().count();
        assert_eq!(left, 0, "call {call}");
    }
    house.is_clean();
}
