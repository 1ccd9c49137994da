//! The form of a customer's contacts: one of those that are known, or a new one.

use super::SetContact;
use crate::model::ReadRight;
use crate::office::{Reader, Refused, Shown, Verb};
use crate::pane::{FieldNow, Follow, Form, Input, Inputs, Live, LiveForm, Look, OnFile, Slot};
use crate::records::customer::{self, Contact};
use crate::records::staff;
use crate::words::Words;

/// The contacts of a customer in one form: the first field says which, the others follow it.
#[derive(Debug)]
pub struct Contacts {
    customer: String,
    known: Vec<Contact>,
    /// One for each that is chosen: what was said of another one is over.
    follow: Follow<Contact>,
    /// Whose fields stand in the form.
    filled: String,
    which: Slot<Option<i64>>,
    /// Name, role, telephone, e-mail.
    fields: [Slot<String>; 4],
    pick_up: Slot<bool>,
}

impl Contacts {
    /// The fields with what is on file of one of them.
    fn now(&self, one: &Contact) -> Vec<FieldNow> {
        let texts = [&one.name, &one.role, &one.phone, &one.email];
        let fields = self.fields.iter().zip(texts);
        let mut now: Vec<_> = fields.map(|(field, text)| field.now(text)).collect();
        now.push(self.pick_up.now(if one.may_pick_up { "yes" } else { "no" }));
        now
    }
}

impl Live for Contacts {
    const RIGHT: ReadRight = ReadRight::CustomerDetails;
    type Ask = String;
    type View = Option<OnFile<Vec<Contact>>>;

    fn ask(&self, _form: &Form) -> String {
        self.customer.clone()
    }

    fn read(code: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let (id, _) = customer::find(reader, code)?;
        Ok(Some(OnFile {
            what: customer::contacts(reader, id)?,
            by: staff::last_to(reader, SetContact::NAME, code)?,
        }))
    }

    fn took_draft(&mut self, form: &Form) {
        form.text(&self.which).clone_into(&mut self.filled);
    }

    fn show(&mut self, on_file: &Self::View, form: &mut Form, look: &Look<'_>) {
        if let Some(on_file) = on_file {
            self.known.clone_from(&on_file.what);
        }
        let which = form.text(&self.which).to_owned();
        if which != self.filled {
            self.follow = Follow::default();
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
        let of_this = |kept: &OnFile<Vec<Contact>>| {
            let what = kept.what.iter().find(|one| one.nr.to_string() == which)?;
            Some(OnFile {
                what: what.clone(),
                by: kept.by.clone(),
            })
        };
        let one = on_file.as_ref().and_then(of_this);
        let mut follow = std::mem::take(&mut self.follow);
        follow.show(one.as_ref(), form, look.words, |one| self.now(one));
        self.follow = follow;
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
        (words.customers_name(), "name"),
        (words.customers_role(), "role"),
        (words.column_phone(), "phone"),
        (words.customers_email(), "email"),
    ]
    .map(|(label, field)| inputs.text(Input::text(label, "").writes(field)));
    let pick_up = Input::yes_or_no(words.customers_may_pick_up(), words);
    let pick_up = inputs.yes_or_no(pick_up.writes("may_pick_up"));
    let contacts = Contacts {
        customer: code.to_owned(),
        known,
        follow: Follow::default(),
        filled: String::new(),
        which: which.clone(),
        fields: fields.clone(),
        pick_up: pick_up.clone(),
    };
    let customer = code.to_owned();
    let title = words.customers_contacts_title(name);
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let [name, role, phone, email] = &fields;
        let mut shown = Shown::default();
        let set = SetContact {
            customer: customer.clone(),
            contact: typed.get(&which)?,
            name: typed.changed(name, &mut shown)?,
            role: typed.changed(role, &mut shown)?,
            phone: typed.changed(phone, &mut shown)?,
            email: typed.changed(email, &mut shown)?,
            may_pick_up: typed.written(&pick_up, &mut shown)?,
            shown,
        };
        out.perform(set, |words, receipt| {
            (words.customers_saved(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    LiveForm::of(form, contacts)
}
