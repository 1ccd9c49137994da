//! `check`, the rules that the program's own reckoning says: an order's states and sums, and what stands on a cover's sheet.

use super::check::Fault;
use crate::cover::handback::sheet;
use crate::model::{LineState, Money, OrderId, Quantity};
use crate::office::{Reader, Reads, Refused};
use crate::records::order;

/// The sheet of every ended cover has every act under it (invariant 33); of many covers the newest thousand.
pub(super) fn sheets_hold(reader: &mut Reader<'_>, faults: &mut Vec<Fault>) -> Result<(), Refused> {
    let now = reader.now();
    let covers = reader.rows(
        "select id, number from cover where starts_at is not null and (ended_at is not null or ends_at <= $1) order by id desc limit 1000",
        &[now.0.into()],
    )?;
    for row in covers {
        let (id, number) = (row.int(0)?, row.text(1)?);
        let acts = reader.rows("select seq from journal where cover = $1", &[id.into()])?;
        if acts.is_empty() {
            continue;
        }
        let shown = sheet(reader, &number)?;
        for act in acts {
            let seq = act.int(0)?;
            if !shown.lines.iter().any(|line| line.seq == seq) {
                faults.push(Fault {
                    invariant: 33,
                    what: format!("cover {number}: journal line {seq} is not on its sheet"),
                });
            }
        }
    }
    Ok(())
}

/// Every open order's total and states are what its lines say; of closed ones the newest ten thousand.
pub(super) fn states_hold(reader: &mut Reader<'_>, faults: &mut Vec<Fault>) -> Result<(), Refused> {
    let mut ids = Vec::new();
    for row in reader.rows("select id from orders where open = 1", &[])? {
        ids.push(OrderId(row.int(0)?));
    }
    for row in reader.rows(
        "select id from orders where open = 0 order by id desc limit 10000",
        &[],
    )? {
        ids.push(OrderId(row.int(0)?));
    }
    for id in ids {
        let order = order::Order::get(reader, id)?;
        let lines = order::lines(reader, id)?;
        let total = order.total_of(&lines)?;
        if total != order.total {
            faults.push(Fault {
                invariant: 7,
                what: format!(
                    "order {} says {}, its lines say {total}",
                    order.number, order.total
                ),
            });
        }
        let counts: Vec<LineState> = lines.iter().map(|line| line.state).collect();
        let row = reader.row(
            "select cast(coalesce(sum(l.quantity), 0) as bigint) from parcel p cross join parcel_line l on l.parcel = p.id where p.orders = $1 and p.ready_at is not null and p.handed_at is null",
            &[id.0.into()],
        )?;
        let facts = crate::model::order::Facts {
            lines: &counts,
            ready: Quantity(row.map_or(Ok(0), |row| row.int(0))?),
            held: order.hold.is_some(),
            cancelled: order.cancelled.is_some(),
            total: order.total,
            deposit: order.deposit,
            paid: order.paid,
            on_account: order.on_account,
        };
        if crate::model::order::states(&facts) != order.states {
            faults.push(Fault {
                invariant: 7,
                what: format!("order {} is stored as {:?}", order.number, order.states),
            });
        }
        if order.paid < Money::ZERO {
            faults.push(Fault {
                invariant: 9,
                what: format!("order {}", order.number),
            });
        }
        if faults.len() > 200 {
            break;
        }
    }
    Ok(())
}
