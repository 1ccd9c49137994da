//! The second step of closing a drawer or taking it over: its sheet, on which a difference is explained.

use super::forms::{Taking, counted, done, taken_over};
use super::sheet::{Line, Sheet, lines, sheet};
use super::tally::tally;
use super::{CloseDrawer, TakeAlone, TakeOver, may_see_sums};
use crate::front::counter::SlipScreen;
use crate::model::{Desk, Duty, Money, ReadRight};
use crate::office::{Pin, Reader, Refused};
use crate::pane::{Bound, Effect, Form, Input, Inputs, Live, LiveForm, Look, Outbox, Pane, Slot};
use crate::ui::text;
use crate::words::Words;

/// How wide the lines of the sheet are: they fit into the smallest full screen.
const COLUMNS: usize = 68;

/// The sheet of one drawer, above the fields.
struct Shown {
    number: String,
    /// The field for another count.
    recount: Slot<Option<Money>>,
    /// The field for what stays in it as a float; none where it goes on with all of it.
    float: Option<Slot<Option<Money>>>,
    /// What usually stays in it was put into its field.
    is_filled: bool,
}

impl Live for Shown {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Front);
    type Ask = String;
    type View = Option<Sheet>;

    fn ask(&self, _form: &Form) -> String {
        self.number.clone()
    }

    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Option<Sheet>, Refused> {
        let sheet = sheet(reader, number)?;
        if !may_see_sums(reader, sheet.of) {
            reader.must_see(ReadRight::Totals(Duty::Reception))?;
        }
        Ok(Some(sheet))
    }

    fn show(&mut self, found: &Option<Sheet>, form: &mut Form, look: &Look<'_>) {
        let Some(sheet) = found else { return };
        let last = sheet.counts.last().map_or(Money::ZERO, |last| last.counted);
        let mut rows = rows(sheet, look.words);
        if let Some(float) = &self.float {
            if !self.is_filled {
                form.suggest(float, &look.words.typed(&sheet.first_float.min(last)));
                self.is_filled = true;
            }
            // The rest of what was counted, also of what was just typed as counted again.
            let counted = match form.text(&self.recount) {
                "" => Some(last),
                typed => tally(typed).ok(),
            };
            let left = match form.text(float) {
                "" => Some(Money::ZERO),
                typed => Money::parse(typed),
            };
            // What cannot be read is no sum: nothing is said of it.
            let safe = counted
                .zip(left)
                .map_or_else(String::new, |(counted, left)| {
                    look.words.amount(counted.minus(left))
                });
            rows.push(sides(&look.words.drawer_sheet_to_safe(), &safe));
        }
        form.introduce(rows);
        let differs = |difference: Money| difference != Money::ZERO;
        let is_recounted = !form.text(&self.recount).is_empty();
        form.warn(match sheet.difference() {
            _ if sheet.has_moved() && !is_recounted => {
                let moved = Refused::rule("drawer-moved").with("drawer", sheet.number.as_str());
                look.words.refused(&moved)
            }
            Some(difference) if differs(difference) => {
                look.words.drawer_differs(look.words.money(difference))
            }
            _ if self.float.is_none() && disagree(sheet) => look.words.drawer_disagree(),
            _ if sheet.counts.iter().any(|count| differs(count.difference())) => {
                look.words.drawer_differed()
            }
            _ => String::new(),
        });
    }

    fn took_draft(&mut self, _form: &Form) {
        self.is_filled = true;
    }
}

/// Whether those who hand it over and take it over have counted differently.
fn disagree(sheet: &Sheet) -> bool {
    let given = sheet
        .counts
        .iter()
        .rev()
        .find(|count| count.given_to.is_some());
    given.is_some_and(|given| {
        sheet
            .counts
            .last()
            .is_some_and(|last| last.counted != given.counted)
    })
}

/// The figures of the sheet as lines of one width.
fn rows(sheet: &Sheet, words: &Words) -> Vec<String> {
    let rows = lines(sheet, words)
        .into_iter()
        .filter_map(|line| match line {
            Line::Sides(left, right) => Some(sides(&left, &right)),
            Line::Rule | Line::Text(_) => None,
        });
    rows.collect()
}

/// One text at the left edge and one at the right.
fn sides(left: &str, right: &str) -> String {
    let room = COLUMNS.saturating_sub(text::width(right));
    format!("{}{right}", text::left(left, room))
}

/// The fields that both sheets have: a count that is kept beside the others, and a reason.
fn fields(words: &Words) -> (Inputs, Slot<Option<Money>>, Slot<String>) {
    let mut inputs = Inputs::new();
    let label = words.drawer_recount();
    let recount = counted(&mut inputs, Input::text(label, "")).optional();
    let reason = inputs.text(Input::text(words.orders_reason(), ""));
    (inputs, recount, reason)
}

/// The sheet with which whoever has counted their drawer closes it.
pub(super) fn close_sheet(words: &Words, number: &str) -> Box<dyn Pane> {
    let (mut inputs, recount, reason) = fields(words);
    let label = words.drawer_float_left();
    let float = inputs.money(Input::offered(label, "")).optional();
    let shown = Shown {
        number: number.to_owned(),
        recount: recount.clone(),
        float: Some(float.clone()),
        is_filled: false,
    };
    let title = words.drawer_sheet_title(number);
    let first = reason.clone();
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let close = CloseDrawer {
            counted: typed.get(&recount)?,
            reason: typed.get(&reason)?,
            float: typed.get(&float)?,
        };
        out.perform(close, |words, receipt| {
            let is_open = receipt.result.get("closed") == Some(&false.into());
            if is_open {
                let sheet = close_sheet(words, &receipt.subject);
                return (words.drawer_count_kept(), Some(sheet));
            }
            let sheet = Bound::pane(SlipScreen::of(&receipt.subject));
            (done(words, receipt), Some(sheet))
        });
        Ok(())
    })
    .saves_as(Words::drawer_key_close_now)
    .at(&first);
    Bound::pane(LiveForm::of(form, shown))
}

/// The sheet with which somebody takes over a drawer that was counted and differs.
pub(super) fn take_sheet(words: &Words, number: &str, of: &str, how: &Taking) -> Box<dyn Pane> {
    let (mut inputs, recount, reason) = fields(words);
    let pin = match how {
        Taking::Beside(code) => {
            let label = words.drawer_pin_of(code.as_str());
            Some(inputs.pin(Input::pin(label).required()))
        }
        Taking::Both | Taking::Alone => None,
    };
    let shown = Shown {
        number: number.to_owned(),
        recount: recount.clone(),
        float: None,
        is_filled: true,
    };
    let title = words.drawer_sheet_title(number);
    let first = reason.clone();
    let (of, how) = (of.to_owned(), how.clone());
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let (counted, reason) = (typed.get(&recount)?, typed.get(&reason)?);
        let pin = pin.as_ref().map(|pin| typed.get(pin)).transpose()?;
        take(&of, (counted, reason), (&how, pin), out);
        Ok(())
    })
    .saves_as(Words::drawer_key_take_now)
    .at(&first);
    Bound::pane(LiveForm::of(form, shown))
}

/// Takes it over with another count or none, and the reason; with the PIN of whoever takes it where somebody else is signed in.
fn take(
    of: &str,
    (counted, reason): (Option<Money>, String),
    (how, pin): (&Taking, Option<Pin>),
    out: &mut Outbox<'_>,
) {
    let of = of.to_owned();
    if let Taking::Alone = how {
        let take = TakeAlone {
            of,
            counted,
            reason,
        };
        return out.perform(take, |words, receipt| {
            taken_over(words, receipt, &Taking::Alone)
        });
    }
    let take = TakeOver {
        of,
        counted,
        reason,
    };
    match (how, pin) {
        (Taking::Beside(code), Some(pin)) => {
            let by = code.clone();
            out.effects.push(Effect::Perform(
                Box::new(move |office, session| {
                    let taken = office.beside(session, &by, &pin, |office, taker| {
                        office.perform(taker, &take)
                    })?;
                    Ok(taken.with("by", by))
                }),
                |words, receipt| taken_over(words, receipt, &Taking::beside(receipt)),
            ));
        }
        _ => out.perform(take, |words, receipt| {
            taken_over(words, receipt, &Taking::Both)
        }),
    }
}
