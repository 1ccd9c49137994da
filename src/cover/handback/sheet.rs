//! The hand-back sheet of a cover, made from the journal; of a cover that was handed on, of all that followed as well.

use super::chain::chain_of;
use super::what::What;
use crate::cover::shift::Cover;
use crate::model::{CoverId, Duties, Instant, Money, StaffId, ThreadKind, ThreadState};
use crate::office::{Line, Reads, Refused};
use crate::records::thread::{Thread, hide_phones};
use crate::records::{cover_money, drawer_count, staff};
use std::collections::BTreeMap;

/// One thing that was done under the cover.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Its line in the journal.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Under which cover of the chain.
    pub cover: String,
    /// Which verb.
    pub verb: String,
    /// To what.
    pub subject: String,
    /// The number of the order it concerns.
    pub order: Option<String>,
    /// The name of that order's customer.
    pub customer: Option<String>,
    /// The owner is asked to confirm it.
    pub review: bool,
    /// Something did not go as it should: goods were missing, a change came after picking, an order was stopped, goods came back.
    pub problem: bool,
    /// What it has changed.
    pub what: What,
    /// "accepted" or "disputed", once answered.
    pub answer: Option<String>,
    /// What the owner wrote.
    pub words: String,
}

/// What was taken, and given back, in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// "cash", "card" or "transfer".
    pub means: String,
    /// In all.
    pub amount: Money,
    /// How often.
    pub times: i64,
}

/// A drawer that went along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawerCounted {
    /// Its number.
    pub number: String,
    /// What was counted into it at the start.
    pub float: Money,
    /// What was counted at its end; none: it is still open.
    pub counted: Option<Money>,
    /// By how much that was more than it should have been.
    pub difference: Money,
    /// Why.
    pub reason: String,
    /// Every count of it, the first one first: by whom, and how much.
    pub counts: Vec<(String, Money)>,
    /// From whom it was taken over.
    pub taken: Option<TakenOver>,
}

/// A drawer that somebody else had before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// Its number.
    pub number: String,
    /// Whose it was.
    pub name: String,
    /// They were away: nobody counted and signed beside whoever took it over.
    pub alone: bool,
    /// With what it was taken over.
    pub counted: Money,
    /// By how much that was more than it should have been.
    pub difference: Money,
    /// Why.
    pub reason: String,
    /// Every count of it.
    pub counts: Vec<(String, Money)>,
}

/// Something that was promised under the cover and is still to be kept: an order, or a call-back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// The number of the order or the call-back.
    pub number: String,
    /// To whom.
    pub whom: String,
    /// By when.
    pub due: Instant,
    /// It is a call-back.
    pub is_call: bool,
}

impl SheetLine {
    /// The owner answers it by itself before the rest is accepted in one go.
    #[must_use]
    pub const fn needs_a_look(&self) -> bool {
        self.answer.is_none() && (self.review || self.what.at_stake.is_some())
    }
}

impl Sheet {
    /// What the office has less of by everything that was done, in money; nothing where no line is about that.
    #[must_use]
    pub fn at_stake(&self) -> Option<Money> {
        let stakes = self.lines.iter().filter_map(|line| line.what.at_stake);
        stakes.fold(None, |sum: Option<Money>, stake| {
            Some(Money(sum.unwrap_or_default().0.saturating_add(stake.0)))
        })
    }
}

/// The sheet: the cover, who stood in for whom, and what was done, what is to be reviewed first, then problems, then by customer
/// and order.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The cover.
    pub cover: Cover,
    /// The name of who stood in.
    pub coverer: String,
    /// The name of the owner, where one was named.
    pub owner: String,
    /// The covers of the chain, the first one first: number, and who stood in.
    pub chain: Vec<(String, String)>,
    /// What each of them wrote when they handed back or on.
    pub notes: Vec<String>,
    /// What was done.
    pub lines: Vec<SheetLine>,
    /// Money taken, by its means.
    pub money: Vec<Taken>,
    /// Drawers that went along.
    pub drawers: Vec<DrawerCounted>,
    /// What was promised and is still to be kept, the earliest first.
    pub promised: Vec<Promised>,
    /// What was asked and is not settled.
    pub questions: Vec<Thread>,
}

/// Makes the sheet of a cover, and of its whole chain, from the journal.
///
/// # Errors
/// `not-found`.
pub fn sheet(reads: &mut impl Reads, number: &str) -> Result<Sheet, Refused> {
    let cover = Cover::find(reads, number)?;
    let covers = chain_of(reads, &cover)?;
    let mut chain = Vec::with_capacity(covers.len());
    let mut notes = Vec::new();
    let mut made = Made::default();
    for one in &covers {
        let name = name_of(reads, one.coverer)?;
        notes.extend(Some(one.hand_back.clone()).filter(|note| !note.is_empty()));
        made.add(reads, one)?;
        chain.push((one.number.clone(), name));
    }
    let duties = covers.iter().flat_map(|one| one.duties.iter()).collect();
    let questions = questions(reads, &covers, duties)?;
    made.promised.extend(call_backs(&questions));
    made.promised.sort_by_key(|promise| promise.due);
    in_order(&mut made.lines);
    Ok(Sheet {
        coverer: chain
            .iter()
            .map(|(_, name)| name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        owner: name_of(reads, cover.owner)?,
        cover,
        chain,
        notes,
        lines: made.lines,
        money: made
            .money
            .into_iter()
            .map(|(means, (amount, times))| Taken {
                means,
                amount,
                times,
            })
            .collect(),
        drawers: made.drawers,
        promised: made.promised,
        questions: questions
            .into_iter()
            .filter(|thread| thread.kind != ThreadKind::CallBack)
            .collect(),
    })
}

fn name_of(reads: &mut impl Reads, staff: Option<StaffId>) -> Result<String, Refused> {
    staff.map_or(Ok(String::new()), |id| staff::name(reads, id))
}

/// What the covers of a chain have made, one after the other.
#[derive(Default)]
struct Made {
    lines: Vec<SheetLine>,
    money: BTreeMap<String, (Money, i64)>,
    drawers: Vec<DrawerCounted>,
    promised: Vec<Promised>,
}

impl Made {
    fn add(&mut self, reads: &mut impl Reads, cover: &Cover) -> Result<(), Refused> {
        let mut answers = BTreeMap::new();
        for row in reads.rows(
            "select line, answer, words from handback_answer where cover = $1",
            &[cover.id.0.into()],
        )? {
            answers.insert(row.int(0)?, (row.text(1)?, row.text(2)?));
        }
        let mut orders = BTreeMap::new();
        for row in reads.rows(
            "select j.seq, o.number, c.name from journal j cross join orders o on o.id = j.orders cross join customer c on c.id = o.customer
             where j.cover = $1",
            &[cover.id.0.into()],
        )? {
            orders.insert(row.int(0)?, (row.text(1)?, row.text(2)?));
        }
        for line in Line::of_cover(reads, cover.id)? {
            let (answer, words) = answers.remove(&line.seq).unzip();
            let (order, customer) = orders.remove(&line.seq).unzip();
            self.lines.push(SheetLine {
                what: What::of(&line),
                problem: is_problem(&line),
                seq: line.seq,
                at: line.at,
                cover: cover.number.clone(),
                verb: line.verb,
                subject: line.subject,
                order,
                customer,
                review: line.review,
                answer,
                words: words.unwrap_or_default(),
            });
        }
        for (means, (amount, times)) in cover_money::taken(reads, cover.id)? {
            let sum = self.money.entry(means).or_default();
            *sum = (Money(sum.0.0 + amount.0), sum.1 + times);
        }
        self.drawers.extend(drawers(reads, cover)?);
        for row in reads.rows(
            "select distinct o.number, c.name, o.promised_at from journal j cross join orders o on o.id = j.orders cross join customer c on c.id = o.customer
             where j.cover = $1 and j.verb in ('order.place', 'order.change') and o.open = 1 and o.promised_at is not null",
            &[cover.id.0.into()],
        )? {
            let promised = Promised {
                number: row.text(0)?,
                whom: row.text(1)?,
                due: Instant(row.int(2)?),
                is_call: false,
            };
            if !self.promised.contains(&promised) {
                self.promised.push(promised);
            }
        }
        Ok(())
    }
}

/// The drawers that were opened under a cover.
fn drawers(reads: &mut impl Reads, cover: &Cover) -> Result<Vec<DrawerCounted>, Refused> {
    let rows = reads.rows(
        "select d.id, d.number, d.float, d.counted, d.counted - d.expected_at_close, d.reason,
                p.id, p.number, s.name, p.closed_how = 'alone', p.counted, p.counted - p.expected_at_close, p.reason
         from drawer d left join drawer p on p.id = d.parent left join staff s on s.id = p.staff where d.cover = $1 order by d.id",
        &[cover.id.0.into()],
    )?;
    let mut drawers = Vec::new();
    for row in rows {
        let taken = match row.int_or_none(6)? {
            None => None,
            Some(before) => Some(TakenOver {
                number: row.text(7)?,
                name: row.text(8)?,
                alone: row.flag(9)?,
                counted: Money(row.int(10)?),
                difference: Money(row.int(11)?),
                reason: row.text(12)?,
                counts: counts(reads, before)?,
            }),
        };
        drawers.push(DrawerCounted {
            number: row.text(1)?,
            float: Money(row.int(2)?),
            counted: row.int_or_none(3)?.map(Money),
            difference: Money(row.int_or_none(4)?.unwrap_or_default()),
            reason: row.text(5)?,
            counts: counts(reads, row.int(0)?)?,
            taken,
        });
    }
    Ok(drawers)
}

/// Who counted a drawer, and what, the first count first.
fn counts(reads: &mut impl Reads, drawer: i64) -> Result<Vec<(String, Money)>, Refused> {
    let counts = drawer_count::counts(reads, drawer)?.into_iter();
    Ok(counts.map(|count| (count.name, count.counted)).collect())
}

/// Whether something did not go as it should.
fn is_problem(line: &Line) -> bool {
    let has = |name: &str| {
        let got = line.got();
        got[name].as_array().is_some_and(|rows| !rows.is_empty())
    };
    match line.verb.as_str() {
        "order.pick" => has("short"),
        "order.change" | "order.cancel" => has("exceptions"),
        "order.hold" | "return.take" => true,
        "drawer.open" | "drawer.count" | "drawer.close" | "drawer.take_over"
        | "drawer.take_alone" => {
            let difference = line.got()["difference"].as_str().and_then(Money::parse);
            difference.is_some_and(|difference| difference != Money::ZERO)
        }
        _ => false,
    }
}

/// Threads that are not settled: opened or carried on under the covers, or for what was covered.
fn questions(
    reads: &mut impl Reads,
    covers: &[Cover],
    duties: Duties,
) -> Result<Vec<Thread>, Refused> {
    let mut found: Vec<Thread> = Vec::new();
    for cover in covers {
        found.extend(Thread::of_cover(reads, cover.id)?);
    }
    let keys: Vec<CoverId> = covers.iter().map(|cover| cover.id).collect();
    let began = covers.iter().filter_map(|cover| cover.starts_at).min();
    let ended = covers
        .iter()
        .map(|cover| cover.ended_at.unwrap_or(cover.ends_at));
    let ended = ended.max();
    for thread in Thread::open(reads)? {
        let for_it = matches!(thread.to, crate::model::Addressee::Duty(duty) if duties.has(duty));
        let meanwhile = began <= Some(thread.asked_at) && Some(thread.asked_at) <= ended;
        if for_it && meanwhile {
            found.push(thread);
        }
    }
    found.retain(|thread| thread.state != ThreadState::Settled && !keys.is_empty());
    found.sort_by_key(|thread| thread.id);
    found.dedup_by_key(|thread| thread.id);
    hide_phones(reads, found.iter_mut())?;
    Ok(found)
}

fn call_backs(threads: &[Thread]) -> Vec<Promised> {
    threads
        .iter()
        .filter(|thread| thread.kind == ThreadKind::CallBack)
        .map(|thread| Promised {
            number: thread.number.clone(),
            whom: format!("{} {}", thread.subject, thread.phone)
                .trim()
                .to_owned(),
            due: thread.due_at.unwrap_or(thread.asked_at),
            is_call: true,
        })
        .collect()
}

/// Money and goods that the office has less of first, then what is to be reviewed and what went wrong; then customer by customer and order by order, as each first came up.
fn in_order(lines: &mut [SheetLine]) {
    lines.sort_by_key(|line| line.seq);
    let mut first: BTreeMap<(Option<String>, Option<String>), i64> = BTreeMap::new();
    for line in lines.iter() {
        let group = (line.customer.clone(), line.order.clone());
        first.entry(group).or_insert(line.seq);
        let customer = (line.customer.clone(), None);
        first.entry(customer).or_insert(line.seq);
    }
    let began = |customer: Option<&String>, order: Option<&String>| {
        let group = (customer.cloned(), order.cloned());
        first.get(&group).copied().unwrap_or_default()
    };
    lines.sort_by_cached_key(|line| {
        let (customer, order) = (line.customer.as_ref(), line.order.as_ref());
        (
            line.what.at_stake.is_none(),
            !line.review,
            !line.problem,
            line.customer.is_none(),
            began(customer, None),
            began(customer, order),
            line.seq,
        )
    });
}
