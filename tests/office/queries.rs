//! No query per row: a view asks as often for forty rows as for ten or for two.

use super::engine::Watching;
use super::many_rows::office_of;
use crate::stage::Stage;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use swingdoor::back::picking::Queue;
use swingdoor::back::stock::{Bins, Moves, Range};
use swingdoor::cover::board::{Ask, Mode, look};
use swingdoor::cover::handback::{missed, sheet};
use swingdoor::cover::roster::{Mode as Shown, Roster};
use swingdoor::cover::shift::{AllCovers, draft};
use swingdoor::cover::training::matrix;
use swingdoor::desk::inbox::Notices;
use swingdoor::desk::staff::People;
use swingdoor::front::counter::{Counter, SlipScreen, everything};
use swingdoor::front::customers::AllCustomers;
use swingdoor::front::drawer::AllDrawers;
use swingdoor::front::orders::AllOrders;
use swingdoor::model::{Desk, Duties, Duty, StaffId};
use swingdoor::office::{Office, Reader, Reads, Refused};
use swingdoor::pane::{Kind, Page, Screen};
use swingdoor::store::{Access, open};

/// How many rows of each kind the offices have.
const SIZES: [usize; 3] = [2, 10, 40];

/// Views that still ask for each row, with the reason; a view that does not any more has to go from here.
const STILL: &[(&str, &str)] = &[
    (
        r#"counter "13""#,
        "each customer, and each order beneath one, is read by itself",
    ),
    (
        r#"counter "777""#,
        "each customer, and each order beneath one, is read by itself",
    ),
    (
        r#"counter "h""#,
        "each customer, and each order beneath one, is read by itself",
    ),
    (
        r#"counter "horak""#,
        "each customer, and each order beneath one, is read by itself",
    ),
    (
        r#"search "13""#,
        "each customer, and each order beneath one, is read by itself",
    ),
    (
        r#"search "777""#,
        "each customer, and each order beneath one, is read by itself",
    ),
    (
        r#"search "h""#,
        "each customer, and each order beneath one, is read by itself",
    ),
    (
        r#"search "horak""#,
        "each customer, and each order beneath one, is read by itself",
    ),
];

type Counts = BTreeMap<String, (usize, Vec<&'static str>)>;

/// Reads views and counts what each asks.
struct Counting {
    office: Office,
    asked: Arc<Mutex<Vec<&'static str>>>,
    counts: Counts,
}

impl Counting {
    fn over(stage: &Stage) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = asked.clone();
        let engine = Watching {
            inner: open(&stage.path(), Access::Read).unwrap(),
            asked: Box::new(move |sql| noted.lock().unwrap().push(sql)),
            begins: Box::new(|| {}),
        };
        let clock = Arc::new(stage.clock.clone());
        let office = Office::over(Box::new(engine), &stage.path(), clock).unwrap();
        Self {
            office,
            asked,
            counts: BTreeMap::new(),
        }
    }

    fn view<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, Refused>,
    ) -> T {
        self.asked.lock().unwrap().clear();
        let view = self.office.read(read);
        let asked = std::mem::take(&mut *self.asked.lock().unwrap());
        self.counts.insert(name.to_owned(), (asked.len(), asked));
        view.unwrap_or_else(|refused| panic!("{name}: {refused:?}"))
    }

    /// Every filter of a list, and what is read of the chosen row.
    fn list<K: Kind>(&mut self, name: &str, kind: &K) {
        for filter in 0..8 {
            let page = Page {
                filter,
                after: None,
            };
            let rows = self.view(&format!("{name} {filter}"), |reader| {
                kind.read(&page, reader)
            });
            if let Some(mut row) = rows.into_iter().next() {
                self.view(&format!("{name} {filter}, chosen"), |reader| {
                    K::fill(&mut row, reader)
                });
            }
        }
    }
}

/// How often each view asks in an office of that size.
fn counts(count: usize) -> Counts {
    let stage = office_of(count);
    let mut of = Counting::over(&stage);
    of.list("orders", &AllOrders);
    of.list("customers", &AllCustomers);
    of.list("picking", &Queue);
    of.list("stock", &Range::default());
    of.list("bins", &Bins);
    of.list(
        "moves",
        &Moves {
            item: "PAP".to_owned(),
            name: String::new(),
        },
    );
    for (name, staff) in [("inbox of a desk", None), ("inbox", Some(StaffId(3)))] {
        let desk = if staff.is_some() {
            Desk::Back
        } else {
            Desk::Front
        };
        of.list(name, &Notices { desk, staff });
    }
    of.list("covers", &AllCovers);
    of.list("drawers", &AllDrawers);
    of.list("people", &People);
    for text in [
        "horak",
        "h",
        "777",
        "hori",
        "P3",
        "PAP",
        "horna",
        "SO-2026-0001",
        "13",
    ] {
        of.view(&format!("search {text:?}"), |reader| {
            everything(reader, text, false)
        });
        let ask = Counter::searching(text).ask();
        of.view(&format!("counter {text:?}"), |reader| {
            Counter::read(&ask, reader)
        });
    }
    for (name, counter) in [
        ("counter at rest", Counter::default()),
        ("order card", Counter::with("SO-2026-0001")),
        ("order card, handed over", Counter::with("SO-2026-0004")),
        ("customer card", Counter::with_customer("C-00001")),
    ] {
        of.view(name, |reader| Counter::read(&counter.ask(), reader));
    }
    of.view("who is in", |reader| {
        swingdoor::records::presence::presence(reader)
    });
    for mode in [Shown::Day, Shown::Week, Shown::Absences, Shown::Here] {
        of.view(&format!("roster {mode:?}"), |reader| {
            Roster::read(&(mode, None), reader)
        });
    }
    for mode in [Mode::Day, Mode::Week, Mode::Weak, Mode::Depth] {
        let ask = Ask {
            mode,
            ..Ask::default()
        };
        of.view(&format!("coverage {mode:?}"), |reader| look(reader, &ask));
    }
    of.view("hand-back sheet", |reader| sheet(reader, "CS-2026-0001"));
    of.view("missed", |reader| missed(reader, StaffId(3)));
    of.view("training", |reader| matrix(reader));
    of.view("draft", |reader| {
        let duties = Duties::NONE.with(Duty::Reception).with(Duty::Fulfilment);
        draft(reader, duties, reader.now().plus_minutes(60))
    });
    for (name, staff) in [("MD", 1), ("JN", 2), ("PM", 3), ("X01", 4)] {
        let staff = StaffId(staff);
        of.view(&format!("who {name} is"), |reader| {
            swingdoor::app::who_is(reader, staff, "hall")
        });
    }
    let slip = of.view("a number", |reader| {
        let row = reader.row("select number from document order by number limit 1", &[])?;
        Ok(row.unwrap().text(0)?)
    });
    of.view("slip", |reader| SlipScreen::read(&slip, reader));
    of.counts
}

/// What is asked more than once, the most often asked first.
fn repeated(asked: &[&'static str]) -> String {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for sql in asked {
        *times.entry(sql).or_default() += 1;
    }
    let mut times: Vec<_> = times.into_iter().filter(|(_, times)| *times > 1).collect();
    times.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let times = times.iter().take(4);
    let said: Vec<String> = times
        .map(|(sql, times)| {
            format!(
                "\n    {times} x {}",
                sql.chars().take(110).collect::<String>()
            )
        })
        .collect();
    said.concat()
}

#[test]
fn no_view_asks_more_often_where_there_are_more_rows() {
    let [few, some, many] = SIZES.map(counts);
    let (mut faults, mut mended) = (Vec::new(), Vec::new());
    for (view, (least, _)) in &few {
        // A view of nothing asks for less: a list that a smaller office leaves empty is not chosen from.
        let counts = [*least, some[view].0, many[view].0];
        let grows = counts[1] > counts[0] || counts[2] > counts[0].max(counts[1]);
        let is_known = STILL.iter().any(|(known, _)| known == view);
        if grows && !is_known {
            faults.push(format!("{view}: {counts:?}{}", repeated(&many[view].1)));
        } else if !grows && is_known {
            mended.push(view);
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
    assert!(mended.is_empty(), "these are mended: {mended:?}");
}
