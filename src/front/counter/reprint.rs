//! A receipt or slip is printed again as it was kept: on this terminal's printer, or into a file.

use crate::office::{Office, Receipt, Refused, Session};
use crate::records::{document, printer};
use std::path::PathBuf;

/// Sends a paper to the printer of the terminal.
///
/// # Errors
/// `printer-none` where the terminal has none, `printer-gone` where it does not answer.
pub(super) fn print(
    office: &mut Office,
    session: &Session,
    number: &str,
) -> Result<Receipt, Refused> {
    let printer = office.read(|reader| printer::of_terminal(reader, &session.terminal))?;
    let printer = printer.ok_or_else(|| Refused::rule("printer-none"))?;
    printer::print(
        &printer,
        &office.read(|reader| document::get(reader, number))?.text,
    )?;
    Ok(Receipt::about(number).with("printer", printer))
}

/// Writes a paper into a new file beside the office, for its owner alone.
///
/// # Errors
/// What the file system says.
pub(super) fn to_file(office: &mut Office, number: &str) -> Result<Receipt, Refused> {
    let text = office.read(|reader| document::get(reader, number))?.text;
    let mut path: PathBuf = office.path().to_owned();
    path.set_file_name(format!("{number}.txt"));
    printer::to_file(&path, &text)?;
    Ok(Receipt::about(number).with("path", path.display().to_string()))
}
