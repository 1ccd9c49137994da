//! The printer of one terminal.

use crate::model::{Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::pane::{Form, Input, Inputs};
use crate::records::text;
use crate::words::Words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Chooses where the receipts and slips of the terminal one sits at are printed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoosePrinter {
    /// The printer's name, as `lpstat -e` lists it; empty: none.
    #[serde(default)]
    pub printer: String,
}

impl Verb for ChoosePrinter {
    const NAME: &'static str = "terminal.choose_printer";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let printer = text::optional("printer", &self.printer)?;
        // It becomes an argument of a command: a name, and no option.
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@');
        if !printer.chars().all(is_name) || printer.starts_with('-') || printer.len() > 100 {
            return Err(Refused::rule("bad-printer").with("value", printer));
        }
        let terminal = permit.terminal().to_owned();
        let seq = permit.seq();
        permit.write(
            "insert into terminal_printer (terminal, printer, seq) values ($1, $2, $3) on conflict (terminal) do update set printer = excluded.printer, seq = excluded.seq",
            &[terminal.as_str().into(), printer.as_str().into(), seq.into()],
        )?;
        Ok(Receipt::about(terminal).with("printer", printer))
    }
}

/// The form that chooses the printer of this terminal.
#[must_use]
pub fn printer_form(words: &Words) -> Form {
    let mut inputs = Inputs::new();
    let printer = inputs.text(Input::text(words.printer_name(), ""));
    let intro = vec![words.printer_intro()];
    Form::typed(words.printer_title(), intro, inputs, move |typed, out| {
        let printer = typed.get(&printer)?;
        out.perform(ChoosePrinter { printer }, |words, receipt| {
            let said = match receipt.text("printer") {
                "" => words.printer_none_now(),
                printer => words.printer_chosen(printer),
            };
            (said, None)
        });
        Ok(())
    })
}
