//! The coverage board of fifty people, and a year's figures.

use super::House;
use super::figures::{Times, at_most};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant as Stopwatch;
use swingdoor::cover::board::{Ask, Coverage, Mode, look};
use swingdoor::cover::figures::{FiguresScreen, Period, figures};
use swingdoor::desk::staff::{AddStaff, SignOff};
use swingdoor::model::roster::Span;
use swingdoor::model::staffing::Supposed;
use swingdoor::model::{Clock, Desk, Duty, SystemClock};
use swingdoor::office::{Office, Pin};
use swingdoor::pane::{Canvas, Look, Screen, Who};
use swingdoor::store::{Access, Engine, open};
use swingdoor::ui::theme::DARK;
use swingdoor::words::Words;

/// So many people.
const PEOPLE: usize = 50;

/// An office of fifty people, each of whom owns a duty and may cover two, with hours of their own.
fn fifty(folder: &Path, small: &House) -> std::path::PathBuf {
    let path = folder.join("fifty.swing");
    std::fs::copy(&small.path, &path).unwrap();
    let mut office = Office::open(&path, Arc::new(SystemClock)).unwrap();
    let pin = Pin::new("4826").unwrap();
    let manager = office.sign_in("bench", "MD", &pin, false).unwrap();
    let duties: Vec<Duty> = Desk::ALL.iter().flat_map(|desk| desk.duties()).collect();
    let have = 5;
    for nth in have..PEOPLE {
        let code = format!("X{nth}");
        let person = AddStaff {
            code: code.clone(),
            name: format!("Person {nth}"),
            desk: Desk::ALL[nth % 2],
            pin: pin.clone(),
            language: None,
            duties: Some(vec![duties[nth % duties.len()]]),
            badge: String::new(),
        };
        office.perform(&manager, &person).unwrap();
        for more in 1..3 {
            let trained = SignOff {
                staff: code.clone(),
                duty: duties[(nth + more) % duties.len()],
                level: "cover".to_owned(),
                until: None,
                discount_max: None,
                shown: swingdoor::office::Shown::default(),
            };
            office.perform(&manager, &trained).unwrap();
        }
    }
    let mut engine = open(&path, Access::Write).unwrap();
    engine.begin().unwrap();
    engine
        .run(
            "insert into roster_week (staff, weekday, valid_from, hours, desk, seq)
             select s.id, d.day, 0, (7 + s.id % 3) || ':00-' || (11 + s.id % 2) || ':30,' || (12 + s.id % 2) || ':00-' || (16 + s.id % 3) || ':00', s.desk, 1
             from staff s cross join (select 1 as day union all select 2 union all select 3 union all select 4 union all select 5) d on true",
            &[],
        )
        .unwrap();
    engine.commit().unwrap();
    path
}

fn who() -> Who {
    Who {
        staff: swingdoor::model::StaffId(1),
        code: String::new(),
        name: String::new(),
        desk: Desk::Front,
        language: "en".to_owned(),
        terminal: String::new(),
        standing: Vec::new(),
        covering: None,
        for_customer: None,
        waiting: None,
        asked: None,
        could_be_covered: false,
        is_last_screen: true,
        unread: 0,
        over: None,
        colleagues: Vec::new(),
        clock_doubt: None,
        lock_after_minutes: None,
        first: None,
        away_since: None,
        offers: Vec::new(),
        runs_out: None,
        thread: None,
    }
}

/// Reads, fills and paints a screen once; in milliseconds.
fn paint<S: Screen>(office: &mut Office, screen: &mut S, ask: &S::Ask, words: &Words) -> f64 {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 36));
    let who = who();
    let look = Look {
        now: SystemClock.now(),
        words,
        theme: &DARK,
        who: &who,
        focused: true,
    };
    let started = Stopwatch::now();
    let view = office.read(|reader| S::read(ask, reader)).unwrap();
    screen.arrived(&S::View::default(), &view);
    let mut canvas = Canvas {
        buffer: &mut buffer,
        cursor: None,
        hits: Vec::new(),
    };
    let area = canvas.buffer.area;
    screen.draw(&view, area, &mut canvas, &look);
    started.elapsed().as_secs_f64() * 1e3
}

/// The board of fifty people over a week, as it is and without three of them.
pub(crate) fn run(folder: &Path, small: &House) {
    let path = fifty(folder, small);
    let mut office = Office::open_to_read(&path, Arc::new(SystemClock)).unwrap();
    let words = Words::of_office(office.facts());
    let now = SystemClock.now();
    let away = |staff| Supposed {
        staff: swingdoor::model::StaffId(staff),
        span: Span {
            from: now,
            until: now.plus_minutes(3 * 24 * 60),
        },
    };
    for (what, mode, supposed) in [
        (
            "the board of 50 people over a week, read and painted",
            Mode::Week,
            Vec::new(),
        ),
        (
            "  .. what if three of them are away",
            Mode::Week,
            vec![away(7), away(8), away(9)],
        ),
        ("  .. one day", Mode::Day, Vec::new()),
    ] {
        let ask = Ask {
            mode,
            date: None,
            supposed,
        };
        let mut times = Times::default();
        for _ in 0..40 {
            let mut screen = Coverage::showing(mode);
            times.add_ms(paint(&mut office, &mut screen, &ask, &words));
        }
        at_most(&format!("{what}, worst of 40"), times.worst(), 16.0, "ms");
    }
    let ask = Ask {
        mode: Mode::Weak,
        ..Ask::default()
    };
    let started = Stopwatch::now();
    let view = office.read(|reader| look_at(reader, &ask)).unwrap();
    let time = started.elapsed().as_secs_f64() * 1e3;
    let what = format!("single points over four weeks, {} trainings", view);
    at_most(&what, time, 200.0, "ms");
    drop(office);
    year(&path, &words);
}

fn look_at(
    reader: &mut swingdoor::office::Reader<'_>,
    ask: &Ask,
) -> Result<usize, swingdoor::office::Refused> {
    look(reader, ask).map(|view| view.weak.trainings.len())
}

/// A million lines of a journal, a tenth of them under two thousand covers of this year.
fn year(path: &Path, words: &Words) {
    let now = SystemClock.now();
    let mut engine = open(path, Access::Write).unwrap();
    engine.begin().unwrap();
    let begins = now.plus_minutes(-300 * 24 * 60);
    let step = 300 * 24 * 3_600_000 / 2_000;
    engine
        .run(
            "insert into cover (number, kind, duties, reason, owner, coverer, asked_at, accepted_at, starts_at, ends_at, ended_at, ended_how, seq)
             with recursive n(i) as (select 0 union all select i + 1 from n where i < 1999)
             select 'CB-' || i, 'asked', 'fulfilment,stock', case when i % 7 = 0 then 'customer-waiting' else 'lunch' end, 3, 6 + i % 40,
                    $1 + i * $2, $1 + i * $2 + 60000 * (i % 9), $1 + i * $2 + 60000 * (i % 9), $1 + i * $2 + 3600000, $1 + i * $2 + 3000000, 'handed-back', 1 from n",
            &[begins.0.into(), step.into()],
        )
        .unwrap();
    engine
        .run(
            "insert into journal (seq, at, staff, terminal, duty, cover, review, verb, subject, orders, data, prev, hash)
             with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000)
             select (select max(seq) from journal) + i, $1 + i * 25000, 3, 'bench', 'fulfilment',
                    case when i % 10 = 0 then (select min(id) from cover where number = 'CB-0') + i / 500 - (i = 1000000) end,
                    i % 40 = 0, 'order.pick', 'SO', 1 + i % 900, '{}', zeroblob(32), randomblob(32) from n",
            &[begins.0.into()],
        )
        .unwrap();
    engine.commit().unwrap();
    drop(engine);
    let mut office = Office::open_to_read(path, Arc::new(SystemClock)).unwrap();
    let mut times = Times::default();
    for _ in 0..10 {
        let mut screen = FiguresScreen::default();
        times.add_ms(paint(
            &mut office,
            &mut screen,
            &(Period::Year, None),
            words,
        ));
    }
    let today = now.local(words.zone()).date_naive();
    let sums = office
        .read(|reader| figures(reader, Period::Year, today))
        .unwrap();
    assert!(sums.all.covers.covers > 1_000, "{sums:?}");
    at_most(
        "a year's figures at 1,000,000 journal lines, worst of 10",
        times.worst(),
        200.0,
        "ms",
    );
}
