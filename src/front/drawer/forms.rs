//! The forms of the drawer: a float, a blind count, cash in or out, a drawer that changes hands.

use super::left::left_at;
use super::sheet_form::{close_sheet, take_sheet};
use super::tally::tally;
use super::{CountDrawer, GiveDrawer, MoveCash, OpenDrawer, TakeAlone, TakeOver};
use crate::front::counter::SlipScreen;
use crate::model::{Duty, Money, ReadRight, StaffId};
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Bound, Effect, Form, Input, Inputs, Live, LiveForm, Look, Outbox, Pane, Slot};
use crate::words::{Words, named};

/// What is said when a verb of the drawer is done.
pub(super) fn done(words: &Words, receipt: &Receipt) -> String {
    let difference = Money::written(receipt.text("difference"));
    match difference.filter(|difference| *difference != Money::ZERO) {
        Some(difference) => words.drawer_done_differs(
            named::Difference(words.money(difference)),
            named::Drawer(receipt.subject.as_str()),
        ),
        None => words.drawer_done(receipt.subject.as_str()),
    }
}

/// A field for what was counted: a sum, or notes and coins.
pub(super) fn counted(inputs: &mut Inputs, input: Input) -> Slot<Money> {
    inputs.add(input, tally)
}

/// What stayed in the drawer before it is offered as the float of the next.
struct Offered {
    terminal: String,
    staff: StaffId,
    float: Slot<Money>,
    /// It was put into the field.
    is_filled: bool,
}

impl Live for Offered {
    const RIGHT: ReadRight = ReadRight::Totals(Duty::Reception);
    type Ask = (String, StaffId);
    type View = Money;

    fn ask(&self, _form: &Form) -> (String, StaffId) {
        (self.terminal.clone(), self.staff)
    }

    fn read((terminal, staff): &Self::Ask, reader: &mut Reader<'_>) -> Result<Money, Refused> {
        Ok(left_at(reader, terminal, *staff)?.amount)
    }

    fn show(&mut self, left: &Money, form: &mut Form, look: &Look<'_>) {
        let words = look.words;
        let mut intro = vec![words.drawer_open_intro(), words.drawer_tally()];
        if *left != Money::ZERO {
            intro.push(words.drawer_open_left(words.money(*left)));
            intro.push(words.drawer_open_less());
            if !self.is_filled && form.text(&self.float).is_empty() {
                form.suggest(&self.float, &words.typed(left));
                self.is_filled = true;
            }
        }
        form.introduce(intro);
    }

    fn took_draft(&mut self, _form: &Form) {
        self.is_filled = true;
    }
}

/// Opens one's own drawer, with what is in it now.
pub(super) fn open(out: &mut Outbox<'_>) {
    let words = out.words;
    let mut inputs = Inputs::new();
    let label = words.drawer_float();
    let float = counted(&mut inputs, Input::offered(label, "").required());
    let offered = Offered {
        terminal: out.who.terminal.clone(),
        staff: out.who.staff,
        float: float.clone(),
        is_filled: false,
    };
    let intro = vec![words.drawer_open_intro(), words.drawer_tally()];
    let form = Form::typed(
        words.drawer_open_title(),
        intro,
        inputs,
        move |typed, out| {
            let float = typed.get(&float)?;
            out.perform(OpenDrawer { float }, |words, receipt| {
                (done(words, receipt), None)
            });
            Ok(())
        },
    );
    out.open(Bound::pane(LiveForm::of(form, offered)));
}

/// The first step of closing: a count by somebody who is not told what should be there. The sheet is the second.
pub(super) fn count(out: &mut Outbox<'_>) {
    let words = out.words;
    let mut inputs = Inputs::new();
    let sum = counted(
        &mut inputs,
        Input::text(words.drawer_counted(), "").required(),
    );
    let intro = vec![words.drawer_close_intro(), words.drawer_tally()];
    let form = Form::typed(
        words.drawer_close_title(),
        intro,
        inputs,
        move |typed, out| {
            let counted = typed.get(&sum)?;
            out.perform(CountDrawer { counted }, |words, receipt| {
                let sheet = close_sheet(words, &receipt.subject);
                (words.drawer_count_kept(), Some(sheet))
            });
            Ok(())
        },
    )
    .saves_as(Words::drawer_key_go_on);
    out.open(Bound::pane(form));
}

pub(super) fn move_cash(out: &mut Outbox<'_>) {
    let words = out.words;
    let mut inputs = Inputs::new();
    let amount = inputs.money(Input::text(words.counter_amount(), "").required());
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let intro = vec![words.drawer_move_intro()];
    let form = Form::typed(
        words.drawer_move_title(),
        intro,
        inputs,
        move |typed, out| {
            let moved = MoveCash {
                amount: typed.get(&amount)?,
                reason: typed.get(&reason)?,
            };
            out.perform(moved, |words, receipt| (done(words, receipt), None));
            Ok(())
        },
    );
    out.open(Bound::pane(form));
}

/// Takes over the drawer of a colleague who stands beside: both count it, and both sign with their PIN.
pub(super) fn take_over(of: &str, name: &str, out: &mut Outbox<'_>) {
    let words = out.words;
    let mut inputs = Inputs::new();
    let label = words.drawer_counted_by(name);
    let given = counted(&mut inputs, Input::text(label, "").required());
    let labels = (words.drawer_pin_of(name), words.drawer_pin_mine());
    let given_pin = inputs.pin(Input::pin(labels.0.clone()).required());
    let label = words.drawer_counted_by_me();
    let taken = counted(&mut inputs, Input::text(label, "").required());
    let pin = inputs.pin(Input::pin(labels.1.clone()).required());
    let intro = vec![words.drawer_take_intro(name), words.drawer_tally()];
    let (of, me) = (of.to_owned(), out.who.code.clone());
    let title = words.drawer_take_title(name);
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let give = GiveDrawer {
            to: me.clone(),
            counted: typed.get(&given)?,
        };
        let take = TakeOver {
            of: of.clone(),
            counted: Some(typed.get(&taken)?),
            reason: String::new(),
        };
        let (theirs, mine) = (typed.get(&given_pin)?, typed.get(&pin)?);
        let labels = labels.clone();
        out.effects.push(Effect::Perform(
            Box::new(move |office, session| {
                office.check_pin_of_field(session, &mine, &labels.1)?;
                let given = office.beside(session, &take.of, &theirs, |office, giver| {
                    office.perform(giver, &give)
                });
                given.map_err(|refused| refused.in_pin_field(&labels.0))?;
                office.perform(session, &take)
            }),
            |words, receipt| taken_over(words, receipt, &Taking::Both),
        ));
        Ok(())
    })
    .saves_as(Words::drawer_key_go_on);
    out.open(Bound::pane(form));
}

/// Takes over the drawer of somebody who is away.
pub(super) fn take_alone(of: &str, name: &str, out: &mut Outbox<'_>) {
    let words = out.words;
    let mut inputs = Inputs::new();
    let sum = counted(
        &mut inputs,
        Input::text(words.drawer_counted(), "").required(),
    );
    let pin = inputs.pin(Input::pin(words.drawer_pin_mine()).required());
    let intro = vec![words.drawer_alone_intro(name), words.drawer_tally()];
    let of = of.to_owned();
    let title = words.drawer_take_title(name);
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let take = TakeAlone {
            of: of.clone(),
            counted: Some(typed.get(&sum)?),
            reason: String::new(),
        };
        let pin = typed.get(&pin)?;
        out.perform_with_pin(pin, take, |words, receipt| {
            taken_over(words, receipt, &Taking::Alone)
        });
        Ok(())
    })
    .saves_as(Words::drawer_key_go_on);
    out.open(Bound::pane(form));
}

/// How a drawer changes hands, for the sheet on which it still has to be explained why it differs.
#[derive(Debug, Clone)]
pub(super) enum Taking {
    /// By whoever is signed in; whose it was has signed.
    Both,
    /// By whoever is signed in, alone.
    Alone,
    /// By somebody beside whoever is signed in and hands it over; their code.
    Beside(String),
}

impl Taking {
    /// By somebody beside, as the receipt of it names them.
    pub(super) fn beside(receipt: &Receipt) -> Self {
        Self::Beside(receipt.text("by").to_owned())
    }
}

/// What follows a take-over: the sheet of what was closed, or the one on which it still has to be explained why it differs.
pub(super) fn taken_over(
    words: &Words,
    receipt: &Receipt,
    how: &Taking,
) -> (String, Option<Box<dyn Pane>>) {
    let closed = receipt.text("closed_drawer");
    if closed.is_empty() {
        let sheet = take_sheet(words, &receipt.subject, receipt.text("of"), how);
        return (words.drawer_count_kept(), Some(sheet));
    }
    let sheet = Bound::pane(SlipScreen::of(closed));
    (done(words, receipt), Some(sheet))
}
