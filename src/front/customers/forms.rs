//! The forms of a customer: the card, a contact, merging, the limit on account, erasure.

use super::{Add, Changes, Edit, Erase, SetContact, SetLimit};
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look, Outbox, Slot};
use crate::records::customer::{self, Contact};
use crate::words::{Words, named};

/// The form for a new customer, with the name or phone that was typed elsewhere.
#[must_use]
pub fn new_form(words: &Words, name: &str, phone: &str) -> CardForm {
    let card = Add {
        name: name.to_owned(),
        phone: phone.to_owned(),
        ..Add::default()
    };
    card_form(words, card, None)
}

/// How much this customer may owe.
pub(super) fn limit_form(words: &Words, code: &str, name: &str) -> Form {
    let customer = code.to_owned();
    let mut inputs = Inputs::new();
    let limit = inputs
        .money(Input::text(words.counter_amount(), ""))
        .optional();
    let title = words.customers_limit_title(name);
    let intro = vec![words.customers_limit_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let (customer, limit) = (customer.clone(), typed.get(&limit)?);
        out.perform(SetLimit { customer, limit }, |words, receipt| {
            (words.customers_saved(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}

/// The confirmation names who is forgotten.
pub(super) fn erase_form(words: &Words, code: &str, name: &str) -> Form {
    let customer = code.to_owned();
    let mut inputs = Inputs::new();
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let title = words.customers_erase_title(name);
    let intro = vec![words.customers_erase_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let erase = Erase {
            customer: customer.clone(),
            reason: typed.get(&reason)?,
        };
        out.perform(erase, |words, receipt| {
            (words.customers_erased(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}

/// The form of a customer's card that is put right.
#[must_use]
pub fn edit_form(words: &Words, card: &Add) -> CardForm {
    card_form(words, card.clone(), Some(card.code.clone()))
}

/// The form of a card, which says at once if such a customer is known already.
pub type CardForm = LiveForm<Alike>;

/// Looks for cards of the same customer while one types.
#[derive(Debug)]
pub struct Alike {
    /// The card that is put right is like itself.
    own: Option<String>,
    /// The fields that tell two customers apart: name, telephone, company id.
    telling: [Slot<String>; 3],
}

impl Live for Alike {
    type Ask = [String; 3];
    type View = Vec<(String, String)>;

    fn ask(&self, form: &Form) -> Self::Ask {
        self.telling.clone().map(|slot| form.text(&slot).to_owned())
    }

    fn read(
        [name, phone, company_id]: &Self::Ask,
        reader: &mut Reader<'_>,
    ) -> Result<Self::View, Refused> {
        customer::alike(reader, name, phone, company_id)
    }

    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>) {
        let others: Vec<String> = found
            .iter()
            .filter(|(code, _)| Some(code) != self.own.as_ref())
            .map(|(code, name)| format!("{name} ({code})"))
            .collect();
        form.warn(if others.is_empty() {
            String::new()
        } else {
            look.words.customers_alike(others.join(", "))
        });
    }
}

fn card_form(words: &Words, card: Add, known: Option<String>) -> CardForm {
    let mut inputs = Inputs::new();
    let name = inputs.text(Input::text(words.customers_name(), &card.name).required());
    let mut text = |label: String, value: &str| inputs.text(Input::text(label, value));
    let contact = text(words.customers_contact(), &card.contact);
    let phone = text(words.column_phone(), &card.phone);
    let email = text(words.customers_email(), &card.email);
    let street = text(words.customers_street(), &card.street);
    let city = text(words.column_city(), &card.city);
    let postal_code = text(words.customers_postal_code(), &card.postal_code);
    let company_id = text(words.customers_company_id(), &card.company_id);
    let vat_id = text(words.customers_vat_id(), &card.vat_id);
    let country = text(words.customers_country(), &card.country);
    let note = text(words.orders_note(), &card.note);
    let title = if known.is_some() {
        words.customers_edit_title(card.name.as_str())
    } else {
        words.customers_new_title()
    };
    let alike = Alike {
        own: known.clone(),
        telling: [name.clone(), phone.clone(), company_id.clone()],
    };
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let filled = Add {
            name: typed.get(&name)?,
            contact: typed.get(&contact)?,
            phone: typed.get(&phone)?,
            email: typed.get(&email)?,
            street: typed.get(&street)?,
            city: typed.get(&city)?,
            postal_code: typed.get(&postal_code)?,
            company_id: typed.get(&company_id)?,
            vat_id: typed.get(&vat_id)?,
            country: typed.get(&country)?,
            note: typed.get(&note)?,
            code: card.code.clone(),
        };
        save(known.as_ref(), filled, out);
        Ok(())
    });
    LiveForm::of(form, alike)
}

fn save(known: Option<&String>, card: Add, out: &mut Outbox<'_>) {
    if let Some(code) = known {
        let customer = code.clone();
        let card = Changes::all(card);
        out.perform(Edit { customer, card }, |words, receipt| {
            (words.customers_saved(receipt.subject.as_str()), None)
        });
    } else {
        out.perform(card, |words, receipt| (added(words, receipt), None));
    }
}

fn added(words: &Words, receipt: &Receipt) -> String {
    let code = receipt.subject.as_str();
    let others: Vec<&str> = receipt
        .result
        .get("alike")
        .and_then(serde_json::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(serde_json::Value::as_str)
        .collect();
    if others.is_empty() {
        words.customers_added(code)
    } else {
        words.customers_added_alike(named::Code(code), named::Others(others.join(", ")))
    }
}

/// The contacts of a customer in one form: the first field says which, the others follow it.
#[derive(Debug)]
pub struct Contacts {
    known: Vec<Contact>,
    /// Whose fields stand in the form.
    filled: String,
    which: Slot<Option<i64>>,
    /// Name, role, telephone, e-mail.
    fields: [Slot<String>; 4],
    pick_up: Slot<bool>,
}

impl Live for Contacts {
    type Ask = ();
    type View = ();

    fn ask(&self, _form: &Form) {}

    fn read((): &(), _reader: &mut Reader<'_>) -> Result<(), Refused> {
        Ok(())
    }

    fn show(&mut self, (): &(), form: &mut Form, look: &Look<'_>) {
        let which = form.text(&self.which).to_owned();
        if which != self.filled {
            let known = self.known.iter().find(|one| one.nr.to_string() == which);
            let empty = Contact::default();
            let one = known.unwrap_or(&empty);
            // To look at another one is not to have typed something.
            form.fill(&self.which, &which);
            let texts = [&one.name, &one.role, &one.phone, &one.email];
            for (field, text) in self.fields.iter().zip(texts) {
                form.fill(field, text);
            }
            form.fill(&self.pick_up, if one.may_pick_up { "yes" } else { "no" });
            self.filled.clone_from(&which);
        }
        form.warn(if which.is_empty() {
            String::new()
        } else {
            look.words.customers_contact_intro()
        });
    }
}

/// The form of a customer's contacts: a new one, or one of those that are known.
#[must_use]
pub fn contacts_form(
    words: &Words,
    code: &str,
    name: &str,
    known: Vec<Contact>,
) -> LiveForm<Contacts> {
    let mut choices = vec![(String::new(), words.customers_contact_new())];
    choices.extend(known.iter().map(|one| {
        let shown = [&one.name, &one.phone, &one.email];
        let shown = shown.into_iter().find(|text| !text.is_empty());
        (one.nr.to_string(), shown.cloned().unwrap_or_default())
    }));
    let mut inputs = Inputs::new();
    let which = inputs.one_of(Input::choice(words.customers_contact(), choices), |nr| {
        nr.parse().ok()
    });
    let which: Slot<Option<i64>> = which.optional();
    let fields = [
        words.customers_name(),
        words.customers_role(),
        words.column_phone(),
        words.customers_email(),
    ]
    .map(|label| inputs.text(Input::text(label, "")));
    let pick_up = inputs.yes_or_no(Input::yes_or_no(words.customers_may_pick_up(), words));
    let contacts = Contacts {
        known,
        filled: String::new(),
        which: which.clone(),
        fields: fields.clone(),
        pick_up: pick_up.clone(),
    };
    let customer = code.to_owned();
    let title = words.customers_contacts_title(name);
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let [name, role, phone, email] = &fields;
        let set = SetContact {
            customer: customer.clone(),
            contact: typed.get(&which)?,
            name: typed.get(name)?,
            role: typed.get(role)?,
            phone: typed.get(phone)?,
            email: typed.get(email)?,
            may_pick_up: typed.get(&pick_up)?,
        };
        out.perform(set, |words, receipt| {
            (words.customers_saved(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    LiveForm::of(form, contacts)
}
