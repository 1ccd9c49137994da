//! What screens wish to happen, carried out: verbs, dialogs, and the places that a key on one screen leads to on another.

use super::clerk::{AsideDone, Report, WriteJob};
use super::cover_keys;
use super::sections::SECTIONS;
use super::shell::{Shell, slot};
use crate::back::picking;
use crate::cover::handback::{MissedScreen, SheetScreen};
use crate::desk::{questions, staff};
use crate::front::counter::{Counter, SlipScreen, papers_of};
use crate::model::Desk;
use crate::office::Office;
use crate::pane::{After, Aside, Bound, Effect, Job, Place, Talk, Then};
use crate::words::Words;
use std::sync::Arc;

/// The stock among the sections of the back office, the roster among the office's.
const STOCK: usize = 1;
const ROSTER: usize = 1;

impl Shell {
    /// Does what a screen wishes, in its order; `from` is the dialog or the section that wishes it.
    pub(super) fn carry_out(&mut self, from: u64, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Perform(..) | Effect::PerformAnd(..) | Effect::Aside(_)
                    if self.session.is_none() =>
                {
                    self.held.push((from, effect));
                }
                Effect::Perform(job, then) => self.perform(from, job, (then, None)),
                Effect::PerformAnd(job, then, after) => {
                    self.perform(from, job, (then, Some(after)));
                }
                Effect::Aside(aside) => self.aside(aside, String::new()),
                Effect::Open(pane) => self.show(pane),
                Effect::Wait => {}
                Effect::Close => {
                    self.dialogs.retain(|(id, _)| *id != from);
                    self.forget_refusal();
                }
                Effect::Say(text) => self.status = (text, false),
                Effect::Refuse(text) => {
                    if let Some(pane) = self.pane(from) {
                        pane.refused(&text);
                    }
                    self.status = (text, true);
                }
                Effect::Go(place) => self.go_to(from, place),
            }
        }
    }

    /// Gives a verb to the writing clerk.
    fn perform(&mut self, from: u64, job: Job, follows: (Then, Option<After>)) {
        let Some(session) = self.session.clone() else {
            return;
        };
        let opened = self.opened.iter().find(|(id, _)| *id == from);
        let session = match opened {
            Some((_, at)) => session.with_form_opened(*at),
            None => session,
        };
        self.thens.push_back(follows);
        self.waiting_for += 1;
        self.tell(WriteJob::Perform(from, session, job));
    }

    /// Runs something beside the clerks, with a connection of its own that reads: once at a time for each paper, however long a key
    /// is held. `said_before` is what was said of the verb that it follows.
    pub(super) fn aside(&mut self, aside: Aside, said_before: String) {
        let number = aside.number.as_str();
        let Some(session) = self.session.clone() else {
            // Nobody is here any more who could see that it is not printed and print it again.
            self.status = (self.words.slip_nobody_here(number), true);
            return;
        };
        if self.on_their_way.iter().any(|one| one == number) {
            self.status = (self.words.slip_on_its_way(number), false);
            return;
        }
        self.on_their_way.push(number.to_owned());
        let (file, clock, to) = (self.file.clone(), Arc::clone(&self.clock), self.sender());
        let is_practice = self.is_practice();
        std::thread::spawn(move || {
            let office = if is_practice {
                Office::open_practice_to_read(&file, clock)
            } else {
                Office::open_to_read(&file, clock)
            };
            let result = office.and_then(|mut office| (aside.job)(&mut office, &session));
            // Where the program has ended nobody wants to know.
            let _ = to.send(Report::Aside(AsideDone {
                number: aside.number,
                said_before,
                result,
                then: aside.then,
            }));
        });
    }

    /// What ran beside the clerks is done: it is said behind what was said of its verb, where that still stands there.
    pub(super) fn aside_done(&mut self, done: AsideDone) {
        self.dirty = true;
        self.on_their_way.retain(|one| *one != done.number);
        let said = match done.result {
            Ok(receipt) => (done.then)(&self.words, &receipt).0,
            Err(refused) => {
                self.status = (self.words.refused(&refused), true);
                return;
            }
        };
        let stands = !done.said_before.is_empty() && self.status.0 == done.said_before;
        let stays = stands && self.status_stays();
        self.status = if stands {
            (format!("{}  {said}", done.said_before), false)
        } else {
            (said, false)
        };
        if stays {
            self.keep_status();
        }
    }

    /// Opens the place to which a key leads, wherever in the office it is.
    fn go_to(&mut self, from: u64, place: Place) {
        match place {
            Place::Order(number) => self.at_card(Counter::with(&number)),
            Place::Customer(code) => self.at_card(Counter::with_customer(&code)),
            Place::Paper(number, order) => {
                self.at_card(Counter::with(&order));
                self.show(Bound::pane(SlipScreen::of(&number)));
            }
            Place::Papers(order) => self.show(Bound::pane(papers_of(&order))),
            Place::Item(id, folded) => {
                self.dialogs.clear();
                let stock = crate::back::stock::at_item(&folded, id);
                self.put_section(Some(Desk::Back), STOCK, stock);
            }
            Place::Bin(code) => self.show(crate::back::stock::bin_content(&code)),
            Place::Here => {
                self.dialogs.clear();
                let roster = crate::cover::roster::Roster::who_is_here();
                self.put_section(None, ROSTER, Bound::pane(roster));
            }
            Place::Back => {
                if let Some((desk, nth)) = self.came_from.take() {
                    self.at_counter(Counter::default());
                    self.go_section(desk, nth);
                }
            }
            Place::Pick(order) => self.show(picking::pick_screen(&self.words, &order)),
            Place::Decide(exception) => {
                let form = picking::decide_form(&self.words, &exception);
                self.show(Bound::pane(form));
            }
            Place::Ready(parcel) => {
                let form = picking::ready_form(&self.words, &parcel);
                self.show(Bound::pane(form));
            }
            Place::CoverFor(order) => {
                let (job, then) = cover_keys::for_customer(order);
                self.carry_out(from, vec![Effect::Perform(job, then)]);
            }
            Place::CardClosed(order) => {
                let running = self.who.as_ref().and_then(|who| who.for_customer.clone());
                if let Some((cover, _)) = running.filter(|(_, known)| *known == order) {
                    let (job, then) = cover_keys::card_closed(cover);
                    self.carry_out(from, vec![Effect::Perform(job, then)]);
                }
            }
            Place::Training => self.go_training(),
            Place::Practise(desk, card) => self.practise(Some(desk), card),
            Place::ChoosePractice(desk) => self.choose_practice(desk),
            Place::SignOff(proposed) => {
                let form = staff::sign_off_form(&self.words, &proposed, self.now());
                self.show(Bound::pane(form));
            }
            Place::Withdraw(code, name, duty) => {
                let form = staff::withdraw_form(&self.words, &code, &name, duty);
                self.show(Bound::pane(form));
            }
            Place::Cover(number) => self.show(Bound::pane(SheetScreen::of(&number))),
            Place::Arrangement(number) => {
                let form = crate::cover::arrangement::answer_form(&self.words, &number);
                self.show(Bound::pane(form));
            }
            Place::Talk(talk) => self.talk(from, talk),
            Place::TryScanner => self.try_scanner(),
            Place::Offered(nth) => self.do_offered(nth),
        }
    }

    /// To what people ask and promise each other.
    fn talk(&mut self, from: u64, talk: Talk) {
        let Some(who) = &self.who else { return };
        let words = &self.words;
        let pane = match talk {
            Talk::Thread(number) => Bound::pane(questions::ThreadScreen::of(&number, who.staff)),
            Talk::Ask(order, customer, to) => {
                Bound::pane(questions::ask_form(words, &order, &customer, to))
            }
            Talk::Call(code, name, phone) => {
                let customer = Some((code.as_str(), name.as_str(), phone.as_str()));
                Bound::pane(questions::message_form(words, who, None, customer))
            }
            Talk::Promise(order, code, name, phone) => {
                let customer = Some((code.as_str(), name.as_str(), phone.as_str()));
                Bound::pane(questions::promise_form(words, &order, customer))
            }
            Talk::FirstDone(cover) => {
                let (job, then) = cover_keys::first_done(cover);
                return self.carry_out(from, vec![Effect::Perform(job, then)]);
            }
        };
        self.show(pane);
    }

    /// F8: what waits most for whoever is here: an urgent question, what they missed, what they do first, the question that waits longest.
    pub(super) fn go_urgent(&mut self) {
        let Some(who) = &self.who else { return };
        let urgent = who.thread.as_ref().filter(|(.., urgent)| *urgent);
        if urgent.is_none() && who.away_since.is_some() && !self.missed_seen {
            return self.show_missed();
        }
        let place = match (urgent, &who.first, &who.thread) {
            (Some((number, ..)), ..) | (None, None, Some((number, ..))) => {
                Place::Talk(Talk::Thread(number.clone()))
            }
            (None, Some((cover, _)), _) => Place::Cover(cover.clone()),
            (None, None, None) => {
                self.status = (self.words.inbox_nothing_waits(), false);
                return;
            }
        };
        let top = self.top();
        self.carry_out(top, vec![Effect::Go(place)]);
    }

    /// What whoever was away has missed.
    pub(super) fn show_missed(&mut self) {
        self.missed_seen = true;
        if let Some(who) = &self.who {
            self.show(Bound::pane(MissedScreen::of(who.staff)));
        }
    }

    /// To a card at the counter; when it is closed, Esc leads back to where one is now.
    fn at_card(&mut self, counter: Counter) {
        self.dialogs.clear();
        let here = (self.desk, self.at[slot(self.desk)]);
        let kept = self.came_from.take();
        self.at_counter(counter);
        let counter = (self.desk, self.at[slot(self.desk)]);
        // From one card to the next: the way back stays the same.
        self.came_from = if here == counter { kept } else { Some(here) };
    }

    /// Puts a counter into the first section of the front desk and goes there.
    pub(super) fn at_counter(&mut self, counter: Counter) {
        self.put_section(Some(Desk::Front), 0, Bound::pane(counter));
    }

    /// Opens a section with this in it, such as a list with something chosen.
    pub(super) fn put_section(
        &mut self,
        desk: Option<Desk>,
        nth: usize,
        with: Box<dyn crate::pane::Pane>,
    ) {
        self.go_section(desk, nth);
        let section = self.section_of(desk);
        if let Some(pane) = self.panes.get_mut(section) {
            *pane = with;
            if let Some(who) = &self.who {
                pane.meet(who);
            }
        }
    }

    fn go_training(&mut self) {
        self.dialogs.clear();
        let title: fn(&Words) -> String = Words::section_training;
        let office = SECTIONS.iter().filter(|section| section.desk.is_none());
        let nth = office
            .map(|section| section.title)
            .position(|one| std::ptr::fn_addr_eq(one, title));
        self.go_section(None, nth.unwrap_or(0));
    }

    pub(super) fn go_section(&mut self, desk: Option<Desk>, nth: usize) {
        self.desk = desk;
        self.at[slot(desk)] = nth;
        self.came_from = None;
        self.forget_refusal();
    }
}
