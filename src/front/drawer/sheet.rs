//! The sheet of a drawer: what came in and went out, every count, what should be in it, and where it goes. Once it is closed it is kept
//! as a paper under the drawer's number.

use crate::front::counter::Paper;
use crate::model::{DrawerEnd, Instant, Money, StaffId};
use crate::office::{Permit, Reads, Refused, Row};
use crate::records::drawer_count::{Count, counts, drawer_is_told};
use crate::words::{Words, named};

/// What came in and what was given back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flow {
    /// What came in.
    pub taken: Money,
    /// How often.
    pub times: i64,
    /// What was given back, above zero.
    pub back: Money,
    /// How often.
    pub times_back: i64,
}

/// What is in a drawer in cash, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cash {
    /// From customers, and back to them.
    pub customers: Flow,
    /// Out of the safe, and into it.
    pub safe: Flow,
    /// What should be in it; of a closed one, what should have been.
    pub expected: Money,
}

/// A drawer with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its number.
    pub number: String,
    /// Whose it is.
    pub of: StaffId,
    /// Their code and name.
    pub staff: (String, String),
    /// On which terminal it was opened.
    pub terminal: String,
    /// When.
    pub opened_at: Instant,
    /// The number of the one that it was taken over from.
    pub taken_from: Option<String>,
    /// When it was closed and by whom; none: it is open.
    pub closed: Option<(Instant, String)>,
    /// How it came to its end.
    pub how: Option<DrawerEnd>,
    /// What it began with.
    pub float: Money,
    /// What the first drawer of its chain began with: one that was taken over begins with all of the money.
    pub first_float: Money,
    /// Every count, the first one first.
    pub counts: Vec<Count>,
    /// None as long as nobody has counted it blind.
    pub cash: Option<Cash>,
    /// With what it was closed.
    pub counted: Option<Money>,
    /// Why that differed.
    pub reason: String,
    /// What stayed in it as the float of the next.
    pub left: Money,
    /// By card, since it was opened, by whose drawer it is.
    pub card: Flow,
    /// By transfer.
    pub transfer: Flow,
}

impl Sheet {
    /// By how much there was more than there should have been, in the last count, at that time: cash may have come and gone since.
    #[must_use]
    pub fn difference(&self) -> Option<Money> {
        let cash = self.cash?;
        match self.counted {
            Some(counted) => Some(counted.minus(cash.expected)),
            None => self.counts.last().map(Count::difference),
        }
    }

    /// Cash has come or gone since it was counted last.
    pub(super) fn has_moved(&self) -> bool {
        let (cash, last) = (self.cash, self.counts.last());
        cash.zip(last)
            .is_some_and(|(cash, last)| cash.expected != last.expected)
    }
}

/// The sheet of the drawer with this number.
///
/// # Errors
/// `not-found`.
pub fn sheet(reads: &mut impl Reads, number: &str) -> Result<Sheet, Refused> {
    let row = reads.row(
        concat!(
            "select d.id, d.number, s.code, s.name, d.terminal, d.opened_at, p.number, d.closed_at, coalesce(c.name, ''), d.closed_how, d.float,
                coalesce(d.expected_at_close, d.expected), d.counted, d.reason, d.float_left, d.staff, d.seq, d.closed_seq, ", drawer_is_told!(), "
         from drawer d cross join staff s on s.id = d.staff left join staff c on c.id = d.closed_by left join drawer p on p.id = d.parent where d.number = $1"
        ),
        &[number.into()],
    )?;
    let row = row.ok_or_else(|| Refused::not_found("drawer", number))?;
    let drawer = row.int(0)?;
    let counts = counts(reads, drawer)?;
    let closed = row.int_or_none(7)?.map(Instant);
    let cash = if row.flag(18)? {
        Some(cash(reads, drawer, Money(row.int(11)?))?)
    } else {
        None
    };
    let (card, transfer) = card_and_transfer(reads, &row)?;
    Ok(Sheet {
        number: row.text(1)?,
        of: StaffId(row.int(15)?),
        staff: (row.text(2)?, row.text(3)?),
        terminal: row.text(4)?,
        opened_at: Instant(row.int(5)?),
        taken_from: row.text_or_none(6)?,
        closed: closed
            .map(|at| Ok::<_, Refused>((at, row.text(8)?)))
            .transpose()?,
        how: match row.text_or_none(9)? {
            Some(_) => Some(row.word(9, DrawerEnd::parse)?),
            None => None,
        },
        float: Money(row.int(10)?),
        first_float: first_float(reads, drawer)?,
        counts,
        cash,
        counted: row.int_or_none(12)?.map(Money),
        reason: row.text(13)?,
        left: Money(row.int(14)?),
        card,
        transfer,
    })
}

/// The float of the drawer that was opened with one, from which this one was taken over, however often it changed hands.
fn first_float(reads: &mut impl Reads, drawer: i64) -> Result<Money, Refused> {
    let row = reads.row(
        "with recursive chain (id, parent, float) as (
             select id, parent, float from drawer where id = $1
             union select d.id, d.parent, d.float from chain c join drawer d on d.id = c.parent)
         select float from chain where parent is null",
        &[drawer.into()],
    )?;
    Ok(Money(row.map_or(Ok(0), |row| row.int(0))?))
}

/// A sum of what came in, how often, of what went out, how often.
fn flow(row: &Row) -> Result<Flow, Refused> {
    Ok(Flow {
        taken: Money(row.int(1)?),
        times: row.int(2)?,
        back: Money(-row.int(3)?),
        times_back: row.int(4)?,
    })
}

fn cash(reads: &mut impl Reads, drawer: i64, expected: Money) -> Result<Cash, Refused> {
    let rows = reads.rows(
        "select j.verb = 'drawer.move', cast(sum(case when p.amount > 0 then p.amount else 0 end) as bigint), sum(case when p.amount > 0 then 1 else 0 end),
                cast(sum(case when p.amount < 0 then p.amount else 0 end) as bigint), sum(case when p.amount < 0 then 1 else 0 end)
         from posting p cross join journal j on j.seq = p.seq
         where p.drawer = $1 and j.verb not in ('drawer.open', 'drawer.close', 'drawer.take_over', 'drawer.take_alone') group by 1",
        &[drawer.into()],
    )?;
    let mut cash = Cash {
        customers: Flow::default(),
        safe: Flow::default(),
        expected,
    };
    for row in rows {
        if row.flag(0)? {
            cash.safe = flow(&row)?;
        } else {
            cash.customers = flow(&row)?;
        }
    }
    Ok(cash)
}

/// What the drawer's owner took by card and by transfer while it was open. The ledger is in the journal's order.
fn card_and_transfer(reads: &mut impl Reads, drawer: &Row) -> Result<(Flow, Flow), Refused> {
    let until = drawer.int_or_none(17)?.unwrap_or(i64::MAX);
    let rows = reads.rows(
        "select p.account, cast(sum(case when p.amount > 0 then p.amount else 0 end) as bigint), sum(case when p.amount > 0 then 1 else 0 end),
                cast(sum(case when p.amount < 0 then p.amount else 0 end) as bigint), sum(case when p.amount < 0 then 1 else 0 end)
         from posting p cross join journal j on j.seq = p.seq
         where p.seq > $1 and p.seq < $2 and p.account in ('card', 'transfer') and j.staff = $3 group by p.account",
        &[drawer.int(16)?.into(), until.into(), drawer.int(15)?.into()],
    )?;
    let (mut card, mut transfer) = (Flow::default(), Flow::default());
    for row in rows {
        if row.text(0)? == "card" {
            card = flow(&row)?;
        } else {
            transfer = flow(&row)?;
        }
    }
    Ok((card, transfer))
}

/// One line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Rule,
    Text(String),
    Sides(String, String),
}

/// The sheet in lines, for a paper and for the screen.
pub(super) fn lines(sheet: &Sheet, words: &Words) -> Vec<Line> {
    let mut lines = vec![Line::Text(words.drawer_sheet_opened(
        named::At(words.date_time(sheet.opened_at)),
        named::Name(sheet.staff.1.as_str()),
        named::Terminal(sheet.terminal.as_str()),
    ))];
    if let Some(from) = &sheet.taken_from {
        lines.push(Line::Text(words.drawer_sheet_taken_from(from.as_str())));
    }
    if let (Some((at, name)), Some(how)) = (&sheet.closed, sheet.how) {
        let (at, name) = (named::At(words.date_time(*at)), named::Name(name.as_str()));
        lines.push(Line::Text(match how {
            DrawerEnd::Closed => words.drawer_sheet_closed(at, name),
            DrawerEnd::Both => words.drawer_sheet_both(at, name),
            DrawerEnd::Alone => words.drawer_sheet_alone(at, name),
        }));
    }
    lines.push(Line::Rule);
    in_the_drawer(sheet, words, &mut lines);
    lines.push(Line::Rule);
    counted(sheet, words, &mut lines);
    if let (Some(_), Some(counted)) = (&sheet.closed, sheet.counted) {
        lines.push(Line::Rule);
        if sheet.how == Some(DrawerEnd::Closed) {
            let safe = words.amount(counted.minus(sheet.left));
            lines.push(Line::Sides(words.drawer_sheet_to_safe(), safe));
            let left = words.amount(sheet.left);
            lines.push(Line::Sides(words.drawer_sheet_left(), left));
        } else {
            let counted = words.amount(counted);
            lines.push(Line::Sides(words.drawer_sheet_goes_on(), counted));
        }
    }
    lines.push(Line::Rule);
    for (flow, word) in [(sheet.card, "card"), (sheet.transfer, "transfer")] {
        taken(flow, words.word("means", word), words, &mut lines);
    }
    lines
}

fn taken(flow: Flow, means: String, words: &Words, lines: &mut Vec<Line>) {
    let said = words.drawer_sheet_taken(named::Means(means.clone()), named::Times(flow.times));
    lines.push(Line::Sides(said, words.amount(flow.taken)));
    if flow.times_back > 0 {
        let said = words.drawer_sheet_back(named::Means(means), named::Times(flow.times_back));
        lines.push(Line::Sides(said, words.amount(Money(-flow.back.0))));
    }
}

fn in_the_drawer(sheet: &Sheet, words: &Words, lines: &mut Vec<Line>) {
    let float = words.amount(sheet.float);
    lines.push(Line::Sides(words.drawer_sheet_float(), float));
    let Some(cash) = sheet.cash else { return };
    taken(cash.customers, words.word("means", "cash"), words, lines);
    if cash.safe.times > 0 {
        let amount = words.amount(cash.safe.taken);
        lines.push(Line::Sides(words.drawer_sheet_from_safe(), amount));
    }
    if cash.safe.times_back > 0 {
        let amount = words.amount(Money(-cash.safe.back.0));
        lines.push(Line::Sides(words.drawer_sheet_into_safe(), amount));
    }
    let expected = words.amount(cash.expected);
    lines.push(Line::Sides(words.drawer_sheet_expected(), expected));
}

/// Every count, and by how much the last one differs.
fn counted(sheet: &Sheet, words: &Words, lines: &mut Vec<Line>) {
    for (nth, count) in (1_i64..).zip(&sheet.counts) {
        let at = words.time(count.at);
        let (at, name) = (named::At(at), named::Name(count.name.as_str()));
        let said = if nth == 1 {
            words.drawer_sheet_first(at, name)
        } else {
            words.drawer_sheet_count(at, name, named::Nth(nth))
        };
        lines.push(Line::Sides(said, words.amount(count.counted)));
        // Cash may have come or gone since: each count by what should have been in it then.
        let shown = sheet.cash.filter(|cash| cash.expected != count.expected);
        if shown.is_some() {
            let then = words.amount(count.expected);
            let said = format!("  {}", words.drawer_sheet_then(then));
            lines.push(Line::Sides(said, words.amount(count.difference())));
        }
    }
    if let Some(difference) = sheet.difference() {
        let said = words.amount(difference);
        lines.push(Line::Sides(words.drawer_sheet_difference(), said));
    }
    if !sheet.reason.is_empty() {
        lines.push(Line::Text(sheet.reason.clone()));
    }
}

/// Keeps the sheet of a drawer that was just closed, as a paper in the office's language.
pub(super) fn save(permit: &mut Permit<'_>, number: &str) -> Result<(), Refused> {
    let sheet = sheet(permit, number)?;
    let words = Words::of_office(permit.facts());
    let mut paper = Paper::default();
    paper.text(permit.facts().name.clone());
    paper.text(words.drawer_sheet_title(number));
    for line in lines(&sheet, &words) {
        match line {
            Line::Rule => paper.rule(),
            Line::Text(text) => paper.text(text),
            Line::Sides(left, right) => paper.sides(left, right),
        }
    }
    paper.save(permit, number, "drawer", &[])?;
    Ok(())
}
