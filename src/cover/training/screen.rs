//! The section "Training": the matrix with the path of the chosen cell, and the plan.

use super::matrix::{Cell, Matrix, Person, Planned, matrix};
use super::{DropPlan, Plan, draw, forms};
use crate::cover::board::{Coverage, Mode};
use crate::cover::cards::{card, names};
use crate::cover::practice::WITHOUT_CARD;
use crate::model::depth::Loss;
use crate::model::training_set::Training as Advice;
use crate::model::{Duty, Instant, Level, ReadRight, StaffId};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Bound, Canvas, Chord, Look, Outbox, Place, Proposed, Screen};
use crate::records::coverage::single_points;
use crate::records::roster::today;
use crate::records::training::{WEEKS_AHEAD, days_left, loss_of};
use crate::ui::List;
use crate::words::{Lang, Words};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// What the section shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    /// Everybody by every duty.
    Matrix,
    /// What is planned.
    Plan,
}

/// How often somebody did one thing of a duty.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    pub(super) verb: String,
    pub(super) times: i64,
}

/// A step on the way to the next level.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) step: String,
    pub(super) card: String,
    pub(super) at: Instant,
    pub(super) trainer: String,
    pub(super) result: String,
}

impl Step {
    /// Whether it counts: "5/6" of a practice does not, nor does one without a card, which may have been anything.
    pub(super) fn is_whole(&self) -> bool {
        if self.card == WITHOUT_CARD {
            return false;
        }
        let count = self
            .result
            .split([',', ' ', ';'])
            .next()
            .unwrap_or_default();
        count.split_once('/').is_none_or(|(done, all)| done == all)
    }
}

/// What was read.
#[derive(Debug, Default)]
pub struct View {
    pub(super) matrix: Matrix,
    /// Of the chosen cell, most often first.
    pub(super) evidence: Vec<Evidence>,
    /// Of the chosen cell, latest first.
    pub(super) steps: Vec<Step>,
    /// Every verb that anybody did of the chosen duty, or has a card.
    pub(super) verbs: Vec<String>,
    /// Of how many of the duty's cards the chosen person has read to the end, and how many there are.
    pub(super) cards: (usize, usize),
    /// What the board would lose when the chosen cell runs out; none: it does not, soon.
    pub(super) loss: Option<Loss>,
    /// The fewest trainings that end the single points of failure of the coming weeks, and are not planned: who, what, and in how
    /// many minutes it helps.
    pub(super) wanted: Vec<Advice>,
}

/// The section.
#[derive(Debug, Default)]
pub struct Training {
    pub(super) tab: Tab,
    pub(super) chosen: Option<(StaffId, Duty)>,
    /// The first person that is shown.
    pub(super) top: usize,
    pub(super) list: List,
}

/// The number under which a cell can be clicked.
pub(super) fn key_of(staff: StaffId, duty: Duty) -> i64 {
    staff.0 * 16 + duty as i64
}

impl Training {
    /// The person and the duty that are chosen.
    pub(super) fn cell<'a>(&self, view: &'a View) -> Option<(&'a Person, Duty, Option<&'a Cell>)> {
        let (staff, duty) = self.chosen?;
        let person = view.matrix.people.iter().find(|one| one.staff == staff)?;
        Some((person, duty, view.matrix.cells.get(&(staff, duty))))
    }

    fn is_matrix(&self, view: &View) -> bool {
        self.tab == Tab::Matrix && self.cell(view).is_some()
    }

    fn plan<'a>(&self, view: &'a View) -> Option<&'a Planned> {
        let chosen = self.list.chosen()?;
        view.matrix.plans.iter().find(|plan| plan.id == chosen)
    }

    fn go(&mut self, view: &View, down: isize, across: isize) {
        let Some((staff, duty)) = self.chosen else {
            return;
        };
        let people = &view.matrix.people;
        let row = people
            .iter()
            .position(|one| one.staff == staff)
            .unwrap_or(0);
        let row = row
            .saturating_add_signed(down)
            .min(people.len().saturating_sub(1));
        let column = Duty::ALL.iter().position(|one| *one == duty).unwrap_or(0);
        let column = column
            .saturating_add_signed(across)
            .min(Duty::ALL.len() - 1);
        if let Some(person) = people.get(row) {
            self.chosen = Some((person.staff, Duty::ALL[column]));
        }
    }
}

/// What comes after what somebody has.
pub(super) fn next_level(cell: Option<&Cell>, duty: Duty, now: Instant) -> Option<Level> {
    match cell.and_then(|cell| cell.level_at(now)) {
        Some(Level::Own) => None,
        Some(Level::Cover) => Some(Level::Own),
        Some(Level::Aware) | None if duty == Duty::Management => Some(Level::Own),
        Some(Level::Aware) | None => Some(Level::Cover),
    }
}

/// The trainings that the single points of failure ask for, without those that are planned already.
fn wanted(reader: &mut Reader<'_>, matrix: &Matrix) -> Result<Vec<Advice>, Refused> {
    let today = today(reader);
    let found = single_points(reader, today, WEEKS_AHEAD)?;
    let trainings = found.trainings.into_iter();
    Ok(trainings
        .filter(|one| matrix.plan_of(one.staff, one.duty).is_none())
        .collect())
}

impl Screen for Training {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = (Tab, Option<(StaffId, Duty)>);
    type View = View;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('t'),
            label: Words::staff_key_sign_off,
            when: |screen, view, who| screen.is_matrix(view) && who.may(Duty::Management),
            act: |screen, view, out| {
                if let Some((person, duty, cell)) = screen.cell(view) {
                    let level = next_level(cell, duty, out.now).unwrap_or(Level::Own);
                    out.go(Place::SignOff(Box::new(Proposed {
                        code: person.code.clone(),
                        name: person.name.clone(),
                        duty,
                        level,
                        until: cell.and_then(|cell| cell.until),
                        discount_max: cell.and_then(|cell| cell.discount_max),
                    })));
                }
            },
        },
        Binding {
            chord: Chord::char('u'),
            label: Words::training_key_supervised,
            when: |screen, view, _| screen.is_matrix(view),
            act: |screen, view, out| {
                if let Some((person, duty, _)) = screen.cell(view) {
                    let form = forms::supervised(out.words, person, duty, &view.verbs);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::training_key_plan,
            when: |screen, view, who| screen.is_matrix(view) && who.may(Duty::Management),
            act: |screen, view, out| {
                if let Some((person, duty, cell)) = screen.cell(view) {
                    let level = next_level(cell, duty, out.now).unwrap_or(Level::Own);
                    let form = forms::plan(out.words, person, duty, level, out.now);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::training_key_withdraw,
            when: |screen, view, who| {
                who.may(Duty::Management)
                    && screen.is_matrix(view)
                    && screen.cell(view).is_some_and(|(.., cell)| cell.is_some())
            },
            act: |screen, view, out| {
                if let Some((person, duty, _)) = screen.cell(view) {
                    out.go(Place::Withdraw(
                        person.code.clone(),
                        person.name.clone(),
                        duty,
                    ));
                }
            },
        },
        Binding {
            chord: Chord::char('b'),
            label: Words::training_key_resilience,
            when: |screen, view, _| screen.is_matrix(view),
            act: |_, _, out| out.open(Bound::pane(Coverage::showing(Mode::Depth))),
        },
        Binding {
            chord: Chord::char('g'),
            label: Words::training_key_take_over,
            when: |screen, view, who| {
                who.may(Duty::Management) && screen.tab == Tab::Plan && !view.wanted.is_empty()
            },
            act: |_, view, out| {
                let due = forms::due(out.now, out.words.zone());
                let of = |staff: StaffId| {
                    let person = view.matrix.people.iter().find(|one| one.staff == staff);
                    person.map(|person| person.code.clone())
                };
                let plans = view.wanted.iter().filter_map(|advice| {
                    Some(Plan {
                        staff: of(advice.staff)?,
                        duty: advice.duty,
                        level: advice.step.level(),
                        due: due.clone(),
                        trainer: None,
                    })
                });
                out.perform_all(plans.collect(), |words, _| {
                    (words.training_taken_over(), None)
                });
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::training_key_drop,
            when: |screen, view, who| {
                who.may(Duty::Management)
                    && screen.tab == Tab::Plan
                    && screen
                        .plan(view)
                        .is_some_and(|plan| plan.ended_how.is_none())
            },
            act: |screen, view, out| {
                if let Some(plan) = screen.plan(view) {
                    let plan = plan.number.clone();
                    out.perform(DropPlan { plan }, |words, receipt| {
                        (words.training_dropped(receipt.subject.as_str()), None)
                    });
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_training()
    }

    fn ask(&self) -> Self::Ask {
        (self.tab, self.chosen)
    }

    fn read((tab, chosen): &Self::Ask, reader: &mut Reader<'_>) -> Result<View, Refused> {
        let mut view = View {
            matrix: matrix(reader)?,
            ..View::default()
        };
        if *tab == Tab::Plan {
            view.wanted = wanted(reader, &view.matrix)?;
        }
        let Some((staff, duty)) = chosen else {
            return Ok(view);
        };
        for row in reader.rows(
            "select verb, times from evidence where staff = $1 and duty = $2 order by times desc, verb",
            &[staff.0.into(), duty.as_str().into()],
        )? {
            view.evidence.push(Evidence {
                verb: row.text(0)?,
                times: row.int(1)?,
            });
        }
        for row in reader.rows(
            "select t.step, t.card, t.at, coalesce(s.name, ''), t.result from training_step t left join staff s on s.id = t.trainer
             where t.staff = $1 and t.duty = $2 order by t.id desc limit 60",
            &[staff.0.into(), duty.as_str().into()],
        )? {
            view.steps.push(Step {
                step: row.text(0)?,
                card: row.text(1)?,
                at: Instant(row.int(2)?),
                trainer: row.text(3)?,
                result: row.text(4)?,
            });
        }
        for row in reader.rows(
            "select distinct verb from evidence where duty = $1 order by verb",
            &[duty.as_str().into()],
        )? {
            view.verbs.push(row.text(0)?);
        }
        // A card says of which duty its verb is.
        let cards = names().filter_map(|verb| card(None, Lang::En, verb).ok());
        let of_duty: Vec<String> = cards
            .filter(|card| card.duty == Some(*duty))
            .map(|card| card.verb)
            .collect();
        let mut read = 0;
        for row in reader.rows(
            "select distinct card from training_step where staff = $1 and duty = $2 and step = 'card-read'",
            &[staff.0.into(), duty.as_str().into()],
        )? {
            read += usize::from(of_duty.contains(&row.text(0)?));
        }
        view.cards = (read, of_duty.len());
        view.verbs.extend(of_duty);
        view.verbs.sort();
        view.verbs.dedup();
        let now = reader.now();
        let until = view
            .matrix
            .cells
            .get(&(*staff, *duty))
            .and_then(|cell| cell.until);
        if let Some(until) = until.filter(|until| days_left(*until, now).is_some()) {
            view.loss = Some(loss_of(reader, *staff, *duty, until)?);
        }
        Ok(view)
    }

    fn arrived(&mut self, before: &View, view: &View) {
        let is_there = |staff| view.matrix.people.iter().any(|one| one.staff == staff);
        if self.chosen.is_none_or(|(staff, _)| !is_there(staff)) {
            let first = view.matrix.people.first();
            self.chosen = first.map(|person| (person.staff, Duty::Reception));
        }
        let keys = |view: &View| {
            view.matrix
                .plans
                .iter()
                .map(|plan| plan.id)
                .collect::<Vec<_>>()
        };
        self.list.settle(&keys(before), &keys(view));
    }

    fn key(&mut self, key: KeyEvent, view: &View, _out: &mut Outbox<'_>) -> bool {
        match (key.code, self.tab) {
            (KeyCode::Tab | KeyCode::BackTab, Tab::Matrix) => self.tab = Tab::Plan,
            (KeyCode::Tab | KeyCode::BackTab, Tab::Plan) => self.tab = Tab::Matrix,
            (_, Tab::Plan) => {
                let keys: Vec<i64> = view.matrix.plans.iter().map(|plan| plan.id).collect();
                return self.list.key(key, &keys);
            }
            (KeyCode::Up, _) => self.go(view, -1, 0),
            (KeyCode::Down, _) => self.go(view, 1, 0),
            (KeyCode::PageUp, _) => self.go(view, -8, 0),
            (KeyCode::PageDown, _) => self.go(view, 8, 0),
            (KeyCode::Left, _) => self.go(view, 0, -1),
            (KeyCode::Right, _) => self.go(view, 0, 1),
            (KeyCode::Home, _) => self.go(view, 0, -16),
            (KeyCode::End, _) => self.go(view, 0, 16),
            _ => return false,
        }
        true
    }

    fn clicked(&mut self, row: i64, view: &View) {
        if self.tab == Tab::Plan {
            return self.list.choose(row);
        }
        let staff = StaffId(row.div_euclid(16));
        let duty = Duty::ALL.iter().find(|duty| key_of(staff, **duty) == row);
        if let Some(duty) = duty.filter(|_| view.matrix.people.iter().any(|one| one.staff == staff))
        {
            self.chosen = Some((staff, *duty));
        }
    }

    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        draw::section(self, view, area, canvas, look);
    }
}
