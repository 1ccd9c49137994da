//! What is chosen in a tab of F4: whom, which duties, why, until when.

use super::dialog::{CoverDialog, Part, Tab};
use super::people::{Colleague, Found};
use crate::model::{CoverReason, Duties, Duty, Instant, StaffId};
use crate::office::Standing;
use crate::pane::CoverOffer;
use crate::ui::Field;
use crate::words::Words;

/// Whom a row of the list means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    /// What the program offers to begin, by its place.
    Offer(usize),
    /// A colleague.
    Person(StaffId),
    /// Nobody in particular.
    Anyone,
}

/// What is chosen.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) whom: Option<Whom>,
    pub(super) ticked: Duties,
    /// The duty that the keys are on.
    pub(super) at: usize,
    pub(super) reason: CoverReason,
    pub(super) until: Field,
    /// Somebody has chosen the person, or the duties, by hand.
    whom_by_hand: bool,
    ticked_by_hand: bool,
    /// What the end was before anything was typed.
    usual_end: String,
    /// The usual end of each offer.
    ends: Vec<String>,
}

impl Side {
    fn new(reason: CoverReason, until: String) -> Self {
        Self {
            whom: None,
            ticked: Duties::NONE,
            at: 0,
            reason,
            until: Field::offered(&until),
            whom_by_hand: false,
            ticked_by_hand: false,
            usual_end: until,
            ends: Vec::new(),
        }
    }

    /// What one could cover oneself: chosen already where it was agreed, or where one thing presses more than everything else.
    pub(super) fn giving(offers: &[CoverOffer], words: &Words, now: Instant) -> Self {
        let mut side = Self::new(CoverReason::Lunch, words.time(now.plus_minutes(30)));
        side.ends = offers.iter().map(|offer| words.time(offer.until)).collect();
        let plain = match offers {
            [] => false,
            [_] => true,
            [first, second, ..] => first.rank < second.rank || first.is_agreed(),
        };
        if plain {
            side.choose_offer(offers, 0);
        }
        side
    }

    /// Chooses the first offer that has one of these duties, and of it these alone. Whether there is one.
    pub(super) fn choose_for(&mut self, offers: &[CoverOffer], wished: Duties) -> bool {
        let meets = |offer: &CoverOffer| !offer.duties.and(wished).is_empty();
        let Some(nth) = offers.iter().position(meets) else {
            return false;
        };
        self.choose_offer(offers, nth);
        self.ticked = offers[nth].duties.and(wished);
        true
    }

    /// What one could ask for: one's own duties for half an hour.
    pub(super) fn asking(mine: Duties, words: &Words, now: Instant) -> Self {
        let mut side = Self::new(CoverReason::Lunch, words.time(now.plus_minutes(30)));
        side.ticked = mine;
        side.whom = Some(Whom::Anyone);
        side
    }

    fn choose_offer(&mut self, offers: &[CoverOffer], nth: usize) {
        let Some(offer) = offers.get(nth) else { return };
        self.whom = Some(Whom::Offer(nth));
        self.ticked = offer.duties;
        self.ticked_by_hand = false;
        self.at = 0;
        self.reason = offer.reason;
        if self.until.value() == self.usual_end
            && let Some(end) = self.ends.get(nth)
        {
            self.usual_end.clone_from(end);
            self.until = Field::offered(end);
        }
    }

    /// Who is here and could cover most of what is to be covered, as long as nobody has chosen anybody.
    pub(super) fn propose(&mut self, mine: Duties, found: &Found) {
        if self.whom_by_hand || self.ticked_by_hand {
            return;
        }
        let size = |one: &&Colleague| (one.is_here(), one.could(mine).iter().count());
        let best = found.people.iter().rev().max_by_key(size);
        let Some(best) = best.filter(|best| !best.could(mine).is_empty()) else {
            return;
        };
        self.ticked = best.could(mine);
        let able = |one: &&Colleague| one.is_here() && one.could(self.ticked) == self.ticked;
        let mut able = found.people.iter().filter(able);
        self.whom = match (able.next(), able.next()) {
            (Some(one), None) => Some(Whom::Person(one.staff)),
            _ => Some(Whom::Anyone),
        };
    }

    pub(super) fn tick(&mut self, duty: Duty) {
        self.ticked_by_hand = true;
        self.ticked = if self.ticked.has(duty) {
            self.ticked.iter().filter(|one| *one != duty).collect()
        } else {
            self.ticked.with(duty)
        };
    }

    pub(super) fn turn_reason(&mut self, forwards: bool) {
        let all = CoverReason::ALL;
        let at = all.iter().position(|one| *one == self.reason).unwrap_or(0);
        let to = if forwards { at + 1 } else { at + all.len() - 1 };
        self.reason = all[to % all.len()];
    }

    /// Whether something was typed.
    pub(super) fn is_changed(&self) -> bool {
        self.until.value() != self.usual_end
    }

    /// What is kept of it while the program is not running.
    pub(super) fn kept(&self) -> [String; 3] {
        [
            self.ticked.to_string(),
            self.reason.as_str().to_owned(),
            self.until.value().to_owned(),
        ]
    }

    /// Takes back what was kept.
    pub(super) fn take(&mut self, kept: &[String]) {
        let [ticked, reason, until] = kept else {
            return;
        };
        if let Some(duties) = Duties::parse(ticked).filter(|duties| !duties.is_empty()) {
            self.ticked = duties;
            self.ticked_by_hand = true;
        }
        self.reason = CoverReason::parse(reason).unwrap_or(self.reason);
        self.until = Field::with(until);
    }
}

/// A row of the list of people.
pub(super) struct Row<'a> {
    pub(super) whom: Option<Whom>,
    pub(super) duties: Duties,
    pub(super) person: Option<&'a Colleague>,
    pub(super) offer: Option<&'a CoverOffer>,
}

impl CoverDialog {
    /// The people of the open tab: those who can be chosen first.
    pub(super) fn list<'a>(&'a self, found: &'a Found) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        let row = |whom, duties, person| Row {
            whom,
            duties,
            person,
            offer: None,
        };
        match self.tab {
            Tab::Practise => {}
            Tab::Give => {
                let by_code = |code: &str| found.people.iter().find(|one| one.code == code);
                for (nth, offer) in self.offers.iter().enumerate() {
                    let owner = offer.owner.as_ref().and_then(|(code, _)| by_code(code));
                    rows.push(Row {
                        offer: Some(offer),
                        ..row(Some(Whom::Offer(nth)), offer.duties, owner)
                    });
                }
                if self.offers.iter().any(|offer| offer.owner.is_some()) {
                    rows.push(row(Some(Whom::Anyone), self.trained(), None));
                }
                let known = |one: &&Colleague| {
                    let named = |offer: &CoverOffer| {
                        offer
                            .owner
                            .as_ref()
                            .is_some_and(|(code, _)| *code == one.code)
                    };
                    !one.owns.is_empty() && !self.offers.iter().any(named)
                };
                let rest = found.people.iter().filter(known);
                rows.extend(rest.map(|one| row(None, one.owns, Some(one))));
            }
            Tab::Ask => {
                let nobody = Duties::NONE;
                rows.push(row(Some(Whom::Anyone), nobody, None));
                let could = |one: &&Colleague| !one.could(self.mine).is_empty();
                let able = found.people.iter().filter(could);
                rows.extend(able.map(|one| {
                    row(
                        Some(Whom::Person(one.staff)),
                        one.could(self.mine),
                        Some(one),
                    )
                }));
                let unable = found.people.iter().filter(|one| !could(one));
                rows.extend(unable.map(|one| row(None, one.owns, Some(one))));
            }
        }
        rows
    }

    /// What this person is trained to cover.
    fn trained(&self) -> Duties {
        let could = |known: &&(Duty, Standing)| known.1 == Standing::CouldCover;
        self.standing
            .iter()
            .filter(could)
            .map(|known| known.0)
            .collect()
    }

    /// The duties of the open tab, and whether each can be ticked.
    pub(super) fn duties(&self, found: &Found) -> Vec<(Duty, bool)> {
        let trained = self.trained();
        let (shown, can) = match (self.tab, self.give.whom) {
            (Tab::Ask, _) => (self.mine, self.mine),
            (Tab::Give, Some(Whom::Anyone)) => (trained, trained),
            (Tab::Give, Some(Whom::Offer(nth))) => {
                let Some(offer) = self.offers.get(nth) else {
                    return Vec::new();
                };
                let owner = offer.owner.as_ref();
                let owner =
                    owner.and_then(|(code, _)| found.people.iter().find(|one| one.code == *code));
                let owned = owner.map_or(Duties::NONE, |one| one.owns);
                let shown = offer.duties.iter().fold(owned, Duties::with);
                (shown, offer.duties.iter().fold(trained, Duties::with))
            }
            (Tab::Give | Tab::Practise, _) => (Duties::NONE, Duties::NONE),
        };
        // What is covered comes first, however the owner's other duties are sorted.
        let mut all: Vec<(Duty, bool)> = shown.iter().map(|duty| (duty, can.has(duty))).collect();
        all.sort_by_key(|(_, can)| !can);
        all
    }

    /// Chooses somebody.
    pub(super) fn choose(&mut self, whom: Whom, found: &Found) {
        let (offers, mine) = (self.offers.clone(), self.mine);
        let side = self.side_mut();
        side.whom = Some(whom);
        side.whom_by_hand = true;
        match whom {
            Whom::Offer(nth) => side.choose_offer(&offers, nth),
            Whom::Person(staff) if !side.ticked_by_hand => {
                let person = found.people.iter().find(|one| one.staff == staff);
                side.ticked = person.map_or(side.ticked, |one| one.could(mine));
            }
            Whom::Person(_) | Whom::Anyone => {}
        }
    }

    /// The next or the previous one who can be chosen. Whether there was one.
    pub(super) fn choose_next(&mut self, down: bool, found: &Found) -> bool {
        let can: Vec<Whom> = self.list(found).iter().filter_map(|row| row.whom).collect();
        let at = can.iter().position(|whom| Some(*whom) == self.side().whom);
        let to = match (at, down) {
            (None, true) => Some(0),
            (None, false) => None,
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        let Some(whom) = to.and_then(|to| can.get(to).copied()) else {
            return false;
        };
        self.choose(whom, found);
        true
    }

    /// A click: tabs, people, duties and reasons have numbers of their own.
    pub(super) fn click(&mut self, row: i64, found: &Found) {
        let nth = usize::try_from(row % CLICK_EACH).unwrap_or(0);
        match row / CLICK_EACH {
            CLICK_TABS => {
                if let Some(tab) = Tab::ALL.get(nth) {
                    self.begin_tab(*tab);
                }
            }
            CLICK_PEOPLE => {
                let whom = self.list(found).get(nth).and_then(|row| row.whom);
                if let Some(whom) = whom {
                    self.choose(whom, found);
                    self.part = Part::Whom;
                }
            }
            CLICK_DUTIES => {
                if let Some((duty, true)) = self.duties(found).get(nth).copied() {
                    self.side_mut().tick(duty);
                    self.side_mut().at = nth;
                    self.part = Part::Duties;
                }
            }
            CLICK_REASONS => {
                if let Some(reason) = CoverReason::ALL.get(nth) {
                    self.side_mut().reason = *reason;
                    self.part = Part::Why;
                }
            }
            CLICK_UNTIL => self.part = Part::Until,
            _ => {}
        }
    }
}

/// So many places of one kind can be clicked.
pub(super) const CLICK_EACH: i64 = 1_000;
pub(super) const CLICK_TABS: i64 = 1;
pub(super) const CLICK_PEOPLE: i64 = 2;
pub(super) const CLICK_DUTIES: i64 = 3;
pub(super) const CLICK_REASONS: i64 = 4;
pub(super) const CLICK_UNTIL: i64 = 5;
