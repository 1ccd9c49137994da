//! The form with which whoever has a drawer hands it over to a colleague who stands beside: both count it, and both sign with their PIN.

use super::forms::{Taking, counted, taken_over};
use super::{GiveDrawer, TakeOver};
use crate::model::{Duties, Duty, Money, ReadRight, StaffId};
use crate::office::{Pin, Reader, Reads, Refused};
use crate::pane::{
    Bound, Effect, Form, Input, Inputs, Live, LiveForm, Look, Outbox, Slot, Typed, Wrong,
};
use crate::records::staff;
use crate::words::Words;

/// Somebody who may take a drawer over at this moment: they own reception or cover it, and have no open one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taker {
    code: String,
    name: String,
}

/// Who may take it over, and who could if it were not for this.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    takers: Vec<Taker>,
    /// Trained in reception, which they do not cover at this moment.
    must_cover: Vec<String>,
    /// They have a drawer open themselves.
    have_one: Vec<String>,
}

/// What is typed: to whom, and what each of the two has counted and signs with.
#[derive(Clone)]
struct Fields {
    to: Slot<String>,
    given: Slot<Money>,
    given_pin: Slot<Pin>,
    taken: Slot<Money>,
    taken_pin: Slot<Pin>,
}

/// Who may take it over, and the fields that follow who is chosen.
struct Takers {
    /// Who hands it over.
    giver: StaffId,
    shown: Vec<Taker>,
    fields: Fields,
}

impl Live for Takers {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = StaffId;
    type View = Option<Found>;

    fn ask(&self, _form: &Form) -> StaffId {
        self.giver
    }

    fn read(giver: &StaffId, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        takers(reader, *giver).map(Some)
    }

    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>) {
        let Some(found) = found else { return };
        let words = look.words;
        let takers = &found.takers;
        if self.shown != *takers {
            self.shown.clone_from(takers);
            let mut choices = nobody(words);
            let each = takers
                .iter()
                .map(|one| (one.code.clone(), one.name.clone()));
            choices.extend(each);
            form.offer(&self.fields.to, choices);
        }
        let code = form.text(&self.fields.to).to_owned();
        let chosen = takers.iter().find(|one| one.code == code);
        let (counted, pin) = labels(words, chosen.map(|one| one.name.as_str()));
        form.call(&self.fields.taken, counted);
        form.call(&self.fields.taken_pin, pin);
        let mut intro = vec![words.drawer_give_intro(), words.drawer_tally()];
        if takers.is_empty() {
            intro.push(words.drawer_give_nobody());
        }
        if !found.must_cover.is_empty() {
            intro.push(words.drawer_give_cover_first(found.must_cover.join(", ")));
        }
        if !found.have_one.is_empty() {
            intro.push(words.drawer_give_have_one(found.have_one.join(", ")));
        }
        form.introduce(intro);
    }
}

/// What the two fields of the one who takes it over are called.
fn labels(words: &Words, name: Option<&str>) -> (String, String) {
    match name {
        Some(name) => (words.drawer_counted_by(name), words.drawer_pin_of(name)),
        None => (words.drawer_counted_by_them(), words.drawer_pin_theirs()),
    }
}

/// The choice of nobody, which stands first: whoever saves has chosen somebody.
fn nobody(words: &Words) -> Vec<(String, String)> {
    vec![(String::new(), words.drawer_give_choose())]
}

/// Who may take a drawer over, those who are at a screen first, and who else is trained in it.
fn takers(reader: &mut Reader<'_>, giver: StaffId) -> Result<Found, Refused> {
    let now = reader.now();
    let mut covering = Vec::new();
    for row in reader.rows(
        "select coverer, duties from cover where ended_at is null and starts_at is not null and starts_at <= $1 and ends_at > $1 and coverer is not null",
        &[now.0.into()],
    )? {
        if row.word(1, Duties::parse)?.has(Duty::Reception) {
            covering.push(row.int(0)?);
        }
    }
    let rows = reader.rows(
        "select s.id, s.code, s.name, c.level = 'own', exists (select 1 from drawer d where d.staff = s.id and d.closed_at is null)
         from competence c cross join staff s on s.id = c.staff
         where c.duty = $1 and (c.level = 'own' or c.level = 'cover') and (c.valid_until is null or c.valid_until > $2) and s.active = 1 and s.id <> $3
         order by not exists (select 1 from sign_in i where i.staff = s.id and i.closed_at is null and i.screen = 1), s.name, s.id",
        &[Duty::Reception.as_str().into(), now.0.into(), giver.0.into()],
    )?;
    let mut found = Found::default();
    for row in rows {
        let (code, name) = (row.text(1)?, row.text(2)?);
        if row.flag(4)? {
            found.have_one.push(name);
        } else if row.flag(3)? || covering.contains(&row.int(0)?) {
            found.takers.push(Taker { code, name });
        } else {
            found.must_cover.push(name);
        }
    }
    Ok(found)
}

/// Hands one's own drawer over to a colleague who stands beside.
pub(super) fn give(out: &mut Outbox<'_>) {
    let words = out.words;
    let mut inputs = Inputs::new();
    let to = inputs.text(Input::choice(words.drawer_give_to(), nobody(words)).required());
    let label = words.drawer_counted_by_me();
    let given = counted(&mut inputs, Input::text(label, "").required());
    let given_pin = inputs.pin(Input::pin(words.drawer_pin_mine()).required());
    let (label, pin_label) = labels(words, None);
    let fields = Fields {
        to,
        given,
        given_pin,
        taken: counted(&mut inputs, Input::text(label, "").required()),
        taken_pin: inputs.pin(Input::pin(pin_label).required()),
    };
    let takers = Takers {
        giver: out.who.staff,
        shown: Vec::new(),
        fields: fields.clone(),
    };
    let me = out.who.code.clone();
    let form = Form::typed(
        words.drawer_give_title(),
        vec![words.drawer_give_intro(), words.drawer_tally()],
        inputs,
        move |typed, out| hand_over(&me, &fields, typed, out),
    )
    .saves_as(Words::drawer_key_go_on);
    out.open(Bound::pane(LiveForm::of(form, takers)));
}

/// Both PINs are right before anything is kept: then the giver signs, and the taker takes it over.
fn hand_over(
    me: &str,
    fields: &Fields,
    typed: &Typed<'_>,
    out: &mut Outbox<'_>,
) -> Result<(), Wrong> {
    let to = typed.get(&fields.to)?;
    let give = GiveDrawer {
        to: to.clone(),
        counted: typed.get(&fields.given)?,
    };
    let take = TakeOver {
        of: me.to_owned(),
        counted: Some(typed.get(&fields.taken)?),
        reason: String::new(),
    };
    let (mine, theirs) = (typed.get(&fields.given_pin)?, typed.get(&fields.taken_pin)?);
    let words = out.words.clone();
    out.effects.push(Effect::Perform(
        Box::new(move |office, session| {
            office.check_pin_of_field(session, &mine, &words.drawer_pin_mine())?;
            let taken = office.beside(session, &to, &theirs, |office, taker| {
                // Where the taker is refused, the giver has not signed either.
                office.all_or_nothing(|writing| {
                    writing.perform(session, &give, None)?;
                    writing.perform(taker, &take, None)
                })
            });
            match taken {
                Ok(taken) => Ok(taken.with("by", to)),
                Err(refused) => {
                    let (_, name, _) = office.read(|reader| staff::find(reader, &to))?;
                    Err(refused.in_pin_field(&words.drawer_pin_of(name.as_str())))
                }
            }
        }),
        |words, receipt| taken_over(words, receipt, &Taking::beside(receipt)),
    ));
    Ok(())
}
