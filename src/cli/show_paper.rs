//! `swingdoor print`: a paper as it was printed, the sheet of a cover, a label.

use super::output::{Exit, Stop};
use super::place::Place;
use crate::cover::handback::{paper, sheet};
use crate::model::text::safe;
use crate::office::{Office, Reads, Refused};
use crate::records::document;
use crate::records::label::label;
use crate::words::Words;
use std::io::Write;

/// Writes the label of a parcel, an order, an item or a bin.
fn print_label(office: &mut Office, code: &str, wide: bool) -> Result<Exit, Stop> {
    let label = office.read(|reader| label(reader, code))?;
    let label = label.ok_or_else(|| Refused::not_found("slip", code))?;
    let mut out = std::io::stdout().lock();
    for row in label.on_paper(if wide { 80 } else { 40 }) {
        writeln!(out, "{row}")?;
    }
    Ok(Exit::Done)
}

/// The hand-back sheet of a cover as a paper; none where no cover has this number.
fn sheet_paper(
    office: &mut Office,
    words: &Words,
    number: &str,
    wide: bool,
) -> Result<Option<Vec<String>>, Refused> {
    office.read(|reader| match sheet(reader, number) {
        Ok(sheet) => {
            let columns = if wide { 80 } else { 40 };
            Ok(Some(paper(&sheet, words, reader.now(), columns)))
        }
        Err(refused) if refused.id == "not-found" => Ok(None),
        Err(refused) => Err(refused),
    })
}

/// Writes a paper as it was printed, in one of its two widths; of what has none its label.
pub(super) fn print_paper(place: &Place<'_>, number: &str, wide: bool) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let paper = office.read(|reader| document::written(reader, number))?;
    let Some(paper) = paper else {
        let words = place.words_for(office.facts(), None);
        if let Some(lines) = sheet_paper(&mut office, &words, number, wide)? {
            writeln!(std::io::stdout(), "{}", lines.join("\n"))?;
            return Ok(Exit::Done);
        }
        return print_label(&mut office, number, wide);
    };
    // Papers of the time before both widths were kept have one.
    let text = Some(paper.wide)
        .filter(|text| wide && !text.is_empty())
        .unwrap_or(paper.text);
    let mut out = std::io::stdout().lock();
    for line in text.lines() {
        writeln!(out, "{}", safe(line))?;
    }
    Ok(Exit::Done)
}
