//! How SQLite goes about every statement that screens and verbs run: never through all of a table that grows.

use super::engine::Watching;
use super::property::{Play, ready};
use crate::chance::Chance;
use crate::stage::MORNING;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use swingdoor::back::picking::Queue;
use swingdoor::back::stock::{Moves, Range};
use swingdoor::cover::board::{Ask, Mode, look};
use swingdoor::cover::handback::sheet;
use swingdoor::cover::shift::AllCovers;
use swingdoor::desk::inbox::Notices;
use swingdoor::desk::staff::People;
use swingdoor::front::counter::{Counter, everything};
use swingdoor::front::customers::AllCustomers;
use swingdoor::front::drawer::AllDrawers;
use swingdoor::front::orders::AllOrders;
use swingdoor::model::FixedClock;
use swingdoor::office::Office;
use swingdoor::pane::{Kind, Page, Screen};
use swingdoor::store::{Access, Engine, Value, open};

/// What an office has more of each day.
const GROWING: &[&str] = &[
    "orders",
    "order_line",
    "customer",
    "contact",
    "customer_words",
    "journal",
    "stock_move",
    "payment",
    "posting",
    "parcel",
    "parcel_line",
    "document",
    "paper",
    "return_line",
    "exception",
    "sign_in",
    "request",
    "notice",
    "cover",
    "absence",
    "roster_day",
    "drawer",
    "handback_answer",
    "stock_count",
    "count_line",
    "thread",
    "thread_entry",
];

/// Statements that sort or read what may be more than they show, with the reason why it is little.
const LITTLE: &[(&str, &str)] = &[
    (
        "select j.at, j.verb, n.number, coalesce(s.name, '')",
        "what happened to six orders",
    ),
    (
        "select l.orders, l.line, l.allocated - l.picked from order_line l",
        "open lines of one item",
    ),
    (
        "select l.orders, l.line, l.waiting, o.number from order_line l",
        "waiting lines of one item",
    ),
    (
        "select o.number, p.number, p.place, p.ready_at from orders o",
        "open orders of one customer",
    ),
    (
        "select s.id, s.code, s.name, s.desk, s.active",
        "the people of an office",
    ),
    (
        "select staff, terminal, opened_at from sign_in",
        "who is signed in, by an index of them alone",
    ),
    (
        "select id from (select id, fulfilment, queue_at from orders",
        "open orders of one customer",
    ),
    (
        "select number from (select id, number, queue_at from orders",
        "open orders of one customer",
    ),
    (
        "select l.item, max(l.name), count(distinct l.orders)",
        "what a customer took in forty orders",
    ),
    (
        "select p.id, o.with_vat, o.discount, l.price",
        "what was handed over in a day, four hundred lines at most",
    ),
    ("select s.name from competence c", "the people of an office"),
    (
        "select s.name, c.level from competence c",
        "the people of an office",
    ),
];

fn leaf<K: Kind>(office: &mut Office, kind: &K) {
    for filter in 0..8 {
        let mut after = None;
        for _ in 0..2 {
            let page = Page { filter, after };
            let rows = office.read(|reader| kind.read(&page, reader)).unwrap();
            after = rows.first().and_then(|row| K::anchor(row, filter));
        }
    }
}

fn look_at_everything(office: &mut Office) {
    leaf(office, &AllOrders);
    leaf(office, &AllCustomers);
    leaf(office, &Queue);
    leaf(office, &Range::default());
    leaf(
        office,
        &Moves {
            item: "PAP".to_owned(),
            name: String::new(),
        },
    );
    leaf(
        office,
        &Notices {
            desk: swingdoor::model::Desk::Front,
            staff: Some(swingdoor::model::StaffId(1)),
        },
    );
    leaf(office, &AllCovers);
    leaf(office, &AllDrawers);
    leaf(office, &People);
    for text in [
        "",
        "h",
        "horak stavby",
        "+420 777",
        "2026-0003",
        "SO-2026-0001",
        "P-2026-0001",
        "13",
        "p5",
        "210331",
        "petr",
        "papir a4",
        "horka",
        "P3",
    ] {
        office
            .read(|reader| everything(reader, text, false))
            .unwrap();
    }
    for counter in [
        Counter::default(),
        Counter::with("SO-2026-0001"),
        Counter::with_customer("C-00001"),
        Counter::searching("horak"),
    ] {
        office
            .read(|reader| Counter::read(&counter.ask(), reader))
            .unwrap();
    }
    office
        .read(|reader| swingdoor::records::presence::presence(reader))
        .unwrap();
    use swingdoor::cover::roster::{Mode as Shown, Roster};
    for mode in [Shown::Day, Shown::Week, Shown::Absences, Shown::Here] {
        office
            .read(|reader| Roster::read(&(mode, None), reader))
            .unwrap();
    }
    office.read(|reader| sheet(reader, "CS-2026-0001")).unwrap();
    for mode in [Mode::Day, Mode::Week, Mode::Weak, Mode::Depth] {
        let ask = Ask {
            mode,
            ..Ask::default()
        };
        office.read(|reader| look(reader, &ask)).unwrap();
    }
    office
        .read(|reader| swingdoor::cover::handback::missed(reader, swingdoor::model::StaffId(2)))
        .unwrap();
    office.news().unwrap();
}

/// The growing table that a name in a plan stands for.
fn table_of<'a>(sql: &'a str, name: &str) -> Option<&'a str> {
    let words: Vec<&str> = sql
        .split(|c: char| c.is_whitespace() || "(),".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    if let Some(table) = GROWING.iter().find(|table| **table == name) {
        return Some(table);
    }
    words.windows(3).find_map(|pair| {
        let table = GROWING.iter().find(|table| **table == pair[0])?;
        (pair[1] == name || pair[1] == "as" && pair[2] == name).then_some(*table)
    })
}

/// What is wrong with how a statement is gone about.
fn fault(sql: &str, plan: &[String]) -> Option<String> {
    for step in plan {
        if let Some(scanned) = step.strip_prefix("SCAN ") {
            let name = scanned.split(' ').next().unwrap();
            let table = table_of(sql, name);
            let ends =
                sql.contains("limit") && !plan.iter().any(|step| step.contains("FOR ORDER BY"));
            if table.is_some() && !ends {
                return Some(step.clone());
            }
        }
        if step.contains("TEMP B-TREE FOR ORDER BY") && sql.contains("limit") {
            let grows = GROWING
                .iter()
                .any(|table| sql.split_whitespace().any(|word| word == *table));
            if grows {
                return Some(step.clone());
            }
        }
    }
    None
}

#[test]
fn no_statement_of_a_screen_or_a_verb_reads_all_of_a_growing_table() {
    let stage = ready();
    let path = stage.folder().join("noted.swing");
    stage.copy_to(&path);
    let clock = FixedClock::at(MORNING);
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let noted = seen.clone();
    let engine = Watching {
        inner: open(&path, Access::Write).unwrap(),
        asked: Box::new(move |sql| {
            noted.lock().unwrap().insert(sql);
        }),
        begins: Box::new(|| {}),
    };
    let office = Office::over(Box::new(engine), &path, Arc::new(clock.clone())).unwrap();
    let people = vec![
        stage.manager.clone(),
        stage.jana.clone(),
        stage.petr.clone(),
    ];
    let mut play = Play {
        office,
        clock,
        people,
    };
    let mut chance = Chance(7);
    for _ in 0..1_500 {
        let mut byte = || u8::try_from(chance.below(256)).unwrap();
        play.step((byte(), byte(), byte(), byte()));
    }
    look_at_everything(&mut play.office);
    drop(play);

    let mut engine = open(&path, Access::Read).unwrap();
    let seen = seen.lock().unwrap();
    assert!(seen.len() > 120, "only {} statements were seen", seen.len());
    let mut faults = Vec::new();
    for sql in seen.iter() {
        let explain: &'static str = format!("explain query plan {sql}").leak();
        let most = (1..80).rev().find(|nth| sql.contains(&format!("${nth}")));
        let args = vec![Value::Null; most.unwrap_or(0)];
        let rows = engine.run(explain, &args).unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.text(3).unwrap()).collect();
        let is_little = LITTLE.iter().any(|(start, _)| sql.starts_with(start));
        if let Some(step) = fault(sql, &plan)
            && !is_little
        {
            faults.push(format!("{step}\n    {sql}\n    {plan:?}"));
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}
