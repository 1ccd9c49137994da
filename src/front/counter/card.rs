//! The card of an order: where the goods are, what is owed, what must be signed, and what may be done about it now.

use super::payment::start_of_day;
use super::refund::came_by;
use crate::model::{Commercial, Instant, Means, Money, OrderId, PaperKind};
use crate::office::{Line, Reader, Reads, Refused};
use crate::records::change::{self, Undecided};
use crate::records::order::{self, Order, OrderLine};
use crate::records::thread::Thread;

/// A parcel of the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parcel {
    /// Its number.
    pub(super) number: String,
    /// Where it stands.
    pub(super) place: String,
    /// Since when it is ready.
    pub(super) ready_at: Option<Instant>,
    /// When it was handed over.
    pub(super) handed_at: Option<Instant>,
    /// Who picked it.
    pub(super) picked_by: String,
}

/// Everything that the counter needs to know about an order.
#[derive(Debug, Clone)]
pub(super) struct Card {
    /// Its head.
    pub(super) order: Order,
    /// The customer's name.
    pub(super) customer: String,
    /// The customer's code.
    pub(super) customer_code: String,
    /// Its lines.
    pub(super) lines: Vec<OrderLine>,
    /// Its parcels.
    pub(super) parcels: Vec<Parcel>,
    /// Required papers that are not ticked off.
    pub(super) to_sign: Vec<PaperKind>,
    /// Payments of today that can be taken back, newest first: number, amount, means.
    pub(super) payments: Vec<(String, Money, String)>,
    /// What was paid and not given back, by means, the newest first.
    pub(super) came: Vec<(Means, Money)>,
    /// Changes that came after the goods were picked and wait for a decision: number, goods, what is wanted now.
    pub(super) exceptions: Vec<Undecided>,
    /// Who could do now what the back office does next, those at a terminal first.
    pub(super) back_people: Vec<String>,
    /// What was asked about it, newest first.
    pub(super) threads: Vec<Thread>,
    /// Why something of it came back last.
    pub(super) back_because: String,
    /// When, who and which verb, newest last.
    pub(super) timeline: Vec<(Instant, String, String)>,
}

impl Card {
    /// The first parcel that stands ready.
    #[must_use]
    pub(super) fn ready(&self) -> Option<&Parcel> {
        self.all_ready().first().copied()
    }

    /// Every parcel that stands ready.
    #[must_use]
    pub(super) fn all_ready(&self) -> Vec<&Parcel> {
        self.parcels
            .iter()
            .filter(|parcel| parcel.ready_at.is_some() && parcel.handed_at.is_none())
            .collect()
    }

    /// Still runs.
    #[must_use]
    pub(super) fn may_be_cancelled(&self) -> bool {
        let runs = matches!(
            self.order.states.commercial,
            Commercial::Taken | Commercial::OnHold
        );
        runs
    }

    /// Papers that are ticked off and whose goods have not left.
    #[must_use]
    pub(super) fn may_be_unticked(&self) -> Vec<PaperKind> {
        if self.lines.iter().any(|line| line.state.handed_over.0 > 0) {
            return Vec::new();
        }
        let ticked = |kind: &&PaperKind| !self.to_sign.contains(kind);
        self.order.papers.iter().filter(ticked).copied().collect()
    }

    /// Something of it is with the customer and can come back.
    #[must_use]
    pub(super) fn may_come_back(&self) -> bool {
        self.lines
            .iter()
            .any(|line| line.state.handed_over > line.state.returned)
    }

    /// Something that only the back office does comes next: picking, or a place for a parcel.
    #[must_use]
    pub(super) fn needs_the_back(&self) -> bool {
        self.order.states.pickable || self.packed().is_some()
    }

    /// The first parcel that is packed and not ready.
    #[must_use]
    pub(super) fn packed(&self) -> Option<&Parcel> {
        self.parcels.iter().find(|parcel| parcel.ready_at.is_none())
    }

    /// What was paid too much; never below zero.
    #[must_use]
    pub(super) fn overpaid(&self) -> Money {
        Money(-self.order.due().0).max(Money::ZERO)
    }

    /// What is still to be paid; never below zero.
    #[must_use]
    pub(super) fn due(&self) -> Money {
        self.order.due().max(Money::ZERO)
    }
}

/// Reads the card of an order.
///
/// # Errors
/// `not-found`.
pub(super) fn card(reader: &mut Reader<'_>, number: &str) -> Result<Card, Refused> {
    let order = Order::find(reader, number)?;
    let (customer_code, customer) = crate::records::customer::name(reader, order.customer)?;
    let signed = reader.rows(
        "select kind from paper where orders = $1",
        &[order.id.0.into()],
    )?;
    let signed = signed
        .iter()
        .map(|row| row.word(0, PaperKind::parse))
        .collect::<Result<Vec<_>, _>>()?;
    let to_sign = order
        .papers
        .iter()
        .copied()
        .filter(|kind| !signed.contains(kind))
        .collect();
    let mut timeline = Vec::new();
    let names = crate::records::staff::Names::read(reader)?;
    for line in Line::of_order(reader, order.id)? {
        let who = names.of(line.staff);
        timeline.push((line.at, who, line.verb));
    }
    let back_people = reader.rows(
        "select s.name from competence c cross join staff s on s.id = c.staff
         where c.duty = 'fulfilment' and c.level = 'own' and s.active = 1 and (c.valid_until is null or c.valid_until > $1)
         order by exists (select 1 from sign_in i where i.staff = s.id and i.closed_at is null and i.screen = 1) desc, s.name limit 3",
        &[reader.now().0.into()],
    )?;
    let back_people = back_people
        .iter()
        .map(|row| row.text(0))
        .collect::<Result<_, _>>()?;
    let back = reader.row(
        "select reason from return_line where orders = $1 order by id desc limit 1",
        &[order.id.0.into()],
    )?;
    let mut threads = Thread::of_order(reader, order.id)?;
    if !reader.may_see_customer(order.customer)? {
        threads.iter_mut().for_each(|thread| thread.phone.clear());
    }
    Ok(Card {
        back_because: back.map_or(Ok(String::new()), |row| row.text(0))?,
        payments: payments(reader, order.id)?,
        came: came_by(reader, order.id)?,
        threads,
        exceptions: change::undecided(reader, order.id)?,
        back_people,
        customer,
        customer_code,
        lines: order::lines(reader, order.id)?,
        parcels: parcels(reader, order.id)?,
        to_sign,
        timeline,
        order,
    })
}

fn payments(
    reader: &mut Reader<'_>,
    order: OrderId,
) -> Result<Vec<(String, Money, String)>, Refused> {
    let today = start_of_day(reader);
    let rows = reader.rows(
        "select p.number, p.amount, p.means from payment p where p.orders = $1 and p.amount > 0 and p.at >= $2
             and not exists (select 1 from payment b where b.takes_back = p.id) order by p.id desc",
        &[order.0.into(), today.0.into()],
    )?;
    rows.iter()
        .map(|row| Ok((row.text(0)?, Money(row.int(1)?), row.text(2)?)))
        .collect()
}

fn parcels(reader: &mut Reader<'_>, order: OrderId) -> Result<Vec<Parcel>, Refused> {
    let rows = reader.rows(
        "select p.number, p.place, p.ready_at, p.handed_at, s.name from parcel p cross join staff s on s.id = p.picked_by where p.orders = $1 order by p.id",
        &[order.0.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Parcel {
                number: row.text(0)?,
                place: row.text(1)?,
                ready_at: row.int_or_none(2)?.map(Instant),
                handed_at: row.int_or_none(3)?.map(Instant),
                picked_by: row.text(4)?,
            })
        })
        .collect()
}
