//! What went through a drawer, newest first, as the list of drawers shows it.

use crate::model::{DrawerEnd, Instant, Money};
use crate::office::{Reader, Reads, Refused};

/// How many are read.
const MOVES_MAX: usize = 12;

/// One movement of cash into a drawer, or out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) at: Instant,
    /// The account that it came from or went to; "float" where it stays for the next drawer, "drawer" where it goes on in one.
    pub(super) with: String,
    /// The number of the order; empty for none.
    pub(super) order: String,
    /// With its sign: what comes in is above zero.
    pub(super) amount: Money,
}

/// How a drawer began and ended.
struct Ends {
    opened_seq: i64,
    is_taken_over: bool,
    closed_seq: Option<i64>,
    how: Option<DrawerEnd>,
    counted: Money,
    left: Money,
    difference: Money,
}

/// The movements of a drawer. What it was closed with stands as its sheet has it, also where an earlier version posted all of it
/// into the safe.
pub(super) fn moves(reader: &mut Reader<'_>, drawer: i64) -> Result<Vec<Move>, Refused> {
    let Some(ends) = ends(reader, drawer)? else {
        return Ok(Vec::new());
    };
    let rows = reader.rows(
        "select j.at, coalesce((select q.account from posting q where q.seq = p.seq and q.account <> 'cash' and q.account <> 'rounding' order by q.nr limit 1), 'cash'),
                j.subject, p.amount, p.orders, p.seq,
                (select cast(coalesce(-sum(q.amount), 0) as bigint) from posting q where q.seq = p.seq and q.account = 'cash' and q.drawer is null)
         from posting p cross join journal j on j.seq = p.seq where p.drawer = $1 order by p.seq desc, p.nr desc limit 12",
        &[drawer.into()],
    )?;
    let mut moves = Vec::new();
    for row in rows {
        let (at, amount, seq) = (Instant(row.int(0)?), Money(row.int(3)?), row.int(5)?);
        if ends.closed_seq == Some(seq) {
            moves.extend(ends.closing(at));
        } else if ends.opened_seq == seq {
            let stayed = Money(row.int(6)?).min(amount);
            moves.extend(ends.opening(at, amount, stayed));
        } else {
            let is_of_order = row.int_or_none(4)?.is_some();
            moves.push(Move {
                at,
                with: row.text(1)?,
                order: if is_of_order {
                    row.text(2)?
                } else {
                    String::new()
                },
                amount,
            });
        }
    }
    moves.truncate(MOVES_MAX);
    Ok(moves)
}

fn ends(reader: &mut Reader<'_>, drawer: i64) -> Result<Option<Ends>, Refused> {
    let row = reader.row(
        "select seq, parent is not null, closed_seq, closed_how, coalesce(counted, 0), float_left, coalesce(counted - expected_at_close, 0) from drawer where id = $1",
        &[drawer.into()],
    )?;
    row.map(|row| {
        Ok(Ends {
            opened_seq: row.int(0)?,
            is_taken_over: row.flag(1)?,
            closed_seq: row.int_or_none(2)?,
            how: match row.text_or_none(3)? {
                Some(_) => Some(row.word(3, DrawerEnd::parse)?),
                None => None,
            },
            counted: Money(row.int(4)?),
            left: Money(row.int(5)?),
            difference: Money(row.int(6)?),
        })
    })
    .transpose()
}

impl Ends {
    /// Where everything went that was in it.
    fn closing(&self, at: Instant) -> Vec<Move> {
        let parts = match self.how {
            Some(DrawerEnd::Both | DrawerEnd::Alone) => {
                [("drawer", self.counted), ("float", Money::ZERO)]
            }
            Some(DrawerEnd::Closed) | None => [
                ("safe", self.counted.minus(self.left)),
                ("float", self.left),
            ],
        };
        let out = parts.map(|(with, amount)| (with, Money(-amount.0)));
        real(at, out.into_iter().chain([("difference", self.difference)]))
    }

    /// Where it came from with what it began.
    fn opening(&self, at: Instant, amount: Money, stayed: Money) -> Vec<Move> {
        if self.is_taken_over {
            return real(at, [("drawer", amount)]);
        }
        real(at, [("safe", amount.minus(stayed)), ("float", stayed)])
    }
}

/// The parts that are something.
fn real(at: Instant, parts: impl IntoIterator<Item = (&'static str, Money)>) -> Vec<Move> {
    let real = parts
        .into_iter()
        .filter(|(_, amount)| *amount != Money::ZERO);
    let moves = real.map(|(with, amount)| Move {
        at,
        with: with.to_owned(),
        order: String::new(),
        amount,
    });
    moves.collect()
}
