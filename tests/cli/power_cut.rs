//! A power cut at any moment: what was answered is there, once, and every rule holds. What the program wrote is written down while
//! it works; an image is what a disk could have kept of it that has only promised what was synced.

use super::crash::house_with_pens;
use super::faulty::Watched;
use super::orders_on;
use crate::chance::{Chance, times};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a disk keeps or loses as a whole.
const SECTOR: usize = 512;

/// One thing that the program did.
enum Event {
    Open(u32, String),
    Write(u32, usize, Vec<u8>),
    Truncate(u32, usize),
    Sync(u32),
    Remove(String),
    Answer(String),
}

fn events(log: &[u8]) -> Vec<Event> {
    let mut events = Vec::new();
    let mut rest = log;
    while let Some((head, after)) = rest.split_at_checked(21) {
        let file = u32::from_ne_bytes(head[1..5].try_into().unwrap());
        let number = |at: usize| {
            let number = u64::from_ne_bytes(head[at..at + 8].try_into().unwrap());
            usize::try_from(number).unwrap()
        };
        let (offset, length) = (number(5), number(13));
        let (data, after) = after.split_at(length);
        let words = || String::from_utf8_lossy(data).into_owned();
        events.push(match head[0] {
            b'o' => Event::Open(file, words()),
            b'w' => Event::Write(file, offset, data.to_vec()),
            b't' => Event::Truncate(file, offset),
            b's' => Event::Sync(file),
            b'u' => Event::Remove(words()),
            b'a' => Event::Answer(words()),
            other => panic!("an entry of kind {other}"),
        });
        rest = after;
    }
    events
}

/// One file as a disk has it.
#[derive(Default, Clone)]
struct Kept {
    /// What was synced.
    safe: Vec<u8>,
    /// What came after: at which place, or cut off there.
    open: Vec<(usize, Option<Vec<u8>>)>,
}

impl Kept {
    fn change(safe: &mut Vec<u8>, at: usize, data: Option<&[u8]>) {
        let Some(data) = data else {
            return safe.resize(at, 0);
        };
        if safe.len() < at + data.len() {
            safe.resize(at + data.len(), 0);
        }
        safe[at..at + data.len()].copy_from_slice(data);
    }

    fn sync(&mut self) {
        for (at, data) in std::mem::take(&mut self.open) {
            Self::change(&mut self.safe, at, data.as_deref());
        }
    }

    /// What the power cut left: what was synced, and of the rest nothing, all, the first of it, some of it, or some sectors of some.
    fn left(&self, chance: &mut Chance) -> Vec<u8> {
        let mut left = self.safe.clone();
        let way = chance.below(5);
        let first = chance.place(self.open.len() + 1);
        for (nth, (at, data)) in self.open.iter().enumerate() {
            let stays = match way {
                0 => false,
                1 => true,
                2 => nth < first,
                _ => chance.below(2) == 0,
            };
            match data {
                _ if !stays => {}
                Some(data) if way == 4 => {
                    for (nth, sector) in data.chunks(SECTOR).enumerate() {
                        if chance.below(3) > 0 {
                            Self::change(&mut left, at + nth * SECTOR, Some(sector));
                        }
                    }
                }
                data => Self::change(&mut left, *at, data.as_deref()),
            }
        }
        left
    }
}

/// The files of an office after the first of these events, and what had been answered by then.
#[derive(Default, Clone)]
struct Disk {
    names: BTreeMap<u32, String>,
    files: BTreeMap<String, Kept>,
    answers: String,
}

impl Disk {
    fn happens(&mut self, event: &Event) {
        match event {
            Event::Open(file, path) => {
                self.names.insert(*file, path.clone());
            }
            Event::Write(file, at, data) => {
                let kept = self.files.entry(self.names[file].clone()).or_default();
                kept.open.push((*at, Some(data.clone())));
            }
            Event::Truncate(file, at) => {
                let kept = self.files.entry(self.names[file].clone()).or_default();
                kept.open.push((*at, None));
            }
            Event::Sync(file) => {
                if let Some(kept) = self.files.get_mut(&self.names[file]) {
                    kept.sync();
                }
            }
            Event::Remove(path) => {
                self.files.remove(path);
            }
            Event::Answer(said) => self.answers.push_str(said),
        }
    }
}

fn order(nth: u64) -> String {
    let order = json!({"verb": "order.place", "id": format!("o{nth}"), "customer": "C-00001", "note": format!("o{nth}"),
        "lines": [{"item": "PEN", "quantity": "2"}]});
    format!("{order}\n")
}

/// Every order that was answered is in the image, none is twice, and every rule holds.
fn must_hold(image: &Path, answers: &str) {
    let numbers = orders_on(image);
    let found: BTreeSet<&str> = numbers.iter().map(String::as_str).collect();
    assert_eq!(found.len(), numbers.len());
    for line in answers.split_inclusive('\n') {
        if line.ends_with('\n') {
            let answer: Value = serde_json::from_str(line).unwrap();
            assert_eq!(answer["ok"], true, "{answer}");
            assert!(
                found.contains(answer["subject"].as_str().unwrap()),
                "{answer}"
            );
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn after_a_power_cut_everything_that_was_answered_is_there() {
    let house = house_with_pens();
    let path = house.path().to_str().unwrap().to_owned();
    let mut disk = Disk::default();
    let start = Kept {
        safe: std::fs::read(&path).unwrap(),
        open: Vec::new(),
    };
    disk.files.insert(path.clone(), start);
    // Three lives, so that the end of one and the beginning of the next are among what is cut.
    let log = tempfile::NamedTempFile::new().unwrap();
    let watched = Watched {
        folder: house.folder.path(),
        file: "office.swing",
        how: vec![("FAULTY_LOG", log.path().to_str().unwrap().to_owned())],
    };
    let mut happened = Vec::new();
    for life in 0..3 {
        std::fs::write(log.path(), b"").unwrap();
        let input: String = (life * 20..(life + 1) * 20).map(order).collect();
        let out = watched.run(&["do", "--as", "MD"].map(str::to_owned), &input);
        assert!(out.status.success());
        happened.push(events(&std::fs::read(log.path()).unwrap()));
    }
    let all: usize = happened.iter().map(Vec::len).sum();
    assert!(all > 500, "only {all} events were written down");

    let images = times(500, 5_000);
    let mut chance = Chance(20_261_123);
    let mut cuts: Vec<usize> = (0..images).map(|_| chance.place(all + 1)).collect();
    cuts.sort_unstable();
    let mut cuts = cuts.into_iter().peekable();
    let folder = tempfile::tempdir().unwrap();
    let mut between = 0;
    for (nth, event) in happened.iter().flatten().enumerate() {
        while cuts.next_if_eq(&nth).is_some() {
            between += usize::from(!disk.answers.is_empty());
            let image = folder.path().join("office.swing");
            for name in ["office.swing", "office.swing-wal", "office.swing-shm"] {
                let _ = std::fs::remove_file(folder.path().join(name));
            }
            for (path, kept) in &disk.files {
                if path.ends_with(".swing") || path.ends_with("-wal") {
                    let name = Path::new(path).file_name().unwrap();
                    std::fs::write(folder.path().join(name), kept.left(&mut chance)).unwrap();
                }
            }
            must_hold(&image, &disk.answers);
        }
        disk.happens(event);
    }
    assert!(between > 100, "{between}");
}
