//! Two cards of one customer become one: the other card is looked for by any words of it, and named before anything happens.

use super::Merge;
use crate::front::counter::search;
use crate::model::{Money, ReadRight};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look, Slot};
use crate::words::{Words, named};

/// So many cards are offered.
const OFFERED_MAX: usize = 8;

/// A card that the chosen one could go into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Other {
    code: String,
    name: String,
    city: String,
    phone: String,
    orders: i64,
    /// What the card that goes says otherwise, and is not kept: the id of the field's word, and what stands there.
    drops: Vec<(&'static str, String)>,
}

/// What is offered while one types.
#[derive(Debug)]
pub(super) struct Others {
    /// The card that goes.
    code: String,
    shown: Vec<Other>,
    typed: Slot<String>,
    into: Slot<String>,
}

/// Into which other card this one goes. None is chosen at first, so that whoever saves has chosen one.
pub(super) fn merge_form(words: &Words, code: &str, name: &str) -> LiveForm<Others> {
    let customer = code.to_owned();
    let mut inputs = Inputs::new();
    let typed = inputs.text(Input::text(words.customers_merge_typed(), ""));
    let into = inputs.add(
        Input::choice(words.customers_merge_into(), none(words)),
        |code| {
            if code.is_empty() {
                return Err(Refused::rule("merge-into-whom"));
            }
            Ok(code.to_owned())
        },
    );
    let others = Others {
        code: code.to_owned(),
        shown: Vec::new(),
        typed,
        into: into.clone(),
    };
    let form = Form::typed(
        words.customers_merge_title(named::Code(code), named::Name(name)),
        vec![words.customers_merge_intro()],
        inputs,
        move |typed, out| {
            let (customer, into) = (customer.clone(), typed.get(&into)?);
            out.perform(Merge { customer, into }, |words, receipt| {
                (words.customers_merged(receipt.subject.as_str()), None)
            });
            Ok(())
        },
    );
    LiveForm::of(form, others)
}

fn none(words: &Words) -> Vec<(String, String)> {
    vec![(String::new(), words.customers_merge_nobody())]
}

impl Live for Others {
    const RIGHT: ReadRight = ReadRight::CustomerDetails;
    /// The card that goes, and what is typed.
    type Ask = (String, String);
    type View = Vec<Other>;

    fn ask(&self, form: &Form) -> Self::Ask {
        (self.code.clone(), form.text(&self.typed).to_owned())
    }

    fn read((but, typed): &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let found = search(reader, typed)?;
        let mut others = Vec::new();
        let cards = found.into_iter().filter(|one| one.order.is_none());
        for one in cards.take(OFFERED_MAX + 1) {
            if one.customer == *but {
                continue;
            }
            let row = reader.row(
                "select c.phone, (select count(*) from (select 1 from orders o where o.customer = c.id limit 999) as n) from customer c where c.code = $1",
                &[one.customer.as_str().into()],
            )?;
            if let Some(row) = row {
                others.push(Other {
                    drops: drops(reader, but, &one.customer)?,
                    code: one.customer,
                    name: one.name,
                    city: one.note,
                    phone: row.text(0)?,
                    orders: row.int(1)?,
                });
            }
        }
        others.truncate(OFFERED_MAX);
        Ok(others)
    }

    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>) {
        if self.shown != *found {
            self.shown.clone_from(found);
            let mut choices = none(look.words);
            choices.extend(found.iter().map(|one| {
                let said = format!("{}  {}", one.code, one.name);
                (one.code.clone(), said)
            }));
            form.offer(&self.into, choices);
        }
        let chosen = found.iter().find(|one| one.code == form.text(&self.into));
        form.warn(match chosen {
            Some(one) => {
                let parts = [one.name.as_str(), &one.city, &one.phone];
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                let with = look.words.customers_merge_with(
                    named::Card(parts.collect::<Vec<_>>().join(", ")),
                    named::Orders(one.orders),
                );
                format!("{with} {}", dropped(&one.drops, look.words))
            }
            None if found.is_empty() => String::new(),
            None => look.words.customers_merge_found(found.len() as i64),
        });
    }
}

/// The fields in which both cards say something else, so that what the one that goes says is not kept.
fn drops(
    reader: &mut Reader<'_>,
    from: &str,
    into: &str,
) -> Result<Vec<(&'static str, String)>, Refused> {
    let row = reader.row(
        "select f.name, i.name, f.vat_id, i.vat_id, f.street || ' ' || f.city, i.street || ' ' || i.city,
                coalesce(f.account_limit, -1), coalesce(i.account_limit, -1)
         from customer f cross join customer i where f.code = $1 and i.code = $2",
        &[from.into(), into.into()],
    )?;
    let Some(row) = row else {
        return Ok(Vec::new());
    };
    let mut drops = Vec::new();
    for (field, at) in [("name", 0), ("vat-id", 2), ("address", 4)] {
        let (goes, stays) = (row.text(at)?, row.text(at + 1)?);
        let (goes, stays) = (goes.trim(), stays.trim());
        if !goes.is_empty() && !stays.is_empty() && goes != stays {
            drops.push((field, goes.to_owned()));
        }
    }
    let (goes, stays) = (row.int(6)?, row.int(7)?);
    if goes >= 0 && stays >= 0 && goes != stays {
        drops.push(("limit", Money(goes).to_string()));
    }
    Ok(drops)
}

/// "Not kept: name Horák; limit CZK 5,000.00."
fn dropped(drops: &[(&'static str, String)], words: &Words) -> String {
    if drops.is_empty() {
        return words.customers_merge_drops_nothing();
    }
    let all = drops.iter().map(|(field, value)| {
        let value = if *field == "limit" {
            words.money_of(value)
        } else {
            value.clone()
        };
        format!("{} {value}", words.word("merge-drops", field))
    });
    words.customers_merge_drops(all.collect::<Vec<_>>().join("; "))
}
