//! A message for a colleague, or for whoever has a duty: found by typing a part of the name.

use super::NoteCall;
use crate::model::text::fold;
use crate::model::{Desk, Duty, ReadRight, Whereabouts};
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look, Pane, Slot, Who};
use crate::records::presence::presence;
use crate::words::{Words, named};

/// Everybody and everything that a message can be for: what the verb takes, and how it is said.
#[derive(Debug, Clone, Default)]
struct Addressees(Vec<(String, String)>);

/// What the form of a message says beside its fields: who is meant, and where they are.
#[derive(Debug)]
pub struct Meant {
    all: Addressees,
    to: Slot<String>,
}

impl Addressees {
    /// The colleagues first, then every duty, then both desks.
    fn of(words: &Words, who: &Who) -> Self {
        let people = who.colleagues.iter().cloned();
        let duties = Duty::ALL.iter().map(|duty| {
            let shown = words.question_whoever_has(words.duty(*duty));
            (duty.as_str().to_owned(), shown)
        });
        let desks = Desk::ALL.iter().map(|desk| {
            let shown = words.question_everyone_at(words.word("desk", desk.as_str()));
            (desk.as_str().to_owned(), shown)
        });
        Self(people.chain(duties).chain(desks).collect())
    }

    /// The one that was meant.
    fn one(&self, typed: &str) -> Result<String, Refused> {
        match self.meant(typed).as_slice() {
            [one] => Ok(one.0.clone()),
            [] => Err(Refused::rule("nobody-so-called").with("value", typed)),
            [one, other, ..] => Err(Refused::rule("several-so-called")
                .with("value", typed)
                .with("names", format!("{}, {}", one.1, other.1))),
        }
    }

    /// All that what was typed can mean: a code in any case alone, else whoever has a word that begins so.
    fn meant(&self, typed: &str) -> Vec<&(String, String)> {
        let wanted = fold(typed.trim());
        if wanted.is_empty() {
            return Vec::new();
        }
        let exact = |one: &&(String, String)| fold(&one.0) == wanted || fold(&one.1) == wanted;
        if let Some(one) = self.0.iter().find(exact) {
            return vec![one];
        }
        // One letter means too many people to be one of them.
        if wanted.chars().count() < 2 {
            return Vec::new();
        }
        let begins = |one: &&(String, String)| {
            let shown = fold(&one.1);
            let words: Vec<&str> = shown.split(|c: char| !c.is_alphanumeric()).collect();
            let has = |part: &str| words.iter().any(|word| word.starts_with(part));
            wanted.split_whitespace().all(has)
        };
        self.0.iter().filter(begins).collect()
    }
}

/// The code of the colleague whom a code or a part of a name means; what nobody is called stays as it was typed.
pub(super) fn colleague(who: &Who, typed: &str) -> String {
    let people = Addressees(who.colleagues.clone());
    match people.meant(typed).as_slice() {
        [one] => one.0.clone(),
        _ => typed.to_owned(),
    }
}

/// Writes a message down. `to`: the code of whom it is for, where that is known; `customer`: code, name and telephone of who called.
#[must_use]
pub fn message_form(
    words: &Words,
    who: &Who,
    to: Option<&str>,
    customer: Option<(&str, &str, &str)>,
) -> LiveForm<Meant> {
    let (code, name, phone) = customer.unwrap_or_default();
    let customer = super::forms::filled(code);
    let all = Addressees::of(words, who);
    let known = to.and_then(|to| all.0.iter().find(|(code, _)| code == to));
    let shown = known.map_or("", |(_, shown)| shown.as_str());
    let mut inputs = Inputs::new();
    let meant = all.clone();
    let to = inputs.add(
        Input::offered(words.message_to(), shown).required(),
        move |typed| meant.one(typed),
    );
    let said = inputs.text(Input::note(words.question_words(), "").required());
    let from = inputs.text(Input::text(words.message_from(), name));
    let phone = inputs.text(Input::text(words.question_phone(), phone));
    let urgent = inputs.yes_or_no(Input::yes_or_no(words.question_urgent(), words));
    let title = match known {
        Some((_, shown)) => words.message_title_for(shown.as_str()),
        None => words.question_call_title(),
    };
    let first = if known.is_some() { &said } else { &to }.clone();
    let live = Meant {
        all,
        to: to.clone(),
    };
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let note = NoteCall {
            from: typed.get(&from)?,
            phone: typed.get(&phone)?,
            words: typed.get(&said)?,
            to: typed.get(&to)?,
            customer: customer.clone(),
            urgent: typed.get(&urgent)?,
        };
        out.perform(note, noted);
        Ok(())
    });
    LiveForm::of(form.at(&first), live)
}

/// Who has the message now.
fn noted(words: &Words, receipt: &Receipt) -> (String, Option<Box<dyn Pane>>) {
    let (to, number) = (receipt.text("to"), receipt.subject.as_str());
    let said = if to.is_empty() {
        words.question_call_noted(number)
    } else {
        words.message_noted(named::Name(to), named::Number(number))
    };
    (said, None)
}

impl Live for Meant {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = ();
    type View = Vec<(String, Whereabouts)>;

    fn ask(&self, _form: &Form) {}

    fn read((): &(), reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let people = presence(reader)?.into_iter();
        Ok(people.map(|one| (one.code, one.whereabouts)).collect())
    }

    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>) {
        let meant = self.all.meant(form.text(&self.to));
        let said = match meant.as_slice() {
            [one] => {
                let place = found.iter().find(|(code, _)| *code == one.0);
                let place = place.map(|(_, place)| look.words.whereabouts(place, look.now));
                let place = place.map_or_else(String::new, |place| format!(", {place}"));
                format!("→ {}{place}", one.1)
            }
            [] => String::new(),
            many => {
                let names = many.iter().take(4).map(|one| one.1.as_str());
                format!("→ {}?", names.collect::<Vec<_>>().join(", "))
            }
        };
        form.warn(said);
    }
}
