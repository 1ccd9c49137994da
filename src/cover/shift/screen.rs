//! The covers of the office and its standing arrangements, newest first, with the keys that act on the chosen one.

use super::details::{self, Made, arranged_on, span_cell};
use super::dialogs::{begin_form, end_form, extend_form, give_form};
use super::{AcceptScreen, Cover, Listed, Status, plan_form};
use crate::cover::arrangement::{self, Arrangement};
use crate::model::{CoverReason, Duties, Duty, ReadRight};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{
    Anchor, Binding, Bound, Chord, Kind, Look, OfferKind, PAGE_ROWS, Page, Place, Table, Who,
};
use crate::records::staff::Names;
use crate::ui::Column;
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The list of covers.
pub type Covers = Table<AllCovers>;

/// What the list is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllCovers;

/// A cover or an arrangement, with its names.
#[derive(Debug, Clone)]
pub struct Row {
    of: Of,
    owner: String,
    coverer: String,
    /// Where it comes from and goes on; read of the chosen row.
    made: Option<Made>,
}

#[derive(Debug, Clone)]
enum Of {
    Cover(Box<Cover>, Status),
    Arrangement(Box<Arrangement>),
}

/// Which covers each filter lists; behind them come the arrangements.
const LISTED: [Listed; 5] = [
    Listed::All,
    Listed::Now,
    Listed::Planned,
    Listed::Requests,
    Listed::Ended,
];

impl Row {
    fn cover(&self) -> Option<(&Cover, Status)> {
        match &self.of {
            Of::Cover(cover, status) => Some((cover, *status)),
            Of::Arrangement(_) => None,
        }
    }

    fn arrangement(&self) -> Option<&Arrangement> {
        match &self.of {
            Of::Cover(..) => None,
            Of::Arrangement(arrangement) => Some(arrangement),
        }
    }

    fn number(&self) -> &str {
        match &self.of {
            Of::Cover(cover, _) => &cover.number,
            Of::Arrangement(arrangement) => &arrangement.number,
        }
    }

    /// Somebody is asked and has not answered, and this person may.
    fn waits_for(&self, who: &Who) -> bool {
        match &self.of {
            Of::Cover(cover, Status::Asked) => cover.asked.is_none_or(|asked| asked == who.staff),
            Of::Cover(cover, Status::Planned) => cover.swap_wanted() == Some(who.staff),
            Of::Cover(..) => false,
            Of::Arrangement(arrangement) => {
                arrangement.agreed_at.is_none()
                    && arrangement.ended_at.is_none()
                    && arrangement.other() == who.staff
            }
        }
    }

    /// Its time has come, and this person is to begin it.
    fn is_due_for(&self, who: &Who) -> bool {
        who.offers.iter().any(|offer| match &offer.kind {
            OfferKind::Begin(number) | OfferKind::Arranged(number) => number == self.number(),
            OfferKind::Declare | OfferKind::Propose => false,
        })
    }

    /// It runs or is agreed, and this person carries it.
    fn is_given_by(&self, who: &Who) -> bool {
        self.cover().is_some_and(|(cover, status)| {
            matches!(status, Status::Running | Status::Planned)
                && cover.coverer == Some(who.staff)
                && cover.order.is_none()
        })
    }

    /// "End CS-2026-0003: Jana Nováková covers fulfilment for Petr Malý".
    fn end_title(&self, words: &Words) -> String {
        let duties = self.cover().map_or(Duties::NONE, |(cover, _)| cover.duties);
        let duties = named::Duties(words.duties(duties));
        let number = named::Number(self.number());
        if self.owner.is_empty() || self.coverer.is_empty() {
            return words.cover_end_title_nobody(duties, number);
        }
        words.cover_end_title(
            named::Coverer(self.coverer.as_str()),
            duties,
            number,
            named::Owner(self.owner.as_str()),
        )
    }

    fn is_ended_by(&self, who: &Who) -> bool {
        match &self.of {
            Of::Cover(cover, _) => cover.ended_at.is_none(),
            Of::Arrangement(arrangement) => {
                arrangement.ended_at.is_none()
                    && (arrangement.owner == who.staff
                        || arrangement.coverer == who.staff
                        || who.may(Duty::Management))
            }
        }
    }
}

impl Kind for AllCovers {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Row = Row;
    const BINDINGS: &'static [Binding<Covers>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::covers_key_sheet,
            when: |list, rows, _| {
                list.chosen(rows)
                    .and_then(Row::cover)
                    .is_some_and(|(cover, _)| cover.starts_at.is_some())
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.go(Place::Cover(row.number().to_owned()));
                }
            },
        },
        Binding {
            chord: Chord::char('b'),
            label: Words::covers_key_begin,
            when: |list, rows, who| list.chosen(rows).is_some_and(|row| row.is_due_for(who)),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let arranged = row.arrangement().is_some();
                    let form = begin_form(out.words, row.number(), arranged);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::cover_key_answer,
            when: |list, rows, who| list.chosen(rows).is_some_and(|row| row.waits_for(who)),
            act: |list, rows, out| match list.chosen(rows).map(|row| &row.of) {
                Some(Of::Cover(cover, _)) => {
                    out.open(Bound::pane(AcceptScreen::of(out.words, &cover.number)));
                }
                Some(Of::Arrangement(arrangement)) => {
                    let form = arrangement::answer_form(out.words, &arrangement.number);
                    out.open(Bound::pane(form));
                }
                None => {}
            },
        },
        Binding {
            chord: Chord::char('g'),
            label: Words::covers_key_give,
            when: |list, rows, who| list.chosen(rows).is_some_and(|row| row.is_given_by(who)),
            act: |list, rows, out| {
                if let Some((cover, status)) = list.chosen(rows).and_then(Row::cover) {
                    let form = give_form(out.words, cover, status == Status::Running);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::covers_key_extend,
            when: |list, rows, who| {
                list.chosen(rows)
                    .and_then(Row::cover)
                    .is_some_and(|(cover, status)| {
                        status == Status::Running
                            && [cover.coverer, cover.owner].contains(&Some(who.staff))
                    })
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(extend_form(out.words, row.number())));
                }
            },
        },
        Binding {
            chord: Chord::char('e'),
            label: Words::covers_key_end,
            when: |list, rows, who| list.chosen(rows).is_some_and(|row| row.is_ended_by(who)),
            act: |list, rows, out| match list.chosen(rows).map(|row| &row.of) {
                Some(Of::Cover(cover, _)) => {
                    let title = list
                        .chosen(rows)
                        .map_or_else(String::new, |row| row.end_title(out.words));
                    out.open(Bound::pane(end_form(out.words, &cover.number, title)));
                }
                Some(Of::Arrangement(arrangement)) => {
                    let form = arrangement::end_form(out.words, &arrangement.number);
                    out.open(Bound::pane(form));
                }
                None => {}
            },
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::covers_key_plan,
            when: |_, _, who| super::whose::may_plan(who),
            act: |_, _, out| out.open(Bound::pane(plan_form(out.words, out.who))),
        },
        Binding {
            chord: Chord::char('r'),
            label: Words::covers_key_arrange,
            when: |_, _, who| super::whose::may_plan(who),
            act: |_, _, out| {
                let form = arrangement::make_form(out.words, out.who);
                out.open(Bound::pane(form));
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_covers()
    }
    fn empty(&self, words: &Words) -> String {
        words.covers_empty()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_cover(), 12),
            Column::new(words.column_coverer(), 11),
            Column::new(words.column_owner(), 11).from(60),
            Column::new(words.column_duties(), 0),
            Column::new(words.column_at(), 15),
            Column::new(words.column_state(), 11),
        ]
    }
    fn filters(&self, words: &Words) -> Vec<String> {
        vec![
            words.covers_all(),
            words.covers_now(),
            words.covers_planned(),
            words.covers_requests(),
            words.covers_ended(),
            words.covers_arrangements(),
        ]
    }
    fn anchor(row: &Row, _filter: usize) -> Option<Anchor> {
        Some((Self::key(row).into(), Self::key(row)))
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let now = reader.now();
        let below = page.after.as_ref().map_or(i64::MAX, |(_, id)| *id);
        let limit = PAGE_ROWS as i64;
        let names = Names::read(reader)?;
        let mut rows = Vec::new();
        let Some(listed) = LISTED.get(page.filter) else {
            for mut arrangement in Arrangement::page(reader, below, limit)? {
                let parties = [arrangement.owner, arrangement.coverer];
                let may_know = parties.iter().any(|party| reader.may_see_why(*party));
                if arrangement.reason == CoverReason::Sick && !may_know {
                    arrangement.reason = CoverReason::Other;
                }
                rows.push(Row {
                    owner: names.of(arrangement.owner),
                    coverer: names.of(arrangement.coverer),
                    of: Of::Arrangement(Box::new(arrangement)),
                    made: None,
                });
            }
            return Ok(rows);
        };
        for cover in Cover::page(reader, *listed, below, limit)? {
            let status = cover.status(now);
            rows.push(Row {
                owner: names.of(cover.owner),
                coverer: names.of(cover.coverer.or(cover.asked)),
                of: Of::Cover(Box::new(cover), status),
                made: None,
            });
        }
        Ok(rows)
    }
    fn is_named(row: &Row, name: &str) -> bool {
        row.number() == name
    }
    fn key(row: &Row) -> i64 {
        match &row.of {
            Of::Cover(cover, _) => cover.id.0,
            Of::Arrangement(arrangement) => arrangement.id,
        }
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let (duties, when, (state, style)) = match &row.of {
            Of::Cover(cover, _) => (
                cover.duties,
                span_cell(cover, look),
                details::state(cover, look),
            ),
            Of::Arrangement(arrangement) => (
                arrangement.duties,
                arranged_on(arrangement, look.words, false),
                details::state_of_arrangement(arrangement, look),
            ),
        };
        let cells = vec![
            row.number().to_owned(),
            row.coverer.clone(),
            row.owner.clone(),
            look.words.duties(duties),
            when,
            state,
        ];
        (cells, style)
    }
    const FILLS: bool = true;
    fn fill(row: &mut Row, reader: &mut Reader<'_>) -> Result<(), Refused> {
        row.made = Some(match &row.of {
            Of::Cover(cover, _) => Made::of_cover(reader, cover)?,
            Of::Arrangement(arrangement) => Made::of_arrangement(reader, arrangement)?,
        });
        Ok(())
    }
    fn is_filled(row: &Row) -> bool {
        row.made.is_some()
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let names = (row.coverer.as_str(), row.owner.as_str());
        match &row.of {
            Of::Cover(cover, _) => details::of_cover(cover, names, row.made.as_ref(), look),
            Of::Arrangement(arrangement) => {
                details::of_arrangement(arrangement, names, row.made.as_ref(), look)
            }
        }
    }
}
