//! Two cards turn out to be of one customer.

use crate::model::{CustomerId, Duty, Right, UnderCover, text};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::customer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Moves the orders and payments of one customer to another, and what the card that stays does not have itself: company and VAT id, the
/// limit on account, the address, the note. Papers that were issued stay as they were printed; the emptied card
/// stays under its code and says into which one it went, but no search finds it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The code of the card that is emptied.
    pub customer: String,
    /// The code of the card that stays.
    pub into: String,
}

impl Verb for Merge {
    const NAME: &'static str = "customer.merge";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (from, _) = customer::find(permit, &self.customer)?;
        let (into, name) = customer::find(permit, &self.into)?;
        if from == into {
            return Err(Refused::rule("same-customer").with("customer", &self.into));
        }
        for id in [from, into] {
            runs(permit, id)?;
        }
        must_be_one_company(permit, from, into)?;
        let seq = permit.seq();
        let moved = permit.write(
            "update orders set customer = $2, changed_seq = $3, customer_name = $4 where customer = $1",
            &[from.0.into(), into.0.into(), seq.into(), name.as_str().into()],
        )?;
        permit.write(
            "update payment set customer = $2 where customer = $1",
            &[from.0.into(), into.0.into()],
        )?;
        permit.write(
            "update thread set customer = $2 where customer = $1",
            &[from.0.into(), into.0.into()],
        )?;
        keep_what_is_missing(permit, from, into)?;
        // Both had contacts: those that come are numbered on. The emptied card's own person comes with them.
        permit.write(
            "insert into contact (customer, nr, name, role, phone, digits, email, seq, may_pick_up)
             select $2, (select coalesce(max(nr), 0) from contact where customer = $2) + row_number() over (order by nr), name, role, phone, digits, email, $3, may_pick_up
             from (select nr, name, role, phone, digits, email, may_pick_up from contact where customer = $1
                   union all select 0, contact, '', phone, digits, email, 1 from customer c where c.id = $1
                     and (contact <> '' or phone <> '' or email <> '')
                     and not exists (select 1 from customer i where i.id = $2 and i.contact = c.contact and i.digits = c.digits and i.email = c.email)) as coming",
            &[from.0.into(), into.0.into(), seq.into()],
        )?;
        permit.write("delete from contact where customer = $1", &[from.0.into()])?;
        permit.write(
            "update customer set merged_into = $2, folded = '', digits = '', changed_seq = $3 where id = $1",
            &[from.0.into(), into.0.into(), seq.into()],
        )?;
        permit.write(
            "delete from customer_words where rowid = $1",
            &[from.0.into()],
        )?;
        customer::index(permit, into, true)?;
        Ok(Receipt::about(self.into.as_str())
            .with("customer", self.into.as_str())
            .with("name", name)
            .with("orders", moved))
    }
}

/// What the card that stays does not say, it takes from the one that goes; notes are put together while there is room.
fn keep_what_is_missing(
    permit: &mut Permit<'_>,
    from: CustomerId,
    into: CustomerId,
) -> Result<(), Refused> {
    permit.write(
        "update customer set
            company_id = case when customer.company_id = '' then f.company_id else customer.company_id end,
            vat_id = case when customer.vat_id = '' then f.vat_id else customer.vat_id end,
            account_limit = coalesce(customer.account_limit, f.account_limit),
            street = case when customer.street = '' and customer.city = '' then f.street else customer.street end,
            postal_code = case when customer.street = '' and customer.city = '' then f.postal_code else customer.postal_code end,
            country = case when customer.street = '' and customer.city = '' then f.country else customer.country end,
            city = case when customer.street = '' and customer.city = '' then f.city else customer.city end,
            note = case when f.note = '' or customer.note = f.note or length(customer.note) + length(f.note) >= $4 then customer.note
                        when customer.note = '' then f.note else customer.note || $3 || f.note end
         from (select company_id, vat_id, account_limit, street, postal_code, country, city, note from customer where id = $1) as f
         where customer.id = $2",
        &[
            from.0.into(),
            into.0.into(),
            "\n".into(),
            text::NOTE_CHARACTERS_MAX.into(),
        ],
    )?;
    Ok(())
}

/// Refuses two cards that bear different ids of companies: these are two customers, or one of the ids is wrong.
fn must_be_one_company(
    permit: &mut Permit<'_>,
    from: CustomerId,
    into: CustomerId,
) -> Result<(), Refused> {
    let row = permit.row(
        "select f.code, f.company_id, i.code, i.company_id from customer f cross join customer i
         where f.id = $1 and i.id = $2 and f.company_id <> '' and i.company_id <> '' and f.company_id <> i.company_id",
        &[from.0.into(), into.0.into()],
    )?;
    match row {
        Some(row) => Err(Refused::rule("two-companies")
            .with("customer", row.text(0)?)
            .with("company_id", row.text(1)?)
            .with("into", row.text(2)?)
            .with("other_id", row.text(3)?)),
        None => Ok(()),
    }
}

fn runs(permit: &mut Permit<'_>, id: CustomerId) -> Result<(), Refused> {
    let row = permit.row(
        "select c.code, i.code, c.erased_at is not null from customer c left join customer i on i.id = c.merged_into where c.id = $1",
        &[id.0.into()],
    )?;
    let Some(row) = row else { return Ok(()) };
    customer::must_run(row.text(0)?, row.text_or_none(1)?, row.flag(2)?)
}
