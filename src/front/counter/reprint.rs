//! A receipt or slip is printed again as it was kept: on this terminal's printer, or into a file.

use crate::office::{Office, Reads, Receipt, Refused, Session};
use crate::records::printer;
use std::path::PathBuf;

/// The text of a paper that is kept.
fn text_of(office: &mut Office, number: &str) -> Result<String, Refused> {
    let row = office.read(|reader| {
        reader.row(
            "select text from document where number = $1",
            &[number.into()],
        )
    })?;
    let row = row.ok_or_else(|| Refused::not_found("slip", number))?;
    Ok(row.text(0)?)
}

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
    printer::print(&printer, &text_of(office, number)?)?;
    Ok(Receipt::about(number).with("printer", printer))
}

/// Writes a paper into a new file beside the office, for its owner alone.
///
/// # Errors
/// What the file system says.
pub(super) fn to_file(office: &mut Office, number: &str) -> Result<Receipt, Refused> {
    let text = text_of(office, number)?;
    let mut path: PathBuf = office.path().to_owned();
    path.set_file_name(format!("{number}.txt"));
    printer::to_file(&path, &text)?;
    Ok(Receipt::about(number).with("path", path.display().to_string()))
}
