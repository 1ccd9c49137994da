//! What the clerks report, and what follows from it.

use super::Shell;
use super::clerk::Report;
use super::shell::{CARDS, DIALOGS, FIND, Over, PEOPLE, SCAN, SETUP, WHO};
use super::sign_in::SignIn;
use super::who;
use crate::model::cover::GRACE_SECONDS;
use crate::model::{CoverEnd, Money};
use crate::office::{News, ReadOf, Receipt, Refused, Session};
use crate::pane::Who;
use crate::words::{Lang, Words, named};

impl Shell {
    pub(super) fn hear(&mut self, report: Report) {
        match report {
            Report::Read(WHO, _, answer, of) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.know(answer, of);
            }
            Report::Read(PEOPLE, _, answer, _) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                if let Ok(Ok(people)) = answer.map(|any| any.downcast::<Vec<(String, String)>>()) {
                    self.sign_in.list(*people);
                    self.dirty |= self.who.is_none() || self.locked;
                }
            }
            Report::Read(SCAN, _, answer, _) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.know_scan(answer);
            }
            Report::Read(SETUP, _, answer, _) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.know_setup(answer);
            }
            Report::Read(FIND, number, answer, _) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.know_found(number, answer);
            }
            Report::Read(CARDS, _, answer, _) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.know_cards(answer);
            }
            Report::Read(id, number, answer, of) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                let outcome = self
                    .pane(id)
                    .map_or(Ok(false), |pane| pane.answer(number, answer, of));
                match outcome {
                    Ok(wanted) => self.dirty |= wanted,
                    Err(refused) => self.complain(&refused),
                }
                self.press_ahead();
                self.take_scans();
            }
            Report::SignedOut(id, viewer, refused) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.signed_out_elsewhere(id, &viewer, &refused);
            }
            Report::Done(id, result) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.done(id, result);
            }
            Report::Aside(done) => self.aside_done(done),
            Report::SignedIn(result) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.signed_in(result);
            }
            Report::News(news) => self.news(&news),
            Report::Terminal(event, at) => self.came(&event, at),
            Report::Copying(done, all) => self.copied_so_far(done, all),
            Report::Copied(made) => self.copied(made),
            Report::Practice(report) => {
                if let Some(inner) = &mut self.practice {
                    inner.shell.hear(*report);
                }
                self.after_practice();
            }
            Report::BackedUp(Ok(made)) => {
                let name = made.path.file_name().unwrap_or_default().to_string_lossy();
                let (file, head) = (named::File(name), named::Head(made.head.in_short()));
                self.status = (self.words.backup_made(file, head), false);
                self.dirty = true;
            }
            Report::BackedUpNow(Ok(made)) => {
                let path = made.path.to_string_lossy();
                let place = named::Place(crate::model::text::safe(&path));
                let head = named::Head(made.head.in_short());
                self.status = (self.words.backup_made_now(head, place), false);
                self.dirty = true;
            }
            Report::BackedUpNow(Err(refused)) => {
                let why = self.words.refused(&refused);
                self.status = (self.words.backup_failed_now(why), true);
                self.dirty = true;
            }
            Report::BackedUp(Err(refused)) => {
                let why = self.words.refused(&refused);
                self.status = (self.words.backup_failed(why), true);
                self.dirty = true;
            }
            Report::Tick => {
                if let Some(inner) = &mut self.practice {
                    inner.shell.tick();
                }
                self.after_practice();
                self.tick();
            }
            Report::Resumed => {
                self.resumed = true;
                self.dirty = true;
            }
            Report::End => self.quit = true,
        }
    }

    fn know(&mut self, answer: crate::pane::Answer, of: ReadOf) {
        self.who_is_old = false;
        self.who_of = answer.is_ok().then_some(of);
        let waits = std::mem::take(&mut self.cover_key_waits);
        let known = match answer.map(|any| any.downcast::<Who>()) {
            Ok(Ok(known)) => *known,
            Ok(Err(_)) => return,
            Err(refused) => return self.complain(&refused),
        };
        if self.who.is_none() {
            self.find_drafts(known.staff.0);
            self.desk = self.desk.or(Some(known.desk));
            if let Some(lang) = Lang::parse(&known.language).filter(|_| !self.lang_chosen) {
                self.words = Words::new(lang, &self.facts.currency, self.facts.zone);
            }
        }
        let dialogs = self.dialogs.iter_mut().map(|(_, pane)| pane);
        for pane in self.panes.iter_mut().chain(dialogs) {
            pane.meet(&known);
        }
        let is_new = self.who.is_none();
        let before = self.who.as_ref();
        let more_waits = before.is_some_and(|before| before.unread != known.unread);
        if more_waits || before.is_some_and(|before| before.standing != known.standing) {
            // What they may see is something else now, or something has come to wait by itself.
            self.read_all_again();
        }
        self.open_the_covered_desk(&known);
        self.tell_what_is_over(&known);
        let doubted = self.who.as_ref().and_then(|who| who.clock_doubt);
        self.meet_doubt(doubted, known.clock_doubt);
        self.who = Some(known);
        if is_new {
            self.cards.forget();
            self.ask_cards();
        }
        self.dirty = true;
        self.grant_wish();
        if waits {
            super::cover_keys::press(self);
        }
    }

    /// A cover that ran on this screen has ended elsewhere, or by itself: how, by whom and when.
    fn tell_what_is_over(&mut self, known: &Who) {
        let ran = self.who.as_ref().is_some_and(|who| who.covering.is_some());
        let Some(over) = known.over.as_ref().filter(|_| ran) else {
            return;
        };
        let words = &self.words;
        let grace = over.at.plus_seconds(GRACE_SECONDS).0 - self.now().0;
        if over.how == CoverEnd::TimedOut.as_str() && grace > 0 {
            let said = words.cover_over_grace(
                named::At(words.time(over.at)),
                named::Duties(words.duties(over.duties)),
                named::Seconds((grace + 999) / 1_000),
            );
            self.status = (said, false);
            return;
        }
        let ended = match over.by.as_str() {
            "" => words.word("ended", &over.how),
            by => format!("{}, {by}", words.word("ended", &over.how)),
        };
        let said = words.cover_over(
            named::At(words.time(over.at)),
            named::Duties(words.duties(over.duties)),
            named::How(ended),
        );
        self.status = (said, false);
    }

    /// A cover has begun since this person was looked at last: the other desk opens by itself, unless something is being typed.
    fn open_the_covered_desk(&mut self, known: &Who) {
        let number = |who: &Who| who.covering.as_ref().map(|(number, ..)| number.clone());
        let before = self.who.as_ref().filter(|who| who.staff == known.staff);
        let Some(before) = before.map(number) else {
            return;
        };
        let Some((cover, duties, ..)) = &known.covering else {
            return;
        };
        let for_customer = known.for_customer.as_ref().map(|(number, _)| number);
        if before.as_ref() == Some(cover) || for_customer == Some(cover) {
            return;
        }
        let duties = crate::model::Duties::parse(duties).unwrap_or_default();
        let Some((desk, nth)) = super::cover_keys::other_desk(duties, self.desk) else {
            return;
        };
        // That the cover runs may be known before its own dialog has heard that it is done.
        let asks_for_it =
            |(id, _): &(u64, Box<dyn crate::pane::Pane>)| Some(*id) == self.cover_dialog;
        if self.dialogs.is_empty() {
            self.go_section(Some(desk), nth);
        } else if self.dialogs.iter().all(asks_for_it) {
            self.opens_next = Some((desk, nth));
        }
    }

    pub(super) fn signed_in(&mut self, result: Result<Session, Refused>) {
        self.dirty = true;
        match result {
            Ok(session) => {
                if self
                    .who
                    .as_ref()
                    .is_some_and(|who| who.staff != session.staff)
                {
                    // Somebody else sits here now: what the one before had open is not theirs.
                    self.dialogs.clear();
                    self.who = None;
                    self.desk = None;
                    for pane in &mut self.panes {
                        pane.forget();
                    }
                }
                if self
                    .session
                    .as_ref()
                    .is_none_or(|before| before.staff != session.staff)
                {
                    self.missed_seen = false;
                }
                let behind = session.clock_behind_seconds() / 60;
                let wrong = session.wrong_pins_before();
                if self.session.replace(session).is_some() {
                    self.read_all_again();
                }
                self.locked = false;
                for (from, effect) in std::mem::take(&mut self.held) {
                    self.carry_out(from, vec![effect]);
                }
                self.sign_in = SignIn::of("");
                self.status = (String::new(), false);
                self.tell_of_drafts();
                if behind > 0 {
                    self.status = (self.words.clock_behind(behind), true);
                }
                if wrong > 0 {
                    self.status = (self.words.sign_in_wrong_before(wrong), true);
                }
                self.ask_who();
            }
            Err(refused) => {
                if self.session.is_none() {
                    self.who = None;
                    self.dialogs.clear();
                    self.held.clear();
                }
                self.sign_in.busy = false;
                self.sign_in.trouble = self.words.refused(&refused);
            }
        }
    }

    pub(super) fn ask_who(&mut self) {
        let Some(session) = &self.session else { return };
        self.who_of = None;
        let (staff, terminal) = (session.staff, self.terminal.clone());
        let covering = self.who.as_ref().and_then(|who| who.covering.as_ref());
        let running = covering.map(|(number, ..)| number.clone());
        self.ask(WHO, move |reader| {
            let mut who = who::read(reader, staff, &terminal)?;
            if let Some(number) = running {
                who.over = who::over(reader, &number)?;
            }
            Ok(who)
        });
    }

    /// Asks for the people that the sign-in dialog lists.
    pub(super) fn ask_people(&mut self) {
        let terminal = self.terminal.clone();
        self.ask_openly(PEOPLE, move |reader| who::people(reader, &terminal));
    }

    /// The list under the hand chooses what was just made or acted on.
    fn acted(&mut self, receipt: &Receipt) {
        let section = self.section_of(self.desk);
        if let Some(pane) = self.panes.get_mut(section) {
            pane.acted(receipt);
        }
        for (_, pane) in &mut self.dialogs {
            pane.acted(receipt);
        }
    }

    fn done(&mut self, id: u64, result: Result<Receipt, Refused>) {
        let then = self.thens.pop_front();
        self.dirty = true;
        match result {
            Ok(receipt) => {
                self.cards.refused = None;
                self.cover_wish = None;
                self.forget_ended(&receipt);
                if id >= DIALOGS {
                    self.dialogs.retain(|(known, _)| *known != id);
                    self.keep_drafts();
                    let next = self.opens_next.take();
                    if let Some((desk, nth)) = next.filter(|_| self.dialogs.is_empty()) {
                        self.go_section(Some(desk), nth);
                    }
                }
                self.acted(&receipt);
                if let Some((then, after)) = then {
                    let (said, pane) = then(&self.words, &receipt);
                    self.status = (said.clone(), false);
                    let change = Money::written(receipt.text("change"));
                    if change.is_some_and(|change| change > Money::ZERO) {
                        self.keep_status();
                    }
                    if let Some(after) = after {
                        self.aside(after(&receipt), said);
                    }
                    if let Some(pane) = pane {
                        self.show(pane);
                    }
                }
            }
            Err(refused) => {
                if refused.id == "not-signed-in" {
                    // Why, and that the screen is locked now, follows from who is asked for.
                    self.ask_who();
                }
                if let Some(guide) = &mut self.guide {
                    guide.was_refused(refused.id);
                }
                let sentence = self.words.refused(&refused);
                self.cards.refused = Some(refused.id);
                let words = self.words.clone();
                let wrong_pin = matches!(refused.id, "wrong-pin" | "locked-out");
                if let Some(pane) = self.pane(id) {
                    pane.refused_with(&refused, &words);
                    if wrong_pin {
                        pane.forget_pin();
                    }
                }
                self.wish_cover(super::cover_keys::lacking(&refused));
                let hint = if refused.says("could_cover") {
                    self.words.status_could_cover()
                } else {
                    String::new()
                };
                self.status = (format!("{sentence} {hint}"), true);
                if refused.id == "clock-doubtful" {
                    self.over = Over::Clock;
                    self.ask_who();
                }
            }
        }
    }

    fn news(&mut self, news: &[News]) {
        self.remember_done(news);
        self.status_meets_news(news);
        let me = self.who.as_ref().map(|who| who.staff);
        for line in news {
            if let Some(guide) = self.guide.as_mut().filter(|_| line.staff == me) {
                guide.did(&line.verb);
            }
            for pane in &mut self.panes {
                pane.news(line);
            }
            for (_, pane) in &mut self.dialogs {
                pane.news(line);
            }
        }
        if news.iter().any(|line| line.verb == "setting.change") {
            self.ask_setup();
        }
        let is_known = |of: ReadOf| !news.iter().any(|line| of.is_old_after(line));
        if !self.who_of.is_some_and(is_known) {
            self.ask_who();
        }
    }

    fn complain(&mut self, refused: &Refused) {
        self.status = (self.words.refused(refused), true);
        self.dirty = true;
    }
}
