//! The pictures of the README are the real screen: drawn here, kept in `assets/pictures`, and compared.
//! `SWINGDOOR_PICTURES=1 cargo test pictures` draws them anew.

use super::Person;
use crate::stage::{Stage, order_of, pin};
use crossterm::event::KeyCode;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;
use std::path::Path;
use swingdoor::cover::roster::SetWeek;
use swingdoor::cover::shift::{Accept, Plan};
use swingdoor::desk::staff::AddStaff;
use swingdoor::front::customers::Add;
use swingdoor::front::orders::Place;
use swingdoor::model::{CoverReason, Desk, Duty, PaperKind};

const COLUMNS: u16 = 100;
const ROWS: u16 = 26;

/// Size of a cell in the picture, in pixels.
const CELL: (u16, u16) = (9, 19);

fn colour(colour: Color, otherwise: &'static str) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Cyan => "#39c5cf".to_owned(),
        Color::Green => "#56d364".to_owned(),
        Color::Yellow => "#e3b341".to_owned(),
        Color::LightRed => "#ff7b72".to_owned(),
        Color::White => "#f0f6fc".to_owned(),
        Color::Black => "#0d1117".to_owned(),
        _ => otherwise.to_owned(),
    }
}

fn look(cell: &Cell) -> (String, Option<String>, Modifier) {
    let back = (cell.bg != Color::Reset).then(|| colour(cell.bg, "#0d1117"));
    (colour(cell.fg, "#c9d1d9"), back, cell.modifier)
}

fn columns(text: &str) -> u16 {
    u16::try_from(swingdoor::ui::text::width(text)).unwrap()
}

/// The words of a run and the column of each, so that every word stands where its cells are, whatever the font.
fn words(text: &str) -> Vec<(u16, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(' ') {
        if !part.is_empty() {
            found.push((at, part));
        }
        at += columns(part) + 1;
    }
    found
}

/// The screen as a picture: a run of cells that look the same is one text.
fn picture(buffer: &Buffer) -> String {
    let (wide, high) = (COLUMNS * CELL.0, ROWS * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"monospace\" font-size=\"15\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#0d1117\"/>\n",
        wide + 16,
        high + 16
    );
    for y in 0..ROWS {
        let mut x = 0;
        while x < COLUMNS {
            let first = look(&buffer[(x, y)]);
            let mut text = String::new();
            let start = x;
            while x < COLUMNS && look(&buffer[(x, y)]) == first {
                text.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            let (fore, back, modifier) = first;
            let (left, top, run) = (8 + start * CELL.0, 8 + y * CELL.1, (x - start) * CELL.0);
            if let Some(back) = back {
                let _ = writeln!(
                    svg,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{run}\" height=\"{}\" fill=\"{back}\"/>",
                    CELL.1
                );
            }
            let is_lined = modifier.contains(Modifier::UNDERLINED);
            if is_lined {
                let under = top + CELL.1 - 2;
                let _ = writeln!(
                    svg,
                    "<rect x=\"{left}\" y=\"{under}\" width=\"{run}\" height=\"1\" fill=\"{fore}\"/>"
                );
            }
            let weight = if modifier.contains(Modifier::BOLD) {
                " font-weight=\"bold\""
            } else {
                ""
            };
            for (at, word) in words(&text) {
                let (left, long) = (left + at * CELL.0, columns(word) * CELL.0);
                let word = word
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;");
                let _ = writeln!(
                    svg,
                    "<text x=\"{left}\" y=\"{}\" fill=\"{fore}\" textLength=\"{long}\"{weight}>{word}</text>",
                    top + 14
                );
            }
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Draws what somebody sees, and compares it with the picture that is kept.
#[track_caller]
fn is_kept(person: &mut Person, name: &str) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
    person.shell.draw(&mut buffer);
    let drawn = picture(&buffer);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/pictures")
        .join(name);
    if std::env::var_os("SWINGDOOR_PICTURES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "{name} is not what the screen looks like now; SWINGDOOR_PICTURES=1 draws it anew\n{}",
        person.screen()
    );
}

#[test]
fn the_pictures_of_the_readme_are_the_real_screens() {
    let mut stage = Stage::new();
    for name in [
        "Kavárna U Mlýna",
        "Lékárna U Anděla",
        "Greenfield Lettings Ltd",
    ] {
        let customer = Add {
            name: name.to_owned(),
            ..Add::default()
        };
        stage.office.perform(&stage.jana, &customer).unwrap();
    }
    stage.receive("200");
    stage.sign_off("PM", Duty::Reception, "cover");
    for (customer, quantity, papers) in [
        ("C-00002", "2", vec![]),
        (
            "C-00001",
            "5",
            vec![PaperKind::DeliveryNote, PaperKind::WarrantyCard],
        ),
        ("C-00004", "1", vec![]),
    ] {
        let order = Place {
            customer: customer.to_owned(),
            papers,
            needed_by: Some("14:00".to_owned()),
            ..order_of(quantity)
        };
        let placed = stage.office.perform(&stage.jana, &order).unwrap();
        stage.clock.advance_seconds(420);
        stage.pick_and_ready(placed.text("order"));
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("horak");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Enter);
    jana.sees("SO-2026-0002");
    is_kept(&mut jana, "counter.svg");
}

#[test]
fn the_picture_of_the_board_is_the_real_screen() {
    let mut stage = Stage::new();
    for (code, name, desk, digits, duties) in [
        (
            "EH",
            "Emma Hughes",
            Desk::Back,
            "3659",
            vec![Duty::Accounting],
        ),
        ("TK", "Tomáš Kubík", Desk::Front, "4160", vec![Duty::Sales]),
    ] {
        let person = AddStaff {
            code: code.to_owned(),
            name: name.to_owned(),
            desk,
            pin: pin(digits),
            language: None,
            duties: Some(duties),
            badge: String::new(),
        };
        stage.office.perform(&stage.manager, &person).unwrap();
    }
    stage.sign_off("TK", Duty::Reception, "cover");
    stage.sign_off("EH", Duty::Stock, "cover");
    stage.sign_off("PM", Duty::Reception, "cover");
    for duty in Desk::ALL.iter().flat_map(|desk| desk.duties()) {
        // The founder is out of the daily work.
        stage.sign_off("MD", duty, "aware");
    }
    for (staff, hours) in [
        ("JN", "8:00-12:00,12:30-16:30"),
        ("PM", "8:00-11:30,12:00-15:30"),
        ("EH", "10:00-12:30,13:00-17:00"),
        ("TK", "9:00-12:00,13:00-17:00"),
    ] {
        let week = SetWeek {
            staff: staff.to_owned(),
            weekdays: "mo-fr".to_owned(),
            hours: hours.to_owned(),
            desk: None,
            from: None,
            shown: swingdoor::office::Shown::default(),
        };
        stage.office.perform(&stage.manager, &week).unwrap();
    }
    let lunch = Plan {
        duties: vec![Duty::Fulfilment],
        reason: CoverReason::Lunch,
        from: "11:30".to_owned(),
        until: "12:00".to_owned(),
        of: Some("JN".to_owned()),
        owner: Some("PM".to_owned()),
        note: String::new(),
    };
    let planned = stage.office.perform(&stage.petr, &lunch).unwrap();
    let accept = Accept {
        cover: planned.text("cover").to_owned(),
    };
    stage.office.perform(&stage.jana, &accept).unwrap();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::Char('1'));
    marie.sees("fulfilment");
    marie.press(KeyCode::Char('g'));
    is_kept(&mut marie, "board.svg");
}
