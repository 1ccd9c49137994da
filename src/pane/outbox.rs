//! What a screen wants to happen: verbs to run, dialogs to open, something to say.

use super::{Pane, Who};
use crate::model::{Desk, Discount, Duty, Instant, Level};
use crate::office::{Office, Pin, Reader, Receipt, Refused, Session, Verb, Writing};
use crate::words::Words;
use serde_json::Value;

/// Runs on the writing clerk's thread.
pub type Job = Box<dyn FnOnce(&mut Office, &Session) -> Result<Receipt, Refused> + Send>;

/// What one of several verbs does.
type Run = Box<dyn FnOnce(&mut Writing<'_>, &Session) -> Result<Receipt, Refused> + Send>;

/// Something that may take long and writes nothing into the file, such as printing: it runs beside the clerks with a connection
/// that only reads, and nobody's keys wait for it.
pub struct Aside {
    /// The number of the paper: one of a number is on its way at a time.
    pub number: String,
    /// What it does.
    pub job: Job,
    /// What is said when it is done.
    pub then: Then,
}

/// What follows when verbs are on file; it cannot undo them.
pub type After = fn(&Receipt) -> Aside;

/// One of several verbs that run in one transaction.
pub struct Step {
    prepare: Box<dyn Fn() -> Result<(), Refused> + Send>,
    run: Run,
}

impl Step {
    /// This verb.
    pub fn of<V: Verb + Clone>(verb: V) -> Self {
        let other = verb.clone();
        Self {
            prepare: Box::new(move || other.prepare()),
            run: Box::new(move |writing, session| writing.perform(session, &verb, None)),
        }
    }
}

/// Where the receipt of several verbs has what each of them said, and the subject of each.
const STEPS: &str = "steps";
/// The name of the subject there.
pub const SUBJECT: &str = "subject";

/// Every text of this name that the verbs said of which this receipt tells, each once.
#[must_use]
pub fn every(receipt: &Receipt, name: &str, said: impl Fn(&Value) -> bool) -> Vec<String> {
    let steps = receipt.result.get(STEPS).and_then(Value::as_array);
    let steps = steps.into_iter().flatten().filter(|step| said(step));
    let mut texts: Vec<String> = Vec::new();
    for text in steps.filter_map(|step| step[name].as_str()) {
        if !text.is_empty() && !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
    }
    texts
}

/// What follows when a verb has run: what to say, and perhaps a dialog.
pub type Then = fn(&Words, &Receipt) -> (String, Option<Box<dyn Pane>>);

/// Somewhere to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The counter with this order's card.
    Order(String),
    /// The counter with this customer's card.
    Customer(String),
    /// The receipt or slip with this number, over the card of the order with that one.
    Paper(String, String),
    /// The receipts and slips of this order.
    Papers(String),
    /// The stock, with this item chosen: its key, and its name as the list is ordered.
    Item(i64, String),
    /// What lies in this bin.
    Bin(String),
    /// Who is here, and who is back when.
    Here,
    /// The hand-back sheet or the card of a cover.
    Cover(String),
    /// The answer to a standing arrangement that was proposed.
    Arrangement(String),
    /// The picking of an order.
    Pick(String),
    /// Where a parcel is put.
    Ready(String),
    /// What happens to goods that are picked and not wanted any more: an exception.
    Decide(String),
    /// A cover for one customer's order.
    CoverFor(String),
    /// The card of an order was closed.
    CardClosed(String),
    /// Where one was before a key led to a card.
    Back,
    /// The sign-off of somebody in a duty.
    SignOff(Box<Proposed>),
    /// The matrix of who knows what.
    Training,
    /// What can be practised at this desk.
    ChoosePractice(Desk),
    /// A practice at this desk, with the card of a verb or without one.
    Practise(Desk, Option<String>),
    /// Taking a duty away from somebody (code, name).
    Withdraw(String, String, Duty),
    /// What people ask and promise each other.
    Talk(Talk),
    /// The page that tries the scanner.
    TryScanner,
    /// One of the acts that were offered to the search, by its place.
    Offered(usize),
}

/// What people ask and promise each other, and where it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Talk {
    /// What was to be done first, chosen from the sheet of this cover, is done.
    FirstDone(String),
    /// A thread.
    Thread(String),
    /// A question about an order (its number) or a customer (the code), each may be empty, to this duty or desk unless somebody else is chosen.
    Ask(String, String, &'static str),
    /// A telephone message of this customer: code, name, telephone.
    Call(String, String, String),
    /// A promise to call back: the order's number, or nothing; the customer's code, name, telephone.
    Promise(String, String, String, String),
}

/// A sign-off as its form begins: what holds already stands in it, so that nothing is lost by signing again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Whose code.
    pub code: String,
    /// And name.
    pub name: String,
    /// In what.
    pub duty: Duty,
    /// How well.
    pub level: Level,
    /// The moment from which what is signed off now does not hold any more; none: until it is withdrawn.
    pub until: Option<Instant>,
    /// For sales: the greatest discount.
    pub discount_max: Option<Discount>,
}

/// One wish.
pub enum Effect {
    /// Run a verb.
    Perform(Job, Then),
    /// Run a verb, and something beside the clerks when it is done.
    PerformAnd(Job, Then, After),
    /// Run something beside the clerks.
    Aside(Aside),
    /// Show a screen above this one.
    Open(Box<dyn Pane>),
    /// This one is done.
    Close,
    /// Put a sentence into the status line.
    Say(String),
    /// Put a sentence that says what is wrong into the status line, and into the screen that wishes it.
    Refuse(String),
    /// Go somewhere.
    Go(Place),
    /// Press this key again when what it is meant for has been read.
    Wait,
}

impl std::fmt::Debug for Effect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Perform(..) => "Perform",
            Self::PerformAnd(..) => "PerformAnd",
            Self::Aside(_) => "Aside",
            Self::Open(_) => "Open",
            Self::Wait => "Wait",
            Self::Close => "Close",
            Self::Say(_) => "Say",
            Self::Refuse(_) => "Refuse",
            Self::Go(_) => "Go",
        })
    }
}

/// Collects the wishes of one key press.
#[derive(Debug)]
pub struct Outbox<'a> {
    /// In the order in which they were made.
    pub effects: Vec<Effect>,
    /// The words that are on.
    pub words: &'a Words,
    /// The office's time.
    pub now: Instant,
    /// Who is signed in.
    pub who: &'a Who,
}

impl Outbox<'_> {
    /// Says what is wrong with what was typed, in the screen and in the status line.
    pub fn refuse(&mut self, refused: &Refused) {
        let sentence = self.words.refused(refused);
        self.effects.push(Effect::Refuse(sentence));
    }

    /// Runs a verb; when it is done, `then` says so. A refusal is shown by itself.
    pub fn perform<V: Verb>(&mut self, verb: V, then: Then) {
        self.effects.push(Effect::Perform(
            Box::new(move |office, session| office.perform(session, &verb)),
            then,
        ));
    }

    /// Runs a verb after whoever is signed in has said their PIN again.
    pub fn perform_with_pin<V: Verb>(&mut self, pin: Pin, verb: V, then: Then) {
        self.effects.push(Effect::Perform(
            Box::new(move |office, session| {
                office.check_pin(session, &pin)?;
                office.perform(session, &verb)
            }),
            then,
        ));
    }

    /// Runs several verbs of one kind, all of them or none; `then` is told of the last.
    pub fn perform_all<V: Verb>(&mut self, verbs: Vec<V>, then: Then) {
        self.effects.push(Effect::Perform(
            Box::new(move |office, session| all_of(office, session, &verbs)),
            then,
        ));
    }

    /// Runs verbs of several kinds, all of them or none; `then` is told of the last, with what those before it said besides, such
    /// as the change, and every value of what more than one of them said, in their order (see [`every`]). `after` follows when they are on file.
    pub fn perform_steps(&mut self, steps: Vec<Step>, after: Option<After>, then: Then) {
        let job: Job = Box::new(move |office, session| {
            for step in &steps {
                (step.prepare)()?;
            }
            office.all_or_nothing(|writing| {
                let mut last: Option<Receipt> = None;
                let mut each = Vec::new();
                for step in steps {
                    let mut done = (step.run)(writing, session)?;
                    let mut said = done.result.clone();
                    said.insert(SUBJECT.to_owned(), done.subject.as_str().into());
                    each.push(Value::Object(said));
                    for (name, said) in last.map(|before| before.result).unwrap_or_default() {
                        done.result.entry(name).or_insert(said);
                    }
                    last = Some(done);
                }
                let last = last.ok_or_else(|| Refused::usage("missing-field"))?;
                Ok(last.with(STEPS, each))
            })
        });
        self.effects.push(match after {
            Some(after) => Effect::PerformAnd(job, then, after),
            None => Effect::Perform(job, then),
        });
    }

    /// Runs something beside the clerks.
    pub fn aside(&mut self, aside: Aside) {
        self.effects.push(Effect::Aside(aside));
    }

    /// As [`Self::perform_all`], after something was looked at that may be refused.
    pub fn perform_after<V: Verb>(
        &mut self,
        look: impl FnOnce(&mut Reader<'_>) -> Result<(), Refused> + Send + 'static,
        verbs: Vec<V>,
        then: Then,
    ) {
        self.effects.push(Effect::Perform(
            Box::new(move |office, session| {
                office.read(look)?;
                all_of(office, session, &verbs)
            }),
            then,
        ));
    }

    /// Shows a screen above this one.
    pub fn open(&mut self, pane: Box<dyn Pane>) {
        self.effects.push(Effect::Open(pane));
    }

    /// This screen is done.
    pub fn close(&mut self) {
        self.effects.push(Effect::Close);
    }

    /// Says something in the status line.
    pub fn say(&mut self, text: String) {
        self.effects.push(Effect::Say(text));
    }

    /// What this key is meant for is still being read: it is pressed again then.
    pub fn wait(&mut self) {
        self.effects.push(Effect::Wait);
    }

    /// Goes somewhere.
    pub fn go(&mut self, place: Place) {
        self.effects.push(Effect::Go(place));
    }
}

/// Runs verbs in one transaction; gives the answer to the last.
fn all_of<V: Verb>(
    office: &mut Office,
    session: &Session,
    verbs: &[V],
) -> Result<Receipt, Refused> {
    for verb in verbs {
        verb.prepare()?;
    }
    office.all_or_nothing(|writing| {
        let mut last = None;
        for verb in verbs {
            last = Some(writing.perform(session, verb, None)?);
        }
        last.ok_or_else(|| Refused::usage("missing-field"))
    })
}
