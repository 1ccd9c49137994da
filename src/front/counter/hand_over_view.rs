//! What the sheet of a hand-over shows: the parcels, who may take them, the papers and the money.

use super::card::{Card, card};
use super::hand_over::{Packed, owed_for};
use super::payment_screen::owed_of;
use super::tender::Owed;
use crate::model::{Money, OrderId, PaperKind, Quantity};
use crate::office::{Reader, Reads, Refused};
use crate::records::customer;
use crate::records::ledger::{drawer_of, needs_drawer};
use crate::records::printer;
use crate::records::setting::Setting;

/// Everything on the sheet that is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// None: not read yet.
    pub(super) card: Option<Card>,
    /// Who may take the goods; the last choice of the sheet is anybody else.
    pub(super) collectors: Vec<String>,
    /// Required papers: which, and who signed.
    pub(super) papers: Vec<(PaperKind, Option<String>)>,
    /// What stands ready: parcel, place.
    pub(super) parcels: Vec<(String, String)>,
    /// Of the only parcel: line, quantity, what.
    pub(super) goods: Vec<(i64, Quantity, String)>,
    /// Of all that stands ready: parcel, line, quantity.
    pub(super) packed: Vec<(String, i64, Quantity)>,
    /// This order, then the others of the customer.
    pub(super) owed: Vec<Owed>,
    /// How much the customer may owe; none: any amount, or it is not for whoever reads.
    pub(super) limit: Option<Money>,
    pub(super) drawer: Option<String>,
    /// Of this terminal.
    pub(super) printer: Option<String>,
    /// Cash is refused: no drawer is open, and the office takes none without.
    pub(super) no_cash: bool,
    /// The office lets goods be left behind.
    pub(super) may_leave: bool,
}

impl Sheet {
    /// What is left to pay of the order.
    pub(super) fn due(&self) -> Money {
        self.owed.first().map_or(Money::ZERO, |one| one.due)
    }

    /// What has to be paid before these goods leave.
    pub(super) fn due_for(&self, packed: &[Packed]) -> Money {
        let owed = self
            .card
            .as_ref()
            .and_then(|card| owed_for(&card.order, &card.lines, packed).ok());
        owed.unwrap_or_else(|| self.due())
    }

    /// Whether the same goods stand ready and the same is to be paid.
    pub(super) fn promises_the_same(&self, other: &Self) -> bool {
        let parcels = |sheet: &Self| sheet.parcels.iter().map(|one| one.0.clone()).collect();
        let (ours, theirs): (Vec<String>, Vec<String>) = (parcels(self), parcels(other));
        ours == theirs && self.packed == other.packed && self.due() == other.due()
    }
}

/// Reads the sheet of an order.
pub(super) fn read(reader: &mut Reader<'_>, staff: i64, number: &str) -> Result<Sheet, Refused> {
    let card = card(reader, number)?;
    let signed = reader.rows(
        "select kind, signed_by from paper where orders = $1",
        &[card.order.id.0.into()],
    )?;
    let mut papers = Vec::new();
    for kind in &card.order.papers {
        let mut by = None;
        for row in &signed {
            if row.word(0, PaperKind::parse)? == *kind {
                by = Some(row.text(1)?);
            }
        }
        papers.push((*kind, by));
    }
    let parcels: Vec<(String, String)> = card
        .all_ready()
        .iter()
        .map(|parcel| (parcel.number.clone(), parcel.place.clone()))
        .collect();
    let ready = goods(reader, card.order.id)?;
    let packed = ready
        .iter()
        .map(|(parcel, (line, quantity, _))| (parcel.clone(), *line, *quantity));
    let packed = packed.collect();
    let goods = if parcels.len() == 1 {
        ready.into_iter().map(|(_, goods)| goods).collect()
    } else {
        Vec::new()
    };
    let drawer = drawer_of(reader, staff)?.map(|drawer| drawer.number);
    Ok(Sheet {
        no_cash: drawer.is_none() && needs_drawer(reader)?,
        collectors: collectors(reader, &card)?,
        owed: owed_of(reader, &card.order)?,
        limit: customer::limit_to_see(reader, card.order.customer)?,
        drawer,
        may_leave: Setting::LeaveBehind.is_on(reader)?,
        printer: printer_of(reader, staff)?,
        papers,
        parcels,
        goods,
        packed,
        card: Some(card),
    })
}

/// The printer where this person sits.
fn printer_of(reader: &mut Reader<'_>, staff: i64) -> Result<Option<String>, Refused> {
    let row = reader.row(
        "select terminal from sign_in where staff = $1 and closed_at is null order by screen desc, id desc limit 1",
        &[staff.into()],
    )?;
    match row {
        Some(row) => printer::of_terminal(reader, &row.text(0)?),
        None => Ok(None),
    }
}

/// A line of a parcel: its number in the order, how much, of what.
type Goods = (i64, Quantity, String);

/// What is in the parcels of an order that stand ready.
fn goods(reader: &mut Reader<'_>, order: OrderId) -> Result<Vec<(String, Goods)>, Refused> {
    let rows = reader.rows(
        "select p.number, l.line, cast(sum(l.quantity) as bigint), i.name from parcel p cross join parcel_line l on l.parcel = p.id cross join item i on i.id = l.item
         where p.orders = $1 and p.ready_at is not null and p.handed_at is null group by p.id, p.number, l.line, i.name order by p.id, l.line",
        &[order.0.into()],
    )?;
    rows.iter()
        .map(|row| {
            let goods = (row.int(1)?, Quantity(row.int(2)?), row.text(3)?);
            Ok((row.text(0)?, goods))
        })
        .collect()
}

/// The person on the customer's card, and the contacts who may pick up. A company does not come itself.
pub(super) fn collectors(reader: &mut Reader<'_>, card: &Card) -> Result<Vec<String>, Refused> {
    let row = reader.row(
        "select contact, company_id, vat_id from customer where id = $1",
        &[card.order.customer.0.into()],
    )?;
    let (contact, ids) = row.map_or(Ok((String::new(), String::new())), |row| {
        Ok::<_, Refused>((row.text(0)?, format!("{}{}", row.text(1)?, row.text(2)?)))
    })?;
    let mut names = Vec::new();
    if !contact.is_empty() {
        names.push(contact);
    } else if ids.is_empty() && !is_company(&card.customer) {
        names.push(card.customer.clone());
    }
    let contacts = customer::contacts(reader, card.order.customer)?;
    let may = contacts.into_iter().filter(|one| one.may_pick_up);
    for one in may.filter(|one| !one.name.is_empty()) {
        if !names.contains(&one.name) {
            names.push(one.name);
        }
    }
    names.truncate(4);
    Ok(names)
}

/// The name ends or begins as the names of companies do.
fn is_company(name: &str) -> bool {
    // Those that are written with dots, and those that stand without.
    const DOTTED: &[&str] = &["sro", "as", "spol", "ks", "vos", "zs", "ops", "zú"];
    const PLAIN: &[&str] = &["sro", "spol", "ltd", "llc", "inc", "plc", "gmbh"];
    let last = name.rsplit([' ', ',']).next().unwrap_or_default();
    let dots = last.contains('.');
    let form: String = last
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let forms = if dots { DOTTED } else { PLAIN };
    // "Vos" and "Se" may end a person's name.
    forms.contains(&form.as_str()) || PLAIN.contains(&form.as_str()) || matches!(last, "AG" | "SE")
}

#[cfg(test)]
mod tests {
    use super::is_company;

    #[test]
    fn a_company_is_known_by_its_form() {
        for name in [
            "Horák Stavby s.r.o.",
            "Nová a. s., a.s.",
            "Brook Ltd",
            "Spolek z.s.",
        ] {
            assert!(is_company(name), "{name}");
        }
        for name in ["Anna Šťastná", "Jan Vos", "Marie Se"] {
            assert!(!is_company(name), "{name}");
        }
    }
}
