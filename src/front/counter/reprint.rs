//! A receipt or slip is printed again as it was kept: on this terminal's printer, or into a file. Nothing leaves a practice.

use crate::model::ReadRight;
use crate::office::{Office, Receipt, Refused, Session, Viewer};
use crate::pane::{Aside, Pane};
use crate::records::document::{self, Written};
use crate::records::printer;
use crate::words::{Words, named};

/// Sends a paper to the printer of the terminal.
pub(super) fn to_printer(number: String) -> Aside {
    all_to_printer(vec![number])
}

/// Sends several papers there, one after the other.
pub(super) fn all_to_printer(numbers: Vec<String>) -> Aside {
    Aside {
        number: numbers.join(", "),
        job: Box::new(move |office, session| {
            let mut last = Receipt::about("");
            for number in &numbers {
                last = print(office, session, number)?;
            }
            last.subject = numbers.join(", ");
            Ok(last)
        }),
        then: printed,
    }
}

/// Writes a paper into a new file beside the office, for its owner alone.
pub(super) fn into_file(number: String) -> Aside {
    Aside {
        number: number.clone(),
        job: Box::new(move |office, session| write(office, session, &number)),
        then: |words, receipt| {
            let said = match receipt.text("path") {
                "" => words.slip_practice(receipt.subject.as_str()),
                path => words.slip_in_file(path),
            };
            (said, None)
        },
    }
}

/// What is said when a paper is at the printer.
fn printed(words: &Words, receipt: &Receipt) -> (String, Option<Box<dyn Pane>>) {
    let said = match receipt.text("printer") {
        "" => words.slip_practice(receipt.subject.as_str()),
        printer => words.slip_printed(
            named::Number(receipt.subject.as_str()),
            named::Printer(printer),
        ),
    };
    (said, None)
}

fn print(office: &mut Office, session: &Session, number: &str) -> Result<Receipt, Refused> {
    let paper = paper(office, session, number)?;
    if office.is_practice() {
        return Ok(Receipt::about(number));
    }
    let printer = office.read(|reader| printer::of_terminal(reader, &session.terminal))?;
    let printer = printer.ok_or_else(|| Refused::rule("printer-none"))?;
    printer::print(&printer, &paper.text)?;
    Ok(Receipt::about(number).with("printer", printer))
}

/// The paper as it was written, for whoever may look at papers.
fn paper(office: &mut Office, session: &Session, number: &str) -> Result<Written, Refused> {
    office.read_as(&Viewer::of(session), ReadRight::AnyDesk, |reader| {
        document::shown(reader, number)
    })
}

fn write(office: &mut Office, session: &Session, number: &str) -> Result<Receipt, Refused> {
    let paper = paper(office, session, number)?;
    if office.is_practice() {
        return Ok(Receipt::about(number));
    }
    let mut path = office.path().to_owned();
    path.set_file_name(format!("{}.txt", paper.number));
    printer::to_file(&path, &paper.text)?;
    Ok(Receipt::about(number).with("path", path.display().to_string()))
}
