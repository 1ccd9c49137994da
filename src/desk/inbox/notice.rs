//! Notices: what a desk or a person was told without having asked.

use crate::model::{CoverId, Desk, Duties, Instant, Money, StaffId, Weekdays};
use crate::office::{Reader, Reads, Refused, Row};
use crate::pane::Look;
use crate::records::cover_money::{self, Differences, Taken};
use crate::records::keys::{KEYS, keys, values};
use crate::words::{Words, named};
use chrono::NaiveDate;
use fluent_bundle::FluentArgs;

/// A notice.
#[derive(Debug, Clone)]
pub(super) struct Notice {
    pub(super) id: i64,
    pub(super) at: Instant,
    kind: String,
    pub(super) order: Option<String>,
    pub(super) cover: Option<String>,
    cover_id: Option<CoverId>,
    pub(super) to: String,
    data: String,
    pub(super) read: bool,
    /// Until when an answer to it can be given, where it asks for a cover and nobody has answered.
    answer_until: Option<Instant>,
    /// It asks for a decision about picked goods: what was decided.
    decision: Option<String>,
    /// It tells whoever was covered or has covered that a cover is over: what was taken, and which drawers did not come out.
    money: Option<(Taken, Differences)>,
}

impl Notice {
    fn from_row(row: &Row) -> Result<Self, Refused> {
        Ok(Self {
            id: row.int(0)?,
            at: Instant(row.int(1)?),
            kind: row.text(2)?,
            order: row.text_or_none(3)?,
            cover: row.text_or_none(4)?,
            cover_id: row.int_or_none(9)?.map(CoverId),
            to: row.text(5)?,
            data: row.text(6)?,
            read: row.flag(7)?,
            answer_until: row.int_or_none(8)?.map(Instant),
            decision: None,
            money: None,
        })
    }

    /// The notices for a desk and for one person (none: for the desk only) before this key, newest first: one page.
    pub(super) fn before(
        reader: &mut Reader<'_>,
        desk: Desk,
        staff: Option<StaffId>,
        before: i64,
    ) -> Result<Vec<Self>, Refused> {
        let args = [
            desk.as_str().into(),
            staff.map_or(0, |staff| staff.0).into(),
            before.into(),
        ];
        let mut rows = Vec::new();
        for sql in [
            "select n.id, n.at, n.kind, o.number, c.number, '', n.data, n.read_at is not null,
                    case when n.kind in ('cover-asked', 'cover-offered', 'cover-planned-asked', 'cover-planned-offered') and c.ended_at is null and c.starts_at is null then c.ends_at end, c.id from notice n
             left join orders o on o.id = n.orders left join cover c on c.id = n.cover
             where n.desk = $1 and n.staff is null and n.id < $3 and $2 = $2 order by n.id desc limit 64",
            "select n.id, n.at, n.kind, o.number, c.number, s.name, n.data, n.read_at is not null,
                    case when n.kind in ('cover-asked', 'cover-offered', 'cover-planned-asked', 'cover-planned-offered') and c.ended_at is null and c.starts_at is null then c.ends_at end, c.id from notice n
             left join orders o on o.id = n.orders left join cover c on c.id = n.cover left join staff s on s.id = n.staff
             where n.desk is null and n.staff = $2 and n.id < $3 and $1 = $1 order by n.id desc limit 64",
        ] {
            for row in reader.rows(sql, &args)? {
                rows.push(Self::from_row(&row)?);
            }
        }
        decisions(reader, &mut rows)?;
        let covers: Vec<CoverId> = rows.iter().filter_map(Self::ended_cover).collect();
        let money = cover_money::of_covers(reader, &covers)?;
        for notice in &mut rows {
            let cover = notice.ended_cover();
            notice.money = cover.map(|cover| money.get(&cover.0).cloned().unwrap_or_default());
        }
        rows.sort_by_key(|notice| -notice.id);
        Ok(rows)
    }

    /// The cover that is over, where that is what it tells whoever was covered or has covered.
    fn ended_cover(&self) -> Option<CoverId> {
        let is_over = matches!(
            self.kind.as_str(),
            "cover-sheet" | "cover-over" | "cover-ended"
        );
        self.cover_id.filter(|_| is_over && !self.to.is_empty())
    }

    /// It asks for a cover, and the time of that has passed without an answer: there is nothing left to do.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.answer_until.is_some_and(|until| until <= now)
    }

    /// It proposes a standing arrangement: its number.
    pub(super) fn proposes(&self) -> Option<String> {
        let data: serde_json::Value = serde_json::from_str(&self.data).ok()?;
        (self.kind == "arrangement-made").then(|| data["number"].as_str().map(str::to_owned))?
    }

    /// As a sentence in the reader's language.
    pub(super) fn sentence(&self, look: &Look<'_>) -> String {
        let data: serde_json::Value = serde_json::from_str(&self.data).unwrap_or_default();
        let text = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
        let mut args = FluentArgs::new();
        for (name, value) in data.as_object().into_iter().flatten() {
            args.set(name.as_str(), value.as_str().unwrap_or_default());
        }
        args.set("order", self.order.clone().unwrap_or_default());
        args.set("cover", self.cover.clone().unwrap_or_default());
        let verb = text("verb").replace('.', "-");
        args.set("verb", look.words.word("verb", &verb));
        let unasked = text("unasked");
        args.set("because", look.words.word("cover-unasked", &unasked));
        let duties = Duties::parse(&text("duties")).unwrap_or_default();
        args.set("duties", look.words.duties(duties));
        let from = data["from"].as_i64().map(Instant);
        let from = from.map(|at| look.words.when(at, look.now));
        args.set("from", from.unwrap_or_default());
        let until = data["until"].as_i64().map(Instant);
        let until = until.map(|at| look.words.time(at));
        args.set("until", until.unwrap_or_default());
        let moment = |name: &str| data[name].as_i64().map(Instant);
        for name in ["at", "before"] {
            let at = moment(name).map(|at| look.words.time(at));
            args.set(name, at.unwrap_or_default());
        }
        let how = look.words.word("ended", &text("how"));
        let by = text("by");
        let how = if by.is_empty() {
            how
        } else {
            format!("{how}, {by}")
        };
        args.set("how", how);
        args.set("goods", goods(&data));
        for name in ["counted", "difference"] {
            args.set(name, look.words.money_of(&text(name)));
        }
        let kind = look.words.word("absence-kind", &text("absence_kind"));
        args.set("kind", kind);
        let moment = |name: &str| Instant(data[name].as_i64().unwrap_or_default());
        let (from, until) = (moment("from_at"), moment("until_at"));
        args.set("span", look.words.span(from, until, self.at));
        // A day is kept as it is written everywhere, and shown as it is read here.
        if let Ok(day) = text("words").parse::<NaiveDate>() {
            args.set("words", look.words.short_day(day));
        }
        if let Some(arranged) = arranged(&data, look.words) {
            args.set("words", arranged);
        }
        let said = self.said(look.words, &args);
        if self.is_over(look.now) {
            look.words.inbox_nobody_came(said)
        } else {
            said
        }
    }

    fn said(&self, words: &Words, args: &FluentArgs<'_>) -> String {
        if let Some(decision) = &self.decision {
            let decided = words.by_id("inbox-exception-decided", args);
            let what = words.word("decision", decision);
            return format!("{}: {what}", decided.unwrap_or_default());
        }
        let said = words
            .by_id(&format!("inbox-{}", self.kind), args)
            .unwrap_or_else(|| self.kind.clone());
        let Some((taken, differences)) = &self.money else {
            return said;
        };
        let money = said_of(taken, differences, words);
        if money.is_empty() {
            return said;
        }
        format!(
            "{}. {}",
            said.trim_end().trim_end_matches('.'),
            money.join(" ")
        )
    }
}

/// What was taken, and which drawers did not come out, in sentences; none where no money went over the counter.
fn said_of(taken: &Taken, differences: &[(String, Money)], words: &Words) -> Vec<String> {
    let sums: Vec<String> = taken
        .iter()
        .filter(|(_, (amount, _))| *amount != Money::ZERO)
        .map(|(means, (amount, _))| {
            format!("{} {}", words.word("means", means), words.money(*amount))
        })
        .collect();
    let mut said = Vec::new();
    if !sums.is_empty() {
        said.push(words.inbox_cover_taken(sums.join(", ")));
    }
    for (drawer, difference) in differences {
        said.push(words.inbox_cover_differs(
            named::Difference(words.money(*difference)),
            named::Drawer(drawer.as_str()),
        ));
    }
    said
}

/// What was decided of the exceptions that notices tell.
fn decisions(reader: &mut Reader<'_>, notices: &mut [Notice]) -> Result<(), Refused> {
    let mut told: Vec<(String, &mut Notice)> = notices
        .iter_mut()
        .filter(|notice| notice.kind == "exception")
        .map(|notice| {
            let data: serde_json::Value = serde_json::from_str(&notice.data).unwrap_or_default();
            let number = data["exception"].as_str().unwrap_or_default();
            (number.to_owned(), notice)
        })
        .collect();
    for page in told.chunks_mut(KEYS) {
        let rows = reader.rows(
            concat!(
                "select number, decision from exception where number in (",
                keys!(),
                ")"
            ),
            &values(page.iter().map(|(number, _)| number.as_str())),
        )?;
        for row in rows {
            let number = row.text(0)?;
            for (_, notice) in page.iter_mut().filter(|(told, _)| *told == number) {
                notice.decision = row.text_or_none(1)?;
            }
        }
    }
    Ok(())
}

/// Who stands in for whom, on which weekdays and from when until when, where it is about a standing arrangement.
fn arranged(data: &serde_json::Value, words: &Words) -> Option<String> {
    let days = Weekdays::parse(data["weekdays"].as_str()?)?;
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let at = |name: &str| {
        let minute = data[name].as_i64().unwrap_or_default();
        format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
    };
    let (coverer, owner) = (text("coverer"), text("owner"));
    let days = words.weekdays(days);
    let hours = format!("{}–{}", at("starts"), at("ends"));
    Some(format!("{days} {hours}, {coverer} > {owner}"))
}

/// What is missing, as one text.
fn goods(data: &serde_json::Value) -> String {
    let missing = data["missing"].as_array().map_or(&[][..], Vec::as_slice);
    let goods: Vec<_> = missing
        .iter()
        .map(|one| {
            let text = |name: &str| one[name].as_str().unwrap_or_default();
            format!("{} {} {}", text("quantity"), text("unit"), text("name"))
        })
        .collect();
    goods.join(", ")
}
