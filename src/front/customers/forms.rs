//! The forms of a customer: the card, a contact, merging, the limit on account, erasure.

use super::{Add, Changes, Edit, Erase, SetLimit};
use crate::model::{Money, ReadRight};
use crate::office::{Reader, Receipt, Refused, Shown, Verb};
use crate::pane::{
    FieldNow, Follow, Form, Input, Inputs, Live, LiveForm, Look, OnFile, Slot, Typed, Wrong,
};
use crate::records::customer;
use crate::records::staff;
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
pub(super) fn limit_form(words: &Words, code: &str, name: &str) -> LiveForm<Limited> {
    let customer = code.to_owned();
    let mut inputs = Inputs::new();
    let limit = Input::offered(words.counter_amount(), "").writes("limit");
    let limit = inputs.money(limit).optional();
    let limited = Limited {
        customer: customer.clone(),
        limit: limit.clone(),
        follow: Follow::default(),
        is_filled: false,
    };
    let title = words.customers_limit_title(name);
    let intro = vec![words.customers_limit_intro()];
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let mut shown = Shown::default();
        let set = SetLimit {
            customer: customer.clone(),
            limit: typed.written(&limit, &mut shown)?,
            shown,
        };
        out.perform(set, |words, receipt| {
            (words.customers_saved(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    LiveForm::of(form, limited)
}

/// The limit of a customer, as it is on file.
#[derive(Debug)]
pub(super) struct Limited {
    customer: String,
    limit: Slot<Option<Money>>,
    follow: Follow<Option<Money>>,
    /// What is on file was put into the field.
    is_filled: bool,
}

impl Live for Limited {
    const RIGHT: ReadRight = ReadRight::CustomerDetails;
    type Ask = String;
    type View = Option<OnFile<Option<Money>>>;

    fn ask(&self, _form: &Form) -> String {
        self.customer.clone()
    }

    fn read(code: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let (id, _) = customer::find(reader, code)?;
        Ok(Some(OnFile {
            what: super::limit::known(reader, id)?,
            by: staff::last_to(reader, SetLimit::NAME, code)?,
        }))
    }

    fn show(&mut self, on_file: &Self::View, form: &mut Form, look: &Look<'_>) {
        let (slot, words) = (&self.limit, look.words);
        let now = |limit: &Option<Money>| {
            let limit = limit.map_or_else(String::new, |limit| words.typed(&limit));
            vec![slot.now(limit)]
        };
        if let Some(OnFile {
            what: Some(limit), ..
        }) = on_file
            && !std::mem::replace(&mut self.is_filled, true)
            && form.text(slot).is_empty()
        {
            form.suggest(slot, &words.typed(limit));
        }
        self.follow.show(on_file.as_ref(), form, words, now);
    }
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
    /// The card that is put right is like itself, and is followed.
    own: Option<String>,
    card: Fields,
    follow: Follow<Add>,
    /// The fields that tell two customers apart: name, telephone, company id.
    telling: [Slot<String>; 3],
}

impl Live for Alike {
    const RIGHT: ReadRight = ReadRight::CustomerDetails;
    type Ask = ([String; 3], Option<String>);
    type View = (Vec<(String, String)>, Option<OnFile<Add>>);

    fn ask(&self, form: &Form) -> Self::Ask {
        let typed = self.telling.clone().map(|slot| form.text(&slot).to_owned());
        (typed, self.own.clone())
    }

    fn read(
        ([name, phone, company_id], own): &Self::Ask,
        reader: &mut Reader<'_>,
    ) -> Result<Self::View, Refused> {
        let alike = customer::alike(reader, name, phone, company_id)?;
        let Some(code) = own else {
            return Ok((alike, None));
        };
        let (id, _) = customer::find(reader, code)?;
        let card = OnFile {
            what: super::edit::known(reader, id)?,
            by: staff::last_to(reader, Edit::NAME, code)?,
        };
        Ok((alike, Some(card)))
    }

    fn show(&mut self, (found, on_file): &Self::View, form: &mut Form, look: &Look<'_>) {
        let fields = &self.card;
        let now = |card: &Add| fields.now(card);
        self.follow.show(on_file.as_ref(), form, look.words, now);
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

/// The fields of a card.
#[derive(Debug, Clone)]
struct Fields {
    name: Slot<String>,
    contact: Slot<String>,
    phone: Slot<String>,
    email: Slot<String>,
    street: Slot<String>,
    city: Slot<String>,
    postal_code: Slot<String>,
    company_id: Slot<String>,
    vat_id: Slot<String>,
    country: Slot<String>,
    note: Slot<String>,
}

impl Fields {
    fn of(words: &Words, card: &Add, inputs: &mut Inputs) -> Self {
        let name = Input::text(words.customers_name(), &card.name).required();
        let name = inputs.text(name.writes("name"));
        let mut text = |label: String, value: &str, field: &'static str| {
            inputs.text(Input::text(label, value).writes(field))
        };
        Self {
            name,
            contact: text(words.customers_contact(), &card.contact, "contact"),
            phone: text(words.column_phone(), &card.phone, "phone"),
            email: text(words.customers_email(), &card.email, "email"),
            street: text(words.customers_street(), &card.street, "street"),
            city: text(words.column_city(), &card.city, "city"),
            postal_code: text(
                words.customers_postal_code(),
                &card.postal_code,
                "postal_code",
            ),
            company_id: text(words.customers_company_id(), &card.company_id, "company_id"),
            vat_id: text(words.customers_vat_id(), &card.vat_id, "vat_id"),
            country: text(words.customers_country(), &card.country, "country"),
            note: text(words.orders_note(), &card.note, "note"),
        }
    }

    /// A card as it is on file.
    fn now(&self, card: &Add) -> Vec<FieldNow> {
        vec![
            self.name.now(&card.name),
            self.contact.now(&card.contact),
            self.phone.now(&card.phone),
            self.email.now(&card.email),
            self.street.now(&card.street),
            self.city.now(&card.city),
            self.postal_code.now(&card.postal_code),
            self.company_id.now(&card.company_id),
            self.vat_id.now(&card.vat_id),
            self.country.now(&card.country),
            self.note.now(&card.note),
        ]
    }

    /// The card as it was filled in.
    fn filled(&self, typed: &Typed<'_>, code: &str) -> Result<Add, Wrong> {
        Ok(Add {
            name: typed.get(&self.name)?,
            contact: typed.get(&self.contact)?,
            phone: typed.get(&self.phone)?,
            email: typed.get(&self.email)?,
            street: typed.get(&self.street)?,
            city: typed.get(&self.city)?,
            postal_code: typed.get(&self.postal_code)?,
            company_id: typed.get(&self.company_id)?,
            vat_id: typed.get(&self.vat_id)?,
            country: typed.get(&self.country)?,
            note: typed.get(&self.note)?,
            code: code.to_owned(),
        })
    }

    /// What was changed by hand, and what stood there before.
    fn changed(&self, typed: &Typed<'_>) -> Result<(Changes, Shown), Wrong> {
        typed.must_differ()?;
        let mut shown = Shown::default();
        let changes = Changes {
            code: None,
            name: typed.changed(&self.name, &mut shown)?,
            contact: typed.changed(&self.contact, &mut shown)?,
            phone: typed.changed(&self.phone, &mut shown)?,
            email: typed.changed(&self.email, &mut shown)?,
            street: typed.changed(&self.street, &mut shown)?,
            city: typed.changed(&self.city, &mut shown)?,
            postal_code: typed.changed(&self.postal_code, &mut shown)?,
            company_id: typed.changed(&self.company_id, &mut shown)?,
            vat_id: typed.changed(&self.vat_id, &mut shown)?,
            country: typed.changed(&self.country, &mut shown)?,
            note: typed.changed(&self.note, &mut shown)?,
        };
        Ok((changes, shown))
    }
}

fn card_form(words: &Words, card: Add, known: Option<String>) -> CardForm {
    let mut inputs = Inputs::new();
    let fields = Fields::of(words, &card, &mut inputs);
    let title = if known.is_some() {
        words.customers_edit_title(card.name.as_str())
    } else {
        words.customers_new_title()
    };
    let alike = Alike {
        own: known.clone(),
        card: fields.clone(),
        follow: Follow::default(),
        telling: [
            fields.name.clone(),
            fields.phone.clone(),
            fields.company_id.clone(),
        ],
    };
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        if let Some(customer) = known.clone() {
            let (card, shown) = fields.changed(typed)?;
            let edit = Edit {
                customer,
                card,
                shown,
            };
            out.perform(edit, |words, receipt| {
                (words.customers_saved(receipt.subject.as_str()), None)
            });
        } else {
            let card = fields.filled(typed, &card.code)?;
            out.perform(card, |words, receipt| (added(words, receipt), None));
        }
        Ok(())
    });
    LiveForm::of(form, alike)
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
