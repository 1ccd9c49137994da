//! The forms of a customer: the card, a contact, merging, the limit on account, erasure.

use super::{Add, Changes, Edit, Erase, SetContact, SetLimit};
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look, Outbox};
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
    Form::new(
        words.customers_limit_title(name),
        vec![words.customers_limit_intro()],
        vec![Input::text(words.counter_amount(), "")],
        move |values, out| {
            let typed = values.first().map(String::as_str).unwrap_or_default();
            let limit = if typed.is_empty() {
                None
            } else {
                let Some(limit) = out.money(typed) else {
                    return;
                };
                Some(limit)
            };
            let customer = customer.clone();
            out.perform(SetLimit { customer, limit }, |words, receipt| {
                (words.customers_saved(receipt.subject.as_str()), None)
            });
        },
    )
}

/// The confirmation names who is forgotten.
pub(super) fn erase_form(words: &Words, code: &str, name: &str) -> Form {
    let customer = code.to_owned();
    Form::new(
        words.customers_erase_title(name),
        vec![words.customers_erase_intro()],
        vec![Input::text(words.orders_reason(), "").required()],
        move |values, out| {
            let erase = Erase {
                customer: customer.clone(),
                reason: values.first().cloned().unwrap_or_default(),
            };
            out.perform(erase, |words, receipt| {
                (words.customers_erased(receipt.subject.as_str()), None)
            });
        },
    )
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
}

/// The fields of the form that tell two customers apart, by their places.
const NAME: usize = 0;
const PHONE: usize = 2;
const COMPANY_ID: usize = 7;

impl Live for Alike {
    type Ask = [String; 3];
    type View = Vec<(String, String)>;

    fn ask(&self, form: &Form) -> Self::Ask {
        [NAME, PHONE, COMPANY_ID].map(|nth| form.value(nth).trim().to_owned())
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
    let inputs = vec![
        Input::text(words.customers_name(), &card.name).required(),
        Input::text(words.customers_contact(), &card.contact),
        Input::text(words.column_phone(), &card.phone),
        Input::text(words.customers_email(), &card.email),
        Input::text(words.customers_street(), &card.street),
        Input::text(words.column_city(), &card.city),
        Input::text(words.customers_postal_code(), &card.postal_code),
        Input::text(words.customers_company_id(), &card.company_id),
        Input::text(words.customers_vat_id(), &card.vat_id),
        Input::text(words.customers_country(), &card.country),
        Input::text(words.orders_note(), &card.note),
    ];
    let title = if known.is_some() {
        words.customers_edit_title(card.name.as_str())
    } else {
        words.customers_new_title()
    };
    let own = known.clone();
    let form = Form::new(title, Vec::new(), inputs, move |values, out| {
        let [
            name,
            contact,
            phone,
            email,
            street,
            city,
            postal_code,
            company_id,
            vat_id,
            country,
            note,
        ] = values
        else {
            return;
        };
        let filled = Add {
            name: name.clone(),
            contact: contact.clone(),
            phone: phone.clone(),
            email: email.clone(),
            street: street.clone(),
            city: city.clone(),
            postal_code: postal_code.clone(),
            company_id: company_id.clone(),
            vat_id: vat_id.clone(),
            country: country.clone(),
            note: note.clone(),
            code: card.code.clone(),
        };
        save(known.as_ref(), filled, out);
    });
    LiveForm::of(form, Alike { own })
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
}

impl Live for Contacts {
    type Ask = ();
    type View = ();

    fn ask(&self, _form: &Form) {}

    fn read((): &(), _reader: &mut Reader<'_>) -> Result<(), Refused> {
        Ok(())
    }

    fn show(&mut self, (): &(), form: &mut Form, look: &Look<'_>) {
        let which = form.value(0).to_owned();
        if which != self.filled {
            let known = self.known.iter().find(|one| one.nr.to_string() == which);
            let empty = Contact::default();
            let one = known.unwrap_or(&empty);
            // To look at another one is not to have typed something.
            form.set(0, &which);
            for (nth, text) in (1..).zip([&one.name, &one.role, &one.phone, &one.email]) {
                form.set(nth, text);
            }
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
    let inputs = vec![
        Input::choice(words.customers_contact(), choices),
        Input::text(words.customers_name(), ""),
        Input::text(words.customers_role(), ""),
        Input::text(words.column_phone(), ""),
        Input::text(words.customers_email(), ""),
    ];
    let customer = code.to_owned();
    let title = words.customers_contacts_title(name);
    let form = Form::new(title, Vec::new(), inputs, move |values, out| {
        let [which, name, role, phone, email] = values else {
            return;
        };
        let set = SetContact {
            customer: customer.clone(),
            contact: which.parse().ok(),
            name: name.clone(),
            role: role.clone(),
            phone: phone.clone(),
            email: email.clone(),
        };
        out.perform(set, |words, receipt| {
            (words.customers_saved(receipt.subject.as_str()), None)
        });
    });
    LiveForm::of(
        form,
        Contacts {
            known,
            filled: String::new(),
        },
    )
}
