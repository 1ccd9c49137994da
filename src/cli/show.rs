//! `swingdoor show`: one thing with everything that belongs to it.

use super::output::{Exit, Stop};
use super::place::Place;
use super::{show_cover, show_drawer};
use crate::model::text::safe;
use crate::model::{Addressee, CustomerId};
use crate::office::{Line, Reader, Reads, Refused};
use crate::records::thread::Thread;
use crate::records::{document, item, order};
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn show(
    place: &Place<'_>,
    kind: &str,
    number: &str,
    as_json: bool,
) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let value = office.read(|reader| match kind {
        "order" => order_of(reader, number),
        "customer" => customer_of(reader, number),
        "item" => item_of(reader, number),
        "parcel" => parcel_of(reader, number),
        "cover" => show_cover::cover_of(reader, number),
        "arrangement" => show_cover::arrangement_of(reader, number),
        "slip" => slip_of(reader, number),
        "drawer" => show_drawer::drawer_of(reader, number),
        "question" => question_of(reader, number),
        "missed" => {
            let words = place.words_for(reader.facts(), None);
            show_cover::missed_of(reader, number, &words)
        }
        _ => staff_of(reader, number),
    })?;
    let mut out = std::io::stdout().lock();
    if as_json {
        super::output::write_json(&mut out, &value)?;
    } else if let Some(text) = value["text"]
        .as_str()
        .filter(|_| matches!(kind, "slip" | "missed"))
    {
        for line in text.lines() {
            writeln!(out, "{}", safe(line))?;
        }
    } else {
        print(&mut out, &value, 0)?;
    }
    Ok(Exit::Done)
}

fn print(out: &mut impl Write, value: &Value, depth: usize) -> std::io::Result<()> {
    let indent = "  ".repeat(depth);
    let Value::Object(fields) = value else {
        return writeln!(out, "{indent}{}", plain(value));
    };
    for (name, field) in fields {
        match field {
            Value::Array(rows) if rows.iter().any(Value::is_object) => {
                writeln!(out, "{indent}{name}")?;
                for row in rows {
                    let parts: Vec<_> = row
                        .as_object()
                        .into_iter()
                        .flatten()
                        .map(|(name, value)| format!("{name} {}", plain(value)))
                        .collect();
                    writeln!(out, "{indent}  {}", parts.join("  "))?;
                }
            }
            _ => writeln!(out, "{indent}{name:<14}{}", plain(field))?,
        }
    }
    Ok(())
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => safe(text).into_owned(),
        Value::Null => "-".to_owned(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

pub(super) fn order_of(reader: &mut Reader<'_>, number: &str) -> Result<Value, Refused> {
    let order = order::Order::find(reader, number)?;
    let customer = reader.row(
        "select code, name from customer where id = $1",
        &[order.customer.0.into()],
    )?;
    let customer = customer
        .map(|row| Ok::<_, Refused>(json!({"code": row.text(0)?, "name": row.text(1)?})))
        .transpose()?;
    let lines = order::lines(reader, order.id)?;
    let shares: Vec<_> = order
        .shares_of(&lines)?
        .into_iter()
        .map(|share| json!({"rate": share.rate, "net": share.net, "vat": share.vat}))
        .collect();
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| {
            json!({"line": line.line, "item": line.code, "name": line.name, "unit": line.unit, "price": line.price, "vat": line.vat, "discount": line.discount,
                "net": line.net, "ordered": line.state.ordered, "cancelled": line.state.cancelled, "allocated": line.state.allocated, "picked": line.state.picked,
                "handed_over": line.state.handed_over, "returned": line.state.returned, "waiting": line.state.lacking()})
        })
        .collect();
    let parcels = rows_as_json(
        reader,
        "select number, place, ready_at, handed_at, collected_by from parcel where orders = $1 order by id",
        order.id.0,
        &["number", "place", "ready_at", "handed_at", "collected_by"],
    )?;
    let payments = rows_as_json(
        reader,
        "select number, amount, means, at from payment where orders = $1 order by id",
        order.id.0,
        &["number", "amount", "means", "at"],
    )?;
    let signed = rows_as_json(
        reader,
        "select kind, signed_by from paper where orders = $1 order by kind",
        order.id.0,
        &["paper", "signed_by"],
    )?;
    let exceptions = rows_as_json(
        reader,
        "select number, line, wanted, reason, asked_at, decision, decided_at from exception where orders = $1 order by id",
        order.id.0,
        &[
            "number",
            "line",
            "wanted",
            "reason",
            "asked_at",
            "decision",
            "decided_at",
        ],
    )?;
    let mut timeline = Vec::new();
    for line in Line::of_order(reader, order.id)? {
        let who = line.staff.map_or(Ok(String::new()), |staff| {
            crate::records::staff::name(reader, staff)
        })?;
        timeline.push(json!({"seq": line.seq, "at": line.at, "who": who, "verb": line.verb, "subject": line.subject, "covering": line.cover.is_some()}));
    }
    Ok(
        json!({"number": order.number, "customer": customer, "placed_at": order.placed_at, "needed_by": order.promised_at, "delivery": order.delivery,
        "commercial": order.states.commercial, "fulfilment": order.states.fulfilment, "money": order.states.money,
        "total": order.total, "paid": order.paid, "due": order.due(), "deposit": order.deposit, "deposit_due": order.deposit_due(), "refund_due": crate::model::Money(-order.due().0).max(crate::model::Money::ZERO), "on_account": order.on_account,
        "discount": order.pricing.discount, "with_vat": order.pricing.with_vat, "vat": shares,
        "hold": order.hold, "cancelled": order.cancelled, "papers": order.papers, "signed": signed, "note": order.note,
        "lines": lines, "parcels": parcels, "exceptions": exceptions, "payments": payments, "timeline": timeline}),
    )
}

/// Rows of a query by an id, with names for their columns; instants are columns that end in "at", amounts are "amount".
pub(super) fn rows_as_json(
    reader: &mut Reader<'_>,
    sql: &'static str,
    id: i64,
    names: &[&str],
) -> Result<Value, Refused> {
    let rows = reader.rows(sql, &[id.into()])?;
    let rows = rows.iter().map(|row| {
        let fields = names
            .iter()
            .zip(&row.0)
            .map(|(name, value)| ((*name).to_owned(), super::export::column_json(name, value)));
        Value::Object(fields.collect())
    });
    Ok(Value::Array(rows.collect()))
}

fn customer_of(reader: &mut Reader<'_>, code: &str) -> Result<Value, Refused> {
    let (id, _) = crate::records::customer::find(reader, code)?;
    let mut card = customer_card_of(reader, id)?;
    card["orders"] = rows_as_json(
        reader,
        "select number, commercial, fulfilment, money, total from orders where customer = $1 order by placed_at desc, id desc limit 50",
        id.0,
        &["number", "commercial", "fulfilment", "money", "total"],
    )?;
    Ok(card)
}

/// A customer's card with the contacts, without their orders.
pub(super) fn customer_card_of(reader: &mut Reader<'_>, id: CustomerId) -> Result<Value, Refused> {
    let fields = [
        "code",
        "name",
        "company_id",
        "vat_id",
        "contact",
        "phone",
        "email",
        "street",
        "city",
        "postal_code",
        "country",
        "note",
        "limit",
        "merged_into",
        "erased_at",
    ];
    let card = rows_as_json(
        reader,
        "select c.code, c.name, c.company_id, c.vat_id, c.contact, c.phone, c.email, c.street, c.city, c.postal_code, c.country, c.note,
                c.account_limit, i.code, c.erased_at
         from customer c left join customer i on i.id = c.merged_into where c.id = $1",
        id.0,
        &fields,
    )?;
    let mut card = card.get(0).cloned().unwrap_or_default();
    card["contacts"] = rows_as_json(
        reader,
        "select nr, name, role, phone, email, may_pick_up from contact where customer = $1 order by nr",
        id.0,
        &["nr", "name", "role", "phone", "email", "may_pick_up"],
    )?;
    Ok(card)
}

fn item_of(reader: &mut Reader<'_>, code: &str) -> Result<Value, Refused> {
    let item = item::find(reader, code)?;
    let bins = rows_as_json(
        reader,
        "select b.code, s.on_hand, coalesce(m.quantity, 0) from stock s cross join bin b on b.id = s.bin left join missing_goods m on m.item = s.item and m.bin = s.bin
         where s.item = $1 and s.on_hand > 0 order by b.code",
        item.id.0,
        &["bin", "on_hand", "missing"],
    )?;
    Ok(
        json!({"code": item.code, "name": item.name, "unit": item.unit, "price": item.price, "vat": item.vat, "active": item.active,
        "on_hand": item.on_hand, "allocated": item.allocated, "missing": item.missing, "free": item.free(), "bins": bins}),
    )
}

fn parcel_of(reader: &mut Reader<'_>, number: &str) -> Result<Value, Refused> {
    let row = reader.row(
        "select p.id, o.number, p.place, p.picked_at, p.ready_at, p.handed_at, p.collected_by from parcel p cross join orders o on o.id = p.orders where p.number = $1",
        &[number.into()],
    )?;
    let row = row.ok_or_else(|| Refused::not_found("parcel", number))?;
    let lines = rows_as_json(
        reader,
        "select l.line, i.code, b.code, l.quantity from parcel_line l cross join item i on i.id = l.item cross join bin b on b.id = l.bin where l.parcel = $1 order by l.line, l.bin",
        row.int(0)?,
        &["line", "item", "bin", "quantity"],
    )?;
    let at = |column| Ok::<_, Refused>(row.int_or_none(column)?.map(crate::model::Instant));
    Ok(
        json!({"number": number, "order": row.text(1)?, "place": row.text(2)?, "picked_at": at(3)?, "ready_at": at(4)?, "handed_at": at(5)?, "collected_by": row.text(6)?, "lines": lines}),
    )
}

pub(super) fn question_of(reader: &mut Reader<'_>, number: &str) -> Result<Value, Refused> {
    let thread = Thread::find(reader, number)?;
    let said = thread.said(reader)?;
    let said: Vec<_> = said
        .iter()
        .map(|entry| json!({"at": entry.at, "by": entry.by, "words": entry.words, "cover": entry.cover}))
        .collect();
    let to = match thread.to {
        Addressee::Person(_) => thread.to_name.as_str(),
        Addressee::Duty(duty) => duty.as_str(),
        Addressee::Desk(desk) => desk.as_str(),
    };
    let customer = thread
        .customer
        .as_ref()
        .map(|(code, name)| json!({"code": code, "name": name}));
    let settled = thread.settled.as_ref();
    Ok(
        json!({"number": thread.number, "kind": thread.kind, "state": thread.state, "subject": thread.subject, "order": thread.order, "customer": customer, "cover": thread.cover,
        "from": thread.asker, "to": to, "urgent": thread.urgent, "phone": thread.phone, "due_at": thread.due_at, "asked_at": thread.asked_at,
        "settled_at": settled.map(|(at, _)| at), "settled_by": settled.map(|(_, by)| by), "said": said}),
    )
}

fn slip_of(reader: &mut Reader<'_>, number: &str) -> Result<Value, Refused> {
    let paper = document::get(reader, number)?;
    Ok(
        json!({"number": paper.number, "kind": paper.kind, "order": paper.order, "at": paper.at, "text": paper.text}),
    )
}

fn staff_of(reader: &mut Reader<'_>, code: &str) -> Result<Value, Refused> {
    let (id, name, active) = crate::records::staff::find(reader, code)?;
    let code = crate::records::staff::code(reader, id)?;
    let row = reader.row(
        "select coalesce(badge, '') from staff where id = $1",
        &[id.0.into()],
    )?;
    let badge = row.map_or(Ok(String::new()), |row| row.text(0))?;
    let duties = rows_as_json(
        reader,
        "select duty, level, valid_until from competence where staff = $1 order by duty",
        id.0,
        &["duty", "level", "valid_until_at"],
    )?;
    Ok(json!({"code": code, "name": name, "active": active, "badge": badge, "competence": duties}))
}
